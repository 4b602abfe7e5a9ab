import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { onceFor } from "../../schema/once-for.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What scripts/build-readers.js notes beside its bundles: paths from the root, and SHA-256 over package-lock.json and them. */
const MadeOf = z.object({ sources: z.array(z.string()), hash: z.string() });

/**
 * What a process of its own begins with that works in the module `name` (a path in server/ without its ending): the bundle that the
 * build has made of it, while every source of it is as it was then, else the module itself. The bundle loads in a quarter of the time.
 */
export function builtModule(name: string, root = ROOT): URL {
  return pathToFileURL(isBuilt(root) ? join(root, "dist/server", `${name}.js`) : join(root, "server", `${name}.ts`));
}

const isBuilt = onceFor((root: string): boolean => {
  try {
    const { sources, hash } = MadeOf.parse(JSON.parse(readFileSync(join(root, "dist/server/made-of.json"), "utf8")));
    const now = createHash("sha256");
    for (const source of ["package-lock.json", ...sources]) now.update(readFileSync(join(root, source)));
    return now.digest("hex") === hash;
  } catch {
    // Not built, or of sources that are gone.
    return false;
  }
});
