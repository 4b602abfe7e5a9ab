import { existsSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import type { Block, Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { run } from "../../../server/export/document/manuscript/words-of-nodes.ts";
import type { Written } from "../../../server/export/formats.ts";
import type { ExportHead } from "../../../server/export/head.ts";
import { writeInThread } from "../../../server/export/jobs/write-job.ts";
import { UnsetBlock } from "../../../server/export/unset-block.ts";
import { outputDocx } from "../../../server/export/document/docx/output-docx.ts";
import { outputPdf } from "../../../server/export/document/pdf/output-pdf.ts";
import { typesetPdf } from "../../../server/export/files/typst.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { anOutput, COVER, node, paragraph, quoteState, words } from "../../helpers/network/an-output.ts";
import { named, readXml, textOfXml, type XmlElement } from "../../helpers/files/read-xml.ts";

/** A long one has so many headings that it gets a cover and contents. */
function written(language: UiLanguage, title: string, isLong = false): Manuscript {
  const { document, parts } = anOutput();
  const headings = Array.from({ length: isLong ? 12 : 0 }, (_, i) => [
    node("heading", { level: 1 }, words(`Part ${i}`)),
    paragraph(words("Words.")),
  ]);
  const content = [...document.content, ...headings.flat()];
  return toManuscript({
    document: { type: "doc", content },
    parts,
    title,
    language,
    facts: COVER,
    withoutCaseNumbers: false,
  });
}

const both = [written("en", "What the court found", true), written("mk", "Што утврди судот", true)];
const textOf = (element: XmlElement | undefined): string =>
  element ? named(element, "w:t").map(textOfXml).join("") : "";

describe("a document in Word", () => {
  const read = async (manuscripts: readonly Manuscript[]): Promise<(name: string) => XmlElement> => {
    const parts = unzipSync(await outputDocx(manuscripts));
    return (name) => readXml(strFromU8(parts[name] ?? new Uint8Array()));
  };

  it("says of itself who wrote it, in which language, and nothing of who made the file", async () => {
    const core = (await read(both))("docProps/core.xml");
    const of = (name: string): string[] => named(core, name).map(textOfXml);
    expect(of("dc:title")).toEqual(["What the court found · Што утврди судот"]);
    expect([...of("dc:creator"), ...of("cp:lastModifiedBy")]).toEqual(["The network", "The network"]);
    expect(of("dc:language")).toEqual(["en-GB"]);
  });

  it("names the language of every run that has words, in the text and in notes", async () => {
    const part = await read([written("mk", "Наслов")]);
    const langOf = (run: XmlElement): string | undefined => named(run, "w:lang")[0]?.attributes["w:val"];
    const runs = ["word/document.xml", "word/footnotes.xml"].flatMap((name) => named(part(name), "w:r"));
    const langs = new Map(runs.map((run) => [textOf(run), langOf(run)]));
    expect(langs.get("„oduzeo joj je putnu ispravu [Žrtva\u00a0A] i zabranio izlazak“")).toBe("sr-Latn-RS");
    expect(langs.get("„наводно ју је врбовао“")).toBe("sr-Cyrl-RS");
    expect(langs.get("“he took the travel document of [Victim\u00a0A] and forbade going out”")).toBe("en-GB");
    expect(langs.get("share of claims decided")).toBeUndefined();
    expect(langs.get("A\u00a0sentence of the Convention.")).toBe("mk-MK");
    // What says nothing is in the language of the document.
    expect(
      named(part("word/styles.xml"), "w:docDefaults").flatMap((each) => named(each, "w:lang"))[0]?.attributes,
    ).toEqual(expect.objectContaining({ "w:val": "mk-MK" }));
  });

  it("has a way from its lists to what they list, and the numbers of pages without asking for them", async () => {
    const document = (await read(both))("word/document.xml");
    const names = named(document, "w:bookmarkStart").map(({ attributes }) => attributes["w:name"] ?? "");
    expect(new Set(names).size).toBe(names.length);
    const ids = named(document, "w:bookmarkStart").map(({ attributes }) => attributes["w:id"]);
    expect(new Set(ids).size).toBe(ids.length);
    const anchors = named(document, "w:hyperlink").flatMap(({ attributes }) => attributes["w:anchor"] ?? []);
    expect(anchors.length).toBeGreaterThan(30);
    expect(names).toEqual(expect.arrayContaining(anchors));
    // Word asks people whether it may look for numbers where a field is dirty.
    expect(named(document, "w:fldChar").filter(({ attributes }) => attributes["w:dirty"])).toEqual([]);
    const paragraphs = named(document, "w:p").map(textOf);
    // Behind what says which list it is, and four heads of columns.
    const list = paragraphs.slice(paragraphs.lastIndexOf("Quoted in") + 1);
    expect(list.slice(4, 8)).toEqual(["RS-1", "para.\u00a013", "B5 Control of documents", "n.\u00a03"]);
  });

  it("repeats the heads of tables, and keeps the title off the first page's head", async () => {
    const part = await read([written("en", "What the court found")]);
    const rows = named(part("word/document.xml"), "w:tr").filter((row) =>
      named(row, "w:tblHeader").some(({ attributes }) => attributes["w:val"] !== "off"),
    );
    expect(rows.map((row) => named(row, "w:tc").map(textOf))).toEqual([
      ["Country", "Sentences"],
      ["Date", "What happened"],
      ["Person", "Role", "What is known"],
      ["Verdict", "Was the claim decided?"],
      ["Verdict", "", "Confiscated", "Awarded"],
      ["Figure", "In a\u00a0word", "α", "Likely range", "Number"],
      ["Verdict", "Place", "Read as", "Quoted in"],
    ]);
    // Two bars are told apart in their heads, and a chart's numbers stand in its row, beside what is drawn: as an SVG, and as pixels for
    // what draws none.
    const drawn = named(part("word/document.xml"), "w:tr").filter((row) => named(row, "w:drawing").length > 0);
    expect(drawn.map((row) => named(row, "w:tc").map(textOf))).toEqual([
      ["Verdict", "", "Confiscated", "Awarded"],
      ["RS-1", "", "148,300\u00a0EUR", "40,400\u00a0EUR"],
    ]);
    expect(drawn.map((row) => [...named(row, "asvg:svgBlip"), ...named(row, "a:blip")].length)).toEqual([4, 2]);
    const heads = ["word/header1.xml", "word/header2.xml"].map((name) => textOf(part(name)));
    expect(heads.sort()).toEqual(["", "What the court found"]);
    // Every page says at its foot that it is a draft.
    for (const name of ["word/footer1.xml", "word/footer2.xml"])
      expect(textOf(part(name))).toContain("Draft, not approved");
  });

  it("says at the foot of the pages of each language what the network is called in it", async () => {
    const names = ["Lawyers’ Network", "Мрежа на правници"];
    const part = await read(both.map((each, i) => ({ ...each, network: names[i] ?? "" })));
    const feet = [1, 2, 3, 4].map((i) => textOf(part(`word/footer${String(i)}.xml`)));
    for (const name of names) expect(feet.some((foot) => foot.includes(name))).toBe(true);
  });
});

/** Lines that each say which they are. */
const lines = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i}`);
const cell = (...content: OutputNode[]): OutputNode => node("tableCell", {}, ...content);
const header = (...content: OutputNode[]): OutputNode => node("headerCell", {}, ...content);
const SENTENCES = "Sud je utvrdio okolnosti. ".repeat(70);
/** What is high or narrow without being long, and what is too high to be kept together or to stand on every page. */
const HIGH: Record<string, (quote: OutputNode) => OutputNode[]> = {
  "a cell of short paragraphs": () => [
    node("table", {}, node("tableRow", {}, cell(...lines(90).map((text) => paragraph(words(text)))), cell())),
  ],
  "a table of short rows": () => [
    node("table", {}, ...lines(90).map((text) => node("tableRow", {}, cell(paragraph(words(text)))))),
  ],
  "narrow cells": () => [
    node(
      "table",
      {},
      node("tableRow", {}, ...lines(9).map((text) => cell(paragraph(words(`${text} ${SENTENCES.slice(0, 800)}`))))),
    ),
  ],
  "a recommendation of long facts": () => [
    node("recommendation", { finding: SENTENCES, indicator: SENTENCES, addressee: SENTENCES }, words("Decide.")),
  ],
  "a quote with a long remark": ({ attrs }) => [node("evidence", { ...attrs, note: SENTENCES.repeat(4) })],
  // The typesetter aborts its process over these.
  "cells over several rows": (quote) => [
    node(
      "table",
      {},
      node(
        "tableRow",
        {},
        node("headerCell", { rowspan: 3 }, quote),
        node("tableCell", { colspan: 2, rowspan: 2 }, quote),
      ),
      node("tableRow", {}, node("headerCell", { colspan: 2 })),
      node("tableRow", {}, node("tableCell", { colspan: 2 })),
    ),
    node("recommendation", {}, words("Decide.")),
  ],
  "a head with a note and a link": () => [
    node(
      "table",
      {},
      node(
        "tableRow",
        {},
        header(
          paragraph(
            { type: "text", text: "Act", marks: [{ type: "link", attrs: { href: "https://coram.example/" } }] },
            node("footnote", {}, words("Of 2005.")),
          ),
        ),
      ),
      ...lines(90).map((text) => node("tableRow", {}, cell(paragraph(words(text))))),
    ),
  ],
  "a head that is a quote": (quote) => [
    node(
      "table",
      {},
      node("tableRow", {}, header(quote)),
      ...lines(90).map((text) => node("tableRow", {}, cell(paragraph(words(text))))),
    ),
  ],
};

describe("a document as PDF", () => {
  it("is not there where the typesetter fails, and says so without words of the document", async () => {
    const failed = typesetPdf("#let d = json(bytes(sys.inputs.data))\n#d.nothing", { title: "Petra Lukova" });
    await expect(failed).rejects.toThrow(/nothing/);
    await expect(failed).rejects.not.toThrow(/Lukova/);
  });

  it("is set again, and told so, where its pages move by what it works out from them", async () => {
    const template = `#set document(title: "T", author: "A")
= T
#context { let n = query(<a>).len(); for _ in range(n + 1) [#metadata(0)<a>] }
#if "still" in sys.inputs { pagebreak() }
B`;
    const counted: number[] = [];
    await typesetPdf(template, {}, {}, (pages) => counted.push(pages));
    expect(counted).toEqual([2]);
  });

  it("has nothing of the folder in which the server was started, whatever its template asks for", async () => {
    expect(existsSync("package-lock.json")).toBe(true);
    for (const path of ["package-lock.json", "/package-lock.json", "../package-lock.json"])
      await expect(typesetPdf(`#read("${path}").len()`, {})).rejects.toThrow(/failed to load|not found/);
  });

  it.each(Object.entries(HIGH))("keeps %s on its pages", async (_, content) => {
    const quote = node("evidence", {});
    const manuscript = toManuscript({
      document: { type: "doc", content: [...lines(30).map((text) => paragraph(words(text))), ...content(quote)] },
      parts: [quoteState(quote.attrs?.["id"], { words: SENTENCES.repeat(3) })],
      title: "What is high",
      language: "en",
      facts: COVER,
      withoutCaseNumbers: false,
    });
    const task = getDocument({ data: await outputPdf([manuscript]), verbosity: 0 });
    const pdf = await task.promise;
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      // Of the text's own size: above the foot of the page, which has the network's name at 40.
      const feet = items.flatMap((item) =>
        "str" in item && item.str.trim() !== "" ? [Number(item.transform[5])] : [],
      );
      expect(Math.min(...feet)).toBeGreaterThan(35);
    }
    await task.destroy();
  });

  it("counts its pages as soon as they are set, and names the block that can not be set on one", async () => {
    const manuscript = written("en", "What the court found");
    const counted: unknown[] = [];
    const make = (blocks: Block[]): Promise<Written> => {
      const head = { network: "", at: "", filter: {}, ownOnly: false } as unknown as ExportHead;
      const output = { manuscripts: [{ ...manuscript, blocks }], isSideBySide: false, verdicts: [] };
      const content = { kind: "document" as const, fileName: "paper", head, language: "en" as const, output };
      const job = { content, format: "output-pdf" as const, groupBy: "category" as const, passed: 0, known: [] };
      return writeInThread(job, (progress) => counted.push(progress), new AbortController().signal);
    };
    const task = getDocument({ data: new Uint8Array((await make(manuscript.blocks)).bytes), verbosity: 0 });
    expect(counted).toEqual([{ pages: (await task.promise).numPages }]);
    await task.destroy();
    // What people write is never so deep.
    const words = "So deep within lists that no page is made of it, whatever is tried";
    let deep: Block = { kind: "paragraph", number: "", content: [run(words)] };
    for (let i = 0; i < 60; i++) deep = { kind: "list", labels: null, items: [[deep]] };
    const unset = await make([...manuscript.blocks.slice(0, 2), deep, ...manuscript.blocks.slice(0, 2)]).catch(
      (error: unknown) => error,
    );
    expect(unset).toBeInstanceOf(UnsetBlock);
    expect((unset as UnsetBlock).block).toBe("So deep within lists that no page is made of it, whatever is…");
    // A log writes down what an error holds.
    expect(JSON.stringify(Object.entries(unset as object)) + String(unset)).not.toContain("So deep");
  });

  it("says in its head the first section that begins on a page, as Word does", async () => {
    const task = getDocument({ data: await outputPdf([written("en", "What the court found", true)]), verbosity: 0 });
    const pdf = await task.promise;
    const seen: [first: string | undefined, head: string][] = [];
    for (let number = 3; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const isHead = (item: (typeof items)[number]): boolean => "str" in item && Number(item.transform[5]) > 770;
      const [head, text] = [true, false].map((of) =>
        items.map((item) => ("str" in item && isHead(item) === of ? item.str : "")).join(""),
      );
      const parts = text?.match(/Part \d+(?=Words)/g) ?? [];
      if (parts.length > 1) seen.push([parts[0], /Part \d+$/.exec(head ?? "")?.[0] ?? ""]);
    }
    expect(seen.length).toBeGreaterThan(1);
    for (const [first, head] of seen) expect(head).toBe(first);
    await task.destroy();
  });

  it("says its title, author and language, and has bookmarks and links to what it lists", async () => {
    const task = getDocument({ data: await outputPdf(both), verbosity: 0 });
    const pdf = await task.promise;
    const { info, metadata } = await pdf.getMetadata();
    // PDF/UA, which the typesetter sets nothing as that it knows to break.
    expect(metadata?.get("pdfuaid:part")).toBe("1");
    expect(info).toMatchObject({
      Title: "What the court found · Што утврди судот",
      Author: "The network",
      Language: "en",
      IsAcroFormPresent: false,
    });
    const outline = await pdf.getOutline();
    expect(outline.map(({ title }) => title)).toEqual(both.map(({ title }) => title));
    expect(outline[0]?.items.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Facts established by the court", "Part 11", "Passages quoted"]),
    );
    let links = 0;
    const heads: string[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      links += (await page.getAnnotations()).filter(({ dest }) => dest).length;
      const { items } = await page.getTextContent();
      heads.push(items.map((item) => ("str" in item ? item.str : "")).join(""));
    }
    // Contents of two languages, and the places of quotes.
    expect(links).toBeGreaterThan(2 * 15);
    expect(heads[0]).not.toContain("foundDraft");
    expect(heads[1]).toContain("What the court found");
    expect(heads.at(-1)).toContain("Што утврди судот");
    await task.destroy();
  });
});
