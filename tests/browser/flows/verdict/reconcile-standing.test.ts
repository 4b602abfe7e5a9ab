import type { Locator } from "playwright";
import { expect, test } from "vitest";
import { setFate, splitCategory } from "../../../../schema/rooms/draft/draft-acts.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { TestDraft } from "../../../helpers/network/draft-of.ts";
import { beginBlind, reveal } from "../../../helpers/network/blind-round.ts";
import { disagreementsOf, ruleOn } from "../../../helpers/network/revealed-round.ts";
import type { Person, TestServer } from "../../../helpers/network/test-server.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { browser, differing, withBrowser } from "../../../helpers/browser/reconciling.ts";

withBrowser();

const roundsOf = (seat: Seat): Locator => seat.dialog("Rounds");

const changesOf = (seat: Seat): Locator => seat.dialog("Add to what stands, or withdraw from it");

/** The other facilitator rules on all that is open as Ana coded it. */
async function ruleOnAll({ server, made, ana }: Awaited<ReturnType<typeof differing>>): Promise<void> {
  const { cases } = await disagreementsOf(server, server.people.facilitator, made);
  for (const one of cases) await ruleOn(server, server.people.otherFacilitator, made, one, [ana]);
}

/** Marks as settled, after what is open has been ruled on by others meanwhile. */
async function settleInDialog(seat: Seat, ruleMeanwhile: () => Promise<void>): Promise<void> {
  await seat.fromState("Rounds");
  const dialog = roundsOf(seat);
  await dialog.getByRole("button", { name: "Mark as settled…" }).click();
  await dialog.getByRole("heading", { name: "Shall round 1 be marked as settled?" }).waitFor();
  await dialog.getByText("What the coders agree on and what was ruled then stands").waitFor();
  await dialog.getByText("3 disagreements still wait for a ruling.").waitFor();
  // What is open follows what others do meanwhile.
  await ruleMeanwhile();
  await dialog.getByText("Begins to stand: 4 tags, 0 answers").waitFor();
  await seat.expectAccessible();
  await dialog.getByRole("button", { name: "Mark as settled", exact: true }).click();
  await dialog.getByRole("button", { name: "Take this back…" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
}

/** Begins a blind round 2, after the dialog has asked for coders, and for one facilitator who is none. */
async function beginFurtherRound(seat: Seat, facilitators: Person[], coders: Person[]): Promise<void> {
  const dialog = roundsOf(seat);
  await seat.fromState("Rounds");
  await dialog.getByRole("button", { name: "Begin the round…" }).click();
  await dialog.getByText("Choose at least one coder.").waitFor();
  for (const { member } of facilitators) await dialog.getByRole("checkbox", { name: member.name }).check();
  await dialog.getByRole("button", { name: "Begin the round…" }).click();
  await dialog.getByText("Leave one facilitator out.").waitFor();
  for (const { member } of facilitators) await dialog.getByRole("checkbox", { name: member.name }).uncheck();
  for (const { member } of coders) await dialog.getByRole("checkbox", { name: member.name }).check();
  await dialog.getByRole("button", { name: "Begin the round…" }).click();
  await dialog.getByRole("heading", { name: "Begin round 2?" }).waitFor();
  await dialog.getByText("Round 1 goes on standing").waitFor();
  await seat.expectAccessible();
  await dialog.getByRole("button", { name: "Begin the round" }).click();
  await dialog.getByRole("heading", { name: "Round 2" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
}

/** A role that does not code is asked about first, and the coder's page says what it means. */
async function changeRoleAndBack(seat: Seat, coder: Seat, who: Person): Promise<void> {
  await seat.follow("/members");
  const role = seat.page.getByLabel(`Role of ${who.member.name}`, { exact: true });
  await role.selectOption({ label: "Reader" });
  const sure = seat.dialog(`Change the role of ${who.member.name}?`);
  await sure.getByText("cannot continue, hand in or take back").waitFor();
  await seat.expectAccessible();
  await sure.getByRole("button", { name: "Keep as it is" }).click();
  expect(await role.inputValue()).toBe("lawyer");
  await role.selectOption({ label: "Reader" });
  await sure.getByRole("button", { name: "Change the role" }).click();
  await coder.page.getByText("Your role was changed: you can read what you coded").waitFor();
  expect(await coder.page.getByRole("button", { name: "Hand in" }).count()).toBe(0);
  await role.selectOption({ label: "Lawyer" });
  await sure.getByRole("button", { name: "Change the role" }).click();
  await coder.page.getByText("You code alone.").waitFor();
  await coder.isSaved();
}

/** Calls the round off, after what becomes of the coders' work was shown. */
async function callOff(seat: Seat): Promise<void> {
  const dialog = roundsOf(seat);
  await seat.fromState("Rounds");
  await dialog.getByRole("button", { name: "Call the round off…" }).click();
  await dialog.getByText("become their coders’ drafts").waitFor();
  await seat.expectAccessible();
  await dialog.getByRole("button", { name: "Call it off" }).click();
  await dialog.getByRole("heading", { name: "Round 1" }).waitFor();
}

/** A draft of a round that was called off goes nowhere now, and is discarded. */
async function tryAgainAndDiscard(coder: Seat, draft: Locator): Promise<void> {
  await draft.getByText("1 draft of yours is kept here").waitFor();
  await draft.getByRole("button", { name: "Copy" }).waitFor();
  await draft.getByRole("button", { name: "Try again" }).click();
  await coder.page.locator(".told", { hasText: "Nothing of this verdict is open to tag now." }).waitFor();
  await coder.discard(draft);
  await eventually(() => draft.locator("li").count()).toBe(0);
}

/** Of a round without any tag it is not said that all agree; the links of the page lead from one round to the other, and back. */
async function goBetweenRounds(
  seat: Seat,
  { server, made, ana }: Awaited<ReturnType<typeof differing>>,
): Promise<void> {
  const { id } = made.verdict;
  await reveal(server, id, await beginBlind(server, id, [ana]), [ana]);
  await seat.goOn(`/verdicts/${id}/reconcile`);
  const title = seat.page.getByRole("heading", { level: 1, name: "Nothing was coded in round 2" });
  await title.waitFor();
  await seat.expectAccessible();
  await seat.page.getByRole("link", { name: "Round 1", exact: true }).click();
  await title.waitFor({ state: "detached" });
  await eventually(() => seat.page.locator("coram-disagreement-queue [data-case]").count()).toBe(3);
  await seat.page.goBack();
  await title.waitFor();
}

test("a further round on a settled verdict asks first, changes nothing that stands, and is called off into drafts", async (context) => {
  const scene = await differing(context);
  const { server, made, ana, ben, standing } = scene;
  const { facilitator, otherFacilitator } = server.people;
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  const { page } = mira;
  await mira.openVerdict(made.verdict.id);
  await settleInDialog(mira, () => ruleOnAll(scene));
  const settled = await standing();
  await eventually(async () => (await mira.paintedLines()).length).toBe(4);
  const lines = await mira.paintedLines();
  const home = async (): Promise<string | null> => {
    await mira.goOn("/");
    return page.locator("tr.verdict [data-label='Tags']").textContent();
  };
  const before = await home();

  await mira.goOnToVerdict(made.verdict.id);
  await beginFurtherRound(mira, [facilitator, otherFacilitator], [ana, ben]);
  expect(await mira.paintedLines()).toEqual(lines);

  const coder = await Seat.take(context, browser, server.url, { cookie: ana.cookie });
  await coder.openVerdict(made.verdict.id);
  await coder.page.getByText("You code alone.").waitFor();
  expect(await coder.paintedLines()).toEqual([]);
  await coder.tag("The rest of the charge", 1);
  await coder.isSaved();

  await changeRoleAndBack(mira, coder, ana);

  await mira.goOnToVerdict(made.verdict.id);
  await callOff(mira);
  const draft = coder.page.locator("coram-drafts");
  await draft.getByText("The rest of the charge").waitFor();
  await draft.getByText("The round that you coded it in was called off, or you are no longer in it.").waitFor();
  await eventually(() => coder.paintedLines()).toEqual(lines);
  await coder.expectAccessible();
  await tryAgainAndDiscard(coder, draft);
  expect([await standing(), await home()]).toEqual([settled, before]);
  await goBetweenRounds(mira, scene);
});

/** An address names a tag that lies in another layer than what is shown: that is shown; one that is nowhere is said to be so. */
async function expectAddressed(seat: Seat, server: TestServer, made: NewVerdict, ben: Person): Promise<void> {
  const rows = await server.store.passages.annotations(
    (await server.store.verdicts.layers(made.verdict.id))
      .filter(({ owner }) => owner === ben.member.id)
      .map(({ id }) => id),
  );
  const his = rows.find(({ category }) => category === "means.vulnerability");
  await seat.goOn(`/verdicts/${made.verdict.id}?tag=${his?.id}`);
  await eventually(() => seat.page.getByLabel("Tags shown").locator("option:checked").innerText()).toContain(
    ben.member.name,
  );
  await seat.page.locator("coram-tag-card", { hasText: "Only this is the finding." }).first().waitFor();
  await seat.goOn(`/verdicts/${made.verdict.id}?tag=${made.verdict.id}`);
  await seat.page.locator(".told", { hasText: "The tag in this address" }).waitFor();
  await eventually(() => seat.paintedLines()).toHaveLength(4);
}

/** Adds the tag of a passage that was overlooked: its category is picked beside it, and the reason alone is asked for. */
async function addOverlooked(seat: Seat): Promise<void> {
  await seat.selectByMouse("from the first day");
  await seat.page.getByRole("button", { name: "Add to what stands" }).click();
  await seat.page.getByRole("combobox", { name: "Category" }).fill("recruitment");
  await seat.page.keyboard.press("Enter");
  const dialog = changesOf(seat);
  await dialog.getByText("from the first day").waitFor();
  await eventually(() => seat.page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("reason");
  await seat.page.keyboard.type("It was overlooked.");
  await seat.expectAccessible();
  await seat.page.keyboard.press("Enter");
  await seat.page.locator(".told", { hasText: "act.recruitment added" }).waitFor();
  await dialog.waitFor({ state: "hidden" });
}

/** Withdraws one of the tags, which are offered in the order of the text, whatever came first; its card does, too. */
async function withdrawWrong(seat: Seat, made: NewVerdict): Promise<void> {
  const dialog = changesOf(seat);
  await seat.page.getByRole("button", { name: "Add or withdraw…" }).click();
  await dialog.getByText("1 change since it was settled").waitFor();
  await dialog.getByLabel("What is to be done").selectOption("withdraw-answer");
  await dialog.getByRole("combobox", { name: "Question", exact: true }).waitFor();
  await dialog.getByLabel("What is to be done").selectOption("withdraw-tag");
  const tags = dialog.getByRole("combobox", { name: "Tag" });
  const offered = (await tags.locator("option").allTextContents()).slice(1).map((text) => text.trim());
  const places = offered.map((text) => made.text.text.indexOf(text.replace(/^\S+ /, "").replace(/…$/, "")));
  expect(places.at(0)).toBeGreaterThanOrEqual(0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const withdrawn = offered.find((text) => text.includes("The rest of the charge"));
  await seat.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await seat.clickWords("The rest of the charge");
  await seat.page.locator("coram-tag-card .card-active", { hasText: "act.recruitment" }).waitFor();
  await seat.page.keyboard.press("Delete");
  await eventually(async () => (await tags.locator("option:checked").innerText()).trim()).toBe(withdrawn);
  await dialog.getByLabel("Reason").fill("It is no act.");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** A category that was split since: which part it is is said here too, with a reason. */
async function sortSplit(seat: Seat, server: TestServer): Promise<void> {
  const dialog = changesOf(seat);
  await seat.page.keyboard.press("Escape");
  const draft = await TestDraft.open(server);
  const at = new Date().toISOString();
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], at);
  });
  await draft.freeze();
  await eventually(() => seat.paintedLines()).toContain("B1?: He took her papers");
  const card = seat.page.locator("coram-tag-card", { hasText: "means.force, to be sorted: B3 or B4?" }).first();
  await card.getByRole("button", { name: /^B4 coercion$/ }).click();
  expect(await dialog.getByLabel("What is to be done").inputValue()).toBe("sort-tag");
  // What is missing alone is asked for, and with it the dialog is done.
  await eventually(() => seat.page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("reason");
  await seat.page.keyboard.type("He only spoke.");
  await seat.expectAccessible();
  await dialog.getByRole("button", { name: "Sort", exact: true }).click();
  await seat.page.locator(".told", { hasText: "B4 coercion: sorted" }).waitFor();
  await dialog.waitFor({ state: "hidden" });
  await eventually(() => seat.paintedLines()).toContain("B4: He took her papers");
}

/** Of a category that means something else since, it is said on the list that a settled tag fits still. */
async function keepRedefined(seat: Seat, server: TestServer): Promise<void> {
  const next = await TestDraft.open(server);
  await next.change((room, entryOf) => setFate(room, entryOf("act.transport"), { kind: "redefined" }));
  await next.freeze();
  await seat.follow("/reviews");
  const waiting = seat.page.locator("coram-review-card", { hasText: "he drove her to the border" });
  await waiting.getByRole("link", { name: "Withdraw it in the text" }).waitFor();
  await seat.expectAccessible();
  await waiting.getByRole("button", { name: /Keep as act\.transport/ }).click();
  await waiting.getByText("Kept as A").waitFor();
}

test("a forgotten tag is added to what stands, and a wrong one withdrawn, with a reason", async (context) => {
  const scene = await differing(context);
  const { server, made, ana, ben, standing } = scene;
  await ruleOnAll(scene);
  const { id: round } = await server.store.verdicts.currentRound(made.verdict.id);
  const settling = `/api/verdicts/${made.verdict.id}/rounds/${round}/adjudicated`;
  await server.ask(server.people.facilitator, "POST", settling);
  const seat = await Seat.take(context, browser, server.url, { cookie: ana.cookie });
  await seat.openVerdict(made.verdict.id);
  await eventually(() => seat.paintedLines()).toHaveLength(4);
  await expectAddressed(seat, server, made, ben);
  await addOverlooked(seat);
  await eventually(standing).toHaveLength(5);
  await withdrawWrong(seat, made);
  await eventually(standing).toHaveLength(4);
  await eventually(() => seat.paintedLines()).toHaveLength(4);
  expect((await seat.paintedLines()).join()).toContain("from the first day");

  await sortSplit(seat, server);

  await keepRedefined(seat, server);
  await eventually(standing).toContain("act.transport: he drove her to the border");
  await seat.goOnToVerdict(made.verdict.id);
  await seat.page.getByRole("button", { name: "Add or withdraw…" }).click();
  const dialog = changesOf(seat);
  await dialog.getByText("4 changes since it was settled").waitFor();
  await dialog.getByText("act.transport: kept").waitFor();

  // The page of disagreements calls what coders tagged as they tagged it.
  await seat.follow(`/verdicts/${made.verdict.id}/reconcile`);
  await seat.page.locator("coram-disagreement-queue [data-case]", { hasText: "category" }).first().click();
  await eventually(() => seat.page.locator(".side-tag").allInnerTexts()).toContainEqual(
    expect.stringMatching(/^B1\s+means\.force$/),
  );
});

test("what a ruling settles goes into the methodology's draft, after what it puts up for review was shown", async (context) => {
  const { server, open } = await differing(context);
  const seat = await open(server.people.facilitator);
  const { page } = seat;
  // Whichever is chosen, the category that is to stand is the one that is changed.
  await page.locator("coram-disagreement-queue [data-case]", { hasText: "category" }).first().click();
  const amended = page.getByRole("combobox", { name: "Add what belongs to" }).locator("option:checked");
  await page.getByRole("radio").first().click();
  await page.getByLabel("Change the methodology’s draft").selectOption({ label: "Add what belongs to" });
  await eventually(() => amended.innerText()).toContain("act.transport");
  await page.getByRole("radio").nth(1).click();
  await eventually(() => amended.innerText()).toContain("means.force");
  await page.locator("coram-disagreement-queue [data-case]").first().click();
  await page.keyboard.press("Control+z");
  await page.locator(".told", { hasText: "Nothing of yours to undo" }).waitFor();
  await page.keyboard.press("2");
  // A reason that is missing is asked for.
  await page.keyboard.press("Enter");
  await page.locator(".told", { hasText: "Choose what stands and say why." }).waitFor();
  await page.keyboard.type("Only the finding.");
  await page.getByLabel("Change the methodology’s draft").selectOption({ label: "Add what belongs to" });
  await page.getByText(/would put \d+ earlier tags? up for review/).waitFor();
  // What is missing is said on its card, before anything is recorded.
  await page.getByRole("textbox", { name: "Reason" }).press("Enter");
  await page.locator(".told", { hasText: "Write what goes into the draft" }).waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    "New words in the draft",
  );
  await page
    .getByRole("textbox", { name: "New words in the draft" })
    .fill("also where the court says it of one day only");
  await seat.expectAccessible();
  await page.getByRole("button", { name: "Record ruling" }).click();
  await page.getByText("It is in the draft").waitFor();
  const draft = await TestDraft.open(server);
  const changed = JSON.stringify(await draft.category("means.vulnerability"));
  expect(changed).toContain("also where the court says it of one day only");
  // The ruling stays on record; another one in its place is one press away.
  await page.keyboard.press("Control+z");
  const way = page.locator(".told button:focus", { hasText: "Open it and rule again" });
  await way.waitFor();
  await seat.expectAccessible();
  await way.press("Enter");
  await page.getByText("Only the finding.").first().waitFor();
  await page.getByRole("button", { name: "Record instead" }).waitFor();
});
