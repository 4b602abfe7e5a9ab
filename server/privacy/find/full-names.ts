import { foldForSearch } from "../../../schema/language/fold.ts";
import { isFunctionWord } from "./capitals.ts";
import { NICKNAME } from "./declared.ts";
import type { FullName } from "../persons/persons.ts";
import { isPlace } from "./places.ts";
import { looksLikePlace, standsInPlace, type Run, type Source } from "./runs.ts";
import { readingsOfWord } from "./readings.ts";
import { isTitle } from "../persons/roles.ts";
import { roleBefore, type NamedRole } from "../persons/role-before.ts";
import type { Word } from "../words.ts";

const VERSUS = /^(?:protiv|против|kunder|kundër|v|vs|contra)$/u;

/** Runs that are a given name with a surname: two words or more that are no place, firm or case of Strasbourg. */
export function fullNamesOf(runs: readonly Run[], source: Source): FullName[] {
  const out: Proposed[] = [];
  const pairs = runs.flatMap(({ words }) => (words.length === 2 ? [words] : []));
  for (const run of runs)
    for (const words of apart(withoutPlaces(run, source), pairs, source)) {
      const [first] = words;
      if (!first || words.length < 2 || words.length > 4) continue;
      const role = roleBefore(first, source);
      const isNear = role !== null && role.distance <= 2;
      if (run.isTitle && !isNear) continue;
      if (run.isUpper && !isNameInCapitals(words, role, source)) continue;
      if (isCaseOfACourt(words, source) || isFirm(words, source.words, source.text) || isNamedAfter(words, source))
        continue;
      if (words.some(({ text, folded }) => text !== text.toUpperCase() && JOINING.test(folded))) continue;
      const confidence = isNear ? 0.97 : role ? 0.93 : run.opens ? 0.7 : 0.8;
      const sex = role?.distance === 0 ? role.sex : null;
      out.push({
        words,
        confidence,
        sex,
        isCalled: role !== null || (run.isUpper && isListed(words, source)),
        opens: first.opens && !isNear,
      });
    }
  return withoutNamesakes(out, source).filter((name) => !name.opens || !beginsWithOther(name, out, source));
}

interface Proposed extends FullName {
  opens: boolean;
  /** Whether a role is said before it. */
  isCalled: boolean;
}

/**
 * "Emmezeta Srbija", "Beograd Broj": with a place in it, two words are a name where the other one is somebody's who has a role
 * ("Arben Shkodra").
 */
function withoutNamesakes(names: readonly Proposed[], { language }: Source): Proposed[] {
  const lemmas = (word: Word): string[] => readingsOfWord(word.folded, language).map(({ lemma }) => lemma);
  const called = new Set(names.flatMap((name) => (name.isCalled ? name.words.flatMap(lemmas) : [])));
  return names.filter(({ words, isCalled }) => {
    const others = words.filter(({ folded }) => !isPlace(folded, language));
    // Albanians are called after places as a matter of course.
    if (language === "sq" && words[0] && others.includes(words[0])) return true;
    return (
      isCalled ||
      others.length === words.length ||
      others.some((word) => lemmas(word).some((lemma) => called.has(lemma)))
    );
  });
}

/** "Agron Zeka Mirela Tafa" under a judgment: two names that stand elsewhere by themselves, in whatever form. */
function apart(words: Word[], pairs: readonly Word[][], { language }: Source): Word[][] {
  if (words.length !== 4) return [words];
  const lemmas = ({ folded }: Word): string[] => readingsOfWord(folded, language).map(({ lemma }) => lemma);
  const isOne = (word: Word, other: Word | undefined): boolean =>
    other !== undefined && (word.folded === other.folded || lemmas(other).some((each) => lemmas(word).includes(each)));
  const halves = [words.slice(0, 2), words.slice(2)];
  return halves.every((half) => pairs.some((pair) => half.every((word, i) => isOne(word, pair[i])))) ? halves : [words];
}

// Headings in which every word has a capital: "Zaključak Utvrđen Na 105. Sednici".
const JOINING = /^(?:na|o|od|do|iz|u|za|kod|sa|vo|radi)$/u;

