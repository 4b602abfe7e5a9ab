import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { blindPart, codesBlind } from "../../schema/domain/blind-part.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { Assignment } from "../../schema/domain/verdict.ts";
import type { CoderProgress, RoundView, Settling } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import {
  beginRound,
  callOffRound,
  changeCoders,
  endRound,
  readRounds,
  readSettling,
  revealRound,
  unsettleRound,
} from "../api/rounds.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton, textOf } from "../elements/form.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import "./coram-proposed-units.ts";
import { countWords } from "./count-words.ts";
import { runnersOf } from "./coram-round-coders.ts";
import "./rounds.css";
import { keepWords, wordsSent } from "../typed/keep-words.ts";

/** Who has not handed in. */
function missingOf({ coders }: RoundView): MemberId[] {
  return coders.filter(({ state }) => state !== "handed-in").map(({ member }) => member);
}

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
  /** Opened to do this: it asks at once, where that may be done. */
  @property({ attribute: false }) ask: "reveal" | "settle" | null = null;
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
      this.toAsk = this.ask;
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
      return html`<div class="rounds">${problem} ${this.renderBegin(round)}</div>`;
    if (this.asks === "reveal" && this.mayReveal(round))
      return html`<div class="rounds">${problem} ${this.renderRevealing(round)}</div>`;
    const head = html`<div class="round-head">
      <h3>${t("rounds.number", { number: round.number })}</h3>
      <span class="state" data-state=${round.mode}>${t(`word.mode.${round.mode}`)}</span>
    </div>`;
    // While something is asked, nothing else is there to do.
    const question = this.renderQuestion(round);
    if (question) return html`<div class="rounds">${head} ${problem} ${question}</div>`;
    return html`<div class="rounds">
      ${head}
      <p class="note">${t(`rounds.mode-${round.mode}`)}</p>
      <p class="note">${this.runBy}</p>
      ${problem} ${round.mode === "blind" ? this.renderBlind(round) : this.renderBetween(round)} ${this.renderEarlier()}
    </div>`;
  }

  private renderQuestion(round: RoundView): TemplateResult | null {
    if (this.asks === "call-off" && this.mayCallOff(round)) return this.renderCallingOff(round);
    if (this.asks === "settle" && this.settling && this.maySettle(round))
      return this.renderSettling(round, this.settling);
    if (this.asks === "unsettle" && this.mayUnsettle(round)) return this.renderUnsettling(round);
    return null;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.open || !changed.has("asks") || changed.has("open")) return;
    // The button that asked is gone with the focus: it is at the answers, and back at the button afterwards.
    const before = String(changed.get("asks"));
    const next = this.asks ? "[autofocus]" : `[data-asks="${before}"]`;
    this.querySelector<HTMLElement>(next)?.focus();
  }

  private get mayRun(): boolean {
    return this.view.can.runRounds === true;
  }

  /** Whose facilitators begin, reveal and settle. */
  private get runBy(): string {
    const { roundRunners, organisations, verdict } = this.view;
    if (roundRunners === "all") return t("rounds.run-by-all");
    const organisation = organisations.find(({ id }) => id === verdict.owner)?.name ?? "?";
    return t("rounds.run-by-owner", { organisation });
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
    return html`<table class="round-coders">
        <thead>
          <tr>
            <th scope="col">${t("rounds.coder")}</th>
            <th scope="col">${t("rounds.state")}</th>
            <th scope="col">${t("rounds.due-head")}</th>
          </tr>
        </thead>
        <tbody>
          ${coders.map((coder) => this.renderCoder(coder))}
        </tbody>
      </table>
      ${
        this.mayRun
          ? html`<p class="round-change">
                <button type="button" class="link" @click=${() => (this.isChanging = true)}>
                  ${t("rounds.change-coders")}
                </button>
              </p>
              ${this.renderReveal(round)} ${this.renderCallOff(round)}`
          : nothing
      }`;
  }

  private renderCoder({ member, due, state }: CoderProgress): TemplateResult {
    return html`<tr>
      <th scope="row">${this.nameOf(member)}</th>
      <td><span class="progress" data-progress=${state}>${t(`rounds.state-${state}`)}</span></td>
      <td>${due ? formatDate(due) : html`<span class="none">–</span>`}</td>
    </tr>`;
  }

  private mayReveal({ mode }: RoundView): boolean {
    return this.mayRun && mode === "blind" && !codesBlind(this.me, this.view.round, this.view.layers);
  }

  private renderReveal(round: RoundView): TemplateResult {
    if (!this.mayReveal(round)) return html`<p class="note">${t("rounds.reveal-coded")}</p>`;
    const isReady = missingOf(round).length === 0;
    return html`<section class="reveal">
      <h3>${t("rounds.reveal-title")}</h3>
      <p class="note">${t("rounds.reveal-lead")}</p>
      ${this.renderMissing(round)}
      <div class="form-actions">
        <button
          type="button"
          class="button ${isReady ? "button-primary" : ""}"
          ?disabled=${this.isBusy}
          data-asks="reveal"
          @click=${() => (this.asks = "reveal")}
        >
          ${t("rounds.reveal-ask")}
        </button>
      </div>
    </section>`;
  }

  /** What everybody sees from then on; it cannot be taken back. */
  private renderRevealing(round: RoundView): TemplateResult {
    const missing = missingOf(round);
    const without = (): Promise<RoundView[]> => revealRound(this.view.verdict.id, round.id, { without: missing });
    const names = formatList(round.coders.map(({ member }) => this.nameOf(member)));
    return html`<section class="reveal">
      <h3>${t("rounds.reveal-question", { number: round.number })}</h3>
      <p>${t("rounds.reveal-lead")} ${t("rounds.reveal-sure", { names })}</p>
      ${this.renderMissing(round)}
      <div class="form-actions">
        <button type="button" class="button" autofocus @click=${() => (this.asks = null)}>${t("rounds.back")}</button>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy}
          @click=${() => void this.turn(without)}
        >
          ${t(missing.length > 0 ? "rounds.reveal-without" : "rounds.reveal")}
        </button>
      </div>
    </section>`;
  }

  private renderMissing(round: RoundView): TemplateResult | typeof nothing {
    const missing = missingOf(round);
    if (missing.length === 0) return nothing;
    return html`<p class="alert" role="status">
      <coram-icon name="info"></coram-icon
      ><span>${t("rounds.missing", { names: formatList(missing.map((id) => this.nameOf(id))) })}</span>
    </p>`;
  }

  /** Until the first hand-in, and by who does not code it. */
  private mayCallOff({ mode, coders }: RoundView): boolean {
    const part = blindPart(this.me, this.view.round, this.view.layers);
    return this.mayRun && mode === "blind" && part === "none" && coders.every(({ state }) => state !== "handed-in");
  }

  private renderCallOff(round: RoundView): TemplateResult | typeof nothing {
    if (!this.mayCallOff(round)) return nothing;
    return html`<p class="round-change">
      <button type="button" class="link" data-asks="call-off" @click=${() => (this.asks = "call-off")}>
        ${t("rounds.call-off")}
      </button>
    </p>`;
  }

  private renderCallingOff({ id }: RoundView): TemplateResult {
    return html`<section>
      <p>${t("rounds.call-off-lead")}</p>
      <div class="form-actions">
        <button type="button" class="button" autofocus @click=${() => (this.asks = null)}>${t("rounds.keep")}</button>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy}
          @click=${() => void this.turn(() => callOffRound(this.view.verdict.id, id))}
        >
          ${t("rounds.call-off-now")}
        </button>
      </div>
    </section>`;
  }

  /** What beginning the round changes, for whom. */
  private renderBegin(round: RoundView): TemplateResult {
    const { id } = this.view.verdict;
    const number = round.mode === "open" ? round.number : round.number + 1;
    const codes = new Set(this.chosen.map(({ member }) => member));
    const runs = runnersOf(this.view).filter((member) => !codes.has(member.id));
    const line = (who: string, what: string): TemplateResult =>
      html`<div>
        <dt>${who}</dt>
        <dd>${what}</dd>
      </div>`;
    return html`<section class="round-begin">
      <h3>${t("rounds.begin-title-n", { number })}</h3>
      <p>${this.leadOf(round)}</p>
      <dl>
        ${line(t("rounds.coders"), formatList([...codes].map((each) => this.nameOf(each))))}
        ${line(t("rounds.runs"), formatList(runs.map(({ name }) => name)))}
        ${line(t("rounds.at-once"), t("rounds.at-once-what"))}
        ${line(t("rounds.coders-see"), t("rounds.coders-see-what"))}
        ${line(t("rounds.others"), t("rounds.others-what"))}
        ${line(t("rounds.until-hand-in"), t("rounds.until-hand-in-what"))}
      </dl>
      <div class="form-actions">
        <button type="button" class="button" autofocus @click=${() => (this.asks = null)}>${t("rounds.back")}</button>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy}
          @click=${() =>
            void this.turn(() => beginRound(id, { round: round.id, mode: "blind", coders: [...this.chosen] }))}
        >
          ${t("rounds.begin-now")}
        </button>
      </div>
    </section>`;
  }

  private leadOf(round: RoundView): string {
    const settled = this.rounds?.findLast(({ mode }) => mode === "adjudicated");
    if (settled) return t("rounds.further-lead", { number: settled.number });
    return t(round.mode === "open" ? "rounds.begin-lead" : "rounds.unsettled-lead");
  }

  private maySettle(round: RoundView): boolean {
    return this.mayRun && (round.mode === "open" || round.mode === "revealed") && !this.hasCoded(round);
  }

  private mayUnsettle(round: RoundView): boolean {
    return this.mayRun && round.mode === "adjudicated" && !this.hasCoded(round);
  }

  private hasCoded({ coders }: RoundView): boolean {
    return coders.some(({ member }) => member === this.me);
  }

  /** The next right step of a round that is not blind: the one button that stands out. */
  private nextOf({ mode }: RoundView): "rule" | "settle" | "begin" {
    if (mode !== "revealed") return "begin";
    return this.settling?.open === 0 ? "settle" : "rule";
  }

  /** Marking a round as settled, and taking that back. */
  private renderSettle(round: RoundView): TemplateResult | typeof nothing {
    if (this.hasCoded(round))
      return round.mode === "revealed" ? html`<p class="note">${t("rounds.settle-coded")}</p>` : nothing;
    if (round.mode === "adjudicated")
      return html`<p class="round-change">
        <button type="button" class="link" data-asks="unsettle" @click=${() => (this.asks = "unsettle")}>
          ${t("rounds.unsettle")}
        </button>
      </p>`;
    return html`<div class="form-actions">
      <button
        type="button"
        class="button ${this.nextOf(round) === "settle" ? "button-primary" : ""}"
        data-asks="settle"
        ?disabled=${this.isBusy}
        @click=${() => void this.askSettle(round)}
      >
        ${t("rounds.settle")}
      </button>
    </div>`;
  }

  private renderSettling(round: RoundView, settling: Settling): TemplateResult {
    const { id } = this.view.verdict;
    return html`<div class="settle-ask">
      ${
        settling.open > 0
          ? html`<p class="alert" role="status"><span>${t("rounds.settle-open", { count: settling.open })}</span></p>`
          : round.mode === "open"
            ? html`<p>${t("rounds.settle-together", countWords(settling.begin))}</p>`
            : html`<ul class="settling">
                <li>${t("rounds.settle-begin", countWords(settling.begin))}</li>
                <li>${t("rounds.settle-stop", countWords(settling.stop))}</li>
              </ul>`
      }
      <div class="form-actions">
        <button type="button" class="button" autofocus @click=${() => (this.asks = null)}>${t("rounds.back")}</button>
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy || settling.open > 0}
          @click=${() => void this.turn(() => endRound(id, round.id))}
        >
          ${t("rounds.settle-now")}
        </button>
      </div>
    </div>`;
  }

  private renderUnsettling({ id, revealedAt }: RoundView): TemplateResult {
    const isTogether = revealedAt === null;
    return html`<form
      class="form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const reason = textOf(event.currentTarget as HTMLFormElement, "reason");
        if (reason === "") return;
        void this.turn(async () => {
          const rounds = await unsettleRound(this.view.verdict.id, id, reason);
          wordsSent(this, `unsettle ${id}`);
          return rounds;
        });
      }}
    >
      <p>${t(isTogether ? "rounds.unsettle-together" : "rounds.unsettle-lead")}</p>
      <label class="form-row"
        ><span>${t("rounds.reason")}</span>
        <textarea
          class="field"
          name="reason"
          rows="2"
          maxlength="4000"
          required
          autofocus
          autocomplete="off"
          ${keepWords(`unsettle ${id}`)}
        ></textarea>
      </label>
      <div class="form-actions">
        <button type="button" class="button" @click=${() => (this.asks = null)}>${t("rounds.back")}</button>
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("rounds.unsettle-now")}</button>
      </div>
    </form>`;
  }

  private async askSettle({ id }: RoundView): Promise<void> {
    this.problem = null;
    try {
      this.settling = await readSettling(this.view.verdict.id, id);
      this.asks = "settle";
    } catch (error) {
      this.problem = error;
    }
  }

  private renderBetween(round: RoundView): TemplateResult {
    const { id } = this.view.verdict;
    return html`${
      round.revealedAt === null
        ? nothing
        : html`<div class="form-actions">
            <a class="button ${this.nextOf(round) === "rule" ? "button-primary" : ""}" href="/verdicts/${id}/reconcile"
              >${t("rounds.reconcile")}</a
            >
            <a class="button" href="/verdicts/${id}/agreement">${t("agreement.title")}</a>
          </div>`
    }
    ${this.mayRun ? this.renderNext(round) : nothing}`;
  }

  /** What is done about a round that is not blind, and the next one. */
  private renderNext(round: RoundView): TemplateResult {
    return html`${round.mode === "open" ? nothing : this.renderSettle(round)}
      <coram-proposed-units .view=${this.view}></coram-proposed-units>
      <section>
        <h3>${t(round.mode === "open" ? "rounds.begin-title" : "rounds.further")}</h3>
        <p class="note">${this.leadOf(round)}</p>
        <coram-round-coders
          .view=${this.view}
          .me=${this.me}
          .action=${t("rounds.begin")}
          .isNext=${this.nextOf(round) === "begin"}
          .coders=${this.chosen}
          .isBusy=${this.isBusy}
          @coram-coders=${(event: HTMLElementEventMap["coram-coders"]) => {
            this.chosen = event.detail.coders;
            this.asks = "begin";
          }}
        ></coram-round-coders>
      </section>
      ${
        round.mode === "open"
          ? html`<section>
              <h3>${t("rounds.together-title")}</h3>
              <p class="note">${t("rounds.together-lead")}</p>
              ${this.renderSettle(round)}
            </section>`
          : nothing
      }`;
  }

  private renderEarlier(): TemplateResult | typeof nothing {
    const earlier = this.rounds?.slice(0, -1) ?? [];
    if (earlier.length === 0) return nothing;
    return html`<section>
      <h3>${t("rounds.earlier")}</h3>
      <ul class="earlier">
        ${earlier.toReversed().map(({ number, mode, revealedAt, coders }) => {
          const names = formatList(coders.map(({ member }) => this.nameOf(member)));
          return html`<li>
            <b>${t("rounds.number", { number })}</b> ·
            ${coders.length === 0 ? t("reconcile.step-together") : t(`word.mode.${mode}`)}
            ${revealedAt ? html`· <time datetime=${revealedAt}>${formatDate(revealedAt)}</time>` : nothing}
            ${names ? html`<span class="sub">${names}</span>` : nothing}
          </li>`;
        })}
      </ul>
    </section>`;
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

  private nameOf(id: MemberId): string {
    return this.view.members.find((member) => member.id === id)?.name ?? "?";
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
        round && this.maySettle(round) && (asksSettle || round.mode === "revealed")
          ? await readSettling(this.view.verdict.id, round.id).catch(() => null)
          : null;
      if (asked.signal.aborted) return;
      this.rounds = rounds;
      this.settling = settling;
      if (this.toAsk === "settle" || (this.toAsk === "reveal" && round && this.mayReveal(round)))
        this.asks = this.toAsk;
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
      this.asks = null;
      this.chosen = [];
      this.settling = null;
      // How many disagreements are open decides what is next.
      await this.load();
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
