import { expect, it } from "vitest";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { coverageBars, type Finding } from "../../../schema/editor/coverage-bars.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";

const SECTIONS = ["facts", "law", "demands"].map((id) => ({
  id,
  fromCategories: id === "demands" ? [] : [CategoryId.parse("means")],
  fromQuestions: [],
}));
const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(section));
const idOf = ({ attrs }: OutputNode): string => String(attrs?.["id"]);

/** States of the findings of each section, with how many blocks they lead to. */
function cells(
  content: OutputNode[],
  changed: readonly OutputNode[] = [],
  leftOut: string[] = [],
): Record<string, Finding["state"][]> {
  const bars = coverageBars({ type: "doc", content, leftOut }, SECTIONS, new Set(changed.map(idOf)));
  return Object.fromEntries(bars.map(({ section, findings }) => [section, findings.map(({ state }) => state)]));
}

it("gives each section that verdicts feed a bar, and each finding a cell", () => {
  const said = paragraph(words("The court says so."));
  const [first, second, alone] = [node("evidence", {}), node("evidence", {}), node("evidence", {})];
  const inside = node("evidenceNote", { shows: "words" });
  const point = (...content: OutputNode[]): OutputNode => node("listItem", {}, paragraph(...content));
  const content = [
    heading("facts"),
    alone,
    said,
    first,
    second,
    paragraph(),
    paragraph(words("In its words "), inside),
    node("heading", { level: 2 }, words("More")),
    paragraph(words("Nothing stands behind this.")),
    node("bulletList", {}, point(words("Counted: "), node("figure", {})), point(words("Bare."))),
    node("timeline", { verdict: "x" }),
    heading("law"),
    paragraph(words("  ")),
    heading("demands"),
    paragraph(words("No verdict feeds this.")),
  ];
  const facts = ["full", "full", "full", "open", "full", "full"];
  expect(cells(content)).toEqual({ facts, law: [] });
  // One quote that has changed is enough, wherever it stands in what a finding rests on.
  expect(cells(content, [second, inside])["facts"]).toEqual(["full", "changed", "changed", ...facts.slice(3)]);
  expect(cells(content, [], ["law"])).toEqual({ facts });
  const [bar] = coverageBars({ type: "doc", content }, SECTIONS, new Set());
  expect(bar?.findings[1]?.block).toBe(idOf(said));
});

it("takes a list to be one finding, with the sentence that introduces it and the quote below it", () => {
  const list = node("orderedList", {}, ...["One.", "Two."].map((text) => node("listItem", {}, paragraph(words(text)))));
  const [colon, behind] = [paragraph(words("It rests on two points: ")), paragraph(words("Three."))];
  expect(cells([heading("facts"), list, node("evidence", {})])).toEqual({ facts: ["full"] });
  expect(cells([heading("facts"), list, behind])).toEqual({ facts: ["open", "open"] });
  expect(cells([heading("facts"), behind, list])).toEqual({ facts: ["open", "open"] });
  expect(cells([heading("facts"), colon, list, node("evidence", {}), behind])).toEqual({ facts: ["full", "open"] });
  expect(cells([heading("facts"), colon, paragraph(), list, behind])).toEqual({ facts: ["open", "open"] });
  expect(cells([heading("facts"), colon, node("comparison", {}), heading("law")])).toEqual({
    facts: ["full"],
    law: [],
  });
  expect(cells([heading("facts"), colon, heading("law"), list])).toEqual({ facts: ["open"], law: ["open"] });
});

it("counts recommendations by the finding that they name, and calls nothing empty in which something is written", () => {
  const named = node("recommendation", { finding: "Claims are sent away." }, words("Decide."));
  const bare = node("recommendation", { finding: " " }, words("Train judges."));
  const table = node("table", {}, node("tableRow", {}, node("tableCell", {}, paragraph(words("A cell")))));
  expect(cells([heading("facts"), named, bare, heading("law"), table])).toEqual({ facts: ["full", "open"] });
});
