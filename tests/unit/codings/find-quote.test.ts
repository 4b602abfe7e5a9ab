import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CodingFile } from "../../../schema/protocol/http/codings.ts";
import { flatten, placesOf, placesUnderTokens } from "../../../server/codings/find-quote.ts";
import { namingNotes } from "../../../server/codings/name-in-note.ts";
import { quotedText, resolveQuote } from "../../../server/codings/resolve-quote.ts";
import { DemoVerdict } from "../../../server/demo/demo-verdict.ts";
import { textOf } from "../../helpers/store/store-fixture.ts";

const found = (text: string, quote: string): string[] =>
  placesUnderTokens(flatten(text), quote).map(({ range }) => text.slice(range.start, range.end));

describe("a quote in a text whose names were replaced", () => {
  it("stands where its other words stand, a token for the name, whatever the white space", () => {
    const text = "Sud veruje oštećenoj [Victim A], jer je\n iskaz  jasan. Drugi iskaz je nejasan.";
    expect(found(text, "oštećenoj Jovani Stamenovoj, jer je iskaz jasan")).toEqual([
      "oštećenoj [Victim A], jer je\n iskaz  jasan",
    ]);
  });

  it("begins with the words before a name, not with the name that could hide them", () => {
    expect(found("Da, ali [Victim B] nije podnela žalbu protiv toga.", "ali Ana nije podnela žalbu")).toEqual([
      "ali [Victim B] nije podnela žalbu",
    ]);
  });

  it("is not found where two places fit, and not by a name alone", () => {
    const text = "Svedok [Witness 1] je ćutao u sudnici. Svedok [Witness 2] je ćutao u sudnici.";
    expect(found(text, "Svedok Petar je ćutao u sudnici")).toHaveLength(2);
    const quoted = quotedText({ ...textOf(text), number: 1 }, null, []);
    expect(resolveQuote(quoted, "Svedok Petar je ćutao u sudnici", 1)).toEqual({ why: "quote-unclear" });
    expect(resolveQuote(quoted, "Petar Petrović", 1)).toEqual({ why: "quote-missing" });
  });

  it("is carried from the first text along its maps, and left out where a correction met it", () => {
    const first = { ...textOf("Svedok Petar je ćutao. Svedok Marko je ćutao. To je pisalo."), number: 1 };
    const next = { ...textOf("Svedok [W 1] je ćutao. Svedok Marko je ćutao. To piše sad."), number: 2 };
    const text = quotedText(next, first, [
      {
        from: 1,
        steps: [
          { start: 7, removed: 5, inserted: 5, kind: "redact" },
          { start: 46, removed: 13, inserted: 12, kind: "correct" },
        ],
      },
    ]);
    expect(resolveQuote(text, "Svedok Petar je ćutao.", 1)).toEqual({ ranges: [{ start: 0, end: 22 }], replaced: [] });
    expect(resolveQuote(text, "je ćutao", 2)).toEqual({ ranges: [{ start: 36, end: 44 }], replaced: [] });
    expect(resolveQuote(text, "To je pisalo", 1)).toEqual({ why: "quote-missing" });
    expect(resolveQuote(text, "je ćutao", 3)).toEqual({ why: "quote-missing" });
  });

  it("of the real codings is where the gold data has it, for every one of 68", () => {
    const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
    const demo = DemoVerdict.parse(read("../../../server/demo/data/al-individual.json"));
    const coding = CodingFile.parse(read("../../fixtures/verdicts/codings/al-individual.coder1.json"));
    const text = quotedText({ ...demo.text, number: 1 }, null, []);
    const mine = coding.annotations.map(({ category, quote, occurrence }) => {
      const place = resolveQuote(text, quote, occurrence);
      return { category, ranges: "ranges" in place ? place.ranges : place.why };
    });
    const gold = demo.tags.filter(({ by }) => by === "lawyer-al").map(({ category, ranges }) => ({ category, ranges }));
    expect(mine).toEqual(gold);
    expect(mine).toHaveLength(68);
  });
});

describe("places of words", () => {
  it("are all of them, in text order", () => {
    expect(placesOf(flatten("a b a  b"), "a b")).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 8 },
    ]);
    expect(placesOf(flatten("a b"), " ")).toEqual([]);
  });
});

describe("notes", () => {
  it("that name somebody are told from those that do not", async () => {
    const notes = ["Kratko trajanje.", "Vidi iskaz Jovane Stamenove.", "Formula za Lukovca."];
    const naming = await namingNotes(notes, ["Goran Lukovac"], { language: "sr", script: "Latn" });
    expect(naming).toEqual(new Set([1, 2]));
  });
});

describe("a quote and the text are read alike", () => {
  const SENTENCE = "Okrivljeni je oštećenoj oduzeo ličnu kartu i pasoš, pa je čekala kraj đačkog doma.";
  const found = (text: string, quote: string): string[] =>
    placesOf(flatten(text), quote).map(({ start, end }) => text.slice(start, end));
  const QUOTE = "oduzeo ličnu kartu i pasoš";
  const softened = (text: string): string => text.replace(/(?<=\p{L}{2})(?=\p{L}{3})/gu, "\u00ad");

  it.each([
    ["accents apart", QUOTE.normalize("NFD")],
    ["soft hyphens", softened(QUOTE)],
    ["soft hyphens and accents apart", softened(QUOTE).normalize("NFD")],
    ["zero-width joiners", QUOTE.replaceAll("u", "u\u200d").replaceAll("a", "\u200ca")],
    ["zero-width spaces", QUOTE.replaceAll(" ", " \u200b")],
    ["a word joiner and a byte order mark", `\ufeff${QUOTE.replace("č", "č\u2060")}`],
    ["marks of direction", `\u200e${QUOTE}\u202c`],
    ["hard spaces", QUOTE.replaceAll(" ", "\u00a0")],
  ])("%s in the quote", (_, quote) => {
    expect(found(SENTENCE, quote)).toEqual([QUOTE]);
  });

  it.each([
    ["accents apart", SENTENCE.normalize("NFD")],
    ["soft hyphens", softened(SENTENCE)],
    ["zero-width joiners", SENTENCE.replaceAll("k", "k\u200d")],
  ])("%s in the text, and the place holds the whole sign", (_, text) => {
    const [place = ""] = found(text, QUOTE);
    expect(flatten(place).text).toBe(QUOTE);
    expect(place.endsWith("pasos\u030c") || place.endsWith("š")).toBe(true);
  });

  it("and nothing else is taken for the same: letters without their accents, other dashes, other cases", () => {
    for (const other of [
      "oduzeo licnu kartu i pasos",
      QUOTE.toUpperCase(),
      "oduzeo ličnu kartu-i pasoš",
      "oduzeo ličnukartu i pasoš",
    ])
      expect(found(SENTENCE, other)).toEqual([]);
  });
});
