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
export function createScanStore(db: Database): ScanStore {
  const insert = db.prepare(
    "INSERT INTO scans (id, member, kind, state, created_at) VALUES (:id, :member, :kind, 'waiting', :createdAt)",
  );
  const byId = db.prepare<[string]>(`SELECT ${COLUMNS} FROM scans WHERE id = ?`);
  const open = db.prepare<[]>(`SELECT ${COLUMNS} FROM scans WHERE verdict IS NULL ORDER BY created_at, id`);
  const overdue = db
    .prepare<[string], string>(
      `SELECT scans.id FROM scans LEFT JOIN verdicts ON verdicts.id = scans.verdict
       WHERE (scans.verdict IS NULL AND scans.created_at < ?) OR verdicts.stage <> 'in-preparation'`,
    )
    .pluck();
  const updatePages = db.prepare("UPDATE scans SET pages = ? WHERE id = ?");
  const updateState = db.prepare("UPDATE scans SET state = ?, problem = ? WHERE id = ?");
  const dropPage = db.prepare("DELETE FROM scan_pages WHERE scan = ? AND number = ?");
  const insertPage = db.prepare(
    `INSERT INTO scan_pages (scan, number, source, width, height, items)
     VALUES (:scan, :number, :source, :width, :height, :items)`,
  );
  const pagesOf = db.prepare<[string], PageColumns>(
    "SELECT number, source, width, height, items, places FROM scan_pages WHERE scan = ? ORDER BY number",
  );
  const finish = db.prepare("UPDATE scans SET state = 'ready', problem = NULL, recognised = ? WHERE id = ?");
  const placePage = db.prepare("UPDATE scan_pages SET items = NULL, places = ? WHERE scan = ? AND number = ?");
  const draftOf = db.prepare<[string], string | null>("SELECT recognised FROM scans WHERE id = ?").pluck();
  const byVerdict = db.prepare<[string], string>("SELECT id FROM scans WHERE verdict = ?").pluck();
  const lookedOf = db.prepare<[string], number>("SELECT start FROM scan_looked WHERE scan = ? ORDER BY start").pluck();
  const look = db.prepare("INSERT OR IGNORE INTO scan_looked (scan, start) VALUES (?, ?)");
  const unlook = db.prepare("DELETE FROM scan_looked WHERE scan = ? AND start = ?");
  const removePages = db.prepare("DELETE FROM scan_pages WHERE scan = ?");
  const remove = db.prepare("DELETE FROM scans WHERE id = ?");

  const changed = ({ changes }: { changes: number }): void => {
    if (changes === 0) throw new StoreError("not-found");
  };

  return {
    add: (scan) => write(db, () => void insert.run(scan)),
    get: (id) =>
      read(db, () => {
        const row = byId.get(id);
        return row ? ScanColumns.parse(row) : null;
      }),
    unconfirmed: () => read(db, () => open.all().map((row) => ScanColumns.parse(row))),
    overdue: (before) => read(db, () => overdue.all(before).map((id) => ScanId.parse(id))),
    setPages: (id, pages) => write(db, () => changed(updatePages.run(pages, id))),
    setState: (id, state, problem = null) =>
      write(db, () => changed(updateState.run(state, problem && JSON.stringify(Problem.parse(problem)), id))),
    addPage: (id, { items, ...page }) =>
      write(db, () => {
        if (!byId.get(id)) throw new StoreError("not-found");
        dropPage.run(id, page.number);
        insertPage.run({ ...page, scan: id, items: JSON.stringify(Items.parse(items)) });
      }),
    pages: (id) =>
      read(db, () =>
        pagesOf.all(id).map(({ number, source, width, height, items }) => ({
          number,
          source,
          width,
          height,
          items: items === null ? [] : parseJson(Items, items),
        })),
      ),
    finish: async (id, recognised, places) => {
      await write(db, () => {
        changed(finish.run(JSON.stringify(Recognised.parse(recognised)), id));
        for (const [i, words] of places.entries()) placePage.run(JSON.stringify(Places.parse(words)), id, i + 1);
      });
      truncateLog(db);
    },
    draft: (id) =>
      read(db, () => {
        const row = draftOf.get(id);
        return row ? parseJson(Recognised, row) : null;
      }),
    ofVerdict: (verdict) =>
      read(db, () => {
        const id = byVerdict.get(verdict);
        if (id === undefined) return null;
        const pages = pagesOf.all(id).map(({ number, source, width, height, places }) => ({
          number,
          source,
          width,
          height,
          words: places === null ? [] : parseJson(Places, places),
        }));
        return { id: ScanId.parse(id), scan: { pages } };
      }),
    isScanned: (verdict) => read(db, () => byVerdict.get(verdict) !== undefined),
    looked: (verdict) =>
      read(db, () => {
        const id = byVerdict.get(verdict);
        return id === undefined ? null : lookedOf.all(id);
      }),
    setLooked: (verdict, starts, isLooked) =>
      write(db, () => {
        const id = byVerdict.get(verdict);
        if (id === undefined) throw new StoreError("not-found");
        for (const start of starts) (isLooked ? look : unlook).run(id, start);
      }),
    remove: async (id) => {
      await write(db, () => {
        removePages.run(id);
        remove.run(id);
      });
      truncateLog(db);
    },
  };
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
