import type { CategoryId } from "../../domain/ids.ts";
import type { MethodologyContent } from "../../domain/methodology/methodology.ts";
import { withoutCategories } from "../../domain/methodology/without-categories.ts";
import { draftContent } from "./draft-content.ts";
import type { DraftCategory, DraftRoom } from "./draft-room.ts";

/** New categories that stay out of a version, and what is in force before it. */
export interface LeftOut {
  left: readonly CategoryId[];
  inForce: Pick<MethodologyContent, "categories">;
}

/** The draft as a version would be frozen from it, without what is left out. */
export function draftWithout(room: DraftRoom, { left, inForce }: LeftOut): MethodologyContent {
  return withoutCategories(draftContent(room, fatesWithout(room.categories(), { left, inForce })), left);
}

/**
 * The categories of a draft, of which what is in force and was to become one that is left out becomes nothing else: it stays as it
 * is. One that is new and would have become that stays out as it was.
 */
export function fatesWithout(categories: readonly DraftCategory[], { left, inForce }: LeftOut): DraftCategory[] {
  const known = new Set<CategoryId>(inForce.categories.map(({ id }) => id));
  const sources = new Map<CategoryId, CategoryId[]>();
  for (const { id, fate } of categories)
    for (const to of becomes(fate)) sources.set(to, [...(sources.get(to) ?? []), id]);
  const kept = new Set<CategoryId>();
  const out = new Set(left);
  const next = [...left];
  for (let id = next.pop(); id; id = next.pop())
    for (const of of sources.get(id) ?? []) {
      if (known.has(of)) kept.add(of);
      else if (!out.has(of)) {
        // New, and on the way there from what is in force: what was to become that one stays as it is, too.
        out.add(of);
        next.push(of);
      }
    }
  return categories.map((each) => (kept.has(each.id) ? { ...each, fate: null } : each));
}

/** What a category is to become. */
export function becomes(fate: DraftCategory["fate"]): readonly CategoryId[] {
  return fate && "into" in fate ? [fate.into].flat() : [];
}
