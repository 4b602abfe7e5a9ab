import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { can } from "../../schema/domain/can.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Assignment, Verdict } from "../../schema/domain/verdict.ts";
import type { RoundView } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { compareWords, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { knownOf } from "./round-steps.ts";
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

/**
 * Who may code the verdict, each with a tick, nobody chosen beforehand, and one day for all; who has begun stays. Somebody who runs rounds has to be
 * left who does not code. Fires `coram-coders`.
 */
@customElement("coram-round-coders")
export class CoramRoundCoders extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  /** Who codes already. */
  @property({ attribute: false }) coders: readonly Assignment[] = [];
  /** Of these, who has begun. */
  @property({ attribute: false }) begun: ReadonlySet<MemberId> = new Set();
  @property({ attribute: false }) me: MemberId | null = null;
  /** The verdict's rounds: who coded one or ruled in it is not new to it. */
  @property({ attribute: false }) rounds: readonly RoundView[] = [];
  @property() action = "";
  /** Whether that is the next right step. */
  @property({ attribute: false }) isNext = true;
  @property({ type: Boolean }) isBusy = false;
  @state() private fault: "none-chosen" | "nobody-left" | null = null;

  protected override render(): TemplateResult {
    const { verdict, members, organisations } = this.view;
    const named = new Set(this.coders.map(({ member }) => member));
    const organisationOf = (of: string): string => organisations.find(({ id }) => id === of)?.name ?? "";
    const byName = members.toSorted((a, b) => compareWords(a.name, b.name));
    const free = byName.filter((member) => named.has(member.id) || mayCode(member, verdict));
    const inConflict = byName.filter(
      (member) => !free.includes(member) && mayCode(member, { ...verdict, conflicts: [] }),
    );
    return html`<form class="form coders" @submit=${this.submit}>
      <fieldset>
        <legend>${t("rounds.coders")}</legend>
        <ul>
          ${repeat(
            free,
            ({ id }) => id,
            ({ id, name, organisation }) =>
              html`<li>
                <label class="form-check"
                  ><input
                    type="checkbox"
                    name="coder"
                    value=${id}
                    ?checked=${named.has(id)}
                    ?disabled=${this.begun.has(id)}
                  /><span
                    >${name}
                    <span class="sub">${organisationOf(organisation)}</span>
                    ${this.notesOn(id).map((note) => html`<span class="sub">· ${note} </span>`)}</span
                  ></label
                >
              </li>`,
          )}
          ${inConflict.map(
            ({ name, organisation }) =>
              html`<li>${cannotCode(name, `${organisationOf(organisation)} · ${t("rounds.in-conflict")}`)}</li>`,
          )}
        </ul>
      </fieldset>
      <label class="form-row due"
        ><span>${t("rounds.until-all")}</span>
        <input class="field" type="date" name="due" autocomplete="off" .value=${lastDay(this.coders) ?? ""} />
      </label>
      ${
        this.fault
          ? html`<p class="alert" role="alert">
              <span>${t(this.fault === "none-chosen" ? "rounds.none-chosen" : "problem.round-needs-facilitator")}</span>
            </p>`
          : nothing
      }
      <div class="form-actions">
        <button class="button ${this.isNext ? "button-primary" : ""}" ?disabled=${this.isBusy}>${this.action}</button>
      </div>
    </form>`;
  }

  /** What speaks against choosing somebody. */
  private notesOn(id: MemberId): string[] {
    return [...(id === this.me ? [t("rounds.would-not-see")] : []), ...knownOf(this.rounds, id)];
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name=coder]:checked")];
    const codes = new Set<string>([...boxes.map(({ value }) => value), ...this.begun]);
    const isLeft = runnersOf(this.view).some(({ id }) => !codes.has(id));
    this.fault = boxes.length === 0 ? "none-chosen" : isLeft ? null : "nobody-left";
    if (this.fault) return;
    const due = form.querySelector<HTMLInputElement>("input[name=due]")?.value || null;
    const coders = boxes.map(({ value }): Assignment => ({ member: value as MemberId, due }));
    this.emit("coram-coders", { coders });
  }
}

function cannotCode(name: string, why: string): TemplateResult {
  return html`<label class="form-check"
    ><input type="checkbox" disabled /><span>${name} <span class="sub">${why}</span></span></label
  >`;
}

function mayCode({ id, role, organisation, isGuest, isRemoved }: MemberCard, of: Verdict): boolean {
  return !isGuest && !isRemoved && can({ id, role, organisation, guest: null }, "round.code", of);
}

/** Until when all of them code: there is one day for all. */
function lastDay(coders: readonly Assignment[]): string | null {
  return (
    coders
      .flatMap(({ due }) => due ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

/** Everybody who runs rounds of a verdict. */
export function runnersOf({
  verdict,
  members,
  roundRunners: runners = "owner",
}: Pick<VerdictView, "verdict" | "members" | "roundRunners">): MemberCard[] {
  return members.filter(({ id, role, organisation, isGuest, isRemoved }) => {
    return (
      !isGuest &&
      !isRemoved &&
      can({ id, role, organisation, guest: null }, "round.run", {
        verdict,
        runners: { [verdict.owner]: runners },
      })
    );
  });
}
