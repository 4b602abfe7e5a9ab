import { isFunctionWord } from "./capitals.ts";
import type { FullName } from "./persons.ts";
import { looksLikePlace, standsInPlace, type Run, type Source } from "./runs.ts";
import { roleBefore } from "./role-before.ts";
import type { Word } from "./words.ts";

const VERSUS = /^(?:protiv|против|kunder|kundër|v|vs|contra)$/u;

/** Runs that are a given name with a surname: two words or more that are no place, firm or case of Strasbourg. */
export function fullNamesOf(runs: readonly Run[], source: Source): FullName[] {
  const out: FullName[] = [];
  for (const run of runs) {
    const words = withoutPlaces(run, source);
    const [first] = words;
    if (!first || words.length < 2 || words.length > 4) continue;
    const role = roleBefore(first, source);
    const isNear = role !== null && role.distance <= 2;
    if (run.isTitle && !isNear) continue;
    if (run.isUpper && role?.distance !== 0 && !isListed(words, source)) continue;
    if (run.isUpper && words.some((word) => isFunctionWord(word.folded, source.language))) continue;
    if (isCaseOfACourt(words, source)) continue;
    out.push({ words, confidence: isNear ? 0.97 : role ? 0.93 : run.opens ? 0.7 : 0.8 });
  }
  return out;
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
