import { readFile } from "node:fs/promises";
import type { Browser, Locator } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExportJob } from "../../../../schema/protocol/http/exports.ts";
import { setFate, splitCategory } from "../../../../schema/rooms/draft/draft-acts.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { keptOnDevice } from "../../../helpers/browser/on-device.ts";
import { TestDraft } from "../../../helpers/network/draft-of.ts";
import { adjudicatedLayer, casesOf, revealedRound, ruleOn } from "../../../helpers/network/revealed-round.ts";
import { startTestServer, type Person } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ onTestFinished: afterAll });
});

type Context = Parameters<typeof startTestServer>[0];

const PARAGRAPHS = [
  "The court hears the case.",
  "The court finds that she had no way out, and that he knew of it from the first day.",
  "He took her papers and he drove her to the border in his own car.",
  "The rest of the charge is denied.",
];

/** Two lawyers who agree on one passage and differ on three; with `paragraphs` of their own, on an answer as well. */
async function differing(context: Context, paragraphs: string[] = []) {
  const server = await startTestServer(context);
  const { lawyer: ana, otherLawyer: ben } = server.people;
  const made = await server.newVerdict([...PARAGRAPHS, ...paragraphs]);
  const proof = paragraphs.at(-1);
  await revealedRound(server, made, [
    {
      who: ana,
      tags: [
        { words: "she had no way out", category: "means.vulnerability", note: "Without the rest it proves nothing." },
        { words: "He took her papers", category: "means.force" },
        { words: "he drove her to the border", category: "act.transport" },
        { words: "The rest of the charge", category: "act.recruitment" },
        ...(proof ? [{ words: proof, category: "means.fraud" }] : []),
      ],
      ...(proof && { answers: { "q.means": { value: "yes", proof } } }),
    },
    {
      who: ben,
      tags: [
        { words: "no way out", category: "means.vulnerability", note: "Only this is the finding." },
        { words: "He took her papers", category: "means.force" },
        { words: "he drove her to the border", category: "means.force" },
      ],
      ...(proof && { answers: { "q.means": { value: "unclear" } } }),
    },
  ]);
  const open = async (who: Person, options = {}): Promise<Seat> => {
    const seat = await Seat.take(context, browser, server.url, { cookie: who.cookie, ...options });
    await seat.page.goto(`/verdicts/${made.verdict.id}/reconcile`);
    await seat.page.locator("coram-case-score .score-mark").first().waitFor();
    return seat;
  };
  /** What the adjudicated layer says, by words. */
  const standing = async (): Promise<string[]> => {
    const rows = await server.store.passages.annotations([await adjudicatedLayer(server, made)]);
    return rows
      .map(({ category, anchor }) => {
        const words = anchor.ranges.map(({ start, end }) => made.text.text.slice(start, end)).join(" … ");
        return `${category}: ${words}`;
      })
      .sort();
  };
  return { server, made, ana, ben, open, standing };
}

/** The words between brackets, where each piece is outlined and has the lines of its coders. */
function drawnInForcedColours(paragraphs: Element[]): string[] {
  return paragraphs.map((paragraph) =>
    [...paragraph.querySelectorAll(".score-mark")]
      .map((mark) => {
        const { outlineStyle, backgroundImage } = getComputedStyle(mark);
        const lines = mark.getAttribute("data-lanes")?.split(" ").length ?? 0;
        if (outlineStyle !== "solid" || backgroundImage.split("linear-gradient").length <= lines) return "lost";
        const [before, after] = ["::before", "::after"].map((part) => getComputedStyle(mark, part).content);
        const bracket = (content = ""): string => /[⟦⟧]/.exec(content)?.[0] ?? "";
        return (
          bracket(before) +
          [...mark.childNodes].map((node) => (node instanceof Text ? node.data : "")).join("") +
          bracket(after)
        );
      })
      .join(""),
  );
}

const heading = (seat: Seat): Locator => seat.page.getByRole("heading", { level: 1 });
const option = (seat: Seat, name: string): Locator => seat.page.getByRole("radio", { name });
const recorded = (seat: Seat): Locator => seat.page.locator("coram-ruling-shown");

