import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importFile, importText } from "../../../server/import/import.ts";

const FOLDER = new URL("../../fixtures/verdicts/", import.meta.url);
const verdict = (name: string): Uint8Array => readFileSync(new URL(name, FOLDER));
/** Ten megabytes of short paragraphs: honest, and long enough to be at work when a limit strikes. */
const LONG = "Sud je ovaj dokaz u celosti prihvatio, jer je pribavljen na zakonit način.\n\n".repeat(95_000);

test("a reader that goes on beyond its time is killed, and the import fails as too slow", async () => {
  await expect(importText(LONG, { timeLimit: 1 })).rejects.toMatchObject({ code: "too-slow" });
});

test("a reader that takes more memory than it may is killed, and the import fails as too complex", async () => {
  await expect(importText(LONG, { memoryLimit: 48 * 1024 * 1024 })).rejects.toMatchObject({
    code: "too-complex",
    detail: "out of memory",
  });
});

test("an import that nobody waits for any more is ended", async () => {
  const controller = new AbortController();
  const reading = importText(LONG, { signal: controller.signal });
  controller.abort(new Error("the person left"));
  await expect(reading).rejects.toThrow("the person left");
});

test("bad files among good ones disturb none of them, also when more come than are read at once", async () => {
  const good = ["rs-individual.docx", "rs-individual.pdf", "al-organised.html", "mk-individual.cp1251.txt"];
  const results = await Promise.allSettled([
    ...good.map((name) => importFile(verdict(name), name)),
    importText(LONG, { timeLimit: 1 }),
    importFile(verdict("rs-individual.pdf").subarray(0, 50_000), "half.pdf"),
    ...good.map((name) => importFile(verdict(name), name)),
  ]);
  expect(results.map((result) => (result.status === "fulfilled" ? result.value.language : "refused"))).toEqual([
    "sr",
    "sr",
    "sq",
    "mk",
    "refused",
    "refused",
    "sr",
    "sr",
    "sq",
    "mk",
  ]);
});
