import type { Locator } from "playwright";
import { expect, test } from "vitest";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { field, pickerOf, row, treeOf, write, voteOnPhone, votes } from "../../../helpers/browser/draft-page.ts";
import { holdAnswers } from "../../../helpers/browser/hold-answers.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { addCategory } from "../../../../schema/rooms/draft/draft-acts.ts";
import { TestDraft } from "../../../helpers/network/draft-of.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

const seats = new KeptSeats();

type Context = Parameters<typeof startTestServer>[0];

/** Somebody at the draft, who was at it in another test of the file's server before. */
async function openDraft(context: Context, server: TestServer, who: Person, options = {}): Promise<Seat> {
  const path = "/methodology?view=draft";
  const isKept = server === seats.server;
  const seat = isKept
    ? await seats.at(context, who, path)
    : await Seat.take(context, seats.browser, server.url, { cookie: who.cookie, ...options });
  if (!isKept) await seat.page.goto(path);
  await seat.page.locator("coram-draft-tree [role=treeitem]").first().waitFor();
  return seat;
}

test("three people change the tree at once: all of it stands for all, and each undoes only their own", async (context) => {
  const { server } = seats;
  const { lawyer, otherLawyer, facilitator } = server.people;
  const [ana, elira, mira] = await Promise.all([
    openDraft(context, server, lawyer),
    openDraft(context, server, otherLawyer),
    openDraft(context, server, facilitator),
  ]);

  await Promise.all([
    (async () => {
      await row(ana, "act.transport").focus();
      await ana.page.keyboard.press("Shift+Enter");
      await ana.page.locator("input.rename").fill("Harbouring");
      await ana.page.keyboard.press("Enter");
    })(),
    (async () => {
      await row(elira, "means.vulnerability").focus();
      await elira.page.keyboard.press("Alt+ArrowUp");
    })(),
    (async () => {
      await row(mira, "act.recruitment").focus();
      await mira.page.keyboard.press("F2");
      await mira.page.locator("input.rename").fill("Recruiting");
      await mira.page.keyboard.press("Enter");
    })(),
  ]);
  const changed = [
    "A act",
    "  A1 Recruiting",
    "  A2 act.transport",
    "  A3 Harbouring",
    "B means",
    "  B2 means.vulnerability",
    "  B1 means.force",
  ];
  for (const seat of [ana, elira, mira]) await eventually(() => treeOf(seat)).toEqual(changed);

  // The focus stays on what was moved, and a screen reader hears where it is now.
  await eventually(() =>
    elira.page.evaluate(() => document.activeElement?.querySelector(".name")?.textContent.trim()),
  ).toBe("means.vulnerability");
  await eventually(() => elira.page.locator("#coram-live").textContent()).toBe("B2 is now number 1 of 2 in B means");

  await row(elira, "means.vulnerability").focus();
  await elira.page.keyboard.press("Control+z");
  const undone = [...changed.slice(0, 5), "  B1 means.force", "  B2 means.vulnerability"];
  for (const seat of [ana, elira, mira]) await eventually(() => treeOf(seat)).toEqual(undone);
  await elira.page.keyboard.press("Control+z");
  await eventually(() => elira.page.locator("#coram-live").textContent()).toBe("Nothing of yours to undo");
  expect(await treeOf(mira)).toEqual(undone);
  for (const seat of [elira, mira]) await seat.expectAccessible();
  // With a branch chosen, a category is added within it.
  await row(elira, "act").first().click();
  await elira.page.getByRole("button", { name: "Category", exact: true }).click();
  await elira.page.locator("input.rename").fill("Sale");
  await elira.page.keyboard.press("Enter");
  await eventually(() => treeOf(mira)).toEqual([...undone.slice(0, 4), "  A4 Sale", ...undone.slice(4)]);
});

