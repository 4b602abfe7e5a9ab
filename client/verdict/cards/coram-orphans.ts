import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import "./coram-tag-card.ts";
import "../../discussion/coram-thread-card.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-orphans": CoramOrphans;
  }
}

/** Tags and threads whose words are no longer in the text: listed, never moved by a guess. */
@customElement("coram-orphans")
export class CoramOrphans extends VerdictElement {
  /** Those of state removed; others are left out. */
  @property({ attribute: false }) tags: readonly TagView[] = [];
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  @property() active: string | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const tags = this.tags.filter((tag) => tag.state === "removed" && !tag.deleted);
    const threads = this.threads.filter((thread) => thread.state === "removed" && thread.tag === null);
    const count = tags.length + threads.length;
    if (count === 0) return nothing;
    return html`<details>
      <summary>${t("verdict.orphans", { count })}</summary>
      <p class="note">${t("verdict.orphans-why")}</p>
      ${tags.map((tag) => html`<coram-tag-card .tag=${tag} .active=${tag.id === this.active}></coram-tag-card>`)}
      ${threads.map(
        (thread) =>
          html`<coram-thread-card .thread=${thread} .active=${thread.id === this.active}></coram-thread-card>`,
      )}
    </details>`;
  }
}
