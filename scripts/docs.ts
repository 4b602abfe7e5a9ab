// Writes the pages of docs/ that are made from the sources. A unit test holds them to it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedPages, ROOT } from "../tests/helpers/docs/generated-pages.ts";

for (const [path, text] of Object.entries(generatedPages())) {
  if (existsSync(join(ROOT, path)) && readFileSync(join(ROOT, path), "utf8") === text) continue;
  writeFileSync(join(ROOT, path), text);
  process.stdout.write(`${path} is written anew\n`);
}
