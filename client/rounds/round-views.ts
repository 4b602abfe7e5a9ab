import { html, nothing, type TemplateResult } from "lit";
import type { CoderProgress, RoundView, Settling } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { formatDate, formatList, formatWhen, t } from "../i18n/t.ts";
import { hasCoded, mayRun, nameOf, nextOf, type Seen } from "./round-steps.ts";

/** How far somebody is, with how much they have read and since when they are waited for, where that is told. */
export function progressWords({
  state,
  read,
  remindedAt,
}: Pick<CoderProgress, "state" | "read" | "remindedAt">): string {
  // Begun is also who has read and tagged nothing yet.
  const words = [t(`rounds.state-${state === "not-begun" && read ? "begun" : state}`)];
  if (read) words.push(t("rounds.read", read));
  if (remindedAt) words.push(t("rounds.reminded-on", { date: formatDate(remindedAt) }));
  return words.join(" · ");
}

/** Until when a round is coded, null where that is open; undefined where it is another day for some. */
export function dueOf(coders: readonly CoderProgress[]): string | null | undefined {
  const days = new Set(coders.map(({ due }) => due));
  return days.size > 1 ? undefined : ([...days][0] ?? null);
}

/** `isOneDay`: until when is said of all. */
export function coderRow(view: VerdictView, coder: CoderProgress, isOneDay: boolean): TemplateResult {
  const { member, due, state } = coder;
  return html`<tr>
    <th scope="row">${nameOf(view, member)}</th>
    <td><span class="progress" data-progress=${state}>${progressWords(coder)}</span></td>
    ${isOneDay ? nothing : html`<td>${due ? formatDate(due) : html`<span class="none">–</span>`}</td>`}
  </tr>`;
}

/** Who took the settlement of the round back, when and why, where that is so. */
export function takenBackWords(view: Pick<VerdictView, "unsettled" | "members">): string | null {
  const { unsettled } = view;
  if (!unsettled) return null;
  const { by, at, reason } = unsettled;
  return t("rounds.unsettled-why", { name: nameOf(view, by), when: formatWhen(at), reason });
}

export function earlierRounds(view: VerdictView, earlier: readonly RoundView[]): TemplateResult | typeof nothing {
  if (earlier.length === 0) return nothing;
  return html`<section>
    <h3>${t("rounds.earlier")}</h3>
    <ul class="earlier">
      ${earlier.toReversed().map(({ number, mode, revealedAt, adjudicatedAt, coders }) => {
        const names = formatList(coders.map(({ member }) => nameOf(view, member)));
        // Beside "settled" stands the day of that: rulings come after the reveal.
        const turnedAt = adjudicatedAt ?? revealedAt;
        return html`<li>
          <b>${t("rounds.number", { number })}</b> ·
          ${coders.length === 0 ? t("reconcile.step-together") : t(`word.mode.${mode}`)}
          ${turnedAt ? html`· <time datetime=${turnedAt}>${formatDate(turnedAt)}</time>` : nothing}
          ${names ? html`<span class="sub">${names}</span>` : nothing}
        </li>`;
      })}
    </ul>
  </section>`;
}

/** What is done about a round that was revealed: to rule, then `settle`; what is next stands last, and stands out. */
export function afterReveal(
  seen: Seen,
  round: RoundView,
  settling: Settling | null,
  settle: TemplateResult | typeof nothing,
): TemplateResult {
  const at = `/verdicts/${seen.view.verdict.id}`;
  const next = nextOf(settling, round);
  const open = next === "rule" ? (settling?.open ?? 0) : 0;
  const isNothing = round.mode === "revealed" && settling?.compared === 0;
  const rule = html`<a class="button ${next === "rule" ? "button-primary" : ""}" href="${at}/reconcile"
    >${t("reconcile.title")}</a
  >`;
  return html`${open > 0 ? html`<p>${t("rounds.settle-open", { count: open })}</p>` : nothing}
    ${isNothing ? html`<p>${t("reconcile.none-coded", { number: round.number })}</p>` : nothing}
    <div class="form-actions">
      <a class="button" href="${at}/agreement">${t("agreement.title")}</a>
      ${next === "settle" ? [rule, settle] : [settle, rule]}
    </div>
    ${
      mayRun(seen) && round.mode === "revealed" && hasCoded(seen, round)
        ? html`<p class="note">${t("rounds.settle-coded")}</p>`
        : nothing
    }`;
}
