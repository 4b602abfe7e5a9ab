import { describe, expect, it } from "vitest";
import { LayerId, MemberId, newId, RoomId, RoundId } from "../../../schema/domain/ids.ts";
import type { NewCoder, RoundBeginning, RoundRow } from "../../../server/store/round-store.ts";
import type { Store } from "../../../server/store/store.ts";
import {
  aCommit,
  addNetwork,
  after,
  aMember,
  anAnnotation,
  expectFailure,
  NO_ROWS,
  NOW,
  type Network,
  type StoreUnderTest,
} from "./store-fixture.ts";

const newLayer = () => ({ layer: newId(LayerId), room: newId(RoomId) });
const aCoder = (member: MemberId, due: string | null = null): NewCoder => ({ member, due, ...newLayer() });

function aBeginning({ verdict, facilitator }: Network, change: Partial<RoundBeginning> = {}): RoundBeginning {
  return {
    verdict: verdict.verdict.id,
    round: verdict.round,
    next: newId(RoundId),
    coders: [],
    by: facilitator.id,
    at: after(10),
    ...change,
  };
}

/** A blind round of the lawyer, who has tagged once, and of somebody who has not begun. */
async function blindRound(store: Store) {
  const network = await addNetwork(store);
  const other = aMember(network.organisation.id);
  await store.people.addMember(other, null);
  const [mine, others] = [aCoder(network.lawyer.id, "2026-04-01"), aCoder(other.id)];
  await store.rounds.begin(aBeginning(network, { coders: [mine, others] }));
  const { verdict, lawyer } = network;
  const tag = { ...anAnnotation(verdict, lawyer.id), room: mine.room, layer: mine.layer };
  const tagging = aCommit(mine.room, 0, lawyer.id, {
    clients: [[7, lawyer.id]],
    rows: { ...NO_ROWS, annotations: [tag] },
  });
  await store.rooms.commit([tagging]);
  return { ...network, id: verdict.verdict.id, round: verdict.round, other, mine, others, tag };
}

async function newest(store: Store, verdict: Parameters<Store["rounds"]["of"]>[0]): Promise<RoundRow> {
  const round = (await store.rounds.of(verdict)).at(-1);
  if (!round) throw new Error("no round");
  return round;
}

