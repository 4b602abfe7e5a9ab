import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test, type TestContext } from "vitest";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { openSession, SESSION_MS } from "../../../server/auth/sessions.ts";
import { createConfig } from "../../../server/config.ts";
import { startServer, type RunningServer } from "../../../server/main.ts";
import { isFolderHeld } from "../../../server/store/folder-lock.ts";
import { DATABASE_FILE } from "../../../server/store/sqlite/file/open.ts";
import { ChaosWriter } from "../../chaos/chaos-writer.ts";
import { startChildServer } from "../../chaos/child-server.ts";
import { fillFolder } from "../../chaos/network-on-disk.ts";
import { coram } from "../../helpers/network/run-coram.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-operators-"));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Value of a metric, by its line's beginning; 0 where there is none. */
function valueOf(metrics: string, name: string): number {
  return Number(
    metrics
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.split(" ")[1] ?? 0,
  );
}

test("the process is there, and takes people while it can write", async (context) => {
  const server = await startTestServer(context);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, draining: false, writable: true });
});

test("numbers are told of rooms, commits and refusals, to programs of this machine only", async (context) => {
  const server = await startTestServer(context);
  const read = (headers: Record<string, string> = {}): Promise<Response> => fetch(`${server.url}/metrics`, { headers });
  const verdict = await server.newVerdict("x".repeat(11_000));
  const writer = new ChaosWriter(server.url, verdict.rooms.layer, server.people.lawyer);
  context.onTestFinished(() => writer.close());
  writer.writeOwn(new Seeded(1));
  await writer.until(() => writer.saved > 0);
  const intruder = new ChaosWriter(server.url, verdict.rooms.layer, server.people.otherLawyer);
  context.onTestFinished(() => intruder.close());
  intruder.doc.getMap("elsewhere").set("key", "value");
  await intruder.until(() => intruder.closed.length > 0);

  const metrics = await (await read()).text();
  expect(valueOf(metrics, "coram_rooms")).toBe(1);
  expect(valueOf(metrics, "coram_committed_updates_total")).toBe(1);
  expect(valueOf(metrics, "coram_commit_seconds_count")).toBe(1);
  expect(valueOf(metrics, "coram_queue_depth")).toBe(0);
  expect(valueOf(metrics, 'coram_refused_total{reason="shape"}')).toBe(1);
  expect(valueOf(metrics, `coram_sockets_closed_total{code="${CLOSE.refused}"}`)).toBe(1);
  expect((await read({ "x-forwarded-for": "203.0.113.9" })).status).toBe(404);
});

test("with a token numbers are told to whoever brings it, and behind a proxy to nobody else", async (context) => {
  const folder = await folderFor(context);
  const file = join(folder, "token");
  await writeFile(file, "a-token-of-the-operator\n");
  const server = await startChildServer(join(folder, "data"), 0, "--metrics-token-file", file);
  context.onTestFinished(async () => void (await server.end("SIGKILL")));
  const status = async (authorization?: string): Promise<number> =>
    (await fetch(`${server.url}/metrics`, { headers: authorization ? { authorization } : {} })).status;
  expect(await status()).toBe(404);
  expect(await status("Bearer another-token")).toBe(404);
  expect(await status("Bearer a-token-of-the-operator")).toBe(200);
  await writeFile(file, "short");
  expect(await coram("serve", "--data", join(folder, "data"), "--metrics-token-file", file)).toMatchObject({ code: 2 });
  const proxied = await startTestServer(context, { behindProxy: true, url: "https://coram.example.org" });
  expect((await fetch(`http://localhost:${proxied.port}/metrics`)).status).toBe(404);
});

test("told to stop, the server finishes what it has, tells everybody to come again, and ends with 0", async (context) => {
  const folder = await folderFor(context);
  const network = await fillFolder(folder, 3, 1);
  const [layer] = network.layers;
  if (!layer) throw new Error("no room");
  const server = await startChildServer(folder);
  context.onTestFinished(async () => void (await server.end("SIGKILL")));
  const writers = network.lawyers.map((who) => new ChaosWriter(server.url, layer, who));
  context.onTestFinished(() => writers.forEach((writer) => writer.close()));
  const codes: number[] = [];
  for (const { connection } of writers)
    connection.provider.on("connection-close", (event) => event && codes.push(event.code));
  const random = new Seeded(3);
  for (const writer of writers) {
    for (let i = 0; i < 20; i++) {
      writer.writeOwn(random);
      await writer.until(() => writer.saved > i);
    }
  }
  for (const writer of writers) writer.writeOwn(random);
  const { code, log } = await server.end("SIGTERM");
  expect({ code, log }).toEqual({ code: 0, log: "" });
  expect(new Set(codes.slice(0, 3))).toEqual(new Set([CLOSE.comeAgain]));
  expect(writers.flatMap(({ closed }) => closed)).toEqual([]);
  expect(await coram("verify", "--data", folder)).toMatchObject({ code: 0 });
});

