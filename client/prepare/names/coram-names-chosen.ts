import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { NameEntity, NamesCommand } from "../../../schema/protocol/http/pseudonyms.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./names-events.ts";
import { countOf } from "./names-list.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-chosen": CoramNamesChosen;
  }
  interface HTMLElementEventMap {
    /** None is chosen any more. */
    "coram-names-clear": CustomEvent<void>;
  }
}

/** What is done with several persons at once. */
@customElement("coram-names-chosen")
export class CoramNamesChosen extends VerdictElement {
  @property({ attribute: false }) chosen: readonly NameEntity[] = [];

  protected override render(): TemplateResult {
    const chosen = [...this.chosen].sort((a, b) => countOf(b) - countOf(a));
    const [first] = chosen;
    const count = chosen.length;
    const ids = chosen.map(({ id }) => id);
    const all = (kind: "confirm" | "dismiss"): void => this.decide(ids.map((entity) => ({ kind, entity })));
    return html`<div class="names-chosen" role="group" aria-label=${t("names.chosen", { count })}>
      <span class="note grow">${t("names.chosen", { count })}</span>
      <button type="button" class="button button-small" @click=${() => all("confirm")}>${t("names.replace")}</button>
      <button type="button" class="button button-small" @click=${() => all("dismiss")}>${t("names.leave")}</button>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("names.clear")}
        title=${t("names.clear")}
        @click=${() => this.emit("coram-names-clear")}
      >
        <coram-icon name="x"></coram-icon>
      </button>
      ${
        first && count > 1
          ? html`<button
              type="button"
              class="button button-small names-merge"
              @click=${() => this.decide([{ kind: "merge", entities: ids }])}
            >
              <span class="ellipsis">${t("names.merge", { name: first.canonical })}</span>
            </button>`
          : html`<span class="note sub names-merge">${t("names.merge-one")}</span>`
      }
    </div>`;
  }

  private decide(commands: NamesCommand[]): void {
    this.emit("coram-names-decide", { commands });
    this.emit("coram-names-clear");
  }
}
