/*
 * Writes what the kept folder gives today over what is expected of it: `node bin/node.js tests/kept-folder/expect.ts`. For a change
 * of behaviour that is meant, in the commit that makes it; never for one that only moves or renames code.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { coram } from "../helpers/network/run-coram.ts";
import { FIXTURE, unpackInto } from "./opened.ts";
import { tellAll, tellTables } from "./tell.ts";

const folder = await mkdtemp(join(tmpdir(), "coram-kept-"));
try {
  unpackInto(folder);
  await coram("verify", "--data", folder);
  const tables = tellTables(folder);
  const { files } = await tellAll(folder);
  rmSync(join(FIXTURE, "expected"), { recursive: true, force: true });
  for (const [name, text] of [...files, ["tables.txt", tables] as const]) {
    const path = join(FIXTURE, "expected", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
