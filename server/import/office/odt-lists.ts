import { ListCounters } from "./list-counters.ts";
import { OUTLINE, type OdtStyles } from "./odt-styles.ts";

interface OpenList {
  /** Of the outermost list: what it counts with. */
  counters: string;
  style: string | null;
}

/** The lists of an OpenDocument text while they are walked: elements inside each other, one a level. */
export class OdtLists {
  readonly #styles: OdtStyles;
  readonly #counters = new ListCounters();
  readonly #open: OpenList[] = [];
  readonly #countersOfId = new Map<string, string>();
  readonly #lastOfStyle = new Map<string, string>();
  /** Whether the item that is open has not given its number to a paragraph yet. */
  #isItemNew = false;
  #count = 0;

  constructor(styles: OdtStyles) {
    this.#styles = styles;
  }

  begin(attribute: (name: string) => string | null): void {
    const outer = this.#open.at(-1);
    const style = attribute("style-name") ?? outer?.style ?? null;
    let counters = outer?.counters;
    if (counters === undefined) {
      const before = attribute("continue-list");
      const goesOn = attribute("continue-numbering") === "true";
      counters =
        (before === null ? undefined : this.#countersOfId.get(before)) ??
        (goesOn ? this.#lastOfStyle.get(style ?? "") : undefined) ??
        `list ${this.#count++}`;
      this.#countersOfId.set(attribute("id") ?? "", counters);
      this.#lastOfStyle.set(style ?? "", counters);
    }
    this.#open.push({ counters, style });
  }

  end(): void {
    this.#open.pop();
    this.#isItemNew = false;
  }

  /** `start`: the number that the item was given by hand. A list's header is no item and has no number. */
  beginItem(isHeader: boolean, start: string | null): void {
    this.#isItemNew = !isHeader;
    const list = this.#open.at(-1);
    if (start !== null && list && /^\d{1,6}$/.test(start))
      this.#counters.restart(list.counters, this.#open.length - 1, Number(start));
  }

  /** The place of the paragraph that begins now: only the first one of an item has the item's number. */
  place(): { printed: string | null; depth: number } | null {
    const list = this.#open.at(-1);
    if (!list || !this.#isItemNew) return null;
    this.#isItemNew = false;
    const depth = this.#open.length - 1;
    return { printed: this.#next(list.style ?? "", list.counters, depth), depth };
  }

  /** The number of a heading of the document's outline, levels from 0. */
  heading(level: number): string | null {
    return this.#next(OUTLINE, OUTLINE, level);
  }

  #next(style: string, counters: string, depth: number): string | null {
    const levels = this.#styles.list(style);
    if (!levels) return null;
    const list = { id: counters, counters, levelOf: (at: number) => levels.get(at), starts: new Map<number, number>() };
    return this.#counters.next(list, depth)?.printed ?? null;
  }
}
