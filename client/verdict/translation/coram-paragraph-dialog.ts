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
import { redactedAt } from "../../../schema/text/edits/edit-maps.ts";
import type { EditMap, Revision } from "../../../schema/text/revision.ts";
import { covered, isCovered } from "../../reader/erased/covered-words.ts";
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
  /** The text that is shown now, and how it came of earlier ones. */
  @property({ attribute: false }) revision!: Revision;
  @property({ attribute: false }) maps: readonly EditMap[] = [];
  /** The translation of the paragraph as it stands now. */
  @property({ attribute: false }) now: TranslatedParagraph | null = null;
  /** Null closes it. */
  @property({ attribute: false }) edited: CorrectedParagraph | null = null;
  @state() private text = "";
  @state() private theirs: TranslatedParagraph | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  /** What stood in the field before anything was typed there. */
  private given = "";
  private replaces: number | null = null;
  /** The text that one translates: as it was when one began, without what was erased from it since. */
  private begun!: Revision;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("edited")) {
      this.begun = this.revision;
      this.give(this.edited?.paragraph ?? null);
      this.theirs = null;
      this.problem = null;
      this.isBusy = false;
    } else if (changed.has("revision")) this.follow();
    else if (changed.has("now") && this.text === this.given) this.give(this.now);
  }

  /** What is erased from the words, and with them from a translation that nobody has typed into, is gone from here at once. */
  private follow(): void {
    if (!this.isCovered && redactedAt(this.maps) <= this.begun.number) return;
    this.begun = this.revision;
    this.theirs = null;
    if (this.text === this.given) this.give(this.now);
  }

  /** The translation as one reads it, and types it: tokens in its language. */
  private give(paragraph: TranslatedParagraph | null): void {
    const words = withTokenWords(paragraph?.text ?? "", this.language);
    this.text = this.given = this.isCovered ? covered(words) : words;
    this.replaces = paragraph?.version ?? null;
  }

  private wordsIn({ blocks, text }: Revision): string {
    const block = blocks.find(({ number }) => number !== null && number === this.edited?.number);
    return block ? text.slice(block.start, block.end) : "";
  }

  /** Words of it are being erased, or its translation is not read anew since. */
  private get isCovered(): boolean {
    return isCovered(this.wordsIn(this.revision)) || isCovered(this.now?.text ?? "");
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
    const [original, now] = [this.begun, this.revision].map((text) =>
      withTokenWords(this.wordsIn(text), this.textLang),
    );
    return html`<div class="translation-both">
      <blockquote class="quote" lang=${this.textLang || nothing}>${original}</blockquote>
      ${
        now === original
          ? nothing
          : html`<p class="alert alert-quiet" role="status">${t("translation.changed")}</p>
              <blockquote class="quote" lang=${this.textLang || nothing} aria-label=${t("translation.theirs")}>
                ${now}
              </blockquote>`
      }
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
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy || this.isCovered}
          @click=${() => void this.save()}
        >
          ${t("translation.keep")}
        </button>
      </div>
    </div>`;
  }

  private async save(): Promise<void> {
    const { edited } = this;
    if (!edited || this.isBusy || this.isCovered) return;
    this.isBusy = true;
    this.problem = null;
    const { number } = edited;
    const revision = this.begun.number;
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

  private kept(number: string): string {
    return `paragraph ${this.verdict} ${this.language} ${number}`;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
