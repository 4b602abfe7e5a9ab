import { html, type TemplateResult } from "lit";
import { ROLES } from "../../schema/domain/member.ts";
import { t } from "../i18n/t.ts";

/** What each role sees and may do, and what a guest does, a sentence each. */
export function roleWords(): TemplateResult {
  return html`<section aria-labelledby="roles">
    <div class="section-head"><h2 id="roles">${t("people.roles")}</h2></div>
    ${roleLines(t("people.role-what-guest"))}
  </section>`;
}

/** The roles, a sentence each; `guest` is what is said of guests, who have none. */
export function roleLines(guest: string): TemplateResult {
  const line = (role: string, words: string): TemplateResult =>
    html`<div>
      <dt>${role}</dt>
      <dd>${words}</dd>
    </div>`;
  return html`<dl class="roles">
    ${ROLES.map((role) => line(t(`word.role.${role}`), t(`people.role-what-${role}`)))} ${line(t("word.guest"), guest)}
  </dl>`;
}
