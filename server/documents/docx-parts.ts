import { AlignmentType, type IRunOptions, Footer, PageNumber, Paragraph, TextRun } from "docx";

// Control characters but tab and line feed may not stand in XML at all.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;

/** Text as a run; in a verdict's language where `lang` is given, so that hyphenation and letter forms follow it. */
export function run(text: string, options: Omit<IRunOptions, "text"> & { lang?: string } = {}): TextRun {
  const { lang, ...rest } = options;
  return new TextRun({
    ...rest,
    text: text.replace(NOT_XML, ""),
    ...(lang ? { language: { value: wordLanguage(lang) } } : {}),
  });
}

/** Word's names of languages: a region is expected. */
export function wordLanguage(lang: string): string {
  const names: Record<string, string> = {
    "sr-Latn": "sr-Latn-RS",
    "sr-Cyrl": "sr-Cyrl-RS",
    mk: "mk-MK",
    sq: "sq-AL",
    en: "en-GB",
  };
  return names[lang] ?? lang;
}

/** Page number at the foot. */
export function pageFooter(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: 18 })],
      }),
    ],
  });
}

/** Styles of every document: serif for what a court wrote, sans for what the product says (design principle 1). */
export const DOCUMENT_STYLES = {
  default: {
    document: { run: { font: "Source Serif 4", size: 22 }, paragraph: { spacing: { after: 120, line: 288 } } },
    heading1: { run: { size: 30, bold: true }, paragraph: { spacing: { before: 320, after: 120 }, keepNext: true } },
    heading2: { run: { size: 25, bold: true }, paragraph: { spacing: { before: 240, after: 100 }, keepNext: true } },
    heading3: { run: { size: 22, bold: true }, paragraph: { spacing: { before: 200, after: 80 }, keepNext: true } },
    title: { run: { size: 38, bold: true }, paragraph: { spacing: { after: 160 } } },
  },
};
