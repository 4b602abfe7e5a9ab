import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { twoPlaces } from "../../../schema/agreement/words/words.ts";
import { type CategoryId, MemberId, type StepId, type WorkshopId } from "../../../schema/domain/ids.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import { KEY_SETTERS } from "../../../schema/domain/workshop/calibration.ts";
import type { KeyDistance } from "../../../schema/protocol/http/workshops/calibration.ts";
import type { StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import { describeProblem, isClosed } from "../../api/http.ts";
import { askKeyDistance } from "../../api/workshops/slips.ts";
import "../../elements/coram-code-chip.ts";
import { errorLine } from "../../elements/form.ts";
import { hueOf } from "../../elements/hue.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { byName, formatList, language, t } from "../../i18n/t.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import type { CodingRoom } from "./coding-room.ts";
import { type CodingText, placeOf } from "./coding-texts.ts";
import "./slips.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-key": CoramStepKey;
  }
  interface HTMLElementEventMap {
    /** So many set the key of the step, or nobody. */
    "coram-set-key": CustomEvent<{ members: MemberId[] }>;
  }
}

const REVEALED: ReadonlySet<StepPhase> = new Set(["revealed", "talk", "decide"]);

/** The key of a calibration: who sets it, as whoever leads names them before anybody codes, and how far one is from it oneself. */
@customElement("coram-step-key")
export class CoramStepKey extends LightElement {
  @property({ attribute: false }) room!: CodingRoom;
  @property({ attribute: false }) phase: StepPhase | null = null;
  @property({ attribute: false }) slips!: StepSlips;
  /** Those too that are in the step's edition no more. */
  @property({ attribute: false }) categories: readonly Pick<CategoryView, "code" | "id" | "label">[] = [];
  @property({ attribute: false }) texts: readonly CodingText[] = [];
  /** Who was to set it; where one of them is not there, whoever leads says who does. */
  @property({ attribute: false }) planned: readonly MemberId[] = [];
  private readonly distance = new Loading(
    this,
    () => [this.room.workshop, this.slips.step, this.measured] as const,
    ([workshop, step, pass], { signal }) =>
      pass === null ? Promise.resolve(null) : readDistance(workshop, step, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { key, keys } = this.slips;
    const mayName = this.room.leads && this.phase === "read";
    if (key.length + keys.length === 0 && !mayName) return nothing;
    return html`<section class="step-key" aria-labelledby="step-key">
      <h2 id="step-key">${t("key.title")}</h2>
      ${mayName ? this.renderNaming() : key.length === 0 ? nothing : html`<p>${this.whoWords}</p>`} ${this.renderKeys()}
      ${this.measured === null ? nothing : this.renderDistance()}
    </section>`;
  }

  /** What the two say alike, the newest pass first: it is what a slip is held against. */
  private renderKeys(): TemplateResult | typeof nothing {
    const keys = this.slips.keys.toSorted((a, b) => b.pass - a.pass);
    if (keys.length === 0) return this.lacksKey ? html`<p class="sub">${t("key.none-came")}</p>` : nothing;
    const several = this.slips.pass > 1;
    return html`${keys.map(
      ({ pass, passages }) =>
        html`${several ? html`<h3>${t(pass < this.slips.pass ? "slip.pass-before" : "slip.pass-now", { pass: String(pass) })}</h3>` : nothing}
          <dl class="step-key-says">
            ${passages.map(({ passage, categories }) => {
              const place = placeOf(this.texts, passage);
              return place === null
                ? nothing
                : html`<div>
                    <dt>¶ ${place}</dt>
                    <dd>${this.renderSaid(categories)}</dd>
                  </div>`;
            })}
          </dl>`,
    )}`;
  }

  /** Two were to set it, what they said is revealed, as these slips know too, and nothing of it holds. */
  private get lacksKey(): boolean {
    const { key, pass: now, passages, reveals } = this.slips;
    const isRevealed = this.phase !== null && REVEALED.has(this.phase) && reveals.some(({ pass }) => pass === now);
    return key.length > 0 && passages.length > 0 && isRevealed;
  }

  private renderSaid(categories: readonly CategoryId[] | null): TemplateResult {
    if (categories === null) return html`<span class="sub">${t("key.differ")}</span>`;
    if (categories.length === 0) return html`${t("table.no-category")}`;
    return html`${categories.map((id) => {
      const category = this.categories.find((each) => each.id === id);
      const code = category?.code ?? "";
      return html`<span data-cat=${hueOf(code)}
        ><coram-code-chip code=${code}></coram-code-chip> ${category?.label ?? t("slip.category-gone")}</span
      >`;
    })}`;
  }

  /** The pass whose distance one may read; null before it is revealed, and for whoever set the key. */
  private get measured(): number | null {
    const { own, key } = this.slips;
    return own?.frozenAt && key.length > 0 && !key.includes(this.room.me.id) ? own.pass : null;
  }

  private get whoWords(): string {
    const { key } = this.slips;
    const { me } = this.room;
    if (!key.includes(me.id)) return t("key.set-by", { names: formatList(key.map((id) => this.nameOf(id))) });
    const name = key.filter((id) => id !== me.id).map((id) => this.nameOf(id));
    return t(this.phase === "read" || this.phase === "silence" ? "key.you-set" : "key.you-have-set", {
      name: formatList(name),
    });
  }

  private nameOf(id: MemberId): string {
    return this.room.members.find((each) => each.id === id)?.name ?? "–";
  }

  private renderNaming(): TemplateResult {
    const { key } = this.slips;
    const said = key.length > 0 ? key : this.planned;
    const able = byName(this.room.members.filter(({ id }) => this.room.setters.includes(id) || key.includes(id)));
    const place = (i: number): TemplateResult =>
      html`<label class="form-row"
        ><span>${t(i === 0 ? "key.first" : "key.second")}</span>
        <select class="field" name="setter-${i}">
          <option value="" ?selected=${!said[i]}>${t("key.nobody")}</option>
          ${able.map(({ id, name }) => html`<option value=${id} ?selected=${said[i] === id}>${name}</option>`)}
        </select>
      </label>`;
    return html`<p class="sub">${t("key.lead")}</p>
      ${
        able.length < KEY_SETTERS
          ? html`<p class="alert alert-quiet">${t("key.few")}</p>`
          : html`<form class="form step-key-form" @submit=${this.submit} @change=${this.check}>
              <div class="step-key-two">${Array.from({ length: KEY_SETTERS }, (_, i) => place(i))}</div>
              <div class="form-actions"><button class="button">${t("key.save")}</button></div>
            </form>`
      }
      ${key.length === 0 ? nothing : html`<p role="status">${this.whoWords}</p>`}`;
  }

  /** Two, who are not one, or none: said at the field, as forms say it. */
  private readonly check = (event: Event): void => {
    const form = event.currentTarget as HTMLFormElement;
    const [first, second] = [...form.querySelectorAll("select")];
    if (!first || !second) return;
    const isOne = (first.value === "") !== (second.value === "");
    const isSame = first.value !== "" && first.value === second.value;
    second.setCustomValidity(isSame ? t("key.same") : isOne ? t("key.two") : "");
  };

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const members = Array.from({ length: KEY_SETTERS }, (_, i) => MemberId.safeParse(data.get(`setter-${i}`)));
    this.dispatchEvent(
      new CustomEvent("coram-set-key", {
        detail: { members: members.flatMap(({ data: id }) => id ?? []) },
        bubbles: true,
      }),
    );
  };

  private renderDistance(): TemplateResult | typeof nothing {
    const { answer, problem } = this.distance;
    if (problem !== null) return errorLine(describeProblem(problem));
    if (answer?.pass !== this.measured) return nothing;
    return html`<h3>${t("key.yours")}</h3>
      ${renderSaid(answer)}
      ${this.slips.own?.marks.length === 0 ? html`<p class="note sub">${t("key.yours-empty")}</p>` : nothing}
      <p class="note sub">${t("key.only-you")}</p>`;
  }
}

function renderSaid({ passages, of, distance, same }: KeyDistance): TemplateResult {
  if (distance === null) return html`<p>${t("key.none-alike")}</p>`;
  return html`<p class="step-key-figure">
      <b>${t("key.same-as", { some: String(same), count: passages })}</b>
    </p>
    <p>${t("key.distance", { distance: twoPlaces(distance, language()) })}</p>
    ${of > passages ? html`<p class="note sub">${t("key.holes", { count: of - passages })}</p>` : nothing}`;
}

/** Null where there is no key to measure by: one of the two has no slip. */
async function readDistance(workshop: WorkshopId, step: StepId, signal: AbortSignal): Promise<KeyDistance | null> {
  try {
    return await askKeyDistance(workshop, step, signal);
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}