test("a category is dragged into another, merged, split and retired, and taken back", async (context) => {
  const server = await startTestServer(context);
  const mira = await openDraft(context, server, server.people.facilitator);
  const ana = await openDraft(context, server, server.people.lawyer);

  await row(mira, "means.force").dragTo(row(mira, "act.transport"));
  const dragged = ["A act", "  A1 act.recruitment", "  A2 act.transport", "    B1 means.force", "B means"];
  await eventually(() => treeOf(ana)).toEqual([...dragged, "  B2 means.vulnerability"]);

  await row(mira, "act.transport").click();
  await mira.page.getByRole("button", { name: "Actions" }).click();
  await mira.page.getByRole("menuitem", { name: "Merge into…" }).click();
  await mira.page.getByRole("combobox", { name: "Merge into" }).selectOption({ label: "\u2003A1 act.recruitment" });
  await mira.page.getByRole("button", { name: "Merge", exact: true }).click();
  await eventually(() => treeOf(ana)).toEqual([
    "A act",
    "  A1 act.recruitment",
    "    B1 means.force",
    "B means",
    "  B2 means.vulnerability",
  ]);

  await row(mira, "means.vulnerability").click();
  await mira.page.getByRole("button", { name: "Actions" }).click();
  await mira.page.getByRole("menuitem", { name: "Split into…" }).click();
  await mira.page.getByLabel("Name of part 1").fill("Poverty");
  await mira.page.getByLabel("Name of part 2").fill("Age");
  await mira.expectAccessible();
  await mira.page.getByRole("button", { name: "Split", exact: true }).click();
  await row(mira, "means.force").focus();
  await mira.page.keyboard.press("Delete");
  const after = ["A act", "  A1 act.recruitment", "B means", "  B3 Poverty", "  B4 Age"];
  await eventually(() => treeOf(ana)).toEqual(after);

  // Before the freeze one is told of a part of which nobody has said what belongs to it.
  await row(mira, "Poverty").click();
  await write(mira, "Definition, English", "");
  await mira.page.getByRole("button", { name: "Put in force…" }).click();
  const dialog = mira.dialog("Put the draft in force as version 2");
  const told = dialog.locator(".freeze-undefined");
  await told.getByText("One part of a category that is split has no definition.").waitFor();
  await eventually(() => told.getByRole("listitem").allInnerTexts()).toEqual([expect.stringContaining("Poverty")]);
  await mira.expectAccessible();
  await told.getByRole("button", { name: "Show" }).click();
  await write(mira, "Definition, English", "Nothing to live on.");
  await mira.page.getByRole("button", { name: "Put in force…" }).click();
  await dialog.getByRole("textbox", { name: "Why this version" }).waitFor();
  expect(await told.count()).toBe(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();

  const givenUp = ana.page.locator("coram-given-up");
  await givenUp.locator("summary").click();
  await eventually(() => givenUp.getByRole("listitem").allTextContents()).toHaveLength(3);
  expect((await givenUp.textContent()) ?? "").toMatch(/merged into A1 act\.recruitment/);
  expect((await givenUp.textContent()) ?? "").toMatch(/split into B3 Poverty and B4 Age/);
  await givenUp.getByRole("button", { name: "Take back B1" }).click();
  await eventually(() => treeOf(mira)).toContain("    B1 means.force");
});

test("two people write in one field: both wordings are shown, and the one who is asked chooses", async (context) => {
  const { server } = seats;
  const { lawyer, otherLawyer } = server.people;
  const [ana, elira] = await Promise.all([openDraft(context, server, lawyer), openDraft(context, server, otherLawyer)]);
  const definition = "Definition, English";
  for (const seat of [ana, elira]) await row(seat, "means.force").click();

  await field(ana, definition).focus();
  await elira.page.getByText(`${lawyer.member.name} is writing here`).waitFor();
  await field(ana, definition).fill("Violence.");
  await write(elira, definition, "Violence or threat of it.");
  const choice = ana.page.locator(".wording-choice");
  await choice.getByText("Violence or threat of it.").waitFor();
  await eventually(() => choice.textContent()).toContain(otherLawyer.member.name);
  await ana.expectAccessible();
  await choice.getByRole("button", { name: "Keep both" }).waitFor();
  await choice.getByRole("button", { name: "Keep mine" }).click();
  await eventually(() => field(elira, definition).inputValue()).toBe("Violence.");
  // What was typed last goes into the draft, also where the page is loaded anew at once.
  await field(ana, definition).fill("Violence of any kind.");
  await ana.page.reload();
  await eventually(() => field(elira, definition).inputValue()).toBe("Violence of any kind.");
  await row(ana, "means.force").click();

  // Another language of the same text is in nobody's way.
  await Promise.all([
    write(ana, "Definition, Srpski (latinica)", "Nasilje."),
    write(elira, definition, "Violence, or a threat of it."),
  ]);
  await eventually(() => field(elira, "Definition, Srpski (latinica)").inputValue()).toBe("Nasilje.");
  await eventually(() => field(ana, definition).inputValue()).toBe("Violence, or a threat of it.");
});

const freezing = (seat: Seat): Locator => seat.dialog("Put the draft in force as version 2");

/** A category without a name is no draft to put in force: the dialog leads to it, and it is given one; another gets a new definition. */
async function nameWhatIsWrong(mira: Seat): Promise<void> {
  await row(mira, "act.recruitment").focus();
  await mira.page.keyboard.press("Shift+Enter");
  await mira.page.locator("input.rename").waitFor();
  await mira.page.keyboard.press("Escape");
  await mira.page.getByRole("button", { name: "Put in force…" }).click();
  const dialog = freezing(mira);
  await dialog.getByText("A3 without a name: it has no name in any language.").waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Show" }).click();
  await eventually(() => mira.page.locator("coram-category-editor .code").textContent()).toBe("A3");
  await write(mira, "Name, English", "Documents");
  await row(mira, "means.force").click();
  await write(mira, "Definition, English", "Violence only.");
}

/** Puts the draft in force, with a reason, and with what has another meaning said to have. */
async function putInForce(mira: Seat, draft: TestDraft): Promise<void> {
  const dialog = freezing(mira);
  await mira.page.getByRole("radio", { name: "Changes" }).click();
  await mira.page.locator("coram-changes").getByText("New, in A act.").waitFor();
  await mira.page
    .locator("coram-changes")
    .getByText(/^Added by Mira/)
    .waitFor();
  // Of a text that reads otherwise, too: who, and when.
  const reworded = mira.page.locator("coram-changes p", { hasText: "Definition reworded, English" });
  await reworded.getByText(/^Mira .*, \d/).waitFor();
  // Back from there, the category that one was at is open.
  await mira.page.getByRole("radio", { name: "Categories" }).click();
  await eventually(() => mira.page.locator("coram-category-editor .code").textContent()).toBe("B1");
  await mira.page.getByRole("button", { name: "Put in force…" }).click();
  await dialog.getByRole("textbox", { name: "Why this version" }).fill("Workshop in Skopje.");
  const freeze = dialog.getByRole("button", { name: "Put in force as version 2" });
  expect(await freeze.isDisabled()).toBe(true);
  await dialog.getByRole("radio", { name: /^Its meaning has changed/ }).check();
  await dialog.getByText("1 tag is put up for review").waitFor();
  // Who reads it in which language lacks what.
  await dialog.locator(".freeze-missing li", { hasText: "Documents" }).getByText("Definition: English").waitFor();
  // Beside what is asked about, all else that it brings, in one list.
  const changed = dialog.locator("coram-changes .changes > li");
  await changed.getByText("New, in A act.").waitFor();
  expect(await changed.filter({ hasText: "It means something else now." }).count()).toBe(1);
  // What a lawyer proposed and nobody decided is not in it unless it is taken in.
  const proposed = dialog.getByRole("radiogroup", { name: "Unpaid wages" });
  await dialog.getByText(/^Proposed by Ana /).waitFor();
  expect(await proposed.getByLabel("Leave it out for now").isChecked()).toBe(true);
  expect(await changed.filter({ hasText: "Unpaid wages" }).count()).toBe(0);
  await proposed.getByLabel("Take it in").check();
  await changed.filter({ hasText: "Unpaid wages" }).waitFor();
  await writtenMeanwhile(mira, draft);
  await changed.filter({ hasText: "Unpaid wages" }).waitFor({ state: "detached" });
  await mira.expectAccessible();
  await freeze.click();
  await mira.page.getByText("Methodology version 2, in force since").waitFor();
}

/** What somebody writes while it is asked whether all is right is shown, and looked at before it is put in force. */
async function writtenMeanwhile(mira: Seat, draft: TestDraft): Promise<void> {
  const dialog = freezing(mira);
  const freeze = dialog.getByRole("button", { name: "Put in force as version 2" });
  await eventually(() => freeze.isEnabled()).toBe(true);
  const unpaid = dialog.getByRole("radiogroup", { name: "Unpaid wages" });
  // What is chosen stands, also while the server is asked and the page shows what others write.
  const answer = await holdAnswers(mira, "**/api/methodology/versions");
  await unpaid.getByLabel("Leave it out for now").check();
  await draft.change((room) => {
    const entry = room.categories().find(({ label }) => label.en === "Unpaid wages")?.entry ?? "";
    room.roots.categories.set(entry, { "definition:en": "Work that was never paid for." });
  });
  await dialog.getByRole("alert").filter({ hasText: "The draft has changed while this was open." }).waitFor();
  expect(await freeze.isDisabled()).toBe(true);
  expect(await unpaid.getByLabel("Leave it out for now").isChecked()).toBe(true);
  await answer();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Look again" }).click();
  await eventually(() => freeze.isEnabled()).toBe(true);
  await unpaid.getByLabel("Take it in").check();
  await dialog.getByText("Work that was never paid for.").waitFor();
  await unpaid.getByLabel("Leave it out for now").check();
}

/** What changed is told between versions, and an earlier one is taken into the draft. */
async function lookAtVersions(mira: Seat): Promise<void> {
  await mira.page.getByRole("tab", { name: "Versions" }).click();
  await mira.page.getByText("Workshop in Skopje.").waitFor();
  await mira.page.getByRole("button", { name: "What changed, Version 2" }).click();
  await mira.page.getByText("It means something else now. Its tags are put up for review.").waitFor();
  await mira.page.locator("coram-changes ins", { hasText: "Violence only" }).waitFor();
  await mira.expectAccessible();
  await mira.page.getByRole("button", { name: "Take into the draft, Version 1" }).click();
  await mira.page.getByRole("button", { name: "Take it into the draft" }).click();
  await eventually(() => treeOf(mira)).not.toContain("  A3 Documents");
}

test("a draft is frozen: what is wrong is named with the way to it, a changed meaning is asked about, and readers use the new version", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict("The defendant took her passport.");
  const { facilitator, lawyer, reader } = server.people;
  const ana = await Seat.take(context, seats.browser, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(verdict.id);
  await ana.tag("took her passport", 3);
  await ana.isSaved();
  const draft = await TestDraft.open(server);
  await draft.change((room) => {
    addCategory(room, { parent: null, index: 9 }, { en: "Unpaid wages" }, new Date().toISOString());
  });
  const mira = await openDraft(context, server, facilitator);

  await nameWhatIsWrong(mira);

  await putInForce(mira, draft);
  const inForce = await server.store.methodologies.current();
  expect(inForce?.content.categories.map(({ label }) => label.en)).not.toContain("Unpaid wages");

  // The page that was open uses it at once; what is selected just while it takes the version is selected again.
  await eventually(async () => {
    await ana.selectByMouse("The defendant");
    return ana.selected();
  }).toHaveLength(1);
  await pickerOf(ana);
  await ana.page.keyboard.type("docum");
  await ana.page.locator("coram-picker [role=option]").getByText("Documents").waitFor();
  await ana.page.keyboard.press("Enter");
  await eventually(() => ana.paintedLines()).toContain("A3: The defendant");

  await lookAtVersions(mira);

  const petar = await openDraft(context, server, reader);
  await petar.page.getByText("You can read the draft, not change it").waitFor();
  expect(await petar.page.locator("coram-draft").locator("textarea, input:enabled").count()).toBe(0);
  await petar.expectAccessible();
  const guest = await Seat.take(context, seats.browser, server.url, {
    cookie: (await server.guestOf(verdict.id)).cookie,
  });
  await guest.page.goto("/methodology?view=draft");
  await guest.page.getByText("Methodology version 2, in force since").waitFor();
  expect(await guest.page.getByRole("tab").count()).toBe(0);
});

test("a category is talked over in its own thread, and a proposal is voted on", async (context) => {
  const { server } = seats;
  const { lawyer, otherLawyer, reviewer } = server.people;
  const [ana, elira, sanja] = await Promise.all([
    openDraft(context, server, lawyer),
    openDraft(context, server, otherLawyer),
    openDraft(context, server, reviewer),
  ]);
  for (const seat of [ana, elira, sanja]) await row(seat, "means.force").click();
  await sanja.page.getByRole("textbox", { name: "Write about this category" }).fill("Is a threat of it force, too?");
  await sanja.page.keyboard.press("Control+Enter");
  await ana.threadCard("Is a threat of it force, too?").waitFor();
  await eventually(() => row(elira, "means.force").textContent()).toContain("1 open discussion");

  await ana.page.getByText("It is a proposal: ask for votes").click();
  await ana.page.getByRole("textbox", { name: "What do you propose?" }).fill("Say so in the definition.");
  await ana.page.keyboard.press("Control+Enter");
  await elira.threadCard("Say so in the definition.").waitFor();
  await ana.isSaved();
  await voteOnPhone(elira);
  await votes(ana).getByRole("button", { name: "Yes 1" }).waitFor();
  await votes(ana).getByRole("button", { name: "No 0" }).click();
  await votes(sanja).getByText("No 1").waitFor();
  // A reviewer writes and does not vote.
  expect(await votes(sanja).getByRole("button").count()).toBe(0);
  for (const seat of [ana, sanja]) await seat.expectAccessible();
});

test("on a phone one goes from the tree to the words and back, and writes questions too", async (context) => {
  const server = await startTestServer(context);
  const ana = await openDraft(context, server, server.people.lawyer, { phone: true });
  await row(ana, "means.force").click();
  await field(ana, "Definition, English").waitFor();
  expect(await row(ana, "means.force").isVisible()).toBe(false);
  await ana.expectAccessible();
  await ana.page.getByRole("button", { name: "Categories" }).click();
  await eventually(() => row(ana, "means.force").isVisible()).toBe(true);

  await ana.page.getByRole("radio", { name: "Questions" }).click();
  await ana.page.getByRole("button", { name: "Group" }).click();
  await write(ana, "Group, English", "Outcome");
  await ana.page.getByRole("button", { name: "Questions" }).click();
  await ana.page.getByRole("button", { name: "Question", exact: true }).click();
  await write(ana, "Question, English", "What was the outcome?");
  await ana.page.getByRole("combobox", { name: "Kind of answer" }).selectOption({ label: "one choice" });
  await ana.page.getByRole("button", { name: "Choice", exact: true }).click();
  await write(ana, "Choice 1, English", "Conviction");
  // Up, down and away: each has its drawing.
  expect(await ana.page.locator(".choice-acts button svg").count()).toBe(3);
  await ana.expectAccessible();
  await ana.isSaved();
  await ana.page.reload();
  await ana.page.getByRole("radio", { name: "Questions" }).click();
  await ana.page.getByRole("treeitem", { name: "What was the outcome?" }).click();
  await eventually(() => field(ana, "Choice 1, English").inputValue()).toBe("Conviction");
});
