import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import "./coram-tag-card.ts";
import "../../discussion/coram-thread-card.ts";
import type { TranslationView } from "../translation/translation-view.ts";
import "../translation/coram-translation-card.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-orphans": CoramOrphans;
  }
}

/** Tags, threads and translations whose words are no longer in the text: listed, never moved by a guess. */
@customElement("coram-orphans")
export class CoramOrphans extends VerdictElement {
  /** Those of state removed; others are left out. */
  @property({ attribute: false }) tags: readonly TagView[] = [];
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  @property({ attribute: false }) translations: readonly TranslationView[] = [];
  @property() active: string | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const tags = this.tags.filter((tag) => tag.state === "removed" && !tag.deleted);
    const threads = this.threads.filter((thread) => thread.state === "removed" && thread.tag === null);
    const translations = this.translations.filter(({ state }) => state === "removed");
    const count = tags.length + threads.length + translations.length;
    if (count === 0) return nothing;
    // A translation that has just been kept is in sight.
    return html`<details ?open=${translations.some(({ id }) => id === this.active)}>
      <summary>${t("verdict.orphans", { count })}</summary>
      <p class="note">${t("verdict.orphans-why")}</p>
      ${tags.map((tag) => html`<coram-tag-card .tag=${tag} .active=${tag.id === this.active}></coram-tag-card>`)}
      ${threads.map(
        (thread) =>
          html`<coram-thread-card .thread=${thread} .active=${thread.id === this.active}></coram-thread-card>`,
      )}
      ${translations.map(
        (each) =>
          html`<coram-translation-card
            .translation=${each}
            .active=${each.id === this.active}
          ></coram-translation-card>`,
      )}
    </details>`;
  }
}
