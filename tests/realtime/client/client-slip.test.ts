import { expect, test, type TestContext } from "vitest";
import type { Draft } from "../../../client/sync/draft.ts";
import { sendSlips } from "../../../client/sync/outbox.ts";
import { LATE_SLIPS_MS } from "../../../server/workshops/silence-ends.ts";
import { newId, StepId } from "../../../schema/domain/ids.ts";
import { slipIn } from "../../../schema/rooms/room-place.ts";
import { VerdictClient } from "../../helpers/rooms/verdict-client.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { beginSilence, openSlip, setHandedIn, slipsOf, turnTo } from "../../helpers/workshops/silence.ts";
import { SlipPage } from "../../helpers/workshops/slip-page.ts";
import { viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";
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

/** A silence in which somebody's line breaks: one mark and one that was taken away have come, without an answer; one more has not. */
async function broken(context: TestContext) {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const page = await SlipPage.open(context, server, lawyer, of);
  const { slip } = page;
  await seen(() => expect(slip.canMark && slip.isReached).toBe(true));
  page.mark("act.recruitment", FIRST);
  await seen(() => expect(slip.unsent).toBe(0));
  page.deaf();
  const [first] = slip.marks;
  if (first) slip.unmark(first);
  page.mark("means.force", FIRST);
  const categories = async (): Promise<string[]> => {
    const slips = slip.own ? [slip.own.id] : [];
    return (await server.store.slips.tags(slips)).map(({ category }) => category);
  };
  await seen(async () => expect(await categories()).toEqual(["means.force"]));
  page.away();
  await seen(() => expect(slip.isReached).toBe(false));
  page.mark("means.vulnerability", SECOND);
  expect(slip.unsent).toBe(3);
  await reveal(server, of);
  return { server, of, page, slip };
}

const categoriesOf = (drafts: readonly { draft: Draft }[]): unknown[] =>
  drafts.flatMap(({ draft }) => draft.entries.map(({ fields }) => fields["category"]));

test("what had come as the line broke counts, and is no draft", PATIENT, async (context) => {
  const { page, slip } = await broken(context);
  page.back();
  await seen(() => expect(slip.isRevealed).toBe(true));
  await seen(() => expect(slip.late).toHaveLength(1));
  expect([categoriesOf(slip.late), slip.marks.map(({ category }) => category), slip.unsent]).toEqual([
    ["means.vulnerability"],
    ["means.force"],
    0,
  ]);
  expect(await page.work.unsentCount()).toBe(1);
});

test("nor is it once another silence has begun, and the workshop is over", PATIENT, async (context) => {
  const { server, of, page } = await broken(context);
  page.stop();
  await turnTo(server, of, "silence");
  await turnTo(server, of, "closed");
  await turnTo(server, of, "ended");
  const { facilitator, lawyer } = server.people;
  const { id, course } = (await workshopOf(server, facilitator, of)).workshop;
  await viewFrom(server.ask(facilitator, "PUT", `/api/workshops/${id}/state`, { course, to: "closed" }));
  await sendSlips(page.work, VerdictClient.post(server, lawyer));
  expect(categoriesOf(page.work.allDrafts())).toEqual(["means.vulnerability"]);
  expect(await page.work.unsentCount()).toBe(1);
});

test("a page that went with marks unsent leaves them to the next one, whatever it shows", PATIENT, async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const page = await SlipPage.open(context, server, lawyer, of);
  await seen(() => expect(page.slip.isReached).toBe(true));
  page.away();
  await seen(() => expect(page.slip.isReached).toBe(false));
  page.mark("means.force", FIRST);
  page.stop();
  page.back();
  // The verdict's own page lists no room of a slip, and lets what waits for one be.
  const client = await VerdictClient.open(server, lawyer, verdict.id, { work: page.work });
  expect([client.model.drafts.length, await page.work.unsentCount()]).toEqual([0, 1]);
  await sendSlips(page.work, VerdictClient.post(server, lawyer));
  expect(await page.work.unsentCount()).toBe(0);
  const own = (await slipsOf(server, of, lawyer)).own;
  expect((await server.store.slips.tags(own ? [own.id] : [])).map(({ category }) => category)).toEqual(["means.force"]);
});

