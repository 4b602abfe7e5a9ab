/**
 * Who moves a row by its button, up or down, presses the same one again: it has the focus where the row is now, and at an end the other has.
 * A list that is drawn anew in its place leaves the focus where the row was, on the button of another.
 */
export function followMoved(row: Element | null | undefined, by: 1 | -1): void {
  const [up, down] = row?.querySelectorAll("button") ?? [];
  const [same, other] = by < 0 ? [up, down] : [down, up];
  if (same?.disabled) other?.focus();
  else same?.focus();
}
