import {
  BorderStyle,
  Bookmark,
  HeadingLevel,
  InternalHyperlink,
  LeaderType,
  Paragraph,
  ShadingType,
  TableOfContents,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IRunOptions,
} from "docx";
import { run, runs, TEXT_WIDTH, title, writeDocument } from "../../export/files/docx-parts.ts";
import { PRODUCT_FONT, STYLE } from "../../export/files/docx-styles.ts";
import { guidOf } from "./guids.ts";
import type { Handbook, HandbookCategory, Part, Said } from "./handbook.ts";

const GREY = "5A554E";
const SMALL = { font: PRODUCT_FONT, size: 16, color: GREY } as const;
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
/** Width of the names of parts in a book in one language, in twentieths of a point. */
const NAME_WIDTH = 1900;
const GUTTER = 240;

/** The handbook as a Word document; its contents can be brought up to date in Word, with page numbers. */
export function handbookDocx(book: Handbook): Promise<Uint8Array> {
  const { languages, titles, categories, groups, words, network } = book;
  const [own] = words;
  return writeDocument({
    network,
    title: textOf(titles[0]),
    lang: languages[0] ?? "en",
    headings: "product",
    children: [
      ...cover(book),
      // No heading: it would stand among its own entries.
      new Paragraph({
        pageBreakBefore: true,
        spacing: { after: 200 },
        children: [run(own?.contents ?? "", { font: PRODUCT_FONT, size: 28, bold: true })],
      }),
      new TableOfContents(own?.contents ?? "", {
        hyperlink: true,
        headingStyleRange: "1-1",
        beginDirty: false,
        tabLeader: LeaderType.NONE,
      }),
      heading(HeadingLevel.HEADING_1, [run(own?.tree ?? "")], true),
      tree(book),
      ...categories.flatMap((category) => categoryParts(category)),
      ...(groups.length > 0 ? [heading(HeadingLevel.HEADING_1, [run(own?.questions ?? "")], true)] : []),
      ...groups.flatMap(({ labels, questions }) => [
        heading(HeadingLevel.HEADING_2, said(labels[0])),
        ...subtitles(labels),
        ...questions.flatMap((question) => [
          ...question.labels.map(
            (label, i) =>
              new Paragraph({
                keepNext: true,
                spacing: { before: i === 0 ? 240 : 0, after: 0 },
                children: said(label, { bold: i === 0 }),
              }),
          ),
          ...question.remarks.map(
            (remark) =>
              new Paragraph({
                keepNext: question.parts.length > 0,
                spacing: { before: 20, after: 40 },
                children: said(remark, SMALL),
              }),
          ),
          ...partTable(question.parts),
        ]),
      ]),
    ],
  });
}

function cover({ titles, subtitles: kinds, network, versions, languageNames }: Handbook): Paragraph[] {
  const line = (children: TextRun[]): Paragraph => new Paragraph({ spacing: { after: 40 }, children });
  return [
    new Paragraph({ spacing: { before: 3000, after: 0 }, children: [] }),
    ...kinds.map((kind) => new Paragraph({ style: STYLE.subtitle, spacing: { after: 80 }, children: said(kind) })),
    title(textOf(titles[0])),
    ...titles
      .slice(1)
      .map((each) => new Paragraph({ spacing: { after: 400 }, children: said(each, { size: 28, color: GREY }) })),
    line([run(network, { font: PRODUCT_FONT, size: 20 })]),
    ...versions.map((version) => line(said(version, { font: PRODUCT_FONT, size: 20, color: GREY }))),
    line([run(languageNames, { font: PRODUCT_FONT, size: 20, color: GREY })]),
  ];
}

function tree({ categories, languages }: Handbook): Table {
  const codeWidth = 1000;
  const width = Math.floor((TEXT_WIDTH - codeWidth) / languages.length);
  const rows = categories.map(({ id, code, depth, hue, labels }) => {
    const isBranch = depth === 0;
    const link = new InternalHyperlink({ anchor: bookmarkOf(id), children: [chip(code, hue)] });
    return new TableRow({
      cantSplit: true,
      children: [
        cell(codeWidth, [
          new Paragraph({
            style: STYLE.cell,
            spacing: { before: isBranch ? 120 : 0 },
            indent: { left: depth * 160 },
            children: [link],
          }),
        ]),
        ...labels.map((label) =>
          cell(width, [
            new Paragraph({
              style: STYLE.cell,
              spacing: { before: isBranch ? 120 : 0 },
              indent: { left: depth * 160 },
              children: said(label, { bold: isBranch, size: 20 }),
            }),
          ]),
        ),
      ],
    });
  });
  return table([codeWidth, ...labelsWidths(width, languages.length)], rows);
}

