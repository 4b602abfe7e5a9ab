import { formatNumber } from "./list-numbers.ts";

/** How a level of a list prints its numbers. */
export interface ListLevel {
  start: number;
  /** One of `formatNumber`'s; `bullet` and `none` print no number. */
  format: string;
  /** As Word keeps it: "%1.%2.". */
  text: string;
  /** Level after which it begins anew; null = after any higher one; -1 = never. */
  restart: number | null;
  /** All numbers of it in digits. */
  legal: boolean;
}

/** A level of which nothing is known yet. */
export function emptyLevel(): ListLevel {
  return { start: 1, format: "decimal", text: "", restart: null, legal: false };
}

/** A list as it is counted: what its levels print, and where some of them begin when the list is first met. */
export interface CountedList {
  id: string;
  /** Lists of the same counters go on with each other's numbers. */
  counters: string;
  levelOf: (level: number) => ListLevel | undefined;
  starts: ReadonlyMap<number, number>;
}

/** The automatic number of a paragraph: null text for bullets and for lists that print nothing. */
export interface ListPlace {
  printed: string | null;
  bullet: boolean;
}

const MAX_LEVEL = 8;

/** Counts automatic numbers as word processors do: asked for each numbered paragraph, in document order. */
export class ListCounters {
  readonly #counters = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();

  /** The next number of a list at a level from 0; null where the list has no such level. */
  next(list: CountedList, level: number): ListPlace | null {
    const depth = Math.min(MAX_LEVEL, Math.max(0, level));
    const { levelOf } = list;
    const own = levelOf(depth);
    if (!own) return null;
    const counters = this.#countersOf(list.counters);
    this.#count(counters, depth, list);
    if (own.format === "bullet" || own.format === "none") return { printed: null, bullet: own.format === "bullet" };
    const written = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const value = counters[at] ?? levelOf(at)?.start ?? 1;
      return formatNumber(value, own.legal ? "decimal" : (levelOf(at)?.format ?? "decimal"));
    });
    return { printed: bareNumber(written), bullet: false };
  }

  /** The next number of a level will be this one, whatever was counted before. */
  restart(counters: string, level: number, value: number): void {
    this.#countersOf(counters)[level] = value - 1;
  }

  #count(counters: (number | undefined)[], depth: number, { id, levelOf, starts }: CountedList): void {
    for (let at = 0; at < depth; at++) counters[at] ??= starts.get(at) ?? levelOf(at)?.start ?? 1;
    const override = starts.get(depth);
    const key = `${id}/${depth}`;
    // A start of its own counts once: when the list is first met.
    if (override !== undefined && !this.#started.has(key)) counters[depth] = override;
    else counters[depth] = (counters[depth] ?? (override ?? levelOf(depth)?.start ?? 1) - 1) + 1;
    this.#started.add(key);
    for (let at = depth + 1; at <= MAX_LEVEL; at++) {
      const restart = levelOf(at)?.restart ?? null;
      if (restart === null || (restart >= 0 && depth < restart)) counters[at] = undefined;
    }
  }

  #countersOf(name: string): (number | undefined)[] {
    const known = this.#counters.get(name);
    if (known) return known;
    const fresh: (number | undefined)[] = [];
    this.#counters.set(name, fresh);
    return fresh;
  }
}

/** "(a)" and "II.3." as people cite them: "a", "II.3"; null where nothing is left. */
export function bareNumber(written: string): string | null {
  return written.replace(/^[\s([]+|[\s.):\]–-]+$/g, "") || null;
}
