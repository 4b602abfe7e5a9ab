import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  HeadingLevel,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  type Table,
  TextRun,
} from "docx";
import { langOf, type UiLanguage } from "../../../schema/domain/language.ts";
import { writePartialDate } from "../../../schema/language/dates.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { contentBlocks, lastStartingBy, unwrittenNumber } from "../../../schema/text/blocks.ts";
import type { Block, Range, Revision } from "../../../schema/text/revision.ts";
import { taggers } from "./columns.ts";
import { passagesAbout } from "./about.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { labelOf } from "../names.ts";
import type { ExportedVerdict, PassagesContent } from "./content.ts";
import type { ExportWords } from "../words/shape.ts";
import { EXPORT_WORDS } from "../words/words.ts";
import { besideText, hanging, PLAIN_PAGE, run, runs, title, writeDocument } from "../files/docx-parts.ts";
import { STYLE } from "../files/docx-styles.ts";
import { aboutTable, type TextCell, textTable } from "../files/docx-tables.ts";
import { commentOptions, toWordComments, type WordComment } from "./verdict-comments.ts";
import { joinedTagWords } from "../../../schema/rooms/tag-words.ts";

/** What the file is, then the whole verdict, its paragraphs numbered as references name them, with every tag and thread as a Word comment over its words. */
export function verdictDocx(
  content: PassagesContent,
  exported: ExportedVerdict,
  onPassage: () => void = () => {},
): Promise<Uint8Array> {
  const { verdict, revision } = exported;
  const words = EXPORT_WORDS[content.language];
  const comments = toWordComments(exported, words, content.language, onPassage);
  const lang = langOf(verdict.language, verdict.script);
  return writeDocument({
    network: content.head.network,
    title: words.verdict,
    lang,
    headings: "court",
    comments: comments.map(commentOptions),
    children: [
      title(verdict.court),
      new Paragraph({
        style: STYLE.subtitle,
        children: [run(subtitleOf(verdict, words, content.language))],
      }),
      aboutTable([...passagesAbout(content), [words.paragraph, words.numbersBeside]]),
      ...orphans(exported, words, content.language),
      new Paragraph({ spacing: { before: 240, after: 0 } }),
      ...body(revision, piecesByBlock(revision, comments), lang),
    ],
  });
}

function subtitleOf(
  { country, caseNumber, date, invented }: Verdict,
  words: ExportWords,
  language: UiLanguage,
): string {
  const day = date && writePartialDate(date, language);
  return [words.countries[country], caseNumber, day, invented && words.invented].filter(Boolean).join(" · ");
}

/** Tags and talk whose words were removed: said before the text, as they have no place in it. */
function orphans({ passages, threads }: ExportedVerdict, words: ExportWords, language: UiLanguage): Paragraph[] {
  const lost = [
    ...passages
      .filter(({ ranges }) => ranges.length === 0)
      .map((passage) => ({
        head: `${labelOf(passage)} (${[taggers(passage), writePartialDate(passage.createdAt.slice(0, 10), language)].filter(Boolean).join(", ")})`,
        body: joinedTagWords(passage),
      })),
    ...threads
      .filter(({ ranges }) => ranges.length === 0)
      .flatMap(({ comments }) => comments)
      .map(({ author, at, audience, body: said }) => ({
        head: `${author} (${words[audience]}, ${writePartialDate(at.slice(0, 10), language)})`,
        body: said,
      })),
  ];
  if (lost.length === 0) return [];
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_3,
      children: [run(`${words.taggedPassages}: ${words.removed} (${lost.length})`)],
    }),
    ...lost.map(
      (each) =>
        new Paragraph({
          style: STYLE.remark,
          children: [
            run(each.head, { bold: true }),
            ...(each.body ? [run(": "), ...runs(each.body, { lang: language })] : []),
          ],
        }),
    ),
  ];
}

type Pieces = (block: Block, lang: string) => ParagraphChild[];

