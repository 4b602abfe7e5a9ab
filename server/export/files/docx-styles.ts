import { BorderStyle, type IStylesOptions, LineRuleType } from "docx";

/**
 * Serif for what a court wrote, sans for what the product says (design principle 1). A document can not name fallbacks, so
 * these are the two that are on every reader's machine, or have a twin of the same widths there, with all letters of the
 * region: the product's own fonts are not.
 */
export const COURT_FONT = "Times New Roman";
export const PRODUCT_FONT = "Arial";
/** What is to be read, beside grey for what may be skipped. */
export const INK = "1F1D1A";
export const GREY = "5A554E";
export const RULE = "D8D4CC";

/** Where the text of a page stands, in twentieths of a point. */
export interface PageFrame {
  margin: { top: number; bottom: number; left: number; right: number; header?: number; footer?: number };
  width: number;
  /** Numbers, labels and references stand left of the text, and end so far from it; 0 where nothing does. */
  beside: number;
}
/** Names of the paragraph styles beside Word's own; one change in Word then changes all of a kind. */
export const STYLE = {
  quote: "CoramQuote",
  source: "CoramSource",
  remark: "CoramRemark",
  about: "CoramAbout",
  subtitle: "CoramSubtitle",
  mark: "CoramMark",
  cell: "CoramCell",
  lead: "CoramLead",
  running: "CoramRunning",
  demand: "CoramDemand",
  /** Of the words of a section's heading, which the top of its pages repeats. */
  section: "CoramSection",
  /** Of characters: numbers of paragraphs, which are no words of the text. */
  number: "CoramNumber",
} as const;

/** What the top of a page names that style by. */
export const SECTION_WORDS = "Coram section";

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

/** Entries of contents: the number of the page stands at the right edge. */
const contentsStyles = (page: PageFrame): NonNullable<IStylesOptions["paragraphStyles"]> =>
  [1, 2].map((level) => ({
    id: `TOC${level}`,
    name: `toc ${level}`,
    basedOn: "Normal",
    next: "Normal",
    // The number of the page takes it; what is named there is in the text's font.
    run:
      page.beside > 0
        ? { font: PRODUCT_FONT, size: 19, bold: true }
        : { font: PRODUCT_FONT, size: level === 1 ? 20 : 19, bold: level === 1 },
    paragraph: {
      spacing: { before: level === 1 ? 120 : 0, after: 30, line: 252 },
      indent: { left: level === 1 ? 0 : 280, right: 560 },
      tabStops: [{ type: "right" as const, position: page.width, leader: "dot" as const }],
    },
  }));

/** What stands at the top of pages, and what a summary begins with. */
const PAGE_STYLES: NonNullable<IStylesOptions["paragraphStyles"]> = [
  {
    id: STYLE.running,
    name: "Coram running head",
    basedOn: "Normal",
    run: { font: PRODUCT_FONT, size: 16, color: GREY },
    paragraph: { spacing: { after: 0 } },
  },
  {
    id: STYLE.lead,
    name: "Coram lead",
    basedOn: "Normal",
    run: { size: 26 },
    paragraph: { spacing: { after: 280, line: 370, lineRule: LineRuleType.AT_LEAST } },
  },
];

/** 11.5 points, as in PDF; else the font's own. */
const cellLine = ({ beside }: PageFrame): { after: number; line: number; lineRule: "atLeast" | "auto" } =>
  beside > 0
    ? { after: 0, line: 230, lineRule: LineRuleType.AT_LEAST }
    : { after: 0, line: 252, lineRule: LineRuleType.AUTO };

