import {
  BookmarkEnd,
  BookmarkStart,
  bookmarkUniqueNumericId,
  HeadingLevel,
  InternalHyperlink,
  LeaderType,
  PageReference,
  Paragraph,
  type ParagraphChild,
  Tab,
  TableOfContents,
  TextRun,
} from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import { type DocumentPart, STYLE, TEXT_WIDTH, title, writeDocument } from "../../files/docx-parts.ts";
import { aboutTable } from "../../files/docx-tables.ts";
import { textOf } from "../typography/lengths.ts";
import { byVerdict, CONTENTS_FROM, runningTitle, typeset } from "../typography/typeset.ts";
import type { Manuscript } from "../manuscript/manuscript.ts";
import { BlockWriter, type Child } from "./docx-blocks.ts";
import { Lists } from "./docx-lists.ts";

/** One or both languages of a document as DOCX: real styles, footnotes, lists and tables, each run in its language. */
export function outputDocx(manuscripts: readonly Manuscript[]): Promise<Uint8Array> {
  const lists = new Lists();
  const [first] = manuscripts;
  const children = manuscripts.flatMap((each, i) => new Writer(typeset(each), lists, `_p${i + 1}`).parts());
  return writeDocument({
    network: first?.network ?? "",
    title: manuscripts.map((each) => each.title).join(" · "),
    lang: first?.language ?? "en",
    headings: "product",
    children,
    numbering: lists.options(),
    // Laid out as Word does, so that the numbers of pages stand there; else Word asks whether it may look for them.
    ...(manuscripts.every(isMeasurable) ? { pageNumbers: estimatePageNumbersWith({ guess: true }) } : {}),
  });
}

/** Longer texts, words and documents take minutes to be laid out: nobody writes them, but somebody may paste them. */
const [TEXT_MAX, WORD_MAX, DOCUMENT_MAX] = [20_000, 500, 1_500_000];

function isMeasurable({ blocks, cover }: Manuscript): boolean {
  const texts = [textOf(blocks), ...cover.map(([, value]) => value)].flatMap((text) => text.split("\n"));
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return length < DOCUMENT_MAX && texts.every((text) => text.length < TEXT_MAX && !LONG_WORD.test(text));
}

const LONG_WORD = new RegExp(`\\S{${WORD_MAX}}`);

class Writer {
  readonly #manuscript: Manuscript;
  readonly #blocks: BlockWriter;
  /** Begins the names of its bookmarks; one with an underscore is not listed to who writes on in Word. */
  readonly #prefix: string;

  constructor(manuscript: Manuscript, lists: Lists, prefix: string) {
    this.#manuscript = manuscript;
    this.#prefix = prefix;
    this.#blocks = new BlockWriter(manuscript.language, lists, prefix);
  }

  /** A long document has a cover and contents before it. */
  parts(): DocumentPart[] {
    const { mark, blocks, words } = this.#manuscript;
    const head = [runningTitle(this.#manuscript), mark] as const;
    const body = [...blocks.flatMap((block) => this.#blocks.block(block)), ...this.#quoted()];
    if (blocks.filter(({ kind }) => kind === "heading").length < CONTENTS_FROM)
      return [{ children: [...this.#cover(), ...body], head, isCover: true }];
    // Contents list what their own language holds: all from here to the end of it.
    const id = bookmarkUniqueNumericId();
    const contents = [
      new Paragraph({
        style: STYLE.subtitle,
        pageBreakBefore: true,
        children: [inLine(new BookmarkStart(this.#prefix, id)), this.#blocks.run(words.contents, { bold: true })],
      }),
      new TableOfContents(words.contents, {
        hyperlink: true,
        headingStyleRange: "1-2",
        entriesFromBookmark: this.#prefix,
      }),
    ];
    const end = new Paragraph({ style: STYLE.cell, children: [inLine(new BookmarkEnd(id))] });
    return [
      { children: [...this.#cover(2600), ...contents], head, isCover: true },
      { children: [...body, end], head },
    ];
  }

  /** `lowered`: so much room above, in twentieths of a point. */
  #cover(lowered = 0): Child[] {
    const { mark, subtitle, cover } = this.#manuscript;
    return [
      ...(lowered > 0 ? [new Paragraph({ spacing: { before: lowered, after: 0 } })] : []),
      ...(mark ? [this.#blocks.line(mark, STYLE.mark)] : []),
      title(this.#manuscript.title),
      this.#blocks.line(subtitle, STYLE.subtitle),
      aboutTable(cover),
    ];
  }

  /** All quotes, each with the way to the page that it stands on. */
  #quoted(): Paragraph[] {
    const { quoted, words } = this.#manuscript;
    if (quoted.length === 0) return [];
    const edge = { type: "right" as const, position: TEXT_WIDTH, leader: LeaderType.DOT };
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [this.#blocks.run(words.quoted)] }),
      new Paragraph({ keepNext: true, children: [this.#blocks.run(words.quotedIntro)] }),
      ...byVerdict(quoted).flatMap(({ verdict, quotes }) => [
        new Paragraph({
          style: STYLE.about,
          keepNext: true,
          spacing: { before: 160, after: 60 },
          children: [this.#blocks.run(verdict, { bold: true, noProof: true })],
        }),
        ...quotes.map(
          ({ text, at }) =>
            new Paragraph({
              style: STYLE.about,
              indent: { left: 560, right: 560, hanging: 280 },
              tabStops: [edge],
              children: [
                new InternalHyperlink({ anchor: this.#blocks.bookmark(at), children: [this.#blocks.run(text)] }),
                new TextRun({ children: [new Tab()] }),
                new PageReference(this.#blocks.bookmark(at), { hyperlink: true }),
              ],
            }),
        ),
      ]),
    ];
  }
}

/** The library's types know of bookmarks within one paragraph; it writes those over several, too. */
function inLine(mark: BookmarkStart | BookmarkEnd): ParagraphChild {
  return mark as unknown as ParagraphChild;
}
