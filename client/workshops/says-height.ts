import type { LitElement, ReactiveController } from "lit";

/**
 * How high something is that stays in sight at the edge of what scrolls, as a length of the style sheets, so that what is docked beside it
 * and what is scrolled to stand clear of it. Of one name there is one thing on a page; without it the length is 0.
 */
export class SaysHeight implements ReactiveController {
  readonly #host: LitElement;
  readonly #find: () => Element | null;
  readonly #name: `--${string}`;
  readonly #size = new ResizeObserver(() => this.#say(this.#at));
  #at: Element | null = null;

  constructor(host: LitElement, name: `--${string}`, find: () => Element | null = () => host) {
    this.#host = host;
    this.#find = find;
    this.#name = name;
    host.addController(this);
  }

  hostUpdated(): void {
    const at = this.#host.isConnected ? this.#find() : null;
    if (at === this.#at) return;
    this.#size.disconnect();
    this.#at = at;
    if (at) this.#size.observe(at);
    else this.#say(null);
  }

  hostDisconnected(): void {
    this.#size.disconnect();
    this.#at = null;
    this.#say(null);
  }

  #say(at: Element | null): void {
    document.documentElement.style.setProperty(this.#name, `${at?.getBoundingClientRect().height ?? 0}px`);
  }
}
