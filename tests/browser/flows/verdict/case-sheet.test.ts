import { beforeAll, expect, test } from "vitest";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { addUnit, askQuestions, SHEET } from "../../../helpers/network/case-sheet.ts";
import { revealedRound, ruleOn } from "../../../helpers/network/revealed-round.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import {
  answerAndTakeBack,
  answerDates,
  answerSeveralAndDuration,
  askWhetherWrong,
  changeTheData,
  checked,
  focused,
  giveEvidence,
  handInAtTheFoot,
  leaveWithAFigure,
  question,
  rows,
} from "../../../helpers/browser/verdict/sheet-steps.ts";

const TEXT = [
  "The court heard both sides on the first day.",
  "The defendant took her passport and locked the door of the flat every night.",
  "The verdict is not final and may be appealed.",
];

const seats = new KeptSeats();
beforeAll(() => askQuestions(seats.server));

test("a lawyer answers with the keyboard alone: opens, chooses, takes back, gives evidence, goes to it and comes back", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  await addUnit(server, verdict.id, "defendant");
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  const { keyboard } = ana.page;

  await answerAndTakeBack(ana);

  await giveEvidence(ana);

  // Who gave the answer in hand, and when.
  const given = question(ana, "Is the verdict final?").locator(".q-who [title]");
  await eventually(() => given.getAttribute("title")).toMatch(/^Ana Lawyer, \d+ \w+/);

  await answerDates(ana);
  await answerSeveralAndDuration(ana);
  await eventually(() => ana.page.locator(".sheet-progress").textContent()).toContain("5 of 7 answered");
  await ana.isSaved();
  const saved = await rows(server, verdict.id);
  expect(saved.get(SHEET.final.id)).toMatchObject({ value: "no", evidence: [{}] });
  expect(saved.get(SHEET.date.id)).toMatchObject({ value: "2024-06-19" });
  expect(saved.get(SHEET.means.id)).toMatchObject({ value: ["force", "documents"], certainty: "unsure" });
  expect(saved.get(SHEET.prison.id)).toMatchObject({ value: 30 });

  // Undo takes back the newest act, from the sheet as from the text.
  await ana.page.locator("coram-question .q-head").first().focus();
  await keyboard.press("Control+z");
  await eventually(async () => (await ana.page.locator(".sheet-progress").textContent()) ?? "").toContain("4 of 7");
  await ana.expectAccessible();
});

/** From question to question by letters, digits and Enter; `untouched` holds where nothing may be answered yet. */
async function goOnByKeys(ana: Seat, untouched: () => Promise<void>): Promise<void> {
  const { keyboard } = ana.page;
  // On to a question by letter: neither the space nor Enter chooses there; moved by an arrow, Enter does.
  await question(ana, "Is the verdict final?").locator(".q-head").click();
  await keyboard.press("j");
  await eventually(() => focused(ana)).toBe("Date of the verdict");
  await keyboard.press("k");
  await eventually(() => focused(ana)).toBe("Is the verdict final?");
  await keyboard.press("Enter");
  await keyboard.press("Space");
  await untouched();
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await eventually(() => checked(ana, "Is the verdict final?")).toEqual(["No"]);
  await keyboard.press("Backspace");
  // From what is answered, Enter and the letter lead on; what a digit has chosen stays.
  await keyboard.press("Enter");
  await eventually(() => focused(ana)).toBe("Date of the verdict");
  await question(ana, "Why is it not final?").locator(".q-head").click();
  await keyboard.press("2");
  await keyboard.press("a");
  await eventually(() => focused(ana)).toBe("Date of the verdict");
  await question(ana, "Why is it not final?").locator(".q-head").click();
  await keyboard.press("Escape");
  await keyboard.press("a");
  await eventually(() => focused(ana)).toBe("Why is it not final?");
  await keyboard.press("Enter");
  await eventually(() => focused(ana)).toBe("Date of the verdict");
}

