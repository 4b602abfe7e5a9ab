import { expect, test } from "vitest";
import { ClearingView } from "../../../../schema/protocol/http/clearing.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { checklist, fillChecklist, moveOn, withAllInSight } from "../../../helpers/browser/clear-by-dialog.ts";
import { holdAnswers } from "../../../helpers/browser/hold-answers.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { Preparing } from "../../../helpers/network/preparing.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const TEXT = [
  "Okrivljeni Goran Lukovac, JMBG 3112899710014, je oštećenu Jovanu Stamenovu prevezao u grad.",
  "Oštećena Jovana Stamenova je izjavila da joj je Goran Lukovac uzeo pasoš.",
  "Svedok Petar Mladenov je bio vozač.",
  ...Array.from({ length: 40 }, (_, i) => `Sud je cenio i dokaz pod rednim brojem ${i + 1}, i prihvatio ga.`),
];

const seats = new KeptSeats();

/** What it brings is said first, with what of the text was on the screen; a second press on the same place does nothing. */
async function askAndLeaveOff(seat: Seat): Promise<void> {
  const list = checklist(seat);
  // Another is to sign after it: nothing moves, and nothing is destroyed.
  await list.getByRole("button", { name: "Sign…" }).dblclick();
  const asked = list.getByRole("group", { name: "Sign it now?" });
  await asked.getByText("It moves to “Cleared” when another facilitator of your organisation has signed too").waitFor();
  await asked.getByText("43 of 43 paragraphs were on your screen.").waitFor();
  await seat.expectAccessible();
  await asked.getByRole("button", { name: "Not yet" }).click();
}

/** Nobody can say that they have read what was never in sight. */
async function sayWhatIsUnread(seat: Seat): Promise<void> {
  const list = checklist(seat);
  const isRead = list.getByRole("checkbox", { name: /I have read the text/ });
  expect(await isRead.isDisabled()).toBe(true);
  await list.getByText(/^\d+ of 43 paragraphs have not been on your screen yet\./).waitFor();
  const next = list.getByRole("button", { name: /^Go to ¶/ });
  const before = await next.innerText();
  await next.click();
  await eventually(() => next.innerText()).not.toBe(before);
  // There one reads on by key.
  const { keyboard } = seat.page;
  expect(await seat.focusIn("coram-verdict-text")).toBe(true);
  const top = (): Promise<number> => seat.page.evaluate(() => document.querySelector("#main")?.scrollTop ?? 0);
  const from = await top();
  await keyboard.press("PageDown");
  await keyboard.press("PageDown");
  await eventually(top).toBeGreaterThan(from);
  await withAllInSight(seat, () => next.waitFor({ state: "detached" }));
  expect(await isRead.isEnabled()).toBe(true);
}

