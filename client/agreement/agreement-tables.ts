import { mostFrequent } from "../../schema/agreement/coefficients/prevalence.ts";
import { type TemplateResult, html, nothing } from "lit";
import type { AgreementLabels } from "../../schema/agreement/words/labels.ts";
import { byNeedToTalk, countOf, figureOf } from "../../schema/agreement/reading.ts";
import { agreementWords, twoPlaces } from "../../schema/agreement/words/words.ts";
import type { DisagreementKind } from "../../schema/domain/disagreement.ts";
import type {
  AgreementFigures,
  AgreementView,
  GroupFigures,
  KindCounts,
  PlacesQuery,
} from "../../schema/protocol/http/agreement.ts";
import "../elements/coram-code-chip.ts";
import { language, t } from "../i18n/t.ts";
import "./coram-agreement-table.ts";
import { figureCell } from "./figure-parts.ts";

/** Opens what stands behind a figure; `what` names it. */
export type OpenPlaces = (query: Partial<PlacesQuery>, what: string) => void;

/** A cell under a heading; the heading stands in it where the table is too narrow for columns. */
const cell = (label: string, content: unknown): TemplateResult => html`<td data-label=${label}>${content}</td>`;

function opener(
  open: OpenPlaces,
  query: Partial<PlacesQuery>,
  what: string,
  of: "passages" | "answers",
): TemplateResult {
  const label = of === "passages" ? t("agreement.open-passages", { what }) : t("agreement.open-answers", { what });
  return html`<td>
    <button class="link" type="button" aria-label=${label} @click=${() => open(query, what)}>
      ${of === "passages" ? t("agreement.passages") : t("agreement.answers")}
    </button>
  </td>`;
}

function table(id: string, title: string, columns: readonly string[], rows: readonly TemplateResult[]): TemplateResult {
  return html`<section class="agree-section" aria-labelledby=${id}>
    <div class="section-head"><h2 id=${id}>${title}</h2></div>
    <coram-agreement-table .heading=${id} .columns=${columns} .rows=${rows}></coram-agreement-table>
  </section>`;
}

const KINDS: DisagreementKind[] = ["category", "place", "missed", "agreed"];

/** "begins or ends elsewhere: 4", each kind that there is. */
function kindList(kinds: KindCounts): string {
  const words = agreementWords(language()).kinds;
  return KINDS.filter((kind) => kinds[kind] > 0)
    .map((kind) => `${words[kind]}: ${kinds[kind]}`)
    .join(" · ");
}

/** Categories, the most to talk over first. */
export function categoryTable(
  view: AgreementView,
  labels: AgreementLabels,
  open: OpenPlaces,
): TemplateResult | typeof nothing {
  const words = agreementWords(language());
  // Whether a category is used at all says little of one verdict.
  const isOne = view.rounds.length === 1;
  const figures = new Map((view.figures?.categories ?? []).map((figure) => [figure.category, figure]));
  const rows = byNeedToTalk(view.categoryKinds).flatMap(({ category, kinds }) => {
    const figure = figures.get(category);
    if (!figure) return [];
    const n = countOf(kinds);
    return [
      html`<tr>
        <th scope="row">
          <span class="agree-category"
            ><coram-code-chip .code=${labels.code(category)}></coram-code-chip>
            <span>${labels.category(category).replace(/^\S+ /u, "")}</span></span
          >
        </th>
        ${cell(words.columns.toTalk, html`<b>${n - kinds.agreed}/${n}</b> <span class="note sub">${kindList(kinds)}</span>`)}
        ${cell(words.figures.matter.name, figureCell({ ...figure.passages.marked, n: figure.n, of: "passages" }))}
        ${
          isOne
            ? cell(words.figures.overlap.name, figureCell({ ...figure.passages.overlap, n: figure.n, of: "passages" }))
            : cell(words.columns.presence, figureCell({ ...figure.presence.raw, n: figure.presence.n, of: "verdicts" }))
        }
        ${opener(open, { category }, labels.category(category), "passages")}
      </tr>`,
    ];
  });
  if (rows.length === 0) return nothing;
  const { columns } = words;
  return table(
    "agree-categories",
    words.sections.categories,
    [
      columns.category,
      columns.toTalk,
      words.figures.matter.name,
      isOne ? words.figures.overlap.name : columns.presence,
    ],
    rows,
  );
}

