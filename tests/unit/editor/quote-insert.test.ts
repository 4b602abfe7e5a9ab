import { EditorState, TextSelection } from "prosemirror-state";
import { expect, test } from "vitest";
import { insertQuote, type QuoteForm } from "../../../client/writer/quote-commands.ts";
import { toQuote } from "../../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { paragraph, words } from "../../helpers/network/an-output.ts";

test("words quoted in a sentence are set off from the sign before them; a note stands at it, and nothing else is changed", () => {
  const inserted = (text: string, form: QuoteForm): string => {
    const doc = outputSchema.nodeFromJSON({ type: "doc", content: [paragraph(words(text))] });
    const state = EditorState.create({ doc, selection: TextSelection.atEnd(doc) });
    let now = state;
    insertQuote(toQuote({}), form)(state, (tr) => (now = state.apply(tr.insertText("X"))));
    return now.doc.textBetween(0, now.doc.content.size, "|", "Q");
  };
  expect(inserted("For two years.", "words")).toBe("For two years. QX");
  expect(inserted("In its words:", "words")).toBe("In its words: QX");
  expect(inserted("In its words: ", "words")).toBe("In its words: QX");
  expect(inserted("(", "words")).toBe("(QX");
  expect(inserted("For two years.", "note")).toBe("For two years.QX");
});