/** Somebody's page of a step whose first silence was handed in and revealed. */
async function revealed(context: TestContext) {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [lawyer]);
  const page = await SlipPage.open(context, server, lawyer, of);
  await seen(() => expect(page.slip.canMark && page.slip.edition !== null).toBe(true));
  page.mark("means.force", FIRST);
  page.slip.handIn();
  await seen(() => expect(page.slip.isHandedIn).toBe(true));
  await reveal(server, of);
  await seen(() => expect(page.slip.isRevealed).toBe(true));
  return { server, of, page, slip: page.slip };
}

async function reveal(server: TestServer, of: WorkshopView): Promise<void> {
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
}

const opens = (asked: string): boolean => asked.startsWith("POST") && asked.endsWith("/slip");
const isOfSlips = (asked: string): boolean => asked.includes("/slip");

test(
  "a new silence has nothing of the slip before; what is tagged and handed in before its own is open counts",
  PATIENT,
  async (context) => {
    const { server, of, page, slip } = await revealed(context);
    const release = page.hold((asked) => asked.includes("/api/"));
    await turnTo(server, of, "silence");
    await seen(() => expect(page.workshop.step?.phase).toBe("silence"));
    expect([slip.own, slip.marks, slip.isHandedIn, slip.isRevealed, slip.slipsNow]).toEqual([
      null,
      [],
      false,
      false,
      null,
    ]);
    expect([slip.isOpening, slip.canMark]).toEqual([true, true]);
    page.mark("means.vulnerability", SECOND);
    page.mark("means.force", FIRST);
    const [, first] = slip.marks;
    if (first) slip.unmark(first);
    expect(slip.marks).toMatchObject([{ category: "means.vulnerability", isUnsent: true }]);
    slip.handIn();
    expect([slip.waitsToHandIn, slip.unsent]).toEqual([true, 1]);
    release();
    await seen(() => expect([slip.isHandedIn, slip.isOpening, slip.unsent]).toEqual([true, false, 0]));
    await reveal(server, of);
    await seen(() => expect(slip.isRevealed).toBe(true));
    expect(slip.marks).toMatchObject([{ category: "means.vulnerability" }]);
    expect(slip.refused).toBeNull();
  },
);

/** A silence whose slip the server does not open while it is held, and what somebody tagged in it. */
async function tagged(context: TestContext) {
  const { server, of, page, slip } = await revealed(context);
  const release = page.hold(opens);
  await turnTo(server, of, "silence");
  await seen(() => expect(slip.isOpening).toBe(true));
  page.mark("means.vulnerability", SECOND);
  page.mark("means.force", FIRST);
  expect([slip.unsent, slip.marks.length, slip.own]).toEqual([2, 2, null]);
  const post = VerdictClient.post(server, server.people.lawyer);
  return { server, of, page, slip, release, post };
}

const placesOf = ({ work }: SlipPage): boolean[] =>
  work.allDrafts().map(({ draft: { place, late, entries } }) => slipIn(place) !== null && late && entries.length === 1);

test("what is tagged before a slip is open is sent though its page is gone", PATIENT, async (context) => {
  const { server, of, page, post } = await tagged(context);
  page.stop();
  await seen(async () => expect(await page.work.unsentCount()).toBe(2));
  // Out of reach it stays.
  await sendSlips(page.work, { ...post, slip: () => Promise.reject(new Error("away")) });
  expect(await page.work.unsentCount()).toBe(2);
  await sendSlips(page.work, post);
  expect([await page.work.unsentCount(), page.work.allDrafts()]).toEqual([0, []]);
  const { own } = await slipsOf(server, of, server.people.lawyer);
  const categories = (await server.store.slips.tags(own ? [own.id] : [])).map(({ category }) => category);
  expect([own?.pass, categories.sort()]).toEqual([2, ["means.force", "means.vulnerability"]]);
});

