import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../app/coram-account-menu.ts";
import "../../elements/coram-dialog.ts";
import { MOD } from "../../elements/key-press.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-writing-keys": CoramWritingKeys;
  }
}

/** In the text, with what is framed in it, among the passages, and on the page. */
const KEYS = [
  { keys: ["/"], words: () => t("outputs.key-slash") },
  { keys: [`${MOD} Alt E`], words: () => t("outputs.key-passage") },
  { keys: [`${MOD} Alt N`, `${MOD} Alt R`], words: () => t("outputs.key-figure") },
  { keys: [`${MOD} Alt F`], words: () => t("outputs.footnote") },
  { keys: [`${MOD} Alt K`], words: () => t("outputs.link") },
  { keys: [`${MOD} Alt 1 – 3`], words: () => t("outputs.key-heading") },
  { keys: ["F8", "Shift F8"], words: () => t("outputs.key-gap") },
  { keys: ["Tab"], words: () => t("outputs.key-framed") },
  { keys: ["Alt Enter"], words: () => t("outputs.key-menu") },
  { keys: ["Enter", "Shift Enter"], words: () => t("outputs.key-insert") },
  { keys: ["N"], words: () => t("outputs.key-note") },
  { keys: [`${MOD} Alt M`], words: () => t("outputs.key-comment") },
  { keys: [`${MOD} Enter`], words: () => t("outputs.key-send") },
  { keys: ["F6"], words: () => t("outputs.key-beside") },
  { keys: ["Esc"], words: () => t("outputs.key-back") },
  { keys: [`${MOD} Z`, `${MOD} Shift Z`], words: () => t("verdict.key-undo") },
  { keys: [`${MOD} K`], words: () => t("verdict.key-go-to") },
  { keys: ["?"], words: () => t("verdict.key-keys") },
];

/** The account's menu of a page that is written on, whose list of keys is that of writing. */
@customElement("coram-writing-keys")
export class CoramWritingKeys extends LightElement {
  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    return html`<coram-account-menu @coram-keys-open=${this.show}></coram-account-menu>
      <coram-dialog
        heading=${t("page.keys")}
        .open=${this.open}
        @coram-dialog-close=${(event: Event) => {
          event.stopPropagation();
          this.open = false;
        }}
      >
        <dl class="writing-keys">
          ${KEYS.map(
            ({ keys, words }) =>
              html`<div>
                <dt>
                  ${keys.map((key, i) => html`${i > 0 ? " / " : ""}${key.split(" ").map((each) => (each === "–" ? " – " : html`<kbd class="key">${each}</kbd> `))}`)}
                </dt>
                <dd>${words()}</dd>
              </div>`,
          )}
        </dl>
      </coram-dialog>`;
  }

  private readonly show = (event: Event): void => {
    event.preventDefault();
    this.open = true;
  };
}
