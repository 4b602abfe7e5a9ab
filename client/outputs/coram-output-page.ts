import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { MemberId, OutputId } from "../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { OutputStatus } from "../../schema/domain/output.ts";
import { coverageOf, quotedIn, type Coverage, type Quoted } from "../../schema/editor/coverage.ts";
import { nodesOf, type OutputDocument } from "../../schema/editor/output-document.ts";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import type { PartState } from "../../schema/protocol/http/evidence.ts";
import type { OutputView, SectionStates } from "../../schema/protocol/http/outputs.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import {
  makePartner,
  readOutput,
  readOutputs,
  readSections,
  screenOutputTexts,
  setOutputStatus,
} from "../api/outputs.ts";
import { readNetwork } from "../api/verdicts.ts";
import { announce } from "../app/announce.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { setLink } from "../editor/output-commands.ts";
import { insertQuote } from "../editor/evidence-commands.ts";
import { evidencePlugin } from "../editor/evidence-plugin.ts";
import { OutputEditor } from "../editor/output-view.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import type { WorkStore } from "../sync/offline/work-store.ts";
import { keptUnder } from "../sync/places.ts";
import type { RoomClosed } from "../sync/room-connection.ts";
import { screenFor } from "../sync/screening.ts";
import "../verdict/elements/verdict.css";
import "./coram-output-outline.ts";
import "./coram-output-bar.ts";
import "./coram-output-notices.ts";
import "./coram-output-state.ts";
import "./coram-output-threads.ts";
import type { PlacedThread } from "./coram-output-threads.ts";
import "./coram-output-toolbar.ts";
import type { CoramOutputToolbar } from "./coram-output-toolbar.ts";
import "./coram-output-versions.ts";
import "./evidence/coram-evidence-notice.ts";
import "./evidence/coram-evidence-tray.ts";
import "./evidence/coram-figure-dialog.ts";
import { EVIDENCE_KEYS, type EvidenceTool } from "./evidence/evidence-tools.ts";
import { OutputEvidence } from "./evidence/output-evidence.ts";
import "./open-points/coram-output-coverage.ts";
import { recommendationNode } from "./open-points/recommendation-draw.ts";
import "./files/coram-output-files.ts";
import { DocumentReading, onceFor } from "./document-reading.ts";
import { OutputModel } from "./output-model.ts";
import { OUTPUT_SIDES, type OutputSide } from "./output-side.ts";
import { placeThreads } from "./placed-threads.ts";
import { shownSections } from "./shown-sections.ts";
import { kindOf, noteSeen } from "./output-words.ts";
import "./outputs.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-page": CoramOutputPage;
  }
}

const NO_PARTS: readonly PartState[] = [];
const NOTHING_QUOTED: Quoted = { annotations: new Set(), passages: new Set() };

