import { blindPart, codesBlind } from "../../schema/domain/blind-part.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { RoundView, Settling } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { t } from "../i18n/t.ts";

/** A verdict, and who looks at it. */
export interface Seen {
  view: VerdictView;
  me: MemberId;
}

/** Who has not handed in. */
export function missingOf({ coders }: RoundView): MemberId[] {
  return coders.filter(({ state }) => state !== "handed-in").map(({ member }) => member);
}

export function mayRun({ view }: Seen): boolean {
  return view.can.runRounds === true;
}

/** Whose facilitators begin, reveal and settle. */
export function runBy(view: VerdictView): string {
  const { roundRunners, organisations, verdict } = view;
  if (roundRunners === "all") return t("rounds.run-by-all");
  const organisation = organisations.find(({ id }) => id === verdict.owner)?.name ?? "?";
  return t("rounds.run-by-owner", { organisation });
}

export function mayReveal(seen: Seen, { mode }: Pick<RoundView, "mode">): boolean {
  return mayRun(seen) && mode === "blind" && !codesBlind(seen.me, seen.view.round, seen.view.layers);
}

/** Until the first hand-in, and by who does not code it. */
export function mayCallOff(seen: Seen, { mode, coders }: RoundView): boolean {
  const part = blindPart(seen.me, seen.view.round, seen.view.layers);
  return mayRun(seen) && mode === "blind" && part === "none" && coders.every(({ state }) => state !== "handed-in");
}

export function maySettle(seen: Seen, round: RoundView): boolean {
  return mayRun(seen) && (round.mode === "open" || round.mode === "revealed") && !hasCoded(seen, round);
}

export function mayUnsettle(seen: Seen, round: RoundView): boolean {
  return mayRun(seen) && round.mode === "adjudicated" && !hasCoded(seen, round);
}

export function hasCoded(seen: Pick<Seen, "me">, { coders }: RoundView): boolean {
  return coders.some(({ member }) => member === seen.me);
}

export function leadOf(rounds: readonly RoundView[], round: RoundView): string {
  const settled = rounds.findLast(({ mode }) => mode === "adjudicated");
  if (settled) return t("rounds.further-lead", { number: settled.number });
  return t(round.mode === "open" ? "rounds.begin-lead" : "rounds.unsettled-lead");
}

/** What somebody knows of the text from earlier: that they tagged it together with others, coded a round, or ruled in it. */
export function knownOf(rounds: readonly RoundView[], member: MemberId): string[] {
  const wereTogether = rounds.some(({ together = [] }) => together.includes(member));
  const ofRounds = rounds.flatMap((round) => {
    const { number, revealedAt, rulings } = round;
    if (revealedAt === null) return [];
    const hasRuled = rulings?.by.includes(member) === true;
    return [
      ...(hasCoded({ me: member }, round) ? [t("rounds.coded-before", { number })] : []),
      ...(hasRuled ? [t("rounds.ruled-before", { number })] : []),
    ];
  });
  return [...(wereTogether ? [t("rounds.knows")] : []), ...ofRounds];
}

/** Of each of these rounds what nobody ruled on; another round takes its place, so that it stays so. */
export function leftBehind(rounds: readonly RoundView[]): string[] {
  return rounds.flatMap(({ number, mode, rulings }) =>
    mode === "revealed" && rulings && rulings.open > 0
      ? [t("rounds.left-behind", { count: rulings.open, number })]
      : [],
  );
}

/** The next right step of a round that is not blind: the one button that stands out. */
export function nextOf(settling: Settling | null, { mode }: RoundView): "rule" | "settle" | "begin" {
  // Where nothing was coded there is nothing to settle either: it is coded again, or left.
  if (mode !== "revealed" || settling?.compared === 0) return "begin";
  return settling?.open === 0 ? "settle" : "rule";
}

/** A former member is called one: nothing more comes from them. */
export function nameOf({ members }: Pick<VerdictView, "members">, id: MemberId): string {
  const member = members.find((each) => each.id === id);
  return member?.isRemoved ? t("rounds.former", { name: member.name }) : (member?.name ?? "?");
}

export function isFormer({ members }: Pick<VerdictView, "members">, id: MemberId): boolean {
  return members.find((each) => each.id === id)?.isRemoved === true;
}
