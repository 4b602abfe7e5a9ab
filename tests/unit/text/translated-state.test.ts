import { expect, test } from "vitest";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import type { Edit, EditKind, Revision } from "../../../schema/text/revision.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import { paragraphState } from "../../../schema/text/translated-state.ts";
import { paragraphsOf } from "../../helpers/network/test-server.ts";

const FIRST: Revision = { number: 1, ...paragraphsOf(["The court finds.", "Marko came to Niš."]) };
const anchor = { revision: 1, ranges: [{ start: 17, end: 35 }] };

function stateAfter(edit: Edit, kind: EditKind = "correct"): string {
  const made = applyEdits(FIRST, [edit], [], kind, ["1", "2"]);
  if (!made) throw new Error("nothing changed");
  const { revision, map } = made;
  const block = contentBlocks(revision.blocks).find(({ number }) => number === "2");
  if (!block) throw new Error("no block");
  return paragraphState(anchor, block, [map], revision.number);
}

test.each<[string, Edit, EditKind, string]>([
  ["another paragraph", { start: 0, end: 3, insert: "A" }, "correct", "same"],
  ["a word of it", { start: 17, end: 22, insert: "Mirko" }, "correct", "changed"],
  ["a name of it that became a token", { start: 17, end: 22, insert: "[Victim A]" }, "redact", "redacted"],
  ["words at its end", { start: 35, end: 35, insert: " And stayed." }, "correct", "changed"],
  ["its being cut in two", { start: 27, end: 28, insert: "\n" }, "correct", "changed"],
])("a translated paragraph is flagged after a change of %s: %s", (_, edit, kind, state) => {
  expect(stateAfter(edit, kind)).toBe(state);
});

test("it is as it was translated as long as nothing was changed", () => {
  expect(paragraphState(anchor, { start: 17, end: 35 }, [], 1)).toBe("same");
});
