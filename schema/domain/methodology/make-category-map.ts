import { PARTS_MAX, type CategoryFate, type CategoryMap } from "./category-map.ts";
import type { ContentProblem } from "./content-problems.ts";
import type { CategoryId } from "../ids.ts";
import type { LocalisedLists, Localised } from "../language.ts";
import type { Category, MethodologyVersion } from "./methodology.ts";

/** What a draft says of its categories, those that are given up and those that were never in a version too. */
export type DraftFates = ReadonlyMap<CategoryId, CategoryFate | null>;

/** Over so many categories a chain is followed: all parts of all parts. Each category of a version follows its own. */
const WAY_MAX = PARTS_MAX ** 2;

/** A category as the tree of a draft has it, or as a version has it. */
type Meaning = Pick<Category, "id" | "definition" | "include" | "exclude">;

/**
 * How the version in force becomes a draft: `after` are the draft's categories that are shown. Chains are followed to
 * where they end (merged into one that is itself split, …), so that every category named in the map stands in the new
 * version. What is gone without a word is retired. `changed`: what was decided of categories that read otherwise.
 */
export function makeCategoryMap(
  before: MethodologyVersion,
  after: readonly Pick<Category, "id">[],
  fates: DraftFates,
  changed: Readonly<Partial<Record<CategoryId, "same" | "redefined">>>,
): { map: CategoryMap; problems: ContentProblem[] } {
  const shown = new Set(after.map(({ id }) => id));
  const map: CategoryMap = { from: before.number, fates: {} };
  const problems: ContentProblem[] = [];
  for (const { id } of before.content.categories) {
    const fate = fates.get(id) ?? null;
    if (shown.has(id) && fate?.kind !== "split") {
      const isRedefined = (changed[id] ?? fate?.kind) === "redefined";
      if (isRedefined) map.fates[id] = { kind: "redefined" };
      continue;
    }
    const { parts, missing, isTooMany } = partsOf(id, shown, fates);
    if (isTooMany) problems.push({ code: "fate-many", root: "categories", id, other: null });
    else for (const other of missing) problems.push({ code: "fate-missing", root: "categories", id, other });
    map.fates[id] = fateOf(id, parts);
  }
  return { map, problems };
}

/** A category on the way from the one that is asked for, and those that it became. */
interface Step {
  id: CategoryId;
  isMerged: boolean;
  into: readonly CategoryId[];
  next: number;
  hasEnds: boolean;
}

/**
 * What a category became: the shown categories at the ends of all chains, and ends that are not there, as far as a version can hold
 * them. Each category on the way is looked at once, as splits may lead from each to each.
 */
function partsOf(
  start: CategoryId,
  shown: ReadonlySet<CategoryId>,
  fates: DraftFates,
): { parts: CategoryId[]; missing: CategoryId[]; isTooMany: boolean } {
  const parts = new Set<CategoryId>();
  const missing = new Set<CategoryId>();
  /** Whether chains from a category end anywhere; null while it is on the way. */
  const known = new Map<CategoryId, boolean | null>();
  const way: Step[] = [];
  const end = (id: CategoryId, isThere: boolean): boolean => {
    (isThere ? parts : missing).add(id);
    return true;
  };
  /** Whether chains from it end anywhere; null where that is to be seen, and it is the last on the way. */
  const enter = (id: CategoryId): boolean | null => {
    const before = known.get(id);
    if (before === null) return end(id, shown.has(id));
    if (before !== undefined) return before;
    const fate = fates.get(id) ?? null;
    if (fate?.kind !== "merged" && fate?.kind !== "split") {
      const isEnd = shown.has(id) && end(id, true);
      known.set(id, isEnd);
      return isEnd;
    }
    known.set(id, null);
    const isMerged = fate.kind === "merged";
    way.push({ id, isMerged, into: isMerged ? [fate.into] : fate.into, next: 0, hasEnds: false });
    return null;
  };
  const isTooMany = (): boolean => parts.size > PARTS_MAX || missing.size > PARTS_MAX || known.size > WAY_MAX;
  let found = enter(start);
  for (let step = way.at(-1); step && !isTooMany(); step = way.at(-1)) {
    step.hasEnds ||= found === true;
    const other = step.into[step.next++];
    if (other !== undefined) {
      found = enter(other);
      continue;
    }
    const [into] = step.into;
    // Gone without a word: nobody meant that for this one.
    if (!step.hasEnds && step.isMerged && into !== undefined && fates.get(into)?.kind !== "retired")
      step.hasEnds = end(into, false);
    known.set(step.id, step.hasEnds);
    found = step.hasEnds;
    way.pop();
  }
  return { parts: [...parts].slice(0, PARTS_MAX), missing: [...missing], isTooMany: isTooMany() };
}

function fateOf(id: CategoryId, parts: readonly CategoryId[]): CategoryFate {
  const [first] = parts;
  if (!first) return { kind: "retired" };
  if (parts.length > 1) return { kind: "split", into: [...parts] };
  // The others of a split were given up again, and some of its tags were meant for them.
  return first === id ? { kind: "redefined" } : { kind: "merged", into: first };
}

/**
 * Categories of both that read otherwise: words of a definition or of a rule when to use it changed, went, or came to others of the
 * same language. A first text in a language is a translation, another label another name.
 */
export function changedMeanings(before: readonly Meaning[], after: readonly Meaning[]): CategoryId[] {
  const earlier = new Map(before.map((category) => [category.id, category]));
  return after.flatMap((category) => {
    const was = earlier.get(category.id);
    return was && readsOtherwise(was, category) ? [category.id] : [];
  });
}

function readsOtherwise(before: Meaning, after: Meaning): boolean {
  return (
    hasChanged(before.definition, after.definition) ||
    hasChanged(before.include, after.include) ||
    hasChanged(before.exclude, after.exclude)
  );
}

function hasChanged(before: Localised | LocalisedLists, after: Localised | LocalisedLists): boolean {
  const texts = new Map<string, string>(Object.entries(after).map(([language, text]) => [language, plain(text)]));
  return Object.entries(before).some(
    ([language, text]) => plain(text) !== "" && plain(text) !== (texts.get(language) ?? ""),
  );
}

function plain(text: string | readonly string[]): string {
  return (typeof text === "string" ? text : text.join("\n")).replaceAll(/\s+/g, " ").trim();
}
