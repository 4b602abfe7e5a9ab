import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BallotQuestion } from "../../../schema/domain/workshop/ballot.ts";
import { preparedQuestion } from "../../../schema/domain/workshop/prepared.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { BallotEnd, BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { refusedWords } from "../refused-words.ts";
import { kindWord } from "../workshop-words.ts";
import { stepUnderWay } from "../workshop-event.ts";
import { optionsOf, rulesOf } from "./ballot-words.ts";
import { type ProposedBallot } from "./coram-ballot-new.ts";
import "./coram-ballot-new.ts";
import "./coram-ballot.ts";
import "./coram-decision.ts";
import { SeesVotes } from "./sees-votes.ts";
import { voteTurn } from "./vote-turn.ts";
import type { VotesModel } from "./votes-model.ts";
import "./votes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-votes": CoramVotes;
  }
}

/** The vote that is open, or ended last in the step under way; for who leads what is decided on it, and the next vote. */
@customElement("coram-votes")
export class CoramVotes extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @state() private isAsking = false;
  /** What the question that is asked begins with. */
  private proposed: ProposedBallot | null = null;

  /** Asks what is voted on next, where the asker may open a vote and none is open: what was planned first, if that is not left for another. */
  ask(proposed = this.proposal): void {
    const isOpen = this.votes.ballotAt(this.view.workshop.step)?.state === "open";
    if (!this.view.rights.lead || isOpen) return;
    this.proposed = proposed;
    this.isAsking = true;
  }

  /** By the key that leads on, in a step whose first vote is to come: what waits is opened as it is, else one says what is voted on. */
  begin(): void {
    if (!this.votes.areBallotsRead || this.isAsking) return;
    if (this.waiting) this.open(this.waiting);
    else this.ask();
  }

  private open(question: BallotQuestion): void {
    const { step, term } = this.view.workshop;
    void this.votes.open({ term, step, planned: true, question });
  }

  /** The step under way, until what was planned for it was voted on. */
  private get planned(): Step | null {
    const step = stepUnderWay(this.view);
    if (!step || !this.votes.areBallotsRead) return null;
    return this.votes.heldIn(step.id).some(({ planned }) => planned) ? null : step;
  }

  /** What was made ready for the step, or its title where it is a vote that says what it is on. */
  private get proposal(): ProposedBallot | null {
    const { planned } = this;
    if (!planned) return null;
    const isNamed = planned.kind === "vote" && planned.title !== kindWord("vote");
    const question = this.waiting ?? (isNamed ? { words: planned.title } : null);
    return question && { of: planned.id, planned: true, question };
  }

  /** The question that one press opens. */
  private get waiting(): BallotQuestion | null {
    const { planned } = this;
    return planned && preparedQuestion(planned);
  }

  protected override render(): TemplateResult {
    const { votes, view } = this;
    const ballot = votes.ballotAt(view.workshop.step);
    const shown = votes.shownAt(view.workshop.step);
    const decision = ballot && votes.decisionOn(ballot);
    const isLed = view.rights.lead;
    const problem = votes.refusedAt("all");
    const refused = problem === null || this.isAsking ? null : refusedWords(problem, view);
    const isPutOff = ballot !== null && !decision && votes.isPutOff(ballot);
    const isDeciding = isLed && ballot?.state === "closed" && !decision && !isPutOff;
    return html`${votes.coming ? renderComing() : nothing} ${shown ? this.renderBallot(shown) : nothing}
    ${ballot && ballot !== shown ? this.renderBallot(ballot) : nothing} ${isDeciding ? nothing : errorLine(refused)}
    ${
      decision
        ? html`<p class="decision-made">
            <b>${t("decision.made")}</b>
            ${decision.kind === "wording" ? t(`decision.made-${decision.effect}`, { count: decision.tags }) : decision.words}
          </p>`
        : nothing
    }
    ${isPutOff ? html`<p class="decision-made"><b>${t("parked.title")}</b></p>` : nothing}
    ${
      isDeciding
        ? html`<coram-decision
            .votes=${votes}
            .view=${view}
            .ballot=${ballot}
            @coram-vote-again=${() => this.ask({ of: ballot.id, planned: ballot.planned, question: ballot })}
          ></coram-decision>`
        : nothing
    }
    ${isLed && ballot?.state !== "open" && !isDeciding ? this.renderNext() : nothing}
    ${
      isLed
        ? html`<coram-ballot-new
            .votes=${votes}
            .view=${view}
            .proposed=${this.proposed}
            ?open=${this.isAsking}
            @coram-dialog-close=${() => (this.isAsking = false)}
          ></coram-ballot-new>`
        : nothing
    }`;
  }

  private renderBallot(ballot: BallotView): TemplateResult {
    const { votes, view } = this;
    const { term } = view.workshop;
    return html`<coram-ballot
      .votes=${votes}
      .end=${view.rights.lead ? (to: BallotEnd["to"]) => void votes.end(ballot, { term, to }) : null}
      .ballot=${ballot}
      .organisations=${view.organisations}
    ></coram-ballot>`;
  }

  /** The question that waits, or a word for the next one. */
  private renderNext(): TemplateResult {
    if (this.waiting) return this.renderWaiting(this.waiting);
    const key = voteTurn(this.votes, this.view) === "first" ? t("workshop.key-space") : "V";
    return html`<button type="button" class="button" @click=${() => this.ask()}>
      ${t("vote.new")} <kbd class="key">${key}</kbd>
    </button>`;
  }

  private renderWaiting(question: BallotQuestion): TemplateResult {
    const { words, choices } = question;
    const isByKey = voteTurn(this.votes, this.view) === "first";
    return html`<section class="ballot" aria-labelledby="vote-waiting">
      <p class="note sub">${t("vote.prepared")}</p>
      <h2 id="vote-waiting">${words}</h2>
      ${
        choices.length === 0
          ? nothing
          : html`<ul class="ballot-waiting">
              ${optionsOf(question).map((each) => html`<li>${each.words}</li>`)}
            </ul>`
      }
      <p class="note sub">${rulesOf(question)}</p>
      <div class="form-actions">
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.votes.isBusy}
          @click=${() => this.open(question)}
        >
          ${t("vote.open")}${isByKey ? html` <kbd class="key">${t("workshop.key-space")}</kbd>` : nothing}
        </button>
        <button type="button" class="button" @click=${() => this.ask()}>
          ${t("vote.change-first")} <kbd class="key">V</kbd>
        </button>
        <button type="button" class="button button-quiet" @click=${() => this.ask(null)}>${t("vote.new")}</button>
      </div>
    </section>`;
  }
}

/** That a vote has opened is told at once; on a slow server what it asks comes later. */
function renderComing(): TemplateResult {
  return html`<section class="ballot">
    <p class="note sub" role="status">${t("vote.is-open")}</p>
    ${skeleton(3, t("shell.loading"))}
  </section>`;
}
