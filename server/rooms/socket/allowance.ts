/** How much of something somebody may use: so much a second on average, and so much at once. */
export class Allowance {
  readonly #perSecond: number;
  readonly #atOnce: number;
  #left: number;
  #at = performance.now();

  constructor(perSecond: number, atOnce: number) {
    this.#perSecond = perSecond;
    this.#atOnce = atOnce;
    this.#left = atOnce;
  }

  spend(amount: number): void {
    this.#refill();
    this.#left -= amount;
  }

  get isOverdrawn(): boolean {
    this.#refill();
    return this.#left < 0;
  }

  /** Milliseconds until it is not overdrawn any more. */
  get paidInMs(): number {
    this.#refill();
    return Math.max(0, (-this.#left / this.#perSecond) * 1000);
  }

  /** Milliseconds until there is as much of it as there can be. */
  get fullInMs(): number {
    this.#refill();
    return ((this.#atOnce - this.#left) / this.#perSecond) * 1000;
  }

  #refill(): void {
    const now = performance.now();
    this.#left = Math.min(this.#atOnce, this.#left + ((now - this.#at) * this.#perSecond) / 1000);
    this.#at = now;
  }
}
