import type { Locator } from "playwright";
import { expect } from "vitest";
import { CategoryId } from "../../../../schema/domain/ids.ts";
import { DiscussionRoom } from "../../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import type { Person, TestServer } from "../../network/test-server.ts";
import { RawClient } from "../../rooms/raw-client.ts";
import { type Seat } from "../browser.ts";
import { findOnDevice } from "../on-device.ts";

const CATEGORY = CategoryId.parse("means.vulnerability");
const NOW = "2026-03-02T10:00:00.000Z";

export function addLawyer({ oneMoreLike, organisations, people }: TestServer, n: number): Promise<Person> {
  const { id: organisation } = organisations[n % 2 === 0 ? "rs" : "al"];
  return oneMoreLike(people.lawyer, `Lawyer Number${n}`, { organisation, initials: `L${n}` });
}

/** A tag with a note that nobody else may be sent, as the person's own client writes it. */
export async function writeNote(server: TestServer, who: Person, room: string, note: string): Promise<void> {
  const client = await RawClient.joinAt(server, room, who);
  const anchor = { revision: 1, ranges: [{ start: 0, end: 10 }] };
  await client.write((doc) => void new LayerRoom(doc).add({ category: CATEGORY, version: 1, anchor, note }, NOW));
  client.close();
}

export async function handIn(seat: Seat, work: string): Promise<void> {
  await seat.page.getByRole("button", { name: "Hand in" }).click();
  const asked = seat.dialog("Hand in your work?");
  await asked.getByText(work).waitFor();
  await asked.getByRole("button", { name: "Hand in" }).click();
  await seat.page.locator("coram-round-notice").getByText("You have handed in.").waitFor();
}

/** Whether it is on the screen with nothing over it. */
export const isInSight = (at: Locator): Promise<boolean> =>
  at.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });

export const canary = (n: number | string): string => `canary-of-${n}`;

/** What was there before: in the shared layer and in the discussion. */
export async function leaveTraces(
  server: TestServer,
  people: TestServer["people"],
  rooms: { layer: string; internal: string },
): Promise<void> {
  // What was there before: in the shared layer and in the discussion.
  await writeNote(server, people.lawyer, rooms.layer, canary("shared"));
  const discussion = await RawClient.joinAt(server, rooms.internal, people.facilitator);
  await discussion.write((doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 10 }] };
    new DiscussionRoom(doc).open({ anchor }, canary("discussion"), NOW);
  });
  discussion.close();
}

/** Nothing of the others has come to any of them, nor lies on their devices. */
export async function expectNothingOfOthers(seats: readonly Seat[], ana: Seat): Promise<void> {
  await Promise.all(
    seats.map(async (seat, i) => {
      const foreign = ["shared", "discussion", ...seats.keys()].filter((n) => n !== i).map(canary);
      // The first had read what was there before the round.
      const sent = seat === ana ? foreign.slice(2) : foreign;
      for (const words of sent) expect([words, await seat.hasReceived(words)]).toEqual([words, false]);
      expect(await seat.hasReceived(canary(i))).toBe(true);
      const elsewhere = ["shared", "discussion", (i + 1) % seats.length].map(canary);
      expect(await findOnDevice(seat.page, ...elsewhere)).toEqual([]);
      expect(await seat.page.locator("coram-thread-card").count()).toBe(0);
    }),
  );
}
