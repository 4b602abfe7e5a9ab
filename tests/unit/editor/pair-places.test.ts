import { EditorState, NodeSelection } from "prosemirror-state";
import { expect, test } from "vitest";
import { placeIn, placing } from "../../../client/outputs/pairs/place-in.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";

test("one goes on in the first empty place of what is begun, and behind the words that stand there", () => {
  const item = (...content: OutputNode[]): OutputNode => ({ type: "listItem", content: [paragraph(...content)] });
  const list = node("bulletList", {}, item(words("one")), item());
  const doc = outputSchema.nodeFromJSON({ type: "doc", content: [paragraph(words("Said")), list] });
  const at = (block: number, behind: boolean): string => {
    const { $head } = placeIn(doc, block === 0 ? 0 : (doc.firstChild?.nodeSize ?? 0), behind);
    return `${$head.parent.textContent}|${$head.parentOffset}`;
  };
  expect([at(0, false), at(0, true), at(1, false), at(1, true)]).toEqual(["Said|0", "Said|4", "|0", "|0"]);
});

test("behind a quote that is begun one goes on below it, and where the line above waits for its words in that line", () => {
  const quote = node("evidence", {});
  const note = node("evidenceNote", { shows: "note" });
  const written = (at: number, ...content: OutputNode[]): string => {
    const doc = outputSchema.nodeFromJSON({ type: "doc", content });
    const pos = doc.children.slice(0, at).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    const state = EditorState.create({ doc });
    const now = state.apply(placing(state, pos, "on").insertText("X"));
    return now.doc.children.map(({ type, textContent }) => (type.name === "paragraph" ? textContent : "Q")).join("|");
  };
  expect(written(1, paragraph(words("Said.")), quote)).toBe("Said.|Q|X");
  expect(written(1, paragraph(words("Said.")), quote, paragraph(), paragraph(words("Next.")))).toBe("Said.|Q|X|Next.");
  expect(written(1, paragraph(words("Said.")), quote, paragraph(words("Next.")))).toBe("Said.|Q|X|Next.");
  expect(written(1, paragraph(), quote)).toBe("X|Q");
  // Words come before the sign of their note.
  expect(written(0, paragraph(note))).toBe("X");
  const { doc } = EditorState.create({ doc: outputSchema.nodeFromJSON({ type: "doc", content: [paragraph(note)] }) });
  expect(placeIn(doc, 0, true).from).toBe(1);
});

test("of what is read from answers the whole is chosen: its rows and captions are typed into fields of their own", () => {
  const timeline = node("timeline", {}, node("entry", { date: "2022-03" }));
  const state = EditorState.create({ doc: outputSchema.nodeFromJSON({ type: "doc", content: [timeline] }) });
  for (const where of ["beginning", "end", "on"] as const) {
    const { selection } = state.apply(placing(state, 0, where));
    expect(selection instanceof NodeSelection && selection.node.type.name).toBe("timeline");
  }
});

test("what is found still right is written on at its end; what is begun behind its quote is set off from it", () => {
  const quote = node("evidenceNote", { shows: "words" });
  const typed = (where: "beginning" | "end" | "on", ...content: OutputNode[]): string[] => {
    const state = EditorState.create({ doc: outputSchema.nodeFromJSON({ type: "doc", content }) });
    const placed = state.apply(placing(state, 0, where));
    const { doc } = placed.apply(placed.tr.insertText("X"));
    return doc.children.map((block) => block.textBetween(0, block.content.size, "", "Q"));
  };
  expect(typed("end", paragraph(words("Said.")), paragraph())).toEqual(["Said.X", ""]);
  expect(typed("beginning", paragraph(words("Said.")), paragraph())).toEqual(["XSaid.", ""]);
  expect(typed("end", node("evidence", {}), paragraph(words("Below.")))[1]).toBe("XBelow.");
  expect(typed("on", paragraph(quote))).toEqual(["Q X"]);
  expect(typed("on", paragraph(quote, words(" ")))).toEqual(["Q X"]);
  expect(typed("end", paragraph(quote))).toEqual(["QX"]);
});
