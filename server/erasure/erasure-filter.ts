import { createHmac, createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ErasureId, VerdictId } from "../../schema/domain/ids.ts";
import { SCREEN_DAYS } from "../../schema/protocol/http/erasure.ts";
import type { EditMap } from "../../schema/text/revision.ts";
import { notThere } from "../not-there.ts";
import type { ErasureStore, ScreenRow, WantedWords } from "../store/erasure-store.ts";
import { namesApart } from "./names-apart.ts";
import { holdsErased, replaceErased } from "./parted-names.ts";
import {
  beginningOf,
  beginsWith,
  findWanted,
  knownWords,
  partsOfNames,
  toWanted,
  wantedRuns,
  type Wanted,
  type Written,
} from "./words.ts";

/** Folder of the keys, in the data folder: one file an erasure, destroyed after fourteen days. */
export const SCREEN_FOLDER = "screens";

/**
 * What was erased in the last fourteen days, known by keyed hashes alone: a device that was offline may still bring it.
 * Asking costs one hash a word where a verdict has such an erasure, and nothing where it has none.
 */
export interface ErasureFilter {
  /** Reads what is in force; what has lost its key is dropped. Call it before the server is open. */
  load(): Promise<void>;
  /** `verdict` null: what is of no verdict (the methodology) may hold the words of none. "said": of what somebody wrote, who may have typed into a name. */
  holds(verdict: VerdictId | null, text: string, written?: "said"): boolean;
  /** Whether a change of the verdict's text brings back what was erased; what stood there before it does not count. */
  isBroughtBack(verdict: VerdictId, before: string, after: string, map: EditMap): boolean;
  /** The text with each erased form replaced by its token. */
  screen(verdict: VerdictId, text: string): string;
  /** Puts words in force from now on. Again for the same erasure changes nothing. */
  add(erasure: ErasureId, verdict: VerdictId, token: string, words: WantedWords): Promise<void>;
  /** As `holds`, of erasures that have begun and have not been through all rooms: the words may have stood there before. */
  isUnderWay(verdict: VerdictId | null, text: string): boolean;
  /** An erasure has been through all rooms. */
  settle(erasure: ErasureId): void;
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

interface ScreenParts {
  store: Pick<ErasureStore, "screens" | "addScreen" | "dropScreen">;
  /** The text of a verdict as it is, by which words are known that are no rest of a name. */
  text?: (verdict: VerdictId) => Promise<string>;
  dataFolder: string;
  clock: () => Date;
}

/** Hashes in the store, their keys in files of the data folder. */
export class KeyedErasureFilter implements ErasureFilter {
  readonly #store: ScreenParts["store"];
  readonly #text: NonNullable<ScreenParts["text"]>;
  readonly #clock: ScreenParts["clock"];
  readonly #folder: string;
  readonly #active = new Map<VerdictId, Active[]>();
  /** Of each verdict, and null of all, what is looked for first; made when it is asked for. */
  readonly #any = new Map<VerdictId | null, Wanted>();
  readonly #underWay = new Set<ErasureId>();

  constructor({ store, text, dataFolder, clock }: ScreenParts) {
    this.#store = store;
    this.#text = text ?? (() => Promise.resolve(""));
    this.#folder = join(dataFolder, SCREEN_FOLDER);
    this.#clock = clock;
  }

