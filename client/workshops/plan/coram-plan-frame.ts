import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { mayDeputise } from "../../../schema/domain/workshop/may-deputise.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { USUAL_RULE, WORKSHOP_LIMITS, type WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import "../../elements/coram-icon.ts";
import "../../verdict/cards/signs.css";
import { followMoved } from "../../elements/input/follow-moved.ts";
import { LightElement } from "../../elements/light-element.ts";
import { takeAhead } from "../../palette/typed-ahead.ts";
import { byName, formatNumber, LANGUAGE_NAMES, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-frame": CoramPlanFrame;
  }
}

const valueOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;

/** What a workshop is called, when it is, in which languages, who deputises, and which agreement counts. */
@customElement("coram-plan-frame")
export class CoramPlanFrame extends LightElement {
  @property({ attribute: false }) plan!: WorkshopPlan;
  @property({ attribute: false }) members: readonly MemberCard[] = [];
  /** Nothing was written in it yet: one begins with its title, in the place of that which it was made with. */
  @property({ type: Boolean }) isNew = false;
  /** Who is chosen and not added yet. */
  @state() private deputy: MemberId | "" = "";
  /** The deputy who was just moved, until that is drawn. */
  private moved: { id: MemberId; by: 1 | -1 } | null = null;

  protected override updated(changed: PropertyValues<this>): void {
    const { moved } = this;
    if (!moved || !changed.has("plan")) return;
    this.moved = null;
    followMoved(this.querySelectorAll(".plan-deputies li")[this.plan.deputies.indexOf(moved.id)], moved.by);
  }

  protected override firstUpdated(): void {
    const title = this.isNew && this.querySelector<HTMLInputElement>("input");
    if (!title) return;
    const { words, isLeft } = takeAhead(location.pathname) ?? { words: "", isLeft: false };
    const typed = words.replace(/\s+/g, " ").trimStart().slice(0, title.maxLength);
    if (!isLeft) title.focus();
    if (!typed) return title.select();
    // One types on behind it.
    title.value = typed;
    this.change({ title: typed });
  }

  protected override render(): TemplateResult {
    const { plan } = this;
    return html`<div class="form">
      <label class="form-row"
        ><span>${t("plan.name")}</span>
        <input
          class="field"
          maxlength="200"
          autocomplete="off"
          .value=${plan.title}
          @input=${(event: Event) => this.change({ title: valueOf(event) })}
      /></label>
      <div class="form-columns">
        ${this.renderDays()}
        <label class="form-row"
          ><span>${t("plan.begins")}</span>
          <input
            class="field"
            type="time"
            required
            .value=${plan.begins}
            @change=${(event: Event) => valueOf(event) && this.change({ begins: valueOf(event) })}
        /></label>
        <label class="form-row"
          ><span>${t("plan.rule")}</span>
          <input
            class="field"
            type="number"
            min="0"
            max="1"
            step="0.01"
            .value=${String(plan.rule)}
            @change=${(event: Event) => this.changeRule(event)}
          />
          <small class="note sub">${t("plan.rule-why", { usual: formatNumber(USUAL_RULE) })}</small></label
        >
      </div>
      ${this.renderLanguages()} ${this.renderDeputies()}
    </div>`;
  }

