import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { UiLanguage } from "../../../schema/domain/language.ts";
import type { QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import { quoteOrder, type QuoteOrder } from "../../../schema/editor/quote-order.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { changeNode, showQuoteAs, type QuoteForm } from "../../writer/quote-commands.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { languageName, t } from "../../i18n/t.ts";
import type { QuoteToTranslate } from "./quote-service.ts";
import { addressOf, notePrinted, sourceLine } from "./quote-words.ts";
import { quoteMenu, type QuoteMenu } from "./quote-menu.ts";
import { firstWords, secondWords, untranslated } from "./quote-order-views.ts";
import { foreignAlert, type QuoteActs, quoteAlert, shutOutAlert } from "./quote-views.ts";
import { wayItem } from "./way-item.ts";
import { PartElement } from "./part-element.ts";
import "./quotes.css";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-quote": CoramQuote;
  }
}

/** A quote in a document, in the words of its verdict as they are now. Its menu opens by Alt+Enter on the selected quote. */
@customElement("coram-quote")
export class CoramQuote extends PartElement {
  @property({ attribute: false }) quote!: QuoteAttributes;
  @property({ attribute: false }) form: QuoteForm = "block";
  @state() private isNoting = false;
  /** The words of a note, and what is said of a quote in a sentence, stand open. */
  @state() private isOpen = false;
  /** The translation that was chosen here and is not shown yet. */
  private chosen: UiLanguage | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.stampTranslation();
  }

  private get stands(): QuoteState | null {
    const { service, block, quote } = this;
    const known = service.parts.state(block);
    return known?.kind === "quote" ? known : service.parts.provisional(block, quote);
  }

  protected override render(): TemplateResult {
    const { stands: part, form } = this;
    this.dataset["form"] = form;
    this.dataset["cat"] = part?.category ? hueOf(part.category.code) : "";
    this.dataset["flagged"] = String((part?.flags.length ?? 0) > 0);
    this.dataset["untranslated"] = String(this.lacking(part) !== null);
    // Printed behind its number by the style of paper, in the lines of its sentence.
    if (form !== "block") this.dataset["printed"] = this.printed(part);
    return form === "block" ? this.renderBlock(part) : this.renderInline(part);
  }

  // ------------------------------------------------------------------------------------------------------------- as a block

  private renderBlock(part: QuoteState | null): TemplateResult {
    const source = part ? sourceLine(part) : "";
    return html`<div class="ev" role="group" aria-label=${t("evidence.quote-of", { source })}>
      ${
        part
          ? html`<blockquote lang=${this.order(part).first.lang}>${firstWords(part, this.order(part))}</blockquote>`
          : html`<div class="skeleton" role="status" aria-label=${t("evidence.waiting")}><i></i><i></i></div>`
      }
      ${part ? this.renderSecond(part) : nothing}
      <p class="ev-cite">
        ${part?.category ? html`<span title=${part.category.label}><coram-code-chip code=${part.category.code}></coram-code-chip></span>` : nothing}
        <span class="grow ev-source">${source}</span>${this.renderTranslator(part)} ${this.renderOpen(part)}
        ${this.renderMenu(part)}
      </p>
      ${this.renderRemark()} ${part ? this.renderAlerts(part) : nothing}
    </div>`;
  }

  /** Whose words a translation is, for those who write the document. */
  private renderTranslator(part: QuoteState | null): TemplateResult | typeof nothing {
    const by = part?.translation?.by;
    const name = by && this.service.nameOf(by);
    return name ? html`<span class="sub">${t("evidence.translated-by", { name })}</span>` : nothing;
  }

  private order(part: QuoteState): QuoteOrder {
    return quoteOrder(part, this.service.textLang);
  }

  private renderAlerts(part: QuoteState): TemplateResult {
    const { service, acts, block } = this;
    return html`${quoteAlert(acts, part)} ${foreignAlert(service, part, acts.takeOut)}
    ${service.canWrite ? shutOutAlert(service.parts, block, acts.takeOut) : nothing}`;
  }

  /** What stands behind the first words: the court's own, another translation, or the ways to one that is missing. */
  private renderSecond(part: QuoteState): TemplateResult | typeof nothing {
    const second = secondWords(part, this.order(part));
    if (second !== nothing) return second;
    const language = this.lacking(part);
    if (!language) return nothing;
    const missing = this.toTranslate(part);
    const translate = missing ? (ask: QuoteToTranslate) => this.askWords(ask) : null;
    const ways = missing && translate ? { missing, translate } : null;
    return untranslated(part, ways, language, { tabStop: this.tabStop, onKey: this.onKey });
  }

  /** The language that a translation is wanted in and is not there; null where none is wanted, or it is not known yet. */
  private lacking(part: QuoteState | null): UiLanguage | null {
    if (!part || part.translation || part.words === "" || !this.service.parts.state(this.block)) return null;
    return UiLanguage.safeParse(this.quote.translation).data ?? null;
  }

  /** What is to be translated, or whose translation can be corrected; null where none is wanted, or one may not write. */
  private toTranslate(part: QuoteState): QuoteToTranslate | null {
    const { verdict, anchor, translation } = this.quote;
    const language = UiLanguage.safeParse(translation).data;
    const isKnown = this.service.parts.state(this.block) !== null;
    if (!this.service.canWrite || !isKnown || part.words === "") return null;
    if (!language || !verdict || !anchor) return null;
    const { translation: said } = part;
    // What was approved may say something else than what stands in the verdict now: there it is corrected.
    if (said && !said.isStale) return { verdict, anchor, language, corrects: said.now ?? said.words };
    return { verdict, anchor, language };
  }

  // ---------------------------------------------------------------------------------------------------------- in a sentence

  private renderInline(part: QuoteState | null): TemplateResult {
    const source = part ? sourceLine(part) : t("evidence.waiting");
    const isFlagged = (part?.flags.length ?? 0) > 0;
    const lacking = this.lacking(part);
    const missing = lacking && t("evidence.translation-missing", { language: languageName(lacking) });
    const said = [source, ...(isFlagged ? [t("evidence.changed")] : []), ...(missing ? [missing] : [])].join(". ");
    return html`${
        this.form === "words"
          ? part
            ? html`<span
                class="evi"
                lang=${this.order(part).first.lang}
                title=${missing ?? nothing}
                @click=${this.openOrClose}
                >${firstWords(part, this.order(part))}</span
              >`
            : html`<span class="evi sub">…</span>`
          : nothing
      }<button
        type="button"
        class="ev-sign"
        tabindex=${this.service.canWrite ? -1 : 0}
        aria-expanded=${this.isOpen}
        aria-label=${t("evidence.note-of", { source: said })}
        title=${source}
        @click=${this.openOrClose}
        @keydown=${this.onKey}
      ></button
      >${isFlagged || this.isOpen || this.isAlerting(part) ? this.renderNote(part, source) : nothing}`;
  }

  private printed(part: QuoteState | null): string {
    const source = part ? sourceLine(part) : t("evidence.waiting");
    return part ? notePrinted(part, source, this.service.textLang, this.form === "note") : source;
  }

  /** Whether it bears something that its writer is to read. */
  private isAlerting(part: QuoteState | null): boolean {
    const { service, block } = this;
    const isForeign = part?.source ? service.isForeign(part.source.verdict) : false;
    return service.canWrite && (isForeign || service.parts.shutOutBy(block) !== null);
  }

  private readonly openOrClose = (): void => {
    this.isOpen = !this.isOpen;
    // What opens below the edge of the window would not be seen to open.
    if (this.isOpen)
      void this.updateComplete.then(() => this.querySelector(".ev-pop")?.scrollIntoView({ block: "nearest" }));
  };

  /** The footnote where it stands: source, words, what can be done. Flagged quotes stand open. */
  private renderNote(part: QuoteState | null, source: string): TemplateResult {
    return html`<span class="ev-pop" role="group" aria-label=${source}>
      ${this.form === "note" && part ? html`<span class="ev-pop-words" lang=${this.order(part).first.lang}>${firstWords(part, this.order(part))}</span>` : nothing}
      ${part ? this.renderSecond(part) : nothing}
      <span class="ev-cite">
        ${part?.category ? html`<coram-code-chip code=${part.category.code}></coram-code-chip>` : nothing}
        <span class="grow ev-source">${source}</span>
        ${this.renderOpen(part)} ${this.renderMenu(part)}
      </span>
      ${this.renderRemark()} ${part ? this.renderAlerts(part) : nothing}
    </span>`;
  }

  // --------------------------------------------------------------------------------------------------------------- both

  /** Tab goes through a text that is written, and not through its quotes; what was opened in a sentence is gone through. */
  private get tabStop(): 0 | -1 {
    return this.service.canWrite && !(this.isOpen && this.form !== "block") ? -1 : 0;
  }

  private addressOf(part: QuoteState | null): string | null {
    return part && this.service.canOpen ? addressOf(part, this.quote) : null;
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
    if (!this.service.canWrite) return nothing;
    const menu: QuoteMenu = {
      ...this.acts,
      form: this.form,
      known: this.service.parts.translationsOf(this.quote),
      way: this.addressOf(part) === null ? nothing : wayItem(this, t("evidence.open-passage")),
      tabStop: this.tabStop,
      showAs: (form) => this.service.run(showQuoteAs(this.getPos(), form)),
      choose: (translation) => this.choose(translation),
      onKey: this.onKey,
    };
    return quoteMenu(menu, part);
  }

  private get acts(): QuoteActs {
    const { quote, isNoting, approve, startNote, takeOut, stands } = this;
    const missing = stands && this.toTranslate(stands);
    const translate = missing ? () => this.askWords(missing) : null;
    return { quote, canWrite: this.service.canWrite, isNoting, approve, startNote, takeOut, translate };
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

  // ------------------------------------------------------------------------------------------------------------- what is done

  /** One writes on behind it afterwards, wherever the caret was: of a document just opened it stands in its first heading. */
  private askWords(ask: QuoteToTranslate): void {
    this.back();
    this.service.translate(ask);
  }

  private change(attrs: Readonly<Record<string, string | null>>): void {
    this.service.run(changeNode(this.getPos(), attrs));
  }

  /** Whoever chooses a translation has seen it once it is shown. */
  private choose(translation: UiLanguage | null): void {
    this.chosen = translation;
    this.change({ translation });
  }

  /** The document is not changed while it is drawn. */
  private stampTranslation(): void {
    const { stands: part, chosen, quote } = this;
    const said = part?.translation;
    if (!part?.approval || !said || said.language !== quote.translation) return;
    if (chosen !== said.language && !(this.service.canWrite && this.isWrittenHere(said.words))) return;
    this.chosen = null;
    const approved = { ...(quote.approved ?? part.approval), translation: part.approval.translation };
    queueMicrotask(() => this.service.run(changeNode(this.getPos(), { approved: JSON.stringify(approved) }), true));
  }

  /** Words that one wrote here oneself are not asked about as if a colleague had reworded them. */
  private isWrittenHere(words: string): boolean {
    const { stands: part, quote, service } = this;
    return service.wrote(words) && (quote.approved ?? null)?.translation !== part?.approval?.translation;
  }

  /** Takes the quote as it stands now; one whose tag is gone stays as a passage that nobody tagged. */
  private readonly approve = (): void => {
    const { stands: part } = this;
    if (!part?.approval) return;
    const isTagGone = part.flags.includes("untagged") || part.flags.includes("ruling");
    const approval = isTagGone ? { ...part.approval, category: null, version: null } : part.approval;
    this.change({ approved: JSON.stringify(approval), ...(isTagGone ? { annotation: null, layer: null } : {}) });
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

  protected override leave(): void {
    this.isOpen = false;
    super.leave();
  }
}
