import { afterEach, expect, test } from "vitest";
import { Device } from "../../../../client/sync/offline/device.ts";
import type { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { MemberId, newId, OrganisationId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { Member } from "../../../../schema/domain/member.ts";
import { readingPlaces } from "../../../../client/sync/offline/reading-places.ts";
import { emptyDevice } from "../../../helpers/browser/device/empty-device.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import type { SessionView } from "../../../../schema/protocol/http/people.ts";
import { toScope } from "../../../../schema/rooms/room-scope.ts";

const DAY_MS = 86_400_000;
const verdict = newId(VerdictId);

function guest(days = 3): Member {
  const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
  return {
    id: newId(MemberId),
    name: "Vera Rossi",
    initials: "VR",
    role: "reviewer",
    organisation: newId(OrganisationId),
    country: "rs",
    guest: { verdicts: [verdict], outputs: [], invitedBy: newId(MemberId), expiresAt },
    removedAt: null,
  };
}

const session = (member: Member | null): SessionView => {
  return { member, network: { name: "Network" }, setup: false, offlineCopies: true };
};

/** A page that is opened on this device by who is signed in, as the server says it. */
async function opened(member: Member | null): Promise<WorkStore | null> {
  return new Device().accept(session(member), true);
}

async function type(work: WorkStore | null, body: string): Promise<void> {
  const entries = [{ root: "comments", id: "c", made: true, fields: { body } }];
  const at = new Date().toISOString();
  const draft = { id: "d", place: "discussion/review", entries, why: "typed" as const, late: false, at };
  work?.addDraft(toScope("verdict", verdict).id, draft, null);
  await work?.settled();
}

const ofThem = (work: WorkStore | null): unknown[] | undefined => work?.allDrafts().map(({ draft: { id } }) => id);

const PLACE = { paragraph: "18", sheet: false };

/** They read in the verdict, and its page is opened anew. */
async function readOn(work: WorkStore | null, member: Member): Promise<string | undefined> {
  const view = verdictOf("She left.");
  work?.copies.keepView({ ...view, verdict: { ...view.verdict, id: verdict } });
  await work?.settled();
  return readingPlaces.of(member.id, verdict)?.paragraph;
}

afterEach(emptyDevice);

test("a guest's words outlive the page, without copies, and open nothing while the server is away", async () => {
  const vera = guest();
  const work = await opened(vera);
  expect({ isOnDevice: work?.isOnDevice, mayCopy: work?.mayCopy }).toEqual({ isOnDevice: true, mayCopy: false });
  await type(work, "Third try");
  expect(ofThem(await opened(vera))).toEqual(["d"]);
  expect(await new Device().lastSession()).toBeNull();
  expect(ofThem(await opened(vera))).toEqual(["d"]);
});

test.each<[string, () => Promise<unknown>]>([
  ["nobody is signed in any more", () => opened(null)],
  ["somebody else is signed in", () => opened(guest())],
])("they are gone with the guest: %s", async (_, end) => {
  const vera = guest();
  await type(await opened(vera), "Third try");
  await end();
  expect(ofThem(await opened(vera))).toEqual([]);
});

test("the page on which their access ended has their words, until somebody signs in; the device has none", async () => {
  const vera = guest();
  const tabs = [new Device(), new Device()];
  const [here, other] = await Promise.all(tabs.map((tab) => tab.accept(session(vera), true)));
  await type(here!, "Third try");
  const keepNow = (): void => void type(here!, "Third try, typed on");
  here?.boxes.add({ keepNow, screened: () => undefined });
  // Another tab erases first, and this page goes on writing until it hears of the end.
  await tabs[1]?.accept(session(null), true);
  expect(other?.isGuest).toBe(true);
  await tabs[0]?.accept(session(null), true);
  expect(tabs[0]?.leftWords).toEqual(["Third try, typed on"]);
  await type(here!, "As its boxes go");
  expect(ofThem(await opened(vera))).toEqual([]);
  await tabs[0]?.accept(session(guest()), true);
  expect(tabs[0]?.leftWords).toEqual([]);
});

test("they are gone once the days of the guest are over, server or no server", async () => {
  const vera = guest(-1);
  await type(await opened(vera), "Third try");
  await new Device().lastSession();
  expect(ofThem(await opened(vera))).toEqual([]);
});

test("they come back to the paragraph where they read, until the verdict is shut to them or they are gone", async () => {
  const vera = guest();
  await opened(vera);
  readingPlaces.keep(vera.id, verdict, PLACE);
  const work = await opened(vera);
  expect(await readOn(work, vera)).toBe("18");
  await work?.copies.forget([verdict]);
  expect(await readOn(work, vera)).toBeUndefined();
  readingPlaces.keep(vera.id, verdict, PLACE);
  await opened(null);
  expect(readingPlaces.of(vera.id, verdict)).toBeNull();
  const late = guest(-1);
  await opened(late);
  readingPlaces.keep(late.id, verdict, PLACE);
  await new Device().lastSession();
  expect(readingPlaces.of(late.id, verdict)).toBeNull();
});
