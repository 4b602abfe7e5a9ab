import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { clearByDialog, withAllInSight } from "../../../helpers/browser/clear-by-dialog.ts";
import { emptyFolder, startServerProcess } from "../../../helpers/network/server-process.ts";

const DOCX = fileURLToPath(new URL("../../../fixtures/verdicts/rs-individual.docx", import.meta.url));

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Takes the next of the first steps, which has one way. */
async function takeNext(seat: Seat, step: string, way: string): Promise<void> {
  await seat.follow("/");
  const next = seat.page.locator(".steps > [aria-current=step]", { hasText: step });
  await next.getByRole("link", { name: way, exact: true }).click();
}

/** Eight people at once, by the form that the step holds; their links by name, shown this once. */
async function inviteList(seat: Seat): Promise<(name: string) => Promise<string>> {
  const next = seat.page.locator(".steps > [aria-current=step]", { hasText: "Invite" });
  const krug = [
    "Besim Demiri\tbesim@otvorenkrug.example\tОтворен круг\tfacilitator",
    "Nela Velkov\tnela@otvorenkrug.example",
  ];
  const besa = ["Elira Lawyer\telira@qendrabesa.example\tQendra Besa", "Teuta Marku\tteuta@qendrabesa.example"];
  const linija = [
    "Ana Lawyer\tana@pravnalinija.example\tPravna linija",
    "Dragana Stanić\tdragana@pravnalinija.example",
  ];
  const others = ["Blerim Xhani\tblerim@qendrabesa.example", "Petar Ilievski\tpetar@otvorenkrug.example\t\treader"];
  await next.getByRole("textbox").fill([...krug, ...besa, ...linija, ...others].join("\n"));
  for (const [name, country] of [
    ["Отворен круг", "North Macedonia"],
    ["Qendra Besa", "Albania"],
  ] as const)
    await seat.page.getByRole("combobox", { name: `Country of ${name}` }).selectOption({ label: country });
  for (const which of await seat.page.locator("coram-invite-list select[aria-invalid=true]").all())
    await which.selectOption({ label: "Pravna linija" });
  await seat.page.getByRole("button", { name: "Invite 8 people" }).click();
  await seat.page.getByRole("heading", { name: "8 people invited" }).waitFor();
  // They stay where they are when the step is done.
  await seat.page.locator(".steps > [aria-current=step]", { hasText: "Add" }).waitFor();
  // A link that lies half under the bar while the page is scrolled is no small target.
  await seat.page.evaluate(() => scrollTo(0, 0));
  await seat.expectAccessible();
  return async (name) =>
    (await seat.page.locator(".invite-made li", { hasText: name }).locator(".note").textContent()) ?? "";
}

async function join(seat: Seat, link: string, name: string, email: string, isFirst = false): Promise<void> {
  await seat.page.goto(link);
  await seat.page.getByRole("textbox", { name: "Your name" }).fill(name);
  await seat.page.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await seat.page.getByLabel("New password").fill("correct horse battery");
  if (isFirst) await seat.expectAccessible();
  await seat.page.getByRole("button", { name: "Join" }).click();
  await seat.page.getByRole("button", { name: `Account of ${name}` }).waitFor();
}

