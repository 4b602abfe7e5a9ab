import { writeMinute } from "../../../schema/language/dates.ts";
import { formatCitation } from "../../../schema/text/citation.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { ExportWords } from "../words/shape.ts";
import { EXPORT_WORDS, RULING_WORDS } from "../words/words.ts";
import type { Passage } from "./content.ts";
import { rulingColumns } from "../ruling-columns.ts";
import { capital, type Column } from "../files/column.ts";
import { ALL_TOLD, type Told, toldColumns } from "../told.ts";
import { LATER_TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

/** Paragraph as citations name it: Coram's number, the ¶ of the text. */
function paragraphOf({ cited: { numbers } }: Passage): string {
  return numbers.length > 1 ? `${numbers[0]}–${numbers.at(-1)}` : (numbers[0] ?? "");
}

/** "own, round 2"; "" for what everybody tagged together in the first round. */
export function layerOf({ layerKind, round }: Pick<Passage, "layerKind" | "round">, words: ExportWords): string {
  return layerKind === "shared" && round === 1 ? "" : `${words.layers[layerKind]}, ${words.round} ${round}`;
}

/** Who tagged it, in files for people: of what was settled all who found it, not the one whose tag was taken for all. */
export function taggers({ author, foundBy }: Pick<Passage, "author" | "foundBy">): string {
  return foundBy.length > 0 ? foundBy.join(", ") : author;
}

export function stateOf(passage: Passage, words: ExportWords): string {
  return passage.state === "same" ? "" : words[passage.state];
}

/** English, in which the network writes to everybody, and the language of the file. */
function translationLanguages(language: UiLanguage): UiLanguage[] {
  return [...new Set<UiLanguage>(["en", language])];
}

/** The translation of a passage, in brackets where it is that of a longer stretch; "" where there is none. */
function translationOf({ translations }: Passage, language: UiLanguage): string {
  const found = translations.find((each) => each.language === language);
  if (!found) return "";
  return found.isExact ? found.text : `[… ${found.text} …]`;
}

function commentsOf({ comments }: Passage, language: UiLanguage): string {
  const words = EXPORT_WORDS[language];
  return comments
    .map(({ author, at, body, audience }) => `${author} (${words[audience]}, ${writeMinute(at, language)}): ${body}`)
    .join("\n");
}

/** The columns of a table of passages in a language, without those of what is not told. */
export function passageColumns(language: UiLanguage, told: Told = ALL_TOLD): Column<Passage>[] {
  const words = EXPORT_WORDS[language];
  const names = told.withoutCaseNumbers ? { caseNumber: words.verdict } : words;
  const column = (
    header: string,
    width: number,
    value: Column<Passage>["value"],
    isNumeric = false,
  ): Column<Passage> => ({
    header,
    width,
    isNumeric,
    value,
  });
  return toldColumns(told, [
    column(words.country, 12, ({ verdict }) => words.countries[verdict.country]),
    { ...column(words.court, 24, ({ verdict }) => verdict.court), tells: "name" },
    column(names.caseNumber, 12, ({ verdict }) => verdict.caseNumber),
    { ...column(words.date, 12, ({ verdict }) => verdict.date ?? ""), date: "day", tells: "name" },
    column(words.section, 15, ({ cited }) => (cited.section ? words.sections[cited.section] : "")),
    column(words.page, 10, ({ cited }) => (cited.page === null ? "" : String(cited.page)), true),
    column(words.paragraph, 11, paragraphOf),
    column(words.code, 9, ({ code }) => code),
    column(words.category, 32, ({ path }) => path.join(" › ")),
    { ...column(words.categoryId, 24, ({ category }) => category), isId: true },
    column(words.quote, 50, ({ quote }) => quote),
    ...translationLanguages(language).map((each) =>
      column(`${words.translation} (${each})`, 36, (passage) => translationOf(passage, each)),
    ),
    { ...column(words.note, 22, ({ note }) => note), tells: "note" },
    { ...column(words.author, 16, taggers), tells: "note" },
    { ...column(words.taggedAt, 26, ({ createdAt }) => createdAt), date: "time" },
    { ...column(words.comments, 30, (passage) => commentsOf(passage, language)), tells: "comment" },
    column(words.state, 18, (passage) => stateOf(passage, words)),
    column(capital(words.awaitsReview), 10, ({ awaitsReview }) => (awaitsReview ? words.awaitsReview : "")),
    { ...column(words.layer, 14, ({ layerKind }) => words.layers[layerKind]), isAside: true },
    { ...column(capital(words.round), 8, ({ round }) => String(round), true), isAside: true },
    {
      ...column(words.citation, 22, ({ cited, ranges }) => (ranges.length > 0 ? formatCitation(cited, language) : "")),
      isAside: true,
    },
    {
      ...column(words.methodologyVersion, 12, ({ methodologyVersion }) => String(methodologyVersion), true),
      isAside: true,
    },
    { ...column(words.passageId, 26, ({ id }) => id), isId: true },
    { ...column(RULING_WORDS[language].added, 20, ({ reason }) => reason), tells: "note" },
    ...LATER_TAG_WORDS.map((word): Column<Passage> => ({
      ...column(words[word], 40, (passage) => passage[word]),
      tells: "note",
    })),
    ...rulingColumns<Passage>(language, ({ ruling }) => ruling),
  ]);
}
