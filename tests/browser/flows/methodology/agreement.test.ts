import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import type { Browser, Locator, Page } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { bringCodings } from "../../../helpers/network/verdicts/coded-verdict.ts";
import { readDocx } from "../../../helpers/files/read-docx.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const TEXT = Array.from(
  { length: 12 },
  (_, i) => `Paragraph ${i + 1} says that she was beaten in flat number ${i + 1} by the accused.`,
);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** On paper nothing can be pressed, and no ground of the dark theme is printed under black words. */
async function expectOnPaper(page: Page, ends: Locator): Promise<void> {
  await page.emulateMedia({ media: "print" });
  await eventually(() => page.locator(".button:visible, .icon-button:visible").count()).toBe(0);
  expect(await ends.isVisible()).toBe(true);
  const colours = (): Promise<string[]> =>
    page.evaluate(() =>
      ["--paper", "--ink", "--cat-b-tint", "--cat-b-text"].map((token) => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = `var(${token})`;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }),
    );
  const printed = await colours();
  for (const theme of ["light", "dark"]) {
    await page.evaluate((chosen) => (document.documentElement.dataset["theme"] = chosen), theme);
    expect(await colours()).toEqual(printed);
  }
  await page.emulateMedia({ media: null });
  expect(await colours()).not.toEqual(printed);
  await page.evaluate(() => delete document.documentElement.dataset["theme"]);
}

test("a lawyer reads in words what the figures come to, opens the passages behind one, and takes the report", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT);
  const places = Array.from({ length: 12 }, (_, i) => i + 1);
  // The same passages, and most of them begin elsewhere.
  await bringCodings(server, verdict.id, [
    {
      coder: lawyer,
      annotations: places.map((i): [string, string] => ["means.force", `beaten in flat number ${i} by the accused`]),
    },
    {
      coder: otherLawyer,
      annotations: places.map((i): [string, string] => [
        "means.force",
        `${i < 10 ? "she was " : ""}beaten in flat number ${i} by the accused`,
      ]),
    },
  ]);
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  const { page } = ana;
  await page.goto(`/verdicts/${verdict.id}/agreement`);
  await page.getByText("They agree on B1 means.force, but not on where it begins and ends (9 of 12).").waitFor();
  await page.getByText("They agree on which passages matter.", { exact: true }).waitFor();
  const ends = page.locator(".agree-figure", { hasText: "The same passage, word for word" });
  expect(await ends.innerText()).toMatch(/too low\s+0\.25, likely between 0\.\d\d and 0\.\d\d \(tags:\s24\)/u);
  await ana.expectAccessible();
  await expectOnPaper(page, ends);

  await page.getByRole("button", { name: "Passages behind “B1 means.force”" }).click();
  const dialog = page.locator("coram-dialog[open]", { has: page.locator("coram-agreement-places") });
  await dialog.getByRole("button", { name: "begins or ends elsewhere (9)" }).click();
  await eventually(() => dialog.locator(".agree-places > li").count()).toBe(9);
  await ana.expectAccessible();
  await dialog.getByRole("link", { name: "Open in the text" }).nth(2).click();
  await page.waitForURL((url) => url.pathname === `/verdicts/${verdict.id}` && url.searchParams.has("tag"));
  expect(new URL(page.url()).searchParams.has("at")).toBe(true);
  await page.goBack();

  const downloaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "Report in Word" }).click();
  const download = await downloaded;
  const { paragraphs } = readDocx(new Uint8Array(await readFile(await download.path())));
  expect(paragraphs.map(({ text }) => text)).toContain(
    "They agree on B1 means.force, but not on where it begins and ends (9\u00a0of\u00a012).",
  );
});

test("a facilitator brings files of codings in, sees what is left out, and compares the coders", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT);
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  const { page } = mira;
  await page.goto(`/verdicts/${verdict.id}/agreement`);
  await page.getByText("There is nothing to compare yet.").waitFor();
  await page.getByRole("button", { name: "Bring in codings" }).click();
  const dialog = page.locator("coram-dialog[open]", { has: page.locator("coram-bring-codings") });
  const file = (name: string, quotes: string[]) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(
      JSON.stringify({ coder: name, annotations: quotes.map((quote) => ({ category: "means.force", quote })) }),
    ),
  });
  await dialog
    .getByLabel("Files (JSON)")
    .setInputFiles([
      file("one.json", ["beaten in flat number 3", "words that nobody wrote"]),
      file("two.json", ["beaten in flat number 3"]),
      { name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{}") },
    ]);
  await dialog.getByText("bad.json is not a file of codings.").waitFor();
  await dialog.getByLabel("Coder of one.json").selectOption({ label: lawyer.member.name });
  await dialog.getByLabel("Coder of two.json").selectOption({ label: otherLawyer.member.name });
  await dialog.getByRole("button", { name: "Preview" }).click();
  await dialog.getByText(`${lawyer.member.name}: 1 of 2 passages and 0 of 0 answers come in.`).waitFor();
  await dialog.getByText("Left out (1)").click();
  await dialog.getByText("Passage 2: these words are not in the text (words that nobody wrote)").waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Make the round" }).click();
  await page.getByText("Round 2, methodology version 1").waitFor();
  await page.getByText("There are too few passages for figures to say much: read the passages.").waitFor();
  expect(await server.store.verdicts.currentRound(verdict.id)).toMatchObject({ number: 2, mode: "revealed" });
});