test("who writes on after a tag answers nothing and takes nothing away, until a key is pressed on purpose", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  const { keyboard } = ana.page;
  const words = ["took her passport", "locked the door", "both sides"];
  const tagged: string[] = [];
  const untouched = async (): Promise<void> => {
    await ana.isSaved();
    expect([...(await rows(server, verdict.id)).values()]).toEqual([]);
    expect(await ana.paintedLines()).toEqual(tagged);
  };

  // The case sheet closed, and with a question in hand that is answered by choosing, then with one that is answered in words.
  const sentences = ["a small sentence about him, 15 years old", "a 1 and just 2", "see"];
  for (const [n, sentence] of sentences.entries()) {
    await ana.tag(words[n] ?? "", 3);
    tagged.push(`B1: ${words[n]}`);
    tagged.sort();
    await eventually(() => ana.paintedLines()).toEqual(tagged);
    await keyboard.type(sentence);
    await keyboard.press("Backspace");
    await keyboard.press("Enter");
    await untouched();
    await keyboard.press("Escape");
  }
  await question(ana, "Main problem").locator(".q-head").click();
  await ana.clickWords("took her");
  await keyboard.press("a");
  await eventually(() => focused(ana)).toBe("Main problem");
  await keyboard.type(" lawyer wrote 3 lines here");
  await ana.page.getByText("No field is open, so nothing is written.").first().waitFor();
  expect(await question(ana, "Main problem").getByRole("textbox").inputValue()).toBe("");
  await untouched();
  await ana.expectAccessible();
  // A category's code, written where nothing was selected.
  await ana.clickWords("took her");
  await keyboard.type("ta1");
  await keyboard.press("Enter");
  await untouched();
  expect(await focused(ana)).not.toBe("Main problem");
  await keyboard.press("Escape");

  await goOnByKeys(ana, untouched);
  await ana.isSaved();
  const kept = await rows(server, verdict.id);
  expect([SHEET.final, SHEET.remand].map(({ id }) => kept.get(id)?.value)).toEqual(["no", "deadline"]);
});

/** One answers on the train, the other meanwhile: the one whose answer does not stand is told. */
async function answerOnTheTrain(ana: Seat, elira: Seat): Promise<void> {
  elira.mayLog("a lost connection");
  await elira.context.setOffline(true);
  await eventually(() => elira.savedWords()).toBe("Offline");
  await question(elira, "Means found proved").locator(".q-head").click();
  await elira.page.keyboard.press("2");
  await eventually(() => checked(elira, "Means found proved")).toEqual(["deception"]);
  await question(elira, "Means found proved").getByText("Waiting to send").waitFor();
  await question(ana, "Means found proved").locator(".q-head").click();
  await ana.page.keyboard.press("1");
  await ana.isSaved();
  await elira.context.setOffline(false);
  await elira.isSaved();
  const [winner] = await Promise.all([checked(ana, "Means found proved"), ana.isSaved()]);
  expect(await checked(elira, "Means found proved")).toEqual(winner);
  const told = winner[0]?.startsWith("force") ? elira : ana;
  const other = told === elira ? ["deception"] : ["force"];
  const notice = question(told, "Means found proved").getByRole("status");
  await notice.getByText(/has since answered/).waitFor();
  await notice.getByRole("button", { name: "Put mine back" }).click();
  for (const seat of [ana, elira]) await eventually(() => checked(seat, "Means found proved")).toEqual(other);
  await Promise.all([ana.isSaved(), elira.isSaved()]);
}

/** The first steps lead past what was answered after this device's copy was made. */
async function expectOpenQuestionNext(ana: Seat, elira: Seat, verdict: string): Promise<void> {
  await ana.follow("/");
  await ana.page.locator("coram-network-page h1").first().waitFor();
  await elira.follow("/");
  await elira.follow(`/verdicts/${verdict}?answer`);
  await eventually(() => focused(elira)).not.toBeNull();
  const answered = (await focused(elira)) ?? "";
  await elira.page.keyboard.press("Escape");
  await elira.page.keyboard.press("0");
  await elira.isSaved();
  await ana.follow(`/verdicts/${verdict}?answer`);
  await question(ana, answered).locator("[title^='Elira Lawyer']").waitFor();
  await eventually(() => ana.page.locator(".question.is-open").count()).toBe(1);
  expect(await ana.page.locator(".question.is-open").getAttribute("aria-label")).not.toBe(answered);
}

