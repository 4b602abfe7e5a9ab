import {
  AlignmentType,
  Document,
  FileChild,
  Footer,
  Header,
  HeadingLevel,
  SectionType,
  type ICommentOptions,
  type INumberingOptions,
  type IRunOptions,
  Packer,
  type IParagraphOptions,
  PageNumber,
  type PageNumberEstimator,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  type Table,
  Tab,
  type TableOfContents,
  TextRun,
} from "docx";
import { xmlText } from "./clean.ts";
import {
  COURT_FONT,
  documentStyles,
  GREY,
  INK,
  type PageFrame,
  PRODUCT_FONT,
  SECTION_WORDS,
  STYLE,
  wordLanguage,
} from "./docx-styles.ts";
import { withHeldTokens } from "../../../schema/text/token-words.ts";

/** Text width of an A4 page with the margins below, in twentieths of a point. */
export const TEXT_WIDTH = 9354;

export const PLAIN_PAGE: PageFrame = {
  margin: { top: 1276, bottom: 1276, left: 1276, right: 1276 },
  width: TEXT_WIDTH,
  beside: 0,
};

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

/** `size`: in half points, where it is not that of its style. */
export function title(text: string, size?: number, indent?: IParagraphOptions["indent"]): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.TITLE,
    ...(indent ? { indent } : {}),
    children: [run(text, { color: INK, ...(size === undefined ? {} : { size }) })],
  });
}

/** At the top of a page: what the section is called that it is in, as the file that is opened has it. */
export const IN_SECTION = Symbol("in section");

/** What stands together: it begins on a new page. */
export interface DocumentPart {
  children: (Paragraph | Table | TableOfContents)[];
  /** Left and right at the top of all its pages, but of the first where `isCover`; none = nothing. */
  head?: readonly [string, string | typeof IN_SECTION];
  /** At the foot of its pages, on the right; on a page with numbers beside the text, where these stand left of it. */
  foot?: string;
  /** The network at their foot, as the language of these pages calls it; else as the file does. */
  network?: string;
  isCover?: boolean;
  /** A picture behind that first page, which then has no number either. */
  firstHead?: Paragraph;
}

/** Everything of a document but what is in it. The only name in its properties is the network's. */
export async function writeDocument(parts: {
  network: string;
  title: string;
  /** `lang` of most of the text. */
  lang: string;
  /** Whose words the headings are; they are then in that font. */
  headings: "court" | "product";
  /** The document; or its parts, through which footnotes are counted on. */
  children: (Paragraph | Table | TableOfContents)[] | DocumentPart[];
  /** Works out the pages that a table of contents and references name. */
  pageNumbers?: PageNumberEstimator;
  comments?: readonly ICommentOptions[];
  numbering?: INumberingOptions;
  page?: PageFrame;
  /** Word parts words at the ends of lines, each by its language. */
  isHyphenated?: boolean;
}): Promise<Uint8Array> {
  const page = parts.page ?? PLAIN_PAGE;
  const document = new Document({
    creator: xmlText(parts.network),
    lastModifiedBy: xmlText(parts.network),
    title: xmlText(parts.title),
    styles: documentStyles(parts.lang, parts.headings === "court" ? COURT_FONT : PRODUCT_FONT, page),
    ...(parts.isHyphenated ? { hyphenation: { autoHyphenation: true, doNotHyphenateCaps: true } } : {}),
    ...(parts.numbering ? { numbering: parts.numbering } : {}),
    ...(parts.comments?.length ? { comments: { children: parts.comments } } : {}),
    ...(parts.pageNumbers ? { pageNumbers: parts.pageNumbers } : {}),
    sections: partsIn(parts.children).map(
      ({ children, head, foot = "", network = parts.network, isCover = false, firstHead }) => ({
        properties: {
          type: SectionType.NEXT_PAGE,
          page: { margin: page.margin },
          ...(isCover ? { titlePage: true } : {}),
        },
        ...(head
          ? {
              headers: {
                default: pageHeader(...head, page),
                ...(isCover ? { first: new Header({ children: [firstHead ?? new Paragraph({})] }) } : {}),
              },
            }
          : {}),
        footers: {
          default: pageFooter(network, foot, page),
          ...(isCover ? { first: firstHead ? markFooter(foot, page) : pageFooter(network, foot, page) } : {}),
        },
        children,
      }),
    ),
  });
  return new Uint8Array(await Packer.toBuffer(document, undefined, [coreProperties(parts)]));
}

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
const toTheRight = ({ width }: PageFrame) =>
  ({ alignment: AlignmentType.LEFT, tabStops: [{ type: "right", position: width }] }) as const;

/** On the right what is said, or the words of the section that the page is in. */
function pageHeader(left: string, right: string | typeof IN_SECTION, page: PageFrame): Header {
  // What a field comes to has the looks of its paragraph.
  const said = right === IN_SECTION ? new SimpleField(`STYLEREF "${SECTION_WORDS}"`) : run(right, SMALL);
  const children = [run(left, SMALL), new TextRun({ ...SMALL, children: [new Tab()] }), said];
  return new Header({ children: [new Paragraph({ ...toTheRight(page), style: STYLE.running, children })] });
}

function markFooter(foot: string, page: PageFrame): Footer {
  const children = [new TextRun({ ...SMALL, children: [new Tab()] }), run(foot, SMALL)];
  return new Footer({ children: [new Paragraph({ ...toTheRight(page), children })] });
}

/** The network on the left, page and pages on the right; or the page left of the text, and what else there is to say on the right. */
function pageFooter(network: string, foot: string, page: PageFrame): Footer {
  if (page.beside > 0) {
    const number = new TextRun({ ...SMALL, bold: true, color: INK, children: [PageNumber.CURRENT] });
    const rest = foot ? [new TextRun({ ...SMALL, children: [new Tab()] }), run(foot, SMALL)] : [];
    return new Footer({
      children: [
        new Paragraph({
          ...hanging(page, [{ type: "right", position: page.width }]),
          children: [...besideText(number), run(network, SMALL), ...rest],
        }),
      ],
    });
  }
  const numbers: ParagraphChild = new TextRun({
    ...SMALL,
    children: [new Tab(), PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES],
  });
  return new Footer({ children: [new Paragraph({ ...toTheRight(page), children: [run(network, SMALL), numbers] })] });
}

/** Room left of the text for a number that ends at `beside`, in a paragraph that begins with `besideText`. */
export function hanging(
  { margin, beside }: PageFrame,
  tabStops: NonNullable<IParagraphOptions["tabStops"]> = [],
  left = 0,
): Pick<IParagraphOptions, "indent" | "tabStops"> {
  return {
    indent: { left, hanging: margin.left - beside + left },
    tabStops: [{ type: "right", position: -beside }, { type: "left", position: left }, ...tabStops],
  };
}

/** What stands left of the text, on the line of what follows. */
export function besideText(...words: ParagraphChild[]): ParagraphChild[] {
  const tab = (): TextRun => new TextRun({ children: [new Tab()] });
  return [tab(), ...words, tab()];
}
