import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { AnnotationId, CategoryId, newId } from "../../../schema/domain/ids.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnnotationRow } from "../../../server/store/rows.ts";
import { coram } from "../../helpers/network/run-coram.ts";
import { NO_ROWS } from "../../helpers/store/store-fixture.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

const TEXT = "Petra Lukova came from Kumanovo. The defendant promised her work.";

function tag(on: NewVerdict, by: Person, words: string): AnnotationRow {
  const start = TEXT.indexOf(words);
  return {
    id: newId(AnnotationId),
    room: on.rooms.layer,
    layer: on.layer,
    verdict: on.verdict.id,
    category: CategoryId.parse("means.force"),
    version: 1,
    anchor: { revision: 1, ranges: [{ start, end: start + words.length }] },
    ...tagWords({}),
    createdAt: "2026-03-02T09:00:00.000Z",
    deleted: null,
    author: by.member.id,
    lastWriter: by.member.id,
  };
}

async function tagged(server: TestServer): Promise<NewVerdict> {
  const { lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  const annotations = [tag(made, lawyer, "came from"), tag(made, otherLawyer, "Petra Lukova")];
  await server.store.rooms.replaceRows(made.rooms.layer, { ...NO_ROWS, annotations });
  return made;
}

async function finished(server: TestServer, who: Person, command: object): Promise<ExportJob> {
  const begun = await server.ask(who, "POST", "/api/exports", command);
  expect(begun.status).toBe(202);
  const { id } = ExportJob.parse(await begun.json());
  const read = async () => ExportJob.parse(await (await server.ask(who, "GET", `/api/exports/${id}`)).json());
  await vi.waitUntil(async () => ["done", "failed"].includes((await read()).state), { timeout: 60_000 });
  return read();
}

test("lawyers export their own tags, facilitators all, and a file is its maker's only", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await tagged(server);
  const own = await finished(server, lawyer, { format: "csv" });
  const all = await finished(server, facilitator, { format: "csv" });
  expect([own.state, own.count, all.state, all.count]).toEqual(["done", 1, "done", 2]);
  const file = await server.ask(lawyer, "GET", `/api/exports/${own.id}/file`);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="coram-[\w.-]+\.csv"$/);
  expect(file.headers.get("cache-control")).toBe("no-store");
  const text = await file.text();
  expect(text).toContain("came from");
  expect(text).not.toContain("Petra Lukova");
  expect((await server.ask(facilitator, "GET", `/api/exports/${own.id}`)).status).toBe(404);
  expect((await server.ask(facilitator, "GET", `/api/exports/${own.id}/file`)).status).toBe(410);
  const kept = (await server.store.audit.list(20)).map(({ action }) => action);
  expect(kept.filter((action) => action.startsWith("export."))).toEqual(["export.file", "export.made", "export.made"]);
});

test("a redaction takes the files away that hold the words", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await tagged(server);
  const before = await finished(server, facilitator, { format: "csv" });
  const edits = [{ start: 0, end: "Petra Lukova".length, insert: "[Victim A]" }];
  const path = `/api/verdicts/${verdict.id}/edits`;
  expect((await server.ask(facilitator, "POST", path, { baseRevision: 1, kind: "redact", edits })).status).toBe(200);
  expect((await server.ask(facilitator, "GET", `/api/exports/${before.id}/file`)).status).toBe(410);
  const after = await finished(server, facilitator, { format: "csv" });
  const text = await (await server.ask(facilitator, "GET", `/api/exports/${after.id}/file`)).text();
  expect(text).toContain("[Victim A]");
  expect(text).not.toContain("Lukova");
});

test("coram export writes the same passages beside a running server", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await tagged(server);
  const data = server.config.dataFolder;
  const output = join(data, "out.csv");
  const all = await coram("export", "--all", "--format", "csv", "--data", data, "-o", output, "--json");
  expect(all).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(all.stdout)).toMatchObject({ file: output, passages: 2, verdicts: 1 });
  expect(await readFile(output, "utf8")).toContain("Petra Lukova");
  const piped = await coram("export", "--verdict", verdict.id, "--format", "json", "--data", data);
  expect(piped.code).toBe(0);
  expect(JSON.parse(piped.stdout)).toBeTypeOf("object");
  const unknown = await coram("export", "--verdict", "none", "--format", "csv", "--data", data);
  expect(unknown).toMatchObject({ code: 1, stderr: 'coram: There is no verdict with the id "none".\n' });
});
