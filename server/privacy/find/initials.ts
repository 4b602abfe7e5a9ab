import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { roleBefore } from "../persons/role-before.ts";
import type { Source } from "./runs.ts";
import { wordAt, type Word } from "../words.ts";

// `M. Š.`, `E.K.` and the doubled letters of Serbian courts: `AA`.
const INITIALS = /(?<![\p{L}\p{N}.])(?:\p{Lu}\p{Ll}?\.\s?\p{Lu}\p{Ll}?\.|(\p{Lu})\1(?!\.))(?![\p{L}\p{N}:]|\.\p{L})/gu;
const AND = /^(?:i|dhe|e)$/u;
// "protiv M. M.": a person, of whatever role.
const PERSON = /^(?:protiv|kunder|ndaj)$/u;
const MINOR = /^(?:malolet|maloljet|mitur)\p{L}*$/u;

const ACTS_FOR: readonly PersonRole[] = ["relative", "lawyer", "official"];

// "N. K. i Z. P., članova veća".
const BENCH =
  /^\.\s?\p{Lu}\p{Ll}?\.(?:\s[iи]\s\p{Lu}\p{Ll}?\.\s?\p{Lu}\p{Ll}?\.)?,\s(?:kao\s|као\s)?(?:član|член|predsedni|претседател|председни)/u;

/** Two letters that stand for a name. */
export interface Initials {
  start: number;
  letters: string;
  word: Word;
  /** The letters folded, without blanks: the same for all places of one person. */
  key: string;
  /** The role that is said right before them, for each of a row of initials. */
  role: PersonRole | null;
}

export function initialsIn(source: Source): Initials[] {
  const { text, words } = source;
  return [...text.matchAll(INITIALS)].flatMap(({ index: start, 0: letters }) => {
    const word = wordAt(words, start);
    if (!word || source.isTaken(word)) return [];
    return [{ start, letters, word, key: initialsKey(letters), role: roleOfInitials(word, source) }];
  });
}

export const initialsKey = (letters: string): string => foldForSearch(letters.replace(/\s/g, ""));

function roleOfInitials(word: Word, source: Source): PersonRole | null {
  const { words } = source;
  const said = roleBefore(word, source);
  const between = said ? words.slice(word.index - said.distance, word.index) : [];
  const joins = ({ text, folded, isCapital }: Word): boolean =>
    (isCapital && text.length < 3) || AND.test(folded) || MINOR.test(folded);
  // "majka maloletne M. T.": the letters are the child's.
  const isOfMinor = between.some(({ folded }) => MINOR.test(folded));
  if (said && between.every(joins) && !(isOfMinor && ACTS_FOR.includes(said.role))) return said.role;
  const behind = BENCH.test(source.text.slice(word.end, word.end + 40));
  if (behind) return "judge";
  if (word.before !== " ") return null;
  const before = words[word.index - 1]?.folded ?? "";
  // Whom a criminal court calls a minor and nothing else is who was harmed.
  if (MINOR.test(before)) return source.isCivil ? "other" : "victim";
  return PERSON.test(before) ? "other" : null;
}

/** What is said of each pair of initials, wherever it stands. */
export function saidOfInitials(source: Source): Map<string, Set<PersonRole>> {
  const out = new Map<string, Set<PersonRole>>();
  for (const { key, role } of initialsIn(source)) {
    if (!role) continue;
    const roles = out.get(key) ?? new Set();
    out.set(key, roles.add(role));
  }
  return out;
}
