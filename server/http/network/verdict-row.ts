import { can, type Actor } from "../../../schema/domain/can.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { namesProgress } from "../../../schema/domain/names-progress.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { coderProgress, isAnythingSeen } from "../../access/coder-progress.ts";
import { countAnswers } from "../../access/count-answers.ts";
import { countTags } from "../../access/count-tags.ts";
import { firstSignature } from "../../access/first-signature.ts";
import type { Lapsed } from "../../access/told/signatures-lapsed.ts";
import type { VerdictAccess } from "../../access/verdict-access.ts";
import type { Deps } from "../../deps.ts";
import { isToReplace } from "../../privacy/names/names-apply.ts";
import { viewNames } from "../../privacy/names/names-view.ts";
import { toActor } from "../../rooms/room-access.ts";
import type { DisagreementCounts } from "../../store/disagreement-store.ts";
import type { RoundRow } from "../../store/round-store.ts";

export type VerdictRow = NetworkView["verdicts"][number];

/** How far the preparing of a verdict is, for who prepares it. */
type Preparation = Pick<VerdictRow, "canPrepare" | "signed" | "names">;

/** A verdict that the asker may read, as far as what waits in it is told by. */
export interface SeenVerdict {
  verdict: Verdict;
  access: VerdictAccess;
  /** The newest while it is blind. */
  round: RoundRow | undefined;
  cases: VerdictRow["cases"];
  preparation: Preparation;
  /** The asker prepares it, and has to sign it again. */
  lapsed: Lapsed | null;
}

/** A verdict in the list of the network page, for one asker. */
export async function viewRow(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  { verdict, access, round, cases, preparation }: SeenVerdict,
  methodology: MethodologyVersion | null,
): Promise<VerdictRow> {
  const count = await countTags(store, actor, verdict, methodology);
  const { standing, total, range } = count;
  const layers = standing.layer ? [standing.layer.id] : [];
  const { lastActivity, ...counts } = await store.passages.counts(verdict.id, layers, access.audiences, access.layers);
  // Even a count tells a coder how the others are doing; before clearing there is nothing to count.
  const isHidden = standing.state === "blind" || standing.state === "in-preparation";
  return {
    verdict,
    mode: access.round.mode,
    rooms: access.rooms.map(({ room }) => room),
    counts: isHidden ? null : { ...counts, tags: total ?? 0 },
    range,
    sheet: await countAnswers(store, actor, verdict, count, methodology),
    ...preparation,
    ...(access.part === "none" ? {} : { part: access.part }),
    ...(await viewCoders(store, actor, verdict, access, round)),
    round: access.round.number,
    cases,
    lastActivity: isHidden ? null : lastActivity,
  };
}

export async function preparationOf(
  store: Pick<Deps["store"], "clearings" | "names" | "people">,
  actor: Actor,
  verdict: Verdict,
): Promise<Preparation> {
  if (!can(actor, "verdict.prepare", verdict)) return { canPrepare: false };
  const signed = await firstSignature(store, verdict);
  return {
    canPrepare: true,
    ...(signed ? { signed } : {}),
    ...(verdict.stage === "in-preparation" ? await openNames(store, verdict) : {}),
  };
}

/** Who codes the newest round: each while it is blind, for who may watch; who did, once it is revealed. */
async function viewCoders(
  store: Pick<Deps["store"], "people" | "verdicts">,
  actor: Actor,
  verdict: Verdict,
  { part, layerRefs, round: newest }: VerdictAccess,
  round: RoundRow | undefined,
): Promise<Pick<VerdictRow, "coders" | "coding" | "due">> {
  if (newest.mode !== "blind") {
    const own = layerRefs.filter((layer) => layer.round === newest.id && layer.kind === "own");
    const { length: of } = own;
    // Who had not handed in at the reveal is compared with nobody.
    return { coders: of > 0 ? { handedIn: own.filter(({ isUnfinished }) => !isUnfinished).length, of } : null };
  }
  if (!round) return { coders: null };
  const mayWatch = can(actor, "round.watch", { verdict, actorPart: part });
  const due = round.coders
    .filter(({ member }) => mayWatch || member === actor.id)
    .flatMap((coder) => coder.due ?? [])
    .sort()
    .at(-1);
  const of = due ? { due } : {};
  if (!mayWatch) return { coders: null, ...of };
  const paragraphs = isAnythingSeen(round.coders) ? await store.verdicts.paragraphs(verdict.id) : [];
  const members = new Map((await store.people.members()).map((each) => [each.id, each]));
  const coding = round.coders.map((coder) => {
    const member = members.get(coder.member);
    const mayGoOn = coder.frozenAt !== null || (member && can(toActor(member), "round.code", verdict));
    return { member: coder.member, ...coderProgress(coder, paragraphs), ...(mayGoOn ? {} : { isOut: true as const }) };
  });
  const begun = coding.filter(({ state }) => state === "begun").length;
  return { coders: { ...handInsOf(round), begun }, coding, ...of };
}

/** How many coders of a blind round have handed in: what is counted, and what there is to reveal. */
export function handInsOf({ coders }: Pick<RoundRow, "coders">): { handedIn: number; of: number } {
  return { handedIn: coders.filter(({ frozenAt }) => frozenAt !== null).length, of: coders.length };
}

/** What of a verdict's names is still to be decided on; nothing is known before its text was looked over. */
export async function openNames(
  store: Pick<Deps["store"], "names">,
  verdict: Verdict,
): Promise<Pick<VerdictRow, "names">> {
  const document = await store.names.document(verdict.id);
  if (!document) return {};
  const { decided, all } = namesProgress(viewNames(document, [], false, null));
  return { names: { open: all - decided, all, ...(isToReplace(document) ? { toReplace: true } : {}) } };
}

/** Disagreements of the newest round, where the asker may see what was made of them. */
export function disagreementsSeen(
  { layerRefs, round }: VerdictAccess,
  counts: DisagreementCounts | undefined,
): VerdictRow["cases"] {
  const isSeen = layerRefs.some((layer) => layer.round === round.id && layer.kind === "adjudicated");
  return isSeen && counts ? { all: counts.cases, open: counts.open } : null;
}