  private renderDays(): TemplateResult {
    const { days } = this.plan;
    return html`<fieldset class="form-row plan-days">
      <legend>${t("plan.days")}</legend>
      ${days.map(
        (day, i) =>
          html`<div class="row">
            <input
              class="field"
              type="date"
              required
              aria-label=${t("plan.day", { day: i + 1 })}
              .value=${day}
              @change=${(event: Event) => this.change({ days: days.with(i, valueOf(event)) })}
            />
            ${
              days.length > 1
                ? html`<button
                    type="button"
                    class="icon-button"
                    aria-label=${t("plan.day-remove", { day: i + 1 })}
                    title=${t("plan.day-remove", { day: i + 1 })}
                    @click=${() => this.change({ days: days.toSpliced(i, 1) })}
                  >
                    <coram-icon name="x"></coram-icon>
                  </button>`
                : nothing
            }
          </div>`,
      )}
      ${
        days.length < WORKSHOP_LIMITS.days
          ? html`<button
              type="button"
              class="button button-small"
              @click=${() => this.change({ days: [...days, dayAfter(days.at(-1))] })}
            >
              ${t("plan.day-add")}
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  private renderLanguages(): TemplateResult {
    const { languages } = this.plan;
    const toggle = (each: UiLanguage): readonly UiLanguage[] =>
      UI_LANGUAGES.filter((of) => (of === each ? !languages.includes(of) : languages.includes(of)));
    return html`<fieldset class="form-row">
      <legend>${t("plan.languages")}</legend>
      <div class="plan-languages">
        ${UI_LANGUAGES.map(
          (each) =>
            html`<label class="form-check"
              ><input
                type="checkbox"
                .checked=${languages.includes(each)}
                @change=${() => this.change({ languages: [...toggle(each)] })}
              /><span lang=${each}>${LANGUAGE_NAMES[each]}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private renderDeputies(): TemplateResult {
    const { deputies } = this.plan;
    const able = byName(this.members.filter((card) => isDeputyToBe(card) && !deputies.includes(card.id)));
    return html`<fieldset class="form-row">
      <legend>${t("plan.deputies")}</legend>
      <p class="note sub">${t("plan.deputies-why")}</p>
      ${
        deputies.length === 0
          ? nothing
          : html`<ol class="plan-deputies">
              ${deputies.map((id, i) => this.renderDeputy(id, i))}
            </ol>`
      }
      ${
        able.length > 0 && deputies.length < WORKSHOP_LIMITS.deputies
          ? html`<div class="row">
              <select
                class="field grow"
                aria-label=${t("plan.deputy-add")}
                .value=${live(this.deputy)}
                @change=${(event: Event) => (this.deputy = valueOf(event) as MemberId | "")}
              >
                <option value="">${t("plan.deputy-choose")}</option>
                ${able.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select>
              <button
                type="button"
                class="button button-small"
                ?disabled=${this.deputy === ""}
                @click=${() => this.addDeputy()}
              >
                ${t("plan.deputy-add")}
              </button>
            </div>`
          : nothing
      }
    </fieldset>`;
  }

  /** By a press of its own: a list changes with each letter that is typed in it. */
  private addDeputy(): void {
    const { deputy } = this;
    this.deputy = "";
    if (deputy !== "") this.change({ deputies: [...this.plan.deputies, deputy] });
  }

  private renderDeputy(id: MemberId, i: number): TemplateResult {
    const { deputies } = this.plan;
    const name = this.members.find((card) => card.id === id)?.name ?? "–";
    const move = (by: 1 | -1): void => {
      this.moved = { id, by };
      this.change({ deputies: deputies.toSpliced(i, 1).toSpliced(i + by, 0, id) });
    };
    return html`<li>
      <span>${name}</span>
      ${button("arrow-up", t("plan.move-up", { name }), i === 0, () => move(-1))}
      ${button("arrow-down", t("plan.move-down", { name }), i === deputies.length - 1, () => move(1))}
      ${button("x", t("plan.remove", { name }), false, () => this.change({ deputies: deputies.toSpliced(i, 1) }))}
    </li>`;
  }

  private changeRule(event: Event): void {
    const rule = Number(valueOf(event));
    if (rule >= 0 && rule <= 1) this.change({ rule });
    else this.requestUpdate();
  }

  private change(change: Partial<WorkshopPlan>): void {
    const plan = { ...this.plan, ...change };
    this.dispatchEvent(new CustomEvent("coram-plan-change", { detail: { plan } }));
  }
}

/** A small button with a drawing for its words. */
export function button(
  icon: "arrow-up" | "arrow-down" | "x",
  label: string,
  isDisabled: boolean,
  act: () => void,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    title=${label}
    ?disabled=${isDisabled}
    @click=${act}
  >
    <coram-icon name=${icon}></coram-icon>
  </button>`;
}

/** Whether somebody may have the floor, the chair of a table, and a part in a key. */
export function isDeputyToBe({ id, role, organisation, isGuest, isRemoved }: MemberCard): boolean {
  return !isGuest && !isRemoved && mayDeputise({ id, role, organisation, guest: null });
}

function dayAfter(day = ""): string {
  const at = Date.parse(day);
  return Number.isNaN(at) ? "" : new Date(at + 86_400_000).toISOString().slice(0, 10);
}
