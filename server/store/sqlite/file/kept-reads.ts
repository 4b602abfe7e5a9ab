import type { Database } from "better-sqlite3";
import { readNow } from "./intent.ts";

/**
 * A read whose answers are kept until rows are changed, here or by another process. What somebody may see of a verdict is worked out of the
 * same few rows a dozen times for one answer, and again for every page that is open: rows are the same whoever asks, and what of them
 * somebody may see is asked of `can` each time. What is kept is frozen, since it is everybody's.
 */
export function keptRead<Asked extends readonly unknown[], Answer>(
  db: Database,
  make: (...asked: Asked) => Answer,
): (...asked: Asked) => Promise<Answer> {
  const kept = KeptReads.of(db);
  return async (...asked) => {
    const answers = kept.answersOf(make);
    const key = JSON.stringify(asked);
    if (answers.has(key)) return answers.get(key) as Answer;
    const answer = freeze(readNow(db, () => make(...asked)));
    answers.set(key, answer);
    return answer;
  };
}

const ofDatabase = new WeakMap<Database, KeptReads>();

class KeptReads {
  readonly #changesHere;
  readonly #changesElsewhere;
  #here = 0;
  #elsewhere = 0;
  /** What others have changed is looked for once in a turn of the event loop, in which nobody but the one who reads is answered. */
  #isLookedFor = false;
  #answers = new Map<unknown, Map<string, unknown>>();

  constructor(db: Database) {
    this.#changesHere = db.prepare<[], number>("SELECT total_changes()").pluck();
    this.#changesElsewhere = db.prepare<[], number>("PRAGMA data_version").pluck();
  }

  static of(db: Database): KeptReads {
    const known = ofDatabase.get(db) ?? new KeptReads(db);
    ofDatabase.set(db, known);
    return known;
  }

  /** What one read has answered since the last change. All that was kept before it goes at once, as what was erased has to. */
  answersOf(read: unknown): Map<string, unknown> {
    if (this.#isChanged()) this.#answers = new Map();
    const answers = this.#answers.get(read) ?? new Map<string, unknown>();
    this.#answers.set(read, answers);
    return answers;
  }

  #isChanged(): boolean {
    const [here, elsewhere] = [this.#here, this.#elsewhere];
    this.#here = this.#changesHere.get() ?? 0;
    if (!this.#isLookedFor) {
      this.#elsewhere = this.#changesElsewhere.get() ?? 0;
      this.#isLookedFor = true;
      setImmediate(() => (this.#isLookedFor = false));
    }
    return here !== this.#here || elsewhere !== this.#elsewhere;
  }
}

/** All of it, however deep. */
function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) freeze(each);
  }
  return value;
}
