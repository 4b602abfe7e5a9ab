import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { blindPart } from "../../schema/domain/blind-part.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { Assignment } from "../../schema/domain/verdict.ts";
import type { CoderProgress, RoundView } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { beginRound, changeCoders, endRound, readRounds, revealRound } from "../api/rounds.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";
import { VerdictElement } from "../verdict/elements/verdict-element.ts";
import "./coram-proposed-units.ts";
import "./coram-round-coders.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-rounds-dialog": CoramRoundsDialog;
  }
}

/**
 * Rounds of a verdict, for who runs them: begin one, see how far each coder is, reveal, end it, begin the next. Fires
 * `coram-dialog-close`; the page hears of turns by the event that everybody gets.
 */
@customElement("coram-rounds-dialog")
export class CoramRoundsDialog extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) me!: MemberId;
  @property({ type: Boolean }) open = false;
  @state() private rounds: readonly RoundView[] | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  /** Who codes is being changed. */
  @state() private isChanging = false;
  private asked: AbortController | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) {
      this.rounds = null;
      this.isChanging = false;
    }
    if (this.open && (changed.has("open") || changed.has("view"))) void this.load();
    if (!this.open) this.asked?.abort();
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
    return html`<div class="rounds">
      <div class="round-head">
        <h3>${t("rounds.number", { number: round.number })}</h3>
        <span class="state" data-state=${round.mode}>${t(`word.mode.${round.mode}`)}</span>
      </div>
      <p class="note">${t(`rounds.mode-${round.mode}`)}</p>
      ${problem} ${round.mode === "blind" ? this.renderBlind(round) : this.renderBetween(round)} ${this.renderEarlier()}
    </div>`;
  }

  private renderBlind(round: RoundView): TemplateResult {
    const { coders } = round;
    if (this.isChanging) {
      const begun = new Set(coders.filter(({ state }) => state !== "not-begun").map(({ member }) => member));
      return html`<coram-round-coders
        .view=${this.view}
        .coders=${coders}
        .begun=${begun}
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
      <p class="round-change">
        <button type="button" class="link" @click=${() => (this.isChanging = true)}>
          ${t("rounds.change-coders")}
        </button>
      </p>
      ${this.renderReveal(round)}`;
  }

  private renderCoder({ member, due, state }: CoderProgress): TemplateResult {
    return html`<tr>
      <th scope="row">${this.nameOf(member)}</th>
      <td><span class="progress" data-progress=${state}>${t(`rounds.state-${state}`)}</span></td>
      <td>${due ? formatDate(due) : html`<span class="none">–</span>`}</td>
    </tr>`;
  }

  private renderReveal(round: RoundView): TemplateResult {
    if (blindPart(this.me, this.view.round, this.view.layers) === "codes")
      return html`<p class="note">${t("rounds.reveal-not-yet")}</p>`;
    const missing = round.coders.filter(({ state }) => state !== "handed-in").map(({ member }) => member);
    const without = (): Promise<RoundView[]> => revealRound(this.view.verdict.id, round.id, { without: missing });
    return html`<section class="reveal">
      <h3>${t("rounds.reveal-title")}</h3>
      <p class="note">${t("rounds.reveal-lead")}</p>
      ${
        missing.length > 0
          ? html`<p class="alert" role="status">
              <coram-icon name="info"></coram-icon
              ><span>${t("rounds.missing", { names: formatList(missing.map((id) => this.nameOf(id))) })}</span>
            </p>`
          : nothing
      }
      <div class="form-actions">
        <button
          type="button"
          class="button ${missing.length > 0 ? "" : "button-primary"}"
          ?disabled=${this.isBusy}
          @click=${() => void this.turn(without)}
        >
          ${t(missing.length > 0 ? "rounds.reveal-without" : "rounds.reveal")}
        </button>
      </div>
    </section>`;
  }

  private renderBetween(round: RoundView): TemplateResult {
    const { id } = this.view.verdict;
    const isFurther = round.mode !== "open";
    const begin = (mode: "open" | "blind", coders: Assignment[] = []): void =>
      void this.turn(() => beginRound(id, { round: round.id, mode, coders }));
    return html`${
        round.mode === "revealed"
          ? html`<div class="form-actions">
              <a class="button" href="/verdicts/${id}/reconcile">${t("rounds.reconcile")}</a>
              <a class="button" href="/verdicts/${id}/agreement">${t("agreement.title")}</a>
              <button
                type="button"
                class="button"
                ?disabled=${this.isBusy}
                @click=${() => void this.turn(() => endRound(id, round.id))}
              >
                ${t("rounds.end")}
              </button>
            </div>`
          : nothing
      }
      <coram-proposed-units .view=${this.view}></coram-proposed-units>
      <section>
        <h3>${t(isFurther ? "rounds.further" : "rounds.begin-title")}</h3>
        <p class="note">${t(isFurther ? "rounds.further-lead" : "rounds.begin-lead")}</p>
        <coram-round-coders
          .view=${this.view}
          .action=${t("rounds.begin-blind")}
          .isBusy=${this.isBusy}
          @coram-coders=${(event: HTMLElementEventMap["coram-coders"]) => begin("blind", event.detail.coders)}
        ></coram-round-coders>
        ${
          isFurther
            ? html`<p class="round-change">
                <button type="button" class="link" ?disabled=${this.isBusy} @click=${() => begin("open")}>
                  ${t("rounds.begin-open")}
                </button>
              </p>`
            : nothing
        }
      </section>`;
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

  private nameOf(id: MemberId): string {
    return this.view.members.find((member) => member.id === id)?.name ?? "?";
  }

  private async load(): Promise<void> {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    try {
      const rounds = await readRounds(this.view.verdict.id, asked.signal);
      if (!asked.signal.aborted) this.rounds = rounds;
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
