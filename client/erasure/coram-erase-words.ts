import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { ErasureCommand, ErasurePlan, ErasureView } from "../../schema/protocol/http/erasure.ts";
import type { Range } from "../../schema/text/revision.ts";
import { parseToken, TOKEN_KINDS, type TokenKind } from "../../schema/text/token.ts";
import { eraseWords, planErasure } from "../api/erasures.ts";
import { describeProblem } from "../api/http.ts";
import "../elements/coram-dialog.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { tokenSlug } from "../verdict/token-slug.ts";
import "./coram-erasure-done.ts";
import { countList } from "./counts.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import "./erase.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-erase-words": CoramEraseWords;
  }
}

/** A passage as it was selected. */
export interface ErasedPassage {
  revision: number;
  ranges: readonly Range[];
  words: string;
}

/**
 * Erases words of a verdict for good: a name with all its forms, or the passage that is given. First it shows in numbers what
 * would go, and other forms to choose from. Fires `coram-dialog-close` when it should be closed.
 */
@customElement("coram-erase-words")
export class CoramEraseWords extends LightElement {
  @property({ attribute: false }) verdict!: VerdictId;
  /** null = a name, to be typed. */
  @property({ attribute: false }) passage: ErasedPassage | null = null;
  @property() textLang = "";
  @property({ type: Boolean }) open = false;
  @state() private typed = "";
  /** Proposed forms that belong to it. */
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private kind: TokenKind = "Victim";
  @state() private label = "A";
  @state() private passphrase = "";
  @state() private plan: ErasurePlan | null = null;
  @state() private erased: ErasureView | null = null;
  @state() private isSure = false;
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  /** Counts the questions: only the last answer counts. */
  private asked = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("open") || !this.open) return;
    this.typed = this.passphrase = "";
    this.chosen = new Set();
    this.plan = this.erased = this.problem = null;
    this.isSure = this.isBusy = false;
    if (this.passage) void this.look();
  }

  protected override render(): TemplateResult {
    const heading = this.passage ? t("erase.title-passage") : t("erase.title-term");
    return html`<coram-dialog heading=${heading} ?open=${this.open} @coram-dialog-close=${this.close}>
      ${this.open ? (this.erased ? this.renderDone(this.erased) : this.renderForm()) : nothing}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    const { plan } = this;
    return html`<form class="form" @submit=${this.submit}>
      <p class="note">${this.passage ? t("erase.lead-passage") : t("erase.lead-term")}</p>
      ${this.passage ? html`<blockquote class="erase-quote" lang=${this.textLang}>${withTokenWords(this.passage.words, this.textLang)}</blockquote>` : this.renderTerm()}
      ${plan ? this.renderPlan(plan) : nothing}
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        ${
          plan
            ? html`<button class="button button-primary" ?disabled=${this.isBusy || !this.isSure}>
                ${this.isBusy ? t("erase.working") : t("erase.do")}
              </button>`
            : html`<button class="button button-primary" ?disabled=${this.isBusy}>${t("erase.look")}</button>`
        }
      </div>
    </form>`;
  }

  private renderTerm(): TemplateResult {
    const isToken = parseToken(`[${this.kind} ${this.label}]`) !== null;
    return html`<div class="form-row">
        <label for="erase-forms">${t("erase.forms")}</label>
        <textarea
          id="erase-forms"
          class="field"
          rows="3"
          required
          autofocus
          autocomplete="off"
          spellcheck="false"
          lang=${this.textLang}
          aria-describedby="erase-forms-hint"
          .value=${this.typed}
          @input=${(event: Event) => {
            this.typed = (event.target as HTMLTextAreaElement).value;
            this.plan = null;
            this.chosen = new Set();
          }}
        ></textarea>
        <span class="note" id="erase-forms-hint">${t("erase.forms-hint")}</span>
      </div>
      <div class="form-columns">
        <div class="form-row">
          <label for="erase-kind">${t("erase.token-kind")}</label>
          <select
            id="erase-kind"
            class="field"
            @change=${(event: Event) => {
              const wanted = (event.target as HTMLSelectElement).value;
              this.kind = TOKEN_KINDS.find((each) => each === wanted) ?? this.kind;
            }}
          >
            ${TOKEN_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${t(`verdict.token-${tokenSlug(kind)}`)}</option>`)}
          </select>
        </div>
        <div class="form-row">
          <label for="erase-label">${t("verdict.token-label")}</label>
          <input
            id="erase-label"
            class="field"
            maxlength="4"
            required
            autocomplete="off"
            pattern="[A-Za-z]{1,2}|[0-9]{1,4}"
            aria-invalid=${!isToken}
            .value=${this.label}
            @input=${(event: Event) => (this.label = (event.target as HTMLInputElement).value.trim().toUpperCase())}
          />
        </div>
      </div>`;
  }

  private renderPlan(plan: ErasurePlan): TemplateResult {
    const isNowhere = Object.values(plan.counts).every((count) => count === 0);
    const given = plan.proposed.filter((each) => each.given);
    const others = plan.proposed.filter((each) => !each.given || this.chosen.has(each.form));
    return html`${given.length === 0 ? nothing : html`<p class="note" lang=${this.textLang}>${given.map(({ form, text }) => `${form} (${text})`).join(" · ")}</p>`}
      ${
        others.length === 0
          ? nothing
          : html`<fieldset class="erase-forms">
              <legend>${t("erase.proposed")}</legend>
              ${others.map(({ form, text }) => this.renderProposed(form, text))}
            </fieldset>`
      }
      <section aria-label=${t("erase.counts")} aria-live="polite">
        <h3 class="erase-head">${t("erase.counts")}</h3>
        ${isNowhere ? html`<p class="note">${t("erase.nothing")}</p>` : countList(plan.counts)}
      </section>
      ${plan.hasSealedKey && !this.passage ? this.renderPassphrase() : nothing}
      <label class="form-check">
        <input
          type="checkbox"
          .checked=${this.isSure}
          @change=${(event: Event) => (this.isSure = (event.target as HTMLInputElement).checked)}
        />
        <span>${t("erase.sure")}</span>
      </label>`;
  }

  private renderProposed(form: string, count: number): TemplateResult {
    return html`<label class="form-check">
      <input
        type="checkbox"
        .checked=${this.chosen.has(form)}
        @change=${(event: Event) => {
          const chosen = new Set(this.chosen);
          if ((event.target as HTMLInputElement).checked) chosen.add(form);
          else chosen.delete(form);
          this.chosen = chosen;
          void this.look();
        }}
      />
      <span lang=${this.textLang}>${form}</span><span class="note">${count}</span>
    </label>`;
  }

  private renderPassphrase(): TemplateResult {
    return html`<div class="form-row">
      <label for="erase-passphrase">${t("erase.passphrase")}</label>
      <input
        id="erase-passphrase"
        class="field"
        type="password"
        autocomplete="off"
        aria-describedby="erase-passphrase-hint"
        .value=${this.passphrase}
        @input=${(event: Event) => (this.passphrase = (event.target as HTMLInputElement).value)}
      />
      <span class="note" id="erase-passphrase-hint">${t("erase.passphrase-hint")}</span>
    </div>`;
  }

  private renderDone(erased: ErasureView): TemplateResult {
    return html`<coram-erasure-done .erasure=${erased}></coram-erasure-done>
      <div class="form-actions">
        <button type="button" class="button button-primary" autofocus @click=${this.close}>${t("shell.close")}</button>
      </div>`;
  }

  private get command(): ErasureCommand {
    if (this.passage) {
      const { revision, ranges } = this.passage;
      return { kind: "passage", revision, ranges: ranges.map((range) => ({ ...range })) };
    }
    const typed = this.typed
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    const token = `[${this.kind} ${this.label}]`;
    return { kind: "term", forms: [...typed, ...this.chosen], token, passphrase: this.passphrase || null };
  }

  private async look(): Promise<void> {
    const asked = ++this.asked;
    this.isBusy = true;
    this.problem = null;
    try {
      const plan = await planErasure(this.verdict, this.command);
      if (asked === this.asked) this.plan = plan;
    } catch (error) {
      if (asked === this.asked) this.problem = error;
    }
    if (asked === this.asked) this.isBusy = false;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!this.plan) return this.look();
    this.isBusy = true;
    this.problem = null;
    try {
      this.erased = await eraseWords(this.verdict, this.command);
      this.typed = this.passphrase = "";
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  };

  private readonly close = (): void => {
    if (this.isBusy && this.isSure) return;
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
