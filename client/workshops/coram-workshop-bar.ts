import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import "../app/coram-account-menu.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { GivesWay } from "../elements/gives-way.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import "../waits/coram-waiting-count.ts";
import { keepFocus } from "./keep-focus.ts";
import { floorWords } from "./workshop-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-bar": CoramWorkshopBar;
  }
  interface HTMLElementEventMap {
    "coram-workshop-state": CustomEvent<{ to: "open" | "paused" | "closed" }>;
    "coram-take-floor": CustomEvent<void>;
  }
}

/** What gives way, in this order: what may be done never goes. */
const STEPS = ["day", "plan", "state", "home", "floor", "room", "row"];

/**
 * Its name is read whole before who has the floor in words has a place, and on a phone before the way home, which the arrow leads to as
 * well; where nothing is left to give way it has a row of its own.
 */
const PHONE_FORM = { step: "home", below: 30, whole: "row" };

/** The bar above a workshop: which, its day and state, who has the floor, and for its host and holder how it stops and goes on. */
@customElement("coram-workshop-bar")
export class CoramWorkshopBar extends LightElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".workshop-bar"), STEPS, PHONE_FORM);
  }

  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) me!: MemberId;
  @property({ type: Boolean }) isAway = false;
  @property({ type: Boolean }) isBusy = false;

  protected override render(): TemplateResult {
    const { workshop, steps } = this.view;
    const day = (steps.find(({ id }) => id === workshop.step)?.day ?? 0) + 1;
    return html`<header class="top-bar workshop-bar">
      <a class="icon-button" href="/workshops" aria-label=${t("workshop.back")} title=${t("workshop.back")}
        ><coram-icon name="arrow-left"></coram-icon
      ></a>
      <a class="wordmark" href="/">Coram<coram-waiting-count></coram-waiting-count></a>
      <div class="crumb">
        <span class="ellipsis case">${workshop.title}</span>
        ${
          workshop.days.length > 1
            ? html`<span class="sub workshop-day">${t("workshop.day-of", { day, days: workshop.days.length })}</span>`
            : nothing
        }
      </div>
      <span class="state state-chip" data-state=${STATE_SIGNS[workshop.state]}
        >${t(`workshop.state-${workshop.state}`)}</span
      >
      <span class="grow"></span>
      ${
        this.isAway
          ? html`<span class="save save-off" title=${t("shell.offline")}
              ><coram-icon name="cloud-off"></coram-icon
            ></span>`
          : nothing
      }
      ${this.renderFloor()} ${this.renderActs()}
      <coram-account-menu></coram-account-menu>
    </header>`;
  }

  private renderFloor(): TemplateResult | typeof nothing {
    const { holder, state } = this.view.workshop;
    if (state !== "open" && state !== "paused") return nothing;
    const isMine = holder === this.me;
    const words = floorWords(this.view, this.me);
    return html`<span class="workshop-floor ${isMine ? "is-mine" : ""}" role="status" title=${words}
      ><coram-icon name="mic"></coram-icon><span>${words}</span></span
    >`;
  }

  private renderActs(): TemplateResult {
    const { rights, workshop } = this.view;
    const { state } = workshop;
    const isUnderWay = state === "open" || state === "paused";
    const mayPause = isUnderWay && (rights.lead || rights.plan);
    const mayTake = isUnderWay && rights.takeFloorAfterMs === 0 && workshop.holder !== this.me;
    return html`<span class="row">
      ${
        mayTake
          ? html`<button
              type="button"
              class="button"
              ?disabled=${this.isBusy || this.isAway}
              @click=${() => this.dispatchEvent(new CustomEvent("coram-take-floor"))}
            >
              ${t("workshop.take-floor")}
            </button>`
          : nothing
      }
      ${mayPause ? this.renderPause(state === "open") : nothing}
      ${rights.plan || rights.lead || rights.minutes ? this.renderMenu(isUnderWay) : nothing}
    </span>`;
  }

  /** Two buttons, of which one takes the other's place: who pressed one with a key, or the mouse, does not stand on the other. */
  private renderPause(isOpen: boolean): TemplateResult {
    return html`${keyed(
      isOpen,
      html`<button
        type="button"
        class="button"
        ?disabled=${this.isBusy || this.isAway}
        @mousedown=${keepFocus}
        @click=${() => this.to(isOpen ? "paused" : "open")}
      >
        ${t(isOpen ? "workshop.pause" : "workshop.go-on")}
      </button>`,
    )}`;
  }

  private renderMenu(isUnderWay: boolean): TemplateResult {
    const { rights, workshop } = this.view;
    const { state, id } = workshop;
    const href = `/workshops/${id}`;
    return html`<coram-menu label=${t("page.menu")}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${t("page.menu")} title=${t("page.menu")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${rights.plan ? html`<a role="menuitem" href="${href}/plan">${t("workshop.plan-it")}</a>` : nothing}
      ${
        rights.minutes && state !== "planned"
          ? html`<a role="menuitem" href="${href}/attendance">${t("attendance.title")}</a>`
          : nothing
      }
      <a role="menuitem" href="${href}/paper">${t("paper.title")}</a>
      ${
        isUnderWay && rights.plan
          ? html`<button type="button" role="menuitem" @click=${() => this.to("closed")}>
              ${t("workshop.close")}
            </button>`
          : nothing
      }
    </coram-menu>`;
  }

  private to(to: "open" | "paused" | "closed"): void {
    this.dispatchEvent(new CustomEvent("coram-workshop-state", { detail: { to } }));
  }
}

/** Drawn as the stages of a verdict: dashed while it is to come, an open eye, half, whole. */
const STATE_SIGNS = { planned: "in-preparation", open: "revealed", paused: "blind", closed: "adjudicated" } as const;
