import { AnchorNewer, resolveAnchor } from "./anchors.ts";
import type { Anchor, Block, EditMap, ResolvedAnchor } from "./revision.ts";

/**
 * What became of the words of a block since they were translated. As with a passage, and `changed` too where words came in
 * at its edges or the block was cut or joined: they are translated by nobody.
 */
export function paragraphState(
  anchor: Anchor,
  block: Pick<Block, "start" | "end">,
  maps: readonly EditMap[],
  revision: number,
): ResolvedAnchor["state"] {
  const [range] = anchor.ranges;
  if (anchor.revision === revision) return range?.start === block.start && range.end === block.end ? "same" : "changed";
  try {
    const { state, ranges } = resolveAnchor(anchor, maps, revision);
    const [now] = ranges;
    if (!now) return "changed";
    const isWhole = ranges.length === 1 && now.start === block.start && now.end === block.end;
    return isWhole ? state : "changed";
  } catch (error) {
    if (error instanceof AnchorNewer) return "same";
    throw error;
  }
}