/** The list for the next stage is begun anew; and after it was signed the one behind it is no press away. */
async function goOnForGuests(seat: Seat): Promise<void> {
  const list = checklist(seat);
  await list.getByRole("button", { name: "Sign…" }).waitFor();
  expect(await list.locator(".clearing-ticks :checked").count()).toBe(0);
  await list.getByRole("checkbox", { name: "A second reader must sign this verdict" }).click();
  const asked = list.getByRole("group", { name: "Waive the second reader?" });
  await asked.getByText("Mira Facilitator (Cleared)").waitFor();
  await asked.getByRole("combobox").selectOption("read-before");
  await seat.expectAccessible();
  await asked.getByRole("button", { name: "Waive" }).click();
  await list.getByText("Second reader: not needed").waitFor();
  await list
    .getByText(/Mira Facilitator waived the second reader .* Reason: A second reader has already read it/)
    .waitFor();
  // What was read for the stage before is read again for this one.
  expect(await list.getByRole("checkbox", { name: /I have read the text/ }).isDisabled()).toBe(true);
  await list.getByRole("button", { name: /^Go to ¶/ }).click();
  await fillChecklist(seat);
  await moveOn(seat);
  await list.getByText("The verdict is now: Cleared for guests").waitFor();
  await list.locator(".button-primary:focus", { hasText: "Read it" }).waitFor();
  expect(await list.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual([
    expect.stringMatching(/^\/verdicts\/[\w-]+$/),
    "/",
  ]);
  expect(await list.getByRole("checkbox").count()).toBe(0);
  await seat.expectAccessible();
  await list.getByRole("button", { name: "Check it for “Cleared for the public”…" }).click();
  await list.getByRole("button", { name: "Move to “Cleared for the public”…" }).waitFor();
}

/** What is decided beside changes the list at once; the case number is edited where it is found. */
async function takeOutNames(mira: Seat): Promise<void> {
  const list = checklist(mira);
  const group = (code: string) => list.locator(`[data-code="${code}"]`);
  await mira.page.getByRole("tab", { name: "Names" }).click();
  // While nobody sees the list, nothing is looked over for it.
  const looks: string[] = [];
  mira.page.on("request", (request) => {
    if (request.url().endsWith("/clearing")) looks.push(request.method());
  });
  const heard = mira.page.waitForResponse((response) => response.url().endsWith("/names"));
  await mira.page.getByRole("button", { name: /^Replace \d+ sure ones$/ }).click();
  await heard;
  expect(looks).toEqual([]);
  await mira.page.getByRole("tab", { name: "Check" }).click();
  await group("name").getByText("Jovanu Stamenovu").waitFor();
  const data = group("name").locator("li", { hasText: "Lukovac Goran" });
  await data.getByRole("textbox", { name: "Case number" }).fill("K 7/26");
  await data.getByRole("button", { name: "Save" }).click();
  await data.waitFor({ state: "detached" });
  await mira.page.getByRole("tab", { name: "Names" }).click();
  await mira.page.getByRole("button", { name: "Replace the names" }).click();
  await mira.dialog("Replace the names").getByRole("button", { name: "Replace the names" }).click();
  await mira.page.getByText("The placeholders have been in the text since revision 2.").waitFor();
  // What was pressed has nothing more to do: the next one stands in its place, and has the focus.
  await mira.page.locator(".names-acts .button-primary:focus", { hasText: "Check it for “Cleared”…" }).waitFor();
  expect(await mira.page.locator(".names-acts .button").count()).toBe(1);
  await mira.page.keyboard.press("Enter");
  await mira.page.locator("#panel-check:focus").waitFor();
  await eventually(() => list.locator("[data-code=name], [data-code=identifier]").count()).toBe(0);
}

/** One click from the finding to its place, which is marked; while it stands there nothing moves. */
async function goToFinding(mira: Seat): Promise<void> {
  const list = checklist(mira);
  await list
    .locator("[data-code=identifier]")
    .getByRole("button", { name: /3112899710014/ })
    .click();
  await eventually(() => mira.page.locator(".vt-mark-finding.vt-mark-now").allInnerTexts()).toEqual(["3112899710014"]);
  await list.getByText(/What blocks must be taken out first/).waitFor();
  expect(await list.getByRole("button", { name: "Move to “Cleared”" }).isDisabled()).toBe(true);
  await mira.expectAccessible();
}

/** The second reader is led to where they left off, reads, and signs: with that the verdict moves. */
async function signSecond(sanja: Seat, verdict: string): Promise<void> {
  await sanja.openVerdict(verdict);
  await sanja.page.getByRole("button", { name: "In preparation" }).click();
  const dialog = sanja.dialog("Stage: In preparation");
  // Who has read nothing yet is led to where they left off.
  await dialog.getByRole("button", { name: /^Go to ¶/ }).click();
  await dialog.waitFor({ state: "detached" });
  await sanja.page.getByRole("button", { name: "In preparation" }).click();
  await dialog.getByText(/Mira Facilitator signed this revision/).waitFor();
  await fillChecklist(sanja);
  await dialog.getByRole("button", { name: "Move to “Cleared”…" }).waitFor();
  await moveOn(sanja);
  await dialog.waitFor({ state: "detached" });
  await sanja.page.getByRole("button", { name: /Cleared$/ }).waitFor();
}

test("a verdict is cleared by its checklist: what blocks is taken out, the rest answered for, and a second reader signs", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, reviewer, lawyer } = server.people;
  const { verdict } = await server.newVerdict(TEXT, { stage: "in-preparation", caseNumber: "K 7/26 Lukovac Goran" });
  await server.ask(facilitator, "PATCH", `/api/members/${reviewer.member.id}`, { role: "facilitator" });
  const mira = await Seat.take(context, seats.browser, server.url, { cookie: facilitator.cookie });
  const sanja = await Seat.take(context, seats.browser, server.url, { cookie: reviewer.cookie });
  await mira.page.goto(`/verdicts/${verdict.id}/prepare?panel=check`);
  const list = checklist(mira);

  await goToFinding(mira);

  await sayWhatIsUnread(mira);

  await takeOutNames(mira);

  // A second reader is asked for, and the first signature alone moves nothing.
  await list.getByText("Second reader: not needed").click();
  await list.getByRole("checkbox", { name: "A second reader must sign this verdict" }).check();
  await list.getByText("Second reader: must sign too").waitFor();
  await fillChecklist(mira);
  await mira.expectAccessible();
  await askAndLeaveOff(mira);
  expect(await server.store.clearings.of(verdict.id)).toEqual([]);
  await moveOn(mira);
  await list.getByText(/Mira Facilitator signed this revision/).waitFor();
  await list.getByText("You have signed. Another facilitator of your organisation must sign too.").waitFor();

  await signSecond(sanja, verdict.id);

  const elira = await Seat.take(context, seats.browser, server.url, { cookie: lawyer.cookie });
  await elira.openVerdict(verdict.id);
  expect(await elira.domText()).not.toMatch(/Lukov|Stamenov|3112899710014/);
  await goOnForGuests(mira);
  const answer = await server.ask(facilitator, "GET", `/api/verdicts/${verdict.id}/clearing`);
  const { signed } = ClearingView.parse(await answer.json());
  expect(signed.filter(({ stage }) => stage === "cleared").map(({ member, state }) => `${member} ${state}`)).toEqual([
    `${reviewer.member.id} done`,
    `${facilitator.member.id} done`,
  ]);
});