test("what is tagged before a slip is open is there on the next page, and goes into it", PATIENT, async (context) => {
  const { server, of, page, release } = await tagged(context);
  page.stop();
  const next = await SlipPage.open(context, server, server.people.lawyer, of, page.work);
  const releaseNext = next.hold(opens);
  await seen(() => expect([next.slip.isOpening, next.slip.marks.length, next.slip.unsent]).toEqual([true, 2, 2]));
  const [mark] = next.slip.marks;
  if (mark) next.slip.unmark(mark);
  expect(next.slip.marks.length).toBe(1);
  releaseNext();
  release();
  await seen(() => expect([next.slip.isOpening, next.slip.unsent, next.slip.marks.length]).toEqual([false, 0, 1]));
  await seen(async () => expect(await next.work.unsentCount()).toBe(0));
});

test(
  "a silence that is over leaves what was tagged for its slip as drafts, whatever comes next",
  PATIENT,
  async (context) => {
    const { server, of, page, slip, post, release } = await tagged(context);
    await reveal(server, of);
    await turnTo(server, of, "silence");
    await seen(() => expect([slip.isOpening, slip.marks.length]).toEqual([true, 0]));
    await sendSlips(page.work, post);
    await seen(() => expect(placesOf(page)).toEqual([true, true]));
    release();
    await seen(() =>
      expect([slip.isOpening, slip.own?.pass, slip.marks.length, slip.tooLate]).toEqual([false, 3, 0, 0]),
    );
    expect(placesOf(page)).toEqual([true, true]);
    expect(
      await server.store.slips.tags(
        (await server.store.slips.ofStep(slip.own?.step ?? newId(StepId))).map(({ id }) => id),
      ),
    ).toHaveLength(1);
  },
);

test(
  "the end of a step leaves what was tagged for its slip as drafts, and taken up again it takes them",
  PATIENT,
  async (context) => {
    const { server, of, page, slip, post, release } = await tagged(context);
    await turnTo(server, of, "closed");
    await turnTo(server, of, "ended");
    await seen(() => expect(page.workshop.step).toBeNull());
    expect(slip.marks).toEqual([]);
    await sendSlips(page.work, post);
    expect(placesOf(page)).toEqual([true, true]);
    release();
    await turnTo(server, of, "closed");
    await seen(() => expect([slip.own?.pass, slip.marks.length, slip.unsent]).toEqual([2, 2, 0]));
    await seen(() => expect(page.work.allDrafts()).toEqual([]));
  },
);

test("a slip that the page never saw revealed is not the one of the next silence", PATIENT, async (context) => {
  const { server, of, page, slip } = await revealed(context);
  await turnTo(server, of, "silence");
  await seen(() => expect([slip.own?.pass, slip.isOpening, slip.canMark]).toEqual([2, false, true]));
  const release = page.hold((asked) => asked.startsWith("GET") && isOfSlips(asked));
  await reveal(server, of);
  await turnTo(server, of, "silence");
  await seen(() => expect([slip.own?.pass, slip.canMark]).toEqual([3, true]));
  page.mark("means.vulnerability", SECOND);
  slip.handIn();
  await seen(() => expect(slip.isHandedIn).toBe(true));
  release();
  await seen(() => expect(slip.slipsNow?.handedIn).toBe(1));
  expect(slip.marks).toMatchObject([{ category: "means.vulnerability" }]);
});

test(
  "who was too late for a silence is not told that they follow, and what they tagged counts nowhere",
  PATIENT,
  async (context) => {
    const { server, of, page, slip } = await revealed(context);
    const release = page.hold(opens);
    await turnTo(server, of, "silence");
    await seen(() => expect(slip.isOpening).toBe(true));
    page.mark("means.vulnerability", SECOND);
    await reveal(server, of);
    release();
    await seen(() => expect(page.workshop.step?.phase).toBe("revealed"));
    await seen(() => expect(slip.slipsNow?.own).toBeNull());
    expect([slip.codesNothing, slip.refused, slip.isOpening, slip.tooLate]).toEqual([false, null, false, 1]);
    slip.dropLate();
    expect(slip.tooLate).toBe(0);
  },
);

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
