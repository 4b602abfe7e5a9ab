import { latinLetter, type KeyPress } from "../../elements/key-press.ts";

/** What a key asks the verdict page to do. The page decides whether it can be done now. */
export type VerdictAction =
  | { name: "tag-digit" | "arm-digit"; digit: number }
  | {
      name:
        | "open-picker"
        | "settle"
        | "find-category"
        | "find-text"
        | "snap-sentence"
        | "add-range"
        | "adjust-edges"
        | "comment"
        | "reply"
        | "copy-citation"
        | "answer"
        | "give-evidence"
        | "next-paragraph"
        | "previous-paragraph"
        | "next-tag"
        | "previous-tag"
        | "cycle-stack"
        | "reading"
        | "translate"
        | "follow"
        | "next-region"
        | "previous-region"
        | "delete"
        | "undo"
        | "redo"
        | "show-keys"
        | "escape";
    };

/** What a key asks without a digit. */
export type PlainAction = Exclude<VerdictAction, { digit: number }>["name"];

const LETTERS: Record<string, PlainAction> = {
  t: "open-picker",
  s: "snap-sentence",
  m: "add-range",
  e: "adjust-edges",
  c: "comment",
  r: "reply",
  y: "copy-citation",
  a: "answer",
  q: "give-evidence",
  j: "next-paragraph",
  k: "previous-paragraph",
  n: "next-tag",
  p: "previous-tag",
  o: "cycle-stack",
  x: "reading",
  f: "follow",
};

const NAMED: Record<string, PlainAction> = {
  Enter: "open-picker",
  "/": "find-category",
  "?": "show-keys",
  F1: "show-keys",
  F6: "next-region",
  Delete: "delete",
  Escape: "escape",
};

/** The action of a key press, or null where the key is not ours (then the browser has it). */
export function actionOf(press: KeyPress): VerdictAction | null {
  if (press.altKey || press.getModifierState?.("AltGraph")) return null;
  const letter = latinLetter(press);
  if (press.ctrlKey || press.metaKey) {
    if (letter === "z") return { name: press.shiftKey ? "redo" : "undo" };
    if (press.shiftKey) return null;
    if (letter === "y") return { name: "redo" };
    if (letter === "f") return { name: "find-text" };
    return null;
  }
  // Shift+7 prints "/" on Serbian and Albanian keyboards; arming is told by the key's place and comes first.
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
  if (press.shiftKey && digit) return { name: "arm-digit", digit: Number(digit) };
  if (!press.shiftKey && /^[1-9]$/.test(press.key)) return { name: "tag-digit", digit: Number(press.key) };
  if (press.key === "F6" && press.shiftKey) return { name: "previous-region" };
  const named = NAMED[press.key];
  if (named) return named === "open-picker" && press.shiftKey ? null : { name: named };
  if (press.shiftKey && letter === "x") return { name: "translate" };
  if (press.shiftKey && letter === "t") return { name: "settle" };
  const plain = letter && !press.shiftKey ? LETTERS[letter] : undefined;
  return plain ? { name: plain } : null;
}

/** A row of the keyboard map: keys as printed on the chips (each inner list pressed together), and what they do. */
export interface KeyRow {
  keys: readonly (readonly string[])[];
  /** The end of its message key `verdict.key-…`. */
  does: KeyDoes;
  /** How the outer list is meant: one or the other, or from the first to the last. */
  join?: "or" | "to";
}

type KeyDoes =
  | "letter"
  | "word"
  | "sentence"
  | "range"
  | "citation"
  | "picker"
  | "settle"
  | "digit"
  | "arm"
  | "choose"
  | "stay"
  | "edges"
  | "remove"
  | "undo"
  | "paragraph"
  | "tag"
  | "stack"
  | "category"
  | "go-to"
  | "find"
  | "region"
  | "follow"
  | "answer"
  | "option"
  | "next-question"
  | "question"
  | "evidence"
  | "comment"
  | "translate"
  | "reading"
  | "reply"
  | "send"
  | "keys"
  | "escape";

/** The keyboard map as it is shown on `?`, in groups. */
export const KEY_MAP: readonly { group: "select" | "mark" | "move" | "answer" | "discuss"; rows: readonly KeyRow[] }[] =
  [
    {
      group: "select",
      rows: [
        {
          keys: [["Shift", "←"], ["→"]],
          does: "letter",
        },
        {
          keys: [["Ctrl", "Shift", "←"], ["→"]],
          does: "word",
        },
        { keys: [["S"]], does: "sentence" },
        { keys: [["M"]], does: "range" },
        { keys: [["Y"]], does: "citation" },
      ],
    },
    {
      group: "mark",
      rows: [
        { keys: [["T"], ["Enter"]], does: "picker" },
        { keys: [["Shift", "T"]], does: "settle" },
        { keys: [["1"], ["9"]], does: "digit", join: "to" },
        {
          keys: [["Shift", "1"], ["9"]],
          does: "arm",
          join: "to",
        },
        { keys: [["↑"], ["↓"], ["Enter"]], does: "choose" },
        { keys: [["Shift", "Enter"]], does: "stay" },
        { keys: [["E"]], does: "edges" },
        { keys: [["Delete"]], does: "remove" },
        {
          keys: [
            ["Ctrl", "Z"],
            ["Ctrl", "Shift", "Z"],
          ],
          does: "undo",
        },
      ],
    },
    {
      group: "move",
      rows: [
        { keys: [["J"], ["K"]], does: "paragraph" },
        { keys: [["N"], ["P"]], does: "tag" },
        { keys: [["O"]], does: "stack" },
        { keys: [["/"]], does: "category" },
        { keys: [["Ctrl", "K"]], does: "go-to" },
        { keys: [["Ctrl", "F"]], does: "find" },
        { keys: [["F6"]], does: "region" },
        { keys: [["F"]], does: "follow" },
        { keys: [["X"]], does: "reading" },
      ],
    },
    {
      group: "answer",
      rows: [
        { keys: [["A"]], does: "answer" },
        { keys: [["1"], ["4"]], does: "option", join: "to" },
        { keys: [["Enter"], ["A"]], does: "next-question" },
        { keys: [["J"], ["K"]], does: "question" },
        { keys: [["Q"]], does: "evidence" },
      ],
    },
    {
      group: "discuss",
      rows: [
        { keys: [["C"]], does: "comment" },
        { keys: [["Shift", "X"]], does: "translate" },
        { keys: [["R"]], does: "reply" },
        { keys: [["Ctrl", "Enter"]], does: "send" },
        { keys: [["?"], ["F1"]], does: "keys" },
        { keys: [["Esc"]], does: "escape" },
      ],
    },
  ];
