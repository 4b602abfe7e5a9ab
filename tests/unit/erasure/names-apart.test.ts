import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { namesApart } from "../../../server/erasure/names-apart.ts";
import { replaceErased } from "../../../server/erasure/parted-names.ts";
import { toWanted, wordsOfTerm, type Wanted } from "../../../server/erasure/words.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const TOKEN = "[Person A]";
const names = (forms: string[], language: "sr" | "sq" | "mk" = "sr"): Wanted => toWanted(wordsOfTerm(forms, language));
const said = (text: string, wanted: Wanted): string => replaceErased(text, wanted, TOKEN, "said");

test("a name into which its writer typed goes by its two pieces, and what they typed stays", () => {
  const vezmarska = names(["Добрила Везмарска"], "mk");
  expect(said("дека Добобични зборови рила Везмарска во текот", vezmarska)).toBe(
    `дека ${TOKEN} обични зборови во текот`,
  );
  expect(said("дека Добрила Везобични зборовимарска.", vezmarska)).toBe(`дека ${TOKEN} обични зборови.`);
  const forms = names(["Radojka Mrkonja", "Gordana Pjevalica", "Perunika Zdravković"]);
  expect(said("da je Raddodate reči ojka Mrkonja tokom leta", forms)).toBe(`da je ${TOKEN} dodate reči tokom leta`);
  expect(said("da je Gorobične reči u imenu pa još nekoliko drugihdana Pjevalica tokom leta", forms)).toBe(
    `da je ${TOKEN} obične reči u imenu pa još nekoliko drugih tokom leta`,
  );
  expect(said("Perobične reči u imenu pa još nekolikounika Zdravković", forms)).toBe(
    `${TOKEN} obične reči u imenu pa još nekoliko`,
  );
  // Inflected, in the other script, between two words, before the last letters of the first.
  expect(said("o Perunobične reči iki Zdravković", forms)).toBe(`o ${TOKEN} obične reči`);
  expect(said("Перобичне речи уника Здравковић", forms)).toBe(`${TOKEN} обичне речи`);
  expect(said("Perunika obične rečiZdravković je", forms)).toBe(`${TOKEN} obične reči je`);
  expect(said("(Perunika obične reči Zdravković)", forms)).toBe(`(${TOKEN} obične reči)`);
  expect(said("Nenaobične reči d Glućić", names(["Nenad Glućić"]))).toBe(`${TOKEN} obične reči`);
  const pervizi = names(["Mrika Pervizi"], "sq");
  expect(said("tha se Mrifjalë të zakonshme ka Pervizi gjatë", pervizi)).toBe(
    `tha se ${TOKEN} fjalë të zakonshme gjatë`,
  );
  expect(said("tha se Mfjalë të zakonshmerika Pervizi gjatë", pervizi)).toBe(
    `tha se ${TOKEN} fjalë të zakonshme gjatë`,
  );
});

test("words that were no parted name stay", () => {
  const text = "Jelica tvrdi da je oštećena pozvana. Jer je zaposlena.";
  const wanted = (form: string): Wanted => toWanted(wordsOfTerm([form], "sr"), text);
  const words: [form: string, words: string][] = [
    ["Gordana Pjevalica", "Gordanka je rekla da je svedokinja Pjevalica došla"],
    ["Gordana Pjevalica", "Gordanka je rekla istinu, a Pjevalica laže"],
    ["Gordana Pjevalica", "Gordan je video da je izmenjana Pjevalica"],
    ["Jelena Petrović", "Jelica tvrdi da je oštećena Petrović lagala"],
    ["Jelena Petrović", "Jer je zaposlena Petrović"],
    ["Milena Petrović", "Milan kaže da je optužena Petrović"],
    ["Jovana Petrović", "Jovanka kaže da je pozvana Petrović"],
    ["Ivana Petrović", "Ivan kaže da je optužena Petrović"],
    ["Ana Marić", "Ana Marinković je rekla da je taj mladić"],
    ["Ana Marković", "Ana Marić i Jovana Petković"],
    ["Ana Marković", "A kada je stigao na Marković"],
    ["Marko Petrović", "Marko i Petrović"],
    ["Marko Petrović", "Marko kaže, Nikola i neki Petrović"],
    ["Marko Petrović", "Marko je došao tamo. tada je i Petrović"],
    ["Mirjana Petrović", "Mirijana Petrović i drugi"],
    ["Mrika Pervizi", "Mrisa shtëpi ka Pervizi"],
    ["Marko Petrović", "Marija pita ko je taj Petrović"],
    ["Rezart Bardhi", "Rezart, nëna e viktimës Bardhi"],
  ];
  for (const [form, text] of words) expect(said(text, wanted(form)), `${form}: ${text}`).toBe(text);
});

