import { expect, test } from "vitest";
import {
  findWanted,
  replaceWanted,
  toWanted,
  wordsOfPassage,
  wordsOfTerm,
  wordsToPropose,
} from "../../../server/erasure/words.ts";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const found = (text: string, forms: string[], language: "sr" | "mk" | "sq" = "sr"): string[] =>
  findWanted(text, toWanted(wordsOfTerm(forms, language))).map(({ start, end }) => text.slice(start, end));

test("a term is found in every inflection, script, order of letters and without diacritics", () => {
  const text =
    "Marko Petrović i Marka Petrovića i MARKU PETROVIĆU i Марком Петровићем i marko petrovic i Petrović Marko i Marko  Petrović";
  expect(found(text, ["Marko Petrović"])).toEqual([
    "Marko Petrović",
    "Marka Petrovića",
    "MARKU PETROVIĆU",
    "Марком Петровићем",
    "marko petrovic",
    "Petrović Marko",
    "Marko  Petrović",
  ]);
  expect(found("Арбен Хоџа и Arben Hoxhës", ["Arben Hoxha"], "sq")).toEqual(["Арбен Хоџа", "Arben Hoxhës"]);
});

test("a term is found as the network's other languages spell and inflect it, another's name and an ordinary word are not", () => {
  const tomic = "Томиќ, Томиќа, Томиќовата, Марко Томиќ, Tomikj, Tomiq, Tomiqit, Tomiçit, Tomić-it, tomiq";
  for (const form of ["Tomić", "Tomic", "Томић"])
    expect(found(tomic, [form, "Marko Tomić"])).toEqual(tomic.split(", "));
  expect(found("Ђорђиевског, Đorđievskim, Gjorgjievskit", ["Ѓорѓиевски"], "mk")).toHaveLength(3);
  expect(found("Ћеримија, Qerimijem, Ќеримиевата", ["Qerimi"], "sq")).toHaveLength(3);
  expect(found("Шурбановски и Šurbanovski", ["Верка Шурбановска", "Шурбановска"], "mk")).toEqual([]);
  expect(found("ковачот рече", ["Kovač"])).toEqual([]);
});

test("what stands between mentions, lines and blocks stays", () => {
  const wanted = toWanted(wordsOfTerm(["Marko Petrović"], "sr"));
  expect(replaceWanted("Marko Petrović, Marko Petrović\nMarko\nPetrović", wanted, "[Person A]")).toBe(
    "[Person A], [Person A]\n[Person A]\n[Person A]",
  );
});

test("only whole words count, an ordinary word with a capital only, and initials with their stops only", () => {
  expect(found("Petrovićev Petrovićevo Petrovgrad", ["Petrović"])).toEqual(["Petrovićev", "Petrovićevo"]);
  expect(found("Vera je rekla da je vera važna", ["Vera"])).toEqual(["Vera"]);
  expect(found("M. P. i M.P. i m p", ["M. P."])).toEqual(["M. P", "M.P"]);
});

test("a name is found against which somebody is typing, also where the word is of the other script", () => {
  expect(found("po imenu nepoznataБилјана Спасова dala nalaz", ["Билјана Спасова"], "mk")).toEqual(["Билјана Спасова"]);
  expect(found("Sudija i poverljiviGoran Mitev je vodio", ["Goran Mitev"])).toEqual(["Goran Mitev"]);
  // A word with a capital in it is no name for that.
  expect(found("firma InterPetrol i McGoran", ["Goran Petrol"])).toEqual([]);
});

test("in what is being typed a name is found to which letters are being added", () => {
  const wanted = toWanted(wordsOfTerm(["Горан Митев"], "mk"));
  const typed = "Судијата Горан Митевскиот од Скопје и Горан Стојанов";
  expect(replaceWanted(typed, wanted, "[Judge 1]", true)).toBe("Судијата [Judge 1]скиот од Скопје и Горан Стојанов");
  expect(replaceWanted(typed, wanted, "[Judge 1]")).toBe(typed);
});

test("an article behind a name is no initial of it, an initial with its stop is", () => {
  const wanted = toWanted(wordsToPropose(["Ilirjan Shtembari"], "sq"));
  const proposed = (text: string): string[] => findWanted(text, wanted).map(({ start, end }) => text.slice(start, end));
  expect(proposed("prokurori Ilirjan Shtembari, I pandehuri tha")).toEqual(["Ilirjan Shtembari"]);
  expect(proposed("prokurori Shtembari\nI AKUZUAR")).toEqual(["Shtembari"]);
  expect(proposed("prokurori I. Shtembari; Shtembari, I. tha")).toEqual(["I. Shtembari", "Shtembari", "I"]);
  // The stop of a sentence that the name ends is none of its own.
  expect(proposed("prokurori Ilirjan Shtembari.\nI AKUZUAR")).toEqual(["Ilirjan Shtembari"]);
  expect(proposed("prokurori Ilirjan Shtembari. I pandehuri tha")).toEqual(["Ilirjan Shtembari"]);
  expect(proposed("prokurori Shtembari I. tha")).toEqual(["Shtembari I"]);
});

