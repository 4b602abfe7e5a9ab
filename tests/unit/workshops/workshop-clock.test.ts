import { expect, test } from "vitest";
import { WorkshopClock } from "../../../client/workshops/workshop-clock.ts";

const AT = Date.parse("2026-12-01T09:00:00.000Z");
const said = (ms: number): string => new Date(AT + ms).toISOString();

test("the server's clock is taken from the answer that came quickest, until one contradicts it", () => {
  let device = 500;
  const clock = new WorkshopClock(() => device);
  const answer = (asked: number, answered: number, server: number): void => {
    device = answered;
    clock.heard(said(server), asked);
  };
  // Made half-way, as far as one knows.
  answer(500, 900, 200);
  expect(clock.now() - AT).toBe(400);
  answer(1000, 1020, 510);
  expect(clock.now() - AT).toBe(520);
  // A slow one that came late says nothing new.
  answer(2000, 6000, 1600);
  expect(clock.now() - AT).toBe(5500);
  // The device slept an hour and did not count it.
  answer(7000, 7300, 3_600_000);
  expect(clock.now() - AT).toBe(3_600_150);
});
