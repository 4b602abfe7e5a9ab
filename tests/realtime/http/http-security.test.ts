import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

interface Knock {
  path: string;
  who?: Person | null;
  origin?: string;
}

/** Opens a socket and resolves with its close code, or "open" at the first frame it is given. */
function knock(server: TestServer, { path, who = null, origin }: Knock): Promise<number | "open"> {
  const headers: Record<string, string> = {};
  if (who) headers["cookie"] = who.cookie;
  if (origin) headers["origin"] = origin;
  const socket = new WebSocket(server.url.replace(/^http/, "ws") + path, { headers });
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", resolve);
    socket.on("message", () => {
      socket.removeAllListeners("close");
      socket.close();
      resolve("open");
    });
  });
}

test("a change from another site's page is refused, and so is one without an origin", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const post = (origin: string | null) =>
    fetch(`${server.url}/api/organisations`, {
      method: "POST",
      headers: { cookie: facilitator.cookie, "content-type": "application/json", ...(origin ? { origin } : {}) },
      body: JSON.stringify({ name: "New", country: "al" }),
    });
  for (const origin of ["https://evil.example", `https://localhost:${server.port}`, "http://localhost:1", "null", null])
    expect((await post(origin)).status, String(origin)).toBe(403);
  expect(await server.store.people.organisations()).toHaveLength(3);
  expect((await post(server.url)).status).toBe(201);
});

test("on a loopback server a name that was bent to loopback is no origin of ours", async (context) => {
  const server = await startTestServer(context);
  const path = "/api/events";
  const bent = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, {
    headers: {
      host: `evil.example:${server.port}`,
      origin: `http://evil.example:${server.port}`,
      cookie: server.people.lawyer.cookie,
    },
  });
  expect(await new Promise((resolve) => bent.on("close", resolve))).toBe(CLOSE.noAccess);
});

test("sockets: own origin and a session, or the close code says why not", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const made = await server.newVerdict("The court finds.");
  const origin = server.url;
  for (const path of [`/sync/${made.rooms.layer}`, "/api/events"]) {
    expect(await knock(server, { path, who: lawyer, origin }), path).toBe("open");
    expect(await knock(server, { path, who: null, origin }), path).toBe(CLOSE.signInNeeded);
    expect(await knock(server, { path, who: lawyer, origin: "https://evil.example" }), path).toBe(CLOSE.noAccess);
    expect(await knock(server, { path, who: lawyer }), path).toBe(CLOSE.noAccess);
  }
});

test("an upgrade of a path that has no socket ends with 404", async (context) => {
  const server = await startTestServer(context);
  await expect(knock(server, { path: "/api/session", origin: server.url })).rejects.toThrow("404");
});

test("a ticket opens one socket, once, within a minute", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const ticket = async (): Promise<string> => {
    const response = await server.ask(lawyer, "POST", "/api/tickets");
    return ((await response.json()) as { ticket: string }).ticket;
  };
  const first = await ticket();
  expect(await knock(server, { path: `/api/events?ticket=${first}` })).toBe("open");
  expect(await knock(server, { path: `/api/events?ticket=${first}` })).toBe(CLOSE.signInNeeded);
  expect(await knock(server, { path: "/api/events?ticket=guess" })).toBe(CLOSE.signInNeeded);
  const late = await ticket();
  server.advance(61_000);
  expect(await knock(server, { path: `/api/events?ticket=${late}` })).toBe(CLOSE.signInNeeded);
  const framed = await ticket();
  expect(await knock(server, { path: `/api/events?ticket=${framed}`, origin: "https://evil.example" })).toBe(
    CLOSE.noAccess,
  );
});

/** The packed copy, from the disk and then as it was read. */
async function expectPacked(address: string): Promise<void> {
  for (let times = 0; times < 2; times++) {
    const each = await fetch(address, { headers: { "accept-encoding": "br" } });
    expect(each.headers.get("content-encoding")).toBe("br");
    expect(each.headers.get("content-type")).toMatch(/^text\/javascript/);
    expect(await each.text()).toBe("export {};");
  }
}

