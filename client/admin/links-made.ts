import { html, type TemplateResult } from "lit";
import type { InvitationMade } from "../../schema/protocol/http/people.ts";
import { copy } from "../elements/clipboard.ts";
import { t } from "../i18n/t.ts";

/** One-time links to several people, shown this once; `begin` invites more. */
export function linksMade(made: readonly InvitationMade[], begin: () => void): TemplateResult {
  const all = made.map(({ invitation: { name, email }, url }) => [name, email, url].join("\t")).join("\n");
  return html`<section class="invite-list invite-made">
    <div class="invite-head">
      <h3 class="grow" tabindex="-1">${t("invite.done", { count: made.length })}</h3>
      <button
        type="button"
        class="button button-primary"
        @click=${() => void copy({ "text/plain": all }, t("shell.copied"))}
      >
        ${t("invite.copy-all")}
      </button>
    </div>
    <p class="note">${t("invite.links-hint")}</p>
    <ul>
      ${made.map(
        ({ invitation: { name, email }, url }) =>
          html`<li>
            <span class="name">${name} <span class="sub">${email}</span></span>
            <span class="note ellipsis">${url}</span>
            <button
              type="button"
              class="link"
              aria-label=${t("invite.copy-of", { name: name ?? "" })}
              @click=${() => void copy({ "text/plain": url }, t("shell.copied"))}
            >
              ${t("shell.copy")}
            </button>
          </li>`,
      )}
    </ul>
    <div class="invite-foot">
      <span class="grow"></span>
      <button type="button" class="button" @click=${begin}>${t("invite.more")}</button>
    </div>
  </section>`;
}
