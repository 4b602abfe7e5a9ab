import { describe, expect, it } from "vitest";
import { newId, TranslationId } from "../../../schema/domain/ids.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { TranslationRow } from "../../../server/store/rows.ts";
import type { FullTranslationRow, TranslatedParagraphRow } from "../../../server/store/translation-store.ts";
import { aCommit, addNetwork, expectFailure, NO_ROWS, NOW, type StoreUnderTest } from "./store-fixture.ts";

function aTranslation(
  of: NewVerdict,
  author: TranslationRow["author"],
  change: Partial<TranslationRow> = {},
): TranslationRow {
  return {
    id: newId(TranslationId),
    room: of.rooms.internal,
    verdict: of.verdict.id,
    audience: "internal",
    layer: null,
    anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] },
    language: "en",
    body: "The court",
    createdAt: NOW,
    deleted: null,
    author,
    lastWriter: author,
    ...change,
  };
}

export function describeTranslations({ store, reopen }: StoreUnderTest): void {
  describe("translations", () => {
    it("the translation of a passage is one row, written over in every part, and read by audience or layer", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const { internal, layer } = verdict.rooms;
      const { id } = verdict.verdict;
      const first = aTranslation(verdict, lawyer.id);
      const own = aTranslation(verdict, lawyer.id, { room: layer, audience: null, layer: verdict.layer });
      await store().rooms.commit([
        aCommit(internal, 0, lawyer.id, { rows: { ...NO_ROWS, translations: [first] } }),
        aCommit(layer, 0, lawyer.id, { rows: { ...NO_ROWS, translations: [own] } }),
      ]);
      const anchor = { revision: 2, ranges: [{ start: 4, end: 9 }] };
      const changed = { ...first, anchor, body: "A court", deleted: NOW, lastWriter: facilitator.id };
      await store().rooms.commit([aCommit(internal, 1, lawyer.id, { rows: { ...NO_ROWS, translations: [changed] } })]);
      const again = await reopen();
      expect(await again.passages.translations(id, ["internal"], [])).toEqual([changed]);
      expect(await again.passages.translations(id, [], [verdict.layer])).toEqual([own]);
      expect(await again.passages.translations(id, ["review"], [])).toEqual([]);
      expect((await again.rooms.rows(internal)).translations).toEqual([changed]);
      const stolen = { ...own, room: internal };
      await expectFailure(
        again.rooms.commit([aCommit(internal, 2, lawyer.id, { rows: { ...NO_ROWS, translations: [stolen] } })]),
        "conflict",
      );
    });

    it("a full translation takes the place of the one that its author has seen, and of no other", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const whole = aWhole(verdict, lawyer.id);
      const paragraphs = [aParagraph(lawyer.id, "1", "One"), aParagraph(lawyer.id, "2", "Two")];
      expect(await store().translations.put(whole, paragraphs, null)).toBe(1);
      await expectFailure(store().translations.put(whole, [], null), "conflict");
      await expectFailure(store().translations.put(whole, [], 7), "conflict");
      const again = await reopen();
      expect(await again.translations.list(id)).toEqual([{ ...whole, version: 1 }]);
      const found = await again.translations.get(id, "en");
      expect(found?.paragraphs.toSorted((a, b) => a.number.localeCompare(b.number))).toEqual(
        paragraphs.map((row) => ({ ...row, version: 1 })),
      );
      expect(await again.translations.put({ ...whole, source: "agency" }, [], 1)).toBe(2);
      expect(await again.translations.get(id, "en")).toEqual({
        translation: { ...whole, source: "agency", version: 2 },
        paragraphs: [],
      });
      expect(await again.translations.get(id, "sq")).toBeNull();
    });

    it("a paragraph is written over in the version that was seen, also after the whole was replaced", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const whole = aWhole(verdict, lawyer.id);
      const { translations } = store();
      const write = (body: string, replaces: number | null): Promise<void> =>
        translations.putParagraph(id, "en", aParagraph(lawyer.id, "1", body), replaces);
      const versions = async (): Promise<[number?, number?]> => {
        const found = await translations.get(id, "en");
        return [found?.translation.version, found?.paragraphs[0]?.version];
      };
      await expectFailure(write("One", null), "not-found");
      await translations.put(whole, [], null);
      await write("One", null);
      expect(await versions()).toEqual([2, 2]);
      await expectFailure(write("First", null), "conflict");
      await write("First", 2);
      expect(await versions()).toEqual([3, 3]);
      await expectFailure(write("Uno", 2), "conflict");
      await translations.put(whole, [aParagraph(lawyer.id, "1", "Anew")], 3);
      await expectFailure(write("Uno", 3), "conflict");
      await write("", 4);
      expect((await translations.get(id, "en"))?.paragraphs).toEqual([]);
      expect(await translations.remove(id, "en", lawyer.id, NOW)).toBe(true);
      expect(await translations.remove(id, "en", lawyer.id, NOW)).toBe(false);
    });

    it("what is taken away or replaced is kept as it was, comes back once, and keeps what stood in its place", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const { translations } = store();
      const whole = aWhole(verdict, lawyer.id);
      const first = [aParagraph(lawyer.id, "1", "One"), aParagraph(lawyer.id, "2", "Two")];
      const words = async (): Promise<string[] | undefined> =>
        (await translations.get(id, "en"))?.paragraphs.map(({ body }) => body).sort();
      const back = async (): Promise<FullTranslationRow | null> =>
        translations.restore(id, (await translations.removed(id))[0]?.id as never, facilitator.id, NOW);
      await translations.put(whole, first, null);
      await translations.put({ ...whole, source: "agency" }, [], 1);
      expect(await translations.removed(id)).toMatchObject([{ number: null, source: "own", deletedBy: lawyer.id }]);
      expect(await back()).toEqual({ ...whole, version: 3 });
      expect(await words()).toEqual(["One", "Two"]);
      await translations.putParagraph(id, "en", aParagraph(facilitator.id, "2", ""), 3);
      expect(await words()).toEqual(["One"]);
      await translations.remove(id, "en", facilitator.id, NOW);
      const again = await reopen();
      expect(await again.translations.list(id)).toEqual([]);
      const removed = await again.translations.removed(id);
      expect(removed.map(({ number, deletedBy }) => [number, deletedBy])).toEqual([
        [null, facilitator.id],
        ["2", facilitator.id],
      ]);
      const [all, second] = removed.map((row) => row.id);
      if (!all || !second) throw new Error("nothing kept");
      // One paragraph alone, beside nothing; then the whole, which takes its place.
      expect(await again.translations.restore(id, second, lawyer.id, NOW)).toMatchObject({ source: "own" });
      expect(await again.translations.restore(id, second, lawyer.id, NOW)).toBeNull();
      expect((await again.translations.get(id, "en"))?.paragraphs.map(({ body }) => body)).toEqual(["Two"]);
      expect(await again.translations.restore(id, all, lawyer.id, NOW)).toMatchObject({ version: 2 });
      expect((await again.translations.get(id, "en"))?.paragraphs.map(({ body }) => body)).toEqual(["One"]);
      const kept = await again.translations.removedParagraphs(id);
      expect(kept.map(({ number, body }) => [number, body])).toEqual([["2", "Two"]]);
    });

    it("erasing rewrites both kinds, also of rooms that are gone, and goes with the verdict", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const { id } = verdict.verdict;
      const row = aTranslation(verdict, lawyer.id, { body: "Marko came" });
      await store().rooms.replaceRows(verdict.rooms.internal, { ...NO_ROWS, translations: [row] });
      const paragraphs = [aParagraph(lawyer.id, "1", "Marko went"), aParagraph(lawyer.id, "2", "Nobody")];
      await store().translations.put({ ...aWhole(verdict, lawyer.id), source: "by Marko" }, paragraphs, null);
      await store().translations.put(
        { ...aWhole(verdict, lawyer.id), language: "sq", source: "Marko" },
        paragraphs,
        null,
      );
      await store().translations.remove(id, "sq", lawyer.id, NOW);
      const asked: string[] = [];
      const rewrite = (text: string, of: string): string => {
        asked.push(of);
        return text.replaceAll("Marko", "[Victim A]");
      };
      await store().erasures.rewriteRows(id, rewrite, rewrite);
      expect(asked.sort()).toEqual([row.id, "en/source", "en/¶1", "en/¶2", "sq/source", "sq/¶1", "sq/¶2"].sort());
      expect(await store().translations.removed(id)).toMatchObject([{ source: "[Victim A]" }]);
      expect((await store().translations.removedParagraphs(id)).map(({ body }) => body).sort()).toEqual([
        "Nobody",
        "[Victim A] went",
      ]);
      expect(await store().passages.translations(id, ["internal"], [])).toMatchObject([{ body: "[Victim A] came" }]);
      const found = await store().translations.get(id, "en");
      expect(found?.translation).toMatchObject({ source: "by [Victim A]", version: 2 });
      expect(found?.paragraphs.map(({ body, version }) => [body, version]).sort()).toEqual([
        ["Nobody", 1],
        ["[Victim A] went", 2],
      ]);
      await store().erasures.dropVerdict(id, NOW);
      expect(await store().translations.list(id)).toEqual([]);
      expect(await store().translations.removedParagraphs(id)).toEqual([]);
      expect(await store().passages.translations(id, ["internal"], [])).toEqual([]);
    });
  });
}

function aWhole(of: NewVerdict, by: FullTranslationRow["createdBy"]): Omit<FullTranslationRow, "version"> {
  return { verdict: of.verdict.id, language: "en", source: "own", createdAt: NOW, createdBy: by };
}

function aParagraph(
  author: TranslatedParagraphRow["author"],
  number: string,
  body: string,
): Omit<TranslatedParagraphRow, "version"> {
  return { number, body, anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] }, author, writtenAt: NOW };
}
