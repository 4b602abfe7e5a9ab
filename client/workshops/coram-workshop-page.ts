import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { WorkshopId } from "../../schema/domain/ids.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem, isClosed, isOutOfReach, mayPass } from "../api/http.ts";
import "../app/coram-problem-page.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { announce, tell } from "../elements/announce.ts";
import "../elements/coram-ask.ts";
import "../elements/coram-icon.ts";
import { skeleton } from "../elements/form.ts";
import { isInField, latinLetter } from "../elements/key-press.ts";
import { StrayWords } from "../elements/input/stray-words.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import { setPageTitle } from "../waits/page-title.ts";
import { CallsOfFloor } from "./calls/calls-of-floor.ts";
import { CallsToStep } from "./calls/calls-to-step.ts";
import { standingOf } from "./calls/standing.ts";
import "./calls/coram-workshop-notices.ts";
import { turnOrAsk } from "./desk/asks-first.ts";
import { type Asking, askWords, isAskable } from "./desk/ask-words.ts";
import "./desk/coram-agenda.ts";
import "./desk/coram-room.ts";
import type { CoramStepNow } from "./desk/coram-step-now.ts";
import "./desk/coram-step-now.ts";
import "./desk/coram-words-left.ts";
import { renderKeys } from "./desk/render-keys.ts";
import { type PagePart, renderTabs } from "./desk/render-tabs.ts";
import { TurnsByKey } from "./desk/turns-by-key.ts";
import "./door/coram-walls-left.ts";
import "./door/coram-workshop-door.ts";
import "./coram-seat.ts";
import "./coram-workshop-bar.ts";
import "./coram-workshop-minutes.ts";
import type { CoramFollowBar } from "./follow/coram-follow-bar.ts";
import "./follow/coram-follow-bar.ts";
import { followRoom } from "./follow/follow-room.ts";
import { FollowSurface } from "./follow/follow-surface.ts";
import "./plan/coram-plan-copy.ts";
import type { CoramSlipWork } from "./slip/coram-slip-work.ts";
import type { SlipsIn } from "./slip/slip-model.ts";
import type { CoramStepPassages } from "./coram-step-passages.ts";
import { nextTurn } from "./next-turn.ts";
import { PageSight } from "./page-sight.ts";
import type { CoramTableWork } from "./tables/coram-table-work.ts";
import { tableByKey } from "./tables/table-words.ts";
import { VotesModel } from "./votes/votes-model.ts";
import "./votes/coram-decisions.ts";
import "./votes/coram-parked.ts";
import "./votes/coram-votes.ts";
import { voteTurn } from "./votes/vote-turn.ts";
import { WorkshopModel } from "./workshop-model.ts";
import { daysWords } from "./workshop-words.ts";
import "./workshops.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-page": CoramWorkshopPage;
  }
}

/** One workshop: the desk of who leads it or may, and the page of who takes part. */
@customElement("coram-workshop-page")
export class CoramWorkshopPage extends LightElement {
  constructor() {
    super();
    new CallsToStep(
      this,
      () => standingOf(this.model),
      () => {
        this.shown = "step";
        this.bar?.left();
      },
    );
    new CallsOfFloor(this, () => standingOf(this.model));
    // Whoever types on as the step takes their field away turns nothing, and raises no hand.
    new StrayWords(this);
  }

