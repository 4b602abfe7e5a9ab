import { LitElement, html } from "lit";
import { EventStream } from "../../../client/api/events.ts";
import "../../../client/workshops/votes/coram-decisions.ts";
import "../../../client/workshops/votes/coram-parked.ts";
import "../../../client/workshops/votes/coram-votes.ts";
import { VotesModel } from "../../../client/workshops/votes/votes-model.ts";
import { BallotId, newId, StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { FACILITATOR, LAWYER, MEMBERS, METHODOLOGY } from "../browser/shell-data.ts";
import { type Answers, mount } from "../browser/shell-page.ts";

export const WORKSHOP = newId(WorkshopId);
export const PATH = `/api/workshops/${WORKSHOP}`;
export const AT = "2026-11-29T10:00:00.000Z";

const view = (lead: boolean, state: WorkshopView["workshop"]["state"] = "open"): WorkshopView => ({
  workshop: {
    id: WORKSHOP,
    title: "Methodology workshop 1",
    days: ["2026-12-01"],
    begins: "09:00",
    country: "rs",
    languages: ["en"],
    deputies: [],
    rule: 0.67,
    host: FACILITATOR.organisation,
    state,
    holder: FACILITATOR.id,
    term: 2,
    step: null,
    version: 4,
    course: 4,
    leftMs: null,
    openedAt: AT,
    closedAt: null,
  },
  steps: [],
  tables: [],
  seats: [],
  members: MEMBERS.members.map(toMemberCard),
  seat: null,
  consents: null,
  waiting: null,
  rights: { plan: lead, lead, takePart: true, minutes: false, takeFloorAfterMs: null },
  now: AT,
  organisations: MEMBERS.organisations,
  minutes: null,
  closedToGuests: [],
  holderSilentMs: null,
});

export const ballot = (change: Partial<BallotView> = {}): BallotView => ({
  id: newId(BallotId),
  step: null,
  table: null,
  planned: false,
  words: "Does it not cover this?",
  kind: "yes-no",
  choices: [],
  by: "person",
  secret: true,
  share: "two-thirds",
  wording: null,
  state: "open",
  openedBy: FACILITATOR.id,
  openedAt: AT,
  endedAt: null,
  tally: null,
  voted: 3,
  of: 14,
  advised: 1,
  own: null,
  asks: "counts",
  ...change,
});

export const STEP: Step = {
  id: newId(StepId),
  kind: "talk",
  title: "Talk",
  minutes: 20,
  phaseMinutes: {},
  passages: [],
  day: 0,
  prepared: null,
  phase: "on",
  edition: null,
  pass: 0,
  beganAt: AT,
  endsAt: null,
  endedAt: null,
};

/** The parts of a workshop's page that are of votes, as it holds them. */
class VotesDesk extends LitElement {
  isLed = false;
  state: WorkshopView["workshop"]["state"] = "open";
  /** The first is under way. */
  steps: Step[] = [];
  private readonly votes = new VotesModel({
    id: WORKSHOP,
    events: new EventStream(),
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.votes.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.votes.stop();
  }

  protected override render() {
    const { votes } = this;
    const { workshop, ...rest } = view(this.isLed, this.state);
    const of = { ...rest, workshop: { ...workshop, step: this.steps[0]?.id ?? null }, steps: this.steps };
    return html`<div>
        <coram-votes .votes=${votes} .view=${of}></coram-votes>
      </div>
      <section aria-label="Room">
        <coram-decisions .votes=${votes} .view=${of} .me=${LAWYER.id}></coram-decisions>
        <coram-parked .votes=${votes} .view=${of} .me=${LAWYER.id}></coram-parked>
      </section>`;
  }
}
customElements.define("votes-desk", VotesDesk);

export const desk = (ballots: BallotView[], isLed: boolean, answers: Answers = {}) =>
  mount<VotesDesk>(
    "votes-desk",
    isLed ? FACILITATOR : LAWYER,
    {
      [`GET ${PATH}/ballots`]: { ballots },
      [`GET ${PATH}/decisions`]: { decisions: [] },
      [`GET ${PATH}/parked`]: { parked: [] },
      [`GET ${PATH}/wordings`]: { categories: METHODOLOGY.content.categories, gone: [] },
      ...answers,
    },
    { isLed },
  );
