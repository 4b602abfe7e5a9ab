import { randomInt } from "node:crypto";

/** Digits are good for so long. */
const PAIR_MS = 2 * 60_000;
/** Of screens that nobody has paired. */
const AT_ONCE = 200;

export interface Pairing {
  digits: string;
  until: string;
}

/** Screens that show four digits until somebody types them: in memory only. */
export class Pairings {
  readonly #clock: () => Date;
  readonly #waiting = new Map<string, Pairing>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Digits that no other screen shows. */
  begin(tokenHash: string): Pairing {
    const now = this.#clock().getTime();
    for (const [hash, { until }] of this.#waiting) if (Date.parse(until) <= now) this.#waiting.delete(hash);
    this.#waiting.delete(tokenHash);
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined && this.#waiting.size >= AT_ONCE) this.#waiting.delete(oldest);
    const taken = new Set([...this.#waiting.values()].map(({ digits }) => digits));
    let digits = fourDigits();
    while (taken.has(digits)) digits = fourDigits();
    const pairing = { digits, until: new Date(now + PAIR_MS).toISOString() };
    this.#waiting.set(tokenHash, pairing);
    return pairing;
  }

  of(tokenHash: string): Pairing | null {
    const pairing = this.#waiting.get(tokenHash);
    return pairing && Date.parse(pairing.until) > this.#clock().getTime() ? pairing : null;
  }

  /** The screen that shows these digits, once; null where none does. */
  take(digits: string): string | null {
    for (const [tokenHash, pairing] of this.#waiting)
      if (pairing.digits === digits && this.of(tokenHash)) {
        this.#waiting.delete(tokenHash);
        return tokenHash;
      }
    return null;
  }
}

function fourDigits(): string {
  return String(randomInt(10_000)).padStart(4, "0");
}
