import diff from "fast-diff";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { nodeRule } from "../../../schema/editor/output-nodes.ts";
import { marksOf } from "../../../schema/text/quotation.ts";
import { textOf, type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";

/** A block of a comparison: what it is now, or was, and what of its words changed. */
export interface DiffBlock {
  kind: "same" | "added" | "removed" | "changed";
  type: OutputNode["type"];
  /** Words in their order; of a figure, and of a quote that is of no passage any more, there are none. */
  parts: { kind: "same" | "added" | "removed"; text: string }[];
}

/**
 * How a document became another, block by block: those with one id are one block, wherever the words between them went. Long runs
 * without a change are left to whoever shows it. `lang`: of the words, in which tokens are read; `quoted`: words of passages by their tag,
 * or by the block that quotes them.
 */
export function diffDocuments(
  before: OutputDocument,
  after: OutputDocument,
  lang: string,
  quoted: ReadonlyMap<string, string> = new Map(),
): DiffBlock[] {
  const words: Words = (block) => withTokenWords(wordsWith(quoted, lang, block), lang);
  const old = before.content;
  const now = after.content;
  const oldAt = new Map(old.map((block, i) => [keyOf(block, i), i]));
  const kept = longestRising(now.map((block, i) => oldAt.get(keyOf(block, i)) ?? -1));
  const blocks: DiffBlock[] = [];
  let from = 0;
  now.forEach((block, i) => {
    const pair = kept.get(i);
    if (pair === undefined) {
      blocks.push(whole("added", block, words));
      return;
    }
    for (const gone of old.slice(from, pair)) blocks.push(whole("removed", gone, words));
    from = pair + 1;
    blocks.push(compare(old[pair], block, words));
  });
  for (const gone of old.slice(from)) blocks.push(whole("removed", gone, words));
  return blocks;
}

/** The words of a block, with those that are quoted in it: in a sentence they stand in marks, a note behind it is none of its words. */
export function wordsWith(quoted: ReadonlyMap<string, string>, lang: string, node: OutputNode): string {
  const { type, attrs } = node;
  if (type === "evidence" || type === "evidenceNote") {
    const words = quoted.get(String(attrs?.["annotation"])) ?? quoted.get(String(attrs?.["id"])) ?? "";
    if (type === "evidence" || words === "") return words;
    return attrs?.["shows"] === "words" ? marksOf(lang).join(words) : "";
  }
  if (!node.content) return textOf(node);
  const { holds } = nodeRule(type) ?? {};
  return node.content
    .map((each) => wordsWith(quoted, lang, each))
    .join(holds === "inline" || holds === "plain" ? "" : "\n");
}

function keyOf({ attrs }: OutputNode, index: number): string {
  return typeof attrs?.["id"] === "string" ? attrs["id"] : `#${index}`;
}

type Words = (block: OutputNode) => string;

function whole(kind: "added" | "removed", block: OutputNode, words: Words): DiffBlock {
  const text = words(block);
  return { kind, type: block.type, parts: text === "" ? [] : [{ kind, text }] };
}

function compare(before: OutputNode | undefined, after: OutputNode, words: Words): DiffBlock {
  const was = before ? words(before) : "";
  const is = words(after);
  if (before && JSON.stringify(before) === JSON.stringify(after))
    return { kind: "same", type: after.type, parts: is === "" ? [] : [{ kind: "same", text: is }] };
  return { kind: "changed", type: after.type, parts: wordParts(was, is) };
}

/** Below this share of its letters kept, of the longer of two, what is shown is the old, struck, and the new below it. */
const REWRITTEN = 0.4;
/** A few words are read word by word, however many of them changed. */
const FEW = 60;

/** Compares by words, so that nobody has to read letters; null where so little stays that only both in whole can be read. */
export function changeParts(before: string, after: string): DiffBlock["parts"] | null {
  const parts = wordParts(before, after);
  const kept = parts.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.trim().length : 0), 0);
  const isShort = Math.max(before.length, after.length) < FEW;
  const isRewritten = before.trim() !== "" && kept < REWRITTEN * Math.max(before.length, after.length);
  return isRewritten && !isShort ? null : parts;
}

/** Compares by words, so that nobody has to read letters. */
export function wordParts(before: string, after: string): DiffBlock["parts"] {
  const words = new WordSigns();
  const signs = [words.signsOf(before), words.signsOf(after)] as const;
  // The whole is shown as replaced.
  if (words.areTooMany)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return diff(signs[0], signs[1]).map(([kind, run]) => ({
    kind: kind === diff.EQUAL ? "same" : kind === diff.INSERT ? "added" : "removed",
    text: words.wordsOf(run),
  }));
}

/** Texts with one sign for each word, and for what stands between words: what compares letters compares words then. */
export class WordSigns {
  private readonly signs = new Map<string, string>();
  private readonly words = new Map<string, string>();

  /** More different words than there are signs. */
  get areTooMany(): boolean {
    return this.signs.size > 6000;
  }

  signsOf(text: string): string {
    return (text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? []).map((word) => this.signOf(word)).join("");
  }

  wordsOf(signs: string): string {
    return Array.from(signs, (sign) => this.words.get(sign) ?? "").join("");
  }

  private signOf(word: string): string {
    const sign = this.signs.get(word) ?? String.fromCharCode(0xe000 + this.signs.size);
    this.signs.set(word, sign);
    this.words.set(sign, word);
    return sign;
  }
}

/** Indices of a longest rising run, with their values; -1 is none. */
function longestRising(values: readonly number[]): Map<number, number> {
  const tails: number[] = [];
  const before = new Map<number, number | undefined>();
  values.forEach((value, i) => {
    if (value < 0) return;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before.set(i, tails[low - 1]);
    tails[low] = i;
  });
  const run = new Map<number, number>();
  for (let at = tails.at(-1); at !== undefined; at = before.get(at)) run.set(at, values[at] ?? -1);
  return run;
}

/** Words of passages by the block that quotes them, as they are now. */
export function wordsByBlock(parts: readonly PartState[]): Map<string, string> {
  return new Map(parts.flatMap((part) => (part.kind === "quote" ? [[part.block, part.words]] : [])));
}
