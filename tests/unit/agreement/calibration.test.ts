import { expect, test } from "vitest";
import { readCalibration } from "../../../schema/domain/workshop/calibration.ts";

const RULE = 0.67;

test("a calibration is there, not there, or not known yet with the passages that would tell", () => {
  expect(readCalibration({ value: 0.8, interval: [0.7, 0.88], n: 8 }, RULE)).toEqual({ word: "there", more: null });
  expect(readCalibration({ value: 0.4, interval: [0.2, 0.6], n: 8 }, RULE)).toEqual({ word: "not-there", more: null });
  // Its arm of 0.14 is twice the distance of 0.07: four times the passages.
  expect(readCalibration({ value: 0.74, interval: [0.6, 0.84], n: 8 }, RULE)).toEqual({
    word: "not-known-yet",
    more: 24,
  });
  expect(readCalibration({ value: 0.52, interval: [0.38, 0.7], n: 10 }, RULE)).toEqual({
    word: "not-known-yet",
    more: 5,
  });
  expect(readCalibration({ value: 0.66, interval: [0.3, 0.9], n: 8 }, RULE).more).toBe("many");
  expect(readCalibration({ value: RULE, interval: [0.3, 0.9], n: 8 }, RULE).more).toBe("many");
  expect(readCalibration({ value: null, interval: null, n: 0 }, RULE)).toEqual({ word: "not-known-yet", more: null });
});
