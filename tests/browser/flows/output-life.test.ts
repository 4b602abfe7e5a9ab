import { readFile } from "node:fs/promises";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { eventually, launch, Seat } from "../../helpers/browser.ts";
import { freezeWithOutputs } from "../../helpers/outputs.ts";
import { readDocx } from "../../helpers/read-docx.ts";
import { CATEGORY } from "../../helpers/room-edits.ts";
import { startTestServer } from "../../helpers/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ onTestFinished: afterAll });
});

test("from nothing to a summary with ten quotes in Word and PDF: the coverage leads, a recommendation is in the register", async (context) => {
  const server = await startTestServer(context);
  const { people, hub } = server;
  await freezeWithOutputs(server);
  const paragraphs = Array.from({ length: 10 }, (_, i) => `Sud je utvrdio okolnost broj ${i + 1}, i obrazložio je.`);
  const made = await server.newVerdict(paragraphs);
  await hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    let start = 0;
    for (const paragraph of paragraphs) {
      const anchor = { revision: 1, ranges: [{ start, end: start + paragraph.length }] };
      new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
      start += paragraph.length + 1;
    }
  });
  const seat = await Seat.take(context, browser, server.url, { cookie: people.facilitator.cookie });
  const { page } = seat;
  await page.goto("/outputs");
  await page.getByRole("button", { name: "New document" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Begin" }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "New document" }).click();
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "Begin" }).click();
  await page.locator(".output-text p").first().click();
  await page.locator("coram-evidence-tray .tray-item").nth(9).waitFor();
  for (let i = 0; i < 10; i++) {
    await page.locator("coram-evidence-tray .tray-item .tray-quote").nth(i).focus();
    await page.keyboard.press("Enter");
    await eventually(() => page.locator(".output-text coram-quote").count()).toBe(i + 1);
  }
  await page.locator(".output-insert").click();
  await page.getByRole("menuitem", { name: "A recommendation" }).click();
  await page.getByText("Say whom it addresses.").waitFor();
  await page.getByRole("button", { name: "Edit fields" }).click();
  await page.getByLabel("Addressee").fill("Higher courts");
  await page.getByLabel("Finding").fill("Claims are sent away.");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("Say whom it addresses.").waitFor({ state: "detached" });

  await page.getByRole("tab", { name: "Coverage" }).click();
  await page.getByRole("heading", { name: /Sections without evidence 2/ }).waitFor();
  await seat.isSaved();
  await seat.expectAccessible();

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const fileAs = async (format: string): Promise<Uint8Array> => {
    await page.getByRole("radio", { name: format }).check();
    await page.getByRole("button", { name: "Make the file" }).click();
    const link = page.getByRole("link", { name: "Download" });
    await link.waitFor({ timeout: 60_000 });
    const download = page.waitForEvent("download");
    await link.click();
    return new Uint8Array(await readFile(await (await download).path()));
  };
  const texts = readDocx(await fileAs("Word (DOCX)")).paragraphs.map(({ text }) => text);
  expect(paragraphs.filter((words) => texts.includes(words))).toEqual(paragraphs);
  expect(Buffer.from((await fileAs("PDF")).slice(0, 5)).toString()).toBe("%PDF-");
  await seat.expectAccessible();

  // A redaction changes the quote in the draft, in the approved document and in its files; a correction does not, once approved.
  const edit = async (words: string, insert: string, kind: "correct" | "redact"): Promise<void> => {
    const now = await server.store.verdicts.revision(made.verdict.id);
    const start = now?.text.indexOf(words) ?? -1;
    const edits = [{ start, end: start + words.length, insert }];
    const body = { baseRevision: now?.number, kind, edits };
    expect((await server.ask(people.facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, body)).status).toBe(
      200,
    );
  };
  await page.keyboard.press("Escape");
  await edit("broj 1", "[Number 1]", "redact");
  await page.locator(".output-text coram-quote", { hasText: "[Number 1]" }).waitFor();
  await page.getByRole("button", { name: "Draft", exact: true }).click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Open again" }).first().waitFor();
  await edit("broj 2", "[Number 2]", "redact");
  await edit("okolnost broj 3", "činjenicu broj 3", "correct");
  await page.locator(".output-text coram-quote", { hasText: "[Number 2]" }).waitFor();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const approved = readDocx(await fileAs("Word (DOCX)")).paragraphs.map(({ text }) => text);
  expect(approved).toContain("Sud je utvrdio okolnost [Number 1], i obrazložio je.");
  expect(approved).toContain("Sud je utvrdio okolnost [Number 2], i obrazložio je.");
  expect(approved.join()).not.toContain("činjenicu");

  await page.goto("/recommendations");
  await page.getByRole("heading", { name: "Higher courts" }).waitFor();
  await seat.expectAccessible();
});
