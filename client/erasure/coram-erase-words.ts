import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import type { ErasureCommand, ErasurePlan, ErasureView, FreeLabels } from "../../schema/protocol/http/erasure.ts";
import type { Range } from "../../schema/text/revision.ts";
import { findTokens, formatToken, parseToken, TOKEN_KINDS, type TokenKind } from "../../schema/text/token.ts";
import { eraseWords, planErasure, readFreeLabels } from "../api/erasures.ts";
import { describeProblem } from "../api/http.ts";
import "../elements/coram-dialog.ts";
import { errorLine } from "../elements/form.ts";
import { takesUncleared } from "../elements/input/uncleared-words.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { tokenSlug } from "../elements/tokens/token-slug.ts";
import "./coram-erasing.ts";
import "./coram-erasure-done.ts";
import { countList, documentList } from "./counts.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { wordsAround } from "./words-around.ts";
import "./erase.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-erase-words": CoramEraseWords;
  }
}

/** The next label of a kind that stands in no token of the text: a letter for victims, a number for all others. */
function freeLabel(text: string, kind: TokenKind): string {
  const taken = new Set(findTokens(text).map(({ token }) => token));
  const labels = Array.from({ length: 99 }, (_, i) =>
    kind === "Victim" && i < 26 ? String.fromCharCode(65 + i) : `${i + 1}`,
  );
  return labels.find((label) => !taken.has(formatToken(kind, label))) ?? "";
}

const HAS_CAPITAL = /\p{Lu}/u;

function without(forms: ReadonlySet<string>, form: string): ReadonlySet<string> {
  return new Set([...forms].filter((each) => each !== form));
}

/** Initials in another order than that of a name that was given may be of somebody, or something, else: "S. M. v. Croatia". */
function isTurnedRound(form: string, names: readonly string[]): boolean {
  const initials = lettersOf(form);
  if (!/^(?:\p{Lu}\p{Ll}?(?:\.\s*|\s+|$)){2,3}$/u.test(form)) return false;
  return !names.some((name) => lettersOf(name.replaceAll(/(?<=\p{L})\p{L}+/gu, "")).startsWith(initials));
}

const lettersOf = (words: string): string => foldForSearch(words).replaceAll(/[^\p{L}]/gu, "");

type Proposed = ErasurePlan["proposed"][number];

