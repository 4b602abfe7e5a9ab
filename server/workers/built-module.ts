import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onceFor } from "../../schema/once-for.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What scripts/build-server.js notes beside its bundles: paths from the root, and SHA-256 over package-lock.json and them. */
interface MadeOf {
  sources: string[];
  hash: string;
}

/**
 * What the command line, a process or a thread begins with that works in the module `name` (a path in server/ without its ending):
 * the bundle that the build has made of it, while every source of it is as it was then, else the module itself. The bundle loads in
 * a quarter to half of the time.
 */
export function builtModule(name: string, root = ROOT): URL {
  const bundle = join(root, "dist/server", `${name}.js`);
  return pathToFileURL(isBuilt(root) && existsSync(bundle) ? bundle : join(root, "server", `${name}.ts`));
}

const isBuilt = onceFor((root: string): boolean => {
  try {
    // Looked at by hand: loading a schema library costs what the bundle saves. Whatever is not as expected throws.
    const { sources, hash } = JSON.parse(readFileSync(join(root, "dist/server/made-of.json"), "utf8")) as MadeOf;
    const now = createHash("sha256");
    for (const source of ["package-lock.json", ...sources]) now.update(readFileSync(join(root, source)));
    return now.digest("hex") === hash;
  } catch {
    // Not built, or of sources that are gone.
    return false;
  }
});
