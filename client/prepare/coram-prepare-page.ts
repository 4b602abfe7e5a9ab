import { setPageTitle } from "../waits/page-title.ts";
import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../schema/text/revision.ts";
import { describeProblem, mayPass, type ProblemError } from "../api/http.ts";
import "../app/coram-problem-page.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { holdsUncleared, takesUncleared, unclearedOf } from "../elements/input/uncleared-words.ts";
import { LightElement } from "../elements/light-element.ts";
import { printedNames } from "../elements/paper/printed-mark.ts";
import { t } from "../i18n/t.ts";
import "../styles/reading.css";
import "../verdict/cards/verdict.css";
import type { ClearingView } from "../../schema/protocol/http/clearing.ts";
import { keepClearingWork } from "../api/clearing.ts";
import { SeenSender } from "../rounds/seen-sender.ts";
import { seenOf, type SeenParagraphs } from "../rounds/seen-paragraphs.ts";
import { TextInSight } from "../rounds/stays-in-sight.ts";
import { storedSize } from "../verdict/bars/reading-size.ts";
import { actionOf } from "../verdict/model/keymap.ts";
import { PageFind } from "../verdict/page/page-find.ts";
import type { CoramVerdictText } from "../verdict/text/coram-verdict-text.ts";
import "../verdict/text/coram-verdict-text.ts";
import "./coram-prepare-bar.ts";
import "./coram-prepare-tabs.ts";
import type { PointedMark, PrepareMark, PreparePanel, ReadingPlace } from "./prepare-events.ts";
import { PrepareLoading } from "./prepare-loading.ts";
import { loadPanel, panelsOf } from "./prepare-panels.ts";
import "./prepare.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-prepare-page": CoramPreparePage;
  }
}

const NONE: readonly never[] = [];
/** Where a press leaves the selection as it is. */
const KEEPS =
  "coram-verdict-text, coram-names-add, coram-names-left-over, coram-block-tools, coram-dialog, button, a, input, select, textarea, label, summary";

/**
 * Where one verdict is prepared: its text in the middle, beside it one panel at a time. A panel stays once it was opened,
 * hidden while another is shown, so that nothing begun in it is lost; a hidden one has no selection and paints no marks.
 */
