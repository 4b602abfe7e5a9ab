import type { z } from "zod";
import type { Actor } from "../../schema/domain/can.ts";
import type { CategoryId, VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import type { FindPassagesAsked, FoundPassages } from "../../schema/protocol/http/search/find.ts";
import type { MatrixPassage } from "../../schema/protocol/http/matrix.ts";
import { answersQuery, searchedText } from "../../schema/search/match.ts";
import { asksForWords, readQuery } from "../../schema/search/query.ts";
import { standingPassages, withBelow } from "../matrix/cell.ts";
import { matrixCategories } from "../matrix/shown.ts";
import type { Store } from "../store/store.ts";
import { foundIn, narrowed, searchable } from "./view.ts";

/**
 * Passages that stand, with words of a query in their quote and of its category and those below. They are read from rows each time: what
 * somebody tags blind is in no index.
 */
export async function findPassages(
  store: Store,
  actor: Actor,
  { query: typed, in: within, language, most }: z.output<typeof FindPassagesAsked>,
): Promise<FoundPassages> {
  const query = readQuery(typed);
  const [all, methodology, members] = await Promise.all([
    searchable(store, actor),
    store.methodologies.current(),
    store.people.members(),
  ]);
  const category = query.category === null ? null : categoryCalled(methodology, query.category);
  const isCategoryUnknown = query.category !== null && category === null;
  const isAsked = !isCategoryUnknown && (category !== null || asksForWords(query));
  const categories = category === null ? null : withBelow(methodology, category, language);
  const found = new Map<VerdictId, MatrixPassage[]>();
  const out = { blind: 0, unsettled: 0 };
  for (const verdict of isAsked ? all : []) {
    const standing = await standingPassages(store, actor, verdict, methodology, language, categories);
    if (typeof standing === "string") out[standing]++;
    const answers = ({ quote }: MatrixPassage): boolean => answersQuery(searchedText(quote, verdict.language), query);
    found.set(verdict.id, (typeof standing === "string" ? [] : standing).filter(answers));
  }
  const listed = narrowed(all, within);
  const passages = listed.flatMap(({ id }) => found.get(id) ?? []);
  const shown = passages.slice(0, most);
  const [verdicts, authors] = [new Set(shown.map((each) => each.verdict)), new Set(shown.map((each) => each.author))];
  return {
    total: passages.length,
    verdicts: foundIn(all, new Map([...found].map(([id, of]) => [id, of.length]))),
    cell: {
      passages: shown,
      answers: [],
      verdicts: listed
        .filter(({ id }) => verdicts.has(id))
        .map(({ id, caseNumber, language: of, script }) => ({ id, caseNumber, lang: langOf(of, script) })),
      members: members.filter(({ id }) => authors.has(id)).map(({ id, name, initials }) => ({ id, name, initials })),
    },
    unread: [...query.unread],
    isCategoryUnknown,
    ...out,
  };
}

/** By its code or its id; null for what the version in force has not. */
function categoryCalled(methodology: MethodologyVersion | null, called: string): CategoryId | null {
  const named = matrixCategories(methodology).filter(({ isGone }) => !isGone);
  const isCalled = (name: string): boolean => foldForSearch(name) === called;
  return (named.find(({ code }) => isCalled(code)) ?? named.find(({ id }) => isCalled(id)))?.id ?? null;
}
