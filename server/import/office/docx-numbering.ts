import type { Styles } from "./docx-styles.ts";
import { isOn } from "./docx-styles.ts";
import { emptyLevel, ListCounters, type ListLevel, type ListPlace } from "./list-counters.ts";
import { walkXml } from "./xml-reader.ts";

interface Definition {
  levels: Map<number, ListLevel>;
  link: string | null;
}

interface List {
  definition: string;
  starts: Map<number, number>;
  levels: Map<number, ListLevel>;
}

/** The automatic numbers of a Word document: asked for each numbered paragraph, in document order. */
export class Numbering {
  readonly #definitions = new Map<string, Definition>();
  readonly #lists = new Map<string, List>();
  readonly #counters = new ListCounters();
  readonly #styles: Styles;

  constructor(part: Uint8Array | undefined, styles: Styles) {
    this.#styles = styles;
    if (part) this.#read(part);
  }

  /** The next number of a list at a level from 0; null where the document defines no such list. */
  next(id: string, level: number): ListPlace | null {
    const list = this.#lists.get(id);
    const definition = list && this.#definition(list.definition, 0);
    if (!list || !definition) return null;
    const levelOf = (at: number): ListLevel | undefined => list.levels.get(at) ?? definition.levels.get(at);
    // Lists of one definition go on with each other's numbers.
    return this.#counters.next({ id, counters: list.definition, levelOf, starts: list.starts }, level);
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
    let level: ListLevel | null = null;
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
          level = emptyLevel();
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

function readLevel(level: ListLevel, name: string, value: string | null): void {
  if (name === "start") level.start = Number(value);
  else if (name === "numFmt") level.format = value ?? "decimal";
  else if (name === "lvlText") level.text = value ?? "";
  else if (name === "isLgl") level.legal = isOn(value);
  // The file counts levels from 1 here; 0 means that it never begins anew.
  else if (name === "lvlRestart") level.restart = Number(value) === 0 ? -1 : Number(value);
}
