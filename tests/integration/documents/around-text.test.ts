import { strFromU8, unzipSync } from "fflate";
import { getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, it } from "vitest";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import type { Kind } from "../../../schema/editor/paper-kinds.ts";
import { outputDocx } from "../../../server/export/document/docx/output-docx.ts";
import { outputHtml } from "../../../server/export/document/html/output-html.ts";
import type { Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { listedIn } from "../../../server/export/document/typography/front-matter.ts";
import { inlineText, textOf } from "../../../server/export/document/typography/lengths.ts";
import { outputPdf } from "../../../server/export/document/pdf/output-pdf.ts";
import { COVER, node, paragraph, quoteState, words } from "../../helpers/network/an-output.ts";

const name = (text: string) => ({ name: { text, lang: null }, logo: null, signed: null });
const organisations = [name("Pravna linija"), name("Qendra Besa")];

function written(template: Kind, content: OutputNode[], language: UiLanguage = "en"): Manuscript {
  const quotes = content.filter(({ type }) => type === "evidence");
  return toManuscript({
    document: { type: "doc", content },
    parts: quotes.map(({ attrs }) => quoteState(attrs?.["id"])),
    title: "One claim, two trials",
    language,
    facts: { ...COVER, template, house: { ...COVER.house, organisations } },
    withoutCaseNumbers: false,
  });
}

const sections = Array.from({ length: 13 }, (_, i) => [
  node("heading", { level: 1 }, words(`Part ${i}`)),
  paragraph(words(`Words of ${i}.`)),
]).flat();

it("goes on below the contents of a paper without a cover, and gives those of a cover a page", async () => {
  const summary = written("summary", sections);
  const task = getDocument({ data: await outputPdf([summary]), verbosity: 0 });
  const { items } = await (await (await task.promise).getPage(1)).getTextContent();
  const first = items.map((item) => ("str" in item ? item.str : "")).join(" ");
  await task.destroy();
  expect(first).toContain("Contents");
  expect(first).toContain("Words of 0.");
  const parts = unzipSync(await outputDocx([summary]));
  const body = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  // One section of pages, the first of which has no head: none names a part above the contents.
  expect(body.split("<w:sectPr").length - 1).toBe(1);
  expect(body).toContain("<w:titlePg");
  const paper = written("position-paper", sections);
  expect(paper.blocks.find(({ kind }) => kind === "contents")).toMatchObject({ ownPage: true });
});

it("names sections alone in contents that share a page, and begins an annex on a page of its own behind a cover alone", async () => {
  const parted = sections.flatMap((each) => [each, node("heading", { level: 2 }, words("Within"))]);
  const named = (kind: Kind): string[] =>
    listedIn(written(kind, parted).blocks).map((each) => inlineText(each.content));
  expect([named("thematic-input").includes("Within"), named("position-paper").includes("Within")]).toEqual([
    false,
    true,
  ]);
  const html = (kind: Kind): string => new TextDecoder().decode(outputHtml([written(kind, parted)]));
  const inContents = (kind: Kind): number => html(kind).match(/<li class="level-2">/g)?.length ?? 0;
  expect([inContents("thematic-input"), inContents("position-paper")]).toEqual([0, 13]);
  const task = getDocument({ data: await outputPdf([written("thematic-input", parted)]), verbosity: 0 });
  const first = (await linesOn(await task.promise, 1)).map(({ text }) => text);
  await task.destroy();
  expect(first.slice(0, first.indexOf("Within"))).toContain("Part 12");
  const annex = (kind: Kind): boolean[] =>
    written(kind, sections).blocks.flatMap((each) =>
      each.kind === "heading" && each.number === "A" ? [each.startsPage] : [],
    );
  expect([annex("thematic-input"), annex("position-paper")]).toEqual([[false], [true]]);
});

it("sets headings and what stands below a title in lines of one length", async () => {
  const heading = (text: string): OutputNode[] => [
    node("heading", { level: 1 }, words(text)),
    paragraph(words("Words.")),
  ];
  const content = [...heading("Endorsement"), ...heading("Sentencing policy and length of proceedings")];
  const manuscript = written("summary", content);
  const blocks = manuscript.blocks.map((block) =>
    block.kind === "opening"
      ? { ...block, subtitle: "How the claims of victims fared in six verdicts of three years" }
      : block,
  );
  const paper = { ...manuscript, title: "What the six verdicts say of compensation", blocks };
  const task = getDocument({ data: await outputPdf([paper]), verbosity: 0 });
  const lines = await linesOn(await task.promise, 1);
  await task.destroy();
  const texts = lines.map(({ text }) => text);
  expect(texts).toEqual(
    expect.arrayContaining([
      "What the six verdicts",
      "say of compensation",
      "How the claims of victims fared",
      "in six verdicts of three years",
      "Sentencing policy and",
      "length of proceedings",
    ]),
  );
  // A number stands on the first line.
  const at = (text: string): number[] => lines.filter((line) => line.text === text).map(({ y }) => y);
  expect(at("1")).toEqual(expect.arrayContaining(at("Endorsement")));
  expect(at("2")).toEqual(expect.arrayContaining(at("Sentencing policy and")));
});

/** The lines of a page, with their heights. */
async function linesOn(document: PDFDocumentProxy, page: number): Promise<{ text: string; y: number }[]> {
  const { items } = await (await document.getPage(page)).getTextContent();
  return items.flatMap((item) => {
    const [, , , , , y = 0] = "str" in item ? (item.transform as number[]) : [];
    return "str" in item && item.str.trim() ? [{ text: item.str.trim(), y: Math.round(y) }] : [];
  });
}

it.each([
  ["sq", "Një kërkesë, dy gjykime: dëmshpërblimi i viktimave në tre shtete"],
  ["sr-Cyrl", "Један захтев, два суђења: накнада штете жртвама у три државе"],
] as const)("sets a title of about sixty letters on a cover in three lines (%s)", async (language, title) => {
  const paper = { ...written("position-paper", sections, language), title };
  const task = getDocument({ data: await outputPdf([paper]), verbosity: 0 });
  const { items } = await (await (await task.promise).getPage(1)).getTextContent();
  await task.destroy();
  const large = items.flatMap((item) => ("str" in item && item.height > 20 && item.str.trim() !== "" ? [item] : []));
  expect(new Set(large.map(({ transform }) => Number(transform[5]))).size).toBe(3);
});

it("sets summary and annexes bold in contents, and sections plain", async () => {
  const first = node("heading", { level: 1, section: "demands" }, words("Demands"));
  const quoted = [
    paragraph(words("All of it in brief.")),
    first,
    paragraph(words("Decide.")),
    ...sections,
    node("evidence", {}),
  ];
  const task = getDocument({ data: await outputPdf([written("position-paper", quoted)]), verbosity: 0 });
  const { items } = await (await (await task.promise).getPage(2)).getTextContent();
  await task.destroy();
  const fontOf = (text: string): string | undefined =>
    items.flatMap((item) => ("str" in item && item.str === text ? [item.fontName] : []))[0];
  const [bold, plain] = [fontOf("Contents"), fontOf("Part 0")];
  const fonts = ["Summary", "How the verdicts were read", "Passages quoted", "Part 12"].map(fontOf);
  expect(fonts).toEqual([bold, bold, bold, plain]);
  expect(bold).not.toBe(plain);
});

it("says on its cover and back that organisations say it together, and how it is cited without", () => {
  const label = ({ blocks }: Manuscript): string[] =>
    blocks.flatMap((block) => (block.kind === "opening" || block.kind === "back" ? [block.label] : []));
  expect(label(written("position-paper", sections))).toEqual(["Joint position paper", "Joint position paper"]);
  expect(label(written("summary", sections))).toEqual(["Summary"]);
});

it.each([
  ["en", "1\u00a0passage", "2\u00a0passages"],
  ["sr-Latn", "1\u00a0odlomak", "2\u00a0odlomka"],
  ["mk", "1\u00a0извадок", "2\u00a0извадоци"],
  ["sq", "1\u00a0pasazh", "2\u00a0pasazhe"],
] as const)("counts passages beside their annex in the contents (%s)", (language, one, two) => {
  const range = (count: number): string | undefined => {
    const quotes = Array.from({ length: count }, () => node("evidence", {}));
    const headings = written("summary", [...sections, ...quotes], language).blocks.filter(
      (block) => block.kind === "heading",
    );
    return headings.find(({ number }) => number === "B" || number === "Б")?.range;
  };
  // On one line with their number.
  expect([range(1), range(2)]).toEqual([one, two]);
});

it("gives the numbers of the follow-up table a narrow head", () => {
  const heading = node("heading", { level: 1, section: "followup" }, words("Follow-up"));
  const asked = node("recommendation", { addressee: "Courts", deadline: "2027" }, words("Decide the claim."));
  const table = written("recommendations", [heading, asked]).blocks.findLast(({ kind }) => kind === "table");
  expect(table?.kind === "table" && table.rows[0] && textOf(table.rows[0].flatMap(({ blocks }) => blocks))).toBe(
    "No.\nAddressee\nDeadline\nIndicator",
  );
});

it("begins a reference with a capital where it begins a sentence, and nowhere else", () => {
  const target = node("heading", { level: 1 }, words("Compensation"));
  const said = (...content: (string | null)[]): string => {
    const inlines = content.map((text) =>
      text === null ? node("reference", { to: target.attrs?.["id"], form: "named" }) : words(text),
    );
    const line = paragraph(...inlines);
    const found = written("summary", [target, line]).blocks.find(({ kind }) => kind === "paragraph");
    return found?.kind === "paragraph" ? inlineText(found.content).replaceAll("\u00a0", " ") : "";
  };
  expect(said(null, " says so.")).toBe("Section 1 says so.");
  expect(said("It was decided. ", null, " says so.")).toBe("It was decided. Section 1 says so.");
  expect(said("It was “decided.” ", null, " says so.")).toBe("It was “decided.” Section 1 says so.");
  expect(said("As ", null, " says.")).toBe("As section 1 says.");
  expect(said("Decided (cf. ", null, ").")).toBe("Decided (cf. section 1).");
});
