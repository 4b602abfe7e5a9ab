import type { Database } from "better-sqlite3";

const KEY = "cleaning-owed";

/**
 * Whether pages of the file may still hold copies of words that went from its rows. It is noted in the transaction in which they go, so
 * that no crash between that and the writing of the database anew can make anybody forget it.
 */
export function createCleaning(db: Database): { oweCleaning: () => void; isOwed: () => boolean; cleaned: () => void } {
  const put = db.prepare("INSERT INTO settings (key, value) VALUES (?, '1') ON CONFLICT (key) DO NOTHING");
  const find = db.prepare<[string], number>("SELECT 1 FROM settings WHERE key = ?").pluck();
  const remove = db.prepare("DELETE FROM settings WHERE key = ?");
  const isOwed = (): boolean => find.get(KEY) === 1;
  return {
    oweCleaning: () => void put.run(KEY),
    isOwed,
    cleaned: () => {
      if (isOwed()) remove.run(KEY);
    },
  };
}
