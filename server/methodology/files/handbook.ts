import { UI_LANGUAGES, type Localised, type LocalisedLists, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Category, MethodologyContent, Question } from "../../../schema/domain/methodology/methodology.ts";
import { withCodes } from "../../../schema/domain/methodology/with-codes.ts";
import { xmlText } from "../../export/files/clean.ts";
import { branchHue } from "./branch-hues.ts";
import { HANDBOOK_WORDS, OWN_NAMES, type HandbookWords } from "./handbook-words.ts";
import { versionText, type FileHead } from "./xlsx.ts";

/** A text as it is printed: with the language that it is in, which may be another where there is no text in the one asked for. */
export interface Said {
  lines: string[];
  language: UiLanguage;
  /** It only says that there is no text. */
  isMissing: boolean;
}

/** One part of a category or question, beside each other in each language. */
export interface Part {
  names: Said[];
  /** Null where the part has nothing to say. */
  texts: Said[];
  isList: boolean;
}

export interface HandbookCategory {
  id: string;
  code: string;
  /** 0 = a branch. */
  depth: number;
  hue: { line: string; text: string; tint: string };
  labels: Said[];
  /** "Digit 3", "a heading", in each language; [] where there is nothing to say. */
  remarks: Said[][];
  parts: Part[];
}

export interface HandbookQuestion {
  labels: Said[];
  /** Kind of answer, whom it is asked of, evidence, condition: a line a language. */
  remarks: Said[];
  parts: Part[];
}

/** The methodology as a book in one or two languages; what DOCX and PDF are made of. */
export interface Handbook {
  languages: UiLanguage[];
  words: HandbookWords[];
  titles: Said[];
  subtitles: Said[];
  network: string;
  versions: Said[];
  languageNames: string;
  categories: HandbookCategory[];
  groups: { labels: Said[]; questions: HandbookQuestion[] }[];
}

export function toHandbook(content: MethodologyContent, languages: readonly UiLanguage[], head: FileHead): Handbook {
  const asked = languages.slice(0, 2);
  const saying = new Saying(asked);
  const { groups, questions } = content;
  return {
    languages: asked,
    words: asked.map((language) => HANDBOOK_WORDS[language]),
    titles: saying.texts(content.title),
    subtitles: saying.words((words) => words.handbook),
    network: xmlText(head.network),
    versions: asked.map((language) => plain(versionText(head, language), language)),
    languageNames: asked.map((language) => OWN_NAMES[language]).join(" · "),
    categories: content.categories.map((category) => toCategory(category, content, saying)),
    groups: groups.map(({ id, label }) => ({
      labels: saying.texts(label),
      questions: questions.filter(({ group }) => group === id).map((question) => toQuestion(question, content, saying)),
    })),
  };
}

function toCategory(category: Category, { categories }: MethodologyContent, saying: Saying): HandbookCategory {
  const { id, code, digit, onlyChildren } = category;
  const coded = (text: string): string => withCodes(categories, text);
  const part = (name: keyof HandbookWords["texts"], texts: Localised | LocalisedLists, isList = false): Part[] =>
    isEmpty(texts)
      ? []
      : [{ names: saying.words((words) => words.texts[name]), texts: saying.texts(texts, coded), isList }];
  return {
    id,
    code,
    depth: depthOf(category, categories),
    hue: branchHue(code),
    labels: saying.texts(category.label),
    remarks: [
      ...(digit === null ? [] : [saying.words((words) => `${words.digit} ${digit}`)]),
      ...(onlyChildren ? [saying.words((words) => words.heading)] : []),
    ],
    parts: [
      ...part("definition", category.definition),
      ...part("include", category.include, true),
      ...part("exclude", category.exclude, true),
      ...part("spanRule", category.spanRule),
      ...part("example", category.example),
      ...part("nearMiss", category.nearMiss),
    ],
  };
}

