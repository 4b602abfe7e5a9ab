import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type TestContext } from "vitest";
import { z } from "zod";
import { MethodologyVersion, STARTER_NOTE } from "../../../schema/domain/methodology/methodology.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { coram, run, startCoram } from "../../helpers/network/run-coram.ts";

const Served = z.object({
  url: z.string(),
  port: z.int(),
  setup: z.string().nullable(),
  warning: z.string().nullable(),
});
const Demo = z.object({
  url: z.string(),
  links: z.array(z.object({ role: z.string(), name: z.string(), url: z.string() })),
});

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-test-"));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const post = (url: string, path: string, body: object) =>
  fetch(url + path, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** A Node of this machine that is older than Coram's floor, or null. */
function oldNode(): string | null {
  const folders = ["/usr/bin", ...(process.env["PATH"] ?? "").split(delimiter)];
  for (const candidate of folders.map((folder) => join(folder, "node"))) {
    if (candidate.includes("node_modules") || !existsSync(candidate)) continue;
    const [major = 0, minor = 0] = execFileSync(candidate, ["--version"], { encoding: "utf8" })
      .slice(1)
      .split(".")
      .map(Number);
    if (major < 22 || (major === 22 && minor < 18)) return candidate;
  }
  return null;
}

const BIN = fileURLToPath(new URL("../../../bin", import.meta.url));
const old = oldNode();

test.skipIf(old === null)("the launcher under a too old Node uses the one in the lock", async () => {
  const { code, stdout } = await run(old ?? "", [join(BIN, "coram.js"), "help"]);
  expect(stdout).toContain("coram serve");
  expect(code).toBe(0);
});

test.skipIf(old === null)(
  "where there is no newer Node the launcher says in one sentence what to do",
  async (context) => {
    const folder = await folderFor(context);
    // Coram's launcher on a machine on which nobody has run npm ci.
    await cp(BIN, join(folder, "bin"), { recursive: true });
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    const { code, stdout, stderr } = await run(old ?? "", [join(folder, "bin", "coram.js"), "serve"], { PATH: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Coram needs Node 22\.18 or newer and this is v[\d.]+: run "npm ci"[^\n]*\n$/);
  },
);

test("a mistake is one clear line and an exit code, never a stack trace", async (context) => {
  const folder = await folderFor(context);
  await mkdir(join(folder, "empty"));
  await writeFile(join(folder, "broken.pdf"), "%PDF-1.7 nothing follows");
  for (const args of [
    ["nonsense"],
    ["serve", "--prot", "1"],
    ["serve", "--port", "99999"],
    ["serve", "--url", "not an address"],
    ["serve", "--behind-proxy"],
    ["serve", "--tls-cert", "only.pem"],
    ["serve", "--port", "0", "--data", join(folder, "tls"), "--tls-cert", "none.pem", "--tls-key", "none.pem"],
    ["member", "list", "--data", join(folder, "empty")],
    ["member"],
    ["export", "--format", "odt"],
    ["import"],
    ["import", join(folder, "missing.docx")],
    ["import", join(folder, "broken.pdf")],
  ]) {
    const { code, stdout, stderr } = await coram(...args);
    expect(code, args.join(" ")).toBeGreaterThan(0);
    expect(stderr, args.join(" ")).toMatch(/^coram: [^\n]+\n$/);
    expect(stdout, args.join(" ")).toBe("");
  }
});

test("serve on an empty folder prints a link that makes the first facilitator; the next start prints none", async (context) => {
  const data = await folderFor(context);
  const first = await startCoram(context, ["serve", "--data", data]);
  const { url, setup, warning } = Served.parse(first.said);
  expect(warning).toBeNull();
  expect(setup?.startsWith(`${url}/setup#`)).toBe(true);
  const person = { country: "rs", name: "First Person", email: "first@example.org", password: "long enough it is" };
  const token = setup?.split("#")[1];
  expect((await post(url, "/api/setup", { token, network: "N", organisation: "Astra", ...person })).status).toBe(200);
  expect(await first.stop()).toMatchObject({ code: 0, stderr: "" });
  expect(await readdir(data)).toContain("coram.db");

  const again = await startCoram(context, ["serve", "--data", data]);
  expect(Served.parse(again.said).setup).toBeNull();
  // Beside the running server, as an operator does it.
  expect(await coram("member", "reset", "nobody@example.org", "--data", data)).toMatchObject({ code: 1 });
  const reset = await coram("member", "reset", "First@example.org", "--data", data, "--json");
  const link = z.object({ url: z.string() }).parse(JSON.parse(reset.stdout)).url;
  const use = { token: link.split("#")[1], password: "an even longer one" };
  const { url: newUrl } = Served.parse(again.said);
  expect((await post(newUrl, "/api/links/use", use)).status).toBe(200);
  const signedIn = await post(newUrl, "/api/session", { email: person.email, password: use.password });
  expect(signedIn.status).toBe(200);
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const told = async () =>
    NetworkView.parse(await (await fetch(`${newUrl}/api/network`, { headers: { cookie } })).json()).told;
  expect(await told()).toMatchObject([{ kind: "password", from: null, state: "used" }]);
  const added = await coram(
    "member",
    "add",
    "--data",
    data,
    "--json",
    "--name",
    "Ana Gashi",
    "--email",
    "Ana@example.org",
    "--role",
    "lawyer",
  );
  expect(added).toMatchObject({ code: 0, stderr: "" });
  const leads = await coram("member", "role", "ana@example.org", "--role", "facilitator", "--data", data);
  expect(leads).toMatchObject({ code: 0, stdout: "Ana Gashi: facilitator.\n" });
  // Of what is done on the command line every facilitator is told.
  expect(await told()).toMatchObject([
    { kind: "role", from: null, role: "facilitator", was: "lawyer" },
    { kind: "password", from: null, state: "open" },
    { kind: "password", from: null, state: "used" },
  ]);
  expect(await coram("member", "role", "ana@example.org", "--role", "lawyer", "--data", data)).toMatchObject({
    code: 0,
  });
  const list = await coram("member", "list", "--data", data, "--json");
  expect(JSON.parse(list.stdout)).toMatchObject([
    { name: "Ana Gashi", role: "lawyer", email: "ana@example.org", organisation: "Astra" },
    { name: "First Person", role: "facilitator", email: "first@example.org", organisation: "Astra" },
  ]);
  expect((await again.stop()).code).toBe(0);
  expect(await coram("verify", "--data", data)).toMatchObject({ code: 0, stderr: "" });
});

test("a network whose first facilitator an operator adds begins with the starter methodology as well", async (context) => {
  const data = await folderFor(context);
  const { url } = Served.parse((await startCoram(context, ["serve", "--data", data])).said);
  const person = ["--name", "First Person", "--email", "first@example.org", "--role", "facilitator"];
  const added = await coram(
    "member",
    "add",
    "--data",
    data,
    "--json",
    ...person,
    "--organisation",
    "Astra",
    "--country",
    "rs",
  );
  const link = z.object({ url: z.string() }).parse(JSON.parse(added.stdout)).url;
  const used = await post(url, "/api/links/use", { token: link.split("#")[1], password: "long enough it is" });
  const cookie = (used.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const version = await (await fetch(`${url}/api/methodology/current`, { headers: { cookie } })).json();
  expect(MethodologyVersion.parse(version)).toMatchObject({ number: 1, note: STARTER_NOTE });
});

test("off loopback without https serve says that passwords cross the network in the clear", async (context) => {
  const server = await startCoram(context, ["serve", "--data", await folderFor(context), "--host", "0.0.0.0"]);
  const { warning, port } = Served.parse(server.said);
  expect(warning).toContain("in the clear");
  const session = await (await fetch(`http://127.0.0.1:${port}/api/session`)).json();
  expect(session).toMatchObject({ offlineCopies: false });
  await server.stop();
});

test("two servers do not share a port: the second says so and ends", async (context) => {
  const folder = await folderFor(context);
  const first = await startCoram(context, ["serve", "--data", join(folder, "a")]);
  const { port } = Served.parse(first.said);
  const second = await coram("serve", "--data", join(folder, "b"), "--port", String(port));
  expect(second).toMatchObject({
    code: 1,
    stderr: "coram: That port is taken by another program; choose one with --port.\n",
  });
  await first.stop();
});

test("the empty demo signs its facilitator in by a link, and leaves nothing behind", async (context) => {
  const folder = await folderFor(context);
  const demo = await startCoram(context, ["demo", "--empty"], { TMPDIR: folder });
  const { url, links } = Demo.parse(demo.said);
  expect(await readdir(folder)).toHaveLength(1);
  // Whom the whole demo has links for is asked by its own test.
  expect(links.map(({ role, name }) => [role, name])).toEqual([["facilitator", "Mirjana Jovanović"]]);
  const response = await post(url, "/api/links/use", { token: links[0]?.url.split("#")[1] });
  expect(await response.json()).toMatchObject({ member: { name: "Mirjana Jovanović" }, setup: false });
  const { code, stderr } = await demo.stop();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(await readdir(folder)).toEqual([]);
});

test("the demo is made in a folder that a server opens, and in no other's", async (context) => {
  const folder = await folderFor(context);
  const data = join(folder, "data");
  const made = await coram("demo", "--make", data, "--empty", "--json");
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const { password, members } = z
    .object({ password: z.string(), members: z.array(z.object({ email: z.string() })) })
    .parse(JSON.parse(made.stdout));
  const { url } = Served.parse((await startCoram(context, ["serve", "--data", data])).said);
  const session = await post(url, "/api/session", { email: members[0]?.email, password });
  expect(await session.json()).toMatchObject({ member: { name: "Mirjana Jovanović" } });
  const again = await coram("demo", "--make", data);
  expect(again).toMatchObject({ code: 2, stderr: `coram: "${data}" is not empty.\n` });
});

test("import prints what a file is recognised as, offsets included", async () => {
  const file = fileURLToPath(new URL("../../fixtures/verdicts/al-individual.txt", import.meta.url));
  const { code, stdout } = await coram("import", file, "--json");
  expect(code).toBe(0);
  const report = z
    .object({
      language: z.literal("sq"),
      script: z.literal("Latn"),
      text: z.string(),
      warnings: z.array(z.unknown()),
      blocks: z.array(z.object({ kind: z.string(), start: z.int(), end: z.int(), section: z.string().nullable() })),
    })
    .parse(JSON.parse(stdout));
  const last = report.blocks.at(-1);
  expect(last?.end).toBe(report.text.length);
});
