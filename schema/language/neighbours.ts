import type { VerdictLanguage } from "../domain/language.ts";
import { foldForSearch } from "./fold.ts";
import { inflected } from "./forms.ts";
import type { NameCase } from "./paradigm.ts";
import { toCyrillic, toLatin } from "./script.ts";
import { toAlbanian, transcribeAlbanian } from "./transcription.ts";

/*
 * A verdict's name in the network's other languages: whoever comments on it writes in their own. All in Latin letters of which the folded
 * ones are those of Cyrillic too.
 */
export interface NeighbourForms {
  /** The name as the neighbours spell it. */
  spelled: string[];
  /** Inflected as they do. */
  inflected: string[];
}

type Neighbour = Exclude<VerdictLanguage, "en">;

const NEIGHBOURS: readonly Neighbour[] = ["sr", "mk", "sq"];
const CYRILLIC = /\p{Script=Cyrillic}/u;
/** Two letters at least: initials are the same everywhere. */
const WORD = /\p{L}{2}/u;
/** Of husband and wife, or of one and the family: another's name, and not a form of this one. */
const ADJECTIVE = /[sc]k[ia]$/u;
/** Cases that all words of a name are in. */
const TOGETHER: readonly NameCase[] = ["nominative", "genitive", "dative", "accusative", "instrumental", "vocative"];

/** `parts`: given name and surname alone as well. */
export function neighbourForms(name: string, language: VerdictLanguage, parts = false): NeighbourForms {
  const spelled = new Set<string>();
  const made = new Set<string>();
  const clean = name.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (!WORD.test(clean)) return { spelled: [], inflected: [] };
  for (const into of NEIGHBOURS) {
    if (into === language) continue;
    for (const each of spellingsIn(clean, language, into)) {
      spelled.add(each);
      const words = each.split(" ").filter((word) => /\p{L}/u.test(word));
      const named = inflectedName(words, into);
      if (parts)
        for (const word of words) if (WORD.test(word)) for (const form of inflectedName([word], into)) named.add(form);
      for (const form of named) {
        made.add(form);
        // Macedonian in Latin letters writes ḱ as well as kj.
        if (into === "mk" && /[kg]j/iu.test(form)) made.add(form.replace(/(?<=[kg])j/giu, ""));
      }
    }
  }
  return { spelled: [...spelled], inflected: [...made].filter((form) => !spelled.has(form)) };
}

function spellingsIn(name: string, from: VerdictLanguage, into: Neighbour): string[] {
  if (from === "sq" && into !== "sq" && !CYRILLIC.test(name)) {
    const spelled = latinOf(transcribeAlbanian(name, into), into);
    // Serbian in Latin letters may leave a name as it is, and inflect it.
    return into === "sr" ? [spelled, name] : [spelled];
  }
  const script = from === "mk" ? "mk" : "sr";
  const cyrillic = CYRILLIC.test(name) ? name : toCyrillic(withMarks(name, script), script);
  if (into === "sq") return [toAlbanian(cyrillic), latinOf(cyrillic, script)];
  return [latinOf(replaced(cyrillic, into === "mk" ? MACEDONIAN : SERBIAN), into)];
}

const LETTERS = new Map([
  ["ḱ", "kj"],
  ["Ḱ", "Kj"],
  ["ǵ", "gj"],
  ["Ǵ", "Gj"],
]);
const MACEDONIAN = new Map(pairs("ћ=ќ ђ=ѓ"));
const SERBIAN = new Map(pairs("ќ=ћ ѓ=ђ ѕ=дз"));

function* pairs(table: string): Iterable<[string, string]> {
  for (const pair of table.split(" ")) {
    const [from = "", to = ""] = pair.split("=");
    yield [from, to];
    yield [from.toUpperCase(), to.charAt(0).toUpperCase() + to.slice(1)];
  }
}

const latinOf = (cyrillic: string, language: "sr" | "mk"): string =>
  replaced(toLatin(cyrillic, language).normalize("NFC"), LETTERS);

function replaced(name: string, letters: ReadonlyMap<string, string>): string {
  return Array.from(name, (letter) => letters.get(letter) ?? letter).join("");
}

/** The marks that somebody has left out, where a name has them for sure: Tomic, Djordjevic; Tomikj in Macedonian. */
function withMarks(name: string, script: "sr" | "mk"): string {
  if (script === "mk")
    return name.replace(/kj/gu, "ḱ").replace(/K[jJ]/gu, "Ḱ").replace(/gj/gu, "ǵ").replace(/G[jJ]/gu, "Ǵ");
  return name
    .replace(/dj/gu, "đ")
    .replace(/D[jJ]/gu, "Đ")
    .replace(/(?<=\p{L}i)c(?!\p{L})/gu, "ć")
    .replace(/(?<=\p{L}I)C(?!\p{L})/gu, "Ć");
}

/** The words of a name in each case together, in both orders, and the surname with an initial. */
function inflectedName(words: readonly string[], language: Neighbour): Set<string> {
  const out = new Set<string>();
  const surname = words.at(-1) ?? "";
  const surnames = byCase(surname, language);
  const all = new Set([...surnames.values()].flatMap((forms) => [...forms]));
  if (words.length < 2) return all;
  const given = words.slice(0, -1);
  const base = given.join(" ");
  const givens = given.map((word) => (WORD.test(word) ? byCase(word, language) : new Map<NameCase, Set<string>>()));
  const add = (left: string, right: string): void => void out.add(`${left} ${right}`).add(`${right} ${left}`);
  for (const name of TOGETHER) {
    let lefts = [""];
    for (const [i, forms] of givens.entries()) {
      const choices = [...(forms.get(name) ?? [given[i] ?? ""])];
      lefts = lefts.flatMap((start) => choices.map((each) => (start === "" ? each : `${start} ${each}`)));
    }
    for (const left of lefts) for (const right of [...(surnames.get(name) ?? []), surname]) add(left, right);
  }
  const first = base.charAt(0);
  // Albanian marks only the last word; possessives and family plurals are made of the surname.
  for (const form of all) out.add(`${base} ${form}`).add(`${first}. ${form}`).add(`${form} ${first}.`);
  return out;
}

function byCase(word: string, language: Neighbour): Map<NameCase, Set<string>> {
  const base = foldForSearch(word);
  const cases = new Map<NameCase, Set<string>>();
  for (const { form, case: name } of inflected(word, language)) {
    const folded = foldForSearch(form);
    if (folded === base || !ADJECTIVE.test(folded)) cases.set(name, (cases.get(name) ?? new Set()).add(form));
  }
  return cases;
}
