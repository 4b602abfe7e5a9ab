import { describe, expect, test } from "vitest";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { recogniseFile } from "../../../server/import/recognise/recognise.ts";
import { linesAt, makePdf, type Paper, type Placed } from "./make-pdf.ts";

const read = (pages: readonly (readonly Placed[])[], paper: Paper = {}): Promise<Recognised> =>
  recogniseFile(makePdf(pages, paper), "a.pdf");

/** Two paragraphs in full lines, as a word processor breaks them; the last line of each is short. */
const FIRST = [
  "Sud je u dokaznom postupku izveo sve predlozene dokaze i ocenio ih zajedno, pa je",
  "na osnovu takve ocene utvrdio da je okrivljeni u navedenom periodu preuzimao sve",
  "radnje koje su mu stavljene na teret.",
];
const SECOND = [
  "Odbrana okrivljenog nije prihvacena, jer je u suprotnosti sa iskazima svedoka i sa",
  "materijalnim dokazima u spisima predmeta.",
];
const joined = (lines: readonly string[]): string => lines.join(" ");

describe("paragraphs are rebuilt", () => {
  test("at the space between them", async () => {
    const got = await read([[...linesAt(FIRST), ...linesAt(SECOND, { top: 760 - 3 * 14 - 10 })]]);
    expect(got.text.split("\n")).toEqual([joined(FIRST), joined(SECOND)]);
  });

  test("at a line that ended before it had to, without any space", async () => {
    const got = await read([linesAt([...FIRST, ...SECOND])]);
    expect(got.text.split("\n")).toEqual([joined(FIRST), joined(SECOND)]);
  });

  test("at an indent, also where the last line of a paragraph is full", async () => {
    const full = FIRST.slice(0, 2);
    const indented = (lines: readonly string[], top: number): Placed[] =>
      linesAt(lines, { top }).map((line, i) =>
        i === 0 ? { ...line, x: 95, text: line.text.replace(/ \S+$/, "") } : line,
      );
    const got = await read([
      [
        ...indented(FIRST, 760),
        ...indented(SECOND, 718),
        ...indented(FIRST, 690),
        ...indented([...full], 648),
        ...indented(SECOND, 620),
      ],
    ]);
    expect(got.text.split("\n")).toHaveLength(5);
  });

  test("over the end of a page, with the mark where the page turns", async () => {
    const got = await read([linesAt(FIRST.slice(0, 2)), linesAt([...FIRST.slice(2), ...SECOND])]);
    expect(got.text.split("\n")).toEqual([joined(FIRST), joined(SECOND)]);
    const mark = got.blocks.find((block) => block.kind === "page" && block.page === 2);
    expect(got.text.slice(mark?.start).startsWith("radnje koje")).toBe(true);
    expect(got.blocks.filter((block) => block.kind !== "page").map((block) => block.page)).toEqual([1, 2]);
  });
});

describe("a word broken at a line end", () => {
  const broken = (before: string, after: string): Promise<Recognised> =>
    read([
      linesAt([
        `Okrivljeni je u toku celog postupka pred sudom ostao pri tome da je on ${before}`,
        `${after} kod sebe.`,
      ]),
    ]);

  test("is mended when small letters go on", async () => {
    expect((await broken("oduzi-", "mao isprave")).text).toContain("da je on oduzimao isprave kod sebe");
  });

  test("keeps its hyphen when it is a name, a number, or a compound known from the same text or from its first part", async () => {
    expect((await broken("Petrovic-", "Dinic i isprave")).text).toContain("Petrovic-Dinic i");
    expect((await broken("840-0000002975482-", "10 i isprave")).text).toContain("840-0000002975482-10 i");
    expect((await broken("video-", "konferencijski")).text).toContain("video-konferencijski");
    const known = await read([
      linesAt(["Pismeno-usmeni deo je bio dug, a sud je potom na istom rocistu odredio pismeno-", "usmeni nastavak."]),
    ]);
    expect(known.text).toContain("odredio pismeno-usmeni nastavak");
    const whole = await read([
      linesAt(["Veštak je bio tu, a ekspertiza je potom na istom rocistu odredjena kao eks-", "pertiza."]),
    ]);
    expect(whole.text).toContain("odredjena kao ekspertiza.");
  });
});

test("hyphens that a font tells as soft ones are hyphens, inside a line and at its end", async () => {
  const lines = [
    "Okrivljeni je u toku postupka K-214/18-a ostao pri tome da je on od nje oduzi-",
    "mao isprave kod sebe.",
  ];
  const got = await read([linesAt(lines)], { softHyphens: true });
  expect(got.text).toBe(
    "Okrivljeni je u toku postupka K-214/18-a ostao pri tome da je on od nje oduzimao isprave kod sebe.",
  );
});

