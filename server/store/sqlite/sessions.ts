import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { boundAt } from "../../../schema/domain/people/guest-terms.ts";
import type { PeopleStore, SessionRow } from "../people-store.ts";
import { read, write } from "./file/intent.ts";
import { SqlitePart } from "./part.ts";

const SessionColumns = z
  .object({
    hash: z.string(),
    member: MemberId,
    created_at: z.string(),
    last_seen_at: z.string(),
    expires_at: z.string(),
    ended_at: z.string().nullable(),
    ended_how: z.enum(["link", "removed"]).nullable(),
  })
  .transform((row): SessionRow & Pick<Columns, "endedAt" | "endedHow"> => ({
    hash: row.hash,
    member: row.member,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    endedHow: row.ended_how,
  }));

interface Columns {
  endedAt: string | null;
  /** What ended it, where that is remembered. */
  endedHow: "link" | "removed" | null;
}

type SessionMethods = Pick<
  PeopleStore,
  | "addSession"
  | "session"
  | "touchSession"
  | "extendSession"
  | "endSession"
  | "endSessionsOf"
  | "endSessionsByLink"
  | "endedSession"
  | "purgeSessions"
>;

/** Reads a member, inside the transaction that reads their session. */
type MemberOf = (id: MemberId) => Member | null;

/** Who is signed in. */
export class SqliteSessions extends SqlitePart implements SessionMethods {
  readonly #insert = this.db.prepare(
    `INSERT INTO sessions (hash, member, created_at, last_seen_at, expires_at)
     VALUES (:hash, :member, :createdAt, :lastSeenAt, :expiresAt)`,
  );
  readonly #byHash = this.db.prepare<[string]>("SELECT * FROM sessions WHERE hash = ?");
  readonly #touch = this.db.prepare("UPDATE sessions SET last_seen_at = ? WHERE hash = ?");
  readonly #end = this.db.prepare("DELETE FROM sessions WHERE hash = ?");
  readonly #endOf = this.db.prepare("DELETE FROM sessions WHERE member = ? AND hash <> ? AND ended_at IS NULL");
  readonly #remember = this.db.prepare<{ member: MemberId; at: string; how: Columns["endedHow"] }>(
    "UPDATE sessions SET ended_at = :at, ended_how = :how WHERE member = :member AND ended_at IS NULL",
  );
  readonly #purge = this.db.prepare("DELETE FROM sessions WHERE expires_at <= ?");
  readonly #extend = this.db.prepare<{ hash: string; expiresAt: string }>(
    "UPDATE sessions SET expires_at = max(expires_at, :expiresAt) WHERE hash = :hash",
  );
  readonly #memberOf: MemberOf;

  constructor(db: Database, memberOf: MemberOf) {
    super(db);
    this.#memberOf = memberOf;
  }

  readonly addSession: SessionMethods["addSession"] = (session) =>
    write(this.db, () => {
      this.#insert.run({ ...session });
    });

  readonly session: SessionMethods["session"] = (hash, now) =>
    read(this.db, () => {
      const row = this.#byHash.get(hash);
      if (!row) return null;
      const { endedAt, endedHow: _, ...session } = SessionColumns.parse(row);
      if (endedAt !== null) return null;
      const member = this.#memberOf(session.member);
      const hasEnded = (at: string): boolean => Date.parse(at) <= Date.parse(now);
      if (!member || member.removedAt !== null || hasEnded(session.expiresAt)) return null;
      if (member.guest && hasEnded(member.guest.expiresAt)) return null;
      return { session, member: member.guest ? { ...member, guest: boundAt(member.guest, now) } : member };
    });

  readonly touchSession: SessionMethods["touchSession"] = (hash, lastSeenAt) =>
    write(this.db, () => void this.#touch.run(lastSeenAt, hash));

  readonly extendSession: SessionMethods["extendSession"] = (hash, expiresAt) =>
    write(this.db, () => void this.#extend.run({ hash, expiresAt }));

  readonly endSession: SessionMethods["endSession"] = (hash) => write(this.db, () => void this.#end.run(hash));

  readonly endSessionsOf: SessionMethods["endSessionsOf"] = (member, but = "") =>
    write(this.db, () => this.#endOf.run(member, but).changes);

  readonly endSessionsByLink: SessionMethods["endSessionsByLink"] = (member, at) =>
    write(this.db, () => void this.#remember.run({ member, at, how: "link" }));

  readonly endedSession: SessionMethods["endedSession"] = (hash) =>
    read(this.db, () => {
      const row = this.#byHash.get(hash);
      if (!row) return null;
      const { member, endedAt, endedHow } = SessionColumns.parse(row);
      return endedAt !== null && endedHow !== null ? { member, at: endedAt, how: endedHow } : null;
    });

  readonly purgeSessions: SessionMethods["purgeSessions"] = (now) => write(this.db, () => this.#purge.run(now).changes);

  /** Inside the transaction that removes a member. */
  endByRemoval(member: MemberId, at: string): void {
    this.#remember.run({ member, at, how: "removed" });
  }
}
