import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import type { ShownBallot } from "../../../schema/protocol/http/workshops/attending.ts";
import type { WorkshopId } from "../../../schema/domain/ids.ts";
import type { BallotEnd } from "../../../schema/protocol/http/workshops/ballots.ts";
import "../../elements/coram-icon.ts";
import { describeProblem } from "../../api/http.ts";
import { ask } from "../../elements/coram-ask.ts";
import { announce } from "../../elements/announce.ts";
import { followMoved } from "../../elements/input/follow-moved.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { offWords, optionsOf, rulesOf, stateWords } from "./ballot-words.ts";
import { bringIntoSight } from "../into-sight.ts";
import type { CoramTally } from "./coram-tally.ts";
import "./coram-tally.ts";
import { CallsToVote } from "./calls-to-vote.ts";
import { unnamed } from "./coram-worded.ts";
import "./coram-worded.ts";
import { SeesVotes, type Watched } from "./sees-votes.ts";
import "./votes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-ballot": CoramBallot;
  }
}

/** A vote as a page shows it. */
export type AskedBallot = Omit<ShownBallot, "worded"> & Partial<Pick<ShownBallot, "worded">>;

/** Where a vote goes. */
export interface VoteGiver extends Watched {
  readonly id: WorkshopId;
  readonly isBusy: boolean;
  cast(ballot: AskedBallot, vote: Vote): Promise<boolean>;
  /** One's own vote that has not reached the server: it is given again once that is in reach. */
  waits(ballot: AskedBallot["id"]): Vote | null;
  /** Why the last one changed nothing, where nothing around says so. */
  refusal?(ballot: AskedBallot["id"]): unknown;
}

