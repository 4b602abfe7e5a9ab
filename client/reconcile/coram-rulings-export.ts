import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { RulingFormat, type ExportCommand } from "../../schema/protocol/http/exports.ts";
import "../elements/coram-dialog.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import "../network/coram-make-file.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-rulings-export": CoramRulingsExport;
  }
}

const NAMES = { "rulings-xlsx": "Excel (XLSX)", "rulings-docx": "Word (DOCX)", "rulings-json": "JSON" } as const;

/** Makes a file of the rulings on a verdict. Fires `coram-dialog-close` when `open` should be false again. */
@customElement("coram-rulings-export")
export class CoramRulingsExport extends LightElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) verdict!: Verdict;
  /** Whether the reader may answer for what would leak. */
  @property({ type: Boolean }) mayPass = false;
  @state() private format: RulingFormat = "rulings-xlsx";

  protected override render(): TemplateResult {
    const { verdict } = this;
    const command: ExportCommand = { format: this.format, filter: { verdicts: [verdict.id] }, language: language() };
    return html`<coram-dialog
      heading=${t("reconcile.export")}
      ?open=${this.open}
      @coram-dialog-close=${(event: Event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent("coram-dialog-close"));
      }}
    >
      <div class="form">
        <p class="note">${t("exports.tells-coders")}</p>
        <fieldset class="form-row">
          <legend class="label">${t("exports.format")}</legend>
          ${RulingFormat.options.map(
            (format) =>
              html`<label class="form-check"
                ><input
                  type="radio"
                  name="ruling-format"
                  value=${format}
                  .checked=${format === this.format}
                  @change=${() => (this.format = format)}
                /><span>${NAMES[format]}</span></label
              >`,
          )}
        </fieldset>
        ${
          this.open
            ? html`<coram-make-file
                .command=${command}
                .verdicts=${[{ verdict }]}
                .mayPass=${this.mayPass}
              ></coram-make-file>`
            : nothing
        }
      </div>
    </coram-dialog>`;
  }
}
