import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { PeopleStore, SessionRow } from "../people-store.ts";
import { read, write } from "./file/intent.ts";

const SessionColumns = z
  .object({
    hash: z.string(),
    member: MemberId,
    created_at: z.string(),
    last_seen_at: z.string(),
    expires_at: z.string(),
  })
  .transform((row): SessionRow => ({
    hash: row.hash,
    member: row.member,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  }));

type SessionMethods = Pick<
  PeopleStore,
  "addSession" | "session" | "touchSession" | "endSession" | "endSessionsOf" | "purgeSessions"
>;

/** Who is signed in. `memberOf` reads a member inside the same transaction. */
export function createSessionStore(
  db: Database,
  memberOf: (id: MemberId) => Member | null,
): { methods: SessionMethods; endAllOf: (member: MemberId) => void } {
  const insert = db.prepare(
    `INSERT INTO sessions (hash, member, created_at, last_seen_at, expires_at)
     VALUES (:hash, :member, :createdAt, :lastSeenAt, :expiresAt)`,
  );
  const byHash = db.prepare<[string]>("SELECT * FROM sessions WHERE hash = ?");
  const touch = db.prepare("UPDATE sessions SET last_seen_at = ? WHERE hash = ?");
  const end = db.prepare("DELETE FROM sessions WHERE hash = ?");
  const endOf = db.prepare("DELETE FROM sessions WHERE member = ?");
  const purge = db.prepare("DELETE FROM sessions WHERE expires_at <= ?");

  return {
    endAllOf: (member) => void endOf.run(member),
    methods: {
      addSession: (session) =>
        write(db, () => {
          insert.run({ ...session });
        }),
      session: (hash, now) =>
        read(db, () => {
          const row = byHash.get(hash);
          if (!row) return null;
          const session = SessionColumns.parse(row);
          const member = memberOf(session.member);
          const hasEnded = (at: string): boolean => Date.parse(at) <= Date.parse(now);
          if (!member || member.removedAt !== null || hasEnded(session.expiresAt)) return null;
          if (member.guest && hasEnded(member.guest.expiresAt)) return null;
          return { session, member };
        }),
      touchSession: (hash, lastSeenAt) => write(db, () => void touch.run(lastSeenAt, hash)),
      endSession: (hash) => write(db, () => void end.run(hash)),
      endSessionsOf: (member) => write(db, () => void endOf.run(member)),
      purgeSessions: (now) => write(db, () => purge.run(now).changes),
    },
  };
}
