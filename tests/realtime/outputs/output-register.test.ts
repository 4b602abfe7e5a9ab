import { expect, it } from "vitest";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { newId, OutputId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { Register } from "../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { startServer } from "../../../server/main.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { DATABASE_FILE } from "../../../server/store/sqlite/file/open.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { exportedFile, mustExport } from "../../helpers/network/export-file.ts";
import { approve, append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { readParts, readSheet } from "../../helpers/files/read-xlsx.ts";
import { revealedRound } from "../../helpers/network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const recommendation = (body: string, facts: Record<string, string>): OutputNode =>
  makeNode("recommendation", { id: newId(BlockId), ...facts }, [{ type: "text", text: body }]);

/** Two documents that recommend something to two institutions, and once to nobody. */
async function written(server: TestServer): Promise<void> {
  const { people } = server;
  await freezeWithOutputs(server);
  await server.newVerdict("Sud je utvrdio.");
  const first = await makeOutput(server, people.lawyer, { title: "First" });
  const second = await makeOutput(server, people.lawyer, { title: "Second", language: "mk" });
  await append(
    await RawClient.joinAt(server, first.rooms.content.room, people.lawyer),
    recommendation("Decide the claim.", {
      addressee: "Higher courts",
      finding: "Claims are sent away.",
      verb: "decide",
    }),
    recommendation("Say who does it.", {}),
  );
  await append(
    await RawClient.joinAt(server, second.rooms.content.room, people.lawyer),
    recommendation("Обучете ги инспекторите.", { addressee: "Инспекторат" }),
    recommendation("Return documents.", { addressee: "higher  courts" }),
  );
}

it("the register groups recommendations by whom they address, those that address nobody last", async (context) => {
  const server = await startTestServer(context);
  await written(server);
  const answer = await server.ask(server.people.reader, "GET", "/api/recommendations");
  const { recommendations } = Register.parse(await answer.json());
  const bodies = recommendations.map(({ body }) => body);
  expect(bodies.at(-1)).toBe("Say who does it.");
  expect(Math.abs(bodies.indexOf("Decide the claim.") - bodies.indexOf("Return documents."))).toBe(1);
});

/** A document whose recommendation another language says too, beside one of its own. */
async function inTwoLanguages(server: TestServer): Promise<{ leading: string; other: string }> {
  const { lawyer } = server.people;
  await freezeWithOutputs(server);
  await server.newVerdict("Sud je utvrdio.");
  const leading = await makeOutput(server, lawyer, { title: "Doors" });
  const client = await RawClient.joinAt(server, leading.rooms.content.room, lawyer);
  const led = recommendation("Decide the claim.", { addressee: "Courts", deadline: "by 2021" });
  await append(client, led);
  const made = await server.ask(lawyer, "POST", `/api/outputs/${leading.id}/partner`, { language: "sq" });
  const other = OutputView.parse(await made.json());
  const translator = await RawClient.joinAt(server, other.rooms.content.room, lawyer);
  await translator.write((doc) => new OutputRoom(doc).setTitle("Dyer"));
  await append(
    translator,
    recommendation("Të vendosin.", { addressee: "Gjykatat", pair: String(led.attrs?.["id"]) }),
    recommendation("Vetëm këtu.", { addressee: "Gjykatat" }),
  );
  return { leading: leading.id, other: other.id };
}

it("what two languages of a document recommend is one recommendation with a way into each, in files too", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, reader } = server.people;
  const { leading, other } = await inTwoLanguages(server);
  const listed = async (): Promise<Register["recommendations"]> =>
    Register.parse(await (await server.ask(reader, "GET", "/api/recommendations")).json()).recommendations;
  expect((await listed()).map(({ output, body, others }) => [output, body, others])).toEqual([
    [leading, "Decide the claim.", [expect.objectContaining({ output: other, language: "sq", body: "Të vendosin." })]],
    [other, "Vetëm këtu.", []],
  ]);
  const sheet = readSheet(readParts(await mustExport(server, lawyer, { format: "recommendations-xlsx" })), 1);
  expect(sheet.rows).toHaveLength(3);
  expect(sheet.rows.flat()).toContain("Doors; Dyer");
  const chosen = { format: "recommendations-docx", register: { output: OutputId.parse(other) } } as const;
  const texts = readDocx(await mustExport(server, lawyer, chosen)).paragraphs.map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["1. Decide the claim.", "Dyer · draft", "2. Vetëm këtu."]));
  // In Albanian, with the heading in it too.
  const inAlbanian = readDocx(await mustExport(server, lawyer, { ...chosen, language: "sq" })).paragraphs;
  expect(inAlbanian.map(({ text }) => text)).toEqual(expect.arrayContaining(["Gjykatat", "1. Të vendosin."]));
});

