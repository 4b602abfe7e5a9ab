import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { ScanWatcher } from "../helpers/scan-watcher.ts";
import { emptyFolder, startServerProcess } from "../helpers/server-process.ts";

const Setup = z.string().transform((link) => new URL(link).hash.slice(1));

test("a server killed between two pages goes on with the next one", { timeout: 300_000 }, async (context) => {
  const folder = await emptyFolder(context);
  const first = await startServerProcess(context, folder);
  const body = {
    token: Setup.parse(first.setup),
    network: "Network",
    organisation: "Organisation",
    country: "rs",
    name: "Mira Facilitator",
    email: "mira@example.org",
    password: "correct horse battery",
  };
  const headers = { origin: first.url, "content-type": "application/json" };
  const setUp = await fetch(`${first.url}/api/setup`, { method: "POST", headers, body: JSON.stringify(body) });
  const cookie = setUp.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const before = await ScanWatcher.open(context, first.url, cookie);
  const file = new URL("../fixtures/verdicts/rs-organised.scan.pdf", import.meta.url);
  const { id } = await before.begin(await readFile(file));
  const halfway = await before.until(id, ({ done }) => done >= 2);
  expect(halfway).toMatchObject({ state: "reading", pages: 6 });
  expect(halfway.done).toBeLessThan(6);
  await first.kill();

  const pictures = join(folder, "scans", id);
  const made = async () => {
    const names = (await readdir(pictures)).filter((name) => name.endsWith(".webp")).sort();
    return new Map(
      await Promise.all(names.map(async (name) => [name, (await stat(join(pictures, name))).mtimeMs] as const)),
    );
  };
  const done = await made();
  const second = await startServerProcess(context, folder, first.port);
  const after = await ScanWatcher.open(context, second.url, cookie);
  const again = await after.view(id);
  expect(again.done).toBeGreaterThanOrEqual(halfway.done);
  const ready = await after.until(id, ({ state }) => state === "ready");
  expect(ready).toMatchObject({ pages: 6, done: 6, problem: null });
  expect(ready.recognised?.blocks.filter(({ kind }) => kind === "page").map(({ page }) => page)).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
  // What was done is not done again; a page whose row the crash swallowed is.
  const now = await made();
  expect([...now.keys()]).toHaveLength(6);
  const same = [...done].filter(([name, at]) => now.get(name) === at);
  expect(same.length).toBeGreaterThanOrEqual(halfway.done);
});
