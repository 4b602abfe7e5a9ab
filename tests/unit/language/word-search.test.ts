import { expect, test } from "vitest";
import { stemOf } from "../../../schema/language/stem/stem.ts";
import { answering, findEachWord, findWords, holdsWords } from "../../../schema/language/stem/word-search.ts";

type Language = "sr" | "mk" | "sq" | "en";
const found = (text: string, query: string, language: Language): string[] =>
  findWords(text, query, [language]).map(({ start, end, isForm }) => (isForm ? "~" : "") + text.slice(start, end));

test.each<[Language, string, string, string[]]>([
  ["sq", "policia", "Policia njoftoi policinë e Pogradecit.", ["Policia", "~policinë"]],
  ["sr", "pretnja", "Pretnjom i pretnje, pretnja; pretio je.", ["~Pretnjom", "~pretnje", "pretnja"]],
  ["sr", "прeтнjом", "Pretnja je bila pretnjom.", ["~Pretnja", "pretnjom"]],
  ["sr", "pretn", "pretnja, pretnje", ["pretn", "pretn"]],
  ["sr", "dece", "Dete i deteta, deca; decembar, decenija.", ["~Dete", "~deteta", "~deca"]],
  ["sr", "ruka", "Ruci, rukama i ruku ručak.", ["~Ruci", "~rukama", "~ruku"]],
  ["sr", "radna eksploatacija", "radi radne eksploatacije. Radna. Eksploatacija", ["~radne eksploatacije"]],
  ["sr", "clan 388", "iz člana 388 i člana 390", ["~člana 388"]],
  // With an ending that only the language beside it has.
  ["mk", "žrtvama", "Жртвите и жртва, животот.", ["~Жртвите", "~жртва"]],
  ["mk", "судовима", "Судот и суд, случај.", ["~Судот", "~суд"]],
  ["sr", "пресудата", "Presudi i presude; predsednik.", ["~Presudi", "~presude"]],
  ["sr", "život", "Živa je; života.", ["~života"]],
  ["mk", "жртва", "Жртвите и жртва.", ["~Жртвите", "жртва"]],
  ["mk", "деца", "Дете и луѓе, децата.", ["~Дете", "~децата"]],
  ["en", "threats", "A threat was made.", ["~threat"]],
  ["sr", "je", "Je li jeo?", ["Je"]],
  ["sr", "stan", "Napuštanja i stana. Stan.", ["~stana", "Stan"]],
  ["sr", "puštan", "Napuštanja.", ["puštan"]],
  ["sr", "niš", "Nisu u Niš; u Nišu, НИША.", ["Niš", "~Nišu", "~НИША"]],
  // In Cyrillic a letter is what it is; in Latin its mark may be left out.
  ["sr", "нишу", "Нису у Нишу. Nisu u Nišu.", ["Нишу", "Nisu", "Nišu"]],
  ["sr", "pašteta", "Пастете и паштете.", ["~паштете"]],
  ["sr", "majčin", "Мајчином.", ["~Мајчином"]],
  ["sr", "sudija", "Sud i suda, sudiji.", ["~sudiji"]],
  ["sr", "pretiti", "Pretio je i preti; pretnja.", ["~Pretio", "~preti"]],
  ["sr", "pretila", "Pretio je.", ["~Pretio"]],
  ["sr", "žrtva (", "žrtve (", []],
])("in %s %s is found in %s", (language, query, text, expected) => {
  expect(found(text, query, language)).toEqual(expected);
});

test("words of a list are found each anywhere: whole, in a form, or begun", () => {
  const label = "Kazna zatvora bez uslovne osude";
  expect(holdsWords(label, "bez kazne", ["sr"])).toBe(2);
  expect(holdsWords(label, "kaz bez", ["sr"])).toBe(1);
  expect(holdsWords(label, "kazne oslobađanja", ["sr"])).toBe(0);
  expect(holdsWords(label, "slovne", ["sr"])).toBe(0);
  expect(holdsWords("К. 63/22", "k63-22")).toBe(3);
  expect(holdsWords("B8 i 8 b", "b8")).toBe(3);
  expect(holdsWords("8 bez", "b8")).toBe(0);
  expect(holdsWords("63/22", "3/22")).toBe(0);
  expect(holdsWords("a ¶ b", "¶")).toBe(3);
  const marked = findEachWord(label, "bez kazne", ["sr"]).map(({ start, end }) => label.slice(start, end));
  expect(marked).toEqual(["Kazna", "bez"]);
});

test("forms that no ending tells are one word", () => {
  expect(new Set(["dete", "deteta", "deca", "dece", "decu"].map((form) => stemOf(form, "sr"))).size).toBe(1);
  expect(stemOf("decembar", "sr")).not.toBe(stemOf("dece", "sr"));
});

test("a word that stands whole in a language is no beginning of a word of another", () => {
  const said = (sr: string, en: string) => [
    { text: sr, languages: ["sr"] as const },
    { text: en, languages: ["en"] as const },
  ];
  const items = [said("Zaštita dece", "Protection"), said("Obmana", "Deception"), said("Decenija", "Ten years")];
  const at = (query: string): number[] =>
    [...answering(items, (each) => each, query)].map((each) => items.indexOf(each));
  expect(at("dece")).toEqual([0, 2]);
  expect(at("decep")).toEqual([1]);
  expect(at("deteta")).toEqual([0]);
});
