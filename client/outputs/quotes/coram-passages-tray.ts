import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { isQuoted, type Quoted } from "../../../schema/editor/coverage.ts";
import type { QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { OutputTray, TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";
import type { OutputSection } from "../../../schema/protocol/http/outputs.ts";
import type { QuoteForm } from "../../writer/quote-commands.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { nameOfSource } from "./quote-service.ts";
import { countListed, groupsOf, quoteOf, TraySearch, type TrayFilter, type TrayGroup } from "./tray-list.ts";
import type { QuotedAt } from "./quoted-at.ts";
import { trayAnswers, type TrayContext, trayItem, usedAt } from "./tray-item-views.ts";
import { hiddenVerdicts, trayFilters, trayKeys, untaggedFoot } from "./tray-views.ts";
import "./quotes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-passages-tray": CoramPassagesTray;
  }
  interface HTMLElementEventMap {
    /** `stays`: one goes on here and not in the text. */
    "coram-quote-insert": CustomEvent<{ quote: QuoteAttributes; form: QuoteForm; stays: boolean }>;
    /** To a quote in the document. */
    "coram-quote-show": CustomEvent<{ block: string }>;
    /** Back into the text. */
    "coram-tray-leave": CustomEvent<void>;
  }
}

const NOTHING: Quoted = { annotations: new Set(), passages: new Set() };

/** Passages of a group that stand open at first: the rest come when asked for. */
const SHOWN = 30;

/**
 * What the document can quote, by the sections that it feeds. Drag a passage into the text, or press Enter on it. Nothing here moves
 * while one writes: groups stay where they are and as they are when the caret goes to another section, and what is quoted stays listed.
 */