const FIRM =
  /^[”“"»]?,?\s(?:d\.?o\.?o\.?|doo|ad|a\.d\.|sa|s\.a\.|gmbh|sh\.?p\.?k\.?|sh\.a\.|ltd|inc|llc|jp|jkp|д\.?о\.?о\.?|дооел|ад|дооел)(?![\p{L}])/iu;

const COMPANY = /^(?:drustv(?:o|a|om|ima)|drustava|preduzec\p{L}|kompanij\p{L}+|pretprijati\p{L}+|shoqeri\p{L}+)$/u;

/** "Aurora Borealis d.o.o.": a firm's form behind its name. */
export function isFirm(words: readonly Word[], all: readonly Word[], text: string): boolean {
  const end = words.at(-1)?.end ?? 0;
  const first = words[0];
  // "u društvu Marka Petrovića" is company of another kind.
  if (first?.before === " " && COMPANY.test(all[first.index - 1]?.folded ?? "")) return true;
  const behind = FIRM.exec(text.slice(end, end + 12));
  // "sa" is "with" as well.
  return behind !== null && !/^,?\ssa$/u.test(behind[0]);
}

const NAMED_AFTER =
  /^(?:skol|bolnic|klinik|spital|shkoll|univerz|fakult|ucilis|gimnaz|aerodrom|stadion|kasarn|bibliotek|fondacij|institut|muzej|pozoris|teatar)/u;

/** "Klinička bolnica Dr Trifun Panovski": called after somebody who is not in the case. */
function isNamedAfter(words: readonly Word[], { words: all }: Source): boolean {
  const first = words[0]?.index ?? 0;
  for (let at = first - 1; at >= 0 && at > first - 4; at--) {
    const word = all[at];
    const next = all[at + 1];
    if (!word || !next || !/^\.?\s[„“"]?$/u.test(next.before)) return false;
    if (NAMED_AFTER.test(word.folded)) return true;
    if (!word.isCapital && !isTitle(word.folded)) return false;
  }
  return false;
}

/**
 * "Kasnije Milica …": an adverb that begins a sentence before somebody's given name or nickname is no given name. It is one
 * if the word is part of a name elsewhere too, as in lists that put the surname first.
 */
function beginsWithOther({ words }: FullName, all: readonly Proposed[], source: Source): boolean {
  const [first, second] = words;
  if (!first || !second || words.length !== 2) return false;
  const named = namedElsewhere(all, source);
  const isKnown = (word: Word): boolean =>
    readingsOfWord(word.folded, source.language).some(({ lemma }) => named.has(lemma));
  return isKnown(second) && !isKnown(first);
}

const elsewhere = new WeakMap<Source, Set<string>>();

/** Given names in full names inside sentences, in every reading, and declared nicknames. */
function namedElsewhere(all: readonly Proposed[], source: Source): Set<string> {
  let named = elsewhere.get(source);
  if (named) return named;
  named = new Set();
  const lemmas = (word: Word | undefined): string[] =>
    word ? readingsOfWord(word.folded, source.language).map(({ lemma }) => lemma) : [];
  for (const { words, opens } of all)
    for (const word of opens ? [] : words.slice(0, -1)) for (const lemma of lemmas(word)) named.add(lemma);
  for (const { words, opens } of all) for (const lemma of opens ? [] : lemmas(words.at(-1))) named.delete(lemma);
  for (const match of source.text.matchAll(NICKNAME)) named.add(foldForSearch(match[1] ?? ""));
  elsewhere.set(source, named);
  return named;
}

/** `Skopje Marko Petrov` or `Arben Shkodra`: places at the ends of a run; one behind a given name may be a surname. */
function withoutPlaces({ words }: Run, source: Source): Word[] {
  const isPlace = words.map((word) => looksLikePlace(word, source));
  let start = 0;
  let end = words.length;
  // Nikola, Sofija and Albana are called as towns and countries are: with a surname behind it, it is a name.
  const isNamesake =
    words.length === 2 && isPlace[0] && !isPlace[1] && words[0] !== undefined && !standsInPlace(words[0], source);
  while (start < end && isPlace[start] && !isNamesake) start++;
  while (end - start > 2 && isPlace[end - 1]) end--;
  return words.slice(start, end);
}

/** Names in capitals, and not verbs (`ODUZIMA SE`) or headings. */
function isNameInCapitals(words: readonly Word[], role: NamedRole | null, source: Source): boolean {
  const { language, ordinary } = source;
  if (words.some(({ folded }) => isFunctionWord(folded, language))) return false;
  if (role?.distance === 0 || isListed(words, source)) return true;
  if (words.some(({ folded }) => ordinary.has(folded))) return false;
  return !words[0]?.opens && !isAmongCapitals(words, source);
}

function isAmongCapitals(run: readonly Word[], { words }: Source): boolean {
  const before = words[(run[0]?.index ?? 0) - 1];
  const after = words[(run.at(-1)?.index ?? 0) + 1];
  return (
    (run[0]?.before === " " && before !== undefined && before.text === before.text.toUpperCase()) ||
    (after?.before === " " && after.isUpper)
  );
}

/** `1. ГОРАН ЛУКОВАЦ, …`, `TUŽENI: KOSANOVIĆ NIKOLA iz …`: a name in capitals begins a line or a list, and a comma or a place ends it. */
function isListed(words: readonly Word[], { text }: Source): boolean {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return false;
  return (
    /(?:^|[\n:;])\s*(?:\d{1,2}[.)]|[-–•])?\s*$/u.test(text.slice(Math.max(0, first.start - 6), first.start)) &&
    /^(?:,|\s(?:iz|из|od|од|banues\p{L}*|me)(?!\p{L}))/u.test(text.slice(last.end, last.end + 12))
  );
}

/** "Rantsev protiv Kipra": who complained in Strasbourg is named in public. */
function isCaseOfACourt(words: readonly Word[], { words: all }: Source): boolean {
  const last = words.at(-1);
  if (!last) return false;
  for (let at = last.index + 1; at < last.index + 5; at++) {
    const word = all[at];
    // Behind a comma stands what somebody is: "N. N., advokat, protiv TUŽENOG".
    if (!word || /[.,;\n]/u.test(word.before)) return false;
    // "V." with a capital is somebody's initial.
    if (VERSUS.test(word.folded) && !(word.text === "V" || word.text === "В")) return all[at + 1]?.isCapital === true;
    if (word.isCapital) return false;
  }
  return false;
}
