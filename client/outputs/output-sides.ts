import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import { announce, tell } from "../elements/announce.ts";
import { insertQuote } from "../writer/quote-commands.ts";
import { intoSection } from "../writer/write-on.ts";
import "../elements/coram-icon.ts";
import { t } from "../i18n/t.ts";
import { OffersCommands } from "../palette/offered.ts";
import { languageCommands } from "./about/coram-output-languages.ts";
import "./approval/coram-approval.ts";
import type { ShownSection } from "./coram-output-outline.ts";
import "./coram-output-state.ts";
import { CommentKey } from "./discussion/comment-key.ts";
import { TalkPanel } from "./discussion/talk-panel.ts";
import { nodesOf } from "../../schema/editor/output-document.ts";
import type { DeletedParts } from "./versions/coram-delete-output.ts";
import "./versions/coram-delete-output.ts";
import "./versions/coram-output-versions.ts";
import { trayView } from "./quotes/tray-view.ts";
import "./open-points/coram-output-coverage.ts";
import "./open-points/coram-unrecorded.ts";
import { isComplete } from "./open-points/open-points.ts";
import type { OutputLoading } from "./output-loading.ts";
import type { OutputReadings } from "./output-readings.ts";
import { OUTPUT_SIDES, type OutputSide, standsInFront } from "./output-side.ts";
import type { OutputWriting } from "./output-writing.ts";

type Events = HTMLElementEventMap;

