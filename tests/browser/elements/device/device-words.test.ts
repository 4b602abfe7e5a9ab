import { afterEach, expect, test } from "vitest";
import { Device } from "../../../../client/sync/offline/device.ts";
import type { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { type Draft, wordsOf } from "../../../../client/sync/draft.ts";
import { TypedWords } from "../../../../client/typed/typed-words.ts";
import { MemberId, newId, OrganisationId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { Member } from "../../../../schema/domain/member.ts";
import type { SessionView } from "../../../../schema/protocol/http/people.ts";
import { emptyDevice } from "../../../helpers/browser/device/empty-device.ts";
import { whileFilesFail } from "../../../helpers/browser/files-fail.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

const WORDS = "The sentence that I am writing as I am removed";
const ON = { kind: "begin" as const, audience: "internal" as const, key: "compose 1-4", fields: {} };
const verdict = newId(VerdictId);

function boyan(): Member {
  const of = { organisation: newId(OrganisationId), country: "mk" as const };
  return { id: newId(MemberId), name: "Bojan", initials: "B", role: "reviewer", ...of, guest: null, removedAt: null };
}

const session = (member: Member | null): SessionView => {
  return { member, network: { name: "Network" }, setup: false, offlineCopies: true };
};

/** The boxes of the verdict's page, as who has this work types into them. */
async function boxesOf(work: WorkStore | null): Promise<TypedWords> {
  const store = await work?.openWork(verdict);
  if (!work || !store) throw new Error("nobody is signed in");
  const view = verdictOf("She left.");
  work.copies.keepView({ ...view, verdict: { ...view.verdict, id: verdict } });
  return new TypedWords({
    kind: "verdict",
    placeOf: () => "discussion/internal",
    mayWrite: () => true,
    mayRead: () => true,
    setAside: () => undefined,
    store: () => store,
  });
}

/** Types the words, a few letters at a time. */
function type(boxes: TypedWords): void {
  for (let end = 4; end < WORDS.length + 8; end += 8) boxes.take(ON, WORDS.slice(0, end));
}

function draftOf(id: string, body: string): Draft {
  const entries = [{ root: "comments", id: "c", made: true, fields: { body } }];
  return { id, place: "discussion/internal", entries, why: "typed", late: false, at: new Date().toISOString() };
}

/** What lies there for them when they are brought back and open the program anew. */
async function foundBy(member: Member): Promise<string[] | undefined> {
  const work = await new Device().accept(session(member), true);
  return work?.allDrafts().map(({ draft }) => wordsOf(draft));
}

afterEach(emptyDevice);

test.each([
  ["while they are being written", false],
  ["once they are written", true],
])("words outlive a removal that the page, the session and another tab hear of at once: %s", async (_, isWritten) => {
  const member = boyan();
  const [here, there] = [new Device(), new Device()];
  const work = await here.accept(session(member), true);
  await there.accept(session(member), true);
  const boxes = await boxesOf(work);
  type(boxes);
  if (isWritten) await work?.settled();
  void work?.copies.forget([verdict]);
  const ends = [here.accept(session(null), true), there.accept(session(null), true)];
  boxes.close();
  await Promise.all(ends);
  await work?.settled();
  expect(await foundBy(member)).toEqual([WORDS]);
});

test.each<[string, (work: WorkStore | null) => Promise<unknown> | undefined]>([
  ["the verdict closes", (work) => work?.copies.forget([verdict])],
  [
    "the next words come",
    (work) => (work?.addDraft(verdict, draftOf("next", "The next words"), null), work?.settled()),
  ],
])("words outlive files of the device that cannot be read for a moment: %s", async (_, go) => {
  const member = boyan();
  const work = await new Device().accept(session(member), true);
  const boxes = await boxesOf(work);
  type(boxes);
  boxes.close();
  // The key that is known is replaced, and the new one is read from its file.
  await work?.copies.forget([verdict]);
  await whileFilesFail(async () => go(work));
  expect(await foundBy(member)).toContain(WORDS);
});

test("words of who wants nothing kept on a device, which could not be opened at first, are not taken there later", async () => {
  const member = boyan();
  const device = new Device();
  Object.defineProperty(navigator, "storage", { value: undefined, configurable: true });
  const work = await device.accept(session(member), true).finally(() => Reflect.deleteProperty(navigator, "storage"));
  const boxes = await boxesOf(work);
  type(boxes);
  boxes.close();
  await device.accept({ ...session(member), offlineCopies: false }, true);
  // They stay in this page.
  expect(device.work?.allDrafts().map(({ draft }) => wordsOf(draft))).toEqual([WORDS]);
  await device.accept(session(null), true);
  expect(await foundBy(member)).toEqual([]);
});

test("words outlive the page on a device that could not be opened at first", async () => {
  const member = boyan();
  const device = new Device();
  Object.defineProperty(navigator, "storage", { value: undefined, configurable: true });
  const work = await device.accept(session(member), true).finally(() => Reflect.deleteProperty(navigator, "storage"));
  expect(work?.isOnDevice).toBe(false);
  const boxes = await boxesOf(work);
  type(boxes);
  boxes.close();
  await device.accept(session(null), true);
  expect(await foundBy(member)).toEqual([WORDS]);
});

test("who signs in after what the browser keeps was cleared under the open page finds their words again", async () => {
  const [left, member] = [boyan(), boyan()];
  const device = new Device();
  await device.accept(session(left), true);
  await emptyDevice();
  const work = await device.accept(session(member), true);
  const boxes = await boxesOf(work);
  type(boxes);
  boxes.close();
  await work?.settled();
  expect(work?.isOnDevice).toBe(true);
  expect(await foundBy(member)).toEqual([WORDS]);
});