/** Questions, those with the least agreement first. */
export function questionTable(
  view: AgreementView,
  labels: AgreementLabels,
  open: OpenPlaces,
): TemplateResult | typeof nothing {
  const words = agreementWords(language());
  const asked = (view.figures?.questions ?? []).filter(({ n }) => n > 0);
  const rows = [...asked]
    .sort((a, b) => (a.raw.value ?? 0) - (b.raw.value ?? 0))
    .map(({ question, scaled, alpha, raw, n, prevalence }) => {
      const most = mostFrequent(prevalence);
      return html`<tr>
        <th scope="row">${labels.question(question)}</th>
        ${cell(words.columns.alpha, figureCell({ ...(scaled ?? alpha), n, of: "question" }))}
        ${cell(words.columns.raw, figureCell({ ...raw, n, of: "question" }))}
        ${cell(
          words.columns.most,
          most
            ? html`${most.values.map((value) => labels.answer(question, value)).join(" · ")}
                <span class="note sub">(${twoPlaces(most.share, language())})</span>`
            : nothing,
        )}
        ${opener(open, { question }, labels.question(question), "answers")}
      </tr>`;
    });
  if (rows.length === 0) return nothing;
  const { columns } = words;
  return table(
    "agree-questions",
    words.sections.questions,
    [columns.question, columns.alpha, columns.raw, columns.most],
    rows,
  );
}

interface GroupRow {
  label: string;
  figures: GroupFigures;
  query: Partial<PlacesQuery>;
}

/** The same three figures for each of some groups: pairs, countries, languages. */
function groupTable(
  id: string,
  title: string,
  head: string,
  rows: readonly GroupRow[],
  open: OpenPlaces,
): TemplateResult {
  const { figures: names } = agreementWords(language());
  return table(
    id,
    title,
    [head, names.matter.name, names.category.name, names.answers.name],
    rows.map(
      ({ label, figures, query }) =>
        html`<tr>
          <th scope="row">${label}</th>
          ${(["matter", "category", "answers"] as const).map((name) =>
            cell(names[name].name, figureCell(figureOf(figures, name))),
          )}
          ${opener(open, query, label, "passages")}
        </tr>`,
    ),
  );
}

export function pairTable(
  { pairs }: AgreementFigures,
  labels: AgreementLabels,
  open: OpenPlaces,
): TemplateResult | typeof nothing {
  if (pairs.length < 2) return nothing;
  const words = agreementWords(language());
  const rows = pairs.map(({ pair, ...figures }) => ({
    label: pair.map((coder) => labels.coder(coder)).join(" – "),
    figures,
    query: { coders: pair },
  }));
  return groupTable("agree-pairs", words.sections.pairs, words.columns.pair, rows, open);
}

export function countryTable({ countries }: AgreementFigures, open: OpenPlaces): TemplateResult | typeof nothing {
  if (countries.length < 2) return nothing;
  const words = agreementWords(language());
  const rows = countries.map(({ country, ...figures }) => ({
    label: t(`word.country.${country}`),
    figures,
    query: { country },
  }));
  return groupTable("agree-countries", words.sections.countries, words.columns.country, rows, open);
}

/** Persons of a verdict: how often the coders give the same answer about each. */
export function unitTable(
  view: AgreementView,
  labels: AgreementLabels,
  open: OpenPlaces,
): TemplateResult | typeof nothing {
  const words = agreementWords(language());
  const units = (view.figures?.units ?? []).filter(({ unit, n }) => unit !== "verdict" && n > 0);
  if (units.length === 0) return nothing;
  const isOne = view.rounds.length === 1;
  return table(
    "agree-units",
    words.sections.units,
    [words.columns.unit, words.columns.raw],
    units.map(({ verdict, unit, n, raw }) => {
      const name = isOne ? labels.unit(unit) : `${labels.verdict(verdict)} ${labels.unit(unit)}`;
      const figure = {
        value: raw,
        ...(raw === null ? { reason: "no-pairs" as const } : {}),
        n,
        of: "answers" as const,
      };
      return html`<tr>
        <th scope="row">${name}</th>
        ${cell(words.columns.raw, figureCell(figure))}
        ${opener(open, { verdict, subject: unit, of: "answers" }, name, "answers")}
      </tr>`;
    }),
  );
}
