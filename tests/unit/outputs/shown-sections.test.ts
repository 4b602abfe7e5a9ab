import { expect, it } from "vitest";
import * as Y from "yjs";
import { behindSections, sectionsOnlyInLeading } from "../../../client/outputs/pairs/behind-sections.ts";
import { emptySections, shownSections } from "../../../client/outputs/shown-sections.ts";
import { gapsOf } from "../../../client/outputs/open-points/gaps.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { randomId } from "../../../schema/domain/ids.ts";
import type { SectionStates } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
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

it("a section of which all is only in the leading language is not empty, nor behind when that changes", () => {
  const [one, two] = [randomId(), randomId()];
  const heading = (section: string): OutputDocument["content"][number] =>
    node("heading", { level: 1, section }, words(section));
  const doc: OutputDocument = {
    type: "doc",
    content: [heading("facts"), node("paragraph", { pair: one }), heading("claim"), node("paragraph", { pair: two })],
  };
  const room = new OutputRoom(new Y.Doc());
  for (const id of [one, two]) room.setCompared(id, 7, "2026-11-30T10:00:00.000Z");
  room.setWithout(one, true);
  const blocks = [
    { block: one, fingerprint: 8, section: "facts" },
    { block: two, fingerprint: 7, section: "claim" },
  ];
  const leading = { sections: [], blocks, recommendations: [] } as unknown as SectionStates;
  expect(behindSections(room, doc, leading, false)).toEqual([]);
  const only = sectionsOnlyInLeading(room, doc, leading);
  expect(only).toEqual(["facts"]);
  const shown = shownSections([{ id: "facts" }, { id: "claim" }], doc, "", null, only.join(" "));
  expect(emptySections(shown).map(({ id }) => id)).toEqual(["claim"]);
  // What is written all the same is said, and compared.
  const written = { ...doc, content: doc.content.toSpliced(1, 1, node("paragraph", { pair: one }, words("Fakte."))) };
  expect(sectionsOnlyInLeading(room, written, leading)).toEqual([]);
  expect(behindSections(room, written, leading, false)).toEqual(["facts"]);
});

it("a section that files fill is not empty though nobody wrote in it: the follow-up of recommendations, once there are any", () => {
  const ids = ["basis", "prosecution", "courts", "support", "legislator", "followup"].map((id) => ({ id }));
  const sections = ids.flatMap(({ id }) => [node("heading", { level: 1, section: id }, words(id)), paragraph()]);
  const empty = (doc: OutputDocument): string[] =>
    emptySections(shownSections(ids, doc, "", null)).flatMap(({ heading }) => heading ?? []);
  expect(empty({ type: "doc", content: sections })).toContain("followup");
  const recommended = [...sections.slice(0, 5), node("recommendation", {}, words("Decide.")), ...sections.slice(5)];
  const doc: OutputDocument = { type: "doc", content: recommended };
  expect(empty(doc)).toEqual(["basis", "prosecution", "support", "legislator"]);
  const coverage = { bare: [], unused: [], incomplete: [], uncited: [] };
  const gaps = gapsOf(doc, coverage, { changed: [], untranslated: [] });
  expect(gaps.map(({ at }) => "section" in at && at.section)).toEqual([
    "basis",
    "prosecution",
    "support",
    "legislator",
  ]);
});
