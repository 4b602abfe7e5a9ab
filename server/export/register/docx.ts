import { HeadingLevel, Paragraph, type Table } from "docx";
import type { Shown } from "../../../schema/editor/register.ts";
import { registerAbout } from "./about.ts";
import type { RegisterContent } from "./collect.ts";
import { run, runs, title, writeDocument } from "../files/docx-parts.ts";
import { STYLE } from "../files/docx-styles.ts";
import { aboutTable } from "../files/docx-tables.ts";
import type { OutputWords } from "../words/shape.ts";
import { OUTPUT_WORDS } from "../words/words.ts";

/** All recommendations to read, under those whom they address. */
export function registerDocx(content: RegisterContent): Promise<Uint8Array> {
  const words = OUTPUT_WORDS[content.language];
  const children: (Paragraph | Table)[] = [title(words.register.title), aboutTable(registerAbout(content))];
  let number = 0;
  for (const [addressee, group] of content.register.groups) {
    const name = addressee || words.register.nobody;
    const lang = addressee === "" ? content.language : group[0]?.addresseeLang;
    children.push(
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(name, lang ? { lang } : {})] }),
      ...group.flatMap((each) => entry(each, ++number, words)),
    );
  }
  return writeDocument({
    network: content.head.network,
    title: words.register.title,
    lang: content.language,
    headings: "product",
    children,
  });
}

function entry({ said, others }: Shown, number: number, words: OutputWords): Paragraph[] {
  const { body, language: lang } = said;
  const facts = (["finding", "verb", "deadline", "indicator"] as const).filter((name) => said[name].trim() !== "");
  return [
    new Paragraph({
      keepNext: true,
      keepLines: true,
      children: [run(`${number}. `, { bold: true }), ...runs(body, { lang, bold: true })],
    }),
    ...facts.map(
      (name) =>
        new Paragraph({
          keepNext: true,
          style: STYLE.remark,
          children: [run(`${words.facts[name]}: `, { bold: true }), ...runs(said[name].trim(), { lang })],
        }),
    ),
    ...[said, ...others].map(
      ({ title: of, language, status }) =>
        new Paragraph({
          style: STYLE.source,
          children: [run(of, { lang: language }), run(` · ${words.statuses[status]}`)],
        }),
    ),
  ];
}
