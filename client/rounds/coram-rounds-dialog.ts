import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { Assignment } from "../../schema/domain/verdict.ts";
import type { RoundView, Settling } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { changeCoders, readRounds, readSettling } from "../api/rounds.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { formatDate, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { RoundsDialog } from "../verdict/bars/coram-verdict-bar.ts";
import "./coram-proposed-units.ts";
import {
  askToBegin,
  askToCallOff,
  askToReveal,
  askToSettle,
  askToUnsettle,
  missingWords,
  type RoundAsking,
} from "./round-asking-views.ts";
import {
  leadOf,
  mayCallOff,
  mayReveal,
  mayRun,
  maySettle,
  mayUnsettle,
  missingOf,
  nextOf,
  runBy,
} from "./round-steps.ts";
import { afterReveal, coderRow, dueOf, earlierRounds, takenBackWords } from "./round-views.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-rounds-dialog": CoramRoundsDialog;
  }
}

/**
 * Rounds of a verdict, for who runs or watches them: begin one, see how far each coder is, reveal, end it, begin the next. Fires
 * `coram-dialog-close`; the page hears of turns by the event that everybody gets.
 */
@customElement("coram-rounds-dialog")
export class CoramRoundsDialog extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) me!: MemberId;
  @property({ type: Boolean }) open = false;
  /** Opened to do this: what has to be confirmed is asked at once, where it may be done. */
  @property({ attribute: false }) ask: RoundsDialog | null = null;
  @state() private rounds: readonly RoundView[] | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  /** Who codes is being changed. */
  @state() private isChanging = false;
  /** What is asked once more before it is done. */
  @state() private asks: "begin" | "reveal" | "call-off" | "settle" | "unsettle" | null = null;
  /** What the dialog was opened to ask, until the rounds are there. */
  private toAsk: "reveal" | "settle" | null = null;
  /** Who was chosen to code the round that is to begin. */
  @state() private chosen: readonly Assignment[] = [];
  @state() private settling: Settling | null = null;
  /** The round, and what settling it would change, as they were when it was asked to confirm: what changes meanwhile is asked anew. */
  @state() private confirmed: { round: RoundView | null; settling: Settling | null } = { round: null, settling: null };
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  private asked: AbortController | null = null;
  private stopListening: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening?.();
    this.stopListening = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) {
      this.rounds = null;
      this.isChanging = false;
      this.asks = null;
      this.toAsk = this.ask === "reveal" || this.ask === "settle" ? this.ask : null;
      this.chosen = [];
    }
    if (this.open && (changed.has("open") || changed.has("view"))) void this.load();
    if (this.open) this.stopListening ??= this.listen();
    else {
      this.asked?.abort();
      this.stopListening?.();
      this.stopListening = null;
    }
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog wide .open=${this.open} heading=${t("rounds.title")} @coram-dialog-close=${this.close}>
      ${this.open ? this.renderBody() : nothing}
    </coram-dialog>`;
  }

  private renderBody(): TemplateResult {
    const round = this.rounds?.at(-1);
    const problem = errorLine(this.problem === null ? null : describeProblem(this.problem));
    if (!round)
      return html`<div class="rounds">${this.problem === null ? skeleton(4, t("rounds.title")) : problem}</div>`;
    // What is asked is about the round to come, which may have the number of the one that is there.
    if (this.asks === "begin" && round.mode !== "blind")
      return html`<div class="rounds">
        ${problem} ${askToBegin({ ...this.asking, rounds: this.rounds ?? [], chosen: this.chosen }, round)}
      </div>`;
    if (this.asks === "reveal" && mayReveal(this, round))
      return html`<div class="rounds">
        ${problem} ${askToReveal(this.asking, this.confirmed.round ?? round, round)}
      </div>`;
    if (this.asks === "settle" && this.settling && maySettle(this, round))
      return html`<div class="rounds">
        ${problem}
        ${askToSettle({ ...this.asking, rounds: this.rounds ?? [] }, round, this.confirmed.settling ?? this.settling, this.settling)}
      </div>`;
    const mode = t(`word.mode.${round.mode}`);
    // Tagging together takes no number: the first round is the first that is coded blind.
    const head =
      round.mode === "open"
        ? html`<div class="round-head"><h3>${mode}</h3></div>`
        : html`<div class="round-head">
            <h3>${t("rounds.number", { number: round.number })}</h3>
            <span class="state" data-state=${round.mode}>${mode}</span>
          </div>`;
    // While something is asked, nothing else is there to do.
    const question = this.renderQuestion(round);
    if (question) return html`<div class="rounds">${head} ${problem} ${question}</div>`;
    const takenBack = takenBackWords(this.view);
    return html`<div class="rounds">
      ${head}
      <p class="note">${t(`rounds.mode-${round.mode}`)}</p>
      <p class="note">${runBy(this.view)}</p>
      ${takenBack === null ? nothing : html`<p>${takenBack}</p>`} ${problem}
      ${round.mode === "blind" ? this.renderBlind(round) : this.renderBetween(round)}
      ${earlierRounds(this.view, this.rounds?.slice(0, -1) ?? [])}
    </div>`;
  }

  private get asking(): RoundAsking & { again: () => void } {
    return {
      view: this.view,
      isBusy: this.isBusy,
      back: () => (this.asks = null),
      turn: (command) => void this.turn(command),
      again: () => this.confirm(),
    };
  }

  private renderQuestion(round: RoundView): TemplateResult | null {
    if (this.asks === "call-off" && mayCallOff(this, round)) return askToCallOff(this.asking, round);
    if (this.asks === "unsettle" && mayUnsettle(this, round))
      return askToUnsettle({ ...this.asking, host: this }, round);
    return null;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.open || !changed.has("asks") || changed.has("open")) return;
    // The button that asked is gone with the focus: it is at the answers, and back at the button afterwards.
    const before = String(changed.get("asks"));
    const next = this.asks ? "[autofocus]" : `[data-asks="${before}"]`;
    (this.querySelector<HTMLElement>(next) ?? this.querySelector<HTMLElement>(".button-primary"))?.focus();
  }

  private renderBlind(round: RoundView): TemplateResult {
    const { coders } = round;
    if (this.isChanging) {
      const begun = new Set(coders.filter(({ state }) => state !== "not-begun").map(({ member }) => member));
      return html`<coram-round-coders
        .view=${this.view}
        .coders=${coders}
        .begun=${begun}
        .me=${this.me}
        .action=${t("rounds.save-coders")}
        .isBusy=${this.isBusy}
        @coram-coders=${(event: HTMLElementEventMap["coram-coders"]) => {
          const kept = coders.filter(
            ({ member }) => begun.has(member) && !event.detail.coders.some((each) => each.member === member),
          );
          void this.turn(() =>
            changeCoders(this.view.verdict.id, round.id, {
              coders: [...event.detail.coders, ...kept.map(({ member, due }) => ({ member, due }))],
            }),
          );
        }}
      ></coram-round-coders>`;
    }
    const day = dueOf(coders);
    const isOneDay = day !== undefined;
    return html`${day ? html`<p>${t("rounds.due", { date: formatDate(day) })}</p>` : nothing}
      <table class="round-coders">
        <thead>
          <tr>
            <th scope="col">${t("rounds.coder")}</th>
            <th scope="col">${t("rounds.state")}</th>
            ${isOneDay ? nothing : html`<th scope="col">${t("rounds.due-head")}</th>`}
          </tr>
        </thead>
        <tbody>
          ${coders.map((coder) => coderRow(this.view, coder, isOneDay))}
        </tbody>
      </table>
      ${
        mayRun(this)
          ? html`<p class="round-change">
                <button type="button" class="link" @click=${() => (this.isChanging = true)}>
                  ${t("rounds.change-coders")}
                </button>
              </p>
              ${this.renderReveal(round)} ${this.renderCallOff(round)}`
          : nothing
      }`;
  }

  private renderReveal(round: RoundView): TemplateResult {
    if (!mayReveal(this, round)) return html`<p class="note">${t("rounds.reveal-coded")}</p>`;
    const isReady = missingOf(round).length === 0;
    return html`<section class="reveal">
      <h3>${t("rounds.reveal-title")}</h3>
      <p class="note">${t("rounds.reveal-lead")}</p>
      ${missingWords(this.view, round)}
      <div class="form-actions">
        <button
          type="button"
          class="button ${isReady ? "button-primary" : ""}"
          ?disabled=${this.isBusy}
          data-asks="reveal"
          @click=${() => this.confirm("reveal")}
        >
          ${t("rounds.reveal-ask")}
        </button>
      </div>
    </section>`;
  }

  private renderCallOff(round: RoundView): TemplateResult | typeof nothing {
    if (!mayCallOff(this, round)) return nothing;
    return html`<p class="round-change">
      <button type="button" class="link" data-asks="call-off" @click=${() => (this.asks = "call-off")}>
        ${t("rounds.call-off")}
      </button>
    </p>`;
  }

  private renderSettle(round: RoundView): TemplateResult {
    return html`<button
      type="button"
      class="button ${nextOf(this.settling, round) === "settle" ? "button-primary" : ""}"
      data-asks="settle"
      ?disabled=${this.isBusy}
      @click=${() => void this.askSettle(round)}
    >
      ${t("rounds.settle")}
    </button>`;
  }

  private async askSettle({ id }: RoundView): Promise<void> {
    this.problem = null;
    try {
      this.settling = await readSettling(this.view.verdict.id, id);
      this.confirm("settle");
    } catch (error) {
      this.problem = error;
    }
  }

  /** Asks to confirm what is there now. */
  private confirm(asks = this.asks): void {
    this.problem = null;
    this.asks = asks;
    this.confirmed = { round: this.rounds?.at(-1) ?? null, settling: this.settling };
  }

  private renderBetween(round: RoundView): TemplateResult {
    const settle = maySettle(this, round) ? this.renderSettle(round) : nothing;
    return html`${round.revealedAt === null ? nothing : afterReveal(this, round, this.settling, settle)}
    ${
      mayUnsettle(this, round)
        ? html`<p class="round-change">
            <button type="button" class="link" data-asks="unsettle" @click=${() => (this.asks = "unsettle")}>
              ${t("rounds.unsettle")}
            </button>
          </p>`
        : nothing
    }
    ${mayRun(this) ? this.renderNext(round) : nothing}`;
  }

  /** The round to come; it is folded while something is to be done about the one that is there. */
  private renderNext(round: RoundView): TemplateResult {
    const isNext = nextOf(this.settling, round) === "begin";
    const form = html`<p class="note">${leadOf(this.rounds ?? [], round)}</p>
      <coram-round-coders
        .view=${this.view}
        .me=${this.me}
        .rounds=${this.rounds ?? []}
        .action=${t("rounds.begin")}
        .isNext=${isNext}
        .coders=${this.chosen}
        .isBusy=${this.isBusy}
        @coram-coders=${(event: HTMLElementEventMap["coram-coders"]) => {
          this.chosen = event.detail.coders;
          this.asks = "begin";
        }}
      ></coram-round-coders>`;
    const together = html`<section>
      <h3>${t("rounds.together-title")}</h3>
      <p class="note">${t("rounds.together-lead")}</p>
      <div class="form-actions">${this.renderSettle(round)}</div>
    </section>`;
    return html`<coram-proposed-units .view=${this.view}></coram-proposed-units> ${
        round.mode === "open"
          ? html`<section>
                <h3>${t("rounds.begin-title")}</h3>
                ${form}
              </section>
              ${maySettle(this, round) ? together : nothing}`
          : html`<details class="further" ?open=${isNext || this.ask === "further" || this.chosen.length > 0}>
              <summary><h3>${t("rounds.further")}</h3></summary>
              ${form}
            </details>`
      }`;
  }

  /** What is shown is what holds: who begins, hands in, rules or turns the round elsewhere is told of by these. */
  private listen(): (() => void) | null {
    const { session } = this;
    if (!session) return null;
    return session.events.listen((event) => {
      const isOurs = "verdict" in event && event.verdict === this.view.verdict.id;
      if (event.type === "hello" || event.type === "members" || isOurs) void this.load();
    });
  }

  private async load(): Promise<void> {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    try {
      const rounds = await readRounds(this.view.verdict.id, asked.signal);
      const round = rounds.at(-1);
      const asksSettle = this.asks === "settle" || this.toAsk === "settle";
      const settling =
        round && maySettle(this, round) && (asksSettle || round.mode === "revealed")
          ? await readSettling(this.view.verdict.id, round.id).catch(() => null)
          : null;
      if (asked.signal.aborted) return;
      this.rounds = rounds;
      this.settling = settling;
      // While something is left to rule nothing can be confirmed: what is shown follows what others do.
      if (this.toAsk === "settle" || (this.toAsk === "reveal" && round && mayReveal(this, round)))
        this.confirm(this.toAsk);
      else if (this.confirmed.settling?.open !== 0) this.confirmed = { ...this.confirmed, settling };
      this.toAsk = null;
      // A question that the round has outrun is asked no more.
      if (this.asks === "settle" && !settling) this.asks = null;
    } catch (error) {
      if (!asked.signal.aborted) this.problem = error;
    }
  }

  private async turn(command: () => Promise<RoundView[]>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      this.rounds = await command();
      this.isChanging = false;
      this.chosen = [];
      this.settling = null;
      // How many disagreements are open decides what is next.
      await this.load();
      // Not before: while something is done no button takes the focus.
      this.asks = null;
    } catch (error) {
      this.problem = error;
      await this.load();
    } finally {
      this.isBusy = false;
    }
  }

  private readonly close = (): void => {
    this.problem = null;
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
