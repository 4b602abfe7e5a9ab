import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What is drawn anew with. */
export interface Watched {
  watch(watcher: () => void): () => void;
}

/** Draws an element anew whenever something of its workshop's votes has changed. */
export class SeesVotes implements ReactiveController {
  readonly #host: Element & ReactiveControllerHost & { votes: Watched | null };
  #seen: Watched | null = null;
  #stop: (() => void) | null = null;

  constructor(host: Element & ReactiveControllerHost & { votes: Watched | null }) {
    this.#host = host;
    host.addController(this);
  }

  /** Which model it is, is known once the element is drawn, which it may be once more after it has left the page. */
  hostUpdate(): void {
    const { votes, isConnected } = this.#host;
    if (this.#seen === votes || !votes || !isConnected) return;
    this.hostDisconnected();
    this.#seen = votes;
    this.#stop = votes.watch(() => this.#host.requestUpdate());
  }

  hostConnected(): void {
    if (this.#seen === null) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop?.();
    [this.#stop, this.#seen] = [null, null];
  }
}
