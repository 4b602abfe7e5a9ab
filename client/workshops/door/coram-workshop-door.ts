import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { KnockId, SeatId } from "../../../schema/domain/ids.ts";
import type { Country } from "../../../schema/domain/language.ts";
import { DOOR_STATES } from "../../../schema/domain/workshop/door.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { DoorView } from "../../../schema/protocol/http/workshops/door.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import * as api from "../../api/workshops/door.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-ask.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { pageCalls } from "../calls/page-calls.ts";
import { cardOf, nameOf } from "../workshop-words.ts";
import "./coram-qr-code.ts";
import "./door.css";

/** Who knocks is looked for so often, besides each change of the workshop. */
const LOOK_MS = 5000;

/** The door of a workshop, for its host: how one comes in, who knocks, who is sent out, and the screens. */
@customElement("coram-workshop-door")
export class CoramWorkshopDoor extends LightElement {
  @property({ attribute: false }) view!: WorkshopView;
  @state() private door: DoorView | null = null;
  @state() private screens = 0;
  @state() private problem: string | null = null;
  @state() private leaving: SeatId | null = null;
  /** How many knocked when it was said last. */
  private knocked = 0;
  /** Those whose line its reader has put away. */
  private putAway: readonly KnockId[] = [];
  private looking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.looking = setInterval(() => void this.load(), LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.looking);
    pageCalls.set(this, null);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("view")) void this.load();
  }

  private async load(): Promise<void> {
    const { id } = this.view.workshop;
    try {
      const [door, { paired }] = await Promise.all([api.readDoor(id), api.readScreens(id)]);
      this.door = door;
      this.screens = paired;
      this.call();
    } catch {
      // What is shown stays; the bar says that the server is away.
    }
  }

  /** Whoever knocks waits: a line leads there, wherever its reader is. */
  private call(): void {
    const knocks = this.door?.knocks ?? [];
    const words = t("door.knock-call", { count: knocks.length });
    if (knocks.length > this.knocked) announce(words);
    this.knocked = knocks.length;
    if (knocks.every(({ id }) => this.putAway.includes(id))) return pageCalls.set(this, null);
    pageCalls.set(this, {
      host: this,
      label: words,
      words: html`<b>${words}</b>`,
      way: { act: t("follow.go-there"), go: () => void this.go() },
      close: () => {
        this.putAway = knocks.map(({ id }) => id);
        this.call();
      },
    });
  }

  private async go(): Promise<void> {
    this.dispatchEvent(new CustomEvent("coram-room-sought", { bubbles: true }));
    await this.closest<LightElement>("coram-workshop-page")?.updateComplete;
    this.querySelector(".door-knocks")?.scrollIntoView({ block: "center" });
    this.querySelector<HTMLElement>(".door-knocks .button")?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { door } = this;
    return html`<section aria-labelledby="workshop-door">
      <div class="room-head">
        <h2 class="grow" id="workshop-door">${t("door.title")}</h2>
        <span class="note sub">${door ? stateWords(door, this.view.workshop.country) : nothing}</span>
      </div>
      ${door ? this.renderIn(door) : nothing} ${errorLine(this.problem)} ${this.renderGuests()} ${this.renderScreens()}
      ${this.renderAsk()}
    </section>`;
  }

  private renderIn(door: DoorView): TemplateResult {
    const { id } = this.view.workshop;
    return html`<p class="door-acts">
        ${DOOR_STATES.map(
          (to) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${door.state === to}
              @click=${() => void this.act(() => api.setDoor(id, to))}
            >
              ${t(`door.to-${to}`)}
            </button>`,
        )}
      </p>
      ${
        door.code === null || door.state === "shut"
          ? nothing
          : html`<div class="door-code">
              <coram-qr-code words="${door.url}/${door.code}"></coram-qr-code>
              <p>
                <b class="join-code" translate="no">${spaced(door.code)}</b><br />
                <span class="note sub">${door.url.replace(/^https?:\/\//, "")}</span><br />
                <button type="button" class="link" @click=${() => void this.act(() => api.renewCode(id))}>
                  ${t("door.code-new")}
                </button>
              </p>
            </div>`
      }
      ${
        door.knocks.length === 0
          ? nothing
          : html`<h3>${t("door.knocks")}</h3>
              <ul class="door-list door-knocks">
                ${door.knocks.map(
                  (knock) =>
                    html`<li>
                      <span class="grow">${knock.name}<span class="note sub">${knock.organisation}</span></span>
                      <button
                        type="button"
                        class="button"
                        @click=${() => void this.act(() => api.answerKnock(id, knock.id, true))}
                      >
                        ${t("door.admit")}
                      </button>
                      <button
                        type="button"
                        class="link"
                        @click=${() => void this.act(() => api.answerKnock(id, knock.id, false))}
                      >
                        ${t("door.turn-away")}
                      </button>
                    </li>`,
                )}
              </ul>`
      }`;
  }

  private renderGuests(): TemplateResult | typeof nothing {
    const guests = this.view.seats.filter(({ member }) => {
      const card = cardOf(this.view, member);
      return card?.isGuest && !card.isRemoved;
    });
    if (guests.length === 0) return nothing;
    return html`<h3>${t("door.guests")}</h3>
      <ul class="door-list">
        ${guests.map(
          ({ id, member }) =>
            html`<li>
              <span class="grow">${nameOf(this.view, member)}</span>
              <button type="button" class="link" @click=${() => (this.leaving = id)}>${t("door.dismiss")}</button>
            </li>`,
        )}
      </ul>`;
  }

  private renderScreens(): TemplateResult {
    const { door } = this;
    const { id } = this.view.workshop;
    return html`<form
      class="door-acts"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        void this.pair(form);
      }}
    >
      ${door ? html`<p class="note">${t("door.screen-at", { address: `${new URL(door.url).host}/screen` })}</p>` : nothing}
      <label class="form-row"
        ><span>${t("door.digits")}</span>
        <input
          class="field"
          name="digits"
          inputmode="numeric"
          pattern="[0-9]{4}"
          maxlength="4"
          required
          autocomplete="off"
        />
      </label>
      <button class="button">${t("door.pair")}</button>
      ${
        this.screens === 0
          ? nothing
          : html`<span class="note sub">${t("door.screens-on", { count: this.screens })}</span>
              <button
                type="button"
                class="link"
                @click=${async () => (this.screens = (await api.turnScreensOff(id)).paired)}
              >
                ${t("door.screens-off")}
              </button>`
      }
    </form>`;
  }

  private renderAsk(): TemplateResult {
    const seat = this.view.seats.find(({ id }) => id === this.leaving);
    const name = seat ? nameOf(this.view, seat.member) : "";
    return html`<coram-ask
      .open=${this.leaving !== null}
      .heading=${t("door.dismiss")}
      .lead=${t("door.dismiss-ask", { name })}
      .sure=${t("door.dismiss")}
      .leave=${t("workshop.leave")}
      @coram-dialog-close=${() => (this.leaving = null)}
      @coram-ask-sure=${() => {
        const seatId = this.leaving;
        this.leaving = null;
        if (seatId) void this.act(() => api.dismissGuest(this.view.workshop.id, seatId));
      }}
    ></coram-ask>`;
  }

  private async pair(form: HTMLFormElement): Promise<void> {
    this.problem = null;
    try {
      this.screens = (await api.pairScreen(this.view.workshop.id, textOf(form, "digits"))).paired;
      form.reset();
    } catch (error) {
      const isNone = error instanceof ProblemError && error.code === "not-found";
      this.problem = isNone ? t("door.no-screen") : describeProblem(error);
    }
  }

  private async act(command: () => Promise<DoorView>): Promise<void> {
    this.problem = null;
    try {
      this.door = await command();
      this.call();
    } catch (error) {
      this.problem = describeProblem(error);
    }
  }
}

function stateWords({ state: now, openUntil }: DoorView, country: Country): string {
  return now === "open" && openUntil
    ? t("door.open-until", { time: wallTime(country, openUntil).time })
    : t(`door.is-${now}`);
}

/** "KMT 4QP". */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-door": CoramWorkshopDoor;
  }
}
