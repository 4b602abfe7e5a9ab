import { expect, it } from "vitest";
import { UNLED } from "../../../server/outputs/approval/behind.ts";
import { approvalPoints } from "../../../schema/approval/points.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { FACTS_BOX } from "../../../schema/editor/facts-box.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { partsOf, tablesOf } from "../../../server/quotes/parts.ts";
import { rewriteTable } from "../../../server/store/shapes/frozen-table.ts";
import { COVER, node, words } from "../../helpers/network/an-output.ts";
import { addUnit, answer, question, withQuestions } from "../../helpers/network/asked-network.ts";
import { actorOf } from "../../helpers/network/export-network.ts";

const FINAL = question("q.final", { label: { en: "Is it final?" } });
const PRISON = question("q.def-prison", { type: "duration", perUnit: "defendant", label: { en: "Imprisonment" } });
const DEFENDANTS = question("q.defendants-count", { type: "number", from: "defendants", label: { en: "Defendants" } });
const DOCUMENT: OutputDocument = { type: "doc", content: [node("paragraph", {}, words("The court decides."))] };

async function summarised() {
  const network = await withQuestions([FINAL, PRISON, DEFENDANTS]);
  const { latin, store, lawyer } = network;
  const units = [
    await addUnit(network, latin, "defendant", "A"),
    await addUnit(network, latin, "defendant", "B"),
    await addUnit(network, latin, "defendant", "C"),
  ];
  const [a, b, c] = units.map(({ id }) => id);
  if (!a || !b || !c) throw new Error("no defendants");
  const said = (months: number): Promise<void> =>
    answer(network, latin, [
      [PRISON, a, 60],
      [PRISON, b, months],
      [PRISON, c, 60],
    ]);
  await said(24);
  const request = (verdicts: VerdictId[], template = "summary") => ({
    document: DOCUMENT,
    scope: { kind: "verdicts" as const, verdicts },
    language: "en" as const,
    template,
  });
  const parts = (of: Parameters<typeof partsOf>[2]): Promise<PartState[]> => partsOf(store, actorOf(lawyer), of);
  return { network, said, request, parts, verdict: latin.verdict.id };
}

it("a summary begins with what was answered of its verdict, people who share an answer together; other papers have no such box", async () => {
  const { request, parts, verdict, network } = await summarised();
  const shown = await parts(request([verdict]));
  expect(shown.map(({ block, kind }) => [block, kind])).toEqual([[FACTS_BOX, "comparison"]]);
  const { blocks } = toManuscript({
    title: "One claim",
    language: "en",
    document: DOCUMENT,
    parts: shown,
    facts: { ...COVER, template: "summary" },
    withoutCaseNumbers: false,
  });
  const box = blocks.find(({ kind }) => kind === "box");
  expect(box).toMatchObject({
    rows: [
      ["Verdicts", expect.stringContaining("RS-1: ")],
      ["Defendants", "3"],
      ["Imprisonment", "[Defendant A], [Defendant C]: 5 years\n[Defendant B]: 2 years"],
      ["State of the data", expect.any(String)],
    ],
  });
  expect(await parts(request([verdict], "case-study"))).toEqual([]);
  const { latin, cyrillic } = network;
  expect(await parts(request([latin.verdict.id, cyrillic.verdict.id]))).toMatchObject([{ rows: [{}, {}] }]);
});

it("a verdict whose answers may not be shown yet has a line among the facts that says so", async () => {
  const { request, parts, network } = await summarised();
  const { latin, cyrillic } = network;
  const [box] = await parts(request([latin.verdict.id, cyrillic.verdict.id]));
  if (box?.kind !== "comparison") throw new Error("no box");
  const rows = box.rows.map((row, i) => (i === 1 ? { ...row, hidden: "unsettled" as const, cells: [] } : row));
  const { blocks } = toManuscript({
    title: "Two claims",
    language: "en",
    document: DOCUMENT,
    parts: [{ ...box, rows }],
    facts: { ...COVER, template: "summary" },
    withoutCaseNumbers: true,
  });
  const facts = blocks.flatMap((block) => (block.kind === "box" ? block.rows : []));
  expect(facts).toContainEqual(["Verdict", "MK-1: The answers on this verdict are not shown yet."]);
  expect(facts.filter(([name]) => name === "RS-1")).toEqual([]);
});

it("approved the box stays as it was, is flagged when an answer changes, and its words are found by an erasure", async () => {
  const { request, parts, said, verdict, network } = await summarised();
  const of = request([verdict]);
  const tables = await tablesOf(network.store, actorOf(network.lawyer), of);
  expect(tables).toMatchObject([{ block: FACTS_BOX, verdict }]);
  await said(36);
  const frozen = await parts({ ...of, isFrozen: true, tables });
  const [box] = frozen;
  if (box?.kind !== "comparison") throw new Error("no box");
  expect(box.flags).toEqual(["answers"]);
  const stands = (rows: typeof box.rows) =>
    rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.question === PRISON.id ? cell.stands : [])));
  expect(stands(box.rows)).toEqual(["[Defendant A] 60; [Defendant B] 24; [Defendant C] 60"]);
  expect(stands(box.now ?? [])).toEqual(["[Defendant A] 60; [Defendant B] 36; [Defendant C] 60"]);
  // Nobody signs what says something else now.
  const points = approvalPoints({
    output: "o".repeat(22) as never,
    title: "One claim",
    language: "en",
    document: DOCUMENT,
    template: { title: {}, sections: [] },
    parts: frozen,
    stages: new Map(),
    leaks: [],
    uncleared: [],
    naming: [],
    foreign: [],
    unrecorded: [],
    isPresenceOpen: false,
    threads: [],
    leading: new Map(),
    addressees: {},
    partner: UNLED,
    numbersParagraphs: false,
    isAuthorMissing: false,
    isDonorMissing: false,
    low: new Set(),
  });
  expect(points).toContainEqual(expect.objectContaining({ kind: "quote-changed", at: { block: FACTS_BOX } }));
  const rewritten = tables.map(({ content }) => rewriteTable(content, (text) => text.replaceAll("2 years", "[…]")));
  expect(JSON.stringify(rewritten)).not.toContain("2 years");
  expect(JSON.stringify(tables)).toContain("2 years");
  // What was approved before there were such boxes has none.
  expect(await parts({ ...of, isFrozen: true, tables: [] })).toEqual([]);
});
