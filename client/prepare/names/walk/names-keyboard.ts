import type { ReactiveController, ReactiveControllerHost } from "lit";
import { isInSight } from "../../../elements/in-sight.ts";
import { StrayWords } from "../../../elements/stray-words.ts";
import { actionOf, isTaken, type NamesAction } from "./names-keys.ts";

/**
 * Hears the keys of the whole window for a panel, for one decides with the focus in the text too; not while the panel is
 * hidden behind another. `act` says whether there was something to do.
 */
export class NamesKeyboard implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly act: (action: NamesAction) => boolean;
  private readonly stray: StrayWords;

  constructor(host: ReactiveControllerHost & HTMLElement, act: (action: NamesAction) => boolean) {
    this.host = host;
    this.act = act;
    this.stray = new StrayWords(host);
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
    if (!action) this.stray.onNoCommand(event);
    else if (this.act(action)) event.preventDefault();
  };
}

/** The row of a person, a number or words in the list. */
export function rowOf(panel: HTMLElement, id: string): HTMLElement | null {
  return panel.querySelector(`[data-thing~="${CSS.escape(id)}"]`);
}

/**
 * Whether a key may decide on the open person: the row is in sight, and the focus is in it or outside of the panel, in the
 * text. With the focus on anything else of the panel the key was meant for that.
 */
export function isInHand(panel: HTMLElement, id: string): boolean {
  const row = rowOf(panel, id);
  const { activeElement } = document;
  if (!row || (panel.contains(activeElement) && !row.contains(activeElement))) return false;
  return isInSight(row.querySelector(".name-row") ?? row);
}
