import { beforeAll, expect, test } from "vitest";
import type { Browser, Locator, Page } from "playwright";
import { newId, PassageId } from "../../../../schema/domain/ids.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";
import { mark, openSlip, setHandedIn } from "../../../helpers/workshops/silence.ts";
import { aPassage, aStep, openWorkshop, viewFrom } from "../../../helpers/workshops/workshops.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const SECOND = { start: 28, end: WORDS.length };

const REASONS = Array.from(
  { length: 60 },
  (_, i) => `Reason ${i + 2}. The court did not accept what the defence said of it.`,
);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Everybody but the two whose pages are open has handed in. */
async function othersHandIn(
  server: Awaited<ReturnType<typeof startTestServer>>,
  of: Awaited<ReturnType<typeof openWorkshop>>,
) {
  const { otherLawyer, otherFacilitator, reviewer } = server.people;
  for (const who of [otherLawyer, otherFacilitator, reviewer]) {
    await viewFrom(server.ask(who, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" }));
    await mark(await openSlip(server, of, who), "means.vulnerability", SECOND);
    await setHandedIn(server, of, who, true);
  }
}

/** Sixty paragraphs are longer than any window: where one works and how it goes on stay in it all the same. */
async function expectInSight({ page }: Seat, ...of: Locator[]): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  for (const each of of)
    await eventually(async () => {
      const { x = -1, y = -1, width: wide = 0, height: high = 0 } = (await each.boundingBox()) ?? {};
      return x >= 0 && y >= 0 && wide > 0 && x + wide <= width && y + high <= height;
    }).toBe(true);
}

/** What is put on the selected words stands at the foot of a phone, below them; and the wifi fails meanwhile. */
async function codeOnPhone(ana: Seat): Promise<void> {
  const phone = ana.page;
  await phone.getByRole("heading", { name: "Your slip" }).waitFor();
  await phone.getByText("Select words, then choose a category.").waitFor();
  await ana.selectByMouse("She could go out to a shop.");
  await phone.getByText("¶ 1, 7 words").waitFor();
  await ana.selectByMouse("Reason 12.");
  await phone.getByText("¶ 12, 2 words").waitFor();
  const sheet = phone.locator("coram-slip-sheet");
  // It grows with what it offers, and the words go up with it.
  await eventually(async () => {
    const [words, over] = [await phone.getByText("Reason 12.").boundingBox(), await sheet.boundingBox()];
    return words && over && over.y - words.y - 24;
  }).toBeGreaterThan(0);
  await expectInSight(ana, phone.getByRole("timer"), phone.getByRole("button", { name: "Hand in" }));
  await ana.selectByMouse("She could go out to a shop.");
  await phone.getByText("¶ 1, 7 words").waitFor();
  const choice = phone.locator(".slip-offered").getByRole("checkbox").first();
  await choice.click();
  await eventually(() => choice.getAttribute("aria-checked")).toBe("true");
  await ana.expectAccessible();

  // The wifi fails: marks stay here, and go when it is back.
  ana.mayLog("a lost connection");
  await ana.context.setOffline(true);
  await phone.getByText("No connection. Your slip stays").waitFor();
  await ana.selectByMouse("She had no other acceptable choice.");
  await phone.keyboard.press("t");
  const picker = phone.getByRole("dialog", { name: "Put on your slip" });
  await picker.getByRole("combobox").fill("vulnerab");
  await picker.getByRole("option").first().waitFor();
  await phone.keyboard.press("Enter");
  await phone.keyboard.press("Escape");
  await phone.getByText("waits to be sent").waitFor();
  await phone.getByRole("button", { name: "Hand in when the connection is back" }).click();
  await ana.context.setOffline(false);
  await phone.getByText("Handed in", { exact: true }).waitFor();
}

/** Goes on by Tab until something has the focus. */
async function tabTo({ page }: Seat, to: Locator): Promise<void> {
  await eventually(async () => {
    await page.keyboard.press("Tab");
    return to.evaluate((at) => at === document.activeElement || at.contains(document.activeElement));
  }).toBe(true);
}

/** Who leads codes, too, and has no mouse. */
async function codeByKeys(mira: Seat): Promise<void> {
  const { page } = mira;
  await page.getByRole("heading", { name: "Your slip" }).waitFor();
  await tabTo(mira, page.locator("coram-verdict-text").first());
  for (let word = 0; word < 3; word++) await page.keyboard.press("Control+Shift+ArrowRight");
  await eventually(() => mira.selected()).toEqual(["She could go"]);
  await page.keyboard.press("t");
  const picker = page.getByRole("dialog", { name: "Put on your slip" });
  await picker.getByRole("combobox").waitFor();
  await page.keyboard.type("force");
  await picker.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await picker.waitFor({ state: "hidden" });
  await page.locator(".slip-offered").getByRole("checkbox", { name: /force/i, checked: true }).waitFor();
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1366, height: 800 },
  ]) {
    await page.setViewportSize(size);
    await mira.selectByMouse("Reason 30.");
    await expectInSight(
      mira,
      page.getByText("Reason 30."),
      page.getByRole("timer"),
      page.getByRole("list", { name: "Phases" }),
      page.locator(".slip-offered").getByRole("checkbox").first(),
      page.getByRole("button", { name: "Categories T" }),
      page.getByRole("button", { name: "Hand in", exact: true }),
      page.getByRole("button", { name: "Close the slips" }),
    );
  }
}

