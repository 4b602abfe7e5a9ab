import { test } from "vitest";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { pickerOf, row } from "../../../helpers/browser/draft-page.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const seats = new KeptSeats();

test("a category that is missing is proposed from the picker, with the passage as its example; readers hear of the version that has it", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict("The defendant took her passport and kept it.");
  const { facilitator, lawyer } = server.people;
  const ana = await Seat.take(context, seats.browser, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(verdict.id);
  const mira = await Seat.take(context, seats.browser, server.url, { cookie: facilitator.cookie });
  await mira.page.goto("/methodology?view=draft");

  await ana.selectByMouse("took her passport");
  await pickerOf(ana);
  await ana.page.keyboard.type("Keeping of documents");
  await ana.page.getByRole("button", { name: "Propose “Keeping of documents” as a new category" }).click();
  await ana.page.getByRole("combobox", { name: /belongs to/ }).selectOption({ label: "B means" });
  await ana.page.getByRole("textbox", { name: /Why it is missing/ }).fill("It stands in every verdict.");
  await ana.expectAccessible();
  await ana.page.keyboard.press("Enter");
  await eventually(() => ana.page.locator("#coram-live").textContent()).toBe(
    "B3 Keeping of documents is in the methodology's draft",
  );

  await row(mira, "Keeping of documents").click();
  await mira.page.locator("coram-example-passage blockquote").getByText("took her passport").waitFor();
  await mira.page.getByText(/Added by Ana .*“It stands in every verdict.”/).waitFor();
  // A vote on it has begun with that.
  await mira.page.locator("coram-draft-threads .votes").waitFor();
  await mira.expectAccessible();
  await mira.page.getByRole("button", { name: "Put in force…" }).click();
  const dialog = mira.dialog("Put the draft in force as version 2");
  await dialog.getByRole("radiogroup", { name: "Keeping of documents" }).getByLabel("Take it in").check();
  await dialog.locator("coram-changes").getByText("Keeping of documents").waitFor();
  await dialog.getByRole("textbox", { name: "Why this version" }).fill("Proposed while reading.");
  await dialog.getByRole("button", { name: "Put in force as version 2" }).click();

  const notice = ana.page.getByRole("status").filter({ hasText: "Version 2 of the methodology is in force now." });
  await notice.waitFor();
  await ana.expectAccessible();
  await notice.getByRole("button", { name: "Seen" }).click();
  await notice.waitFor({ state: "detached" });
  await ana.selectByMouse("kept it");
  await pickerOf(ana);
  await ana.page.keyboard.type("keeping");
  await ana.page.keyboard.press("Enter");
  await eventually(() => ana.paintedLines()).toEqual(["B3: kept it"]);

  // An example is taken from a tag's passage with one action, and stays wired to it.
  await ana
    .tagCard("B3")
    .getByRole("button", { name: /Actions|More/ })
    .click();
  await ana.page.getByRole("menuitem", { name: "Make it the example of the category" }).click();
  await mira.goOn("/methodology?view=draft");
  await row(mira, "Keeping of documents").click();
  await mira.page.locator("coram-example-passage blockquote").getByText("kept it").waitFor();
  await mira.page.getByRole("radio", { name: "Changes" }).click();
  const changes = mira.page.locator("coram-changes");
  await changes.getByText("Its example is this passage now").waitFor();
  await changes.locator("blockquote").getByText("kept it").waitFor();
});

test("a proposal that could not be written stays in sight, and is tried again with one press", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict("The defendant took her passport and kept it.");
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  ana.mayLog(503);
  // The draft can not be reached; the rest can.
  await ana.page.route("**/api/methodology/draft", (route) => route.fulfill({ status: 503 }));
  await ana.selectByMouse("took her passport");
  await pickerOf(ana);
  await ana.page.keyboard.type("Keeping of documents");
  await ana.page.getByRole("button", { name: "Propose “Keeping of documents” as a new category" }).click();
  await ana.page.getByRole("combobox", { name: /belongs to/ }).selectOption({ label: "a branch of its own" });
  await ana.page.getByRole("button", { name: "Propose", exact: true }).click();
  const notice = ana.page.getByRole("alert").filter({ hasText: "is not in the methodology's draft yet" });
  await notice.waitFor();
  await ana.expectAccessible();
  await ana.page.unroute("**/api/methodology/draft");
  await notice.getByRole("button", { name: "Try again" }).click();
  await notice.waitFor({ state: "detached" });
  await eventually(() => ana.page.locator("#coram-live").textContent()).toMatch(
    /Keeping of documents is in the methodology's draft/,
  );
});
