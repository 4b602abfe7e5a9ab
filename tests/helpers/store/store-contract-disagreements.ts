import { describe, expect, it } from "vitest";
import type { Ruling } from "../../../schema/domain/disagreement.ts";
import { AnnotationId, DisagreementId, LayerId, newId, RoomId, type MemberId } from "../../../schema/domain/ids.ts";
import type { NewDisagreements } from "../../../server/store/disagreement-store.ts";
import type { Store } from "../../../server/store/store.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import {
  addNetwork,
  after,
  anAnnotation,
  aCommit,
  expectFailure,
  NO_ROWS,
  type StoreUnderTest,
} from "./store-fixture.ts";

/** A blind round of the lawyer with one tag, revealed. */
async function revealed(store: Store) {
  const { lawyer, facilitator, verdict } = await addNetwork(store);
  const [layer, room] = [newId(LayerId), newId(RoomId)];
  const coders = [{ member: lawyer.id, due: null, layer, room }];
  const beginning = { verdict: verdict.verdict.id, round: verdict.round, next: verdict.round };
  await store.rounds.begin({ ...beginning, coders, by: facilitator.id, at: after(1) });
  const round = (await store.verdicts.currentRound(verdict.verdict.id)).id;
  const tag = { ...anAnnotation(verdict, lawyer.id), id: newId(AnnotationId), room, layer };
  await store.rooms.commit([aCommit(room, 0, lawyer.id, { rows: { ...NO_ROWS, annotations: [tag] } })]);
  await store.rounds.handIn(round, lawyer.id, after(2));
  await store.rounds.reveal(round, [], after(3));
  return { lawyer, facilitator, verdict, round, tag };
}

function cases(
  verdict: NewVerdict,
  round: NewDisagreements["round"],
  coder: MemberId,
  annotation: AnnotationId,
): NewDisagreements {
  const members = { of: "tags" as const, tags: [{ coder, annotation }] };
  const layer = newId(LayerId);
  const one = { id: newId(DisagreementId), kind: "missed" as const, members };
  return { verdict: verdict.verdict.id, round, disagreements: [one], layer, room: newId(RoomId), at: after(4) };
}

function ruling(by: MemberId, outcome: Ruling["outcome"], reason = "Because."): Omit<Ruling, "number"> {
  return { by, panel: [by], at: after(5), outcome, reason };
}

/** A round of one tag that is ruled to stand. */
export async function addRuled(store: Store) {
  const { lawyer, facilitator, verdict, round, tag } = await revealed(store);
  const made = cases(verdict, round, lawyer.id, tag.id);
  await store.disagreements.add(made);
  const id = made.disagreements[0]?.id ?? newId(DisagreementId);
  await store.disagreements.rule(id, 0, ruling(facilitator.id, { kind: "entries", coders: [lawyer.id] }));
  return { lawyer, facilitator, made };
}

