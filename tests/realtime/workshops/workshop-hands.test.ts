import { expect, test } from "vitest";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { lead, seat } from "../../helpers/workshops/ballots.ts";
import { comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { turnTo } from "../../helpers/workshops/silence.ts";
import { openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

test("who leads lets one after the other speak and keeps the floor; a hand comes down once its owner has spoken", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const of = await openWorkshop(server);
  const { id } = of.workshop;
  await seat(server, of, [lawyer, otherLawyer]);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  await guest.ask("PUT", "/api/attending/hand", { up: true });
  for (const who of [lawyer, otherLawyer])
    await viewFrom(server.ask(who, "PUT", `/api/workshops/${id}/seat/hand`, { up: true }));
  const look = (): Promise<WorkshopView> => workshopOf(server, lawyer, of);
  const guestSeat = (await guest.attending()).seat.id;
  const seatOf = async (who: Person): Promise<string> =>
    (await look()).seats.find(({ member }) => member === who.member.id)?.id ?? "";
  const answer = async (to: string, at: string): Promise<Response> =>
    lead(server, of, "PUT", `seats/${at}/hand`, { to });
  const speaking = async (): Promise<string[]> =>
    (await look()).seats.flatMap((each) => (each.speaksAt === null ? [] : [each.id]));
  const hands = async (): Promise<number> => (await look()).seats.filter(({ handAt }) => handAt !== null).length;
  await answer("speaks", guestSeat);
  expect(await speaking()).toEqual([guestSeat]);
  expect((await guest.attending()).seat.speaksAt).not.toBeNull();
  expect((await look()).workshop.holder).toBe(facilitator.member.id);
  // The next: who spoke has spoken.
  await answer("speaks", await seatOf(lawyer));
  expect([await speaking(), await hands()]).toEqual([[await seatOf(lawyer)], 2]);
  await answer("down", await seatOf(lawyer));
  expect([await speaking(), await hands()]).toEqual([[], 1]);
  // Who gets the floor asks no more; nobody else answers a hand.
  const { workshop } = await look();
  const own = `/api/workshops/${id}/seats/${await seatOf(otherLawyer)}/hand`;
  const refused = await server.ask(lawyer, "PUT", own, { to: "speaks", term: workshop.term });
  expect(await problemOf(refused)).toEqual([409, "floor-moved"]);
  await lead(server, of, "POST", "floor/give", { to: otherLawyer.member.id });
  expect(await hands()).toBe(0);
});

test("who takes the floor asks no more; whoever speaks has spoken when the step ends, with a pause and when it closes", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const of = await openWorkshop(server);
  const { id } = of.workshop;
  await seat(server, of, [facilitator, lawyer]);
  const look = (): Promise<WorkshopView> => workshopOf(server, lawyer, of);
  const standing = async (): Promise<boolean[][]> =>
    (await look()).seats.map(({ handAt, speaksAt }) => [handAt !== null, speaksAt !== null]);
  await server.ask(facilitator, "PUT", `/api/workshops/${id}/seat/hand`, { up: true });
  await server.ask(facilitator, "POST", `/api/workshops/${id}/floor/take`, { term: (await look()).workshop.term });
  expect(await standing()).toEqual([
    [false, false],
    [false, false],
  ]);
  const speak = async (): Promise<void> => {
    await server.ask(lawyer, "PUT", `/api/workshops/${id}/seat/hand`, { up: true });
    const own = (await look()).seats.find(({ member }) => member === lawyer.member.id)?.id ?? "";
    await lead(server, of, "PUT", `seats/${own}/hand`, { to: "speaks" });
    expect((await standing())[1]).toEqual([true, true]);
  };
  const state = async (to: string): Promise<Response> =>
    server.ask(facilitator, "PUT", `/api/workshops/${id}/state`, { to, course: (await look()).workshop.course });
  await turnTo(server, of, "on");
  await speak();
  const { course } = (await look()).workshop;
  await lead(server, of, "PUT", `steps/${of.steps[0]?.id ?? ""}/phase`, { to: "ended", course });
  expect((await standing())[1]).toEqual([false, false]);
  await speak();
  await state("paused");
  expect((await standing())[1]).toEqual([false, false]);
  await state("open");
  await server.ask(lawyer, "PUT", `/api/workshops/${id}/seat/hand`, { up: true });
  await state("closed");
  expect((await standing())[1]).toEqual([false, false]);
});
