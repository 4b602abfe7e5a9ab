// Bundles what the command line, processes and threads begin with: from its sources, a server loads for half a second of the
// processor more, a process that reads a file for a quarter. Beside the bundles lies of which files they were made
// (server/workers/built-module.ts).
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleServer } from "./bundle-server.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const MODULES = [
  "cli/run",
  "agreement/agreement-worker",
  "export/jobs/write-worker",
  "find/find-worker",
  "import/worker",
  "methodology/files/thread",
  "privacy/clearing/clearing-worker",
  "privacy/clearing/reimport-worker",
  "privacy/find/find-worker",
  "scans/reader-process",
  "translations/alignment-worker",
];
const folder = join(root, "dist", "server");

rmSync(folder, { recursive: true, force: true });
const output = await bundleServer(
  Object.fromEntries(MODULES.map((name) => [name, join(root, "server", `${name}.ts`)])),
  folder,
);
const sources = output
  .flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []))
  .filter((id) => id.startsWith(root) && !id.includes("node_modules"))
  .map((id) => relative(root, id))
  .sort((a, b) => (a < b ? -1 : 1));
const hash = createHash("sha256");
for (const source of ["package-lock.json", ...sources]) hash.update(readFileSync(join(root, source)));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "made-of.json"), JSON.stringify({ sources, hash: hash.digest("hex") }));
