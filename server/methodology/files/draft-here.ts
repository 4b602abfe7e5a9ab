import type { CategoryId } from "../../../schema/domain/ids.ts";
import type { Category, MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { FileProblem } from "../../../schema/protocol/http/methodology-files.ts";
import { TypedText } from "../../../schema/rooms/field-rule.ts";
import type { SheetKind } from "./sheet-columns.ts";
import { rowKey, type AsMade } from "./since-made.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { nextCode } from "../../../schema/rooms/draft/draft-acts.ts";

/** The draft that a file is brought into. */
export interface DraftHere {
  content: MethodologyContent;
  /** Categories that it does not show any more (removed, merged, split, retired): their keys and codes stay theirs. */
  hidden: readonly Pick<Category, "id" | "code">[];
}

/** What a file makes of a draft. What the file has not is left out of `content`. */
export interface FileRead {
  content: MethodologyContent;
  problems: FileProblem[];
  isOurs: boolean;
  /** What it held when it was made here; null where it does not say. */
  made: AsMade | null;
}

/** The keys of what a content has, by the sheet in which a workbook has it. */
export function keysOf({ categories, groups, questions }: MethodologyContent): Record<SheetKind, ReadonlySet<string>> {
  const ids = (all: readonly { id: string }[]): Set<string> => new Set(all.map(({ id }) => id));
  const choices = questions.flatMap(({ id: question, choices: own = [] }) =>
    own.map(({ id }) => rowKey("choices", id, question)),
  );
  return { categories: ids(categories), groups: ids(groups), questions: ids(questions), choices: new Set(choices) };
}

export function newCategory(id: CategoryId, code: string, parent: CategoryId | null): Category {
  return {
    id,
    code,
    parent,
    label: {},
    definition: {},
    include: {},
    exclude: {},
    example: {},
    exampleFrom: null,
    nearMiss: {},
    digit: null,
    onlyChildren: false,
    spanRule: {},
  };
}

/** Gives codes that nobody has yet. */
export class Codes {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The next free code below a parent's code; null = at the top. */
  next(parent: string | null): string {
    const code = nextCode(
      [...this.#taken].map((each) => ({ code: each, entry: each })),
      parent,
    );
    this.#taken.add(code);
    return code;
  }

  /** Whether it was free, and is taken now. */
  take(code: string): boolean {
    const isFree = !this.#taken.has(code);
    this.#taken.add(code);
    return isFree;
  }
}

/** A text as a draft may hold it: ends trimmed, lines as LF; null where it may not. */
export function draftText(text: string): string | null {
  const clean = text.replace(/\r\n?/g, "\n").trim();
  return TypedText.safeParse(clean).success ? clean : null;
}

/** One rule a line, as drafts hold lists. */
export function toLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/**
 * Categories from top to bottom, each below its parent, siblings in their order. One whose parent is not among them goes to
 * the top, and so does the first of each ring.
 */
export function inTreeOrder(categories: readonly Category[]): Category[] {
  const known = new Set(categories.map(({ id }) => id));
  const left = new Set(categories);
  const below = groupBy(categories, ({ parent }) => parent);
  const ordered: Category[] = [];
  const put = (top: Category): void => {
    // A ladder of thousands is no deeper a call than a flat list.
    const waiting: [Category, CategoryId | null][] = [[top, null]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [category, parent] = next;
      if (!left.delete(category)) continue;
      ordered.push(parent === category.parent ? category : { ...category, parent });
      for (const child of (below.get(category.id) ?? []).toReversed()) waiting.push([child, category.id]);
    }
  };
  for (const category of categories) if (category.parent === null || !known.has(category.parent)) put(category);
  for (const category of categories) put(category);
  return ordered;
}

/** Questions by the order of their groups, as drafts give them. */
export function inGroupOrder({ questions, groups }: MethodologyContent): MethodologyContent["questions"] {
  const places = new Map(groups.map(({ id }, place) => [id, place]));
  const placeOf = (group: string): number => places.get(group) ?? groups.length;
  return [...questions].sort((a, b) => placeOf(a.group) - placeOf(b.group));
}
