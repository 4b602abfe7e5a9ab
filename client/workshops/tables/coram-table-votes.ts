import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BallotEnd, BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "../votes/coram-ballot-new.ts";
import "../votes/coram-ballot.ts";
import { SeesVotes } from "../votes/sees-votes.ts";
import type { VotesModel } from "../votes/votes-model.ts";
import { leftBy } from "./coram-table-decisions.ts";
import { tableByKey } from "./table-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-table-votes": CoramTableVotes;
  }
  interface HTMLElementEventMap {
    /** The table's chair records what it decided by a vote. */
    "coram-decide-vote": CustomEvent<BallotView>;
  }
}

/** What is voted on at one's own table: the vote that is open there, or was closed last, and for its chair the next one. */
@customElement("coram-table-votes")
export class CoramTableVotes extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) table!: TableView;
  /** What the table decides is recorded now, by who reads this. */
  @property({ type: Boolean }) decides = false;
  @state() private isAsking = false;

  /** Whether who reads this may ask what is voted on next. */
  get mayAsk(): boolean {
    const { table, view } = this;
    return table.chair === view.seat?.id && table.work.beganAt !== null && view.workshop.state === "open";
  }

  ask(): void {
    if (this.mayAsk && this.ballot?.state !== "open") this.isAsking = true;
  }

  private get ballot(): ReturnType<VotesModel["ballotAt"]> {
    return this.votes.ballotAt(this.table.step, this.table.id);
  }

  protected override render(): TemplateResult {
    const { votes, view, ballot, mayAsk, table } = this;
    const shown = votes.shownAt(table.step, table.id);
    const refused = votes.refusedAt(table.id);
    const isByKey = !view.rights.lead || tableByKey(view)?.id === table.id;
    return html`${shown ? this.renderBallot(shown) : nothing}
    ${ballot && ballot !== shown ? this.renderBallot(ballot) : nothing}
    ${errorLine(refused === null || this.isAsking ? null : describeProblem(refused))}
    ${
      this.decides && ballot?.state === "closed" && leftBy(ballot, table) !== null
        ? html`<button
            type="button"
            class="button button-primary"
            @click=${() => this.dispatchEvent(new CustomEvent("coram-decide-vote", { detail: ballot, bubbles: true }))}
          >
            ${t("decision.record")}
          </button>`
        : nothing
    }
    ${
      mayAsk && ballot?.state !== "open"
        ? html`<button type="button" class="button" @click=${() => this.ask()}>
            ${t("table.vote")}${isByKey ? html` <kbd class="key">V</kbd>` : nothing}
          </button>`
        : nothing
    }
    ${
      mayAsk
        ? html`<coram-ballot-new
            .votes=${votes}
            .view=${view}
            .table=${table.id}
            ?open=${this.isAsking}
            @coram-dialog-close=${() => (this.isAsking = false)}
          ></coram-ballot-new>`
        : nothing
    }`;
  }

  private renderBallot(ballot: BallotView): TemplateResult {
    const { votes, view, table } = this;
    const end = this.mayAsk ? (to: BallotEnd["to"]) => void votes.endAt(table.id, ballot, to) : null;
    return html`<coram-ballot
      .votes=${votes}
      .end=${end}
      .ballot=${ballot}
      .organisations=${view.organisations}
    ></coram-ballot>`;
  }
}
