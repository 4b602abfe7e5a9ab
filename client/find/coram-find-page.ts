import { consume } from "@lit/context";
import { initialState } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import {
  FIND_PASSAGES_MAX,
  FIND_QUERY_MAX,
  type FindAsked,
  FindOrder,
  type FindLine,
  type FindView,
  type FoundPassages,
} from "../../schema/protocol/http/search/find.ts";
import { readQuery } from "../../schema/search/query.ts";
import { findLines, findPassages } from "../api/matrix.ts";
import { describeProblem } from "../api/http.ts";
import { HearsEvents } from "../api/told/hears-events.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { HearsAddress } from "../elements/address/hears-address.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { language, t } from "../i18n/t.ts";
import { OffersCommands } from "../palette/offered.ts";
import { coveredIf, type ErasedLately, heardOf, NOTHING_ERASED } from "../reader/erased/erased-lately.ts";
import { type FindChoice, keepChoice, lastAsked, readChoice, rememberAsked } from "./find-kept.ts";
import { FindBesides } from "./find-besides.ts";
import { type FurtherLines, readAgain } from "./further-lines.ts";
import { facets, lines, passages, waysToAsk } from "./find-views.ts";
import "./find.css";

/** Words over all verdicts that one may read: lines, or passages that stand, narrowed by country and verdict. */
@customElement("coram-find-page")
export class CoramFindPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  @state() private choice: FindChoice = readChoice();
  @state() private further: FurtherLines | null = null;
  /** Verdicts that words were erased from since the page was opened. */
  @state() private erased: ErasedLately = NOTHING_ERASED;
  @state() private moreProblem: unknown = null;
  @state() private open: "how" | "narrow" | null = null;
  @query("input") private readonly field!: HTMLInputElement;
  private readonly found = new Loading(
    this,
    () => [this.asked] as const,
    async ([asked], { signal }) => {
      if (this.choice.query.trim() === "") return initialState;
      const { view } = this;
      const { count } = this.erased;
      if (view === "passages")
        return { asked, count, view, answer: await findPassages({ ...this.words, language: language() }, signal) };
      const answer = await findLines(this.lineQuery(null), signal);
      const read = (cursor: string): Promise<FindView> => findLines(this.lineQuery(cursor), signal);
      this.further = await readAgain({ of: asked, count, first: answer.next }, this.further, read);
      return { asked, count, view, answer };
    },
  );

  private readonly besides = new FindBesides(this, () => {
    const { words, view, listed } = this;
    return this.mayPassages ? { words, view, total: listed?.answer.total ?? null } : null;
  });

  constructor() {
    super();
    new HearsEvents(
      this,
      () => this.session?.events,
      (event) => this.hear(event),
    );
    // A category was chosen elsewhere, or one came back: the page stays.
    new HearsAddress(this, () => (this.choice = readChoice()));
    const command = { key: "find-in-all", name: t("find.field"), label: "find.field" } as const;
    new OffersCommands(this, () => [{ ...command, act: (words) => this.askFor(words) }]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.onWindowKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.onWindowKey);
  }

  /** What is listed is asked for anew where words of it are erased, and once the connection is back, which may have missed that. */
  private hear(event: ServerEvent): void {
    const before = this.erased;
    this.erased = heardOf(event, before);
    if (this.erased === before && event.type !== "hello") return;
    if (this.choice.query !== "") void this.found.run();
  }

  protected override firstUpdated(): void {
    if (this.choice.query === "") this.field.focus();
  }

  private readonly onWindowKey = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== "/" || isTyping || this.open || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.field.select();
  };

  /** Passages are of members. */
  private get view(): FindChoice["view"] {
    return this.mayPassages ? this.choice.view : "lines";
  }

  private get mayPassages(): boolean {
    const member = this.session?.member;
    return Boolean(member && can(toActor(member), "network.read", null));
  }

  private get words(): Pick<FindAsked, "query" | "in"> {
    const { query: typed, countries, verdicts } = this.choice;
    return { query: typed, in: { countries, verdicts } };
  }

  private lineQuery(cursor: string | null): FindAsked {
    return { ...this.words, order: this.choice.order, cursor };
  }

  /** Names what is asked for. */
  private get asked(): string {
    return JSON.stringify([this.words, this.view, this.choice.order, this.view === "passages" ? language() : ""]);
  }

  /** The answer to what is asked for, once it is here. */
  private get listed(): CoramFindPage["found"]["answer"] {
    const { answer } = this.found;
    return this.choice.query !== "" && answer?.asked === this.asked ? answer : null;
  }

  private choose(change: Partial<FindChoice>): void {
    this.choice = { ...this.choice, ...change };
    keepChoice(this.choice);
  }

  /** By the palette: words to look for, or the field. */
  private askFor(words?: string): void {
    if (words === undefined) return this.field.select();
    this.look(words);
  }

  private look(typed: string): void {
    const words = typed.trim();
    if (words !== "") rememberAsked(words);
    const [was, is] = [this.choice.query, words].map((each) => readQuery(each).category !== null);
    // A category is asked of passages; once it is gone, words are of lines again.
    const view = is && this.mayPassages ? "passages" : was ? "lines" : this.choice.view;
    this.choose({ query: words, countries: [], verdicts: [], view });
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    this.look(this.field.value);
  };

  private async more(view: FindView): Promise<void> {
    const { asked: of, erased, further } = this;
    const so = further?.of === of ? further : { of, count: erased.count, lines: [], next: view.next };
    try {
      const answer = await findLines(this.lineQuery(so.next));
      if (this.asked === of && this.erased === erased && this.further === further)
        this.further = { ...so, lines: [...so.lines, ...answer.lines], next: answer.next };
      this.moreProblem = null;
    } catch (error) {
      this.moreProblem = error;
    }
  }

  protected override render(): TemplateResult {
    const { answer, problem } = this.found;
    const isAsked = this.choice.query !== "";
    const shown = this.listed;
    // While it is narrowed what stands at the side stays.
    const side = isAsked ? (answer?.answer.verdicts ?? []) : [];
    return html`<div class="find-page">
      ${this.renderAsk()}
      <aside class="find-facets" aria-label=${t("find.narrow")} ?hidden=${side.length === 0}>
        ${facets(side, this.choice, (change) => this.choose(change))}
      </aside>
      <div class="find-found">
        ${isAsked ? this.renderBar(shown, side.length > 0) : nothing}
        <div class="find-list" @keydown=${this.onKey}>
          ${problem === null ? nothing : this.renderProblem(problem)}
          ${!isAsked ? this.renderEmpty() : shown ? this.renderFound(shown) : problem === null ? skeleton(12, t("shell.loading")) : nothing}
        </div>
      </div>
      <coram-dialog
        heading=${t(this.open === "narrow" ? "find.narrow" : "find.how")}
        ?open=${this.open !== null}
        @coram-dialog-close=${() => (this.open = null)}
      >
        ${this.open === "how" ? waysToAsk() : nothing}
        ${
          this.open === "narrow"
            ? html`<div class="find-facets">${facets(side, this.choice, (change) => this.choose(change))}</div>`
            : nothing
        }
      </coram-dialog>
    </div>`;
  }

  private renderAsk(): TemplateResult {
    return html`<form class="find-ask" role="search" aria-label=${t("find.title")} @submit=${this.onSubmit}>
      <h1 class="visually-hidden">${t("find.title")}</h1>
      <label class="field"
        ><coram-icon name="search"></coram-icon
        ><input
          type="search"
          aria-label=${t("find.field")}
          placeholder=${t("find.field")}
          maxlength=${FIND_QUERY_MAX}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="search"
          .value=${this.choice.query}
          @keydown=${this.onFieldKey}
      /></label>
      <button class="button button-primary">${t("find.title")}</button>
      <button type="button" class="link" @click=${() => (this.open = "how")}>${t("find.how")}</button>
    </form>`;
  }

  private renderBar(
    shown: { view: string; answer: FindView | FoundPassages } | null,
    mayNarrow: boolean,
  ): TemplateResult {
    const { view } = this;
    const total = shown?.answer.total ?? 0;
    const { countries, verdicts } = this.choice;
    const listed = (shown?.answer.verdicts ?? []).filter(
      ({ id, country }) =>
        (countries.length === 0 || countries.includes(country)) && (verdicts.length === 0 || verdicts.includes(id)),
    );
    const what = t(view === "lines" ? "find.lines" : "matrix.passages", { count: total });
    // Where nothing is found there is nothing to count and to order.
    const isNone = shown !== null && total === 0;
    const found = isNone
      ? t(view === "lines" ? "find.none" : "find.none-passages")
      : `${what} ${t("matrix.in-verdicts", { count: listed.length })}`;
    return html`<div class="find-bar">
      <b role="status">${shown ? found : t("shell.loading")}</b>
      ${
        this.mayPassages
          ? html`<div class="choice" role="group" aria-label=${t("find.view")}>
              ${(["lines", "passages"] as const).map(
                (each) =>
                  html`<button
                    type="button"
                    aria-pressed=${String(each === view)}
                    @click=${() => this.choose({ view: each })}
                  >
                    ${t(`find.view-${each}`)}
                  </button>`,
              )}
            </div>`
          : nothing
      }
      ${view === "lines" && !isNone ? this.renderOrder() : nothing}
      <button
        type="button"
        class="button button-small find-narrow"
        ?hidden=${!mayNarrow}
        @click=${() => (this.open = "narrow")}
      >
        ${t("find.narrow")}
      </button>
    </div>`;
  }

  private renderOrder(): TemplateResult {
    return html`<select
      class="field"
      aria-label=${t("find.order")}
      @change=${(event: Event) => this.choose({ order: FindOrder.parse((event.target as HTMLSelectElement).value) })}
    >
      ${FindOrder.options.map(
        (each) =>
          html`<option value=${each} .selected=${each === this.choice.order}>${t(`find.order-${each}`)}</option>`,
      )}
    </select>`;
  }

  private renderFound(shown: NonNullable<CoramFindPage["found"]["answer"]>): TemplateResult {
    const { unread } = shown.answer;
    const notes = unread.map(({ why, typed }) => t(`find.unread-${why}`, { typed }));
    const isWiderThanMeant =
      shown.view === "lines" && this.mayPassages && readQuery(this.choice.query).category !== null;
    if (isWiderThanMeant) notes.push(t("find.category-lines"));
    return html`${notes.map((words) => html`<p class="note find-note" role="status">${words}</p>`)}
    ${this.besides.renderCategories()}
    ${shown.view === "lines" ? this.renderLines(shown.answer, shown.count) : this.renderPassages(this.readablePassages(shown.answer, shown.count))}`;
  }

  /** What was asked for when `asked` erasures had been heard of: what is erased since is covered. */
  private readable(all: readonly FindLine[], asked: number): FindLine[] {
    return all.map((line) => coveredIf(this.erased, line.verdict, asked, line));
  }

  private readablePassages(found: FoundPassages, asked: number): FoundPassages {
    const { cell } = found;
    const readable = cell.passages.map((one) => coveredIf(this.erased, one.verdict, asked, one));
    return { ...found, cell: { ...cell, passages: readable } };
  }

  private renderLines(view: FindView, asked: number): TemplateResult {
    if (view.total === 0)
      return html`${this.besides.offersCategories ? nothing : html`<p class="find-none sub">${t("find.none-hint")}</p>`}
      ${this.renderOther()}`;
    const further = this.further?.of === this.asked ? this.further : null;
    const next = further ? further.next : view.next;
    const more = further ? this.readable(further.lines, further.count) : [];
    return html`${lines([...this.readable(view.lines, asked), ...more], view.verdicts)}
    ${this.moreProblem === null ? nothing : errorLine(describeProblem(this.moreProblem))}
    ${
      next === null
        ? nothing
        : html`<button type="button" class="button find-more" @click=${() => void this.more(view)}>
            ${t("find.more")}
          </button>`
    }`;
  }

  private renderPassages(view: FoundPassages): TemplateResult {
    const { total, blind, unsettled, isCategoryUnknown } = view;
    return html`${isCategoryUnknown ? html`<p class="note find-note">${t("find.unknown-category")}</p>` : nothing}
    ${blind > 0 ? html`<p class="note find-note">${t("find.blind", { count: blind })}</p>` : nothing}
    ${unsettled > 0 ? html`<p class="note find-note">${t("find.unsettled", { count: unsettled })}</p>` : nothing}
    ${total > FIND_PASSAGES_MAX ? html`<p class="note find-note">${t("find.listed", { most: FIND_PASSAGES_MAX })}</p>` : nothing}
    ${total === 0 ? this.renderOther() : passages(view)}`;
  }

  private renderOther(): TemplateResult | typeof nothing {
    return this.besides.renderOther((view) => this.choose({ view }));
  }

  private renderEmpty(): TemplateResult {
    const asked = lastAsked();
    return html`<div class="find-empty">
      <p>${t("find.empty")}</p>
      ${waysToAsk()}
      ${
        asked.length === 0
          ? nothing
          : html`<h2>${t("find.recent")}</h2>
              <ul role="list">
                ${asked.map(
                  (each) =>
                    html`<li><button type="button" class="link" @click=${() => this.look(each)}>${each}</button></li>`,
                )}
              </ul>`
      }
    </div>`;
  }

  private renderProblem(problem: unknown): TemplateResult {
    return html`<div class="find-note">
      ${errorLine(describeProblem(problem))}
      <button type="button" class="link" @click=${() => void this.found.run()}>${t("shell.retry")}</button>
    </div>`;
  }

  /** From the field into the list. */
  private readonly onFieldKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.links[0]?.focus();
  };

  /** Arrows go from line to line, and above the first to the field; Enter is the link's own. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const { links } = this;
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (to < 0) this.field.focus();
    else links[to]?.focus();
  };

  private get links(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>(".find-list a[href]")];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-find-page": CoramFindPage;
  }
}
