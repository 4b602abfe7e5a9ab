/*
 * How to add words that a user sees:
 *  1. Add the key to a module of client/i18n/en/ (one a feature: shell, words, people, network, import, exports,
 *     verdict, problems), named `area.what`: `"verdict.tag-count": { one: "{count} tag", other: "{count} tags" }`.
 *     A message is a sentence with {placeholders}; one that depends on a number is an object of plural forms and takes
 *     `count`. Write whole sentences: never glue parts, other languages order words differently.
 *  2. Add the same key to client/i18n/{sr-latn,mk,sq}/<same module>. Serbian needs one/few/other, Macedonian and
 *     Albanian one/other. sr-Cyrl is made from sr-Latn by itself. A missing key shows the English sentence.
 *  3. Use `t("verdict.tag-count", { count })` inside render(): the compiler knows the keys and their placeholders.
 * Elements that extend LightElement render again when the language changes; any other Lit element adds
 * `new Localised(this)`. Numbers in params are written as the language writes them; dates with formatDate & co.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import { onceFor } from "../../schema/once-for.ts";
import { serverClock } from "../api/server-clock.ts";
import { en, type English } from "./en.ts";
import { LOCALES, formatsOf } from "./formats.ts";
import { filled } from "../../schema/text/filled.ts";
import type { Message, Placeholders, Translation } from "./message.ts";

export type MessageKey = keyof English;
type Values<Key extends MessageKey> = Record<Placeholders<English[Key]>, string | number>;
type Params<Key extends MessageKey> = [Placeholders<English[Key]>] extends [never] ? [] : [values: Values<Key>];

/** Each language in its own name, in the order of menus. */
export const LANGUAGE_NAMES: Record<UiLanguage, string> = {
  en: "English",
  "sr-Latn": "Srpski (latinica)",
  "sr-Cyrl": "Српски (ћирилица)",
  mk: "Македонски",
  sq: "Shqip",
};

/** A language's name in the language of the interface, for sentences. */
export function languageName(of: UiLanguage): string {
  if (of === "sr-Latn") return `${t("word.language.sr")} (${t("word.script.Latn")})`;
  if (of === "sr-Cyrl") return `${t("word.language.sr")} (${t("word.script.Cyrl")})`;
  return t(`word.language.${of}`);
}

// An explicit table: a computed import would pull every module of the folder into the bundle.
const LOADERS: Record<UiLanguage, () => Promise<Translation<English>>> = {
  en: async () => en,
  "sr-Latn": async () => (await import("./sr-latn.ts")).srLatn,
  "sr-Cyrl": async () => (await import("./sr-cyrl.ts")).srCyrl,
  mk: async () => (await import("./mk.ts")).mk,
  sq: async () => (await import("./sq.ts")).sq,
};

const STORAGE_KEY = "coram.language";
let current: UiLanguage = "en";
/** What was asked for last: the words of another may come later. */
let asked: UiLanguage = "en";
let dictionary: Translation<English> = en;
const pluralsOf = onceFor((of: UiLanguage) => new Intl.PluralRules(LOCALES[of]));
let formats = formatsOf("en");
const hosts = new Set<ReactiveControllerHost>();

/** The language in which the interface is written now. */
export function language(): UiLanguage {
  return current;
}

/** Loads a language and switches every localised element to it without a reload; a choice of the reader is kept on this device. */
export async function setLanguage(next: UiLanguage, isChoice = true): Promise<void> {
  asked = next;
  const words = await LOADERS[next]();
  if (asked !== next) return;
  dictionary = words;
  current = next;
  formats = formatsOf(next);
  document.documentElement.lang = next;
  if (isChoice) keepLanguage(next);
  for (const host of hosts) host.requestUpdate();
}

function keepLanguage(next: UiLanguage): void {
  try {
    localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Storage may be closed to us: the choice then lasts for this page.
  }
}

/** Latin and Cyrillic are one where words are looked for. */
const SOUGHT = ["en", "sr-Latn", "mk", "sq"] as const satisfies readonly UiLanguage[];
const sought: Translation<English>[] = [en];

/** Reads the words of all languages, for what is found by its name in any. */
export async function readAllLanguages(): Promise<void> {
  sought.splice(0, sought.length, ...(await Promise.all(SOUGHT.map((of) => LOADERS[of]()))));
}

/** A name in all languages that are read. */
export function inAllLanguages(key: MessageKey): string[] {
  return [...new Set(sought.flatMap((each) => (typeof each[key] === "string" ? [each[key]] : [])))];
}

