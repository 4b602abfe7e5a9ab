import type { ReactiveController, ReactiveControllerHost } from "lit";
import { actionOf, isTaken, type NamesAction } from "./names-keys.ts";

/**
 * Hears the keys of the whole window for a panel, for one decides with the focus in the text too; not while the panel is
 * hidden behind another. `act` says whether there was something to do.
 */
export class NamesKeyboard implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly act: (action: NamesAction) => boolean;

  constructor(host: ReactiveControllerHost & HTMLElement, act: (action: NamesAction) => boolean) {
    this.host = host;
    this.act = act;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("keydown", this.onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.host.offsetParent === null || event.defaultPrevented || isTaken(event)) return;
    const action = actionOf(event);
    if (action && this.act(action)) event.preventDefault();
  };
}
