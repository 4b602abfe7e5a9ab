/**
 * A press of the mouse on what leads a workshop leaves the focus where it is: the next Space turns the step, as is written on its button,
 * and does not press once more what was pressed last.
 */
export function keepFocus(press: Event): void {
  press.preventDefault();
}
