import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { BALLOT_LIMITS } from "../../../schema/domain/workshop/ballot.ts";
import type { VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import { hasReached } from "../../../schema/domain/verdict.ts";
import type { WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { readNetwork } from "../../api/verdicts.ts";
import { dropWorkshop, planWorkshop, readWorkshop } from "../../api/workshops/workshops.ts";
import { Refetch } from "../../app/refetch.ts";
import { navigate } from "../../app/router.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-ask.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { endAhead } from "../../palette/typed-ahead.ts";
import { renderScreenPlanned } from "../door/screen-planned.ts";
import { stepName } from "../workshop-words.ts";
import "./coram-plan-agenda.ts";
import "./coram-plan-frame.ts";
import { begunIn, draftOf, inDays, missingIn, type Missing, toSave, type VerdictStates } from "./plan-draft.ts";
import "./plan.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-page": CoramPlanPage;
  }
  interface HTMLElementEventMap {
    /** The plan as it is now. */
    "coram-plan-change": CustomEvent<{ plan: WorkshopPlan }>;
  }
}

/** The plan of a workshop: its days, who deputises, its agenda with passages. What is typed stays, whoever changes it meanwhile. */
@customElement("coram-plan-page")
export class CoramPlanPage extends LightElement {
  /** Another workshop is another page. */
  @property({ attribute: false }) workshopId!: WorkshopId;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  @state() private view: WorkshopView | null = null;
  @state() private network: NetworkView | null = null;
  /** As it is written here. */
  @state() private plan: WorkshopPlan | null = null;
  /** Somebody else has changed the plan since. */
  @state() private isMoved = false;
  @state() private isBusy = false;
  @state() private isDropping = false;
  @state() private problem: unknown = null;
  /** As the server had it when what is written was begun. */
  private base = "";
  /** What is on its way to it: until that is there it is not saved. */
  private sent = "";
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    // Passages are taken from verdicts as they are cleared, and as they are coded.
    isOld: (event) => event.type === "verdict" || (event.type === "workshop" && event.workshop === this.workshopId),
    fetch: (signal) => Promise.all([readWorkshop(this.workshopId, signal), readNetwork(signal)]),
    take: ([view, network]) => {
      this.network = network;
      this.take(view);
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("coram-leaving", this.onLeaving);
    addEventListener("beforeunload", this.onUnload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("coram-leaving", this.onLeaving);
    removeEventListener("beforeunload", this.onUnload);
  }

  private get isUnsaved(): boolean {
    return this.plan !== null && JSON.stringify(this.plan) !== this.base;
  }

  private readonly onLeaving = (event: Event): void => {
    if (this.isUnsaved && !confirm(t("plan.leave-page"))) event.preventDefault();
  };

  private readonly onUnload = (event: Event): void => {
    if (this.isUnsaved) event.preventDefault();
  };

  protected override updated(): void {
    // Nothing is to be written here, and what was typed for it comes back.
    if (this.view ? !this.view.rights.plan : this.refetch.problem !== null) endAhead(location.pathname);
  }

  /** How it stands on the server: shown, unless something is written here that is not saved. */
  private take(view: WorkshopView): void {
    this.view = view;
    const theirs = JSON.stringify(draftOf(view));
    if (theirs === this.sent) this.base = theirs;
    if (theirs === this.base) return;
    if (this.isUnsaved && theirs !== JSON.stringify(this.plan)) this.isMoved = true;
    else this.takeTheirs();
  }

  private takeTheirs(): void {
    if (!this.view) return;
    this.plan = draftOf(this.view);
    this.base = JSON.stringify(this.plan);
    this.isMoved = false;
  }

  protected override render(): TemplateResult {
    const { view, plan, network } = this;
    const problem = view ? null : this.refetch.problem;
    return html`<div class="page plan-page">
      <div class="page-lead">
        <h1 class="page-title grow">${t("plan.title")}</h1>
        <a class="button" href="/workshops/${this.workshopId}">${t("plan.to-workshop")}</a>
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      ${view && plan && network ? this.renderPlan(view, plan, network) : problem === null ? skeleton(10, t("shell.loading")) : nothing}
    </div>`;
  }

  private renderPlan(view: WorkshopView, plan: WorkshopPlan, network: NetworkView): TemplateResult {
    if (!view.rights.plan) return html`<p class="sub">${t("problem.not-allowed")}</p>`;
    const begun = begunIn(view);
    const take = ({ detail }: HTMLElementEventMap["coram-plan-change"]): void => {
      this.plan = inDays(detail.plan);
      this.problem = null;
    };
    return html`<coram-plan-frame
        .plan=${plan}
        .members=${view.members}
        .isNew=${view.workshop.version === 1}
        @coram-plan-change=${take}
      ></coram-plan-frame>
      <coram-plan-agenda
        .plan=${plan}
        .begun=${begun}
        .network=${network}
        .people=${view}
        @coram-plan-change=${take}
      ></coram-plan-agenda>
      ${this.renderMissing(missingIn(plan, statesIn(network), begun), network)} ${renderScreenPlanned()}
      ${this.renderActs(view, plan, network)}`;
  }

  private renderMissing(missing: readonly Missing[], network: NetworkView): TemplateResult {
    return html`<section aria-labelledby="plan-missing">
      <div class="section-head"><h2 id="plan-missing">${t("plan.missing")}</h2></div>
      ${
        missing.length === 0
          ? html`<p class="sub">${t("plan.nothing-missing")}</p>`
          : html`<ul class="plan-missing">
              ${missing.map((each) => html`<li>${missingWords(each, network)}</li>`)}
            </ul>`
      }
    </section>`;
  }

  private renderActs(view: WorkshopView, plan: WorkshopPlan, network: NetworkView): TemplateResult {
    const isFatal = missingIn(plan, statesIn(network), begunIn(view)).some((each) => each.isFatal);
    const mayDrop = view.workshop.openedAt === null;
    return html`<div class="plan-acts">
        ${
          this.isMoved
            ? html`<div class="alert" role="alert">
                <span class="grow">${t("plan.moved-under")}</span>
                <button type="button" class="button" @click=${() => this.takeTheirs()}>${t("plan.take-theirs")}</button>
              </div>`
            : errorLine(this.problem === null ? null : describeProblem(this.problem))
        }
        <button
          type="button"
          class="button button-primary"
          ?disabled=${this.isBusy || isFatal || !this.isUnsaved}
          @click=${() => void this.save()}
        >
          ${t(this.isMoved ? "plan.save-mine" : "plan.save")}
        </button>
        <span class="note sub" role="status">${t(this.isUnsaved ? "plan.unsaved" : "plan.saved")}</span>
        <span class="grow"></span>
        ${
          mayDrop
            ? html`<button type="button" class="button button-quiet" @click=${() => (this.isDropping = true)}>
                ${t("plan.drop")}
              </button>`
            : nothing
        }
      </div>
      <coram-ask
        .open=${this.isDropping}
        .heading=${t("plan.drop")}
        .lead=${t("plan.drop-ask")}
        .leave=${t("plan.leave")}
        .sure=${t("plan.drop")}
        .isFinal=${true}
        @coram-dialog-close=${() => (this.isDropping = false)}
        @coram-ask-sure=${() => void this.drop()}
      ></coram-ask>`;
  }

  private async save(): Promise<void> {
    const { plan, view } = this;
    if (!plan || !view || this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      this.sent = JSON.stringify(plan);
      this.isMoved = false;
      const saved = await this.put(plan, view);
      this.base = this.sent;
      this.take(saved);
      announce(t("plan.saved"));
    } catch (error) {
      this.base = JSON.stringify(draftOf(this.view ?? view));
      this.problem = error;
    } finally {
      this.sent = "";
      this.isBusy = false;
    }
  }

  /** Phases make another course, too: where the plan itself is as it was, it is saved over the newest. */
  private async put(plan: WorkshopPlan, on: WorkshopView): Promise<WorkshopView> {
    try {
      return await planWorkshop(on.workshop.id, on.workshop.course, toSave(plan, on));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "workshop-moved") throw error;
      const now = await readWorkshop(on.workshop.id);
      const isSame = JSON.stringify(draftOf(now)) === JSON.stringify(draftOf(on));
      this.view = now;
      if (isSame) return this.put(plan, now);
      this.isMoved = true;
      throw error;
    }
  }

