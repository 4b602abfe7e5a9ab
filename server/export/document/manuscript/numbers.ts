import { numbersOf } from "../../../../schema/editor/numbering.ts";
import type { OutputDocument, OutputNode } from "../../../../schema/editor/output-document.ts";
import type { Anatomy } from "./anatomy.ts";

/** The numbers that are printed at the nodes of a document. */
export class Numbers {
  readonly #numbers: ReturnType<typeof numbersOf>;
  readonly #byParagraph: boolean;

  constructor(document: OutputDocument, { byParagraph }: Anatomy) {
    this.#numbers = numbersOf(document);
    this.#byParagraph = byParagraph;
  }

  /** "" for a node that has none in documents of its kind. */
  of(node: OutputNode): string {
    const numbered = this.#numbers.get(node);
    return numbered && (numbered.kind !== "paragraph" || this.#byParagraph) ? numbered.label : "";
  }
}
