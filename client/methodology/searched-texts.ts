import {
  type Localised,
  type LocalisedLists,
  UI_LANGUAGES,
  type UiLanguage,
  withoutScript,
} from "../../schema/domain/language.ts";
import type { Category, Question } from "../../schema/domain/methodology/methodology.ts";
import { ANY_LANGUAGE, answering, holdsWords, type SaidIn } from "../../schema/language/stem/word-search.ts";
import { cutAround } from "../elements/marked.ts";

/** A category or a question, as far as it is looked through. */
type Searched = Pick<Category, "label"> &
  Partial<Omit<Category, "id" | "label">> &
  Partial<Pick<Question, "help" | "choices">>;

/** What one of them says in a language; joined, as words may stand in several of its texts. */
interface Said extends SaidIn {
  of: UiLanguage | null;
  lines: readonly string[];
}

const known = new WeakMap<Searched, readonly Said[]>();

/** Categories and questions that hold words, in any language and either script. */
export function holdingWords(all: readonly Searched[], words: string): ReadonlySet<Searched> {
  return answering(all, saidOf, words);
}

/** The line of one that holds words which it does not say in a language, and the line's own; null where it says them. */
export function lineElsewhere(
  each: Searched,
  words: string,
  language: UiLanguage,
): { line: string; of: UiLanguage } | null {
  const said = saidOf(each);
  const holds = (one: Said): number => holdsWords(one.text, words, one.languages);
  if (said.some((one) => (one.of === null || one.of === language) && holds(one) > 0)) return null;
  for (const enough of [3, 2, 1])
    for (const one of said)
      if (one.of && holds(one) >= enough) {
        const most = (line: string): number =>
          words.split(/\s+/u).filter((word) => holdsWords(line, word, one.languages) > 0).length;
        const [line] = one.lines.toSorted((a, b) => most(b) - most(a));
        if (line) return { line: cutAround(line, words), of: one.of };
      }
  return null;
}

function saidOf(each: Searched): readonly Said[] {
  let said = known.get(each);
  if (!said) known.set(each, (said = textsOf(each)));
  return said;
}

function textsOf({ label, code = "", ...rest }: Searched): Said[] {
  const { definition = {}, example = {}, nearMiss = {}, spanRule = {}, help = {}, include = {}, exclude = {} } = rest;
  const all: (Localised | LocalisedLists)[] = [label, definition, example, nearMiss, spanRule, help, include, exclude];
  all.push(...(rest.choices ?? []).map((choice) => choice.label));
  const ofLanguages = UI_LANGUAGES.map((of): Said => {
    const lines = all.flatMap((each) => each[of] ?? []);
    return { of, lines, text: lines.join("\n"), languages: [withoutScript(of)] };
  });
  return [{ of: null, lines: [], text: code, languages: ANY_LANGUAGE }, ...ofLanguages];
}