export function describeRounds({ store, reopen }: StoreUnderTest): void {
  describe("rounds", () => {
    it("an open round turns blind with a layer and a room for each coder; its shared layer stays", async () => {
      const { id, round, verdict, mine, others, other, lawyer, facilitator } = await blindRound(store());
      const again = await reopen();
      expect(await newest(again, id)).toEqual({
        id: round,
        verdict: id,
        number: 1,
        mode: "blind",
        blindAt: after(10),
        revealedAt: null,
        adjudicatedAt: null,
        coders: [
          {
            member: lawyer.id,
            due: "2026-04-01",
            assignedBy: facilitator.id,
            layer: mine.layer,
            hasBegun: true,
            frozenAt: null,
            isUnfinished: false,
            seen: "",
            reminded: null,
          },
          {
            member: other.id,
            due: null,
            assignedBy: facilitator.id,
            layer: others.layer,
            hasBegun: false,
            frozenAt: null,
            isUnfinished: false,
            seen: "",
            reminded: null,
          },
        ].toSorted((a, b) => (a.member < b.member ? -1 : 1)),
      });
      const layers = await again.verdicts.layers(id);
      expect(layers).toHaveLength(3);
      expect(layers.find(({ kind }) => kind === "shared")?.id).toBe(verdict.layer);
      expect(layers.find(({ owner }) => owner === lawyer.id)).toMatchObject({ id: mine.layer, kind: "own" });
      const rooms = await again.verdicts.rooms(id);
      expect(
        rooms
          .filter(({ kind }) => kind === "layer")
          .map((room) => room.id)
          .toSorted(),
      ).toEqual([verdict.rooms.layer, mine.room, others.room].toSorted());
    });

    it("no round begins while one is blind, or after another than the newest", async () => {
      const network = await addNetwork(store());
      await expectFailure(store().rounds.begin(aBeginning(network, { round: newId(RoundId) })), "conflict");
      await store().rounds.begin(aBeginning(network, { coders: [aCoder(network.lawyer.id)] }));
      await expectFailure(
        store().rounds.begin(aBeginning(network, { coders: [aCoder(network.lawyer.id)] })),
        "conflict",
      );
      expect(await store().rounds.of(network.verdict.verdict.id)).toHaveLength(1);
    });

    it("all of a beginning or nothing of it", async () => {
      const network = await addNetwork(store());
      const nobody = aCoder(aMember(network.organisation.id).id);
      const coders = [aCoder(network.lawyer.id), nobody];
      await expectFailure(store().rounds.begin(aBeginning(network, { coders })), "not-found");
      expect(await newest(store(), network.verdict.verdict.id)).toMatchObject({ mode: "open", coders: [] });
      expect(await store().verdicts.layers(network.verdict.verdict.id)).toHaveLength(1);
    });

    it("a layer that is handed in takes no commit until it is taken back", async () => {
      const { round, mine, lawyer, tag } = await blindRound(store());
      await store().rounds.handIn(round, lawyer.id, after(20));
      const late = aCommit(mine.room, 1, lawyer.id, {
        rows: { ...NO_ROWS, annotations: [{ ...tag, note: "kasno" }] },
      });
      await expectFailure(store().rooms.commit([late]), "conflict");
      expect((await store().rooms.rows(mine.room)).annotations).toEqual([tag]);
      // Nor are its rows written anew.
      expect(await store().rooms.replaceRows(mine.room, NO_ROWS)).toBe(false);
      expect((await store().rooms.load(mine.room))?.seq).toBe(1);
      await store().rounds.takeBack(round, lawyer.id);
      await store().rooms.commit([late]);
      expect((await store().rooms.rows(mine.room)).annotations[0]?.note).toBe("kasno");
    });

    it("handing in twice keeps the first time", async () => {
      const { id, round, lawyer } = await blindRound(store());
      await store().rounds.handIn(round, lawyer.id, after(20));
      await store().rounds.handIn(round, lawyer.id, after(30));
      const { coders } = await newest(store(), id);
      expect(coders.find(({ member }) => member === lawyer.id)?.frozenAt).toBe(after(20));
      await expectFailure(store().rounds.handIn(round, newId(MemberId), after(20)), "not-found");
    });

    it("coders come and go while nothing of theirs is there; who has begun stays", async () => {
      const { id, round, lawyer, facilitator, other, others } = await blindRound(store());
      const late = aCoder(facilitator.id, "2026-05-01");
      expect(await store().rounds.setCoders(round, [late], facilitator.id, after(20))).toEqual([others.room]);
      const { coders } = await newest(store(), id);
      expect(coders.map(({ member, due }) => [member, due])).toEqual([
        [lawyer.id, "2026-04-01"],
        [facilitator.id, "2026-05-01"],
      ]);
      expect((await store().rooms.row(others.room))?.gone).toBe(true);
      expect((await store().verdicts.layers(id)).some(({ owner }) => owner === other.id)).toBe(false);
      await store().rounds.setCoders(round, [aCoder(lawyer.id), { ...late, due: null }], facilitator.id, after(30));
      expect((await newest(store(), id)).coders.map(({ due }) => due)).toEqual([null, null]);
    });

    it("a reveal freezes every layer, closes the rooms for good and keeps the rows; who never began goes", async () => {
      const { id, round, mine, others, tag, lawyer, other } = await blindRound(store());
      await expectFailure(store().rounds.reveal(round, [other.id], after(30)), "conflict");
      expect((await newest(store(), id)).mode).toBe("blind");
      await store().rounds.handIn(round, lawyer.id, after(20));
      const gone = await store().rounds.reveal(round, [other.id], after(30));
      expect(gone.toSorted()).toEqual([mine.room, others.room].toSorted());
      const again = await reopen();
      expect(await newest(again, id)).toMatchObject({
        mode: "revealed",
        blindAt: after(10),
        revealedAt: after(30),
        coders: [{ member: lawyer.id, frozenAt: after(20) }],
      });
      expect((await again.rooms.row(mine.room))?.gone).toBe(true);
      expect(await again.rooms.load(mine.room)).toMatchObject({ seq: 1, snapshot: null, log: [], clients: [] });
      expect(await again.passages.annotations([mine.layer])).toEqual([tag]);
      expect(await again.rounds.frozenRooms(id)).toEqual([{ room: mine.room, layer: mine.layer }]);
      await expectFailure(again.rooms.commit([aCommit(mine.room, 1, lawyer.id)]), "conflict");
      for (const turn of [again.rounds.reveal(round, [], NOW), again.rounds.takeBack(round, lawyer.id)])
        await expectFailure(turn, "conflict");
    });

    it("who is revealed without having handed in is frozen as it stands", async () => {
      const { id, round, tag, mine, lawyer, other } = await blindRound(store());
      await store().rounds.reveal(round, [lawyer.id, other.id], after(30));
      expect((await newest(store(), id)).coders).toMatchObject([{ member: lawyer.id, frozenAt: after(30) }]);
      expect(await store().passages.annotations([mine.layer])).toEqual([tag]);
    });

    it("after a reveal a further round begins, which is blind; earlier layers stay, and only the newest is settled", async () => {
      const network = await blindRound(store());
      const { id, round, lawyer, other, mine } = network;
      await store().rounds.reveal(round, [lawyer.id, other.id], after(30));
      const second = newId(RoundId);
      const again = aCoder(lawyer.id);
      await store().rounds.begin(aBeginning(network, { next: second, coders: [again], at: after(40) }));
      expect(await newest(store(), id)).toMatchObject({ id: second, number: 2, mode: "blind", blindAt: after(40) });
      expect((await store().verdicts.layers(id)).filter(({ roundNumber }) => roundNumber === 2)).toMatchObject([
        { id: again.layer, kind: "own" },
      ]);
      await store().rounds.reveal(second, [lawyer.id], after(50));
      await expectFailure(store().rounds.settle(round, after(60), 0), "conflict");
      // A ruling that somebody made while one looked at what it would change.
      await expectFailure(store().rounds.settle(second, after(60), 1), "conflict");
      await store().rounds.settle(second, after(60), await store().rounds.rulings(second));
      await expectFailure(store().rounds.settle(second, NOW, 0), "conflict");
      await store().rounds.unsettle(second, lawyer.id, after(70), "Too early.");
      expect(await newest(store(), id)).toMatchObject({ id: second, mode: "revealed", adjudicatedAt: null });
      expect(await store().disagreements.changes(second)).toMatchObject([
        { number: 1, by: lawyer.id, reason: "Too early.", act: { kind: "unsettle" }, after: null },
      ]);
      await expectFailure(store().rounds.unsettle(second, lawyer.id, NOW, "Again."), "conflict");
      expect(await store().passages.annotations([mine.layer])).toHaveLength(1);
    });

    it("a round that is called off leaves its coders' work to each of them, and a further one was never there", async () => {
      const network = await blindRound(store());
      const { id, round, lawyer, other, mine, tag } = network;
      const gone = await store().rounds.callOff(round, after(30));
      expect(gone).toContain(mine.room);
      expect(await newest(store(), id)).toMatchObject({ id: round, mode: "open", blindAt: null, coders: [] });
      expect(await store().verdicts.layers(id)).toHaveLength(1);
      expect(await store().passages.annotations([mine.layer])).toEqual([]);
      const [draft, ...others] = await (await reopen()).rounds.calledOff(id, lawyer.id);
      expect([draft?.entries, others]).toMatchObject([
        [{ root: "annotations", id: tag.id, made: true, fields: { category: tag.category, note: tag.note } }],
        [],
      ]);
      expect(await store().rounds.calledOff(id, other.id)).toEqual([]);
      await expectFailure(store().rounds.dropCalledOff(id, other.id, tag.id), "not-found");
      await store().rounds.dropCalledOff(id, lawyer.id, tag.id);
      expect(await store().rounds.allCalledOff(id)).toEqual([]);

      const coders = [aCoder(lawyer.id)];
      await store().rounds.begin(aBeginning(network, { coders, at: after(40) }));
      await store().rounds.handIn(round, lawyer.id, after(50));
      await expectFailure(store().rounds.callOff(round, after(60)), "conflict");
      await store().rounds.reveal(round, [], after(60));
      await store().rounds.begin(aBeginning(network, { coders: [aCoder(lawyer.id)], at: after(70) }));
      const second = (await newest(store(), id)).id;
      await store().rounds.callOff(second, after(80));
      expect(await newest(store(), id)).toMatchObject({ id: round, mode: "revealed" });
    });
  });
}
