import { EMPTY_HOUSE, entryOf, Grant, type GrantId, type House, HouseEntry } from "../../schema/domain/house.ts";
import { UI_LANGUAGES, type Localised } from "../../schema/domain/language.ts";
import type { HouseChangeTold, HousePart } from "../../schema/protocol/http/house.ts";
import type { HouseStore, HouseVersionInfo } from "../store/house-store.ts";
import { whatChanged } from "./what-changed.ts";

/** What changes of the house are read from. */
export type HouseVersions = Pick<HouseStore, "changes" | "version">;
type Value = HouseChangeTold["values"][number]["was"];

/** Parts that somebody writes; what became of a picture or of the whole is said by its name alone. */
const WRITTEN: ReadonlySet<HousePart> = new Set([
  "name",
  "number",
  "from",
  "to",
  "donor",
  "disclaimer",
  "email",
  "web",
  "address",
]);

/** The house of one request: each version is parsed once, however many changes and grants ask for it, and the changes are read once. */
export function readHouseOnce(house: HouseVersions): HouseVersions {
  const known = new Map<number, ReturnType<HouseVersions["version"]>>();
  let all: ReturnType<HouseVersions["changes"]> | null = null;
  return {
    changes: async (limit) => (await (all ??= house.changes(Number.MAX_SAFE_INTEGER))).slice(0, limit),
    version: (number) => {
      const version = known.get(number) ?? house.version(number);
      known.set(number, version);
      return version;
    },
  };
}

/** What one change of the house changed, with before and now, and whose confirmation of a grant fell by it; null of a version that is not there. */
export async function toldChange(house: HouseVersions, number: number): Promise<HouseChangeTold | null> {
  const [before, after] = [await at(house, number - 1), await at(house, number)];
  const made = (await house.changes(Number.MAX_SAFE_INTEGER)).find((each) => each.number === number);
  if (!made) return null;
  const { entry } = made;
  const { called, parts } = whatChanged(before, after, entry);
  const values = valuesOf(before, after, entry, parts);
  const fell = grantIn(before, entry)?.isDraft === false && grantIn(after, entry)?.isDraft === true;
  const confirmed = fell ? await confirmedBefore(house, entry, number) : null;
  return { number, entry, called, parts, values, ...(confirmed ? { confirmedBy: confirmed.by } : {}) };
}

/** Who confirmed a grant as it stands now; null where it is a draft. */
export async function confirmedNow(house: HouseVersions, grant: GrantId): Promise<HouseVersionInfo | null> {
  return confirmedBefore(house, HouseEntry.parse(`grants/${grant}`), Number.MAX_SAFE_INTEGER);
}

/** Who confirmed the grant as it stood before a version; null where it was a draft. */
async function confirmedBefore(
  house: HouseVersions,
  entry: HouseEntry,
  number: number,
): Promise<HouseVersionInfo | null> {
  const changes = await house.changes(Number.MAX_SAFE_INTEGER);
  for (const change of changes.filter((each) => each.entry === entry && each.number < number)) {
    const [was, is] = [await at(house, change.number - 1), await at(house, change.number)];
    if (grantIn(is, entry)?.isDraft !== false) return null;
    if (grantIn(was, entry)?.isDraft !== false) return change;
  }
  return null;
}

function grantIn(house: House, entry: HouseEntry): Grant | null {
  return entry.startsWith("grants/") ? (Grant.safeParse(entryOf(house, entry)).data ?? null) : null;
}

async function at(house: HouseVersions, number: number): Promise<House> {
  return (await house.version(number))?.house ?? EMPTY_HOUSE;
}

function valuesOf(
  before: House,
  after: House,
  entry: HouseEntry,
  parts: readonly HousePart[],
): HouseChangeTold["values"] {
  // Marks are samples that are seen, not words.
  if (entry === "marks") return [];
  const [was, is] = [entryOf(before, entry), entryOf(after, entry)];
  if (!entry.includes("/") && entry !== "contact") return [{ part: null, ...differing(was, is) }];
  const [old, now] = [was, is] as (Record<string, unknown> | undefined)[];
  return parts.filter((part) => WRITTEN.has(part)).map((part) => ({ part, ...differing(old?.[part], now?.[part]) }));
}

/** Both values, of words in languages those that differ. */
function differing(was: unknown, is: unknown): { was: Value; now: Value } {
  if (!isWords(was) && !isWords(is)) {
    const [old, now] = [was, is].map((each) => (typeof each === "string" ? each : ""));
    return around(old ?? "", now ?? "");
  }
  const [old, now]: Localised[] = [isWords(was) ? was : {}, isWords(is) ? is : {}];
  const said = { was: {} as Localised, now: {} as Localised };
  for (const language of UI_LANGUAGES) {
    const [before = "", after = ""] = [old?.[language], now?.[language]];
    if (before === after) continue;
    const short = around(before, after);
    if (short.was !== "") said.was[language] = short.was;
    if (short.now !== "") said.now[language] = short.now;
  }
  return said;
}

function isWords(value: unknown): value is Localised {
  return typeof value === "object" && value !== null;
}

const LENGTH = 90;
/** What stands before the difference, to know it by. */
const LEAD = 24;

/** The place at or before this one that parts no letter of two units. */
function whole(words: string, at: number): number {
  return (words.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}

/** Two wordings shortened around where they differ: whoever adds a sentence at the end of a long one is not shown its beginning. */
export function around(was: string, now: string): { was: string; now: string } {
  let same = 0;
  while (same < was.length && same < now.length && was[same] === now[same]) same++;
  // At a word's beginning; of a long one without a blank, such as an address on the web, where the difference still stands in what is kept.
  const word = was.lastIndexOf(" ", same - LEAD) + 1;
  const start = same > LEAD * 2 ? whole(was, Math.max(word, same - LENGTH / 2)) : 0;
  const cut = (words: string): string => {
    const end = whole(words, start + LENGTH);
    return `${start > 0 ? "… " : ""}${words.slice(start, end).trim()}${end < words.length ? " …" : ""}`;
  };
  return { was: was === "" ? "" : cut(was), now: now === "" ? "" : cut(now) };
}
