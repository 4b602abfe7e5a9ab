import { foldForSearch } from "../../../schema/language/fold.ts";
import { toCyrillic } from "../../../schema/language/script.ts";
import type { NamesGold } from "./names-gold.ts";
import type { Seeded } from "./seeded.ts";

/*
 * The gold verdicts with other people in them: each name goes to a name that inflects alike, so that the ending of
 * every form can be kept and stays right. Nothing here knows the tables of `schema/language`.
 */
interface Pool {
  /** What the dictionary form ends in; the stem is what stands before it. */
  ending: string;
  names: string;
}

const SERBIAN_GIVEN: readonly Pool[] = [
  { ending: "ica", names: "Dragojica Stanojica Jagodica Perunica Zvezdanica Dobrica" },
  { ending: "ka", names: "Zlatka Bosiljka Stojka Milojka Anitka Svetlanka" },
  {
    ending: "a",
    names:
      "Vera Nada Zora Slava Sofija Albana Teodora Smiljana Fatima Aiša Anastasija Ksenija Elvira Rebeka Natalija Hatidža Ilka Enisa",
  },
  { ending: "ko", names: "Mirko Ranko Stanko Živko Vlatko Hranko" },
  { ending: "lo", names: "Mihailo Gavrilo Samuilo" },
  { ending: "e", names: "Blagoje Radoje Vidoje Miloje Hranoje" },
  { ending: "ar", names: "Lazar Vukar Cezar Gaspar" },
  {
    ending: "",
    names:
      "Vuk Srećan Miran Velibor Uroš Kevin Ahmed Jusuf Ognjan Bogdan Hasan Vladislav Anton Selim Damjan Emin Rastislav Viktor Istvan",
  },
];
const SERBIAN_SURNAME: readonly Pool[] = [
  {
    ending: "ić",
    names:
      "Vujanić Tešanić Kuzmić Halilović Bjelić Ćosović Hodžić Jakšić Omeragić Šarić Grbić Vidaković Ljubojić Aranđelić",
  },
  { ending: "ski", names: "Lewandowski Ognjenovski Trajanovski Kostovski" },
  { ending: "ova", names: "Jelkova Trajanova Petkova" },
  { ending: "eva", names: "Ilieva Georgieva" },
  { ending: "ov", names: "Ranđelov Živanov Bekerov Isakov Karadžov" },
  { ending: "ac", names: "Krstovac Borovac Lipovac" },
  { ending: "a", names: "Kovaljova Novotna Horvata" },
  { ending: "", names: "Kovač Vuk Ćosić-Begović Smit Begaj Novak Muler Haled Nagel Okafor" },
];
const MACEDONIAN_GIVEN: readonly Pool[] = [
  {
    ending: "a",
    names:
      "Nada Vera Zora Sofija Viktorija Slavica Emina Zejnepa Dostana Simona Fatima Angela Rozita Blagorodna Selma Doroteja Marika",
  },
  { ending: "o", names: "Blažo Panče Vančo Temelko Cvetko Jančo" },
  { ending: "e", names: "Mite Blaže Donče Stole Pance Naume Joce" },
  { ending: "i", names: "Gligori Nuri Hari Sami" },
  {
    ending: "",
    names: "Aleksandar Vasil Metodij Orhan Besnik Samuel Igor Dalibor Nikolaj Arsim Pavel Ali Hristijan Džon",
  },
];
const MACEDONIAN_SURNAME: readonly Pool[] = [
  { ending: "ski", names: "Gruevski Nastovski Dimeski Filipovski Trpkovski" },
  { ending: "ska", names: "Gruevska Nastovska Dimeska Filipovska Trpkovska" },
  { ending: "ev", names: "Ilkov Penev Georgiev Angelev" },
  { ending: "eva", names: "Peneva Georgieva Angeleva" },
  { ending: "ov", names: "Ilkov Stefanov Janakiev Kitanov Todorov" },
  { ending: "ova", names: "Ilkova Stefanova Kitanova Todorova" },
  { ending: "ić", names: "Bogdanić Jovović Marić" },
  { ending: "i", names: "Jashari Bajrami Limani Rossi" },
  { ending: "u", names: "Haxhiu Osmanu" },
  { ending: "a", names: "Kaba Hila Doda Sosa" },
  { ending: "", names: "Kolar Smit Horvat" },
];
const ALBANIAN_GIVEN: readonly Pool[] = [
  {
    ending: "a",
    names: "Besa Drita Vera Arta Valmira Elona Donika Teodora Jehona Mirlinda Suela Fatjona Hana Olsa Gentiana",
  },
  { ending: "e", names: "Lule Age Bukurije Zade Sanije Fetije Xhemile" },
  { ending: "ë", names: "Zanë Hënë Lenë" },
  { ending: "u", names: "Pashku Çuku" },
  { ending: "k", names: "Bardhok Sadik Tarik Palok" },
  {
    ending: "",
    names:
      "Agim Burim Kujtim Luan Sokol Ilir Edmond Gjergj Arjet Samir Ylber Dashamir Marenglen Nikollas Karim Jusuf Blerim Sajmir Kreshnik Adem Oltion",
  },
];
const ALBANIAN_SURNAME: readonly Pool[] = [
  {
    ending: "a",
    names: "Shkodra Dibra Korça Drenica Marra Ruka Shala Cena Leka Prenga Gjata Bala Kurta Vata Muça Baça",
  },
  { ending: "aj", names: "Hoxhaj Lekaj Gjonaj" },
  {
    ending: "i",
    names:
      "Berati Prizreni Kukësi Guri Mali Shkreli Basha Dedaj Noli Hasani Kurti Beqiri Marku Haliti Kadri Bega Dauti",
  },
  { ending: "u", names: "Sinanu Haxhiu Kokalu" },
  { ending: "o", names: "Dako Bido Naço Çuço" },
  { ending: "e", names: "Delattre Vandamme Okonkwe" },
  { ending: "", names: "Smith Peeters Novak" },
];
const POOLS = {
  sr: { given: SERBIAN_GIVEN, surname: SERBIAN_SURNAME },
  mk: { given: MACEDONIAN_GIVEN, surname: MACEDONIAN_SURNAME },
  sq: { given: ALBANIAN_GIVEN, surname: ALBANIAN_SURNAME },
  en: { given: ALBANIAN_GIVEN, surname: ALBANIAN_SURNAME },
};
const NICKNAMES = "Kec Lam Džom Rib Vuf Zub Tof Pik Gom Bul";

