import { numbersOf } from "../../../../schema/editor/numbering.ts";
import { numbersParagraphs, type Kind } from "../../../../schema/editor/paper-kinds.ts";
import { blockPlaces } from "../../../../schema/editor/block-places.ts";
import { idOf } from "../../../../schema/editor/findings.ts";
import { findingOf } from "../../../../schema/editor/rests-on.ts";
import type { OutputDocument, OutputNode } from "../../../../schema/editor/output-document.ts";

/** The numbers that are printed at the nodes of a document. */
export class Numbers {
  readonly #numbers: ReturnType<typeof numbersOf>;
  readonly #led: ReadonlyMap<OutputNode, string>;
  readonly #document: OutputDocument;
  readonly #places: ReadonlyMap<string, string>;

  /** `led`: the numbers of recommendations that are read from the document which leads its languages. */
  constructor(document: OutputDocument, kind: Kind | null, led: ReadonlyMap<OutputNode, string>) {
    this.#led = led;
    this.#numbers = numbersOf(document, undefined, numbersParagraphs(kind));
    this.#document = document;
    this.#places = blockPlaces(document, numbersParagraphs(kind), FINDING_WORDS);
  }

  /** "" for a node that has none in documents of its kind. */
  of(node: OutputNode): string {
    const led = this.#led.get(node);
    if (led !== undefined) return led;
    return this.#numbers.get(node)?.label ?? "";
  }

  /** Where the finding stands that a recommendation rests on, and how it begins: "¶ 41 In six verdicts…"; "" where none is chosen. */
  findingOf({ attrs }: OutputNode): string {
    const finding = findingOf(this.#document, attrs);
    const id = finding && idOf(finding);
    return (id && this.#places.get(id)) ?? "";
  }
}

const FINDING_WORDS = 12;
