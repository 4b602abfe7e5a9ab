import { InternalHyperlink, LeaderType, PageReference, Paragraph, Tab, TextRun } from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import { besideText, type DocumentPart, hanging, title, writeDocument } from "../../files/docx-parts.ts";
import { STYLE } from "../../files/docx-styles.ts";
import { aboutTable } from "../../files/docx-tables.ts";
import { AXIS_PAGE } from "../typography/axis-page.ts";
import { inlineText, textOf } from "../typography/lengths.ts";
import { run } from "../manuscript/words-of-nodes.ts";
import { byVerdict, CONTENTS_FROM, runningTitle, typeset } from "../typography/typeset.ts";
import type { Manuscript } from "../manuscript/manuscript.ts";
import { BlockWriter, type Child, type Heading } from "./docx-blocks.ts";
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
    headings: "court",
    children,
    numbering: lists.options(),
    page: AXIS_PAGE,
    isHyphenated: true,
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

const EDGE = { type: "right" as const, position: AXIS_PAGE.width, leader: LeaderType.DOT };

class Writer {
  readonly #manuscript: Manuscript;
  readonly #blocks: BlockWriter;
  /** Of the list of all quotes. */
  readonly #quotedHeading: Heading;

  /** `prefix` begins the names of its bookmarks; one with an underscore is not listed to who writes on in Word. */
  constructor(manuscript: Manuscript, lists: Lists, prefix: string) {
    this.#manuscript = manuscript;
    const { quoted } = manuscript.words;
    this.#quotedHeading = { kind: "heading", level: 1, number: "", content: [run(quoted)] };
    this.#blocks = new BlockWriter(manuscript, lists, prefix);
  }

  /** A long document has a cover and contents before it. */
  parts(): DocumentPart[] {
    const { mark, blocks } = this.#manuscript;
    const head = [runningTitle(this.#manuscript), ""] as const;
    const body = [...blocks.flatMap((block) => this.#blocks.block(block)), ...this.#quoted()];
    const headings = blocks.filter((block) => block.kind === "heading");
    if (headings.length < CONTENTS_FROM)
      return [{ children: [...this.#cover(), ...body], head, foot: mark, isCover: true }];
    const cover = [...this.#cover(2600), ...this.#contents(headings)];
    return [
      { children: cover, head, foot: mark, isCover: true },
      { children: body, head, foot: mark },
    ];
  }

  /**
   * A paragraph each with the number of its page: a table of contents would show its own estimate until somebody asks for
   * another, and a reference to a page is worked out by whatever opens the file.
   */
  #contents(headings: readonly Heading[]): Paragraph[] {
    const { words, quoted } = this.#manuscript;
    const entry = (heading: Heading): Paragraph => {
      const { number, level, content } = heading;
      const mark = this.#blocks.headingMark(heading);
      const line = number ? hanging(AXIS_PAGE, [EDGE]) : { tabStops: [EDGE] };
      return new Paragraph({
        style: `TOC${level}`,
        ...line,
        children: [
          ...(number ? besideText(this.#blocks.run(number, { color: this.#manuscript.house.colour.slice(1) })) : []),
          new InternalHyperlink({ anchor: mark, children: [this.#blocks.run(inlineText(content))] }),
          new TextRun({ children: [new Tab()] }),
          new PageReference(mark, { hyperlink: true }),
        ],
      });
    };
    return [
      new Paragraph({
        style: STYLE.subtitle,
        pageBreakBefore: true,
        children: [this.#blocks.run(words.contents, { bold: true })],
      }),
      ...headings.filter(({ level }) => level <= 2).map(entry),
      ...(quoted.length > 0 ? [entry(this.#quotedHeading)] : []),
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
      aboutTable(cover, false, AXIS_PAGE.width),
    ];
  }

  /** All quotes, each with the way to the page that it stands on. */
  #quoted(): Child[] {
    const { quoted, words } = this.#manuscript;
    if (quoted.length === 0) return [];
    return [
      ...this.#blocks.block(this.#quotedHeading),
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
              tabStops: [EDGE],
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
