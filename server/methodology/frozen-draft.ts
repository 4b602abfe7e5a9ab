import { createHash } from "node:crypto";
import type * as Y from "yjs";
import { partsIn, type CategoryMap } from "../../schema/domain/methodology/category-map.ts";
import { contentProblems, type ContentProblem } from "../../schema/domain/methodology/content-problems.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import {
  changedMeanings,
  makeCategoryMap,
  type DraftFates,
} from "../../schema/domain/methodology/make-category-map.ts";
import type { MethodologyContent, MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { FreezeCommand } from "../../schema/protocol/http/methodology.ts";
import { draftContent } from "../../schema/rooms/draft/draft-content.ts";
import { draftWithout, fatesWithout, type LeftOut } from "../../schema/rooms/draft/draft-without.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import { isShown } from "../../schema/rooms/draft/draft-tree.ts";

/** A draft as it stood at one moment. */
export interface DraftState {
  content: MethodologyContent;
  fates: DraftFates;
  /** Stands for all of it. */
  seen: string;
}

/** `without`: new categories that wait for a decision and stay out of it. */
export function readDraft(doc: Y.Doc, without: LeftOut = { left: [], inForce: { categories: [] } }): DraftState {
  const room = new DraftRoom(doc);
  const { left } = without;
  const content = draftWithout(room, without);
  const fates = new Map(
    fatesWithout(room.categories(), without).map(
      ({ id, fate, deleted }) => [id, deleted === null ? fate : null] as const,
    ),
  );
  const seen = createHash("sha256")
    .update(JSON.stringify([content, [...fates], left]))
    .digest("base64url");
  return { content, fates, seen };
}

/** What freezing a draft would make of the version in force. */
export interface FrozenDraft {
  content: MethodologyContent;
  map: CategoryMap;
  problems: ContentProblem[];
  /** Categories that read otherwise and of which nobody has said whether they mean the same. */
  undecided: CategoryId[];
  /** Parts of categories that were split, of which no language says what they mean. */
  undefinedParts: CategoryId[];
}

export function frozenDraft(
  { content, fates }: DraftState,
  inForce: MethodologyVersion,
  decided: Required<FreezeCommand>["changed"],
): FrozenDraft {
  const { map, problems } = makeCategoryMap(inForce, content.categories, fates, decided);
  const undecided = changedMeanings(inForce.content.categories, content.categories).filter(
    (id) => decided[id] === undefined && !map.fates[id],
  );
  const parts = new Set(Object.values(map.fates).flatMap((fate) => (fate.kind === "split" ? fate.into : [])));
  const isDefined = ({ definition }: (typeof content.categories)[number]): boolean =>
    Object.values(definition).some((text) => text.trim() !== "");
  const undefinedParts = content.categories
    .filter((category) => parts.has(category.id) && !isDefined(category))
    .map(({ id }) => id);
  const carried = sourcesCarrier(map, content);
  const outputs = content.outputs.map((output) => ({
    ...output,
    sections: output.sections.map((section) => ({ ...section, ...carried(section) })),
  }));
  return {
    content: { ...content, outputs },
    map,
    problems: [...contentProblems(content), ...problems],
    undecided,
    undefinedParts,
  };
}

interface Sources {
  fromCategories: readonly string[];
  fromQuestions: readonly string[];
}

/** Says what a section draws on, once its categories are what a map makes of them. */
function sourcesCarrier(
  map: CategoryMap,
  { categories, questions }: MethodologyContent,
): (section: Sources) => { fromCategories: CategoryId[]; fromQuestions: string[] } {
  // Once for all sections: there may be thousands of them, of categories and of questions.
  const known = new Set<string>(categories.map(({ id }) => id));
  const asked = new Set<string>(questions.map(({ id }) => id));
  return ({ fromCategories, fromQuestions }) => {
    const carried = fromCategories.flatMap((id) => partsIn(map, id as CategoryId)).filter((id) => known.has(id));
    return {
      fromCategories: [...new Set(carried)],
      fromQuestions: fromQuestions.filter((question) => asked.has(question)),
    };
  };
}

/**
 * Takes out of a draft what a version took: fates that it carried out, and categories that it has no more. What people said
 * since the version was made stays. Twice is once. `now`: ISO 8601 UTC.
 */
export function settleDraft(doc: Y.Doc, version: MethodologyVersion, now: string): void {
  const room = new DraftRoom(doc);
  const { categories, sections } = room.roots;
  const map = version.maps.find(({ from }) => from === version.number - 1);
  if (!map) return;
  const frozen = new Set(version.content.categories.map(({ id }) => id));
  for (const category of room.categories()) {
    const { id, entry, fate, deleted } = category;
    if (deleted !== null || fate === null) continue;
    // A fate of one that is in the version was either carried out by it, or is newer than it.
    if (frozen.has(id) && (fate.kind === "same" || fate.kind === map.fates[id]?.kind))
      categories.set(entry, { fate: null });
    if (!frozen.has(id) && !isShown(category)) categories.set(entry, { fate: null, deleted: now });
  }
  const carried = sourcesCarrier(map, draftContent(room));
  for (const section of room.sections()) {
    const sources = carried(section);
    const { fromCategories, fromQuestions } = section;
    const isSame = JSON.stringify(sources) === JSON.stringify({ fromCategories, fromQuestions });
    if (section.deleted === null && !isSame) sections.set(section.entry, sources);
  }
}
