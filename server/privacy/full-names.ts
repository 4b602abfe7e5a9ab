import { foldForSearch } from "../../schema/language/fold.ts";
import { isFunctionWord } from "./capitals.ts";
import { NICKNAME } from "./declared.ts";
import type { FullName } from "./persons.ts";
import { looksLikePlace, standsInPlace, type Run, type Source } from "./runs.ts";
import { readingsOfWord } from "./readings.ts";
import { roleBefore, type NamedRole } from "./role-before.ts";
import type { Word } from "./words.ts";

const VERSUS = /^(?:protiv|против|kunder|kundër|v|vs|contra)$/u;

/** Runs that are a given name with a surname: two words or more that are no place, firm or case of Strasbourg. */
export function fullNamesOf(runs: readonly Run[], source: Source): FullName[] {
  const out: (FullName & { opens: boolean })[] = [];
  for (const run of runs) {
    const words = withoutPlaces(run, source);
    const [first] = words;
    if (!first || words.length < 2 || words.length > 4) continue;
    const role = roleBefore(first, source);
    const isNear = role !== null && role.distance <= 2;
    if (run.isTitle && !isNear) continue;
    if (run.isUpper && !isNameInCapitals(words, role, source)) continue;
    if (isCaseOfACourt(words, source)) continue;
    const confidence = isNear ? 0.97 : role ? 0.93 : run.opens ? 0.7 : 0.8;
    out.push({ words, confidence, opens: words[0]?.opens === true && !isNear });
  }
  return out.filter((name) => !name.opens || !beginsWithOther(name, out, source));
}

/**
 * "Kasnije Milica …": an adverb that begins a sentence before somebody's given name or nickname is no given name. It is one
 * if the word is part of a name elsewhere too, as in lists that put the surname first.
 */
function beginsWithOther(
  { words }: FullName,
  all: readonly (FullName & { opens: boolean })[],
  source: Source,
): boolean {
  const [first, second] = words;
  if (!first || !second || words.length !== 2) return false;
  const named = namedElsewhere(all, source);
  const isKnown = (word: Word): boolean =>
    readingsOfWord(word.folded, source.language).some(({ lemma }) => named.has(lemma));
  return isKnown(second) && !isKnown(first);
}

const elsewhere = new WeakMap<Source, Set<string>>();

/** Given names in full names inside sentences, in every reading, and declared nicknames. */
function namedElsewhere(all: readonly (FullName & { opens: boolean })[], source: Source): Set<string> {
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

/** `1. ГОРАН ЛУКОВАЦ, …` and `TOPI BLEDAR,`: a name in capitals begins a line and a comma ends it. */
function isListed(words: readonly Word[], { text }: Source): boolean {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return false;
  return (
    /(?:^|\n)\s*(?:\d{1,2}[.)]|[-–•])?\s*$/u.test(text.slice(Math.max(0, first.start - 6), first.start)) &&
    /^,\s?/u.test(text.slice(last.end, last.end + 2))
  );
}

/** "Rantsev protiv Kipra": who complained in Strasbourg is named in public. */
function isCaseOfACourt(words: readonly Word[], { words: all }: Source): boolean {
  const last = words.at(-1);
  if (!last) return false;
  for (let at = last.index + 1; at < last.index + 5; at++) {
    const word = all[at];
    if (!word || /[.;\n]/u.test(word.before)) return false;
    if (VERSUS.test(word.folded)) return all[at + 1]?.isCapital === true;
    if (word.isCapital) return false;
  }
  return false;
}
