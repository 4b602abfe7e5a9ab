import type { Database } from "better-sqlite3";
import type { Moment } from "../../shapes/moment.ts";

const counts = new WeakMap<Database, ChangeCounts>();

/**
 * How often this process has changed rows, and how much of that was written in the rooms of each verdict and document. What is not
 * known to be a room's counts for everybody, so that a write that is added later is missed by nobody.
 */
export class ChangeCounts {
  readonly #total;
  readonly #rooms = new Map<string, number>();

  constructor(db: Database) {
    this.#total = db.prepare<[], number>("SELECT total_changes()").pluck();
  }

  static of(db: Database): ChangeCounts {
    const known = counts.get(db) ?? new ChangeCounts(db);
    counts.set(db, known);
    return known;
  }

  /** Does what changes rows of a room of this verdict or document. Rows that are taken back count on both sides. */
  inRoomOf<T>(subject: string, act: () => T): T {
    const before = this.#all();
    try {
      return act();
    } finally {
      this.#rooms.set(subject, (this.#rooms.get(subject) ?? 0) + this.#all() - before);
    }
  }

  now(): Moment {
    return { all: this.#all(), rooms: new Map(this.#rooms) };
  }

  /** Whether anything was changed since but in rooms of others than these. */
  isSame(then: Moment, subjects: ReadonlySet<string>): boolean {
    let elsewhere = 0;
    for (const [subject, count] of this.#rooms)
      if (!subjects.has(subject)) elsewhere += count - (then.rooms.get(subject) ?? 0);
    return this.#all() - then.all === elsewhere;
  }

  #all(): number {
    return this.#total.get() ?? 0;
  }
}