const textStyles = (page: PageFrame): NonNullable<IStylesOptions["paragraphStyles"]> => [
  {
    id: STYLE.subtitle,
    name: "Coram subtitle",
    basedOn: "Normal",
    run: { font: PRODUCT_FONT, size: 22, color: GREY },
    paragraph: { spacing: { after: 200 } },
  },
  {
    id: STYLE.mark,
    name: "Coram mark",
    basedOn: "Normal",
    run: { font: PRODUCT_FONT, size: 20, bold: true, color: "8A4B00" },
    paragraph: { spacing: { after: 120 }, keepNext: true },
  },
  {
    id: STYLE.cell,
    name: "Coram cell",
    basedOn: "Normal",
    run: page.beside > 0 ? { font: PRODUCT_FONT, size: 17 } : { size: 20 },
    paragraph: { spacing: cellLine(page) },
  },
  {
    id: STYLE.quote,
    name: "Coram quote",
    basedOn: "Normal",
    paragraph: {
      indent: { left: 340 },
      spacing: { before: 160, after: page.beside > 0 ? 200 : 40, line: 276 },
      ...(page.beside > 0 ? {} : { border: { left: { style: BorderStyle.SINGLE, size: 12, color: RULE, space: 8 } } }),
    },
  },
  {
    id: STYLE.source,
    name: "Coram source",
    basedOn: "Normal",
    run: { font: PRODUCT_FONT, size: 17, color: GREY },
    paragraph: { indent: { left: 340 }, spacing: { after: 120 } },
  },
  {
    id: STYLE.remark,
    name: "Coram remark",
    basedOn: "Normal",
    run: { font: PRODUCT_FONT, size: 18 },
    paragraph: { indent: { left: page.beside > 0 ? 340 : 680 }, spacing: { after: page.beside > 0 ? 200 : 80 } },
  },
  {
    id: STYLE.about,
    name: "Coram about",
    basedOn: "Normal",
    run: { font: PRODUCT_FONT, size: 17 },
    paragraph: { spacing: cellLine(page) },
  },
];

/** A paper's sizes in half points, and its lines in twentieths of a point; other files are read on screens. */
const sizes = ({ beside }: PageFrame) =>
  beside > 0
    ? {
        text: { size: 21, spacing: { after: 150, line: 300, lineRule: LineRuleType.AT_LEAST } },
        title: { size: 64, font: COURT_FONT },
        headings: [
          [42, 720, 340],
          [25, 300, 120],
          [22, 260, 100],
          [21, 240, 100],
        ],
        note: { size: 17, font: COURT_FONT },
      }
    : {
        text: { size: 22, spacing: { after: 120, line: 276 } },
        title: { size: 36, font: PRODUCT_FONT },
        headings: [
          [28, 400, 120],
          [23, 280, 100],
          [20, 220, 80],
          [20, 180, 60],
        ],
        note: { size: 17, font: PRODUCT_FONT },
      };

/** The number of a note stands left of the text, where there is room. */
const besideNotes = ({ beside }: PageFrame) => ({
  indent: { left: 0, hanging: beside },
  ...(beside > 0 ? { tabStops: [{ type: "left" as const, position: 0 }] } : {}),
});

/** The styles of a file: `headingFont` is that of whose words the headings are. */
export function documentStyles(lang: string, headingFont: string, page: PageFrame): IStylesOptions {
  const { text, title: titled, headings, note } = sizes(page);
  const heading = (level: number) => {
    const [size = 20, before = 180, after = 60] = headings[level - 1] ?? [];
    return {
      run: { size, bold: true, font: headingFont },
      paragraph: { spacing: { before, after, line: 240 }, keepNext: true },
    };
  };
  return {
    default: {
      document: {
        run: { font: COURT_FONT, size: text.size, language: { value: wordLanguage(lang) } },
        paragraph: { spacing: text.spacing },
      },
      title: { run: { ...titled, bold: true }, paragraph: { spacing: { after: 120, line: 240 } } },
      heading1: heading(1),
      heading2: heading(2),
      heading3: heading(3),
      heading4: heading(4),
      footnoteText: {
        run: note,
        paragraph: { spacing: { after: 40, line: 240 }, ...besideNotes(page) },
      },
    },
    paragraphStyles: [...contentsStyles(page), ...PAGE_STYLES, ...textStyles(page)],
    characterStyles: [
      { id: STYLE.section, name: SECTION_WORDS },
      { id: STYLE.demand, name: "Coram demand", run: { size: 23 } },
      { id: STYLE.number, name: "Coram number", run: { font: PRODUCT_FONT, size: 15, color: GREY, bold: false } },
    ],
  };
}
