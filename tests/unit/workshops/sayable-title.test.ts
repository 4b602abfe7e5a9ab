import { expect, test } from "vitest";
import { sayableTitle, type Unsaid } from "../../../server/workshops/unsaid.ts";

const verdict = (caseNumber: string, court = "Higher Court in Niš"): Unsaid["verdicts"][number] => ({
  caseNumber,
  court,
});
const unsaid: Unsaid = {
  verdicts: [
    verdict("4 K. 63/22"),
    verdict("K. 63"),
    verdict("К-1184/23"),
    verdict("К-118", ""),
    verdict("K. 7", "Viši sud u Nišu"),
  ],
  members: [{ name: "Ana Anić", guest: null }],
};

test.each([
  ["Reasoning on the means, 4 K. 63/22", "Reasoning on the means"],
  ["4 k. 63/22: what the court finds", "what the court finds"],
  ["Everybody reads (К-1184/23)", "Everybody reads"],
  // A number that begins as another one takes the rest of its word with it.
  ["К-118/2024-2 and consent", "and consent"],
  ["Higher Court in Niš, means", "means"],
  ["What we want", "What we want"],
  // In the other script, without a blank, a dot or a mark it is the same number, or court.
  ["K-1184/23 and consent", "and consent"],
  ["Means in 4 K.63/22", "Means in"],
  ["Means in 4\u00a0k 63/22", "Means in"],
  ["Виши суд у Нишу, means", "means"],
  ["Higher court in Nis: means", "means"],
  ["Ана Анић presents", null],
  ["4 K. 63/22", null],
  ["4 K. 63/22, ¶ 120–135", null],
  ["4 K. 63/22, Ana Anić presents", null],
])("of the title %s guests and walls read %s", (title, said) => {
  expect(sayableTitle(title, unsaid)).toBe(said);
});
