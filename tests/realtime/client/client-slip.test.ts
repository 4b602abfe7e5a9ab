import { expect, test } from "vitest";
import { sendUnsent } from "../../../client/sync/outbox.ts";
import { LATE_SLIPS_MS } from "../../../server/workshops/silence-ends.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";
import { beginSilence, openSlip, setHandedIn, slipsOf, turnTo } from "../../helpers/workshops/silence.ts";
import { SlipPage } from "../../helpers/workshops/slip-page.ts";
import { seen } from "../../helpers/browser/seen.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const FIRST = { start: 0, end: 27 };
const SECOND = { start: 28, end: WORDS.length };
const PATIENT = { timeout: 20_000 };

test("marks made without the network are sent and handed in before the reveal, and count", PATIENT, async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const page = await SlipPage.open(context, server, lawyer, of);
  const { slip } = page;
  // On its way it is not lost.
  const lost = new Set<boolean>();
  await seen(() => {
    lost.add(slip.isLost);
    expect(slip.canMark && slip.isReached).toBe(true);
  });
  expect([...lost]).toEqual([false]);
  expect(slip.edition?.categories.map(({ id }) => id)).toContain("means.force");
  page.mark("means.force", FIRST);
  await seen(() => expect([slip.unsent, slip.marks.length]).toEqual([0, 1]));

  page.away();
  await seen(() => expect([slip.isReached, slip.isLost]).toEqual([false, true]));
  page.mark("means.vulnerability", SECOND);
  expect(slip.marks.map(({ isUnsent }) => isUnsent)).toEqual([false, true]);
  slip.handIn();
  expect([slip.waitsToHandIn, slip.canMark, slip.isHandedIn]).toEqual([true, false, false]);
  page.back();
  await seen(() => expect(slip.isHandedIn).toBe(true));
  expect([slip.unsent, slip.waitsToHandIn, slip.isLost]).toEqual([0, false, false]);
  await seen(() => expect([slip.marks.length, slip.canMark]).toEqual([2, false]));
  expect((await slipsOf(server, of, facilitator)).whose).toHaveLength(1);

  // Taken back, one marks on; and at the reveal it says what it said.
  await slip.takeBack();
  await seen(() => expect(slip.canMark).toBe(true));
  const [first] = slip.marks;
  if (first) slip.unmark(first);
  await seen(() => expect([slip.unsent, slip.marks.length]).toEqual([0, 1]));
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  await seen(() => expect(slip.isRevealed).toBe(true));
  expect(slip.marks).toMatchObject([{ category: "means.vulnerability", isUnsent: false }]);
  await slip.showMine(true);
  await seen(() => expect(slip.slips?.reveals[0]?.shown).toMatchObject([{ member: lawyer.member.id }]));
});

test("what comes after the reveal is a draft of its author and counts nowhere", PATIENT, async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const page = await SlipPage.open(context, server, lawyer, of);
  await seen(() => expect(page.slip.canMark).toBe(true));
  page.mark("means.force", FIRST);
  await seen(() => expect(page.slip.unsent).toBe(0));
  page.away();
  await seen(() => expect(page.slip.isReached).toBe(false));
  page.mark("means.vulnerability", SECOND);
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  page.back();
  await seen(() => expect(page.slip.late).toHaveLength(1));
  expect(page.slip.late[0]?.draft).toMatchObject({ late: true, entries: [{ root: "annotations" }] });
  expect(page.slip.marks).toMatchObject([{ category: "means.force" }]);
});

test("a page that went with marks unsent leaves them to the next one, whatever it shows", PATIENT, async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const page = await SlipPage.open(context, server, lawyer, of);
  await seen(() => expect(page.slip.canMark).toBe(true));
  page.away();
  await seen(() => expect(page.slip.isReached).toBe(false));
  page.mark("means.force", FIRST);
  page.stop();
  page.back();
  // The verdict's own page lists no room of a slip, and lets what waits for one be.
  const client = await VerdictClient.open(server, lawyer, verdict.id, { work: page.work });
  expect([client.model.drafts.length, await page.work.unsentCount()]).toEqual([0, 1]);
  await sendUnsent(page.work, VerdictClient.post(server, lawyer));
  expect(await page.work.unsentCount()).toBe(0);
  const own = (await slipsOf(server, of, lawyer)).own;
  expect((await server.store.slips.tags(own ? [own.id] : [])).map(({ category }) => category)).toEqual(["means.force"]);
});

test(
  "a page hears that somebody else has handed in, which changes nothing else of the workshop",
  PATIENT,
  async (context) => {
    const server = await startTestServer(context);
    const { lawyer, otherLawyer } = server.people;
    const { verdict } = await server.newVerdict(WORDS);
    const of = await beginSilence(server, verdict.id, WORDS, [lawyer, otherLawyer]);
    const page = await SlipPage.open(context, server, lawyer, of);
    await openSlip(server, of, otherLawyer);
    await seen(() => expect(page.slip.canMark).toBe(true));
    for (const handedIn of [true, false]) {
      await setHandedIn(server, of, otherLawyer, handedIn);
      await seen(() => expect(page.slip.slips?.handedIn).toBe(Number(handedIn)));
    }
  },
);
