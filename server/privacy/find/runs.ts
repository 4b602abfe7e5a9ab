import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { isAbstract, isFunctionWord, isInstitutional, isPatronymic } from "./capitals.ts";
import type { Person } from "../persons/persons.ts";
import { isPlace, isPlacePreposition } from "./places.ts";
import { isTitle, roleOfWord } from "../persons/roles.ts";
import type { Word } from "../words.ts";

/** What the finder knows of a text before it looks for names. */
export interface Source {
  text: string;
  language: VerdictLanguage;
  words: readonly Word[];
  /** Words written small outside quotations, folded, with how often. */
  ordinary: ReadonlyMap<string, number>;
  /** Whether a folded word is written with diacritics somewhere in the text. */
  isSpelledOtherwise: (folded: string) => boolean;
  /** Roles that are said right before initials ("oštećena M. T."), by the folded letters. */
  initialsOf: (letters: string) => ReadonlySet<PersonRole>;
  /** By offset of a word: whose name the court says outright that it is. Filled in as they are read. */
  declared: Map<number, Person>;
  /** A civil case: its plaintiff is called as a prosecutor is. */
  isCivil: boolean;
  /** Whether an identifier lies over a place: what is in it is no name of its own. */
  isTaken: (word: Word) => boolean;
}

/** Words with capitals side by side that may be one name. */
export interface Run {
  words: Word[];
  /** Whether the first word would have a capital anyway. */
  opens: boolean;
  /** Alone in quotation marks: a firm, a street, a brand, or a nickname. */
  isTitle: boolean;
  isUpper: boolean;
}

const PARTICLE = /^(?:van|von|der|den|de|di|da|dos|du|la|le|el|al|bin|ibn|ben|ter|zu|del|della|mc|mac|abu|ap)$/u;

/** Whether a word with a capital can be part of a name, by itself. */
export function canBeName(word: Word, { language, isTaken, words }: Source): boolean {
  return (
    word.isCapital &&
    word.text.length > 1 &&
    // MUP-a, PDV-om.
    !/^\p{Lu}{2,5}-\p{Ll}{1,3}$/u.test(word.text) &&
    !/^(?:ish|ex|eks)-/u.test(word.folded) &&
    !isTaken(word) &&
    roleOfWord(word.folded, language) === null &&
    !isTitle(word.folded) &&
    !isOfSaint(word, words) &&
    (!isInstitutional(word.folded, language) || isPatronymic(word.text) || isGivenName(word, words, language)) &&
    !(isAbstract(word.folded, language) && !isCalledSo(word, words))
  );
}

const SAINT = /^(?:svet(?:i|og|oga|om|ome|a|e|oj|u)|shen)$/u;
const SURNAME = /(?:ic|ikj|sk[ia]|[eo]va?)$/u;

/** "Sveti Sava", "Shën Gjin": what is called after a saint is a church, a clinic, a day; but "Sveta Petrović" is somebody. */
function isOfSaint(word: Word, words: readonly Word[]): boolean {
  const before = words[word.index - 1];
  const first = word.before === " " && before && SAINT.test(before.folded) ? before : word;
  const named = words[first.index + 1];
  const isSaint = SAINT.test(first.folded) && first.isCapital && named?.isCapital === true && named.before === " ";
  return isSaint && !isPatronymic(named.text) && !SURNAME.test(named.folded);
}

const PARTY: ReadonlySet<PersonRole | null> = new Set(["defendant", "victim", "witness"]);

/** "okrivljeni Vlada Petrović": between a party and a surname that can be nothing else stands a given name. */
function isGivenName(word: Word, words: readonly Word[], language: VerdictLanguage): boolean {
  const before = words[word.index - 1];
  const next = words[word.index + 1];
  return (
    before !== undefined &&
    next !== undefined &&
    word.before === " " &&
    next.before === " " &&
    next.isCapital &&
    PARTY.has(roleOfWord(before.folded, language)) &&
    (isPatronymic(next.text) || (language === "mk" && /(?:[sc]k[ia]|[eo]va?)$/u.test(next.folded)))
  );
}

