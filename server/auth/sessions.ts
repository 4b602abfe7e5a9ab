import type { Context } from "hono";
import { getCookie, setCookie, deleteCookie } from "hono/cookie";
import type { Member } from "../../schema/domain/member.ts";
import { isSecure, type Config } from "../config.ts";
import { toActor, type SignedIn } from "../rooms/room-access.ts";
import { type Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { hashToken, newToken } from "./tokens.ts";

/** A session ends so long after it began, used or not. */
export const SESSION_MS = 14 * 24 * 3_600_000;
/** The store hears that a session is in use this often at most. */
const TOUCH_MS = 5 * 60_000;

/** Name of the cookie: the browser keeps a `__Host-` cookie from other hosts and paths, but only takes it over https. */
export function cookieName(config: Config): string {
  return isSecure(config) ? "__Host-coram" : "coram";
}

/** Begins a session; for a guest it ends with the stay. Returns the cookie's value. */
export async function openSession(store: Store, member: Member, now: Date): Promise<{ secret: string; expires: Date }> {
  const secret = newToken();
  const expires = endOfSession(member, now);
  const at = now.toISOString();
  const hash = hashToken(secret);
  await store.people.addSession({
    hash,
    member: member.id,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: expires.toISOString(),
  });
  return { secret, expires };
}

/** When a session ends that begins now. */
export function endOfSession({ guest }: Pick<Member, "guest">, now: Date): Date {
  const stay = guest ? Date.parse(guest.expiresAt) : Infinity;
  return new Date(Math.min(now.getTime() + SESSION_MS, stay));
}

export function sendCookie(c: Context, config: Config, secret: string, expires: Date): void {
  const options = { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure(config), expires } as const;
  setCookie(c, cookieName(config), secret, options);
}

export function dropCookie(c: Context, config: Config): void {
  deleteCookie(c, cookieName(config), { path: "/", secure: isSecure(config) });
}

/** The cookie's value, or null. */
export const secretOf = (c: Context, config: Config): string | null => getCookie(c, cookieName(config)) ?? null;

/** Hash of the session that the request's cookie names, or null. */
export function sessionHashOf(c: Context, config: Config): string | null {
  const secret = secretOf(c, config);
  return secret ? hashToken(secret) : null;
}

/** Who is behind a session now; null when the session, the member or the guest's stay has ended. */
export async function findSignedIn(store: Store, sessionHash: string | null, now: Date): Promise<SignedIn | null> {
  if (!sessionHash) return null;
  const found = await store.people.session(sessionHash, now.toISOString());
  if (!found || found.member.removedAt !== null) return null;
  const { member, session } = found;
  if (member.guest && Date.parse(member.guest.expiresAt) <= now.getTime()) return null;
  if (now.getTime() - Date.parse(session.lastSeenAt) > TOUCH_MS)
    // A disk that takes no writes shuts nobody out who is signed in.
    await store.people.touchSession(sessionHash, now.toISOString()).catch(ignoreUnavailable);
  return { member, actor: toActor(member), sessionHash };
}

function ignoreUnavailable(error: unknown): void {
  if (!(error instanceof StoreError && error.code === "unavailable")) throw error;
}
