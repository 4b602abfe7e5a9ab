import { localise } from "../../schema/domain/language.ts";
import { needsReview } from "../../schema/domain/shown-category.ts";
import type { Annotation } from "../../schema/rooms/layer-room.ts";
import type { ResolvedAnchor } from "../../schema/text/revision.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import type { TagView } from "./view-model.ts";

/** A tag as it is shown, wherever it is kept; `state`: what only its layer knows. */
export function tagView(
  shown: ShownVerdict,
  annotation: Pick<Annotation, "id" | "category" | "version" | "anchor" | "note" | "createdAt">,
  at: ResolvedAnchor,
  state: Pick<TagView, "author" | "changedBy" | "canChange" | "pending" | "deleted">,
): TagView {
  const { id, anchor, note, createdAt, version } = annotation;
  const tagged = shown.tagged(annotation.category, version);
  const category = shown.category(tagged.category);
  return {
    id,
    category: tagged.category,
    code: category?.code ?? "?",
    label: category ? localise(category.label, shown.language) : tagged.category,
    review: needsReview(tagged) ? tagged : null,
    ranges: at.ranges,
    anchor,
    state: at.state,
    note,
    mine: state.author.id === shown.me,
    createdAt,
    version,
    ...state,
  };
}
