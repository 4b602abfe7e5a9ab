import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { findTokens, parseToken } from "../../../schema/text/token.ts";
import { isAbstract, isFunctionWord, isInstitutional, isOffice } from "./capitals.ts";
import { isOfPerson } from "../names/tokens.ts";
import { isTitle, roleOfWord } from "../persons/roles.ts";

const BEFORE = /(\p{Lu}[\p{L}’'-]+)[ \u00a0]$/u;
const AFTER = /^[ \u00a0](\p{Lu}[\p{L}’'-]+)/u;
/** Behind these any word has a capital. */
const OPENING = /(?:^|[\n.!?:;„“”"«»(•–—-])\s*$/u;
/** No name is longer. */
const REACH = 60;

/** Words with a capital right beside a person's token: the given name of a surname that is gone, or the other way round. */
export function halfNames(text: string, language: VerdictLanguage): Range[] {
  let small: ReadonlySet<string> | null = null;
  const isSmallToo = (folded: string): boolean =>
    (small ??= new Set(Array.from(text.matchAll(/(?<!\p{L})\p{Ll}\p{L}+/gu), ([word]) => foldForSearch(word)))).has(
      folded,
    );
  const out: Range[] = [];
  const add = (start: number, word: string): void => {
    if (isNoName(foldForSearch(word), language)) return;
    // "Kasnije [Victim A] …"
    if (OPENING.test(text.slice(Math.max(0, start - 3), start)) && isSmallToo(foldForSearch(word))) return;
    out.push({ start, end: start + word.length });
  };
  for (const { start, end, token } of findTokens(text)) {
    const kind = parseToken(token)?.kind;
    if (!kind || !isOfPerson(kind)) continue;
    const before = BEFORE.exec(text.slice(Math.max(0, start - REACH), start));
    if (before?.[1]) add(start - before[0].length, before[1]);
    const after = AFTER.exec(text.slice(end, end + REACH));
    if (after?.[1]) add(end + 1, after[1]);
  }
  return out;
}

function isNoName(folded: string, language: VerdictLanguage): boolean {
  return (
    isTitle(folded) ||
    roleOfWord(folded, language) !== null ||
    isFunctionWord(folded, language) ||
    isInstitutional(folded, language) ||
    isOffice(folded) ||
    isAbstract(folded, language)
  );
}