/** The step goes on by a key that is no second half of a double press, nor meant for a button that has gone. */
async function goOn(desk: Page): Promise<void> {
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("Space");
}

/** With time left it is asked first, and answered by keys. */
async function goOnEarly(desk: Page): Promise<void> {
  await goOn(desk);
  await desk.getByRole("button", { name: "Not now" }).waitFor();
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("Enter");
}

/** What the slips have put is accepted by who leads, by keys too, and written into the verdict; everybody reads that it is. */
async function decideOnTags(mira: Seat, ana: Seat): Promise<void> {
  const desk = mira.page;
  await desk.getByRole("button", { name: "Next: Talk", disabled: false }).waitFor();
  await goOn(desk);
  // An event may show the next phase before the command that led to it is answered: until then a key leads on to nothing.
  await desk.getByRole("button", { name: "Next: Decide", disabled: false }).waitFor();
  await goOnEarly(desk);
  // While it is on its way the keys would go round without it.
  await desk.getByRole("button", { name: "Accept B2 on ¶ 1" }).waitFor();
  await tabTo(mira, desk.getByRole("button", { name: "Accept B2 on ¶ 1" }));
  await desk.keyboard.press("Enter");
  await eventually(() => desk.evaluate(() => document.activeElement?.localName)).toBe("textarea");
  await desk.keyboard.type("Four of five say so.");
  await tabTo(mira, desk.getByRole("checkbox", { name: "Tag these words in the verdict" }));
  await desk.keyboard.press("Space");
  await tabTo(mira, desk.getByRole("button", { name: "Accept", exact: true }));
  await desk.keyboard.press("Enter");
  await desk.getByText("Accepted").waitFor();
  // Its button has gone with the form: the same key once more ends the step for nobody.
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Space");
  await ana.page.getByText("Accepted").waitFor();
  await ana.page.getByText("A passage takes").waitFor();
  await ana.expectAccessible();
}

/**
 * On the workshop's page, and then on the verdict's own: who follows comes along and sees what is pointed at, who scrolls has left, F
 * returns, and a call takes everybody.
 */
