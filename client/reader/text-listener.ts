import type { Range } from "../../schema/text/revision.ts";
import type { AnnotationId, ThreadId, TranslationId } from "../../schema/domain/ids.ts";

/** Whom clicks on what is painted are told. Rectangles are in viewport coordinates. */
export interface ClickListener {
  tagClick(ids: readonly AnnotationId[], threads: readonly ThreadId[], rect: DOMRect): void;
  threadClick(ids: readonly ThreadId[], rect: DOMRect): void;
  /** Words that are translated were clicked, or what stands at the end of their paragraph. */
  translationClick(id: TranslationId): void;
  /** Words that a document quotes and no tag shows were clicked; `offset` is where they begin. */
  quotedClick(offset: number, rect: DOMRect): void;
  /** A mark of a text in preparation was clicked; `offset` is where its words begin. */
  markClick(offset: number): void;
}

/** What the view tells its owner. Rectangles are in viewport coordinates. */
export interface TextListener extends ClickListener {
  selection(ranges: readonly Range[], rect: DOMRect | null): void;
  /** Words of the translation of a block were selected; offset of the block's start. */
  translationSelected(block: number): void;
  /** Somebody wants to edit the translation of a block. */
  translationEdit(block: number): void;
  /** The edges of the adjusted tag; null = left as they were. */
  edges(ranges: readonly Range[] | null): void;
  /** A copy was made: what, and the clipboard to put more or something else into. */
  copy(ranges: readonly Range[], text: string, clipboard: DataTransfer | null): void;
  /** Blocks have moved or changed their height. */
  layout(): void;
}