test("two people answer at once: both see what the other gives, what one types is not overwritten, and one who was offline is told", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer } = server.people;
  const [ana, elira] = await Promise.all([
    seats.atVerdict(context, lawyer, verdict.id),
    seats.atVerdict(context, otherLawyer, verdict.id),
  ]);
  for (const seat of [ana, elira]) await seat.page.keyboard.press("a");
  await Promise.all([ana, elira].map((seat) => eventually(() => focused(seat)).toBe("Is the verdict final?")));

  await ana.page.keyboard.press("1");
  await eventually(() => checked(elira, "Is the verdict final?")).toEqual(["Yes"]);
  await question(elira, "Is the verdict final?").locator(`[title^="${lawyer.member.name}"]`).waitFor();

  // A press in the place of a colleague's answer says what it was, and can be undone where it is.
  await elira.page.keyboard.press("2");
  await question(elira, "Is the verdict final?").getByText("Ana Lawyer answered “Yes”").waitFor();
  await question(elira, "Is the verdict final?").getByRole("button", { name: "Undo" }).click();
  for (const seat of [ana, elira]) await eventually(() => checked(seat, "Is the verdict final?")).toEqual(["Yes"]);
  expect(await question(elira, "Is the verdict final?").getByText("Ana Lawyer answered").count()).toBe(0);

  // Both write into one text: Elira's words stay in her field, and she chooses.
  for (const seat of [ana, elira]) await question(seat, "Main problem").locator(".q-head").click();
  await elira.page.keyboard.type("Compensation was refused");
  await ana.page.keyboard.type("The victim was punished");
  await ana.page.keyboard.press("Control+Enter");
  const choice = question(elira, "Main problem").getByRole("alert");
  await choice.getByText("The victim was punished").waitFor();
  expect(await question(elira, "Main problem").getByRole("textbox").inputValue()).toBe("Compensation was refused");
  await elira.expectAccessible();
  // Whoever leaves without choosing is asked the same when they are back: what they wrote goes over nothing.
  await elira.page.getByRole("link", { name: "Coram" }).click();
  await elira.page.locator(`table a[href="/verdicts/${verdict.id}"]`).click();
  await elira.page.locator("coram-drafts").getByRole("button", { name: "Choose a wording" }).click();
  await choice.getByText("The victim was punished").waitFor();
  await choice.getByRole("button", { name: "Keep mine" }).click();
  await elira.page.keyboard.press("Control+Enter");
  // Nor are Ana's replaced under her hands, where she still is: she keeps both, and Elira, whose words stand there, is not asked again.
  const hers = question(ana, "Main problem").getByRole("alert");
  await hers.getByText("Compensation was refused").waitFor();
  await ana.page.getByText("Not saved: choose a wording").waitFor();
  await hers.getByRole("button", { name: "Keep both" }).click();
  for (const seat of [ana, elira])
    await eventually(() => question(seat, "Main problem").getByRole("textbox").inputValue()).toBe(
      "Compensation was refused\nThe victim was punished",
    );
  expect(await choice.count()).toBe(0);

  await answerOnTheTrain(ana, elira);
  expect((await rows(server, verdict.id)).size).toBe(3);
  await expectOpenQuestionNext(ana, elira, verdict.id);
});

