import {
  AlignmentType,
  BorderStyle,
  Document,
  FileChild,
  Footer,
  Header,
  HeadingLevel,
  NoteNumberRestart,
  SectionType,
  type ICommentOptions,
  type INumberingOptions,
  type IRunOptions,
  type IStylesOptions,
  Packer,
  PageNumber,
  type PageNumberEstimator,
  Paragraph,
  type ParagraphChild,
  type Table,
  Tab,
  type TableOfContents,
  TextRun,
} from "docx";
import { xmlText } from "./clean.ts";
import { withHeldTokens } from "../../../schema/text/token-words.ts";

/**
 * Serif for what a court wrote, sans for what the product says (design principle 1). A document can not name fallbacks, so
 * these are the two that are on every reader's machine, or have a twin of the same widths there, with all letters of the
 * region: the product's own fonts are not.
 */
const COURT_FONT = "Times New Roman";
export const PRODUCT_FONT = "Arial";
/** What is to be read, beside grey for what may be skipped. */
export const INK = "1F1D1A";
const GREY = "5A554E";
export const RULE = "D8D4CC";

/** Text width of an A4 page with the margins below, in twentieths of a point. */
export const TEXT_WIDTH = 9354;

/** Names of the paragraph styles beside Word's own; one change in Word then changes all of a kind. */
export const STYLE = {
  quote: "CoramQuote",
  source: "CoramSource",
  remark: "CoramRemark",
  about: "CoramAbout",
  subtitle: "CoramSubtitle",
  mark: "CoramMark",
  cell: "CoramCell",
} as const;

/** Text as a run; in a verdict's language where `lang` is given, so that spelling and letter forms follow it. */
export function run(text: string, options: Omit<IRunOptions, "text"> & { lang?: string } = {}): TextRun {
  const { lang, ...rest } = options;
  return new TextRun({
    ...rest,
    // What is read has tokens in the words of its language. What looked the file over saw them as they are kept.
    text: xmlText(lang ? withHeldTokens(text, lang) : text),
    ...(lang ? { language: { value: wordLanguage(lang) } } : {}),
  });
}

/** Text of several lines as runs of one paragraph. */
export function runs(text: string, options: Omit<IRunOptions, "text" | "break"> & { lang?: string } = {}): TextRun[] {
  return xmlText(text)
    .split("\n")
    .map((line, i) => run(line, i === 0 ? options : { ...options, break: 1 }));
}

/** Word's names of languages: a region is expected. */
function wordLanguage(lang: string): string {
  const names: Record<string, string> = {
    "sr-Latn": "sr-Latn-RS",
    "sr-Cyrl": "sr-Cyrl-RS",
    mk: "mk-MK",
    sq: "sq-AL",
    en: "en-GB",
  };
  return names[lang] ?? lang;
}

export function title(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.TITLE, children: [run(text)] });
}

/** What stands together: it begins on a new page. */
export interface DocumentPart {
  children: (Paragraph | Table | TableOfContents)[];
  /** Left and right at the top of all its pages, but of the first where `isCover`; none = nothing. */
  head?: readonly [string, string];
  isCover?: boolean;
}

/** Everything of a document but what is in it. The only name in its properties is the network's. */
export async function writeDocument(parts: {
  network: string;
  title: string;
  /** `lang` of most of the text. */
  lang: string;
  /** Whose words the headings are; they are then in that font. */
  headings: "court" | "product";
  /** The document; or its parts, in each of which footnotes are counted anew. */
  children: (Paragraph | Table | TableOfContents)[] | DocumentPart[];
  /** Works out the pages that a table of contents and references name. */
  pageNumbers?: PageNumberEstimator;
  comments?: readonly ICommentOptions[];
  numbering?: INumberingOptions;
}): Promise<Uint8Array> {
  const document = new Document({
    creator: xmlText(parts.network),
    lastModifiedBy: xmlText(parts.network),
    title: xmlText(parts.title),
    styles: documentStyles(parts.lang, parts.headings === "court" ? COURT_FONT : PRODUCT_FONT),
    ...(parts.numbering ? { numbering: parts.numbering } : {}),
    ...(parts.comments?.length ? { comments: { children: parts.comments } } : {}),
    ...(parts.pageNumbers ? { pageNumbers: parts.pageNumbers } : {}),
    sections: partsIn(parts.children).map(({ children, head, isCover = false }, _, { length }) => ({
      properties: {
        type: SectionType.NEXT_PAGE,
        page: { margin: { top: 1276, bottom: 1276, left: 1276, right: 1276 } },
        ...(length > 1 ? { footnoteProperties: { restart: NoteNumberRestart.EACH_SECTION } } : {}),
        ...(isCover ? { titlePage: true } : {}),
      },
      ...(head ? { headers: { default: pageHeader(...head), ...(isCover ? { first: NO_HEADER } : {}) } } : {}),
      footers: { default: pageFooter(parts.network), ...(isCover ? { first: pageFooter(parts.network) } : {}) },
      children,
    })),
  });
  return new Uint8Array(await Packer.toBuffer(document, undefined, [coreProperties(parts)]));
}

