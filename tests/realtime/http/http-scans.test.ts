import { mkdtemp, readdir, readFile, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { ScanId } from "../../../schema/domain/ids.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { ImportConfirmed } from "../../../schema/protocol/http/imports.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { ScanJob, VerdictScan } from "../../../schema/protocol/http/scans.ts";
import { findOcrData } from "../../../server/scans/ocr-data.ts";
import { clearVerdict } from "../../helpers/network/clear-verdict.ts";
import { drawPage } from "../../helpers/files/draw-page.ts";
import { ScanWatcher } from "../../helpers/files/scan-watcher.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const SLOW = { timeout: 300_000 };
// In the letters that are tried first, and short: a Latin page is read three times over until its model is known.
const SENTENCE = "Суд је утврдио да је окривљени крив за кривично дело трговине људима из члана 388. став 1. законика.";
const SHORT = "Пресуда је донета једногласно.";
const sixPages = () => readFile(new URL("../../fixtures/verdicts/rs-organised.scan.pdf", import.meta.url));
const onePage = onceFor(() => drawPage({ paragraphs: [SENTENCE, SHORT] }));
const folderOf = ({ config }: TestServer) => join(config.dataFolder, "scans");
const filesIn = (folder: string): Promise<string[]> => readdir(folder, { recursive: true }).catch(() => []);

const watch = (context: Parameters<typeof ScanWatcher.open>[0], server: TestServer, who: Person) =>
  ScanWatcher.open(context, server.url, who.cookie);

const confirmation = ({ organisations }: TestServer) => ({
  owner: organisations.rs.id,
  data: {
    country: "rs",
    court: "Viši sud",
    caseNumber: "K 1/24",
    date: null,
    instance: "first",
    form: "individual",
    language: "sr",
    script: "Cyrl",
  },
});

test(
  "a picture becomes a draft, a verdict with its pages beside it, and nothing once that is cleared",
  SLOW,
  async (context) => {
    const server = await startTestServer(context);
    const mira = await watch(context, server, server.people.facilitator);
    const job = await mira.begin(await onePage());
    expect(job).toMatchObject({ state: "waiting", pages: null, done: 0, problem: null });
    const ready = await mira.until(job.id, ({ state }) => state === "ready");
    expect(ready).toMatchObject({ pages: 1, done: 1 });
    expect(ready.recognised).toMatchObject({ language: "sr", script: "Cyrl", pages: 1 });
    expect(ready.recognised?.text).toBe(`${SENTENCE}\n${SHORT}`);
    expect(mira.events).toContainEqual({ type: "scan", scan: job.id, member: server.people.facilitator.member.id });
    // The file itself is not kept once its text stands.
    expect(await filesIn(folderOf(server))).toEqual([job.id, join(job.id, "1.webp")]);
    expect((await stat(join(folderOf(server), job.id, "1.webp"))).mode & 0o777).toBe(0o600);

    const scans = async (): Promise<unknown> =>
      NetworkView.parse(await (await mira.ask("GET", "/api/network")).json()).scans;
    expect(await scans()).toEqual([{ caseNumber: null, pages: 1, at: job.createdAt }]);
    const confirm = () => mira.ask("POST", `/api/scans/${job.id}/confirm`, confirmation(server));
    const confirmed = await confirm();
    expect(confirmed.status).toBe(201);
    const { verdict } = ImportConfirmed.parse(await confirmed.json());
    expect(await scans()).toBeUndefined();
    expect(await (await confirm()).json()).toEqual({ verdict });
    expect((await server.store.verdicts.revision(verdict))?.text).toBe(ready.recognised?.text);
    expect(await (await mira.ask("GET", "/api/scans")).json()).toEqual([]);

    const path = `/api/verdicts/${verdict}/scan`;
    const { pages } = VerdictScan.parse(await (await mira.ask("GET", path)).json());
    expect(pages.map(({ number, source }) => [number, source])).toEqual([[1, "read"]]);
    const words = pages[0]?.words.map(({ start, end }) => ready.recognised?.text.slice(start, end));
    expect(words).toEqual(ready.recognised?.text.split(/\s/));
    const image = await mira.ask("GET", `${path}/pages/1`);
    expect(image.headers.get("content-type")).toBe("image/webp");
    expect(image.headers.get("cache-control")).toBe("no-store");
    expect(
      Buffer.from(await image.arrayBuffer())
        .subarray(8, 12)
        .toString(),
    ).toBe("WEBP");
    expect((await mira.ask("GET", `${path}/pages/2`)).status).toBe(404);
    expect((await server.ask(server.people.otherFacilitator, "GET", `${path}/pages/1`)).status).toBe(404);

    await clearVerdict((method, path, body) => mira.ask(method, path, body as object | undefined), verdict);
    expect((await mira.ask("GET", path)).status).toBe(404);
    expect((await mira.ask("GET", `${path}/pages/1`)).status).toBe(404);
    expect(await filesIn(folderOf(server))).toEqual([]);
    expect(await server.store.scans.get(job.id)).toBeNull();
  },
);

test("a scan is its sender's only, and cancelled it ends at once with nothing left", SLOW, async (context) => {
  const server = await startTestServer(context);
  const { otherFacilitator } = server.people;
  const mira = await watch(context, server, server.people.facilitator);
  const besim = await watch(context, server, otherFacilitator);
  const first = await mira.begin(await sixPages());
  const second = await mira.begin(await onePage());
  const list = ScanJob.array().parse(await (await mira.ask("GET", "/api/scans")).json());
  expect(list.map(({ id }) => id)).toEqual([second.id, first.id]);
  await mira.until(first.id, ({ pages }) => pages === 6);

  expect(await (await besim.ask("GET", "/api/scans")).json()).toEqual([]);
  expect((await besim.ask("GET", `/api/scans/${first.id}`)).status).toBe(404);
  expect((await besim.ask("POST", `/api/scans/${first.id}/resume`)).status).toBe(404);
  expect((await besim.ask("POST", `/api/scans/${first.id}/confirm`, confirmation(server))).status).toBe(410);
  expect((await besim.ask("DELETE", `/api/scans/${first.id}`)).status).toBe(204);
  expect((await mira.ask("POST", `/api/scans/${first.id}/confirm`, confirmation(server))).status).toBe(410);
  expect((await mira.view(first.id)).state).toBe("reading");

  expect((await mira.ask("DELETE", `/api/scans/${first.id}`)).status).toBe(204);
  expect((await mira.ask("GET", `/api/scans/${first.id}`)).status).toBe(404);
  expect((await filesIn(folderOf(server))).filter((name) => name.startsWith(first.id))).toEqual([]);
  expect(await server.store.scans.pages(first.id)).toEqual([]);
  // The next one is read as if it had never been.
  await mira.until(second.id, ({ state }) => state === "ready");
  expect(besim.events.filter(({ type }) => type === "scan")).toEqual([]);
});

test(
  "what can not be read is refused or fails by its reason, and goes on when that is mended",
  SLOW,
  async (context) => {
    const data = await mkdtemp(join(tmpdir(), "coram-tessdata-"));
    context.onTestFinished(() => rm(data, { recursive: true, force: true }));
    const { folder, models } = findOcrData(null);
    const files = models.map((model) => `${model}.traineddata`);
    const install = () => Promise.all(files.map((file) => symlink(join(folder, file), join(data, file))));
    const server = await startTestServer(context, { ocrDataFolder: data });
    const mira = await watch(context, server, server.people.facilitator);
    const problemOf = async (answer: Response) => Problem.parse(await answer.json());

    const missing = await mira.send(await onePage());
    expect(missing.status).toBe(422);
    const { code, params } = await problemOf(missing);
    expect(code).toBe("import-ocr-data-missing");
    expect(params["command"]).toMatch(/^sudo apt-get install .*tesseract-ocr-srp-latn/);
    await install();
    const docx = await readFile(new URL("../../fixtures/verdicts/rs-individual.docx", import.meta.url));
    expect((await problemOf(await mira.send(docx))).code).toBe("import-unknown-format");
    expect((await problemOf(await mira.send(new Uint8Array()))).code).toBe("import-empty");
    expect(await filesIn(folderOf(server))).toEqual([]);

    const pdf = await sixPages();
    const half = await mira.begin(pdf.subarray(0, pdf.length / 2));
    const failed = await mira.until(half.id, ({ state }) => state === "failed");
    expect(failed.problem).toEqual({ code: "import-truncated", params: {} });

    const long = await mira.begin(pdf);
    const waiting = await mira.begin(await onePage());
    await mira.until(long.id, ({ pages }) => pages === 6);
    await Promise.all(files.map((file) => rm(join(data, file))));
    await mira.ask("DELETE", `/api/scans/${long.id}`);
    const stuck = await mira.until(waiting.id, ({ state }) => state === "failed");
    expect(stuck.problem?.code).toBe("import-ocr-data-missing");
    await install();
    const resumed = await mira.ask("POST", `/api/scans/${waiting.id}/resume`);
    expect(resumed.status).toBe(202);
    expect(ScanJob.parse(await resumed.json())).toMatchObject({ state: "waiting", problem: null });
    expect((await mira.until(waiting.id, ({ state }) => state === "ready")).recognised?.text).toContain(SENTENCE);
  },
);

test(
  "what nobody confirms is gone after seven days, and what a crash left of a cleared verdict at the next look",
  SLOW,
  async (context) => {
    const server = await startTestServer(context, { upkeepMs: 50 });
    const mira = await watch(context, server, server.people.facilitator);
    const kept = await mira.begin(await onePage());
    await mira.until(kept.id, ({ state }) => state === "ready");
    const { verdict } = ImportConfirmed.parse(
      await (await mira.ask("POST", `/api/scans/${kept.id}/confirm`, confirmation(server))).json(),
    );
    const left = await mira.begin(await onePage());
    await mira.until(left.id, ({ state }) => state === "ready");
    const isGone = (id: ScanId) => vi.waitUntil(async () => (await server.store.scans.get(id)) === null, 20_000);
    server.advance(6.9 * 86_400_000);
    await expect(server.store.scans.get(left.id)).resolves.not.toBeNull();
    server.advance(0.2 * 86_400_000);
    await isGone(left.id);
    expect(await server.store.scans.get(kept.id)).not.toBeNull();
    // As if the server had died between the stage and the pictures.
    await server.store.verdicts.setStage(verdict, "cleared");
    await isGone(kept.id);
    await vi.waitUntil(async () => (await filesIn(folderOf(server))).length === 0, 20_000);
  },
);
