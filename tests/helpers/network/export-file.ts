import { vi } from "vitest";
import { ExportJob, type ExportCommand } from "../../../schema/protocol/http/exports.ts";
import { readParts, readSheet, sheetNames } from "../files/read-xlsx.ts";
import type { Person, TestServer } from "./test-server.ts";

/** A file by the routes that people use: its bytes, or the job where it was not made. */
export async function exportedFile(
  { ask }: TestServer,
  by: Person,
  command: ExportCommand,
): Promise<Uint8Array | ExportJob> {
  const { id } = ExportJob.parse(await (await ask(by, "POST", "/api/exports", command)).json());
  const read = async () => ExportJob.parse(await (await ask(by, "GET", `/api/exports/${id}`)).json());
  await vi.waitUntil(async () => ["done", "failed"].includes((await read()).state), { timeout: 60_000 });
  const job = await read();
  if (job.state === "failed") return job;
  return new Uint8Array(await (await ask(by, "GET", `/api/exports/${id}/file`)).arrayBuffer());
}

/** The same, where it must be made. */
export async function mustExport(server: TestServer, by: Person, command: ExportCommand): Promise<Uint8Array> {
  const file = await exportedFile(server, by, command);
  if (!(file instanceof Uint8Array)) throw new Error(`not made: ${file.problem}`);
  return file;
}

/** The rows of a sheet of the workbook with all that coders wrote, each by the heads of its columns. */
export async function rowsOfSheet(
  server: TestServer,
  by: Person,
  sheet: "Passages" | "Answers",
): Promise<Record<string, unknown>[]> {
  const parts = readParts(await mustExport(server, by, { format: "xlsx", withNotes: true }));
  const [heads = [], ...rows] = readSheet(parts, sheetNames(parts).indexOf(sheet) + 1).rows;
  return rows.map((row) => Object.fromEntries(heads.map((head, i) => [String(head), row[i]])));
}

/** The words of an HTML file in one line. */
export function textOfHtml(bytes: Uint8Array): string {
  const [, body = ""] = new TextDecoder().decode(bytes).split("</head>");
  return body.replaceAll(/<[^>]+>/g, " ").replaceAll(/[\s\u00a0]+/g, " ");
}
