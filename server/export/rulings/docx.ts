import { HeadingLevel, Paragraph, type Table } from "docx";
import { rulingsAbout } from "./about.ts";
import { ruledWords } from "./tables.ts";
import type { DisagreementLine, ChangeLine, RulingsContent, RulingsFile } from "./collect.ts";
import { quoted } from "../../../schema/text/quotation.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { writePartialDate } from "../../../schema/language/dates.ts";
import { RULING_WORDS } from "../words/words.ts";
import { run, runs, title, writeDocument } from "../files/docx-parts.ts";
import { STYLE } from "../files/docx-styles.ts";
import { aboutTable } from "../files/docx-tables.ts";

/** The rulings as a document to read: each disagreement with what the coders said, what was decided and why. */
export function rulingsDocx(content: RulingsContent): Promise<Uint8Array> {
  const file = content.rulings;
  const words = RULING_WORDS[content.language];
  const children: (Paragraph | Table)[] = [
    title(words.rulings),
    new Paragraph({
      style: STYLE.subtitle,
      children: [run(`${file.court}, ${file.caseNumber}`, { lang: file.lang }), run(` · ${words.round} ${file.round}`)],
    }),
    aboutTable(rulingsAbout(content)),
    ...file.lines.flatMap((line, at) => [...block(line, at + 1, file, content.language)]),
    ...(file.changes.length > 0
      ? [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [run(words.changes)] })]
      : []),
    ...file.changes.flatMap((line) => [...change(line, file, content.language)]),
  ];
  return writeDocument({
    network: content.head.network,
    title: words.rulings,
    lang: content.language,
    headings: "product",
    children,
  });
}

function* change(
  { kind, about, words: tagged, citation, reason, by, at }: ChangeLine,
  file: RulingsFile,
  lang: UiLanguage,
): Generator<Paragraph> {
  const words = RULING_WORDS[lang];
  yield new Paragraph({
    children: [
      run(`${[words.acts[kind], about].filter(Boolean).join(": ")}. `, { bold: true, lang }),
      ...runs(reason, { lang }),
    ],
  });
  if (tagged) yield new Paragraph({ style: STYLE.quote, children: [run(tagged, { lang: file.lang })] });
  yield new Paragraph({
    style: STYLE.source,
    children: [run([citation, by, writePartialDate(at.slice(0, 10), lang)].filter(Boolean).join(" · "))],
  });
}

function* block(line: DisagreementLine, number: number, file: RulingsFile, lang: UiLanguage): Generator<Paragraph> {
  const words = RULING_WORDS[lang];
  yield new Paragraph({
    heading: HeadingLevel.HEADING_3,
    children: [run(`${number}. ${line.about}`, { lang })],
  });
  yield new Paragraph({
    style: STYLE.source,
    children: [run([words.kinds[line.kind], line.citation].filter(Boolean).join(" · "))],
  });
  for (const { coder, says, words: theirs, note, changed } of line.entries)
    yield new Paragraph({
      style: STYLE.remark,
      children: [
        run(`${coder}: ${says}`, { bold: true, lang }),
        ...(theirs ? [run(`. ${quoted(theirs, file.lang)}`, { lang: file.lang })] : []),
        ...(changed ? [run(` (${words.changed})`, { lang })] : []),
        ...(note.trim() ? [run(" "), ...runs(note.trim(), { lang })] : []),
      ],
    });
  const { ruling, earlier } = line;
  yield new Paragraph({
    children: [
      run(`${words.stands}: `, { bold: true }),
      run(ruling?.stands ?? words.open, { lang }),
      ...(ruling ? [run(". "), ...runs(ruling.reason, { lang })] : []),
    ],
  });
  if (ruling?.words)
    yield new Paragraph({
      style: STYLE.quote,
      children: [
        run(ruling.words, { lang: file.lang }),
        ...(ruling.changed ? [run(` (${words.changed})`, { lang })] : []),
      ],
    });
  if (ruling)
    yield new Paragraph({
      style: STYLE.source,
      children: [run(`${words.panel}: ${ruling.panel.join(", ")}, ${writePartialDate(ruling.at.slice(0, 10), lang)}`)],
    });
  for (const each of earlier)
    yield new Paragraph({
      style: STYLE.source,
      children: [run(`${words.earlier}: ${ruledWords(each, lang)}`, { lang })],
    });
}
