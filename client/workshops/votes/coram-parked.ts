import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import { MemberId } from "../../../schema/domain/ids.ts";
import { PARKED_WORDS_MAX, type Parked } from "../../../schema/domain/workshop/decision.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { byName, formatDate, t } from "../../i18n/t.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";
import "./votes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-parked": CoramParked;
  }
}

/** Questions that were put off: anybody in the room adds one; who leads says who takes it and until when; who takes it says when it is done. */
@customElement("coram-parked")
export class CoramParked extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) me!: MemberId;

  protected override render(): TemplateResult {
    const open = this.votes.parked.filter(({ doneAt }) => doneAt === null);
    const done = this.votes.parked.filter(({ doneAt }) => doneAt !== null);
    return html`<section aria-labelledby="workshop-parked">
      <div class="room-head">
        <h2 class="grow" id="workshop-parked">${t("parked.title")}</h2>
        <span class="note sub">${t("parked.open", { count: open.length })}</span>
      </div>
      ${
        open.length === 0
          ? html`<p class="note sub">${t("parked.none")}</p>`
          : html`<ol class="parked">
              ${open.map((each) => this.renderOne(each))}
            </ol>`
      }
      ${
        done.length === 0
          ? nothing
          : html`<details>
              <summary>${t("parked.done-count", { count: done.length })}</summary>
              <ol class="parked">
                ${done.map((each) => this.renderOne(each))}
              </ol>
            </details>`
      }
      ${this.view.rights.takePart ? this.renderAdd() : nothing}
    </section>`;
  }

  private renderOne(parked: Parked): TemplateResult {
    const { words, by, taker, due, doneAt } = parked;
    const mayTurn = this.mayTurn(parked);
    return html`<li>
      <p>${words}</p>
      <p class="note sub">
        ${this.nameOf(by)}${taker ? html` · ${t("parked.taken-by", { name: this.nameOf(taker) })}` : nothing}${
          due ? html` · ${t("parked.due-on", { date: formatDate(due) })}` : nothing
        }
      </p>
      ${
        mayTurn
          ? html`<details>
              <summary>${t("parked.change")}</summary>
              ${this.renderTurn(parked)}
            </details>`
          : nothing
      }
      ${
        mayTurn
          ? html`<button
              type="button"
              class="link"
              aria-label=${t(doneAt === null ? "parked.mark-done" : "parked.open-again", { words })}
              @click=${() => void this.votes.changeParked(parked.id, { done: doneAt === null })}
            >
              ${t(doneAt === null ? "parked.done" : "parked.again")}
            </button>`
          : nothing
      }
    </li>`;
  }

  private renderTurn({ id, taker, due }: Parked): TemplateResult {
    const members = byName(this.view.members.filter(({ isGuest }) => !isGuest));
    return html`<label class="form-row"
        ><span>${t("parked.taker")}</span>
        <select
          class="field"
          @change=${(event: Event) => {
            const chosen = MemberId.safeParse((event.target as HTMLSelectElement).value);
            void this.votes.changeParked(id, { taker: chosen.success ? chosen.data : null });
          }}
        >
          <option value="">${t("parked.nobody")}</option>
          ${members.map((each) => html`<option value=${each.id} ?selected=${each.id === taker}>${each.name}</option>`)}
        </select>
      </label>
      <label class="form-row"
        ><span>${t("parked.due")}</span>
        <input
          type="date"
          class="field"
          .value=${due ?? ""}
          @change=${(event: Event) => void this.votes.changeParked(id, { due: (event.target as HTMLInputElement).value || null })}
        />
      </label>`;
  }

  private renderAdd(): TemplateResult {
    const problem = this.votes.refused;
    return html`<form class="parked-add" @submit=${this.submit}>
      <label class="form-row"
        ><span>${t("parked.question")}</span>
        <textarea
          class="field"
          name="parked"
          rows="2"
          required
          maxlength=${PARKED_WORDS_MAX}
          ${keepWords(`parked ${this.votes.id}`)}
        ></textarea>
      </label>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      <button class="button" ?disabled=${this.votes.isBusy}>${t("parked.park")}</button>
    </form>`;
  }

  private mayTurn({ taker }: Parked): boolean {
    const me = this.view.members.find(({ id }) => id === this.me);
    if (!me) return false;
    const workshop = { ...this.view.workshop, holderSilentMs: 0 };
    return can({ ...me, guest: null }, "workshop.parked", { workshop, taker });
  }

  private nameOf(id: MemberId): string {
    return this.view.members.find((each) => each.id === id)?.name ?? "–";
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (!(await this.votes.park({ words: textOf(form, "parked") }))) return;
    wordsSent(this, `parked ${this.votes.id}`);
    form.reset();
  };
}
