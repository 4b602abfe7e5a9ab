import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ErasureId, VerdictId } from "../../schema/domain/ids.ts";
import { SCREEN_DAYS } from "../../schema/protocol/http/erasure.ts";
import type { EditMap } from "../../schema/text/revision.ts";
import { notThere } from "../not-there.ts";
import type { ErasureStore, ScreenRow, WantedWords } from "../store/erasure-store.ts";
import { findWanted, replaceWanted, toWanted, type Wanted } from "./words.ts";

/** Folder of the keys, in the data folder: one file an erasure, destroyed after fourteen days. */
export const SCREEN_FOLDER = "screens";

/**
 * What was erased in the last fourteen days, known by keyed hashes alone: a device that was offline may still bring it.
 * Asking costs one hash a word where a verdict has such an erasure, and nothing where it has none.
 */
export interface Screens {
  /** Reads what is in force; what has lost its key is dropped. Call it before the server is open. */
  load(): Promise<void>;
  /** `verdict` null: what is of no verdict (the methodology) may hold the words of none. */
  holds(verdict: VerdictId | null, text: string): boolean;
  /** Whether a change of the verdict's text brings back what was erased; what stood there before it does not count. */
  isBroughtBack(verdict: VerdictId, before: string, after: string, map: EditMap): boolean;
  /** The text with each erased form replaced by its token. */
  screen(verdict: VerdictId, text: string): string;
  /** Puts words in force from now on. Again for the same erasure changes nothing. */
  add(erasure: ErasureId, verdict: VerdictId, token: string, words: WantedWords): Promise<void>;
  /** The verdict is gone, and what hangs on it with it. */
  forget(verdict: VerdictId): Promise<void>;
  /** Destroys keys and hashes of those that are over. */
  expire(): Promise<void>;
}

interface Active {
  erasure: ErasureId;
  token: string;
  until: number;
  wanted: Wanted;
}

export function createScreens(deps: {
  store: Pick<ErasureStore, "screens" | "addScreen" | "dropScreen">;
  dataFolder: string;
  clock: () => Date;
}): Screens {
  const { store, clock } = deps;
  const folder = join(deps.dataFolder, SCREEN_FOLDER);
  const active = new Map<VerdictId, Active[]>();
  const fileOf = (erasure: ErasureId): string => join(folder, `${erasure}.key`);

  function put({ erasure, verdict, token, until, words }: ScreenRow, key: Uint8Array): void {
    const plain = new Set(words.plain);
    const capital = new Set(words.capital);
    const has = (word: string): boolean | "capital" => {
      const hash = hashOf(key, word);
      return plain.has(hash) || (capital.has(hash) && "capital");
    };
    const others = (active.get(verdict) ?? []).filter((each) => each.erasure !== erasure);
    const wanted = { lengths: words.lengths, has };
    active.set(verdict, [...others, { erasure, token, until: Date.parse(until), wanted }]);
  }

  function inForce(verdict: VerdictId | null): Active[] {
    const now = clock().getTime();
    const screens = verdict === null ? [...active.values()].flat() : (active.get(verdict) ?? []);
    return screens.filter(({ until }) => until > now);
  }

  async function drop(erasure: ErasureId): Promise<void> {
    await store.dropScreen(erasure);
    await destroy(fileOf(erasure));
  }

  return {
    async load() {
      for (const row of await store.screens()) {
        const key = readKey(fileOf(row.erasure));
        if (key) put(row, key);
        else await store.dropScreen(row.erasure);
      }
    },
    holds: (verdict, text) => inForce(verdict).some(({ wanted }) => findWanted(text, wanted).length > 0),
    isBroughtBack(verdict, before, after, { steps }) {
      if (inForce(verdict).length === 0) return false;
      const holds = (text: string): boolean =>
        inForce(verdict).some(({ wanted }) => findWanted(text, wanted).length > 0);
      let shift = 0;
      return steps.some(({ start, removed, inserted }) => {
        const at = start + shift;
        shift += inserted - removed;
        return holds(around(after, at, at + inserted)) && !holds(around(before, start, start + removed));
      });
    },
    screen: (verdict, text) =>
      inForce(verdict).reduce((left, { wanted, token }) => replaceWanted(left, wanted, token), text),
    async add(erasure, verdict, token, words) {
      if (words.plain.length + words.capital.length === 0) return;
      const key = readKey(fileOf(erasure)) ?? (await makeKey(folder, fileOf(erasure)));
      const until = new Date(clock().getTime() + SCREEN_DAYS * 24 * 3_600_000).toISOString();
      const hashes = (keys: readonly string[]): string[] => keys.map((word) => hashOf(key, word)).sort();
      const hashed = {
        lengths: [...toWanted(words).lengths],
        plain: hashes(words.plain),
        capital: hashes(words.capital),
      };
      const row: ScreenRow = { erasure, verdict, token, until, words: hashed };
      await store.addScreen(row);
      put(row, key);
    },
    async forget(verdict) {
      for (const { erasure } of active.get(verdict) ?? []) await drop(erasure);
      active.delete(verdict);
    },
    async expire() {
      const now = clock().toISOString();
      for (const { erasure, verdict, until } of await store.screens()) {
        if (until > now) continue;
        await drop(erasure);
        const left = (active.get(verdict) ?? []).filter((each) => each.erasure !== erasure);
        if (left.length > 0) active.set(verdict, left);
        else active.delete(verdict);
      }
    },
  };
}

// Words on either side: a name may be put together of what is new and what stood there.
const AROUND = 120;

/** A stretch of a text with some whole words on either side. */
function around(text: string, start: number, end: number): string {
  const from = start <= AROUND ? 0 : text.indexOf(" ", start - AROUND) + 1;
  const to = text.lastIndexOf(" ", end + AROUND);
  return text.slice(Math.min(from, start), end + AROUND >= text.length ? text.length : Math.max(to, end));
}

function hashOf(key: Uint8Array, word: string): string {
  return createHmac("sha256", key).update(word).digest("base64url");
}

const KEY_BYTES = 32;

/** Null where there is none, or none whole: the process was killed as it wrote it, and no hash was made with it. */
function readKey(file: string): Uint8Array | null {
  try {
    const key = readFileSync(file);
    return key.length === KEY_BYTES ? key : null;
  } catch (error) {
    return notThere(error);
  }
}

async function makeKey(folder: string, file: string): Promise<Uint8Array> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return key;
}

/** Overwrites a key before its name goes: without it the hashes say nothing. */
async function destroy(file: string): Promise<void> {
  const handle = await open(file, "r+").catch(notThere);
  try {
    await handle?.write(randomBytes(KEY_BYTES), 0, KEY_BYTES, 0);
    await handle?.sync();
  } finally {
    await handle?.close();
  }
  await rm(file, { force: true });
}
