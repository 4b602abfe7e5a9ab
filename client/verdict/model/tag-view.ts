import { mayChangeEntry } from "../../../schema/domain/change-entry.ts";
import { localise } from "../../../schema/domain/language.ts";
import { needsReview } from "../../../schema/domain/methodology/shown-category.ts";
import type { Annotation } from "../../../schema/rooms/layer-room.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import type { ResolvedAnchor } from "../../../schema/text/revision.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import type { TagView } from "../../reader/text-views.ts";
import { tagWords, type TagWord } from "../../../schema/rooms/tag-words.ts";

/** A tag as it is shown, wherever it is kept; `state`: what only its layer knows. */
export function tagView(
  shown: ShownVerdict,
  annotation: Pick<Annotation, "id" | "category" | "version" | "anchor" | TagWord | "createdAt">,
  at: ResolvedAnchor,
  state: Pick<TagView, "author" | "by" | "changedBy" | "canChange" | "pending" | "deleted">,
  /** Whether it is of what is settled, and the reader may change that with a reason. */
  canRule = false,
): TagView {
  const { id, anchor, createdAt, version } = annotation;
  const tagged = shown.tagged(annotation.category, version);
  const category = shown.category(tagged.category);
  const isTheirs = mayChangeEntry("creator-or-facilitator", shown.myCard, state.author.id === shown.me);
  const isOwn = state.canChange && isTheirs;
  const parts = canRule || isOwn ? tagged.candidates.flatMap((part) => shown.category(part) ?? []) : [];
  // Put aside to be talked over, it may be the category that was proposed from its words.
  const proposed = isOwn && tagged.category === DISCUSS ? shown.exampleAt(at.ranges) : [];
  return {
    id,
    category: tagged.category,
    code: category?.code ?? "?",
    label: category ? localise(category.label, shown.language) : tagged.category,
    review: needsReview(tagged) ? tagged : null,
    sorting: [...parts, ...proposed].map((part) => ({
      category: part.id,
      code: part.code,
      label: localise(part.label, shown.language),
    })),
    ranges: at.ranges,
    anchor,
    state: at.state,
    ...tagWords(annotation),
    mine: state.author.id === shown.me,
    createdAt,
    version,
    canRule,
    ...state,
  };
}
