import { describe, expect, it } from "vitest";
import type { Member } from "../../../schema/domain/member.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { partsOf, tablesOf } from "../../../server/quotes/parts.ts";
import { type AnswerRow } from "../../../server/store/rows.ts";
import { StoreError } from "../../../server/store/store-error.ts";
import { node } from "../../helpers/network/an-output.ts";
import {
  addUnit,
  answer,
  ARREST,
  PRISON,
  question,
  resolve,
  VERDICT,
  withQuestions,
} from "../../helpers/network/asked-network.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import { actorOf, openExportNetwork, placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";

const WORDS = "oduzeo pasoš";
const BORN = { type: "date", perUnit: "victim" } as const;

describe("tables of a case", () => {
  it("order the dates of its answers, each with the place that proves it", async () => {
    const network = await withQuestions();
    const anchor = { revision: 1, ranges: [placeOf(network.latin, WORDS)] };
    await answer(network, network.latin, [
      [VERDICT, "verdict", "2023-05-04"],
      [ARREST, "verdict", "2021-09", [{ id: "e".repeat(22), anchor }]],
    ]);
    const [timeline] = await resolve(network, [node("timeline", { verdict: network.latin.verdict.id })]);
    expect(timeline).toMatchObject({
      rows: [
        { date: "2021-09", label: "The arrest", unit: null, citation: "para. 2, p. 1, reasoning" },
        { date: "2023-05-04", label: "The verdict", citation: null },
      ],
    });
  });

  it("name units and officials by their tokens only, with what is answered of them", async () => {
    const network = await withQuestions();
    await network.edit(network.latin, "Petar Petrović", "[Witness A]", "redact");
    const defendant = await addUnit(network, network.latin, "defendant", "A");
    await answer(network, network.latin, [[PRISON, defendant.id, 60]]);
    const [actors] = await resolve(network, [node("actors", { verdict: network.latin.verdict.id })]);
    expect(actors).toMatchObject({
      rows: [
        { token: "[Defendant A]", role: "defendant", facts: ["The prison: 5 years"] },
        { token: "[Witness A]", role: "witness", facts: [] },
      ],
    });
  });

  it("put dates in order whatever order they were answered in, and less known before more known ones of the same time", async () => {
    const network = await withQuestions([question("indictment", { type: "date" }), question("born", BORN)]);
    const { latin } = network;
    const b = await addUnit(network, latin, "victim", "B");
    const a = await addUnit(network, latin, "victim", "A");
    await answer(network, latin, [
      // Before the arrest: nonsense that a person may have answered is shown, and in its place.
      [VERDICT, "verdict", "2019-12-31"],
      [ARREST, "verdict", "2021-09-12"],
      [question("indictment", {}), "verdict", "2021-09"],
      [question("born", BORN), b.id, "2021"],
      [question("born", BORN), a.id, "not-mentioned"],
    ]);
    const [timeline] = await resolve(network, [node("timeline", { verdict: latin.verdict.id })]);
    expect(timeline).toMatchObject({
      rows: [
        { date: "2019-12-31", label: "The verdict", unit: null },
        { date: "2021", label: "The born", unit: "[Victim B]" },
        { date: "2021-09", label: "The indictment", unit: null },
        { date: "2021-09-12", label: "The arrest", unit: null },
      ],
    });
    // Two answers of one day stay apart, and each has its question.
    await answer(network, latin, [
      [VERDICT, "verdict", "2021-09-12"],
      [ARREST, "verdict", "2021-09-12"],
    ]);
    const [again] = await resolve(network, [node("timeline", { verdict: latin.verdict.id })]);
    expect(again).toMatchObject({ rows: [{ date: "2021-09-12" }, { date: "2021-09-12" }] });
  });

  it("say of who has no answers that they are there, and of a unit that was taken away nothing", async () => {
    const network = await withQuestions();
    const { latin, store } = network;
    const defendant = await addUnit(network, latin, "defendant", "A");
    const victim = await addUnit(network, latin, "victim", "A");
    const mistaken = await addUnit(network, latin, "victim", "B");
    await answer(network, latin, [[PRISON, defendant.id, "not-mentioned"]]);
    const actors = async () => (await resolve(network, [node("actors", { verdict: latin.verdict.id })]))[0];
    const [one, other] = [
      { token: "[Defendant A]", role: "defendant", facts: [] },
      { token: "[Victim A]", role: "victim", facts: [] },
    ];
    expect(await actors()).toMatchObject({ rows: [one, other, { token: "[Victim B]", facts: [] }] });
    await store.names.removeUnit(mistaken);
    expect(await actors()).toMatchObject({ rows: [one, other] });
    // Whoever is answered for stays.
    await answer(network, latin, [[PRISON, defendant.id, 60]]);
    await expect(store.names.removeUnit(defendant)).rejects.toThrow(StoreError);
    await store.names.removeUnit(victim);
    expect(await actors()).toMatchObject({ rows: [{ ...one, facts: ["The prison: 5 years"] }] });
  });

  it("an approved list keeps a unit that was taken away since, and says that it is there no more", async () => {
    const network = await withQuestions();
    const { latin, store, lawyer } = network;
    const unit = await addUnit(network, latin, "victim", "A");
    const document = { type: "doc" as const, content: [node("actors", { verdict: latin.verdict.id })] };
    const request = { document, scope: { kind: "all" } as const, language: "en" as const };
    const tables = await tablesOf(store, actorOf(lawyer), request);
    await store.names.removeUnit(unit);
    const [actors] = await partsOf(store, actorOf(lawyer), { ...request, isFrozen: true, tables });
    expect(actors).toMatchObject({ rows: [{ token: "[Victim A]" }], flags: ["answers"], now: [] });
  });

  it("of no verdict, or of one without dates and people, are empty and not wrong", async () => {
    const network = await openExportNetwork();
    const parts = await resolve(network, [
      node("timeline", { verdict: null }),
      node("actors", { verdict: null }),
      node("timeline", { verdict: network.latin.verdict.id }),
      node("actors", { verdict: network.latin.verdict.id }),
    ]);
    const nothing = { rows: [], flags: [], hidden: null };
    expect(parts).toMatchObject([
      { ...nothing, source: null },
      { ...nothing, source: null },
      { ...nothing, source: { verdict: network.latin.verdict.id } },
      { ...nothing, source: { verdict: network.latin.verdict.id } },
    ]);
  });
});

