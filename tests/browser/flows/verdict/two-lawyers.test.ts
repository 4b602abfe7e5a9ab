import { expect, test } from "vitest";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import { eventually, type Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";

const TEXT = [
  "The court heard both sides on the first day.",
  "The defendant took her passport and locked the door of the flat every night.",
  "The court finds this proven.",
];

const seats = new KeptSeats();

/** Notes which sockets are tried. */
const noteSockets = ({ page }: Seat): Promise<unknown> =>
  page.addInitScript(() => {
    const tried: string[] = [];
    Object.assign(window, { tried });
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        tried.push(new URL(url).pathname);
      }
    };
  });

test("two lawyers tag one sentence at once, one of them offline: both tags stand for both", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer } = server.people;
  const [ana, elira] = await Promise.all([
    seats.atVerdict(context, lawyer, verdict.id),
    // Browsers let an address whose sockets fail wait ever longer: none is tried while there is no network.
    seats.atVerdict(context, otherLawyer, verdict.id, { before: noteSockets }),
  ]);
  const tried = (): Promise<string[]> => elira.page.evaluate(() => (window as unknown as { tried: string[] }).tried);
  const first = await tried();

  elira.mayLog("a lost connection");
  await elira.context.setOffline(true);
  await eventually(() => elira.savedWords()).toBe("Offline");
  await Promise.all([
    ana.tag("took her passport and locked the door", 1),
    elira.tag("locked the door of the flat every night", 4),
  ]);
  await ana.isSaved();
  await eventually(() => elira.savedWords()).toMatch(/^Offline, 1 change kept/);
  await eventually(() => elira.paintedLines()).toEqual(["B2: locked the door of the flat every night"]);
  expect(await ana.paintedLines()).toEqual(["A1: took her passport and locked the door"]);
  expect((await elira.painted())[0]?.pending).toBe(true);
  expect(await tried()).toEqual(first);

  await elira.context.setOffline(false);
  await elira.isSaved();
  const both = ["A1: took her passport and locked the door", "B2: locked the door of the flat every night"];
  for (const seat of [ana, elira]) {
    await eventually(() => seat.paintedLines()).toEqual(both);
    await eventually(async () => (await seat.painted()).some(({ pending }) => pending)).toBe(false);
    // Where the two lie on each other both underlines are drawn.
    const shared = seat.page.locator(".vt-hl", { hasText: /^locked the door$/ });
    await eventually(() => shared.evaluate((element) => element.className)).toMatch(/\bvt-u0a vt-u1b\b/);
    await seat.tagCard("A1").locator(`[title="${lawyer.member.name}"]`).first().waitFor();
    await seat.tagCard("B2").locator(`[title="${otherLawyer.member.name}"]`).first().waitFor();
  }
  await elira.expectAccessible();
});

test("a colleague's tags and selections that arrive under the mouse do not disturb what one selects", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer } = server.people;
  const [ana, elira] = await Promise.all([lawyer, otherLawyer].map((who) => seats.atVerdict(context, who, verdict.id)));
  if (!ana || !elira) throw new Error("nobody sits there");

  const { from, to } = await ana.placeOf("took her passport and locked the door");
  await ana.page.mouse.move(from.x, from.y);
  await ana.page.mouse.down();
  await ana.page.mouse.move((from.x + to.x) / 2, to.y, { steps: 3 });
  await elira.tag("her passport and locked", 1);
  await elira.selectByMouse("passport and locked the door of");
  await ana.page.waitForFunction(() => {
    const text = document.querySelector<CoramVerdictText>("coram-verdict-text");
    return text?.tags.length === 1 && text.people[0]?.selection;
  });
  await ana.page.mouse.move(to.x, to.y, { steps: 3 });
  await ana.page.mouse.up();
  await eventually(() => ana.selected()).toEqual(["took her passport and locked the door"]);
  await eventually(() => ana.paintedLines()).toEqual(["A1: her passport and locked"]);
  await ana.page.locator(".vt-remote").first().waitFor();
});
