import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { MemberId } from "../../schema/domain/ids.ts";
import { isSecure, type Config } from "../config.ts";
import type { Store } from "../store/store.ts";

const SETTING = "device-key";
const DAY_MS = 24 * 3_600_000;
const DEVICE_DAYS = 365;
/** So many people are known on one browser. */
const PEOPLE_MAX = 6;

interface Where {
  store: Pick<Store, "setting" | "setSetting">;
  config: Config;
  clock: () => Date;
}

/** Somebody with a password: another password, and their devices are not known any more. */
export interface Account {
  id: MemberId;
  passwordHash: string;
}

/**
 * Whether this browser is one on which somebody has signed in within a year; gives what its guesses are counted by. The cookie says
 * nothing by itself, and one for one account is none for another.
 */
export async function knownDevice(c: Context, where: Where, account: Account): Promise<string | null> {
  const key = await deviceKey(where.store);
  return entriesOf(c, where.config).find((entry) => isOf(entry, key, account, where.clock()))?.nonce ?? null;
}

/** From now on this browser is known to be theirs. */
export async function rememberDevice(c: Context, where: Where, account: Account): Promise<void> {
  const { config, clock } = where;
  const key = await deviceKey(where.store);
  const now = clock();
  const others = entriesOf(c, config).filter((entry) => !isOf(entry, key, account, now));
  const own = { day: dayOf(now), nonce: randomBytes(12).toString("base64url") };
  const entries = [{ ...own, mac: macOf(own, key, account) }, ...others].slice(0, PEOPLE_MAX);
  const value = entries.map(({ day, nonce, mac }) => `${day}.${nonce}.${mac}`).join("~");
  const expires = new Date(now.getTime() + DEVICE_DAYS * DAY_MS);
  setCookie(c, cookieName(config), value, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: isSecure(config),
    expires,
  });
}

function cookieName(config: Config): string {
  return isSecure(config) ? "__Host-coram-device" : "coram-device";
}

async function deviceKey(store: Where["store"]): Promise<string> {
  const kept = await store.setting(SETTING);
  if (kept !== null) return kept;
  const key = randomBytes(32).toString("base64url");
  await store.setSetting(SETTING, key);
  return key;
}

interface Entry {
  /** Since 1970, when it was made. */
  day: number;
  nonce: string;
  mac: string;
}

function entriesOf(c: Context, config: Config): Entry[] {
  return (getCookie(c, cookieName(config)) ?? "")
    .split("~")
    .slice(0, PEOPLE_MAX)
    .flatMap((text) => {
      const [, day, nonce, mac] = /^(\d{1,6})\.([\w-]{16})\.([\w-]{43})$/.exec(text) ?? [];
      return day && nonce && mac ? [{ day: Number(day), nonce, mac }] : [];
    });
}

function isOf(entry: Entry, key: string, account: Account, now: Date): boolean {
  const isInTime = entry.day <= dayOf(now) && entry.day > dayOf(now) - DEVICE_DAYS;
  return isInTime && timingSafeEqual(Buffer.from(entry.mac), Buffer.from(macOf(entry, key, account)));
}

function macOf({ day, nonce }: Pick<Entry, "day" | "nonce">, key: string, { id, passwordHash }: Account): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([id, day, nonce, passwordHash]))
    .digest("base64url");
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / DAY_MS);
}
