import type { CategoryId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { WordingPart } from "../../../schema/domain/workshop/ballot.ts";
import type { NamedCategory, WordingList } from "../../../schema/protocol/http/workshops/ballots.ts";
import { readWordings } from "../../api/workshops/ballots.ts";

export type WordedCategory = WordingList["categories"][number];

/** Labels of categories are asked for once a page, by however many wordings it shows. */
const asked = new Map<WorkshopId, Promise<WordingList>>();

function wordings(workshop: WorkshopId): Promise<WordingList> {
  const known = asked.get(workshop) ?? readWordings(workshop);
  asked.set(workshop, known);
  known.catch(() => asked.delete(workshop));
  return known;
}

/** The categories as the draft named them when they were first asked for. */
export async function namedCategories(workshop: WorkshopId): Promise<readonly WordedCategory[]> {
  return (await wordings(workshop)).categories;
}

/** The same, and those that a version retired or split since. */
export async function everNamed(workshop: WorkshopId): Promise<readonly NamedCategory[]> {
  const { categories, gone } = await wordings(workshop);
  return [...categories, ...gone];
}

/** As the draft words them now. */
export async function wordedNow(workshop: WorkshopId): Promise<readonly WordedCategory[]> {
  asked.delete(workshop);
  return namedCategories(workshop);
}

/** What a part of a category says in a language; lists have a case a line. */
export function wordsOf(category: WordedCategory, part: WordingPart, language: UiLanguage): string {
  const said =
    part === "include" || part === "exclude" ? category[part][language]?.join("\n") : category[part][language];
  return (said ?? "").trim();
}

export const categoryOf = <Named extends NamedCategory>(
  categories: readonly Named[],
  id: CategoryId | "",
): Named | undefined => categories.find((each) => each.id === id);