/** In an order that no tick changes. */
const byPlaces = (a: Proposed, b: Proposed): number => b.text - a.text || a.form.localeCompare(b.form);

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
  /** The newest text: tokens that stand in it are taken. */
  @property({ attribute: false }) text = "";
  @property({ type: Boolean }) open = false;
  /** The words of the passage go wherever they stand, as a name. */
  @state() private isEverywhere = false;
  @state() private typed = "";
  /** Proposed forms that belong to it. */
  @state() private chosen: ReadonlySet<string> = new Set();
  /** Forms that somebody says, or their small letter does, are other words. */
  @state() private left: ReadonlySet<string> = new Set();
  /** Nobody's by itself: a wrong kind says something untrue of a person. */
  @state() private kind: TokenKind | null = null;
  @state() private label = "";
  /** The server's; until it has answered what is free in the text is offered. */
  private freeLabels: FreeLabels = {};
  @state() private passphrase = "";
  @state() private plan: ErasurePlan | null = null;
  @state() private erased: ErasureView | null = null;
  @state() private isSure = false;
  @state() private isBusy = false;
  @state() private isErasing = false;
  @state() private problem: unknown = null;
  /** Whether the forms of what was typed have been chosen for the asker, once: they take out what is somebody else's. */
  private isOffered = false;
  /** Counts the questions: only the last answer counts. */
  private asked = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A name is typed here so that it goes.
    takesUncleared(this, null);
    if (!changed.has("open") || !this.open) return;
    this.typed = this.passphrase = this.label = "";
    this.kind = null;
    this.chosen = this.left = new Set();
    this.plan = this.erased = this.problem = null;
    this.isSure = this.isBusy = this.isErasing = this.isEverywhere = this.isOffered = false;
    void this.readLabels();
    if (this.passage) void this.look();
  }

  private freeLabel(): string {
    return this.kind ? (this.freeLabels[this.kind] ?? freeLabel(this.text, this.kind)) : "";
  }

  /** One placeholder is one person, also where the other one is named in an answer or a document alone. */
  private async readLabels(): Promise<void> {
    this.freeLabels = {};
    const free = await readFreeLabels(this.verdict).catch(() => ({}));
    const isOffered = this.label === this.freeLabel();
    this.freeLabels = free;
    if (isOffered) this.label = this.freeLabel();
  }

  /** What is erased as a passage; null where a name is. */
  private get only(): ErasedPassage | null {
    return this.isEverywhere ? null : this.passage;
  }

  /** From the one place to all of them: the words are a name now, to be told what stands in its place. */
  private readonly goEverywhere = (): void => {
    this.asked++;
    this.isEverywhere = true;
    this.typed = this.passage?.words ?? "";
    this.plan = this.problem = null;
    this.isSure = this.isBusy = false;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("#erase-forms")?.focus());
  };

  protected override render(): TemplateResult {
    const heading = this.only ? t("erase.title-passage") : t("erase.title-term");
    return html`<coram-dialog heading=${heading} ?open=${this.open} @coram-dialog-close=${this.close}>
      ${this.open ? (this.erased ? this.renderDone(this.erased) : this.renderForm()) : nothing}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    const { plan } = this;
    return html`<form class="form" @submit=${this.submit}>
      <p class="note">${this.only ? t("erase.lead-passage") : t("erase.lead-term")}</p>
      ${this.only ? html`<blockquote class="erase-quote" lang=${this.textLang}>${withTokenWords(this.only.words, this.textLang)}</blockquote>` : this.renderTerm()}
      ${plan ? this.renderPlan(plan) : nothing}
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${this.isErasing ? html`<coram-erasing .verdict=${this.verdict}></coram-erasing>` : nothing}
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
    const isToken = this.label === "" || parseToken(`[${this.kind ?? "Person"} ${this.label}]`) !== null;
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
            this.chosen = this.left = new Set();
            this.isOffered = false;
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
            required
            @change=${(event: Event) => {
              const wanted = (event.target as HTMLSelectElement).value;
              this.kind = TOKEN_KINDS.find((each) => each === wanted) ?? null;
              this.label = this.freeLabel();
            }}
          >
            <option value="" ?selected=${this.kind === null}>${t("erase.kind-none")}</option>
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
    // Rooms are made anew whatever they hold: that says nothing of where it stands.
    const isNowhere = Object.entries(plan.counts).every(([kind, count]) => kind === "rooms" || count === 0);
    const others = plan.proposed.filter((each) => !each.given || this.isForm(each.form)).sort(byPlaces);
    const given = plan.proposed.filter((each) => !others.includes(each));
    return html`${given.length === 0 ? nothing : html`<p class="note" lang=${this.textLang}>${given.map(({ form, text }) => `${form} (${text})`).join(" · ")}</p>`}
      ${
        others.length === 0
          ? nothing
          : html`<fieldset class="erase-forms">
              <legend>${t("erase.proposed")}</legend>
              ${others.map(({ form, text, given: goes }) => this.renderProposed(form, text, goes))}
            </fieldset>`
      }
      ${plan.beside.length === 0 ? nothing : this.renderBeside(plan.beside)}
      ${plan.elsewhere === 0 ? nothing : this.renderElsewhere(plan.elsewhere)}
      <section aria-label=${t("erase.counts")} aria-live="polite">
        <h3 class="erase-head">${t("erase.counts")}</h3>
        ${isNowhere ? html`<p class="note">${t("erase.nothing")}</p>` : countList(plan.counts)}
        ${plan.documents.length === 0 ? nothing : this.renderDocuments(plan.documents)}
      </section>
      ${plan.hasSealedKey && !this.only ? this.renderPassphrase() : nothing}
      <label class="form-check">
        <input
          type="checkbox"
          .checked=${this.isSure}
          @change=${(event: Event) => (this.isSure = (event.target as HTMLInputElement).checked)}
        />
        <span>${t("erase.sure")}</span>
      </label>`;
  }

  private renderDocuments(documents: ErasurePlan["documents"]): TemplateResult {
    return html`<h3 class="erase-head">${t("erase.count-outputs")}</h3>
      ${documentList(documents)}`;
  }

  private renderBeside(beside: ErasurePlan["beside"]): TemplateResult {
    return html`<fieldset class="erase-forms">
      <legend>${t("erase.beside")}</legend>
      ${beside.map(({ form, text }) => this.renderProposed(form, text))}
    </fieldset>`;
  }

  private renderElsewhere(count: number): TemplateResult {
    return html`<div class="alert">
      <p>${t("erase.elsewhere", { count })}</p>
      <button type="button" class="button" @click=${this.goEverywhere}>${t("erase.everywhere")}</button>
    </div>`;
  }

  /** Whether it is an inflection of a name of one word, or a part of one of several: another word may look like it. */
  private isForm(form: string): boolean {
    if (this.chosen.has(form)) return true;
    return /^\p{L}+$/u.test(form) && !this.lines.some((line) => foldForSearch(line) === foldForSearch(form));
  }

  private renderProposed(form: string, count: number, goes = false): TemplateResult {
    const around = wordsAround(this.text, form);
    return html`<label class="form-check">
      <input
        type="checkbox"
        .checked=${this.chosen.has(form) || (goes && !this.left.has(form))}
        @change=${(event: Event) => {
          const isIts = (event.target as HTMLInputElement).checked;
          this.chosen = isIts ? new Set([...this.chosen, form]) : without(this.chosen, form);
          this.left = isIts ? without(this.left, form) : new Set([...this.left, form]);
          void this.look();
        }}
      />
      <span lang=${this.textLang}>${form}</span><span class="note">${count}</span>
      ${around ? html`<span class="note erase-around" lang=${this.textLang}>${withTokenWords(around.before, this.textLang)}<b>${form}</b>${withTokenWords(around.after, this.textLang)}</span>` : nothing}
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
    if (this.only) {
      const { revision, ranges } = this.only;
      return { kind: "passage", revision, ranges: ranges.map((range) => ({ ...range })) };
    }
    const token = `[${this.kind ?? ""} ${this.label}]`;
    const forms = [...this.lines, ...this.chosen];
    return { kind: "term", forms, without: [...this.left], token, passphrase: this.passphrase || null };
  }

  private get lines(): string[] {
    return this.typed
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  }

  private async look(): Promise<void> {
    const asked = ++this.asked;
    this.isBusy = true;
    this.problem = null;
    try {
      const plan = await planErasure(this.verdict, this.command);
      if (asked === this.asked && !this.offer(plan)) this.plan = plan;
    } catch (error) {
      if (asked === this.asked) this.problem = error;
    }
    if (asked === this.asked) this.isBusy = false;
  }

  /** Every form that stands in the text is to go, unless somebody takes it out: one that is forgotten names the person still. */
  private offer({ proposed }: ErasurePlan): boolean {
    // What is written small may be any other word of the language; it is shown, for who knows better.
    const isName = HAS_CAPITAL.test(this.typed);
    const isSmall = (form: string): boolean => isName && !HAS_CAPITAL.test(form);
    const chosen = proposed.filter(({ given, form }) => !given && !isSmall(form) && !isTurnedRound(form, this.lines));
    const left = proposed.filter(({ form }) => isSmall(form) && this.isForm(form));
    if (this.only || this.isOffered || chosen.length + left.length === 0) return false;
    this.isOffered = true;
    this.chosen = new Set(chosen.map(({ form }) => form));
    this.left = new Set(left.map(({ form }) => form));
    void this.look();
    return true;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!this.plan) return this.look();
    this.isBusy = this.isErasing = true;
    this.problem = null;
    try {
      this.erased = await eraseWords(this.verdict, this.command);
      this.typed = this.passphrase = "";
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = this.isErasing = false;
  };

  private readonly close = (): void => {
    if (this.isBusy && this.isSure) return;
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
