import type { EditMap } from "../../../schema/text/revision.ts";
import { AnchorNewer, resolveAnchor } from "../../../schema/text/anchors.ts";
import type { TagView } from "../../reader/text-views.ts";

/**
 * The tags whose words a correction or a redaction touched since their reader last looked at them (`seen`: up to which
 * revision, by id), in the order given. A tag whose words have gone is none of them: it is listed as such.
 */
export function touchedTags(
  tags: readonly TagView[],
  maps: readonly EditMap[],
  revision: number,
  seen: ReadonlyMap<string, number>,
): TagView[] {
  return tags.filter((tag) => {
    if (tag.deleted || (tag.state !== "changed" && tag.state !== "redacted")) return false;
    const until = seen.get(tag.id);
    if (until === undefined || !tag.anchor || until < tag.anchor.revision) return true;
    try {
      const then = resolveAnchor(tag.anchor, maps, until);
      return resolveAnchor({ revision: until, ranges: then.ranges }, maps, revision).state !== "same";
    } catch (error) {
      // Looked at on a text that is not here yet.
      if (error instanceof AnchorNewer) return false;
      throw error;
    }
  });
}