test("a soft hyphen before the one that is drawn, as one sign, breaks no word for good", async () => {
  const lines = ["Okrivljeni je u toku postupka ostao pri tome da je on od nje oduzi-", "mao isprave kod sebe."];
  const got = await read([linesAt(lines)], { softHyphens: "and others" });
  expect(got.text).toContain("da je on od nje oduzimao isprave");
});

describe("the furniture of the paper goes", () => {
  const page = (number: number, lines: readonly string[]): Placed[] => [
    { text: "Visi sud u Nisu K. 63/22", x: 380, y: 800, size: 9 },
    ...linesAt(lines),
    { text: `Strana ${number} od 6`, x: 270, y: 40, size: 9 },
  ];

  test("running headers and footers whose numbers change, also drawn before the text", async () => {
    const got = await read([1, 2, 3, 4, 5, 6].map((number) => page(number, [...FIRST, `Kraj ${number}. dela.`])));
    expect(got.text).not.toMatch(/Strana|63\/22/);
    expect(got.text.match(/Kraj \d\. dela\./g)).toHaveLength(6);
    expect(got.pages).toBe(6);
  });

  test("bare page numbers of one page too, but no number that belongs to the text", async () => {
    const got = await read([[...linesAt([...FIRST, "Iznos je", "15"]), { text: "- 1 -", x: 290, y: 40 }]]);
    expect(got.text).not.toContain("- 1 -");
    expect(got.text).toMatch(/Iznos je\s15$/);
    expect((await read([linesAt([...FIRST, "Iznos je", "15"])])).text).toMatch(/Iznos je\s15$/);
  });

  test("a formula that stands first on some pages stays", async () => {
    const formula = "Sud je ovaj dokaz prihvatio.";
    const pages = Array.from({ length: 10 }, (_, i) =>
      page(i + 1, i < 2 ? [formula, ...SECOND] : [`${i}. deo.`, ...SECOND]),
    );
    expect((await read(pages)).text.split(formula)).toHaveLength(3);
  });
});

describe("columns and tables", () => {
  const LEFT = Array.from({ length: 12 }, (_, i) => `leva strana red ${i + 1} u punoj sirini`);
  const RIGHT = Array.from({ length: 12 }, (_, i) => `desna strana red ${i + 1} do kraja reda`);

  test.each(["column by column", "line by line"])(
    "two columns drawn %s are read one after the other, under a title across both",
    async (order) => {
      const left = linesAt(LEFT, { x: 60, top: 720 });
      const right = linesAt(RIGHT, { x: 310, top: 720 });
      const body = order === "line by line" ? left.flatMap((line, i) => [line, right[i] ?? line]) : [...left, ...right];
      const got = await read([
        [{ text: "NASLOV PREKO OBA STUPCA OVE STRANE SUDSKOG GLASNIKA", x: 90, y: 760 }, ...body],
      ]);
      const flat = got.text.replace(/\s+/g, " ");
      expect(flat.startsWith("NASLOV")).toBe(true);
      expect(flat.indexOf("leva strana red 12")).toBeLessThan(flat.indexOf("desna strana red 1 "));
      expect(flat.indexOf("leva strana red 12")).toBeGreaterThan(0);
    },
  );

  test("a table comes out as cells, a wrapped cell whole and a number broken in a narrow one mended", async () => {
    const rows: Placed[] = [];
    for (const [i, name] of ["Zapisnik o pretresanju", "Listing poziva", "Potvrda", "Uverenje"].entries()) {
      const y = 700 - i * 40;
      rows.push(
        { text: `${i + 1}.`, x: 70, y },
        { text: name, x: 100, y },
        { text: "stana okrivljenog", x: 100, y: y - 13 },
        { text: "18.09.2", x: 400, y },
        { text: "021.", x: 400, y: y - 13 },
      );
    }
    const got = await read([[...linesAt(FIRST), ...rows, ...linesAt(SECOND, { top: 500 })]]);
    const cells = got.blocks.filter((block) => block.kind === "table-cell");
    expect(cells.slice(0, 3).map((block) => [got.text.slice(block.start, block.end), block.cell])).toEqual([
      ["1.", { table: 0, row: 0, column: 0 }],
      ["Zapisnik o pretresanju stana okrivljenog", { table: 0, row: 0, column: 1 }],
      ["18.09.2021.", { table: 0, row: 0, column: 2 }],
    ]);
    expect(cells).toHaveLength(12);
    expect(got.text.startsWith(joined(FIRST))).toBe(true);
    expect(got.text.endsWith(joined(SECOND))).toBe(true);
  });

  test("numbered paragraphs with a hanging indent are paragraphs with printed numbers, not a table", async () => {
    const items = [1, 2, 3, 4].flatMap((number): Placed[] => [
      { text: `${number}.`, x: 70, y: 700 - number * 40 },
      ...linesAt(SECOND, { x: 95, top: 700 - number * 40, leading: 13 }),
    ]);
    const got = await read([[...linesAt(FIRST), ...items]]);
    expect(got.blocks.some((block) => block.kind === "table-cell")).toBe(false);
    expect(got.text.split("\n").slice(1)).toEqual([1, 2, 3, 4].map((number) => `${number}. ${joined(SECOND)}`));
    expect(got.blocks.flatMap((block) => block.printed ?? [])).toEqual(["1", "2", "3", "4"]);
  });
});

