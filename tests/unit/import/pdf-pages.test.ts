import { describe, expect, test } from "vitest";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { linesAt, turnedPage, type Placed } from "./make-pdf.ts";
import { FIRST, flat, linesOf, PARAGRAPHS, read, SECOND } from "./read-pages.ts";

const PAGE = [...linesAt(FIRST), ...linesAt(SECOND, { top: 760 - 3 * 14 - 10 })];
const A4_ACROSS = { width: 842, height: 595 };

describe("a page that lies otherwise than upright", () => {
  const papers = [0, 1, 2, 3].flatMap((quarters) => [0, 90, 180, 270].map((rotate) => [quarters, rotate] as const));

  test.each(papers)("text turned %i quarters on paper that is shown turned by %i", async (quarters, rotate) => {
    const paper = quarters % 2 === 1 ? A4_ACROSS : {};
    expect(linesOf(await read([turnedPage(PAGE, quarters)], { ...paper, rotate }))).toEqual(PARAGRAPHS);
  });

  test("a landscape table among upright pages is a table, and its page number on the upright edge goes", async () => {
    const rows = ["Zapisnik o pretresanju", "Listing poziva", "Potvrda o izvrsenoj uplati", "Uverenje"].flatMap(
      (name, i): Placed[] => [
        { text: name, x: 100, y: 700 - i * 30 },
        { text: `${i + 11}.09.2021.`, x: 400, y: 700 - i * 30 },
      ],
    );
    const number = (page: number): Placed => ({ text: `${page}`, x: 290, y: 40 });
    const got = await read([
      [...PAGE, number(1)],
      [...turnedPage(rows, 1), number(2)],
      [...PAGE, number(3)],
    ]);
    const cells = got.blocks.filter(({ kind }) => kind === "table-cell");
    expect(cells.map(({ start, end }) => got.text.slice(start, end)).slice(0, 2)).toEqual([
      "Zapisnik o pretresanju",
      "11.09.2021.",
    ]);
    expect(cells).toHaveLength(8);
    expect(linesOf(got).filter((line) => /^\d$/.test(line))).toEqual([]);
    expect(cells.every(({ page }) => page === 2)).toBe(true);
  });

  test("what runs up the margin of one page follows its text; a stamp on every page and a watermark go", async () => {
    const note: Placed = { text: "Primljeno 12. marta 2021. godine u pisarnici suda", x: 30, y: 300, turn: 90 };
    const stamp: Placed = { text: "Elektronski potpisano", x: 580, y: 300, turn: 270 };
    const watermark: Placed = { text: "NACRT", x: 200, y: 300, turn: 45, size: 60 };
    const last = "Kraj obrazlozenja ove presude.";
    const got = await read([
      [...linesAt(FIRST), note, stamp, watermark],
      [...linesAt(SECOND), stamp, watermark],
      [...linesAt([last]), stamp],
    ]);
    expect(got.text).not.toMatch(/Elektronski|NACRT/);
    expect(linesOf(got)).toEqual([PARAGRAPHS[0], note.text, PARAGRAPHS[1], last]);
  });
});

