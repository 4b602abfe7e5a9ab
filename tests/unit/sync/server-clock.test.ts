import { expect, test } from "vitest";
import { ServerClock } from "../../../client/api/server-clock.ts";

const DAY = 86_400_000;
const TRUE_TIME = Date.parse("2026-11-25T10:00:00.000Z");

/** A device's clock that is `out` milliseconds out, and what it shows after hearing `said`. */
function shown(out: number, ...said: (string | null)[]): string {
  const clock = new ServerClock(() => TRUE_TIME + out);
  for (const each of said) clock.heard(each);
  return clock.stamp();
}

test("a clock that is days out shows the server's time once the server has said it, as a stamp or as a Date header", () => {
  for (const out of [2 * DAY, -2 * DAY, 3_600_000]) {
    expect(shown(out, "2026-11-25T10:00:00.000Z")).toBe("2026-11-25T10:00:00.000Z");
    expect(shown(out, "Wed, 25 Nov 2026 10:00:00 GMT")).toBe("2026-11-25T10:00:00.000Z");
  }
});

test("a clock that is right within a minute stays as it is, and so does one that was put right, however long answers take", () => {
  expect(shown(5_000, "2026-11-25T10:00:00.000Z")).toBe("2026-11-25T10:00:05.000Z");
  expect(shown(2 * DAY, "2026-11-25T10:00:00.000Z", "2026-11-25T09:59:30.000Z")).toBe("2026-11-25T10:00:00.000Z");
});

test("a clock that the device itself has put right is believed again", () => {
  let out = 2 * DAY;
  const clock = new ServerClock(() => TRUE_TIME + out);
  clock.heard("2026-11-25T10:00:00.000Z");
  out = 700;
  clock.heard("2026-11-25T10:00:00.000Z");
  expect(clock.stamp()).toBe("2026-11-25T10:00:00.700Z");
});

test("of two stamps in one millisecond the later is later, and a clock that was put back is believed", () => {
  let out = 0;
  const clock = new ServerClock(() => TRUE_TIME + out);
  const stamps = [clock.stamp(), clock.stamp(), clock.stamp()];
  expect(stamps).toEqual(["2026-11-25T10:00:00.000Z", "2026-11-25T10:00:00.001Z", "2026-11-25T10:00:00.002Z"]);
  out = -DAY;
  expect(clock.stamp()).toBe("2026-11-24T10:00:00.000Z");
});

test("what is no time is passed over", () => {
  expect(shown(0, null, "", "soon")).toBe("2026-11-25T10:00:00.000Z");
});
