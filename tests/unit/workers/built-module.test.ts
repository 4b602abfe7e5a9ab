import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { IMPORT_READER } from "../../../server/import/import.ts";
import { builtModule } from "../../../server/workers/built-module.ts";

/** A project of one module that has been built. */
function built(): string {
  const root = mkdtempSync(join(tmpdir(), "coram-built-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ["server", "dist/server"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "package-lock.json"), "{}");
  writeFileSync(join(root, "server/reader.ts"), "export {};");
  const hash = createHash("sha256").update("{}").update("export {};").digest("hex");
  writeFileSync(join(root, "dist/server/reader.js"), "export {};");
  writeFileSync(join(root, "dist/server/made-of.json"), JSON.stringify({ sources: ["server/reader.ts"], hash }));
  return root;
}

const startOf = (root: string, name = "reader"): string =>
  fileURLToPath(builtModule(name, root)).slice(root.length + 1);

test("a process begins with the bundle while its sources are as they were, else with the module", () => {
  expect(startOf(built())).toBe("dist/server/reader.js");
  const changed = built();
  writeFileSync(join(changed, "server/reader.ts"), "export const other = 1;");
  expect(startOf(changed)).toBe("server/reader.ts");
  const updated = built();
  writeFileSync(join(updated, "package-lock.json"), '{ "version": 2 }');
  expect(startOf(updated)).toBe("server/reader.ts");
  const gone = built();
  rmSync(join(gone, "server/reader.ts"));
  expect(startOf(gone)).toBe("server/reader.ts");
  expect(startOf(built(), "writer")).toBe("server/writer.ts");
});

test("a process that reads files begins with something that is there", () => {
  expect(existsSync(IMPORT_READER.module)).toBe(true);
});
