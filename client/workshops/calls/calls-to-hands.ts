import { html, type LitElement, type ReactiveController } from "lit";
import type { SeatId } from "../../../schema/domain/ids.ts";
import { announce } from "../../elements/announce.ts";
import { formatList, t } from "../../i18n/t.ts";
import { leadTo } from "./lead-to.ts";
import { pageCalls } from "./page-calls.ts";
import { Sight } from "./sight.ts";

/** A hand that waits for who leads. */
export interface WaitingHand {
  seat: SeatId;
  name: string;
}

/** While hands wait for who leads out of their sight, a line at the foot of the window says how many and whose, and leads there. */
export class CallsToHands implements ReactiveController {
  readonly #host: LitElement;
  readonly #waiting: () => readonly WaitingHand[];
  readonly #sight: Sight;
  /** Those whose line its reader has put away, or who have been announced, as long as they are up. */
  #putAway: readonly SeatId[] = [];
  #said: readonly SeatId[] = [];

  /** `waiting`: first come first; nobody where the reader does not lead. */
  constructor(host: LitElement, waiting: () => readonly WaitingHand[]) {
    this.#host = host;
    this.#waiting = waiting;
    this.#sight = new Sight(host, () => this.#call());
    host.addController(this);
  }

  hostDisconnected(): void {
    pageCalls.set(this, null);
  }

  hostUpdated(): void {
    const seats = this.#waiting().map(({ seat }) => seat);
    if (seats.some((seat) => !this.#said.includes(seat))) announce(this.#words);
    this.#said = seats;
    this.#putAway = this.#putAway.filter((seat) => seats.includes(seat));
    this.#sight.watch(this.#host.isConnected ? this.#host.querySelector(".room-hands") : null);
    this.#call();
  }

  get #words(): string {
    return t("workshop.hands-call", { count: this.#waiting().length });
  }

  #call(): void {
    const waiting = this.#waiting();
    if (this.#sight.isSeen || waiting.every(({ seat }) => this.#putAway.includes(seat)))
      return pageCalls.set(this, null);
    pageCalls.set(this, {
      host: this.#host,
      label: this.#words,
      words: html`<b>${this.#words}:</b> ${formatList(waiting.map(({ name }) => name))}`,
      way: { act: t("follow.go-there"), go: () => void leadTo(this.#host, ".room-hands", "button") },
      close: () => {
        this.#putAway = waiting.map(({ seat }) => seat);
        this.#call();
      },
    });
  }
}
