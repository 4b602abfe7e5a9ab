import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { ERASURE_STEPS } from "../../schema/protocol/http/erasure.ts";
import { createConfig } from "../../server/config.ts";
import { LEDGER_FILE, readLedger } from "../../server/erasure/ledger.ts";
import { startServer } from "../../server/main.ts";
import { projectAll } from "../../server/rooms/log/projection.ts";
import { verifyStore } from "../../server/store/verify.ts";
import type { Store } from "../../server/store/store.ts";
import { namesInFolder } from "../helpers/files/byte-scan.ts";
import { FORMS, NEEDLES, plantNames, TOKEN } from "../helpers/network/verdicts/named-verdict.ts";
import { run } from "../helpers/network/run-coram.ts";
import { Seeded, seeds } from "../helpers/text/seeded.ts";
import { startTestServer } from "../helpers/network/test-server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** A bundle loads in half of the time, and thirteen processes begin with this one. */
const BUNDLE = join(ROOT, "dist", `erasing-${process.pid}`);
const CHILD = join(BUNDLE, "erasing-server.js");

let planted = "";
let verdict: VerdictId;
let facilitator = "";
const undo: (() => Promise<void>)[] = [];

/** One data folder with a name everywhere, copied for each crash. */
beforeAll(async () => {
  const source = fileURLToPath(new URL("erasing-server.ts", import.meta.url));
  const bundled = await run(process.execPath, [join(ROOT, "scripts/bundle-server.js"), source, BUNDLE]);
  if (bundled.code !== 0) throw new Error(bundled.stderr);
  const server = await startTestServer({ onTestFinished: (work) => void undo.push(work) });
  ({ id: verdict } = (await plantNames(server)).made.verdict);
  facilitator = server.people.facilitator.member.id;
  planted = mkdtempSync(join(tmpdir(), "coram-planted-"));
  await server.store.erasures.clean();
  cpSync(server.config.dataFolder, planted, { recursive: true });
});
afterAll(async () => {
  for (const work of undo) await work();
  for (const folder of [planted, BUNDLE]) rmSync(folder, { recursive: true, force: true });
});

/** Erases in a process that is killed there (or nowhere), goes on in another, and says how it ended and what the first one said. */
async function eraseThrough(step: string, is: string): Promise<{ end: unknown; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), "coram-crash-"));
  try {
    cpSync(planted, folder, { recursive: true });
    const body = JSON.stringify({ kind: "term", forms: FORMS, token: TOKEN });
    const ended = await run(process.execPath, [
      CHILD,
      folder,
      facilitator,
      `/api/verdicts/${verdict}/erasures`,
      body,
      step,
      is,
    ]);
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(step === "" ? 0 : null);
    const server = await startServer(createConfig({ dataFolder: folder, port: 0, logLevel: "silent" }));
    try {
      const left = namesInFolder(folder, NEEDLES);
      expect(left).toEqual([]);
      expect((await verifyStore(server.store, { project: projectAll })).differences).toEqual([]);
      return { end: await endOf(server.store, folder), said: ended.stdout };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an erasure leaves, without the ids and times that differ from run to run. */
async function endOf(store: Store, folder: string): Promise<unknown> {
  const [{ step, counts, number, token } = {}] = await store.erasures.list();
  const revision = await store.verdicts.revision(verdict);
  const rooms = await Promise.all(
    (await store.verdicts.rooms(verdict)).map(async ({ kind, audience, id }) => {
      const { annotations, threads, comments } = await store.rooms.rows(id);
      return {
        kind,
        audience,
        notes: annotations.map(({ note, author, anchor }) => ({ note, author, anchor })),
        threads: threads.length,
        bodies: comments.map(({ body, author }) => ({ body, author })).sort((a, b) => (a.body < b.body ? -1 : 1)),
      };
    }),
  );
  return {
    erasure: { step, counts, number, token, open: (await store.erasures.open()).length },
    verdict: await store.verdicts.get(verdict),
    text: revision?.text,
    earlier: [await store.verdicts.revision(verdict, 1), await store.verdicts.revision(verdict, 2)],
    maps: await store.verdicts.maps(verdict),
    rooms: rooms.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    invitations: (await store.people.invitations()).map(({ name }) => name),
    ledger: (await readLedger(join(folder, LEDGER_FILE))).map(({ number: line, kind, trace }) => ({
      line,
      kind,
      trace,
    })),
    audit: (await store.audit.list(1000))
      .filter(({ action }) => action.startsWith("erasure."))
      .map(({ action }) => action),
    screens: (await store.erasures.screens()).length,
  };
}

test("an erasure that is killed at any step comes to the same end when the server starts again", async () => {
  const { end: whole, said } = await eraseThrough("", "");
  expect(whole).toMatchObject({ erasure: { step: "done", open: 0, number: 1 }, screens: 1 });
  // Between the work of a step and the note that it is done: there it is done again.
  for (const step of ERASURE_STEPS.slice(0, -1))
    expect((await eraseThrough(step, "worked")).end, `killed at ${step}`).toEqual(whole);
  expect((await eraseThrough("text", "noted")).end, "killed between two steps").toEqual(whole);
  // Within a step, after any of the things that it wrote.
  for (const seed of seeds([5, 6])) {
    const commit = 1 + new Seeded(seed).below(Number(said));
    expect((await eraseThrough("commit", String(commit))).end, `killed after commit ${commit}`).toEqual(whole);
  }
}, 240_000);
