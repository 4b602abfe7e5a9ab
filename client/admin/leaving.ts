import { html, nothing, type TemplateResult } from "lit";
import type { AccountView } from "../../schema/protocol/http/account.ts";
import { formatList, t } from "../i18n/t.ts";

type OnlyLead = NonNullable<AccountView["onlyLead"]>;

/** So many verdicts are named; of more it is said how many they are. */
const NAMED = 3;

/** Whether the only facilitator of an organisation leaves nobody by going, and may, once they know it. */
export function leavesNobody(lead: AccountView["onlyLead"]): boolean {
  return lead !== undefined && !isHeld(lead);
}

/** Whether they cannot leave before somebody else leads it. */
export function isHeld({ others, isNeeded }: OnlyLead): boolean {
  return others > 0 || isNeeded;
}

/** What becomes of an organisation whose only facilitator leaves, and what is to be done before. */
export function onlyLeadWords(lead: OnlyLead): TemplateResult {
  const { organisation, others, verdicts } = lead;
  const count = verdicts.length;
  const left = [
    t("account.only-lead", { organisation }),
    ...(count > NAMED ? [t("account.only-many", { count })] : []),
    ...(count > 0 && count <= NAMED ? [t("account.only-verdicts", { names: formatList(verdicts) })] : []),
    ...(others > 0 ? [t("account.only-others", { count: others })] : []),
  ];
  const then = others > 0 ? "account.only-first" : isHeld(lead) ? "account.only-operator" : "account.only-last";
  return html`<p>${left.join(" ")}</p>
    <p><b>${t(then)}</b></p>`;
}

/** In the place of the form, for who cannot leave yet. */
export function heldRow(label: string, lead: OnlyLead, close: () => void): TemplateResult {
  return html`<div
    class="setting-row setting-form"
    role="group"
    aria-label=${label}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === "Escape") close();
    }}
  >
    <span class="what" aria-hidden="true">${label}</span>
    <div class="form">
      ${onlyLeadWords(lead)}
      <div class="form-actions">
        <button type="button" class="button" @click=${close}>${t("shell.close")}</button>
        ${lead.others > 0 ? html`<a class="button" href="/members">${t("shell.members")}</a>` : nothing}
      </div>
    </div>
  </div>`;
}
