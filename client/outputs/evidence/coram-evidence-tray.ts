import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { isQuoted, type Quoted } from "../../../schema/editor/coverage.ts";
import { toAnchorText, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { OutputTray, SourceRef, TrayAnswer, TrayPassage } from "../../../schema/protocol/http/evidence.ts";
import type { OutputSection } from "../../../schema/protocol/http/outputs.ts";
import type { QuoteForm } from "../../writer/evidence-commands.ts";
import { hueOf } from "../../elements/hue.ts";
import { quoteHtml } from "../../writer/quote-html.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import { nameOfSource } from "./evidence-desk.ts";
import { groupsOf, quoteOf, quoteOfProof, TraySearch, type TrayFilter, type TrayGroup } from "./tray-list.ts";
import { quoted } from "../../../schema/text/quotation.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { tokenHere } from "../../i18n/tokens.ts";
import "./evidence.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-evidence-tray": CoramEvidenceTray;
  }
  interface HTMLElementEventMap {
    "coram-quote-insert": CustomEvent<{ quote: QuoteAttributes; form: QuoteForm }>;
    /** To the first quote of a passage in the document. */
    "coram-quote-show": CustomEvent<{ annotation: string }>;
    /** Back into the text. */
    "coram-tray-leave": CustomEvent<void>;
  }
}

/** Passages of a group that stand open at first: the rest come when asked for. */
const SHOWN = 30;

