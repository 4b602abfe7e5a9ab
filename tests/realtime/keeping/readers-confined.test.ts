import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { nodeArguments, type ConfinedProcess } from "../../../server/workers/process.ts";
import { TYPESETTER } from "../../../server/export/files/typst.ts";
import { IMPORT_READER } from "../../../server/import/import.ts";
import { findOcrData } from "../../../server/scans/ocr-data.ts";
import { scanReader } from "../../../server/scans/reader.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const READERS: Record<string, ConfinedProcess> = {
  "the reader of files": IMPORT_READER,
  "the reader of scans": scanReader(findOcrData(null)),
  "the typesetter": TYPESETTER,
};

/** What somebody would do who has taken over the process: runs in it before its own module. */
const INTRUDER = `
import fs from "node:fs";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { writeHeapSnapshot } from "node:v8";
const require = createRequire("file:///");
const tried = (act) => { try { act(); return "done"; } catch (error) { return error.code; } };
process.once("message", ({ folder, files, allowed }) => process.send({
  lists: tried(() => fs.readdirSync(folder)),
  reads: files.map((path) => tried(() => fs.readFileSync(path))),
  opens: files.map((path) => tried(() => fs.closeSync(fs.openSync(path)))),
  loads: tried(() => require(folder + "/coram.db")),
  loadsSettings: tried(() => process.loadEnvFile(folder + "/coram.db")),
  queries: tried(() => new (require("node:sqlite").DatabaseSync)(folder + "/coram.db").exec("DELETE FROM members")),
  links: tried(() => fs.symlinkSync(folder, ${JSON.stringify(join(ROOT, "server", "way-out"))})),
  writes: tried(() => fs.writeFileSync(folder + "/left", "")),
  dumps: tried(() => writeHeapSnapshot(folder + "/left")),
  starts: tried(() => spawnSync("cat", files)),
  allowed: allowed.map((path) => tried(() => fs.readFileSync(path))),
}));
`;

async function intrude(reader: ConfinedProcess, question: object): Promise<unknown> {
  const child = fork(fileURLToPath(reader.module), [], {
    execArgv: [...nodeArguments(reader), "--import", `data:text/javascript,${encodeURIComponent(INTRUDER)}`],
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  try {
    const answer = once(child, "message");
    child.send(question);
    return ((await answer) as unknown[])[0];
  } finally {
    child.kill("SIGKILL");
  }
}

describe("a process that reads files of others, taken over,", () => {
  it.for(Object.entries(READERS))("%s: reads nothing of the data folder", async ([, reader], context) => {
    const server = await startTestServer(context);
    await server.newVerdict("Oštećena je iskaz dala pred sudom.");
    const folder = server.config.dataFolder;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.map((path) => basename(path))).toContain("coram.db");
    const allowed = [
      fileURLToPath(reader.module),
      join(ROOT, "node_modules/zod/package.json"),
      ...(reader.files ?? []),
    ];

    const refused = files.map(() => "ERR_ACCESS_DENIED");
    expect(await intrude(reader, { folder, files, allowed })).toEqual({
      lists: "ERR_ACCESS_DENIED",
      reads: refused,
      opens: refused,
      loads: "ERR_ACCESS_DENIED",
      loadsSettings: "ERR_ACCESS_DENIED",
      queries: "ERR_UNKNOWN_BUILTIN_MODULE",
      links: "ERR_ACCESS_DENIED",
      writes: "ERR_ACCESS_DENIED",
      dumps: "ERR_ACCESS_DENIED",
      starts: "ERR_ACCESS_DENIED",
      allowed: allowed.map(() => "done"),
    });
  });
});
