import type { LitElement, ReactiveController } from "lit";
import { t } from "../../i18n/t.ts";
import { leadTo } from "./lead-to.ts";
import { pageCalls } from "./page-calls.ts";
import { Sight } from "./sight.ts";

/** While it is not said whether one's name may stand on the list of a day, and the question is out of sight, a line at the foot of the window leads to it. */
export class CallsToConsents implements ReactiveController {
  readonly #host: LitElement;
  readonly #isAsked: () => boolean;
  readonly #sight: Sight;
  #isPutAway = false;

  constructor(host: LitElement, isAsked: () => boolean) {
    this.#host = host;
    this.#isAsked = isAsked;
    this.#sight = new Sight(host, () => this.#call());
    host.addController(this);
  }

  hostDisconnected(): void {
    pageCalls.set(this, null);
  }

  hostUpdated(): void {
    this.#sight.watch(this.#isAsked() ? this.#host.querySelector(".seat-consents") : null);
    this.#call();
  }

  #call(): void {
    if (!this.#isAsked() || this.#sight.isSeen || this.#isPutAway) return pageCalls.set(this, null);
    pageCalls.set(this, {
      host: this.#host,
      label: t("attendance.title"),
      words: t("attendance.asks"),
      way: { act: t("follow.go-there"), go: () => void leadTo(this.#host, ".seat-consents", "input") },
      close: () => {
        this.#isPutAway = true;
        this.#call();
      },
    });
  }
}
