import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId, ScanId, VerdictId } from "../../../schema/domain/ids.ts";
import { Recognised } from "../../../schema/protocol/http/imports.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { SCAN_STATES, ScanWord } from "../../../schema/protocol/http/scans.ts";
import { SCAN_KINDS } from "../shapes/scan-kinds.ts";
import { ScanItem } from "../shapes/scanned-page.ts";
import type { ScanRow, ScanStore } from "../scan-store.ts";
import { StoreError } from "../store-error.ts";
import { read, truncateLog, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { SqlitePart } from "./part.ts";

const ScanColumns = z
  .object({
    id: ScanId,
    member: MemberId,
    kind: z.enum(SCAN_KINDS),
    state: z.enum(SCAN_STATES),
    pages: z.int().nullable(),
    done: z.int(),
    created_at: z.string(),
    problem: z.string().nullable(),
    verdict: VerdictId.nullable(),
  })
  .transform(({ created_at, problem, ...row }): ScanRow => ({
    ...row,
    createdAt: created_at,
    problem: problem === null ? null : parseJson(Problem, problem),
  }));

interface PageColumns {
  number: number;
  source: "read" | "text";
  width: number;
  height: number;
  items: string | null;
  places: string | null;
}

const Items = z.array(ScanItem);
const Places = z.array(ScanWord);

const COLUMNS = `id, member, kind, state, pages, created_at, problem, verdict,
  (SELECT COUNT(*) FROM scan_pages WHERE scan = scans.id) AS done`;

/** Scans and their pages; see ScanStore. */
export class SqliteScans extends SqlitePart implements ScanStore {
  readonly #insert = this.db.prepare(
    "INSERT INTO scans (id, member, kind, state, created_at) VALUES (:id, :member, :kind, 'waiting', :createdAt)",
  );
  readonly #byId = this.db.prepare<[string]>(`SELECT ${COLUMNS} FROM scans WHERE id = ?`);
  readonly #open = this.db.prepare<[]>(`SELECT ${COLUMNS} FROM scans WHERE verdict IS NULL ORDER BY created_at, id`);
  readonly #overdue = this.db
    .prepare<[string], string>(
      `SELECT scans.id FROM scans LEFT JOIN verdicts ON verdicts.id = scans.verdict
       WHERE (scans.verdict IS NULL AND scans.created_at < ?) OR verdicts.stage <> 'in-preparation'`,
    )
    .pluck();
  readonly #updatePages = this.db.prepare("UPDATE scans SET pages = ? WHERE id = ?");
  readonly #updateState = this.db.prepare("UPDATE scans SET state = ?, problem = ? WHERE id = ?");
  readonly #dropPage = this.db.prepare("DELETE FROM scan_pages WHERE scan = ? AND number = ?");
  readonly #insertPage = this.db.prepare(
    `INSERT INTO scan_pages (scan, number, source, width, height, items)
     VALUES (:scan, :number, :source, :width, :height, :items)`,
  );
  readonly #pagesOf = this.db.prepare<[string], PageColumns>(
    "SELECT number, source, width, height, items, places FROM scan_pages WHERE scan = ? ORDER BY number",
  );
  readonly #finish = this.db.prepare("UPDATE scans SET state = 'ready', problem = NULL, recognised = ? WHERE id = ?");
  readonly #placePage = this.db.prepare("UPDATE scan_pages SET items = NULL, places = ? WHERE scan = ? AND number = ?");
  readonly #draftOf = this.db.prepare<[string], string | null>("SELECT recognised FROM scans WHERE id = ?").pluck();
  readonly #byVerdict = this.db.prepare<[string], string>("SELECT id FROM scans WHERE verdict = ?").pluck();
  readonly #lookedOf = this.db
    .prepare<[string], number>("SELECT start FROM scan_looked WHERE scan = ? ORDER BY start")
    .pluck();
  readonly #look = this.db.prepare("INSERT OR IGNORE INTO scan_looked (scan, start) VALUES (?, ?)");
  readonly #unlook = this.db.prepare("DELETE FROM scan_looked WHERE scan = ? AND start = ?");
  readonly #removePages = this.db.prepare("DELETE FROM scan_pages WHERE scan = ?");
  readonly #remove = this.db.prepare("DELETE FROM scans WHERE id = ?");

  readonly add: ScanStore["add"] = (scan) => write(this.db, () => void this.#insert.run(scan));

  readonly get: ScanStore["get"] = (id) =>
    read(this.db, () => {
      const row = this.#byId.get(id);
      return row ? ScanColumns.parse(row) : null;
    });

  readonly unconfirmed: ScanStore["unconfirmed"] = () =>
    read(this.db, () => this.#open.all().map((row) => ScanColumns.parse(row)));

  readonly overdue: ScanStore["overdue"] = (before) =>
    read(this.db, () => this.#overdue.all(before).map((id) => ScanId.parse(id)));

  readonly setPages: ScanStore["setPages"] = (id, pages) =>
    write(this.db, () => this.#changed(this.#updatePages.run(pages, id)));

  readonly setState: ScanStore["setState"] = (id, state, problem = null) =>
    write(this.db, () =>
      this.#changed(this.#updateState.run(state, problem && JSON.stringify(Problem.parse(problem)), id)),
    );

  readonly addPage: ScanStore["addPage"] = (id, { items, ...page }) =>
    write(this.db, () => {
      if (!this.#byId.get(id)) throw new StoreError("not-found");
      this.#dropPage.run(id, page.number);
      this.#insertPage.run({ ...page, scan: id, items: JSON.stringify(Items.parse(items)) });
    });

  readonly pages: ScanStore["pages"] = (id) =>
    read(this.db, () =>
      this.#pagesOf.all(id).map(({ number, source, width, height, items }) => ({
        number,
        source,
        width,
        height,
        items: items === null ? [] : parseJson(Items, items),
      })),
    );

  readonly finish: ScanStore["finish"] = async (id, recognised, places) => {
    await write(this.db, () => {
      this.#changed(this.#finish.run(JSON.stringify(Recognised.parse(recognised)), id));
      for (const [i, words] of places.entries()) this.#placePage.run(JSON.stringify(Places.parse(words)), id, i + 1);
    });
    truncateLog(this.db);
  };

  readonly draft: ScanStore["draft"] = (id) =>
    read(this.db, () => {
      const row = this.#draftOf.get(id);
      return row ? parseJson(Recognised, row) : null;
    });

  readonly ofVerdict: ScanStore["ofVerdict"] = (verdict) =>
    read(this.db, () => {
      const id = this.#byVerdict.get(verdict);
      if (id === undefined) return null;
      const pages = this.#pagesOf.all(id).map(({ number, source, width, height, places }) => ({
        number,
        source,
        width,
        height,
        words: places === null ? [] : parseJson(Places, places),
      }));
      return { id: ScanId.parse(id), scan: { pages } };
    });

  readonly isScanned: ScanStore["isScanned"] = (verdict) =>
    read(this.db, () => this.#byVerdict.get(verdict) !== undefined);

  readonly looked: ScanStore["looked"] = (verdict) =>
    read(this.db, () => {
      const id = this.#byVerdict.get(verdict);
      return id === undefined ? null : this.#lookedOf.all(id);
    });

  readonly setLooked: ScanStore["setLooked"] = (verdict, starts, isLooked) =>
    write(this.db, () => {
      const id = this.#byVerdict.get(verdict);
      if (id === undefined) throw new StoreError("not-found");
      for (const start of starts) (isLooked ? this.#look : this.#unlook).run(id, start);
    });

  readonly remove: ScanStore["remove"] = async (id) => {
    await write(this.db, () => {
      this.#removePages.run(id);
      this.#remove.run(id);
    });
    truncateLog(this.db);
  };

  #changed({ changes }: { changes: number }): void {
    if (changes === 0) throw new StoreError("not-found");
  }
}

/** Inside the transaction that adds a verdict: the scan is now that verdict's. Throws conflict where it is another's. */
export function createScanConfirmer(db: Database): (scan: ScanId, verdict: VerdictId) => void {
  const confirm = db.prepare(
    "UPDATE scans SET verdict = ?, recognised = NULL WHERE id = ? AND verdict IS NULL AND state = 'ready'",
  );
  return (scan, verdict) => {
    if (confirm.run(verdict, scan).changes === 0) throw new StoreError("conflict");
  };
}
