import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { UI_LANGUAGES, UiLanguage } from "../../../schema/domain/language.ts";
import type { QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { QuoteState } from "../../../schema/protocol/http/evidence.ts";
import {
  changeNode,
  QUOTE_FORMS,
  removeNode,
  selectNode,
  showQuoteAs,
  type QuoteForm,
} from "../../writer/evidence-commands.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { LightElement } from "../../elements/light-element.ts";
import { LANGUAGE_NAMES, languageName, t } from "../../i18n/t.ts";
import type { EvidenceDesk, QuoteToTranslate } from "./evidence-desk.ts";
import { betweenMarks, marksOf } from "../../../schema/text/quotation.ts";
import { addressOf, flagWords, markedChange, sourceLine, wordsIn } from "./quote-words.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { wayItem } from "./way-item.ts";
import "./evidence.css";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-quote": CoramQuote;
  }
}

/** A quote in a document, in the words of its verdict as they are now. Its menu opens by Alt+Enter on the selected quote. */
@customElement("coram-quote")
export class CoramQuote extends LightElement {
  @property({ attribute: false }) desk!: EvidenceDesk;
  @property({ attribute: false }) block = "";
  @property({ attribute: false }) quote!: QuoteAttributes;
  @property({ attribute: false }) form: QuoteForm = "block";
  @property({ attribute: false }) getPos: () => number | undefined = () => undefined;
  @state() private isNoting = false;
  /** The words of a note, and what is said of a quote in a sentence, stand open. */
  @state() private isOpen = false;
  /** The translation that was chosen here and is not shown yet. */
  private chosen: UiLanguage | null = null;
  private unwatch: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.desk) this.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
    this.unwatch = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("block") || changed.has("desk")) this.watch();
    this.stampTranslation();
  }

  private watch(): void {
    this.unwatch?.();
    this.unwatch = this.desk.parts.watch(this.block, () => this.requestUpdate());
  }

  private get stands(): QuoteState | null {
    const { desk, block, quote } = this;
    const known = desk.parts.state(block);
    return known?.kind === "quote" ? known : desk.parts.provisional(block, quote);
  }

  protected override render(): TemplateResult {
    const { stands: part, form } = this;
    this.dataset["form"] = form;
    this.dataset["cat"] = part?.category ? hueOf(part.category.code) : "";
    this.dataset["flagged"] = String((part?.flags.length ?? 0) > 0);
    return form === "block" ? this.renderBlock(part) : this.renderInline(part);
  }

  // ------------------------------------------------------------------------------------------------------------- as a block

  private renderBlock(part: QuoteState | null): TemplateResult {
    const source = part ? sourceLine(part) : "";
    return html`<div class="ev" role="group" aria-label=${t("evidence.quote-of", { source })}>
      ${
        part
          ? html`<blockquote lang=${part.lang}>${this.renderWords(part)}</blockquote>`
          : html`<div class="skeleton" role="status" aria-label=${t("evidence.waiting")}><i></i><i></i></div>`
      }
      ${part ? this.renderTranslation(part) : nothing}
      <p class="ev-cite">
        ${part?.category ? html`<span title=${part.category.label}><coram-code-chip code=${part.category.code}></coram-code-chip></span>` : nothing}
        <span class="grow ev-source">${source}</span>
        ${this.renderOpen(part)} ${this.renderMenu(part)}
      </p>
      ${this.renderRemark()} ${part ? this.renderAlert(part) : nothing}
    </div>`;
  }

  /** The words in the marks of their language; where they have changed, what went struck and what came marked. */
  private renderWords(part: QuoteState): TemplateResult | string {
    const [open, close] = marksOf(part.lang);
    const before = part.before?.words ?? null;
    if (part.words === "")
      return before === null
        ? html`<span class="sub">${t("evidence.removed-words")}</span>`
        : html`${open}<del>${withTokenWords(betweenMarks(before, part.lang), part.lang)}</del>${close}`;
    if (before === null || before === part.words) return wordsIn(part);
    return html`${open}${markedChange(betweenMarks(before, part.lang), betweenMarks(part.words, part.lang), part.lang)}${close}`;
  }

  private renderTranslation(part: QuoteState): TemplateResult | typeof nothing {
    const wanted = this.quote.translation;
    if (wanted === null) return nothing;
    const { translation } = part;
    if (translation?.language === wanted) {
      const words = withTokenWords(translation.words, translation.language);
      return html`<p class="ev-translation" lang=${translation.language}>${words}</p>`;
    }
    const language = UiLanguage.safeParse(wanted).data;
    if (!language || translation || !this.desk.parts.state(this.block)) return nothing;
    const missing = this.missingTranslation(part);
    return html`<p class="ev-translation sub">
      ${t("evidence.translation-missing", { language: languageName(language) })}
      ${
        missing
          ? html`<button
              type="button"
              class="link"
              tabindex="-1"
              @click=${() => this.desk.translate(missing)}
              @keydown=${this.onKey}
            >
              ${translateWords(part)}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** What is to be translated; null where there is a translation, none is wanted, or one may not write. */
  private missingTranslation(part: QuoteState): QuoteToTranslate | null {
    const { verdict, anchor, translation } = this.quote;
    const language = UiLanguage.safeParse(translation).data;
    const isKnown = this.desk.parts.state(this.block) !== null;
    if (!this.desk.canWrite || !isKnown || part.translation || part.words === "") return null;
    return language && verdict && anchor ? { verdict, anchor, language } : null;
  }

  private renderTranslateItem(part: QuoteState): TemplateResult | typeof nothing {
    const missing = this.missingTranslation(part);
    return missing
      ? html`<button type="button" role="menuitem" @click=${() => this.desk.translate(missing)}>
          ${translateWords(part)}
        </button>`
      : nothing;
  }

  // ---------------------------------------------------------------------------------------------------------- in a sentence

  private renderInline(part: QuoteState | null): TemplateResult {
    const source = part ? sourceLine(part) : t("evidence.waiting");
    const isFlagged = (part?.flags.length ?? 0) > 0;
    return html`${
        this.form === "words"
          ? part
            ? html`<span class="evi" lang=${part.lang}>${this.renderWords(part)}</span>`
            : html`<span class="evi sub">…</span>`
          : nothing
      }<button
        type="button"
        class="ev-sign"
        tabindex=${this.desk.canWrite ? -1 : 0}
        aria-expanded=${this.isOpen}
        aria-label=${t("evidence.note-of", { source: isFlagged ? `${source}. ${t("evidence.changed")}` : source })}
        title=${source}
        data-printed=${part && this.form === "note" ? `${wordsIn(part)}, ${source}` : source}
        @click=${() => (this.isOpen = !this.isOpen)}
        @keydown=${this.onKey}
      ></button
      >${isFlagged || this.isOpen ? this.renderNote(part, source) : nothing}`;
  }

  /** The footnote where it stands: source, words, what can be done. Flagged quotes stand open. */
  private renderNote(part: QuoteState | null, source: string): TemplateResult {
    return html`<span class="ev-pop" role="group" aria-label=${source}>
      ${this.form === "note" && part ? html`<span class="ev-pop-words" lang=${part.lang}>${this.renderWords(part)}</span>` : nothing}
      ${part ? this.renderTranslation(part) : nothing}
      <span class="ev-cite">
        ${part?.category ? html`<coram-code-chip code=${part.category.code}></coram-code-chip>` : nothing}
        <span class="grow ev-source">${source}</span>
        ${this.renderOpen(part)} ${this.renderMenu(part)}
      </span>
      ${this.renderRemark()} ${part ? this.renderAlert(part) : nothing}
    </span>`;
  }

  // --------------------------------------------------------------------------------------------------------------- both

  /** Tab goes through a text that is written, and not through its quotes; what was opened in a sentence is gone through. */
  private get tabStop(): 0 | -1 {
    return this.desk.canWrite && !(this.isOpen && this.form !== "block") ? -1 : 0;
  }

  private addressOf(part: QuoteState | null): string | null {
    return part && this.desk.canOpen ? addressOf(part, this.quote) : null;
  }

  private renderOpen(part: QuoteState | null): TemplateResult | typeof nothing {
    const address = this.addressOf(part);
    if (address === null) return nothing;
    return html`<a
      class="link ev-way"
      href=${address}
      tabindex=${this.tabStop}
      aria-label=${t("evidence.open-passage")}
      @click=${this.keepPlace}
      @keydown=${this.onKey}
      >${t("evidence.open")}</a
    >`;
  }

  private renderMenu(part: QuoteState | null): TemplateResult | typeof nothing {
    if (!this.desk.canWrite) return nothing;
    const { quote, form } = this;
    const known = this.desk.parts.translationsOf(quote);
    const languages = UI_LANGUAGES.filter(
      (each) => known === null || known.includes(each) || each === quote.translation,
    );
    const way = this.addressOf(part) === null ? nothing : wayItem(this, t("evidence.open-passage"));
    return html`<coram-menu label=${t("evidence.menu")} @keydown=${this.onKey}>
      <button
        slot="trigger"
        type="button"
        class="icon-button"
        tabindex=${this.tabStop}
        aria-label=${t("evidence.menu")}
        aria-keyshortcuts="Alt+Enter"
        title="${t("evidence.menu")} (Alt+Enter)"
      >
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${part?.approval ? html`<button type="button" role="menuitem" @click=${this.approve}>${t("evidence.approve")}</button>` : nothing}
      ${way} ${part?.approval || way !== nothing ? html`<hr />` : nothing}
      ${QUOTE_FORMS.map(
        (each) =>
          html`<button
            type="button"
            role="menuitemradio"
            aria-checked=${each === form}
            @click=${() => this.desk.run(showQuoteAs(this.getPos(), each))}
          >
            ${t(`evidence.show-${each}`)}
          </button>`,
      )}
      <hr />
      ${[null, ...languages].map(
        (each) =>
          html`<button
            type="button"
            role="menuitemradio"
            aria-checked=${each === quote.translation}
            @click=${() => this.choose(each)}
          >
            ${each === null ? t("evidence.translation-none") : `${t("evidence.translation")}: ${LANGUAGE_NAMES[each]}`}
          </button>`,
      )}
      ${part ? this.renderTranslateItem(part) : nothing}
      <hr />
      <button type="button" role="menuitem" @click=${this.startNote}>
        ${t(quote.note ? "evidence.remark-edit" : "evidence.remark-add")}
      </button>
      <button type="button" role="menuitem" @click=${this.takeOut}>${t("evidence.remove")}</button>
    </coram-menu>`;
  }

  private renderRemark(): TemplateResult | typeof nothing {
    const { note } = this.quote;
    if (this.isNoting)
      return html`<span class="ev-noting">
        <textarea
          class="field"
          rows="2"
          maxlength="2000"
          aria-label=${t("evidence.remark")}
          .value=${note}
          ${keepWords(`remark ${this.block}`, note)}
          @keydown=${this.onNoteKey}
        ></textarea>
        <button type="button" class="button button-small" @click=${this.keepNote}>${t("evidence.remark-keep")}</button>
        <button type="button" class="button button-small button-quiet" @click=${() => (this.isNoting = false)}>
          ${t("evidence.cancel")}
        </button>
      </span>`;
    return note ? html`<span class="ev-remark">${note}</span>` : nothing;
  }

  private renderAlert(part: QuoteState): TemplateResult | typeof nothing {
    const { flags } = part;
    if (flags.length === 0) return nothing;
    const isExplained = this.quote.note !== "";
    const why = flags.map((flag) => flagWords(flag, part)).join(" ");
    const isFrozen = part.now !== null || (part.translation?.now ?? null) !== null;
    const changed = isFrozen ? "evidence.changed-approved" : "evidence.changed";
    return html`<span class="alert ev-alert ${isExplained ? "alert-quiet" : ""}" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="ev-alert-words"
        ><b>${t(isExplained ? "evidence.explained" : changed)}</b> ${why}${this.renderNow(part)}</span
      >
      ${this.desk.canWrite ? this.renderWaysOut(part) : nothing}
    </span>`;
  }

  /** What the verdict says now, under words that were approved. */
  private renderNow({ words, now, lang, translation }: QuoteState): TemplateResult {
    return html`${
      now
        ? html` ${t("evidence.kept-approved")}
            <span class="ev-now" lang=${lang}>${markedChange(words, now, lang)}</span>`
        : nothing
    }${
      translation?.now
        ? html` <span class="ev-now" lang=${translation.language}
            >${markedChange(translation.words, translation.now, translation.language)}</span
          >`
        : nothing
    }`;
  }

  private renderWaysOut(part: QuoteState): TemplateResult {
    const { flags } = part;
    const isTagGone = flags.includes("untagged") || flags.includes("ruling");
    const canTake = part.approval !== null && flags.some((flag) => flag !== "translation");
    const take = isTagGone
      ? t("evidence.use-untagged")
      : flags.includes("words") || flags.includes("redacted")
        ? t("evidence.use-words")
        : t("evidence.approve");
    return html`<span class="ev-acts">
      ${canTake ? html`<button type="button" class="button button-small" @click=${this.approve}>${take}</button>` : nothing}
      ${
        this.isNoting || this.quote.note
          ? nothing
          : html`<button type="button" class="button button-small" @click=${this.startNote}>
              ${t("evidence.keep-note")}
            </button>`
      }
      <button type="button" class="button button-small button-quiet" @click=${this.takeOut}>
        ${t("evidence.remove")}
      </button>
    </span>`;
  }

  // ------------------------------------------------------------------------------------------------------------- what is done

  private change(attrs: Readonly<Record<string, string | null>>): void {
    this.desk.run(changeNode(this.getPos(), attrs));
  }

  /** Whoever chooses a translation has seen it once it is shown. */
  private choose(translation: UiLanguage | null): void {
    this.chosen = translation;
    this.change({ translation });
  }

  /** The document is not changed while it is drawn. */
  private stampTranslation(): void {
    const { stands: part, chosen, quote } = this;
    if (!part?.approval || chosen === null || part.translation?.language !== chosen || quote.translation !== chosen)
      return;
    this.chosen = null;
    const approved = { ...(quote.approved ?? part.approval), translation: part.approval.translation };
    queueMicrotask(() => this.desk.run(changeNode(this.getPos(), { approved: JSON.stringify(approved) }), true));
  }

  /** Takes the quote as it stands now; one whose tag is gone stays as a passage that nobody tagged. */
  private readonly approve = (): void => {
    const { stands: part } = this;
    if (!part?.approval) return;
    const isTagGone = part.flags.includes("untagged") || part.flags.includes("ruling");
    const approval = isTagGone ? { ...part.approval, category: null, version: null } : part.approval;
    this.change({ approved: JSON.stringify(approval), ...(isTagGone ? { annotation: null, layer: null } : {}) });
  };

  private readonly takeOut = (): void => {
    this.desk.run(removeNode(this.getPos()));
  };

  private readonly startNote = (): void => {
    this.isNoting = true;
    this.isOpen = true;
    void this.updateComplete.then(() => this.querySelector("textarea")?.focus());
  };

  private readonly keepNote = (): void => {
    const note = this.querySelector("textarea")?.value.trim() ?? "";
    this.isNoting = false;
    wordsSent(this, `remark ${this.block}`);
    this.change({ note });
    this.back();
  };

  private readonly onNoteKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.keepNote();
    else if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.isNoting = false;
    this.back();
  };

  /** Esc goes back into the text. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.desk.canWrite) return;
    event.preventDefault();
    this.isOpen = false;
    this.back();
  };

  private back(): void {
    this.desk.run(selectNode(this.getPos()));
  }

  /** Back from the verdict leads to this quote. */
  private readonly keepPlace = (): void => {
    history.replaceState(history.state, "", `${location.pathname}${location.search}#${this.block}`);
  };
}

/** The way to a translation of its own: a longer one is never printed under a quote. */
function translateWords({ isTranslatedAround }: QuoteState): string {
  return t(isTranslatedAround ? "evidence.translate-from-longer" : "evidence.translate-write");
}
