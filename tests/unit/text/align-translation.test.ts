import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alignTranslation, type AlignedPart } from "../../../schema/text/align-translation.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const part = (text: string, change: Partial<AlignedPart> = {}): AlignedPart => ({
  text,
  isHeading: false,
  printed: null,
  ...change,
});

const VERDICT = readFileSync(new URL("../../fixtures/verdicts/rs-organised.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((text) => part(text, { isHeading: text === text.toUpperCase() && text.length < 60 }));

/** Other words of much the same length: only figures, headings and lengths are left to go by, as in a real translation. */
function translate(text: string, random: Seeded): string {
  const words = text.split(" ").map((word) => (/\d/.test(word) ? word : "w".repeat(Math.max(1, word.length))));
  const longer = Math.round(words.length * 0.1 * (random.below(100) / 100));
  return [...words, ...Array.from({ length: longer }, () => "wwwww")].join(" ");
}

describe("aligning a translation", () => {
  it.each(seeds([1, 2, 3]))(
    "every part is somewhere, once and in order, whatever was left out or cut (SEED=%i)",
    (seed) => {
      const random = new Seeded(seed);
      const parts: AlignedPart[] = [];
      /** Index in `parts` → the paragraph that it translates. */
      const truth: number[] = [];
      VERDICT.forEach(({ text, isHeading }, i) => {
        if (random.chance(4)) return;
        const translated = translate(text, random);
        const words = translated.split(" ");
        const half = Math.floor(words.length / 2);
        const isCut = words.length > 30 && random.chance(8);
        const pieces = isCut ? [words.slice(0, half).join(" "), words.slice(half).join(" ")] : [translated];
        for (const piece of pieces) {
          parts.push(part(piece, { isHeading }));
          truth.push(i);
        }
      });
      const rows = alignTranslation(VERDICT, parts);
      expect(rows).toHaveLength(VERDICT.length);
      expect(rows.flat()).toEqual(parts.map((_, i) => i));
      const placed = rows.flatMap((indexes, row) => indexes.map((index) => truth[index] === row));
      // The person who looks it over mends a few, not every tenth.
      expect(placed.filter(Boolean).length / placed.length).toBeGreaterThan(0.93);
    },
  );

  it("headings meet headings, and printed numbers the same numbers", () => {
    const original = [
      part("RAZLOZI", { isHeading: true }),
      part("Prvi stav.", { printed: "1." }),
      part("Drugi.", { printed: "2." }),
    ];
    const translation = [part("REASONS", { isHeading: true }), part("Second.", { printed: "2." })];
    expect(alignTranslation(original, translation)).toEqual([[0], [], [1]]);
  });

  it("a translation of the beginning stays at the beginning", () => {
    const some = VERDICT.slice(0, 12).map(({ text, isHeading }) => part(translate(text, new Seeded(5)), { isHeading }));
    const rows = alignTranslation(VERDICT, some);
    expect(rows.slice(0, 12)).toEqual(some.map((_, i) => [i]));
  });

  it("so do its first three lines, of which one is a title in one language only; what is of the middle goes there", () => {
    const head = [
      part("REPUBLIKA E SHQIPËRISË"),
      part("GJYKATA E POSAÇME E SHKALLËS SË PARË PËR KORRUPSIONIN DHE KRIMIN E ORGANIZUAR"),
      part("Nr. 133 Regj. Themeltar, datë 15.09.2023"),
      part("Nr. 41 i vendimit, datë 26.06.2025"),
      part("VENDIM", { isHeading: true }),
      part("NË EMËR TË REPUBLIKËS", { isHeading: true }),
    ];
    const whole = [...head, ...VERDICT];
    const rowsOf = (...parts: AlignedPart[]): number[] =>
      alignTranslation(whole, parts).flatMap((row, i) => row.map(() => i));
    const [first, second] = [
      part("REPUBLIC OF ALBANIA", { isHeading: true }),
      part("SPECIAL COURT OF FIRST INSTANCE AGAINST CORRUPTION AND ORGANISED CRIME", { isHeading: true }),
    ];
    expect(rowsOf(first, second, part("No. 133 of the basic register, of 15.09.2023"))).toEqual([0, 1, 2]);
    expect(rowsOf(first, part("Special Court of First Instance against Corruption and Organised Crime"))).toEqual([
      0, 1,
    ]);
    expect(rowsOf(part("No. 41 of the decision, of 26.06.2025"), part("DECISION", { isHeading: true }))).toEqual([
      3, 4,
    ]);
  });

  it("what there is nothing to lay beside goes with the last paragraph, and nothing is lost", () => {
    expect(alignTranslation([part("One 1.")], [part("One 1."), part("An afterword that nobody wrote.")])).toEqual([
      [0, 1],
    ]);
    expect(alignTranslation([], [part("x")])).toEqual([]);
    expect(alignTranslation([part("x"), part("y")], [])).toEqual([[], []]);
  });
});
