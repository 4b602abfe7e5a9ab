import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BallotEnd } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "./coram-ballot-new.ts";
import "./coram-ballot.ts";
import "./coram-decision.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";
import "./votes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-votes": CoramVotes;
  }
}

/** The vote that is open, or was closed last in the step under way; for who leads what is decided on it, and the next vote. */
@customElement("coram-votes")
export class CoramVotes extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @state() private isAsking = false;

  /** Asks what is voted on next, where the asker may open a vote and none is open. */
  ask(): void {
    const isOpen = this.votes.ballotAt(this.view.workshop.step)?.state === "open";
    if (this.view.rights.lead && !isOpen) this.isAsking = true;
  }

  protected override render(): TemplateResult {
    const { votes, view } = this;
    const ballot = votes.ballotAt(view.workshop.step);
    const decision = ballot && votes.decisionOn(ballot);
    const isLed = view.rights.lead;
    const problem = votes.refusedAt(null);
    const refused = problem === null || this.isAsking ? null : describeProblem(problem);
    const isPutOff = ballot !== null && !decision && votes.isPutOff(ballot);
    const isDeciding = isLed && ballot?.state === "closed" && !decision && !isPutOff;
    return html`${
      ballot
        ? html`<coram-ballot
            .votes=${votes}
            .end=${isLed ? (to: BallotEnd["to"]) => void votes.end(ballot, { term: view.workshop.term, to }) : null}
            .ballot=${ballot}
            .organisations=${view.organisations}
          ></coram-ballot>`
        : nothing
    }
    ${isDeciding ? nothing : errorLine(refused)}
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
            @coram-vote-again=${() => this.ask()}
          ></coram-decision>`
        : nothing
    }
    ${
      isLed && ballot?.state !== "open" && !isDeciding
        ? html`<button type="button" class="button" @click=${() => this.ask()}>
            ${t("vote.new")} <kbd class="key">V</kbd>
          </button>`
        : nothing
    }
    ${
      isLed
        ? html`<coram-ballot-new
            .votes=${votes}
            .view=${view}
            ?open=${this.isAsking}
            @coram-dialog-close=${() => (this.isAsking = false)}
          ></coram-ballot-new>`
        : nothing
    }`;
  }
}
