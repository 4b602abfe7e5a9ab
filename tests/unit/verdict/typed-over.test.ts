import { expect, test } from "vitest";
import { covered } from "../../../client/reader/erased/covered-words.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
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
  // In the middle of the name: what is typed there stays, and the name is one placeholder.
  const own = new TypedOver(name);
  let shown = name;
  " od a b, i dalje ".split("").forEach((letter, i) => {
    if (i === 6) shown = own.follow(covered(name));
    const at = "tužioca Deja".length + i;
    shown = `${shown.slice(0, at)}${letter}${shown.slice(at)}`;
    own.type(shown);
  });
  expect(own.follow(gone)).toBe("tužioca [Prosecutor 1] od a b, i dalje  došla");
  expect(through("tužioca Dejnadalekoana Milutinovića došla", (shown) => shown, name, gone)).toBe(
    "tužioca [Prosecutor 1] nadaleko došla",
  );
});

test("of letters that are alike the caret says which was typed", () => {
  const own = new TypedOver("eksperti Arjan Ziu, sot");
  let shown = "eksperti Arjan Ziu, sot";
  "jedne kuće j".split("").forEach((letter, i) => {
    if (i === 8) shown = own.follow(covered("eksperti Arjan Ziu, sot"));
    const at = "eksperti Ar".length + i;
    shown = `${shown.slice(0, at)}${letter}${shown.slice(at)}`;
    own.type(shown, at + 1);
  });
  expect(own.follow("eksperti [Expert 5], sot")).toBe("eksperti [Expert 5] jedne kuće j, sot");
});

test.each(seeds([3, 8]))(
  "what is typed anywhere but in the name stands there afterwards, letter by letter, whenever it is erased (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const [was, name, token] = ["svedok Marko Petrović, veštak iz Niša", "Marko Petrović", "[Witness 9]"];
    const begins = was.indexOf(name);
    for (let run = 0; run < 60; run++) {
      const own = new TypedOver(was);
      let shown = was;
      // What is to stand there: the same letters typed into the words without the name.
      let expected = was.replace(name, token);
      let [at, isBefore] = random.chance(50)
        ? [random.below(begins + 1), true]
        : [begins + name.length + random.below(22), false];
      const [covers, lifts] = [random.below(20), 20 + random.below(20)];
      let isLifted = false;
      random
        .pick(["i očevidac iz susedne kuće, koji je ", "nga qyteti fqinj, i cili ", "тој и таа, стоеја ", ", "])
        .split("")
        .forEach((letter, i) => {
          if (i === covers) shown = own.follow(covered(was));
          if (i === lifts) {
            shown = own.follow(was.replace(name, token));
            if (!isBefore) at += token.length - name.length;
            isLifted = true;
          }
          const there = at + (isBefore || isLifted ? 0 : token.length - name.length);
          expected = `${expected.slice(0, there)}${letter}${expected.slice(there)}`;
          shown = `${shown.slice(0, at)}${letter}${shown.slice(at)}`;
          own.type(shown);
          at++;
        });
      expect(own.follow(was.replace(name, token))).toBe(expected);
    }
  },
);
