import { numbersOf } from "../../../../schema/editor/numbering.ts";
import type { OutputDocument, OutputNode } from "../../../../schema/editor/output-document.ts";
import type { Anatomy } from "./anatomy.ts";

/** The numbers that are printed at the nodes of a document. */
export class Numbers {
  readonly #numbers: ReturnType<typeof numbersOf>;
  readonly #led: ReadonlyMap<OutputNode, string>;
  readonly #byParagraph: boolean;

  /** `led`: the numbers of recommendations that are read from the document which leads its languages. */
  constructor(document: OutputDocument, { byParagraph }: Anatomy, led: ReadonlyMap<OutputNode, string>) {
    this.#led = led;
    this.#numbers = numbersOf(document);
    this.#byParagraph = byParagraph;
  }

  /** "" for a node that has none in documents of its kind. */
  of(node: OutputNode): string {
    const led = this.#led.get(node);
    if (led !== undefined) return led;
    const numbered = this.#numbers.get(node);
    return numbered && (numbered.kind !== "paragraph" || this.#byParagraph) ? numbered.label : "";
  }
}
