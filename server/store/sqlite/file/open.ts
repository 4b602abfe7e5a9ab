import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Store } from "../../store.ts";
import { SqliteAudit } from "../audit.ts";
import { SqliteDisagreements } from "../disagreements.ts";
import { SqliteClearings } from "../clearings.ts";
import { SqliteCodings } from "../codings.ts";
import { checkPages, mustBeWhole } from "./damage.ts";
import { SqliteApprovals } from "../approvals.ts";
import { SqliteHouse } from "../house.ts";
import { SqliteErasures } from "../erasures.ts";
import { SqliteCorrections } from "../corrections.ts";
import { storeErrorOf, truncateLog } from "./intent.ts";
import { SqliteMethodologies } from "../methodologies.ts";
import { withLateStatements } from "./late-statements.ts";
import { migrate } from "./migrate.ts";
import { SqliteNames } from "../names.ts";
import { SqliteOutputs } from "../outputs.ts";
import { SqlitePassages } from "../passages.ts";
import { SqlitePeople } from "../people.ts";
import { SqliteReviews } from "../reviews.ts";
import { SqliteRooms } from "../rooms.ts";
import { SqliteRounds } from "../rounds.ts";
import { SqliteScans } from "../scans.ts";
import { SqliteSettings } from "../settings.ts";
import { SqliteTranslations } from "../translations.ts";
import { SqliteVerdicts } from "../verdicts.ts";
import { SqliteBallots } from "../workshops/ballots.ts";
import { SqliteDecisions } from "../workshops/decisions.ts";
import { SqliteDoors } from "../workshops/doors.ts";
import { SqlitePaper } from "../workshops/paper.ts";
import { SqliteTables } from "../workshops/tables.ts";
import { SqliteSlips } from "../workshops/slips.ts";
import { SqliteWorkshops } from "../workshops/workshops.ts";

/** Name of the database in the data folder. */
export const DATABASE_FILE = "coram.db";

export interface SqliteOptions {
  /**
   * `full` (default): a commit has reached the disk before it resolves, also when the power fails. `normal` may lose the
   * last commits then, and is for benchmarks and for what is made at one go; when it is closed all of it is there.
   */
  synchronous?: "full" | "normal";
  /** How long a write waits for another process (`coram export` beside `coram serve`). */
  busyTimeoutMs?: number;
  /** How many pages of 4 KiB the database may grow to; unlimited by default. Where it ends a write is unavailable, as on a full disk. */
  maxPages?: number;
  /**
   * Looks for damage before anything is written: `quick` at what the files are beside each other and at the structure of each page,
   * `full` at every row and index as well.
   */
  check?: "quick" | "full";
  /** Compiles every statement when it opens, so that a mistake in one shows; otherwise when it is first run. */
  compilesAtOnce?: boolean;
}

/**
 * Opens, or makes, the database in a data folder (`:memory:` for one that goes with the process) and brings it up to
 * date. A folder that it makes is readable by its owner only, and so is the file. Throws StoreError unavailable with a
 * message for the operator when it cannot be opened, is damaged, or was made by a newer Coram.
 */
// oxlint-disable-next-line typescript/require-await -- the store answers with promises where nothing is waited for, too
export async function openSqliteStore(folder: string, options: SqliteOptions = {}): Promise<Store> {
  const { synchronous = "full", busyTimeoutMs = 5000, maxPages, check, compilesAtOnce = false } = options;
  let db: Sqlite.Database | null = null;
  try {
    if (check && folder !== ":memory:") mustBeWhole(join(folder, DATABASE_FILE));
    db = new Sqlite(folder === ":memory:" ? folder : databaseFile(folder), { timeout: busyTimeoutMs });
    if (check) checkPages(db, check);
    db.pragma("journal_mode = WAL");
    db.pragma(`synchronous = ${synchronous}`);
    db.pragma("foreign_keys = ON");
    // What is deleted is overwritten: without it freed pages keep the words (docs/design.md, idea 3).
    db.pragma("secure_delete = ON");
    db.pragma("temp_store = MEMORY");
    migrate(db);
    if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`);
    return createStore(compilesAtOnce ? db : withLateStatements(db));
  } catch (error) {
    db?.close();
    throw storeErrorOf(error);
  }
}

/** Whether a file is a database that Coram has made. An empty file would be opened as a new one. */
export function isCoramDatabase(file: string): boolean {
  let db: Sqlite.Database | null = null;
  try {
    db = new Sqlite(file, { readonly: true, fileMustExist: true });
    return db.prepare("SELECT 1 FROM migrations WHERE number = 1").get() !== undefined;
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

function createStore(db: Sqlite.Database): Store {
  const settings = new SqliteSettings(db);
  return {
    people: new SqlitePeople(db),
    verdicts: new SqliteVerdicts(db),
    rounds: new SqliteRounds(db),
    rooms: new SqliteRooms(db),
    methodologies: new SqliteMethodologies(db),
    reviews: new SqliteReviews(db),
    passages: new SqlitePassages(db),
    disagreements: new SqliteDisagreements(db),
    audit: new SqliteAudit(db),
    names: new SqliteNames(db),
    corrections: new SqliteCorrections(db),
    codings: new SqliteCodings(db),
    clearings: new SqliteClearings(db),
    scans: new SqliteScans(db),
    translations: new SqliteTranslations(db),
    outputs: new SqliteOutputs(db),
    approvals: new SqliteApprovals(db),
    house: new SqliteHouse(db),
    workshops: new SqliteWorkshops(db),
    tables: new SqliteTables(db),
    paper: new SqlitePaper(db),
    slips: new SqliteSlips(db),
    ballots: new SqliteBallots(db),
    decisions: new SqliteDecisions(db),
    doors: new SqliteDoors(db),
    erasures: new SqliteErasures(db),
    setting: settings.setting,
    setSetting: settings.setSetting,
    async close() {
      if (!db.open) return;
      // Leaves one file behind, and no deleted words in the log beside it.
      truncateLog(db);
      db.close();
    },
  };
}

/** The file is made before SQLite makes it, so that it is never readable by others, not even for a moment. */
function databaseFile(folder: string): string {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, DATABASE_FILE);
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  return file;
}
