import * as Y from "yjs";
import { expect, it } from "vitest";
import { newId, OutputId } from "../../../schema/domain/ids.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { toAnchorText } from "../../../schema/editor/output-nodes.ts";
import { keyOfDate } from "../../../schema/editor/wired-rows.ts";
import type { DateRow } from "../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { wordsIn, rewriteDocument } from "../../../server/erasure/outputs.ts";
import { shownToGuests, withoutVerdictNames } from "../../../server/outputs/guests.ts";
import { withApprovals } from "../../../server/quotes/approvals.ts";
import { projectOutput } from "../../../server/rooms/log/output-projection.ts";
import { node, words } from "../../helpers/network/an-output.ts";
import { answer, ARREST, resolve, VERDICT, withQuestions } from "../../helpers/network/asked-network.ts";
import { placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";

const KEY = keyOfDate({ question: ARREST.id, unit: null });

function timelineOf({ latin }: ExportNetwork): {
  timeline: OutputDocument["content"][number];
  document: OutputDocument;
} {
  const verdict = latin.verdict.id;
  const anchor = toAnchorText({ revision: 1, ranges: [placeOf(latin, "oduzeo pasoš")] });
  const timeline = node(
    "timeline",
    { verdict },
    node("entry", { date: "2019", verdict, anchor }, words("Her passport was taken by Ana Anić.")),
    node("entry", { date: "2018", isAbout: true }, words("She lived at home.")),
    node("entry", { cell: KEY, hides: true }),
  );
  return { timeline, document: { type: "doc", content: [timeline] } };
}

it("what a typed row rests on is a quote: it is read, approved and flagged as one", async () => {
  const network = await withQuestions();
  const { timeline, document } = timelineOf(network);
  const [, passage, ...more] = await resolve(network, [timeline]);
  expect(passage).toMatchObject({ kind: "quote", citation: "para. 2, p. 1, reasoning", flags: [] });
  expect(more).toEqual([]);
  const approved = withApprovals(document, await resolve(network, [timeline]));
  await network.edit(network.latin, "oduzeo pasoš", "oduzeo joj pasoš");
  const [, changed] = await resolve(network, approved.content);
  expect(changed).toMatchObject({ kind: "quote", flags: ["words"] });
});

it("rows in the database name the passage of a typed row, so that rights and erasure find it, and nothing of the others", async () => {
  const network = await withQuestions();
  const { document } = timelineOf(network);
  const doc = new Y.Doc();
  new OutputRoom(doc).replace(document);
  const { evidence } = projectOutput(doc, newId(OutputId));
  expect(evidence.map(({ form, verdict, anchor }) => [form, verdict, anchor !== null])).toEqual([
    ["timeline", network.latin.verdict.id, false],
    ["note", network.latin.verdict.id, true],
  ]);
});

it("its words are typed words for an erasure, and its closed words are none", async () => {
  const { document } = timelineOf(await withQuestions());
  const typed = [...wordsIn(newId(OutputId), "", document)].map(({ text }) => text).filter(Boolean);
  expect(typed).toEqual(["Her passport was taken by Ana Anić.", "She lived at home."]);
  const erased = rewriteDocument(document, (text) => text.replaceAll("Ana Anić", "[Other person A]"));
  expect(JSON.stringify(erased)).not.toContain("Ana Anić");
  expect(erased.content[0]?.content?.[0]?.content?.[0]?.text).toBe("Her passport was taken by [Other person A].");
});

it("guests are told of no row that its writers hide", async () => {
  const network = await withQuestions();
  await answer(network, network.latin, [
    [ARREST, "verdict", "2021-09"],
    [VERDICT, "verdict", "2023-05-04"],
  ]);
  const { timeline, document } = timelineOf(network);
  const parts = await resolve(network, [timeline]);
  const datesIn = (part: (typeof parts)[number] | undefined): string[] =>
    part?.kind === "timeline" ? part.rows.map(({ date }: DateRow) => date) : [];
  expect(datesIn(parts[0])).toEqual(["2021-09", "2023-05-04"]);
  expect(datesIn(shownToGuests(parts, document, "en")[0])).toEqual(["2023-05-04"]);
});

it("guests of a document whose files name no verdict read of it what these files say: its country and number, and years", async () => {
  const network = await withQuestions();
  await answer(network, network.latin, [[VERDICT, "verdict", "2023-05-04"]]);
  const { timeline } = timelineOf(network);
  const { verdict } = network.latin;
  const people = node("actors", { verdict: verdict.id });
  const compared = node("comparison", { verdicts: verdict.id, questions: VERDICT.id });
  const drawn = node("chart", { kind: "bars", questions: VERDICT.id });
  const parts = await resolve(network, [timeline, people, compared, drawn]);
  const shown = withoutVerdictNames(parts);
  expect(JSON.stringify(parts)).toContain(verdict.caseNumber);
  for (const name of [verdict.caseNumber, verdict.court]) expect(JSON.stringify(shown)).not.toContain(name);
  expect(shown[0]).toMatchObject({ source: { caseNumber: "RS-1", date: null }, rows: [{ date: "2023" }] });
  expect(shown[1]).toMatchObject({ source: { caseNumber: "RS-1" } });
});
