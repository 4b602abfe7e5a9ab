import type { Database, Statement } from "better-sqlite3";

/** What the store's parts do with a statement. */
type Used = Pick<Statement<unknown[], unknown>, "run" | "get" | "all" | "iterate" | "pluck">;

/**
 * The same database, whose statements are compiled when they are first run: the store has 340, of which a command or an hour of work
 * needs a few dozen, and to compile them all took half the time in which it opens. A statement with a mistake fails there, too.
 */
export function withLateStatements(db: Database): Database {
  const prepare = (sql: string): Used => new LateStatement(() => db.prepare(sql));
  return Object.create(db, { prepare: { value: prepare } }) as Database;
}

class LateStatement implements Used {
  readonly #compile: () => Statement<unknown[], unknown>;
  #compiled: Statement<unknown[], unknown> | null = null;
  #plucks = false;

  constructor(compile: () => Statement<unknown[], unknown>) {
    this.#compile = compile;
  }

  readonly run: Used["run"] = (...params) => this.#statement().run(...params);
  readonly get: Used["get"] = (...params) => this.#statement().get(...params);
  readonly all: Used["all"] = (...params) => this.#statement().all(...params);
  readonly iterate: Used["iterate"] = (...params) => this.#statement().iterate(...params);

  pluck(): Statement<unknown[], unknown> {
    this.#plucks = true;
    return this as unknown as Statement<unknown[], unknown>;
  }

  #statement(): Statement<unknown[], unknown> {
    this.#compiled ??= this.#plucks ? this.#compile().pluck() : this.#compile();
    return this.#compiled;
  }
}
