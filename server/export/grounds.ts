import { isDeepStrictEqual } from "node:util";
import { type Disagreement, rulingOf } from "../../schema/domain/disagreement.ts";
import type { MemberId, RoundId } from "../../schema/domain/ids.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import type { TimedAnswer } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { Names } from "./names.ts";

/** A decision in words. */
export interface Decided {
  /** Names of those who decided, the writer among them. */
  by: string[];
  at: string;
  reason: string;
}

/** Why a tag or an answer of a settled layer is there, beside who found it. */
export interface Ground {
  /** Why it was added outside agreement; "" where it was not. */
  added: string;
  ruling: { by: MemberId[]; at: string; reason: string } | null;
}

/** By the tag's id, or by the layer, the question and whom it is asked of. */
export type Grounds = ReadonlyMap<string, Ground>;

type Answered = Pick<TimedAnswer, "layer" | "question" | "subject">;

export const answerKey = ({ layer, question, subject }: Answered): string => `${layer}/${question}/${subject}`;

/** Of settled layers: by which ruling each of their tags and answers stands, or why it was added since. */
export async function groundsOf(store: Store, layers: readonly LayerRow[]): Promise<Grounds> {
  const grounds = new Map<string, Ground>();
  for (const { id: layer, round } of layers.filter(({ kind }) => kind === "adjudicated")) {
    const [disagreements, results, changes] = await Promise.all([
      store.disagreements.of(round),
      store.disagreements.results(round),
      store.disagreements.changes(round),
    ]);
    const byId = new Map(disagreements.map((one) => [one.id, one]));
    for (const [tag, of] of results) {
      const ruling = groundOf(byId.get(of));
      if (ruling) grounds.set(tag, ruling);
    }
    for (const one of disagreements) {
      const ruling = groundOf(one);
      if (ruling && one.members.of === "answers") grounds.set(answerKey({ layer, ...one.members }), ruling);
    }
    for (const { act, after, reason } of changes) {
      // A later ruling holds in its place.
      if (after && byId.get(after.case)?.version !== after.rulings) continue;
      if (act.kind === "add-tag") grounds.set(act.annotation, { added: reason, ruling: null });
      if (act.kind === "answer") grounds.set(answerKey({ layer, ...act }), { added: reason, ruling: null });
    }
  }
  return grounds;
}

function groundOf(one: Disagreement | undefined): Ground | null {
  const ruling = one && one.kind !== "agreed" ? rulingOf(one) : null;
  return ruling && { added: "", ruling: { by: ruling.panel, at: ruling.at, reason: ruling.reason } };
}

/** What a file says of it. */
export function saidOf(ground: Ground | undefined, names: Names): { reason: string; ruling: Decided | null } {
  const { added = "", ruling = null } = ground ?? {};
  return { reason: added, ruling: ruling && { ...ruling, by: ruling.by.map((member) => names.member(member)) } };
}

/** Names, each once, in the order of the locale. */
export function namesOf(members: readonly MemberId[], names: Names): string[] {
  return [...new Set(members.map((member) => names.member(member)))].sort(new Intl.Collator(names.language).compare);
}

/** Names of the coders of its round who gave an answer of a settled layer; none of any other. */
export function giversOf(
  answer: TimedAnswer,
  round: RoundId | null,
  given: readonly (TimedAnswer & { round: RoundId })[],
  names: Names,
): string[] {
  const same = given.filter(
    (each) =>
      each.round === round &&
      each.question === answer.question &&
      each.subject === answer.subject &&
      isDeepStrictEqual(each.value, answer.value),
  );
  return namesOf(
    same.map(({ author }) => author),
    names,
  );
}
