import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import { MemberId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import { DECISION_WORDS_MAX, type DecisionEffect } from "../../../schema/domain/workshop/decision.ts";
import type { BallotView, DecisionCommand, DecisionDone } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { byName, languageName, t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { keepInRoom } from "../keep-in-room.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-decision": CoramDecision;
  }
}

/** What the holder makes of a vote: what becomes of earlier tags, and who writes the wording in the other languages. */
@customElement("coram-decision")
export class CoramDecision extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) ballot!: BallotView;
  @state() private effect: DecisionEffect | null = null;
  @state() private foreseen: DecisionDone | null = null;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("ballot") || changed.get("ballot")?.id === this.ballot.id) return;
    [this.effect, this.foreseen, this.problem] = [null, null, null];
    if (this.ballot.wording) void this.foresee();
  }

  private async foresee(): Promise<void> {
    const { ballot } = this;
    try {
      const foreseen = await this.votes.foresee(this.commandOf("", "redefined", []));
      if (ballot === this.ballot) this.foreseen = foreseen;
    } catch (error) {
      if (ballot === this.ballot) this.problem = error;
    }
  }

  private commandOf(
    words: string,
    effect: DecisionEffect,
    waits: { language: UiLanguage; member: MemberId }[],
  ): DecisionCommand {
    const { id: ballot, step, wording } = this.ballot;
    const { term } = this.view.workshop;
    const decided = wording ? { kind: "wording" as const, wording, effect, waits } : { kind: "open" as const };
    return { term, step, ballot, words, decided };
  }

  protected override render(): TemplateResult {
    const { wording } = this.ballot;
    const problem = this.problem ?? this.votes.refusedAt("all");
    return html`<form class="form decision" aria-label=${t("decision.title")} @submit=${this.submit}>
      ${wording ? this.renderEffect() : nothing} ${wording ? this.renderWaits(wording.language) : nothing}
      <label class="form-row"
        ><span>${t(wording ? "decision.reason" : "decision.words")}</span>
        <textarea
          class="field"
          name="words"
          rows="2"
          maxlength=${DECISION_WORDS_MAX}
          ?required=${!wording}
          ${keepInRoom(`decision ${this.ballot.id}`)}
        ></textarea>
      </label>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => this.fire("coram-vote-again")}>${t("vote.again")}</button>
        <button type="button" class="button" @click=${this.park}>${t("parked.park-it")}</button>
        <button
          class="button button-primary"
          ?disabled=${this.votes.isBusy || (wording !== null && this.effect === null)}
        >
          ${t("decision.record")}
        </button>
      </div>
      ${wording ? html`<p class="note sub">${t("decision.into-draft")}</p>` : nothing}
    </form>`;
  }

  private renderEffect(): TemplateResult {
    const { foreseen } = this;
    const option = (effect: DecisionEffect, words: string): TemplateResult =>
      html`<label
        ><input
          type="radio"
          name="effect"
          required
          .checked=${this.effect === effect}
          @change=${() => (this.effect = effect)}
        /><span>${words}</span></label
      >`;
    const redefined = foreseen
      ? t("decision.redefined", {
          count: foreseen.tags,
          verdicts: t("decision.verdicts", { count: foreseen.verdicts }),
        })
      : t("decision.redefined-unknown");
    return html`<fieldset class="ballot-options">
        <legend>${t("decision.effect")}</legend>
        ${option("clarified", t("decision.clarified"))} ${option("redefined", redefined)}
      </fieldset>
      ${
        foreseen && foreseen.leftOut > 0
          ? html`<p class="note sub">${t("decision.left-out", { count: foreseen.leftOut })}</p>`
          : nothing
      }`;
  }

  /** Those of whom it may be asked. */
  private renderWaits(decided: UiLanguage): TemplateResult {
    const writers = byName(
      this.view.members.filter(
        ({ id, role, organisation, isGuest }) =>
          !isGuest && can({ id, role, organisation, guest: null }, "methodology.edit", null),
      ),
    );
    // The Cyrillic is made of the Latin.
    const others = UI_LANGUAGES.filter((each) => each !== "sr-Cyrl" && each !== decided);
    return html`<details class="decision-waits">
      <summary>${t("decision.waits")}</summary>
      ${others.map(
        (each) =>
          html`<label class="form-row"
            ><span>${languageName(each)}</span>
            <select class="field" name="wait-${each}">
              <option value="">${t("decision.waits-nobody")}</option>
              ${writers.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
            </select>
          </label>`,
      )}
    </details>`;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const waits = UI_LANGUAGES.flatMap((each) => {
      const member = MemberId.safeParse(data.get(`wait-${each}`));
      return member.success ? [{ language: each, member: member.data }] : [];
    });
    this.problem = null;
    if (!(await this.votes.decide(this.commandOf(textOf(form, "words"), this.effect ?? "clarified", waits)))) return;
    wordsSent(this, `decision ${this.ballot.id}`);
  };

  private readonly park = (): void => {
    const { id, words, wording } = this.ballot;
    void this.votes.park({ words, category: wording?.category ?? null, ballot: id });
  };

  private fire(name: string): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  }
}
