/**
 * The server's clock to a tenth of a second, whatever the device's own says. An answer was made after it was asked for and before it
 * came: the narrower that is, the better is known how late it is there.
 */
export class WorkshopClock {
  private readonly device: () => number;
  /** Milliseconds from the device's count to the server's clock. */
  private offset = 0;
  /** How far off that may be at most. */
  private doubt = Infinity;

  /** `device` counts milliseconds from whenever, and is never put back. */
  constructor(device: () => number = () => performance.now()) {
    this.device = device;
  }

  /** What the device counts now, to be given back to `heard`. */
  ask(): number {
    return this.device();
  }

  /** The server said a time, in ISO 8601, between `asked` and now. */
  heard(said: string, asked: number): void {
    const answered = this.device();
    const [doubt, offset] = [(answered - asked) / 2, Date.parse(said) - (asked + answered) / 2];
    // A device that slept counted nothing meanwhile: what contradicts what was known takes its place.
    const isContradicted = Math.abs(offset - this.offset) > doubt + this.doubt;
    if (doubt >= this.doubt && !isContradicted) return;
    this.offset = offset;
    this.doubt = doubt;
  }

  /** The server's time, in milliseconds since 1970. */
  now(): number {
    return this.device() + this.offset;
  }
}
