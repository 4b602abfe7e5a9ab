/** Which version of the methodology one began to read with, and whether another came into force meanwhile. */
export class PageVersion {
  private known: { verdict: string; number: number } | null = null;
  private now: number | null = null;

  /** The number of a newer version that the reader has not taken note of; null = none. */
  get newer(): number | null {
    return this.known && this.now !== null && this.now > this.known.number ? this.now : null;
  }

  /** Takes what the page shows now. */
  update(verdict: string, number: number | null): void {
    this.now = number;
    if (number !== null && this.known?.verdict !== verdict) this.known = { verdict, number };
  }

  seen(): void {
    if (this.known && this.now !== null) this.known.number = this.now;
  }
}
