/** What of a translation stands beside each paragraph, in order; "" where nothing does. */
export type AlignRows = readonly string[];

/** Puts a text before a row's; what stood there and below moves down as far as the next empty row. */
export function shiftDown(rows: AlignRows, at: number, text = ""): string[] {
  const next = [...rows];
  let carried = text;
  for (let i = at; i < next.length; i++) {
    [next[i], carried] = [carried, next[i] ?? ""];
    if (carried.trim() === "") return next;
  }
  // Below the last paragraph there is no row: nothing is lost for that.
  next[next.length - 1] = joined(next.at(-1) ?? "", carried);
  return next;
}

/** Cuts a row's text; what follows goes to the next row. */
export function cutAt(rows: AlignRows, at: number, caret: number): string[] {
  const text = rows[at] ?? "";
  const rest = text.slice(caret).trim();
  if (rest === "" || at + 1 >= rows.length) return [...rows];
  const next = [...rows];
  next[at] = text.slice(0, caret).trim();
  return shiftDown(next, at + 1, rest);
}

/** Joins a row's text to that of the row above; all below move up. */
export function joinUp(rows: AlignRows, at: number): string[] {
  if (at < 1 || at >= rows.length) return [...rows];
  const above = joined(rows[at - 1] ?? "", rows[at] ?? "");
  return [...rows.slice(0, at - 1), above, ...rows.slice(at + 1), ""];
}

function joined(above: string, below: string): string {
  return [above, below].filter((text) => text.trim() !== "").join("\n");
}
