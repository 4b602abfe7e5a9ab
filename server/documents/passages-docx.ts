import { Document, HeadingLevel, Packer, Paragraph } from "docx";
import { aboutRows, stateOf } from "../export/columns.ts";
import type { ExportContent, Passage } from "../export/passages.ts";
import { EXPORT_WORDS } from "../export/words.ts";
import { DOCUMENT_STYLES, pageFooter, run, wordLanguage } from "./docx-parts.ts";

/** The passages as a document to read, grouped by category or by verdict, each with its citation. */
export async function passagesDocx(content: ExportContent, groupBy: "category" | "verdict"): Promise<Uint8Array> {
  const words = EXPORT_WORDS[content.language];
  const children = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [run(words.taggedPassages)] }),
    ...aboutRows(content).map(
      ([name, value]) =>
        new Paragraph({ children: [run(`${name}: `, { bold: true, size: 18 }), run(value, { size: 18 })] }),
    ),
    ...(groupBy === "category" ? byCategory(content) : byVerdict(content)),
  ];
  const document = new Document({
    creator: content.head.network,
    lastModifiedBy: content.head.network,
    title: words.taggedPassages,
    styles: {
      ...DOCUMENT_STYLES,
      default: {
        ...DOCUMENT_STYLES.default,
        document: {
          ...DOCUMENT_STYLES.default.document,
          run: { ...DOCUMENT_STYLES.default.document.run, language: { value: wordLanguage(content.language) } },
        },
      },
    },
    sections: [{ footers: { default: pageFooter() }, children }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function byCategory(content: ExportContent): Paragraph[] {
  const groups = new Map<string, Passage[]>();
  for (const { passages } of content.verdicts)
    for (const passage of passages) {
      const list = groups.get(passage.category);
      if (list) list.push(passage);
      else groups.set(passage.category, [passage]);
    }
  const order = new Map<string, number>(content.categories.map(({ id }, i) => [id, i]));
  return [...groups]
    .sort(([a], [b]) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity))
    .flatMap(([, passages]) => [
      heading(passages[0], passages.length),
      ...passages.flatMap((passage) => block(content, passage, true)),
    ]);
}

function heading(passage: Passage | undefined, count: number): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    children: [run(`${passage?.code ?? ""} ${passage?.path.join(" › ") ?? ""} (${count})`)],
  });
}

function byVerdict(content: ExportContent): Paragraph[] {
  return content.verdicts.flatMap(({ verdict, passages }) => [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(`${verdict.court}, ${verdict.caseNumber}`)] }),
    ...passages.flatMap((passage) => [
      new Paragraph({
        heading: HeadingLevel.HEADING_3,
        children: [run(`${passage.code} ${passage.path.at(-1) ?? ""}`)],
      }),
      ...block(content, passage, false),
    ]),
  ]);
}

/** One passage: the quote, then where it stands, then what was said of it. */
function block(content: ExportContent, passage: Passage, nameVerdict: boolean): Paragraph[] {
  const words = EXPORT_WORDS[content.language];
  const source = nameVerdict ? `${passage.verdict.court}, ${passage.verdict.caseNumber}, ` : "";
  const state = stateOf(passage, words);
  return [
    new Paragraph({
      keepNext: true,
      indent: { left: 360 },
      children: [run(passage.quote || `(${words.removed})`, { lang: passage.lang })],
    }),
    new Paragraph({
      indent: { left: 360 },
      children: [
        run(`${source}${passage.citation}`, { size: 18, italics: true }),
        run(`  ${passage.author}, ${passage.createdAt.slice(0, 10)}${state ? `; ${state}` : ""}`, {
          size: 18,
          color: "5A554E",
        }),
      ],
    }),
    ...(passage.note
      ? [
          new Paragraph({
            indent: { left: 720 },
            children: [run(`${words.note}: `, { bold: true, size: 20 }), run(passage.note, { size: 20 })],
          }),
        ]
      : []),
    ...passage.comments.map(
      ({ author, at, body }) =>
        new Paragraph({
          indent: { left: 720 },
          children: [run(`${author}, ${at.slice(0, 10)}: `, { bold: true, size: 20 }), run(body, { size: 20 })],
        }),
    ),
  ];
}
