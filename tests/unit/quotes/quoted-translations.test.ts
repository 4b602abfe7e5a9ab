import { describe, expect, it } from "vitest";
import { newId, TranslationId } from "../../../schema/domain/ids.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { partsOf } from "../../../server/quotes/parts.ts";
import { node } from "../../helpers/network/an-output.ts";
import { actorOf, openExportNetwork, placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { NO_ROWS, NOW } from "../../helpers/store/store-fixture.ts";

const SENTENCE = 'Okrivljeni je oštećenoj oduzeo pasoš; rekao je „ćuti" i zaključao vrata.';
const WITNESS = "Svedok Petar Petrović je potvrdio iskaz.";

/** Every stretch of whole words of a sentence of the Latin verdict, which is its paragraph. */
function stretchesOf(network: ExportNetwork, sentence: string): Range[] {
  const { start } = placeOf(network.latin, sentence);
  const words = [...sentence.matchAll(/\S+/g)].map(({ index, 0: word }) => ({
    start: start + index,
    end: start + index + word.length,
  }));
  return words.flatMap((first, i) => words.slice(i).map((last) => ({ start: first.start, end: last.end })));
}

/** Translations of these stretches into English, each of which says what it is of. */
async function translate({ store, latin, lawyer }: ExportNetwork, of: readonly Range[]): Promise<void> {
  const translations = of.map((range) => ({
    id: newId(TranslationId),
    room: latin.rooms.internal,
    verdict: latin.verdict.id,
    audience: "internal" as const,
    layer: null,
    anchor: { revision: 1, ranges: [range] },
    language: "en" as const,
    body: `${range.start}-${range.end}`,
    createdAt: NOW,
    deleted: null,
    author: lawyer.id,
    lastWriter: lawyer.id,
  }));
  await store.rooms.replaceRows(latin.rooms.internal, { ...NO_ROWS, translations });
}

/** What a document shows of quotes of these stretches that want English. */
async function quoted(network: ExportNetwork, of: readonly Range[], isFrozen = false): Promise<QuoteState[]> {
  const { store, latin, lawyer } = network;
  const content = of.map((range) => {
    const anchor = { revision: 1, ranges: [range] };
    const approved = { revision: 1, category: null, version: null };
    const quote = { verdict: latin.verdict.id, anchor, annotation: null, layer: null, approved, note: "" };
    return node("evidence", fromQuote({ ...quote, translation: "en" }));
  });
  const request = { document: { type: "doc" as const, content }, scope: { kind: "all" as const } };
  const parts = await partsOf(store, actorOf(lawyer), { ...request, language: "en", isFrozen });
  return parts.filter((part) => part.kind === "quote");
}

const nameOf = ({ start, end }: Range): string => `${start}-${end}`;

describe("the translation under a quote", () => {
  it("is that of exactly its words, never that of a longer or a shorter stretch", async () => {
    const network = await openExportNetwork();
    const all = stretchesOf(network, SENTENCE);
    const some = all.filter((_, i) => i % 3 === 0);
    await translate(network, some);
    const shown = await quoted(network, all);
    expect(all).toHaveLength(66);
    expect(shown.map(({ translation }) => translation?.words ?? null)).toEqual(
      all.map((range) => (some.includes(range) ? nameOf(range) : null)),
    );
    // What has none is offered the words of one that meets it, by the paragraph that this stands in.
    const meets = (a: Range) => some.some((b) => a.start < b.end && b.start < a.end);
    expect(shown.map(({ aroundParagraph }) => aroundParagraph)).toEqual(
      all.map((range) => (!some.includes(range) && meets(range) ? "2" : undefined)),
    );
  });

  it("is that of exactly its words after corrections, and after redactions that took in what was more", async () => {
    const network = await openExportNetwork();
    const { latin } = network;
    const all = [SENTENCE, WITNESS].flatMap((sentence) => stretchesOf(network, sentence));
    await translate(network, all);
    await network.edit(latin, "pasoš", "putnu ispravu", "correct");
    await network.edit(latin, "Petar Petrović", "[Witness A]", "redact");
    const shown = await quoted(network, all);
    const wordsNow = new Map(all.map((range, i) => [nameOf(range), shown[i]?.words]));
    // Of words that were corrected it says nothing any more.
    expect(shown.map(({ translation }) => translation === null)).toEqual(
      all.map(({ start, end }) => latin.text.text.slice(start, end).includes("pasoš")),
    );
    const translated = shown.flatMap(({ words, translation }, i) =>
      translation ? [{ words, of: translation.words, own: nameOf(all[i] ?? { start: 0, end: 0 }) }] : [],
    );
    // Where a part of a name was more, the words are the same since one token stands for all of it.
    expect(translated.map(({ of }) => wordsNow.get(of))).toEqual(translated.map(({ words }) => words));
    const whole = translated.filter(({ words }) => !words.includes("[Witness A]"));
    expect(whole.map(({ of }) => of)).toEqual(whole.map(({ own }) => own));
  });

  it("is the paragraph of a translation of the whole where all of a paragraph is quoted, and of no part of one", async () => {
    const network = await openExportNetwork();
    const { store, latin, lawyer } = network;
    const range = placeOf(latin, SENTENCE);
    const anchor = { revision: 1, ranges: [range] };
    const whole = { verdict: latin.verdict.id, language: "en" as const, source: "", createdAt: NOW };
    const body = "The defendant took the passport.";
    await store.translations.put(
      { ...whole, createdBy: lawyer.id },
      [{ number: "2", body, anchor, author: lawyer.id, writtenAt: NOW }],
      null,
    );
    const part = placeOf(latin, "oduzeo pasoš");
    const shown = await quoted(network, [range, part, { start: range.start, end: range.end - 1 }]);
    expect(shown.map(({ translation }) => translation?.words ?? null)).toEqual([body, null, null]);
  });

  it("is none of corrected words under those that were approved before, where none is known to have been approved", async () => {
    const network = await openExportNetwork();
    const { store, latin } = network;
    const range = placeOf(latin, "oduzeo pasoš");
    await network.edit(latin, "pasoš", "putnu ispravu", "correct");
    const now = { start: range.start, end: range.start + "oduzeo putnu ispravu".length };
    await translate(network, [now]);
    const { translations: rows } = await store.rooms.rows(latin.rooms.internal);
    const translations = rows.map((row) => ({ ...row, anchor: { revision: 2, ranges: [now] } }));
    await store.rooms.replaceRows(latin.rooms.internal, { ...NO_ROWS, translations });
    expect(await quoted(network, [range])).toMatchObject([
      { words: "oduzeo putnu ispravu", translation: { words: nameOf(now) } },
    ]);
    expect(await quoted(network, [range], true)).toMatchObject([{ words: "oduzeo pasoš", translation: null }]);
  });
});
