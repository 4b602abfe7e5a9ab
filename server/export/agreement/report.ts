import { mostFrequent } from "../../../schema/agreement/coefficients/prevalence.ts";
import { agreementLabels } from "../../../schema/agreement/words/labels.ts";
import {
  byNeedToTalk,
  countOf,
  FIGURES,
  figureOf,
  sentencesOf,
  type AnyFigure,
} from "../../../schema/agreement/reading.ts";
import { agreementWords, fillWords, twoPlaces } from "../../../schema/agreement/words/words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { AgreementView, GroupFigures } from "../../../schema/protocol/http/agreement.ts";
import { ANSWER_WORDS, EXPORT_WORDS } from "../words/words.ts";

/** A figure with how many passages or answers it is of. */
export interface ReportFigure {
  figure: AnyFigure;
  n: number;
}
export type ReportCell = string | number | ReportFigure;

export interface ReportTable {
  title: string;
  columns: string[];
  rows: ReportCell[][];
}

/** What a report of agreement says, ready to be written: every word of it stands here. */
export interface AgreementReport {
  network: string;
  language: UiLanguage;
  title: string;
  sentencesTitle: string;
  sentences: string[];
  tables: ReportTable[];
  howTitle: string;
  how: string[];
  aboutTitle: string;
  about: [name: string, value: string][];
}

/** `at`: ISO 8601. `auditHead`: number and hash of the newest entry. */
export function agreementReport(
  view: AgreementView,
  methodology: MethodologyVersion | null,
  of: { network: string; language: UiLanguage; at: string; auditHead: string },
): AgreementReport {
  const { language } = of;
  const words = agreementWords(language);
  const names = EXPORT_WORDS[language];
  const labels = agreementLabels(view, methodology, language, ANSWER_WORDS[language]);
  const { columns, sections, about } = words;
  const { figures } = view;
  const tables: ReportTable[] = [];
  const add = (title: string, head: string[], rows: ReportCell[][]): void => {
    if (rows.length > 0) tables.push({ title, columns: head, rows });
  };
  const threeNames = [words.figures.matter.name, words.figures.category.name, words.figures.answers.name];
  const three = (group: GroupFigures): ReportFigure[] =>
    (["matter", "category", "answers"] as const).map((name) => {
      const { n, ...figure } = figureOf(group, name);
      return { figure, n };
    });
  if (figures) {
    add(
      sections.figures,
      [columns.figure, columns.value, sections.how],
      FIGURES.map((name) => {
        const { n, ...figure } = figureOf(figures.all, name);
        return [words.figures[name].name, { figure, n }, words.figures[name].how];
      }),
    );
    const ofCategory = new Map(figures.categories.map((each) => [each.category, each]));
    const kinds = ["category", "place", "missed", "agreed"] as const;
    add(
      sections.categories,
      [
        columns.category,
        ...kinds.map((kind) => words.kinds[kind]),
        words.figures.matter.name,
        words.figures.overlap.name,
      ],
      byNeedToTalk(view.categoryKinds).flatMap(({ category, kinds: counts }) => {
        const figure = ofCategory.get(category);
        if (!figure || countOf(counts) === 0) return [];
        const { n, passages } = figure;
        return [
          [
            labels.category(category),
            ...kinds.map((kind) => counts[kind]),
            { figure: passages.marked, n },
            { figure: passages.overlap, n },
          ],
        ];
      }),
    );
    add(
      sections.questions,
      [columns.question, columns.alpha, columns.raw, columns.most],
      figures.questions
        .filter(({ n }) => n > 0)
        .sort((a, b) => (a.raw.value ?? 0) - (b.raw.value ?? 0))
        .map(({ question, scaled, alpha, raw, n, prevalence }) => {
          const most = mostFrequent(prevalence);
          const answers = most?.values.map((value) => labels.answer(question, value)).join(" = ");
          return [
            labels.question(question),
            { figure: scaled ?? alpha, n },
            { figure: raw, n },
            most ? `${answers} (${twoPlaces(most.share, language)})` : "",
          ];
        }),
    );
    add(
      sections.pairs,
      [columns.pair, ...threeNames],
      figures.pairs.map(({ pair, ...group }) => [pair.map((id) => labels.coder(id)).join(" – "), ...three(group)]),
    );
    if (figures.countries.length > 1)
      add(
        sections.countries,
        [columns.country, ...threeNames],
        figures.countries.map(({ country, ...group }) => [names.countries[country], ...three(group)]),
      );
    add(
      sections.units,
      [columns.verdict, columns.unit, columns.raw],
      figures.units
        .filter(({ unit, n }) => unit !== "verdict" && n > 0)
        .map(({ verdict, unit, n, raw }) => [
          labels.verdict(verdict),
          labels.unit(unit),
          { figure: { value: raw, ...(raw === null ? { reason: "no-pairs" as const } : {}) }, n },
        ]),
    );
  }
  return {
    network: of.network,
    language,
    title: about.title,
    sentencesTitle: sections.sentences,
    sentences: sentencesOf(view).map((sentence) => labels.sentence(sentence)),
    tables,
    howTitle: sections.how,
    how: [
      ...(view.leftOut.length > 0 ? [fillWords(words.leftOut, { categories: labels.codes(view.leftOut) })] : []),
      words.habit,
      fillWords(words.method, { resamples: figures?.resamples ?? 0, seed: figures?.seed ?? 0 }),
    ],
    aboutTitle: sections.about,
    about: [
      [names.network, of.network],
      [
        about.verdicts,
        view.rounds
          .map(({ court, caseNumber, number }) => `${court}, ${caseNumber} (${about.round} ${number})`)
          .join("\n"),
      ],
      [about.coders, view.people.map(({ name }) => name).join(", ")],
      [about.methodology, String(view.methodologyVersion)],
      [about.made, `${of.at.slice(0, 16).replace("T", " ")} UTC`],
      [names.auditHead, of.auditHead],
    ],
  };
}

/** "good; 0.81 (0.74–0.87); 12": a figure in one line; of one that is undefined the reason. */
export function figureLine({ figure, n }: ReportFigure, mark: string, language: UiLanguage): string {
  const words = agreementWords(language);
  if (figure.value === null) return `${words.reasons[figure.reason ?? "no-pairs"]} (n = ${n})`;
  const range = figure.interval
    ? `${twoPlaces(figure.interval[0], language)} – ${twoPlaces(figure.interval[1], language)}`
    : words.noRange;
  const said = figure.interval === undefined ? "" : `${range}; `;
  return `${mark}: ${twoPlaces(figure.value, language)} (${said}n = ${n})`;
}
