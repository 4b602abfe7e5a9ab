import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { initialsOf } from "../../schema/domain/member.ts";
import { langOf } from "../../schema/domain/language.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import type { Block, Range } from "../../schema/text/revision.ts";
import { aboutRows } from "../export/columns.ts";
import type { ExportContent, ExportedVerdict } from "../export/passages.ts";
import { EXPORT_WORDS } from "../export/words.ts";
import { DOCUMENT_STYLES, pageFooter, run, wordLanguage } from "./docx-parts.ts";

interface Note {
  id: number;
  ranges: readonly Range[];
  author: string;
  at: string;
  /** Paragraphs of the comment. */
  lines: string[];
}

/**
 * The whole verdict with every tag and thread as a Word comment over its words. Word knows no discontinuous comments: such a
 * passage gets one over each part, and says so.
 */
export async function verdictDocx(content: ExportContent, exported: ExportedVerdict): Promise<Uint8Array> {
  const { verdict, revision } = exported;
  const words = EXPORT_WORDS[content.language];
  const notes = toNotes(exported, words);
  const language = langOf(verdict.language, verdict.script);
  const document = new Document({
    creator: content.head.network,
    lastModifiedBy: content.head.network,
    title: words.verdict,
    styles: {
      ...DOCUMENT_STYLES,
      default: {
        ...DOCUMENT_STYLES.default,
        document: {
          ...DOCUMENT_STYLES.default.document,
          run: { ...DOCUMENT_STYLES.default.document.run, language: { value: wordLanguage(language) } },
        },
      },
    },
    comments: {
      children: notes.map(({ id, author, at, lines }) => ({
        id,
        author,
        initials: initialsOf(author || "?"),
        date: new Date(at),
        children: lines.map((line) => new Paragraph({ children: [run(line, { size: 20 })] })),
      })),
    },
    sections: [
      {
        footers: { default: pageFooter() },
        children: [
          ...aboutRows(content).map(
            ([name, value]) => new Paragraph({ children: [run(`${name}: ${value}`, { size: 16, color: "5A554E" })] }),
          ),
          ...body(revision.text, contentBlocks(revision.blocks), notes, language),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function toNotes({ passages, threads }: ExportedVerdict, words: (typeof EXPORT_WORDS)["en"]): Note[] {
  const onText = [
    ...passages.map(({ ranges, author, createdAt, code, path, note }) => ({
      ranges,
      author,
      at: createdAt,
      lines: [`${code} ${path.join(" › ")}`, ...(note ? [note] : [])],
    })),
    ...threads.map(({ ranges, author, thread, comments }) => ({
      ranges,
      author,
      at: thread.createdAt,
      lines: comments.flatMap((comment) => [
        `${comment.author} (${words[comment.audience]}, ${comment.at.slice(0, 10)}):`,
        ...comment.body.split("\n"),
      ]),
    })),
  ].filter(({ ranges }) => ranges.length > 0);
  let id = 0;
  return onText.flatMap((note) =>
    note.ranges.map((range, part) => ({
      ...note,
      id: id++,
      ranges: [range],
      lines:
        note.ranges.length > 1
          ? [`${part + 1}/${note.ranges.length} ${note.lines[0] ?? ""}`, ...note.lines.slice(1)]
          : note.lines,
    })),
  );
}

function body(text: string, blocks: readonly Block[], notes: readonly Note[], lang: string): (Paragraph | Table)[] {
  const events = boundaries(notes);
  const out: (Paragraph | Table)[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (!block) continue;
    if (block.kind !== "table-cell" || !block.cell) {
      out.push(paragraph(text, block, events, lang));
      continue;
    }
    const cells: Block[] = [];
    for (; blocks[i]?.cell?.table === block.cell.table; i++) cells.push(blocks[i] as Block);
    i--;
    out.push(table(text, cells, events, lang));
  }
  return out;
}

function paragraph(text: string, block: Block, events: readonly Boundary[], lang: string): Paragraph {
  const level = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][
    Math.min(3, block.level ?? 1) - 1
  ];
  const words = text.slice(block.start, block.end);
  // A printed number that the court's word processor made is not in the text; one that is, is not said twice.
  const number = block.printed && !words.startsWith(block.printed) ? [run(`${block.printed} `, { lang })] : [];
  return new Paragraph({
    ...(block.kind === "heading" && level ? { heading: level } : {}),
    ...(block.kind === "list-item" ? { indent: { left: 360 * (block.level ?? 1) } } : {}),
    children: [...number, ...pieces(text, block, events, lang)],
  });
}

function table(text: string, cells: readonly Block[], events: readonly Boundary[], lang: string): Table {
  const rows = new Map<number, Block[]>();
  for (const cell of cells) {
    const row = cell.cell?.row ?? 0;
    const list = rows.get(row);
    if (list) list.push(cell);
    else rows.set(row, [cell]);
  }
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...rows.values()].map(
      (row) =>
        new TableRow({
          children: row.map((cell) => new TableCell({ children: [paragraph(text, cell, events, lang)] })),
        }),
    ),
  });
}

interface Boundary {
  offset: number;
  note: Note;
  isStart: boolean;
}

/** Starts and ends of notes in text order; at one place ends come first. */
function boundaries(notes: readonly Note[]): Boundary[] {
  return notes
    .flatMap((note) =>
      note.ranges.flatMap(({ start, end }) => [
        { offset: start, note, isStart: true },
        { offset: end, note, isStart: false },
      ]),
    )
    .sort((a, b) => a.offset - b.offset || Number(a.isStart) - Number(b.isStart));
}

/** The runs of a block, cut where comments begin and end. */
function pieces(text: string, block: Block, events: readonly Boundary[], lang: string): ParagraphChild[] {
  const children: ParagraphChild[] = [];
  let at = block.start;
  for (const { offset, note, isStart } of events) {
    // A start at a block's end belongs to the next block, an end at a block's start to the one before.
    if (
      isStart
        ? offset < block.start || offset >= Math.max(block.end, block.start + 1)
        : offset <= block.start || offset > block.end
    )
      continue;
    if (offset > at) children.push(run(text.slice(at, offset), { lang }));
    at = Math.max(at, offset);
    if (isStart) children.push(new CommentRangeStart(note.id));
    else children.push(new CommentRangeEnd(note.id), new TextRun({ children: [new CommentReference(note.id)] }));
  }
  if (at < block.end) children.push(run(text.slice(at, block.end), { lang }));
  return children;
}
