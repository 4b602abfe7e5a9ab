import { blockAt } from "./block-at.ts";
import { idOf } from "../findings.ts";
import { Numbering, PLAIN } from "../numbering.ts";
import { nodesOf, printedOf, type OutputDocument, type OutputNode } from "../output-document.ts";

/** What a reference can name. */
export const REFERRED = ["section", "paragraph", "recommendation", "table", "figure"] as const;
export type Referred = (typeof REFERRED)[number];

/** A block that a reference leads to, with what it is called now: "6.1" of a section, "41" of anything else. */
export interface ReferredTo {
  node: OutputNode;
  kind: Referred;
  label: string;
}

/**
 * The blocks of a document that a reference can lead to, in their order. `byParagraph`: its kind numbers paragraphs; `led`: numbers of
 * recommendations that are read from the document which leads its languages.
 */
export class References {
  readonly all: readonly ReferredTo[];
  readonly #document: OutputDocument;
  readonly #byNode = new Map<OutputNode, ReferredTo>();

  constructor(document: OutputDocument, byParagraph: boolean, led: ReadonlyMap<OutputNode, string> = new Map()) {
    this.#document = printedOf(document);
    const all: ReferredTo[] = [];
    for (const { block, numbers, paragraph, section } of new Numbering(PLAIN).of(
      this.#document.content,
      undefined,
      byParagraph,
    )) {
      const around: Omit<ReferredTo, "node"> | null = paragraph
        ? { kind: "paragraph", label: paragraph }
        : section
          ? { kind: "section", label: section }
          : null;
      for (const node of [block, ...[...nodesOf(block)].map((each) => each.node)]) {
        const own = numbers.find((each) => each.node === node);
        if (own && isReferred(own.kind)) {
          const referred = { node, kind: own.kind, label: led.get(node) ?? own.label };
          this.#byNode.set(node, referred);
          all.push(referred);
        } else if (around) this.#byNode.set(node, { node, ...around });
      }
    }
    this.all = all.filter(({ node }) => idOf(node) !== null);
  }

  /**
   * What a reference leads to; of a block without a number, as one that was made a point of a list, the paragraph or the section that
   * it is in. Null where it is gone, empty, not printed, or where nothing numbered is around it.
   */
  of(at: unknown): ReferredTo | null {
    const node = blockAt(this.#document, at);
    return (node && this.#byNode.get(node)) ?? null;
  }
}

function isReferred(kind: string): kind is Referred {
  return (REFERRED as readonly string[]).includes(kind);
}

/** The references of a document that is printed, as they stand in it. */
export function referencesIn(document: OutputDocument): OutputNode[] {
  return [...nodesOf(printedOf(document))].flatMap(({ node }) => (node.type === "reference" ? [node] : []));
}