/** With what is typed into their names. */
const TEXTS = [
  ["sr", "rs-individual", ["obične reči ", "onako kako je", " reči u imenu", "reči u imenu pa još "]],
  ["mk", "mk-individual", ["обични зборови ", "онака како беше", " зборови во името"]],
  ["sq", "al-individual", ["fjalë të zakonshme ", "ashtu siç", " fjalë brenda"]],
] as const;
const read = (name: string): string =>
  readFileSync(new URL(`../../fixtures/verdicts/${name}.txt`, import.meta.url), "utf8");
/** The people of a text. */
const namesIn = (name: string): string[] =>
  z
    .object({ persons: z.array(z.object({ canonical: z.string() })) })
    .parse(JSON.parse(readFileSync(new URL(`../../fixtures/verdicts/${name}.gold.json`, import.meta.url), "utf8")))
    .persons.flatMap(({ canonical }) => (/^\p{Lu}\p{Ll}{3,} \p{Lu}\p{Ll}{4,}$/u.test(canonical) ? [canonical] : []));

test("in verdicts, where nobody typed into a name, none is taken for one that was parted", () => {
  for (const [language, name] of TEXTS) {
    const text = read(name);
    const random = new Seeded(3);
    const all = namesIn(name);
    for (const form of Array.from({ length: 6 }, () => random.pick(all))) {
      const wanted = toWanted(wordsOfTerm([form], language));
      for (const paragraph of text.split("\n"))
        expect(namesApart(paragraph, wanted), `${form}: ${paragraph}`).toEqual([]);
    }
  }
});

test("wherever words are typed into a name, it goes where its rest can be told, and never a letter of theirs", () => {
  // Where what is typed ends with the letter before it, either of the two may be the name's.
  const bare = (words: string): string[] => foldForSearch(words).replaceAll(" ", "").split("").sort();
  for (const seed of seeds([4, 5, 6])) {
    const random = new Seeded(seed);
    for (let i = 0; i < 8; i++) {
      const [language, file, words] = random.pick(TEXTS);
      const text = read(file);
      const name = random.pick(namesIn(file));
      const typed = random.pick(words);
      const space = name.indexOf(" ");
      const within = Array.from({ length: name.length - 1 }, (_, i) => i + 1).filter(
        (i) => i !== space && i !== space + 1,
      );
      const at = random.pick(within);
      const [before, after] = [random.pick(["da je ", "", "(", "juče, "]), random.pick([" 2024", "", ".", ", 5"])];
      const now = before + name.slice(0, at) + typed + name.slice(at) + after;
      const is = said(now, toWanted(wordsOfTerm([name], language), text));
      const rest = (at < space ? space : name.length) - at;
      const why = `SEED=${seed} ${now}`;
      if (is === now && rest <= 4) continue;
      expect(is.startsWith(before + TOKEN), `${why} ${is}`).toBe(true);
      expect(bare(is.replace(TOKEN, "")), why).toEqual(bare(before + typed + after));
    }
  }
});
