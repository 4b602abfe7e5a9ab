import { describe, expect, it } from "vitest";
import { AnnotationId, newId } from "../../../schema/domain/ids.ts";
import type { EditMap, Revision } from "../../../schema/text/revision.ts";
import { addNetwork, after, expectFailure, NOW, type StoreUnderTest, textOf } from "./store-fixture.ts";

export function describeCorrections({ store, reopen }: StoreUnderTest): void {
  describe("corrections", () => {
    const next = (number: number, text: string): Revision => ({ number, ...textOf(text) });
    const map = (from: number, undoes?: number): EditMap => ({
      from,
      steps: [{ start: 0, removed: 10, inserted: 8, kind: "correct" }],
      ...(undoes === undefined ? {} : { undoes }),
    });

    it("the history names who made each revision, when and how, and whether its words are kept", async () => {
      const { facilitator, lawyer, verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const { verdicts } = store();
      await verdicts.addRevision(id, 1, next(2, "A"), map(1), facilitator.id, after(1), "stays");
      await verdicts.addRevision(id, 2, next(3, "B"), map(2), lawyer.id, after(2), "goes", { how: "reimport" });
      expect(await (await reopen()).corrections.revisions(id)).toEqual([
        { number: 1, by: facilitator.id, at: NOW, how: null, isKept: false },
        { number: 2, by: facilitator.id, at: after(1), how: null, isKept: false },
        { number: 3, by: lawyer.id, at: after(2), how: "reimport", isKept: true },
      ]);
    });

    it("a change is taken back once, and what took it back once too", async () => {
      const { facilitator, verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const add = (from: number, undoes?: number): Promise<void> =>
        store().verdicts.addRevision(id, from, next(from + 1, "A"), map(from, undoes), facilitator.id, NOW, "stays");
      await add(1);
      await add(2, 1);
      await expectFailure(add(3, 1), "conflict");
      await add(3, 2);
      expect((await store().verdicts.maps(id)).map(({ undoes }) => undoes)).toEqual([undefined, 1, 2]);
      expect((await store().verdicts.get(id))?.revision).toBe(4);
    });

    it("what a member has seen is theirs, up to a revision, and a later look is never taken back", async () => {
      const { facilitator, lawyer, verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const tags = [newId(AnnotationId), newId(AnnotationId)].sort();
      await store().corrections.markSeen(lawyer.id, id, tags, 3);
      await store().corrections.markSeen(lawyer.id, id, tags.slice(0, 1), 2);
      const { corrections } = await reopen();
      expect(await corrections.seen(lawyer.id, id)).toEqual(tags.map((subject) => ({ subject, revision: 3 })));
      expect(await corrections.seen(facilitator.id, id)).toEqual([]);
    });
  });
}
