import { DUTIES } from "../../schema/domain/member.ts";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { blindPart, codesBlind } from "../../schema/domain/blind-part.ts";
import type { MemberId, RoundId } from "../../schema/domain/ids.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { handIn, takeBack } from "../api/rounds.ts";
import { announce } from "../elements/announce.ts";
import "../elements/coram-icon.ts";
import { errorLine } from "../elements/form.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { SavedState } from "../sync/saved-state.ts";
import type { Progress } from "../verdict/sheet/sheet-plan.ts";
import "./coram-hand-in.ts";
import { choiceName, type LayerChoice } from "./layer-choices.ts";
import type { LeftOpen, LeftOut } from "./left-open.ts";
import { takenBackWords } from "./round-views.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-round-notice": CoramRoundNotice;
  }
  interface HTMLElementEventMap {
    /** One's part in the round has changed: the verdict is to be asked for again. */
    "coram-round-turned": CustomEvent<void>;
    /** One is to be asked before handing in, or is not any more. */
    "coram-hand-in-ask": CustomEvent<{ asks: boolean }>;
    /** The reveal is to be asked about. */
    "coram-reveal-ask": CustomEvent<void>;
    /** One codes the round that has begun. */
    "coram-go-on-alone": CustomEvent<void>;
  }
}

