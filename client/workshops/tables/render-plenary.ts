import { html, nothing, type TemplateResult } from "lit";
import type { PassageId } from "../../../schema/domain/ids.ts";
import { PLENARY_PARTS, type PlenaryPart, plenaryRows, type Crossed } from "../../../schema/domain/workshop/plenary.ts";
import { renderTokens } from "../../elements/tokens/token-parts.ts";
import { t } from "../../i18n/t.ts";
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
                  const isGiven = table?.given.has(passage) ?? true;
                  return html`<div>
                    <dt>${table?.name}</dt>
                    <dd>
                      ${cell ? renderDecided(cell, categories) : html`<span class="sub">${t(isGiven ? "table.undecided" : "plenary.not-given")}</span>`}
                    </dd>
                  </div>`;
                })}
              </dl>
            </div>`;
          })}`;
  };
  return html`<section class="plenary" aria-labelledby="plenary">
    <h2 class="tables-heading" id="plenary">${t("plenary.title")}</h2>
    ${tables.length === 0 ? html`<p class="sub">${t("table.none-yet")}</p>` : nothing} ${PLENARY_PARTS.map(render)}
  </section>`;
}