/** What the document can quote, the section that is written in first. Drag a passage into the text, or press Enter on it. */
@customElement("coram-evidence-tray")
export class CoramEvidenceTray extends LightElement {
  /** Null while it is being fetched. */
  @property({ attribute: false }) tray: OutputTray | null = null;
  @property({ attribute: false }) sections: readonly Pick<OutputSection, "id" | "title">[] = [];
  /** The section that is written in. */
  @property({ attribute: false }) section: string | null = null;
  /** Of the document's words. */
  @property() textLang: UiLanguage = "en";
  @property({ attribute: false }) quoted: Quoted = { annotations: new Set(), passages: new Set() };
  /** Tags whose quotes are not what was approved. */
  @property({ attribute: false }) changed: ReadonlySet<string> = new Set();
  @property({ type: Boolean }) canWrite = false;
  @property({ type: Boolean }) isOffline = false;
  @property({ type: Boolean }) hasFailed = false;
  @state() private filter: TrayFilter = { text: "", verdict: "", category: "", onlyUnused: false };
  /** Groups that somebody opened or closed; what was not touched follows the section. */
  @state() private opened = new Map<string | null, boolean>();
  @state() private shown = new Map<string | null, number>();
  private search: TraySearch | null = null;
  private sources = new Map<string, SourceRef>();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("section")) this.opened = new Map();
    if (!changed.has("tray") || !this.tray) return;
    this.search = new TraySearch(this.tray);
    this.sources = new Map(this.tray.sources.map((source) => [source.verdict, source]));
  }

  /** Puts the focus on the field that finds passages. */
  focusSearch(): void {
    this.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
  }

  protected override render(): TemplateResult {
    const { tray, filter, quoted } = this;
    if (!tray)
      return this.hasFailed ? html`<p class="note sub">${t("evidence.no-tray")}</p>` : skeleton(8, t("shell.loading"));
    const used = tray.passages.filter((passage) => isQuoted(passage, quoted)).length;
    const isFiltered = filter.text !== "" || filter.verdict !== "" || filter.category !== "" || filter.onlyUnused;
    const all = this.inOrder(groupsOf(tray, quoted, filter, this.search?.find(filter.text) ?? null));
    const groups = isFiltered ? eachOnce(all) : all;
    const hits = groups.reduce((sum, { passages }) => sum + passages.length, 0);
    return html`<div class="tray-top">
        <p class="note sub tray-count">${t("evidence.tray-count", { count: tray.passages.length, used })}</p>
        <label class="field field-soft">
          <coram-icon name="search"></coram-icon>
          <input
            type="search"
            autocomplete="off"
            placeholder=${t("evidence.find")}
            aria-label=${t("evidence.find")}
            .value=${filter.text}
            @input=${(event: InputEvent) => this.narrow({ text: (event.target as HTMLInputElement).value })}
            @keydown=${this.onSearchKey}
          />
        </label>
        ${this.renderFilters(tray)}
        ${this.isOffline ? html`<p class="note words-warn">${t("evidence.offline")}</p>` : nothing}
      </div>
      <div class="tray-list" @keydown=${this.onListKey}>
        ${tray.passages.length === 0 ? html`<p class="note sub tray-note">${t("evidence.none")}</p>` : nothing}
        ${isFiltered && hits === 0 && tray.passages.length > 0 ? html`<p class="note sub tray-note" role="status">${t("evidence.none-found")}</p>` : nothing}
        ${repeat(
          groups.filter(
            ({ passages, answers, count }) => !isFiltered || passages.length > 0 || (answers.length > 0 && count === 0),
          ),
          ({ section }) => section,
          (group) => this.renderGroup(group, isFiltered),
        )}
        ${this.renderHidden(tray)} ${this.canWrite ? this.renderUntagged(tray) : nothing}
      </div>`;
  }

  /** The section that is written in stands first. */
  private inOrder(groups: TrayGroup[]): TrayGroup[] {
    const here = groups.filter(({ section }) => section !== null && section === this.section);
    return [...here, ...groups.filter((group) => !here.includes(group))];
  }

  private renderFilters({ passages, sources }: OutputTray): TemplateResult {
    const { filter } = this;
    const categories = new Map(passages.map(({ category }) => [category.id as string, category]));
    const sorted = [...categories.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
    return html`<div class="tray-filters">
      ${
        sources.length > 1
          ? html`<select
              class="field"
              aria-label=${t("evidence.of-verdict")}
              @change=${(event: Event) => this.narrow({ verdict: (event.target as HTMLSelectElement).value })}
            >
              <option value="">${t("evidence.all-verdicts")}</option>
              ${sources.map((source) => html`<option value=${source.verdict} ?selected=${filter.verdict === source.verdict}>${nameOfSource(source)}</option>`)}
            </select>`
          : nothing
      }
      <select
        class="field"
        aria-label=${t("evidence.of-category")}
        @change=${(event: Event) => this.narrow({ category: (event.target as HTMLSelectElement).value })}
      >
        <option value="">${t("evidence.all-categories")}</option>
        ${sorted.map(({ id, code, label }) => html`<option value=${id} ?selected=${filter.category === id}>${code} ${label}</option>`)}
      </select>
      <label class="tray-unused">
        <input
          type="checkbox"
          .checked=${filter.onlyUnused}
          @change=${(event: Event) => this.narrow({ onlyUnused: (event.target as HTMLInputElement).checked })}
        />
        ${t("evidence.only-unused")}
      </label>
    </div>`;
  }

  private renderGroup(group: TrayGroup, isFiltered: boolean): TemplateResult {
    const { section, passages, answers, used, count } = group;
    const isOpen = this.opened.get(section) ?? (isFiltered || section === this.section || this.section === null);
    const limit = this.shown.get(section) ?? SHOWN;
    const at = this.sections.findIndex(({ id }) => id === section);
    const title =
      section === null ? t("evidence.no-section") : localise(this.sections[at]?.title ?? {}, this.textLang) || section;
    return html`<section class="tray-group" data-section=${section ?? ""}>
      <h3>
        <button type="button" class="tray-head" aria-expanded=${isOpen} @click=${() => this.toggle(section, !isOpen)}>
          <coram-icon name=${isOpen ? "chevron-down" : "chevron-right"}></coram-icon>
          <span class="grow ellipsis" lang=${section === null ? nothing : this.textLang}
            >${at >= 0 ? `${at + 1}. ` : ""}${title}</span
          >
          ${count > 0 ? html`<span class="count">${t("evidence.section-count", { used, count })}</span>` : nothing}
        </button>
      </h3>
      ${
        isOpen
          ? html`${passages.length === 0 && answers.length === 0 ? html`<p class="note sub tray-note">${t("evidence.none-here")}</p>` : nothing}
              <ul>
                ${repeat(
                  passages.slice(0, limit),
                  ({ annotation }) => annotation,
                  (passage) => this.renderPassage(passage),
                )}
              </ul>
              ${
                passages.length > limit
                  ? html`<button
                      type="button"
                      class="link tray-more"
                      @click=${() => this.showAll(section, passages.length)}
                    >
                      ${t("evidence.more", { count: passages.length - limit })}
                    </button>`
                  : nothing
              }
              ${answers.length > 0 ? this.renderAnswers(answers) : nothing}`
          : nothing
      }
    </section>`;
  }

  private renderPassage(passage: TrayPassage): TemplateResult {
    const { annotation, category, words, lang, citation, verdict, layer, isSoFar } = passage;
    const isUsed = isQuoted(passage, this.quoted);
    const isChanged = isUsed && this.changed.has(annotation);
    const quote = quoteOf(passage, this.textLang);
    const state = isChanged
      ? html`<button type="button" class="link words-warn" @click=${() => this.show(annotation)}>
          ${t("evidence.used-changed")}
        </button>`
      : isUsed
        ? html`<button type="button" class="link sub" @click=${() => this.show(annotation)}>
            ${t("evidence.used")}
          </button>`
        : isSoFar
          ? html`<span class="words-warn">${t("evidence.so-far")}</span>`
          : layer === "adjudicated"
            ? html`<span class="sub">${t("evidence.ruled")}</span>`
            : nothing;
    return this.renderItem(
      { quote, words, lang, cite: this.cite(verdict, citation), isUsed, translations: passage.translations },
      html`<coram-code-chip title=${category.label} code=${category.code}></coram-code-chip>`,
      state,
      hueOf(category.code),
    );
  }

  private renderAnswers(answers: readonly TrayAnswer[]): TemplateResult {
    return html`<h4 class="label tray-answers">${t("evidence.answers")}</h4>
      <ul>
        ${answers.map(
          ({ label, unit, words, isUnsure, isSoFar, verdict, evidence }) =>
            html`<li class="tray-answer">
              <p>
                <span class="sub">${label}</span>
                ${unit ? html`<span class="token">${tokenHere(unit)}</span>` : nothing}
                <b>${words}</b>${isUnsure ? html` <span class="sub">(${t("evidence.unsure")})</span>` : nothing}
                ${isSoFar ? html`<span class="words-warn">${t("evidence.so-far")}</span>` : nothing}
              </p>
              ${
                evidence.length === 0
                  ? html`<p class="note sub">${this.cite(verdict, "")}, ${t("evidence.no-proof")}</p>`
                  : html`<ul>
                      ${evidence.map((proof) =>
                        this.renderItem(
                          {
                            quote: quoteOfProof(verdict, proof, this.textLang),
                            words: proof.words,
                            lang: proof.lang,
                            cite: this.cite(verdict, proof.citation),
                            isUsed: isQuoted({ verdict, ...proof }, this.quoted),
                            translations: [],
                          },
                          nothing,
                          nothing,
                          "",
                        ),
                      )}
                    </ul>`
              }
            </li>`,
        )}
      </ul>`;
  }

  private renderItem(
    item: {
      quote: QuoteAttributes;
      words: string;
      lang: string;
      cite: string;
      isUsed: boolean;
      translations: readonly UiLanguage[];
    },
    chip: TemplateResult | typeof nothing,
    use: TemplateResult | typeof nothing,
    hue: string,
  ): TemplateResult {
    const { quote, words, lang, cite, isUsed, translations } = item;
    const shown = quoted(words, lang);
    const insert = (form: QuoteForm, translation: UiLanguage | null = null): void =>
      this.insert(translation ? { ...quote, translation } : quote, form);
    return html`<li class="tray-item ${isUsed ? "is-used" : ""}" data-cat=${hue || nothing}>
      <div
        class="tray-quote"
        role=${this.canWrite ? "button" : nothing}
        tabindex=${this.canWrite ? 0 : nothing}
        draggable=${this.canWrite}
        data-anchor=${quote.anchor ? toAnchorText(quote.anchor) : nothing}
        @dragstart=${(event: DragEvent) => onDrag(event, quote, `${shown} (${cite})`, lang)}
        @keydown=${(event: KeyboardEvent) => this.onItemKey(event, insert)}
      >
        <p class="tray-words" lang=${lang}>${withTokenWords(shown, lang)}</p>
      </div>
      <div class="tray-cite">
        ${chip}<span class="grow ellipsis" title=${cite}>${cite}</span>${use}
        ${
          this.canWrite
            ? html`<button
                  type="button"
                  class="link"
                  tabindex="-1"
                  @mousedown=${keepFocus}
                  @keydown=${onceAtATime}
                  @click=${(event: MouseEvent) => event.detail <= 1 && insert("block")}
                >
                  ${t("evidence.insert")}</button
                ><coram-menu label=${t("evidence.insert-more")}>
                  <button
                    slot="trigger"
                    type="button"
                    class="icon-button"
                    tabindex="-1"
                    aria-label=${t("evidence.insert-more")}
                  >
                    <coram-icon name="ellipsis"></coram-icon>
                  </button>
                  <button type="button" role="menuitem" @click=${() => insert("words")}>
                    <span class="grow">${t("evidence.insert-inline")}</span><kbd class="key">⇧Enter</kbd>
                  </button>
                  <button type="button" role="menuitem" @click=${() => insert("note")}>
                    <span class="grow">${t("evidence.insert-note")}</span><kbd class="key">Alt Enter</kbd>
                  </button>
                  ${translations.map(
                    (each) =>
                      html`<button type="button" role="menuitem" @click=${() => insert("block", each)}>
                        ${t("evidence.translation")}: ${LANGUAGE_NAMES[each]}
                      </button>`,
                  )}
                </coram-menu>`
            : nothing
        }
      </div>
    </li>`;
  }

  private renderHidden({ hidden }: OutputTray): TemplateResult | typeof nothing {
    if (hidden.length === 0) return nothing;
    return html`<ul class="tray-hidden note sub">
      ${hidden.map(({ verdict, state }) => html`<li>${t(`evidence.hidden-${state}`, { case: this.cite(verdict, "") })}</li>`)}
    </ul>`;
  }

  private renderUntagged({ sources, hidden }: OutputTray): TemplateResult {
    const open = sources.filter(
      ({ verdict }) => !hidden.some((each) => each.verdict === verdict && each.state !== "unsettled"),
    );
    return html`<div class="tray-foot note sub">
      <p>${t("evidence.untagged")}</p>
      <p class="tray-links">
        ${open.slice(0, 12).map((source) => html`<a href="/verdicts/${source.verdict}">${nameOfSource(source)}</a>`)}
      </p>
    </div>`;
  }

  private cite(verdict: string, citation: string): string {
    const source = this.sources.get(verdict);
    return [source ? nameOfSource(source) : "", citation].filter(Boolean).join(", ");
  }

  private narrow(change: Partial<TrayFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.opened = new Map();
  }

  private toggle(section: string | null, isOpen: boolean): void {
    this.opened = new Map([...this.opened, [section, isOpen]]);
  }

  private showAll(section: string | null, count: number): void {
    this.shown = new Map([...this.shown, [section, count]]);
  }

  private insert(quote: QuoteAttributes, form: QuoteForm): void {
    this.dispatchEvent(new CustomEvent("coram-quote-insert", { detail: { quote, form }, bubbles: true }));
  }

  private show(annotation: string): void {
    this.dispatchEvent(new CustomEvent("coram-quote-show", { detail: { annotation }, bubbles: true }));
  }

  private onItemKey(event: KeyboardEvent, insert: (form: QuoteForm) => void): void {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    // Held down, it would quote the passage over and over.
    if (event.repeat) return;
    const form = event.altKey ? "note" : event.shiftKey ? "words" : "block";
    insert(form);
  }

  private leave(): void {
    this.dispatchEvent(new CustomEvent("coram-tray-leave", { bubbles: true }));
  }

  /** Down goes to the first passage, Enter quotes it; where nothing was looked for, Enter goes there, too. */
  private readonly onSearchKey = (event: KeyboardEvent): void => {
    const { key, shiftKey, altKey, repeat } = event;
    if (key === "ArrowDown" || (key === "Enter" && !event.isComposing)) {
      event.preventDefault();
      const first = this.querySelector<HTMLElement>(".tray-quote[tabindex]");
      if (key === "ArrowDown" || this.filter.text.trim() === "") first?.focus();
      else first?.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, altKey, repeat }));
    } else if (event.key === "Escape" && this.filter.text !== "") {
      event.preventDefault();
      this.narrow({ text: "" });
    }
  };

  /** Arrows go from passage to passage, Esc back into the text. */
  private readonly onListKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      this.leave();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const items = [...this.querySelectorAll<HTMLElement>(".tray-quote[tabindex]")];
    const at = items.findIndex((item) => item === document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    const to = items[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (to) to.focus();
    else if (event.key === "ArrowUp") this.focusSearch();
  };
}

/** A press on it leaves the cursor in the text. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

/** Held down, a key would press it over and over. */
function onceAtATime(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

/** What somebody looked for is listed once, in the first section that it feeds. */
function eachOnce(groups: readonly TrayGroup[]): TrayGroup[] {
  const seen = new Set<TrayPassage>();
  return groups.map((group) => {
    const passages = group.passages.filter((passage) => !seen.has(passage));
    for (const passage of passages) seen.add(passage);
    return { ...group, passages };
  });
}

function onDrag({ dataTransfer }: DragEvent, quote: QuoteAttributes, words: string, lang: string): void {
  if (!dataTransfer) return;
  dataTransfer.effectAllowed = "copy";
  dataTransfer.setData("text/html", quoteHtml(quote, words, lang));
  dataTransfer.setData("text/plain", words);
}
