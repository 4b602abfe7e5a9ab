import { latinLetter, type KeyPress } from "../elements/key-press.ts";

/** What a key asks of the page of disagreements. */
export type DisagreementAction =
  | { name: "take"; place: number }
  | { name: "add"; place: number }
  | {
      name:
        | "next"
        | "previous"
        | "both"
        | "none"
        | "span"
        | "evidence"
        | "reason"
        | "same-reason"
        | "record"
        | "concede"
        | "discuss"
        | "undo"
        | "show-keys"
        | "escape";
    };

const LETTERS: Record<string, Exclude<DisagreementAction, { place: number }>["name"]> = {
  j: "next",
  k: "previous",
  b: "both",
  x: "none",
  s: "span",
  q: "evidence",
  r: "reason",
  d: "same-reason",
  g: "concede",
  c: "discuss",
};

/** The action of a key press, or null where it is not ours. Shift and a digit adds that coder's to what stands. */
export function disagreementActionOf(press: KeyPress): DisagreementAction | null {
  const isHeld = press.ctrlKey || press.metaKey;
  if (isHeld && !press.altKey && !press.shiftKey && latinLetter(press) === "z") return { name: "undo" };
  if (press.altKey || press.ctrlKey || press.metaKey || press.getModifierState?.("AltGraph")) return null;
  // Shift+7 prints "/" on Serbian and Albanian keyboards: told by the key's place.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  if (digit) return { name: press.shiftKey ? "add" : "take", place: Number(digit) };
  if (press.key === "Enter") return press.shiftKey ? null : { name: "record" };
  if (press.key === "Escape") return { name: "escape" };
  if (press.key === "?" || press.key === "F1") return { name: "show-keys" };
  const letter = latinLetter(press);
  const name = letter && !press.shiftKey ? LETTERS[letter] : undefined;
  return name ? { name } : null;
}