test("each person who is left by name is answered for alone", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict([(TEXT[1] ?? "").replace(/oštećen[au]/i, "svedok")], {
    stage: "in-preparation",
  });
  const work = new Preparing(server, verdict.id);
  const { entities } = await work.decide({ kind: "confirm-sure" });
  for (const { id } of entities) await work.decide({ kind: "dismiss", entity: id });
  const mira = await seats.at(context, server.people.facilitator, `/verdicts/${verdict.id}/prepare?panel=check`);
  const list = checklist(mira);
  await list.getByRole("combobox", { name: /^Why may “Goran Lukovac” stay/ }).selectOption("public");
  await list.getByText("Choose a reason for each place.").waitFor();
  await list.getByText("needs a reason", { exact: true }).waitFor();
  await list.getByText("1 place needs a reason.").waitFor();
  await fillChecklist(mira);
  // Nothing asks for what was given.
  await list.getByText("reason given").waitFor();
  await list.getByText("Every place has its reason.").waitFor();
  expect(await list.getByText(/needs? a reason/).count()).toBe(0);
  // At another computer it is as far as here, but for what only a person can say.
  const { clearings } = server.store;
  const me = server.people.facilitator.member.id;
  await eventually(async () => (await clearings.work(verdict.id, me)).seen).toBe("1");
  const elsewhere = await Seat.take(context, seats.browser, server.url, { cookie: server.people.facilitator.cookie });
  await elsewhere.page.goto(`/verdicts/${verdict.id}/prepare?panel=check`);
  await checklist(elsewhere).getByText("Every place has its reason.").waitFor();
  await checklist(elsewhere).getByText("1 of 1 paragraphs", { exact: false }).waitFor();
  expect(await checklist(elsewhere).getByRole("checkbox", { checked: true }).count()).toBe(0);
  // The press is answered at once, however long it takes.
  const answer = await holdAnswers(mira, "**/clearing");
  await moveOn(mira);
  await list.locator(".clearing-busy:focus", { hasText: "It is looked over once more and moved." }).waitFor();
  await answer();
  await list.getByText("The verdict is now: Cleared").waitFor();
  const [signed] = await server.store.clearings.of(verdict.id);
  const left = signed?.checklist.findings.filter(({ code }) => code === "left-name") ?? [];
  expect(left.map(({ count }) => count)).toEqual([1, 1]);

  // Back in preparation nobody is told that nobody decided: it was decided, and went with the clearing.
  const back = { stage: "in-preparation" };
  expect((await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, back)).ok).toBe(
    true,
  );
  await mira.goOn(`/verdicts/${verdict.id}/prepare?panel=check`);
  await list
    .getByText(/^This verdict was cleared before \(Mira Facilitator, .*were deleted at that clearing\./)
    .waitFor();
  await list.getByText("No decision is kept from before the clearing.").first().waitFor();
  expect(await list.getByText(/^Nobody has/).count()).toBe(0);
  await mira.expectAccessible();
});

