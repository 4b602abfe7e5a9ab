import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ERASED_NAMES } from "../../kept-folder/texts.ts";
import { FIXTURE, unpackInto } from "../../kept-folder/opened.ts";
import { tellAll, tellTables } from "../../kept-folder/tell.ts";
import { namesInBytes, namesInFolder } from "../../helpers/files/byte-scan.ts";
import { coram } from "../../helpers/network/run-coram.ts";
import { emptyFolder } from "../../helpers/network/server-process.ts";

/*
 * A data folder that was made by an earlier server (`tests/kept-folder/make.ts`) opens today, holds, and gives the same out of it.
 * A move or a new name of code changes nothing here. A change of behaviour changes `expected` in its own commit, by
 * `node bin/node.js tests/kept-folder/expect.ts`.
 */
const expectedFiles = (): Map<string, string> => {
  const root = join(FIXTURE, "expected");
  const all = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = all.map((each) => join(each.parentPath, each.name));
  return new Map(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]));
};

/**
 * Of a folder that was left they tell nothing: a better file is compared in memory, whom a member may mention, or would put out, hangs on who is
 * there now, and which placeholders are free on all that is told elsewhere.
 */
const NOT_OF_THE_FOLDER = [
  "GET /api/house/pictures/:id",
  "GET /api/mentions/people/:room",
  "GET /api/verdicts/:id/erasures/labels",
  "GET /api/verdicts/:id/put-out",
  "GET /api/verdicts/:id/reimport/:draft",
  "GET /healthz",
  "GET /metrics",
  "GET /readyz",
];

/** Of a workshop or somebody at one: the folder was left before there were any. */
const NEWER = /^GET \/api\/(workshops\/|attending|screens)/u;

// Some thousand questions and every kind of file.
const SLOW = { timeout: 300_000 };

test("a data folder of an earlier server opens, is verified, and gives the same out of it", SLOW, async (context) => {
  const folder = await emptyFolder(context);
  unpackInto(folder);
  const expected = expectedFiles();
  // Opens it first, so that it brings the tables up to date.
  const { code, stdout } = await coram("verify", "--data", folder, "--json");
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    expect.objectContaining({ isSound: true, auditBrokenAt: null, differences: [], rebuilt: [] }),
  ]);
  const tables = tellTables(folder);
  const { files: told, unasked } = await tellAll(folder);
  told.set("tables.txt", tables);
  expect(unasked.filter((route) => !NEWER.test(route))).toEqual(NOT_OF_THE_FOLDER);
  expect([...told.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [name, text] of told) expect.soft(text, name).toBe(expected.get(name));

  const all = [...told].map(([name, text]) => `${name}\n${text}`).join("\n");
  expect([...namesInFolder(folder, ERASED_NAMES), ...namesInBytes(Buffer.from(all), ERASED_NAMES)]).toEqual([]);
  const blind = ["ana", "elena"].map((coder) => {
    const others = [...told].filter(([name]) => !name.includes(`/${coder}/`) && !name.startsWith("rooms/"));
    return others.filter(([, text]) => text.toLowerCase().includes(`blind: ${coder}`)).map(([name]) => name);
  });
  expect(blind).toEqual([[], []]);
});
