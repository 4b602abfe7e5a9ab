import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MatrixChoice } from "../../schema/matrix/choice.ts";
import { MatrixFormat, type ExportCommand } from "../../schema/protocol/http/exports.ts";
import type { MatrixVerdict } from "../../schema/protocol/http/matrix.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, language, t } from "../i18n/t.ts";
import "../network/coram-make-file.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-matrix-export": CoramMatrixExport;
  }
}

/** Makes a file of exactly what the matrix shows, looked over before it is written as every file is. */
@customElement("coram-matrix-export")
export class CoramMatrixExport extends LightElement {
  @property({ attribute: false }) choice!: MatrixChoice;
  @property({ attribute: false }) verdicts: MatrixVerdict[] = [];
  @state() private format: MatrixFormat = "matrix-xlsx";

  protected override render(): TemplateResult {
    const command: ExportCommand = { format: this.format, matrix: this.choice, language: language() };
    const out = this.verdicts.flatMap(({ verdict }) =>
      verdict.stage === "in-preparation" ? [verdict.caseNumber] : [],
    );
    return html`<div class="form">
      <p class="note">${t("matrix.export-about")} ${t("exports.tells-verdicts")}</p>
      ${out.length > 0 ? html`<p class="note">${t("matrix.export-left-out", { verdicts: formatList(out) })}</p>` : nothing}
      <fieldset class="form-row">
        <legend class="label">${t("exports.format")}</legend>
        ${MatrixFormat.options.map(
          (format) =>
            html`<label class="form-check"
              ><input
                type="radio"
                name="matrix-format"
                value=${format}
                .checked=${format === this.format}
                @change=${() => (this.format = format)}
              /><span>${t(format === "matrix-xlsx" ? "exports.format.xlsx" : "exports.format.csv")}</span></label
            >`,
        )}
      </fieldset>
      <coram-make-file .command=${command} .verdicts=${this.verdicts} .mayPass=${true}></coram-make-file>
    </div>`;
  }
}
