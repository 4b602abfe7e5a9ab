import { expect, it } from "vitest";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { putBack } from "../../../schema/editor/taken-out.ts";

const heading = (section: string): OutputNode => ({
  type: "heading",
  attrs: { id: section, section },
  content: [{ type: "text", text: section }],
});
const paragraph = (id: string, text = ""): OutputNode => ({
  type: "paragraph",
  attrs: { id },
  ...(text ? { content: [{ type: "text", text }] } : {}),
});
const documentOf = (...content: OutputNode[]): OutputDocument => ({ type: "doc", content });
const lines = ({ content }: OutputDocument): string[] =>
  content.map(({ attrs, content: words }) => `${String(attrs?.["id"])}: ${words?.[0]?.text ?? ""}`);

it("the empty line that stands in each emptied section goes when its words are put back, and what was written since stays", () => {
  const before = documentOf(
    heading("facts"),
    paragraph("a", "The court found."),
    paragraph("b"),
    heading("victim"),
    paragraph("c", "She was held."),
    heading("findings"),
    paragraph("d"),
  );
  const now = documentOf(
    heading("facts"),
    paragraph("left 1"),
    heading("victim"),
    paragraph("left 2"),
    paragraph("new", "Written since."),
    heading("findings"),
    paragraph("d"),
    paragraph("begun"),
  );
  expect(lines(putBack(before, now))).toEqual([
    "facts: facts",
    "a: The court found.",
    "b: ",
    "victim: victim",
    "c: She was held.",
    "new: Written since.",
    "findings: findings",
    "d: ",
    "begun: ",
  ]);
});
