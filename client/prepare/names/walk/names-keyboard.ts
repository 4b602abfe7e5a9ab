import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { NamesView } from "../../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { isInSight } from "../../../elements/in-sight.ts";
import { StrayWords } from "../../../elements/input/stray-words.ts";
import { markedAt } from "../names-marks.ts";
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
 * The thing in the list that a key is meant for: of the row that has the focus, else what is looked at in the text, where its row is
 * in sight.
 */
export function thingInHand(panel: HTMLElement, names: NamesView, looked: Range | null): string | null {
  const { activeElement } = document;
  const row = panel.contains(activeElement) ? activeElement?.closest<HTMLElement>("[data-thing]") : null;
  if (row) return row.dataset["thing"]?.split(" ")[0] ?? null;
  const marked = looked && markedAt(names, looked.start);
  const id = marked && (marked.entity?.id ?? ("id" in marked.at ? marked.at.id : null));
  return id && isInHand(panel, id) ? id : null;
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
