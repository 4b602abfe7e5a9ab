import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { ThreadId } from "../../../schema/domain/ids.ts";
import { shortened } from "../../../schema/text/shortened.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { copy } from "../../elements/clipboard.ts";
import "../../elements/coram-discard.ts";
import { t } from "../../i18n/t.ts";
import { FoldedDrafts } from "../../typed/folded-drafts.ts";
import { draftsHead } from "../../typed/drafts-head.ts";
import { saidHere, unitHere } from "../../i18n/tokens.ts";
import type { DraftView } from "../model/draft-views.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-drafts": CoramDrafts;
  }
  interface HTMLElementEventMap {
    "coram-draft-retry": CustomEvent<{ draft: string }>;
    /** Lay its words into their box again; `thread`: which they answer. */
    "coram-draft-go-on": CustomEvent<{ draft: string; thread: ThreadId | null }>;
    "coram-draft-drop": CustomEvent<{ draft: string }>;
  }
}

/** What trying again is called where it is more, or nothing was tried yet. */
const AGAIN: { readonly [Why in DraftView["why"]]?: "sync.draft-send" | "verdict.tag-restore" } = {
  typed: "sync.draft-send",
  deleted: "verdict.tag-restore",
};

/** Of the words that a draft hangs on so many characters are shown: it says where, and the text stands below. */
const QUOTE_LENGTH = 160;

/** Work that could not be saved, each with its words, where it hung and why, to copy, to try again or to discard. */
@customElement("coram-drafts")
export class CoramDrafts extends VerdictElement {
  @property({ attribute: false }) drafts: readonly DraftView[] = [];
  /** Language of the verdict's words. */
  @property() textLang = "";
  private readonly folding = new FoldedDrafts(this, () => this.drafts);

  protected override render(): TemplateResult | typeof nothing {
    if (this.drafts.length === 0) return nothing;
    return html`<section class="alert drafts" role="alert" aria-label=${draftsHead(this.drafts)}>
      <details class="grow" .open=${live(this.folding.isOpen)} @toggle=${this.folding.onToggle}>
        <summary>${draftsHead(this.drafts)}</summary>
        <ul>
          ${repeat(
            this.drafts,
            ({ id }) => id,
            (draft) => this.renderDraft(draft),
          )}
        </ul>
      </details>
    </section>`;
  }

  /** A notice of what is kept here leads to it: it lies open then, and has the focus. */
  protected override updated(): void {
    if (this.drafts.length === 0 || !new URLSearchParams(location.search).has("drafts")) return;
    history.replaceState(history.state, "", location.pathname);
    const details = this.querySelector("details");
    if (details) details.open = true;
    this.querySelector("summary")?.focus();
  }

  private renderDraft(draft: DraftView): TemplateResult {
    const { id, words, why, canRetry, goOn, choose, code, place, isGone, question, unit, replaces } = draft;
    const what = code
      ? t("sync.draft-tag", { code })
      : unit
        ? t("sync.draft-unit", { unit: unitHere(unit) })
        : (question ?? (words ? null : t("sync.draft-bare")));
    // A bare tag is copied as what it says of which words.
    const copied = why === "blind" ? "" : words || [what, place?.quote].filter(Boolean).join(": ");
    return html`<li>
      <div class="draft-words">
        ${place ? html`<span class="sub">${t("sync.draft-place", { paragraph: place.paragraph })}</span> ` : nothing}
        ${isGone ? html`<span class="sub">${t("verdict.state-removed")}.</span> ` : nothing}
        ${place?.quote ? html`<q lang=${this.textLang}>${withTokenWords(shortened(place.quote, QUOTE_LENGTH), this.textLang)}</q> ` : nothing}${what ? html`${what} ` : nothing}
        ${words ? html`<blockquote>${saidHere(words, this.textLang)}</blockquote>` : nothing}
        ${replaces && canRetry ? html`<span class="sub">${t("sync.draft-replaces")}</span> <q>${replaces}</q> ` : nothing}
        <span class="sub">${t(`sync.draft-${why}`)}</span>
      </div>
      <div class="draft-acts">
        ${
          copied
            ? html`<button
                type="button"
                class="link"
                @click=${() => void copy({ "text/plain": copied }, t("shell.copied"))}
              >
                ${t("shell.copy")}
              </button>`
            : nothing
        }
        ${
          choose
            ? html`<button
                type="button"
                class="link"
                @click=${() => this.emit("coram-question-open", { place: choose, focus: true })}
              >
                ${t(why === "typed" ? "sync.draft-go-on" : "sync.draft-choose")}
              </button>`
            : goOn
              ? html`<button
                  type="button"
                  class="link"
                  @click=${() => this.emit("coram-draft-go-on", { draft: id, thread: goOn.kind === "reply" ? goOn.thread : null })}
                >
                  ${t("sync.draft-go-on")}
                </button>`
              : canRetry
                ? html`<button type="button" class="link" @click=${() => this.emit("coram-draft-retry", { draft: id })}>
                    ${t(AGAIN[why] ?? "sync.draft-again")}
                  </button>`
                : nothing
        }
        ${why === "blind" ? nothing : html`<coram-discard @coram-discard=${() => this.emit("coram-draft-drop", { draft: id })}></coram-discard>`}
      </div>
    </li>`;
  }
}
