import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { COUNTRIES, Country, localise } from "../../schema/domain/language.ts";
import { Form } from "../../schema/domain/verdict.ts";
import { MatrixBy, type MatrixChoice } from "../../schema/matrix/choice.ts";
import type { MatrixView } from "../../schema/protocol/http/matrix.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-matrix-tools": CoramMatrixTools;
  }
  interface HTMLElementEventMap {
    /** The matrix is to be looked at in another way. */
    "coram-matrix-choose": CustomEvent<Partial<MatrixChoice>>;
  }
}

/** What the matrix shows: categories or questions, which of them, of which verdicts, in which groups. */
@customElement("coram-matrix-tools")
export class CoramMatrixTools extends LightElement {
  @property({ attribute: false }) choice!: MatrixChoice;
  @property({ attribute: false }) view: MatrixView | null = null;
  /** On a phone the choices are unfolded by a press. */
  @state() private isUnfolded = false;

  protected override render(): TemplateResult {
    const { choice } = this;
    return html`<form class="matrix-tools" role="search" aria-label=${t("matrix.tools")} @submit=${stop}>
      <div class="choice" role="group" aria-label=${t("matrix.columns")}>
        ${MatrixBy.options.map(
          (by) =>
            html`<button
              type="button"
              aria-pressed=${String(by === choice.by)}
              @click=${() => this.choose({ by, part: null, open: [] })}
            >
              ${t(`matrix.by-${by}`)}
            </button>`,
        )}
      </div>
      <input
        class="field"
        type="search"
        maxlength="200"
        autocomplete="off"
        aria-label=${t("matrix.search")}
        placeholder=${t("matrix.search")}
        .value=${choice.text}
        @input=${(event: Event) => this.choose({ text: (event.target as HTMLInputElement).value })}
      />
      <button
        type="button"
        class="button button-small more"
        aria-expanded=${String(this.isUnfolded)}
        @click=${() => (this.isUnfolded = !this.isUnfolded)}
      >
        ${t("matrix.filters")}
      </button>
      <div class="filters" ?data-open=${this.isUnfolded}>
        ${this.renderParts()}
        ${this.renderSelect(
          t("matrix.rows"),
          choice.rows,
          (["country", "form"] as const).map((rows) => [rows, t(`matrix.rows-${rows}`)]),
          (rows) => this.choose({ rows: rows === "form" ? "form" : "country" }),
        )}
        ${this.renderSelect(
          t("exports.country"),
          choice.country ?? "",
          [["", t("exports.all-countries")], ...COUNTRIES.map((each) => [each, t(`word.country.${each}`)] as const)],
          (country) => this.choose({ country: Country.safeParse(country).data ?? null }),
        )}
        ${this.renderSelect(
          t("matrix.form"),
          choice.form ?? "",
          [["", t("matrix.all-forms")], ...Form.options.map((each) => [each, t(`word.form.${each}`)] as const)],
          (form) => this.choose({ form: Form.safeParse(form).data ?? null }),
        )}
        ${choice.by === "categories" ? this.renderChildren() : nothing}
      </div>
    </form>`;
  }

  private renderParts(): TemplateResult {
    const { view, choice } = this;
    const isCategories = choice.by === "categories";
    const parts = isCategories
      ? (view?.categories ?? [])
          .filter(({ parent, isGone }) => parent === null && !isGone)
          .map(({ id, code, label }) => [id, `${code} ${localise(label, language())}`] as const)
      : (view?.groups ?? []).map(({ id, label }) => [id, localise(label, language())] as const);
    return this.renderSelect(
      t(isCategories ? "matrix.branch" : "matrix.group"),
      choice.part ?? "",
      [["", t(isCategories ? "matrix.all-branches" : "matrix.all-groups")], ...parts],
      (part) => {
        const open = (view?.categories ?? []).filter(({ id }) => id === part).map(({ id }) => id);
        this.choose({ part: part || null, open });
      },
    );
  }

  private renderChildren(): TemplateResult {
    const { children } = this.choice;
    return html`<div class="choice" role="group" aria-label=${t("matrix.numbers")}>
      ${[true, false].map(
        (each) =>
          html`<button
            type="button"
            aria-pressed=${String(each === children)}
            @click=${() => this.choose({ children: each })}
          >
            ${t(each ? "matrix.with-children" : "matrix.here")}
          </button>`,
      )}
    </div>`;
  }

  private renderSelect(
    label: string,
    value: string,
    options: (readonly [value: string, label: string])[],
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<select
      class="field"
      aria-label=${label}
      title=${label}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${options.map(([each, words]) => html`<option value=${each} .selected=${each === value}>${words}</option>`)}
    </select>`;
  }

  private choose(detail: Partial<MatrixChoice>): void {
    this.dispatchEvent(new CustomEvent("coram-matrix-choose", { detail, bubbles: true }));
  }
}

function stop(event: Event): void {
  event.preventDefault();
}
