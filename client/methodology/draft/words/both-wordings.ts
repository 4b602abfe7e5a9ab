/**
 * Two wordings of one text as one: what each of them changed of `base`, where these are different places; where both wrote at one place,
 * theirs before mine there; and where they changed the same words, one whole wording after the other. Theirs, where it has all of mine.
 * `between`: what stands between words that would touch.
 */
export function bothWordings(base: string, theirs: string, mine: string, between: string): string {
  const [one, other] = [changeOf(base, theirs), changeOf(base, mine)];
  if (theirs.includes(mine.trim())) return theirs;
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  if (base === theirs || first.end > second.start) return joined(theirs.trim(), mine.trim(), between);
  const rest = base.slice(second.end);
  const begun = base.slice(0, first.start) + first.words;
  if (first.end < second.start) return begun + base.slice(first.end, second.start) + second.words + rest;
  return joined(begun, second.words, between) + rest;
}

/** The one span of `base` in whose place `text` has other words. */
function changeOf(base: string, text: string): { start: number; end: number; words: string } {
  const shorter = Math.min(base.length, text.length);
  let start = 0;
  while (start < shorter && base[start] === text[start]) start++;
  let same = 0;
  while (same < shorter - start && base.at(-1 - same) === text.at(-1 - same)) same++;
  return { start, end: base.length - same, words: text.slice(start, text.length - same) };
}

function joined(before: string, after: string, between: string): string {
  const isApart = before === "" || after === "" || /\s$/u.test(before) || /^\s/u.test(after);
  return before + (isApart ? "" : between) + after;
}