export function describeDisagreements({ store, reopen }: StoreUnderTest): void {
  describe("cases", () => {
    it("are made once a round, with a layer that nobody can open", async () => {
      const { lawyer, verdict, round, tag } = await revealed(store());
      const made = cases(verdict, round, lawyer.id, tag.id);
      expect(await store().disagreements.add(made)).toBe(true);
      expect(await store().disagreements.add(cases(verdict, round, lawyer.id, tag.id))).toBe(false);
      const again = await reopen();
      expect((await again.disagreements.of(round)).map(({ id, version }) => [id, version])).toEqual([
        [made.disagreements[0]?.id, 0],
      ]);
      expect(await again.disagreements.open(round)).toBe(1);
      expect(await again.disagreements.counts()).toEqual([{ verdict: verdict.verdict.id, round, cases: 1, open: 1 }]);
      const layer = (await again.verdicts.layers(verdict.verdict.id)).find(({ id }) => id === made.layer);
      expect(layer).toMatchObject({ kind: "adjudicated", owner: null, frozenAt: after(4) });
      expect((await again.rooms.row(made.room))?.gone).toBe(true);
    });

    it("a ruling is checked against the version, kept for ever, and writes the layer with it", async () => {
      const { lawyer, facilitator, verdict, round, tag } = await revealed(store());
      const made = cases(verdict, round, lawyer.id, tag.id);
      const id = made.disagreements[0]?.id ?? newId(DisagreementId);
      await store().disagreements.add(made);
      const first = await store().disagreements.rule(
        id,
        0,
        ruling(facilitator.id, { kind: "entries", coders: [lawyer.id] }),
      );
      expect(first.rulings).toHaveLength(1);
      await expectFailure(store().disagreements.rule(id, 0, ruling(lawyer.id, { kind: "none" })), "conflict");
      await expectFailure(
        store().disagreements.rule(newId(DisagreementId), 0, ruling(lawyer.id, { kind: "none" })),
        "not-found",
      );
      const [stands] = await store().passages.annotations([made.layer]);
      const { category, anchor, author, createdAt } = tag;
      const coders = { category, anchor, author, createdAt };
      expect(author).not.toBe(facilitator.id);
      expect(stands).toMatchObject({ ...coders, lastWriter: lawyer.id });
      await store().disagreements.rule(id, 1, ruling(lawyer.id, { kind: "none" }));
      expect(await store().passages.annotations([made.layer])).toEqual([]);
      await store().disagreements.rule(id, 2, ruling(lawyer.id, { kind: "entries", coders: [lawyer.id] }));
      const again = await reopen();
      // The id that it was given first.
      expect((await again.passages.annotations([made.layer])).map((row) => row.id)).toEqual([stands?.id]);
      expect((await again.disagreements.of(round))[0]?.rulings.map(({ number }) => number)).toEqual([1, 2, 3]);
      expect([await again.disagreements.one(id)]).toEqual(await again.disagreements.of(round));
      expect(await again.disagreements.one(newId(DisagreementId))).toBeNull();
      expect(await again.disagreements.open(round)).toBe(0);
    });

    it("rulings that are made together are all recorded, or none", async () => {
      const { lawyer, facilitator, verdict, round, tag } = await revealed(store());
      const made = cases(verdict, round, lawyer.id, tag.id);
      const id = made.disagreements[0]?.id ?? newId(DisagreementId);
      await store().disagreements.add(made);
      const one = { ...ruling(facilitator.id, { kind: "entries", coders: [lawyer.id] }), id, version: 0 };
      await expectFailure(
        store().disagreements.ruleTogether([one, { ...one, id: newId(DisagreementId) }]),
        "not-found",
      );
      await expectFailure(store().disagreements.ruleTogether([one, one]), "conflict");
      expect(await store().disagreements.open(round)).toBe(1);
      expect(await store().passages.annotations([made.layer])).toEqual([]);
      const [ruled] = await store().disagreements.ruleTogether([one]);
      expect(ruled?.rulings).toMatchObject([{ number: 1, by: facilitator.id }]);
      expect(await store().passages.annotations([made.layer])).toHaveLength(1);
    });

    it("a coder concedes once, and takes it back", async () => {
      const { lawyer, verdict, round, tag } = await revealed(store());
      const made = cases(verdict, round, lawyer.id, tag.id);
      const id = made.disagreements[0]?.id ?? newId(DisagreementId);
      await store().disagreements.add(made);
      await store().disagreements.concede(id, lawyer.id, after(6));
      const twice = await store().disagreements.concede(id, lawyer.id, after(7));
      expect(twice.concessions).toEqual([{ member: lawyer.id, at: after(6) }]);
      expect([twice, await store().disagreements.one(id)]).toEqual([twice, twice]);
      expect((await store().disagreements.takeBack(id, lawyer.id)).concessions).toEqual([]);
      await expectFailure(store().disagreements.concede(newId(DisagreementId), lawyer.id, after(6)), "not-found");
    });

    it("an erasure rewrites reasons, and a verdict takes its cases with it", async () => {
      const { lawyer, verdict, round, tag } = await revealed(store());
      const made = cases(verdict, round, lawyer.id, tag.id);
      const id = made.disagreements[0]?.id ?? newId(DisagreementId);
      await store().disagreements.add(made);
      await store().disagreements.rule(id, 0, ruling(lawyer.id, { kind: "none" }, "Marko said so."));
      const rewrite = (text: string): string => text.replace("Marko", "[Person A]");
      await store().erasures.rewriteRows(verdict.verdict.id, rewrite, rewrite);
      expect((await store().disagreements.of(round))[0]?.rulings[0]?.reason).toBe("[Person A] said so.");
      await store().erasures.dropVerdict(verdict.verdict.id, after(8));
      expect(await store().disagreements.of(round)).toEqual([]);
      expect(await store().disagreements.counts()).toEqual([]);
    });
  });
}
