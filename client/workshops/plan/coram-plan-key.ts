import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { KEY_SETTERS } from "../../../schema/domain/workshop/calibration.ts";
import { preparedKey } from "../../../schema/domain/workshop/prepared.ts";
import type { PlannedStep } from "../../../schema/domain/workshop/workshop.ts";
import { LightElement } from "../../elements/light-element.ts";
import { byName, t } from "../../i18n/t.ts";
import { isDeputyToBe } from "./coram-plan-frame.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-key": CoramPlanKey;
  }
}

/** Who is to set the key of a calibration: two, or nobody yet. */
@customElement("coram-plan-key")
export class CoramPlanKey extends LightElement {
  @property({ attribute: false }) step!: PlannedStep;
  @property({ attribute: false }) members: readonly MemberCard[] = [];
  /** As they are being chosen: one alone is in no plan. */
  @state() private chosen: readonly (MemberId | null)[] = [null, null];

  /** What the plan was told last, or had. */
  private told = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    const key = preparedKey(this.step);
    if (!changed.has("step") || key.join(" ") === this.told) return;
    this.told = key.join(" ");
    this.chosen = key.length > 0 ? key : [null, null];
  }

  protected override render(): TemplateResult {
    const able = byName(this.members.filter(isDeputyToBe));
    const [first, second] = this.chosen;
    const fault = first === second ? (first ? t("key.same") : null) : first && second ? null : t("key.two");
    return html`<div class="plan-key" role="group" aria-label=${t("key.title")}>
      ${Array.from(
        { length: KEY_SETTERS },
        (_, i) =>
          html`<label class="form-row"
            ><span>${t(i === 0 ? "key.first" : "key.second")}</span>
            <select class="field" @change=${(event: Event) => this.choose(i, event, able)}>
              <option value="" ?selected=${!this.chosen[i]}>${t("key.nobody")}</option>
              ${able.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.chosen[i]}>${name}</option>`)}
            </select>
          </label>`,
      )}
      ${fault === null ? nothing : html`<p class="alert alert-quiet" role="status">${fault}</p>`}
      ${first && second ? html`<p class="note sub">${t("plan.key-why")}</p>` : nothing}
    </div>`;
  }

  private choose(at: number, { target }: Event, able: readonly MemberCard[]): void {
    const { value } = target as HTMLSelectElement;
    this.chosen = this.chosen.map((id, i) => (i === at ? (able.find((card) => card.id === value)?.id ?? null) : id));
    const key = [...new Set(this.chosen)].flatMap((id) => id ?? []);
    this.told = key.length === KEY_SETTERS ? key.join(" ") : "";
    const prepared = key.length === KEY_SETTERS ? { kind: "calibrate" as const, key } : null;
    this.dispatchEvent(new CustomEvent("coram-prepared", { detail: { prepared } }));
  }
}
