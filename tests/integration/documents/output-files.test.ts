import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import type { Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { outputDocx } from "../../../server/export/document/docx/output-docx.ts";
import { outputHtml } from "../../../server/export/document/html/output-html.ts";
import { outputPdf } from "../../../server/export/document/pdf/output-pdf.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { anOutput, COVER, node, paragraph, quoteState, SOURCE, words } from "../../helpers/network/an-output.ts";
import { anyOutput } from "../../helpers/text/random-output.ts";
import { nodesOf, type OutputDocument } from "../../../schema/editor/output-document.ts";

const written = (language: UiLanguage = "en", withoutCaseNumbers = false): Manuscript =>
  toManuscript({ ...anOutput(), title: "What the court found", language, facts: COVER, withoutCaseNumbers });

/** The text of a file's parts, one after the other, without white space: lines break where each format breaks them. */
const bare = (text: string): string => text.replace(/[\s\u00AD\u200B]+/g, "");

function docxTexts(bytes: Uint8Array): { body: string; notes: string; xml: string } {
  const parts = unzipSync(bytes);
  const of = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const words = (xml: string): string =>
    [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = ""]) => text).join("");
  const unescape = (text: string): string => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  const body = of("word/document.xml");
  const notes = of("word/footnotes.xml");
  return { body: bare(unescape(words(body))), notes: bare(unescape(words(notes))), xml: body + notes };
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const base = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
  const task = getDocument({
    data: new Uint8Array(bytes),
    standardFontDataUrl: `${join(base, "standard_fonts")}/`,
    verbosity: 0,
  });
  const document = await task.promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    text += items.map((item) => ("str" in item ? item.str : "")).join("");
  }
  await task.destroy();
  return bare(text);
}

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;
function* elements(node: Node): Iterable<DefaultTreeAdapterTypes.Element> {
  if ("tagName" in node) yield node;
  if ("childNodes" in node) for (const child of node.childNodes) yield* elements(child);
}
const textOf = (node: Node): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
const attributesOf = ({ attrs }: DefaultTreeAdapterTypes.Element): Record<string, string> =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

/** Words that every file of the document must hold. */
const SAID = [
  "What the court found",
  "Facts established by the court",
  "in 2 of 6 verdicts",
  "oduzeo joj je putnu ispravu [Žrtva A] i zabranio izlazak",
  "he took the travel document of [Victim A] and forbade going out",
  "RS-1: Viši sud u Nišu, K-Po1 12/23, 14 March 2023 (invented)",
  "RS-1, para. 41, p. 14, reasoning",
  "The court repeats this formula twice.",
  "Compare the earlier rounds.",
  "„наводно ју је врбовао“",
  "This passage is not in the text of the verdict any more.",
  "Recruitment over the internet",
  "A sentence of the Convention.",
  "Србија",
  "12 March 2020",
  "[Victim A]: First contact (para. 12)",
  "June 2020 – 2021",
  "She was kept in a flat. (para. 14)",
  "about 2019",
  "She left school. (own knowledge)",
  "A labour inspector",
  "Was the claim decided?",
  "[Victim A]: sent to a civil court",
  "(para. 110)",
  "Figure 1",
  "Confiscated",
  "148,300 EUR",
  "40,400 EUR",
  "found the contract (own knowledge)",
  "[Defendant A]",
  "Recommendation 1",
  "share of claims decided",
  "Read and tagged by",
  "Which category",
  "0.58–0.80",
  "n. 2",
  "Draft, not approved",
  "Not translated yet: these are the words of the original.",
];

