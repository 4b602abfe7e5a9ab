/** What Space presses where it has the focus. */
export const PRESSED = "button, a[href], summary, input, select, [role=menuitem], [role=radio]";

/**
 * A press of the mouse on what leads a workshop takes no focus, and takes it from a button that was pressed before: Space presses nothing once
 * more. It turns the step again after two seconds in which no key was pressed (`TurnsByKey`).
 */
export function keepFocus(press: Event): void {
  press.preventDefault();
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches(PRESSED)) activeElement.blur();
}
