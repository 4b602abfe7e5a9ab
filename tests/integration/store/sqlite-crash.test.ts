import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";

const WRITER = fileURLToPath(new URL("../../helpers/store/store-writer.ts", import.meta.url));
const ACKNOWLEDGED = 40;

it("a process killed in the middle of its writes loses nothing that it acknowledged, and leaves no half of a commit", async () => {
  const folder = await mkdtemp(join(tmpdir(), "coram-store-"));
  const writer = spawn(process.execPath, [WRITER, folder], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const exit = once(writer, "exit");
    let acknowledged = 0;
    for await (const line of createInterface(writer.stdout)) {
      acknowledged = Number(line);
      if (acknowledged === ACKNOWLEDGED) writer.kill("SIGKILL");
    }
    expect(await exit).toEqual([null, "SIGKILL"]);
    expect(acknowledged).toBeGreaterThanOrEqual(ACKNOWLEDGED);

    const store = await openSqliteStore(folder);
    const layer = (await store.rooms.all()).find((room) => room.kind === "layer");
    if (!layer?.layer) throw new Error("no layer");
    const state = await store.rooms.load(layer.id);
    const seq = state?.seq ?? 0;
    expect(seq).toBeGreaterThanOrEqual(acknowledged);
    expect(state?.log).toHaveLength(seq);
    expect(state?.clients).toHaveLength(seq);
    expect(await store.passages.annotations([layer.layer])).toHaveLength(seq);
    await store.close();
  } finally {
    writer.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
});
