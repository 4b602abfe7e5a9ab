import { describe, expect, it } from "vitest";
import { en } from "../../../client/i18n/en.ts";
import { actionOf, KEY_MAP } from "../../../client/verdict/model/keymap.ts";
import { type KeyPress, latinLetter } from "../../../client/elements/key-press.ts";

function press(key: string, code: string, ...held: ("shift" | "ctrl" | "meta" | "alt" | "altgr")[]): KeyPress {
  return {
    key,
    code,
    shiftKey: held.includes("shift"),
    ctrlKey: held.includes("ctrl"),
    metaKey: held.includes("meta"),
    altKey: held.includes("alt"),
    getModifierState: () => held.includes("altgr"),
  };
}

describe("keys of the verdict page", () => {
  it.each([
    ["T opens the picker", press("t", "KeyT"), { name: "open-picker" }],
    ["Enter opens the picker", press("Enter", "Enter"), { name: "open-picker" }],
    ["3 tags with the category of that digit", press("3", "Digit3"), { name: "tag-digit", digit: 3 }],
    ["3 on the number pad too", press("3", "Numpad3"), { name: "tag-digit", digit: 3 }],
    ["Shift+3 arms, whatever it prints", press("#", "Digit3", "shift"), { name: "arm-digit", digit: 3 }],
    ["Shift+7 arms where it prints a slash (Serbian)", press("/", "Digit7", "shift"), { name: "arm-digit", digit: 7 }],
    ["0 is nobody's digit", press("0", "Digit0"), null],
    ["J and K move by paragraph", press("j", "KeyJ"), { name: "next-paragraph" }],
    ["K back", press("k", "KeyK"), { name: "previous-paragraph" }],
    ["N moves by tag", press("n", "KeyN"), { name: "next-tag" }],
    ["P back", press("p", "KeyP"), { name: "previous-tag" }],
    ["O cycles the stack", press("o", "KeyO"), { name: "cycle-stack" }],
    ["E moves edges", press("e", "KeyE"), { name: "adjust-edges" }],
    ["C comments", press("c", "KeyC"), { name: "comment" }],
    ["Ctrl+C stays the browser's", press("c", "KeyC", "ctrl"), null],
    ["R replies", press("r", "KeyR"), { name: "reply" }],
    ["Ctrl+R stays the browser's", press("r", "KeyR", "ctrl"), null],
    ["/ finds a category", press("/", "Slash"), { name: "find-category" }],
    ["Ctrl+K is the shell’s", press("k", "KeyK", "ctrl"), null],
    ["Ctrl+F finds in the text", press("f", "KeyF", "ctrl"), { name: "find-text" }],
    ["F follows", press("f", "KeyF"), { name: "follow" }],
    ["F6 goes to the next region", press("F6", "F6"), { name: "next-region" }],
    ["Shift+F6 back", press("F6", "F6", "shift"), { name: "previous-region" }],
    ["? shows the keys", press("?", "Minus", "shift"), { name: "show-keys" }],
    ["F1 too", press("F1", "F1"), { name: "show-keys" }],
    ["Delete removes", press("Delete", "Delete"), { name: "delete" }],
    ["Backspace, which mends what was written, does not", press("Backspace", "Backspace"), null],
    ["Ctrl+Z undoes", press("z", "KeyZ", "ctrl"), { name: "undo" }],
    ["Cmd+Shift+Z redoes", press("Z", "KeyZ", "meta", "shift"), { name: "redo" }],
    ["on QWERTZ the key that prints z undoes", press("z", "KeyY", "ctrl"), { name: "undo" }],
    ["Ctrl+Y redoes", press("y", "KeyY", "ctrl"), { name: "redo" }],
    ["on QWERTZ the key at Z's place prints y and redoes", press("y", "KeyZ", "ctrl"), { name: "redo" }],
    ["Ctrl+Shift+Y stays the browser's", press("Y", "KeyY", "ctrl", "shift"), null],
    ["Shift+letter is not the letter", press("S", "KeyS", "shift"), null],
    ["AltGr prints letters", press("t", "KeyT", "altgr"), null],
    ["Alt is the browser's", press("t", "KeyT", "alt"), null],
    ["Escape escapes", press("Escape", "Escape"), { name: "escape" }],
    ["X changes what is read", press("x", "KeyX"), { name: "reading" }],
    ["Shift+X translates", press("X", "KeyX", "shift"), { name: "translate" }],
    ["Shift+T adds to what stands", press("T", "KeyT", "shift"), { name: "settle" }],
    ["X by its place, where it prints џ", press("џ", "KeyX"), { name: "reading" }],
    ["other letters do nothing", press("w", "KeyW"), null],
  ])("%s", (_, key, action) => {
    expect(actionOf(key)).toEqual(action);
  });

  it.each([
    ["т", "KeyT", { name: "open-picker" }],
    ["ј", "KeyJ", { name: "next-paragraph" }],
    ["ц", "KeyC", { name: "comment" }],
    ["п", "KeyP", { name: "previous-tag" }],
  ])("with a Cyrillic layout %s acts by its place %s", (key, code, action) => {
    expect(actionOf(press(key, code))).toEqual(action);
  });

  it("undoes with the Cyrillic key that prints З, at Y's place in Serbian and at Z's in Macedonian, and redoes with Ѕ", () => {
    expect(actionOf(press("з", "KeyY", "ctrl"))).toEqual({ name: "undo" });
    expect(actionOf(press("з", "KeyZ", "ctrl"))).toEqual({ name: "undo" });
    expect(actionOf(press("ѕ", "KeyZ", "ctrl"))).toEqual({ name: "redo" });
    expect(actionOf(press("ѕ", "KeyY", "ctrl"))).toEqual({ name: "redo" });
    expect(actionOf(press("З", "KeyY", "ctrl", "shift"))).toEqual({ name: "redo" });
  });

  it("never takes the letters that Latin layouts of the region print beside the keys", () => {
    for (const [letter, code] of Object.entries({
      š: "BracketLeft",
      đ: "BracketRight",
      č: "Semicolon",
      ć: "Quote",
      ë: "Semicolon",
      ç: "BracketLeft",
    }))
      expect(actionOf(press(letter, code))).toBeNull();
    expect(latinLetter({ key: "ш", code: "BracketLeft" })).toBe("");
  });

  it("names every key of the map in words", () => {
    const words: Record<string, unknown> = en;
    for (const { group, rows } of KEY_MAP) {
      expect(words[`verdict.keys-${group}`]).toBeTypeOf("string");
      for (const { does } of rows) expect(words[`verdict.key-${does}`]).toBeTypeOf("string");
    }
  });
});
