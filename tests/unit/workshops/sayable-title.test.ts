import { expect, test } from "vitest";
import { sayable, sayableTitle, type Unsaid } from "../../../server/workshops/unsaid.ts";

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

test.each([
  ["K-12/20", "Reading K 12/20 together"],
  ["K 12/20", "Reading K–12/20 together"],
  ["K 12/20", "Reading K 12-20 together"],
  ["К-По3 12/2020", "Reading K Po3 12/2020 together"],
  ["К. бр. 12/2020", "Reading K 12/2020 together"],
  ["K. 12/2020", "Reading K.br. 12/2020 together"],
  ["K. 12/2020", "Reading Knr 12/2020 together"],
  ["K. 12/2020", "Reading К № 12/2020 together"],
  ["br. 12/2020", "Reading 12/2020 together"],
  ["КОК-5/19", "Reading КОК 5/19 together"],
  // A year in two digits is the year in four.
  ["К-По1. 12/23", "Reading KPo1 12/2023 together"],
  ["KPo1 12/2023", "Reading К-По1. 12/23 together"],
  ["K. 63-22", "Reading K 63/2022 together"],
  ["Kž 4/98", "Reading Kz 4/1998 together"],
  // A letter that ends the word before it is no part of what says that it is a number.
  ["O 12/20", "Reading in O 12/20 together"],
])("of the number %s, however it is typed, neither titles nor words tell: %s", (number, title) => {
  const one: Unsaid = { verdicts: [verdict(number)], members: [] };
  expect(sayableTitle(title, one)).toMatch(/^Reading (in )?together$/u);
  expect(sayable(title, one)).toBeNull();
});

test.each([
  ["K-7", "Week 7, together"],
  ["K. 12/2020", "Reading K 13/2020 together"],
  ["K. 12/2020", "Reading K 12/21 together"],
])("of the number %s guests read what is another one or none: %s", (number, title) => {
  const one: Unsaid = { verdicts: [verdict(number)], members: [] };
  expect(sayable(title, one)).toBe(title);
  expect(sayableTitle(title, one)).toBe(title);
});

test("a court whose name ends as what says that a number follows is found before one", () => {
  const one: Unsaid = { verdicts: [verdict("K 5/2019", "Sud u Livno")], members: [] };
  expect(sayableTitle("Means, Sud u Livno 12", one)).toBe("Means, 12");
});
