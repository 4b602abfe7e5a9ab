import { mostFrequent } from "../../../schema/agreement/coefficients/prevalence.ts";
import { byNeedToTalk, countOf, FIGURES, figureOf, type CountedFigure } from "../../../schema/agreement/reading.ts";
import type { AgreementLabels } from "../../../schema/agreement/words/labels.ts";
import { agreementWords, twoPlaces } from "../../../schema/agreement/words/words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { AgreementFigures, AgreementView, GroupFigures } from "../../../schema/protocol/http/agreement.ts";
import { EXPORT_WORDS } from "../words/words.ts";
import type { ReportTable } from "./content.ts";

/** The tables of a report, in its order; one without rows is left out. */
export function reportTables(
  view: AgreementView,
  figures: AgreementFigures,
  labels: AgreementLabels,
  language: UiLanguage,
): ReportTable[] {
  return [
    figureTable(figures, language),
    categoryTable(view, figures, labels, language),
    questionTable(figures, labels, language),
    pairTable(figures, labels, language),
    countryTable(figures, language),
    unitTable(figures, labels, language),
  ].filter(({ rows }) => rows.length > 0);
}

function figureTable({ all }: AgreementFigures, language: UiLanguage): ReportTable {
  const { columns, sections, figures: words } = agreementWords(language);
  return {
    title: sections.figures,
    columns: [columns.figure, columns.value, sections.how],
    rows: FIGURES.map((name) => [words[name].name, figureOf(all, name), words[name].how]),
  };
}

const KINDS = ["category", "place", "missed", "agreed"] as const;

function categoryTable(
  { categoryKinds }: AgreementView,
  { categories }: AgreementFigures,
  labels: AgreementLabels,
  language: UiLanguage,
): ReportTable {
  const words = agreementWords(language);
  const { matter, overlap } = words.figures;
  const ofCategory = new Map(categories.map((each) => [each.category, each]));
  return {
    title: words.sections.categories,
    columns: [words.columns.category, ...KINDS.map((kind) => words.kinds[kind]), matter.name, overlap.name],
    rows: byNeedToTalk(categoryKinds).flatMap(({ category, kinds: counts }) => {
      const figure = ofCategory.get(category);
      if (!figure || countOf(counts) === 0) return [];
      const { n, passages } = figure;
      return [
        [
          labels.category(category),
          ...KINDS.map((kind) => counts[kind]),
          { ...passages.marked, n, of: "passages" },
          { ...passages.overlap, n, of: "passages" },
        ],
      ];
    }),
  };
}

function questionTable({ questions }: AgreementFigures, labels: AgreementLabels, language: UiLanguage): ReportTable {
  const { columns, sections } = agreementWords(language);
  return {
    title: sections.questions,
    columns: [columns.question, columns.alpha, columns.raw, columns.most],
    rows: questions
      .filter(({ n }) => n > 0)
      .sort((a, b) => (a.raw.value ?? 0) - (b.raw.value ?? 0))
      .map(({ question, scaled, alpha, raw, n, prevalence }) => {
        const most = mostFrequent(prevalence);
        const answers = most?.values.map((value) => labels.answer(question, value)).join(" · ");
        return [
          labels.question(question),
          { ...(scaled ?? alpha), n, of: "question" },
          { ...raw, n, of: "question" },
          most ? `${answers} (${twoPlaces(most.share, language)})` : "",
        ];
      }),
  };
}

const THREE = ["matter", "category", "answers"] as const;

function threeNames(language: UiLanguage): string[] {
  const { figures } = agreementWords(language);
  return THREE.map((name) => figures[name].name);
}

const threeFigures = (group: GroupFigures): CountedFigure[] => THREE.map((name) => figureOf(group, name));

function pairTable({ pairs }: AgreementFigures, labels: AgreementLabels, language: UiLanguage): ReportTable {
  const { columns, sections } = agreementWords(language);
  return {
    title: sections.pairs,
    columns: [columns.pair, ...threeNames(language)],
    rows: pairs.map(({ pair, ...group }) => [pair.map((id) => labels.coder(id)).join(" – "), ...threeFigures(group)]),
  };
}

/** Of one country alone it would say again what the first table says. */
function countryTable({ countries }: AgreementFigures, language: UiLanguage): ReportTable {
  const { columns, sections } = agreementWords(language);
  const names = EXPORT_WORDS[language].countries;
  const compared = countries.length > 1 ? countries : [];
  return {
    title: sections.countries,
    columns: [columns.country, ...threeNames(language)],
    rows: compared.map(({ country, ...group }) => [names[country], ...threeFigures(group)]),
  };
}

function unitTable({ units }: AgreementFigures, labels: AgreementLabels, language: UiLanguage): ReportTable {
  const { columns, sections } = agreementWords(language);
  return {
    title: sections.units,
    columns: [columns.verdict, columns.unit, columns.raw],
    rows: units
      .filter(({ unit, n }) => unit !== "verdict" && n > 0)
      .map(({ verdict, unit, n, raw }) => [
        labels.verdict(verdict),
        labels.unit(unit),
        { value: raw, ...(raw === null ? { reason: "no-pairs" as const } : {}), n, of: "answers" },
      ]),
  };
}
