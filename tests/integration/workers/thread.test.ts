import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, type TestContext } from "vitest";
import { askWarm, inWorker, isWarm } from "../../../server/workers/thread.ts";

/** Answers with its thread and the job; throws, ends or says nothing, where it is told to. */
const MODULE = `
import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", (job) => {
  if (job === "throw") throw new Error("thrown");
  if (job === "end") process.exit(0);
  if (job === "never") return;
  parentPort.postMessage({ threadId, job });
});`;

async function moduleFor(context: TestContext): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), "coram-thread-"));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "module.mjs");
  await writeFile(file, MODULE);
  return pathToFileURL(file);
}

const ask = (module: URL, job: string) => inWorker<{ threadId: number; job: string }>(module, job);

test("a thread that has answered takes the next job, and each asker gets their own answer", async (context) => {
  const module = await moduleFor(context);
  const first = await ask(module, "first");
  const next = await ask(module, "next");
  expect([first.job, next.job]).toEqual(["first", "next"]);
  expect(next.threadId).toBe(first.threadId);
  const both = await Promise.all(["one", "two", "three"].map((job) => ask(module, job)));
  expect(both.map(({ job }) => job)).toEqual(["one", "two", "three"]);
});

test("a thread waits for the next job as long as its asker says", async (context) => {
  const [module, other] = [await moduleFor(context), await moduleFor(context)];
  await inWorker(module, "first", 60_000);
  await inWorker(other, "first", 0);
  expect(isWarm(module)).toBe(true);
  await expect.poll(() => isWarm(other)).toBe(false);
  expect(isWarm(module)).toBe(true);
});

test("a thread that throws or ends tells its asker and is asked no more", async (context) => {
  const module = await moduleFor(context);
  const { threadId } = await ask(module, "first");
  await expect(ask(module, "throw")).rejects.toThrow("thrown");
  const next = await ask(module, "next");
  expect(next.threadId).not.toBe(threadId);
  await expect(ask(module, "end")).rejects.toThrow("a thread ended early");
  expect((await ask(module, "again")).job).toBe("again");
});

test("a thread that takes longer than it may is ended, and its asker told so", async (context) => {
  const module = await moduleFor(context);
  const { threadId } = await ask(module, "first");
  const late = askWarm(module, "never", { time: 20 }, () => null);
  await expect(late).rejects.toMatchObject({ why: "time" });
  expect((await ask(module, "again")).threadId).not.toBe(threadId);
});
