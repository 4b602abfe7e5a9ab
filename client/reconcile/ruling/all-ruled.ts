import { html, nothing, type TemplateResult } from "lit";
import { rulingOf } from "../../../schema/domain/disagreement.ts";
import type { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import "../../elements/coram-icon.ts";
import { formatList, t } from "../../i18n/t.ts";
import { runnersOf } from "../../rounds/coram-round-coders.ts";

/** Once nothing of the newest round is left to rule on: the way to mark it as settled, or who may. */
export function renderAllRuled(
  view: VerdictView,
  { round, rounds, cases, coders, can }: DisagreementList,
): TemplateResult | typeof nothing {
  const isNewest = rounds.every(({ number }) => number <= round.number);
  if (round.mode !== "revealed" || !isNewest || cases.some((one) => !rulingOf(one))) return nothing;
  const names = runnersOf(view)
    .filter(({ id }) => !coders.includes(id))
    .map(({ name }) => name);
  return html`<p class="alert alert-quiet all-ruled" role="status">
    <coram-icon name="check"></coram-icon>
    <span class="grow"
      >${t("reconcile.all-ruled")}
      ${can.settle ? nothing : names.length > 0 ? t("reconcile.settled-by", { names: formatList(names) }) : t("reconcile.settled-by-none")}</span
    >
    ${can.settle ? html`<a class="button button-primary button-small" href="/verdicts/${view.verdict.id}?dialog=settle">${t("rounds.settle")}</a>` : nothing}
  </p>`;
}
