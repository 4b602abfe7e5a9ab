/** Nobody sees what has come, and presses it, within so long. */
const UNSEEN_MS = 500;

/**
 * Takes presses of what has just come under the pointer: they were aimed at what stood there before an element grew. `parts`: a
 * selector of what comes.
 */
export class QuickPress {
  private grownAt = 0;

  constructor(host: HTMLElement, parts: string) {
    const take = (event: MouseEvent): void => {
      const isGrown = event.target instanceof Element && event.target.closest(parts) !== null;
      // A key presses what has the focus.
      if (!isGrown || event.detail === 0 || performance.now() - this.grownAt > UNSEEN_MS) return;
      event.preventDefault();
      event.stopPropagation();
    };
    host.addEventListener("click", take, { capture: true });
  }

  hasGrown(): void {
    this.grownAt = performance.now();
  }
}
