import { isOn } from "./docx-styles.ts";

export interface NoteReference {
  kind: "footnote" | "endnote";
  id: string;
}

/** A paragraph of Word while it is read. */
export interface Paragraph {
  style: string | null;
  list: string | null;
  level: number | null;
  outline: number | null;
  centred: boolean | null;
  markDeleted: boolean;
  /** Lines of the paragraph: a line break in Word begins a new one. */
  lines: { text: string; page?: number }[][];
  references: NoteReference[];
  boldLetters: number;
  letters: number;
}

/** A stretch of letters of one look. Null: as its style says. */
export interface Run {
  style: string | null;
  hidden: boolean | null;
  bold: boolean | null;
}

/** A paragraph of which nothing is known yet. */
export function emptyParagraph(): Paragraph {
  return {
    style: null,
    list: null,
    level: null,
    outline: null,
    centred: null,
    markDeleted: false,
    lines: [[]],
    references: [],
    boldLetters: 0,
    letters: 0,
  };
}

/** Takes over a property of a paragraph (`w:pPr`) that matters here. */
export function setParagraphProperty(paragraph: Paragraph, name: string, value: string | null): void {
  if (name === "pStyle") paragraph.style = value;
  else if (name === "numId") paragraph.list = value;
  else if (name === "ilvl") paragraph.level = Number(value);
  else if (name === "outlineLvl") paragraph.outline = Number(value);
  else if (name === "jc") paragraph.centred = value === "center";
}

/** The same for a run (`w:rPr`). */
export function setRunProperty(run: Run, name: string, value: string | null): void {
  if (name === "rStyle") run.style = value;
  else if (name === "vanish") run.hidden = isOn(value);
  else if (name === "b") run.bold = isOn(value);
}

/** Heading level of an outline level that counts from 0; null for body text. */
export function outlineOf(outline: number | null): number | null {
  return outline === null || outline > 8 ? null : Math.min(6, outline + 1);
}

/** Two paragraphs between which the mark was deleted: Word keeps the properties of the second. */
export function joined(before: Paragraph, after: Paragraph): Paragraph {
  const last = before.lines.at(-1) ?? [];
  const [first = [], ...rest] = after.lines;
  return {
    ...after,
    lines: [...before.lines.slice(0, -1), [...last, ...first], ...rest],
    references: [...before.references, ...after.references],
    boldLetters: before.boldLetters + after.boldLetters,
    letters: before.letters + after.letters,
  };
}
