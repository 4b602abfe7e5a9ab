import { blockPlaces } from "../../../../schema/editor/block-places.ts";
import { idOf } from "../../../../schema/editor/findings.ts";
import { numbersOf } from "../../../../schema/editor/numbering.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "../../../../schema/editor/output-document.ts";
import { numbersParagraphs, type Kind } from "../../../../schema/editor/paper-kinds.ts";
import { References, referencesIn, type ReferredTo } from "../../../../schema/editor/references/references.ts";
import { findingOf } from "../../../../schema/editor/rests-on.ts";
import type { PlaceName } from "./manuscript.ts";

/** The numbers that are printed at the nodes of a document, and what in it leads to which of them. */
export class Numbers {
  readonly #numbers: ReturnType<typeof numbersOf>;
  readonly #led: ReadonlyMap<OutputNode, string>;
  readonly #document: OutputDocument;
  readonly #words: ReadonlyMap<string, string>;
  readonly #placeWords: ReadonlyMap<string, string>;
  readonly #references: References;
  readonly #places = new Map<OutputNode, PlaceName>();

  /** `led`: the numbers of recommendations that are read from the document which leads its languages. */
  constructor(document: OutputDocument, kind: Kind | null, led: ReadonlyMap<OutputNode, string>) {
    const byParagraph = numbersParagraphs(kind);
    this.#led = led;
    this.#numbers = numbersOf(document, undefined, byParagraph);
    this.#document = document;
    this.#words = blockPlaces(document, byParagraph, FINDING_WORDS);
    this.#placeWords = blockPlaces(document, byParagraph, 0);
    this.#references = new References(document, byParagraph, led);
    const recommendations = [...nodesOf(document)].filter(({ node }) => node.type === "recommendation");
    const ledTo = [
      ...referencesIn(document).map((node) => this.referredTo(node)?.node),
      ...recommendations.map(({ node }) => findingOf(document, node.attrs)),
    ];
    for (const node of ledTo) if (node && !this.#places.has(node)) this.#places.set(node, `b${this.#places.size + 1}`);
  }

  /** "" for a node that has none in documents of its kind. */
  of(node: OutputNode): string {
    const led = this.#led.get(node);
    if (led !== undefined) return led;
    return this.#numbers.get(node)?.label ?? "";
  }

  /** By what something in the document leads to a block; undefined where nothing does. */
  placeOf(node: OutputNode): PlaceName | undefined {
    return this.#places.get(node);
  }

  /** What a reference leads to; null where that is not printed. */
  referredTo({ attrs }: OutputNode): ReferredTo | null {
    return this.#references.of(attrs?.["to"]);
  }

  /**
   * Where the finding stands that a recommendation rests on, and what it says where that is short: "¶ 41 In six verdicts none was
   * decided."; a longer one, and one with a figure or a quote in its sentences, is named by its place alone, never cut off. Null where none
   * is chosen.
   */
  findingOf({ attrs }: OutputNode): { words: string; at: PlaceName | undefined } | null {
    const finding = findingOf(this.#document, attrs);
    const id = finding && idOf(finding);
    const whole = id && this.#words.get(id);
    const isCut = whole?.endsWith("…") || (finding && holdsMore(finding));
    const words = isCut ? this.#placeWords.get(id ?? "") || whole : whole;
    return finding && words ? { words, at: this.placeOf(finding) } : null;
  }
}

const FINDING_WORDS = 25;

/** Whether more than letters stands in a line: without that its words would say something else. */
function holdsMore(finding: OutputNode): boolean {
  const within = [...nodesOf({ type: "doc", content: finding.content ?? [] })];
  return within.some(({ node }) => IN_SENTENCES.has(node.type));
}

const IN_SENTENCES: ReadonlySet<string> = new Set(["figure", "record", "evidenceNote", "reference"]);
