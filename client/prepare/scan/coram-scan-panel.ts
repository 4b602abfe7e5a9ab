import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { langOf } from "../../../schema/domain/language.ts";
import type { VerdictScan } from "../../../schema/protocol/http/scans.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import { describeProblem } from "../../api/http.ts";
import { scanPageUrl } from "../../api/scans.ts";
import { announce } from "../../elements/announce.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { StrayWords } from "../../elements/input/stray-words.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { contextOf } from "../corrections/context-of.ts";
import "./coram-scan-page.ts";
import type { CoramScanPage } from "./coram-scan-page.ts";
import "./coram-scan-word.ts";
import type { CoramScanWord } from "./coram-scan-word.ts";
import { isTaken } from "../names/walk/names-keys.ts";
import type { PointedMark, ReadingPlace } from "../prepare-events.ts";
import { ScanActs } from "./scan-acts.ts";
import { type ScanAction, scanActionOf } from "./scan-keys.ts";
import { type DoubtfulWord, doubtfulWords, type PagePlace, ScanText } from "./scan-text.ts";
import { renderProgress } from "./scan-progress.ts";
import { isOpen, nextOpen, previousOf } from "./scan-walk.ts";
import { ScanWork } from "./scan-work.ts";
import "./scan.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-scan-panel": CoramScanPanel;
  }
}

/**
 * The page of a scan beside its text: it follows the paragraph that is read, and goes with the uncertain words from one to the
 * next, by key, until each was looked at or corrected.
 */
