import { expect, it } from "vitest";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { coverageOf } from "../../../schema/editor/coverage.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import type { OutputTray } from "../../../schema/protocol/http/quotes.ts";
import { trayOf } from "../../../server/quotes/tray.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";
import { actorOf, openExportNetwork, type ExportNetwork } from "../../helpers/network/export-network.ts";

const MEANS = CategoryId.parse("means");
const SECTIONS = [
  { id: "facts", fromCategories: [MEANS], fromQuestions: [] },
  { id: "demands", fromCategories: [], fromQuestions: [] },
];

const trayFor = ({ store, lawyer }: ExportNetwork, by = lawyer): Promise<OutputTray> =>
  trayOf(store, actorOf(by), { scope: { kind: "all" }, language: "en", sections: SECTIONS, methodologyVersion: 1 });

it("offers the passages of a section's branches in the order of the texts, and none whose words were removed", async () => {
  const network = await openExportNetwork();
  const { latin, cyrillic, lawyer, colleague } = network;
  await network.tag(latin, lawyer, "bez posla");
  await network.tag(latin, colleague, "oduzeo pasoš", { category: CategoryId.parse("means.force") });
  await network.tag(latin, lawyer, "rekao je", { category: CategoryId.parse("act") });
  await network.tag(cyrillic, lawyer, "во сиромаштија");
  await network.edit(latin, " bez posla", "", "correct");
  const tray = await trayFor(network);
  const facts = tray.sections[0]?.passages.map((at) => tray.passages[at]?.words);
  expect(facts).toEqual(["oduzeo pasoš", "во сиромаштија"]);
  expect(tray.passages.map((passage) => passage.words)).toEqual(["oduzeo pasoš", "rekao je", "во сиромаштија"]);
  expect(tray.sections[1]).toEqual({ section: "demands", passages: [], answers: [] });
  expect(tray.hidden).toEqual([]);
  expect((await trayFor(network, network.otherFacilitator)).hidden).toEqual([
    { verdict: network.hidden.verdict.id, state: "in-preparation", named: "К-9/24" },
  ]);
  expect((await trayFor(network, network.otherFacilitator)).sources.map(({ caseNumber }) => caseNumber)).not.toContain(
    "К-9/24",
  );
});

it("says what a document still wants: bare sections, unused passages, uncited paragraphs, recommendations half said", async () => {
  const network = await openExportNetwork();
  const used = await network.tag(network.latin, network.lawyer, "oduzeo pasoš");
  await network.tag(network.latin, network.lawyer, "bez posla");
  const tray = await trayFor(network);
  const heading = (section: string) => node("heading", { level: 1, section }, words(section));
  const quoted = node(
    "evidence",
    fromQuote({
      verdict: network.latin.verdict.id,
      anchor: used.anchor,
      annotation: used.id,
      layer: "shared",
      translation: null,
      approved: null,
      note: "",
    }),
  );
  const recommendation = node("recommendation", { finding: "", addressee: "Courts" }, words("Decide."));
  const uncited = paragraph(words("Nothing stands behind this."));
  const empty: OutputDocument = {
    type: "doc",
    content: [heading("facts"), uncited, heading("demands"), recommendation],
  };
  const before = coverageOf(empty, SECTIONS, tray);
  expect(before.bare).toEqual(["facts"]);
  expect(before.uncited).toEqual([
    { section: "facts", block: uncited.attrs?.["id"], words: "Nothing stands behind this." },
  ]);
  expect(before.incomplete).toMatchObject([{ missing: ["finding"], words: "Decide." }]);
  expect(before.unused[0]?.passages).toHaveLength(2);
  const filled: OutputDocument = {
    type: "doc",
    content: [heading("facts"), uncited, quoted, paragraph(words("More."))],
  };
  const after = coverageOf(filled, SECTIONS, tray);
  expect(after.bare).toEqual([]);
  expect(after.uncited.map((each) => each.words)).toEqual(["More."]);
  expect(after.unused[0]?.passages.map((at) => tray.passages[at]?.words)).toEqual(["bez posla"]);
});

it("wants a source of a list as of one finding, with the sentence before its colon, and none where it cites, counts or a quote follows", () => {
  const heading = node("heading", { level: 1, section: "facts" }, words("Facts"));
  const list = (...points: OutputNode[][]) =>
    node("bulletList", {}, ...points.map((content) => node("listItem", {}, paragraph(...content))));
  const [colon, bare] = [paragraph(words("It rests on:")), paragraph(words("Nothing stands behind this point."))];
  const document: OutputDocument = {
    type: "doc",
    content: [
      heading,
      list([words("Counted: "), node("figure", {})], [words("A point of the same.")]),
      colon,
      list([words("Cited"), node("evidenceNote", { shows: "note" })], [words("  ")]),
      node("orderedList", {}, node("listItem", {}, bare), node("listItem", {}, paragraph(words("Nor this.")))),
      list([words("What is quoted below.")]),
      node("evidence", {}),
      colon,
      list([words("Nothing again.")]),
      node("table", {}, node("tableRow", {}, node("tableCell", {}, paragraph(words("A cell"))))),
    ],
  };
  expect(coverageOf(document, SECTIONS, null).uncited.map(({ block }) => block)).toEqual([
    bare.attrs?.["id"],
    colon.attrs?.["id"],
  ]);
});
