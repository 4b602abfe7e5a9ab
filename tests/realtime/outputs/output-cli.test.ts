import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { coram } from "../../helpers/network/run-coram.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

it("coram export writes a document as the server does, looked over and audited alike", async (context) => {
  const server = await startTestServer(context);
  const { people, config, store } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("Sud je u predmetu K 12/25 utvrdio okolnosti.");
  const { id, rooms } = await makeOutput(server, people.lawyer);
  const client = await RawClient.joinAt(server, rooms.content.room, people.lawyer);
  const anchor = { revision: 1, ranges: [{ start: 0, end: 43 }] };
  const none = { annotation: null, layer: null, translation: null, approved: null, note: "" } as const;
  const quote = { ...fromQuote({ verdict: verdict.id, anchor, ...none }), id: newId(BlockId) };
  await append(client, paragraph("What the court found."), makeNode("evidence", quote));
  const run = (...args: string[]) => coram("export", "--document", id, "--data", config.dataFolder, ...args);
  const actions = async (): Promise<string[]> =>
    (await store.audit.list(50)).filter(({ subject }) => subject["by"] === "operator").map((each) => each.action);

  const byServer = await mustExport(server, people.facilitator, {
    format: "output-html",
    output: { output: id, withoutCaseNumbers: true },
  });
  const html = await run("--format", "html", "--without-case-numbers");
  expect(html).toMatchObject({ code: 0, stderr: "A document with 1 passages of 1 verdicts\n" });
  expect(html.stdout).toBe(new TextDecoder().decode(byServer));
  expect(html.stdout).not.toContain("12/25");

  const file = join(config.dataFolder, "out.pdf");
  const pdf = await run("--format", "pdf", "-o", file, "--json");
  expect(pdf).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(pdf.stdout)).toMatchObject({ file, format: "pdf", passages: 1, verdicts: 1 });
  expect((await readFile(file)).subarray(0, 5).toString()).toBe("%PDF-");

  await append(client, paragraph("Write to petra.lukova@example.org."));
  const leaking = join(config.dataFolder, "leak.docx");
  const kept = await run("--format", "docx", "-o", leaking);
  expect(kept).toMatchObject({ code: 1, stdout: "" });
  expect(kept.stderr).toMatch(/^coram: 1 places look like a person's data \(email in text\)[^\n]*\n$/);
  expect(kept.stderr).not.toContain("lukova");
  expect(existsSync(leaking)).toBe(false);
  expect((await run("--format", "docx", "-o", leaking, "--despite", "agreed")).code).toBe(0);
  expect(await actions()).toEqual(["export.made", "export.blocked", "export.made", "export.made"]);

  const alone = await run("--format", "pdf", "--both-languages", "--json");
  expect(alone).toMatchObject({ code: 1, stderr: '{"error":"This document is not written in another language."}\n' });
});