/** The language to begin with: the one chosen on this device, else the first of the browser's that we have, else English. */
export function preferredLanguage(): UiLanguage {
  try {
    const stored = UiLanguage.safeParse(localStorage.getItem(STORAGE_KEY));
    if (stored.success) return stored.data;
  } catch {
    // As above.
  }
  for (const wanted of navigator.languages) {
    const tag = localeOf(wanted);
    if (!tag) continue;
    if (["sr", "bs", "hr", "sh", "cnr"].includes(tag.language))
      return tag.maximize().script === "Cyrl" ? "sr-Cyrl" : "sr-Latn";
    const found = UI_LANGUAGES.find((ours) => ours === tag.language);
    if (found) return found;
  }
  return "en";
}

/** Null for what is no language's name: WebKit reports "C" where the system has set none. */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

/** The message of `key` in the reader's language, with its placeholders filled. */
export function t<Key extends MessageKey>(key: Key, ...params: Params<Key>): string {
  return fill(key, params[0] ?? {});
}

/** As `t`, for keys that a server's closed words make up (problems, warnings); null where there is no such message. */
export function translateCode(key: string, values: Record<string, string | number>): string | null {
  return Object.hasOwn(en, key) ? fill(key as MessageKey, values) : null;
}

function fill(key: MessageKey, values: Record<string, string | number>): string {
  const message: Message = dictionary[key] ?? en[key];
  const text =
    typeof message === "string"
      ? message
      : (message[pluralsOf(current).select(Number(values["count"] ?? 0))] ?? message.other);
  return filled(text, values, formats.number);
}

/** A number as the language writes it. */
export function formatNumber(value: number): string {
  return formats.number(value);
}

/** "12 March 2026" of an ISO date or time; the day of a bare date is never moved by the time zone. */
export function formatDate(iso: string): string {
  return formats.date(new Date(iso), true, /^\d{4}-\d{2}-\d{2}$/.test(iso));
}

/** "14:02" of an ISO time or a Date. */
export function formatTime(at: string | Date): string {
  return formats.time(new Date(at));
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Of the reader's own calendar. */
function dayNumber(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY_MS;
}

/** "20 minutes ago", "3 hours ago" of half a day, else as formatWhen. */
export function formatAge(iso: string, now: Date = serverClock.now()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(iso)) / MINUTE_MS);
  if (minutes < 1) return t("shell.just-now");
  if (minutes < 60) return formats.ago(minutes, "minute");
  return minutes < 12 * 60 ? formats.ago(Math.floor(minutes / 60), "hour") : formatWhen(iso, now);
}

/** "today", "Thursday" within the week to come, "yesterday" within the one before, else the date; of a bare date. */
export function formatDay(iso: string, now: Date = serverClock.now()): string {
  const at = new Date(iso);
  const ahead = at.getTime() / DAY_MS - dayNumber(now);
  if (ahead >= 0 && ahead < 7) return formats.dayAhead(at, ahead);
  return ahead < 0 && ahead > -7 ? formats.daysAgo(-ahead) : formatDate(iso);
}

/** "14:02" today, "yesterday" within a week, "3 March" this year, else with the year: as short as it can be without doubt. */
export function formatWhen(iso: string, now: Date = serverClock.now()): string {
  const at = new Date(iso);
  const ago = dayNumber(now) - dayNumber(at);
  if (ago === 0) return formats.time(at);
  if (ago > 0 && ago < 7) return formats.daysAgo(ago);
  return formats.date(at, at.getFullYear() !== now.getFullYear(), false);
}

/** "a, b and c" in the reader's language. */
export function formatList(items: readonly string[]): string {
  return formats.list(items);
}

/** "a, b or c" in the reader's language. */
export function formatEither(items: readonly string[]): string {
  return formats.either(items);
}

/** Sorts as the reader's alphabet does, numbers by their value. */
export function compareWords(a: string, b: string): number {
  return formats.compare(a, b);
}

/** In the order of the reader's alphabet; whoever has no name comes first. */
export function byName<Named extends { name: string | null }>(all: readonly Named[]): Named[] {
  return all.toSorted((a, b) => compareWords(a.name ?? "", b.name ?? ""));
}

/** Makes a Lit element render again when the language changes. */
export class Localised implements ReactiveController {
  private readonly host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.host);
  }

  hostDisconnected(): void {
    hosts.delete(this.host);
  }
}
