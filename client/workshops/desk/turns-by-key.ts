import type { LitElement, ReactiveController } from "lit";
import { tell, tellFor } from "../../elements/announce.ts";
import { isInField } from "../../elements/key-press.ts";
import { TYPED_ON_MS } from "../../elements/input/holds-typed-on.ts";
import { t } from "../../i18n/t.ts";
import { PRESSED } from "../keep-focus.ts";

/** Who presses one key twice presses again within so long. */
const DOUBLE_MS = 400;
const HELD = /^(Shift|Control|Alt|AltGraph|Meta|CapsLock)$/;

/** A press by Space or Enter. */
interface Press {
  at: number;
  /** What was pressed; null where the page was. */
  control: HTMLElement | null;
  /** It was typed on after a press of the mouse, by which whoever did so goes on. */
  isByMouse: boolean;
}

/**
 * Keeps a key that was meant for a control from turning a step for everybody. What a key pressed may go with the press: the focus goes to the
 * heading of the part that it stood in, where Space and Enter do nothing, not to the page, where Space turns the step. The second half of a double
 * press does nothing at what has come into its place. After a control the page has the key again by another one, at such a heading by Escape, or
 * by a press of the mouse on nothing that is pressed. What is typed on after a control was pressed by the mouse is for nobody, until Escape or a rest; nor does it take the
 * page's keys away for longer.
 */
export class TurnsByKey implements ReactiveController {
  private readonly host: LitElement;
  private last: Press | null = null;
  private isByMouse = false;
  /** When a control was pressed by the mouse, or a key typed on since. */
  private typedOnAt = -Infinity;
  /** Whether the key that was pressed last is typed on after a press of the mouse. */
  isTypedOn = false;
  /** A key that was let through to nobody, until it is let go. */
  private isTaken = false;
  private heading: HTMLElement | null = null;

  constructor(host: LitElement) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.onKey, { capture: true });
    document.addEventListener("keyup", this.onKeyUp, { capture: true });
    document.addEventListener("pointerdown", this.onPress, { capture: true });
    this.host.addEventListener("coram-focus-lost", this.onLost);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.onKey, { capture: true });
    document.removeEventListener("keyup", this.onKeyUp, { capture: true });
    document.removeEventListener("pointerdown", this.onPress, { capture: true });
    this.host.removeEventListener("coram-focus-lost", this.onLost);
    this.last = this.heading = null;
  }

  /** Whether Space is for the page now, and not for something in it; where it was meant so and is not, that is said. */
  mayTurn(event: KeyboardEvent): boolean {
    if (controlOf(event)) return false;
    if (this.isTypedOn) return this.refuse(event);
    // Nothing puts the focus into words but who reads them.
    const isText = event.target instanceof Element && event.target.closest("coram-verdict-text") !== null;
    const isAfterControl = this.last !== null && this.last.control !== null && !this.last.isByMouse;
    if (isText || !(isAfterControl || (this.heading && document.activeElement === this.heading))) return true;
    return this.refuse(event);
  }

  private refuse(event: KeyboardEvent): false {
    event.preventDefault();
    const words = t("workshop.key-space-first");
    // After a rest it is the step's again.
    if (this.isTypedOn) tellFor(TYPED_ON_MS, words);
    else tell(words);
    return false;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    this.isTypedOn = event.key !== "Escape" && event.timeStamp - this.typedOnAt < TYPED_ON_MS;
    this.typedOnAt = this.isTypedOn ? event.timeStamp : -Infinity;
    if (!this.isTypedOn || isInField(event) || event.key === "Tab") this.isByMouse = false;
    if (event.key === "Escape" && this.heading && document.activeElement === this.heading)
      document.getElementById("main")?.focus({ preventScroll: true });
    const isPress = event.key === "Enter" || (event.key === " " && !isInField(event));
    if (!isPress) {
      if (!HELD.test(event.key)) this.last = null;
      return;
    }
    const control = controlOf(event);
    const { last } = this;
    const isSecond = last !== null && event.timeStamp - last.at < DOUBLE_MS;
    const isElsewhere = control !== last?.control || turnsAll(control);
    if (isSecond && isElsewhere && !isInField(event)) {
      last.at = event.timeStamp;
      this.isTaken = true;
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (control || !last?.control) this.last = { at: event.timeStamp, control, isByMouse: this.isByMouse };
  };

  /** A browser may press a button when the space is let go. */
  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (this.isTaken) event.preventDefault();
    this.isTaken = false;
  };

  private readonly onPress = (event: PointerEvent): void => {
    this.last = this.heading = null;
    this.isByMouse = true;
    this.typedOnAt = controlOf(event) ? event.timeStamp : -Infinity;
  };

  private readonly onLost = (event: Event): void => {
    // Whoever goes on by the mouse has the keys of the page as before.
    if (this.isByMouse || event.defaultPrevented) return;
    const heading = this.headingOver(event.target);
    if (!heading) return;
    event.preventDefault();
    this.heading = heading;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  /** That of the step where its part has none, as the bar. Null where the page itself was what went: as another one comes it has the focus. */
  private headingOver(place: EventTarget | null): HTMLElement | null {
    if (place === this.host) return null;
    for (let part = place; part instanceof HTMLElement && part !== this.host; part = part.parentElement) {
      const heading = headingIn(part);
      if (heading) return heading;
    }
    const main = this.host.querySelector("main");
    return main && headingIn(main);
  }
}

function headingIn(part: Element): HTMLElement | null {
  const headings = [...part.querySelectorAll<HTMLElement>("h1, h2, h3")];
  return headings.find((heading) => heading.checkVisibility({ visibilityProperty: true })) ?? null;
}

function controlOf(event: Event): HTMLElement | null {
  const isControl = (node: EventTarget): node is HTMLElement =>
    node instanceof HTMLElement && node.matches(`${PRESSED}, textarea`);
  return event.composedPath().find(isControl) ?? null;
}

/** The page itself, and the buttons that lead on: pressed twice, the second press would turn another phase. */
function turnsAll(control: HTMLElement | null): boolean {
  return control === null || control.closest(".step-acts") !== null;
}
