import { html, nothing, type TemplateResult } from "lit";
import type { PassageId } from "../../../schema/domain/ids.ts";
import { PLENARY_PARTS, type PlenaryPart, plenaryRows, type Crossed } from "../../../schema/domain/workshop/plenary.ts";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { renderTokens } from "../../elements/tokens/token-parts.ts";
import { t } from "../../i18n/t.ts";
import { tallyWords } from "../votes/ballot-words.ts";
import { type DecidedCategory, renderDecided } from "./coram-table-decisions.ts";

/** A passage as the plenary names it. */
export interface PlenaryPassage {
  id: PassageId;
  number: string;
  words: string;
  lang: string;
}

/** A table with what it decided, by the passages of the step. */
export interface PlenaryTable {
  name: string;
  /** What it was asked; null where nothing was. */
  question: string | null;
  /** What came of its votes, in their order. */
  votes: readonly Pick<BallotView, "choices" | "kind" | "tally" | "words">[];
  decisions: readonly Crossed[];
  /** Passages that it was given. */
  given: ReadonlySet<PassageId>;
}

/** Passages by tables, those on which they differ first, each in a part of its own. */
export function renderPlenary(
  passages: readonly PlenaryPassage[],
  tables: readonly PlenaryTable[],
  categories: readonly DecidedCategory[],
): TemplateResult {
  const rows = plenaryRows(
    passages.map(({ id }) => id),
    tables,
  );
  const render = (part: PlenaryPart): TemplateResult | typeof nothing => {
    const of = rows.filter((row) => row.part === part);
    return of.length === 0
      ? nothing
      : html`<h3 class="tables-heading">${t(`plenary.${part}`)}</h3>
          ${of.map(({ passage, cells }) => {
            const named = passages.find(({ id }) => id === passage);
            return html`<div
              class="plenary-row ${part === "differ" ? "" : "is-alike"}"
              role="group"
              aria-label="¶ ${named?.number ?? ""}"
            >
              <p class="plenary-words">
                <span class="sub">¶ ${named?.number ?? ""}</span>
                <span class="plenary-quote" lang=${named?.lang ?? nothing}
                  >${named ? renderTokens(named.words, named.lang) : nothing}</span
                >
              </p>
              <dl>
                ${cells.map((cell, i) => {
                  const table = tables[i];
                  return html`<div>
                    <dt>${table?.name}</dt>
                    <dd>${cell ? renderDecided(cell, categories) : renderUndecided(table, passage)}</dd>
                  </div>`;
                })}
              </dl>
            </div>`;
          })}`;
  };
  return html`<section class="plenary" aria-labelledby="plenary">
    <h2 class="tables-heading" id="plenary">${t("plenary.title")}</h2>
    ${tables.length === 0 ? html`<p class="sub">${t("table.none-yet")}</p>` : nothing} ${renderQuestions(tables)}
    ${PLENARY_PARTS.map(render)}
  </section>`;
}

/** What tables were asked, by their names. */
function renderQuestions(tables: readonly PlenaryTable[]): TemplateResult | typeof nothing {
  const asked = tables.filter(({ question }) => question !== null);
  if (asked.length === 0) return nothing;
  return html`<dl class="plenary-questions">
    ${asked.map(
      ({ name, question }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${question}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Of a passage on which a table recorded nothing: what came of its votes, if it held any. */
function renderUndecided(table: PlenaryTable | undefined, passage: PassageId): TemplateResult {
  if (table && !table.given.has(passage)) return html`<span class="sub">${t("plenary.not-given")}</span>`;
  if (!table || table.votes.length === 0) return html`<span class="sub">${t("table.undecided")}</span>`;
  return html`${table.votes.map(
    (vote) =>
      html`<span class="table-words">${t("plenary.voted", { words: vote.words, counts: tallyWords(vote) })}</span>`,
  )}`;
}
