import { html, type LitElement, type ReactiveController } from "lit";
import { announce } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { pageCalls } from "./page-calls.ts";
import { Sight } from "./sight.ts";
import { type Standing, Stands } from "./standing.ts";

/** So long a line stands whose reader was there when it changed, and is where it leads. */
const STANDS_MS = 15_000;
const PLACE = ".step-head, coram-shown-head";

/**
 * A step or a phase that changes is said to who reads. Where the head of the step is out of their sight, a line leads to it; one that
 * changed while they were away stays until it is put away.
 */
export class CallsToStep implements ReactiveController {
  readonly #host: LitElement;
  readonly #seek: () => void;
  readonly #sight: Sight;
  /** What is not seen yet. */
  #words: string | null = null;
  /** It changed while one was away: its line stays until it is put away. */
  #stays = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `seek`: shows the part of the page that has the step. */
  constructor(host: LitElement, standing: () => Standing | null, seek: () => void = () => undefined) {
    this.#host = host;
    this.#seek = seek;
    host.addController(this);
    this.#sight = new Sight(host, () => this.#look());
    new Stands(host, standing, (now, before, isBack) => {
      if (before && now.step.key !== before.step.key) this.#changed(now, isBack);
      this.#sight.watch(this.#words === null ? null : host.querySelector(PLACE));
    });
  }

  hostDisconnected(): void {
    this.#forget();
  }

  #changed({ step: { words }, isLed }: Standing, stays: boolean): void {
    this.#forget();
    this.#stays = stays;
    if (isLed) return;
    announce(words);
    this.#words = words;
  }

  /** Whoever works in the step, below its head, has read it by then; on another part of the page it stays. */
  #pass(): void {
    if (this.#words === null || this.#stays) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#sight.place?.checkVisibility()) this.#forget();
      else this.#pass();
    }, STANDS_MS);
  }

  #look(): void {
    if (this.#words === null) return;
    if (this.#sight.isSeen) return this.#forget();
    const words = this.#words;
    pageCalls.set(this, {
      host: this.#host,
      label: words,
      words: html`<b>${words}</b>`,
      way: { act: t("follow.go-there"), go: () => void this.#go() },
      close: () => this.#forget(),
    });
    this.#pass();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#words = null;
    this.#sight.watch(null);
    pageCalls.set(this, null);
  }

  /** Its head stays at the edge of what scrolls: where it belongs is the top of the step. */
  async #go(): Promise<void> {
    this.#seek();
    await this.#host.updateComplete;
    const place = this.#host.querySelector(PLACE);
    (place?.closest(".workshop-work") ?? place)?.scrollIntoView({ block: "start" });
    place?.closest(".workshop-work")?.scrollTo({ top: 0 });
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  }
}
