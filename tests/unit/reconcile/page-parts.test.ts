import { describe, expect, it } from "vitest";
import { disagreementActionOf } from "../../../client/reconcile/disagreement-keys.ts";
import { foldOf, scoreOf } from "../../../client/reconcile/score.ts";
import { wordEnd, wordStart } from "../../../client/reconcile/word-edges.ts";
import type { Block } from "../../../schema/text/revision.ts";

const LINES = ["The first.", "She had no way out.", "In between.", "He knew of it.", "And so on.", "The end."];
const text = LINES.join("\n");
const blocks = LINES.map((line, i): Block => {
  const start = text.indexOf(line);
  const common = { kind: "paragraph" as const, section: null, page: null, printed: null, level: null, cell: null };
  return { ...common, start, end: start + line.length, number: String(i + 1) };
});
const on = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

/** Paragraphs as their pieces with the lanes below each; context in brackets. */
function drawn(...args: Parameters<typeof scoreOf>): string[] {
  return scoreOf(...args).map(({ block, pieces, isContext }) =>
    isContext
      ? `(${block.number})`
      : pieces
          .map(({ start, end, lanes, isChosen }) => `${text.slice(start, end)}${isChosen ? "*" : ""}${lanes.join("")}`)
          .join("|"),
  );
}

describe("the passage of a case", () => {
  it("is cut where any of the competing passages begins or ends, with a paragraph around to be read along", () => {
    const passages = [
      { lane: 0, ranges: [on("She had no way out")] },
      { lane: 2, ranges: [on("no way")] },
    ];
    expect(drawn({ text, blocks }, passages, [on("way out")])).toEqual([
      "(1)",
      "She had 0|no 02|way*02| out*0|.",
      "(3)",
    ]);
  });

  it("leaves nothing out between passages that are near each other", () => {
    const passages = [{ lane: 0, ranges: [on("The first"), on("He knew")] }];
    expect(drawn({ text, blocks }, passages, [])).toEqual(["The first0|.", "(2)", "(3)", "He knew0| of it.", "(5)"]);
    expect(drawn({ text, blocks }, [{ lane: 0, ranges: [on("The first"), on("The end")] }], [])).toEqual([
      "The first0|.",
      "(2)",
      "(5)",
      "The end0|.",
    ]);
  });
});

describe("the edges of another span", () => {
  it("go from word to word and never stop at a space or a stop", () => {
    const { end } = on("no way");
    expect(text.slice(0, wordEnd(text, end, 1)).endsWith("way out")).toBe(true);
    expect(text.slice(0, wordEnd(text, end, -1)).endsWith("had no")).toBe(true);
    expect(text.slice(wordStart(text, on("way").start, -1)).startsWith("no way")).toBe(true);
    expect(wordStart(text, 0, -1)).toBe(0);
  });
});

describe("keys", () => {
  const press = (key: string, code: string, shiftKey = false) =>
    disagreementActionOf({ key, code, shiftKey, ctrlKey: false, metaKey: false, altKey: false });
  it("are told by what they print, digits and Cyrillic letters by their place", () => {
    expect(press("j", "KeyJ")).toEqual({ name: "next" });
    expect(press("ј", "KeyJ")).toEqual({ name: "next" });
    expect(press("2", "Digit2")).toEqual({ name: "take", place: 2 });
    expect(press("/", "Digit7", true)).toEqual({ name: "add", place: 7 });
    expect(press("Enter", "Enter")).toEqual({ name: "record" });
    expect(press("z", "KeyZ")).toBeNull();
    const held = { key: "z", code: "KeyZ", shiftKey: false, ctrlKey: true, metaKey: false, altKey: false };
    expect(disagreementActionOf(held)).toEqual({ name: "undo" });
  });
});

describe("what nobody marked of a paragraph", () => {
  const text = Array.from({ length: 100 }, (_, i) => `word${i}`).join(" ");
  const piece = (start: number, end: number) => ({ start, end, lanes: [], isChosen: false });
  const folded = (start: number, end: number, at: "before" | "between" | "after"): string | null => {
    const fold = foldOf(text, piece(start, end), at, 40);
    return fold && text.slice(fold.start, fold.end).replace(/^(\s*\S+).* (\S+\s*)$/su, "$1 … $2");
  };

  it("is folded beyond two lines, those next to what is marked left, and is cut between words", () => {
    const all = text.length;
    expect(folded(0, all, "before")).toBe("word0 … word87");
    expect(folded(0, all, "after")).toBe(" word13 … word99");
    expect(folded(0, all, "between")).toBe(" word7 … word93");
  });

  it("is cut within no token", () => {
    const token = "[Witness 1]";
    for (let before = 60; before < 100; before++) {
      const words = `${"a ".repeat(before / 2)}${token} ${"b ".repeat(200)}`;
      for (const at of ["before", "between", "after"] as const) {
        const fold = foldOf(words, piece(0, words.length), at, 40);
        for (const edge of [fold?.start ?? 0, fold?.end ?? 0])
          expect(edge <= words.indexOf(token) || edge >= words.indexOf(token) + token.length).toBe(true);
      }
    }
  });

  it("stays as it is where that would hide next to nothing", () => {
    expect(folded(0, 120, "before")).toBeNull();
    expect(folded(0, 121, "before")).not.toBeNull();
  });
});
