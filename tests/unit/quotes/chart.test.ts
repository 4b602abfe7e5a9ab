import * as Y from "yjs";
import { expect, it } from "vitest";
import { newId, OutputId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import type { ChartState } from "../../../schema/protocol/http/parts/chart-state.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { countedIn } from "../../../server/outputs/readable-version.ts";
import { partsOf, tablesOf } from "../../../server/quotes/parts.ts";
import { projectOutput } from "../../../server/rooms/log/output-projection.ts";
import { node } from "../../helpers/network/an-output.ts";
import {
  addUnit,
  answer,
  ARREST,
  CLAIM,
  PRISON,
  question,
  resolve,
  VERDICT,
  withQuestions,
} from "../../helpers/network/asked-network.ts";
import { actorOf, type ExportNetwork } from "../../helpers/network/export-network.ts";

const AWARD = question("award", { type: "money" });
const chart = (kind: string, questions: readonly { id: string }[], change: object = {}): OutputNode =>
  node("chart", { kind, questions: questions.map(({ id }) => id).join(","), ...change });

const only = ([part]: PartState[]): ChartState => {
  if (part?.kind !== "chart") throw new Error("no chart");
  return part;
};
const shownIn = ({ rows }: ChartState): unknown[] =>
  rows.map(({ source, unit, label, values, words }) => [label ?? source?.country, unit, values, words]);

async function answeredNetwork(): Promise<ExportNetwork> {
  const network = await withQuestions([AWARD]);
  const { latin, cyrillic } = network;
  const [a, b] = [await addUnit(network, latin, "defendant", "A"), await addUnit(network, latin, "defendant", "B")];
  await answer(network, latin, [
    [CLAIM, "verdict", "yes"],
    [ARREST, "verdict", "2020-01"],
    [VERDICT, "verdict", "2021-01-01"],
    [PRISON, a.id, 60],
    [PRISON, b.id, 24],
    [AWARD, "verdict", { amount: 500, currency: "EUR" }],
  ]);
  await answer(network, cyrillic, [
    [CLAIM, "verdict", "no"],
    [
      AWARD,
      "verdict",
      [
        { amount: 200, currency: "EUR" },
        { amount: 9000, currency: "MKD" },
      ],
    ],
  ]);
  return network;
}

it("counts each answer over all who were asked, in figures as sentences have them", async () => {
  const network = await answeredNetwork();
  expect(shownIn(only(await resolve(network, [chart("squares", [CLAIM])])))).toEqual([
    ["yes", null, [1, 2], ["1 of 2 verdicts"]],
    ["no", null, [1, 2], ["1 of 2 verdicts"]],
  ]);
  const own = { scope: JSON.stringify({ kind: "country", country: "rs" }) };
  expect(shownIn(only(await resolve(network, [chart("squares", [CLAIM], own)])))).toEqual([
    ["yes", null, [1, 1], ["1 of 1 verdict"]],
  ]);
});

it("tells how many have no row, since nothing of them was measured", async () => {
  const network = await answeredNetwork();
  const beside = async (of: OutputNode): Promise<unknown> => only(await resolve(network, [of])).beside;
  // Of the other verdict nobody answered how long it was; of both, what was awarded.
  expect(await beside(chart("bars", [PRISON]))).toBe("1 not answered yet");
  expect(await beside(chart("bars", [AWARD]))).not.toContain("answered");
  // Of its people too, of whom nobody has named one yet.
  expect(await beside(chart("bars", [PRISON], { unit: "each" }))).toBe("1 not answered yet");
  await addUnit(network, network.latin, "defendant", "C");
  expect(await beside(chart("bars", [PRISON], { unit: "each" }))).toBe("2 not answered yet");
  await addUnit(network, network.cyrillic, "victim", "1");
  expect(await beside(chart("bars", [PRISON], { unit: "each" }))).toBe("1 not answered yet");
});

it("measures a verdict with all its people, or each of them; each currency has rows and a scale of its own", async () => {
  const network = await answeredNetwork();
  const prison = (unit: string): OutputNode => chart("bars", [PRISON], { unit });
  expect(shownIn(only(await resolve(network, [prison("verdict")])))).toEqual([["rs", null, [84], ["7 years"]]]);
  expect(shownIn(only(await resolve(network, [prison("each")])))).toEqual([
    ["rs", "[Defendant A]", [60], ["5 years"]],
    ["rs", "[Defendant B]", [24], ["2 years"]],
  ]);
  const award = only(await resolve(network, [chart("bars", [AWARD])]));
  expect(shownIn(award)).toEqual([
    ["rs", null, [500], ["500 EUR"]],
    ["mk", null, [200], ["200 EUR"]],
    ["mk", null, [9000], ["9,000 MKD"]],
  ]);
  expect(award.groups?.map(({ currency, rows, scale, total }) => [currency, rows.length, scale.to, total])).toEqual([
    ["EUR", 2, 500, ["700 EUR"]],
    ["MKD", 1, 9000, undefined],
  ]);
  // Beside a measure of another kind there is one scale, and one currency drawn.
  const mixed = only(await resolve(network, [chart("pairs", [PRISON, AWARD])]));
  expect([mixed.groups, mixed.scale]).toEqual([undefined, { from: 0, to: 500 }]);
  expect(shownIn(mixed)[1]).toEqual(["mk", null, [null, 200], ["", "200 EUR; 9,000 MKD"]]);
});

it("adds up what is measured, in each currency by itself, and no times", async () => {
  const taken = question("taken", { type: "money" });
  const network = await withQuestions([AWARD, taken]);
  const { latin, cyrillic } = network;
  const sum = (amount: number, currency: string): { amount: number; currency: string } => ({ amount, currency });
  await answer(network, latin, [
    [AWARD, "verdict", sum(500, "EUR")],
    [taken, "verdict", sum(900, "EUR")],
    [ARREST, "verdict", "2020-01"],
  ]);
  await answer(network, cyrillic, [
    [AWARD, "verdict", sum(200, "EUR")],
    [taken, "verdict", sum(9000, "MKD")],
    [ARREST, "verdict", "2021-01"],
  ]);
  const both = only(await resolve(network, [chart("pairs", [AWARD, taken])]));
  expect(shownIn(both).slice(1)).toEqual([
    ["mk", null, [200, null], ["200 EUR", ""]],
    ["mk", null, [null, 9000], ["", "9,000 MKD"]],
  ]);
  expect([both.total, both.groups?.map(({ total }) => total)]).toEqual([
    undefined,
    [["700 EUR", "900 EUR"], undefined],
  ]);
  expect(only(await resolve(network, [chart("bars", [ARREST])])).total).toBeUndefined();
});

it("draws two measures beside each other, and spans from one date to another", async () => {
  const network = await answeredNetwork();
  const pairs = only(await resolve(network, [chart("pairs", [PRISON, AWARD])]));
  expect(pairs.heads).toEqual(["The prison", "The award"]);
  expect(shownIn(pairs)[0]).toEqual(["rs", null, [84, 500], ["7 years", "500 EUR"]]);
  const spans = only(await resolve(network, [chart("spans", [ARREST, VERDICT])]));
  const [first, last] = spans.rows[0]?.values ?? [];
  expect((last ?? 0) - (first ?? 0)).toBe(366);
  expect(spans.scale).toEqual({ from: first, to: last });
  expect(spans.rows[0]?.words).toEqual(["January 2020", "1 January 2021"]);
});

it("of no question, of words or of nothing answered it is empty and not wrong", async () => {
  const network = await withQuestions([question("why", { type: "text" })]);
  for (const questions of [[], [{ id: "why" }], [{ id: "gone" }], [AWARD]])
    expect(only(await resolve(network, [chart("bars", questions)]))).toMatchObject({ rows: [], flags: [], now: null });
});

it("approved it keeps its numbers and says what is counted now; its answers go with their verdict", async () => {
  const network = await answeredNetwork();
  const { store, lawyer, latin } = network;
  const document = { type: "doc" as const, content: [chart("squares", [CLAIM])] };
  const request = { document, scope: { kind: "all" } as const, language: "en" as const };
  const tables = await tablesOf(store, actorOf(lawyer), request);
  expect(tables.map(({ content }) => content.kind)).toEqual(["chart", "chart"]);
  await answer(network, latin, [[CLAIM, "verdict", "no"]]);
  const read = async (rows = tables): Promise<ChartState> =>
    only(await partsOf(store, actorOf(lawyer), { ...request, isFrozen: true, tables: rows }));
  const approved = await read();
  expect(shownIn(approved)).toHaveLength(2);
  // What could not be counted then is told from what cannot now.
  const [first, ...rest] = tables;
  if (first?.content.kind !== "chart") throw new Error("nothing is frozen");
  const unsettled = { ...first, content: { ...first.content, isCounted: false, given: [] } };
  expect([approved.uncounted, (await read([unsettled, ...rest])).uncounted]).toEqual([0, 1]);
  expect(approved).toMatchObject({ flags: ["answers"], now: [{ label: "no", values: [2, 2] }] });
  const without = await read(tables.filter(({ verdict }) => verdict !== latin.verdict.id));
  expect(shownIn(without)).toEqual([["no", null, [1, 1], ["1 of 1 verdict"]]]);
});

it("approved its bars keep their lengths, however long one would be that is counted now", async () => {
  const network = await answeredNetwork();
  const { store, lawyer, latin } = network;
  const document = { type: "doc" as const, content: [chart("bars", [PRISON])] };
  const request = { document, scope: { kind: "all" } as const, language: "en" as const };
  const tables = await tablesOf(store, actorOf(lawyer), request);
  const read = async (): Promise<ChartState> =>
    only(await partsOf(store, actorOf(lawyer), { ...request, isFrozen: true, tables }));
  const before = await read();
  const other = await addUnit(network, latin, "defendant", "C");
  await answer(network, latin, [[PRISON, other.id, 240]]);
  const after = await read();
  expect([after.flags, after.rows, after.scale]).toEqual([["answers"], before.rows, before.scale]);
});

it("approved it is the same in whatever order its verdicts are kept, though as many are in one currency as in another", async () => {
  const network = await withQuestions([AWARD]);
  const { store, lawyer, latin, cyrillic } = network;
  await answer(network, latin, [[AWARD, "verdict", { amount: 500, currency: "EUR" }]]);
  await answer(network, cyrillic, [[AWARD, "verdict", { amount: 9000, currency: "MKD" }]]);
  const request = {
    document: { type: "doc" as const, content: [chart("bars", [AWARD])] },
    scope: { kind: "all" } as const,
    language: "en" as const,
  };
  const tables = await tablesOf(store, actorOf(lawyer), request);
  for (const kept of [tables, tables.toReversed()]) {
    const read = only(await partsOf(store, actorOf(lawyer), { ...request, isFrozen: true, tables: kept }));
    expect([read.flags, read.groups?.map(({ currency }) => currency)]).toEqual([[], ["EUR", "MKD"]]);
  }
});

it("tells of all that it counts, as a figure does", () => {
  const named = { kind: "verdicts" as const, verdicts: ["v".repeat(22)] };
  const nodes = [
    chart("squares", [CLAIM]),
    chart("squares", [CLAIM], { scope: JSON.stringify(named) }),
    chart("squares", []),
  ];
  expect(countedIn({ type: "doc", content: nodes }, { kind: "all" })).toEqual([{ kind: "all" }, named]);
  const doc = new Y.Doc();
  new OutputRoom(doc).replace({ type: "doc", content: nodes });
  expect(projectOutput(doc, newId(OutputId)).figures).toMatchObject([
    { subject: { kind: "answers", question: CLAIM.id }, scope: "output" },
    { subject: { kind: "answers" }, scope: named },
    { subject: null },
  ]);
});

it("draws lengths of time from nothing, whatever was asked for: a span is of dates", async () => {
  const network = await answeredNetwork();
  const { cyrillic } = network;
  const terms = (of: ChartState): unknown[] => [of.chart, of.scale, ...of.rows.map(({ values }) => values)];
  const alone = only(await resolve(network, [chart("spans", [PRISON])]));
  expect(terms(alone)).toEqual(["bars", { from: 0, to: 84 }, [84]]);
  const c = await addUnit(network, cyrillic, "defendant", "A");
  await answer(network, cyrillic, [[PRISON, c.id, 120]]);
  const both = only(await resolve(network, [chart("spans", [PRISON])]));
  expect(terms(both)).toEqual(["bars", { from: 0, to: 120 }, [84], [120]]);
  expect(only(await resolve(network, [chart("spans", [ARREST])])).chart).toBe("spans");
  // What is measured cannot be counted, and is drawn all the same.
  expect(terms(only(await resolve(network, [chart("squares", [PRISON])])))).toEqual(terms(both));
  expect(only(await resolve(network, [chart("squares", [CLAIM])])).chart).toBe("squares");
});

it("says that each currency is drawn by itself, and which it draws where it draws one", async () => {
  const network = await answeredNetwork();
  const { beside, rows } = only(await resolve(network, [chart("bars", [AWARD])]));
  expect(beside).toBe("the bars of each currency have a scale of their own");
  const mixed = only(await resolve(network, [chart("pairs", [PRISON, AWARD])])).beside;
  expect(mixed).toContain("bars show EUR alone; sums in other currencies stand in numbers");
  expect(rows.map(({ words }) => words.join()).join()).toContain("MKD");
  expect(only(await resolve(network, [chart("bars", [PRISON])])).beside ?? "").not.toContain("EUR");
});
