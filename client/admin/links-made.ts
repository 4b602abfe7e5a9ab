import { html, nothing, type TemplateResult } from "lit";
import type { InvitationId } from "../../schema/domain/ids.ts";
import { copy } from "../elements/clipboard.ts";
import { t } from "../i18n/t.ts";
import { linksAnew, opensHereOnly } from "./link-made.ts";
import { linksKept } from "./links-kept.ts";

export interface LinksDesk {
  /** Some were copied. */
  onCopied: () => void;
  /** Whoever made them needs them no longer. */
  onDone: () => void;
  /** More people are to be invited; null where the form for them stands already. */
  onMore: (() => void) | null;
}

/** One-time links to several people, which are never shown again once they are done with. */
export function linksMade({ onCopied, onDone, onMore }: LinksDesk): TemplateResult {
  const made = linksKept.all;
  const all = made.map(({ invitation: { name, email }, url }) => [name, email, url].join("\t")).join("\n");
  const copyLinks = async (text: string, ids: readonly InvitationId[]): Promise<void> => {
    if (!(await copy({ "text/plain": text }, t("shell.copied")))) return;
    linksKept.copied(ids);
    onCopied();
  };
  return html`<section class="invite-list invite-made">
    <div class="invite-head">
      <h3 class="grow" tabindex="-1">${t("invite.done", { count: made.length })}</h3>
      <button
        type="button"
        class="button button-primary"
        @click=${() =>
          void copyLinks(
            all,
            made.map(({ invitation }) => invitation.id),
          )}
      >
        ${t("invite.copy-all")}
      </button>
    </div>
    <p class="note">${t("invite.links-stay")}</p>
    ${made[0] ? opensHereOnly(made[0].url) : nothing}
    <ul>
      ${made.map(
        ({ invitation: { id, name, email }, url, isCopied }) =>
          html`<li>
            <span class="name">${name ?? t("people.unnamed")} <span class="sub">${email}</span></span>
            <span class="note ellipsis">${url}</span>
            <button
              type="button"
              class="link"
              aria-label=${t(isCopied ? "invite.copied-of" : "invite.copy-of", { name: name ?? t("people.unnamed") })}
              @click=${() => void copyLinks(url, [id])}
            >
              ${t(isCopied ? "shell.copied" : "shell.copy")}
            </button>
          </li>`,
      )}
    </ul>
    <div class="invite-foot">
      <span class="note grow">${linksAnew()}</span>
      ${onMore ? html`<button type="button" class="button" @click=${onMore}>${t("invite.more")}</button>` : nothing}
      <button type="button" class="button" @click=${onDone}>${t("invite.links-done")}</button>
    </div>
  </section>`;
}