/** "Sud je našao da je optuženi kriv." of a DOS machine: read as something else first, as itself then, and not twice unseen. */
async function importOldText(mira: Seat): Promise<void> {
  const { page } = mira;
  const bytes = Buffer.from("Sud je na\u00e7ao da je optu\u00a7eni kriv.", "latin1");
  const file = { name: "old.txt", mimeType: "text/plain", buffer: bytes };
  const add = async (): Promise<void> => {
    await page.locator("input[type=file]").setInputFiles([file]);
    await page.getByRole("textbox", { name: "Case number" }).fill("K 1/96");
    await page.getByRole("textbox", { name: "Court", exact: true }).fill("Opštinski sud u Nišu");
  };
  const encoding = page.getByRole("combobox", { name: "Encoding" });
  const preview = page.locator("coram-import-preview");
  await takeNext(mira, "Add", "Add a verdict");
  await add();
  await encoding.selectOption({ label: "CP866 (DOS), Cyrillic" });
  await preview.getByText("Sud je naчao").waitFor();
  await mira.expectAccessible();
  await encoding.selectOption({ label: "CP852 (DOS), Central European" });
  await preview.getByText("Sud je našao da je optuženi kriv.").waitFor();
  await page.getByRole("button", { name: "Confirm and add" }).click();
  await page.getByRole("heading", { name: "Prepare K 1/96" }).waitFor();
  await page.locator("coram-verdict-text").getByText("Sud je našao da je optuženi kriv.").waitFor();

  mira.mayLog(409);
  await mira.follow("/import");
  await add();
  await page.getByRole("button", { name: "Confirm and add" }).click();
  await page.getByText("A verdict of this court with this number is here already.").waitFor();
  await page.getByRole("link", { name: "See the verdict" }).waitFor();
  await mira.expectAccessible();
  await page.getByRole("button", { name: "Add it anyway" }).click();
  await page.getByRole("heading", { name: "Prepare K 1/96" }).waitFor();
}

/** The first facilitator names the network and comes to an empty list. */
async function setUp(mira: Seat, address: string): Promise<void> {
  await mira.page.goto(address);
  await mira.page.getByRole("textbox", { name: "Name of the network" }).fill("Three countries");
  await mira.page.getByRole("textbox", { name: "Organisation" }).fill("Pravna linija");
  await mira.page.getByRole("textbox", { name: "Your name" }).fill("Mira Facilitator");
  await mira.page.getByRole("textbox", { name: "E-mail address" }).fill("mira@example.org");
  await mira.page.getByLabel("New password").fill("correct horse battery");
  await mira.expectAccessible();
  await mira.page.getByRole("button", { name: "Create" }).click();
  await mira.page.getByRole("heading", { name: "First steps" }).waitFor();
  await mira.expectAccessible();
}

/** The real file through the real page, and its names out of it: no verdict is cleared while it names anybody. */
async function importAndPrepare(mira: Seat): Promise<void> {
  await mira.follow("/import");
  await mira.page.locator("input[type=file]").setInputFiles(DOCX);
  const number = mira.page.getByRole("textbox", { name: "Case number" });
  await number.waitFor();
  expect(await mira.page.getByRole("textbox", { name: "Court", exact: true }).inputValue()).toBe("Viši sud u Nišu");
  await mira.expectAccessible();
  await number.fill("K 99/26");
  await mira.page.getByRole("button", { name: "Confirm and add" }).click();
  // Where it was the only file, its preparation begins.
  await mira.page.getByRole("heading", { name: "Prepare K 99/26" }).waitFor();
  await mira.page.getByRole("button", { name: /^Replace \d+ sure ones$/ }).click();
  await mira.page.getByRole("button", { name: "Replace the names" }).click();
  await mira.dialog("Replace the names").getByRole("button", { name: "Replace the names" }).click();
  await mira.page.getByText("The placeholders have been in the text since revision 2.").waitFor();
  await mira.page.getByRole("link", { name: "Reading page" }).click();
  await mira.page.locator("coram-verdict-text .vt-block").first().waitFor();
  await mira.isSaved();
}

/** Tags three words of the third paragraph by the picker. */
async function tagSomething(seat: Seat): Promise<string> {
  const words = (await seat.page.evaluate(() => {
    const block = document.querySelectorAll("coram-verdict-text p.vt-block")[2];
    return block?.textContent.split(" ").slice(2, 5).join(" ");
  })) as string;
  await seat.selectByMouse(words);
  await seat.act("Tag");
  const picker = seat.page.getByRole("dialog", { name: "Tag the selected passage" });
  await picker.getByRole("combobox").fill("B3");
  await seat.expectAccessible();
  await seat.page.keyboard.press("Enter");
  return words;
}