test("a file with a person's number is not made: its maker is led to the place, and a facilitator may answer for it", async (context) => {
  const { server } = seats;
  const { facilitator, lawyer } = server.people;
  const made = await server.newVerdict(["He took her passport and locked the door.", "The court finds this proven."]);
  const { id } = made.verdict;
  const ana = await seats.atVerdict(context, lawyer, id);
  await ana.tag("took her passport", 1);
  await ana.comment("locked the door", "JMBG 3112899710014, says the file");
  await ana.isSaved();
  const exported = async (seat: Seat) => {
    await seat.page.getByRole("button", { name: "Export" }).click();
    const panel = seat.dialog("Export");
    await panel.getByText("1 passage", { exact: true }).waitFor();
    await panel.getByRole("radio", { name: /whole verdict/ }).check();
    await panel.getByRole("checkbox", { name: /internal comments/ }).check();
    await panel.getByRole("button", { name: "Make the file" }).click();
    await panel.getByText(/1 place looks like a person's data/).waitFor();
    return panel;
  };
  const own = await exported(ana);
  await own.getByText(/Ask a facilitator/).waitFor();
  expect(await own.getByRole("button", { name: /answer for it/ }).count()).toBe(0);

  const mira = await seats.atVerdict(context, facilitator, id);
  let panel = await exported(mira);
  await mira.expectAccessible();
  expect(await panel.innerText()).not.toContain("3112899710014");
  await panel.getByRole("link", { name: /JMBG in a comment/ }).click();
  await mira.page.waitForURL(/\?thread=/);
  await mira.threadCard("says the file").waitFor();
  // The dialog does not lie over what its link leads to.
  await panel.waitFor({ state: "hidden" });

  await mira.goOnToVerdict(id);
  panel = await exported(mira);
  const pass = panel.getByRole("button", { name: /answer for it/ });
  expect(await pass.isDisabled()).toBe(true);
  await panel.getByRole("combobox", { name: "Why may these stay?" }).selectOption("needed");
  await pass.click();
  await panel.getByRole("link", { name: "Download" }).waitFor();
  await panel.getByText(/Made despite 1 place/).waitFor();
  const [entry] = (await server.store.audit.list(20)).filter(({ action }) => action === "export.made");
  expect(entry?.subject).toMatchObject({ leaks: 1, passed: "needed" });
});
