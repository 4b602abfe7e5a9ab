import type { UiLanguage } from "../../schema/domain/language.ts";
import { writeDay } from "../../schema/language/dates.ts";
import { onceFor } from "../../schema/once-for.ts";

/** How a language writes numbers, dates and lists, and sorts words. */
export interface Formats {
  number(value: number): string;
  /** Day and month, with the year where it is asked for; `inUtc` for bare dates, which no time zone may move. */
  date(at: Date, hasYear: boolean, inUtc: boolean): string;
  /** Hours and minutes of 24. */
  time(at: Date): string;
  /** 1 = yesterday, up to 6. */
  daysAgo(days: number): string;
  ago(count: number, unit: "minute" | "hour"): string;
  /** A day of the week to come: 0 = today, 1 = tomorrow, up to 6 by its name. `at`: a bare date. */
  dayAhead(at: Date, ahead: number): string;
  list(items: readonly string[]): string;
  /** Of which one is meant. */
  either(items: readonly string[]): string;
  compare(a: string, b: string): number;
}

/** What Intl is asked for. */
export const LOCALES: Record<UiLanguage, string> = {
  en: "en-GB",
  "sr-Latn": "sr-Latn-RS",
  "sr-Cyrl": "sr-Cyrl-RS",
  mk: "mk-MK",
  sq: "sq-AL",
};

/** The formats of a language: Intl's, or ours where this browser has no data for it (Chromium has none for mk and sq). */
export function formatsOf(language: UiLanguage): Formats {
  const locale = LOCALES[language];
  const gap = GAPS[language];
  return gap && Intl.DateTimeFormat.supportedLocalesOf(locale).length === 0
    ? fromTable(gap, language)
    : fromIntl(locale, language);
}

function dateOf(at: Date, hasYear: boolean, inUtc: boolean, language: UiLanguage): string {
  const [day, month, year] = inUtc
    ? [at.getUTCDate(), at.getUTCMonth(), at.getUTCFullYear()]
    : [at.getDate(), at.getMonth(), at.getFullYear()];
  return writeDay(day, month + 1, hasYear ? year : null, language);
}

/** Each of Intl's is made when it is first asked for: to make them all took an eighth of the time in which a page starts. */
function fromIntl(locale: string, language: UiLanguage): Formats {
  const numbers = onceFor(() => new Intl.NumberFormat(locale));
  const times = onceFor(
    () => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  );
  const days = onceFor(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const weekdays = onceFor(() => new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }));
  const lists = onceFor(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  const choices = onceFor(() => new Intl.ListFormat(locale, { type: "disjunction" }));
  const collator = onceFor(() => new Intl.Collator(locale, { numeric: true }));
  return {
    // Below a thousand all five languages write whole numbers alike.
    number: (value) =>
      Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : numbers().format(value),
    date: (at, hasYear, inUtc) => dateOf(at, hasYear, inUtc, language),
    time: (at) => times().format(at),
    daysAgo: (ago) => days().format(-ago, "day"),
    ago: (count, unit) => days().format(-count, unit),
    dayAhead: (at, ahead) => (ahead < 2 ? days().format(ahead, "day") : weekdays().format(at)),
    list: (items) => lists().format(items),
    either: (items) => choices().format(items),
    compare: (a, b) => collator().compare(a, b),
  };
}

interface Gap {
  yesterday: string;
  daysAgo: (days: number) => string;
  ago: Formats["ago"];
  /** Today and tomorrow. */
  soon: readonly [string, string];
  /** From Sunday on. */
  weekdays: readonly string[];
  and: string;
  or: string;
  /** Locales that every browser knows, which write numbers and sort words in the same way or the nearest. */
  numbersAs: string;
  sortedAs: string;
}

// CLDR 48, format forms.
const GAPS: Partial<Record<UiLanguage, Gap>> = {
  mk: {
    yesterday: "вчера",
    daysAgo: (days) => `пред ${days} дена`,
    ago: (count, unit) => {
      const isOne = count % 10 === 1 && count % 100 !== 11;
      const words = unit === "minute" ? ["минута", "минути"] : ["час", "часа"];
      return `пред ${count} ${words[isOne ? 0 : 1]}`;
    },
    soon: ["денес", "утре"],
    weekdays: ["недела", "понеделник", "вторник", "среда", "четврток", "петок", "сабота"],
    and: "и",
    or: "или",
    numbersAs: "de-DE",
    sortedAs: "sr-Cyrl-RS",
  },
  sq: {
    yesterday: "dje",
    daysAgo: (days) => `${days} ditë më parë`,
    ago: (count, unit) => `${count} ${unit === "hour" ? "orë" : count === 1 ? "minutë" : "minuta"} më parë`,
    soon: ["sot", "nesër"],
    weekdays: ["e diel", "e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë"],
    and: "dhe",
    or: "ose",
    numbersAs: "cs-CZ",
    sortedAs: "en-GB",
  },
};

function joined(items: readonly string[], last: string): string {
  const end = items.at(-1) ?? "";
  return items.length < 2 ? end : `${items.slice(0, -1).join(", ")} ${last} ${end}`;
}

function fromTable(gap: Gap, language: UiLanguage): Formats {
  const near = fromIntl(gap.sortedAs, language);
  return {
    number: fromIntl(gap.numbersAs, language).number,
    date: (at, hasYear, inUtc) => dateOf(at, hasYear, inUtc, language),
    time: fromIntl("en-GB", language).time,
    daysAgo: (days) => (days === 1 ? gap.yesterday : gap.daysAgo(days)),
    ago: gap.ago,
    dayAhead: (at, ahead) => gap.soon[ahead] ?? gap.weekdays[at.getUTCDay()] ?? "",
    list: (items) => joined(items, gap.and),
    either: (items) => joined(items, gap.or),
    compare: near.compare,
  };
}
