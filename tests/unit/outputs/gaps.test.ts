import { expect, test } from "vitest";
import { gapsOf } from "../../../client/outputs/open-points/gaps.ts";
import { coverageOf } from "../../../schema/editor/coverage.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";

const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(section));
const idOf = ({ attrs }: OutputNode): string => String(attrs?.["id"]);

test("what a document lacks is named in the order in which it is read, of sections that are left out nothing", () => {
  const [rests, bare, changed, untranslated] = [
    paragraph(words("Rests.")),
    paragraph(words("Bare.")),
    node("evidence", {}),
    node("evidence", {}),
  ];
  const recommendation = node("recommendation", {}, words("Decide."));
  const document: OutputDocument = {
    type: "doc",
    content: [
      heading("facts"),
      rests,
      changed,
      paragraph(),
      bare,
      heading("victim"),
      paragraph(words(" ")),
      heading("sanction"),
      paragraph(words("Left out.")),
      heading("findings"),
      untranslated,
      recommendation,
      heading("open"),
    ],
    leftOut: ["sanction"],
  };
  const sections = ["facts", "victim", "sanction", "findings"].map((id) => ({
    id,
    fromCategories: ["means.control"],
    fromQuestions: [],
  }));
  const quotes = { changed: [idOf(changed)], untranslated: [idOf(untranslated)] };
  const gaps = gapsOf(document, coverageOf(document, sections as never, null), quotes);
  expect(gaps.map(({ kind, at }) => [kind, "block" in at ? at.block : at.section])).toEqual([
    ["changed", idOf(changed)],
    ["uncited", idOf(bare)],
    ["empty", "victim"],
    ["untranslated", idOf(untranslated)],
    ["incomplete", idOf(recommendation)],
    ["empty", "open"],
  ]);
});
