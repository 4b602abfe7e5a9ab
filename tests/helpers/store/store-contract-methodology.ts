import { describe, expect, it } from "vitest";
import { AnnotationId, CategoryId, newId, QuestionId, RoomId, ThreadId } from "../../../schema/domain/ids.ts";
import type { Review } from "../../../schema/protocol/http/methodology.ts";
import { addNetwork, after, expectFailure, NO_ROWS, NOW, type StoreUnderTest } from "./store-fixture.ts";
import { aCategory, contentOf } from "../network/version-of.ts";

export function describeDrafts({ store, reopen }: StoreUnderTest): void {
  const freeze = (keys: string[], onto?: { base: number; fates: Record<string, never> }) =>
    store().methodologies.freeze(contentOf(keys.map((key, i) => aCategory(key, `A${i}`))), "", null, NOW, onto);

  describe("methodology's draft and maps", () => {
    it("a version carries the maps of all before it, and the categories that are gone as they stood last", async () => {
      const one = await freeze(["a", "b", "c"]);
      const retired = { kind: "retired" } as never;
      await freeze(["a", "b"], { base: 1, fates: { c: retired } });
      await freeze(["a"], { base: 2, fates: { b: retired } });
      const third = await (await reopen()).methodologies.current();
      expect(third?.maps).toEqual([
        { from: 1, fates: { c: { kind: "retired" } } },
        { from: 2, fates: { b: { kind: "retired" } } },
      ]);
      expect(third?.gone).toEqual([one.content.categories[1], one.content.categories[2]]);
    });

    it("a question remembers the choices that it had, as they were called last, and gives them out of hand when it is frozen again", async () => {
      const asked = (choices: Record<string, string>) => ({
        ...contentOf([aCategory("a", "A")]),
        groups: [{ id: "g", label: {} }],
        questions: [
          {
            id: QuestionId.parse("q.claim"),
            group: "g",
            label: { en: "Claim" },
            type: "choice" as const,
            choices: Object.entries(choices).map(([id, label]) => ({ id, label: { en: label } })),
            shownIf: null,
            evidenceExpected: false,
            perUnit: "verdict" as const,
          },
        ],
      });
      const put = (choices: Record<string, string>) => store().methodologies.freeze(asked(choices), "", null, NOW);
      await put({ full: "Full", none: "None", na: "Not applicable" });
      await put({ full: "Full", none: "None of it" });
      await put({ full: "Full", na: "Does not apply" });
      const read = async () => (await (await reopen()).methodologies.current())?.content;
      const third = await read();
      expect(third?.questions[0]?.formerChoices).toEqual([{ id: "none", label: { en: "None of it" } }]);
      if (third) await store().methodologies.freeze(third, "", null, NOW);
      expect((await read())?.questions).toEqual(third?.questions);
      await put({ full: "Full", none: "None", na: "Not applicable" });
      expect((await read())?.questions[0]).not.toHaveProperty("formerChoices");
    });

    it("a version made of another than that in force is a conflict, and takes no number", async () => {
      await expectFailure(freeze(["a"], { base: 1, fates: {} }), "conflict");
      await freeze(["a"], { base: 0, fates: {} });
      await expectFailure(freeze(["a"], { base: 0, fates: {} }), "conflict");
      expect((await freeze(["a"], { base: 1, fates: {} })).number).toBe(2);
    });

    it("there is one draft for ever, with rooms that are those of the first call, or what took their place", async () => {
      const rooms = { room: newId(RoomId), discussion: newId(RoomId) };
      await expectFailure(store().methodologies.openDraft(rooms), "not-found");
      await freeze(["a"]);
      expect(await store().methodologies.draft()).toBeNull();
      const draft = await store().methodologies.openDraft(rooms);
      expect(draft).toMatchObject({ version: null, ...rooms });
      expect(await store().methodologies.openDraft({ room: newId(RoomId), discussion: newId(RoomId) })).toEqual(draft);
      expect(await store().rooms.row(rooms.room)).toMatchObject({ kind: "methodology", verdict: null, gone: false });
      const next = newId(RoomId);
      const renewal = {
        room: rooms.room,
        expectedSeq: 0,
        next,
        snapshotV2: new Uint8Array([0, 0]),
        clients: [],
        rows: NO_ROWS,
      };
      await store().rooms.renew(renewal);
      await store().methodologies.setDraftVersion(1);
      expect(await (await reopen()).methodologies.draft()).toEqual({ ...draft, room: next, version: 1 });
    });

    it("a member has one vote on a proposal, changes it and takes it back", async () => {
      const { facilitator, lawyer } = await addNetwork(store());
      await freeze(["a"]);
      const thread = newId(ThreadId);
      const { vote, votes } = store().methodologies;
      await vote(thread, lawyer.id, "no", NOW);
      await vote(thread, facilitator.id, "yes", after(1));
      await vote(thread, lawyer.id, "abstain", after(2));
      expect((await votes()).map(({ member, vote: cast, at }) => [member, cast, at])).toEqual([
        [facilitator.id, "yes", after(1)],
        [lawyer.id, "abstain", after(2)],
      ]);
      await vote(thread, lawyer.id, null, after(3));
      expect((await votes()).map(({ member }) => member)).toEqual([facilitator.id]);
    });
  });

  describe("reviews", () => {
    it("the newest decision on a tag in a version stands, and is read by its layer only", async () => {
      const { verdict: made, lawyer } = await addNetwork(store());
      const review: Review = {
        annotation: newId(AnnotationId),
        layer: made.layer,
        version: 2,
        member: lawyer.id,
        at: NOW,
        decision: "keep",
        from: { category: CategoryId.parse("a"), version: 1 },
        category: CategoryId.parse("a"),
      };
      const dropped: Review = { ...review, at: after(1), decision: "drop", category: null };
      await store().reviews.add(made.verdict.id, review);
      await store().reviews.add(made.verdict.id, dropped);
      const later: Review = { ...review, annotation: newId(AnnotationId), at: after(2) };
      await store().reviews.add(made.verdict.id, later);
      expect(await store().reviews.of([made.layer])).toEqual([later, dropped]);
      expect(await store().reviews.of([])).toEqual([]);
      await store().reviews.drop({ annotation: later.annotation, version: 1 });
      await store().reviews.drop(dropped);
      expect(await store().reviews.of([made.layer])).toEqual([later]);
    });
  });
}