@customElement("coram-passages-tray")
export class CoramPassagesTray extends LightElement {
  /** Null while it is being fetched. */
  @property({ attribute: false }) tray: OutputTray | null = null;
  @property({ attribute: false }) sections: readonly Pick<OutputSection, "id" | "title">[] = [];
  /** The section that is written in. */
  @property({ attribute: false }) section: string | null = null;
  /** Of the document's words. */
  @property() textLang: UiLanguage = "en";
  /** Null while the document is not there. */
  @property({ attribute: false }) quoted: Quoted | null = null;
  /** Numbers of sections as the document has them, by their ids. */
  @property({ attribute: false }) numbers: ReadonlyMap<string, string> = new Map();
  /** Where what it quotes stands, by tags and passages. */
  @property({ attribute: false }) places: ReadonlyMap<string, QuotedAt> = new Map();
  /** Tags whose quotes are not what was approved. */
  @property({ attribute: false }) changed: ReadonlySet<string> = new Set();
  @property({ type: Boolean }) canWrite = false;
  @property({ type: Boolean }) isOffline = false;
  @property({ type: Boolean }) hasFailed = false;
  @state() private filter: Omit<TrayFilter, "onlyUnused"> = { text: "", verdict: "", category: "" };
  /** Null until one is chosen: who writes looks for what is not used yet. */
  @state() private onlyUnused: boolean | null = null;
  /** Groups that somebody opened or closed. */
  @state() private opened = new Map<string | null, boolean>();
  @state() private shown = new Map<string | null, number>();
  /** The section whose group stands open at first: the one that was written in then. */
  private begun: string | null = null;
  /** The group of the section that is written in is to be opened, once there is one. */
  private isAsked = false;
  /** What was quoted when the list was chosen: what is quoted since stays in it. */
  private quotedThen: Quoted | null = null;
  private search: TraySearch | null = null;
  private sources = new Map<string, SourceRef>();

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.begun ??= this.section;
    this.quotedThen ??= this.quoted;
    if (this.isAsked && this.tray) {
      this.isAsked = false;
      if (this.section !== null && this.tray.sections.some(({ section }) => section === this.section)) {
        this.begun = this.section;
        this.goTo(this.section);
      }
    }
    if (!changed.has("tray") || !this.tray) return;
    this.search = new TraySearch(this.tray);
    this.sources = new Map(this.tray.sources.map((source) => [source.verdict, source]));
  }

  /** Puts the focus on the field that finds passages. */
  focusSearch(): void {
    this.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
  }

  /** Opens the passages of the section that is written in, once they are there, with the focus on the field above them. */
  async open(): Promise<void> {
    this.isAsked = true;
    this.requestUpdate();
    await this.updateComplete;
    this.focusSearch();
  }

  protected override render(): TemplateResult {
    const { tray, quoted } = this;
    const filter: TrayFilter = { ...this.filter, onlyUnused: this.onlyUnused ?? this.canWrite };
    // Before the document is there, nobody knows what is used.
    if (!tray || !quoted)
      return this.hasFailed && !tray
        ? html`<p class="note sub tray-missing">${t("evidence.no-tray")}</p>`
        : html`<div class="tray-top">${skeleton(8, t("shell.loading"))}</div>`;
    const { count, used } = countListed(tray, quoted);
    const isFiltered = filter.text !== "" || filter.verdict !== "" || filter.category !== "";
    const found = this.search?.find(filter.text) ?? null;
    const all = groupsOf(tray, { now: quoted, before: this.quotedThen ?? NOTHING }, filter, found);
    const groups = isFiltered ? eachOnce(all) : all;
    const hits = groups.reduce((sum, { passages }) => sum + passages.length, 0);
    return html`<div class="tray-top">
        <p class="note sub tray-count">
          <span class="grow">${t("evidence.tray-count", { count, used })}</span>
          ${this.renderHere(groups)}
        </p>
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
        ${trayFilters(filter, (change) => this.narrow(change), tray, { count, used })}
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
        ${hiddenVerdicts((verdict, citation) => this.cite(verdict, citation), tray)}
        ${this.canWrite ? html`${trayKeys()} ${untaggedFoot(tray)}` : nothing}
      </div>`;
  }

  /** The way to the passages of the section that is written in. */
  private renderHere(groups: readonly TrayGroup[]): TemplateResult | typeof nothing {
    const { section } = this;
    if (section === null || !groups.some((group) => group.section === section)) return nothing;
    return html`<button type="button" class="link" @mousedown=${keepFocus} @click=${() => this.goTo(section)}>
      ${t("evidence.to-section")}
    </button>`;
  }

  private goTo(section: string): void {
    this.toggle(section, true);
    void this.updateComplete.then(() => {
      const group = this.querySelector(`.tray-group[data-section="${CSS.escape(section)}"]`);
      group?.scrollIntoView({ block: "start" });
    });
  }

  private firstIn(section: string | null): HTMLElement | null {
    return this.querySelector(`.tray-group[data-section="${CSS.escape(section ?? "")}"] .tray-quote[tabindex]`);
  }

  private renderGroup(group: TrayGroup, isFiltered: boolean): TemplateResult {
    const { section, passages, answers, used, count } = group;
    const isOpen = this.opened.get(section) ?? (isFiltered || section === this.begun || this.begun === null);
    const isHere = section !== null && section === this.section;
    const limit = this.shown.get(section) ?? SHOWN;
    const number = section === null ? "" : (this.numbers.get(section) ?? "");
    const named = this.sections.find(({ id }) => id === section);
    const title = section === null ? t("evidence.no-section") : localise(named?.title ?? {}, this.textLang) || section;
    return html`<section class="tray-group" data-section=${section ?? ""}>
      <h3>
        <button
          type="button"
          class="tray-head"
          aria-expanded=${isOpen}
          aria-current=${isHere ? "true" : nothing}
          @click=${() => this.toggle(section, !isOpen)}
        >
          <coram-icon name=${isOpen ? "chevron-down" : "chevron-right"}></coram-icon>
          <span class="grow tray-name" lang=${section === null ? nothing : this.textLang}
            >${[number, title].filter(Boolean).join(" ")}</span
          >
          ${
            count > 0
              ? html`<span class="meter" aria-hidden="true"><i style="width: ${(100 * used) / count}%"></i></span>
                  <span class="count">${t("evidence.section-count", { used, count })}</span>`
              : nothing
          }
        </button>
      </h3>
      ${
        isOpen
          ? html`${passages.length === 0 && answers.length === 0 ? html`<p class="note sub tray-note">${t(count > 0 ? "evidence.none-left" : "evidence.none-here")}</p>` : nothing}
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
              ${answers.length > 0 ? trayAnswers(this.context, answers) : nothing}`
          : nothing
      }
    </section>`;
  }

  private renderPassage(passage: TrayPassage): TemplateResult {
    const { annotation, category, words, lang, citation, verdict, layer, isSoFar } = passage;
    const isUsed = isQuoted(passage, this.quoted ?? NOTHING);
    const isChanged = isUsed && this.changed.has(annotation);
    const quote = quoteOf(passage, this.textLang);
    const state = isUsed
      ? usedAt(this.context, quote, isChanged)
      : isSoFar
        ? html`<span class="words-warn">${t("evidence.so-far")}</span>`
        : layer === "adjudicated"
          ? html`<span class="sub">${t("evidence.ruled")}</span>`
          : nothing;
    return trayItem(this.context, {
      quote,
      words,
      lang,
      cite: this.cite(verdict, citation),
      isUsed,
      translations: passage.translations,
      chip: html`<coram-code-chip title=${category.label} code=${category.code}></coram-code-chip>`,
      use: state,
      hue: hueOf(category.code),
    });
  }

  private get context(): TrayContext {
    const { canWrite, quoted, places, textLang } = this;
    return {
      canWrite,
      quoted: quoted ?? NOTHING,
      places,
      textLang,
      cite: (verdict, citation) => this.cite(verdict, citation),
      insert: (quote, form, stays) =>
        this.dispatchEvent(new CustomEvent("coram-quote-insert", { detail: { quote, form, stays }, bubbles: true })),
      show: (block) => this.dispatchEvent(new CustomEvent("coram-quote-show", { detail: { block }, bubbles: true })),
    };
  }

  private cite(verdict: string, citation: string): string {
    const source = this.sources.get(verdict);
    return [source ? nameOfSource(source) : "", citation].filter(Boolean).join(", ");
  }

  private narrow({ onlyUnused, ...change }: Partial<TrayFilter>): void {
    this.quotedThen = this.quoted;
    if (onlyUnused !== undefined) {
      this.onlyUnused = onlyUnused;
      return;
    }
    this.filter = { ...this.filter, ...change };
    this.opened = new Map();
  }

  private toggle(section: string | null, isOpen: boolean): void {
    this.opened = new Map([...this.opened, [section, isOpen]]);
  }

  private showAll(section: string | null, count: number): void {
    this.shown = new Map([...this.shown, [section, count]]);
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
      const isAll = this.filter.text.trim() === "";
      if (key === "ArrowDown" || isAll) ((isAll ? this.firstIn(this.begun) : null) ?? first)?.focus();
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

/** What somebody looked for is listed once, in the first section that it feeds. */
function eachOnce(groups: readonly TrayGroup[]): TrayGroup[] {
  const seen = new Set<TrayPassage>();
  return groups.map((group) => {
    const passages = group.passages.filter((passage) => !seen.has(passage));
    for (const passage of passages) seen.add(passage);
    return { ...group, passages };
  });
}

/** A press on it leaves the cursor in the text. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
