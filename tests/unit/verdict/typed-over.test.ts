import { expect, test } from "vitest";
import { covered } from "../../../client/reader/erased/covered-words.ts";
import { TypedOver } from "../../../client/reader/erased/typed-over.ts";

const WAS = "obećao joj posao konobarice";
const NOW = "obećao [Person 68] konobarice";

/** What stands in the field once `typed` was written, the words were covered, `change` was made of what the field showed then, and the words are erased. */
function through(typed: string, change: (shown: string) => string, was = WAS, now = NOW): string {
  const own = new TypedOver(was);
  own.type(typed);
  own.type(change(own.follow(covered(was))));
  return own.follow(now);
}

test("what is typed on while words are being erased goes where it was meant, and nothing of the cover stays", () => {
  expect(through("obećao joj po sao konobarice", (shown) => `${shown} u Nišu`)).toBe(`${NOW} u Nišu`);
  expect(through("obećao jxoj posao konobarice", (shown) => `Da, ${shown}`)).toBe(`Da, ${NOW}`);
  expect(through(`${WAS} tu`, (shown) => shown.slice(0, -2) + "tamo")).toBe(`${NOW} tamo`);
  expect(through(WAS, (shown) => `${shown.slice(0, 6)}, mladoj, ${shown.slice(7)}`)).toBe(
    "obećao, mladoj, [Person 68] konobarice",
  );
});

test("letters put into a name while it is covered go with it", () => {
  expect(through("obećao j oj posao konobarice", (shown) => `${shown.slice(0, 13)}x${shown.slice(13)}`)).toBe(NOW);
});

test("nothing of what is erased is shown while it is covered, and what was added is", () => {
  const own = new TypedOver(WAS);
  own.type("Nije obećao joj po sao konobarice u Nišu");
  const shown = own.follow(covered(WAS));
  expect(shown).toBe("Nije ······ ··· ·· ··· ·········· u Nišu");
  own.type(`${shown} `);
  // Told again that it is covered.
  expect(own.follow(covered(WAS))).toBe(`${shown} `);
  expect(own.follow(NOW)).toBe(`Nije ${NOW} u Nišu `);
});

test("words nobody typed over follow, through one erasure and the next", () => {
  const own = new TypedOver(WAS);
  expect(own.follow(covered(WAS))).toBe(covered(WAS));
  expect(own.follow(NOW)).toBe(NOW);
  own.type(`${NOW} u Nišu`);
  expect(own.follow(covered(NOW))).toMatch(/^[· ]+ u Nišu$/u);
  expect(own.follow("obećao [Person 68] [Work 2]")).toBe("obećao [Person 68] [Work 2] u Nišu");
});

test("letters put into words that stay are no part of a name, and what goes on being typed there stays whole", () => {
  const [was, now] = ["od sudije Biljane Radovanović, u Nišu", "od sudije [Judge 1], u Nišu"];
  expect(through("o d sudije Biljane Radovanović, u Nišu", (shown) => shown, was, now)).toBe(
    "o d sudije [Judge 1], u Nišu",
  );
  const [name, gone] = ["tužioca Dejana Milutinovića došla", "tužioca [Prosecutor 1] došla"];
  const own = new TypedOver(name);
  own.type("tužioca Deo ojana Milutinovića došla");
  let shown = own.follow(covered(name));
  for (const letter of " d a b, i dalje") {
    // Behind what was typed last; what is typed stands in clear.
    const at = shown.lastIndexOf("·") + 1;
    shown = `${shown.slice(0, at)}${letter}${shown.slice(at)}`;
    own.type(shown);
    shown = own.follow(covered(name));
  }
  expect(own.follow(gone)).not.toMatch(/·|Dejan|Milutin/u);
});
