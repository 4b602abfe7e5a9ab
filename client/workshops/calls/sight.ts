import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether a place of a page is in its reader's sight. */
export class Sight implements ReactiveController {
  readonly #observer: IntersectionObserver;
  #place: Element | null = null;
  /** Until it has been looked for. */
  #isSeen = true;

  /** `changed`: it came into sight, or left it, or was looked for the first time. `share`: so much of it counts as seen. */
  constructor(host: ReactiveControllerHost, changed: () => void, share = 0) {
    this.#observer = new IntersectionObserver(
      (looks) => {
        this.#isSeen = looks.at(-1)?.isIntersecting ?? true;
        changed();
      },
      { threshold: share },
    );
    host.addController(this);
  }

  get place(): Element | null {
    return this.#place;
  }

  get isSeen(): boolean {
    return this.#isSeen;
  }

  hostDisconnected(): void {
    this.watch(null);
  }

  /** Watches this place from now on; it may be another element each time that the page is drawn. Null: none. */
  watch(place: Element | null): void {
    if (place === this.#place) return;
    this.#observer.disconnect();
    [this.#place, this.#isSeen] = [place, true];
    if (place) this.#observer.observe(place);
  }
}
