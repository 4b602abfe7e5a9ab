// Bundles the modules that a process of its own begins with for each file that it reads: loaded from their sources they take a
// quarter of a second of the processor more, a file. Beside them lies of which files they were made (server/workers/built-module.ts).
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const MODULES = ["import/worker", "scans/reader-process"];
/** What loads files of its own: add-ons, models, workers. */
const WHOLE = /^(?:pdfjs-dist|tesseract\.js|@napi-rs\/canvas)(?:\/|$)/;

const folder = join(root, "dist", "server");
rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  platform: "node",
  input: Object.fromEntries(MODULES.map((name) => [name, join(root, "server", `${name}.ts`)])),
  external: WHOLE,
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
