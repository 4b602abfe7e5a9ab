import { sectionsOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import { isBlank, PLAIN } from "./numbering.ts";
import { toAnchorText, toQuote } from "./output-nodes.ts";

/**
 * Of a document that was made before blocks knew what they say: which block of the leading one each says by its order, section by
 * section: as many as can be of one kind. Ids of the leading blocks, by the place of the block that says them.
 */
export function carriedPairs(leading: OutputDocument, other: OutputDocument): Map<number, string> {
  const found = new Map<number, string>();
  const sections = new Map(sectionsOf(leading).map(({ section, blocks }) => [section, blocks.filter(counts)]));
  const place = new Map(other.content.map((block, i) => [block, i]));
  for (const { section, blocks } of sectionsOf(other)) {
    const own = blocks.filter(counts);
    for (const [a, b] of inOrder((sections.get(section) ?? []).map(kindOf), own.map(kindOf))) {
      const id: unknown = sections.get(section)?.[a]?.attrs?.["id"];
      const at = own[b] && place.get(own[b]);
      if (typeof id === "string" && at !== undefined) found.set(at, id);
    }
  }
  return found;
}

function counts(block: OutputNode): boolean {
  return block.type !== "paragraph" || !isBlank(block, PLAIN);
}

/** Two blocks of one kind may say the same: a quote of the same passage, a heading of the same level. */
function kindOf({ type, attrs = {} }: OutputNode): string {
  const { verdict, anchor } = toQuote(attrs);
  if (type === "evidence") return `${type} ${verdict ?? ""} ${anchor ? toAnchorText(anchor) : ""}`;
  return type === "heading" ? `${type} ${String(attrs["level"])}` : type;
}

/** A longest common run of kinds, as pairs of places. */
function inOrder(before: readonly string[], after: readonly string[]): [number, number][] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let a = before.length - 1; a >= 0; a--)
    for (let b = after.length - 1; b >= 0; b--)
      lengths[a * width + b] =
        before[a] === after[b]
          ? 1 + (lengths[(a + 1) * width + b + 1] ?? 0)
          : Math.max(lengths[(a + 1) * width + b] ?? 0, lengths[a * width + b + 1] ?? 0);
  const pairs: [number, number][] = [];
  for (let a = 0, b = 0; a < before.length && b < after.length;) {
    if (before[a] === after[b]) pairs.push([a++, b++]);
    else if ((lengths[(a + 1) * width + b] ?? 0) >= (lengths[a * width + b + 1] ?? 0)) a++;
    else b++;
  }
  return pairs;
}
