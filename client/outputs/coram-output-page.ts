import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ref } from "lit/directives/ref.js";
import type { OutputId } from "../../schema/domain/ids.ts";
import { localise } from "../../schema/domain/language.ts";
import { FACTS_BOX } from "../../schema/editor/facts-box.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import { describeProblem, mayPass, ProblemError } from "../api/http.ts";
import "../app/coram-problem-page.ts";
import { goneWords } from "../api/told/guest-place.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { addSection, setLink } from "../writer/output-commands.ts";
import { AnsweredBoxes } from "../discussion/where-said.ts";
import { announce, tell } from "../elements/announce.ts";
import { skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { PHONE } from "../elements/screen.ts";
import { formatDate, t } from "../i18n/t.ts";
import "../verdict/cards/verdict.css";
import "../admin/coram-invite.ts";
import { insertQuote } from "../writer/quote-commands.ts";
import { toFirstLine } from "../writer/write-on.ts";
import { carriedQuotes, putDownQuotes } from "./carried-quotes.ts";
import "./approval/coram-open-again.ts";
import { shutsOutline } from "./bars/bar-parts.ts";
import "./bars/coram-output-bar.ts";
import { draftsOf } from "./coram-output-drafts.ts";
import "./coram-output-notices.ts";
import "./coram-output-outline.ts";
import "./coram-output-toolbar.ts";
import type { CoramOutputToolbar } from "./coram-output-toolbar.ts";
import "./open-points/coram-coverage-strip.ts";
import "./quotes/coram-quote-notice.ts";
import "./versions/coram-output-taken.ts";
import "./quotes/coram-figure-dialog.ts";
import "./references/coram-reference-dialog.ts";
import "./quotes/coram-translate-quote.ts";
import "./tables/coram-facts-box.ts";
import { EVIDENCE_KEYS, type QuoteTool } from "./quotes/quote-tools.ts";
import "./files/coram-output-files.ts";
import { OutputLoading, type OutputSubject } from "./output-loading.ts";
import { OutputReadings } from "./output-readings.ts";
import { OutputSides } from "./output-sides.ts";
import { decidedBy, kindOf } from "./output-words.ts";
import { OutputWriting } from "./output-writing.ts";
import "./outputs.css";
import "./about/coram-change-verdicts.ts";
import { aboutLine, titleField, verdictsWay } from "./title-field.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-page": CoramOutputPage;
  }
}

type Events = HTMLElementEventMap;

