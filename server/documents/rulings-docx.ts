import { HeadingLevel, Paragraph, type Table } from "docx";
import { aboutRows } from "../export/columns.ts";
import type { ExportContent } from "../export/passages.ts";
import { ruledWords } from "../export/rulings.ts";
import type { CaseLine, RulingsFile } from "../reconcile/rulings-file.ts";
import { RULING_WORDS, type RulingWords } from "../reconcile/ruling-words.ts";
import { run, runs, STYLE, title, writeDocument } from "./docx-parts.ts";
import { aboutTable } from "./docx-tables.ts";

/** The rulings as a document to read: each disagreement with what the coders said, what was decided and why. */
export function rulingsDocx(content: ExportContent, file: RulingsFile): Promise<Uint8Array> {
  const words = RULING_WORDS[content.language];
  const children: (Paragraph | Table)[] = [
    title(words.rulings),
    new Paragraph({
      style: STYLE.subtitle,
      children: [run(`${file.court}, ${file.caseNumber}`, { lang: file.lang }), run(` · ${words.round} ${file.round}`)],
    }),
    aboutTable(aboutRows(content)),
    ...file.lines.flatMap((line, at) => [...block(line, at + 1, file, words)]),
  ];
  return writeDocument({
    network: content.head.network,
    title: words.rulings,
    lang: content.language,
    headings: "product",
    children,
  });
}

function* block(line: CaseLine, number: number, file: RulingsFile, words: RulingWords): Generator<Paragraph> {
  yield new Paragraph({
    heading: HeadingLevel.HEADING_3,
    children: [run(`${number}. ${line.about}`)],
  });
  yield new Paragraph({
    style: STYLE.source,
    children: [run([words.kinds[line.kind], line.citation].filter(Boolean).join(" · "))],
  });
  for (const { coder, says, words: quoted, note } of line.entries)
    yield new Paragraph({
      style: STYLE.remark,
      children: [
        run(`${coder}: ${says}`, { bold: true }),
        ...(quoted ? [run(`. „${quoted}“`, { lang: file.lang })] : []),
        ...(note.trim() ? [run(" "), ...runs(note.trim())] : []),
      ],
    });
  const { ruling, earlier } = line;
  yield new Paragraph({
    children: [
      run(`${words.stands}: `, { bold: true }),
      run(ruling?.stands ?? words.open),
      ...(ruling ? [run(". "), ...runs(ruling.reason)] : []),
    ],
  });
  if (ruling?.words) yield new Paragraph({ style: STYLE.quote, children: [run(ruling.words, { lang: file.lang })] });
  if (ruling)
    yield new Paragraph({
      style: STYLE.source,
      children: [run(`${words.panel}: ${ruling.panel.join(", ")}, ${ruling.at.slice(0, 10)}`)],
    });
  for (const each of earlier)
    yield new Paragraph({ style: STYLE.source, children: [run(`${words.earlier}: ${ruledWords(each)}`)] });
}
