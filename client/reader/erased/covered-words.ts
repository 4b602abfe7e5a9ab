const LETTER = /\S/g;
const COVER = "·";

/** Where words of verdicts stand in what the server tells of them. */
const WORDS: ReadonlySet<string> = new Set(["words", "facts", "note", "now", "quote", "text"]);

/** A text of which nothing is left to read: each letter is covered, and every place stays where it is. */
export function covered(text: string): string {
  return text.replace(LETTER, COVER);
}

/** Whether something of it is covered. */
export function hasCovered(text: string): boolean {
  return text.includes(COVER);
}

/** Whether words are being erased where those of before were, whatever else was done to them meanwhile. A text may have the cover's sign of its own. */
export function isBeingErased(was: string, now: string): boolean {
  return hasCovered(now) && (!hasCovered(was) || now === covered(was));
}

/** Whether nothing of it can be read. */
export function isCovered(text: string): boolean {
  return hasCovered(text) && covered(text) === text;
}

/** The same of all words of verdicts in something that is shown. */
export function withWordsCovered<Shown>(shown: Shown): Shown {
  return deep(shown, false) as Shown;
}

function deep(value: unknown, isWords: boolean): unknown {
  if (typeof value === "string") return isWords ? covered(value) : value;
  if (Array.isArray(value)) return value.map((each) => deep(each, isWords));
  if (typeof value !== "object" || value === null) return value;
  // What somebody approves, or quotes, they have to see.
  const entries = Object.entries(value).map(([name, each]) => [
    name,
    name === "approval" || name === "anchor"
      ? null
      : deep(each, typeof each === "object" && !Array.isArray(each) ? false : WORDS.has(name)),
  ]);
  return Object.fromEntries(entries);
}