/** One document: its sections, the editor that several people share, and what is said and kept of it. */
@customElement("coram-output-page")
export class CoramOutputPage extends LightElement {
  /** Another document is another page. */
  @property({ attribute: false }) outputId!: OutputId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private isOutlineOpen = false;
  @state() private isExporting = false;
  @state() private isInviting = false;
  @state() private isOpening = false;
  @query("coram-output-toolbar") private readonly toolbar!: CoramOutputToolbar | null;
  private readonly asked = (): OutputSubject => ({ output: this.outputId, session: this.session });
  private readonly loading = new OutputLoading(this, this.asked, {
    onChange: () => this.readings.changed(),
    onDocument: () => {
      this.writing.renew();
      this.readings.changed();
    },
    onClosing: () => this.writing.renew(),
  });
  private readonly writing: OutputWriting = new OutputWriting(this, this.loading, this.asked, {
    onChange: () => this.readings.changed(),
    onTalk: (block, thread) => this.sides.talk.showTalk(block, thread),
    onTool: (tool) => this.useTool(tool),
    onSpeak: () => this.sides.talk.startComment(),
    keys: {
      "Mod-Alt-k": () => {
        this.toolbar?.startLink();
        return true;
      },
      ...Object.fromEntries(
        Object.entries(EVIDENCE_KEYS).map(([tool, key]) => [key, () => this.useTool(tool as QuoteTool)]),
      ),
      "Mod-Alt-m": () => {
        this.sides.talk.startComment();
        return true;
      },
    },
  });
  private readonly readings = new OutputReadings(this, this.loading, () => this.writing.quotes?.parts ?? null);
  protected readonly boxes = new AnsweredBoxes(this, () => this.loading.model);
  private readonly sides = new OutputSides(this, this.loading, this.writing, this.readings);

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.onGapKey);
    document.addEventListener("keydown", this.onGapKeyOfNobody);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onGapKeyOfNobody);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { view } = this.loading;
    const { quotes } = this.writing;
    if (!view) return this.renderWithout();
    return html`<div
      class="output-page"
      data-side=${this.sides.side ?? "none"}
      @coram-output-pair=${(event: Events["coram-output-pair"]) => void this.loading.pair(event.detail.language)}
      @coram-output-reopen=${() => (this.isOpening = true)}
      @coram-output-verdicts=${() => void this.querySelector("coram-change-verdicts")?.ask()}
      @coram-naming-go=${(event: Events["coram-naming-go"]) => void this.goToName(event.detail)}
    >
      ${this.renderBar(view)} ${this.renderOutline(view)}
      <main id="main" class="output-doc" tabindex="-1">${this.renderOutput(view)}</main>
      ${this.sides.render(view)}
      <coram-figure-dialog
        .choice=${quotes?.choosing ?? null}
        .content=${quotes?.content ?? null}
        .output=${view.scope}
        @coram-figure-chosen=${(event: Events["coram-figure-chosen"]) => this.writing.quotes?.takeFigure(event.detail)}
        @coram-figure-close=${() => this.writing.quotes?.closeFigure()}
      ></coram-figure-dialog>
      <coram-reference-dialog
        .choice=${quotes?.referring ?? null}
        .all=${quotes?.referring ? (quotes.references?.all ?? []) : []}
        .textLang=${view.language}
        @coram-reference-chosen=${(event: Events["coram-reference-chosen"]) => this.writing.quotes?.takeReference(event.detail)}
        @coram-reference-close=${() => this.writing.quotes?.closeReference()}
      ></coram-reference-dialog>
      <coram-translate-quote
        .of=${quotes?.translating ?? null}
        @coram-quote-translated=${(event: Events["coram-quote-translated"]) => this.writing.quotes?.translated(event.detail)}
        @coram-dialog-close=${() => this.writing.quotes?.closeTranslating()}
      ></coram-translate-quote>
      <coram-output-files
        .open=${this.isExporting}
        .output=${view}
        .doc=${this.readings.doc}
        .numbersParagraphs=${this.loading.numbersParagraphs}
        @coram-dialog-close=${() => (this.isExporting = false)}
      ></coram-output-files>
      <coram-change-verdicts .output=${view}></coram-change-verdicts>
      <coram-open-again
        .open=${this.isOpening}
        .output=${view}
        @coram-opened-again=${() => void this.loading.load()}
        @coram-dialog-close=${() => (this.isOpening = false)}
      ></coram-open-again>
      <coram-invite
        .to=${this.isInviting ? { kind: "output", output: view.id, closed: view.closedToGuests } : null}
        @coram-dialog-close=${() => (this.isInviting = false)}
      ></coram-invite>
    </div>`;
  }

  private renderWithout(): TemplateResult {
    const { problem, isGuest, keepsHere } = this.loading;
    const isGone = problem instanceof ProblemError && problem.code === "not-found";
    if (problem !== null)
      return html`<coram-problem-page
        .words=${isGone ? goneWords(isGuest, this.session?.view, this.outputId, keepsHere) : describeProblem(problem)}
        .retry=${mayPass(problem) ? () => void this.loading.load() : null}
        .href=${isGuest ? "/" : "/outputs"}
        .to=${t(isGuest ? "network.guest-title" : "outputs.back")}
      ></coram-problem-page>`;
    return html`<main id="main" class="page page-narrow" tabindex="-1">
      <h1 class="visually-hidden">${t("outputs.title")}</h1>
      ${skeleton(12, t("shell.loading"))}
    </main>`;
  }

  private renderBar(view: OutputView): TemplateResult {
    const { model } = this.loading;
    return html`<coram-output-bar
      .output=${view}
      .me=${this.session?.member ?? null}
      .heading=${model?.title || view.title}
      .people=${model?.people ?? []}
      .saved=${model?.saved ?? null}
      .side=${this.sides.side}
      .isGuest=${this.loading.isGuest}
      .isOutlineOpen=${this.isOutlineOpen}
      @coram-output-outline=${() => (this.isOutlineOpen = this.sides.giveWay() || !this.isOutlineOpen)}
      @coram-output-side=${(event: Events["coram-output-side"]) => this.sides.toggle(event.detail.side)}
      @coram-output-export=${() => (this.isExporting = true)}
      @coram-output-invite=${this.onInvite}
      @coram-retry=${() => void this.loading.load()}
    ></coram-output-bar>`;
  }

  private renderOutline(view: OutputView): TemplateResult {
    const onKey = shutsOutline(this.isOutlineOpen, () => (this.isOutlineOpen = false));
    return html`<div class="output-left" data-open=${this.isOutlineOpen} @keydown=${onKey}>
      <coram-output-outline
        .template=${view.sections}
        .sections=${this.readings.sections}
        .current=${this.writing.editor?.section ?? null}
        .textLang=${view.language}
        .partner=${this.loading.partner?.language ?? null}
        .canWrite=${this.loading.model?.canWrite ?? false}
        .isPlain=${this.loading.isGuest}
        @coram-output-section=${this.onSection}
        @coram-output-block=${this.onSection}
        @coram-output-section-add=${this.onSectionAdd}
        @coram-output-section-check=${this.onSectionCheck}
        @coram-output-section-leave=${({ detail }: Events["coram-output-section-leave"]) => this.sides.leaveOut(detail)}
        @coram-section-write-on=${({ detail }: Events["coram-section-write-on"]) => PHONE.matches || this.sides.writeOn(detail.section)}
      ></coram-output-outline>
    </div>`;
  }

  private renderOutput(view: OutputView): TemplateResult {
    const { model, cards, closed, problem } = this.loading;
    const { editor, quotes } = this.writing;
    const go = ({ detail }: Events["coram-block-show" | "coram-output-block"]): void => this.writing.editor?.go(detail);
    const { above, atFoot } = draftsOf(model, this.sides.talk, view.language);
    return html`<coram-output-notices
        .output=${view}
        .by=${decidedBy(view, cards)}
        .inviter=${this.loading.inviter}
        .problem=${problem}
        .doc=${this.readings.doc}
        .isClosed=${closed !== null}
        .knownAt=${quotes?.parts.knownAt ?? null}
        .shutOut=${quotes?.parts.shutOut ?? null}
        @coram-output-side=${(event: Events["coram-output-side"]) => this.sides.show(event.detail.side)}
      ></coram-output-notices>
      ${above}
      <coram-quote-notice
        .blocks=${this.readings.changedBlocks}
        .isApproved=${view.status === "approved"}
        .canReopen=${view.may.approve}
        @coram-block-show=${go}
      ></coram-quote-notice>
      ${this.renderCarried()}
      <coram-output-toolbar
        .shown=${editor?.shown ?? null}
        .caret=${editor?.caret ?? null}
        .canWrite=${model?.canWrite ?? false}
        .canComment=${model?.discussion.canWrite ?? false}
        @coram-output-command=${(event: Events["coram-output-command"]) => this.writing.editor?.run(event.detail.command)}
        @coram-output-link=${(event: Events["coram-output-link"]) => this.writing.editor?.run(setLink(event.detail.href))}
        @coram-output-comment=${() => this.sides.talk.startComment()}
        @coram-quote-tool=${(event: Events["coram-quote-tool"]) => this.useTool(event.detail.tool)}
      ></coram-output-toolbar>
      <coram-coverage-strip
        .bars=${this.readings.bars}
        .sections=${this.readings.sections}
        .current=${editor?.section ?? null}
        .textLang=${view.language}
        @coram-output-block=${go}
        @coram-output-section=${this.onSection}
        .canWrite=${model?.canWrite ?? false}
        @coram-output-gap=${() => this.goToGap("next")}
      ></coram-coverage-strip>
      <article class="output-body">
        ${this.renderTitle(view)} ${model?.room ? this.renderFacts(view) : skeleton(12, t("shell.loading"))}
        <div class="output-host" ${ref(this.writing.place)}></div>
      </article>
      <div class="output-foot">
        ${atFoot}
        <coram-output-taken
          .output=${view}
          .members=${cards}
          .turn=${this.loading.turn}
          @coram-output-side=${(event: Events["coram-output-side"]) => this.sides.show(event.detail.side)}
          @coram-write-on=${() => this.writing.editor?.view.focus()}
        ></coram-output-taken>
      </div>`;
  }

  private renderFacts(view: OutputView): TemplateResult | typeof nothing {
    const part = this.writing.quotes?.parts.state(FACTS_BOX);
    if (part?.kind !== "comparison") return nothing;
    return html`<div class="facts-beside">
      <coram-facts-box
        .shown=${part}
        .textLang=${view.language}
        .canWrite=${this.loading.model?.canWrite ?? false}
      ></coram-facts-box>
    </div>`;
  }

  /** Passages that one came with, to write from. */
  private renderCarried(): TemplateResult | typeof nothing {
    const carried = carriedQuotes();
    const { quotes } = this.writing;
    if (carried.length === 0 || !quotes?.canWrite) return nothing;
    const putDown = (): void => {
      putDownQuotes();
      this.requestUpdate();
    };
    return html`<div class="alert alert-quiet">
      <span class="grow">${t("outputs.carried", { count: carried.length })}</span>
      <button
        type="button"
        class="button button-small button-primary"
        @click=${() => {
          for (const quote of carried) quotes.run(insertQuote(quote, "block"));
          announce(t("evidence.inserted"));
          putDown();
        }}
      >
        ${t("outputs.carried-insert")}
      </button>
      <button type="button" class="link" @click=${putDown}>${t("outputs.carried-not")}</button>
    </div>`;
  }

  private renderTitle(view: OutputView): TemplateResult {
    const { model, cards } = this.loading;
    const title = model?.room ? model.title : view.title;
    const author = cards.get(view.createdBy)?.name ?? "";
    return html`<h1 class="output-title visually-hidden" lang=${title ? view.language : nothing}>
        ${title || t("outputs.unnamed")}
      </h1>
      ${titleField(view, model, () => this.writing.editor?.run(toFirstLine))}
      <p class="output-by">
        ${author ? t("outputs.by", { kind: kindOf(view), name: author, date: formatDate(view.createdAt) }) : kindOf(view)}
        ${aboutLine(view, this.writing.quotes?.parts.tray?.sources ?? [], this.loading.isGuest, verdictsWay(view))}
      </p>`;
  }

  /** F8: to what the document lacks next, which is said: only the place of it shows. F6: to what stands beside the text, and back. */
  private readonly onGapKey = (event: KeyboardEvent): void => {
    const isAcross = event.key === "F6";
    if ((event.key !== "F8" && !isAcross) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (isAcross) this.sides.goAcross(event.target);
    else this.goToGap(event.shiftKey ? "previous" : "next");
  };

  /** A document that was just opened has the focus nowhere. */
  private readonly onGapKeyOfNobody = (event: KeyboardEvent): void => {
    if (event.target === document.body) this.onGapKey(event);
  };

  private goToGap(direction: "next" | "previous"): void {
    const { editor } = this.writing;
    if (!editor || !this.loading.model?.canWrite) return;
    const gap = editor.goToNext(this.readings.gaps, direction);
    tell(t(gap ? `outputs.gap-${gap.kind}` : "outputs.gap-none"));
  }

  private useTool(tool: QuoteTool): true {
    if (tool === "tray") this.sides.searchTray();
    else this.writing.quotes?.use(tool);
    return true;
  }

  private readonly onSection = ({ detail }: { detail: { section: string } | { block: string } }): void => {
    this.isOutlineOpen = false;
    const { editor } = this.writing;
    // On a phone the keyboard would cover what was asked for.
    if (this.loading.model?.canWrite && !PHONE.matches) editor?.enter(detail);
    else editor?.go(detail);
  };

  private async goToName(block: Events["coram-naming-go"]["detail"]): Promise<void> {
    this.isExporting = false;
    // The dialog gives the focus back to where it was.
    await this.updateComplete;
    await this.querySelector("coram-output-files")?.updateComplete;
    if (block === null) this.querySelector<HTMLElement>(".output-title-field")?.focus();
    else this.writing.editor?.go({ block });
  }

  private readonly onSectionAdd = ({ detail: { section } }: Events["coram-output-section-add"]): void => {
    const { view } = this.loading;
    const template = view?.sections.find(({ id }) => id === section);
    if (view && template) this.writing.editor?.run(addSection(section, localise(template.title, view.language)));
  };

  private readonly onSectionCheck = ({ detail }: Events["coram-output-section-check"]): void => {
    const { partner, model } = this.loading;
    if (partner) model?.check(detail.section, partner.states);
  };

  /** What the document quotes, and so which verdicts are in the way, may be more than when the page was asked for. */
  private readonly onInvite = async (): Promise<void> => {
    await this.loading.load();
    this.isInviting = true;
  };
}