test("a name is found with the mark of a footnote against it, which stays, and is none in a number or a code", () => {
  const text = "Petrović12, 1Petrović i Петровићу² kaže (Marko3 Petrović4), MARKOVIĆ5";
  expect(found(text, ["Petrović", "Marko Petrović"])).toEqual(["Petrović", "Petrović", "Петровићу", "Marko3 Petrović"]);
  const wanted = toWanted(wordsOfTerm(["Petrović"], "sr"));
  expect(replaceWanted("dodala 1Petrović2 juče", wanted, "[Person A]")).toBe("dodala 1[Person A]2 juče");
  expect(found("K. 63a, B2, K12", ["K", "B"])).toEqual(["K"]);
});

test("a number is found however it is spaced out, and never as part of another", () => {
  expect(found("JMBG 0101006500006, 10101006500006", ["0101006500006"])).toEqual(["0101006500006"]);
  expect(found("tel. 063/123-456 ili 063 123 456 ili 063123456", ["063/123-456"])).toEqual([
    "063/123-456",
    "063 123 456",
    "063123456",
  ]);
});

test("typed tokens are left alone", () => {
  const wanted = toWanted(wordsOfTerm(["Victim"], "sr"));
  expect(replaceWanted("[Victim A] Victim", wanted, "[Person B]")).toBe("[Victim A] [Person B]");
});

test("runs of five words of a passage are found wherever they are quoted, and shorter ones are not", () => {
  const wanted = toWanted(wordsOfPassage(["Dana 3. maja odvedena je u kuću kraj Niša."]));
  const quote = 'kaže "odvedena je u kuću kraj Niša", a i "u kuću kraj"';
  expect(replaceWanted(quote, wanted, "[Passage 1]")).toBe('kaže "[Passage 1]", a i "u kuću kraj"');
});

test("replacing leaves nothing to find, and all other words as they were", () => {
  const [seed = 1] = seeds([4]);
  const random = new Seeded(seed);
  const names = ["Marko Petrović", "Kobra", "Ђорђе", "0101006500006"];
  const words = ["sud", "je —", "u\n", "Niš", "„istina”", "Петар", "[Victim A]", "12.", "ž́"];
  const wanted = toWanted(wordsOfTerm(names, "sr"));
  for (let i = 0; i < 300; i++) {
    const parts = Array.from({ length: 30 }, (_, n) =>
      n % 2 === 0 || random.chance(60) ? random.pick(words) : random.pick(names),
    );
    const replaced = replaceWanted(parts.join(" "), wanted, "[Person A]");
    expect(findWanted(replaced, wanted), `SEED=${seed}`).toEqual([]);
    expect(replaced, `SEED=${seed}`).toBe(parts.map((part) => (names.includes(part) ? "[Person A]" : part)).join(" "));
  }
});

test("an inflection that is another word is left where it is written small, one with a capital everywhere, and what was given nowhere", () => {
  const of = (forms: string[], without: string[], language: VerdictLanguage, text: string): string =>
    replaceWanted(text, toWanted(wordsOfTerm(forms, language, without)), "[X]");
  const text = "Vozilom marke Opel Marko i Марка, a marku i Marke; vozilom марке.";
  expect(of(["Marko"], [], "sr", text)).toBe("Vozilom [X] Opel [X] i [X], a [X] i [X]; vozilom [X].");
  expect(of(["Marko"], ["marke"], "sr", text)).toBe("Vozilom marke Opel [X] i [X], a [X] i [X]; vozilom марке.");
  expect(of(["Marko"], ["Marke"], "sr", text)).toBe("Vozilom marke Opel [X] i [X], a [X] i Marke; vozilom марке.");
  expect(of(["Marko", "marke"], ["marke"], "sr", text)).toBe("Vozilom [X] Opel [X] i [X], a [X] i [X]; vozilom [X].");
  expect(of(["Leka"], ["lekë"], "sq", "Leka mori 11 lekë, Lekës.")).toBe("[X] mori 11 lekë, [X].");
});

test("a name is asked about only where its first word stands, and found as if it were asked about everywhere", () => {
  const [seed = 1] = seeds([5]);
  const random = new Seeded(seed);
  const forms = ["Marko Petrović", "М. Петровић", "Kobra", "0101006500006", "063/123-456", "12 Kobra"];
  const wanted = toWanted(wordsOfTerm(forms, "sr"));
  const words = [
    "sud",
    "je",
    "Marko",
    "Petroviću",
    "МП",
    "M.",
    "Petrovića2",
    "12",
    "0101",
    "006500006",
    "063",
    "123 456",
    "Kobri",
  ];
  let asked = 0;
  const has = (key: string): boolean | "capital" => {
    asked++;
    return wanted.has(key);
  };
  for (let i = 0; i < 300; i++) {
    const text = Array.from({ length: 30 }, () => random.pick(words) + random.pick([" ", " ", ", ", "-", ""])).join("");
    const everywhere = { ...wanted, begins: () => true };
    for (const isTyped of [false, true])
      expect(findWanted(text, wanted, isTyped), `SEED=${seed} ${text}`).toEqual(findWanted(text, everywhere, isTyped));
  }
  expect(findWanted("Sud je u Nišu maja oglasio presudu. ".repeat(50), { ...wanted, has }, true)).toEqual([]);
  expect(asked).toBe(0);
});
