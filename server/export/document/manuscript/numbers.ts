import { numbersOf } from "../../../../schema/editor/numbering.ts";
import { numbersParagraphs, type Kind } from "../../../../schema/editor/paper-kinds.ts";
import type { OutputDocument, OutputNode } from "../../../../schema/editor/output-document.ts";

/** The numbers that are printed at the nodes of a document. */
export class Numbers {
  readonly #numbers: ReturnType<typeof numbersOf>;
  readonly #led: ReadonlyMap<OutputNode, string>;

  /** `led`: the numbers of recommendations that are read from the document which leads its languages. */
  constructor(document: OutputDocument, kind: Kind | null, led: ReadonlyMap<OutputNode, string>) {
    this.#led = led;
    this.#numbers = numbersOf(document, undefined, numbersParagraphs(kind));
  }

  /** "" for a node that has none in documents of its kind. */
  of(node: OutputNode): string {
    const led = this.#led.get(node);
    if (led !== undefined) return led;
    return this.#numbers.get(node)?.label ?? "";
  }
}