/** One document: its sections, the editor that several people share, and what is said and kept of it. */
@customElement("coram-output-page")
export class CoramOutputPage extends LightElement {
  @property({ attribute: false }) outputId!: OutputId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private view: OutputView | null = null;
  @state() private problem: unknown = null;
  @state() private closed: RoomClosed | null = null;
  @state() private side: OutputSide | null = matchMedia("(min-width: 75rem)").matches ? "evidence" : null;
  @state() private isOutlineOpen = false;
  @state() private isExporting = false;
  /** Counts up with what the editor and the rooms say; everything shown is read from them. */
  @state() private turn = 0;
  /** The same with what the server says. */
  @state() private serverTurn = 0;
  @state() private partner: { language: UiLanguage; states: SectionStates["sections"] } | null = null;
  @state() private isBusy = false;
  @state() private active: string | null = null;
  @query(".output-host") private readonly host!: HTMLElement | null;
  @query("coram-output-toolbar") private readonly toolbar!: CoramOutputToolbar | null;
  @query("coram-output-threads") private readonly threads!: HTMLElementTagNameMap["coram-output-threads"] | null;
  private readonly cards = new Map<MemberId, MemberCard>();
  private model: OutputModel | null = null;
  private editor: OutputEditor | null = null;
  private evidence: OutputEvidence | null = null;
  private isStarting = false;
  private gone = new AbortController();
  private stopEvents: (() => void) | null = null;
  private letGo: (() => void) | null = null;
  /** What the editor marks, as text to compare. */
  private marked = "";
  private readonly reading = new DocumentReading(() => this.changed());
  private readonly quotedOnce = onceFor(quotedIn);
  private readonly coverageOnce = onceFor(coverageOf);
  private readonly tagsOnce = onceFor(
    (parts: readonly PartState[]) =>
      new Set(parts.flatMap((part) => (part.kind === "quote" && part.annotation ? [part.annotation] : []))),
  );
  private readonly blocksOnce = onceFor((doc: OutputDocument | null, parts: readonly PartState[]) => {
    const changed = new Set<unknown>(parts.map(({ block }) => block));
    if (!doc || changed.size === 0) return [];
    return [...nodesOf(doc)].flatMap(({ node: { attrs } }) =>
      changed.has(attrs?.["id"]) ? [String(attrs?.["id"])] : [],
    );
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.gone = new AbortController();
    addEventListener("beforeunload", this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeunload", this.onLeave);
    this.stopEvents?.();
    this.stopEvents = null;
    this.gone.abort();
    this.editor?.destroy();
    this.editor = null;
    this.model?.close();
    this.model = null;
    this.evidence?.close();
    this.evidence = null;
    this.reading.close();
    this.letGo?.();
    this.letGo = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { session } = this;
    if (!session?.member) return;
    if (!this.stopEvents) {
      this.evidence = new OutputEvidence(
        this.outputId,
        () => this.editor,
        () => this.changed(),
      );
      this.stopEvents = session.events.listen((event) => {
        this.evidence?.hear(event);
        const isMine =
          event.type === "output" && (event.output === this.outputId || event.output === this.view?.partner);
        if (isMine || event.type === "hello" || event.type === "members") void this.load();
      });
      void this.load();
    } else if (changed.has("outputId")) void this.load();
  }

  protected override updated(): void {
    this.bindEditor();
    this.markThreads();
    const { model, view } = this;
    this.evidence?.update(Boolean(model?.canWrite && view?.may.write), model?.saved.state === "saved");
  }

  private async load(): Promise<void> {
    const me = this.session?.member?.id;
    if (!me) return;
    const { signal } = this.gone;
    try {
      const work = await device.ready();
      const { view, members } = await this.readView(work, signal);
      if (signal.aborted) return;
      for (const member of members) this.cards.set(member.id, member);
      this.view = view;
      this.problem = null;
      noteSeen(view);
      document.title = `${view.title || t("outputs.unnamed")} · Coram`;
      if (this.model) this.model.update(view);
      else await this.start(view, me);
      this.serverTurn++;
      await this.loadPartner(view, signal);
    } catch (error) {
      if (signal.aborted) return;
      const isGone = error instanceof ProblemError && ["not-found", "not-allowed"].includes(error.code);
      if (isGone) void device.work?.forget([keptUnder(this.outputId)]);
      // What is on the screen stays while the server is out of reach.
      if (!this.model || !(error instanceof ProblemError && error.code === "offline")) this.problem = error;
    }
  }

  /** The output as the server describes it; while it is out of reach, as it was last seen on this device. */
  private async readView(
    work: WorkStore | null,
    signal: AbortSignal,
  ): Promise<{ view: OutputView; members: readonly MemberCard[] }> {
    try {
      const [view, { members }] = await Promise.all([readOutput(this.outputId, signal), readNetwork(signal)]);
      work?.keepOutput(view);
      return { view, members };
    } catch (error) {
      const isOffline = error instanceof ProblemError && error.code === "offline";
      const [view, network] =
        isOffline && !this.model && work ? await Promise.all([work.output(this.outputId), work.network()]) : [];
      if (view) return { view, members: network?.members ?? [] };
      throw error;
    }
  }

  private async start(view: OutputView, me: MemberId): Promise<void> {
    if (this.isStarting) return;
    this.isStarting = true;
    const work = await device.ready();
    if (!work || this.gone.signal.aborted) return;
    const of = keptUnder(view.id);
    this.letGo = work.hold(of);
    const kept = await work.openVerdict(of);
    if (this.gone.signal.aborted) return;
    this.model = new OutputModel(view, me, this.cards, kept, {
      onChange: () => this.changed(),
      onDocument: () => {
        this.editor?.destroy();
        this.editor = null;
        this.changed();
      },
      onClosed: (why) => this.onClosed(why),
      onStale: () => void this.load(),
      screen: screenFor(view.id, screenOutputTexts),
    });
    this.requestUpdate();
  }

  private async loadPartner(view: OutputView, signal: AbortSignal): Promise<void> {
    if (!view.partner) {
      this.partner = null;
      return;
    }
    const [{ outputs }, { sections }] = await Promise.all([readOutputs(signal), readSections(view.partner, signal)]);
    const partner = outputs.find(({ id }) => id === view.partner);
    this.partner = partner ? { language: partner.language, states: sections } : null;
  }

  private onClosed(why: RoomClosed): void {
    if (why === "no-access" || why === "no-room") void this.load();
    else this.closed = why;
  }

  private changed(): void {
    this.turn++;
  }

  /** Makes the editor once the document is there: bound to an empty one it would begin with everything selected. */
  private bindEditor(): void {
    const { model, host, view } = this;
    const room = model?.room;
    if (!model || !host || !room || !view) return;
    const canWrite = model.canWrite && view.may.write;
    this.editor?.setEditable(canWrite);
    if (this.editor) return;
    host.replaceChildren();
    const awareness = model.connection?.provider.awareness;
    if (!awareness) return;
    this.editor = new OutputEditor({
      host,
      content: room.content,
      awareness,
      isEditable: canWrite,
      lang: view.language,
      label: t("outputs.text-of", { title: model.title || t("outputs.unnamed") }),
      nameOf: (member) => (member === model.me ? null : (this.cards.get(member)?.name ?? null)),
      onChange: () => this.changed(),
      onTalk: (block) => this.showBlock(block),
      keys: {
        "Mod-k": () => {
          void this.toolbar?.startLink();
          return true;
        },
        ...Object.fromEntries(
          Object.entries(EVIDENCE_KEYS).map(([tool, key]) => [key, () => this.useTool(tool as EvidenceTool)]),
        ),
        "Mod-Alt-m": () => {
          this.startComment();
          return true;
        },
      },
      draw: {
        ...this.evidence?.draw,
        ...(this.evidence ? { recommendation: recommendationNode(this.evidence, view.language) } : {}),
      },
      plugins: [evidencePlugin()],
      plainLabel: (node) => t(`outputs.node-${node.type.name as "evidence"}`),
    });
    this.marked = "";
    this.goToHash();
    this.changed();
  }

  /** The address may name a block: where a passage is quoted, or where one was when one left. */
  private goToHash(): void {
    const block = location.hash.slice(1);
    // Once what it shows is laid out.
    if (block) requestAnimationFrame(() => this.editor?.go({ block }));
  }

  protected override render(): TemplateResult {
    const { view, model } = this;
    if (!view)
      return html`<main id="main" class="page page-narrow" tabindex="-1">
        ${
          this.problem === null
            ? skeleton(12, t("shell.loading"))
            : html`${errorLine(isNotFound(this.problem) ? t("outputs.gone") : describeProblem(this.problem))}
                <p><a href="/outputs">${t("outputs.back")}</a></p>`
        }
      </main>`;
    const shown = this.editor?.shown ?? null;
    return html`<div class="output-page" data-side=${this.side ?? "none"}>
      ${this.renderBar(view)}
      <div class="output-left" data-open=${this.isOutlineOpen}>
        <coram-output-outline
          .template=${view.sections}
          .sections=${shownSections(view.sections, this.doc, this.partner?.states ?? [], (id) => model?.room?.checked(id) ?? null, this.coverage)}
          .current=${this.editor?.section ?? null}
          .textLang=${view.language}
          .partner=${this.partner?.language ?? null}
          .canWrite=${model?.canWrite ?? false}
          @coram-output-section=${this.onSection}
          @coram-output-section-add=${this.onSectionAdd}
          @coram-output-section-check=${this.onSectionCheck}
        ></coram-output-outline>
      </div>
      <main id="main" class="output-doc" tabindex="-1">
        ${this.renderNotices(view)} ${this.renderChanges(view)}
        <coram-output-toolbar
          .shown=${shown}
          .canWrite=${model?.canWrite ?? false}
          .canComment=${view.may.comment && (model?.discussion?.canWrite ?? false)}
          @coram-output-command=${(event: HTMLElementEventMap["coram-output-command"]) => this.editor?.run(event.detail.command)}
          @coram-output-link=${(event: HTMLElementEventMap["coram-output-link"]) => this.editor?.run(setLink(event.detail.href))}
          @coram-output-comment=${() => this.startComment()}
          @coram-evidence-tool=${this.onEvidenceTool}
        ></coram-output-toolbar>
        <article class="output-body">
          ${this.renderTitle(view)} ${model?.room ? nothing : skeleton(12, t("shell.loading"))}
          <div class="output-host"></div>
        </article>
      </main>
      ${this.side ? this.renderSide(view, this.side) : nothing}
      <coram-figure-dialog
        .choice=${this.evidence?.choosing ?? null}
        .content=${this.evidence?.content ?? null}
        @coram-figure-chosen=${(event: HTMLElementEventMap["coram-figure-chosen"]) => this.evidence?.takeFigure(event.detail)}
        @coram-figure-close=${() => this.evidence?.closeFigure()}
      ></coram-figure-dialog>
      <coram-output-files
        .open=${this.isExporting}
        .output=${view}
        .partner=${this.partner?.language ?? null}
        .parts=${[...(this.evidence?.parts.all ?? [])]}
        @coram-dialog-close=${() => (this.isExporting = false)}
      ></coram-output-files>
    </div>`;
  }

  private renderChanges({ status, may }: OutputView): TemplateResult {
    return html`<coram-evidence-notice
      .blocks=${this.blocksOnce(this.doc, this.evidence?.parts.changed ?? NO_PARTS)}
      .isApproved=${status === "approved"}
      .canReopen=${may.approve}
      @coram-block-show=${(event: HTMLElementEventMap["coram-block-show"]) => this.editor?.go({ block: event.detail.block })}
      @coram-output-reopen=${() => this.view && void this.setStatus(this.view, "draft")}
    ></coram-evidence-notice>`;
  }

  /** Counted from the document as it stands here. */
  private get coverage(): Coverage | null {
    const { doc, view } = this;
    return doc && view ? this.coverageOnce(doc, view.sections, this.evidence?.parts.tray ?? null) : null;
  }

  private renderCoverage(view: OutputView): TemplateResult | typeof nothing {
    const { coverage } = this;
    if (!coverage) return nothing;
    return html`<coram-output-coverage
      .coverage=${coverage}
      .tray=${this.evidence?.parts.tray ?? null}
      .sections=${view.sections}
      .textLang=${view.language}
      @coram-output-block=${(event: HTMLElementEventMap["coram-output-block"]) => this.editor?.go({ block: event.detail.block })}
      @coram-output-section=${this.onSection}
    ></coram-output-coverage>`;
  }

  private renderEvidence(view: OutputView): TemplateResult {
    const { evidence, doc } = this;
    return html`<coram-evidence-tray
      .tray=${evidence?.parts.tray ?? null}
      .sections=${view.sections}
      .section=${this.editor?.section ?? null}
      .textLang=${view.language}
      .quoted=${doc ? this.quotedOnce(doc) : NOTHING_QUOTED}
      .changed=${this.tagsOnce(evidence?.parts.changed ?? NO_PARTS)}
      .canWrite=${evidence?.canWrite ?? false}
      .isOffline=${evidence?.parts.problem !== null && evidence?.parts.tray !== null}
      .hasFailed=${evidence?.parts.problem !== null}
      @coram-quote-insert=${this.onQuote}
      @coram-quote-show=${this.onQuoteShow}
      @coram-tray-leave=${() => this.editor?.view.focus()}
    ></coram-evidence-tray>`;
  }

  private readonly onQuote = ({ detail: { quote, form } }: HTMLElementEventMap["coram-quote-insert"]): void => {
    // By key one goes on in the tray, and the cursor stands behind what was put in.
    if (this.evidence?.run(insertQuote(quote, form), true)) announce(t("evidence.inserted"));
  };

  private readonly onQuoteShow = ({ detail }: HTMLElementEventMap["coram-quote-show"]): void => {
    const quoting = [...nodesOf(this.doc ?? { type: "doc", content: [] })].find(
      ({ node }) => node.attrs?.["annotation"] === detail.annotation,
    );
    const block = quoting?.node.attrs?.["id"];
    if (typeof block === "string") this.editor?.go({ block });
  };

  private readonly onEvidenceTool = ({ detail }: HTMLElementEventMap["coram-evidence-tool"]): void => {
    this.useTool(detail.tool);
  };

  private useTool(tool: EvidenceTool): true {
    if (tool !== "tray") this.evidence?.use(tool);
    else {
      this.side = "evidence";
      void this.updateComplete.then(() => this.querySelector("coram-evidence-tray")?.focusSearch());
    }
    return true;
  }

  private renderBar(view: OutputView): TemplateResult {
    const { model } = this;
    return html`<coram-output-bar
      .output=${view}
      .me=${this.session?.member ?? null}
      .heading=${model?.title || view.title}
      .people=${model?.people ?? []}
      .saved=${model?.saved ?? null}
      .side=${this.side}
      .isOutlineOpen=${this.isOutlineOpen}
      @coram-output-outline=${() => (this.isOutlineOpen = !this.isOutlineOpen)}
      @coram-output-side=${(event: HTMLElementEventMap["coram-output-side"]) => this.toggle(event.detail.side)}
      @coram-output-export=${() => (this.isExporting = true)}
      @coram-retry=${() => void this.load()}
    ></coram-output-bar>`;
  }

  private renderTitle(view: OutputView): TemplateResult {
    const { model } = this;
    const title = model?.room ? model.title : view.title;
    const author = this.cards.get(view.createdBy)?.name ?? "";
    return html`<h1 class="visually-hidden">${title || t("outputs.unnamed")}</h1>
      ${
        model?.canWrite
          ? html`<textarea
              class="output-title-field"
              rows="1"
              maxlength="300"
              lang=${view.language}
              aria-label=${t("outputs.title-field")}
              placeholder=${t("outputs.unnamed")}
              .value=${title}
              @change=${this.onTitle}
              @keydown=${this.onTitleKey}
            ></textarea>`
          : html`<p class="output-title-shown" lang=${view.language} aria-hidden="true">
              ${title || t("outputs.unnamed")}
            </p>`
      }
      <p class="output-by">
        ${t("outputs.by", { kind: kindOf(view), name: author, date: formatDate(view.createdAt) })}
      </p>`;
  }

  private renderNotices(view: OutputView): TemplateResult {
    return html`<coram-output-notices
      .output=${view}
      .by=${this.cards.get(view.statusBy)?.name ?? ""}
      .problem=${this.problem}
      .isClosed=${this.closed !== null}
      .drafts=${this.model?.drafts ?? []}
      @coram-output-draft-drop=${(event: HTMLElementEventMap["coram-output-draft-drop"]) => this.model?.dropDraft(event.detail.draft)}
    ></coram-output-notices>`;
  }

  private renderSide(view: OutputView, side: OutputSide): TemplateResult {
    return html`<aside class="output-side" aria-label=${t("outputs.side")}>
      <div class="output-side-head">
        <div role="tablist" class="output-tabs" aria-label=${t("outputs.side")} @keydown=${this.onTabKey}>
          ${OUTPUT_SIDES.map(
            (each) =>
              html`<button
                type="button"
                role="tab"
                id="output-tab-${each}"
                aria-controls="output-panel"
                aria-selected=${each === side}
                tabindex=${each === side ? 0 : -1}
                @click=${() => (this.side = each)}
              >
                ${t(`outputs.side-${each}`)}
              </button>`,
          )}
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label=${t("outputs.close-side")}
          @click=${() => (this.side = null)}
        >
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      <div class="output-side-body" role="tabpanel" id="output-panel" tabindex="0" aria-labelledby="output-tab-${side}">
        ${
          side === "evidence"
            ? this.renderEvidence(view)
            : side === "coverage"
              ? this.renderCoverage(view)
              : side === "comments"
                ? this.renderThreads(view)
                : side === "versions"
                  ? html`<coram-output-versions
                      .output=${view.id}
                      .turn=${this.serverTurn}
                      .members=${this.cards}
                      .canWrite=${view.may.write}
                      .textLang=${view.language}
                      .now=${() => this.model?.room?.document() ?? null}
                    ></coram-output-versions>`
                  : this.renderState(view)
        }
      </div>
    </aside>`;
  }

  private renderThreads(view: OutputView): TemplateResult {
    const block = this.editor?.block ?? null;
    const words = block ? (this.editor?.wordsOf(block) ?? null) : null;
    return html`<coram-output-threads
      .threads=${this.placedThreads()}
      .here=${block && words !== null ? { block, words } : null}
      .textLang=${view.language}
      .canComment=${view.may.comment && (this.model?.discussion?.canWrite ?? false)}
      .canWrite=${this.model?.canWrite ?? false}
      @coram-output-thread=${this.onThread}
      @coram-output-take=${this.onTake}
      @coram-output-block=${(event: HTMLElementEventMap["coram-output-block"]) => this.goTo(event.detail.block)}
      @coram-reply=${(event: HTMLElementEventMap["coram-reply"]) => this.model?.discussion?.reply(event.detail.thread, event.detail.body)}
      @coram-comment-edit=${(event: HTMLElementEventMap["coram-comment-edit"]) => this.model?.discussion?.edit(event.detail.comment, event.detail.body)}
      @coram-comment-delete=${(event: HTMLElementEventMap["coram-comment-delete"]) => this.model?.discussion?.remove(event.detail.comment)}
      @coram-resolve=${(event: HTMLElementEventMap["coram-resolve"]) => this.model?.discussion?.resolve(event.detail.thread, event.detail.resolved)}
    ></coram-output-threads>`;
  }

  private renderState(view: OutputView): TemplateResult {
    return html`<coram-output-state
      .output=${view}
      .partner=${this.partner?.language ?? null}
      .members=${this.cards}
      .isBusy=${this.isBusy}
      @coram-output-status=${(event: HTMLElementEventMap["coram-output-status"]) => void this.setStatus(view, event.detail.status)}
      @coram-output-pair=${(event: HTMLElementEventMap["coram-output-pair"]) => void this.pair(view, event.detail.language)}
    ></coram-output-state>`;
  }

  private async setStatus({ id, number }: OutputView, status: OutputStatus): Promise<void> {
    await this.attempt(async () => {
      this.view = await setOutputStatus(id, status, number);
      announce(t(`outputs.status-${status}`));
    });
  }

  private async pair({ id }: OutputView, of: UiLanguage): Promise<void> {
    await this.attempt(async () => {
      const made = await makePartner(id, { language: of });
      dispatchEvent(new CustomEvent("coram-navigate", { detail: { href: `/outputs/${made.id}`, replace: false } }));
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await act();
      this.problem = null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private toggle(side: OutputSide): void {
    this.side = this.side === side ? null : side;
  }

  /** The document as plain data, as it stands or stood a moment ago. */
  private get doc(): OutputDocument | null {
    const room = this.model?.room;
    if (!room) return null;
    return this.reading.of(room, this.turn);
  }

  private placedThreads(): PlacedThread[] {
    const threads = this.model?.discussion?.threads() ?? [];
    const doc = this.editor?.view.state.doc ?? null;
    return placeThreads(threads, doc, (block) => this.editor?.wordsOf(block) ?? null);
  }

  private markThreads(): void {
    const threads = new Map<string, number>();
    for (const { block, resolved } of this.model?.discussion?.threads() ?? [])
      if (block && !resolved) threads.set(block, (threads.get(block) ?? 0) + 1);
    const key = JSON.stringify([[...threads], this.active]);
    if (this.editor && key !== this.marked) {
      this.marked = key;
      // Not within the update of the page that a change of the editor asked for.
      queueMicrotask(() => this.editor?.mark({ threads, active: this.active }));
    }
  }

  private startComment(): void {
    const block = this.editor?.block ?? null;
    const words = block ? (this.editor?.wordsOf(block) ?? "") : "";
    this.side = "comments";
    void this.updateComplete.then(() => {
      if (this.threads) this.threads.beginning = { block, words };
    });
  }

  private showBlock(block: string): void {
    this.side = "comments";
    this.active = block;
    const thread = this.placedThreads().find(({ thread: { block: of } }) => of === block)?.thread.id;
    void this.updateComplete.then(() => {
      if (!this.threads || !thread) return;
      this.threads.active = thread;
      this.threads.querySelector(`[data-thread="${thread}"]`)?.scrollIntoView({ block: "nearest" });
    });
  }

  private goTo(block: string): void {
    this.active = block;
    this.editor?.go({ block });
  }

  private readonly onThread = (event: HTMLElementEventMap["coram-output-thread"]): void => {
    const { block, body, wording } = event.detail;
    this.model?.discussion?.begin(block, body, wording);
  };

  private readonly onTake = (event: HTMLElementEventMap["coram-output-take"]): void => {
    const { block, thread, wording } = event.detail;
    if (block && this.editor?.reword(block, wording)) this.model?.discussion?.take(thread);
  };

  private readonly onSection = (event: HTMLElementEventMap["coram-output-section"]): void => {
    this.isOutlineOpen = false;
    this.editor?.go({ section: event.detail.section });
  };

  private readonly onSectionAdd = (event: HTMLElementEventMap["coram-output-section-add"]): void => {
    const { section } = event.detail;
    const template = this.view?.sections.find(({ id }) => id === section);
    const { editor, view } = this;
    if (!template || !editor || !view) return;
    const { heading, paragraph } = outputSchema.nodes;
    const words = localise(template.title, view.language);
    editor.run((state, dispatch) => {
      const blocks = [
        heading.create({ level: 1, section }, words === "" ? null : outputSchema.text(words)),
        paragraph.create(),
      ];
      dispatch?.(state.tr.insert(state.doc.content.size, blocks).scrollIntoView());
      return true;
    });
  };

  private readonly onSectionCheck = (event: HTMLElementEventMap["coram-output-section-check"]): void => {
    const { section } = event.detail;
    const state = this.partner?.states.find((each) => each.section === section);
    if (state) this.model?.check(section, state.fingerprint);
  };

  private readonly onTitle = (event: Event): void => {
    if (event.currentTarget instanceof HTMLTextAreaElement)
      this.model?.setTitle(event.currentTarget.value.replace(/\s+/g, " ").trim());
  };

  private readonly onTitleKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.editor?.view.focus();
  };

  private readonly onTabKey = (event: KeyboardEvent): void => {
    const at = OUTPUT_SIDES.indexOf(this.side ?? "comments");
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: OUTPUT_SIDES.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const side = OUTPUT_SIDES[(to + OUTPUT_SIDES.length) % OUTPUT_SIDES.length] ?? "comments";
    this.side = side;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#output-tab-${side}`)?.focus());
  };

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    const saved = this.model?.saved;
    if (saved?.state === "saving" && saved.changes > 0 && saved.isKept === false) event.preventDefault();
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "not-found";
}