describe("columns", () => {
  const column = (at: number, of: number): string[] =>
    Array.from({ length: of }, (_, i) => `stubac ${at} red ${i + 1} u punoj sirini`);
  const placed = (
    counts: readonly number[],
    order: "columns" | "lines",
    { size = 9, gap = 165, top = 720 } = {},
  ): Placed[] => {
    const all = counts.map((count, at) => linesAt(column(at + 1, count), { x: 50 + at * gap, top, leading: 11, size }));
    return order === "columns"
      ? all.flat()
      : Array.from({ length: Math.max(...counts) }, (_, i) => all.flatMap((lines) => lines[i] ?? [])).flat();
  };
  /** Lines that are lost or stand before the one before them, and cells. */
  const astray = (got: Recognised, counts: readonly number[]): unknown[] => {
    const lines = counts.flatMap((count, at) => column(at + 1, count));
    const places = lines.map((line) => flat(got).indexOf(line));
    return [
      ...lines.filter((_, i) => (places[i] ?? -1) <= (places[i - 1] ?? -1)),
      ...got.blocks.filter(({ kind }) => kind === "table-cell"),
    ];
  };

  test.each([
    [[20, 20, 20], "lines"],
    [[20, 20, 20], "columns"],
    [[40, 40, 12], "lines"],
    [[30, 30, 3], "columns"],
    [[8, 8, 8], "lines"],
    [[12, 12, 12], "columns"],
  ] as const)("three of %j lines, drawn by %s, are read one after the other", async (counts, order) => {
    expect(astray(await read([placed(counts, order)]), counts)).toEqual([]);
  });

  test("four, on a sheet across", async () => {
    const counts = [20, 20, 20, 20];
    const got = await read([placed(counts, "lines", { gap: 180, top: 540 })], A4_ACROSS);
    expect(astray(got, counts)).toEqual([]);
  });

  test("under a title across all, and on a last page with a few lines of each", async () => {
    const title: Placed = { text: "NASLOV PREKO SVA TRI STUPCA OVE STRANE SLUZBENOG GLASNIKA", x: 60, y: 760 };
    const got = await read([[title, ...placed([20, 20, 20], "lines")], placed([3, 3, 3], "lines")]);
    expect(got.text.startsWith("NASLOV")).toBe(true);
    expect(got.blocks.filter(({ kind }) => kind === "table-cell")).toEqual([]);
    const last = flat(got).slice(flat(got).lastIndexOf("stubac 1 red 1 "));
    expect(last.indexOf("stubac 1 red 3")).toBeLessThan(last.indexOf("stubac 2 red 1"));
  });

  /** Set to both margins: every second line has gaps in it that are as wide as those between columns. */
  const spread = (lines: readonly Placed[]): Placed[] =>
    lines.flatMap((line, i) => {
      const [, ...parts] = i % 2 === 1 ? (/^(\S+) (.+) (u .+)$/.exec(line.text) ?? []) : [];
      return parts.length === 0 ? [line] : parts.map((text, at) => ({ ...line, text, x: line.x + at * 45 }));
    });

  test.each([
    [[20, 20], "lines"],
    [[20, 20, 20], "lines"],
    [[20, 20, 20], "columns"],
    [[20, 20, 4], "columns"],
  ] as const)("%j lines set to both margins, not level with each other, drawn by %s", async (counts, order) => {
    const all = counts.map((count, at) =>
      spread(linesAt(column(at + 1, count), { x: 50 + at * 165, top: 720 - at * 5, leading: 11, size: 9 })),
    );
    const drawn = order === "columns" ? all.flat() : all.flat().toSorted((a, b) => b.y - a.y);
    const got = await read([drawn]);
    expect(astray(got, counts)).toEqual([]);
    expect(linesOf(got)).toHaveLength(1);
  });

  test("the second of which is empty on the last page, under a heading across both", async () => {
    const title: Placed = { text: "Odluka o kazni i o troskovima postupka", x: 165, y: 745, bold: true };
    const both = placed([20, 20], "columns", { gap: 250, size: 11 });
    const got = await read([both, [title, ...placed([8, 0], "columns", { size: 11 })]]);
    expect(linesOf(got).slice(-2)).toEqual([title.text, column(1, 8).join(" ")]);
  });

  test("a second one of two lines on a page, where other pages show it; a heading across stays alone", async () => {
    const title: Placed = { text: "Ocena dokaza", x: 215, y: 745, bold: true };
    const sides = (counts: readonly number[]): Placed[] => placed(counts, "columns", { gap: 250, size: 11 });
    const got = await read([[title, ...sides([20, 2])], sides([20, 20])]);
    expect(linesOf(got)[0]).toBe("Ocena dokaza");
    expect(flat(got).indexOf("stubac 1 red 20")).toBeLessThan(flat(got).indexOf("stubac 2 red 1 "));
  });

  test("a table of three columns of words is none of prose", async () => {
    const rows = Array.from({ length: 20 }, (_, i): Placed[] => [
      { text: `svedok ${i + 1}`, x: 60, y: 720 - i * 20 },
      { text: `iskaz na strani ${i + 40} spisa`, x: 200, y: 720 - i * 20 },
      { text: `${(i % 28) + 1}.03.2021.`, x: 420, y: 720 - i * 20 },
    ]).flat();
    const got = await read([rows]);
    expect(got.blocks.filter(({ kind }) => kind === "table-cell")).toHaveLength(60);
  });
});

