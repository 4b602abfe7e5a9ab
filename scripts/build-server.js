// Bundles what the command line, processes and threads begin with: from its sources, a server loads for half a second of the
// processor more, a process that reads a file for a quarter. Beside the bundles lies of which files they were made
// (server/workers/built-module.ts).
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const MODULES = [
  "cli/run",
  "agreement/agreement-worker",
  "export/jobs/write-worker",
  "import/worker",
  "methodology/files/thread",
  "privacy/clearing/clearing-worker",
  "privacy/clearing/reimport-worker",
  "privacy/find/find-worker",
  "scans/reader-process",
  "translations/alignment-worker",
];
/** What loads files of its own: add-ons, models, workers. */
const WHOLE =
  /^(?:pdfjs-dist|tesseract\.js|better-sqlite3|pino|@napi-rs\/canvas|@node-rs\/argon2|@myriaddreamin\/[^/]+)(?:\/|$)/;

const folder = join(root, "dist", "server");

/** Files beside a module (style sheets, data, migrations, workers) are looked for where its source lies. */
const besideSources = {
  name: "beside-sources",
  transform(code, id) {
    if (!id.startsWith(join(root, "server")) || !code.includes("import.meta.url")) return null;
    const source = JSON.stringify(relative(folder, id).replaceAll("\\", "/"));
    return { code: code.replaceAll("import.meta.url", `new URL(${source}, import.meta.url).href`), map: null };
  },
};

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  platform: "node",
  input: Object.fromEntries(MODULES.map((name) => [name, join(root, "server", `${name}.ts`)])),
  external: WHOLE,
  plugins: [besideSources],
});
const { output } = await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].js" });
const sources = output
  .flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []))
  .filter((id) => id.startsWith(root) && !id.includes("node_modules"))
  .map((id) => relative(root, id))
  .sort();
const hash = createHash("sha256");
for (const source of ["package-lock.json", ...sources]) hash.update(readFileSync(join(root, source)));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "made-of.json"), JSON.stringify({ sources, hash: hash.digest("hex") }));
