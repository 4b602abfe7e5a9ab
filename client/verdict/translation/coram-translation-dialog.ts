import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Alignment, TranslationHead } from "../../../schema/protocol/http/translations.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { describeProblem } from "../../api/http.ts";
import { alignFile, alignText, putTranslation } from "../../api/translations.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { errorLine } from "../../elements/form.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { AlignRows } from "./align-rows.ts";
import "./coram-alignment.ts";
import { holdHere } from "../../typed/keep-words.ts";
import { ofMember } from "../../typed/of-member.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-translation-dialog": CoramTranslationDialog;
  }
  interface HTMLElementEventMap {
    /** The whole is kept, in this language. */
    "coram-translated": CustomEvent<{ language: UiLanguage }>;
  }
}

/** What was begun and not kept, by verdict, while the page lives: shutting the dialog loses neither the words nor how they were laid. */
const begun = ofMember(new Map<VerdictId, Begun>());

interface Begun {
  language: UiLanguage;
  text: string;
  source: string;
  alignment: Alignment | null;
  rows: AlignRows;
  replaces: number | null;
}

/** Brings a whole translation in: pasted or as a file, looked over beside the text, then kept. Fires `coram-dialog-close`. */
@customElement("coram-translation-dialog")
export class CoramTranslationDialog extends VerdictElement {
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) revision!: Revision;
  @property({ attribute: false }) heads: readonly TranslationHead[] = [];
  /** Of the verdict's own words: into it nobody translates. */
  @property() textLang = "";
  @property({ attribute: false }) language: UiLanguage = "en";
  @property({ type: Boolean }) open = false;
  @state() private text = "";
  @state() private source = "";
  @state() private alignment: Alignment | null = null;
  @state() private rows: AlignRows = [];
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  /** The version that is replaced: the one that there was when it was begun. */
  private replaces: number | null = null;
  private request: AbortController | null = null;
  private isSaved = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("open")) return;
    this.request?.abort();
    const kept = begun.get(this.verdict);
    this.alignment = kept?.alignment ?? null;
    this.rows = kept?.rows ?? [];
    this.text = kept?.text ?? "";
    this.source = kept?.source ?? "";
    this.replaces = kept?.replaces ?? null;
    if (kept) this.language = kept.language;
    this.problem = null;
    this.isBusy = false;
  }

  protected override updated(): void {
    if (!this.open || this.isSaved) return;
    const { verdict, language, text, source, alignment, rows, replaces } = this;
    const key = `whole translation ${verdict}`;
    if (text.trim() === "" && !alignment) begun.delete(verdict);
    else begun.set(verdict, { language, text, source, alignment, rows, replaces });
    holdHere(key, begun.has(verdict));
  }

  /** Nothing of it is to be kept here any more. */
  private drop(): void {
    this.isSaved = true;
    begun.delete(this.verdict);
    holdHere(`whole translation ${this.verdict}`, false);
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog
      wide
      class="translation-dialog"
      .open=${this.open}
      heading=${t("translation.title")}
      @coram-dialog-close=${this.close}
    >
      ${this.open ? (this.alignment ? this.renderRows(this.alignment) : this.renderSource()) : nothing}
    </coram-dialog>`;
  }

  private renderSource(): TemplateResult {
    return html`<p class="note">${t("translation.lead")}</p>
      <label class="form-row"
        ><span>${t("translation.language")}</span>
        <select
          class="field"
          @change=${(event: Event) => (this.language = (event.target as HTMLSelectElement).value as UiLanguage)}
        >
          ${UI_LANGUAGES.filter((each) => each !== this.textLang).map(
            (each) => html`<option value=${each} ?selected=${each === this.language}>${LANGUAGE_NAMES[each]}</option>`,
          )}
        </select>
      </label>
      <label class="form-row"
        ><span>${t("translation.source")}</span>
        <input
          class="field"
          maxlength="500"
          autocomplete="off"
          .value=${this.source}
          @input=${(event: Event) => (this.source = (event.target as HTMLInputElement).value)}
        />
      </label>
      <label class="form-row"
        ><span>${t("translation.paste")}</span>
        <textarea
          class="field"
          rows="8"
          autofocus
          .translationLang=${this.language}
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="dialog-acts">
        <label class="button"
          >${t("translation.file")}
          <input
            class="visually-hidden"
            type="file"
            accept=".docx,.odt,.rtf,.pdf,.html,.htm,.txt"
            ?disabled=${this.isBusy}
            @change=${this.onFile}
          />
        </label>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy || this.text.trim() === ""}
          @click=${() => void this.align((signal) => alignText(this.verdict, this.text, signal))}
        >
          ${t(this.isBusy ? "translation.aligning" : "translation.align")}
        </button>
      </div>`;
  }

  private renderRows({ rows }: Alignment): TemplateResult {
    const count = this.rows.filter((text) => text.trim() !== "").length;
    return html`<p>${t("translation.rows", { count, all: rows.length })}</p>
      <coram-alignment
        .revision=${this.revision}
        .numbers=${rows.map(({ number }) => number)}
        .rows=${this.rows}
        .textLang=${this.textLang}
        .translationLang=${this.language}
        @coram-aligned=${(event: HTMLElementEventMap["coram-aligned"]) => (this.rows = event.detail.rows)}
      ></coram-alignment>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="dialog-acts">
        <button type="button" class="button" @click=${() => (this.alignment = null)}>${t("translation.back")}</button>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy || count === 0}
          @click=${() => void this.save(rows.map(({ number }) => number))}
        >
          ${t("translation.save")}
        </button>
      </div>`;
  }

  private readonly onFile = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) void this.align((signal) => alignFile(this.verdict, file, signal));
    input.value = "";
  };

  private async align(ask: (signal: AbortSignal) => Promise<Alignment>): Promise<void> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    this.isBusy = true;
    this.problem = null;
    this.replaces = this.heads.find(({ language }) => language === this.language)?.version ?? null;
    try {
      const alignment = await ask(request.signal);
      this.alignment = alignment;
      this.rows = alignment.rows.map(({ text }) => text);
    } catch (error) {
      if (!request.signal.aborted) this.problem = error;
    } finally {
      if (this.request === request) this.isBusy = false;
    }
  }

  private async save(numbers: readonly string[]): Promise<void> {
    const { alignment, language, source, replaces } = this;
    if (!alignment) return;
    this.isBusy = true;
    this.problem = null;
    const paragraphs = numbers.map((number, i) => ({ number, text: this.rows[i] ?? "" }));
    try {
      await putTranslation(this.verdict, language, { revision: alignment.revision, source, paragraphs, replaces });
      this.drop();
      announce(t("translation.saved"));
      this.emit("coram-translated", { language });
      this.close();
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