describe("numbers of lines in the margin", () => {
  const long = [...FIRST, ...SECOND, ...FIRST, ...SECOND, ...FIRST, ...SECOND];
  const joined = Array.from({ length: 3 }, () => PARAGRAPHS).flat();
  interface Way {
    every?: number;
    x?: number;
    from?: number;
    first?: boolean;
    size?: number;
  }
  const numbered = (
    lines: readonly string[],
    { every = 1, x = 45, from = 1, first = false, size = 9 }: Way,
  ): Placed[] => {
    const text = linesAt(lines);
    const numbers = text.flatMap(({ y }, i): Placed[] => {
      const number = from + i;
      if (number % every !== 0) return [];
      // Set flush right, as programs do.
      return [{ text: `${number}`, x: x - `${number}`.length * size * 0.556, y, size }];
    });
    return first ? text.flatMap((line, i) => [...(numbers[i] ? [numbers[i]] : []), line]) : [...text, ...numbers];
  };
  const many = Array.from({ length: 3 }, () => long).flat();

  test.each([
    ["each line", long, {}],
    ["each line, drawn before it", long, { first: true }],
    ["each line, in the letters of the text", long, { size: 11 }],
    ["each line, at the right", long, { x: 560 }],
    ["each line, going on from the page before", long, { from: 41 }],
    ["every fifth line", many, { every: 5 }],
  ] as const)("go: %s", async (_, lines, way) => {
    const got = await read([numbered(lines, way)]);
    expect(linesOf(got)).toEqual(lines === many ? [...joined, ...joined, ...joined] : joined);
  });

  test.each([
    ["left", {}, { from: 41 }],
    ["right", { x: 560 }, { x: 560, from: 53 }],
    ["every fifth", { every: 5 }, { every: 5, from: 43 }],
  ] as const)("go from a page of few lines, too: %s", async (_, way, few) => {
    const got = await read([numbered(many, way), numbered(FIRST, few)]);
    expect(got.text).not.toMatch(/^\d|\s\d/m);
    expect(linesOf(got).at(-1)).toBe(PARAGRAPHS[0]);
  });

  /** Three paragraphs in two columns, numbered on through both. */
  const sides = (count: number): Placed[][] =>
    [60, 325].map((x, at) => {
      const lines = Array.from({ length: count }, (_, i) =>
        i % 8 === 7
          ? "kraja tog dana."
          : i % 8 === 0
            ? `Sud je u ${at}${i / 8}. delu izveo i dokaze`
            : "kako je rekao i svedok, pa je sud",
      );
      return linesAt(lines, { x, top: 760 - at * 5 });
    });
  const numbersAt = (lines: readonly Placed[], x: number, from: number, every = 1): Placed[] =>
    lines.flatMap(({ y }, i) =>
      (from + i) % every === 0 ? [{ text: `${from + i}`, x: x - `${from + i}`.length * 5, y, size: 9 }] : [],
    );
  test.each([
    ["left of each", 55, 320, 1],
    ["right of each", 240, 505, 1],
    ["outside of both", 55, 505, 1],
    ["between them, every fifth", 240, 320, 5],
  ] as const)("go from two columns: %s", async (_, left, right, every) => {
    const page = (count: number): Placed[] => {
      const [one = [], two = []] = sides(count);
      return [...one, ...numbersAt(one, left, 1, every), ...two, ...numbersAt(two, right, count + 1, every)];
    };
    const got = await read([page(48), page(40)]);
    expect(got.text).not.toMatch(/^\d|\s\d+(?!\. delu)\b/m);
    expect(linesOf(got)).toHaveLength(22);
    expect(linesOf(got)[6]).toMatch(/^Sud je u 10\. delu izveo i dokaze kako .* kraja tog dana\.$/);
  });

  test("go where blank lines are counted too", async () => {
    const text = [...linesAt(long), ...linesAt(long, { top: 760 - 17 * 14 })];
    const numbers = Array.from({ length: 32 }, (_, i) => ({
      text: `${i + 1}`,
      x: i < 9 ? 40 : 35,
      y: 760 - i * 14,
      size: 9,
    }));
    expect(linesOf(await read([[...text, ...numbers]]))).toEqual([...joined, ...joined]);
  });

  test("stay where they count paragraphs, or the rows of a table", async () => {
    const paragraphs = Array.from({ length: 9 }, (_, i): Placed[] => [
      { text: `${i + 1}`, x: 45, y: 760 - i * 56, size: 11 },
      ...linesAt(FIRST, { top: 760 - i * 56 }),
    ]).flat();
    for (let number = 1; number <= 9; number++)
      expect((await read([paragraphs])).text).toMatch(new RegExp(`(?:^|\\s)${number}\\s+Sud je`));
    const rows = Array.from({ length: 12 }, (_, i): Placed[] => [
      { text: `${i + 1}`, x: 70, y: 700 - i * 14 },
      { text: `Svedok po imenu broj ${i + 40}`, x: 100, y: 700 - i * 14 },
      { text: `${i + 11}.09.2021.`, x: 400, y: 700 - i * 14 },
    ]).flat();
    const cells = (await read([rows])).blocks.filter(({ kind }) => kind === "table-cell");
    expect(cells).toHaveLength(36);
  });
});
