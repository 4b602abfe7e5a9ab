import { expect, it } from "vitest";
import { newId, type VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { ApprovalView, OutputView, type OutputMake } from "../../../schema/protocol/http/outputs.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { addUnit, askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { approve, append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { startTestServer, type Person, type Teardown } from "../../helpers/network/test-server.ts";

/** One of the cells of a row of facts. */
const saying = (stands: string): unknown => expect.arrayContaining([expect.objectContaining({ stands })]);
const CALM = [{ flags: [] }, { flags: [] }, { flags: [] }];

/** A draft with a table of each kind over one verdict, whose answers are given. */
async function drafted(test: Teardown, change: (verdict: VerdictId) => Partial<OutputMake> = () => ({})) {
  const server = await startTestServer(test);
  const { people, ask, hub } = server;
  const { facilitator, lawyer } = people;
  await askQuestions(server);
  await freezeWithOutputs(server);
  const made = await server.newVerdict("Okrivljeni je osuđen.");
  const verdict = made.verdict.id;
  const defendant = await addUnit(server, verdict, "defendant");
  const answer = (date: string, months: number): Promise<void> =>
    hub.write(made.rooms.layer, lawyer.member.id, (doc) => {
      const answers = new AnswersRoom(doc);
      answers.change(SHEET.date.id, "verdict", { value: date, version: 2 });
      answers.change(SHEET.prison.id, defendant, { value: months, version: 2 });
    });
  await answer("2019-11-23", 60);
  const { id, rooms, sections } = await makeOutput(server, lawyer, change(verdict));
  const client = await RawClient.joinAt(server, rooms.content.room, lawyer);
  await append(
    client,
    makeNode("timeline", { id: newId(BlockId), verdict }, []),
    makeNode("actors", { id: newId(BlockId), verdict }, []),
    makeNode("comparison", { id: newId(BlockId), verdicts: verdict, questions: SHEET.prison.id }, []),
    makeNode("chart", { id: newId(BlockId), kind: "bars", questions: SHEET.prison.id }, []),
  );
  const parts = async (query = ""): Promise<OutputParts["parts"]> =>
    OutputParts.parse(await (await ask(lawyer, "GET", `/api/outputs/${id}/parts${query}`)).json()).parts;
  const openAgain = (number: number): Promise<Response> =>
    ask(facilitator, "POST", `/api/outputs/${id}/open-again`, { number, why: "The sentence was corrected." });
  const words = async (): Promise<string> => {
    const file = await mustExport(server, lawyer, { format: "output-docx", output: { output: id } });
    return readDocx(file)
      .paragraphs.map(({ text }) => text)
      .join("\n");
  };

  /** What of the document the first page says is outdated. */
  const waits = async (who: Person) => {
    const { documents = [] } = NetworkView.parse(await (await ask(who, "GET", "/api/network")).json());
    return documents.flatMap(({ kind, output, count, isApproved }) =>
      kind === "outdated" && output === id ? [{ count, isApproved }] : [],
    );
  };
  return { server, id, client, sections, made, verdict, answer, parts, openAgain, words, waits };
}

it("approving freezes the timeline, who takes part, the comparison and the chart: later answers flag them, reopening shows them, and they go with their verdict", async (context) => {
  const { server, id, made, verdict, answer, parts, openAgain, words, waits } = await drafted(context);
  const { people, ask, store } = server;
  const { facilitator, lawyer, otherFacilitator } = people;
  await approve(server, facilitator, id);
  const approved = OutputView.parse(await (await ask(lawyer, "GET", `/api/outputs/${id}`)).json());
  expect(await waits(facilitator)).toEqual([]);
  await answer("2020-12-24", 72);
  // Whoever may open it again is told, as its page tells.
  for (const who of [facilitator, otherFacilitator]) expect(await waits(who)).toEqual([{ count: 4, isApproved: true }]);
  expect(await waits(lawyer)).toEqual([]);
  expect(await parts()).toMatchObject([
    { rows: [{ date: "2019-11-23" }], flags: ["answers"], now: [{ date: "2020-12-24" }] },
    { rows: [{ token: "[Defendant 1]", facts: [expect.stringContaining("5 years")] }], flags: ["answers"] },
    {
      rows: [{ cells: [{ stands: "[Defendant 1] 60" }] }],
      flags: ["answers"],
      now: [{ cells: [{ stands: "[Defendant 1] 72" }] }],
    },
    { rows: [{ values: [60], words: ["5 years"] }], flags: ["answers"], now: [{ values: [72] }] },
  ]);
  expect(await words()).toMatch(/2019/);
  expect(await words()).not.toMatch(/2020/);
  expect(await words()).toMatch(/5\syears/);
  expect(await words()).not.toMatch(/6\syears|72\smonths/);

  // Opened again they are read anew; the version that was approved still says what it said.
  expect((await openAgain(approved.number)).status).toBe(200);
  expect(await waits(facilitator)).toEqual([]);
  expect(await parts()).toMatchObject([{ rows: [{ date: "2020-12-24" }], flags: [] }, ...CALM]);
  expect(await parts(`?version=${approved.approvedVersion ?? 0}`)).toMatchObject([
    { rows: [{ date: "2019-11-23" }], flags: ["answers"] },
    { flags: ["answers"] },
    { flags: ["answers"] },
    { rows: [{ words: ["5 years"] }], flags: ["answers"] },
  ]);
  expect(await store.outputs.frozenTables(id, approved.approvedVersion ?? 0)).toHaveLength(4);

  const { caseNumber } = made.verdict;
  expect((await ask(facilitator, "DELETE", `/api/verdicts/${verdict}`, { caseNumber })).status).toBe(200);
  expect(await store.outputs.frozenTables(id, approved.approvedVersion ?? 0)).toEqual([]);
  expect(namesInFolder(server.config.dataFolder, ["2019-11-23", "2020-12-24"])).toEqual([]);
});

it("what signatures are asked for shows the facts, tables and charts that were frozen, in its files too; a later answer is told beside them, and voids it", async (context) => {
  const { server, id, client, sections, answer, parts, words } = await drafted(context, (verdict) => ({
    title: "Of the accused",
    scope: { kind: "verdicts", verdicts: [verdict] },
  }));
  const { lawyer, otherLawyer } = server.people;
  await server.store.house.setAuthor(lawyer.member.id, "A lawyer", new Date().toISOString());
  await append(client, paragraph("What was answered of the accused."));
  await client.write((doc) => {
    for (const section of sections.slice(0, -1)) new OutputRoom(doc).setLeftOut(section.id, true);
  });
  const view = async (): Promise<ApprovalView> =>
    ApprovalView.parse(await (await server.ask(lawyer, "GET", `/api/outputs/${id}/approval`)).json());
  const act = async (who: Person, what: string, body: unknown): Promise<number> =>
    (await server.ask(who, "POST", `/api/outputs/${id}/approval/${what}`, body)).status;
  const open = (await view()).points.map(({ key }) => key);
  expect(await act(lawyer, "reasons", { points: open, words: "It is short." })).toBe(200);
  const { number } = (await server.store.outputs.get(id)) ?? {};
  expect(await act(lawyer, "ask", { number, joint: false })).toBe(200);
  const then = await parts();
  expect(then).toMatchObject([{ kind: "comparison", flags: [] }, ...CALM, { flags: [] }]);

  await answer("2020-12-24", 72);
  const shown = await parts();
  expect(shown).toMatchObject([
    { rows: [{ cells: saying("[Defendant 1] 60") }], now: [{ cells: saying("[Defendant 1] 72") }] },
    { rows: [{ date: "2019-11-23" }], now: [{ date: "2020-12-24" }] },
    { rows: [{ facts: [expect.stringContaining("5 years")] }] },
    { rows: [{ cells: [{ stands: "[Defendant 1] 60" }] }], now: [{ cells: [{ stands: "[Defendant 1] 72" }] }] },
    { rows: [{ values: [60] }], now: [{ values: [72] }] },
  ]);
  expect(shown.map(({ flags }) => flags)).toEqual(shown.map(() => ["answers"]));
  expect(await words()).toMatch(/5\syears/);
  expect(await words()).not.toMatch(/6\syears|2020/);
  const dayOfData = async (): Promise<string | undefined> => /State of the data\s+(.+)/u.exec(await words())?.[1];
  const day = await dayOfData();
  expect(day).toMatch(/\d/);
  server.advance(3 * 86_400_000);
  expect(await dayOfData()).toBe(day);

  const { candidate } = await view();
  expect(await act(otherLawyer, "sign", { candidate: candidate?.id, digest: candidate?.digest })).toBe(409);
  expect((await view()).candidate).toMatchObject({ state: "voided", changed: shown.map(() => ({ output: id })) });
  expect((await parts())[0]).toMatchObject({ rows: [{ cells: saying("[Defendant 1] 72") }], flags: [] });
});

it("of two who ask for signatures at once one is told that it has moved, and one version with its tables is frozen", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store } = server;
  const { facilitator, otherFacilitator, lawyer } = people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict("Okrivljeni je osuđen.");
  const { id, rooms, number, sections } = await makeOutput(server, lawyer, { title: "Of the accused" });
  const client = await RawClient.joinAt(server, rooms.content.room, lawyer);
  await append(client, makeNode("actors", { id: newId(BlockId), verdict: made.verdict.id }, []));
  // Whoever wrote is named, by consent.
  await store.house.setAuthor(lawyer.member.id, "A lawyer", new Date().toISOString());
  // What is left out wants nothing.
  await client.write((doc) => {
    for (const section of sections) new OutputRoom(doc).setLeftOut(section.id, true);
  });
  const asked = async (who: Person, from: number): Promise<[number, unknown]> => {
    const answer = await ask(who, "POST", `/api/outputs/${id}/approval/ask`, { number: from });
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };
  // What is as it is asked to become, or was looked at before somebody else's command.
  expect((await ask(lawyer, "POST", `/api/outputs/${id}/status`, { status: "draft", number })).status).toBe(409);
  expect(await asked(facilitator, number + 1)).toEqual([409, "output-moved"]);
  const [first, second] = await Promise.all([
    asked(facilitator, number),
    asked(otherFacilitator, number),
    // Taken, or refused since it came behind the asking.
    Promise.race([append(client, paragraph("typed meanwhile")), client.closed]),
  ]);
  const [taken, refused] = [first, second].toSorted((a, b) => a[0] - b[0]);
  expect(taken).toEqual([200, undefined]);
  expect(refused?.[0]).toBeGreaterThanOrEqual(403);
  const versions = await store.outputs.versions(id);
  expect(versions.filter(({ kind }) => kind === "asked")).toHaveLength(1);
  expect(await store.outputs.frozenTables(id, 1)).toHaveLength(1);
  expect(await store.outputs.frozenTables(id, 2)).toEqual([]);
  // Nothing is written into it from here on, by commands either.
  for (const [path, body] of [
    ["versions", { name: "mine" }],
    ["versions/1/restore", {}],
  ] as const) {
    const answer = await ask(lawyer, "POST", `/api/outputs/${id}/${path}`, body);
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: "output-asked" }]);
  }
});
