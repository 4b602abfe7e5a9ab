import { describe, expect, it } from "vitest";
import { MemberId, newId, OrganisationId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import type { EditMap, Revision } from "../../../schema/text/revision.ts";
import {
  addNetwork,
  after,
  anOrganisation,
  aVerdict,
  expectFailure,
  NOW,
  type StoreUnderTest,
  textOf,
} from "./store-fixture.ts";

export function describeVerdicts({ store, reopen }: StoreUnderTest): void {
  describe("verdicts", () => {
    const next = (number: number, text: string): Revision => ({ number, ...textOf(text) });
    const mapFrom = (from: number, kind: "correct" | "redact" = "correct"): EditMap => ({
      from,
      steps: [{ start: 0, removed: 10, inserted: 8, kind }],
    });

    it("a verdict comes with revision 1, an open round, its shared layer and three rooms", async () => {
      const { verdict: made } = await addNetwork(store());
      const { id } = made.verdict;
      const again = await reopen();
      expect(await again.verdicts.get(id)).toEqual(made.verdict);
      expect(await again.verdicts.all()).toEqual([made.verdict]);
      expect(await again.verdicts.revision(id)).toEqual({ number: 1, ...made.text });
      expect(await again.verdicts.maps(id)).toEqual([]);
      const round = { id: made.round, verdict: id, number: 1, mode: "open" };
      expect(await again.verdicts.currentRound(id)).toEqual(round);
      expect(await again.verdicts.rounds(id)).toEqual([round]);
      expect(await again.verdicts.layers(id)).toEqual([
        {
          id: made.layer,
          verdict: id,
          round: made.round,
          roundNumber: 1,
          kind: "shared",
          owner: null,
          frozenAt: null,
          isUnfinished: false,
        },
      ]);
      const discussion = {
        kind: "discussion",
        verdict: id,
        layer: null,
        slip: null,
        methodology: null,
        output: null,
        gone: false,
      };
      const rooms = await again.verdicts.rooms(id);
      expect(rooms).toHaveLength(3);
      expect(rooms).toContainEqual({
        id: made.rooms.layer,
        kind: "layer",
        verdict: id,
        audience: null,
        layer: made.layer,
        slip: null,
        methodology: null,
        output: null,
        gone: false,
      });
      expect(rooms).toContainEqual({ id: made.rooms.internal, ...discussion, audience: "internal" });
      expect(rooms).toContainEqual({ id: made.rooms.review, ...discussion, audience: "review" });
    });

    it("a verdict of which any part cannot be stored is not stored at all", async () => {
      const { organisation, facilitator, verdict: there } = await addNetwork(store());
      const second = aVerdict(organisation.id, facilitator.id);
      await expectFailure(
        store().verdicts.add({ ...second, rooms: { ...second.rooms, review: there.rooms.review } }),
        "conflict",
      );
      await expectFailure(store().verdicts.add({ ...second, by: newId(MemberId) }), "not-found");
      await expectFailure(store().verdicts.add(aVerdict(newId(OrganisationId), facilitator.id)), "not-found");
      expect(await store().verdicts.all()).toEqual([there.verdict]);
      expect(await store().rooms.all()).toHaveLength(3);
      await store().verdicts.add(second);
      expect(await store().verdicts.all()).toHaveLength(2);
    });

    it("what is not there is null, or not found where it was to be changed", async () => {
      const nothing = newId(VerdictId);
      expect(await store().verdicts.get(nothing)).toBeNull();
      expect(await store().verdicts.revision(nothing)).toBeNull();
      expect(await store().verdicts.layers(nothing)).toEqual([]);
      expect(await store().verdicts.rooms(nothing)).toEqual([]);
      await expectFailure(store().verdicts.currentRound(nothing), "not-found");
      await expectFailure(store().verdicts.change(nothing, { court: "X" }, newId(MemberId), NOW), "not-found");
      await expectFailure(store().verdicts.setStage(nothing, "cleared"), "not-found");
      await expectFailure(
        store().verdicts.addRevision(nothing, 1, next(2, "X"), mapFrom(1), newId(MemberId), NOW, "stays"),
        "not-found",
      );
    });

    it("a change touches the fields that it names and no others", async () => {
      const { facilitator, verdict: made } = await addNetwork(store());
      const { id } = made.verdict;
      const change = { court: "Apelacioni sud", keptUntil: "2030-01-01", conflicts: [facilitator.id], invented: false };
      const changed = { ...made.verdict, ...change };
      const at = after(1);
      expect(await store().verdicts.change(id, { ...change, caseNumber: undefined }, facilitator.id, at)).toEqual(
        changed,
      );
      expect(await (await reopen()).verdicts.get(id)).toEqual(changed);
    });

    it("what stood in a field is kept with who changed it, and what was typed goes when the verdict is cleared", async () => {
      const { facilitator, verdict: made } = await addNetwork(store());
      const { id, court, date } = made.verdict;
      const { id: by } = facilitator;
      await store().verdicts.change(id, { court: "Apelacioni sud", date: null, form: made.verdict.form }, by, after(1));
      await store().verdicts.change(id, { courtsNumbers: { defendants: 4, victims: null } }, by, after(2));
      const kept = async () =>
        (await store().verdicts.changes(id)).map(({ field, before, by: who, at }) => ({ field, before, by: who, at }));
      const numbers = { field: "courtsNumbers", before: { defendants: null, victims: null }, by, at: after(2) };
      const day = { field: "date", before: date, by, at: after(1) };
      expect(await kept()).toEqual([numbers, day, { field: "court", before: court, by, at: after(1) }]);
      await store().verdicts.setStage(id, "cleared");
      expect(await kept()).toEqual([numbers, day, { field: "court", before: undefined, by, at: after(1) }]);
      await store().verdicts.change(id, { court }, by, after(3));
      await store().verdicts.setStage(id, "cleared-for-guests");
      expect((await kept())[0]).toEqual({ field: "court", before: "Apelacioni sud", by, at: after(3) });
    });

    it("a verdict is taken by the organisation that it is offered to, and by no other", async () => {
      const { facilitator, verdict: made } = await addNetwork(store());
      const other = { ...anOrganisation(), name: "Another organisation" };
      await store().people.addOrganisation(other);
      const { id, owner } = made.verdict;
      const { id: by } = facilitator;
      const offer = { verdict: id, organisation: other.id, by, at: after(1) };
      await expectFailure(store().verdicts.takeOver(id, other.id, by, after(2)), "conflict");
      await store().verdicts.offer(offer);
      expect(await store().verdicts.offers()).toEqual([offer]);
      await expectFailure(store().verdicts.takeOver(id, newId(OrganisationId), by, after(2)), "conflict");
      await store().verdicts.takeOver(id, other.id, by, after(2));
      expect((await store().verdicts.get(id))?.owner).toBe(other.id);
      expect(await store().verdicts.changes(id)).toMatchObject([{ field: "owner", before: owner, by, at: after(2) }]);
      expect(await store().verdicts.offers()).toEqual([]);
      await store().verdicts.offer({ ...offer, organisation: owner });
      await store().verdicts.endOffer(id);
      await expectFailure(store().verdicts.takeOver(id, owner, by, after(3)), "conflict");
    });

    it("the stage is set, and nothing else by it", async () => {
      const { verdict: made } = await addNetwork(store());
      expect(await store().verdicts.setStage(made.verdict.id, "cleared")).toEqual({
        ...made.verdict,
        stage: "cleared",
      });
      expect(await store().verdicts.get(made.verdict.id)).toEqual({ ...made.verdict, stage: "cleared" });
    });

    it("a correction becomes the next revision with its map, and the earlier one stays readable", async () => {
      const { facilitator, verdict: made } = await addNetwork(store());
      const { id } = made.verdict;
      await store().verdicts.addRevision(
        id,
        1,
        next(2, "Optuženi je pročitao presudu."),
        mapFrom(1),
        facilitator.id,
        after(1),
        "stays",
      );
      await store().verdicts.addRevision(
        id,
        2,
        next(3, "Optužena je pročitala presudu."),
        mapFrom(2),
        facilitator.id,
        after(2),
        "stays",
      );
      const again = await reopen();
      expect((await again.verdicts.get(id))?.revision).toBe(3);
      expect(await again.verdicts.revision(id)).toEqual(next(3, "Optužena je pročitala presudu."));
      expect(await again.verdicts.revision(id, 2)).toEqual(next(2, "Optuženi je pročitao presudu."));
      expect(await again.verdicts.revision(id, 1)).toEqual({ number: 1, ...made.text });
      expect(await again.verdicts.revision(id, 4)).toBeNull();
      expect(await again.verdicts.maps(id)).toEqual([mapFrom(1), mapFrom(2)]);
      expect(await again.verdicts.maps(id, 2)).toEqual([mapFrom(2)]);
    });

    it("a revision on a base that is not the newest is a conflict and stores nothing", async () => {
      const { facilitator, verdict: made } = await addNetwork(store());
      const { id } = made.verdict;
      const both = ["A", "B"].map((text) =>
        store()
          .verdicts.addRevision(id, 1, next(2, text), mapFrom(1), facilitator.id, NOW, "stays")
          .then(() => text),
      );
      const outcomes = await Promise.allSettled(both);
      const stored = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(stored).toHaveLength(1);
      expect((await store().verdicts.revision(id))?.text).toBe(stored[0]?.value);
      await expectFailure(
        store().verdicts.addRevision(id, 1, next(2, "C"), mapFrom(1), facilitator.id, NOW, "stays"),
        "conflict",
      );
      await expectFailure(
        store().verdicts.addRevision(id, 2, next(4, "C"), mapFrom(2), facilitator.id, NOW, "stays"),
        "conflict",
      );
      await expectFailure(
        store().verdicts.addRevision(id, 2, next(3, "C"), mapFrom(1), facilitator.id, NOW, "stays"),
        "conflict",
      );
      await expectFailure(
        store().verdicts.addRevision(id, 5, next(6, "C"), mapFrom(5), facilitator.id, NOW, "stays"),
        "conflict",
      );
      expect(await store().verdicts.maps(id)).toHaveLength(1);
      expect((await store().verdicts.get(id))?.revision).toBe(2);
    });

    it("a redaction takes the text of all earlier revisions away, and keeps their maps", async () => {
      const { facilitator, verdict: made } = await addNetwork(store());
      const { id } = made.verdict;
      await store().verdicts.addRevision(
        id,
        1,
        next(2, "Marko je pročitao presudu."),
        mapFrom(1),
        facilitator.id,
        NOW,
        "stays",
      );
      await store().verdicts.addRevision(
        id,
        2,
        next(3, "[Victim A] je pročitao presudu."),
        mapFrom(2, "redact"),
        facilitator.id,
        NOW,
        "goes",
      );
      expect(await store().verdicts.revision(id, 1)).toBeNull();
      expect(await store().verdicts.revision(id, 2)).toBeNull();
      expect((await store().verdicts.revision(id))?.text).toBe("[Victim A] je pročitao presudu.");
      expect(await store().verdicts.maps(id)).toEqual([mapFrom(1), mapFrom(2, "redact")]);
    });

    it("a room is found by its id", async () => {
      const { verdict: made } = await addNetwork(store());
      expect(await store().rooms.row(made.rooms.review)).toMatchObject({ kind: "discussion", audience: "review" });
      expect(await store().rooms.row(newId(RoomId))).toBeNull();
    });
  });
}
