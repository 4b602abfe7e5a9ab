import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Member } from "../../../schema/domain/member.ts";
import { EXPORT_FORMATS } from "../../../schema/protocol/export-choices.ts";
import { ExportFilter, type ExportCommand, type ExportJob } from "../../../schema/protocol/http/exports.ts";
import { createExporter, EXPORT_KEPT_MS, type Exporter } from "../../../server/export/jobs/exporter.ts";
import { exportName, FORMATS } from "../../../server/export/formats.ts";
import { type Store } from "../../../server/store/store.ts";
import { StoreError } from "../../../server/store/store-error.ts";
import { endedJob } from "../../helpers/network/ended-job.ts";
import { actorOf, openExportNetwork, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { readParts, readSheet, sheetNames } from "../../helpers/files/read-xlsx.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";

interface Desk extends ExportNetwork {
  exporter: Exporter;
  exports: string;
  /** Moves the exporter's clock. */
  advance(ms: number): void;
  /** What the exporter logged. */
  logged: unknown[];
  /** Makes a file; the job when it has ended. */
  make(by: Member, command: ExportCommand): Promise<ExportJob>;
  ended(id: string, by: Member): Promise<ExportJob>;
}

async function openDesk(wrap: (store: Store) => Store = (store) => store): Promise<Desk> {
  const network = await openExportNetwork();
  const exports = join(network.folder, "exports");
  let now = Date.parse(NOW);
  const logged: unknown[] = [];
  const exporter = createExporter({
    store: wrap(network.store),
    folder: exports,
    now: () => new Date(now),
    onError: (error) => void logged.push(error),
  });
  onTestFinished(() => exporter.stop());
  await network.tag(network.latin, network.lawyer, "oduzeo pasoš");
  await network.tag(network.latin, network.colleague, "bez novca");
  const ended = (id: string, by: Member): Promise<ExportJob> => endedJob(exporter, id, actorOf(by));
  return {
    ...network,
    exporter,
    exports,
    logged,
    advance: (ms) => void (now += ms),
    ended,
    make: async (by, command) => ended((await exporter.start(actorOf(by), command)).id, by),
  };
}

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("utf8");

describe("an export as a job", () => {
  it("every format becomes a file of its kind, whose name has the verdict that was asked for and the day", async () => {
    const desk = await openDesk();
    const { facilitator, exporter, latin } = desk;
    for (const format of EXPORT_FORMATS) {
      const filter = ExportFilter.parse({ verdicts: [latin.verdict.id] });
      const job = await desk.make(facilitator, { format, filter });
      // Nobody has answered anything in it.
      const count = format === "csv-answers" ? 0 : 2;
      expect(job).toMatchObject({ state: "done", count, done: count, problem: null });
      expect(job.fileName).toMatch(/^coram-(passages|answers|verdict)_k-12-25_2026-03-02(_with-names)?\.[a-z]+$/);
      expect(format.startsWith(job.fileName?.split(".").at(-1) ?? "none")).toBe(true);
      const file = await exporter.file(job.id, actorOf(facilitator));
      expect(file).toMatchObject({ name: job.fileName, type: FORMATS[format].type });
      expect(file?.bytes.length).toBeGreaterThan(100);
    }
    expect(exportName("csv", NOW)).not.toContain(latin.verdict.caseNumber);
  }, 60_000);

  it("files that are not for everybody, and those that are, have names that say so", async () => {
    const desk = await openDesk();
    const nameOf = async (asked: Partial<ExportCommand>): Promise<string | null> =>
      (await desk.make(desk.facilitator, { format: "xlsx", ...asked })).fileName;
    expect(await nameOf({})).toBe("coram-passages-2026-03-02.xlsx");
    expect(await nameOf({ withoutCaseNumbers: true })).toBe("coram-passages-2026-03-02_no-case-numbers.xlsx");
    expect(await nameOf({ withNotes: true })).toBe("coram-passages-2026-03-02_with-names.xlsx");
    const filter = ExportFilter.parse({ verdicts: [desk.latin.verdict.id] });
    const one = await nameOf({ filter, withNotes: true, withInternal: true, withoutCaseNumbers: true });
    expect(one).toBe("coram-passages_rs-1_2026-03-02_with-names_internal_no-case-numbers.xlsx");
    const whole = await nameOf({ format: "docx-verdict", filter, withNotes: true });
    expect(whole).toMatch(/^coram-verdict_.+_2026-03-02_with-names\.docx$/);
    // Data have all that one may read.
    expect(await nameOf({ format: "json" })).toBe("coram-passages-2026-03-02_with-names.json");
    const data = await nameOf({ format: "jsonld", withInternal: true });
    expect(data).toBe("coram-passages-2026-03-02_with-names_internal.jsonld");
  }, 60_000);

  it("a job says how many tags its passages are, as pages count them", async () => {
    const desk = await openDesk();
    const { facilitator, latin, exporter } = desk;
    // The same words and category as the lawyer's.
    await desk.tag(latin, desk.colleague, "oduzeo pasoš");
    const filter = ExportFilter.parse({ verdicts: [latin.verdict.id] });
    expect(await desk.make(facilitator, { format: "csv", filter })).toMatchObject({ count: 3, tags: 2 });
    const counted = async (command: ExportCommand): Promise<ExportJob> => exporter.start(actorOf(facilitator), command);
    expect(await counted({ format: "csv", filter, countOnly: true })).toMatchObject({ count: 3, tags: 2 });
    expect(await counted({ format: "csv-answers", filter, countOnly: true })).toMatchObject({ tags: null });
    const all = ExportFilter.parse({ verdicts: [latin.verdict.id], layers: "all" });
    expect(await counted({ format: "csv", filter: all, countOnly: true })).toMatchObject({ count: 3, tags: null });
  });

  it("files lie where their maker alone can ask for them, readable by nobody else on the machine", async () => {
    const desk = await openDesk();
    const { lawyer, facilitator, colleague, exporter, exports } = desk;
    const job = await desk.make(lawyer, { format: "csv" });
    for (const other of [facilitator, colleague]) {
      expect(exporter.job(job.id, actorOf(other))).toBeNull();
      expect(await exporter.file(job.id, actorOf(other))).toBeNull();
    }
    expect(await exporter.file("no-such-job", actorOf(lawyer))).toBeNull();
    const [name = ""] = await readdir(exports);
    expect((await stat(join(exports, name))).mode & 0o777).toBe(0o600);
    expect((await stat(exports)).mode & 0o777).toBe(0o700);
  });

  it("a lawyer's file holds their own tags only", async () => {
    const desk = await openDesk();
    const job = await desk.make(desk.lawyer, { format: "csv" });
    const content = text((await desk.exporter.file(job.id, actorOf(desk.lawyer)))?.bytes);
    expect(content).toContain("oduzeo pasoš");
    expect(content).not.toContain("bez novca");
    const workbook = await desk.make(desk.lawyer, { format: "xlsx" });
    const parts = readParts((await desk.exporter.file(workbook.id, actorOf(desk.lawyer)))?.bytes ?? new Uint8Array());
    const sheets = sheetNames(parts).flatMap((_, i) => readSheet(parts, i + 1).rows.flat());
    expect(sheets).toContain("Whose tags: what stands; own tags only; without notes, reasons and names of coders");
  });

  it("who is no facilitator any more has no file that they made as one", async () => {
    const desk = await openDesk();
    const job = await desk.make(desk.facilitator, { format: "csv" });
    const demoted = { ...desk.facilitator, role: "lawyer" as const };
    expect(desk.exporter.job(job.id, actorOf(demoted))).toBeNull();
    expect(await desk.exporter.file(job.id, actorOf(demoted))).toBeNull();
  });

  it("the audit log says format and counts, never words or case numbers", async () => {
    const desk = await openDesk();
    const { facilitator, store, latin } = desk;
    const job = await desk.make(facilitator, { format: "json", filter: { text: "pasoš" } });
    const [entry] = await store.audit.list(1);
    expect(entry).toMatchObject({ actor: facilitator.id, action: "export.made" });
    expect(entry?.subject).toEqual({ job: job.id, format: "json", count: 1, verdicts: 1, ownOnly: false });
    expect(JSON.stringify(entry)).not.toContain("pasoš");
    expect(JSON.stringify(entry)).not.toContain(latin.verdict.caseNumber);
  });

  it("a count makes no file and no entry in the audit log", async () => {
    const desk = await openDesk();
    const before = await desk.store.audit.head();
    const job = await desk.exporter.start(actorOf(desk.facilitator), { format: "xlsx", countOnly: true });
    expect(job).toMatchObject({ state: "done", count: 2, fileName: null });
    expect(await desk.store.audit.head()).toEqual(before);
    await expect(readdir(desk.exports)).rejects.toThrow("ENOENT");
  });

  it("the whole verdict needs exactly one verdict", async () => {
    const desk = await openDesk();
    const { facilitator, latin, cyrillic, lawyer, exports } = desk;
    await desk.tag(cyrillic, lawyer, "без работа");
    const both = ExportFilter.parse({ verdicts: [latin.verdict.id, cyrillic.verdict.id] });
    const failed = { state: "failed", problem: "export-empty" };
    expect(await desk.make(facilitator, { format: "docx-verdict", filter: both })).toMatchObject(failed);
    const hidden = ExportFilter.parse({ verdicts: [desk.hidden.verdict.id] });
    expect(await desk.make(facilitator, { format: "docx-verdict", filter: hidden })).toMatchObject(failed);
    await expect(readdir(exports)).rejects.toThrow("ENOENT");
    expect(desk.logged).toEqual([]);
  });

  it("a fault is logged and told as a failure, not as nothing to export, also where it is a RangeError", async () => {
    const desk = await openDesk();
    const { facilitator, latin, exports } = desk;
    await desk.edit(latin, "zaključao", "otključao");
    const database = new Sqlite(join(desk.folder, "coram.db"));
    onTestFinished(() => void database.close());
    const failed = { state: "failed", problem: "internal" };
    const filter = ExportFilter.parse({ verdicts: [latin.verdict.id] });

    // Met by the thread that writes: a comment of a document has a date.
    database.prepare("UPDATE annotations SET created_at = '2026-99-99'").run();
    expect(await desk.make(facilitator, { format: "docx-verdict", filter })).toMatchObject(failed);
    // Met while passages are read.
    database.prepare("DELETE FROM edit_maps").run();
    expect(await desk.make(facilitator, { format: "csv", filter })).toMatchObject(failed);
    expect(desk.logged).toEqual([
      expect.any(RangeError),
      expect.objectContaining({ message: "an edit map is missing" }),
    ]);
    await expect(readdir(exports)).rejects.toThrow("ENOENT");
  });

  it("progress grows while a file is written", async () => {
    const desk = await openDesk();
    const { facilitator, exporter, latin, lawyer } = desk;
    for (let i = 0; i < 300; i++) await desk.tag(latin, lawyer, "oduzeo pasoš");
    const { id } = await exporter.start(actorOf(facilitator), { format: "docx" });
    const seen: number[] = [];
    // Not in a tight loop: it would take a core from the thread that writes the file.
    await vi.waitUntil(
      () => {
        const job = exporter.job(id, actorOf(facilitator));
        if (!job || job.state === "failed") throw new Error("the job failed");
        if (seen.at(-1) !== job.done) seen.push(job.done);
        return job.state === "done";
      },
      { interval: 1, timeout: 60_000 },
    );
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toBe(302);
  });
});

describe("how long files are kept", () => {
  it("a file is gone after 24 hours, from the disk too at the next purge, and not a moment before", async () => {
    const desk = await openDesk();
    const { facilitator, exporter, exports } = desk;
    const job = await desk.make(facilitator, { format: "csv" });
    desk.advance(EXPORT_KEPT_MS - 1);
    await exporter.purge();
    expect(await exporter.file(job.id, actorOf(facilitator))).not.toBeNull();
    desk.advance(1);
    expect(await exporter.file(job.id, actorOf(facilitator))).toBeNull();
    expect(exporter.job(job.id, actorOf(facilitator))).toBeNull();
    expect(await readdir(exports)).toHaveLength(1);
    await exporter.purge();
    expect(await readdir(exports)).toEqual([]);
  });

  it("a purge takes files that no job knows, and on demand all", async () => {
    const desk = await openDesk();
    const { facilitator, exporter, exports } = desk;
    await desk.make(facilitator, { format: "csv" });
    await writeFile(join(exports, "of-a-process-before.csv"), "words");
    await exporter.purge();
    expect(await readdir(exports)).toHaveLength(1);
    await exporter.purge(true);
    expect(await readdir(exports)).toEqual([]);
  });

  it("a redaction takes away the files that hold the verdict, and leaves the others", async () => {
    const desk = await openDesk();
    const { facilitator, exporter, latin, cyrillic, lawyer, exports } = desk;
    await desk.tag(cyrillic, lawyer, "без работа");
    const of = (verdict: typeof latin) => ExportFilter.parse({ verdicts: [verdict.verdict.id] });
    const first = await desk.make(facilitator, { format: "csv", filter: of(latin) });
    const all = await desk.make(facilitator, { format: "json" });
    const other = await desk.make(facilitator, { format: "csv", filter: of(cyrillic) });
    await exporter.forget(latin.verdict.id);
    for (const { id } of [first, all]) expect(await exporter.file(id, actorOf(facilitator))).toBeNull();
    expect(await exporter.file(other.id, actorOf(facilitator))).not.toBeNull();
    expect(await readdir(exports)).toHaveLength(1);
  });

  it("a file that is being made while its words are redacted is made anew from the new text", async () => {
    let whenAudited: (() => Promise<void>) | null = null;
    const desk = await openDesk((store) => ({
      ...store,
      audit: {
        ...store.audit,
        append: async (entry) => {
          await whenAudited?.();
          await store.audit.append(entry);
        },
      },
    }));
    const { facilitator, exporter, latin, lawyer } = desk;
    await desk.tag(latin, lawyer, "Svedok Petar Petrović je potvrdio");
    whenAudited = async () => {
      whenAudited = null;
      await desk.edit(latin, "Petar Petrović", "[Witness 1]", "redact");
      await exporter.forget(latin.verdict.id);
    };
    const job = await desk.make(facilitator, { format: "csv" });
    const content = text((await exporter.file(job.id, actorOf(facilitator)))?.bytes);
    expect(content).toContain("Svedok [Witness 1] je potvrdio");
    expect(content).not.toContain("Petrović");
  });

  it("a file that could not be audited is not there, and its job has failed", async () => {
    const desk = await openDesk((store) => ({
      ...store,
      audit: { ...store.audit, append: () => Promise.reject(new StoreError("unavailable")) },
    }));
    const { facilitator, exporter, exports } = desk;
    const job = await desk.make(facilitator, { format: "csv" });
    expect(job).toMatchObject({ state: "failed", problem: "internal" });
    expect(await exporter.file(job.id, actorOf(facilitator))).toBeNull();
    expect(await readdir(exports)).toEqual([]);
  });

  it("ends what its maker cancels, waiting, in the making or made, and goes on with what comes after it", async () => {
    const desk = await openDesk();
    const { exporter, facilitator, lawyer, exports } = desk;
    const by = actorOf(facilitator);
    const begin = async (): Promise<string> => (await exporter.start(by, { format: "docx" })).id;
    const [first, waiting, last] = [await begin(), await begin(), await begin()];
    expect(await exporter.cancel(first, actorOf(lawyer))).toBe(false);
    for (const id of [first, waiting]) {
      expect(await exporter.cancel(id, by)).toBe(true);
      expect(exporter.job(id, by)).toBeNull();
    }
    expect(await desk.ended(last, facilitator)).toMatchObject({ state: "done" });
    expect(await readdir(exports)).toEqual([`${last}.docx`]);
    expect(await exporter.cancel(last, by)).toBe(true);
    expect(await readdir(exports)).toEqual([]);
    expect(desk.logged).toEqual([]);
  });

  it("a stop ends what is being made and leaves no file of it", async () => {
    const desk = await openDesk();
    const { facilitator, exporter, latin, lawyer, exports } = desk;
    for (let i = 0; i < 200; i++) await desk.tag(latin, lawyer, "oduzeo pasoš");
    const jobs = [];
    for (const format of ["docx", "xlsx"] as const) jobs.push(await exporter.start(actorOf(facilitator), { format }));
    await exporter.stop();
    expect(jobs.map(({ id }) => exporter.job(id, actorOf(facilitator))?.state)).toEqual(["failed", "failed"]);
    expect(await readdir(exports).catch(() => [])).toEqual([]);
  });
});
