import type { Verdict } from "../../../../schema/domain/verdict.ts";
import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { randomId, type VerdictId } from "../../../../schema/domain/ids.ts";
import { fromQuote } from "../../../../schema/editor/output-nodes.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { append, freezeWithOutputs, makeOutput } from "../../../helpers/network/outputs.ts";
import { RawClient } from "../../../helpers/rooms/raw-client.ts";
import { namesInFolder } from "../../../helpers/files/byte-scan.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = [
  "Sud nalazi da je oštećena Jelisaveta Marković dovedena u Niš.",
  "Jelisavetu Marković je doveo okrivljeni.",
  "U stanu je boravila dva meseca, bez dokumenata i bez novca.",
  "Jelisaveta je to potvrdila na glavnom pretresu.",
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** One place of a name is not the name: the dialog says so, and has the way to all of them. */
async function isToldOfOtherPlaces(mira: Seat): Promise<void> {
  // One place of a name is not the name: the dialog says so, and has the way to all of them.
  await mira.selectByMouse("Jelisaveta");
  await mira.act("Erase");
  await mira
    .dialog("Erase a passage for good")
    .getByText(/^Only the selected place goes\. The same words stand in \d+ other/u)
    .waitFor();
  await mira
    .dialog("Erase a passage for good")
    .getByRole("button", { name: "Erase in all places, as a name…" })
    .click();
  const all = mira.dialog("Erase a name for good");
  expect(await all.getByRole("textbox", { name: "Names and numbers" }).inputValue()).toBe("Jelisaveta");
  await all.getByRole("button", { name: "Cancel" }).click();
}

/** Erases a name in all its forms, after seeing where it stands, and takes the certificate. */
async function eraseName(mira: Seat): Promise<void> {
  await mira.page.getByRole("button", { name: "More for this verdict" }).click();
  await mira.page.getByRole("menuitem", { name: "Erase a name…" }).click();
  const dialog = mira.dialog("Erase a name for good");
  const names = dialog.getByRole("textbox", { name: "Names and numbers" });
  await names.fill("Jelisaveta Marković");
  const kind = dialog.getByRole("combobox", { name: "In its place stands" });
  const label = dialog.getByRole("textbox", { name: "Letter or number" });
  expect([await kind.inputValue(), await label.inputValue()]).toEqual(["", ""]);
  await kind.selectOption("Witness");
  expect(await label.inputValue()).toBe("1");
  await kind.selectOption("Victim");
  expect(await label.inputValue()).toBe("A");
  // Of one that nobody has it says so, and counts nothing.
  await names.fill("Petronije Njegovan");
  await dialog.getByRole("button", { name: "See where it stands" }).click();
  await dialog.getByText(/^It stands nowhere now/u).waitFor();
  expect(await dialog.locator("dt, dd").count()).toBe(0);
  await names.fill("Jelisaveta Marković");
  await dialog.getByRole("button", { name: "See where it stands" }).click();
  await dialog.getByText("Jelisaveta Marković (1) · Jelisavetu Marković (1)").waitFor();
  // Every form that stands in the text goes, unless somebody takes it out.
  await eventually(() => dialog.getByRole("checkbox", { name: "Jelisaveta" }).isChecked()).toBe(true);
  await eventually(() => dialog.locator("dt, dd").allTextContents()).toEqual([
    "Places in the text",
    "3",
    "Comments",
    "1",
    "Shared spaces (tags, comments, answers) rebuilt",
    "3",
  ]);
  await mira.expectAccessible();
  expect(await dialog.getByRole("button", { name: "Erase for good" }).isDisabled()).toBe(true);
  await dialog.getByRole("checkbox", { name: "I know that nothing brings it back." }).check();
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await dialog.getByText("Erased. Entry 1 in the erasure ledger.").waitFor();
  await mira.expectAccessible();
  const loading = mira.page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Certificate (PDF)" }).click();
  expect((await loading).suggestedFilename()).toBe("coram-erasure-1.pdf");
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
}

/** Types a reply while `erase` goes on and after it, and looks nowhere but at the keys. */
async function typeThrough(ana: Seat, erase: () => Promise<void>): Promise<void> {
  const { keyboard } = ana.page;
  const card = ana.threadCard("sestra");
  await card.click();
  await card.getByRole("textbox", { name: "Reply" }).click();
  await keyboard.type("Jelisaveta je ");
  await erase();
  await keyboard.type("sama, bez sestre.");
  const reply = ana.threadCard("[Žrtva A] ili njena sestra?").getByRole("textbox", { name: "Reply" });
  await eventually(() => reply.inputValue()).toBe("[Žrtva\u00a0A] je sama, bez sestre.");
  expect(await ana.focusIn("coram-thread-card .reply")).toBe(true);
}

async function seeNoName(mira: Seat, ana: Seat): Promise<void> {
  for (const seat of [mira, ana]) {
    await eventually(() => seat.page.locator("coram-verdict-text").textContent()).not.toMatch(/Jelisavet|Markovi/);
    await eventually(() => seat.paintedLines()).toEqual(["A1: doveo okrivljeni"]);
    await seat.threadCard("[Žrtva A] ili njena sestra?").waitFor();
    await eventually(() => seat.domText()).not.toMatch(/Jelisavet|Markovi/);
  }
}

