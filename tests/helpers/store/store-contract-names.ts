import { describe, expect, it } from "vitest";
import { newId, UnitId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import type { EditMap, Revision } from "../../../schema/text/revision.ts";
import type { NamesDocument } from "../../../server/store/shapes/names-document.ts";
import type { Store } from "../../../server/store/store.ts";
import { addNetwork, expectFailure, NOW, type StoreUnderTest, textOf } from "./store-fixture.ts";

const document = (number: number, words = "Ana Savić", revision = 1): NamesDocument => ({
  number,
  revision,
  nextId: 2,
  entities: [
    {
      id: "e1",
      canonical: words,
      role: "victim",
      state: "confirmed",
      token: { kind: "Victim", label: "A" },
      unit: null,
      confidence: 1,
    },
  ],
  mentions: [{ entity: "e1", start: 0, end: words.length, text: words, sure: true, state: "open" }],
  identifiers: [],
  quasi: [],
  steps: [],
  applications: [],
  returns: [],
});

const next = (number: number): Revision => ({ number, ...textOf("[Victim A] je pročitala presudu.") });
const mapFrom = (from: number): EditMap => ({ from, steps: [{ start: 0, removed: 9, inserted: 10, kind: "redact" }] });
const unitOf = (verdict: VerdictId, label = "A"): Unit => ({
  id: newId(UnitId),
  verdict,
  kind: "victim",
  label,
  createdAt: NOW,
});

async function preparing(store: Store) {
  const { facilitator, verdict } = await addNetwork(store);
  const { id } = verdict.verdict;
  await store.verdicts.setStage(id, "in-preparation");
  return { id, by: facilitator.id };
}

export function describeNames({ store, reopen }: StoreUnderTest): void {
  describe("names", () => {
    it("the names of a verdict are one numbered state, which only its next one follows", async () => {
      const { id } = await preparing(store());
      expect(await store().names.document(id)).toBeNull();
      await store().names.save(id, 0, document(1));
      await store().names.save(id, 1, document(2, "Ana Ilić"));
      await expectFailure(store().names.save(id, 0, document(1)), "conflict");
      await expectFailure(store().names.save(id, 1, document(2)), "conflict");
      await expectFailure(store().names.save(id, 2, document(4)), "conflict");
      await expectFailure(store().names.save(newId(VerdictId), 0, document(1)), "not-found");
      expect(await (await reopen()).names.document(id)).toEqual(document(2, "Ana Ilić"));
      await store().names.drop(id);
      expect(await store().names.document(id)).toBeNull();
    });

    it("names of a text that is not the newest any more are not stored: words may be gone from it", async () => {
      const { id, by } = await preparing(store());
      await store().verdicts.addRevision(id, 1, next(2), mapFrom(1), by, NOW, "goes");
      await expectFailure(store().names.save(id, 0, document(1)), "conflict");
      expect(await store().names.document(id)).toBeNull();
    });

    it("a revision, the names and the units of an application are stored together or not at all", async () => {
      const { id, by } = await preparing(store());
      const add = (also: Parameters<Store["verdicts"]["addRevision"]>[7]): Promise<void> =>
        store().verdicts.addRevision(id, 1, next(2), mapFrom(1), by, NOW, "goes-once-cleared", also);
      const after = document(2, "Ana Savić", 2);
      await store().names.save(id, 0, document(1));
      await expectFailure(add({ names: { expected: 2, document: { ...after, number: 3 } } }), "conflict");
      const twice = [unitOf(id), unitOf(id)];
      await expectFailure(add({ names: { expected: 1, document: after }, addUnits: twice }), "conflict");
      expect((await store().verdicts.get(id))?.revision).toBe(1);
      expect(await store().names.document(id)).toEqual(document(1));
      expect(await store().names.units(id)).toEqual([]);
      const units = [unitOf(id, "B"), unitOf(id, "AA"), unitOf(id, "A")];
      await add({ names: { expected: 1, document: after }, addUnits: units });
      const again = await reopen();
      expect(await again.names.document(id)).toEqual(after);
      expect((await again.names.units(id)).map(({ label }) => label)).toEqual(["A", "B", "AA"]);
    });

    it("units of an application that is taken back go with it, and the map says what it takes back", async () => {
      const { id, by } = await preparing(store());
      const unit = unitOf(id);
      await store().verdicts.addRevision(id, 1, next(2), mapFrom(1), by, NOW, "goes-once-cleared", {
        addUnits: [unit],
      });
      const back: EditMap = { from: 2, steps: [{ start: 0, removed: 10, inserted: 9, kind: "correct" }], undoes: 1 };
      const text = { number: 3, ...textOf("Ana Savić je pročitala presudu.") };
      const also = { withdrawUnits: [unit.id] };
      await store().verdicts.addRevision(id, 2, text, back, by, NOW, "stays", also);
      const again = await reopen();
      expect(await again.names.units(id)).toEqual([]);
      expect(await again.verdicts.maps(id)).toEqual([mapFrom(1), back]);
    });

    it("a redaction in preparation leaves the words before it until the verdict is cleared; then names go too", async () => {
      const { id, by } = await preparing(store());
      await store().names.save(id, 0, document(1));
      await store().verdicts.addRevision(id, 1, next(2), mapFrom(1), by, NOW, "goes-once-cleared");
      expect((await store().verdicts.revision(id, 1))?.text).toBeDefined();
      expect(await store().names.document(id)).toEqual(document(1));
      await store().verdicts.setStage(id, "cleared");
      expect(await store().verdicts.revision(id, 1)).toBeNull();
      expect((await store().verdicts.revision(id))?.number).toBe(2);
      expect(await store().names.document(id)).toBeNull();
      await expectFailure(store().names.save(id, 0, document(1)), "conflict");
      await store().verdicts.addRevision(id, 2, next(3), mapFrom(2), by, NOW, "goes-once-cleared");
      expect(await store().verdicts.revision(id, 2)).toBeNull();
    });

    it("earlier texts can be taken away at any time, with the names that quote them", async () => {
      const { id, by } = await preparing(store());
      await store().names.save(id, 0, document(1));
      await store().verdicts.addRevision(id, 1, next(2), mapFrom(1), by, NOW, "stays");
      await store().verdicts.dropEarlierTexts(id);
      expect(await store().verdicts.revision(id, 1)).toBeNull();
      expect(await store().verdicts.maps(id)).toEqual([mapFrom(1)]);
      expect(await store().names.document(id)).toBeNull();
      await expectFailure(store().verdicts.dropEarlierTexts(newId(VerdictId)), "not-found");
    });
  });
}