it("rows of before there were pairs are made anew when the server starts", async (context) => {
  const server = await startTestServer(context);
  const { leading, other } = await inTwoLanguages(server);
  const dataFolder = await mkdtemp(join(tmpdir(), "coram-before-pairs-"));
  context.onTestFinished(() => rm(dataFolder, { recursive: true }));
  await cp(server.config.dataFolder, dataFolder, { recursive: true });
  await server.stop();
  const config = { ...server.config, dataFolder };
  const database = new Sqlite(join(config.dataFolder, DATABASE_FILE));
  database.exec(`ALTER TABLE recommendations DROP COLUMN pair; ALTER TABLE rooms DROP COLUMN rows_old;
    DELETE FROM migrations WHERE number = 87`);
  database.close();
  const again = await startServer(config);
  context.onTestFinished(() => again.stop());
  expect((await verifyStore(again.store, { project: projectAll })).differences).toEqual([]);
  const rows = await again.store.outputs.recommendations([OutputId.parse(leading), OutputId.parse(other)]);
  expect(rows.map(({ pair }) => pair)).toEqual([null, rows[0]?.block, null]);
  expect(await again.store.rooms.withOldRows()).toEqual([]);
});

it("the register is exported as a sheet and as a document, with what was chosen, and is looked over", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, reader } = server.people;
  await written(server);
  const sheet = readSheet(readParts(await mustExport(server, lawyer, { format: "recommendations-xlsx" })), 1);
  expect(sheet.rows).toHaveLength(5);
  expect(sheet.rows.flat()).toContain("Claims are sent away.");
  const chosen = { format: "recommendations-docx", register: { addressee: "Higher courts" } } as const;
  const { paragraphs } = readDocx(await mustExport(server, lawyer, chosen));
  const texts = paragraphs.map(({ text }) => text);
  expect(texts).toContain("1. Decide the claim.");
  expect(texts).toContain("2. Return documents.");
  expect(texts).toContain("Addressee: Higher courts");
  expect(texts.join()).not.toContain("инспекторите");
  // Whoever may export nothing is refused, and nothing is made of nothing.
  expect((await server.ask(reader, "POST", "/api/exports", chosen)).status).toBe(403);
  const none = { ...chosen, register: { addressee: "Nobody" } };
  expect(await exportedFile(server, lawyer, none)).toMatchObject({ problem: "export-empty" });

  const leaky = await makeOutput(server, lawyer, { title: "Third" });
  await append(
    await RawClient.joinAt(server, leaky.rooms.content.room, lawyer),
    recommendation("Ask JMBG 0101006500006.", { addressee: "Courts" }),
  );
  for (const format of ["recommendations-xlsx", "recommendations-docx"] as const)
    expect(await exportedFile(server, lawyer, { format })).toMatchObject({ problem: "export-leak", leakCount: 1 });
});

it("annex A says in the document's language how far the readers of its verdicts agree, where a round was compared", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator } = server.people;
  await freezeWithOutputs(server);
  const text = "Sud je utvrdio da joj je okrivljeni oduzeo pasoš. Dugovala mu je novac, i bila je zaključana.";
  const made = await server.newVerdict(text, { stage: "cleared-for-guests" });
  const output = await makeOutput(server, facilitator, { language: "mk", title: "Пресуди" });
  const file = async (): Promise<string> => {
    const bytes = await mustExport(server, facilitator, { format: "output-docx", output: { output: output.id } });
    return readDocx(bytes)
      .paragraphs.map((each) => each.text)
      .join("\n");
  };
  expect(await file()).not.toContain("Веројатен распон");
  await revealedRound(server, made, [
    { who: lawyer, tags: [{ words: "oduzeo pasoš", category: "means.force" }] },
    { who: otherLawyer, tags: [{ words: "oduzeo pasoš", category: "means.force" }] },
  ]);
  // Of a verdict that the text does not draw on it says nothing.
  expect(await file()).not.toContain("Веројатен распон");
  await append(
    await RawClient.joinAt(server, output.rooms.content.room, facilitator),
    makeNode("actors", { id: newId(BlockId), verdict: made.verdict.id }, []),
  );
  expect(await file()).toMatch(/Веројатен распон\n(?:.*\n)+1,00\n.*\nознаки:\s2/);
});