/** A vote of a workshop: what is asked, one's own answer while it is open, and what came of it. */
@customElement("coram-ballot")
export class CoramBallot extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
    new CallsToVote(this);
  }

  @property({ attribute: false }) votes!: VoteGiver;
  /** Closes it or calls it off, for who leads it. */
  @property({ attribute: false }) end: ((to: BallotEnd["to"]) => void) | null = null;
  /** Of a vote by organisation, whose names are told. */
  @property({ attribute: false }) organisations: CoramTally["organisations"] = [];
  /** As the model has it: another one is drawn anew. */
  @property({ attribute: false }) ballot!: AskedBallot;
  /** The order that is being made, of a ranking. */
  @state() private order: readonly number[] = [];
  /** The vote that is on its way to the server, and in which ballot. */
  @state() private giving: { ballot: AskedBallot["id"]; vote: Vote } | null = null;
  /** The vote that was called off here: its reader is told no more of it than they see. */
  calledOff: AskedBallot["id"] | null = null;
  /** The open vote that has been brought into sight, and the way back from it. */
  private shownOpen: AskedBallot["id"] | null = null;
  private back: Promise<(() => void) | null> = Promise.resolve(null);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("ballot")) return;
    const before = changed.get("ballot");
    const { id, kind, choices, own } = this.ballot;
    if (kind === "ranking" && before?.id !== id) this.order = Array.isArray(own) ? own : choices.map((_, i) => i);
  }

  /**
   * A vote that opens comes into sight, and is said: below a long passage nobody would know that they are asked. One that is called off is
   * said too, and leaves its reader where they were.
   */
  protected override updated(): void {
    const { id, state: now, words } = this.ballot;
    if (now === "open" && this.shownOpen !== id) {
      this.shownOpen = id;
      announce(`${stateWords(this.ballot)}. ${words}`);
      this.back = bringIntoSight(this);
    }
    if (now === "open" || this.shownOpen !== id) return;
    this.shownOpen = null;
    if (now !== "dropped") return;
    announce(`${stateWords(this.ballot)}. ${offWords(this.ballot)}`);
    void this.back.then((goBack) => goBack?.());
  }

  protected override render(): TemplateResult {
    const { ballot } = this;
    const heading = `ballot-${ballot.id}`;
    // What was asked may be why it was called off: it goes.
    if (ballot.state === "dropped")
      return html`<section class="ballot" aria-labelledby=${heading}>
        <h2 id=${heading} tabindex="-1">${stateWords(ballot)}</h2>
        <p>${offWords(ballot)}</p>
      </section>`;
    return html`<section class="ballot" aria-labelledby=${heading}>
      <p class="note sub">${stateWords(ballot)} · ${rulesOf(ballot)}</p>
      <h2 id=${heading} tabindex="-1">${ballot.words}</h2>
      ${ballot.wording ? html`<coram-worded .workshop=${this.votes.id} .wording=${ballot.wording} .named=${ballot.worded === undefined ? null : (ballot.worded ?? unnamed(ballot.wording))}></coram-worded>` : nothing}
      ${ballot.state === "open" ? this.renderOpen(ballot) : html`<coram-tally .ballot=${ballot} .organisations=${this.organisations}></coram-tally>`}
      ${this.renderRefused(ballot)}
    </section>`;
  }

  private renderRefused({ id }: AskedBallot): TemplateResult | typeof nothing {
    const refused = this.votes.refusal?.(id) ?? null;
    return errorLine(refused === null ? null : describeProblem(refused));
  }

  private renderOpen(ballot: AskedBallot): TemplateResult {
    const { asks, secret, voted, of, advised } = ballot;
    return html`${asks === null ? html`<p class="sub">${t("vote.not-asked")}</p>` : this.renderVote(ballot)}
      ${this.votes.waits(ballot.id) === null ? nothing : html`<p class="alert" role="alert">${t("vote.waits")}</p>`}
      <p class="note sub" role="status">
        ${t("vote.voted", { voted, count: of })} ${advised > 0 ? t("vote.advised", { count: advised }) : nothing}
      </p>
      ${
        asks === null
          ? nothing
          : html`<p class="note sub">
              ${asks === "advises" ? t("vote.you-advise") : nothing}
              ${t(secret ? "vote.secret-why" : "vote.hidden-why")}
            </p>`
      }
      ${this.end === null ? nothing : this.renderLead(this.end)}`;
  }

  private renderVote(ballot: AskedBallot): TemplateResult {
    if (ballot.kind === "ranking") return this.renderRanking(ballot);
    const options = [...optionsOf(ballot), { vote: "abstain" as const, words: t("vote.abstain") }];
    return html`<fieldset
      class="ballot-options ${ballot.kind === "scale" ? "is-scale" : ""}"
      ?disabled=${this.votes.isBusy}
    >
      <legend class="visually-hidden">${t("vote.yours")}</legend>
      ${options.map(
        ({ vote, words }) =>
          html`<label
            ><input
              type="radio"
              name="vote-${ballot.id}"
              .checked=${live(this.chosenIn(ballot) === vote)}
              @change=${() => void this.cast(vote)}
            /><span>${words}</span></label
          >`,
      )}
    </fieldset>`;
  }

  private renderRanking({ id, choices, own }: AskedBallot): TemplateResult {
    return html`<ol class="ballot-order" aria-label=${t("vote.order")}>
        ${this.order.map((place, i) => {
          const name = choices[place] ?? "";
          return html`<li>
            <span class="grow">${name}</span>
            <button
              type="button"
              class="icon-button"
              ?disabled=${i === 0}
              aria-label=${t("vote.move-up", { name })}
              title=${t("vote.move-up", { name })}
              @click=${() => void this.move(i, -1)}
            >
              <coram-icon name="arrow-up"></coram-icon>
            </button>
            <button
              type="button"
              class="icon-button"
              ?disabled=${i === this.order.length - 1}
              aria-label=${t("vote.move-down", { name })}
              title=${t("vote.move-down", { name })}
              @click=${() => void this.move(i, 1)}
            >
              <coram-icon name="arrow-down"></coram-icon>
            </button>
          </li>`;
        })}
      </ol>
      <div class="form-actions">
        <button
          type="button"
          class="button"
          aria-pressed=${String(own === "abstain")}
          @click=${() => void this.cast("abstain")}
        >
          ${t("vote.abstain")}
        </button>
        <button type="button" class="button button-primary" @click=${() => void this.cast([...this.order])}>
          ${t(Array.isArray(own) ? "vote.cast-again" : "vote.cast")}
        </button>
      </div>
      ${own === null || this.votes.waits(id) !== null ? nothing : html`<p class="note" role="status">${t("vote.cast-done")}</p>`}`;
  }

  private renderLead(end: (to: BallotEnd["to"]) => void): TemplateResult {
    return html`<div class="form-actions">
      <button type="button" class="button" @click=${() => void this.callOff(end)}>${t("vote.drop")}</button>
      <button type="button" class="button button-primary" @click=${() => end("closed")}>${t("vote.close")}</button>
    </div>`;
  }

  /** What was given is lost by it, and the question: that is asked first. */
  private async callOff(end: (to: BallotEnd["to"]) => void): Promise<void> {
    const { id, voted, advised } = this.ballot;
    const sure = t("vote.drop");
    const question = { heading: sure, sure, leave: t("workshop.leave"), isUnlikely: true };
    const count = voted + advised;
    if (count > 0 && !(await ask({ ...question, lead: t("vote.drop-ask", { count }) }))) return;
    // It may be over by now.
    if (this.ballot.id !== id || this.ballot.state !== "open") return;
    this.calledOff = id;
    end("dropped");
  }

  private async move(from: number, by: 1 | -1): Promise<void> {
    const order = [...this.order];
    const [moved] = order.splice(from, 1);
    if (moved === undefined) return;
    order.splice(from + by, 0, moved);
    this.order = order;
    await this.updateComplete;
    followMoved(this.querySelectorAll(".ballot-order li")[from + by], by);
  }

  private async cast(vote: Vote): Promise<void> {
    const giving = { ballot: this.ballot.id, vote };
    this.giving = giving;
    try {
      await this.votes.cast(this.ballot, vote);
    } finally {
      if (this.giving === giving) this.giving = null;
    }
  }

  /** What stands chosen: the vote that is on its way, or waits, or that the server has. */
  private chosenIn({ id, own }: AskedBallot): Vote | null {
    const { giving } = this;
    return giving?.ballot === id ? giving.vote : (this.votes.waits(id) ?? own);
  }
}
