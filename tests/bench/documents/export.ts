import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXPORT_FORMATS } from "../../../schema/protocol/export-choices.ts";
import { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import { collectPassages } from "../../../server/export/passages/collect.ts";
import { ALL_TOLD } from "../../../server/export/told.ts";
import { writeExport } from "../../../server/export/formats.ts";
import { createHub } from "../../../server/rooms/hub.ts";
import { toActor } from "../../../server/rooms/room-access.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import { median, say, type Row } from "../report.ts";
import { makeLongNetwork, TAGS } from "./network.ts";

const PART = "export of 5,000 passages of one verdict of 300 pages";

/** Collecting and writing, format by format. */
export async function exportPart(isQuick: boolean): Promise<Row[]> {
  say("exporting 5,000 passages");
  const folder = mkdtempSync(join(tmpdir(), "coram-bench-"));
  const store = await openSqliteStore(folder, { synchronous: "normal" });
  const ignore = (): void => {};
  const hub = createHub({ store, log: { info: ignore, warn: ignore, error: ignore } });
  try {
    const { members, made } = await makeLongNetwork(store, hub);
    const [facilitator] = members;
    if (!facilitator) throw new Error("nobody");
    const filter = ExportFilter.parse({ verdicts: [made.verdict.id] });
    const collect = () =>
      collectPassages(store, () => toActor(facilitator), {
        filter,
        language: "en",
        told: ALL_TOLD,
        at: new Date().toISOString(),
      });
    const rounds = isQuick ? 1 : 3;
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const startedAt = performance.now();
      const { head } = await collect();
      times.push(performance.now() - startedAt);
      if (head.count !== TAGS) throw new Error(`${head.count} passages`);
    }
    const rows: Row[] = [{ part: PART, what: "collecting from rows and text", unit: "ms", coram: median(times) }];
    const content = await collect();
    for (const format of EXPORT_FORMATS) {
      const writing: number[] = [];
      let size = 0;
      for (let i = 0; i < rounds; i++) {
        const startedAt = performance.now();
        size = (await writeExport(content, format, "category")).bytes.length;
        writing.push(performance.now() - startedAt);
      }
      rows.push({
        part: PART,
        what: `writing ${format}`,
        unit: "ms",
        coram: median(writing),
        note: `${Math.round(size / 1024)} KiB`,
      });
    }
    return rows;
  } finally {
    await hub.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
