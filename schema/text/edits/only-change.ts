/** What of a text is another one; no character is parted that takes two units. Of places that come to the same it is the one that ends at `end`. */
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
  const isMoved = (): boolean =>
    end !== null &&
    upto > end &&
    from > 0 &&
    (from === to ? now[from - 1] === now[upto - 1] : was[from - 1] === was[to - 1]);
  if (from === to || from === upto) while (isMoved()) [from, to, upto] = [from - 1, to - 1, upto - 1];
  if (isHigh(now, from - 1)) from--;
  if (isHigh(now, upto - 1)) [to, upto] = [to + 1, upto + 1];
  return { from, to, letters: now.slice(from, upto) };
}

function isHigh(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
}
