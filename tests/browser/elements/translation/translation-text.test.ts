import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Revision } from "../../../../schema/text/revision.ts";
import type { ShownTranslation } from "../../../../client/reader/translation-decorations.ts";
import "../../../../client/verdict/translation/translation.css";
import { revisionOf } from "../../../unit/editor/verdict-builder.ts";
import { caretBefore, next, rangeOf, showText, tagOn, textOf, wordsOf } from "../verdict/verdict-text-page.ts";

const revision: Revision = revisionOf([
  { kind: "heading", level: 1, text: "Ocena iskaza", section: "reasoning" },
  { text: "Po dolasku su joj oduzeti pasoš i telefon.", printed: "41", section: "reasoning" },
  { text: "Sud je prihvatio iskaz oštećene.", section: "reasoning" },
  { kind: "table-cell", text: "Dokaz", cell: { table: 0, row: 0, column: 0 } },
  { kind: "table-cell", text: "Potvrda", cell: { table: 0, row: 0, column: 1 } },
]);
const at = (words: string): number => rangeOf(revision, words).start;

function shown(mode: ShownTranslation["mode"], change: Partial<ShownTranslation> = {}): ShownTranslation {
  return {
    mode,
    lang: "en",
    blocks: new Map([
      [0, { number: "1", text: "Assessment of the statement", flag: "" }],
      [at("Po dolasku"), { number: "41", text: "On arrival her passport was taken by [Defendant 1].", flag: "" }],
      [at("Dokaz"), { number: "4", text: "Evidence", flag: "The words were changed since" }],
    ]),
    edit: null,
    ...change,
  };
}
const paragraphs = (root: HTMLElement): string[] =>
  [...root.querySelectorAll(".vt-tr")].map((each) => each.querySelector(".vt-tr-words")?.textContent ?? "");
const original = (root: HTMLElement, words: string): HTMLElement =>
  [...root.querySelectorAll<HTMLElement>(".vt-block:not(.vt-tr)")].find((each) => each.textContent.startsWith(words)) ??
  document.body;

describe("a translation read with the text", () => {
  test("[translation] stands after its blocks in its own language, and no letter of it is one of the verdict's", async () => {
    const element = await showText(revision, { translation: shown("beside") });
    expect(paragraphs(element)).toEqual([
      "Assessment of the statement",
      "On arrival her passport was taken by [Defendant 1].",
      "Evidence",
    ]);
    for (const each of element.querySelectorAll<HTMLElement>(".vt-tr")) expect(each.lang).toBe("en");
    expect(element.querySelector("h2.vt-tr")?.textContent).toBe("Assessment of the statement");
    expect(element.querySelector(".vt-tr .vt-token")?.textContent).toBe("[Defendant 1]");
    expect(element.querySelector(".vt-cell .vt-tr")?.textContent).toContain("The words were changed since");
    element.selectRanges([rangeOf(revision, "pasoš i telefon")]);
    expect(wordsOf(revision, element.selectedRanges)).toEqual(["pasoš i telefon"]);
    element.clearSelection();
    element.translation = null;
    await element.updateComplete;
    expect(textOf(element)).toBe(revision.text);
  });

  test("[translation] takes the place of the blocks that it translates, and the others stay in the original", async () => {
    const element = await showText(revision, { translation: shown("only") });
    const isSeen = (words: string): boolean => original(element, words).checkVisibility({ visibilityProperty: true });
    expect(isSeen("Po dolasku")).toBe(false);
    expect(isSeen("Sud je prihvatio")).toBe(true);
    element.translation = shown("beside");
    await element.updateComplete;
    expect(isSeen("Po dolasku")).toBe(true);
  });

  test("[translation] stays in its place when another revision comes", async () => {
    const element = await showText(revision, { translation: shown("only") });
    const text = revision.text.replace("prihvatio", "u celosti prihvatio");
    const by = text.length - revision.text.length;
    const moved = revision.blocks.map((block) =>
      block.start > at("Sud je")
        ? { ...block, start: block.start + by, end: block.end + by }
        : block.start === at("Sud je")
          ? { ...block, end: block.end + by }
          : block,
    );
    element.maps = [{ from: 1, steps: [{ start: at("prihvatio"), removed: 0, inserted: by, kind: "correct" }] }];
    element.revision = { number: 2, text, blocks: moved };
    const blocks = new Map(shown("only").blocks);
    blocks.delete(at("Dokaz"));
    element.translation = shown("only", { blocks });
    await element.updateComplete;
    expect(paragraphs(element)).toEqual([
      "Assessment of the statement",
      "On arrival her passport was taken by [Defendant 1].",
    ]);
  });

  test("[translation] bears the codes of the tags on its block, and a press on one tells which tags", async () => {
    const tags = [tagOn(revision, "t1", "B6", "oduzeti pasoš"), tagOn(revision, "t2", "F1", "telefon")];
    const element = await showText(revision, { translation: shown("only"), tags });
    const marks = [...element.querySelectorAll<HTMLButtonElement>(".vt-tr-mark")];
    expect(marks.map((mark) => mark.textContent)).toEqual(["B6", "F1"]);
    const told = next(element, "coram-tag-click");
    await userEvent.click(marks[1] as Element);
    expect((await told).detail.ids).toEqual(["t2"]);
    element.tags = tags.slice(0, 1);
    await element.updateComplete;
    expect([...element.querySelectorAll(".vt-tr-mark")].map((mark) => mark.textContent)).toEqual(["B6"]);
  });

  test("[translation] words selected in it tell their block, and leave the original's selection to the page", async () => {
    const element = await showText(revision, { translation: shown("only") });
    const words = element.querySelectorAll(".vt-tr-words")[1] as HTMLElement;
    const told = next(element, "coram-translation-select");
    await userEvent.dblClick(words);
    expect((await told).detail.block).toBe(at("Po dolasku"));
    expect(document.getSelection()?.isCollapsed).toBe(false);
    const edit = await showText(revision, { translation: shown("only", { edit: "Edit" }) });
    const asked = next(edit, "coram-translation-edit");
    await userEvent.click(edit.querySelectorAll(".vt-tr-edit")[1] as Element);
    expect((await asked).detail.block).toBe(at("Po dolasku"));
  });

  test("[translation] is searched with what is seen of the original, and matches are marked in it", async () => {
    const element = await showText(revision, { translation: shown("beside") });
    const found = (query: string): string[] =>
      wordsOf(revision, element.find(query)).map((words) => words.slice(0, 10));
    expect(found("passport")).toEqual(["Po dolasku"]);
    expect([...element.querySelectorAll(".vt-tr mark")].map((mark) => mark.textContent)).toEqual(["passport"]);
    expect(element.goMatch(1)).toBe(0);
    expect(element.querySelectorAll(".vt-tr-now")).toHaveLength(1);
    expect(found("pasoš")).toEqual(["pasoš"]);
    element.translation = shown("only");
    await element.updateComplete;
    expect(found("pasoš")).toEqual([]);
    expect(found("iskaz")).toEqual(["iskaz"]);
    expect(element.find("")).toEqual([]);
    expect(element.querySelectorAll(".vt-tr mark")).toHaveLength(0);
  });

  test("[translation] keeps the keyboard's ways: paragraphs, caret, and names that assistive technology hears", async () => {
    const element = await showText(revision, { translation: shown("only", { edit: "Edit" }) });
    await caretBefore(element, "Po dolasku");
    expect(element.goParagraph(1)).toBe(at("Sud je"));
    expect(element.goParagraph(-1)).toBe(at("Po dolasku"));
    const { violations } = await axe.run(document.body);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
  });
});
