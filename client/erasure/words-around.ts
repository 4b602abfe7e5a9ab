const LETTERS = 32;

/** Words on either side of the first place where something stands, within its paragraph; null where it stands nowhere. */
export function wordsAround(text: string, words: string): { before: string; after: string } | null {
  const at = text.indexOf(words);
  if (at < 0) return null;
  const end = at + words.length;
  const line = text.slice(text.lastIndexOf("\n", at) + 1, at);
  const rest = text.slice(end).split("\n", 1)[0] ?? "";
  const before = line.length > LETTERS ? `…${line.slice(-LETTERS).replace(/^\S*/u, "")}` : line;
  const after = rest.length > LETTERS ? `${rest.slice(0, LETTERS).replace(/\S*$/u, "")}…` : rest;
  return { before, after };
}
