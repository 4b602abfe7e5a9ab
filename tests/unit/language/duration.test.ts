import { expect, test } from "vitest";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { writeDuration } from "../../../schema/language/duration.ts";

const TOLD: Record<UiLanguage, [number, string][]> = {
  en: [
    [0, "0 months"],
    [1, "1 month"],
    [16, "1 year 4 months"],
    [24, "2 years"],
  ],
  "sr-Latn": [
    [13, "1 godina 1 mesec"],
    [27, "2 godine 3 meseca"],
    [66, "5 godina 6 meseci"],
    [253, "21 godina 1 mesec"],
    [144, "12 godina"],
  ],
  "sr-Cyrl": [[27, "2 године 3 месеца"]],
  mk: [
    [16, "1 година 4 месеци"],
    [253, "21 година 1 месец"],
    [132, "11 години"],
  ],
  sq: [
    [12, "1 vit"],
    [14, "1 vit 2 muaj"],
    [252, "21 vjet"],
  ],
};

test.each(Object.entries(TOLD))("months are years and months in %s", (language, told) => {
  const written = told.map(([months]) => [months, writeDuration(months, language as UiLanguage)]);
  expect(written).toEqual(told);
});