@customElement("coram-prepare-page")
export class CoramPreparePage extends LightElement {
  @property({ attribute: false }) verdictId!: VerdictId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private panel: PreparePanel = "names";
  @state() private opened: ReadonlySet<PreparePanel> = new Set();
  @state() private selection: readonly Range[] = NONE;
  @state() private marks: ReadonlyMap<PreparePanel, readonly PrepareMark[]> = new Map();
  @state() private partProblem: unknown = null;
  @state() private pointed: PointedMark | null = null;
  @state() private reading: ReadingPlace | null = null;
  @state() private isDrawn = true;
  @query("coram-verdict-text") private readonly text!: CoramVerdictText | null;
  private readonly scroller = createRef<HTMLElement>();
  /** What of the text was on the screen of who prepares it: the checklist says so beside what they say that they have read. */
  private seen: SeenParagraphs | null = null;
  private seenKey = "";
  private sender: SeenSender | null = null;
  private readonly inSight = new TextInSight(
    this,
    () => this.loading.view?.revision.blocks ?? null,
    (numbers) => this.takeSeen(numbers),
  );
  private readonly find = new PageFind({
    host: this,
    get text() {
      return this.host.text;
    },
    afterUpdate: (act) => void this.updateComplete.then(act),
  });
  private readonly loading = new PrepareLoading(this, () => ({ verdict: this.verdictId, session: this.session }));

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.onKey);
    window.addEventListener("coram-reading-size", this.onSize);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sender?.end();
    this.sender = null;
    this.seenKey = "";
    window.removeEventListener("keydown", this.onKey);
    window.removeEventListener("coram-reading-size", this.onSize);
  }

  private takeSeen(numbers: readonly string[]): void {
    if (!this.seen?.add(numbers)) return;
    this.sender?.wake(this.loading.view?.revision.blocks ?? []);
    this.requestUpdate();
  }

  /** What the reader has seen before: in another tab, or on another day. */
  private keepSeen(list: Pick<ClearingView, "revision" | "seen" | "stage">): void {
    const { view } = this.loading;
    // The list of another stage than the page shows, or of an earlier text: one of the two is about to follow.
    if (list.stage !== view?.verdict.stage || list.revision < view.revision.number) return;
    this.seen?.keep(view.revision.blocks, list.seen);
    this.requestUpdate();
  }

  private readonly onSize = (): void => this.requestUpdate();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("verdictId")) {
      this.selection = NONE;
      this.pointed = null;
      this.reading = null;
      this.marks = new Map();
      this.opened = new Set();
    }
    this.loading.check(changed.has("verdictId"));
    const { view } = this.loading;
    holdsUncleared(this, unclearedOf(view));
    if (!view) return;
    takesUncleared(this, view.verdict.id);
    const me = this.session?.member?.id ?? "";
    const { id, stage } = view.verdict;
    const seenKey = `${id} ${stage} ${me}`;
    if (seenKey !== this.seenKey) {
      // Another verdict, and not this one at its next stage.
      if (!this.seenKey.startsWith(`${id} `)) this.inSight.leave();
      this.seenKey = seenKey;
      const seen = (this.seen = seenOf(view.verdict, view.revision, me));
      this.sender?.end();
      this.sender = new SeenSender(seen, (paragraphs) =>
        keepClearingWork(id, { stage, revision: seen.revision, paragraphs }),
      );
      // What is in sight as the verdict comes to its stage is seen at it.
      this.inSight.beginAnew();
    } else if (this.seen?.revise(view.revision)) this.inSight.beginAnew();
    // The pictures of a scan go when the verdict is cleared, and their panel with them.
    const isThere = panelsOf(view).includes(this.panel);
    if (this.opened.size === 0 || !isThere) this.openPanel(asked(panelsOf(view)));
  }

  protected override updated(): void {
    const { view } = this.loading;
    if (view) setPageTitle(t("prepare.title", { case: view.verdict.caseNumber }));
  }

  protected override render(): TemplateResult {
    const { view, problem, isLost } = this.loading;
    if (problem) return this.renderProblem(problem);
    if (!view)
      return html`<main id="main" tabindex="-1" class="prepare-loading" aria-busy="true">
        <p class="note">${t("page.loading")}</p>
      </main>`;
    const lang = langOf(view.verdict.language, view.verdict.script);
    return html`<div
      class="prepare-page"
      @coram-prepare-goto=${this.onGoto}
      @coram-prepare-unselect=${this.onUnselect}
      @coram-prepare-marks=${this.onMarks}
      @coram-prepare-changed=${() => void this.loading.load()}
      @coram-prepare-panel=${this.onPanel}
      @click=${this.onPress}
    >
      <coram-prepare-bar .view=${view} .isLost=${isLost}></coram-prepare-bar>
      <main id="main" tabindex="-1" class="prepare-read" ${ref(this.scroller)}>
        <div class="prepare-find">${this.find.render()}</div>
        <div class="prepare-sheet">
          ${printedNames(view.verdict)}
          <coram-verdict-text
            lang=${lang}
            .revision=${view.revision}
            .maps=${view.maps}
            .marks=${this.marks.get(this.panel) ?? NONE}
            .readingSize=${storedSize()}
            .withoutLetters=${this.panel === "corrections"}
            .scroller=${this.scroller.value ?? null}
            @coram-selection=${(event: HTMLElementEventMap["coram-selection"]) => (this.selection = event.detail.ranges)}
            @coram-mark-click=${this.onMarkClick}
            @coram-visible=${this.onVisible}
          ></coram-verdict-text>
        </div>
      </main>
      <aside class="prepare-side" aria-label=${t("prepare.panels")} ?data-closed=${!this.isDrawn}>
        ${isLost ? html`<p class="alert" role="status">${t("prepare.lost")}</p>` : nothing}
        <div class="prepare-head">
          <coram-prepare-tabs .panels=${panelsOf(view)} .panel=${this.panel}></coram-prepare-tabs>
          <button
            type="button"
            class="icon-button prepare-drawer"
            aria-expanded=${this.isDrawn}
            aria-label=${t("prepare.drawer")}
            title=${t("prepare.drawer")}
            @click=${() => (this.isDrawn = !this.isDrawn)}
          >
            <coram-icon name="chevron-down"></coram-icon>
          </button>
        </div>
        ${
          this.partProblem === null
            ? nothing
            : html`<p class="alert alert-error" role="alert">${describeProblem(this.partProblem)}</p>`
        }
        ${panelsOf(view).map((panel) => (this.opened.has(panel) ? this.renderPanel(panel, view) : nothing))}
      </aside>
    </div>`;
  }

  private renderPanel(panel: PreparePanel, view: VerdictView): TemplateResult {
    const isShown = panel === this.panel;
    const selection = isShown ? this.selection : NONE;
    const pointed = isShown ? this.pointed : null;
    return html`<div
      class="prepare-panel"
      id="panel-${panel}"
      role="tabpanel"
      tabindex="-1"
      aria-labelledby="tab-${panel}"
      data-panel=${panel}
      ?hidden=${!isShown}
    >
      ${
        {
          names: html`<coram-names-panel
            .view=${view}
            .selection=${selection}
            .pointed=${pointed}
          ></coram-names-panel>`,
          corrections: html`<coram-corrections-panel
            .view=${view}
            .selection=${selection}
            .pointed=${pointed}
          ></coram-corrections-panel>`,
          scan: html`<coram-scan-panel .view=${view} .pointed=${pointed} .reading=${this.reading}></coram-scan-panel>`,
          check: html`<coram-check-panel
            .view=${view}
            .selection=${selection}
            .pointed=${pointed}
            .isShown=${isShown}
            .seen=${this.seen?.count(view.revision.blocks, this.reading) ?? null}
            @coram-findings-changed=${({ detail }: HTMLElementEventMap["coram-findings-changed"]) => this.keepSeen(detail.view)}
          ></coram-check-panel>`,
        }[panel]
      }
    </div>`;
  }

  private renderProblem(problem: ProblemError): TemplateResult {
    const isNotOurs = problem.code === "not-found" || problem.code === "not-allowed";
    const words = isNotOurs
      ? t("prepare.no-access")
      : problem.code === "offline"
        ? t("prepare.lost")
        : describeProblem(problem);
    return html`<coram-problem-page
      .words=${words}
      .retry=${mayPass(problem) ? () => void this.loading.load() : null}
    ></coram-problem-page>`;
  }

  private openPanel(panel: PreparePanel | undefined): void {
    if (!panel) return;
    if (panel !== this.panel) this.pointed = null;
    this.panel = panel;
    this.isDrawn = true;
    this.opened = new Set([...this.opened, panel]);
    this.partProblem = null;
    loadPanel(panel).catch((error: unknown) => (this.partProblem = error));
    const url = new URL(location.href);
    if (url.searchParams.get("panel") === panel) return;
    url.searchParams.set("panel", panel);
    history.replaceState(history.state, "", url);
  }

  private async onPanel({ detail, target }: HTMLElementEventMap["coram-prepare-panel"]): Promise<void> {
    this.openPanel(detail.panel);
    // What led on from another panel is hidden with it.
    if (!panelOf(target)) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>(`#panel-${detail.panel}`)?.focus();
  }

  private onMarks(event: HTMLElementEventMap["coram-prepare-marks"]): void {
    const from = panelOf(event.target);
    if (from) this.marks = new Map([...this.marks, [from, event.detail.marks]]);
  }

  private onMarkClick(event: HTMLElementEventMap["coram-mark-click"]): void {
    this.pointed = { offset: event.detail.offset };
    this.isDrawn = true;
  }

  private onGoto(event: HTMLElementEventMap["coram-prepare-goto"]): void {
    const { range, select = false, read = false } = event.detail;
    if (read) return this.text?.readFrom(range.start);
    if (select) this.text?.selectRanges([range]);
    const scroller = this.scroller.value?.getBoundingClientRect();
    const rect = this.text?.rectOf([range]);
    // A place with room around it stays where it is: nothing moves while it is read.
    const isSeen =
      scroller !== undefined &&
      rect &&
      rect.top > scroller.top + scroller.height * 0.15 &&
      rect.bottom < scroller.bottom - scroller.height * 0.25;
    if (!isSeen) this.text?.scrollToOffset(range.start);
  }

  private readonly onUnselect = ({ detail }: HTMLElementEventMap["coram-prepare-unselect"]): void => {
    const { of, back } = detail;
    const [now] = this.selection;
    if (of && (now?.start !== of.start || now.end !== of.end)) return;
    this.text?.clearSelection();
    if (back) this.text?.focus();
  };

  /** A press beside the text takes the browser's selection away: what stands for it goes too. What acts on the words is no such place. */
  private readonly onPress = ({ target }: MouseEvent): void => {
    if (this.selection.length > 0 && target instanceof Element && !target.closest(KEEPS)) this.text?.clearSelection();
  };

  private readonly onVisible = ({ detail }: HTMLElementEventMap["coram-visible"]): void => {
    this.reading = detail;
    this.inSight.see(detail);
  };

  /** F6 goes from the text to the panel and back, and into the panel from wherever else one is; Ctrl+F finds words in the text. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (actionOf(event)?.name === "find-text") return this.findWords(event);
    if (event.key !== "F6" || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    const isInSide = event.target instanceof Node && this.querySelector(".prepare-side")?.contains(event.target);
    if (isInSide) this.text?.focus();
    else this.querySelector<HTMLElement>(`#tab-${this.panel}`)?.focus();
  };

  private findWords(event: KeyboardEvent): void {
    if (event.defaultPrevented || !this.text || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.find.open();
  }
}

/** The panel that the address asks for, else the first. */
function asked(panels: readonly PreparePanel[]): PreparePanel | undefined {
  const wanted = new URLSearchParams(location.search).get("panel");
  return panels.find((panel) => panel === wanted) ?? panels[0];
}

function panelOf(target: EventTarget | null): PreparePanel | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-panel]") : null;
  return (element?.dataset["panel"] as PreparePanel | undefined) ?? null;
}
