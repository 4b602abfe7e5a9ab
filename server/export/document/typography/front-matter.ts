import type { Block } from "../manuscript/manuscript.ts";

/** Of a title, in points. */
export function titleSize({ length }: string, hasCover: boolean): number {
  if (length > 90) return hasCover ? 26 : 20;
  return hasCover ? (length > 40 ? 34 : 43) : 26;
}

/** So many lines of contents, the last ones, stand on one page: the last alone would be looked for in vain. */
export const LAST_TOGETHER = 3;

/** Whether contents name it. */
export function inContents(block: Block): block is Extract<Block, { kind: "heading" }> {
  return block.kind === "heading" && block.level <= 2;
}
