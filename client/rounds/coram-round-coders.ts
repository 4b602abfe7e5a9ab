import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import { proposeCoders } from "../../schema/domain/propose-coders.ts";
import type { Assignment } from "../../schema/domain/verdict.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { compareWords, t } from "../i18n/t.ts";
import { VerdictElement } from "../verdict/elements/verdict-element.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-round-coders": CoramRoundCoders;
  }
  interface HTMLElementEventMap {
    /** These code it. */
    "coram-coders": CustomEvent<{ coders: Assignment[] }>;
  }
}

/** Who may code the verdict, each with a tick and a date; who has begun stays. Fires `coram-coders`. */
@customElement("coram-round-coders")
export class CoramRoundCoders extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  /** Who codes already. */
  @property({ attribute: false }) coders: readonly Assignment[] = [];
  /** Of these, who has begun. */
  @property({ attribute: false }) begun: ReadonlySet<MemberId> = new Set();
  @property() action = "";
  @property({ type: Boolean }) isBusy = false;
  @state() private isEmpty = false;

  protected override render(): TemplateResult {
    const { verdict, members, organisations } = this.view;
    const named = new Map(this.coders.map(({ member, due }) => [member, due]));
    const free = members
      .filter(({ id, role, organisation, isGuest, isRemoved }) => {
        const actor = { id, role, organisation, guest: null };
        return named.has(id) || (!isGuest && !isRemoved && can(actor, "round.code", verdict));
      })
      .sort((a, b) => compareWords(a.name, b.name));
    const countries = new Map(organisations.map(({ id, country }) => [id, country]));
    const proposed = new Set(
      named.size > 0
        ? []
        : proposeCoders(
            verdict,
            free.map(({ id, role, organisation }) => ({
              id,
              role,
              country: countries.get(organisation) ?? verdict.country,
              load: 0,
            })),
          ),
    );
    return html`<form class="form coders" @submit=${this.submit}>
      <fieldset>
        <legend>${t("rounds.coders")}</legend>
        <ul>
          ${free.map(
            ({ id, name, organisation }) =>
              html`<li>
                <label class="form-check"
                  ><input
                    type="checkbox"
                    name="coder"
                    value=${id}
                    ?checked=${named.has(id) || proposed.has(id)}
                    ?disabled=${this.begun.has(id)}
                  /><span
                    >${name}
                    <span class="sub">${organisations.find((each) => each.id === organisation)?.name ?? ""}</span></span
                  ></label
                >
                <input
                  class="field"
                  type="date"
                  name=${`due ${id}`}
                  aria-label=${t("rounds.until", { name })}
                  autocomplete="off"
                  .value=${named.get(id) ?? ""}
                />
              </li>`,
          )}
        </ul>
      </fieldset>
      ${this.isEmpty ? html`<p class="alert" role="alert"><span>${t("rounds.none-chosen")}</span></p>` : nothing}
      <div class="form-actions">
        <button class="button button-primary" ?disabled=${this.isBusy}>${this.action}</button>
      </div>
    </form>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name=coder]:checked")];
    this.isEmpty = boxes.length === 0;
    if (this.isEmpty) return;
    const coders = boxes.map(({ value }): Assignment => {
      const due = form.querySelector<HTMLInputElement>(`input[name="due ${value}"]`)?.value ?? "";
      return { member: value as MemberId, due: due === "" ? null : due };
    });
    this.emit("coram-coders", { coders });
  }
}