test("a third lawyer settles three disagreements by keys, and what is settled is what exports read", async (context) => {
  const { server, made, open, standing } = await differing(context);
  const seat = await open(server.people.facilitator);
  const { keyboard } = seat.page;
  await eventually(() => heading(seat).textContent()).toContain("start");
  expect(await seat.page.locator("coram-case-score .score-mark").allTextContents()).toEqual([
    expect.stringContaining("she had "),
    expect.stringContaining("no way out"),
  ]);
  const legend = async (): Promise<string[]> =>
    (await seat.page.locator(".score-key > span").allTextContents()).map((line) => line.trim());
  expect(await legend()).toEqual([
    expect.stringMatching(/^Underlines from top to bottom: \S+ Lawyer and \S+ Lawyer\.$/),
    "The words that all of them marked.",
  ]);
  await expect.poll(() => seat.page.locator(".side-note").allTextContents()).toHaveLength(2);
  await seat.expectAccessible();
  await seat.page.emulateMedia({ forcedColors: "active" });
  expect(await seat.page.locator(".score-text").evaluateAll(drawnInForcedColours)).toEqual([
    "",
    "⟦she had no way out⟧",
    "",
  ]);
  await seat.page.emulateMedia({ forcedColors: "none" });

  // A sentence that is typed where no field is decides nothing.
  await keyboard.type("To nije tačno: 1 x b, 2 g");
  await seat.page.getByText("No field is open, so nothing is written.").first().waitFor();
  expect(await seat.page.getByRole("radio", { checked: true }).count()).toBe(0);
  await keyboard.press("Escape");

  // Each word of a reason is a word, though b, x, c and digits are commands beside it.
  const reason = seat.page.getByRole("textbox", { name: "Reason" });
  await keyboard.press("1");
  await keyboard.type("because 12 years");
  expect(await reason.inputValue()).toBe("because 12 years");
  expect(await option(seat, "Ana’s").getAttribute("aria-checked")).toBe("true");
  await keyboard.press("Escape");
  await keyboard.press("2");
  expect(await reason.inputValue()).toBe("because 12 years");
  await option(seat, "None").click();
  const second = seat.page.getByRole("radio").nth(1);
  await second.click();
  await keyboard.type(", x");
  expect(await reason.inputValue()).toBe("because 12 years, x");
  expect(await second.getAttribute("aria-checked")).toBe("true");
  // In another tab of theirs the same box is another one: neither overwrites what the other keeps.
  const tab = await seat.context.newPage();
  await tab.goto(seat.page.url());
  const otherReason = tab.getByRole("textbox", { name: "Reason" });
  await tab.getByRole("radio", { name: "None" }).click();
  expect(await otherReason.inputValue()).toBe("");
  await otherReason.fill("The rest is no finding.");
  await eventually(async () => (await keptOnDevice(seat.page))["drafts"]).toBe(2);
  await tab.close();
  await reason.fill("Only the finding is the means.");
  // What is typed outlives the page: it is for whoever chooses again to take.
  await eventually(() => seat.page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })))).toBe(
    true,
  );
  await seat.page.reload();
  await eventually(() => reason.inputValue()).toBe("Only the finding is the means.");
  await second.click();
  await keyboard.press("Enter");
  await eventually(() => heading(seat).textContent()).toMatch(/^Is it/);
  await keyboard.press("b");
  await keyboard.press("Escape");
  await keyboard.press("d");
  await keyboard.press("Enter");
  await eventually(() => heading(seat).textContent()).toMatch(/^Is this/);
  // One alone marked it: there are no others to speak of.
  expect(await legend()).toEqual(["Underlines from top to bottom: Ana Lawyer."]);
  await keyboard.press("x");
  await keyboard.type("It is no act.");
  server.advance(2 * 3_600_000);
  await keyboard.press("Enter");
  await eventually(() => seat.page.locator(".work-head").textContent()).toContain("3 ruled, 0 left");
  // The bar tells of the ruling that was saved last, two hours after the one before.
  const { cases } = await casesOf(server, server.people.facilitator, made);
  const last =
    cases
      .flatMap(({ rulings }) => rulings.map(({ at }) => at))
      .sort()
      .at(-1) ?? "";
  const time = await seat.page.evaluate(
    (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
    last,
  );
  await eventually(() => seat.page.locator("coram-saved").textContent()).toContain(`Saved ${time}`);

  expect(await standing()).toEqual([
    "act.transport: he drove her to the border",
    "means.force: He took her papers",
    "means.force: he drove her to the border",
    "means.vulnerability: no way out",
  ]);
  const wanted = { format: "csv", countOnly: true, filter: { verdicts: [made.verdict.id] } };
  const counted = async (): Promise<number> =>
    ExportJob.parse(await (await server.ask(server.people.facilitator, "POST", "/api/exports", wanted)).json()).count;
  expect(await counted()).toBe(0);
  // From the last ruling on the page leads to where it is marked as settled; who coded it is told who may.
  const coder = await open(server.people.lawyer);
  await coder.page.getByText("That is for Besim Facilitator and Mira Facilitator.").waitFor();
  await seat.expectAccessible();
  await seat.page.getByRole("link", { name: "Mark as settled …" }).click();
  const dialog = seat.dialog("Rounds");
  // It asks at once.
  await dialog.getByText("Begins to stand: 4 tags, 0 answers").waitFor();
  await dialog.getByRole("button", { name: "Back" }).click();
  expect(await dialog.locator(".button-primary").allInnerTexts()).toEqual(["Mark as settled …"]);
  await dialog.getByRole("button", { name: "Mark as settled …" }).click();
  await dialog.getByRole("button", { name: "Mark as settled", exact: true }).click();
  await dialog.getByRole("button", { name: "Take this back …" }).waitFor();
  expect(await dialog.locator(".button-primary").allInnerTexts()).toEqual(["Begin the round …"]);
  await coder.page.locator(".all-ruled").waitFor({ state: "detached" });
  expect(await counted()).toBe(4);
  await seat.page.goto("/");
  await seat.page.getByRole("link", { name: "To settle: settled" }).click();
  await eventually(() => recorded(seat).textContent()).toContain("Only the finding is the means.");
  // What was typed in the other tab is there still, for its author to copy or to discard.
  await seat.openVerdict(made.verdict.id);
  await seat.page.locator("coram-drafts").getByText("The rest is no finding.").waitFor();
});

