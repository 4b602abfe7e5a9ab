import { readFile } from "node:fs/promises";
import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { MethodologyContent } from "../../../../schema/domain/methodology/methodology.ts";
import { draftContent } from "../../../../schema/rooms/draft/draft-content.ts";
import { addGroup, addQuestion } from "../../../../schema/rooms/draft/draft-question-acts.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { TestDraft } from "../../../helpers/network/draft-of.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

const seats = new KeptSeats();

type Context = Parameters<typeof startTestServer>[0];

/** Somebody at the methodology, who was at it in another test of the file's server before. */
async function sit(context: Context, server: TestServer, who: Person, view = "", options = {}): Promise<Seat> {
  const path = `/methodology${view}`;
  const isKept = server === seats.server;
  const seat = isKept
    ? await seats.at(context, who, path)
    : await Seat.take(context, seats.browser, server.url, { cookie: who.cookie, ...options });
  if (!isKept) await seat.page.goto(path);
  await seat.page.locator("coram-handbook-menu button").first().waitFor();
  return seat;
}

async function choose(seat: Seat, item: string): Promise<void> {
  await seat.page.getByRole("button", { name: "Download or import" }).click();
  await seat.page.getByRole("menuitem", { name: item }).click();
}

/** Chooses a file in the dialog and looks at it. */
async function look(seat: Seat, name: string, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes);
  await seat.page.locator('input[type="file"]').setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await seat.page.getByRole("button", { name: "Preview" }).click();
}

test("a lawyer takes the methodology out, changes it, sees what it would do, brings it in, and takes it back", async (context) => {
  const { server } = seats;
  const draft = await TestDraft.open(server);
  const before = await draft.look(draftContent);
  const seat = await sit(context, server, server.people.lawyer);
  await choose(seat, "Download…");
  await seat.page.getByLabel("Which state").selectOption("draft");
  await seat.page.getByRole("radio", { name: /^Everything/ }).check();
  const coming = seat.page.waitForEvent("download");
  await seat.page.getByRole("button", { name: "Download", exact: true }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^coram-methodology-draft-[\d-]+\.json$/);
  const content = MethodologyContent.parse(JSON.parse(await readFile(await file.path(), "utf8")));
  expect(content).toEqual(before);

  const changed = {
    ...content,
    categories: content.categories
      .filter(({ id }) => id !== "means.force")
      .map((each) => (each.id === "act" ? { ...each, label: { ...each.label, en: "The act" } } : each)),
  };
  await choose(seat, "Bring in a file…");
  await look(seat, "methodology.json", strToU8(JSON.stringify(changed)));
  const changes = seat.page.locator("coram-handbook-in coram-changes");
  // What is lost is lost by choice.
  await eventually(() => changes.locator("li").count()).toBe(1);
  await seat.page.getByRole("radio", { name: /^goes/ }).check();
  await eventually(() => changes.locator("li").count()).toBe(2);
  expect(await changes.innerText()).toContain("Retired");
  expect(await changes.locator("ins").allInnerTexts()).toEqual(["The "]);
  // Nothing has changed yet.
  expect(await draft.look(draftContent)).toEqual(before);
  await seat.expectAccessible();
  await seat.page.getByRole("button", { name: "Bring it into the draft" }).click();
  await seat.page.getByRole("status").filter({ hasText: "The file is in the draft" }).waitFor();
  expect(await draft.look(draftContent)).toEqual({ ...before, categories: changed.categories });

  await seat.page.getByRole("button", { name: "Take it back" }).click();
  await eventually(() => draft.look(draftContent)).toEqual(before);
});

test("a bad file is refused in one sentence in the dialog, and a better one can be chosen at once", async (context) => {
  const { server } = seats;
  const seat = await sit(context, server, server.people.lawyer);
  seat.mayLog(422);
  await choose(seat, "Bring in a file…");
  await look(seat, "letter.xlsx", strToU8("Dear colleague"));
  await eventually(() => seat.page.getByRole("alert").innerText()).toContain("This is not a methodology");
  const codebook = '<CodeBook origin="NVivo"><Codes><Code name="Online chat"/></Codes></CodeBook>';
  await look(seat, "codes.qdc", strToU8(codebook));
  const changes = seat.page.locator("coram-handbook-in coram-changes");
  await eventually(() => changes.innerText()).toContain("Online chat");
  // What the draft has stays; the other way is one press away.
  expect(await seat.page.getByRole("radio", { name: "stays" }).isChecked()).toBe(true);
  expect(await changes.locator("li").count()).toBe(1);
  await seat.page.getByRole("radio", { name: /^goes/ }).check();
  await eventually(() => changes.locator("li").count()).toBe(7);
});

test("a guest downloads the version in force and is shown nothing of the draft", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict("A text.", { stage: "cleared-for-guests" });
  const seat = await sit(context, server, await server.guestOf(verdict.id), "", { phone: true });
  await seat.page.getByRole("button", { name: "Download…" }).click();
  expect(await seat.page.getByLabel("Which state").count()).toBe(0);
  await seat.page.getByRole("radio", { name: /^Codebook/ }).check();
  const coming = seat.page.waitForEvent("download");
  await seat.page.getByRole("button", { name: "Download", exact: true }).click();
  expect((await coming).suggestedFilename()).toBe("coram-methodology-v1.qdc");
  await seat.expectAccessible();
});

