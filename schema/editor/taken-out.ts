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
 * that are empty have their words again. What was written since stays; the empty line that an emptied section was left with goes.
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
  const refilled = sectionsOf(now.content).flatMap((section) => {
    const isBack = section.some((block) => after.has(idOf(block)));
    const stays = (block: OutputNode): boolean => !isBack || !isBlankLine(block) || was.has(idOf(block));
    return section.flatMap((block) => [...(stays(block) ? [filled(block)] : []), ...(after.get(idOf(block)) ?? [])]);
  });
  return { ...now, content: [...(after.get("") ?? []), ...refilled] };
}

/** Blocks by the section that they stand in, each with its heading; first those before all of them. */
function sectionsOf(blocks: readonly OutputNode[]): OutputNode[][] {
  const sections: OutputNode[][] = [[]];
  for (const block of blocks) {
    if (block.type === "heading" && typeof block.attrs?.["section"] === "string") sections.push([]);
    sections.at(-1)?.push(block);
  }
  return sections;
}

function isBlankLine({ type, content }: OutputNode): boolean {
  return type === "paragraph" && (content?.length ?? 0) === 0;
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
