type Field = HTMLTextAreaElement | HTMLInputElement;

/** Puts other words into a field in which somebody may be typing: the caret stays beside the letters that it was beside. */
export function putInto(field: Field, words: string): void {
  const { value, selectionStart, selectionEnd, selectionDirection } = field;
  if (value === words) return;
  field.value = words;
  if (selectionStart === null || selectionEnd === null) return;
  const [start, end] = [selectionStart, selectionEnd].map((at) => placeIn(value, words, at));
  field.setSelectionRange(start ?? null, end ?? null, selectionDirection ?? undefined);
}

/** A placeholder as it is kept, or in words of the text's language: one letter among letters. */
const PLACEHOLDER = /\[[^[\]\n]{1,40}\]/gu;
/** Beyond so many comparisons it is only known where what became another ends. */
const COMPARED_MAX = 4_000_000;
/** So many letters behind what is another one are compared with it. */
const BESIDE = 64;

/**
 * Where a place of one text is in another: where most letters before it still stand before it, and most behind it behind it, those right beside
 * it counted twice. Of several such places the one behind the same letter, and else behind what became another there.
 */
export function placeIn(from: string, to: string, place: number): number {
  const [was, now] = [lettersIn(from), lettersIn(to)];
  const at = was.findLastIndex(({ start }) => start < place) + 1;
  let begin = 0;
  while (begin < Math.min(was.length, now.length) && was[begin]?.text === now[begin]?.text) begin++;
  let same = 0;
  while (
    same < Math.min(was.length, now.length) - begin &&
    was[was.length - 1 - same]?.text === now[now.length - 1 - same]?.text
  )
    same++;
  // What goes may end as what was typed before it does: which of the two stands is asked of the letters around as well.
  const end = Math.max(0, same - BESIDE);
  const startOf = (i: number): number => now[i]?.start ?? to.length;
  if (at <= begin) return startOf(at);
  if (at >= was.length - end) return startOf(now.length - was.length + at);
  const middle = now.slice(begin, now.length - end).map(({ text }) => text);
  const before = was.slice(begin, at).map(({ text }) => text);
  const behind = was.slice(at, was.length - end).map(({ text }) => text);
  if ((before.length + behind.length) * middle.length > COMPARED_MAX)
    return startOf(Math.max(begin, now.length - same));
  const kept = commonWith(before, middle);
  const left = commonWith(behind.toReversed(), middle.toReversed()).reverse();
  // Letters right beside the place say more than those of what went, which may be found anywhere.
  const scores = kept.map(
    (count, i) =>
      count +
      (left[i] ?? 0) +
      alikeFrom(before.toReversed(), middle.slice(0, i).reverse()) +
      alikeFrom(behind, middle.slice(i)),
  );
  const most = Math.max(...scores);
  const best = scores.flatMap((score, i) => (score === most ? [i] : []));
  const last = before.at(-1);
  return startOf(begin + (best.findLast((i) => middle[i - 1] === last) ?? best.at(-1) ?? 0));
}

/** How many letters at the beginning of both are the same. */
function alikeFrom(letters: readonly string[], others: readonly string[]): number {
  const end = letters.findIndex((letter, i) => letter !== others[i]);
  return end < 0 ? letters.length : end;
}

/** The letters of a text, each placeholder as one. */
function lettersIn(text: string): { text: string; start: number }[] {
  const letters: { text: string; start: number }[] = [];
  let at = 0;
  const upTo = (end: number): void => {
    for (; at < end; at++) letters.push({ text: text.charAt(at), start: at });
  };
  for (const { 0: placeholder, index } of text.matchAll(PLACEHOLDER)) {
    upTo(index);
    letters.push({ text: placeholder, start: index });
    at = index + placeholder.length;
  }
  upTo(text.length);
  return letters;
}

/** How many letters, in order, these have in common with each beginning of others. */
function commonWith(letters: readonly string[], others: readonly string[]): number[] {
  let row = Array.from({ length: others.length + 1 }, () => 0);
  for (const letter of letters) {
    const next = [0];
    for (const [i, other] of others.entries())
      next.push(other === letter ? (row[i] ?? 0) + 1 : Math.max(row[i + 1] ?? 0, next[i] ?? 0));
    row = next;
  }
  return row;
}
