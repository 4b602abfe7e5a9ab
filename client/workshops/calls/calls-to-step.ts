import { html, type LitElement, type ReactiveController } from "lit";
import { announce } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { pageCalls } from "./page-calls.ts";
import { Absence, type Standing } from "./standing.ts";

/** So long a line stands whose reader was there when it changed, and is where it leads. */
const STANDS_MS = 15_000;
const PLACE = ".step-head, coram-shown-head";

/**
 * A step or a phase that changes is said to who reads. Where the head of the step is out of their sight, a line leads to it; one that
 * changed while they were away stays until it is put away.
 */
export class CallsToStep implements ReactiveController {
  readonly #host: LitElement;
  readonly #standing: () => Standing | null;
  readonly #seek: () => void;
  readonly #sight = new IntersectionObserver((looks) => this.#look(looks.at(-1)?.isIntersecting ?? true));
  readonly #absence = new Absence();
  #before: Standing | null = null;
  /** What is not seen yet. */
  #words: string | null = null;
  #place: Element | null = null;
  /** It changed while one was away: its line stays until it is put away. */
  #stays = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `seek`: shows the part of the page that has the step. */
  constructor(host: LitElement, standing: () => Standing | null, seek: () => void = () => undefined) {
    this.#host = host;
    this.#standing = standing;
    this.#seek = seek;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#forget();
    this.#before = null;
  }

  hostUpdated(): void {
    const [now, before] = [this.#standing(), this.#before];
    if (!now || !this.#host.isConnected) return;
    this.#before = now;
    const isBack = this.#absence.endsWith(now);
    if (before && now.step.key !== before.step.key) this.#changed(now, isBack);
    this.#observe();
  }

  #changed({ step: { words }, isLed }: Standing, stays: boolean): void {
    this.#forget();
    this.#stays = stays;
    if (isLed) return;
    announce(words);
    this.#words = words;
  }

  /** Its head may be another element now. */
  #observe(): void {
    const place = this.#words === null ? null : this.#host.querySelector(PLACE);
    if (place === this.#place) return;
    this.#sight.disconnect();
    this.#place = place;
    if (place) this.#sight.observe(place);
  }

  /** Whoever works in the step, below its head, has read it by then; on another part of the page it stays. */
  #pass(): void {
    if (this.#words === null || this.#stays) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#place?.checkVisibility()) this.#forget();
      else this.#pass();
    }, STANDS_MS);
  }

  #look(isSeen: boolean): void {
    if (this.#words === null) return;
    if (isSeen) return this.#forget();
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
    this.#place = null;
    this.#sight.disconnect();
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
