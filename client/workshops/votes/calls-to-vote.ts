import { html, type LitElement, type ReactiveController } from "lit";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { t } from "../../i18n/t.ts";
import { pageCalls } from "../calls/page-calls.ts";
import { stateWords } from "./ballot-words.ts";

declare global {
  interface HTMLElementEventMap {
    /** Its reader wants to see a vote: what hides it shows it. */
    "coram-vote-sought": CustomEvent;
  }
}

type Asked = Pick<BallotView, "id" | "state" | "table" | "asks" | "own" | "words">;

/** So much of where one votes is in sight, where one knows of it. */
const SEEN = 0.25;

/** While an open vote waits for the reader out of their sight, a line at the foot of the window leads to it. */
export class CallsToVote implements ReactiveController {
  readonly #host: LitElement & { ballot: Asked };
  readonly #sight = new IntersectionObserver(
    (looks) => {
      this.#isSeen = looks.at(-1)?.isIntersecting ?? true;
      this.#call();
    },
    { threshold: SEEN },
  );
  #place: Element | null = null;
  /** Until it has been looked for. */
  #isSeen = true;
  /** The vote whose line its reader has put away. */
  #putAway: Asked["id"] | null = null;

  constructor(host: LitElement & { ballot: Asked }) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#look(null);
    pageCalls.set(this, null);
  }

  hostUpdated(): void {
    const { state, asks, own } = this.#host.ballot;
    const isWaiting = state === "open" && asks !== null && own === null;
    this.#look(isWaiting ? this.#host.querySelector(".ballot-options, .ballot-order") : null);
    this.#call();
  }

  #look(place: Element | null): void {
    if (place === this.#place) return;
    this.#sight.disconnect();
    [this.#place, this.#isSeen] = [place, true];
    if (place) this.#sight.observe(place);
  }

  #call(): void {
    const { id, words } = this.#host.ballot;
    if (this.#isSeen || this.#putAway === id) return pageCalls.set(this, null);
    const label = stateWords(this.#host.ballot);
    pageCalls.set(this, {
      host: this.#host,
      label,
      words: html`<b>${label}.</b> ${words}`,
      way: { act: t("vote.go-there"), go: () => void this.#go() },
      close: () => {
        this.#putAway = id;
        this.#call();
      },
    });
  }

  async #go(): Promise<void> {
    const host = this.#host;
    host.dispatchEvent(new CustomEvent("coram-vote-sought", { bubbles: true }));
    await host.closest<LitElement>("coram-workshop-page")?.updateComplete;
    host.scrollIntoView({ block: "start" });
    host.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }
}
