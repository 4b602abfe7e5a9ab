import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../i18n/t.ts";
import type { Country } from "../../../schema/domain/language.ts";
import { type AgendaRow, isElsewhere } from "../agenda-times.ts";
import { stepName, timeOfDay } from "../workshop-words.ts";

/** The lines of an agenda, each day under its own where there are several; `acts`: what may be done with a line. */
export function renderAgenda(
  rows: readonly AgendaRow[],
  days: number,
  acts: (row: AgendaRow) => TemplateResult | typeof nothing = () => nothing,
): TemplateResult {
  return html`<ol class="agenda-steps">
    ${rows.map((row, i) => {
      const isFirst = days > 1 && rows[i - 1]?.step.day !== row.step.day;
      const words = t("workshop.day-of", { day: row.step.day + 1, days });
      return html`${isFirst ? html`<li class="agenda-day">${words}</li>` : nothing}${renderRow(row, acts(row))}`;
    })}
  </ol>`;
}

/** Which clock its times are of, to who has another. */
export function renderClock(country: Country, now: number): TemplateResult | typeof nothing {
  if (!isElsewhere(country, now)) return nothing;
  return html`<p class="note sub">${t("workshop.clock-of", { country: t(`word.country.${country}`) })}</p>`;
}

function renderRow(
  { step, at, isNow, isDone, isSkipped, isMissed, took }: AgendaRow,
  acts: TemplateResult | typeof nothing,
): TemplateResult {
  const isBreak = step.kind === "break";
  return html`<li
    class="agenda-step ${isDone ? "is-done" : ""} ${isBreak ? "is-break" : ""}"
    aria-current=${isNow ? "step" : nothing}
  >
    ${at === null ? html`<span></span>` : html`<time>${timeOfDay(Math.floor(at))}</time>`}
    <span>${stepName(step)}</span>
    <span class="agenda-minutes" aria-label=${t("workshop.minutes", { count: step.minutes })}>${step.minutes}</span>
    ${isDone && took !== null ? html`<span class="agenda-note">${t("workshop.took", { count: took })}</span>` : nothing}
    ${isSkipped || isMissed ? html`<span class="agenda-note">${t(isSkipped ? "workshop.skipped" : "workshop.not-held")}</span>` : nothing}
    ${acts}
  </li>`;
}