/** The verdict with its people's names swapped at every mention, and the gold data of that text. */
export function withOtherNames({ id, text, gold }: NamesGold, random: Seeded): NamesGold {
  const isCyrillic = gold.script === "Cyrl";
  const spell = (name: string): string => (isCyrillic ? toCyrillic(name, gold.language === "mk" ? "mk" : "sr") : name);
  const swaps = new Map<string, { stem: string; newStem: string; lemma: string; newLemma: string }>();
  const taken = new Set<string>();
  const pick = (names: readonly string[]): string => {
    const free = names.filter((name) => !taken.has(name));
    const chosen = random.pick(free.length > 0 ? free : names);
    taken.add(chosen);
    return chosen;
  };
  const swapOf = (lemma: string, part: "given" | "surname") => {
    const known = swaps.get(lemma);
    if (known) return known;
    const pools = POOLS[gold.language][part];
    const pool = pools.find(({ ending }) => lemma.endsWith(spell(ending))) ?? pools.at(-1);
    const ending = pool?.ending ?? "";
    const names = (pool?.names ?? "").split(" ").filter((name) => name.endsWith(ending));
    // Husband and wife of one surname stay so: Шурбановски, Шурбановска.
    const sibling = [...swaps.values()].find(
      (other) =>
        part === "surname" && /(?:ски|ска|в|ва)$/u.test(lemma) && stemOf(other.lemma, "а") === stemOf(lemma, "а"),
    );
    let newLemma = spell(pick(names));
    if (sibling) {
      const base = sibling.newLemma.replace(/[иа]$/u, "");
      newLemma = base + lemma.slice(stemOf(lemma, "а").length);
    }
    // Petar and Lukovac lose a vowel: the stem is without it.
    const isFleeting = gold.language === "sr" && (ending === "ar" || ending === "ac");
    const cut = isFleeting ? spell(ending).length : /^[aeiouë]$/u.test(ending.slice(-1)) ? 1 : 0;
    const swap = {
      lemma,
      newLemma,
      stem: isFleeting ? lemma.slice(0, -cut) + lemma.slice(-1) : lemma.slice(0, lemma.length - cut),
      newStem: isFleeting ? newLemma.slice(0, -cut) + newLemma.slice(-1) : newLemma.slice(0, newLemma.length - cut),
    };
    swaps.set(lemma, swap);
    return swap;
  };
  const nicknames = new Map<string, string>();

  const swapWord = (word: string, canonical: string): string => {
    const lemmas = canonical.split(" ");
    const isUpper = word.length > 1 && word === word.toUpperCase();
    const isLower = word === word.toLowerCase();
    const initial = /^\p{L}$/u.test(word);
    if (initial) {
      const at = lemmas.findIndex((lemma) => lemma.startsWith(word));
      return swapOf(lemmas[at] ?? "", at === lemmas.length - 1 && at > 0 ? "surname" : "given").newLemma.charAt(0);
    }
    const folded = foldForSearch(word);
    for (const [i, lemma] of lemmas.entries()) {
      const { stem, newStem, newLemma } = swapOf(
        lemma,
        i === lemmas.length - 1 && lemmas.length > 1 ? "surname" : "given",
      );
      const shape = (made: string): string =>
        isUpper ? made.toUpperCase() : isLower ? foldPlain(made.toLowerCase(), isCyrillic) : made;
      const whole = foldForSearch(lemma);
      if (folded.startsWith(whole)) return shape(newLemma + word.slice(lemma.length));
      if (folded.startsWith(foldForSearch(stem)) && stem.length > 2) return shape(newStem + word.slice(stem.length));
    }
    if (isLower) return word;
    const key = word.slice(0, 3);
    const nick = nicknames.get(key) ?? spell(pick(NICKNAMES.split(" ")));
    nicknames.set(key, nick);
    return nick + word.slice(3);
  };

  let out = "";
  let last = 0;
  const canonicals = new Map(gold.persons.map((person) => [person.id, person.canonical]));
  const mentions = gold.mentions
    .toSorted((a, b) => a[0] - b[0])
    .map(([start, end, person]): [number, number, string] => {
      out += text.slice(last, start);
      const begin = out.length;
      out += text
        .slice(start, end)
        .replace(/[\p{L}\p{M}]+(?:-\p{L}{3,})?/gu, (word) => swapWord(word, canonicals.get(person) ?? ""));
      last = end;
      return [begin, out.length, person];
    });
  out += text.slice(last);
  const persons = gold.persons.map((person) => ({
    ...person,
    canonical: person.canonical
      .split(" ")
      .map((word) => swaps.get(word)?.newLemma ?? word)
      .join(" "),
    homographs: [],
  }));
  return { id, text: out, gold: { ...gold, persons, mentions } };
}

const stemOf = (lemma: string, feminine: string): string =>
  lemma.endsWith(feminine) || lemma.endsWith("и") ? lemma.slice(0, -1) : lemma;

const foldPlain = (word: string, isCyrillic: boolean): string => (isCyrillic ? word : foldForSearch(word));