/** Paragraphs in text order; the cells of a table together. */
function* body({ text, blocks }: Revision, pieces: Pieces, lang: string): Generator<Paragraph | Table> {
  const content = contentBlocks(blocks);
  for (let i = 0; i < content.length; i++) {
    const block = content[i];
    if (!block) continue;
    if (!block.cell) {
      // A table has no space below it of its own.
      yield paragraph(block, pieces, lang, content[i - 1]?.cell ? { spacing: { before: 160 } } : {});
      continue;
    }
    const cells: Block[] = [];
    for (let next = content[i]; next?.cell?.table === block.cell.table; next = content[i + cells.length])
      cells.push(next);
    i += cells.length - 1;
    yield table(text, cells, pieces, lang);
  }
}

/** Numbers of paragraphs end so far left of the text. */
const NUMBERED = { ...PLAIN_PAGE, beside: 170 };

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

function paragraph(block: Block, pieces: Pieces, lang: string, more: IParagraphOptions = {}): Paragraph {
  const level = block.kind === "heading" ? HEADINGS[Math.min(3, block.level ?? 1) - 1] : undefined;
  return new Paragraph({
    ...(level ? { heading: level } : {}),
    ...(block.cell ? {} : hanging(NUMBERED, [], block.kind === "list-item" ? 360 * (block.level ?? 1) : 0)),
    ...more,
    children: [...numberOf(block), ...pieces(block, lang)],
  });
}

/** Left of the text; in a cell, where there is no room, before its words. */
function numberOf({ number, start, end, cell }: Block): ParagraphChild[] {
  if (!number || start === end) return [];
  const written = run(cell ? `${number} ` : number, { style: STYLE.number });
  return cell ? [written] : besideText(written);
}

function table(text: string, cells: readonly Block[], pieces: Pieces, lang: string): Table {
  const rows = groupBy(cells, ({ cell }) => cell?.row ?? 0);
  return textTable(
    [...rows.values()].map((row) => {
      const columns: TextCell[] = [];
      for (const block of row) {
        const column = block.cell?.column ?? 0;
        while (columns.length <= column) columns.push({ paragraphs: [], text: "" });
        const cell = columns[column];
        if (!cell) continue;
        cell.paragraphs.push(paragraph(block, pieces, lang, { style: STYLE.cell }));
        cell.text += ` ${text.slice(block.start, block.end)}`;
      }
      return columns;
    }),
  );
}

/** Where a comment begins or ends in its block. */
interface Boundary {
  offset: number;
  id: number;
  isStart: boolean;
}

/**
 * The runs of each block, cut where comments begin and end. Every boundary is put to its block once; the line breaks
 * between blocks belong to none, so a range that begins or ends with one is taken without it.
 */
function piecesByBlock({ text, blocks }: Revision, comments: readonly WordComment[]): Pieces {
  const content = contentBlocks(blocks);
  const boundaries = new Map<Block, Boundary[]>();
  const put = (block: Block | undefined, boundary: Boundary): void => {
    if (!block) return;
    const list = boundaries.get(block);
    if (list) list.push(boundary);
    else boundaries.set(block, [boundary]);
  };
  for (const { id, range } of comments) {
    const { start, end } = withoutBreaks(text, range);
    put(content[lastStartingBy(content, start)], { offset: start, id, isStart: true });
    put(content[lastStartingBy(content, end)], { offset: end, id, isStart: false });
  }
  return (block, lang) => {
    const unwritten = unwrittenNumber({ text }, block);
    const children: ParagraphChild[] = unwritten ? [run(`${unwritten} `, { lang })] : [];
    let at = block.start;
    // Sorting is stable: of a comment over nothing the start stays before the end.
    for (const { offset, id, isStart } of (boundaries.get(block) ?? []).sort((a, b) => a.offset - b.offset)) {
      if (offset > at) children.push(run(text.slice(at, offset), { lang }));
      at = Math.max(at, offset);
      if (isStart) children.push(new CommentRangeStart(id));
      else children.push(new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] }));
    }
    if (at < block.end) children.push(run(text.slice(at, block.end), { lang }));
    return children;
  };
}

function withoutBreaks(text: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && text[start] === "\n") start++;
  while (end > start && text[end - 1] === "\n") end--;
  return { start, end };
}
