/** Where a stop of the grid is: its row, and its place among the stops of that row. */
interface Place {
  row: number;
  at: number;
}

/**
 * Moving through a table by keys, as the ARIA pattern of a grid has it: one stop is in the tab order, arrows go to its neighbours,
 * Home and End to the ends of the row, with Ctrl to those of the table. Stops are what bears `data-stop`, which names the column.
 */
export class GridKeys {
  private readonly root: () => HTMLElement | null;
  private current: HTMLElement | null = null;

  constructor(root: () => HTMLElement | null) {
    this.root = root;
  }

  /** After each rendering: exactly one stop can be tabbed to. */
  settle(): void {
    const stops = this.rows().flat();
    if (!this.current?.isConnected || !stops.includes(this.current)) this.current = stops[0] ?? null;
    for (const stop of stops) stop.tabIndex = stop === this.current ? 0 : -1;
  }

  /** The stop is where one is from now on. */
  readonly onFocus = (event: FocusEvent): void => {
    const stop = (event.target as HTMLElement).closest<HTMLElement>("[data-stop]");
    if (!stop || stop === this.current) return;
    if (this.current) this.current.tabIndex = -1;
    stop.tabIndex = 0;
    this.current = stop;
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const rows = this.rows();
    const place = placeOf(rows, event.target as HTMLElement);
    if (!place) return;
    const next = nextStop(rows, place, event.key, event.ctrlKey);
    if (next === null) {
      // What is no link and no button is pressed by the same keys.
      if ((event.key !== "Enter" && event.key !== " ") || (event.target as HTMLElement).matches("a, button")) return;
      event.preventDefault();
      (event.target as HTMLElement).click();
      return;
    }
    event.preventDefault();
    next?.focus();
  };

  private rows(): HTMLElement[][] {
    const rows = this.root()?.querySelectorAll("tr") ?? [];
    return [...rows]
      .map((row) => [...row.querySelectorAll<HTMLElement>("[data-stop]")])
      .filter((row) => row.length > 0);
  }
}

function placeOf(rows: readonly HTMLElement[][], target: HTMLElement): Place | null {
  for (const [row, stops] of rows.entries()) {
    const at = stops.indexOf(target);
    if (at >= 0) return { row, at };
  }
  return null;
}

/** Null for a key that does not move; undefined where there is nothing further. */
function nextStop(
  rows: readonly HTMLElement[][],
  { row, at }: Place,
  key: string,
  ctrl: boolean,
): HTMLElement | undefined | null {
  const stops = rows[row] ?? [];
  switch (key) {
    case "ArrowLeft":
      return stops[at - 1];
    case "ArrowRight":
      return stops[at + 1];
    case "ArrowUp":
      return below(rows[row - 1], stops[at]);
    case "ArrowDown":
      return below(rows[row + 1], stops[at]);
    case "Home":
      return (ctrl ? rows[0] : stops)?.[0];
    case "End":
      return (ctrl ? rows.at(-1) : stops)?.at(-1);
    default:
      return null;
  }
}

/** The stop of the same column in another row; where that row has one long cell, that one. */
function below(stops: readonly HTMLElement[] | undefined, from: HTMLElement | undefined): HTMLElement | undefined {
  const column = from?.dataset["stop"];
  return stops?.findLast((stop) => stop.dataset["stop"] === column) ?? (column === "0" ? stops?.[0] : stops?.at(-1));
}
