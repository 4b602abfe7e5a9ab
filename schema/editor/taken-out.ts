import { EVIDENCE_NODES } from "./output-nodes.ts";
import { nodesOf, textOf, type OutputDocument, type OutputNode } from "./output-document.ts";

/** What one change took out of a document: how many quotes and other proofs, and how many words. */
export interface TakenOut {
  quotes: number;
  words: number;
}

/** What stood in a document and stands nowhere in another: what only moved is in both. */
export function takenOut(before: OutputDocument, after: OutputDocument): TakenOut {
  const left = quotesIn(after);
  const words = wordsIn(after);
  let gone = 0;
  for (const [word, count] of wordsIn(before)) gone += Math.max(0, count - (words.get(word) ?? 0));
  return { quotes: [...quotesIn(before)].filter((id) => !left.has(id)).length, words: gone };
}

/**
 * A document with what was taken out of it since another: blocks that are gone stand again after the one that they stood after, and blocks
 * that are empty have their words again. What was written since stays.
 */
export function putBack(before: OutputDocument, now: OutputDocument): OutputDocument {
  const standing = new Map(now.content.map((block) => [idOf(block), block]));
  const was = new Map(before.content.map((block) => [idOf(block), block]));
  const after = new Map<string, OutputNode[]>();
  let last = "";
  for (const block of before.content) {
    const id = idOf(block);
    if (standing.has(id)) last = id;
    else after.set(last, [...(after.get(last) ?? []), block]);
  }
  const filled = (block: OutputNode): OutputNode => {
    const earlier = was.get(idOf(block));
    return earlier && isEmpty(block) && !isEmpty(earlier) ? earlier : block;
  };
  const content = now.content.flatMap((block) => [filled(block), ...(after.get(idOf(block)) ?? [])]);
  return { ...now, content: [...(after.get("") ?? []), ...content] };
}

function isEmpty(block: OutputNode): boolean {
  return textOf(block).trim() === "" && quotesIn(block).size === 0;
}

function idOf({ attrs }: OutputNode): string {
  return typeof attrs?.["id"] === "string" ? attrs["id"] : "";
}

const PROOFS: ReadonlySet<string> = new Set(EVIDENCE_NODES);

function quotesIn(doc: OutputDocument | OutputNode): Set<string> {
  const own = "attrs" in doc && PROOFS.has(doc.type) ? [idOf(doc)] : [];
  return new Set([...own, ...[...nodesOf(doc)].flatMap(({ node }) => (PROOFS.has(node.type) ? [idOf(node)] : []))]);
}

function wordsIn(doc: OutputDocument): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of textOf(doc).match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
