import { html, type LitElement, render, type ReactiveController } from "lit";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { t } from "../../i18n/t.ts";
import { stateWords } from "./ballot-words.ts";

declare global {
  interface HTMLElementEventMap {
    /** Its reader wants to see a vote: what hides it shows it. */
    "coram-vote-sought": CustomEvent;
  }
}

type Asked = Pick<BallotView, "state" | "table" | "asks" | "own" | "words">;

/** So much of where one votes is in sight, where one knows of it. */
const SEEN = 0.25;

/** While an open vote waits for the reader out of their sight, a line at the foot of the window leads to it. */
export class CallsToVote implements ReactiveController {
  readonly #host: LitElement & { ballot: Asked };
  readonly #line = document.createElement("aside");
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

  constructor(host: LitElement & { ballot: Asked }) {
    this.#host = host;
    this.#line.className = "vote-call";
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#look(null);
    this.#line.remove();
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
    if (this.#isSeen) return this.#line.remove();
    const words = stateWords(this.#host.ballot);
    this.#line.ariaLabel = words;
    render(
      html`<span><b>${words}.</b> ${this.#host.ballot.words}</span>
        <button type="button" class="button button-small" @click=${() => void this.#go()}>
          ${t("vote.go-there")}
        </button>`,
      this.#line,
    );
    // Outside of its page: on a phone the part of it that has the vote may be hidden.
    if (!this.#line.isConnected) document.body.append(this.#line);
  }

  async #go(): Promise<void> {
    const host = this.#host;
    host.dispatchEvent(new CustomEvent("coram-vote-sought", { bubbles: true }));
    await host.closest<LitElement>("coram-workshop-page")?.updateComplete;
    host.scrollIntoView({ block: "start" });
    host.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }
}
