import * as Y from "yjs";
import { expect, it } from "vitest";
import { newId, OutputId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { keyOfCell } from "../../../schema/editor/wired-rows.ts";
import type { ComparisonState, PartState } from "../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { inlineText } from "../../../server/export/document/typography/lengths.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { mayReadVersion } from "../../../server/outputs/readable-version.ts";
import { partsOf, tablesOf } from "../../../server/quotes/parts.ts";
import { projectOutput } from "../../../server/rooms/log/output-projection.ts";
import { rewriteTable } from "../../../server/store/shapes/frozen-table.ts";
import { COVER, node, words } from "../../helpers/network/an-output.ts";
import { addUnit, answer, CLAIM, PRISON, resolve, withQuestions } from "../../helpers/network/asked-network.ts";
import { actorOf, placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";

const QUESTIONS = [CLAIM.id, PRISON.id].join(",");

async function compared(): Promise<{
  network: ExportNetwork;
  comparison: OutputNode;
  said: (claim: "yes" | "no") => Promise<void>;
}> {
  const network = await withQuestions();
  const { latin, cyrillic } = network;
  const defendant = await addUnit(network, latin, "defendant", "A");
  const anchor = { revision: 1, ranges: [placeOf(latin, "oduzeo pasoš")] };
  const said = (claim: "yes" | "no"): Promise<void> =>
    answer(network, latin, [
      [CLAIM, "verdict", claim, [{ id: "e".repeat(22), anchor }]],
      [PRISON, defendant.id, 60],
    ]);
  await said("yes");
  const entry = (stands: string, text: string): OutputNode =>
    node("entry", { cell: keyOfCell(latin.verdict.id, CLAIM.id), stands }, words(text));
  const comparison = node(
    "comparison",
    { questions: QUESTIONS, verdicts: [latin.verdict.id, cyrillic.verdict.id].join(",") },
    entry("yes", "all of it"),
    entry("yes", "in full"),
  );
  return { network, comparison, said };
}

const only = ([part]: PartState[]): ComparisonState => {
  if (part?.kind !== "comparison") throw new Error("no comparison");
  return part;
};

it("shows what is ruled of each verdict with its place, by unit, and what of another nobody answered", async () => {
  const { network, comparison } = await compared();
  const part = only(await resolve(network, [comparison]));
  expect(part.questions.map(({ label }) => label)).toEqual(["The claim", "The prison"]);
  expect(part.rows.map(({ cells }) => cells.map(({ said, citation }) => [said, citation]))).toEqual([
    [
      [[{ unit: null, words: "yes" }], "para. 2, p. 1, reasoning"],
      [[{ unit: "[Defendant A]", words: "5 years" }], null],
    ],
    [
      [[], null],
      [[], null],
    ],
  ]);
  expect(part).toMatchObject({ flags: [], now: null });
});

it("is flagged where what was typed beside an answer is of another answer", async () => {
  const { network, comparison, said } = await compared();
  await said("no");
  const part = only(await resolve(network, [comparison]));
  expect(part).toMatchObject({
    flags: ["answers"],
    now: null,
    rows: [{ cells: [{ said: [{ words: "no" }] }, {}] }, {}],
  });
});

it("approved it keeps what was answered, says what is answered now, and each row goes with its verdict", async () => {
  const { network, comparison, said } = await compared();
  const { store, lawyer, latin, cyrillic } = network;
  const request = {
    document: { type: "doc" as const, content: [comparison] },
    scope: { kind: "all" } as const,
    language: "en" as const,
  };
  const tables = await tablesOf(store, actorOf(lawyer), request);
  expect(tables.map(({ verdict }) => verdict)).toEqual([latin.verdict.id, cyrillic.verdict.id]);
  await said("no");
  const part = only(await partsOf(store, actorOf(lawyer), { ...request, isFrozen: true, tables }));
  expect(part.rows[0]?.cells[0]?.said).toEqual([{ unit: null, words: "yes" }]);
  expect(part.flags).toEqual(["answers"]);
  expect(part.now?.[0]?.cells[0]?.said).toEqual([{ unit: null, words: "no" }]);
  const [frozen] = tables;
  if (!frozen) throw new Error("nothing is frozen");
  expect(JSON.stringify(rewriteTable(frozen.content, (text) => text.replaceAll("5 years", "[…]")))).not.toContain(
    "5 years",
  );
});

it("prints a row a verdict: the answer, all that was typed beside it, and the place", async () => {
  const { network, comparison } = await compared();
  const parts = await resolve(network, [comparison]);
  const manuscript = toManuscript({
    title: "Claims",
    language: "en",
    document: { type: "doc", content: [comparison] },
    parts,
    facts: COVER,
    withoutCaseNumbers: false,
  });
  const table = manuscript.blocks.find(({ kind }) => kind === "table");
  if (table?.kind !== "table") throw new Error("no table");
  expect(table.label).toBe("Table 1");
  const lines = table.rows.map((row) =>
    row.map(({ blocks }) => blocks.map((block) => ("content" in block ? inlineText(block.content) : ""))),
  );
  expect(lines).toEqual([
    [["Verdict"], ["The claim"], ["The prison"]],
    [["RS-1"], ["yes", "all of it", "in full", "(para. 2, p. 1, reasoning)"], ["[Defendant A]: 5 years"]],
    [["MK-1"], ["–"], ["–"]],
  ]);
});

it("whoever may not read a verdict that it names may not read the document, nor a version of it", async () => {
  const { network, comparison } = await compared();
  const { store, lawyer, latin, cyrillic, hidden } = network;
  const doc = new Y.Doc();
  new OutputRoom(doc).replace({ type: "doc", content: [comparison] });
  const { figures, evidence } = projectOutput(doc, newId(OutputId));
  expect(figures).toMatchObject([
    { subject: null, approved: null, scope: { kind: "verdicts", verdicts: [latin.verdict.id, cyrillic.verdict.id] } },
  ]);
  expect(evidence).toEqual([]);
  const row = { id: newId(OutputId), named: [], countedOver: [], status: "draft", scope: { kind: "all" } } as never;
  const mayRead = (verdicts: string): Promise<boolean> =>
    mayReadVersion(store, { ...actorOf(lawyer), organisation: "none" } as never, row, {
      document: { type: "doc", content: [node("comparison", { questions: QUESTIONS, verdicts })] },
    });
  expect([await mayRead(latin.verdict.id), await mayRead(hidden.verdict.id)]).toEqual([true, false]);
});
