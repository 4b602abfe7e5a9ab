import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { TranslatedParagraph } from "../../../schema/protocol/http/translations.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { putParagraph, readTranslation } from "../../api/translations.ts";
import "../../elements/coram-dialog.ts";
import { errorLine } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";

/** A paragraph of a full translation that is being edited. */
export interface CorrectedParagraph {
  number: string;
  /** As it stands; null where it has no translation yet. */
  paragraph: TranslatedParagraph | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-paragraph-dialog": CoramParagraphDialog;
  }
}

/** Edits one paragraph; where somebody was quicker both wordings are shown. Fires `coram-dialog-close`. */
@customElement("coram-paragraph-dialog")
export class CoramParagraphDialog extends VerdictElement {
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) language: UiLanguage = "en";
  @property() textLang = "";
  /** The text that is shown now. */
  @property({ attribute: false }) revision!: Revision;
  /** Null closes it. */
  @property({ attribute: false }) edited: CorrectedParagraph | null = null;
  @state() private text = "";
  @state() private theirs: TranslatedParagraph | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  private replaces: number | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("edited")) return;
    this.text = this.given;
    this.replaces = this.edited?.paragraph?.version ?? null;
    this.theirs = null;
    this.problem = null;
    this.isBusy = false;
  }

  protected override render(): TemplateResult {
    const { edited } = this;
    const paragraph = edited ? t("page.passage", { paragraph: edited.number }) : "";
    return html`<coram-dialog
      wide
      .open=${edited !== null}
      heading=${t("translation.of", { paragraph })}
      @coram-dialog-close=${this.close}
    >
      ${edited ? this.renderBody(edited) : nothing}
    </coram-dialog>`;
  }

  private renderBody({ number }: CorrectedParagraph): TemplateResult {
    const block = this.revision.blocks.find((each) => each.number === number);
    const original = block ? this.revision.text.slice(block.start, block.end) : "";
    return html`<div class="translation-both">
      <blockquote class="quote" lang=${this.textLang || nothing}>${withTokenWords(original, this.textLang)}</blockquote>
      ${
        this.theirs
          ? html`<p class="alert alert-warn" role="alert">${t("translation.conflict")}</p>
              <blockquote class="quote theirs" lang=${this.language} aria-label=${t("translation.theirs")}>
                ${withTokenWords(this.theirs.text, this.language)}
              </blockquote>`
          : nothing
      }
      <textarea
        class="field"
        rows="7"
        autofocus
        lang=${this.language}
        aria-label=${t("translation.edit-paragraph")}
        .value=${this.text}
        ${keepWords(this.kept(number), this.given)}
        @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.save();
        }}
      ></textarea>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="dialog-acts">
        <button type="button" class="button" @click=${this.close}>${t("verdict.cancel")}</button>
        <button type="button" class="button button-primary" ?disabled=${this.isBusy} @click=${() => void this.save()}>
          ${t("translation.keep")}
        </button>
      </div>
    </div>`;
  }

  private async save(): Promise<void> {
    const { edited } = this;
    if (!edited || this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    const { number } = edited;
    const revision = this.revision.number;
    try {
      await putParagraph(this.verdict, this.language, number, {
        revision,
        text: withStoredTokens(this.text, this.language),
        replaces: this.replaces,
      });
      wordsSent(this, this.kept(number));
      this.close();
    } catch (error) {
      if (error instanceof ProblemError && error.code === "translation-moved") await this.showTheirs(number, error);
      else this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  /** Brings what stands there now; keeping once more then takes its place knowingly. */
  private async showTheirs(number: string, moved: ProblemError): Promise<void> {
    try {
      const { paragraphs } = await readTranslation(this.verdict, this.language);
      const theirs = paragraphs.find((each) => each.number === number) ?? null;
      this.replaces = theirs?.version ?? null;
      this.theirs = theirs;
      if (!theirs) this.problem = moved;
    } catch (error) {
      this.problem = error;
    }
  }

  /** The translation as one reads it, and types it: tokens in its language. */
  private get given(): string {
    return withTokenWords(this.edited?.paragraph?.text ?? "", this.language);
  }

  private kept(number: string): string {
    return `paragraph ${this.verdict} ${this.language} ${number}`;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
