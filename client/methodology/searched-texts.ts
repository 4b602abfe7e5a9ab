import {
  type Localised,
  type LocalisedLists,
  UI_LANGUAGES,
  type UiLanguage,
  withoutScript,
} from "../../schema/domain/language.ts";
import type { Category, Question } from "../../schema/domain/methodology/methodology.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import { stemsAsked, stemsIn } from "../../schema/language/stem/word-forms.ts";

/** A category or a question, as far as it is looked through. */
type Searched = Pick<Category, "label"> &
  Partial<Omit<Category, "id" | "label">> &
  Partial<Pick<Question, "help" | "choices">>;

interface Texts {
  folded: string;
  stems: ReadonlyMap<UiLanguage, ReadonlySet<string>>;
}

/** What categories and questions say, in all languages, made ready once: those who read it together have each their own. */
export class SearchedTexts {
  readonly #texts = new WeakMap<Searched, Texts>();

  /** Whether words stand in it: as they are typed, in any language and either script, or each in some form of one language. */
  holds(each: Searched, words: string): boolean {
    const { folded, stems } = this.#textsOf(each);
    if (folded.includes(foldForSearch(words))) return true;
    return UI_LANGUAGES.some((language) => {
      const asked = stemsAsked(words, withoutScript(language));
      return asked?.every((stem) => stems.get(language)?.has(stem)) ?? false;
    });
  }

  #textsOf(each: Searched): Texts {
    let texts = this.#texts.get(each);
    if (!texts) this.#texts.set(each, (texts = textsOf(each)));
    return texts;
  }
}

function textsOf({ label, code = "", ...rest }: Searched): Texts {
  const { definition = {}, example = {}, nearMiss = {}, spanRule = {}, help = {}, include = {}, exclude = {} } = rest;
  const all: (Localised | LocalisedLists)[] = [label, definition, example, nearMiss, spanRule, help, include, exclude];
  all.push(...(rest.choices ?? []).map((choice) => choice.label));
  const ofLanguage = (language: UiLanguage): string => all.flatMap((each) => each[language] ?? []).join("\n");
  return {
    folded: foldForSearch([code, ...UI_LANGUAGES.map(ofLanguage)].join("\n")),
    stems: new Map(UI_LANGUAGES.map((language) => [language, stemsIn(ofLanguage(language), withoutScript(language))])),
  };
}
