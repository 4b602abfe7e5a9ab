import type { Styles } from "./docx-styles.ts";
import { isOn } from "./docx-styles.ts";
import { formatNumber } from "./list-numbers.ts";
import { walkXml } from "./xml-reader.ts";

interface Level {
  start: number;
  format: string;
  /** As Word keeps it: "%1.%2.". */
  text: string;
  /** Level after which it begins anew; null = after any higher one; -1 = never. */
  restart: number | null;
  legal: boolean;
}

interface Definition {
  levels: Map<number, Level>;
  link: string | null;
}

interface List {
  definition: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

/** The automatic number of a paragraph: null text for bullets and for lists that print nothing. */
export interface ListPlace {
  printed: string | null;
  bullet: boolean;
}

const MAX_LEVEL = 8;

/** Counts the automatic numbers of a document as Word does: asked for each numbered paragraph, in document order. */
export class Numbering {
  readonly #definitions = new Map<string, Definition>();
  readonly #lists = new Map<string, List>();
  readonly #counters = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();
  readonly #styles: Styles;

  constructor(part: Uint8Array | undefined, styles: Styles) {
    this.#styles = styles;
    if (part) this.#read(part);
  }

  /** The next number of a list at a level from 0; null where the document defines no such list. */
  next(list: string, level: number): ListPlace | null {
    const found = this.#lists.get(list);
    const definition = found && this.#definition(found.definition, 0);
    if (!found || !definition) return null;
    const depth = Math.min(MAX_LEVEL, Math.max(0, level));
    const levelOf = (at: number): Level | undefined => found.levels.get(at) ?? definition.levels.get(at);
    const own = levelOf(depth);
    if (!own) return null;
    const counters = this.#countersOf(found.definition);
    this.#count(counters, depth, levelOf, list, found);
    if (own.format === "bullet" || own.format === "none") return { printed: null, bullet: own.format === "bullet" };
    const written = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const value = counters[at] ?? levelOf(at)?.start ?? 1;
      return formatNumber(value, own.legal ? "decimal" : (levelOf(at)?.format ?? "decimal"));
    });
    return { printed: bare(written), bullet: false };
  }

  #count(
    counters: (number | undefined)[],
    depth: number,
    levelOf: (at: number) => Level | undefined,
    id: string,
    list: List,
  ): void {
    for (let at = 0; at < depth; at++) counters[at] ??= list.starts.get(at) ?? levelOf(at)?.start ?? 1;
    const override = list.starts.get(depth);
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

  #countersOf(definition: string): (number | undefined)[] {
    const known = this.#counters.get(definition);
    if (known) return known;
    const fresh: (number | undefined)[] = [];
    this.#counters.set(definition, fresh);
    return fresh;
  }

  #definition(id: string, hops: number): Definition | undefined {
    const found = this.#definitions.get(id);
    if (!found?.link || hops > 5) return found;
    const list = this.#styles.listOf(found.link);
    const target = list === null ? undefined : this.#lists.get(list)?.definition;
    return target === undefined || target === id ? found : this.#definition(target, hops + 1);
  }

  #read(part: Uint8Array): void {
    let definition: Definition | null = null;
    let list: List | null = null;
    let level: Level | null = null;
    let override = 0;
    walkXml(part, {
      open: (name, attribute) => {
        const value = attribute("val");
        if (name === "abstractNum") {
          definition = { levels: new Map(), link: null };
          this.#definitions.set(attribute("abstractNumId") ?? "", definition);
        } else if (name === "num") {
          list = { definition: "", starts: new Map(), levels: new Map() };
          this.#lists.set(attribute("numId") ?? "", list);
        } else if (name === "numStyleLink" && definition) definition.link = value;
        else if (name === "abstractNumId" && list) list.definition = value ?? "";
        else if (name === "lvlOverride") override = Number(attribute("ilvl"));
        else if (name === "startOverride") list?.starts.set(override, Number(value));
        else if (name === "lvl") {
          level = { start: 1, format: "decimal", text: "", restart: null, legal: false };
          (list ?? definition)?.levels.set(Number(attribute("ilvl")), level);
        } else if (level) readLevel(level, name, value);
      },
      close: (name) => {
        if (name === "abstractNum") definition = null;
        else if (name === "num") list = null;
        else if (name === "lvl") level = null;
      },
    });
  }
}

function readLevel(level: Level, name: string, value: string | null): void {
  if (name === "start") level.start = Number(value);
  else if (name === "numFmt") level.format = value ?? "decimal";
  else if (name === "lvlText") level.text = value ?? "";
  else if (name === "isLgl") level.legal = isOn(value);
  // The file counts levels from 1 here; 0 means that it never begins anew.
  else if (name === "lvlRestart") level.restart = Number(value) === 0 ? -1 : Number(value);
}

/** "(a)" and "II.3." as people cite them: "a", "II.3". */
function bare(written: string): string | null {
  return written.replace(/^[\s([]+|[\s.):\]–-]+$/g, "") || null;
}
