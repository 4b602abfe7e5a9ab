import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chainHash } from "../../../server/store/audit-chain.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import { type Store } from "../../../server/store/store.ts";
import { StoreError } from "../../../server/store/store-error.ts";
import { RANDOM_ID } from "../../../schema/domain/ids.ts";
import { addOutput } from "../../helpers/store/store-contract-outputs.ts";
import { addRuled } from "../../helpers/store/store-contract-disagreements.ts";
import { placeDatabase } from "../../helpers/store/made-database.ts";
import { runStoreContract } from "../../helpers/store/store-contract.ts";
import {
  aCommit,
  addNetwork,
  after,
  aMember,
  anAnnotation,
  expectFailure,
  NO_ROWS,
  NOW,
  textOf,
} from "../../helpers/store/store-fixture.ts";

runStoreContract("sqlite in a folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "coram-store-"));
  // To make the tables takes longer than most tests; those below open folders that have none.
  await placeDatabase(folder);
  return { open: () => openSqliteStore(folder), remove: () => rm(folder, { recursive: true, force: true }) };
});

describe("sqlite", () => {
  let parent: string;
  let folder: string;
  let file: string;
  const open: Store[] = [];
  async function openStore(): Promise<Store> {
    const store = await openSqliteStore(folder, { busyTimeoutMs: 0 });
    open.push(store);
    return store;
  }
  /** Does something to the file behind the store's back. */
  function tamper(sql: string): void {
    const db = new Sqlite(file);
    db.exec(sql);
    db.close();
  }
  async function holds(words: string): Promise<string[]> {
    const found: string[] = [];
    for (const name of [file, `${file}-wal`])
      if ((await readFile(name)).includes(words)) found.push(name.slice(folder.length + 1));
    return found;
  }

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "coram-store-"));
    folder = join(parent, "data");
    file = join(folder, "coram.db");
  });
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    await rm(parent, { recursive: true, force: true });
  });

  it("makes a layer that an earlier Coram settled say whose the tags are, when it is opened", async () => {
    const store = await openStore();
    const { lawyer, facilitator, made } = await addRuled(store);
    await store.close();
    tamper(`UPDATE annotations SET author = '${facilitator.id}' WHERE layer = '${made.layer}'`);
    const again = await openStore();
    expect(await again.passages.annotations([made.layer])).toMatchObject([{ author: lawyer.id }]);
  });

  it("nobody but the owner reads the folder it makes, the database and the log beside it", async () => {
    const before = process.umask(0);
    try {
      await addNetwork(await openStore());
    } finally {
      process.umask(before);
    }
    const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(folder)).toBe("700");
    expect(await mode(file)).toBe("600");
    expect(await mode(`${file}-wal`)).toBe("600");
  });

  it("a database that others could read is closed to them when it is opened", async () => {
    await (await openStore()).close();
    await chmod(file, 0o644);
    await openStore();
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe("600");
  });

  it("a room that is gone takes no commit and is not handed out, and still says that it is gone", async () => {
    const store = await openStore();
    const { lawyer, verdict } = await addNetwork(store);
    const { layer, internal, review } = verdict.rooms;
    tamper(`UPDATE rooms SET gone = 1 WHERE id = '${layer}'`);
    await expectFailure(store.rooms.commit([aCommit(layer, 0, lawyer.id)]), "conflict");
    expect((await store.verdicts.rooms(verdict.verdict.id)).map(({ id }) => id).sort()).toEqual(
      [internal, review].sort(),
    );
    expect(await store.rooms.row(layer)).toMatchObject({ gone: true });
  });

  it("a removed member's password is deleted, not only passed over, and their sessions stay ended when they are back", async () => {
    const store = await openStore();
    const { organisation } = await addNetwork(store);
    const member = aMember(organisation.id);
    await store.people.addMember(member, { email: "iva@example.org", passwordHash: "hash-of-iva" });
    const session = { hash: "h", member: member.id, createdAt: NOW, lastSeenAt: NOW, expiresAt: after(60) };
    await store.people.addSession(session);
    await store.people.removeMember(member.id, NOW);
    await store.people.bringBackMember(member.id, NOW);
    expect(await store.people.session("h", after(1))).toBeNull();
    await store.close();
    const db = new Sqlite(file);
    expect(db.prepare("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL").pluck().get()).toBe(0);
    db.close();
    expect((await readFile(file)).includes("hash-of-iva")).toBe(false);
  });

  it("a forger who mends the hash of the entry that they changed is found at the next one", async () => {
    const store = await openStore();
    const entries = [1, 2, 3].map((n) => ({ at: NOW, actor: null, action: "verdict.read" as const, subject: { n } }));
    for (const entry of entries) await store.audit.append(entry);
    const first = (await store.audit.list(1, 2))[0];
    const db = new Sqlite(file);
    const salt = db.prepare<[], string>("SELECT salt FROM audit WHERE number = 2").pluck().get() ?? null;
    db.close();
    const changed = { at: NOW, actor: null, action: "verdict.read", subject: { n: 9 } };
    const forged = chainHash(first?.hash ?? "", 2, changed, salt);
    tamper(`UPDATE audit SET subject = '{"n":9}', hash = '${forged}' WHERE number = 2`);
    expect(await store.audit.verify()).toBe(3);
  });

  it("a redaction is stored though another process reads, and closing empties the log then", async () => {
    const store = await openStore();
    const { facilitator, verdict } = await addNetwork(store);
    const reader = new Sqlite(file);
    reader.exec("BEGIN; SELECT * FROM revisions");
    reader.prepare("SELECT * FROM revisions").all();
    const clean = { number: 2, ...textOf("[Victim A] je pročitala presudu.") };
    const steps = [{ start: 0, removed: 10, inserted: 10, kind: "redact" } as const];
    await store.verdicts.addRevision(verdict.verdict.id, 1, clean, { from: 1, steps }, facilitator.id, NOW, "goes");
    expect(await holds("Okrivljeni")).not.toEqual([]);
    reader.close();
    await store.close();
    expect((await readFile(file)).includes("Okrivljeni")).toBe(false);
    await expect(stat(`${file}-wal`)).rejects.toThrow("ENOENT");
  });

  it("each of its statements is one of these tables", async () => {
    const opening = openSqliteStore(folder, { compilesAtOnce: true });
    await expect(opening).resolves.toBeDefined();
    open.push(await opening);
  });

  it("a store in memory keeps nothing on disk and works", async () => {
    const store = await openSqliteStore(":memory:");
    open.push(store);
    const { verdict } = await addNetwork(store);
    expect(await store.verdicts.all()).toEqual([verdict.verdict]);
    await expect(stat(folder)).rejects.toThrow("ENOENT");
  });

  it("what a process committed is there for the next though it never closed the store", async () => {
    const first = await openStore();
    const { lawyer, verdict } = await addNetwork(first);
    const annotation = anAnnotation(verdict, lawyer.id);
    await first.rooms.commit([
      aCommit(verdict.rooms.layer, 0, lawyer.id, { rows: { ...NO_ROWS, annotations: [annotation] } }),
    ]);
    const second = await openStore();
    expect(await second.rooms.load(verdict.rooms.layer)).toMatchObject({ seq: 1 });
    expect(await second.passages.annotations([verdict.layer])).toEqual([annotation]);
  });

  it("words that a redaction took out leave no byte in the file nor in its log", async () => {
    const store = await openStore();
    const { facilitator, verdict } = await addNetwork(store);
    const name = "Милена Јовановић";
    const { id } = verdict.verdict;
    const steps = [{ start: 0, removed: 9, inserted: 16, kind: "correct" } as const];
    const named = { number: 2, ...textOf(`${name} je pročitala presudu. `.repeat(3000)) };
    await store.verdicts.addRevision(id, 1, named, { from: 1, steps }, facilitator.id, NOW, "stays");
    expect(await holds(name)).not.toEqual([]);
    const clean = { number: 3, ...textOf("[Victim A] je pročitala presudu.") };
    await store.verdicts.addRevision(
      id,
      2,
      clean,
      { from: 2, steps: [{ start: 0, removed: 16, inserted: 10, kind: "redact" }] },
      facilitator.id,
      NOW,
      "goes",
    );
    expect(await holds(name)).toEqual([]);
  });

  it("updates and earlier snapshots that a compaction replaced leave no byte once the store is closed", async () => {
    const store = await openStore();
    const { lawyer, verdict } = await addNetwork(store);
    const room = verdict.rooms.layer;
    const bytes = new TextEncoder().encode("Милена Јовановић ".repeat(2000));
    await store.rooms.commit([aCommit(room, 0, lawyer.id, { updates: [{ member: lawyer.id, bytes, at: NOW }] })]);
    await store.rooms.compact(room, 1, bytes);
    await store.rooms.compact(room, 1, new Uint8Array([1]));
    await store.close();
    expect((await readFile(file)).includes("Милена")).toBe(false);
  });

  it("a write that finds the database locked by another process is unavailable and stores nothing", async () => {
    const store = await openStore();
    const { lawyer, verdict } = await addNetwork(store);
    const room = verdict.rooms.layer;
    const other = new Sqlite(file);
    other.exec("BEGIN IMMEDIATE");
    await expectFailure(store.rooms.commit([aCommit(room, 0, lawyer.id)]), "unavailable");
    other.exec("ROLLBACK");
    other.close();
    await store.rooms.commit([aCommit(room, 0, lawyer.id)]);
    expect(await store.rooms.load(room)).toMatchObject({ seq: 1 });
  });

  it("a full disk is unavailable, nothing of the commit is stored, and the store goes on when there is room again", async () => {
    const store = await openSqliteStore(folder, { maxPages: 90 });
    open.push(store);
    const { lawyer, verdict } = await addNetwork(store);
    const room = verdict.rooms.layer;
    const small = aCommit(verdict.rooms.internal, 0, lawyer.id);
    const large = aCommit(room, 0, lawyer.id, {
      updates: [{ member: lawyer.id, bytes: new Uint8Array(2 << 20), at: NOW }],
    });
    await expectFailure(store.rooms.commit([small, large]), "unavailable");
    expect(await store.rooms.load(room)).toMatchObject({ seq: 0, log: [] });
    expect(await store.rooms.load(verdict.rooms.internal)).toMatchObject({ seq: 0, log: [] });
    await store.rooms.commit([small]);
    expect(await store.rooms.load(verdict.rooms.internal)).toMatchObject({ seq: 1 });
  });

  it("a file that is no database is refused with a sentence", async () => {
    await (await openStore()).close();
    await writeFile(file, "This is a letter and not a database. ".repeat(100));
    await expectFailure(openSqliteStore(folder), "unavailable");
    await expect(openSqliteStore(folder)).rejects.toThrow(/database cannot be used/);
  });

  it("a data folder that cannot be made is unavailable", async () => {
    await writeFile(folder, "a file where the folder should be");
    await expectFailure(openSqliteStore(folder), "unavailable");
    await expect(openSqliteStore(folder)).rejects.toThrow(/data folder cannot be used/);
  });

  it("a database of a newer Coram is refused, and left as it is", async () => {
    await (await openStore()).close();
    tamper(
      "INSERT INTO migrations (number, name, applied_at) VALUES (9999, '9999-later.sql', '2030-01-01T00:00:00.000Z')",
    );
    const before = await readFile(file);
    await expect(openSqliteStore(folder)).rejects.toThrow(/newer Coram/);
    await expect(openSqliteStore(folder)).rejects.toBeInstanceOf(StoreError);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it("a document of before it had guests gets a discussion with them when the database is brought up to date", async () => {
    const store = await openStore();
    const { lawyer } = await addNetwork(store);
    const { output, rooms } = await addOutput(store, lawyer.id);
    await store.close();
    tamper(`DELETE FROM rooms WHERE audience = 'review' AND output IS NOT NULL; DROP INDEX invitations_output;
      ALTER TABLE invitations DROP COLUMN output; DELETE FROM migrations WHERE number = 16`);
    const again = await openStore();
    const now = await again.outputs.rooms(output.id);
    expect(now).toMatchObject({ content: rooms.content, internal: rooms.internal });
    expect(now.review).toMatch(RANDOM_ID);
    expect(await again.rooms.load(now.review)).toMatchObject({
      seq: 0,
      room: { audience: "review", output: output.id },
    });
    await again.rooms.commit([aCommit(now.review, 0, lawyer.id)]);
  });

  it("two processes that open a new folder at once agree on its tables", async () => {
    const [one, two] = await Promise.all([openStore(), openStore()]);
    await one.setSetting("network-name", "Mreža");
    expect(await two.setting("network-name")).toBe("Mreža");
  });

  it("an audit entry that was changed, taken out or put in is found at its number", async () => {
    const store = await openStore();
    for (const n of [1, 2, 3, 4])
      await store.audit.append({ at: NOW, actor: null, action: "verdict.read", subject: { n } });
    expect(await store.audit.verify()).toBeNull();
    const changes: [change: string, undo: string, brokenAt: number][] = [
      [
        `UPDATE audit SET subject = '{"n":9}' WHERE number = 3`,
        `UPDATE audit SET subject = '{"n":3}' WHERE number = 3`,
        3,
      ],
      [
        `UPDATE audit SET action = 'x' WHERE number = 1`,
        `UPDATE audit SET action = 'verdict.read' WHERE number = 1`,
        1,
      ],
      [`UPDATE audit SET actor = 'x' WHERE number = 2`, `UPDATE audit SET actor = NULL WHERE number = 2`, 2],
      [
        `UPDATE audit SET subject = 'no JSON' WHERE number = 4`,
        `UPDATE audit SET subject = '{"n":4}' WHERE number = 4`,
        4,
      ],
      [
        `INSERT INTO audit SELECT 5, at, actor, action, subject, hash, salt FROM audit WHERE number = 4`,
        `DELETE FROM audit WHERE number = 5`,
        5,
      ],
      [`DELETE FROM audit WHERE number = 2`, ``, 2],
    ];
    for (const [change, undo, brokenAt] of changes) {
      tamper(change);
      expect({ change, brokenAt: await store.audit.verify() }).toEqual({ change, brokenAt });
      tamper(undo);
    }
  });

  it("every column that a foreign key or a read goes by has an index", async () => {
    await (await openStore()).close();
    const db = new Sqlite(file);
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
    expect(tables).toContain("annotations");
    expect(db.pragma("foreign_key_check")).toEqual([]);
    const plan = (sql: string): string => JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    for (const [table, column] of [
      ["annotations", "layer"],
      ["annotations", "room"],
      ["threads", "verdict"],
      ["comments", "room"],
      ["rooms", "verdict"],
      ["layers", "verdict"],
      ["room_log", "room"],
      ["sessions", "hash"],
      ["sessions", "member"],
      ["members", "email"],
      ["invitations", "token_hash"],
    ]) {
      const extra = column === "email" ? " AND removed_at IS NULL" : "";
      expect(plan(`SELECT * FROM ${table} WHERE ${column} = 'x'${extra}`), `${table}.${column}`).toContain("SEARCH");
    }
    db.close();
  });
});
