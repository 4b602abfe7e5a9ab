import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { EvidenceView } from "./answer-view.ts";

/** An answer's evidence as the text stands now, in the order of the text; what has no place in it comes last. */
export function evidenceViews(
  shown: Pick<ShownVerdict, "resolve">,
  tagOf: (id: string) => TagView | null,
  evidence: readonly { id: string; anchor: Anchor | null }[],
  authorOf: (id: string) => MemberCard | null,
): EvidenceView[] {
  const views = evidence.map(({ id, anchor }): EvidenceView => {
    const author = authorOf(id);
    if (anchor) {
      const at = shown.resolve(anchor);
      return { id, tag: null, ranges: at?.ranges ?? [], anchor, state: at?.state ?? "gone", isSeen: false, author };
    }
    const tag = tagOf(id);
    if (!tag) return { id, tag: null, ranges: [], anchor: null, state: "gone", isSeen: false, author };
    const { code, label, ranges, state, deleted, isSeen = false } = tag;
    const about = { id, tag: { code, label }, anchor: tag.anchor ?? null, isSeen, author };
    return deleted ? { ...about, ranges: [], state: "gone" } : { ...about, ranges, state };
  });
  const start = ({ ranges }: EvidenceView): number => ranges[0]?.start ?? Infinity;
  return views.sort((a, b) => start(a) - start(b));
}