test("of an answer with two passages one is corrected later: it is flagged with before and now, until somebody says that it holds", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  await ana.page.keyboard.press("a");
  await ana.page.keyboard.press("2");

  // One passage from the selection by the bar, one from a tag by its card.
  await ana.selectByMouse("not final and may be appealed");
  await ana.page
    .getByRole("toolbar", { name: "Selected passage" })
    .getByRole("button", { name: /^Evidence/ })
    .click();
  await ana.page.getByRole("combobox", { name: "Find a question" }).fill("final ver");
  await ana.expectAccessible();
  await ana.page.keyboard.press("Enter");
  const final = question(ana, "Is the verdict final?");
  await eventually(() => final.locator("coram-evidence li").count()).toBe(1);
  await ana.tag("took her passport", 3);
  await ana.tagCard("B1").getByRole("button", { name: "More for B1" }).click();
  await ana.page.getByRole("menuitem", { name: /Use as evidence for/ }).click();
  const find = ana.page.getByRole("combobox", { name: "Find a question" });
  // Nothing is chosen yet: Enter pressed twice gives the passage to no question.
  await find.press("Enter");
  await find.press("ArrowDown");
  expect(await ana.page.getByRole("option", { selected: true }).textContent()).toContain("Is the verdict final?");
  await find.press("Enter");
  await eventually(() => final.locator("coram-evidence li").count()).toBe(2);
  await ana.isSaved();

  // The tag's card says which answer rests on it, and leads there.
  await ana.clickWords("took her passport");
  await ana.tagCard("B1").getByRole("button", { name: "Is the verdict final?" }).click();
  await eventually(() => focused(ana)).toBe("Is the verdict final?");
  await ana.selectByMouse("may be appealed");
  await ana.page.getByRole("toolbar", { name: "Selected passage" }).getByRole("button", { name: "1 answer" }).click();
  await eventually(() => focused(ana)).toBe("Is the verdict final?");

  const start = TEXT.join("\n").indexOf("not final");
  const edit = { baseRevision: 1, kind: "correct", edits: [{ start, end: start + 3, insert: "now" }] };
  await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, edit);
  await final.getByText("The words were changed since.").waitFor();
  expect(await final.getByText("The words were changed since.").count()).toBe(1);
  await final.getByRole("button", { name: "Show before and now" }).click();
  await eventually(() => final.locator("dd").allTextContents()).toEqual([
    "not final and may be appealed",
    "now final and may be appealed",
  ]);
  await ana.expectAccessible();
  await final.getByRole("button", { name: "Still holds" }).click();
  await eventually(() => final.getByText("The words were changed since.").count()).toBe(0);
});

test("a facilitator adds and removes a unit in the sheet; a lawyer sees it at once and cannot", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const mira = await seats.atVerdict(context, server.people.facilitator, verdict.id);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
  for (const seat of [mira, ana]) await seat.page.getByRole("radio", { name: /^Case sheet/ }).click();
  await mira.page.getByRole("button", { name: "Add a person" }).click();
  await mira.page.getByRole("menuitem", { name: "Add a victim" }).click();
  await leaveWithAFigure(ana);
  await question(ana, "Amount awarded").locator(".q-head").click();
  await ana.page.keyboard.type("1.500.000");
  await ana.page.keyboard.press("Enter");
  await eventually(() => question(mira, "Amount awarded").count()).toBe(0);
  await mira.page.getByRole("tab", { name: /^\[Victim A\]/ }).click();
  await eventually(() => question(mira, "Amount awarded").textContent()).toContain("1,500,000 RSD");
  expect(await ana.page.getByRole("button", { name: "Add a person" }).count()).toBe(0);

  await askWhetherWrong(ana, mira, server, verdict);
  await changeTheData(mira, ana, server, verdict);

  // What was answered for cannot go; an empty one can.
  await mira.page.getByRole("tab", { name: /^\[Victim A\]/ }).click();
  mira.mayLog(409);
  await mira.page.getByRole("button", { name: "Add a person" }).click();
  await mira.page.getByRole("menuitem", { name: "Remove [Victim A]" }).click();
  await eventually(() => mira.page.locator("coram-case-sheet .sheet-head").getByRole("status").textContent()).toMatch(
    /\S/,
  );
  await mira.page.getByRole("tab", { name: /^\[Victim A\]/ }).waitFor();
  await mira.expectAccessible();
});

