/** What of a text is another one; no character is parted that takes two units. Of places that come to the same it is the one that ends at `end`, if one does. */
export function onlyChange(
  was: string,
  now: string,
  end: number | null,
): { from: number; to: number; letters: string } {
  const least = Math.min(was.length, now.length);
  let from = 0;
  while (from < least && was[from] === now[from]) from++;
  let tail = 0;
  while (tail < least - from && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  let [to, upto] = [was.length - tail, now.length - tail];
  const by = end === null || (from !== to && from !== upto) ? 0 : upto - end;
  const isSame = (i: number): boolean =>
    from === to ? now[from - i] === now[upto - i] : was[from - i] === was[to - i];
  const areSame = by > 0 && by <= from && Array.from({ length: by }, (_, i) => i + 1).every(isSame);
  if (areSame) [from, to, upto] = [from - by, to - by, upto - by];
  if (isHigh(now, from - 1)) from--;
  if (isHigh(now, upto - 1)) [to, upto] = [to + 1, upto + 1];
  return { from, to, letters: now.slice(from, upto) };
}

function isHigh(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
}
