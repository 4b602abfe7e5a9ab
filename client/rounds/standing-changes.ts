import { html, type TemplateResult } from "lit";
import type { StandingChange } from "../../schema/domain/standing-change.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { formatWhen, t } from "../i18n/t.ts";
import { doneWords } from "./standing-words.ts";

/** What was done to what is settled since, the last first: why, by whom and when. */
export function standingChanges(view: VerdictView, changes: readonly StandingChange[]): TemplateResult {
  return html`<section class="standing-changes">
    <h3>${t("rounds.changed", { count: changes.length })}</h3>
    <ul>
      ${changes.toReversed().map(({ act, reason, by, at }) => {
        const name = view.members.find(({ id }) => id === by)?.name ?? "?";
        return html`<li>
          <b>${doneWords(view, act)}</b> ${reason}
          <span class="sub">${name}, <time datetime=${at}>${formatWhen(at)}</time></span>
        </li>`;
      })}
    </ul>
  </section>`;
}
