import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { PASS_REASONS, PassReason } from "../../schema/domain/clearing.ts";
import { UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import { HANDBOOK_FORMATS, LANGUAGES_OF, type HandbookFormat } from "../../schema/protocol/http/methodology-files.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { downloadMethodology } from "../api/methodology/methodology-files.ts";
import { announce } from "../elements/announce.ts";
import "../elements/coram-dialog.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { LANGUAGE_NAMES, language, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-handbook-out": CoramHandbookOut;
  }
}

/** The formats by how many want them. */
const FORMATS: readonly HandbookFormat[] = [
  "pdf",
  "docx",
  "xlsx",
  "qdc",
  "json",
] satisfies (typeof HANDBOOK_FORMATS)[number][];

/** The methodology as a file: which state, which format, which languages. Fires `coram-dialog-close`. */
@customElement("coram-handbook-out")
export class CoramHandbookOut extends LightElement {
  @property({ type: Boolean }) open = false;
  /** Number of the version in force. */
  @property({ type: Number }) inForce = 0;
  /** Whether this person may read the draft. */
  @property({ type: Boolean }) hasDraft = false;
  /** Whether this person may answer for what looks like a person's data. */
  @property({ type: Boolean }) mayPass = false;
  @state() private isDraft = false;
  @state() private format: HandbookFormat = "pdf";
  @state() private languages: readonly UiLanguage[] = [language()];
  @state() private isMaking = false;
  @state() private problem: unknown = null;
  @state() private reason: PassReason | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("open") || !this.open) return;
    this.problem = this.reason = null;
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog heading=${t("handbook.out-title")} ?open=${this.open} @coram-dialog-close=${this.close}>
      ${this.open ? this.renderForm() : nothing}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    const { inForce, problem, isMaking } = this;
    const isLeak = problem instanceof ProblemError && problem.code === "export-leak";
    return html`<form class="form" @submit=${this.make}>
      ${
        this.hasDraft
          ? html`<label class="form-row"
              ><span>${t("handbook.state")}</span>
              <select
                class="field"
                @change=${(event: Event) => this.choose(() => (this.isDraft = (event.target as HTMLSelectElement).value === "draft"))}
              >
                <option value="version" ?selected=${!this.isDraft}>
                  ${t("handbook.state-version", { number: inForce })}
                </option>
                <option value="draft" ?selected=${this.isDraft}>${t("handbook.state-draft")}</option>
              </select></label
            >`
          : nothing
      }
      <fieldset class="form-row">
        <legend class="label">${t("handbook.format")}</legend>
        <div class="handbook-formats">
          ${FORMATS.map(
            (format) =>
              html`<label class="form-check"
                ><input
                  type="radio"
                  name="format"
                  value=${format}
                  .checked=${format === this.format}
                  @change=${() => this.choose(() => (this.format = format))}
                /><span
                  ><b>${t(`handbook.format.${format}`)}</b
                  ><span class="note">${t(`handbook.about.${format}`)}</span></span
                ></label
              >`,
          )}
        </div>
      </fieldset>
      ${this.renderLanguages()} ${errorLine(problem === null ? null : describeProblem(problem))}
      ${isLeak && this.mayPass ? this.renderPass() : nothing}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${isMaking || (isLeak && this.reason === null)}>
          ${isMaking ? t("handbook.making") : isLeak ? t("exports.leak-despite") : t("handbook.download")}
        </button>
      </div>
    </form>`;
  }

  /** One language, one with another beside it, or as many as one likes. */
  private renderLanguages(): TemplateResult | typeof nothing {
    const count = LANGUAGES_OF[this.format];
    const [first = language(), second] = this.languages;
    if (this.format === "json") return nothing;
    if (count > 2)
      return html`<fieldset class="form-row">
        <legend class="label">${t("handbook.languages")}</legend>
        <div class="handbook-languages">
          ${UI_LANGUAGES.map(
            (each) =>
              html`<label class="form-check"
                ><input
                  type="checkbox"
                  .checked=${this.languages.includes(each)}
                  @change=${(event: Event) => this.toggle(each, event.target as HTMLInputElement)}
                />${LANGUAGE_NAMES[each]}</label
              >`,
          )}
        </div>
      </fieldset>`;
    const options = (now: UiLanguage | undefined): TemplateResult[] =>
      UI_LANGUAGES.map(
        (each) => html`<option value=${each} ?selected=${each === now}>${LANGUAGE_NAMES[each]}</option>`,
      );
    return html`<div class="form-columns">
      <label class="form-row"
        ><span>${t("handbook.language")}</span>
        <select class="field" @change=${(event: Event) => this.setLanguages(event, second)}>
          ${options(first)}
        </select></label
      >
      ${
        count === 2
          ? html`<label class="form-row"
              ><span>${t("handbook.second")}</span>
              <select class="field" @change=${(event: Event) => this.setSecond(first, event)}>
                <option value="">${t("handbook.second-none")}</option>
                ${options(second)}
              </select></label
            >`
          : nothing
      }
    </div>`;
  }

  private renderPass(): TemplateResult {
    return html`<label class="form-row"
      ><span>${t("clear.reason")}</span>
      <select
        class="field"
        @change=${(event: Event) => (this.reason = PassReason.safeParse((event.target as HTMLSelectElement).value).data ?? null)}
      >
        <option value="">${t("clear.reason-none")}</option>
        ${PASS_REASONS.map((reason) => html`<option value=${reason}>${t(`clear.reason-${reason}`)}</option>`)}
      </select></label
    >`;
  }

  private setLanguages(event: Event, second: UiLanguage | undefined): void {
    const first = UiLanguage.parse((event.target as HTMLSelectElement).value);
    this.choose(() => (this.languages = [first, ...(second && second !== first ? [second] : [])]));
  }

  private setSecond(first: UiLanguage, event: Event): void {
    const second = UiLanguage.safeParse((event.target as HTMLSelectElement).value).data;
    this.choose(() => (this.languages = second && second !== first ? [first, second] : [first]));
  }

  private toggle(each: UiLanguage, box: HTMLInputElement): void {
    const others = this.languages.filter((one) => one !== each);
    // A file without words would be of no use: the last one stays.
    if (!box.checked && others.length === 0) box.checked = true;
    else this.choose(() => (this.languages = box.checked ? [...others, each] : others));
  }

  private choose(change: () => unknown): void {
    this.problem = this.reason = null;
    change();
  }

  private readonly make = (event: SubmitEvent): void => {
    event.preventDefault();
    const { format, isDraft, inForce, reason } = this;
    const languages = this.languages.slice(0, LANGUAGES_OF[format]);
    const wanted = { format, version: isDraft ? ("draft" as const) : inForce, languages };
    this.isMaking = true;
    this.problem = null;
    downloadMethodology(reason ? { ...wanted, despite: reason } : wanted)
      .then(
        () => {
          announce(t("handbook.made"));
          this.close();
        },
        (error: unknown) => (this.problem = error),
      )
      .finally(() => (this.isMaking = false));
  };

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
