import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import { type CategoryId, MemberId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { Parked } from "../../../schema/domain/workshop/decision.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import "../../elements/coram-code-chip.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { byName, formatDate, language, t } from "../../i18n/t.ts";
import { stepUnderWay } from "../workshop-event.ts";
import { nameOf } from "../workshop-words.ts";
import { parkedField, parkedSent, parkedWords } from "./parked-field.ts";
import { passageKey, readPlaces } from "./passage-places.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";
import { categoryOf, namedCategories } from "./wordings.ts";
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
  /** Somebody is about to add one: what it may be about is asked for then, by whose page it is. */
  @state() private isAdding = false;
  private readonly places = new Loading(
    this,
    () => [this.passages.map((each) => passageKey(each)).join(" ")] as const,
    (_args, { signal }) => readPlaces(this.passages, signal),
  );
  private readonly categories = new Loading(
    this,
    () =>
      [this.isAdding || this.votes.parked.some(({ category }) => category !== null) ? this.votes.id : null] as const,
    ([workshop]) => (workshop ? namedCategories(workshop) : []),
  );

  /** Of the step under way. */
  private get offered(): Step["passages"] {
    return stepUnderWay(this.view)?.passages ?? [];
  }

  private get passages(): NonNullable<Parked["passage"]>[] {
    return [...(this.isAdding ? this.offered : []), ...this.votes.parked.flatMap(({ passage }) => passage ?? [])];
  }

  protected override render(): TemplateResult {
    const open = this.votes.parked.filter(({ doneAt }) => doneAt === null);
    const done = this.votes.parked.filter(({ doneAt }) => doneAt !== null);
    const problem = this.votes.refusedAt("parked");
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
      ${errorLine(problem === null ? null : describeProblem(problem))}
      ${this.view.rights.takePart ? this.renderAdd() : nothing}
    </section>`;
  }

  /** Of a guest: who leads lets it in, or drops it. */
  private renderWaiting({ id, words, by }: Parked): TemplateResult {
    return html`<li>
      <p>${words}</p>
      <p class="note sub">${nameOf(this.view, by)} · ${t("parked.waits")}</p>
      <button
        type="button"
        class="button button-small"
        aria-label=${t("parked.admit-it", { words })}
        @click=${() => void this.votes.changeParked(id, { admit: true })}
      >
        ${t("parked.admit")}
      </button>
      <button
        type="button"
        class="button button-small button-quiet"
        aria-label=${t("parked.drop-it", { words })}
        @click=${() => void this.votes.changeParked(id, { admit: false })}
      >
        ${t("parked.drop")}
      </button>
    </li>`;
  }

  private renderOne(parked: Parked): TemplateResult {
    if (parked.waits) return this.renderWaiting(parked);
    const { words, by, taker, due, doneAt } = parked;
    const mayTurn = this.mayTurn(parked);
    return html`<li>
      <p>${words}</p>
      ${this.renderAbout(parked)}
      <p class="note sub">
        ${nameOf(this.view, by)}${taker ? html` · ${t("parked.taken-by", { name: nameOf(this.view, taker) })}` : nothing}${
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

  private renderAbout({ category: id, passage }: Parked): TemplateResult {
    const category = id && categoryOf(this.categories.answer ?? [], id);
    const place = passage && this.places.answer?.get(passageKey(passage));
    return html`${
      category
        ? html`<p><coram-code-chip code=${category.code}></coram-code-chip> ${localise(category.label, language())}</p>`
        : nothing
    }
    ${place ? html`<p><a href=${place.href}>${place.words}</a></p>` : nothing}`;
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
    return html`<form class="parked-add" @submit=${this.submit} @focusin=${() => (this.isAdding = true)}>
      ${parkedField(this.votes.id)} ${this.renderChoice()}
      <button class="button" ?disabled=${this.votes.isBusy}>${t("parked.park")}</button>
    </form>`;
  }

  /** A passage of the step, or a category. */
  private renderChoice(): TemplateResult {
    const places = this.places.answer ?? new Map<string, never>();
    const passages = this.offered.flatMap((each) => {
      const place = places.get(passageKey(each));
      return place ? [{ id: each.id, words: place.words }] : [];
    });
    const categories = this.isAdding ? (this.categories.answer ?? []) : [];
    return html`<label class="form-row"
      ><span>${t("parked.about")}</span>
      <select class="field" name="about">
        <option value="">${t("parked.about-nothing")}</option>
        ${
          passages.length === 0
            ? nothing
            : html`<optgroup label=${t("workshop.passages")}>
                ${passages.map(({ id, words }) => html`<option value=${id}>${words}</option>`)}
              </optgroup>`
        }
        ${
          categories.length === 0
            ? nothing
            : html`<optgroup label=${t("parked.categories")}>
                ${categories.map(({ id, code, label }) => html`<option value=${id}>${code} ${localise(label, language())}</option>`)}
              </optgroup>`
        }
      </select>
    </label>`;
  }

  private aboutOf(form: HTMLFormElement): { category?: CategoryId; passage?: NonNullable<Parked["passage"]> } {
    const about = new FormData(form).get("about");
    const passage = this.offered.find(({ id }) => id === about);
    if (passage) return { passage: { verdict: passage.verdict, anchor: passage.anchor } };
    const category = this.categories.answer?.find(({ id }) => id === about);
    return category ? { category: category.id } : {};
  }

  private mayTurn({ taker }: Parked): boolean {
    const me = this.view.members.find(({ id }) => id === this.me);
    if (!me) return false;
    const workshop = { ...this.view.workshop, holderSilentMs: 0 };
    return can({ ...me, guest: null }, "workshop.parked", { workshop, taker });
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (!(await this.votes.park({ words: parkedWords(form), ...this.aboutOf(form) }))) return;
    parkedSent(form, this.votes.id);
  };
}
