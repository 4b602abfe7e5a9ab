import type { Database } from "better-sqlite3";

/**
 * A part of the store: statements are private fields, compiled once, and there is a short method an intent. What the store is asked
 * for are fields too, bound to their part, so that a part can be spread and a method passed on.
 */
export abstract class SqlitePart {
  protected readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }
}
