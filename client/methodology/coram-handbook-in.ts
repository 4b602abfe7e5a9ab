import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { contentChanges } from "../../schema/domain/methodology/content-changes.ts";
import { UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import type { BringInOptions, BroughtIn, FileProblem } from "../../schema/protocol/http/methodology-files.ts";
import { describeProblem } from "../api/http.ts";
import { bringInFile, lookAtFile, lookAtVersion } from "../api/methodology/methodology-files.ts";
import "../elements/coram-dialog.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, LANGUAGE_NAMES, language, t } from "../i18n/t.ts";
import "./coram-changes.ts";
import { problemWords } from "./draft/words/problem-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-handbook-in": CoramHandbookIn;
  }
  interface HTMLElementEventMap {
    /** A file is in the draft; with these it can be taken back. */
    "coram-brought-in": CustomEvent<void>;
  }
}

const SHEETS = {
  categories: "network.categories",
  questions: "network.questions",
  choices: "methodology.choices",
  groups: "methodology.group",
} as const;

/** A file for the draft: chosen, looked at, and then taken or left. Fires `coram-dialog-close` and `coram-brought-in`. */
@customElement("coram-handbook-in")
export class CoramHandbookIn extends LightElement {
  @property({ type: Boolean }) open = false;
  /** An earlier version in place of a file: there is nothing to choose then. */
  @property({ attribute: false }) version: number | null = null;
  @state() private file: File | null = null;
  @state() private fileLanguage: UiLanguage = language();
  @state() private look: BroughtIn | null = null;
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) this.begin();
  }

  private begin(): void {
    this.file = this.look = null;
    this.problem = null;
    const { version } = this;
    if (version !== null) void this.attempt(async () => (this.look = await lookAtVersion(version)));
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog
      wide
      heading=${this.version === null ? t("handbook.in-title") : t("methodology.restore-title", { number: this.version })}
      ?open=${this.open}
      @coram-dialog-close=${this.close}
    >
      ${this.open ? (this.look ? this.renderLook(this.look) : this.version === null ? this.renderChoice() : this.renderWait()) : nothing}
    </coram-dialog>`;
  }

  private renderWait(): TemplateResult {
    return this.problem === null ? skeleton(4, t("shell.loading")) : html`${errorLine(describeProblem(this.problem))}`;
  }

  private renderChoice(): TemplateResult {
    const { file, isBusy } = this;
    return html`<form
      class="form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.read("keep");
      }}
    >
      <p class="note">${t("handbook.in-lead")}</p>
      <label class="form-row"
        ><span>${t("handbook.in-file")}</span>
        <input
          class="field"
          type="file"
          accept=".qdc,.qde,.json,.xlsx,.xml"
          required
          @change=${(event: Event) => {
            this.file = (event.target as HTMLInputElement).files?.[0] ?? null;
            this.problem = null;
          }}
      /></label>
      <label class="form-row"
        ><span>${t("handbook.in-language")}</span>
        <select
          class="field"
          @change=${(event: Event) => (this.fileLanguage = UiLanguage.parse((event.target as HTMLSelectElement).value))}
        >
          ${UI_LANGUAGES.map(
            (each) =>
              html`<option value=${each} ?selected=${each === this.fileLanguage}>${LANGUAGE_NAMES[each]}</option>`,
          )}
        </select></label
      >
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${isBusy || file === null}>
          ${isBusy ? t("handbook.looking") : t("handbook.look")}
        </button>
      </div>
    </form>`;
  }

  private renderLook(look: BroughtIn): TemplateResult {
    const { before, after, writers, missing, problems, newProblems } = look;
    const changes = contentChanges({ number: 1, content: before }, { number: 2, content: after }, []);
    return html`<div class="form">
      ${this.version === null ? this.renderMissing(missing) : html`<p>${t("methodology.restore-lead", { number: this.version })}</p>`}
      ${
        writers.length > 0
          ? html`<p class="alert" role="status">
              <span>${t("methodology.words-go", { names: formatList(writers) })}</span>
            </p>`
          : nothing
      }
      ${
        problems.length > 0
          ? html`<section class="handbook-problems">
              <p><b>${t("handbook.problems", { count: problems.length })}</b></p>
              <ul tabindex="0" role="group" aria-label=${t("handbook.problems", { count: problems.length })}>
                ${problems.map((each) => html`<li>${renderProblem(each)}</li>`)}
              </ul>
            </section>`
          : nothing
      }
      ${
        newProblems.length > 0
          ? html`<section class="handbook-problems">
              <p><b>${t("handbook.new-problems")}</b></p>
              <ul>
                ${newProblems.map((each) => html`<li>${problemWords(each, after)}</li>`)}
              </ul>
            </section>`
          : nothing
      }
      <div class="handbook-changes" tabindex="0" role="group" aria-label=${t("methodology.changes")}>
        <coram-changes .changes=${changes} .was=${before} .is=${after}></coram-changes>
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        ${
          this.version === null
            ? html`<button type="button" class="button" @click=${() => this.begin()}>
                ${t("handbook.other-file")}
              </button>`
            : html`<button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>`
        }
        <button
          type="button"
          class="button button-primary"
          autofocus
          ?disabled=${this.isBusy}
          @click=${() => this.bringIn(look)}
        >
          ${this.version === null ? t("handbook.do") : t("methodology.restore-do")}
        </button>
      </div>
    </div>`;
  }

  private renderMissing(missing: BroughtIn["missing"]): TemplateResult {
    return html`<fieldset class="form-row">
      <legend class="label">${t("handbook.missing")}</legend>
      <div class="handbook-languages">
        ${(["keep", "leave-out"] as const).map(
          (each) =>
            html`<label class="form-check"
              ><input
                type="radio"
                name="missing"
                .checked=${each === missing}
                ?disabled=${this.isBusy}
                @change=${() => this.read(each)}
              />${t(`handbook.missing-${each}`)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private read(missing: BringInOptions["missing"]): void {
    const { file, fileLanguage } = this;
    if (file) void this.attempt(async () => (this.look = await lookAtFile(file, { language: fileLanguage, missing })));
  }

  private bringIn({ id, seen }: BroughtIn): void {
    void this.attempt(async () => {
      await bringInFile(id, seen);
      this.dispatchEvent(new CustomEvent("coram-brought-in", { bubbles: true }));
      this.close();
    });
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await act();
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}

function renderProblem({ code, sheet, row, column, value }: FileProblem): TemplateResult {
  const place = sheet && row ? t("handbook.place", { sheet: t(SHEETS[sheet]), cell: `${column ?? ""}${row}` }) : null;
  return html`${place ? html`<b>${place}:</b> ` : nothing}${t(`handbook.problem-${code}`, { value })}`;
}
