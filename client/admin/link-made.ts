import { html, nothing, type TemplateResult } from "lit";
import type { InvitationMade } from "../../schema/protocol/http/people.ts";
import { isPrivateAddress } from "./private-address.ts";
import "../elements/coram-copy-link.ts";
import { formatDate, t } from "../i18n/t.ts";

/** A one-time link, shown this once: for whom, until when, and whether an earlier one ended. */
export function linkMade({
  invitation: { kind, name, role, expiresAt },
  url,
  replaced,
}: InvitationMade): TemplateResult {
  const date = formatDate(expiresAt);
  return html`<div class="form">
    <p class="note">
      ${
        kind === "member"
          ? t("people.member-link-made", { role: t(`word.role.${role}`), date })
          : t(kind === "guest" ? "people.guest-link-made" : "people.reset-made", { name: name ?? "", date })
      }
    </p>
    ${replaced ? html`<p class="note">${t("people.link-replaced")}</p>` : nothing}
    <coram-copy-link url=${url}></coram-copy-link>
    ${opensHereOnly(url)}
    <p class="note sub">${t("people.link-once")} ${kind === "member" || kind === "guest" ? linksAnew() : nothing}</p>
  </div>`;
}

/** Where a link is had that is no longer shown. */
export function linksAnew(): string {
  return t("people.links-anew", { members: t("shell.members"), anew: t("people.link-anew") });
}

/** Of a link that colleagues elsewhere cannot open: why, and what the operator does. */
export function opensHereOnly(url: string): TemplateResult | typeof nothing {
  return isPrivateAddress(url)
    ? html`<p class="note" role="status">${t("people.link-here-only", { address: new URL(url).origin })}</p>`
    : nothing;
}
