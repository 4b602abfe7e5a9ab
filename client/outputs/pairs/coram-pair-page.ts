import "../../waits/coram-waiting-count.ts";
import { setPageTitle } from "../../waits/page-title.ts";
import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ref } from "lit/directives/ref.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import { hasPairs } from "../../../schema/editor/pairs/pair-rows.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { describeProblem, mayPass } from "../../api/http.ts";
import "../../app/coram-problem-page.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { announce, tell } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatList, languageName, t } from "../../i18n/t.ts";
import "../../verdict/cards/verdict.css";
import { insertQuote } from "../../writer/quote-commands.ts";
import { placeStyle, rowPlaces } from "../../writer/row-places.ts";
import { toFirstLine } from "../../writer/write-on.ts";
import "../outputs.css";
import { OutputLoading, type OutputSubject } from "../output-loading.ts";
import { OutputReadings } from "../output-readings.ts";
import { OutputWriting } from "../output-writing.ts";
import "../quotes/coram-figure-dialog.ts";
import "../references/coram-reference-dialog.ts";
import "../quotes/coram-translate-quote.ts";
import { trayView } from "../quotes/tray-view.ts";
import "../files/coram-output-files.ts";
import { titleField } from "../title-field.ts";
import "../bars/coram-pair-bar.ts";
import "./coram-pair-change.ts";
import "./coram-pair-note.ts";
import type { CoramPairNote } from "./coram-pair-note.ts";
import { PairBeside } from "./pair-beside.ts";
import type { PairSide } from "./pair-side.ts";
import { PairWork } from "./pair-work.ts";
import "./pairs.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-pair-page": CoramPairPage;
  }
}

type Events = HTMLElementEventMap;

