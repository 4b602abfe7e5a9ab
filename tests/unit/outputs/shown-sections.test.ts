import { expect, it } from "vitest";
import { shownSections } from "../../../client/outputs/shown-sections.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";

it("a section of the outline names the headings within it by the numbers that files print", () => {
  const within = node("heading", { level: 2, section: null }, words("Counted for the State"));
  const doc: OutputDocument = {
    type: "doc",
    content: [
      node("heading", { level: 1, section: "facts" }, words("Facts")),
      paragraph(words("First.")),
      node("heading", { level: 1, section: "claim" }, words("Compensation")),
      within,
      // Not printed yet.
      node("heading", { level: 2, section: null }),
      paragraph(words("Second.")),
    ],
  };
  const shown = shownSections([{ id: "facts" }, { id: "claim" }], doc, "", null);
  expect(shown.map(({ number, below }) => [number, below])).toEqual([
    ["1", []],
    ["2", [{ block: within.attrs?.["id"], number: "2.1", heading: "Counted for the State" }]],
  ]);
  const leftOut = shownSections([{ id: "claim" }], { ...doc, leftOut: ["claim"] }, "", null);
  expect(leftOut[0]?.below).toEqual([]);
});
