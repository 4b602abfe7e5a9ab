import diff from "fast-diff";
import * as Y from "yjs";
import { holdsText, nodeRule } from "../../schema/editor/output-nodes.ts";
import { wordsOfXml } from "../../schema/rooms/output-room.ts";

/** A shared text of a block, and where its letters stand among the block's words. */
interface Stretch {
  text: Y.XmlText;
  from: number;
  to: number;
}

/** What makes a block read so, letter by letter, so that marks and nodes stay; null where other lines would have to be made for it. */
export function rewording(block: Y.XmlElement, words: string): (() => void) | null {
  const stretches: Stretch[] = [];
  const end = collect(block, 0, stretches);
  const before = wordsOfXml(block);
  if (end !== before.length) return null;
  const rule = nodeRule(block.nodeName);
  if (stretches.length === 0)
    return rule && holdsText(rule) && !words.includes("\n") ? () => block.push([new Y.XmlText(words)]) : null;
  const edits: (() => void)[] = [];
  let at = 0;
  for (const [kind, letters] of diff(before, words)) {
    const from = at;
    if (kind !== diff.INSERT) at += letters.length;
    if (kind === diff.EQUAL) continue;
    const where = stretches.findLast((each) => each.from <= from && at <= each.to);
    if (!where || letters.includes("\n")) return null;
    const { text, from: start } = where;
    edits.push(() =>
      kind === diff.INSERT ? text.insert(from - start, letters) : text.delete(from - start, letters.length),
    );
  }
  // From the end: what stands before keeps its place.
  return () => edits.reverse().forEach((edit) => edit());
}

/**
 * What `now` becomes with what made `text` of `was`: letters go where they were typed, beside what others made there meanwhile; null
 * where that place itself was written over.
 */
export function merged(was: string, text: string, now: string): string | null {
  if (now === was) return text;
  const places: (number | null)[] = [0];
  const isThere: boolean[] = [];
  let [old, at, isOver] = [0, 0, false];
  for (const [kind, letters] of diff(was, now)) {
    if (kind === diff.INSERT) at += letters.length;
    else
      for (let i = 0; i < letters.length; i++) {
        isThere[old++] = kind === diff.EQUAL;
        places[old] = kind === diff.EQUAL ? ++at : null;
      }
    // What took the place of letters stands before what came after them.
    if (kind === diff.DELETE || isOver) places[old] = at;
    isOver = kind === diff.DELETE;
  }
  const edits: { from: number; length: number; letters: string }[] = [];
  old = 0;
  for (const [kind, letters] of diff(was, text)) {
    const from = places[old] ?? null;
    if (kind === diff.INSERT) {
      if (from === null) return null;
      edits.push({ from, length: 0, letters });
      continue;
    }
    for (let i = 0; i < letters.length; i++, old++) {
      const end = places[old + 1] ?? null;
      if (kind === diff.DELETE && isThere[old] && end !== null) edits.push({ from: end - 1, length: 1, letters: "" });
    }
  }
  return edits.reduceRight(
    (words, { from, length, letters }) => words.slice(0, from) + letters + words.slice(from + length),
    now,
  );
}

/** Notes the texts of a node whose words begin at `at`, and says where they end. */
function collect(node: Y.XmlElement, at: number, into: Stretch[]): number {
  const rule = nodeRule(node.nodeName);
  const between = rule && holdsText(rule) ? 0 : 1;
  let end = at;
  node.toArray().forEach((child, i) => {
    if (i > 0) end += between;
    if (child instanceof Y.XmlText) {
      const { length } = wordsOfXml(child);
      into.push({ text: child, from: end, to: end + length });
      end += length;
    } else if (child instanceof Y.XmlElement) end = collect(child, end, into);
  });
  return end;
}
