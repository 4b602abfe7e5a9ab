import { html, type LitElement, type ReactiveController } from "lit";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import { t } from "../../i18n/t.ts";
import { pageCalls } from "../calls/page-calls.ts";
import { Sight } from "../calls/sight.ts";
import { offWords, stateWords } from "./ballot-words.ts";

declare global {
  interface HTMLElementEventMap {
    /** Its reader wants to see a vote: what hides it shows it. */
    "coram-vote-sought": CustomEvent;
  }
}

type Asked = Pick<BallotView, "id" | "state" | "table" | "asks" | "own" | "words">;
/** `calledOff`: the vote that its reader called off here. */
type Host = LitElement & { ballot: Asked; calledOff: Asked["id"] | null };

/** So long a line stands that tells of a vote that was called off. */
const STANDS_MS = 15_000;
/** So much of where one votes is in sight, where one knows of it. */
const SEEN = 0.25;

/**
 * While an open vote waits for the reader out of their sight, a line at the foot of the window leads to it. That it was called off is told
 * there to whoever did not do so: they are where they were before it opened.
 */
export class CallsToVote implements ReactiveController {
  readonly #host: Host;
  readonly #sight: Sight;
  /** The vote whose line its reader has put away. */
  #putAway: Asked["id"] | null = null;
  /** The vote that was open when this was drawn last. */
  #wasOpen: Asked["id"] | null = null;
  readonly #ofOff = {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#sight = new Sight(host, () => this.#call(), SEEN);
    host.addController(this);
  }

  hostDisconnected(): void {
    pageCalls.set(this, null);
    this.#endOff();
  }

  hostUpdated(): void {
    const { id, state, asks, own } = this.#host.ballot;
    if (state === "open") this.#endOff();
    else if (state === "dropped" && this.#wasOpen === id && this.#host.calledOff !== id) this.#tellOff();
    this.#wasOpen = state === "open" ? id : null;
    const isWaiting = state === "open" && asks !== null && own === null;
    this.#sight.watch(isWaiting ? this.#host.querySelector(".ballot-options, .ballot-order") : null);
    this.#call();
  }

  #call(): void {
    const { id, words } = this.#host.ballot;
    if (this.#sight.isSeen || this.#putAway === id) return pageCalls.set(this, null);
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

  #tellOff(): void {
    const [label, why] = [stateWords(this.#host.ballot), offWords(this.#host.ballot)];
    const words = html`<b>${label}.</b> ${why}`;
    pageCalls.set(this.#ofOff, { host: this.#host, label, words, way: null, close: () => this.#endOff() });
    this.#timer = setTimeout(() => this.#endOff(), STANDS_MS);
  }

  #endOff(): void {
    clearTimeout(this.#timer);
    pageCalls.set(this.#ofOff, null);
  }

  async #go(): Promise<void> {
    const host = this.#host;
    host.dispatchEvent(new CustomEvent("coram-vote-sought", { bubbles: true }));
    await host.closest<LitElement>("coram-workshop-page")?.updateComplete;
    host.scrollIntoView({ block: "start" });
    host.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }
}