/** That a document of any content becomes a file of each format, in which it stands a second time, behind a table of contents. */
async function expectFiles(document: OutputDocument, language: UiLanguage): Promise<void> {
  const parts = [...nodesOf(document)].flatMap(({ node }) =>
    typeof node.attrs?.["id"] === "string"
      ? [quoteState(node.attrs["id"], { words: "# = *markup* #let x = 1 <b>" })]
      : [],
  );
  const manuscript = toManuscript({
    document,
    parts,
    title: "#T <b>",
    language,
    facts: COVER,
    withoutCaseNumbers: false,
  });
  // With a table of contents too, in which everything that stands in a heading stands again.
  const headings = manuscript.blocks.flatMap((block) => (block.kind === "heading" ? [block.content] : []));
  const [some] = written().blocks;
  if (some?.kind === "heading") headings.push(some.content);
  const long: Manuscript = {
    ...manuscript,
    blocks: [
      ...manuscript.blocks.slice(0, 1),
      { kind: "contents", title: "Contents", ownPage: true },
      ...manuscript.blocks.slice(1),
      ...Array.from({ length: 13 }, (_, i) => ({
        kind: "heading" as const,
        level: 1,
        number: "",
        range: "",
        startsPage: i % 2 === 0,
        content: (headings[i % headings.length] ?? []).filter(({ kind }) => kind !== "place"),
      })),
    ],
  };
  expect((await outputDocx([manuscript, long])).length).toBeGreaterThan(1000);
  expect((await outputPdf([manuscript, long])).length).toBeGreaterThan(1000);
  expect(outputHtml([manuscript, long]).length).toBeGreaterThan(1000);
}

