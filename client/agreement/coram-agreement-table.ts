import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import "./agreement.css";

/** So many rows are shown at first: what has to be talked over stands there. */
const FIRST = 8;

/** A table of figures, long ones folded; on a narrow screen each row is a block. */
@customElement("coram-agreement-table")
export class CoramAgreementTable extends LightElement {
  /** Id of the heading that names it. */
  @property({ attribute: false }) heading = "";
  @property({ attribute: false }) columns: readonly string[] = [];
  @property({ attribute: false }) rows: readonly TemplateResult[] = [];
  @state() private isOpen = false;

  protected override render(): TemplateResult {
    const { rows } = this;
    const isFolded = !this.isOpen && rows.length > FIRST + 2;
    return html`<table class="agree-table" aria-labelledby=${this.heading}>
        <thead>
          <tr>
            ${this.columns.map((name) => html`<th scope="col">${name}</th>`)}
            <th scope="col"><span class="visually-hidden">${t("agreement.passages")}</span></th>
          </tr>
        </thead>
        <tbody>
          ${isFolded ? rows.slice(0, FIRST) : rows}
        </tbody>
        ${
          // Paper cannot be pressed: all of it stands there.
          isFolded
            ? html`<tbody class="agree-rest">
                ${rows.slice(FIRST)}
              </tbody>`
            : nothing
        }
      </table>
      ${
        isFolded
          ? html`<p>
              <button class="button button-small" type="button" @click=${() => (this.isOpen = true)}>
                ${t("shell.show-all", { count: rows.length })}
              </button>
            </p>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-agreement-table": CoramAgreementTable;
  }
}
