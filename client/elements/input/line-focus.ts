import type { LitElement, ReactiveController } from "lit";

/** Where the focus was in a list. */
interface Line {
  element: HTMLElement;
  list: Element | null;
  index: number;
}

/**
 * Where the focus goes in lists whose lines, or the buttons in them, go with what was pressed: to the line itself, else to that which
 * stands in its place now, else to the first line or heading that there is. So one knows where one is, and the next space or
 * Enter presses nothing. Lines and headings have `tabindex="-1"`.
 */
export class LineFocus implements ReactiveController {
  private readonly host: LitElement;
  private before: Line | null = null;

  constructor(host: LitElement) {
    this.host = host;
    host.addController(this);
  }

  /** To be called by what is pressed and goes, before it tells of the press: another key may come before it is gone. */
  leave(button: EventTarget | null): void {
    if (button instanceof Element) button.closest<HTMLElement>("li")?.focus({ preventScroll: true });
  }

  hostUpdate(): void {
    const focused = document.activeElement;
    const element = this.host.contains(focused) ? (focused?.closest("li") ?? null) : null;
    const list = element?.parentElement ?? null;
    this.before = element && { element, list, index: list ? [...list.children].indexOf(element) : 0 };
  }

  hostUpdated(): void {
    const { before } = this;
    this.before = null;
    if (before && document.activeElement === document.body) this.placeAfter(before)?.focus();
  }

  private placeAfter({ element, list, index }: Line): HTMLElement | null {
    if (element.isConnected) return element;
    const lines = list?.isConnected ? [...list.querySelectorAll<HTMLElement>(":scope > li")] : [];
    return lines[index] ?? lines.at(-1) ?? this.host.querySelector<HTMLElement>("[tabindex='-1']");
  }
}
