import type { Node } from "prosemirror-model";
import { expect, test } from "vitest";
import { SeenBlocks } from "../../../client/outputs/pairs/seen-blocks.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";

test("what was read as it still stands is told by what the server says next, once; what was written in since is not", () => {
  const line = (id: string, words: string): Node =>
    outputSchema.node("paragraph", { id }, words ? [outputSchema.text(words)] : []);
  let blocks = [line("said", "A second one."), line("written in", "A th")];
  const seen = new SeenBlocks(() => blocks);
  for (const { attrs } of blocks) seen.mark(String(attrs["id"]));
  blocks = [line("said", "A second one."), line("written in", "A third one.")];
  expect(seen.take()).toEqual(["said"]);
  expect(seen.take()).toEqual([]);
});