@customElement("coram-scan-panel")
export class CoramScanPanel extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) pointed: PointedMark | null = null;
  /** What of the text is in view; null before it is known. */
  @property({ attribute: false }) reading: ReadingPlace | null = null;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  /** The word in hand, by where it begins in revision 1. */
  @state() private current: number | null = null;
  /** The page that is shown, from 1. */
  @state() private page = 1;
  @state() private paragraph: PagePlace | null = null;
  @query("coram-scan-page") private readonly picture!: CoramScanPage | null;
  @query("coram-scan-word") private readonly card!: CoramScanWord | null;
  private readonly work = new ScanWork(this, () => ({ verdict: this.view.verdict.id, session: this.session }));
  private readonly acts = new ScanActs(this, this.work, () => this.emit("coram-prepare-changed", {}));
  private readonly stray = new StrayWords(this);
  private text: ScanText | null = null;
  private readonly doubtfulOnce = onceFor(doubtfulWords);
  private readonly textOnce = onceFor(
    (scan: VerdictScan | null, _revision: VerdictView["revision"]) =>
      scan && new ScanText(scan, this.doubtfulOnce(scan), this.view),
  );
  private marked: unknown[] = [];

  constructor() {
    super();
    // The card goes with the last word.
    this.addEventListener("coram-focus-lost", (event) => {
      const next = event.defaultPrevented ? null : this.querySelector<HTMLElement>(".scan-next");
      if (next) event.preventDefault();
      next?.focus();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.onKey);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("view");
    if (before && before.verdict.id !== this.view.verdict.id) {
      this.current = this.paragraph = null;
      this.page = 1;
      this.acts.forget();
    }
    this.work.check();
    const text = this.textOnce(this.work.scan, this.view.revision);
    const isOther = text !== this.text;
    this.text = text;
    if (changed.has("pointed") && this.pointed) {
      const { offset } = this.pointed;
      const word = this.doubtful.find(({ now }) => now?.start === offset);
      if (word) this.take(word, false);
    }
    if (isOther || changed.has("reading")) this.follow();
  }

  protected override updated(): void {
    const { current, text } = this;
    const { looked } = this.work;
    const state = [text, looked, current];
    if (state.every((each, i) => each === this.marked[i])) return;
    this.marked = state;
    const marks = this.doubtful.flatMap((word) =>
      word.now && (word.start === current || isOpen(word, looked))
        ? [{ ...word.now, kind: "uncertain" as const, current: word.start === current }]
        : [],
    );
    this.emit("coram-prepare-marks", { marks });
  }

  private get doubtful(): readonly DoubtfulWord[] {
    return this.text?.doubtful ?? [];
  }

  /** Null where there is none in hand, or it does not stand in the text any more. */
  private get word(): (DoubtfulWord & { now: NonNullable<DoubtfulWord["now"]> }) | null {
    const word = this.doubtful.find(({ start }) => start === this.current);
    return word?.now ? { ...word, now: word.now } : null;
  }

  protected override render(): TemplateResult {
    const { scan, isGone, problem } = this.work;
    if (isGone) return html`<p class="note scan-note">${t("scan.gone")}</p>`;
    const said = this.acts.problem ?? problem;
    const error = errorLine(said === null ? null : describeProblem(said));
    if (!scan) return html`<div class="scan-head">${said === null ? skeleton(6, t("page.loading")) : error}</div>`;
    const page = scan.pages[this.page - 1];
    const { word } = this;
    const placesHere = ({ places }: DoubtfulWord) =>
      places.filter((place) => place.page === this.page).map(({ box }) => box);
    return html`<div class="scan-head">
        ${renderProgress({
          all: this.doubtful.length,
          open: this.doubtful.filter((each) => isOpen(each, this.work.looked)).length,
          canTakeBack: this.acts.canTakeBack,
          hasWord: word !== null,
          act: (act) => void this.act(act),
          goOn: () => this.emit("coram-prepare-panel", { panel: "names" }),
        })}
        ${error}
        ${
          word
            ? html`<coram-scan-word
                .word=${word.start}
                .context=${contextOf(this.view.revision, word.now, 50)}
                .textLang=${langOf(this.view.verdict.language, this.view.verdict.script)}
                .isLooked=${this.work.looked.has(word.start)}
                .isBusy=${this.acts.isBusy}
                .isRead=${this.view.verdict.stage !== "in-preparation"}
                .position=${{ number: this.doubtful.findIndex(({ start }) => start === word.start) + 1, all: this.doubtful.length }}
                @coram-scan-act=${(event: HTMLElementEventMap["coram-scan-act"]) => void this.act(event.detail.act)}
                @coram-scan-correct=${(event: HTMLElementEventMap["coram-scan-correct"]) =>
                  void this.correct(event.detail.words)}
                @coram-scan-leave=${() => this.acts.leave()}
              ></coram-scan-word>`
            : nothing
        }
      </div>
      ${
        page
          ? html`<coram-scan-page
              .page=${page}
              .pages=${scan.pages.length}
              src=${scanPageUrl(this.view.verdict.id, page.number)}
              .open=${this.doubtful.flatMap((each) => (isOpen(each, this.work.looked) && each.start !== word?.start ? placesHere(each) : []))}
              .now=${word ? placesHere(word) : []}
              .paragraph=${this.paragraph?.page === this.page ? this.paragraph.box : null}
              @coram-scan-turn=${(event: HTMLElementEventMap["coram-scan-turn"]) => (this.page = event.detail.page)}
              @coram-scan-point=${this.onPoint}
            ></coram-scan-page>`
          : nothing
      }`;
  }

  /** The picture goes with what is read, unless the paragraph of the word in hand is in view. */
  private follow(): void {
    const { reading, text, word } = this;
    if (!reading || !text) return;
    const block = word && blockAt(this.view.revision.blocks, word.now.start);
    const isWithWord = word !== null && block !== null && reading.first <= block.start && block.start <= reading.last;
    this.paragraph = text.paragraphAt(isWithWord ? word.now.start : reading.current);
    const page = isWithWord ? word.places[0]?.page : this.paragraph?.page;
    if (page !== undefined) this.page = page;
  }

  /** Takes a word in hand, and brings it into view in the text and on its page. */
  private take(word: DoubtfulWord, isBrought = true): void {
    this.current = word.start;
    if (!word.now) return;
    this.page = word.places[0]?.page ?? this.page;
    this.paragraph = this.text?.paragraphAt(word.now.start) ?? null;
    if (isBrought) this.emit("coram-prepare-goto", { range: word.now });
    announce(this.view.revision.text.slice(word.now.start, word.now.end));
  }

  private async act(act: ScanAction): Promise<boolean> {
    const { word } = this;
    switch (act) {
      case "next":
        return this.goOn();
      case "previous": {
        const before = previousOf(this.doubtful, this.current);
        if (before) this.take(before);
        return before !== null;
      }
      case "right":
        if (!word) return false;
        this.card?.leave();
        this.goOn(word.start);
        await this.acts.look(word.start);
        return true;
      case "correct":
        if (!word || this.acts.isBusy) return false;
        this.card?.correct();
        return true;
      case "take-back":
        return this.takeBack();
      case "larger":
      case "smaller":
        this.picture?.zoomBy(act === "larger" ? 1 : -1);
        return true;
      case "leave":
        if (this.current === null) return false;
        this.current = null;
        return true;
    }
  }

  /** To the next word that nobody has looked at, from the one in hand or from what is read; `but` counts as looked at. */
  private goOn(but: number | null = null): boolean {
    const looked = but === null ? this.work.looked : new Set([...this.work.looked, but]);
    const next = nextOpen(this.doubtful, looked, this.current, this.reading?.current ?? 0);
    if (next) this.take(next);
    else {
      this.current = null;
      announce(t("scan.all-done"));
    }
    return true;
  }

  private async correct(words: string): Promise<void> {
    const { word, view } = this;
    if (!word || !(await this.acts.correct(view, word, words))) return;
    announce(t("scan.corrected"));
    // Whoever has gone on meanwhile stays where they are.
    if (this.current !== word.start) return;
    this.card?.leave();
    this.goOn(word.start);
  }

  private async takeBack(): Promise<boolean> {
    const start = await this.acts.takeBack(this.view);
    if (start === null) return false;
    announce(t("scan.taken-back"));
    const word = this.doubtful.find((each) => each.start === start);
    if (word) this.take(word);
    return true;
  }

  private onPoint(event: HTMLElementEventMap["coram-scan-point"]): void {
    const { x, y } = event.detail;
    const found = this.text?.wordAt(this.page, x, y);
    if (!found) return;
    const word = this.doubtful.find(({ now }) => now && now.start <= found.now.start && found.now.end <= now.end);
    if (word) this.take(word);
    else this.emit("coram-prepare-goto", { range: found.now, select: true });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.offsetParent === null || event.defaultPrevented || isTaken(event)) return;
    const action = scanActionOf(event);
    if (!action) return this.stray.onNoCommand(event);
    if (!this.canAct(action)) return;
    event.preventDefault();
    void this.act(action);
  };

  private canAct(action: ScanAction): boolean {
    if (action === "right" || action === "correct") return this.word !== null;
    if (action === "leave") return this.current !== null;
    if (action === "take-back") return this.acts.canTakeBack;
    return this.work.scan !== null;
  }
}