const labelsWidths = (width: number, count: number): number[] => Array.from({ length: count }, () => width);

function categoryParts(category: HandbookCategory): (Paragraph | Table)[] {
  const { id, code, depth, hue, labels, remarks, parts } = category;
  const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
  const name = new Bookmark({ id: bookmarkOf(id), children: [chip(code, hue), run("  "), ...said(labels[0])] });
  return [
    new Paragraph({
      heading: levels[Math.min(depth, 2)] ?? HeadingLevel.HEADING_3,
      pageBreakBefore: depth === 0,
      children: [name],
    }),
    ...subtitles(labels),
    ...remarks.map(
      (remark) =>
        new Paragraph({
          keepNext: true,
          spacing: { after: 60 },
          children: remark.flatMap((each, i) => [...(i > 0 ? [run("  ·  ", SMALL)] : []), ...said(each, SMALL)]),
        }),
    ),
    ...partTable(parts),
  ];
}

function subtitles(labels: readonly Said[]): Paragraph[] {
  return labels
    .slice(1)
    .map(
      (label) =>
        new Paragraph({ keepNext: true, spacing: { after: 80 }, children: said(label, { color: GREY, size: 22 }) }),
    );
}

/** Parts below each other; in a book in two languages both texts beside each other, in one the name beside the text. */
function partTable(parts: readonly Part[]): Table[] {
  if (parts.length === 0) return [];
  const isTwo = (parts[0]?.texts.length ?? 1) > 1;
  const half = Math.floor(TEXT_WIDTH / 2);
  const rows = parts.map(({ names, texts, isList }) => {
    const told = texts.map((text) => textParagraphs(text, isList));
    const name = (each: Said | undefined): Paragraph =>
      new Paragraph({ style: STYLE.cell, spacing: { before: 60 }, children: said(each, SMALL) });
    const cells = isTwo
      ? told.map((paragraphs, i) => cell(half, [name(names[i]), ...paragraphs]))
      : [cell(NAME_WIDTH, [name(names[0])]), cell(TEXT_WIDTH - NAME_WIDTH, told[0] ?? [])];
    return new TableRow({ cantSplit: true, children: cells });
  });
  return [table(isTwo ? [half, half] : [NAME_WIDTH, TEXT_WIDTH - NAME_WIDTH], rows)];
}

function textParagraphs(text: Said, isList: boolean): Paragraph[] {
  const style = { style: STYLE.cell, spacing: { before: 40, after: 40 } };
  if (text.isMissing)
    return [new Paragraph({ ...style, children: said(text, { italics: true, color: GREY, size: 20 }) })];
  if (!isList) return [new Paragraph({ ...style, children: said(text, { size: 21 }) })];
  return text.lines.map(
    (line) =>
      new Paragraph({
        style: STYLE.cell,
        indent: { left: 240, hanging: 240 },
        tabStops: [{ type: "left", position: 240 }],
        children: [run(`–\t${line}`, { lang: text.language, size: 21 })],
      }),
  );
}

function table(columnWidths: number[], rows: TableRow[]): Table {
  return new Table({
    width: { size: columnWidths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths,
    borders: {
      top: NO_BORDER,
      bottom: NO_BORDER,
      left: NO_BORDER,
      right: NO_BORDER,
      insideHorizontal: NO_BORDER,
      insideVertical: NO_BORDER,
    },
    margins: { top: 0, bottom: 0, left: 0, right: GUTTER },
    rows,
  });
}

function cell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({ width: { size: width, type: WidthType.DXA }, children });
}

function heading(
  level: (typeof HeadingLevel)[keyof typeof HeadingLevel],
  children: TextRun[],
  pageBreakBefore = false,
): Paragraph {
  return new Paragraph({ heading: level, pageBreakBefore, children });
}

function chip(code: string, { text, tint }: HandbookCategory["hue"]): TextRun {
  const fill = tint.slice(1);
  return new TextRun({
    text: ` ${code} `,
    font: PRODUCT_FONT,
    bold: true,
    size: 17,
    color: text.slice(1),
    shading: { type: ShadingType.CLEAR, color: "auto", fill },
  });
}

function said(text: Said | undefined, options: Omit<IRunOptions, "text" | "break"> = {}): TextRun[] {
  return text ? runs(text.lines.join("\n"), { ...options, lang: text.language }) : [];
}

function textOf(text: Said | undefined): string {
  return text?.lines.join(" ") ?? "";
}

/** Word knows letters, digits and underscores in names of bookmarks, and forty of them. */
function bookmarkOf(id: string): string {
  return `c_${guidOf(id).replaceAll("-", "")}`;
}
