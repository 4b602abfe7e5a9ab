import type { Node } from "prosemirror-model";
import { expect, test } from "vitest";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { placeAt, posOf } from "../../../client/writer/whereabouts.ts";

const { nodes } = outputSchema;

function document(words: string): Node {
  const text = words === "" ? [] : [outputSchema.text(words)];
  return nodes.doc.create(null, [nodes.paragraph.create({ id: "blockblockblockblock12" }, text)]);
}

/** Where the caret (`|`) stands once its paragraph says something else. */
function after(was: string, now: string): string {
  const pos = posOf(document(now), placeAt(document(was.replace("|", "")), was.indexOf("|") + 1));
  return pos === null ? "nowhere" : `${now.slice(0, pos - 1)}|${now.slice(pos - 1)}`;
}

test("a caret stays between the same words where a placeholder takes the place of a name before, behind or around it", () => {
  const now = "Sud je našao da je [Victim A] radila.";
  expect(after("Sud je |našao da je Ljuba Tintorović radila.", now)).toBe("Sud je |našao da je [Victim A] radila.");
  expect(after("Sud je našao da je |Ljuba Tintorović radila.", now)).toBe("Sud je našao da je |[Victim A] radila.");
  expect(after("Sud je našao da je Ljuba Tintorović| radila.", now)).toBe("Sud je našao da je [Victim A]| radila.");
  expect(after("Sud je našao da je Ljuba Tintorović ra|dila.", now)).toBe("Sud je našao da je [Victim A] ra|dila.");
  expect(after("Ljuba Tintorović radila je|.", "[Victim A] radila je.")).toBe("[Victim A] radila je|.");
  const typed = "Sud je našao da je [Victim A] nekada davno radila.";
  expect(after("Sud je našao da je Ljunekada davno|ba Tintorović radila.", typed)).toBe(
    "Sud je našao da je [Victim A] nekada davno| radila.",
  );
  expect(after("Sud| je.", "Sud je.")).toBe("Sud| je.");
});