/** Makes a workbook of the one passage; its words are the answer. */
async function exportSheet(seat: Seat): Promise<string> {
  await seat.page.getByRole("button", { name: "Export" }).click();
  const panel = seat.dialog("Export");
  await panel.getByText("1 passage", { exact: true }).waitFor();
  await seat.expectAccessible();
  const [download] = await Promise.all([
    seat.page.waitForEvent("download"),
    panel.getByRole("button", { name: "Make the file" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^coram-passages_k-99-26_[\d-]+\.xlsx$/);
  const parts = unzipSync(await readFile(await download.path()));
  expect(Object.keys(parts)).toContain("xl/workbook.xml");
  return new TextDecoder().decode(parts["xl/sharedStrings.xml"]);
}

/** The first branches of the methodology, each to its last line. */
async function readBranches({ page }: Seat, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const branch = page.locator("coram-version-content details").nth(i);
    await branch.locator("summary").click();
    await branch.locator("p, dd").last().scrollIntoViewIfNeeded();
  }
}

test("from an empty folder to a spreadsheet by the next of the first steps: set up, invite, import, clear, tag, export", async (context) => {
  const server = await startServerProcess(context, await emptyFolder(context));
  const mira = await Seat.take(context, browser, server.url);
  await setUp(mira, server.setup ?? "");

  const ana = await Seat.take(context, browser, server.url);
  const linkOf = await inviteList(mira);
  await join(ana, await linkOf("Ana Lawyer"), "Ana Lawyer", "ana@example.org", true);
  const elira = await Seat.take(context, browser, server.url);
  await join(elira, await linkOf("Elira Lawyer"), "Elira Lawyer", "elira@example.org");

  await importOldText(mira);

  await importAndPrepare(mira);
  const path = new URL(mira.page.url()).pathname;
  await mira.expectAccessible();

  // In preparation: which verdict it is is not told, only that somebody works on one.
  elira.mayLog(404);
  await elira.follow(path);
  await elira.page.getByText("This verdict is not there, or it is not open to you.").waitFor();
  await takeNext(elira, "Learn", "Read it");
  await elira.page.getByRole("heading", { level: 1, name: /methodology/i }).waitFor();
  // Learned by who looks into it, not by who passes.
  await takeNext(elira, "Learn", "Read it");
  const learned = elira.page.waitForResponse((answer) => answer.url().endsWith("/api/methodology/current?opened"));
  // The page says what makes the step done.
  await elira.page.getByText("it is done when you have read 3 branches to their end. So far: 0.").waitFor();
  await readBranches(elira, 3);
  await elira.page.getByText("Your step “Learn” is done.").waitFor();
  await learned;
  await elira.follow("/");
  await elira.page.getByText("Mira Facilitator prepares a verdict").waitFor();
  await clearByDialog(mira, "In preparation");
  // It is told on the page that is open.
  await elira.page.getByText("Cleared for the network; you have not opened it yet").waitFor();
  await elira.expectAccessible();
  await takeNext(elira, "Read", "Read");
  await elira.page.locator("coram-verdict-text .vt-block").first().waitFor();
  await elira.page.getByText("The step is done after 40 paragraphs").waitFor();
  await withAllInSight(elira, () => elira.page.getByText("Your step “Read” is done. Next: “Tag”.").waitFor());
  await takeNext(elira, "Tag", "Tag");
  await elira.page.locator("coram-verdict-text .vt-block").first().waitFor();
  await elira.page.getByText("Tag: Select words, press T, choose a category.").waitFor();

  await ana.goOnToVerdict(path.split("/").at(-1) ?? "");
  const words = await tagSomething(elira);
  await eventually(async () => (await elira.painted()).map(({ code }) => code)).toEqual(["B3"]);
  await eventually(() => ana.paintedLines()).toEqual(await elira.paintedLines());
  await elira.isSaved();
  await elira.page.getByText("Your step “Tag” is done. Next: “Answer”.").waitFor();
  await takeNext(elira, "Answer", "Answer");
  await elira.page.locator("coram-case-sheet :focus").waitFor();
  await mira.follow("/");
  await mira.page.locator(".steps > [data-state=done]", { hasText: "Tag" }).waitFor();

  const cells = await exportSheet(elira);
  expect(cells).toContain(words.replaceAll("&", "&amp;"));
  expect(cells).toContain("K 99/26");
});
