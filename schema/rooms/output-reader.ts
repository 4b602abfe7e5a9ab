import * as Y from "yjs";
import type { OutputDocument, OutputNode } from "../editor/output-document.ts";
import { blockOf } from "./output-room.ts";

/**
 * Reads an output's document as `OutputRoom.document` does, and again after changes at the price of the blocks that have changed:
 * a block that has not is the same object, and so is a document.
 */
export class OutputReader {
  private readonly content: Y.XmlFragment;
  private readonly blocks = new WeakMap<object, OutputNode | null>();
  private last: OutputDocument | null = null;

  constructor(content: Y.XmlFragment) {
    this.content = content;
    content.observeDeep(this.onChange);
  }

  /** The whole document as it is now; only what was changed since the last call is read again. */
  document(): OutputDocument {
    this.last ??= { type: "doc", content: this.content.toArray().flatMap((child) => this.block(child) ?? []) };
    return this.last;
  }

  /** Listens to the room no more. */
  close(): void {
    this.content.unobserveDeep(this.onChange);
  }

  private block(child: Parameters<typeof blockOf>[0]): OutputNode | null {
    const known = this.blocks.get(child);
    if (known !== undefined) return known;
    const block = blockOf(child);
    this.blocks.set(child, block);
    return block;
  }

  private readonly onChange = (events: readonly Y.YEvent<Y.XmlElement | Y.XmlText | Y.XmlFragment>[]): void => {
    this.last = null;
    for (const { target } of events) {
      let type: Y.AbstractType<unknown> | null = target as Y.AbstractType<unknown>;
      while (type && type.parent !== (this.content as Y.AbstractType<unknown>)) ({ parent: type } = type);
      if (type) this.blocks.delete(type);
    }
  };
}