/** A document beside the one that leads it, row by row, both to be written in. */
@customElement("coram-pair-page")
export class CoramPairPage extends LightElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.onGapKey);
    document.addEventListener("keydown", this.onGapKeyOfNobody);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onGapKeyOfNobody);
    super.disconnectedCallback();
  }

  /** Others are another page. */
  @property({ attribute: false }) leadingId!: OutputId;
  @property({ attribute: false }) otherId!: OutputId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  /** The leading block of which what changed is shown. */
  @state() private changed: string | null = null;
  /** The document into which a passage is being put. */
  @state() private quoting: PairSide | null = null;
  @state() private isExporting = false;
  private readonly leading = this.sideOf(() => this.leadingId);
  private readonly other = this.sideOf(() => this.otherId);
  /** The one that one wrote in last. */
  private last = this.other;
  private readonly work: PairWork = new PairWork(this, this.leading, this.other);
  private readonly beside: PairBeside = new PairBeside(this, this.leading, this.other);

  private sideOf(id: () => OutputId): PairSide {
    const asked = (): OutputSubject => ({ output: id(), session: this.session });
    const changed = (): void => {
      side.readings.changed();
      this.work.changed();
    };
    const loading: OutputLoading = new OutputLoading(this, asked, {
      onChange: changed,
      onDocument: () => {
        writing.renew();
        changed();
      },
      onClosing: () => writing.renew(),
    });
    const writing: OutputWriting = new OutputWriting(this, loading, asked, {
      onChange: changed,
      onTalk: (block, thread) => this.beside.talkOf(side)?.showTalk(block, thread),
      onTool: (tool) => {
        if (tool === "tray") this.quoting = side;
        else writing.quotes?.use(tool);
      },
      onSpeak: () => this.beside.talkOf(side)?.startComment(),
      keys: {
        "Mod-Alt-m": () => {
          this.beside.talkOf(side)?.startComment();
          return true;
        },
      },
      plugins: () => [rowPlaces()],
    });
    const side = { loading, writing, readings: new OutputReadings(this, loading, () => writing.quotes?.parts ?? null) };
    return side;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const title = this.other.loading.view?.title || this.leading.loading.view?.title;
    setPageTitle(t("pairs.title", { title: title || t("outputs.unnamed") }));
    this.work.lay();
  }

  protected override render(): TemplateResult {
    const [leading, other] = [this.leading.loading.view, this.other.loading.view];
    if (!leading || !other) return this.renderWithout();
    if (other.leader !== leading.id) return this.renderProblem(t("pairs.missing-gone"), null);
    const title = this.other.loading.model?.title || other.title || leading.title || t("outputs.unnamed");
    return html`<div
      class="output-page pair-page"
      data-side=${this.beside.isTalking ? "comments" : "none"}
      @coram-output-verdicts=${() => dispatchEvent(new CustomEvent("coram-navigate", { detail: { href: `/outputs/${other.id}`, replace: false } }))}
    >
      <coram-pair-bar
        .output=${other}
        .heading=${title}
        .saved=${[this.leading, this.other].map(({ loading: { model } }) => model?.saved ?? null)}
        .canWrite=${this.work.canWrite}
        .isOutlineOpen=${this.beside.isOutlineOpen}
        @coram-output-outline=${() => this.beside.toggleOutline()}
        @coram-pair-history=${(event: Events["coram-pair-history"]) => this.last.writing.editor?.run(event.detail.command)}
        @coram-output-export=${() => (this.isExporting = true)}
        @coram-retry=${this.retry}
      ></coram-pair-bar>
      ${this.beside.renderOutline(other)}
      <main id="main" class="output-doc" tabindex="-1">
        <h1 class="visually-hidden">${t("pairs.title", { title })}</h1>
        ${this.renderHead(leading, other)} ${this.renderTitles(leading, other)} ${this.renderCarry()}
        ${this.renderRows(leading, other)} ${this.beside.renderLost()}
      </main>
      ${this.beside.renderTalk()} ${[this.leading, this.other].map((side) => this.renderDialogs(side))}
      ${this.renderTray()}
      <coram-output-files
        .open=${this.isExporting}
        .output=${other}
        @coram-dialog-close=${() => (this.isExporting = false)}
      ></coram-output-files>
      <coram-pair-change
        .block=${this.changed}
        .leading=${leading.id}
        .doc=${this.leading.readings.doc}
        .textLang=${leading.language}
        .parts=${this.leading.writing.quotes?.parts.answer?.parts ?? []}
        .since=${this.changed ? (this.work.compared.get(this.changed)?.at ?? null) : null}
        @coram-dialog-close=${() => (this.changed = null)}
      ></coram-pair-change>
    </div>`;
  }

  private renderTray(): TemplateResult {
    const view = this.quoting?.loading.view;
    return html`<coram-dialog
      heading=${t("outputs.side-evidence")}
      .open=${this.quoting !== null}
      @coram-dialog-close=${() => (this.quoting = null)}
    >
      ${this.quoting && view ? trayView(view, this.quoting, (event) => void this.onQuote(event)) : nothing}
    </coram-dialog>`;
  }

  private readonly onQuote = async ({ detail: { quote, form } }: Events["coram-quote-insert"]): Promise<void> => {
    const side = this.quoting;
    this.quoting = null;
    // The dialog gives the focus back first; then one goes on in the text.
    await this.updateComplete;
    if (side?.writing.quotes?.run(insertQuote(quote, form))) announce(t("evidence.inserted"));
  };

  private renderWithout(): TemplateResult {
    const problem = this.leading.loading.problem ?? this.other.loading.problem;
    if (problem !== null) return this.renderProblem(describeProblem(problem), mayPass(problem) ? this.retry : null);
    return html`<main id="main" class="page page-narrow" tabindex="-1">
      <h1 class="visually-hidden">${t("pairs.beside")}</h1>
      ${skeleton(12, t("shell.loading"))}
    </main>`;
  }

  private renderProblem(words: string, retry: (() => void) | null): TemplateResult {
    return html`<coram-problem-page
      .words=${words}
      .retry=${retry}
      href="/outputs"
      .to=${t("outputs.back")}
    ></coram-problem-page>`;
  }

  private renderHead(leading: OutputView, other: OutputView): TemplateResult {
    const { behind, missing } = this.work.state;
    const counts = [
      ...(behind.length > 0 ? [t("pairs.behind", { count: behind.length })] : []),
      ...(missing.length > 0 ? [t("pairs.missing", { count: this.work.missingCount })] : []),
      ...(this.work.untranslatedCount > 0 ? [t("pairs.untranslated", { count: this.work.untranslatedCount })] : []),
    ];
    return html`<div class="pair-head">
      <p><b>${languageName(leading.language)}</b> <span class="sub">${t("outputs.pair-leads")}</span></p>
      <div class="pair-other">
        <p class="grow">
          ${other.languages
            .filter(({ output }) => output !== leading.id)
            .map(({ output, language }) =>
              output === other.id
                ? html`<b aria-current="page">${languageName(language)}</b> `
                : html`<a href="/outputs/${leading.id}/beside/${output}">${languageName(language)}</a> `,
            )}
        </p>
        <button
          type="button"
          class="button button-small button-quiet"
          aria-expanded=${this.beside.isTalking}
          @click=${() => this.beside.setTalking(!this.beside.isTalking)}
        >
          ${t("outputs.side-comments")}${this.beside.count > 0 ? html` <span class="num">${this.beside.count}</span>` : nothing}
        </button>
        ${
          this.work.canWrite
            ? html`<button
                type="button"
                class="button button-small button-quiet"
                aria-haspopup="dialog"
                @click=${() => (this.quoting = this.other)}
              >
                ${t("outputs.side-evidence")}
              </button>`
            : nothing
        }
        <p class=${counts.length > 0 ? "words-warn" : "sub"}>
          ${counts.length > 0 ? formatList(counts) : this.work.isKnown ? t("pairs.none") : nothing}
        </p>
        ${
          behind.length + missing.length > 0
            ? html`<button type="button" class="button button-small" @click=${() => this.next()}>
                ${t("pairs.next")}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** Both titles; the other one is still that of its template until somebody says it. */
  private renderTitles(leading: OutputView, other: OutputView): TemplateResult {
    const { model } = this.other.loading;
    const title = (model?.room ? model.title : other.title).trim();
    const isTemplates = title === "" || Object.values(other.kind).includes(title);
    const subtitle = this.leading.loading.model?.subtitle;
    return html`<div class="pair-titles">
      <p class="output-title-shown" lang=${leading.language}>
        ${this.leading.loading.model?.title || leading.title || t("outputs.unnamed")}
        ${subtitle ? html`<span class="output-subtitle pair-subtitle">${subtitle}</span>` : nothing}
      </p>
      <div>
        ${titleField(other, model, () => this.other.writing.editor?.run(toFirstLine))}
        ${isTemplates ? html`<p class="words-warn pair-title-note">${t("approval.point-title-template")}</p>` : nothing}
      </div>
    </div>`;
  }

  /** Of a document of before blocks knew what they say. */
  private renderCarry(): TemplateResult | typeof nothing {
    const { doc } = this.other.readings;
    if (!doc || hasPairs(doc) || !this.leading.readings.doc || !this.work.canWrite) return nothing;
    return html`<div class="alert alert-quiet pair-carry">
      <span class="grow">${t("pairs.carry")}</span>
      <button type="button" class="button button-small" @click=${() => this.work.carry()}>
        ${t("pairs.carry-do")}
      </button>
    </div>`;
  }

  private renderRows(leading: OutputView, other: OutputView): TemplateResult {
    const { layout } = this.work;
    return html`<div class="pair-rows" style="--rows: ${layout?.rows ?? 1}; --narrow-rows: ${layout?.narrowRows ?? 1}">
      ${this.renderSide(this.leading, "leading", t("pairs.side", { language: languageName(leading.language) }))}
      ${this.renderSide(this.other, "other", languageName(other.language))}
      ${this.work.numbers.map(
        ({ place, label }) =>
          html`<span class="pair-number" style=${placeStyle(place)} aria-hidden="true">${label}</span>`,
      )}
      ${this.work.notes.map(
        ({ place, note }) =>
          html`<coram-pair-note
            style=${placeStyle(place)}
            data-pair=${note.block}
            .note=${note}
            .leading=${leading.language}
            .other=${other.language}
            .canWrite=${this.work.canWrite}
            @coram-pair-begin=${() => this.work.begin(note.block)}
            @coram-pair-say=${() => this.say(note.block)}
            @coram-pair-right=${() => this.markRight(note.block)}
            @coram-pair-without=${(event: Events["coram-pair-without"]) =>
              this.work.setWithout(note.block, event.detail.isWithout)}
            @coram-pair-changed=${() => (this.changed = note.block)}
          ></coram-pair-note>`,
      )}
    </div>`;
  }

  private renderSide(of: PairSide, side: string, label: string): TemplateResult {
    const { loading, writing } = of;
    return html`<section
      class="pair-side"
      data-side=${side}
      tabindex="-1"
      aria-label=${label}
      @focusin=${() => (this.last = of)}
    >
      ${loading.model?.room ? nothing : skeleton(6, t("shell.loading"))}
      <div class="output-host" ${ref(writing.place)}></div>
    </section>`;
  }

  private renderDialogs({ loading: { view }, writing }: PairSide): TemplateResult {
    const { quotes } = writing;
    return html`<coram-figure-dialog
        .choice=${quotes?.choosing ?? null}
        .content=${quotes?.content ?? null}
        .output=${view?.scope ?? null}
        @coram-figure-chosen=${(event: Events["coram-figure-chosen"]) => writing.quotes?.takeFigure(event.detail)}
        @coram-figure-close=${() => writing.quotes?.closeFigure()}
      ></coram-figure-dialog>
      <coram-reference-dialog
        .choice=${quotes?.referring ?? null}
        .all=${quotes?.referring ? (quotes.references?.all ?? []) : []}
        .textLang=${view?.language ?? ""}
        @coram-reference-chosen=${(event: Events["coram-reference-chosen"]) => writing.quotes?.takeReference(event.detail)}
        @coram-reference-close=${() => writing.quotes?.closeReference()}
      ></coram-reference-dialog>
      <coram-translate-quote
        .of=${quotes?.translating ?? null}
        @coram-quote-translated=${(event: Events["coram-quote-translated"]) => writing.quotes?.translated(event.detail)}
        @coram-dialog-close=${() => writing.quotes?.closeTranslating()}
      ></coram-translate-quote>`;
  }

  private say(block: string): void {
    this.work.say(block);
    void this.updateComplete.then(() => this.work.focusOn(block, "on"));
  }

  /** The note of a block goes: the focus goes on to what is left to do, or into the text. */
  private markRight(block: string): void {
    this.work.markRight(block);
    announce(t("pairs.is-right"));
    void this.updateComplete.then(() => this.work.focusOn(block, "end"));
  }

  private next(): void {
    const note = this.work.next(this.work.here, "next");
    const element = note && this.noteOf(note);
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    element.querySelector("button")?.focus();
    tell(element.said);
  }

  /** F8 writes on in what is behind or missing next, as it does in a document by itself; F6 goes from text to text. */
  private readonly onGapKey = (event: KeyboardEvent): void => {
    const isAcross = event.key === "F6";
    if ((event.key !== "F8" && !isAcross) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (isAcross) return this.beside.goAcross(event.target, event.shiftKey);
    if (!this.work.canWrite) return;
    const block = this.work.next(this.work.here, event.shiftKey ? "previous" : "next");
    if (!block) return tell(t("pairs.none"));
    const said = this.noteOf(block)?.said ?? "";
    if (this.work.state.missing.includes(block)) this.work.begin(block);
    else this.work.focusOn(block);
    tell(said);
  };

  /** Two documents that were just opened have the focus nowhere. */
  private readonly onGapKeyOfNobody = (event: KeyboardEvent): void => {
    if (event.target === document.body) this.onGapKey(event);
  };

  private readonly noteOf = (block: string): CoramPairNote | null =>
    this.querySelector<CoramPairNote>(`coram-pair-note[data-pair="${block}"]`);

  private readonly retry = (): void => {
    void this.leading.loading.load();
    void this.other.loading.load();
  };
}
