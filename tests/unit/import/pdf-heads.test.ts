import { describe, expect, test } from "vitest";
import { linesAt, type Placed } from "./make-pdf.ts";
import { FIRST, flat, linesOf, PARAGRAPHS, read, SECOND } from "./read-pages.ts";

describe("running heads", () => {
  const BROKEN = [...FIRST.slice(0, 2), "radnje koje su mu stavljene na teret, a sud je nasao da je u tome bilo i ex-"];
  const REST = ["cesa, kako su svedoci rekli na glavnom pretresu.", ...SECOND];
  const whole = `${BROKEN.join(" ").slice(0, -1)}${REST[0]}`;
  const bodyOf = (lines: readonly string[]): Placed[] => linesAt(lines, { top: 720 });
  const head = (text: string, at: Partial<Placed> = {}): Placed => ({ text, x: 250, y: 760, size: 11, ...at });

  test.each([
    ["a line of its own on one page only", [bodyOf(BROKEN), [head("Syllabus"), ...bodyOf(REST)]]],
    [
      "one in smaller letters close to the text",
      [bodyOf(BROKEN), [head("Syllabus", { y: 735, size: 8 }), ...bodyOf(REST)]],
    ],
    [
      "two lines, over footnotes of the page before",
      [
        [
          ...bodyOf(BROKEN),
          { text: "1", x: 70, y: 63, size: 5 },
          { text: "S. M. protiv Hrvatske.", x: 76, y: 60, size: 8 },
        ],
        [head("Cite as: 590 U. S. 2020"), head("Syllabus", { y: 745 }), ...bodyOf(REST)],
      ],
    ],
  ] as const)("inside a word: %s", async (_, pages) => {
    const got = await read(pages);
    expect(got.text).not.toMatch(/Syllabus|Cite as/);
    expect(linesOf(got).filter((line) => !line.startsWith("["))).toEqual([whole, SECOND.join(" ")]);
  });

  test("of a part of a long document, that of the next part, and none of the court's own lines", async () => {
    const parts = ["Uvod", "Izreka presude", "Obrazlozenje"];
    const pages = Array.from({ length: 30 }, (_, i): Placed[] => {
      const part = parts[i < 4 ? 0 : i < 8 ? 1 : 2] ?? "";
      const lines = i % 9 === 1 ? ["Sud je ovaj dokaz prihvatio.", ...SECOND] : [...FIRST, `Kraj ${i}. dela.`];
      return [head(`${i + 1}  Okrivljeni protiv drzave`, { x: 90 }), head(part, { y: 745 }), ...bodyOf(lines)];
    });
    const got = await read(pages);
    expect(got.text).not.toMatch(/Uvod|Izreka presude|Obrazlozenje|protiv drzave/);
    expect(got.text.match(/Sud je ovaj dokaz prihvatio\./g)).toHaveLength(4);
    expect(got.text.match(/Kraj \d+\. dela\./g)).toHaveLength(26);
  });

  const goingOn = (number: number): string[] => [
    "kako je naveo i svedok pod brojem koji je u spisima, na glavnom pretresu koji je bio u",
    `toku dana, u predmetu pod brojem ${number * 7} ovog suda, gde je sud izveo i druge dokaze, pa`,
    "je sve njih ocenio zajedno i pojedinacno, kako je to odbrana i trazila, i nasao da je to",
    "sve u saglasnosti sa iskazom svedoka i sa nalazom, a to je bilo sporno, i nije bilo",
  ];
  const parts = ["Uvod", "Odbrana okrivljenog", "Ocena dokaza", "Pravna ocena", "Odluka o kazni", "Troskovi"];
  test.each([
    [
      "three lines close to the text, in smaller letters",
      (i: number) => [
        head("Republika Srbija", { y: 758, size: 9 }),
        head("Visi sud", { y: 746, size: 9 }),
        head(`K. 118/20 - ${i + 1}`, { y: 734, size: 9 }),
      ],
    ],
    [
      "what stands on a page and its number, by turns, in the letters of the text",
      (i: number) =>
        i % 2 === 0
          ? [head(parts[i] ?? "", { x: 70, y: 745 }), head(`${i + 21}`, { x: 500, y: 745 })]
          : [head(`${i + 21}`, { x: 70, y: 745 }), head("K. 214/18", { x: 450, y: 745 })],
    ],
    ["the part that a page is of, close to the text", (i: number) => [head(parts[i] ?? "", { y: 735, size: 8 })]],
  ])("inside sentences: %s", async (_, heads) => {
    const got = await read(parts.map((__, i) => [...heads(i), ...bodyOf(goingOn(i))]));
    expect(linesOf(got)).toEqual([parts.flatMap((__, i) => goingOn(i)).join(" ")]);
  });

  test("a larger heading that begins two of three pages close to their text is none", async () => {
    const page = (number: number, heading: string): Placed[] => [
      ...linesAt([heading], { top: 736, size: 12 }),
      ...bodyOf([...goingOn(number), "svedok."]),
    ];
    const got = await read([page(1, "Obrazlozenje"), page(2, "Troskovi"), page(3, "Obrazlozenje")]);
    expect(got.text.match(/Obrazlozenje/g)).toHaveLength(2);
  });

  test("a heading that begins two of four pages is none, in the letters of the text", async () => {
    const page = (number: number, heading: string[]): Placed[] => [
      ...heading.map((text) => head(text, { y: 745 })),
      ...bodyOf(["Sud je to cenio i", ...goingOn(number), "svedok."]),
    ];
    const got = await read([page(1, ["Ocena dokaza"]), page(2, []), page(3, ["Ocena dokaza"]), page(4, [])]);
    expect(got.text.match(/Ocena dokaza/g)).toHaveLength(2);
  });

  const half = (line: string): string => line.slice(0, 44);
  test("those that change with the part, in the letters of the text, are no headings, and the first lines of pages none of them", async () => {
    const page = (number: number, top: string[]): Placed[] => [
      ...top.map((text) => head(text, { y: 738 })),
      ...bodyOf(goingOn(number)),
    ];
    const got = await read(parts.map((part, i) => page(i, [part])));
    expect(linesOf(got)).toEqual([parts.flatMap((__, i) => goingOn(i)).join(" ")]);
    // A heading over one column stands beside the text of another one, and the lines of both are nowhere level.
    const columns = await read(
      parts.map((part, i) => [
        ...(i % 2 === 0 ? [{ text: part, x: 60, y: 760 }] : []),
        ...linesAt([...goingOn(i), ...goingOn(i)].map(half), { x: 60, top: i % 2 === 0 ? 735 : 760 }),
        ...linesAt([...goingOn(i + 9), ...goingOn(i)].map(half), { x: 330, top: 760 }),
      ]),
    );
    expect(columns.text.match(/kako je naveo/g)).toHaveLength(24);
    expect(parts.filter((part, i) => i % 2 === 0 && !columns.text.includes(part))).toEqual([]);
  });

  test("a heading that begins pages, too, is none", async () => {
    const page = (number: number): Placed[] => [
      ...linesAt(["Ocena dokaza"], { top: 745 }),
      ...bodyOf([...goingOn(number), "svedok."]),
      ...linesAt(["Ocena dokaza"], { top: 500 }),
      ...linesAt([...goingOn(number + 9), "svedok."], { top: 470 }),
    ];
    expect((await read([page(1), page(2), page(3)])).text.match(/Ocena dokaza/g)).toHaveLength(6);
  });

  test("a heading in other letters at the end of a page is none of the next page's text", async () => {
    const title: Placed = {
      text: "Ocena izvedenih dokaza u celini i u medjusobnoj vezi, kako zakon trazi",
      x: 70,
      y: 678,
      bold: true,
    };
    const got = await read([[...bodyOf(FIRST), title], bodyOf(SECOND)]);
    expect(linesOf(got)).toEqual([PARAGRAPHS[0], title.text, PARAGRAPHS[1]]);
  });

  test("a name of two parts that was broken over the page keeps both", async () => {
    const named = [...FIRST.slice(0, 2), "radnje koje su mu stavljene na teret, kako je rekla i svedokinja Petrovic-"];
    const got = await read([
      bodyOf(named),
      bodyOf(["Dinic na glavnom pretresu, koji je odrzan pred ovim sudom, pa je", ...REST]),
    ]);
    expect(flat(got)).toContain("Petrovic-Dinic na glavnom");
  });
});