  readonly load: ErasureFilter["load"] = async () => {
    for (const row of await this.#store.screens()) {
      const key = readKey(this.#fileOf(row.erasure));
      if (key) await this.#put(row, key);
      else await this.#store.dropScreen(row.erasure);
    }
  };

  readonly holds: ErasureFilter["holds"] = (verdict, text, written) =>
    this.#mayHold(verdict, text, written) &&
    this.#inForce(verdict).some(({ wanted }) => holdsErased(text, wanted, written));

  readonly isBroughtBack: ErasureFilter["isBroughtBack"] = (verdict, before, after, { steps }) => {
    if (this.#inForce(verdict).length === 0) return false;
    const holds = (text: string): boolean =>
      this.#inForce(verdict).some(({ wanted }) => findWanted(text, wanted).length > 0);
    let shift = 0;
    return steps.some(({ start, removed, inserted }) => {
      const at = start + shift;
      shift += inserted - removed;
      return holds(around(after, at, at + inserted)) && !holds(around(before, start, start + removed));
    });
  };

  readonly screen: ErasureFilter["screen"] = (verdict, text) =>
    this.#mayHold(verdict, text, "typed")
      ? this.#inForce(verdict).reduce((left, { wanted, token }) => replaceErased(left, wanted, token, "typed"), text)
      : text;

  readonly add: ErasureFilter["add"] = async (erasure, verdict, token, words) => {
    if (words.plain.length + words.capital.length === 0) return;
    const key = readKey(this.#fileOf(erasure)) ?? (await makeKey(this.#folder, this.#fileOf(erasure)));
    const until = new Date(this.#clock().getTime() + SCREEN_DAYS * 24 * 3_600_000).toISOString();
    const hashes = (keys: readonly string[]): string[] => keys.map((word) => hashOf(key, word)).sort();
    const hashed = {
      lengths: [...toWanted(words).lengths],
      plain: hashes(words.plain),
      capital: hashes(words.capital),
      beginnings: hashes([...new Set([...words.plain, ...words.capital].map(beginningOf))]),
      parts: hashes(partsOfNames(words.plain)),
    };
    const row: ScreenRow = { erasure, verdict, token, until, words: hashed };
    await this.#store.addScreen(row);
    this.#underWay.add(erasure);
    await this.#put(row, key);
  };

  readonly isUnderWay: ErasureFilter["isUnderWay"] = (verdict, text) =>
    this.#underWay.size > 0 &&
    this.#inForce(verdict).some(
      ({ erasure, wanted }) => this.#underWay.has(erasure) && holdsErased(text, wanted, "said"),
    );

  readonly settle: ErasureFilter["settle"] = (erasure) => void this.#underWay.delete(erasure);

  readonly forget: ErasureFilter["forget"] = async (verdict) => {
    for (const { erasure } of this.#active.get(verdict) ?? []) await this.#drop(erasure);
    this.#active.delete(verdict);
    this.#any.clear();
  };

  readonly expire: ErasureFilter["expire"] = async () => {
    const now = this.#clock().toISOString();
    for (const { erasure, verdict, until } of await this.#store.screens()) {
      if (until > now) continue;
      await this.#drop(erasure);
      const left = (this.#active.get(verdict) ?? []).filter((each) => each.erasure !== erasure);
      if (left.length > 0) this.#active.set(verdict, left);
      else this.#active.delete(verdict);
      this.#any.clear();
    }
  };

  #fileOf(erasure: ErasureId): string {
    return join(this.#folder, `${erasure}.key`);
  }

  async #put({ erasure, verdict, token, until, words }: ScreenRow, key: KeyObject): Promise<void> {
    const isWord = knownWords(await this.#text(verdict));
    const plain = new Set(words.plain);
    const capital = new Set(words.capital);
    const beginnings = words.beginnings && new Set(words.beginnings);
    const has = (word: string): boolean | "capital" => {
      const hash = hashOf(key, word);
      return plain.has(hash) || (capital.has(hash) && "capital");
    };
    const others = (this.#active.get(verdict) ?? []).filter((each) => each.erasure !== erasure);
    const begins = (word: string): boolean =>
      !beginnings || beginsWith(word, (beginning) => beginnings.has(hashOf(key, beginning)));
    const parts = new Set(words.parts);
    const isPart = (word: string): boolean => parts.size > 0 && parts.has(hashOf(key, word));
    const wanted = { lengths: words.lengths, begins, has, isPart, isWord };
    this.#active.set(verdict, [...others, { erasure, token, until: Date.parse(until), wanted }]);
    this.#any.clear();
  }

  /** Never no where an erasure in force has the words: all are asked at once, each word of a text is hashed once and no more. */
  #mayHold(verdict: VerdictId | null, text: string, written: Written = "settled"): boolean {
    const all = this.#inForce(verdict);
    if (all.length === 0) return false;
    const any = this.#any.get(verdict) ?? anyOf(all.map(({ wanted }) => wanted));
    this.#any.set(verdict, any);
    if (wantedRuns(text, any, written === "typed").length > 0) return true;
    return written !== "settled" && namesApart(text, any).length > 0;
  }

  #inForce(verdict: VerdictId | null): Active[] {
    const now = this.#clock().getTime();
    const screens = verdict === null ? [...this.#active.values()].flat() : (this.#active.get(verdict) ?? []);
    return screens.filter(({ until }) => until > now);
  }

  async #drop(erasure: ErasureId): Promise<void> {
    await this.#store.dropScreen(erasure);
    await destroy(this.#fileOf(erasure));
  }
}

/** So many words are known to be nothing of what is erased, and asked about no more. */
const KNOWN = 20_000;

/** What is in one of several. */
function anyOf(all: readonly Wanted[]): Wanted {
  const has = (key: string): boolean | "capital" => {
    const found = all.map((wanted) => wanted.has(key));
    return found.includes(true) || (found.includes("capital") && "capital");
  };
  return {
    lengths: [...new Set(all.flatMap((wanted) => wanted.lengths))].sort((a, b) => a - b),
    begins: askedOnce((word) => all.some((wanted) => wanted.begins(word))),
    has,
    isPart: askedOnce((word) => all.some((wanted) => wanted.isPart(word))),
    isWord: (word) => all.every((wanted) => wanted.isWord(word)),
  };
}

/** Words of which it was no are not asked about again. */
function askedOnce(isIt: (word: string) => boolean): (word: string) => boolean {
  const known = new Set<string>();
  return (word) => {
    if (known.has(word)) return false;
    if (isIt(word)) return true;
    if (known.size >= KNOWN) known.clear();
    known.add(word);
    return false;
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

/** A key that is made anew from its bytes for each word costs ten times as much. */
function hashOf(key: KeyObject, word: string): string {
  return createHmac("sha256", key).update(word).digest("base64url");
}

const KEY_BYTES = 32;

/** Null where there is none, or none whole: the process was killed as it wrote it, and no hash was made with it. */
function readKey(file: string): KeyObject | null {
  try {
    const key = readFileSync(file);
    return key.length === KEY_BYTES ? createSecretKey(key) : null;
  } catch (error) {
    return notThere(error);
  }
}

async function makeKey(folder: string, file: string): Promise<KeyObject> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return createSecretKey(key);
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