/** The line above the text in a blind round: that one codes alone, what has been seen, handing in and taking back. */
@customElement("coram-round-notice")
export class CoramRoundNotice extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) me!: MemberId;
  @property({ attribute: false }) saved!: SavedState;
  /** Paragraphs that have been on the screen. */
  @property({ attribute: false }) progress: { seen: number; all: number } | null = null;
  /** How many coders have handed in, for who reveals the round. */
  @property({ attribute: false }) handIns: { handedIn: number; all: number } | null = null;
  @property({ attribute: false }) due: string | null = null;
  /** How many tags and answers are one's own; null where one does not code blind. */
  @property({ attribute: false }) work: { tags: number; answers: number } | null = null;
  /** What one has left open; null where one does not code blind. */
  @property({ attribute: false }) left: (LeftOpen & { progress: Progress }) | null = null;
  /** What is typed and neither sent nor taken, at the time of asking: it changes with each letter. */
  @property({ attribute: false }) leftOut: () => LeftOut = () => ({ unsent: [], refused: [] });
  /** The layers that are shown; null where there is no choice. */
  @property({ attribute: false }) shown: LayerChoice | null = null;
  /** A round has begun on the open page: it waits for its coder to go on alone. */
  @property({ type: Boolean }) awaits = false;
  /** One is asked before handing in. The page holds that: in a narrower window the line is another one. */
  @property({ type: Boolean }) isAsking = false;
  /** What has just become of the round, until the reader goes on. */
  @state() private turned: Turned | null = null;
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("view");
    if (before) this.turned = turnOf(before, this.view, this.me) ?? this.turned;
    if (before && before.verdict.id !== this.view.verdict.id) this.turned = null;
  }

  protected override render(): TemplateResult {
    const turned = this.awaits ? "alone" : this.turned;
    return html`${turned ? this.renderTurned(turned) : nothing} ${this.renderPart()}`;
  }

  private renderTurned(turned: Turned): TemplateResult {
    return html`<p class="alert turned" role="alert">
      <coram-icon name="info"></coram-icon>
      <span class="grow"
        >${(turned === "unsettled" && takenBackWords(this.view)) || t(`rounds.turned-${turned}`, { number: this.view.round.number })}
        ${
          this.shown && SAYS_SHOWN.has(turned)
            ? html`<span class="turned-shown"
                >${t("rounds.shown-now", { name: choiceName(this.shown, this.view, this.me) })}</span
              >`
            : nothing
        }</span
      >
      ${
        turned === "revealed" || turned === "revealed-without"
          ? html`<a class="button button-small" href="/verdicts/${this.view.verdict.id}/reconcile"
              >${t("reconcile.title")}</a
            >`
          : nothing
      }
      <button
        type="button"
        class="button button-small ${turned === "alone" ? "button-primary" : ""}"
        @click=${this.onGoOn}
      >
        ${t(turned === "alone" ? "rounds.go-on-alone" : "rounds.go-on")}
      </button>
      ${turned === "alone" ? html`<a class="button button-small" href="/">${t("rounds.leave")}</a>` : nothing}
    </p>`;
  }

  private readonly onGoOn = (): void => {
    this.turned = null;
    if (this.awaits) this.emit("coram-go-on-alone");
  };

  private renderPart(): TemplateResult | typeof nothing {
    if (this.view.round.mode !== "blind") return nothing;
    const part = blindPart(this.me, this.view.round, this.view.layers);
    if (part !== "none" && !this.mayCode)
      return html`<p class="line alone" role="status">
        <coram-icon name="info"></coram-icon><span class="grow">${t("rounds.alone-role")}</span>
      </p>`;
    switch (part) {
      case "none":
        return this.handIns ? this.renderHandIns(this.handIns) : watched(nothing);
      case "handed-in":
        return html`<p class="line alone" role="status">
            <coram-icon name="check"></coram-icon>
            <span class="grow"
              ><b>${t("rounds.handed-in")}</b> <span class="alone-what">${t("rounds.handed-in-then")}</span></span
            >
            <button type="button" class="link" ?disabled=${this.isBusy} @click=${this.onTakeBack}>
              ${t("rounds.take-back")}
            </button>
          </p>
          ${this.renderProblem()}`;
      case "codes":
        return html`${this.renderCodes()} ${this.isAsking ? nothing : this.renderProblem()} ${this.renderDialog()}`;
    }
  }

  /** For who reveals it: how far it is, and once all have handed in the way to the question. */
  private renderHandIns(handIns: { handedIn: number; all: number }): TemplateResult {
    if (handIns.handedIn < handIns.all) return watched(html`${t("rounds.handed-in-of", handIns)}`);
    return html`<p class="line" role="status">
      <coram-icon name="check"></coram-icon><span class="grow">${t("rounds.waiting-reveal")}</span>
      <button type="button" class="button button-small" @click=${() => this.emit("coram-reveal-ask")}>
        ${t("rounds.reveal-ask")}
      </button>
    </p>`;
  }

  /** Who was named for the round may have another role since. */
  private get mayCode(): boolean {
    const role = this.view.members.find(({ id }) => id === this.me)?.role;
    return role !== undefined && DUTIES[role].codes;
  }

  private renderCodes(): TemplateResult {
    const { progress, due, left } = this;
    return html`<div
        class="line alone"
        role="region"
        aria-label=${t("rounds.bar-mode", { number: this.view.round.number })}
      >
        <p class="alone-mode">
          <b>${t("rounds.bar-mode", { number: this.view.round.number })}</b> <span>${t("rounds.alone")}</span>
          <span class="alone-what">${t("rounds.alone-what")}</span>
        </p>
        <p class="alone-facts">
          ${
            progress
              ? html`<span class="alone-seen"
                  ><span class="meter" aria-hidden="true"
                    ><i
                      style=${styleMap({ inlineSize: `${(100 * progress.seen) / Math.max(1, progress.all)}%` })}
                    ></i></span
                  >${t("rounds.seen", progress)}</span
                >`
              : nothing
          }
          ${
            left && left.progress.asked > 0
              ? html`<span class="alone-open"
                  >${t("rounds.bar-open", { open: left.questions.length, asked: left.progress.asked })}</span
                >`
              : nothing
          }
          ${due ? html`<span>${t("rounds.due", { date: formatDate(due) })}</span>` : nothing}
        </p>
        <button type="button" class="button button-small" @click=${() => this.ask(true)}>${t("rounds.hand-in")}</button>
      </div>
      ${this.renderHidden()}`;
  }

  /** What one had tagged, answered and said before is not lost. */
  private renderHidden(): TemplateResult | typeof nothing {
    const { hiddenWork: work } = this.view;
    if (!work) return nothing;
    const what = [
      ...(work.tags > 0 ? [t("rounds.tags", { count: work.tags })] : []),
      ...(work.answers > 0 ? [t("rounds.answers", { count: work.answers })] : []),
      ...(work.discussions > 0 ? [t("rounds.discussions", { count: work.discussions })] : []),
    ];
    return html`<p class="alone-hidden">${t("rounds.hidden-work", { what: formatList(what) })}</p>`;
  }

  private renderDialog(): TemplateResult {
    return html`<coram-hand-in
      .open=${this.isAsking}
      .work=${this.work}
      .progress=${this.progress}
      .left=${this.left}
      .leftOut=${this.isAsking ? this.leftOut() : null}
      .saved=${this.saved}
      .problem=${this.problem}
      .isBusy=${this.isBusy}
      @coram-hand-in-now=${this.onHandIn}
      @coram-dialog-close=${this.close}
    ></coram-hand-in>`;
  }

  private renderProblem(): TemplateResult | typeof nothing {
    return errorLine(this.problem === null ? null : describeProblem(this.problem));
  }

  private ask(asks: boolean): void {
    this.emit("coram-hand-in-ask", { asks });
  }

  private readonly close = (): void => {
    this.ask(false);
    this.problem = null;
  };

  private readonly onHandIn = (): void => void this.turn(handIn, t("rounds.handed-in"));
  private readonly onTakeBack = (): void => void this.turn(takeBack, t("rounds.taken-back"));

  private async turn(command: typeof handIn, done: string): Promise<void> {
    const { verdict, round } = this.view;
    this.isBusy = true;
    this.problem = null;
    try {
      await command(verdict.id, round.id);
      this.ask(false);
      announce(done);
      this.emit("coram-round-turned");
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}

/** To who does not code it. */
function watched(more: TemplateResult | typeof nothing): TemplateResult {
  return html`<p class="line"><coram-icon name="eye"></coram-icon><span>${t("rounds.coded-blind")} ${more}</span></p>`;
}

/** After these the page may show other layers than before; after a reveal the line below says which. */
const SAYS_SHOWN: ReadonlySet<Turned> = new Set(["settled", "unsettled"]);

type Turned =
  | "alone"
  | "blind"
  | "called-off"
  | "revealed"
  | "revealed-without"
  | "settled"
  | "unassigned"
  | "unsettled";

/** What became of a verdict's round between two views of it; null where nothing did, and for guests, who see what stands. */
function turnOf(
  before: VerdictView,
  { verdict, round, layers, members, can }: VerdictView,
  me: MemberId,
): Turned | null {
  const was = before.round;
  if (members.some(({ id, isGuest }) => id === me && isGuest)) return null;
  if (before.verdict.id !== verdict.id) return null;
  if (was.id === round.id && was.mode === round.mode)
    return codesBlind(me, was, before.layers) && !codesBlind(me, round, layers) ? "unassigned" : null;
  // Who runs rounds is told in the line that stays.
  if (round.mode === "blind" && blindPart(me, round, layers) === "none") return can.runRounds === true ? null : "blind";
  if (round.mode === "blind") return "alone";
  if (round.mode === "adjudicated" && was.id === round.id) return "settled";
  if (was.mode === "blind" && round.mode === "revealed" && was.id === round.id)
    return isWithout(layers, round.id, me) ? "revealed-without" : "revealed";
  // What was coded goes with its round, but for the open one that it was before.
  if (was.mode === "blind") return round.number <= was.number ? "called-off" : null;
  return was.mode === "adjudicated" && was.id === round.id ? "unsettled" : null;
}

/** Whether somebody's work in a revealed round was not handed in. */
function isWithout(layers: VerdictView["layers"], of: RoundId, me: MemberId): boolean {
  return layers.some(({ round, owner, isUnfinished }) => round === of && owner === me && isUnfinished === true);
}