it("a section that is left out is in no file and recommends nothing, its words stay", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator, reader } = server.people;
  await freezeWithOutputs(server);
  await server.newVerdict("Sud je utvrdio.");
  const made = await makeOutput(server, lawyer);
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const section = made.sections.at(-1)?.id ?? "";
  await append(client, recommendation("Decide the claim.", { addressee: "Courts" }));
  const listed = async (): Promise<number> =>
    Register.parse(await (await server.ask(reader, "GET", "/api/recommendations")).json()).recommendations.length;
  const file = async (): Promise<string> =>
    new TextDecoder().decode(
      await mustExport(server, facilitator, {
        format: "output-html",
        output: { output: made.id, withoutCaseNumbers: false },
      }),
    );
  expect([await listed(), (await file()).includes("Decide the claim.")]).toEqual([1, true]);
  await client.write((doc) => new OutputRoom(doc).setLeftOut(section, true));
  expect([await listed(), (await file()).includes("Decide the claim.")]).toEqual([0, false]);
  await approve(server, facilitator, made.id);
  const version = await server.store.outputs.version(made.id, 1);
  expect(version?.document.leftOut).toEqual([section]);
  expect(JSON.stringify(version?.document.content)).toContain("Decide the claim.");
  expect((await file()).includes("Decide the claim.")).toBe(false);
});

it("what came of a recommendation is said once its document is approved, and is asked for when it is due", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reader, facilitator } = server.people;
  await freezeWithOutputs(server);
  const made = await makeOutput(server, lawyer);
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  await append(client, recommendation("Decide the claim.", { addressee: "Courts", deadline: "by 2021" }));
  const listed = async (who: Person): Promise<Register["recommendations"]> =>
    Register.parse(await (await server.ask(who, "GET", "/api/recommendations")).json()).recommendations;
  const waits = async (who: Person): Promise<unknown[]> =>
    (NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).documents ?? []).filter(
      ({ kind }) => kind === "due",
    );
  const [before] = await listed(lawyer);
  expect(before).toMatchObject({ followUp: null, mayFollow: false });
  const path = `/api/recommendations/${made.id}/${before?.block ?? ""}/state`;
  const said = { state: "answered", date: "2026-02-01", source: "A letter of Petar Petrović", sent: null, due: null };
  expect((await server.ask(lawyer, "POST", path, said)).status).toBe(403);
  expect(await waits(lawyer)).toEqual([]);
  await approve(server, facilitator, made.id);
  expect(await waits(lawyer)).toMatchObject([{ output: made.id, count: 1 }]);
  expect(await waits(otherLawyer)).toEqual([]);
  expect((await server.ask(reader, "POST", path, said)).status).toBe(403);
  // Answered is not settled; a day to ask again is.
  expect((await server.ask(otherLawyer, "POST", path, said)).status).toBe(200);
  expect(await waits(lawyer)).toHaveLength(1);
  expect((await server.ask(otherLawyer, "POST", path, { ...said, due: "2199-01-01" })).status).toBe(200);
  expect(await waits(lawyer)).toEqual([]);
  expect((await server.ask(lawyer, "POST", path, { ...said, state: "adopted-in-part" })).status).toBe(200);
  expect(await waits(lawyer)).toEqual([]);
  expect(await listed(reader)).toMatchObject([{ mayFollow: false, followUp: { state: "adopted-in-part" } }]);
  expect(await listed(otherLawyer)).toMatchObject([
    { mayFollow: true, followUp: { state: "adopted-in-part", date: "2026-02-01", by: lawyer.member.id } },
  ]);

  const { verdict } = await server.newVerdict("Svedok Petar Petrović.");
  const command = { kind: "term", forms: ["Petar Petrović"], token: "[Person A]" };
  await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, command);
  expect(await listed(lawyer)).toMatchObject([{ followUp: { source: "A letter of [Person A]" } }]);
  expect(namesInFolder(server.config.dataFolder, ["Petrović"])).toEqual([]);
});