describe("tables of an approved document", () => {
  async function approved(network: ExportNetwork, ...hidden: string[]): Promise<(by?: Member) => Promise<PartState[]>> {
    const { store, latin, lawyer } = network;
    const verdict = latin.verdict.id;
    const entries = hidden.map((cell) => node("entry", { cell, hides: true }));
    const content = [node("timeline", { verdict }, ...entries), node("actors", { verdict }, ...entries)];
    const document = { type: "doc" as const, content };
    const request = { document, scope: { kind: "all" } as const, language: "en" as const };
    const tables = await tablesOf(store, actorOf(lawyer), request);
    return (by = lawyer) => partsOf(store, actorOf(by), { ...request, isFrozen: true, tables });
  }
  const proof = (network: ExportNetwork): AnswerRow["evidence"] => [
    { id: "e".repeat(22), anchor: { revision: 1, ranges: [placeOf(network.latin, WORDS)] } },
  ];

  it("keep what was approved when answers and units change, and show both", async () => {
    const network = await withQuestions();
    const { latin } = network;
    const a = await addUnit(network, latin, "defendant", "A");
    await answer(network, latin, [
      [ARREST, "verdict", "2021-09", proof(network)],
      [PRISON, a.id, 60],
    ]);
    const read = await approved(network);
    const [timeline, actors] = await read();
    expect(timeline).toMatchObject({ rows: [{ date: "2021-09" }], flags: [], now: null });
    expect(actors).toMatchObject({ rows: [{ token: "[Defendant A]", facts: ["The prison: 5 years"] }], flags: [] });
    await addUnit(network, latin, "victim", "A");
    await answer(network, latin, [
      [ARREST, "verdict", "2021-10"],
      [VERDICT, "verdict", "2023-05-04"],
      [PRISON, a.id, 72],
    ]);
    expect(await read()).toMatchObject([
      { rows: [{ date: "2021-09" }], flags: ["answers"], now: [{ date: "2021-10" }, { date: "2023-05-04" }] },
      {
        rows: [{ token: "[Defendant A]", facts: ["The prison: 5 years"] }],
        flags: ["answers"],
        now: [
          { token: "[Defendant A]", facts: ["The prison: 6 years"] },
          { token: "[Victim A]", facts: [] },
        ],
      },
    ]);
  });

  it("have not changed where what they do not show is answered otherwise", async () => {
    const choices = ["male", "female"].map((id) => ({ id, label: { en: id } }));
    const sex = question("q.def-sex", { type: "choice", perUnit: "defendant", choices });
    const network = await withQuestions([sex]);
    const { latin } = network;
    const a = await addUnit(network, latin, "defendant", "A");
    const b = await addUnit(network, latin, "defendant", "B");
    const say = (arrest: string, prison: number, sexes: [string, string], verdict = "2023"): Promise<void> =>
      answer(network, latin, [
        [ARREST, "verdict", arrest],
        [VERDICT, "verdict", verdict],
        [PRISON, a.id, prison],
        [sex, a.id, sexes[0]],
        [sex, b.id, sexes[1]],
      ]);
    await say("2021-09", 60, ["male", "male"]);
    const read = await approved(network, "arrest", "[Defendant_B]");
    await say("2021-10", 72, ["male", "female"]);
    expect(await read()).toMatchObject([
      { flags: [], now: null },
      { flags: [], now: null },
    ]);
    await say("2021-10", 72, ["female", "female"], "2024");
    expect(await read()).toMatchObject([{ flags: ["answers"] }, { flags: ["answers"] }]);
  });

  it("take the date of the verdict from its data, and say when that was changed", async () => {
    const DAY = question("day", { type: "date", from: "date" });
    const network = await withQuestions([DAY]);
    const { latin, store, facilitator } = network;
    await answer(network, latin, [
      [ARREST, "verdict", "2019-09"],
      // Of before it was taken from the data.
      [DAY, "verdict", "2018-01-01"],
    ]);
    const read = await approved(network);
    const { date } = latin.verdict;
    expect((await read())[0]).toMatchObject({ rows: [{ date: "2019-09" }, { date, label: "The day" }], flags: [] });
    await store.verdicts.change(latin.verdict.id, { date: "2026-02-03" }, facilitator.id, NOW);
    expect((await read())[0]).toMatchObject({
      rows: [{ date: "2019-09" }, { date }],
      flags: ["answers"],
      now: [{ date: "2019-09" }, { date: "2026-02-03" }],
    });
  });

  it("name the other decisions of the proceedings once they are cleared, each frozen with its own verdict", async () => {
    const network = await withQuestions();
    const { store, latin, cyrillic, hidden, facilitator, lawyer } = network;
    const related = [cyrillic.verdict.id, hidden.verdict.id];
    await store.verdicts.change(latin.verdict.id, { related }, facilitator.id, NOW);
    await store.verdicts.change(cyrillic.verdict.id, { date: "2025-05-06", instance: "second" }, facilitator.id, NOW);
    await answer(network, latin, [[ARREST, "verdict", "2019-09"]]);
    const verdict = latin.verdict.id;
    const document = { type: "doc" as const, content: [node("timeline", { verdict })] };
    const request = { document, scope: { kind: "all" } as const, language: "en" as const };
    const tables = await tablesOf(store, actorOf(lawyer), request);
    expect(tables.map((each) => each.verdict)).toEqual([verdict, cyrillic.verdict.id]);
    const read = async (rows = tables) =>
      (await partsOf(store, actorOf(lawyer), { ...request, isFrozen: true, tables: rows }))[0];
    const other = {
      date: "2025-05-06",
      label: "Related decision (second instance)",
      related: { caseNumber: "К-7/24" },
    };
    expect(await read()).toMatchObject({ rows: [{ date: "2019-09" }, other], flags: [] });
    await store.verdicts.change(cyrillic.verdict.id, { date: "2025-05-07" }, facilitator.id, NOW);
    expect(await read()).toMatchObject({ rows: [{}, other], flags: ["answers"], now: [{}, { date: "2025-05-07" }] });
    // With that other verdict its row goes; a decision that nobody had approved alters nothing.
    const left = tables.filter((each) => each.verdict === verdict);
    expect(await read(left)).toMatchObject({ rows: [{ date: "2019-09" }], flags: [], now: null });
    const [draft] = await partsOf(store, actorOf(lawyer), request);
    expect(draft).toMatchObject({ rows: [{ date: "2019-09" }, { date: "2025-05-07" }] });
  });

  it("are not altered by a correction, and by a redaction alone", async () => {
    const network = await withQuestions();
    const { latin } = network;
    await answer(network, latin, [
      [ARREST, "verdict", "2021-09-12", proof(network)],
      [VERDICT, "verdict", "2023-05-04"],
    ]);
    const read = await approved(network);
    await network.edit(latin, "pasoš", "putnu ispravu", "correct");
    await answer(network, latin, [
      [ARREST, "verdict", "2021", proof(network)],
      [VERDICT, "verdict", "2023"],
    ]);
    expect((await read())[0]).toMatchObject({ rows: [{ date: "2021-09-12" }, { date: "2023-05-04" }] });
    await network.edit(latin, "Petar Petrović", "[Witness A]", "redact");
    expect((await read())[0]).toMatchObject({ rows: [{ date: "2021-09-12" }, { date: "2023-05-04" }] });
    await network.edit(latin, "putnu ispravu", "[Number A]", "redact");
    const [timeline, actors] = await read();
    expect(timeline).toMatchObject({ rows: [{ date: "2021" }, { date: "2023-05-04" }], flags: ["answers"] });
    expect(actors).toMatchObject({ rows: [{ token: "[Witness A]" }], flags: [] });
  });

  it("compare nothing while nothing of the verdict may be counted, and tell nothing to who may not read it", async () => {
    const network = await withQuestions();
    await answer(network, network.latin, [[VERDICT, "verdict", "2023-05-04"]]);
    const read = await approved(network);
    await network.store.verdicts.setStage(network.latin.verdict.id, "in-preparation");
    expect((await read())[0]).toMatchObject({ source: null, rows: [], flags: ["gone"], now: null });
    const [timeline] = await read(network.facilitator);
    expect(timeline).toMatchObject({ rows: [{ date: "2023-05-04" }], hidden: "in-preparation", flags: [], now: null });
  });
});