  /** Another workshop is another page. */
  @property({ attribute: false }) workshopId!: WorkshopId;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  @state() private asking: Asking | null = null;
  /** A decision that the address names is in the room. */
  @state() private shown: PagePart = new URLSearchParams(location.search).has("decision") ? "room" : "step";
  @state() private slipsIn: SlipsIn | null = null;
  @query("coram-follow-bar") private readonly bar!: CoramFollowBar | null;
  private readonly surface = new FollowSurface(
    () =>
      this.querySelector<CoramSlipWork | CoramStepPassages>("coram-slip-work, coram-step-passages")?.followed() ?? [],
  );
  @query("coram-step-now") private readonly stepNow!: CoramStepNow | null;
  @query("coram-table-work") private readonly table!: CoramTableWork | null;
  private model: WorkshopModel | null = null;
  private readonly keys = new TurnsByKey(this);
  private readonly sight = new PageSight(this, () => this.model?.beHere());
  private votes: VotesModel | null = null;
  private hasSat = false;
  private wasAway = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey);
    this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey);
    this.model?.stop();
    this.votes?.stop();
    [this.model, this.votes] = [null, null];
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.begin();
    const { asking, model } = this;
    if (asking && model?.view && !isAskable(asking, model.view)) this.asking = null;
  }

  /** Once it is known who asks. */
  private begin(): void {
    const { session } = this;
    if (this.model || !session?.member || !this.isConnected) return;
    const { events, member } = session;
    this.model = new WorkshopModel({
      id: this.workshopId,
      me: member.id,
      events,
      isSeen: () => this.sight.isSeen,
      onChange: () => {
        const { isAway = false } = this.model ?? {};
        if (this.wasAway && !isAway) this.votes?.reached();
        this.wasAway = isAway;
        this.sit();
        this.requestUpdate();
      },
    });
    this.votes = new VotesModel({ id: this.workshopId, events });
    this.model.start();
    this.votes.start();
  }

  /** Who comes to the page while it is open has a seat. */
  private sit(): void {
    const { model } = this;
    if (!model?.view || this.hasSat || model.isAway) return;
    const { rights, seat } = model.view;
    if (!rights.takePart || seat) return;
    this.hasSat = true;
    void model.sit(language()).then((isSeated) => {
      // What did not reach the server is asked again once it is heard.
      if (!isSeated && isOutOfReach(model.refused)) this.hasSat = false;
    });
  }

  protected override updated(): void {
    const title = this.model?.view?.workshop.title;
    if (title) setPageTitle(title);
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const view = model?.view;
    if (!model || !view) {
      const problem = model?.problem ?? null;
      if (problem === null)
        return html`<main id="main" tabindex="-1" class="page">${skeleton(8, t("shell.loading"))}</main>`;
      return html`<coram-problem-page
        .words=${describeProblem(problem)}
        .retry=${mayPass(problem) ? () => void model?.load() : null}
        href="/workshops"
        .to=${t("workshop.back")}
      ></coram-problem-page>`;
    }
    // Taken away, or closed to who asks.
    if (isClosed(model.problem))
      return html`<coram-problem-page
        .words=${describeProblem(model.problem)}
        href="/workshops"
        .to=${t("workshop.back")}
      ></coram-problem-page>`;
    return this.renderWorkshop(model, view);
  }

  private renderWorkshop(model: WorkshopModel, view: WorkshopView): TemplateResult {
    const { rights } = view;
    const isDesk = rights.plan || rights.lead || rights.takeFloorAfterMs !== null;
    return html`<coram-workshop-bar
        .view=${view}
        .me=${model.me}
        .isAway=${model.isAway}
        .isBusy=${model.isBusy}
        @coram-workshop-state=${({ detail }: HTMLElementEventMap["coram-workshop-state"]) => this.ask(detail.to)}
        @coram-take-floor=${() => void model.takeFloor()}
      ></coram-workshop-bar>
      <coram-workshop-notices
        .model=${model}
        .view=${view}
        .isAway=${model.isAway}
        .isBusy=${model.isBusy}
        .refused=${model.refused}
      ></coram-workshop-notices>
      <div
        class="workshop ${isDesk ? "workshop-desk" : "workshop-part"}"
        data-shown=${this.shown}
        data-state=${view.workshop.state}
        @coram-room-sought=${() => (this.shown = "room")}
        @coram-vote-sought=${() => (this.shown = "step")}
        @coram-ask-first=${({ detail }: HTMLElementEventMap["coram-ask-first"]) => (this.asking = detail)}
      >
        ${isDesk ? this.renderDesk(model, view) : this.renderPart(model, view)}
      </div>
      ${isDesk ? renderTabs(view, this.shown, (part) => (this.shown = part)) : nothing} ${this.renderAsk(model, view)}`;
  }

  private renderDesk(model: WorkshopModel, view: WorkshopView): TemplateResult {
    const { rights } = view;
    return html`<nav class="workshop-agenda" aria-label=${t("workshop.agenda")}>
        <coram-agenda .model=${model} .view=${view}></coram-agenda>
        ${view.rights.lead ? renderKeys() : nothing}
      </nav>
      <main id="main" tabindex="-1" class="workshop-work" @coram-slips-in=${this.onSlipsIn}>
        ${this.renderNow(model, view)}
      </main>
      <aside class="workshop-room" aria-label=${t("workshop.room")}>
        ${view.rights.takePart ? html`<coram-workshop-seat .model=${model} .view=${view}></coram-workshop-seat>` : nothing}
        <coram-workshop-room
          .view=${view}
          .me=${model.me}
          .slipsIn=${this.slipsIn?.whose ?? null}
          @coram-answer-hand=${({ detail }: HTMLElementEventMap["coram-answer-hand"]) => void model.answerHand(detail.seat, detail.to)}
          @coram-give-floor=${({ detail }: HTMLElementEventMap["coram-give-floor"]) => (this.asking = { kind: "give", to: detail.to })}
        ></coram-workshop-room>
        ${this.renderKept(model, view)}
        ${rights.plan && rights.takePart ? html`<coram-workshop-door .view=${view}></coram-workshop-door>` : nothing}
      </aside>`;
  }

  private renderPart(model: WorkshopModel, view: WorkshopView): TemplateResult {
    return html`<main id="main" tabindex="-1" class="workshop-work" @coram-slips-in=${this.onSlipsIn}>
        ${this.renderNow(model, view)}
      </main>
      <aside class="workshop-room" aria-label=${t("workshop.agenda")}>
        ${view.rights.takePart ? html`<coram-workshop-seat .model=${model} .view=${view}></coram-workshop-seat>` : nothing}
        <coram-agenda .model=${model} .view=${view}></coram-agenda>
        ${view.rights.takePart ? html`<coram-workshop-room .view=${view} .me=${model.me}></coram-workshop-room>` : nothing}
        ${this.renderKept(model, view)}
      </aside>`;
  }

  private renderKept(model: WorkshopModel, view: WorkshopView): TemplateResult | typeof nothing {
    if (view.workshop.state === "planned") return nothing;
    return html`<coram-decisions .votes=${this.votes} .view=${view} .me=${model.me}></coram-decisions>
      <coram-parked .votes=${this.votes} .view=${view} .me=${model.me}></coram-parked>
      <coram-workshop-minutes
        .view=${view}
        @coram-attendance-confirmed=${() => void model.load()}
      ></coram-workshop-minutes>`;
  }

  private renderNow(model: WorkshopModel, view: WorkshopView): TemplateResult {
    const { state: now, title, days } = view.workshop;
    const left = html`<coram-words-left .view=${view} .votes=${this.votes} .isBusy=${model.isBusy}></coram-words-left>`;
    if (now === "open" || now === "paused") return html`${left}${this.renderRunning(model, view)}`;
    return html`${left}
      <div class="step-head"><h1 class="grow">${title}</h1></div>
      <p>${daysWords(days)}</p>
      <p class="sub">${t(now === "closed" ? "workshop.is-closed" : "workshop.is-planned")}</p>
      ${
        now === "planned" && view.rights.plan
          ? html`<p class="sub">${t("workshop.host-opens")}</p>
              <div class="step-acts">
                <button type="button" class="button button-primary" @click=${() => this.ask("open")}>
                  ${t("workshop.open")}
                </button>
                <a class="button" href="/workshops/${view.workshop.id}/plan">${t("workshop.plan-it")}</a>
              </div>`
          : nothing
      }
      ${now === "closed" ? html`<coram-walls-left .view=${view} .me=${model.me}></coram-walls-left><coram-plan-copy .view=${view} .me=${model.me}></coram-plan-copy>` : nothing}`;
  }

  /** Votes stand before the way on, which is the last: what comes into the page moves it no more. */
  private renderRunning(model: WorkshopModel, view: WorkshopView): TemplateResult {
    return html`<coram-step-now
      .model=${model}
      .view=${view}
      .isBusy=${model.isBusy}
      .votes=${this.votes}
      .areAllIn=${this.slipsIn?.areAll ?? false}
      .follow=${this.renderFollow(model)}
      .asks=${html`<coram-votes .votes=${this.votes} .view=${view}></coram-votes>`}
      @coram-words-here=${() => this.bar?.arrived()}
    ></coram-step-now>`;
  }

  private renderFollow(model: WorkshopModel): TemplateResult | typeof nothing {
    const room = model.step && followRoom(model);
    if (!room || !this.session) return nothing;
    return html`<coram-follow-bar
      .events=${this.session.events}
      .room=${room}
      .surface=${this.surface}
    ></coram-follow-bar>`;
  }

  private ask(to: "open" | "paused" | "closed"): void {
    // What was confirmed is on its way: a key that is pressed on asks nothing anew.
    if (this.model?.isBusy) return;
    // To go on undoes nothing, and is not asked.
    if (to === "open" && this.model?.view?.workshop.state === "paused") void this.model.change("open");
    else this.asking = { kind: to };
  }

  private renderAsk(model: WorkshopModel, view: WorkshopView): TemplateResult {
    const { asking } = this;
    const words = asking ? askWords(asking, view, this.votes?.ballots ?? []) : { heading: "", lead: "", sure: "" };
    const isFinal = asking?.kind === "closed";
    return html`<coram-ask
      .open=${asking !== null}
      .heading=${words.heading}
      .lead=${words.lead}
      .sure=${words.sure}
      .leave=${t("workshop.leave")}
      .isFinal=${isFinal}
      .isUnlikely=${asking?.kind === "turn"}
      @coram-dialog-close=${() => (this.asking = null)}
      @coram-ask-sure=${() => {
        this.asking = null;
        if (asking) void this.sure(model, asking);
      }}
    ></coram-ask>`;
  }

  private async sure(model: WorkshopModel, asking: Asking): Promise<void> {
    if (asking.kind === "give") return void (await model.giveFloor(asking.to));
    if (asking.kind === "again") return void (await model.turn(asking.step, "silence"));
    if (asking.kind === "turn") return void (await asking.go());
    const opens = asking.kind === "open";
    // Whoever opens it leads, until they give the floor away.
    if ((await model.change(asking.kind)) && opens && model.view?.workshop.holder === null) await model.takeFloor();
  }

  private readonly onSlipsIn = ({ detail }: HTMLElementEventMap["coram-slips-in"]): void => {
    this.slipsIn = detail;
  };

  /** Where a question is put off. */
  private goToParked(event: KeyboardEvent): void {
    event.preventDefault();
    this.shown = "room";
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("coram-parked textarea")?.focus());
  }

  /** A chair asks at their table; who has the floor, once theirs is done, all. The letter is no word of the question that opens. */
  private askVote(event: KeyboardEvent, ofAll: boolean): void {
    event.preventDefault();
    const table = this.querySelector("coram-table-votes");
    (!ofAll && table?.mayAsk ? table : this.querySelector("coram-votes"))?.ask();
  }

  /** By a key, which an open vote holds up: it is ended by hand. */
  private goOn(model: WorkshopModel, view: WorkshopView): void {
    const [next, vote] = [nextTurn(view), voteTurn(this.votes, view)];
    if (vote === "open") tell(t("vote.is-open"));
    else if (vote === "first") this.querySelector("coram-votes")?.begin();
    else if (this.stepNow?.waitsForSlips) announce(t("workshop.slips-late"));
    else if (next && this.stepNow) turnOrAsk(this.stepNow, model, next, "key", this.stepNow.areAllIn);
  }

  /** The step, for who leads, or the table of a chair. */
  private turnByKey(event: KeyboardEvent, model: WorkshopModel, ofAll: boolean): void {
    if (!model.view || !(ofAll || this.table) || !this.keys.mayTurn(event)) return;
    event.preventDefault();
    if (ofAll) this.goOn(model, model.view);
    else this.table?.goOn("key");
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { model } = this;
    if (!model?.view || this.asking || event.defaultPrevented || event.repeat || isInField(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.keys.isTypedOn && event.key !== " ") return;
    const mayLead = model.view.rights.lead && model.view.workshop.state === "open";
    if (event.key === " ") this.turnByKey(event, model, mayLead && !(this.table && tableByKey(model.view)));
    else if (event.key === "+" && mayLead && this.stepNow?.takesMinutes) void model.more(1);
    else if (latinLetter(event) === "v") this.askVote(event, mayLead && !tableByKey(model.view));
    else if (latinLetter(event) === "g") this.goToParked(event);
    else if (latinLetter(event) === "h" && model.view.seat && model.view.rights.takePart)
      void model.raiseHand(model.view.seat.handAt === null);
  };
}