test("templates of outputs are written in the draft as categories are, and a colleague sees each change", async (context) => {
  const { server } = seats;
  const draft = await TestDraft.open(server);
  const [ana, elira] = await Promise.all([
    sit(context, server, server.people.lawyer, "?view=draft"),
    sit(context, server, server.people.otherLawyer, "?view=draft"),
  ]);
  for (const seat of [ana, elira]) await seat.page.getByRole("radio", { name: "Documents" }).click();
  const words = (seat: Seat, name: string) => seat.page.getByRole("textbox", { name, exact: true });
  await ana.page.getByRole("button", { name: "Title of the methodology" }).click();
  await words(ana, "Title of the methodology, English").fill("How we read");
  await ana.page.locator(".draft-tools").getByRole("button", { name: "Document" }).click();
  await words(ana, "Document, English").fill("Summary");
  await ana.page.locator(".draft-tools").getByRole("button", { name: "Section" }).click();
  await words(ana, "Section, English").fill("Facts");
  await words(ana, "What to write here, English").fill("Tell in one page what happened.");
  await words(ana, "What to write here, English").blur();
  await ana.page.locator("summary").filter({ hasText: "Passages from" }).click();
  await ana.page.locator(".sources-list").getByRole("checkbox", { name: "A2" }).check();
  await eventually(() => elira.page.locator(".output-row").allInnerTexts()).toEqual([
    "Title of the methodology",
    "Summary",
    "Facts",
  ]);
  await eventually(async () => (await draft.look(draftContent)).outputs).toMatchObject([
    {
      title: { en: "Summary" },
      sections: [
        {
          title: { en: "Facts" },
          prompt: { en: "Tell in one page what happened." },
          fromCategories: ["act.transport"],
        },
      ],
    },
  ]);
  await ana.expectAccessible();
  // One's own undo takes back one's own act.
  await ana.page.locator(".output-row", { hasText: "Facts" }).focus();
  await ana.page.keyboard.press("Control+z");
  await eventually(async () => (await draft.look(draftContent)).outputs[0]?.sections[0]?.fromCategories).toEqual([]);
  expect((await draft.look(draftContent)).title).toEqual({ en: "How we read" });
});

test("any two versions are compared, whichever was frozen first", async (context) => {
  const server = await startTestServer(context);
  const draft = await TestDraft.open(server);
  for (const name of ["One", "Two"]) {
    await draft.change((room, entryOf) => room.roots.categories.set(entryOf("act"), { "label:en": name }));
    await draft.freeze();
  }
  const seat = await sit(context, server, server.people.reader, "?view=versions");
  await seat.page.getByRole("button", { name: "Read, Version 1" }).click();
  const shown = seat.page.locator(".version-shown");
  await shown.getByLabel("Compared with").selectOption("3");
  await eventually(() => shown.locator("h2").first().innerText()).toBe("From version 1 to version 3");
  expect(await shown.locator("del").allInnerTexts()).toEqual(["act"]);
  expect(await shown.locator("ins").allInnerTexts()).toEqual(["Two"]);
  await shown.getByLabel("Compared with").selectOption("2");
  await eventually(() => shown.locator("ins").allInnerTexts()).toEqual(["One"]);
  await shown.getByLabel("Compared with").selectOption("read, not compared");
  await eventually(() => shown.locator("h2").first().innerText()).toBe("Version 1");
  await seat.expectAccessible();
});

test("a question is talked over as a category is: a thread, a proposal with votes, and its number in the list", async (context) => {
  const { server } = seats;
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    room.roots.categories.set(entryOf("act"), { "label:en": "Act" });
    const key = addGroup(room, "2026-11-26T10:00:00.000Z");
    const question = addQuestion(room, key, "2026-11-26T10:00:00.000Z");
    room.roots.questions.set(question, { "label:en": "Was it online?" });
  });
  const [ana, elira] = await Promise.all([
    sit(context, server, server.people.lawyer, "?view=draft"),
    sit(context, server, server.people.otherLawyer, "?view=draft"),
  ]);
  for (const seat of [ana, elira]) {
    await seat.page.getByRole("radio", { name: "Questions" }).click();
    await seat.page.getByRole("treeitem", { name: /Was it online/ }).click();
    await seat.page.locator("coram-question-editor coram-draft-threads").waitFor();
  }
  await ana.page.getByRole("textbox", { name: "Write about this question" }).fill("Ask it of each victim.");
  // The key that sends works from the tick too.
  await ana.page.getByLabel("It is a proposal: ask for votes").check();
  await ana.page.keyboard.press("Control+Enter");
  await elira.page.getByRole("button", { name: "Yes 0" }).click();
  await ana.page.getByText("Yes 1").waitFor();
  await eventually(() => ana.page.locator("coram-question-list .talked").innerText()).toContain("1");

  // Where its answer is from, and what may be published of it, is said beside it, and frozen with it.
  await ana.page.getByLabel("Answered from").selectOption({ label: "From the verdict’s data: Court" });
  await ana.page.getByLabel("May be published").selectOption({ label: "by verdict" });
  await eventually(() => elira.page.getByLabel("May be published").inputValue()).toBe("court");
  await ana.isSaved();
  const said = await draft.look((room) =>
    draftContent(room).questions.find(({ label }) => label.en === "Was it online?"),
  );
  expect(said).toMatchObject({ from: "court", publish: "court" });
  // From the top: the page's tabs, scrolled half under the bar, would be measured as what is left of them.
  await ana.page.mouse.move(700, 500);
  await ana.page.mouse.wheel(0, -2000);
  await ana.page.getByRole("tab", { name: "Draft" }).click({ trial: true });
  await ana.expectAccessible();
});