describe("a document as files", () => {
  it("says the same in DOCX, PDF and HTML", async () => {
    const manuscript = written();
    const docx = docxTexts(await outputDocx([manuscript]));
    const pdf = await pdfText(await outputPdf([manuscript]));
    const page = parse(new TextDecoder().decode(outputHtml([manuscript])));
    const html = bare(textOf(page));
    // A row of bars, and the key to each of the two in its head.
    const drawn = [...elements(page)].filter(({ tagName }) => tagName === "svg");
    expect(drawn.map((svg) => [attributesOf(svg)["aria-hidden"], textOf(svg)])).toEqual(
      Array.from({ length: 3 }, () => ["true", ""]),
    );
    for (const said of SAID.map(bare)) {
      expect(docx.body + docx.notes).toContain(said);
      expect(pdf).toContain(said);
      expect(html).toContain(said);
    }
  });

  it("has real footnotes, each of its own, in the order of the text", async () => {
    const { notes, xml } = docxTexts(await outputDocx([written()]));
    expect(xml.match(/<w:footnoteReference /g)).toHaveLength(5);
    expect(notes.indexOf("Comparetheearlier")).toBeLessThan(notes.indexOf("para.12"));
    expect(notes.indexOf("para.12")).toBeLessThan(notes.indexOf("para.13"));
    const html = parse(new TextDecoder().decode(outputHtml([written(), written("mk")])));
    const ids = [...elements(html)].flatMap((element) => attributesOf(element)["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...elements(html)].flatMap((element) => attributesOf(element)["href"] ?? []);
    for (const link of links.filter((href) => href.startsWith("#"))) expect(ids).toContain(link.slice(1));
  });

  it("names the language of each quote, so that its letters and its hyphens are right", async () => {
    const { xml } = docxTexts(await outputDocx([written("mk")]));
    for (const lang of ["mk-MK", "sr-Latn-RS", "sr-Cyrl-RS", "en-GB"]) expect(xml).toContain(`w:val="${lang}"`);
    const html = parse(new TextDecoder().decode(outputHtml([written("mk")])));
    const langs = [...elements(html)].flatMap((element) => attributesOf(element)["lang"] ?? []);
    expect(langs).toEqual(expect.arrayContaining(["mk", "sr-Latn", "sr-Cyrl", "en"]));
  });

  it("leaves case numbers, dates of verdicts and courts out where that is asked", async () => {
    const manuscript = written("en", true);
    const { body, notes } = docxTexts(await outputDocx([manuscript]));
    const html = new TextDecoder().decode(outputHtml([manuscript]));
    for (const text of [body + notes, await pdfText(await outputPdf([manuscript])), bare(html)]) {
      expect(text).toContain(bare("RS-1: Serbia, first instance"));
      expect(text).toContain(bare("RS-1, para. 41, p. 14, reasoning"));
      for (const hidden of [SOURCE.caseNumber, SOURCE.court, "14 March 2023"]) expect(text).not.toContain(bare(hidden));
    }
  });

  it("has contents where there are many headings, each language its own", async () => {
    const heading = (of: string, i: number): string => `${of} ${String.fromCharCode(65 + i)}`;
    const long = (of: string): Manuscript =>
      toManuscript({
        document: {
          type: "doc",
          content: Array.from({ length: 13 }, (_, i) => [
            node("heading", { level: 1 }, words(heading(of, i))),
            paragraph(words("Words.")),
          ]).flat(),
        },
        parts: [],
        title: `On every ${of.toLowerCase()}`,
        language: "en",
        facts: { ...COVER, template: "case-study" },
        withoutCaseNumbers: false,
      });
    const parts = [long("Chapter"), long("Part")];
    const file = await outputDocx(parts);
    const html = bare(textOf(parse(new TextDecoder().decode(outputHtml(parts)))));
    const pdf = await pdfText(await outputPdf(parts));
    for (const kind of ["Chapter", "Part"])
      for (let i = 0; i < 13; i++) {
        for (const text of [docxTexts(file).body, html])
          expect(text.split(bare(heading(kind, i))).length, heading(kind, i)).toBe(3);
        // The head of a page names the section that it is in.
        expect(pdf.split(bare(heading(kind, i))).length, heading(kind, i)).toBeGreaterThanOrEqual(3);
      }
    // The number of the page stands at each entry before a program has worked it out: the first part is on page 3.
    const [entry] = strFromU8(unzipSync(file)["word/document.xml"] ?? new Uint8Array()).split("Chapter B");
    expect(entry?.match(/PAGEREF.*?<w:t[^>]*>(\d+)<\/w:t>/)?.[1]).toBe("3");
    // It is worked out anew by whatever opens the file: no table of contents that would keep its estimate.
    const { xml } = docxTexts(file);
    const fields = [...xml.matchAll(/<w:instrText[^>]*>\s*(\w+) (\S+)/g)];
    expect(new Set(fields.map(([, kind]) => kind))).toEqual(new Set(["PAGEREF"]));
    const marked = [
      ...xml.matchAll(/<w:pStyle w:val="Heading1"\/>(?:(?!<\/w:p>).)*?<w:bookmarkStart w:name="([^"]+)"/gs),
    ];
    expect(fields.flatMap(([, , mark = ""]) => (/h\d+$/.test(mark) ? mark : []))).toEqual(
      marked.map(([, name]) => name),
    );
  });

  it("skips no level of headings", () => {
    const levels = [...elements(parse(new TextDecoder().decode(outputHtml([written()]))))].flatMap(({ tagName }) =>
      /^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : [],
    );
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
    // Two of the text's own, who and when, annexes A and B, and notes.
    expect(levels).toEqual([1, 2, 3, 2, 2, 2, 2]);
  });

  it("asks nothing of anybody: the page holds no script and loads nothing", () => {
    const html = parse(new TextDecoder().decode(outputHtml([written()])));
    for (const element of elements(html)) {
      expect(["script", "img", "iframe", "object", "link"]).not.toContain(element.tagName);
      expect(Object.keys(attributesOf(element)).filter((name) => name === "src" || name.startsWith("on"))).toEqual([]);
    }
  });

  it("writes half a sign and signs that no file may hold", async () => {
    const { document, parts } = anOutput();
    const torn = "pasoš \ud83d i\u0001 viza";
    const manuscript = toManuscript({
      document,
      parts: parts.map((part) => (part.kind === "quote" ? { ...part, words: torn } : part)),
      title: torn,
      language: "en",
      facts: COVER,
      withoutCaseNumbers: false,
    });
    expect(await pdfText(await outputPdf([manuscript]))).toContain("viza");
    expect(docxTexts(await outputDocx([manuscript])).body).toContain("pasoš\uFFFDiviza");
  });

  // A language a test, for each has its own limit of time: all of them together came near it on a busy machine.
  it.each(["en", "sr-Cyrl", "mk", "sq"] as const)(
    "writes whatever a document in %s may hold, known to the server or not",
    async (language) => {
      const anyIsWritten = fc.asyncProperty(anyOutput(), (document) => expectFiles(document, language));
      await fc.assert(anyIsWritten, { numRuns: 5, verbose: true });
    },
  );
});
