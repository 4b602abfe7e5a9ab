import { describe, expect, it } from "vitest";
import { newId, QuestionId, UnitId } from "../../../schema/domain/ids.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import { noNames } from "../../../server/privacy/names/names-look.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnswerRow } from "../../../server/store/rows.ts";
import { aCommit, addNetwork, expectFailure, NO_ROWS, NOW, type StoreUnderTest } from "./store-fixture.ts";

const NO_NAMES = { ...noNames(1), number: 1 };

function anAnswer(of: NewVerdict, author: AnswerRow["author"], change: Partial<AnswerRow> = {}): AnswerRow {
  return {
    room: of.rooms.layer,
    layer: of.layer,
    verdict: of.verdict.id,
    question: QuestionId.parse("q.claim"),
    subject: "verdict",
    value: "yes",
    version: 1,
    note: "",
    certainty: "sure",
    evidence: [],
    author,
    lastWriter: author,
    ...change,
  };
}

export function describeAnswers({ store, reopen }: StoreUnderTest): void {
  describe("answers and units", () => {
    it("an answer is one row a question and subject, written over in every part, and read by layer", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const { layer } = verdict.rooms;
      const unit: Unit = { id: newId(UnitId), verdict: verdict.verdict.id, kind: "victim", label: "A", createdAt: NOW };
      await store().names.addUnit(unit);
      const first = anAnswer(verdict, lawyer.id);
      const ofUnit = anAnswer(verdict, lawyer.id, { subject: unit.id, value: [{ amount: 5, currency: "EUR" }] });
      await store().rooms.commit([aCommit(layer, 0, lawyer.id, { rows: { ...NO_ROWS, answers: [first, ofUnit] } })]);
      const evidence = [
        { id: "a".repeat(20), anchor: null },
        {
          id: "b".repeat(20),
          anchor: {
            revision: 2,
            ranges: [
              { start: 3, end: 5 },
              { start: 7, end: 9 },
            ],
          },
        },
      ];
      const change = { note: "nova", certainty: "unsure", evidence, author: facilitator.id } as const;
      const changed = { ...first, ...change, value: null, version: 2 };
      await store().rooms.commit([aCommit(layer, 1, lawyer.id, { rows: { ...NO_ROWS, answers: [changed] } })]);
      const again = await reopen();
      const sorted = (rows: AnswerRow[]): AnswerRow[] => rows.toSorted((a, b) => a.subject.localeCompare(b.subject));
      const untimed = (await again.passages.answers([verdict.layer])).map(({ at: _at, ...row }): AnswerRow => row);
      expect(sorted(untimed)).toEqual(sorted([changed, ofUnit]));
      expect(sorted((await again.rooms.rows(layer)).answers)).toEqual(sorted([changed, ofUnit]));
      expect(await again.passages.answers([])).toEqual([]);
      expect((await again.passages.counts(verdict.verdict.id, [verdict.layer], [])).answers).toBe(1);
    });

    it("an answer's time is that of the commit in which its value was given or taken back, whatever else is written", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const { layer } = verdict.rooms;
      const answer = anAnswer(verdict, lawyer.id);
      const later = anAnswer(verdict, lawyer.id, { note: "only a note", value: null });
      let seq = 0;
      const timeAfter = async (at: string, row: AnswerRow): Promise<string | null | undefined> => {
        const commit = aCommit(layer, seq++, lawyer.id, { rows: { ...NO_ROWS, answers: [row] } });
        await store().rooms.commit([{ ...commit, updates: commit.updates.map((update) => ({ ...update, at })) }]);
        return (await store().passages.answers([verdict.layer]))[0]?.at;
      };
      const at = (day: number): string => `2026-03-0${day}T10:00:00.000Z`;
      expect(await timeAfter(at(1), later)).toBeNull();
      expect(await timeAfter(at(2), answer)).toBe(at(2));
      expect(await timeAfter(at(3), { ...answer, note: "why", certainty: "unsure" })).toBe(at(2));
      expect(await timeAfter(at(4), { ...answer, author: facilitator.id })).toBe(at(4));
      expect(await timeAfter(at(5), { ...answer, value: "no" })).toBe(at(5));
      expect(await timeAfter(at(6), { ...answer, value: null })).toBe(at(6));
      expect(await timeAfter(at(7), { ...answer, value: "no" })).toBe(at(7));
      // Rows can be written anew from the log, which does not know it any more.
      const { answers } = await store().rooms.rows(layer);
      await store().rooms.replaceRows(layer, NO_ROWS);
      await store().rooms.replaceRows(layer, { ...NO_ROWS, answers });
      expect((await (await reopen()).passages.answers([verdict.layer]))[0]?.at).toBe(at(7));
    });

    it("what somebody else had answered is kept until they put it back themselves, and goes where it holds what is erased", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const { layer, verdict: of } = verdict;
      const place = { question: QuestionId.parse("q.claim"), subject: "verdict" as const };
      let seq = 0;
      const answer = async (author: AnswerRow["author"], value: AnswerRow["value"]): Promise<void> => {
        const evidence = [{ id: "a".repeat(20), anchor: null }];
        const rows = { ...NO_ROWS, answers: [anAnswer(verdict, author, { value, evidence })] };
        await store().rooms.commit([aCommit(verdict.rooms.layer, seq++, author, { rows })]);
      };
      const earlier = async () =>
        (await store().passages.earlier([layer], place)).map(({ value, by, evidence }) => ({ value, by, evidence }));
      const over = async (): Promise<unknown[]> =>
        (await store().passages.answeredOver(lawyer.id, NOW.slice(0, 4))).map(({ author }) => author);
      const rewriteAll = (rewrite: (text: string) => string): Promise<void> =>
        store().erasures.rewriteRows(of.id, rewrite, rewrite);
      await answer(lawyer.id, "Petrović, by day");
      await answer(lawyer.id, "Petrović, by night");
      expect([await earlier(), await over()]).toEqual([[], []]);
      await answer(facilitator.id, "nobody");
      await answer(facilitator.id, "somebody");
      const kept = { value: "Petrović, by night", by: lawyer.id, evidence: ["a".repeat(20)] };
      expect([await earlier(), await over()]).toEqual([[kept], [facilitator.id]]);
      // Put back by another it is in nobody's place, and says whose it was; by whose it was it is theirs.
      await answer(facilitator.id, "Petrović, by night");
      expect([await earlier(), await over()]).toEqual([[kept], []]);
      await answer(lawyer.id, "Petrović, by night");
      expect([await earlier(), await over()]).toEqual([[], []]);
      await answer(lawyer.id, "Petrović");
      await answer(facilitator.id, "nobody");
      await rewriteAll((text) => text.replace("nowhere", ""));
      expect(await earlier()).toEqual([{ ...kept, value: "Petrović" }]);
      await rewriteAll((text) => text.replace("Petrović", "[Victim A]"));
      expect([await earlier(), await over()]).toEqual([[], []]);
      expect(await store().passages.earlier([], place)).toEqual([]);
    });

    it("a unit that is answered for stays, and no answer is stored for one that is not there", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const { layer } = verdict.rooms;
      const { id } = verdict.verdict;
      const unit: Unit = { id: newId(UnitId), verdict: id, kind: "victim", label: "A", createdAt: NOW };
      const rows = { ...NO_ROWS, answers: [anAnswer(verdict, lawyer.id, { subject: unit.id })] };
      await expectFailure(store().rooms.commit([aCommit(layer, 0, lawyer.id, { rows })]), "not-found");
      await store().names.addUnit(unit);
      await store().rooms.commit([aCommit(layer, 0, lawyer.id, { rows })]);
      await expectFailure(store().names.removeUnit(unit), "conflict");
      // Nor is it withdrawn with the names that it came of.
      await store().names.save(id, 0, NO_NAMES, [unit.id]);
      expect(await store().names.units(id)).toEqual([unit]);
    });

    it("a label is given once, also when its unit was taken away", async () => {
      const { verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const unit = (label: string): Unit => ({ id: newId(UnitId), verdict: id, kind: "victim", label, createdAt: NOW });
      const [first, second] = [unit("A"), unit("B")];
      await store().names.addUnit(first);
      await expectFailure(store().names.addUnit(unit("A")), "conflict");
      await store().names.addUnit(second);
      await store().names.removeUnit(first);
      await expectFailure(store().names.removeUnit(first), "not-found");
      const again = await reopen();
      await expectFailure(again.names.addUnit(unit("A")), "conflict");
      expect(await again.names.units(id)).toEqual([second]);
      expect((await again.names.unitLabels(id)).map(({ label }) => label).sort()).toEqual(["A", "B"]);
    });
  });
}
