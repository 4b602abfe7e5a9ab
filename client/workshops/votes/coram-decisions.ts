import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { Decision, WordingDecision, WordingWait } from "../../../schema/domain/workshop/decision.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { errorLine } from "../../elements/form.ts";
import { GoesToNamed } from "../../elements/address/goes-to-named.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { formatDate, languageName, t } from "../../i18n/t.ts";
import { nameOf } from "../workshop-words.ts";
import { categoryNamed } from "./category-named.ts";
import "./coram-tally.ts";
import "./coram-worded.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";
import { everNamed } from "./wordings.ts";
import "./votes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-decisions": CoramDecisions;
  }
}

/** All that a workshop decided, newest first: on which vote, who recorded it, and in which languages a wording still waits for whom. */
@customElement("coram-decisions")
export class CoramDecisions extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
    new GoesToNamed(this, "decision");
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) me!: MemberId;
  private readonly categories = new Loading(
    this,
    () => [this.votes.id] as const,
    ([workshop]) => everNamed(workshop),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { decisions } = this.votes;
    const refused = this.votes.refusedAt("decided");
    return html`${decisions.length === 0 ? nothing : this.renderDecided(decisions, refused)}${this.renderUndecided()}`;
  }

  private renderDecided(decisions: readonly Decision[], refused: unknown): TemplateResult {
    return html`<section aria-labelledby="workshop-decisions">
      <div class="room-head"><h2 class="grow" id="workshop-decisions">${t("decisions.title")}</h2></div>
      <ol class="decisions">
        ${decisions.map(
          (each) =>
            html`<li tabindex="-1" data-decision=${each.id}>${this.renderWhat(each)} ${this.renderOn(each)}</li>`,
        )}
      </ol>
      ${errorLine(refused === null ? null : describeProblem(refused))}
    </section>`;
  }

  /** Of a workshop that is over: votes of all on which nothing was decided and that were not put off, which stand nowhere else on its page. */
  private renderUndecided(): TemplateResult | typeof nothing {
    const { votes, view } = this;
    const left = votes.ballots.filter(
      (each) => each.table === null && each.state === "closed" && !votes.decisionOn(each) && !votes.isPutOff(each),
    );
    if (view.workshop.state !== "closed" || !votes.areDecisionsRead || left.length === 0) return nothing;
    return html`<section aria-labelledby="workshop-undecided">
      <div class="room-head"><h2 class="grow" id="workshop-undecided">${t("decisions.undecided")}</h2></div>
      <ol class="decisions">
        ${left.map(
          (ballot) =>
            html`<li>
              <p>${ballot.words}</p>
              <coram-tally .ballot=${ballot} .organisations=${view.organisations}></coram-tally>
            </li>`,
        )}
      </ol>
    </section>`;
  }

  private renderWhat(decision: Decision): TemplateResult {
    const words = decision.words === "" ? nothing : html`<p>${decision.words}</p>`;
    switch (decision.kind) {
      case "wording":
        return html`<coram-worded .workshop=${this.votes.id} .wording=${decision}></coram-worded>
          ${words}
          <p class="note sub">${t(`decision.made-${decision.effect}`, { count: decision.tags })}</p>
          ${this.renderWaits(decision)}`;
      case "passage":
        return html`<p>
            ${t(decision.takes ? "decisions.passage" : "decisions.passage-not")}
            ${categoryNamed(this.categories.answer, decision.category)}
          </p>
          ${words}
          <p>
            <a href="/verdicts/${decision.verdict}${decision.annotation ? `?tag=${decision.annotation}` : ""}"
              >${t("decisions.to-passage")}</a
            >
          </p>`;
      case "open":
        return html`${words}`;
    }
  }

  private renderWaits(decision: WordingDecision): TemplateResult | typeof nothing {
    if (decision.waits.length === 0) return nothing;
    return html`<ul class="decision-languages">
      ${decision.waits.map((wait) => html`<li>${this.renderWait(decision, wait)}</li>`)}
    </ul>`;
  }

  private renderWait({ id, category }: WordingDecision, wait: WordingWait): TemplateResult {
    const named = languageName(wait.language);
    if (wait.doneAt !== null) return html`<p class="note sub">${t("decisions.stands", { language: named })}</p>`;
    return html`<p>${t("decisions.waits-for", { language: named, name: nameOf(this.view, wait.member) })}</p>
      ${
        this.maySettle(wait)
          ? html`<div class="decision-acts">
              <a class="button button-small" href="/methodology?view=draft&category=${category}"
                >${t("decisions.to-draft")}</a
              >
              <button
                type="button"
                class="button button-small"
                aria-label=${t("decisions.settle-of", { language: named })}
                ?disabled=${this.votes.isBusy}
                @click=${() => void this.votes.settle(id, wait.language)}
              >
                ${t("decisions.settle")}
              </button>
            </div>`
          : nothing
      }`;
  }

  /** Who it waits for, or who runs the methodology. */
  private maySettle({ member }: WordingWait): boolean {
    const me = this.view.members.find(({ id }) => id === this.me);
    if (!me || me.isGuest) return false;
    return can({ ...me, guest: null }, member === this.me ? "methodology.edit" : "methodology.freeze", null);
  }

  private renderOn({ ballot: id, by, at, edition }: Decision): TemplateResult {
    const ballot = this.votes.ballots.find((each) => each.id === id);
    const made = wallTime(this.view.workshop.country, at);
    return html`${
        ballot
          ? html`<details>
              <summary>${t("decisions.vote", { words: ballot.words })}</summary>
              <coram-tally .ballot=${ballot} .organisations=${this.view.organisations}></coram-tally>
            </details>`
          : nothing
      }
      <p class="note sub">
        ${t("decisions.by", { name: nameOf(this.view, by) })} ·
        <time datetime=${at}>${formatDate(made.day)} ${made.time}</time>${
          edition === null ? nothing : html` · ${t("decisions.edition", { edition })}`
        }
      </p>`;
  }
}
