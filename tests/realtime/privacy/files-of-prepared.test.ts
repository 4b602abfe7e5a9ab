import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { expect, test, vi } from "vitest";
import { CategoryId, newId, type OutputId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { EXPORT_FORMATS } from "../../../schema/protocol/export-choices.ts";
import {
  ExportJob,
  MatrixFormat,
  OutputFormat,
  RegisterFormat,
  RulingFormat,
  type ExportCommand,
} from "../../../schema/protocol/http/exports.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { revealedRound } from "../../helpers/network/revealed-round.ts";
import { coram } from "../../helpers/network/run-coram.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { readParts, readSheet, sheetNames } from "../../helpers/files/read-xlsx.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

/** Real names, as a court's own copy has them. */
const NAME = "Enkeleda";
const TEXT = `${NAME} was locked in. Her papers were taken.`;
const CLEARED = "The court found that [Victim A] was locked in.";

interface Planted {
  server: TestServer;
  hidden: NewVerdict;
  output: OutputId;
}

/** A verdict that was coded, revealed and quoted in a recommendation, and then went back to preparation, beside one that is cleared. */
async function planted(server: TestServer): Promise<Planted> {
  const { facilitator, lawyer, otherLawyer } = server.people;
  await freezeWithOutputs(server);
  const hidden = await server.newVerdict(TEXT, { caseNumber: "K 2/25" });
  const open = await server.newVerdict(CLEARED, { caseNumber: "K 1/25" });
  await tagHere(server, open, lawyer, "locked in");
  await tagHere(server, hidden, facilitator, NAME);
  await revealedRound(server, hidden, [
    { who: lawyer, tags: [{ words: NAME, category: "means", note: `${NAME} again` }] },
    { who: otherLawyer, tags: [{ words: `${NAME} was`, category: "means.force" }] },
  ]);
  const output = await makeOutput(server, facilitator);
  const client = await RawClient.joinAt(server, output.rooms.content.room, facilitator);
  const said = [{ type: "text", text: `Ask ${NAME}.` }] as const;
  const quote = {
    verdict: hidden.verdict.id,
    anchor: { revision: 1, ranges: [{ start: 0, end: 8 }] },
    annotation: null,
  };
  await append(
    client,
    makeNode("evidence", {
      id: newId(BlockId),
      ...fromQuote({ ...quote, layer: null, translation: null, approved: null, note: "" }),
    }),
    makeNode("recommendation", { id: newId(BlockId), finding: "", addressee: "Courts" }, [...said]),
  );
  await server.store.verdicts.setStage(hidden.verdict.id, "in-preparation");
  return { server, hidden, output: output.id };
}

async function tagHere({ hub }: TestServer, on: NewVerdict, by: Person, words: string): Promise<void> {
  const start = on.text.text.indexOf(words);
  const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
  await hub.write(on.rooms.layer, by.member.id, (doc) => {
    const tag = { category: CategoryId.parse("means"), version: 1, anchor, note: "" };
    new LayerRoom(doc).add(tag, "2026-03-02T09:00:00.000Z");
  });
}

/** What a file says, or why there is none. */
async function saidBy({ ask }: TestServer, by: Person, command: object): Promise<string> {
  const begun = await ask(by, "POST", "/api/exports", command);
  if (begun.status !== 202) return begun.text();
  const { id } = ExportJob.parse(await begun.json());
  const read = async (): Promise<ExportJob> =>
    ExportJob.parse(await (await ask(by, "GET", `/api/exports/${id}`)).json());
  await vi.waitUntil(async () => ["done", "failed"].includes((await read()).state), { timeout: 60_000 });
  const job = await read();
  if (job.state === "failed") return JSON.stringify(job);
  return wordsIn(new Uint8Array(await (await ask(by, "GET", `/api/exports/${id}/file`)).arrayBuffer()));
}

/** All that stands in a file, that of each part of an archive. */
function wordsIn(bytes: Uint8Array): string {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isArchive
    ? Object.values(unzipSync(bytes))
        .map((part) => strFromU8(part))
        .join("\n")
    : strFromU8(bytes);
}

/** Every file that a facilitator may ask for, with all that may stand in it. */
function commands({ hidden: { verdict }, output }: Planted): ExportCommand[] {
  const filter = { layers: "all" as const, verdicts: [verdict.id] };
  const passages = EXPORT_FORMATS.map((format) => ({ format, withNotes: true, withInternal: true, filter }));
  const ofAll = [...MatrixFormat.options, ...RegisterFormat.options].map((format) => ({ format }));
  const answers = MatrixFormat.options.map((format) => ({ format, matrix: { by: "questions" as const } }));
  const rulings = RulingFormat.options.map((format) => ({ format, filter: { verdicts: [verdict.id] } }));
  const documents = OutputFormat.options.map((format) => ({ format, output: { output } }));
  const unnamed = { format: "xlsx" as const, withoutCaseNumbers: true };
  return [...passages, { format: "csv" }, ...ofAll, ...answers, ...rulings, ...documents, unnamed];
}

test("no file holds anything of a verdict in preparation, whatever is asked for and by whom", async (context) => {
  const server = await startTestServer(context);
  const of = await planted(server);
  const { facilitator } = server.people;
  const path = `/api/verdicts/${of.hidden.verdict.id}`;
  const leaking: string[] = [];
  const look = (name: string, words: string): void => void (words.includes(NAME) && leaking.push(name));
  for (const command of commands(of)) look(JSON.stringify(command), await saidBy(server, facilitator, command));
  for (const format of ["xlsx", "docx"]) {
    const report = await server.ask(facilitator, "GET", `${path}/agreement/report?format=${format}&language=en`);
    look(`agreement ${format}`, report.ok ? NAME : "");
  }
  expect(leaking).toEqual([]);
  // What is cleared is there, and the sheet counts what is not.
  const bytes = await mustExport(server, facilitator, { format: "xlsx" });
  expect(wordsIn(bytes)).toContain("locked in");
  const parts = readParts(bytes);
  const [about] = sheetNames(parts).map((_, i) => readSheet(parts, i + 1).rows);
  expect(about).toContainEqual(expect.arrayContaining(["Verdicts in preparation", 1]));
});

test("nor does one that an operator makes, who is told why", async (context) => {
  const server = await startTestServer(context);
  const { hidden, output } = await planted(server);
  const data = server.config.dataFolder;
  const to = (name: string): string => join(data, name);
  const all = await coram("export", "--all", "--format", "json", "--layer", "all", "--data", data);
  expect([all.code, all.stdout.includes(NAME), all.stdout.includes("locked in")]).toEqual([0, false, true]);
  const one = await coram(
    "export",
    "--verdict",
    hidden.verdict.id,
    "--format",
    "docx-verdict",
    "-o",
    to("v"),
    "--data",
    data,
  );
  expect(one).toMatchObject({ code: 1, stderr: expect.stringContaining("in preparation") as string });
  const document = ["export", "--document", output, "--format", "html", "--despite", "agreed", "--data", data];
  expect(await coram(...document)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("in preparation") as string,
  });
});