test("an error that nobody caught is logged and puts nobody out", async (context) => {
  const folder = await folderFor(context);
  const script = `process.on("SIGUSR2", () => { Promise.reject(new Error("unawaited")); throw new Error("uncaught"); });`;
  const before = process.env["NODE_OPTIONS"];
  process.env["NODE_OPTIONS"] = `--import data:text/javascript,${encodeURIComponent(script)}`;
  const server = await startChildServer(folder);
  if (before === undefined) delete process.env["NODE_OPTIONS"];
  else process.env["NODE_OPTIONS"] = before;
  context.onTestFinished(async () => void (await server.end("SIGKILL")));
  server.signal("SIGUSR2");
  await server.logged(/nobody caught[^]*nobody waited/);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(await server.end("SIGTERM")).toMatchObject({ code: 0 });
});

test("the operator's log names nobody and quotes nothing", async (context) => {
  const folder = await folderFor(context);
  const network = await fillFolder(folder, 1, 1);
  const [layer] = network.layers;
  const [lawyer] = network.lawyers;
  if (!layer || !lawyer) throw new Error("no room");
  const server = await startChildServer(folder, 0, "--verbose");
  context.onTestFinished(async () => void (await server.end("SIGKILL")));
  const ask = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(server.url + path, {
      method,
      headers: { origin: server.url, cookie: lawyer.cookie, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  await ask("POST", "/api/session", { email: "milica.petrovic@example.org", password: "secret of Milica" });
  await ask("POST", "/api/session", { email: 7 });
  await ask("GET", "/api/verdicts");
  await ask("GET", "/api/verdicts/Milica-Petrovic?name=Milica");
  await ask("POST", "/api/imports", { text: "Milica Petrović je svedočila. ".repeat(20) });
  const writer = new ChaosWriter(server.url, layer, lawyer);
  context.onTestFinished(() => writer.close());
  const random = new Seeded(1);
  writer.writeOwn(random);
  writer.writeOwn(random);
  await writer.until(() => writer.saved > 1);
  const nowhere = new ChaosWriter(server.url, "Milica-Petrovic" as typeof layer, lawyer);
  context.onTestFinished(() => nowhere.close());
  await nowhere.until(() => nowhere.closed.length > 0);
  const bad = new ChaosWriter(server.url, layer, lawyer);
  context.onTestFinished(() => bad.close());
  bad.doc.getMap("Milica").set("Petrović", "secret note");
  await bad.until(() => bad.closed.length > 0);
  const { log } = await server.end("SIGTERM");
  expect(log).toContain('"msg":"request"');
  expect(log).toContain('"msg":"refused"');
  const secrets = [
    /milica/i,
    /petrovi/i,
    /secret/i,
    /example\.org/,
    /svedo/,
    /"n\d+"/,
    lawyer.member.name,
    "127.0.0.1",
  ];
  for (const secret of secrets) expect(log).not.toMatch(secret);
  for (const cookie of [lawyer.cookie.split("=")[1] ?? "?", lawyer.member.id]) expect(log).not.toContain(cookie);
});

test("a second server on the same data says so in one line and ends, and one that was killed leaves the way free", async (context) => {
  const folder = await folderFor(context);
  await fillFolder(folder, 1, 1);
  const first = await startChildServer(folder);
  context.onTestFinished(async () => void (await first.end("SIGKILL")));
  expect(isFolderHeld(folder)).toBe(true);
  const second = await coram("serve", "--data", folder, "--port", "0");
  expect(second).toMatchObject({ code: 1, stdout: "" });
  expect(second.stderr).toBe(
    `coram: The data folder: another Coram server runs on ${folder}: stop it first, or name another folder with --data.\n`,
  );
  // The first is unharmed, and commands that may run beside it still do.
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await coram("verify", "--data", folder)).toMatchObject({ code: 0 });

  await first.end("SIGKILL");
  expect(isFolderHeld(folder)).toBe(false);
  const next = await startChildServer(folder);
  expect(await next.end("SIGTERM")).toMatchObject({ code: 0 });
  expect(isFolderHeld(folder)).toBe(false);
});

test("sessions that have ended are deleted by the server, at its start and while it runs, and those in use stay", async (context) => {
  const folder = await folderFor(context);
  const { facilitator } = await fillFolder(folder, 0, 0);
  let now = new Date();
  const config = createConfig({ dataFolder: folder, port: 0, logLevel: "error" });
  const start = () => startServer(config, { clock: () => now, upkeepMs: 10 });
  const db = new Sqlite(join(folder, DATABASE_FILE), { readonly: true });
  context.onTestFinished(() => void db.close());
  const sessions = (): number => Number(db.prepare("SELECT COUNT(*) FROM sessions").pluck().get());
  const hold = async (server: RunningServer): Promise<void> =>
    void (await openSession(server.store, facilitator.member, now));

  const first = await start();
  await hold(first);
  expect(sessions()).toBe(2);
  now = new Date(now.getTime() + SESSION_MS / 2);
  await hold(first);
  now = new Date(now.getTime() + SESSION_MS / 2);
  await expect.poll(sessions).toBe(1);
  await first.stop();

  now = new Date(now.getTime() + SESSION_MS);
  const second = await start();
  context.onTestFinished(() => second.stop());
  await expect.poll(sessions).toBe(0);
});
