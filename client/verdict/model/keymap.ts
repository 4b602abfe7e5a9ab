/** What a key asks the verdict page to do. The page decides whether it can be done now. */
export type VerdictAction =
  | { name: "tag-digit" | "arm-digit"; digit: number }
  | {
      name:
        | "open-picker"
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

/** The part of a KeyboardEvent that is read. */
export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** AltGr prints letters (š đ on some layouts): never a command. */
  getModifierState?(key: "AltGraph"): boolean;
}

type Plain = Exclude<VerdictAction, { digit: number }>["name"];

const LETTERS: Record<string, Plain> = {
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

const NAMED: Record<string, Plain> = {
  Enter: "open-picker",
  "/": "find-category",
  "?": "show-keys",
  F1: "show-keys",
  F6: "next-region",
  Delete: "delete",
  Escape: "escape",
};

/** Cyrillic letters whose place differs between layouts: undo follows the key that prints Z, in this script too. */
const PRINTED: Record<string, string> = { з: "z", ѕ: "y" };

/** The Latin letter that a press means: what the key prints, or with a Cyrillic layout the place of the key. */
export function latinLetter(press: Pick<KeyPress, "key" | "code">): string {
  const printed = press.key.toLocaleLowerCase("en");
  if (/^[a-z]$/.test(printed)) return printed;
  if (!/^\p{Script=Cyrillic}$/u.test(printed)) return "";
  return PRINTED[printed] ?? /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? "";
}

/** The action of a key press, or null where the key is not ours (then the browser has it). */
export function actionOf(press: KeyPress): VerdictAction | null {
  if (press.altKey || press.getModifierState?.("AltGraph")) return null;
  const letter = latinLetter(press);
  if (press.ctrlKey || press.metaKey) {
    if (letter === "z") return { name: press.shiftKey ? "redo" : "undo" };
    if (press.shiftKey) return null;
    if (letter === "y") return { name: "redo" };
    if (letter === "k") return { name: "find-category" };
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
  const plain = letter && !press.shiftKey ? LETTERS[letter] : undefined;
  return plain ? { name: plain } : null;
}

const FIELDS = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, dialog, [data-keys=own]";
const PRESSED = "button, a[href], summary, [role=menuitem], [role=treeitem]";

/** Whether a key goes into a field, a menu or a dialog and is none of the page's business. Enter on a button is the button's, too. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (event.key === "Enter" && target instanceof HTMLElement && target.matches(PRESSED)) || isInField(event);
}

/** A read-only text (`aria-readonly`) is no field, though it may hold a caret. */
export function isInField(event: KeyboardEvent): boolean {
  return event.composedPath().some((node) => {
    if (!(node instanceof HTMLElement)) return false;
    if (node.isContentEditable && node.closest("[contenteditable]")?.getAttribute("aria-readonly") !== "true")
      return true;
    return node.matches(FIELDS);
  });
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
  | "find"
  | "region"
  | "follow"
  | "answer"
  | "option"
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
        { keys: [["/"], ["Ctrl", "K"]], does: "category" },
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