test("every answer carries the security headers, and nothing of the API may be kept", async (context) => {
  const clientFolder = join(import.meta.dirname, "../../.out/client");
  await mkdir(join(clientFolder, "assets"), { recursive: true });
  await writeFile(join(clientFolder, "index.html"), "<!doctype html><title>Coram</title>");
  await writeFile(join(clientFolder, "assets", "main-1a2b3c.js"), "export {};");
  await writeFile(join(clientFolder, "assets", "main-1a2b3c.js.br"), brotliCompressSync("export {};"));
  const server = await startTestServer(context, { clientFolder });
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.");
  const answers = {
    page: await server.ask(null, "GET", "/"),
    deep: await server.ask(null, "GET", `/verdicts/${verdict.id}`),
    asset: await server.ask(null, "GET", "/assets/main-1a2b3c.js"),
    assetAgain: await server.ask(null, "GET", "/assets/main-1a2b3c.js"),
    noAsset: await server.ask(null, "GET", "/assets/main-none.js"),
    verdict: await server.ask(lawyer, "GET", `/api/verdicts/${verdict.id}`),
    unknown: await server.ask(null, "GET", "/api/no/such/thing"),
    refused: await server.ask(null, "GET", "/api/network"),
  };
  for (const [name, { headers }] of Object.entries(answers)) {
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, name).toContain("default-src 'self'; script-src 'self';");
    expect(policy, name).toContain("frame-ancestors 'none'");
    expect(policy, name).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    expect(headers.get("referrer-policy"), name).toBe("no-referrer");
    expect(headers.get("x-content-type-options"), name).toBe("nosniff");
    expect(headers.get("permissions-policy"), name).toContain("camera=()");
  }
  const caching = Object.fromEntries(
    Object.entries(answers).map(([name, each]) => [name, each.headers.get("cache-control")]),
  );
  expect(caching).toEqual({
    page: "no-store",
    deep: "no-store",
    noAsset: "no-store",
    asset: "public, max-age=31536000, immutable",
    assetAgain: "public, max-age=31536000, immutable",
    verdict: "no-store",
    unknown: "no-store",
    refused: "no-store",
  });
  const statuses = Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]));
  expect(statuses).toEqual({
    page: 200,
    deep: 200,
    asset: 200,
    assetAgain: 200,
    noAsset: 404,
    verdict: 200,
    unknown: 404,
    refused: 401,
  });
  await expectPacked(`${server.url}/assets/main-1a2b3c.js`);
  expect(await answers.unknown.json()).toEqual({ code: "not-found", params: {} });
  expect(await answers.deep.text()).toContain("<title>Coram</title>");
});

test("files outside the client's folder can not be named", async (context) => {
  const server = await startTestServer(context, { clientFolder: join(import.meta.dirname, "../../helpers") });
  for (const path of [
    "/../../package.json",
    "/%2e%2e/%2e%2e/package.json",
    "/..%2f..%2fpackage.json",
    "/....//package.json",
  ]) {
    const response = await fetch(server.url + path);
    expect(await response.text(), path).not.toContain('"dependencies"');
  }
});

test("a body that is no JSON, too large or of another shape is refused without being repeated", async (context) => {
  const server = await startTestServer(context);
  const post = (body: string) =>
    fetch(`${server.url}/api/session`, {
      method: "POST",
      headers: { origin: server.url, "content-type": "application/json" },
      body,
    });
  for (const body of [
    "{",
    "[]",
    '{"email":"secret-thing"}',
    `{"email":"a@b.org","password":"${"secret".repeat(100)}"}`,
  ]) {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("secret");
  }
  const huge = await post(`{"email":"${"a".repeat(3 << 20)}"}`);
  expect(huge.status).toBe(400);
});

test("a stop lets sockets go with the word to come again and leaves one file of data", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const headers = { cookie: lawyer.cookie, origin: server.url };
  const socket = new WebSocket(`${server.url.replace(/^http/, "ws")}/api/events`, { headers });
  await new Promise((resolve) => socket.on("message", resolve));
  const closed = new Promise((resolve) => socket.on("close", resolve));
  await server.stop();
  expect(await closed).toBe(CLOSE.comeAgain);
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow("fetch failed");
});

test("removing a member ends the sockets that are open", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reader } = server.people;
  const made = await server.newVerdict("The court finds.");
  const headers = { cookie: lawyer.cookie, origin: server.url };
  const closed: Promise<unknown>[] = [];
  for (const path of ["/api/events", `/sync/${made.rooms.layer}`]) {
    const socket = new WebSocket(server.url.replace(/^http/, "ws") + path, { headers });
    closed.push(new Promise((resolve) => socket.on("close", resolve)));
    await new Promise((resolve) => socket.once("message", resolve));
  }
  expect((await server.ask(facilitator, "DELETE", `/api/members/${lawyer.member.id}`)).status).toBe(204);
  expect(await Promise.all(closed)).toEqual([CLOSE.noAccess, CLOSE.noAccess]);
  expect(await knock(server, { path: "/api/events", who: reader, origin: server.url })).toBe("open");
});

test("a long verdict comes compressed and whole, a short answer as it is", async (context) => {
  const server = await startTestServer(context);
  const paragraphs = Array.from({ length: 500 }, (_, i) => `Суд је утврдио чињеницу број ${i}.`);
  const { verdict } = await server.newVerdict(paragraphs);
  // As a browser asks, which takes answers that are packed.
  const read = (path: string): Promise<Response> =>
    fetch(server.url + path, { headers: { cookie: server.people.lawyer.cookie } });
  const response = await read(`/api/verdicts/${verdict.id}`);
  expect(response.headers.get("content-encoding")).toBe("gzip");
  const short = await read("/api/session");
  expect(short.headers.get("content-encoding")).toBeNull();
  expect(short.headers.get("content-type")).toBe("application/json");
  expect(Number(short.headers.get("content-length"))).toBe((await short.arrayBuffer()).byteLength);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toMatchObject({ revision: { text: paragraphs.join("\n") } });
});