  private async drop(): Promise<void> {
    this.isDropping = false;
    try {
      await dropWorkshop(this.workshopId);
      this.base = JSON.stringify(this.plan);
      navigate("/workshops", true);
    } catch (error) {
      this.problem = error;
    }
  }
}

function statesIn({ verdicts }: NetworkView): VerdictStates {
  const of = (verdict: VerdictId) => verdicts.find((each) => each.verdict.id === verdict);
  return {
    isBlind: (verdict) => of(verdict)?.mode === "blind",
    isClosedToGuests: (verdict) => !hasReached(of(verdict)?.verdict.stage ?? "in-preparation", "cleared-for-guests"),
  };
}

/** The way to the stage for who may change it; else who does. */
function whoClears(id: VerdictId, { verdicts, organisations }: NetworkView): string | TemplateResult {
  const of = verdicts.find(({ verdict }) => verdict.id === id);
  if (of?.canPrepare) return html`<a href="/verdicts/${id}?dialog=stage">${t("plan.look-at-stage")}</a>`;
  return t("plan.cleared-by", {
    organisation: organisations.find((each) => each.id === of?.verdict.owner)?.name ?? "–",
  });
}

function missingWords(missing: Missing, network: NetworkView): string | TemplateResult {
  const { verdicts } = network;
  const numberOf = (verdict: VerdictId): string =>
    verdicts.find((each) => each.verdict.id === verdict)?.verdict.caseNumber ?? "–";
  switch (missing.what) {
    case "days":
      return t("plan.days-order");
    case "language":
      return t("plan.language-needed");
    case "title":
      return t("plan.missing-title");
    case "steps":
      return t("plan.missing-steps");
    case "deputy":
      return t("plan.missing-deputy");
    case "question":
      return t("plan.missing-question", { step: stepName(missing.step) });
    case "choices":
      return t("plan.missing-choices", {
        step: stepName(missing.step),
        count: BALLOT_LIMITS.choices,
        length: String(BALLOT_LIMITS.choice),
      });
    case "key":
    case "passages":
    case "table-passages":
    case "tables":
    case "vote":
      return t(`plan.missing-${missing.what}`, { step: stepName(missing.step) });
    case "blind":
      return t("plan.coded-blind", { case: numberOf(missing.verdict) });
    case "guests":
      return html`${t("plan.closed-to-guests", { case: numberOf(missing.verdict) })}
      ${whoClears(missing.verdict, network)}`;
  }
}
