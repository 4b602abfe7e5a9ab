import type { BallotKind, Vote } from "../../../schema/domain/workshop/ballot.ts";
import { BALLOT_LIMITS } from "../../../schema/domain/workshop/ballot.ts";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { formatList, t } from "../../i18n/t.ts";

export const ballotKindWord = (kind: BallotKind): string => t(`vote.kind-${kind}`);

/** What may be said, in the order of a tally. */
export function optionsOf({ kind, choices }: Pick<BallotView, "choices" | "kind">): { vote: Vote; words: string }[] {
  switch (kind) {
    case "yes-no":
      return [
        { vote: "yes", words: t("vote.for") },
        { vote: "no", words: t("vote.against") },
      ];
    case "scale":
      return Array.from({ length: BALLOT_LIMITS.scale }, (_, i) => ({ vote: i + 1, words: String(i + 1) }));
    case "choice":
    case "ranking":
      return choices.map((words, vote) => ({ vote, words }));
  }
}

/** A vote in the words that it was cast by. */
export function wordsOfVote(ballot: Pick<BallotView, "choices" | "kind">, vote: Vote): string {
  if (vote === "abstain") return t("vote.abstained");
  if (Array.isArray(vote)) return formatList(vote.map((place) => ballot.choices[place] ?? ""));
  return optionsOf(ballot).find((each) => each.vote === vote)?.words ?? "";
}

/** What came of a vote, in a line: "For 3, Against 1, Carried". */
export function tallyWords({ tally, ...ballot }: Pick<BallotView, "choices" | "kind" | "tally">): string {
  if (!tally) return "";
  if (tally.replies === 0) return t("vote.nobody");
  const { counts, abstained, isCarried } = tally;
  return formatList([
    ...optionsOf(ballot).map(({ words }, i) => `${words} ${String(counts[i] ?? 0)}`),
    ...(abstained > 0 ? [`${t("vote.abstained")} ${String(abstained)}`] : []),
    ...(isCarried === null ? [] : [t(isCarried ? "vote.carried" : "vote.not-carried")]),
  ]);
}

/** How a ballot is taken: "secret, two thirds needed". */
export function rulesOf({ by, secret, share, kind }: Pick<BallotView, "by" | "kind" | "secret" | "share">): string {
  return formatList([
    ballotKindWord(kind),
    t(by === "person" ? "vote.by-person" : "vote.by-organisation"),
    t(secret ? "vote.secret" : "vote.not-secret"),
    ...(share === null ? [] : [t(`vote.share-${share}`)]),
  ]);
}

/** Whether it is open, closed or called off, and whether it is of a table. */
export function stateWords({ state: now, table }: Pick<BallotView, "state" | "table">): string {
  return t(table === null ? `vote.is-${now}` : `vote.is-${now}-table`);
}

/** By whom a vote was called off, as far as all may be told, and what becomes of the votes. */
export function offWords({ table }: Pick<BallotView, "table">): string {
  return t(table === null ? "vote.dropped-why" : "vote.dropped-why-table");
}