/** What stands beside a document: its tabs, and of these the one that is open. */
export class OutputSides {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly loading: OutputLoading;
  private readonly writing: OutputWriting;
  private readonly readings: OutputReadings;
  /** What is said of it. */
  readonly talk: TalkPanel;
  /** Undefined until something is opened or closed. */
  private open: OutputSide | null | undefined;
  /** The document that was shown while its signatures were awaited: what becomes of them is said where one signs. */
  private awaited: OutputView["id"] | null = null;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    loading: OutputLoading,
    writing: OutputWriting,
    readings: OutputReadings,
  ) {
    this.host = host;
    this.loading = loading;
    this.writing = writing;
    this.readings = readings;
    this.talk = new TalkPanel(host, loading, writing, (isOpen) => this.show(isOpen ? "comments" : null));
    new OffersCommands(host, () => languageCommands(loading.view, (language) => void loading.pair(language)));
    new CommentKey(host, writing, {
      mayComment: () => loading.model?.discussion.canWrite ?? false,
      begin: () => this.talk.startComment(),
    });
  }

  /** Null where nothing stands beside the document. */
  get side(): OutputSide | null {
    if (this.open !== undefined) return this.open;
    // Who comes for one of them is led to it.
    const asked = new URLSearchParams(location.search);
    const wanted = asked.has("thread") ? "comments" : asked.get("side");
    const led = this.tabs.find((each) => each === wanted);
    if (led) return led;
    if (!matchMedia("(min-width: 75rem)").matches) return null;
    // Whoever comes while signatures are awaited comes for them.
    const { view, isGuest } = this.loading;
    const isAsked = (view?.status === "asked" || (view && view.id === this.awaited)) && !isGuest;
    // Minutes are read from what happened, and quote no passages.
    const isMinutes = view?.template === "minutes" && !isGuest;
    return isAsked || isMinutes ? "state" : (this.tabs[0] ?? null);
  }

  /** A guest sees what is said, and nothing that stands behind the document. */
  private get tabs(): readonly OutputSide[] {
    return this.loading.isGuest ? ["comments"] : OUTPUT_SIDES;
  }

  show(side: OutputSide | null): void {
    this.open = side;
    this.host.requestUpdate();
  }

  /** Closes what stands in front of the text, and so of the sections that are asked for. True where something did. */
  giveWay(): boolean {
    const isInFront = this.side !== null && standsInFront(this.host);
    if (isInFront) this.show(null);
    return isInFront;
  }

  toggle(side: OutputSide): void {
    this.show(this.side === side ? null : side);
  }

  /** Goes to where quotes are searched. */
  searchTray(): void {
    this.show("evidence");
    this.afterUpdate(() => void this.host.querySelector("coram-passages-tray")?.open());
  }

  render(view: OutputView): TemplateResult | typeof nothing {
    if (view.status === "asked") this.awaited = view.id;
    const { side: open } = this;
    if (!open) return nothing;
    return html`<aside class="output-side" aria-label=${t("outputs.side")} @keydown=${this.onKey}>
      <div class="output-side-head">
        <div role="tablist" class="output-tabs" aria-label=${t("outputs.side")} @keydown=${this.onTabKey}>
          ${this.tabs.map(
            (each) =>
              html`<button
                type="button"
                role="tab"
                id="output-tab-${each}"
                aria-controls="output-panel"
                aria-selected=${each === open}
                tabindex=${each === open ? 0 : -1}
                @click=${() => this.show(each)}
              >
                ${t(`outputs.side-${each}`)}
              </button>`,
          )}
        </div>
        <button type="button" class="icon-button" aria-label=${t("outputs.close-side")} @click=${() => this.show(null)}>
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      <div class="output-side-body" role="tabpanel" id="output-panel" tabindex="0" aria-labelledby="output-tab-${open}">
        ${this.renderPanel(view, open)}
      </div>
    </aside>`;
  }

  private renderPanel(view: OutputView, side: OutputSide): TemplateResult | typeof nothing {
    switch (side) {
      case "evidence":
        return trayView(view, { writing: this.writing, readings: this.readings }, this.onQuote);
      case "coverage":
        return this.renderCoverage(view);
      case "comments":
        return this.talk.render(view);
      case "versions":
        return html`<coram-output-versions
            .output=${view.id}
            .turn=${this.loading.turn}
            .members=${this.loading.cards}
            .canWrite=${view.may.write}
            .textLang=${view.language}
            .passages=${this.writing.quotes?.parts.tray?.passages ?? []}
            .parts=${this.writing.quotes?.parts.answer?.parts ?? []}
            .now=${() => this.loading.model?.room?.document() ?? null}
          ></coram-output-versions>
          <coram-output-languages .output=${view} .isBusy=${this.loading.isBusy}></coram-output-languages>`;
      case "state":
        return html`${this.renderUnrecorded(view)}${this.renderApproval(view)}<coram-output-state
            .output=${view}
            .members=${this.loading.cards}
            .isBusy=${this.loading.isBusy}
            @coram-output-status=${(event: Events["coram-output-status"]) => void this.loading.setStatus(event.detail.status)}
            @coram-output-number=${() => void this.loading.number()}
          ></coram-output-state
          ><coram-delete-output
            .output=${view}
            .heading=${this.loading.model?.title || view.title}
            .parts=${() => this.deletedParts()}
          ></coram-delete-output>`;
    }
  }

  private deletedParts(): DeletedParts {
    const { model } = this.loading;
    const document = model?.room?.document();
    const types = document ? [...nodesOf(document)].map(({ node }) => node.type) : [];
    const threads = model?.discussion.threads() ?? [];
    return {
      quotes: types.filter((type) => type === "evidence" || type === "evidenceNote").length,
      recommendations: types.filter((type) => type === "recommendation").length,
      comments: threads.reduce((count, { comments }) => count + comments.length, 0),
    };
  }

  private renderApproval(view: OutputView): TemplateResult {
    const go = (event: Events["coram-output-block" | "coram-output-section"]): void => this.goTo(event.detail);
    return html`<coram-approval
      .output=${view}
      .doc=${this.readings.doc}
      .answer=${this.writing.quotes?.parts.answer ?? null}
      .turn=${this.loading.turn}
      .members=${this.loading.cards}
      .canWrite=${this.loading.model?.canWrite ?? false}
      .numbersParagraphs=${this.loading.numbersParagraphs}
      .leftOut=${this.loading.model?.room?.leftOut().join(" ") ?? ""}
      @coram-output-block=${go}
      @coram-output-section=${go}
      @coram-output-section-leave=${(event: Events["coram-output-section-leave"]) => this.leaveOut(event.detail)}
      @coram-authors-choose=${(event: Events["coram-authors-choose"]) => {
        this.loading.model?.chooseAuthors(event.detail);
        this.readings.changed();
      }}
      @coram-approval-thread=${(event: Events["coram-approval-thread"]) => this.talk.showThread(event.detail.thread)}
      @coram-approval-title=${() => this.host.querySelector<HTMLElement>(".output-title-field")?.focus()}
      @coram-approval-done=${() => void this.loading.load()}
      @coram-write-on=${() => standsInFront(this.host) || this.writeOn()}
    ></coram-approval>`;
  }

  /** To a place that something is to be done at: it is chosen there, so that one sees which it is. */
  private goTo(place: Events["coram-output-block" | "coram-output-section"]["detail"]): void {
    const { editor } = this.writing;
    const isInFront = standsInFront(this.host);
    if (isInFront) this.show(null);
    this.afterUpdate(() => {
      if (editor?.view.editable && !isInFront) editor.enter(place);
      else editor?.go(place);
    });
  }

  leaveOut({ section, isLeftOut }: Events["coram-output-section-leave"]["detail"]): void {
    this.writing.leaveOut(section, isLeftOut);
    announce(t(isLeftOut ? "outputs.section-is-out" : "outputs.section-is-back"));
    this.readings.changed();
    this.host.requestUpdate();
  }

  /** One goes on writing where the caret stands, or in this section; where files do without that, in the next that they print. */
  writeOn(section?: string): void {
    const { editor } = this.writing;
    const wanted = section ?? editor?.section;
    const out = new Set(this.loading.model?.room?.leftOut());
    const to = wanted && out.has(wanted) ? printedBeside(wanted, this.readings.sections, out) : wanted;
    if (editor?.view.editable && to) editor.run(intoSection(to));
    else this.writing.writeOn();
  }

  private renderCoverage(view: OutputView): TemplateResult | typeof nothing {
    const { coverage } = this.readings;
    if (!coverage) return nothing;
    const missing = this.renderUnrecorded(view);
    // Not "Nothing is missing" beneath what is.
    if (missing !== nothing && isComplete(coverage)) return missing;
    return html`${missing}<coram-output-coverage
        .coverage=${coverage}
        .tray=${this.writing.quotes?.parts.tray ?? null}
        .sections=${view.sections}
        .textLang=${view.language}
        @coram-output-block=${(event: Events["coram-output-block"]) => this.writing.editor?.go(event.detail)}
        @coram-output-section=${(event: Events["coram-output-section"]) => this.writing.editor?.go(event.detail)}
      ></coram-output-coverage>`;
  }

  /** Of minutes what happened and stands nowhere in them. */
  private renderUnrecorded(view: OutputView): TemplateResult | typeof nothing {
    const { quotes } = this.writing;
    const records = quotes?.parts.answer?.unrecorded ?? [];
    const gone = quotes?.parts.gone ?? [];
    if (!quotes || records.length + gone.length === 0) return nothing;
    return html`<coram-unrecorded
      .output=${view.id}
      .records=${records}
      .gone=${gone}
      .sections=${view.sections}
      .textLang=${view.language}
      .canWrite=${Boolean(this.loading.model?.canWrite && view.may.write)}
      @coram-output-block=${(event: Events["coram-output-block"]) => this.goTo(event.detail)}
      @coram-recorded=${() => quotes.parts.refresh()}
    ></coram-unrecorded>`;
  }

  private afterUpdate(act: () => void): void {
    void this.host.updateComplete.then(act);
  }

  private readonly onQuote = ({ detail: { quote, form, stays } }: Events["coram-quote-insert"]): void => {
    // One goes on in the text, unless one asked to stay: a key pressed next is a word and quotes nothing again.
    const current = this.writing.editor?.section;
    if (!this.writing.quotes?.run(insertQuote(quote, form), stays)) return;
    // Nobody writes on where they do not see it.
    if (!stays && standsInFront(this.host)) this.show(null);
    // The passage may be listed under another section than the one that the caret is in.
    const section = this.readings.sections.find(({ id }) => id === current)?.heading;
    if (section) tell(t("evidence.inserted-in", { section }));
    else announce(t("evidence.inserted"));
  };

  /** Esc leads back into the text; what is open in a panel, and shuts by it, has had it then. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (event.composedPath().some((each) => each instanceof HTMLDialogElement) || standsInFront(this.host)) return;
    if (this.writing.writeOn()) event.preventDefault();
  };

  /** From the text to what stands beside it, and back from there. */
  goAcross(from: EventTarget | null): void {
    const aside = this.host.querySelector("aside.output-side");
    if (from instanceof Node && aside?.contains(from)) {
      if (!this.writing.writeOn()) this.host.querySelector<HTMLElement>("#main")?.focus();
      return;
    }
    const side = this.side ?? this.tabs[0] ?? "comments";
    this.show(side);
    this.afterUpdate(() => this.host.querySelector<HTMLElement>(`#output-tab-${side}`)?.focus());
  }

  private readonly onTabKey = (event: KeyboardEvent): void => {
    const { tabs } = this;
    const at = tabs.indexOf(this.side ?? "comments");
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const side = tabs[(to + tabs.length) % tabs.length] ?? "comments";
    this.show(side);
    this.afterUpdate(() => this.host.querySelector<HTMLElement>(`#output-tab-${side}`)?.focus());
  };
}

/** The next section that is there and printed, or the last before it; null where there is none. */
function printedBeside(of: string, sections: readonly ShownSection[], leftOut: ReadonlySet<string>): string | null {
  const at = sections.findIndex(({ id }) => id === of);
  const isPrinted = ({ id, heading }: ShownSection): boolean => heading !== null && !leftOut.has(id);
  const to = sections.slice(at + 1).find(isPrinted) ?? sections.slice(0, Math.max(at, 0)).findLast(isPrinted);
  return to?.id ?? null;
}
