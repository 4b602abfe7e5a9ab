import { html, type LitElement, type ReactiveController } from "lit";
import { announce } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { pageCalls } from "./page-calls.ts";
import { type Standing, Stands } from "./standing.ts";

/** So long a line stands whose reader was there when the floor moved. */
const STANDS_MS = 15_000;

/**
 * Who has the floor is told in a line to whoever takes part, whoever speaks meanwhile; where it moved while one was away it stays until it
 * is put away. That one is let speak stays as long as one is.
 */
export class CallsOfFloor implements ReactiveController {
  readonly #host: LitElement;
  readonly #ofFloor = {};
  readonly #ofSpeaking = {};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, standing: () => Standing | null) {
    this.#host = host;
    host.addController(this);
    new Stands(host, standing, (now, before, isBack) => {
      if (before && now.floor?.key !== before.floor?.key) this.#moved(now.floor, isBack);
      if (before && now.speaks !== before.speaks) this.#speaks(now.speaks);
    });
  }

  hostDisconnected(): void {
    this.#end();
    pageCalls.set(this.#ofSpeaking, null);
  }

  #moved(floor: Standing["floor"], stays: boolean): void {
    this.#end();
    if (floor === null) return;
    this.#tell(this.#ofFloor, floor.words, () => this.#end());
    if (!stays) this.#timer = setTimeout(() => this.#end(), STANDS_MS);
  }

  #end(): void {
    clearTimeout(this.#timer);
    pageCalls.set(this.#ofFloor, null);
  }

  #speaks(isLet: boolean): void {
    const end = (): void => pageCalls.set(this.#ofSpeaking, null);
    if (isLet) this.#tell(this.#ofSpeaking, t("workshop.you-speak"), end);
    else end();
  }

  #tell(of: object, words: string, close: () => void): void {
    announce(words);
    pageCalls.set(of, { host: this.#host, label: words, words: html`<b>${words}</b>`, way: null, close });
  }
}
