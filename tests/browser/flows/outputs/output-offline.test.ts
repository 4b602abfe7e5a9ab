import { expect, test } from "vitest";
import { eventually } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { begin, block, goOn, lines, type } from "../../../helpers/browser/outputs/output-flow.ts";

const seats = new KeptSeats();

test("two people write at once while one is offline: both texts stand, nothing twice, and each undoes only their own", async (context) => {
  const { server } = seats;
  const output = await begin(server);
  const { lawyer, otherLawyer } = server.people;
  const ana = await goOn(context, seats, lawyer, output);
  const elira = await goOn(context, seats, otherLawyer, output);
  ana.mayLog("a lost connection");
  await type(ana, "", "The court decided the claim.");
  await eventually(() => lines(elira)).toContain("The court decided the claim.");
  await ana.page.locator(".output-flag", { hasText: "Elira Lawyer" }).waitFor({ state: "detached" });
  await type(elira, "The court decided", " At once.");
  // Their cursor stands in the text, their name in the gutter.
  await ana.page.locator(".output-flag", { hasText: "Elira Lawyer" }).waitFor();
  await eventually(() => lines(ana)).toContain("The court decided the claim. At once.");

  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toMatch(/^Offline/);
  await type(ana, "Section victim", "");
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.type("Written on a train.");
  await type(elira, "Section findings", "");
  await elira.page.keyboard.press("Enter");
  await elira.page.keyboard.type("Written at a desk.");
  await eventually(() => ana.savedWords()).toMatch(/^Offline, 1 change kept on this device/);
  await ana.context.setOffline(false);
  for (const seat of [ana, elira])
    await eventually(() => lines(seat)).toEqual([
      "Section facts",
      "The court decided the claim. At once.",
      "Section victim",
      "Written on a train.",
      "Section findings",
      "Written at a desk.",
    ]);
  await ana.isSaved();

  await ana.page.locator(".output-text").focus();
  await ana.page.keyboard.press("Control+z");
  await eventually(() => lines(elira)).not.toContain("Written on a train.");
  expect(await lines(elira)).toContain("Written at a desk.");
  await ana.page.keyboard.press("Control+Shift+z");
  await eventually(() => lines(elira)).toContain("Written on a train.");
  await ana.expectAccessible();
});

test("who writes while a name is erased from the document, in their own sentence too, writes on: every letter stands, and the caret stays", async (context) => {
  const { server } = seats;
  const output = await begin(server);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(["Sud nalazi da je Jelena Marković dovedena u Niš."]);
  const ana = await goOn(context, seats, lawyer, output);
  const elira = await goOn(context, seats, otherLawyer, output);
  // An erasure shuts the room, and who comes back too early is sent away.
  for (const seat of [ana, elira]) seat.mayLog("a lost connection");
  await type(ana, "", "Jelena Marković was brought there.");
  await ana.isSaved();
  await ana.page.keyboard.press("Home");
  // Sentences, until it is done and one more.
  const words = "The court asked nobody what she was paid. ";
  let written = 0;
  let isErased = false;
  const write = async (): Promise<void> => {
    for (let isLast = false; !isLast; written++) {
      isLast = isErased;
      await ana.page.keyboard.type(words, { delay: 12 });
    }
  };
  const writing = write();
  const command = { kind: "term", forms: ["Jelena Marković", "Jelena", "Marković"], token: "[Victim A]" };
  const reply = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, command);
  isErased = true;
  await writing;
  expect(reply.status).toBe(201);
  const whole = (more = ""): string => `${words.repeat(written)}${more}[Victim A] was brought there.`;
  await eventually(async () => (await lines(ana))[1]).toBe(whole());
  // Where one writes one goes on.
  await ana.page.keyboard.type("Then it rose.");
  for (const seat of [ana, elira]) await eventually(async () => (await lines(seat))[1]).toBe(whole("Then it rose."));
  await ana.isSaved();
  expect(await ana.page.locator(".output-drafts li").count()).toBe(0);
});

// The last: one of the two pages is closed in it.
test("what was typed offline outlives the tab and arrives when its author is back, whatever page they open", async (context) => {
  const { server } = seats;
  const output = await begin(server);
  const { lawyer, otherLawyer } = server.people;
  const ana = await goOn(context, seats, lawyer, output);
  const elira = await goOn(context, seats, otherLawyer, output);
  ana.mayLog("a lost connection");
  await ana.isSaved();
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toMatch(/^Offline/);
  await type(ana, "", "Kept for the way home.");
  await eventually(() => ana.savedWords()).toMatch(/kept on this device/);
  await ana.page.close();
  await ana.context.setOffline(false);
  const again = await ana.context.newPage();
  await again.goto("/");
  await eventually(() => lines(elira)).toContain("Kept for the way home.");

  // Where the device keeps nothing, the browser asks before a page with unsent words is left.
  const asksFirst = (): Promise<boolean> =>
    elira.page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  elira.mayLog("a lost connection");
  await elira.page.addInitScript(() => Reflect.deleteProperty(StorageManager.prototype, "getDirectory"));
  await elira.page.reload();
  await block(elira, "Kept for the way home.").waitFor();
  await elira.isSaved();
  expect(await asksFirst()).toBe(false);
  await elira.context.setOffline(true);
  await eventually(() => elira.savedWords()).toMatch(/^Offline/);
  await type(elira, "Kept for the way home.", " Kept by this page.");
  await eventually(() => elira.savedWords()).toMatch(/^Offline, 1 change/);
  expect(await asksFirst()).toBe(true);
  await elira.context.setOffline(false);
  await elira.isSaved();
  expect(await asksFirst()).toBe(false);
});
