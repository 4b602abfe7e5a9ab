import { expect, test } from "vitest";
import { placeIn } from "../../../client/typed/put-into.ts";

/** The same place once a name is erased; "|" is the caret. */
function carried(from: string, to: string): string {
  const place = placeIn(from.replace("|", ""), to, from.indexOf("|"));
  return `${to.slice(0, place)}|${to.slice(place)}`;
}

test.each([
  ["da je Savobične reči još nek|ka Telebak tokom leta", "da je [Witness 6] obične reči još nek| tokom leta"],
  ["дека Рособичне речи неколик|анда Ћулибрк током", "дека [Witness 7] обичне речи неколик| током"],
  ["tha se Lumfjalë brenda emri|turie Zhubi gjatë", "tha se [Witness 7] fjalë brenda emri| gjatë"],
  ["da je Savka|a Telebak a tokom", "da je [Witness 6] ka| a tokom"],
  ["da je Savka Telebak| tokom", "da je [Witness 6]| tokom"],
  ["da je |Savka Telebak tokom", "da je |[Witness 6] tokom"],
])(
  "the caret stays behind the letter that was typed last, also where the name ends in the same one: %s",
  (from, to) => {
    expect(carried(from, to.replace("|", ""))).toBe(to);
  },
);

test("in a long text it costs no more than beside its middle", () => {
  const [before, behind] = ["reč ".repeat(2000), " reč".repeat(2000)];
  const name = "Savka Telebak";
  expect(carried(`${before}k|${name}${behind}`, `${before}k [Witness 6]${behind}`)).toBe(
    `${before}k| [Witness 6]${behind}`,
  );
});
