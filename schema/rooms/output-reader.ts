import * as Y from "yjs";
import type { OutputDocument, OutputNode } from "../editor/output-document.ts";
import { blockOf, documentOf, type OutputRoom } from "./output-room.ts";

/**
 * Reads an output's document as `OutputRoom.document` does, and again after changes at the price of the blocks that have changed:
 * a block that has not is the same object, and so is a document.
 */
export class OutputReader {
  private readonly room: OutputRoom;
  private readonly blocks = new WeakMap<object, OutputNode | null>();
  private last: OutputDocument | null = null;

  constructor(room: OutputRoom) {
    this.room = room;
    room.content.observeDeep(this.onChange);
    room.meta.root.observe(this.onMeta);
  }

  /** The whole document as it is now; only what was changed since the last call is read again. */
  document(): OutputDocument {
    const { content } = this.room;
    this.last ??= documentOf(
      content.toArray().flatMap((child) => this.block(child) ?? []),
      this.room,
    );
    return this.last;
  }

  /** Listens to the room no more. */
  close(): void {
    this.room.content.unobserveDeep(this.onChange);
    this.room.meta.root.unobserve(this.onMeta);
  }

  private block(child: Parameters<typeof blockOf>[0]): OutputNode | null {
    const known = this.blocks.get(child);
    if (known !== undefined) return known;
    const block = blockOf(child);
    this.blocks.set(child, block);
    return block;
  }

  /** A title or a comparison makes no other document. */
  private readonly onMeta = (): void => {
    if (this.last && !isSameAround(this.last, documentOf(this.last.content, this.room))) this.last = null;
  };

  private readonly onChange = (events: readonly Y.YEvent<Y.XmlElement | Y.XmlText | Y.XmlFragment>[]): void => {
    this.last = null;
    for (const { target } of events) {
      let type: Y.AbstractType<unknown> | null = target as Y.AbstractType<unknown>;
      while (type && type.parent !== (this.room.content as Y.AbstractType<unknown>)) ({ parent: type } = type);
      if (type) this.blocks.delete(type);
    }
  };
}

/** Whether two documents of the same blocks leave out the same and name the same. */
function isSameAround(
  { content: _one, ...one }: OutputDocument,
  { content: _other, ...other }: OutputDocument,
): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