test("a footnote is no part of the paragraph that goes on over its page, and its mark hides no word", async () => {
  const note: Placed[] = [
    { text: "1", x: 70, y: 63, size: 5 },
    { text: "S. M. protiv Hrvatske.", x: 76, y: 60, size: 8 },
  ];
  const marked = [...linesAt(FIRST.slice(0, 2)), { text: "1", x: 468, y: 750, size: 6 }];
  const got = await read([[...marked, ...note], linesAt([...FIRST.slice(2), ...SECOND])]);
  expect(got.text.split("\n")).toEqual([
    `${FIRST[0] ?? ""} ${FIRST[1] ?? ""}[1] ${FIRST[2] ?? ""}`,
    "[1] S. M. protiv Hrvatske.",
    joined(SECOND),
  ]);
  expect(got.blocks.filter((block) => block.kind !== "page").map((block) => block.page)).toEqual([1, 1, 2]);
});

test("the mark of a footnote is known with its space in it, and hardly smaller than the text", async () => {
  const [first = "", second = "", third = ""] = FIRST;
  const spaced = await read([
    [
      ...linesAt([first, "na osnovu takve ocene"]),
      { text: "1", x: 183.2, y: 750, size: 6 },
      { text: "utvrdio da je okrivljeni.", x: 191, y: 746 },
    ],
  ]);
  expect(spaced.text).toContain("takve ocene[1] utvrdio");
  const large = await read([
    [
      ...linesAt([first]),
      ...linesAt([second, third], { top: 740 }),
      { text: "12", x: 476, y: 745.5, size: 10.5 },
      ...linesAt([first, second, third], { top: 700 }),
    ],
  ]);
  expect(large.text.split("\n")).toEqual([`${first} ${second}[12] ${third}`, joined(FIRST)]);
});

test("more pages than a reader has memory for are refused by their number", async () => {
  const pages = Array.from({ length: 2001 }, () => []);
  await expect(read(pages)).rejects.toMatchObject({
    code: "too-complex",
    params: { what: "pages", limit: 2000, found: 2001 },
  });
});

test("pages that are pictures among pages of text are named", async () => {
  const got = await read([linesAt(FIRST), [], [], linesAt(SECOND), []]);
  expect(got.warnings).toContainEqual({ code: "pages-without-text", params: { pages: "2–3, 5" } });
  expect(got.blocks.filter((block) => block.kind === "page").map((mark) => mark.page)).toEqual([1, 2, 3, 4, 5]);
});

describe("footnotes", () => {
  const bodyOf = (number: number): string[] => [
    `Sud je kao ${["prvi", "drugi", "treci", "cetvrti", "peti"][number - 1]} dokaz izveo iskaz svedoka koji ga je dao na glavnom`,
    "pretresu, i ocenio ga zajedno sa drugima.",
  ];
  /** A page whose note stands where those of other pages do, and says the same but for its numbers. */
  const page = (number: number, mark: Partial<Placed>): Placed[] => [
    ...linesAt(bodyOf(number)),
    { text: `${number}`, x: 275, y: 751, size: 6 },
    { text: `${number}`, x: 70, y: 60, size: 9, ...mark },
    { text: `Isto, na strani ${number * 9} spisa predmeta.`, x: 76, y: 60, size: 9 },
    { text: `Strana ${number}`, x: 270, y: 30, size: 9 },
  ];

  test.each([
    ["high above their line", { y: 65, size: 5 }],
    ["on their line", {}],
  ])("that come back at the foot of pages are text, with marks %s", async (_, mark) => {
    const got = await read([1, 2, 3, 4, 5].map((number) => page(number, mark)));
    expect(got.text.split("\n")).toEqual(
      [1, 2, 3, 4, 5].flatMap((number) => [
        `${joined(bodyOf(number))} [${number}]`,
        `[${number}] Isto, na strani ${number * 9} spisa predmeta.`,
      ]),
    );
  });
});
