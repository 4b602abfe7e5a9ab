/** A clock that is right within this stays as it is: what the server says takes a moment to arrive. */
const TOLERANCE_MS = 60_000;

/**
 * The server's time as this device knows it: its own clock, put right by what the server last said. Whatever is stamped
 * or compared with a stamp takes it, since the server refuses times to come, and a device may be days out.
 */
export class ServerClock {
  private readonly device: () => number;
  /** Milliseconds from the device's clock to the server's. */
  private offset = 0;
  private hasHeard = false;
  /** The last stamp, in milliseconds. */
  private last = 0;

  /** `device` gives the device's own time in milliseconds. */
  constructor(device: () => number = Date.now) {
    this.device = device;
  }

  /** The server says what time it is, in ISO 8601 or as a `Date` header; what is no time is passed over. */
  heard(said: string | null): void {
    const offset = Date.parse(said ?? "") - this.device();
    this.hasHeard ||= !Number.isNaN(offset);
    if (Number.isNaN(offset) || Math.abs(offset - this.offset) < TOLERANCE_MS) return;
    this.offset = Math.abs(offset) < TOLERANCE_MS ? 0 : offset;
  }

  /** Whether the server has said so: before that it is the device's own time, which may be anything. */
  get isTold(): boolean {
    return this.hasHeard;
  }

  now(): Date {
    return new Date(this.device() + this.offset);
  }

  /** ISO 8601 UTC. Of what is written in one millisecond the later is stamped later: comments stand in the order of their times. */
  stamp(): string {
    const now = this.now().getTime();
    // A clock that was put back is believed.
    const isJustAfter = now <= this.last && now > this.last - TOLERANCE_MS;
    this.last = isJustAfter ? this.last + 1 : now;
    return new Date(this.last).toISOString();
  }
}

/** The one of this page. */
export const serverClock = new ServerClock();