function depthOf({ parent }: Category, categories: readonly Category[]): number {
  let depth = 0;
  for (let at = parent; at !== null && depth < 20; depth++) {
    const above: string = at;
    at = categories.find(({ id }) => id === above)?.parent ?? null;
  }
  return depth;
}

function toQuestion(question: Question, content: MethodologyContent, saying: Saying): HandbookQuestion {
  const { label, help = {}, type, perUnit, evidenceExpected, from, choices = [] } = question;
  const part = (nameOf: (words: HandbookWords) => string, texts: Said[], isList: boolean): Part => ({
    names: saying.words(nameOf),
    texts,
    isList,
  });
  return {
    labels: saying.texts(label),
    remarks: saying.words((words) =>
      [
        words.types[type],
        words.levels[perUnit],
        ...(from ? [words.fromData] : evidenceExpected ? [words.evidence] : []),
      ].join(" · "),
    ),
    parts: [
      ...(isEmpty(help) ? [] : [part((words) => words.help, saying.texts(help), false)]),
      ...(choices.length > 0
        ? [part((words) => words.choices, saying.lists(choices.map((each) => each.label)), true)]
        : []),
      ...conditionPart(question, content, saying),
    ],
  };
}

function conditionPart({ shownIf }: Question, { questions }: MethodologyContent, saying: Saying): Part[] {
  const other = questions.find(({ id }) => id === shownIf?.question);
  if (!shownIf || !other) return [];
  const texts = saying.languages.map((language) => {
    const { answers } = HANDBOOK_WORDS[language];
    const values = shownIf.values.map((value) => {
      const choice = other.choices?.find(({ id }) => id === value);
      return choice
        ? saying.one(choice.label, language).lines.join(" ")
        : (answers[value as keyof typeof answers] ?? value);
    });
    const either = new Intl.ListFormat(language, { type: "disjunction" }).format(values);
    return plain(`${saying.one(other.label, language).lines.join(" ")} – ${either}`, language);
  });
  return [{ names: saying.words((words) => words.shownIf), texts, isList: false }];
}

function isEmpty(texts: Localised | LocalisedLists): boolean {
  return !Object.values(texts).some((text) => text.length > 0);
}

function plain(text: string, language: UiLanguage): Said {
  return { lines: xmlText(text).split("\n"), language, isMissing: false };
}

/** Says texts in the languages of a book. */
class Saying {
  readonly languages: readonly UiLanguage[];

  constructor(languages: readonly UiLanguage[]) {
    this.languages = languages;
  }

  words(wordOf: (words: HandbookWords) => string): Said[] {
    return this.languages.map((language) => plain(wordOf(HANDBOOK_WORDS[language]), language));
  }

  texts(texts: Localised | LocalisedLists, change: (text: string) => string = (text) => text): Said[] {
    return this.languages.map((language) => this.one(texts, language, change));
  }

  /** Several texts as one list. */
  lists(texts: readonly Localised[]): Said[] {
    return this.languages.map((language) => ({
      lines: texts.flatMap((text) => this.one(text, language).lines),
      language,
      isMissing: false,
    }));
  }

  /**
   * In one language, else in the other Serbian script; a book in one language then goes on to English and to whatever there
   * is, one in two says that it is missing, since the other text stands beside it.
   */
  one(texts: Localised | LocalisedLists, language: UiLanguage, change = (text: string): string => text): Said {
    const other = ({ "sr-Latn": ["sr-Cyrl"], "sr-Cyrl": ["sr-Latn"] } as const)[language as "sr-Latn"] ?? [];
    const chain = [language, ...other, ...(this.languages.length === 1 ? (["en", ...UI_LANGUAGES] as const) : [])];
    const found = chain.find((each) => (texts[each]?.length ?? 0) > 0);
    const text = found ? (texts[found] ?? "") : "";
    if (found === undefined) return { ...plain(HANDBOOK_WORDS[language].missing, language), isMissing: true };
    const lines = typeof text === "string" ? xmlText(text.trim()).split("\n") : text.map(xmlText);
    return { lines: lines.map(change), language: found, isMissing: false };
  }
}
