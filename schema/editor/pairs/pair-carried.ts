import { longestCommon } from "../../longest-common.ts";
import { sectionsOf, type OutputDocument, type OutputNode } from "../output-document.ts";
import { isBlank, PLAIN } from "../numbering.ts";
import { toAnchorText, toQuote } from "../output-nodes.ts";

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
    for (const [a, b] of longestCommon((sections.get(section) ?? []).map(kindOf), own.map(kindOf))) {
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