/** Erases a passage: a token stands for it on both pages, and nothing of it in the data folder. */
async function erasePassage(server: TestServer, mira: Seat, ana: Seat): Promise<void> {
  await mira.selectByMouse("boravila dva meseca");
  await mira.act("Erase");
  const passage = mira.dialog("Erase a passage for good");
  await passage.getByText("boravila dva meseca").waitFor();
  await passage.getByRole("checkbox", { name: "I know that nothing brings it back." }).check();
  await passage.getByRole("button", { name: "Erase for good" }).click();
  await passage.getByText("Erased. Entry 2 in the erasure ledger.").waitFor();
  await passage.getByRole("button", { name: "Close", exact: true }).last().click();
  for (const seat of [mira, ana])
    await eventually(() => seat.page.locator("coram-verdict-text .vt-block").nth(2).textContent()).toContain(
      "U stanu je [Passage 1], bez dokumenata",
    );
  expect(namesInFolder(server.config.dataFolder, ["Jelisavet", "Markovi", "boravila dva"])).toEqual([]);

  await mira.page.getByRole("button", { name: "More for this verdict" }).click();
}

/** A document by somebody else that quotes the verdict, and one that only is about it. */
async function quoteInDocument(server: TestServer, verdict: VerdictId): Promise<void> {
  const { lawyer } = server.people;
  const quoting = await makeOutput(server, lawyer, { title: "What the court found" });
  await makeOutput(server, lawyer, { title: "Of all verdicts" });
  const client = await RawClient.joinAt(server, quoting.rooms.content.room, lawyer);
  const anchor = { revision: 1, ranges: [{ start: 0, end: 9 }] };
  const quote = fromQuote({
    verdict,
    anchor,
    annotation: null,
    layer: null,
    translation: null,
    approved: null,
    note: "",
  });
  await append(client, makeNode("evidence", { id: randomId(), ...quote }));
}

/** Erases the verdict, whose case number has to be typed as it stands there, after reading which documents lose by it. */
async function eraseVerdict({
  server,
  verdict,
  facilitator,
  mira,
  ana,
}: {
  server: TestServer;
  verdict: Pick<Verdict, "id">;
  facilitator: Person;
  mira: Seat;
  ana: Seat;
}): Promise<void> {
  await mira.page.getByRole("menuitem", { name: "Erase this verdict…" }).click();
  const whole = mira.dialog("Erase this verdict for good");
  await whole.getByText("1 document that you may read draws on it.").waitFor();
  expect(await whole.getByRole("link").allInnerTexts()).toEqual(["What the court found"]);
  await whole.getByRole("textbox").fill("K 12/26");
  await whole.getByRole("button", { name: "Erase for good" }).click();
  mira.mayLog(422, 404);
  ana.mayLog(404);
  await whole.getByText("Type it again exactly as it stands there").waitFor();
  await whole.getByRole("textbox").fill("K 12/25");
  await whole.getByRole("button", { name: "Erase for good" }).click();
  await mira.page.getByRole("heading", { name: "Members", level: 1 }).waitFor();
  await mira.page.locator(".told").getByText("Erased. Entry 3 in the erasure ledger.").waitFor();
  const certificate = mira.page.waitForEvent("download");
  await mira.page.locator(".told").getByRole("button", { name: "Certificate (PDF)" }).press("Enter");
  expect((await certificate).suggestedFilename()).toMatch(/\.pdf$/);
  expect((await server.ask(facilitator, "GET", `/api/verdicts/${verdict.id}`)).status).toBe(404);
}

/** Erases a member, and finds all four in the list of what was erased. */
async function eraseMember(mira: Seat): Promise<void> {
  await mira.page.getByRole("button", { name: "More about Sanja Reviewer" }).click();
  await mira.page.getByRole("menuitem", { name: "Erase for good…" }).last().click();
  const member = mira.dialog("Erase Sanja Reviewer for good");
  await member.getByRole("textbox").fill("Sanja Reviewer");
  await member.getByRole("button", { name: "Erase for good" }).click();
  await member.getByText("Erased. Entry 4 in the erasure ledger.").waitFor();
  await member.getByRole("button", { name: "Close", exact: true }).last().click();
  const list = mira.page.getByRole("region", { name: "Erased for good" }).getByRole("listitem");
  await eventually(async () => (await list.allTextContents()).map((line) => line.replace(/\s+/g, " ").trim())).toEqual([
    expect.stringMatching(/^4 A member \[Former member 1\]/),
    expect.stringMatching(/^3 A verdict/),
    expect.stringMatching(/^2 A passage \[Passage 1\]/),
    expect.stringMatching(/^1 A name or another term \[Victim A\]/),
  ]);
  await eventually(() => mira.domText()).not.toMatch(/Sanja Reviewer/);
  await mira.expectAccessible();
}

/** What stands for them is read in the reader's language, from the moment it is chosen. */
async function readInMacedonian(mira: Seat): Promise<void> {
  await mira.page.locator("coram-account-menu button.account").click();
  await mira.page.locator("coram-account-menu").getByText("Language").click();
  await mira.page.getByRole("menuitemradio", { name: "Македонски" }).click();
  await eventually(() => mira.domText()).toMatch(/(\[Поранешен член 1\][^]*){2}/u);
  expect(await mira.domText()).not.toContain("Former member");
}

test("a facilitator erases a name, then a passage: both pages show tokens, tags stay on their words, and a certificate comes", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict(TEXT);
  await quoteInDocument(server, verdict.id);
  const { facilitator, lawyer } = server.people;
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await Promise.all([mira.openVerdict(verdict.id), ana.openVerdict(verdict.id)]);
  await ana.tag("doveo okrivljeni", 1);
  await ana.comment("glavnom pretresu", "Jelisaveta Marković ili njena sestra?");
  await ana.isSaved();
  await mira.threadCard("sestra").waitFor();
  await isToldOfOtherPlaces(mira);
  await typeThrough(ana, () => eraseName(mira));
  await seeNoName(mira, ana);
  await erasePassage(server, mira, ana);
  await eraseVerdict({ server, verdict, facilitator, mira, ana });
  await eraseMember(mira);
  await readInMacedonian(mira);
});
