import { PERSON_ROLES, type PersonRole } from "../../../../schema/domain/privacy.ts";
import type { ItemAct, StepAct } from "../names-acts.ts";
import { type KeyPress, latinLetter } from "../../../elements/key-press.ts";

/** What a key means while names are decided; the panel knows whether it can be done now. */
export type NamesAction =
  | ItemAct
  | StepAct
  | { name: "move" }
  | { name: "walk" }
  | { name: "add" }
  | { name: "rewrite" }
  | { name: "undo" | "redo" }
  | { name: "keys" };

const LETTERS: Record<string, NamesAction> = {
  y: { name: "yes" },
  n: { name: "no" },
  x: { name: "no" },
  m: { name: "move" },
  j: { name: "next" },
  k: { name: "previous" },
  w: { name: "walk" },
  a: { name: "add" },
  r: { name: "rewrite" },
};

/** The digit that chooses a role: 1 to 9, and 0 for the tenth. */
export function digitOf(role: PersonRole): string {
  return String((PERSON_ROLES.indexOf(role) + 1) % 10);
}

/** The action of a key press; null where it means nothing here. */
export function actionOf(press: KeyPress): NamesAction | null {
  if (press.altKey || press.getModifierState?.("AltGraph")) return null;
  if (press.ctrlKey || press.metaKey) {
    const letter = latinLetter(press);
    if (letter === "z") return { name: press.shiftKey ? "redo" : "undo" };
    return letter === "y" && !press.shiftKey ? { name: "redo" } : null;
  }
  if (press.key === "?" || press.key === "F1") return { name: "keys" };
  if (press.shiftKey) return null;
  if (press.key === "Enter") return { name: "yes", isDefault: true };
  if (press.key === "Escape") return { name: "leave" };
  if (press.key === "Delete") return { name: "no" };
  if (/^[0-9]$/.test(press.key)) {
    const role = PERSON_ROLES[(Number(press.key) + 9) % 10];
    return role ? { name: "role", role } : null;
  }
  return LETTERS[latinLetter(press)] ?? null;
}

/** The keyboard map as it is shown on `?`: keys as printed, alternatives in a row. */
export const NAMES_KEYS = [
  { does: "walk", keys: ["W"] },
  { does: "yes", keys: ["Y", "Enter"] },
  { does: "no", keys: ["N", "X", "Delete"] },
  { does: "move", keys: ["M"] },
  { does: "rewrite", keys: ["R"] },
  { does: "next", keys: ["J", "K"] },
  { does: "role", keys: ["1 – 9", "0"] },
  { does: "add", keys: ["A"] },
  { does: "undo", keys: ["Ctrl Z"] },
  { does: "redo", keys: ["Ctrl Shift Z", "Ctrl Y"] },
  { does: "leave", keys: ["Esc"] },
  { does: "region", keys: ["F6"] },
  { does: "keys", keys: ["?", "F1"] },
] as const;

const OWN_KEYS = "input:not([type=checkbox]), select, textarea, dialog, coram-menu, [role=menu], [data-keys=own]";
const PRESSED = "button, a[href], summary";

/** Whether a key is for whoever has the focus: fields, menus and dialogs have their own; Enter presses a button. */
export function isTaken(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      (node) =>
        node instanceof HTMLElement && (node.matches(OWN_KEYS) || (event.key === "Enter" && node.matches(PRESSED))),
    );
}
