import type { CategoryId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { WordingPart } from "../../../schema/domain/workshop/ballot.ts";
import type { WordingList } from "../../../schema/protocol/http/workshops/ballots.ts";
import { readWordings } from "../../api/workshops/ballots.ts";

export type WordedCategory = WordingList["categories"][number];

/** Labels of categories are asked for once a page, by however many wordings it shows. */
const asked = new Map<WorkshopId, Promise<readonly WordedCategory[]>>();

/** The categories as the draft named them when they were first asked for. */
export function namedCategories(workshop: WorkshopId): Promise<readonly WordedCategory[]> {
  const known = asked.get(workshop) ?? readWordings(workshop).then(({ categories }) => categories);
  asked.set(workshop, known);
  known.catch(() => asked.delete(workshop));
  return known;
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

export const categoryOf = (categories: readonly WordedCategory[], id: CategoryId | ""): WordedCategory | undefined =>
  categories.find((each) => each.id === id);
