import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../elements/coram-dialog.ts";
import { t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-disagreement-keys": CoramDisagreementKeys;
  }
}

const ROWS = [
  { keys: ["J", "K"], does: "next" },
  { keys: ["1", "9"], does: "take", isRange: true },
  { keys: ["B"], does: "both" },
  { keys: ["X"], does: "none" },
  { keys: ["S"], does: "span" },
  { keys: ["←", "→"], does: "edges" },
  { keys: ["R"], does: "reason" },
  { keys: ["Q"], does: "evidence" },
  { keys: ["D"], does: "same-reason" },
  { keys: ["Enter"], does: "record" },
  { keys: ["G"], does: "concede" },
  { keys: ["C"], does: "discuss" },
] as const;

/** The keys of the page of disagreements. Fires `coram-dialog-close` when `open` should be false again. */
@customElement("coram-disagreement-keys")
export class CoramDisagreementKeys extends VerdictElement {
  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    return html`<coram-dialog
      heading=${t("reconcile.keys")}
      ?open=${this.open}
      @coram-dialog-close=${(event: Event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent("coram-dialog-close"));
      }}
    >
      <dl class="case-keys">
        ${ROWS.map(
          (row) =>
            html`<div>
              <dt>
                ${row.keys.map(
                  (key, i) => html`${i > 0 ? ("isRange" in row ? " – " : " / ") : ""}<kbd class="key">${key}</kbd>`,
                )}
              </dt>
              <dd>${t(`reconcile.key-${row.does}`)}</dd>
            </div>`,
        )}
      </dl>
    </coram-dialog>`;
  }
}
