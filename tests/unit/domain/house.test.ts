import fc from "fast-check";
import { expect, it } from "vitest";
import { EMPTY_HOUSE, grantsOn, saidIn, seriesOf, writeDocumentNumber } from "../../../schema/domain/house.ts";
import { CONTRAST_MIN, contrastOnWhite, nearestReadable } from "../../../schema/domain/house-colour.ts";
import { newId } from "../../../schema/domain/ids.ts";
import { GrantId } from "../../../schema/domain/house.ts";

const hex = fc.integer({ min: 0, max: 0xffffff }).map((colour) => `#${colour.toString(16).padStart(6, "0")}`);

it("darkens a colour no more than it takes until it stands 7:1 on white", () => {
  expect(contrastOnWhite("#ffffff")).toBeCloseTo(1, 5);
  expect(contrastOnWhite("#000000")).toBeCloseTo(21, 5);
  expect(contrastOnWhite(EMPTY_HOUSE.colour)).toBeGreaterThan(CONTRAST_MIN);
  expect(nearestReadable(EMPTY_HOUSE.colour)).toBe(EMPTY_HOUSE.colour);
  fc.assert(
    fc.property(hex, (colour) => {
      const nearest = nearestReadable(colour);
      expect(contrastOnWhite(nearest)).toBeGreaterThanOrEqual(CONTRAST_MIN);
      // One step of a dark colour's last digit is worth so much.
      expect(contrastOnWhite(nearest)).toBeLessThan(Math.max(contrastOnWhite(colour), CONTRAST_MIN) + 0.7);
    }),
  );
});

it("says a name in the language asked for, in its other script, or in what there is", () => {
  expect(saidIn({ "sr-Latn": "Mreža", mk: "Мрежа" }, "sr-Cyrl")).toEqual({ text: "Мрежа", lang: "sr-Cyrl" });
  expect(saidIn({ "sr-Cyrl": "Љубав" }, "sr-Latn")).toEqual({ text: "Ljubav", lang: "sr-Latn" });
  expect(saidIn({ mk: "Мрежа", en: "Network" }, "sq")).toEqual({ text: "Network", lang: "en" });
  expect(saidIn({}, "en")).toBeNull();
});

it("prints the grants that run on the day", () => {
  const grant = { mark: null, number: "1", donor: {}, disclaimer: {}, isDraft: false };
  const always = { ...grant, from: null, to: null };
  const ended = { ...grant, from: "2024-01-01", to: "2025-12-31" };
  const running = { ...grant, from: "2026-01-01", to: "2026-12-31" };
  const grants = Object.fromEntries([running, ended, always].map((each) => [newId(GrantId), each]));
  const house = { ...EMPTY_HOUSE, grants };
  expect(grantsOn(house, "2026-12-31")).toEqual([always, running]);
});

it("numbers each kind of document in a series of its own", () => {
  expect(seriesOf("position-paper")).toBe("PP");
  expect(seriesOf("of-our-own")).toBeNull();
  expect(writeDocumentNumber({ series: "PP", year: 2026, number: 1 })).toBe("PP 1/2026");
});