const NO_HEADER = new Header({ children: [new Paragraph({})] });

function partsIn(children: (Paragraph | Table | TableOfContents)[] | DocumentPart[]): DocumentPart[] {
  const isParts = (list: typeof children): list is DocumentPart[] => !(list[0] instanceof FileChild);
  return isParts(children) ? children : [{ children }];
}

/** What the library writes for itself, and the language, by which readers choose a voice. */
function coreProperties({ network, title, lang }: { network: string; title: string; lang: string }): {
  path: string;
  data: string;
} {
  const escaped = (text: string): string => xmlText(text).replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const at = new Date().toISOString();
  const date = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
  const data = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(network)}</dc:creator>`,
    `<cp:lastModifiedBy>${escaped(network)}</cp:lastModifiedBy><cp:revision>1</cp:revision>`,
    `${date("created")}${date("modified")}<dc:language>${escaped(wordLanguage(lang))}</dc:language>`,
    "</cp:coreProperties>",
  ].join("");
  return { path: "docProps/core.xml", data };
}

const SMALL = { size: 16, font: PRODUCT_FONT, color: GREY } as const;
const TO_THE_RIGHT = { alignment: AlignmentType.LEFT, tabStops: [{ type: "right", position: TEXT_WIDTH }] } as const;

function pageHeader(left: string, right: string): Header {
  const children = [run(left, SMALL), new TextRun({ ...SMALL, children: [new Tab()] }), run(right, SMALL)];
  return new Header({ children: [new Paragraph({ ...TO_THE_RIGHT, children })] });
}

/** The network on the left, page and pages on the right. */
function pageFooter(network: string): Footer {
  const numbers: ParagraphChild = new TextRun({
    ...SMALL,
    children: [new Tab(), PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES],
  });
  return new Footer({ children: [new Paragraph({ ...TO_THE_RIGHT, children: [run(network, SMALL), numbers] })] });
}

const PARAGRAPH_STYLES: NonNullable<IStylesOptions["paragraphStyles"]> = [
  // Entries of a table of contents: the number of the page stands at the right edge.
  ...[1, 2].map((level) => ({
    id: `TOC${level}`,
    name: `toc ${level}`,
    basedOn: "Normal",
    next: "Normal",
    run: { font: PRODUCT_FONT, size: level === 1 ? 20 : 19, bold: level === 1 },
    paragraph: {
      spacing: { before: level === 1 ? 120 : 0, after: 30, line: 252 },
      indent: { left: level === 1 ? 0 : 280, right: 560 },
      tabStops: [{ type: "right" as const, position: TEXT_WIDTH, leader: "dot" as const }],
    },
  })),
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
    run: { size: 20 },
    paragraph: { spacing: { after: 0, line: 252 } },
  },
  {
    id: STYLE.quote,
    name: "Coram quote",
    basedOn: "Normal",
    paragraph: {
      indent: { left: 340 },
      spacing: { before: 160, after: 40, line: 276 },
      border: { left: { style: BorderStyle.SINGLE, size: 12, color: RULE, space: 8 } },
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
    paragraph: { indent: { left: 680 }, spacing: { after: 80 } },
  },
  {
    id: STYLE.about,
    name: "Coram about",
    basedOn: "Normal",
    run: { font: PRODUCT_FONT, size: 17 },
    paragraph: { spacing: { after: 0, line: 252 } },
  },
];

function documentStyles(lang: string, headingFont: string): IStylesOptions {
  const heading = (size: number, before: number, after: number) => ({
    run: { size, bold: true, font: headingFont },
    paragraph: { spacing: { before, after }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font: COURT_FONT, size: 22, language: { value: wordLanguage(lang) } },
        paragraph: { spacing: { after: 120, line: 276 } },
      },
      title: { run: { size: 36, bold: true, font: PRODUCT_FONT }, paragraph: { spacing: { after: 120 } } },
      heading1: heading(28, 400, 120),
      heading2: heading(23, 280, 100),
      heading3: heading(20, 220, 80),
      heading4: heading(20, 180, 60),
      footnoteText: {
        run: { font: PRODUCT_FONT, size: 17 },
        paragraph: { spacing: { after: 40, line: 240 }, indent: { left: 0 } },
      },
    },
    paragraphStyles: PARAGRAPH_STYLES,
  };
}
