import { html, type LitElement, type ReactiveController } from "lit";
import { announce } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { nameOf, phaseWord, shownPhase, stepName } from "../workshop-words.ts";
import { pageCalls } from "./page-calls.ts";

/** How a workshop stands, as its page tells of what changes. */
export interface Standing {
  /** The step and its phase: another key is another place in the agenda. */
  step: { key: string; words: string };
  /** Who has the floor, or that the reader speaks; null where they are told of nobody. Nothing is said of no words. */
  floor: { key: string; words: string } | null;
  /** The reader turns it themselves. */
  isLed: boolean;
  /** The server is out of reach. */
  isAway: boolean;
  /** When this was asked for last. */
  heard: string;
}

/** So long a line stands whose reader was there when it changed, and is where it leads. */
const STANDS_MS = 15_000;
const PLACE = ".step-head, coram-shown-head";

/**
 * A step, a phase or the floor that changes is said to who reads. Where the head of the step is out of their sight, a line leads to it; who
 * has the floor is told in a line, which stays until it is put away where it changed while one was away.
 */
export class CallsToStep implements ReactiveController {
  readonly #host: LitElement;
  readonly #standing: () => Standing | null;
  readonly #seek: () => void;
  readonly #ofFloor = {};
  readonly #sight = new IntersectionObserver((looks) => this.#look(looks.at(-1)?.isIntersecting ?? true));
  #before: Standing | null = null;
  /** What was heard last before one was away; null while one is there. */
  #awaySince: string | null = null;
  /** What is not seen yet. */
  #words: string | null = null;
  #place: Element | null = null;
  /** It changed while one was away: its line stays until it is put away. */
  #stays = false;
  #stepTimer: ReturnType<typeof setTimeout> | undefined;
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
    this.#endFloor();
    this.#before = null;
  }

  hostUpdated(): void {
    const [now, before] = [this.#standing(), this.#before];
    if (!now || !this.#host.isConnected) return;
    this.#before = now;
    if (now.isAway) this.#awaySince = now.heard;
    const isBack = this.#awaySince !== null && now.heard !== this.#awaySince;
    if (before && now.step.key !== before.step.key) this.#stepChanged(now, isBack);
    if (before && now.floor && now.floor.key !== before.floor?.key) this.#floorChanged(now.floor.words, isBack);
    if (isBack) this.#awaySince = null;
    this.#observe();
  }

  #stepChanged({ step: { words }, isLed }: Standing, stays: boolean): void {
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
    clearTimeout(this.#stepTimer);
    this.#stepTimer = setTimeout(() => {
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
    clearTimeout(this.#stepTimer);
    this.#words = null;
    this.#place = null;
    this.#sight.disconnect();
    pageCalls.set(this, null);
  }

  async #go(): Promise<void> {
    this.#seek();
    await this.#host.updateComplete;
    this.#host.querySelector(PLACE)?.scrollIntoView({ block: "center" });
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  }

  #floorChanged(words: string, stays: boolean): void {
    this.#endFloor();
    if (words === "") return;
    announce(words);
    pageCalls.set(this.#ofFloor, {
      host: this.#host,
      label: words,
      words: html`<b>${words}</b>`,
      way: null,
      close: () => this.#endFloor(),
    });
    if (!stays) this.#timer = setTimeout(() => this.#endFloor(), STANDS_MS);
  }

  #endFloor(): void {
    clearTimeout(this.#timer);
    pageCalls.set(this.#ofFloor, null);
  }
}

/** In the place of who has the floor, to whoever is let speak. */
export const YOU_SPEAK = "you speak";

/** Of a member's page. */
export function standingOf(model: WorkshopModel | null): Standing | null {
  const view = model?.view;
  if (!model || !view) return null;
  const { step, me, isAway } = model;
  const speaks = view.seat?.speaksAt !== null && view.seat !== null;
  const { holder, state } = view.workshop;
  const name = holder && nameOf(view, holder);
  const floor = holder === me ? t("workshop.floor-yours") : t("workshop.floor-of", { name: name ?? "" });
  return {
    step: {
      key: step ? `${step.id} ${step.phase ?? ""}` : state,
      words: step ? stepWords(step) : t("workshop.between"),
    },
    floor: speaks
      ? { key: YOU_SPEAK, words: t("workshop.you-speak") }
      : { key: holder ?? "", words: holder ? floor : t("workshop.floor-nobody") },
    isLed: view.rights.lead,
    isAway,
    heard: view.now,
  };
}

/** "Passage 1: Silence" */
export function stepWords(
  step: Parameters<typeof stepName>[0] & { phase: Parameters<typeof phaseWord>[0] | null },
): string {
  const phase = step.phase && step.phase !== "on" ? phaseWord(shownPhase(step.phase)) : null;
  return [stepName(step), phase].filter(Boolean).join(": ");
}
