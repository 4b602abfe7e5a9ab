import type { Browser } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { BallotView } from "../../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../../schema/protocol/http/workshops/workshops.ts";
import { launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";
import { aQuestion, castVote, closeBallot, lead, seat } from "../../../helpers/workshops/ballots.ts";
import { setDoor } from "../../../helpers/workshops/door.ts";
import { mark, openSlip, setHandedIn, turnTo } from "../../../helpers/workshops/silence.ts";
import { aPassage, aStep, openWorkshop } from "../../../helpers/workshops/workshops.ts";

const WORDS = "That she could go out to a shop does not mean that she was free. She had no other acceptable choice.";
const MACEDONIAN = "Тоа што имала можност да излезе до продавница не значи дека била слободна.";
const SECOND = { start: WORDS.indexOf("She had"), end: WORDS.length };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** A browser on the wall, paired by the digits that it shows. */
async function pairScreen(wall: Seat, server: TestServer, { workshop }: WorkshopView): Promise<void> {
  const { page } = wall;
  // Before it is paired, and where it is paired no more, it is told that it is no screen.
  wall.mayLog(404);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${server.url}/screen`);
  await page.getByRole("button", { name: "Dark", exact: true }).click();
  await wall.expectAccessible();
  await page.getByRole("button", { name: "Light", exact: true }).click();
  await page.getByRole("button", { name: "Show four digits" }).click();
  const digits = (await page.locator(".wall-digits").textContent()) ?? "";
  const path = `/api/workshops/${workshop.id}/screens`;
  expect((await server.ask(server.people.facilitator, "POST", path, { digits: digits.trim() })).status).toBe(200);
}

/** All who sit here code, two of them more than the others. */
async function codeAll(server: TestServer, of: WorkshopView): Promise<void> {
  const { facilitator, otherFacilitator, lawyer, otherLawyer, reviewer } = server.people;
  for (const [i, who] of [facilitator, otherFacilitator, lawyer, otherLawyer, reviewer].entries()) {
    const slip = await openSlip(server, of, who);
    await mark(slip, "means.vulnerability", i < 4 ? SECOND : { start: 0, end: WORDS.length });
    if (i < 2) await mark(slip, "means.force", { start: 0, end: 20 });
    await setHandedIn(server, of, who, true);
  }
}

test("a screen shows how one comes in, the step, how many slips are in, what they say, and votes; and loses the text with the stage", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer, reviewer } = server.people;
  const { verdict } = await server.newVerdict([WORDS, "No other words."], { stage: "cleared-for-guests" });
  const paragraphs = [{ number: "1", text: MACEDONIAN }];
  const translation = `/api/verdicts/${verdict.id}/translations/mk`;
  expect((await server.ask(lawyer, "PUT", translation, { revision: 1, replaces: null, paragraphs })).status).toBe(200);
  const step = aStep({ kind: "code", title: "Everybody codes ¶ 1", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { steps: [step] });
  await seat(server, of, [facilitator, otherFacilitator, lawyer, otherLawyer, reviewer]);
  const wall = await Seat.take(context, browser, server.url, { hears: true });
  const { page } = wall;
  await pairScreen(wall, server, of);
  const code = await setDoor(server, of, "open");
  await page.getByText(`${code.slice(0, 3)} ${code.slice(3)}`).waitFor();
  await page.locator("coram-qr-code svg").waitFor();
  await turnTo(server, of, "read");
  await page.getByRole("heading", { name: "Everybody codes ¶ 1" }).waitFor();
  await page.getByText(MACEDONIAN).waitFor();
  await turnTo(server, of, "silence");
  await codeAll(server, of);
  await page.getByText("5 of 5 handed in").waitFor();
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  await page.getByText("5 of 5", { exact: true }).waitFor();
  expect(await page.locator(".vt-met-half").allTextContents()).toEqual([WORDS.slice(SECOND.start)]);
  const pointer = { n: 1, verdict: verdict.id, revision: 1, block: 0, start: 0, end: 9 };
  expect((await lead(server, of, "POST", "pointer", pointer)).status).toBe(204);
  await page.locator("mark.pointed", { hasText: "That she" }).waitFor();
  await wall.expectAccessible();

  const opened = await lead(server, of, "POST", "ballots", { step: step.id, question: aQuestion() });
  const ballot = BallotView.parse(await opened.json());
  await castVote(server, of, ballot, lawyer, "yes");
  await page.getByText("1 of 4 members have voted").waitFor();
  await closeBallot(server, of, ballot);
  await page.locator("coram-tally li", { hasText: "For" }).waitFor();

  await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" });
  await page.getByText("This step works on words that only members read.").waitFor();
  expect(await page.getByText("She had no other").count()).toBe(0);
  for (const secret of [verdict.caseNumber, verdict.court, facilitator.member.name, "No other words"])
    expect(await wall.hasReceived(secret)).toBe(false);
});
