import type { Paragraph } from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import { type Drawing, pixelsOf } from "../../../../schema/figures/drawing.ts";
import { writePng } from "../../../house/draw-png.ts";
import { type DocumentPart, IN_SECTION, PLAIN_PAGE, writeDocument } from "../../files/docx-parts.ts";
import { type Block, isPagePart, type Manuscript } from "../manuscript/manuscript.ts";
import { AXIS_PAGE } from "../typography/axis-page.ts";
import { inlinesOf, textOf } from "../typography/lengths.ts";
import { runningTitle, typeset } from "../typography/typeset.ts";
import { BlockWriter, type Child, type InFile } from "./docx-blocks.ts";
import type { Pictures } from "./docx-drawings.ts";
import { sideBySide } from "./docx-side-by-side.ts";
import { Lists } from "./docx-lists.ts";
import { coverLine, PageParts } from "./docx-page-parts.ts";

/** One or both languages of a document as DOCX: real styles, footnotes, lists and tables, each run in its language. */
export async function outputDocx(manuscripts: readonly Manuscript[], isSideBySide = false): Promise<Uint8Array> {
  const lists = new Lists();
  const [first] = manuscripts;
  const line = await coverLine(first?.house.colour ?? "#000000");
  const pictures = await picturesIn(manuscripts);
  const filesOf = (i: number): InFile => ({ lists, prefix: `_p${i + 1}`, pictures });
  const [leading, other] = manuscripts.map((each) => typeset(each));
  const children =
    isSideBySide && leading && other
      ? sideBySide(leading, other, filesOf)
      : manuscripts.flatMap((each, i) => {
          // Of notes that are counted anew LibreOffice knows nothing: in Word, too, they go on from one language to the next.
          const notesBefore = notesIn(manuscripts.slice(0, i));
          return partsOf(typeset(each, { notesBefore }), filesOf(i), line);
        });
  return writeDocument({
    network: first?.network ?? "",
    title: manuscripts.map((each) => each.title).join(" · "),
    lang: first?.language ?? "en",
    headings: "court",
    children,
    numbering: lists.options(),
    page: isSideBySide ? PLAIN_PAGE : AXIS_PAGE,
    isHyphenated: true,
    // Laid out as Word does, so that the numbers of pages stand in contents; else Word asks whether it may look for them.
    ...(manuscripts.some(hasContents) && manuscripts.every(isMeasurable)
      ? { pageNumbers: estimatePageNumbersWith({ guess: true }) }
      : {}),
  });
}

/** Pixels a unit of what is drawn: sharp on paper. */
const ZOOM = 3;

async function picturesIn(manuscripts: readonly Manuscript[]): Promise<Pictures> {
  const pictures = new Map<Drawing, Uint8Array>();
  for (const { blocks, house } of manuscripts) {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(house.colour.slice(at, at + 2), 16));
    for (const inline of inlinesOf(blocks))
      if (inline.kind === "drawing")
        pictures.set(inline.drawing, await writePng(pixelsOf(inline.drawing, [red, green, blue], ZOOM)));
  }
  return pictures;
}

/** Longer texts, words and documents take minutes to be laid out: nobody writes them, but somebody may paste them. */
const [TEXT_MAX, WORD_MAX, DOCUMENT_MAX] = [20_000, 500, 1_500_000];

function isMeasurable({ blocks }: Manuscript): boolean {
  const texts = textOf(blocks).split("\n");
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return length < DOCUMENT_MAX && texts.every((text) => text.length < TEXT_MAX && !LONG_WORD.test(text));
}

function notesIn(manuscripts: readonly Manuscript[]): number {
  return [...inlinesOf(manuscripts.flatMap(({ blocks }) => blocks))].filter(({ kind }) => kind === "note").length;
}

function hasContents({ blocks }: Manuscript): boolean {
  return blocks.some(({ kind }) => kind === "contents");
}

const LONG_WORD = new RegExp(`\\S{${WORD_MAX}}`);

function partsOf(manuscript: Manuscript, inFile: InFile, firstHead: Paragraph): DocumentPart[] {
  const writer = new BlockWriter(manuscript, inFile);
  const parts = new PageParts(manuscript, writer);
  const children = (block: Block): Child[] => (isPagePart(block) ? parts.part(block) : writer.block(block));
  const { blocks, mark: foot, network } = manuscript;
  const head = [runningTitle(manuscript), IN_SECTION] as const;
  const [opening] = blocks;
  const hasCover = opening?.kind === "opening" && opening.form === "cover";
  const bare = { head: [runningTitle(manuscript), ""] as const, foot, network, isCover: true, firstHead };
  // What stands before the text; a title alone stands above it.
  const isFront = (block: Block): boolean =>
    (block.kind === "contents" && block.ownPage) ||
    (block.kind === "imprint" && block.atFoot) ||
    (hasCover && block === opening);
  const last = blocks.findLastIndex(isFront) + 1;
  const front = blocks.slice(0, last).flatMap(children);
  const body = blocks.slice(last).filter(({ kind }) => kind !== "back");
  // Whose the paper is does not stand alone on its last page.
  const inBody = (block: Block, i: number): Child[] => {
    if (body[i + 1]?.kind === "imprint" && !isPagePart(block)) return writer.heldBlock(block);
    const isBetween = body[i - 1]?.kind === "heading" && body[i + 1]?.kind === "evidence";
    return children(isBetween ? firstLines(block) : block);
  };
  const back = blocks.filter(({ kind }) => kind === "back").flatMap(children);
  return [
    ...(front.length > 0 ? [{ children: front, ...(hasCover ? bare : { head, foot, network, isCover: true }) }] : []),
    { children: body.flatMap(inBody), head, foot, network, ...(front.length > 0 ? {} : { isCover: true }) },
    ...(back.length > 0 ? [{ children: back, ...bare }] : []),
  ];
}

/** Between a heading and a quote words are held by the heading alone: where all three hold on to the next, LibreOffice leaves the heading behind. */
function firstLines(block: Block): Block {
  if (block.kind !== "paragraph" || block.role !== "introduces") return block;
  const { role: _, ...plain } = block;
  return plain;
}
