import type { Block } from "../../schema/text/revision.ts";
import type { ImportWarning, ImportWarningCode } from "../../schema/protocol/http/imports.ts";

/** A block as a reader found it, before the text is put together. */
export interface DraftBlock {
  kind: Exclude<Block["kind"], "page">;
  /** The text in pieces; a page of the source begins before each piece that carries its number. */
  pieces: { text: string; page?: number }[];
  level: number | null;
  printed: string | null;
  cell: Block["cell"];
  /** Page on which the block stands, where it stands apart from the order of the text (a footnote). */
  page?: number;
  /** Set where the source draws the block as headings are drawn (bold, centred, larger): a hint, not a decision. */
  emphasised?: boolean;
}

/** What a reader makes of a file. */
export interface DraftDocument {
  blocks: DraftBlock[];
  pages: number | null;
  warnings: ImportWarning[];
}

/** A paragraph of plain text, the usual case. */
export function paragraph(text: string, set: Partial<DraftBlock> = {}): DraftBlock {
  return { kind: "paragraph", pieces: [{ text }], level: null, printed: null, cell: null, ...set };
}

/** The text of a draft block without its page marks. */
export function textOf(block: DraftBlock): string {
  return block.pieces.length === 1 ? (block.pieces[0]?.text ?? "") : block.pieces.map((piece) => piece.text).join("");
}

export function warning(code: ImportWarningCode, params: ImportWarning["params"] = {}): ImportWarning {
  return { code, params };
}