test("beside all coders' tags the sheet does not say that nothing is answered, and shows what stands once something does", async (context) => {
  const { server } = seats;
  const { lawyer, otherLawyer, facilitator, otherFacilitator } = server.people;
  const made = await server.newVerdict(TEXT);
  const coded = (who: typeof lawyer, value: string) => {
    return { who, tags: [{ words: "took her passport", category: "means.force" }], answers: { "q.final": { value } } };
  };
  const { round, cases } = await revealedRound(server, made, [coded(lawyer, "yes"), coded(otherLawyer, "no")]);
  const ana = await seats.atVerdict(context, lawyer, made.verdict.id);
  const sheet = ana.page.getByRole("radio", { name: /^Case sheet/ });
  await sheet.click();
  await ana.page.getByText("Each coder has answers of their own, and none stands yet").waitFor();
  expect((await sheet.textContent())?.trim()).toBe("Case sheet");
  expect(await ana.page.locator("coram-question").count()).toBe(0);
  await ana.expectAccessible();

  for (const one of cases) await ruleOn(server, otherFacilitator, made, one, [otherLawyer]);
  await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/rounds/${round.id}/adjudicated`);
  await eventually(() => checked(ana, "Is the verdict final?")).toEqual(["No"]);
  await answerAnew(ana);
  await ana.page.getByLabel("Tags shown").selectOption({ label: "All coders" });
  await ana.page.getByText("These answers stand. For one coder’s").waitFor();
  expect(await checked(ana, "Is the verdict final?")).toEqual(["Yes"]);
  expect(await sheet.textContent()).toContain("1/");
});

/** A settled question leads to where it is answered anew, with a reason. */
async function answerAnew(ana: Seat): Promise<void> {
  const final = question(ana, "Is the verdict final?");
  await final.locator(".q-head").click();
  await final.getByRole("button", { name: "Answer anew…" }).click();
  const dialog = ana.dialog("Add to what stands, or withdraw from it");
  expect(await dialog.getByLabel("What is to be done").inputValue()).toBe("answer");
  await dialog.getByRole("radio", { name: "Yes" }).click();
  await dialog.getByLabel("Reason").fill("The appeal was withdrawn.");
  await dialog.getByRole("button", { name: "Answer", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await eventually(() => checked(ana, "Is the verdict final?")).toEqual(["Yes"]);
}

test("on a phone the sheet stands at the foot: one answers, goes to the passage and comes back", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await Seat.take(context, seats.browser, server.url, { cookie: server.people.lawyer.cookie, phone: true });
  await ana.openVerdict(verdict.id);
  await ana.page.getByRole("button", { name: /questions$/ }).click();
  const final = question(ana, "Is the verdict final?");
  await final.getByRole("radio", { name: "No", exact: true }).click();
  await eventually(() => checked(ana, "Is the verdict final?")).toEqual(["No"]);
  // What the data say stands above what is asked.
  const facts = await ana.page.getByRole("region", { name: "From the verdict’s data" }).boundingBox();
  expect((facts?.y ?? 0) + (facts?.height ?? Infinity)).toBeLessThanOrEqual((await final.boundingBox())?.y ?? 0);
  // A phone has no keys to name.
  await ana.page.getByText("Select a passage and press “Evidence…” to use it as evidence.").waitFor();
  expect(await ana.page.locator("coram-case-sheet .key:visible").count()).toBe(0);
  // It takes no press while the question has just grown.
  const taken = async (): Promise<string[]> => {
    const back = final.getByRole("button", { name: "Back to not answered" });
    if (await back.isVisible()) await back.click();
    return checked(ana, "Is the verdict final?");
  };
  await eventually(taken).toEqual([]);
  await ana.isSaved();
  await ana.expectAccessible();
  // Given at the desk meanwhile.
  const desk = await seats.atVerdict(context, server.people.otherLawyer, verdict.id);
  await desk.page.keyboard.press("a");
  await desk.selectByMouse("not final");
  await desk.page.keyboard.press("q");
  await eventually(() => question(desk, "Is the verdict final?").locator("coram-evidence li").count()).toBe(1);
  await final.getByRole("button", { name: /^Go to the passage/ }).click();
  await eventually(() => ana.page.locator("coram-case-sheet").count()).toBe(0);
  await ana.page.goBack();
  await final.waitFor();
  await eventually(() => focused(ana)).toBe("Is the verdict final?");
  await ana.page.getByRole("button", { name: "Close" }).first().click();
  await handInAtTheFoot(ana, server, verdict.id);
});