async function followOne(mira: Seat, ana: Seat): Promise<void> {
  const sight = (words: string) => () =>
    ana.page.getByText(words).evaluate((at) => {
      const { top, bottom } = at.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  const bar = ana.page.getByRole("complementary", { name: "Following in the workshop" });
  await mira.selectByMouse("Reason 50.");
  await mira.page.getByText("Others see where you are.").waitFor();
  // Below the words, where she took her own slip, she is at none of them.
  await bar.getByText(/is at ¶ (49|50|51)/).waitFor();
  await bar.getByRole("button", { name: /^Follow/ }).waitFor();
  expect(await sight("Reason 50.")()).toBe(false);
  await ana.page.keyboard.press("f");
  await eventually(sight("Reason 50.")).toBe(true);
  await eventually(() => ana.page.locator(".vt-mark-pointed").allTextContents()).toEqual(["Reason 50."]);
  await ana.expectAccessible();
  await mira.selectByMouse("Reason 20.");
  await eventually(sight("Reason 20.")).toBe(true);
  await ana.page.mouse.move(195, 600);
  await ana.page.mouse.wheel(0, 3000);
  await bar.getByRole("button", { name: /^Back/ }).waitFor();
  await mira.selectByMouse("Reason 5.");
  await bar.getByText(/is at ¶ [456],/).waitFor();
  expect(await sight("Reason 5.")()).toBe(false);
  await mira.page.getByRole("button", { name: "Call everybody" }).click();
  await bar.getByText("calls everybody").waitFor();
  await eventually(sight("Reason 5.")).toBe(true);
  for (const { page } of [mira, ana]) {
    await page.getByRole("link", { name: "K 12/25" }).click();
    await page.locator("coram-verdict-text .vt-block").first().waitFor();
  }
  await mira.page.getByText("Others see where you are.").waitFor();
  await mira.selectByMouse("Reason 30.");
  await eventually(sight("Reason 30.")).toBe(true);
  await bar.getByText(/^You follow/).waitFor();
  // A line across the page, with no words beside it.
  const across = await ana.page.locator(".verdict-read").evaluate(({ clientWidth }) => clientWidth);
  expect((await bar.boundingBox())?.width).toBe(across);
}

/** From the words that she marked: the key that turns the step is none of theirs, and asks while people still code. */
async function closeByKeys(desk: Page): Promise<void> {
  await desk.keyboard.press("Space");
  await desk.getByText("People still code, and their slips close for good.").waitFor();
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("Enter");
  await desk.getByText("The slips are closed. What was written").waitFor();
}

test("a passage is coded in silence, without the network too, and the reveal says what all of them marked", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict([WORDS, ...REASONS]);
  const reasons = { start: WORDS.length + 1, end: [WORDS, ...REASONS].join("\n").length };
  const passages = [
    aPassage(verdict.id, WORDS),
    { id: newId(PassageId), verdict: verdict.id, anchor: { revision: 1, ranges: [reasons] } },
  ];
  const step = aStep({ kind: "code", title: "Everybody codes ¶ 1", passages });
  const of = await openWorkshop(server, { steps: [step] });
  const path = `/workshops/${of.workshop.id}`;
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await ana.page.setViewportSize({ width: 390, height: 844 });
  await Promise.all([mira.page.goto(server.url + path), ana.page.goto(server.url + path)]);
  const desk = mira.page;
  await desk.getByRole("button", { name: /^Begin: Everybody codes ¶ 1/ }).waitFor();
  await desk.keyboard.press("Space");
  await desk.getByRole("button", { name: /^Next: Silence/, disabled: false }).waitFor();
  await goOnEarly(desk);
  await codeByKeys(mira);

  await codeOnPhone(ana);
  const phone = ana.page;
  await othersHandIn(server, of);
  await desk.getByText("4 of 5 slips handed in").waitFor();
  await desk.getByRole("img", { name: `${lawyer.member.name}: slip handed in` }).waitFor();
  await mira.expectAccessible();
  await closeByKeys(desk);
  // Her own is not in: until it is, or ten seconds have gone, it is waited for.
  await tabTo(mira, desk.getByRole("button", { name: "Hand in", exact: true }));
  await desk.keyboard.press("Enter");
  await desk.getByText("5 of 5 slips handed in").waitFor();
  await goOn(desk);

  const row = desk.getByRole("button", { name: /4 of 5/ });
  await row.waitFor();
  // Below sixty paragraphs nobody would see that they are there.
  for (const { page } of [mira, ana])
    await eventually(() =>
      page
        .getByRole("button", { name: /4 of 5/ })
        .evaluate((at) => at.getBoundingClientRect().top >= 0 && at.getBoundingClientRect().bottom <= innerHeight),
    ).toBe(true);
  expect(await row.getAttribute("aria-pressed")).toBe("true");
  await desk.locator(".slip-words").getByText("She had no other acceptable choice.").waitFor();
  await eventually(() => desk.locator(".vt-met-half").allTextContents()).toEqual([
    "She had no other acceptable choice.",
  ]);
  await mira.expectAccessible();
  await phone.getByText("Nobody knows that it is yours.").waitFor();
  await phone.getByRole("button", { name: "Show that it is mine" }).click();
  await phone.getByText("It is shown as yours.").waitFor();
  await desk.getByText("Shown by their authors:").waitFor();
  await decideOnTags(mira, ana);
  await followOne(mira, ana);
});
