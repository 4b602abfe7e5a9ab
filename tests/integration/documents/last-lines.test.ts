import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, it } from "vitest";
import { headingOf, paragraphOf, tableOf } from "../../../server/export/document/manuscript/blocks.ts";
import type { CoverFacts, Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { run } from "../../../server/export/document/manuscript/words-of-nodes.ts";
import { linesIn } from "../../../server/export/document/typography/lengths.ts";
import { outputPdf } from "../../../server/export/document/pdf/output-pdf.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { COVER, node, paragraph, words } from "../../helpers/network/an-output.ts";

/** Height of the page below what stands above, a line more in each section. */
const SECTIONS = 12;
const FILLED = 22;
/** More letters than the head of a page and a few words have. */
const LINE = 80;

const SENTENCE =
  "The claim was stated and never decided, though its amount was not contested by anybody at the trial. ";

function section(i: number, sentences = 3, above = FILLED): OutputNode[] {
  const filled = Array.from({ length: above }, () => paragraph(words("A line.")));
  const lines = Array.from({ length: i }, () => [node("hardBreak", {}), words("A line.")]).flat();
  const note = node("footnote", {}, words("Of the first instance."));
  const last = paragraph(words(`Alpha${i} ${SENTENCE.repeat(sentences)}`), words(`Omega${i}.`), note);
  return [node("heading", { level: 1 }, words(`Section ${i}`)), ...filled, paragraph(words("A line."), ...lines), last];
}

function written(content: OutputNode[], startsPage: boolean): Manuscript {
  const manuscript = paperOf(content, {});
  const blocks = manuscript.blocks.map((block) =>
    block.kind === "heading" && block.level === 1 ? { ...block, startsPage } : block,
  );
  return { ...manuscript, blocks };
}

/** What stands on each page, from its head down to its foot. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  return (await linesOn(pdf)).map((lines) => lines.map(({ words }) => words).join(" "));
}

/** The same, with how high each piece of it stands. */
async function linesOn(pdf: Uint8Array): Promise<{ words: string; y: number }[][]> {
  const task = getDocument({ data: pdf, verbosity: 0 });
  const document = await task.promise;
  const pages: { words: string; y: number }[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const set = items.flatMap((item) => ("str" in item ? [{ words: item.str, y: Number(item.transform[5]) }] : []));
    pages.push(set.sort((a, b) => b.y - a.y));
  }
  await task.destroy();
  return pages;
}

it.each([3, 4])(
  "takes no last line of a paragraph of %i sentences over the page by itself, for its note",
  async (sentences) => {
    const content = Array.from({ length: SECTIONS }, (_, i) => section(i, sentences)).flat();
    const pages = await pagesOf(await outputPdf([written(content, true)]));
    const on = (word: string): number => pages.findIndex((page) => page.includes(word));
    const apart = Array.from({ length: SECTIONS }, (_, i) => i).filter((i) => on(`Alpha${i} `) !== on(`Omega${i}.`));
    expect(apart).toEqual([]);
    // Some of them go over the page, or nothing of this was tried.
    expect(pages.length).toBeGreaterThan(SECTIONS + 2);
  },
);

it.each([
  [16, 8],
  [8, FILLED],
  [6, FILLED],
])(
  "leaves no last line of a paragraph of %i sentences alone on the next page, for its note",
  async (sentences, above) => {
    const content = Array.from({ length: SECTIONS }, (_, i) => section(i, sentences, above)).flat();
    const pages = await pagesOf(await outputPdf([written(content, true)]));
    // Behind the head of the page there is more of it than one line.
    const before = pages.flatMap((page) => [...page.matchAll(/^(.*)Omega\d+\./gu)].map(([, said = ""]) => said.length));
    expect(before).toHaveLength(SECTIONS);
    expect(Math.min(...before)).toBeGreaterThan(LINE);
    // Some of them go over the page, or nothing of this was tried.
    expect(pages.length).toBeGreaterThan(SECTIONS + 2);
  },
);

it("takes a text for as many lines as it is printed in, give or take one in twenty", async () => {
  const said = SENTENCE.repeat(14);
  const [page = []] = await linesOn(await outputPdf([written([paragraph(words(said))], false)]));
  const printed = new Set(page.flatMap(({ words, y }) => (words.length > 1 && said.includes(words) ? y : [])));
  expect(linesIn(said) / printed.size).toBeCloseTo(1, 1);
});

/** A heading low on a page, above a paragraph or a quote with a note that has no room there. */
function low(i: number, last: (i: number) => OutputNode[]): OutputNode[] {
  const filled = Array.from({ length: FILLED - 3 }, () => paragraph(words("A line.")));
  const lines = Array.from({ length: i }, () => [node("hardBreak", {}), words("A line.")]).flat();
  const heading = node("heading", { level: 2 }, words(`Heading${i} of it`));
  return [
    node("heading", { level: 1 }, words(`Section ${i}`)),
    ...filled,
    paragraph(words("A line."), ...lines),
    heading,
    ...last(i),
  ];
}

it.each([
  [
    "a paragraph",
    (i: number) => [
      paragraph(words(`Alpha${i} ${SENTENCE.repeat(2)}`), node("footnote", {}, words(SENTENCE.repeat(3)))),
    ],
  ],
  ["a quote and what brings it in", (i: number) => [paragraph(words(`Alpha${i} says:`)), node("evidence", {})]],
])("leaves no heading behind where the note of %s has no room", async (_what, last) => {
  const content = Array.from({ length: SECTIONS }, (_, i) => low(i, last)).flat();
  const pages = await pagesOf(await outputPdf([written(content, true)]));
  // Behind the contents, which name it too.
  const on = (word: string): number => pages.findLastIndex((page) => page.includes(word));
  const apart = Array.from({ length: SECTIONS }, (_, i) => i).filter((i) => on(`Heading${i} `) !== on(`Alpha${i} `));
  expect(apart).toEqual([]);
  expect(pages.length).toBeGreaterThan(SECTIONS + 2);
});

const signed = (name: string) => ({ name: { text: name, lang: null }, logo: null, signed: null });

/** Positions, whose last section the product ends with who signs. */
function signedPaper(i: number): Manuscript {
  const above = Array.from({ length: FILLED - 3 }, () => paragraph(words("A line.")));
  const lines = Array.from({ length: i }, () => [node("hardBreak", {}), words("A line.")]).flat();
  const content = [
    node("heading", { level: 1, section: "sign" }, words("Endorsement")),
    ...above,
    paragraph(words("A line."), ...lines),
    paragraph(words(`Alpha${i}.`), node("footnote", {}, words(`Omega${i}.`))),
  ];
  const house = { ...COVER.house, organisations: ["One", "Two", "Three"].map(signed) };
  return paperOf(content, { template: "position-paper", house });
}

function paperOf(content: OutputNode[], facts: Partial<CoverFacts>): Manuscript {
  return toManuscript({
    document: { type: "doc", content },
    parts: [],
    title: "Last lines",
    language: "en",
    facts: { ...COVER, ...facts },
    withoutCaseNumbers: false,
  });
}

it("leaves no note behind of a paragraph that goes with its table to the next page", async () => {
  const papers = Array.from({ length: SECTIONS }, (_, i) => signedPaper(i));
  const pages = await pagesOf(await outputPdf(papers));
  const on = (word: string): number => pages.findIndex((page) => page.includes(word));
  const at = papers.map((_, i) => [on(`Alpha${i}.`), on(`Omega${i}.`)]);
  expect(at.filter(([text, note]) => text !== note || text === -1)).toEqual([]);
});

it("parts no line of contents, and leaves none of them alone", async () => {
  const heading = (i: number) => [node("heading", { level: 1 }, words(`Title${i}`)), paragraph(words("A line."))];
  const papers = Array.from({ length: SECTIONS }, (_, i) => {
    const content = Array.from({ length: 20 + i }, (_each, j) => heading(j)).flat();
    return paperOf(content, { template: "summary", kind: "Summary" });
  });
  const parted: string[] = [];
  for (const paper of papers) {
    const pages = await pagesOf(await outputPdf([paper]));
    const lineOf = pages.findIndex((page) => page.includes("verdicts"));
    const letter = pages.findIndex((page) => / A /.test(page));
    const last = paper.blocks.filter(({ kind }) => kind === "heading").length - 2;
    const before = pages.findIndex((page) => page.includes(`Title${last}`));
    if (lineOf !== letter || lineOf !== before) parted.push(`${last}: ${letter}, ${lineOf}, ${before}`);
  }
  expect(parted).toEqual([]);
});

it("sets whose a short paper is under the notes of its last page", async () => {
  const note = node("footnote", {}, words("Remark."));
  const heading = node("heading", { level: 1, section: "facts" }, words("Facts"));
  const pages = await pagesOf(await outputPdf([written([heading, paragraph(words("Decided."), note)], false)]));
  const page = pages.at(-1) ?? "";
  const order = ["Decided.", "Remark.", "Published"].map((word) => page.indexOf(word));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

/** Passages quoted behind `lines` of text with a note in each of the first `notes`, and whose the paper is behind them. */
function passagesBelow(lines: number, passages: number, notes = 0): Manuscript {
  const paper = paperOf([], { template: "thematic-input" });
  const rows = Array.from({ length: passages }, (_, i) => ["RS-1", `Row${i}.`, "Category", `n. ${i}`]);
  const [opening, imprint] = ["opening", "imprint"].map((name) => paper.blocks.filter(({ kind }) => kind === name));
  const head = headingOf("Passages", "B");
  const said = paragraphOf(run("Every passage."));
  const blocks = [
    ...(opening ?? []),
    headingOf("Text", "1", true),
    ...Array.from({ length: lines }, (_, i) =>
      i < notes
        ? paragraphOf(run("A line."), { kind: "note", content: [run("Remark.")] })
        : paragraphOf(run("A line.")),
    ),
    head,
    { ...said, role: "introduces" } as const,
    tableOf("", ["Verdict", "Place", "Read as", "Quoted in"], rows, { isNamed: true, right: [3] }),
    ...(imprint ?? []),
  ];
  return { ...paper, blocks };
}

it.each([
  [12, 0],
  [20, 0],
  [12, 3],
  [36, 0],
])(
  "parts a last table of %i rows, on a page with %i notes, before whose the paper is, and leaves no page half empty",
  async (rows, notes) => {
    const papers = Array.from({ length: SECTIONS }, (_, i) => passagesBelow(4 + i, rows, notes));
    const pages = (await pagesOf(await outputPdf(papers))).map((page) => page.replaceAll(/\s+/gu, " "));
    const starts = pages.flatMap((page, at) => (page.includes("Every passage.") ? [at] : []));
    // Each begins where its text ends, and no last page is without rows.
    expect(starts.map((at) => pages[at]?.includes("A line.") && pages[at].includes("Row0."))).toEqual(
      papers.map(() => true),
    );
    const last = pages.filter((page) => page.includes("Published"));
    expect(last.map((page) => [3, 2, 1].every((end) => page.includes(`Row${rows - end}.`)))).toEqual(
      papers.map(() => true),
    );
    expect(last.filter((page) => !page.includes("Row0.")).length).toBeGreaterThan(2);
  },
);

it("keeps annex A of a short paper on one page with its table, below what stands before where it has room", async () => {
  const papers = Array.from({ length: SECTIONS }, (_, i) => {
    const lines = Array.from({ length: FILLED - SECTIONS + i }, () => paragraph(words("A line.")));
    const heading = node("heading", { level: 1, section: "questions" }, words("Questions"));
    return paperOf([heading, ...lines], { template: "case-study" });
  });
  const pages = (await pagesOf(await outputPdf(papers))).map((page) => page.replaceAll(/\s+/gu, " "));
  const annexes = pages.filter((page) => page.includes("0.58–0.80"));
  expect(annexes.map((page) => page.includes("Read and tagged by"))).toEqual(papers.map(() => true));
  const below = annexes.filter((page) => page.includes("A line."));
  expect(below.length).toBeGreaterThan(2);
  expect(below.length).toBeLessThan(SECTIONS);
});

it("leaves whose the paper is under its last rows where it has no room under the notes before it", async () => {
  const papers = Array.from({ length: 5 * SECTIONS }, (_, i) =>
    passagesBelow(12 + (i % SECTIONS), 4, 1 + Math.floor(i / SECTIONS)),
  );
  const pages = await pagesOf(await outputPdf(papers));
  const last = pages.filter((page) => page.includes("Published"));
  expect(last.map((page) => page.includes("Row3."))).toEqual(papers.map(() => true));
});
