/**
 * Prefixes after which our languages keep a hyphen: "video-konferencija", "post-traumatski". Not "ex-" and "pro-": at a
 * line's end these are the beginnings of "exploitation" and "protiv" far more often.
 */
const KEEPS_HYPHEN =
  /(?:^|[\s(„"“«–-])(?:video|foto|auto|audio|spomen|radio|tele|eks|non|anti|post|para|видео|фото|ауто|авто|аудио|радио|екс|пост|анти|спомен)$/iu;

/** Words that stand whole inside some line of the text, those with a hyphen too: such a one at a line end keeps, or loses, its hyphen. */
export function wholeWords(lines: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const line of lines)
    for (const match of line.matchAll(/\p{L}+(?:-\p{L}+)?/gu)) words.add(match[0].toLowerCase());
  return words;
}

/**
 * Two lines of one paragraph as one. A word broken by a hyphen at the line end is joined when small letters go on,
 * unless it is a real compound; a number that was broken at its hyphen keeps it; else a space comes between.
 */
export function joinLines(before: string, after: string, words: ReadonlySet<string>): string {
  if (before.endsWith("\u00ad")) return before.slice(0, -1) + after;
  if (/\d-$/.test(before) && /^\d/.test(after)) return before + after;
  // A dash or slash that touches its word joins it to the next: "jul–" + "septembar", "2019/" + "2020".
  if (/[\p{L}\d][–/]$/u.test(before) && /^[\p{L}\d]/u.test(after)) return before + after;
  if (!/[\p{L}\d][-\u2010]$/u.test(before) || !/^\p{L}/u.test(after)) return `${before} ${after}`;
  const head = /[\p{L}\d]+(?=[-\u2010]$)/u.exec(before)?.[0] ?? "";
  const tail = /^\p{L}+/u.exec(after)?.[0] ?? "";
  // "418-" + "a" is a number of an article; a capital goes on with a name: "Petrović-" + "Dinić".
  const keeps =
    /\d$/.test(head) ||
    /^\p{Lu}/u.test(tail) ||
    words.has(`${head}-${tail}`.toLowerCase()) ||
    (KEEPS_HYPHEN.test(before.slice(0, -1)) && !words.has(`${head}${tail}`.toLowerCase()));
  return keeps ? before.replace(/\u2010$/, "-") + after : before.slice(0, -1) + after;
}
