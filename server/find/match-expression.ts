import { VerdictLanguage } from "../../schema/domain/language.ts";
import { soughtForms } from "../../schema/language/stem/word-search.ts";
import type { SearchQuery, SearchTerm } from "../../schema/search/query.ts";

/*
 * A query as SQLite's FTS5 has it, over the columns x (words), s (stems, each with its language) and l (the language of the text). Its
 * words are letters and digits only, so that nothing that is typed is read as an operator of that.
 */

/** A stem as the index holds it: letters and digits of no word are mixed, so that none is taken for it. */
export function stemToken(stem: string, language: VerdictLanguage): string {
  return `${language}0${stem}`;
}

/** What a short word with marks begins with, as the index holds it. */
export function markedToken(marked: string): string {
  return `m0${marked}`;
}

/** What finds every paragraph that answers, and, unless `isSure`, others besides; null where no word is asked for. */
export function matchExpression(query: SearchQuery): string | null {
  if (query.all.length === 0) return null;
  const all = query.all.map((any) => `(${any.map(ofTerm).join(" OR ")})`).join(" AND ");
  const not = query.not.filter(isOneWord).map(ofTerm);
  return not.length === 0 ? all : `(${all}) NOT (${not.join(" OR ")})`;
}

/** Whether what the expression finds is what answers: which words stand one behind the other it does not know. */
export function isSure({ all, not }: SearchQuery): boolean {
  return [...all.flat(), ...not].every(isOneWord);
}

const isOneWord = ({ parts }: SearchTerm): boolean => parts.length === 1;
const quoted = (word: string): string => `"${word}"`;

function ofTerm(term: SearchTerm): string {
  return `(${term.parts.map((part, i) => ofPart(part, term, i === term.parts.length - 1)).join(" AND ")})`;
}

function ofPart(part: string, { isExact, begins, marked }: SearchTerm, isLast: boolean): string {
  if (begins && isLast) return `x : ${quoted(part)} *`;
  const ways = [`x : ${quoted(part)}`, ...(marked === null ? [] : [`s : ${quoted(markedToken(marked))}`])];
  for (const language of isExact ? [] : VerdictLanguage.options) {
    const { stems, words } = soughtForms(part, language);
    ways.push(...stems.map((stem) => `s : ${quoted(stemToken(stem, language))}`));
    if (words.length > 0) ways.push(`((x : (${words.map(quoted).join(" OR ")})) AND (l : ${quoted(language)}))`);
  }
  return `(${ways.join(" OR ")})`;
}
