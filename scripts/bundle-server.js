// What begins with modules of the server, as bundles: `node scripts/bundle-server.js FILE FOLDER` makes one of FILE, by its name. FOLDER
// lies in this one, for packages are looked for from there.
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { lazyShapes } from "./lazy-shapes.js";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What loads files of its own: add-ons, models, workers. */
const WHOLE =
  /^(?:pdfjs-dist|tesseract\.js|better-sqlite3|pino|@napi-rs\/canvas|@node-rs\/argon2|@myriaddreamin\/[^/]+)(?:\/|$)/;

/** `input`: files by the names of their bundles in `folder`. Returns what was written. */
export async function bundleServer(input, folder) {
  /** Files beside a module (style sheets, data, migrations, workers) are looked for where its source lies. */
  const besideSources = {
    name: "beside-sources",
    transform(code, id) {
      if (!id.startsWith(join(root, "server")) || !code.includes("import.meta.url")) return null;
      const source = JSON.stringify(relative(folder, id).replaceAll("\\", "/"));
      return { code: code.replaceAll("import.meta.url", `new URL(${source}, import.meta.url).href`), map: null };
    },
  };
  const bundle = await rolldown({
    cwd: root,
    platform: "node",
    input,
    external: WHOLE,
    plugins: [lazyShapes, besideSources],
  });
  const { output } = await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].js" });
  return output;
}

const [file, folder] = process.argv.slice(2);
if (file && folder && process.argv[1] === fileURLToPath(import.meta.url))
  await bundleServer({ [basename(file, ".ts")]: resolve(file) }, resolve(folder));