const isCalledSo = (word: Word, words: readonly Word[]): boolean =>
  /^\.?\s$/u.test(word.before) && isTitle(words[word.index - 1]?.folded ?? "");

/** Longest runs of words that can be names, in text order. */
export function runsOf(source: Source): Run[] {
  const { words, language, text, ordinary } = source;
  const out: Run[] = [];
  for (let i = 0; i < words.length; i++) {
    const first = words[i];
    if (!first || !canBeName(first, source)) continue;
    const run = [first];
    let at = i + 1;
    for (; at < words.length; at++) {
      const next = words[at];
      if (!next || next.before !== " " || next.isUpper !== first.isUpper) break;
      if (canBeName(next, source)) run.push(next);
      else if (PARTICLE.test(next.folded) && !next.isCapital && isFollowedByName(words, at, source)) run.push(next);
      else break;
    }
    i = at - 1;
    // "Prema Marini Čolaković": what only begins the sentence is no part of the name.
    while (
      run.length > 0 &&
      run[0]?.opens &&
      (isFunctionWord(run[0].folded, language) ||
        (ordinary.has(run[0].folded) && !run[0].isUpper && !isApposed(run, text)))
    )
      run.shift();
    const [begin] = run;
    const last = run.at(-1);
    if (!begin || !last) continue;
    out.push({
      words: run,
      opens: begin.opens,
      isTitle: /[„“”"«]\s?$/u.test(begin.before) && /^\s?[“”"»]/u.test(text.slice(last.end, last.end + 2)),
      isUpper: begin.isUpper,
    });
  }
  return out;
}

function isFollowedByName(words: readonly Word[], at: number, source: Source): boolean {
  for (let next = at + 1; next < at + 3; next++) {
    const word = words[next];
    if (!word || word.before !== " ") return false;
    if (canBeName(word, source)) return true;
    if (!PARTICLE.test(word.folded)) return false;
  }
  return false;
}

/** `Shpresa Kola, …`: two words and a comma at the beginning of a sentence say who somebody is. */
function isApposed(run: readonly Word[], text: string): boolean {
  const last = run.at(-1);
  return run.length === 2 && last !== undefined && /^,\s\p{Ll}/u.test(text.slice(last.end, last.end + 3));
}

/** Whether a word stands where places stand, or is a known one. */
export function looksLikePlace(word: Word, source: Source): boolean {
  return isPlace(word.folded, source.language) || standsInPlace(word, source) || isHalfOfPlace(word, source);
}

const HALF =
  /^(?:nov|star|gornj|donj|velik|mal|bel|crn|crven|sremsk|back|banatsk|vrnjack|gorn|doln)(?:i|a|o|og|oga|om|oj|u|e|im)$/u;

/** `Novi Pazar`, `Stara Pazova`: the first word says of which. */
function isHalfOfPlace(word: Word, { words, language }: Source): boolean {
  const next = words[word.index + 1];
  return HALF.test(word.folded) && next?.before === " " && next.isCapital && isPlace(next.folded, language);
}

/** Whether the words before say that a place follows. */
export function standsInPlace(word: Word, { words, language }: Source): boolean {
  const before = words[word.index - 1];
  if (!before) return false;
  if (word.before === " " && isPlacePreposition(before.folded, language)) return true;
  // A row of places: "u Leskovcu, Nišu i Aleksincu".
  if (word.before === ", " && before.isCapital) return isPlace(before.folded, language);
  const second = words[word.index - 2];
  const next = words[word.index + 1];
  // "iz Beograda i Gerarda Kartera iz Ciriha": two words side by side are no place.
  if (next?.before === " " && next.isCapital && !isPlace(next.folded, language)) return false;
  return (
    word.before === " " &&
    /^(?:i|dhe)$/u.test(before.folded) &&
    second !== undefined &&
    second.isCapital &&
    isPlace(second.folded, language)
  );
}
