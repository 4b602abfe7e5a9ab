import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId, SeatId } from "../../../schema/domain/ids.ts";
import { COUNTRIES } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Seat } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-initials.ts";
import "../../elements/coram-menu.ts";
import { LightElement } from "../../elements/light-element.ts";
import { byName, t } from "../../i18n/t.ts";
import { CallsToHands, type WaitingHand } from "../calls/calls-to-hands.ts";
import { cardOf, mayInRoom, nameOf, seatedAble } from "../workshop-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-room": CoramWorkshopRoom;
  }
  interface HTMLElementEventMap {
    /** The floor is to go to somebody. */
    "coram-give-floor": CustomEvent<{ to: MemberId }>;
    /** Somebody speaks, without the floor, or their hand comes down. */
    "coram-answer-hand": CustomEvent<{ seat: SeatId; to: "speaks" | "down" }>;
  }
}

/** Who sits in a workshop, by country, and whose hands are up, in the order in which they went up. */
@customElement("coram-workshop-room")
export class CoramWorkshopRoom extends LightElement {
  constructor() {
    super();
    new CallsToHands(this, () => (this.view.rights.lead ? this.waiting : []));
  }

  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) me!: MemberId;
  /** Whose slips are in; null while nobody codes, and for who may not know. */
  @property({ attribute: false }) slipsIn: readonly SeatId[] | null = null;

  /** Other people's hands that nobody has answered. */
  private get waiting(): WaitingHand[] {
    const waits = handsOf(this.view).filter(({ member, speaksAt }) => speaksAt === null && member !== this.me);
    return waits.map(({ id, member }) => ({ seat: id, name: nameOf(this.view, member) }));
  }

  protected override render(): TemplateResult {
    const { seats } = this.view;
    const hands = handsOf(this.view);
    return html`<section aria-labelledby="workshop-room">
        <div class="room-head">
          <h2 class="grow" id="workshop-room">${t("workshop.room")}</h2>
          <span class="note sub">${t("workshop.seats", { count: seats.length })}</span>
        </div>
        ${seats.length === 0 ? html`<p class="note sub">${t("workshop.room-empty")}</p>` : this.renderSeats()}
        ${this.slipsIn ? html`<p class="note sub">${t("slip.dots")}</p>` : nothing}
        ${this.view.rights.lead ? this.renderGive() : nothing}
      </section>
      <section aria-labelledby="workshop-hands">
        <div class="room-head">
          <h2 class="grow" id="workshop-hands">${t("workshop.hands")}</h2>
          <span class="note sub">${hands.length}</span>
        </div>
        ${
          hands.length === 0
            ? html`<p class="note sub">${t("workshop.hands-none")}</p>`
            : html`<ol class="room-hands">
                ${hands.map((seat) => this.renderHand(seat))}
              </ol>`
        }
      </section>`;
  }

  private renderSeats(): TemplateResult {
    const { organisations, seats, members } = this.view;
    const cardIn = ({ member }: Seat): MemberCard | undefined => members.find(({ id }) => id === member);
    // A guest is of no organisation: it is the host's that they are bound to.
    const countryOf = (seat: Seat): string | undefined =>
      organisations.find(({ id }) => id === cardIn(seat)?.organisation && !cardIn(seat)?.isGuest)?.country;
    const guests = seats.filter((seat) => cardIn(seat)?.isGuest);
    return html`<ul class="room-seats">
      ${COUNTRIES.map((country) =>
        this.renderRow(
          t(`word.country.${country}`),
          seats.filter((seat) => countryOf(seat) === country),
        ),
      )}
      ${this.renderRow(t("door.guests"), guests)}
    </ul>`;
  }

  private renderRow(name: string, here: readonly Seat[]): TemplateResult | typeof nothing {
    if (here.length === 0) return nothing;
    return html`<li>
      <span class="sub">${name}</span>
      <span class="row">${here.map((seat) => this.renderSeat(seat))}</span>
    </li>`;
  }

  private renderSeat({ id, member, handAt }: Seat): TemplateResult {
    const card = cardOf(this.view, member);
    const isIn = this.slipsIn?.includes(id) ?? false;
    const name = card?.name ?? "–";
    return html`<span class="room-seat ${isIn ? "has-slip" : ""}"
      ><coram-initials
        ?me=${member === this.me}
        initials=${card?.initials ?? "–"}
        name=${isIn ? t("slip.has-handed-in", { name }) : name}
      ></coram-initials
      >${handAt ? html`<coram-icon name="hand"></coram-icon>` : nothing}</span
    >`;
  }

  /** To any of those who sit here and may hold it. */
  private renderGive(): TemplateResult | typeof nothing {
    const able = byName(seatedAble(this.view, "workshop.hold").filter(({ id }) => id !== this.me));
    if (able.length === 0) return nothing;
    return html`<coram-menu class="room-give" label=${t("workshop.give-floor")}>
      <button slot="trigger" type="button" class="button button-small">
        ${t("workshop.give-floor")}<coram-icon name="chevron-down"></coram-icon>
      </button>
      ${able.map(
        ({ id, name }) => html`<button type="button" role="menuitem" @click=${() => this.give(id)}>${name}</button>`,
      )}
    </coram-menu>`;
  }

  private renderHand({ id, member, speaksAt }: Seat): TemplateResult {
    const card = cardOf(this.view, member);
    const name = nameOf(this.view, member);
    const mayGive = this.view.rights.lead && card && member !== this.me && mayInRoom("workshop.hold", card, this.view);
    return html`<li>
      <span class="grow">${name}${speaksAt ? html` <b class="note">${t("workshop.speaks")}</b>` : nothing}</span>
      ${this.view.rights.lead && member !== this.me ? this.renderAnswers(id, name, speaksAt !== null) : nothing}
      ${
        mayGive
          ? html`<button
              type="button"
              class="link"
              aria-label=${t("workshop.give-floor-to", { name })}
              @click=${() => this.give(member)}
            >
              ${t("workshop.give-floor")}
            </button>`
          : nothing
      }
    </li>`;
  }

  /** The floor stays where it is. */
  private renderAnswers(seat: SeatId, name: string, speaks: boolean): TemplateResult {
    const act = (words: string, to: "speaks" | "down"): TemplateResult =>
      html`<button
        type="button"
        class="link"
        aria-label="${words}: ${name}"
        @click=${() => this.dispatchEvent(new CustomEvent("coram-answer-hand", { detail: { seat, to } }))}
      >
        ${words}
      </button>`;
    return speaks
      ? act(t("workshop.has-spoken"), "down")
      : html`${act(t("workshop.let-speak"), "speaks")} ${act(t("workshop.hand-down"), "down")}`;
  }

  private give(to: MemberId): void {
    this.dispatchEvent(new CustomEvent("coram-give-floor", { detail: { to } }));
  }
}

/** How many they are, beside how many sit there, where the list of them is out of sight. */
export function renderHands(view: WorkshopView): TemplateResult | typeof nothing {
  const { length } = handsOf(view);
  return length === 0
    ? nothing
    : html` <coram-icon name="hand"></coram-icon><span class="visually-hidden">${t("workshop.hands")}</span> ${length}`;
}

/** Who speaks now, then whoever's hand went up first. */
export function handsOf({ seats }: Pick<WorkshopView, "seats">): Seat[] {
  const up = seats.filter(({ handAt, speaksAt }) => handAt !== null || speaksAt !== null);
  const since = ({ handAt, speaksAt }: Seat): number => (speaksAt ? 0 : Date.parse(handAt ?? ""));
  return up.toSorted((a, b) => since(a) - since(b));
}