test("a further round on a settled verdict asks first, changes nothing that stands, and is called off into drafts", async (context) => {
  const { server, made, ana, ben, standing } = await differing(context);
  const { facilitator, otherFacilitator } = server.people;
  const { cases } = await casesOf(server, facilitator, made);
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  const { page } = mira;
  await mira.openVerdict(made.verdict.id);
  await page.getByRole("button", { name: "Rounds" }).click();
  const dialog = mira.dialog("Rounds");
  await dialog.getByRole("button", { name: "Mark as settled …" }).click();
  await dialog.getByText("3 disagreements still wait for a ruling.").waitFor();
  // What is open follows what others do meanwhile.
  for (const one of cases) await ruleOn(server, otherFacilitator, made, one, [ana]);
  await dialog.getByText("Begins to stand: 4 tags, 0 answers").waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Mark as settled", exact: true }).click();
  await dialog.getByRole("button", { name: "Take this back …" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  const settled = await standing();
  await eventually(async () => (await mira.paintedLines()).length).toBe(4);
  const lines = await mira.paintedLines();
  const home = async (): Promise<string | null> => {
    await page.goto("/");
    return page.locator("tr.verdict [data-label='Tags']").textContent();
  };
  const before = await home();

  await mira.openVerdict(made.verdict.id);
  await page.getByRole("button", { name: "Rounds" }).click();
  await dialog.getByRole("button", { name: "Begin the round …" }).click();
  await dialog.getByText("Choose at least one coder.").waitFor();
  for (const { member } of [facilitator, otherFacilitator])
    await dialog.getByRole("checkbox", { name: member.name }).check();
  await dialog.getByRole("button", { name: "Begin the round …" }).click();
  await dialog.getByText("Leave one facilitator out.").waitFor();
  for (const { member } of [facilitator, otherFacilitator])
    await dialog.getByRole("checkbox", { name: member.name }).uncheck();
  for (const { member } of [ana, ben]) await dialog.getByRole("checkbox", { name: member.name }).check();
  await dialog.getByRole("button", { name: "Begin the round …" }).click();
  await dialog.getByRole("heading", { name: "Begin round 2?" }).waitFor();
  await dialog.getByText("Round 1 goes on standing").waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Begin the round" }).click();
  await dialog.getByRole("heading", { name: "Round 2" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(await mira.paintedLines()).toEqual(lines);

  const coder = await Seat.take(context, browser, server.url, { cookie: ana.cookie });
  await coder.openVerdict(made.verdict.id);
  await coder.page.getByText("You code alone.").waitFor();
  expect(await coder.paintedLines()).toEqual([]);
  await coder.tag("The rest of the charge", 1);
  await coder.isSaved();

  // A role that does not code is asked about first, and the coder's page says what it means.
  await page.goto("/members");
  const role = page.getByLabel(`Role of ${ana.member.name}`, { exact: true });
  await role.selectOption({ label: "Reader" });
  const sure = mira.dialog(`Change the role of ${ana.member.name}?`);
  await sure.getByText("cannot continue, hand in or take back").waitFor();
  await mira.expectAccessible();
  await sure.getByRole("button", { name: "Leave the role" }).click();
  expect(await role.inputValue()).toBe("lawyer");
  await role.selectOption({ label: "Reader" });
  await sure.getByRole("button", { name: "Change the role" }).click();
  await coder.page.getByText("Your role was changed: you can read what you coded").waitFor();
  expect(await coder.page.getByRole("button", { name: "Hand in" }).count()).toBe(0);
  await role.selectOption({ label: "Lawyer" });
  await coder.page.getByText("You code alone.").waitFor();
  await coder.isSaved();

  await mira.openVerdict(made.verdict.id);
  await page.getByRole("button", { name: "Rounds" }).click();
  await dialog.getByRole("button", { name: "Call the round off …" }).click();
  await dialog.getByText("become their coders’ drafts").waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Call it off" }).click();
  await dialog.getByRole("heading", { name: "Round 1" }).waitFor();
  const draft = coder.page.locator("coram-drafts");
  await draft.getByText("The rest of the charge").waitFor();
  await draft.getByText("The round that you coded it in was called off.").waitFor();
  await eventually(() => coder.paintedLines()).toEqual(lines);
  await coder.expectAccessible();
  await draft.getByText("1 draft of yours is kept here").waitFor();
  await draft.getByRole("button", { name: "Copy" }).waitFor();
  await draft.getByRole("button", { name: "Try again" }).click();
  await coder.page.locator(".told", { hasText: "Nothing of this verdict is open to tag now." }).waitFor();
  await draft.getByRole("button", { name: "Discard" }).click();
  await eventually(() => draft.locator("li").count()).toBe(0);
  expect([await standing(), await home()]).toEqual([settled, before]);
});

test("a forgotten tag is added to what stands, and a wrong one withdrawn, with a reason", async (context) => {
  const { server, made, ana, ben, standing } = await differing(context);
  const { facilitator, otherFacilitator } = server.people;
  for (const one of (await casesOf(server, facilitator, made)).cases)
    await ruleOn(server, otherFacilitator, made, one, [ana]);
  const { id: round } = await server.store.verdicts.currentRound(made.verdict.id);
  await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/rounds/${round}/adjudicated`);
  const seat = await Seat.take(context, browser, server.url, { cookie: ana.cookie });
  await seat.openVerdict(made.verdict.id);
  await eventually(() => seat.paintedLines()).toHaveLength(4);
  // An address names a tag that lies in another layer than what is shown: that is shown; one that is nowhere is said to be so.
  const rows = await server.store.passages.annotations(
    (await server.store.verdicts.layers(made.verdict.id))
      .filter(({ owner }) => owner === ben.member.id)
      .map(({ id }) => id),
  );
  const his = rows.find(({ category }) => category === "means.vulnerability");
  await seat.page.goto(`/verdicts/${made.verdict.id}?tag=${his?.id}`);
  await eventually(() => seat.page.getByLabel("Tags shown").locator("option:checked").innerText()).toContain(
    ben.member.name,
  );
  await seat.page.locator("coram-tag-card", { hasText: "Only this is the finding." }).first().waitFor();
  await seat.page.goto(`/verdicts/${made.verdict.id}?tag=${made.verdict.id}`);
  await seat.page.locator(".told", { hasText: "The tag in this address" }).waitFor();
  await eventually(() => seat.paintedLines()).toHaveLength(4);
  await seat.selectByMouse("from the first day");
  await seat.page.getByRole("button", { name: "Add or withdraw …" }).click();
  const dialog = seat.dialog("Add to what stands, or withdraw from it");
  await dialog.getByText("from the first day").waitFor();
  await dialog.getByLabel("Category").selectOption({ index: 2 });
  await dialog.getByLabel("Reason").fill("It was overlooked.");
  await seat.expectAccessible();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("1 change since it was settled").waitFor();
  await dialog.locator(".form-actions").getByText("added").waitFor();
  await eventually(standing).toHaveLength(5);
  await dialog.getByLabel("What is to be done").selectOption("withdraw-tag");
  const tags = dialog.getByRole("combobox", { name: "Tag" });
  const withdrawn = (await tags.locator("option").allTextContents()).find((text) =>
    text.includes("The rest of the charge"),
  );
  await tags.selectOption({ label: withdrawn?.trim() ?? "" });
  await dialog.getByLabel("Reason").fill("It is no act.");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await dialog.getByText("2 changes since it was settled").waitFor();
  await dialog.getByText("It is no act.").waitFor();
  await eventually(standing).toHaveLength(4);
  await eventually(() => seat.paintedLines()).toHaveLength(4);
  expect((await seat.paintedLines()).join()).toContain("from the first day");

  // A category that was split since: which part it is is said here too, with a reason.
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

  // Of a category that means something else since, it is said on the list that a settled tag fits still.
  const next = await TestDraft.open(server);
  await next.change((room, entryOf) => setFate(room, entryOf("act.transport"), { kind: "redefined" }));
  await next.freeze();
  await seat.page.goto("/reviews");
  const waiting = seat.page.locator("coram-review-card", { hasText: "he drove her to the border" });
  await waiting.getByRole("link", { name: "Withdraw it in the text" }).waitFor();
  await seat.expectAccessible();
  await waiting.getByRole("button", { name: /Keep as act\.transport/ }).click();
  await waiting.getByText("Kept as A").waitFor();
  await eventually(standing).toContain("act.transport: he drove her to the border");
  await seat.openVerdict(made.verdict.id);
  await seat.page.getByRole("button", { name: "Add or withdraw …" }).click();
  await dialog.getByText("4 changes since it was settled").waitFor();
  await dialog.getByText("act.transport: kept").waitFor();

  // The page of disagreements calls what coders tagged as they tagged it.
  await seat.page.goto(`/verdicts/${made.verdict.id}/reconcile`);
  await seat.page.locator("coram-case-queue [data-case]", { hasText: "category" }).first().click();
  await eventually(() => seat.page.locator(".side-tag").allInnerTexts()).toContainEqual(
    expect.stringMatching(/^B1\s+means\.force$/),
  );
});

test("of two who rule at once neither takes the other's place unseen", async (context) => {
  const { ana, ben, open, standing } = await differing(context);
  const [one, two] = await Promise.all([open(ana), open(ben)]);
  for (const [seat, key, reason] of [
    [one, "1", "The whole clause."],
    [two, "2", "Only the finding."],
  ] as const) {
    await seat.page.keyboard.press(key);
    await seat.page.keyboard.type(reason);
  }
  await one.page.keyboard.press("Enter");
  await eventually(() => heading(one).textContent()).toMatch(/^Is it/);

  // Ben sees Ana's, and his own is as he left it.
  await two.page.getByRole("alert").filter({ hasText: "Somebody ruled in the meantime" }).waitFor();
  expect(await recorded(two).textContent()).toContain("The whole clause.");
  await eventually(() => two.page.getByRole("textbox", { name: "Reason" }).inputValue()).toBe("Only the finding.");
  expect(await standing()).toContain("means.vulnerability: she had no way out");
  await two.expectAccessible();
  await two.page.getByRole("button", { name: "Record instead" }).click();
  await eventually(standing).toContain("means.vulnerability: no way out");

  // Both are kept, and Ana is told at once.
  await one.page.locator("coram-case-queue li.done button").click();
  await eventually(() => recorded(one).textContent()).toContain("Only the finding.");
  await one.page.getByText("1 earlier ruling").click();
  await eventually(() => recorded(one).textContent()).toContain("The whole clause.");
});

test("another span is chosen by keys or by the mouse, and takes the words that are selected", async (context) => {
  const { server, open, standing } = await differing(context);
  const seat = await open(server.people.facilitator);
  const { keyboard } = seat.page;
  await keyboard.press("s");
  await eventually(() => option(seat, "Another passage").getAttribute("aria-checked")).toBe("true");
  for (const key of ["Shift+ArrowRight", "ArrowRight", "ArrowRight"]) await keyboard.press(key);
  await eventually(() => seat.page.locator(".ruling-span q").textContent()).toBe("had no way out, and that");
  await keyboard.press("ArrowLeft");
  await keyboard.press("ArrowLeft");
  await seat.page
    .locator(".score-text")
    .nth(1)
    .dblclick({ position: { x: 60, y: 12 } });
  await eventually(() => seat.page.locator(".ruling-span q").textContent()).not.toBe("had no way out");
  const words = await seat.page.locator(".ruling-span q").textContent();
  // Letting the mouse go leads to the reason.
  await keyboard.type("That word.");
  await keyboard.press("Enter");
  await eventually(standing).toContain(`means.vulnerability: ${words}`);
});

test("coders talk it over and one concedes; readers see all of it and decide nothing", async (context) => {
  const { server, ana, ben, open } = await differing(context);
  const [one, two, reader] = await Promise.all([open(ana), open(ben), open(server.people.reader)]);
  await one.page.keyboard.press("c");
  await one.page.keyboard.type("The facts carry the finding.");
  await one.page.keyboard.press("Control+Enter");
  for (const seat of [two, reader]) await seat.threadCard("The facts carry the finding.").waitFor();
  await two.page.getByRole("heading", { level: 1 }).click();
  await two.page.keyboard.press("g");
  await one.page.getByText("All others have conceded.").waitFor();
  await eventually(() => option(one, "Ana’s").getAttribute("aria-checked")).toBe("true");
  await eventually(() => reader.page.locator("coram-case-sides").textContent()).toContain("Conceded");
  expect(await reader.page.locator("coram-ruling").count()).toBe(0);
  await reader.expectAccessible();
});

test("out of reach of the server what was decided is kept, and is recorded when the server is back", async (context) => {
  const { server, open, standing } = await differing(context);
  const seat = await open(server.people.facilitator);
  seat.mayLog("a lost connection");
  await seat.context.setOffline(true);
  await seat.page.evaluate(() => dispatchEvent(new Event("offline")));
  await seat.page.keyboard.press("1");
  await seat.page.getByRole("textbox", { name: "Reason" }).fill("The whole clause.");
  // Sent a moment later: a network that is back by then would take it.
  const refused = seat.page.waitForEvent("requestfailed", (request) => request.url().endsWith("/rulings"));
  await seat.page.keyboard.press("Enter");
  await refused;
  expect(await standing()).toEqual(["means.force: He took her papers"]);
  await seat.context.setOffline(false);
  await eventually(async () => {
    await seat.page.getByRole("button", { name: "Record ruling" }).click();
    return standing();
  }).toContain("means.vulnerability: she had no way out");
});

test("on a phone the list opens over the page, and everything can be pressed", async (context) => {
  const { server, open, standing } = await differing(context);
  const seat = await open(server.people.facilitator, { phone: true, dark: true });
  await seat.page.getByRole("button", { name: "3 of 3 left" }).click();
  await seat.page.locator("coram-case-queue").getByRole("button", { name: "Missed by one" }).click();
  await eventually(() => heading(seat).textContent()).toMatch(/^Is this/);
  await option(seat, "None").click();
  await seat.page.getByRole("textbox", { name: "Reason" }).fill("It is no act.");
  await seat.expectAccessible();
  await seat.page.getByRole("button", { name: "Record ruling" }).click();
  await eventually(() => seat.page.locator(".work-head").textContent()).toContain("1 ruled, 2 left");
  expect(await standing()).toEqual(["means.force: He took her papers"]);
  // The next one begins with its head, below the bar, which has the rest under "More".
  const under = (): Promise<boolean> =>
    seat.page.evaluate(() => {
      const bottom = (what: string) => document.querySelector(what)?.getBoundingClientRect();
      return (bottom(".work-head")?.top ?? 0) >= (bottom(".verdict-bar")?.bottom ?? Infinity);
    });
  await eventually(under).toBe(true);
  await seat.page.getByRole("button", { name: "More for this page" }).click();
  await seat.page.getByRole("menuitem", { name: "Keys" }).click();
  await seat.page.getByRole("dialog", { name: "Keys" }).waitFor();
});

test("what a ruling settles goes into the methodology's draft, after what it puts up for review was shown", async (context) => {
  const { server, open } = await differing(context);
  const seat = await open(server.people.facilitator);
  const { page } = seat;
  await page.keyboard.press("2");
  await page.keyboard.type("Only the finding.");
  await page.getByLabel("Change the methodology’s draft").selectOption({ label: "Add what belongs to" });
  await page.getByText(/would put \d+ earlier tags? up for review/).waitFor();
  await page
    .getByRole("textbox", { name: "New words in the draft" })
    .fill("also where the court says it of one day only");
  await seat.expectAccessible();
  await page.getByRole("button", { name: "Record ruling" }).click();
  await page.getByText("It is in the draft").waitFor();
  const draft = await TestDraft.open(server);
  const changed = JSON.stringify(await draft.category("means.vulnerability"));
  expect(changed).toContain("also where the court says it of one day only");
});

test("the rulings are a file in the format that is chosen", async (context) => {
  const { server, open } = await differing(context);
  const { page } = await open(server.people.facilitator);
  await page.keyboard.press("1");
  await page.keyboard.type("The whole clause.");
  await page.keyboard.press("Enter");
  await eventually(() => page.locator(".work-head").textContent()).toContain("1 settled");
  await page.getByRole("button", { name: "Rulings" }).click();
  await page.getByRole("radio", { name: "JSON" }).check();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Make the file" }).click();
  await page.getByRole("link", { name: /Download/ }).click();
  const file = await (await download).path();
  expect(await readFile(file, "utf8")).toContain("The whole clause.");
});

test("beside a disagreement stands how far the coders agree, with the way to all figures", async (context) => {
  const { ana, open } = await differing(context, ["She was told of work in a café. ".repeat(60).trim()]);
  const { page } = await open(ana);
  // Of an answer that rests on a long passage the coders' words are in sight before the passage is.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator("coram-case-queue").getByText("Answer differs").click();
  await page.locator(".side-answer").nth(1).waitFor();
  const [sides, ruling, score] = await Promise.all(
    ["coram-case-sides", ".ruling", "coram-case-score .score"].map((each) => page.locator(each).boundingBox()),
  );
  expect(sides?.height).toBeGreaterThan(0);
  expect((sides?.y ?? 0) + (sides?.height ?? 0)).toBeLessThanOrEqual(Math.min(ruling?.y ?? 0, score?.y ?? 0));
  const beside = page.getByRole("region", { name: "How far the coders agree" });
  await beside.waitFor();
  await eventually(() => beside.textContent()).toMatch(/Which passages matter[\s\S]*tags: \d/);
  await beside.getByRole("link", { name: "Figures" }).click();
  await page.getByRole("heading", { name: "How far the coders agree" }).waitFor();
});

test("after the reveal colleagues see each other again, and one leads to where the other is", async (context) => {
  const { made, ana, ben, open } = await differing(context);
  const [one, two] = await Promise.all([open(ana), open(ben)]);
  await two.page.keyboard.press("j");
  await eventually(() => heading(two).textContent()).toMatch(/^Is it/);
  const here = one.page.getByRole("group", { name: "Reading now" }).getByRole("button");
  await eventually(() => here.getAttribute("title")).toContain("3");
  await here.click();
  await eventually(() => heading(one).textContent()).toMatch(/^Is it/);
  await one.page.goto(`/verdicts/${made.verdict.id}`);
  await here.waitFor();
});
