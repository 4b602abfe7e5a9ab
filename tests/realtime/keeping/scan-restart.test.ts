import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { drawPage } from "../../helpers/files/draw-page.ts";
import { makeTiff } from "../../helpers/files/make-tiff.ts";
import { ScanWatcher } from "../../helpers/files/scan-watcher.ts";
import { emptyFolder, startServerProcess } from "../../helpers/network/server-process.ts";

const Setup = z.string().transform((link) => new URL(link).hash.slice(1));

/** A scan of four pages with a few lines each, all different: long enough to be killed in, and read in seconds (Cyrillic is tried first). */
async function fourPages(): Promise<Uint8Array> {
  const text = await readFile(new URL("../../fixtures/verdicts/rs-organised.txt", import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line.length > 250);
  const pages = lines.slice(0, 4).map((line) => drawPage({ paragraphs: [line.slice(0, 250)] }));
  return makeTiff(await Promise.all(pages), { packing: "lzw", rows: 100 });
}

test("a server killed between two pages goes on with the next one", { timeout: 120_000 }, async (context) => {
  // Drawn first: a peer that draws answers no ping, and would be cut.
  const pages = await fourPages();
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
  const { id } = await before.begin(pages);
  const halfway = await before.until(id, ({ done }) => done >= 2);
  expect(halfway).toMatchObject({ state: "reading", pages: 4 });
  expect(halfway.done).toBeLessThan(4);
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
  expect(ready).toMatchObject({ pages: 4, done: 4, problem: null });
  expect(ready.recognised?.blocks.filter(({ kind }) => kind === "page").map(({ page }) => page)).toEqual([1, 2, 3, 4]);
  // What was done is not done again; a page whose row the crash swallowed is.
  const now = await made();
  expect([...now.keys()]).toHaveLength(4);
  const same = [...done].filter(([name, at]) => now.get(name) === at);
  expect(same.length).toBeGreaterThanOrEqual(halfway.done);
});
