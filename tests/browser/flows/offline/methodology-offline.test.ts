import type { Browser } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { field, row, write } from "../../../helpers/browser/draft-page.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { findOnDevice, isInstalled, keptOnDevice } from "../../../helpers/browser/on-device.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

async function define(seat: Seat, category: string, name: string, words: string): Promise<void> {
  await row(seat, category).click();
  await write(seat, name, words);
}

const DEFINITION = "Definition, English";

/** What is written offline outlives the page, and is written on. */
async function writeOffline(ana: Seat): Promise<void> {
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toBe("Offline");
  await define(ana, "means.force", DEFINITION, "Violence of any kind.");
  await eventually(() => ana.savedWords()).toBe("Offline, 1 change kept on this device");
  await ana.page.reload();
  await row(ana, "means.force").click();
  await eventually(() => field(ana, DEFINITION).inputValue()).toBe("Violence of any kind.");
  await eventually(() => ana.savedWords()).toBe("Offline, 1 change kept on this device");
  // It is written on as before.
  await define(ana, "act.recruitment", DEFINITION, "A lie about the work.");
  await eventually(() => ana.savedWords()).toBe("Offline, 2 changes kept on this device");
}

/** What nobody else had touched is there; what Elira wrote stands until Ana has chosen, also when the page is loaded again. */
async function chooseWording(ana: Seat, elira: Seat): Promise<void> {
  const asides = ana.page.locator("coram-draft-asides");
  await asides.getByText("Force or the threat of it.").waitFor();
  await asides.getByText("Violence of any kind.").waitFor();
  await ana.expectAccessible();
  await row(elira, "act.recruitment").click();
  await eventually(() => field(elira, DEFINITION).inputValue()).toBe("A lie about the work.");
  await ana.page.reload();
  await row(ana, "means.force").click();
  await ana.page.locator(".wording-choice").getByText("Force or the threat of it.").waitFor();
  await row(elira, "means.force").click();
  expect(await field(elira, DEFINITION).inputValue()).toBe("Force or the threat of it.");
  await asides.getByRole("button", { name: "Keep mine" }).click();
  await eventually(() => field(elira, DEFINITION).inputValue()).toBe("Violence of any kind.");
  await eventually(() => asides.locator("li").count()).toBe(0);
}

test("the draft is written in without a network and loaded again; on return it is sent, and of two wordings one is chosen", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const [ana, elira] = await Promise.all(
    [lawyer, otherLawyer].map(({ cookie }) => Seat.take(context, browser, server.url, { cookie, keepsProgram: true })),
  );
  if (!ana || !elira) throw new Error("nobody there");
  ana.mayLog("a lost connection");
  for (const seat of [ana, elira]) {
    await seat.page.goto("/methodology?view=draft");
    await row(seat, "means.force").waitFor();
  }
  await isInstalled(ana);
  await ana.isSaved();
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ methodologies: 1, rooms: 2, batches: 0 });

  await writeOffline(ana);
  await define(elira, "means.force", DEFINITION, "Force or the threat of it.");
  await elira.isSaved();

  await ana.context.setOffline(false);
  await ana.isSaved();
  await chooseWording(ana, elira);
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ batches: 0, drafts: 0 });

  // Written offline, and sent from a page that does not show it.
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toBe("Offline");
  await define(ana, "act.recruitment", DEFINITION, "A lie about anything.");
  await eventually(() => ana.savedWords()).toBe("Offline, 1 change kept on this device");
  await ana.page.goto("/");
  await ana.context.setOffline(false);
  await row(elira, "act.recruitment").click();
  await eventually(() => field(elira, DEFINITION).inputValue()).toBe("A lie about anything.");

  // With the session goes all of it.
  await eventually(() => findOnDevice(ana.page, "A lie about the work.")).toEqual([]);
  await eventually(() => findOnDevice(ana.page, "Violence of any kind.")).not.toEqual([]);
  await ana.page.getByRole("button", { name: lawyer.member.name }).click();
  await ana.page.getByRole("menuitem", { name: "Sign out" }).click();
  await ana.page.getByRole("button", { name: "Sign in" }).first().waitFor();
  await eventually(() => findOnDevice(ana.page, "Violence of any kind.")).toEqual([]);
});
