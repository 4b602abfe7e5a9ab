import { formatCitation } from "../../schema/text/citation.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { OUTPUT_WORDS } from "../documents/output/words.ts";
import { RULING_WORDS } from "../reconcile/ruling-words.ts";
import { ANSWER_WORDS } from "./answer-words.ts";
import type { ExportContent, Passage } from "./passages.ts";
import { EXPORT_WORDS, type ExportWords } from "./words.ts";

/** One column of a table: of passages, the same in CSV and XLSX, or of answers. */
export interface Column<Row = Passage> {
  header: string;
  /** Width in characters, for spreadsheets. */
  width: number;
  /** Whether a spreadsheet may sort whole numbers in it as numbers. */
  isNumeric: boolean;
  value(row: Row): string;
}

/** Paragraph as citations name it: Coram's number, the ¶ of the text. */
function paragraphOf({ cited: { numbers } }: Passage): string {
  return numbers.length > 1 ? `${numbers[0]}–${numbers.at(-1)}` : (numbers[0] ?? "");
}

/** As the head of a column. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "own, round 2"; "" for what everybody tagged together in the first round. */
export function layerOf({ layerKind, round }: Pick<Passage, "layerKind" | "round">, words: ExportWords): string {
  return layerKind === "shared" && round === 1 ? "" : `${words.layers[layerKind]}, ${words.round} ${round}`;
}

export function stateOf(passage: Passage, words: ExportWords): string {
  return passage.state === "same" ? "" : words[passage.state];
}

/** Day and minute of an ISO 8601 time, as people read it. */
function minuteOf(at: string): string {
  return at.slice(0, 16).replace("T", " ");
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

/** The columns of a table of passages in a language. */
export function passageColumns(language: UiLanguage): Column[] {
  const words = EXPORT_WORDS[language];
  const column = (header: string, width: number, value: Column["value"], isNumeric = false): Column => ({
    header,
    width,
    isNumeric,
    value,
  });
  return [
    column(words.country, 16, ({ verdict }) => words.countries[verdict.country]),
    column(words.court, 28, ({ verdict }) => verdict.court),
    column(words.caseNumber, 16, ({ verdict }) => verdict.caseNumber),
    column(words.date, 12, ({ verdict }) => verdict.date ?? ""),
    column(words.section, 18, ({ cited }) => (cited.section ? words.sections[cited.section] : "")),
    column(words.page, 10, ({ cited }) => (cited.page === null ? "" : String(cited.page)), true),
    column(words.paragraph, 11, paragraphOf),
    column(words.code, 9, ({ code }) => code),
    column(words.category, 36, ({ path }) => path.join(" › ")),
    column(words.categoryId, 24, ({ category }) => category),
    column(words.quote, 70, ({ quote }) => quote),
    ...translationLanguages(language).map((each) =>
      column(`${words.translation} (${each})`, 60, (passage) => translationOf(passage, each)),
    ),
    column(words.note, 40, ({ note }) => note),
    column(words.author, 22, ({ author }) => author),
    column(words.taggedAt, 26, ({ createdAt }) => createdAt),
    column(words.comments, 50, ({ comments }) =>
      comments
        .map(({ author, at, body, audience }) => `${author} (${words[audience]}, ${minuteOf(at)}): ${body}`)
        .join("\n"),
    ),
    column(words.state, 18, (passage) => stateOf(passage, words)),
    column(capital(words.awaitsReview), 14, ({ awaitsReview }) => (awaitsReview ? words.awaitsReview : "")),
    column(words.layer, 14, ({ layerKind }) => words.layers[layerKind]),
    column(capital(words.round), 8, ({ round }) => String(round), true),
    column(words.citation, 30, ({ cited, ranges }) => (ranges.length > 0 ? formatCitation(cited, language) : "")),
    column(words.methodologyVersion, 12, ({ methodologyVersion }) => String(methodologyVersion), true),
    column(words.passageId, 26, ({ id }) => id),
    column(RULING_WORDS[language].added, 40, ({ reason }) => reason),
  ];
}

/** What the file says of itself, as pairs of label and value. No case number, and no name but the network's. */
export function aboutRows({
  head,
  language,
  categories,
  verdicts,
  matrix,
  rulings,
  register,
}: ExportContent): [string, string][] {
  const words = EXPORT_WORDS[language];
  const { filter } = head;
  const invented = verdicts.filter(({ verdict }) => verdict.invented).length;
  const codes = new Map<string, string>(categories.map(({ id, code }) => [id, code]));
  const parts = [
    filter.verdicts.length > 0 ? `${words.verdicts}: ${filter.verdicts.length}` : "",
    filter.countries.length > 0
      ? `${words.country}: ${filter.countries.map((country) => words.countries[country]).join(", ")}`
      : "",
    filter.categories.length > 0
      ? `${words.category}: ${filter.categories.map((id) => codes.get(id) ?? id).join(", ")}`
      : "",
    filter.authors.length > 0 ? `${words.author}: ${filter.authors.length}` : "",
    filter.text ? `${words.quote}: ${filter.text}` : "",
    `${words.layer}: ${words.layers[filter.layers]}`,
    head.ownOnly ? words.ownOnly : "",
  ]
    .filter(Boolean)
    .join("; ");
  const count = invented > 0 ? `${verdicts.length} (${words.invented}: ${invented})` : String(verdicts.length);
  const { shown, count: counted } = OUTPUT_WORDS[language].register;
  const what: [string, string][] = register
    ? [
        [shown, register.shown],
        [counted, String(head.count)],
      ]
    : rulings
      ? [[RULING_WORDS[language].rulings, String(head.count)]]
      : matrix
        ? [
            [words.filter, matrix.shown],
            [words.verdicts, String(head.count)],
          ]
        : [
            [words.filter, parts],
            [words.verdicts, count],
            [words.passages, String(head.count)],
            ...(head.tags === null ? [] : [[words.tags, String(head.tags)] satisfies [string, string]]),
            [ANSWER_WORDS[language].answers, String(head.answers)],
          ];
  return [
    [words.network, head.network],
    [
      words.methodologyVersion,
      head.methodologyVersion === null ? "" : `${head.methodologyVersion} (${head.methodologyTitle})`,
    ],
    [words.exportedAt, `${minuteOf(head.at)} UTC`],
    ...what,
    [words.auditHead, head.auditHead],
  ];
}
