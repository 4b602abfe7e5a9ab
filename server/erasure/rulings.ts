import type { RoundId, VerdictId } from "../../schema/domain/ids.ts";
import { typedFields } from "../store/called-off.ts";
import type { Store } from "../store/store.ts";

/** What a panel typed, with the id that it has in a trace. */
interface TypedRuling {
  id: string;
  text: string;
  round: RoundId;
}

/** Reasons of all rulings on a verdict's disagreements, replaced ones too, and answers that a panel gave in words. */
export async function typedRulings(
  store: Pick<Store, "verdicts" | "disagreements">,
  verdict: VerdictId,
): Promise<TypedRuling[]> {
  const rounds = await store.verdicts.rounds(verdict);
  const cases = await Promise.all(
    rounds.map(async ({ id }) => (await store.disagreements.of(id)).map((one) => ({ round: id, one }))),
  );
  return cases.flat().flatMap(({ round, one }) =>
    one.rulings.flatMap(({ number, reason, outcome }): TypedRuling[] => {
      const id = `${one.id}/${number}`;
      const value = outcome.kind === "value" && typeof outcome.value === "string" ? outcome.value : "";
      return [
        { id, text: reason, round },
        { id: `${id}/value`, text: value, round },
      ].filter(({ text }) => text !== "");
    }),
  );
}

/** Reasons for what was added, withdrawn or taken back since a round was settled, and answers given so in words. */
export async function typedChanges(
  store: Pick<Store, "verdicts" | "disagreements">,
  verdict: VerdictId,
): Promise<TypedRuling[]> {
  const rounds = await store.verdicts.rounds(verdict);
  const all = await Promise.all(
    rounds.map(async ({ id }) => (await store.disagreements.changes(id)).map((change) => ({ round: id, change }))),
  );
  return all.flat().flatMap(({ round, change: { number, reason, act } }): TypedRuling[] => {
    const id = `${round}/${number}`;
    const value = "value" in act && typeof act.value === "string" ? act.value : "";
    return [
      { id, text: reason, round },
      { id: `${id}/value`, text: value, round },
    ].filter(({ text }) => text !== "");
  });
}

/** What was typed in rounds that were called off: its coders' alone, so that it is only counted. */
export async function typedCalledOff(
  store: Pick<Store, "rounds">,
  verdict: VerdictId,
): Promise<{ id: string; text: string }[]> {
  const drafts = await store.rounds.allCalledOff(verdict);
  return drafts.flatMap(({ id, entries }) => entries.flatMap((entry) => typedFields(id, entry)));
}
