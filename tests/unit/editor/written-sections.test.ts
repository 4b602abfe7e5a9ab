import { EditorState, TextSelection } from "prosemirror-state";
import { ySyncPluginKey } from "y-prosemirror";
import { expect, it } from "vitest";
import { WrittenSections } from "../../../client/outputs/written-sections.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";

const section = (id: string) => [node("heading", { level: 1, section: id }, words(id)), paragraph(words("Words."))];

it("knows of which section that one has written in others have left it out, and says so once", () => {
  const written = new WrittenSections();
  let state = EditorState.create({
    doc: outputSchema.nodeFromJSON({ type: "doc", content: ["facts", "law", "claim"].flatMap(section) }),
    plugins: [written.plugin],
  });
  const write = (below: string, isRemote = false): void => {
    let at = 0;
    state.doc.forEach((block, start) => (at = block.attrs["section"] === below ? start + block.nodeSize + 1 : at));
    const { tr } = state;
    tr.setSelection(TextSelection.create(tr.doc, at)).insertText("More. ");
    if (isRemote) tr.setMeta(ySyncPluginKey, { isChangeOrigin: true });
    state = state.apply(tr);
  };
  write("facts");
  write("law", true);
  write("claim");
  // What stood in it when the document was opened, and what a colleague writes, is not one's own.
  expect(written.leftOut(["law"])).toEqual([]);
  // Nor is it news what one leaves out oneself.
  written.leave("claim");
  expect(written.leftOut(["law", "claim", "facts"])).toEqual(["facts"]);
  expect(written.leftOut(["law", "claim", "facts"])).toEqual([]);
  // Put back and written in again, it may be left out again.
  expect(written.leftOut([])).toEqual([]);
  write("facts");
  expect(written.leftOut(["facts"])).toEqual(["facts"]);
});
