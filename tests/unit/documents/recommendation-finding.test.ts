import { expect, it } from "vitest";
import { COVER, node, paragraph, words } from "../../helpers/network/an-output.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";

it("a recommendation says in files where the finding stands that it rests on, and what was typed of before it was chosen", () => {
  const finding = paragraph(words("Of the claims that were made none was decided."));
  const long = paragraph(words(`${"One of the courts decided the claim, and two sent it away. ".repeat(4)}`));
  const cut = node("recommendation", { findingAt: long.attrs?.["id"] }, words("Publish."));
  const rests = node("recommendation", { findingAt: finding.attrs?.["id"] }, words("Decide."));
  const typed = node("recommendation", { finding: "Claims are sent away." }, words("Train."));
  const content = [
    node("heading", { level: 1, section: "facts" }, words("Findings")),
    finding,
    rests,
    typed,
    long,
    cut,
  ];
  const of = { parts: [], title: "Claims", language: "en" as const, facts: COVER, withoutCaseNumbers: false };
  const { blocks } = toManuscript({ ...of, document: { type: "doc", content } });
  const facts = blocks.flatMap((block) => (block.kind === "recommendation" ? block.facts : []));
  expect(facts).toEqual([
    ["Finding", "§\u00a01 Of the claims that were made none was decided.", "b1"],
    ["Finding", "Claims are sent away.", undefined],
    // Of a long one its place: words that are cut off look broken in a paper.
    ["Finding", "§\u00a01", "b2"],
  ]);
});

it("says of a finding neither what its notes say nor words out of which a figure was taken", () => {
  const noted = paragraph(words("Claims are sent away"), node("footnote", {}, words("Compare 2023.")), words("."));
  const counted = paragraph(words("Of them "), node("figure", { subject: "{}" }), words(" was decided."));
  const content = [
    node("heading", { level: 1, section: "facts" }, words("Findings")),
    noted,
    counted,
    ...[noted, counted].map(({ attrs }) => node("recommendation", { findingAt: attrs?.["id"] }, words("Decide."))),
  ];
  const of = { parts: [], title: "Claims", language: "en" as const, facts: COVER, withoutCaseNumbers: false };
  const { blocks } = toManuscript({ ...of, document: { type: "doc", content } });
  const facts = blocks.flatMap((block) => (block.kind === "recommendation" ? block.facts : []));
  expect(facts.map(([, said]) => said)).toEqual(["§\u00a01 Claims are sent away.", "§\u00a01"]);
});
