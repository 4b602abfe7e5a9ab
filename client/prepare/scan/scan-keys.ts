import { type KeyPress, latinLetter } from "../../elements/key-press.ts";

/** What a key means beside a scan; the panel knows whether it can be done now. */
export type ScanAction = "right" | "correct" | "next" | "previous" | "take-back" | "larger" | "smaller" | "leave";

/** As for names: yes, no, rewrite; later and back; one by one. What is not right is rewritten. */
const LETTERS: Record<string, ScanAction> = {
  y: "right",
  n: "correct",
  r: "correct",
  j: "next",
  k: "previous",
  w: "next",
};
const KEYS: Record<string, ScanAction> = {
  Enter: "right",
  Escape: "leave",
  "+": "larger",
  "=": "larger",
  "-": "smaller",
};

/** The action of a key press; null where it means nothing here. */
export function scanActionOf(press: KeyPress): ScanAction | null {
  if (press.altKey || press.getModifierState?.("AltGraph")) return null;
  if (press.ctrlKey || press.metaKey) return latinLetter(press) === "z" && !press.shiftKey ? "take-back" : null;
  if (press.key === "+") return "larger";
  if (press.shiftKey) return null;
  return KEYS[press.key] ?? LETTERS[latinLetter(press)] ?? null;
}
