/**
 * Typed tokens: what a redaction puts in a name's place. Their form is English in every verdict, so that one
 * expression finds them in every language, script and export.
 */
export const TOKEN_KINDS = [
  "Victim",
  "Defendant",
  "Witness",
  "Relative",
  "Judge",
  "Prosecutor",
  "Lawyer",
  "Expert",
  "Official",
  "Person",
  "Place",
  "Organisation",
  "Address",
  "Date of birth",
  "Number",
  "Phone",
  "Email",
  "Account",
  "Plate",
  "Document",
  "Passage",
  "File",
  "Date",
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

const LABEL = "[A-Z]{1,2}|[0-9]{1,4}";
const SOURCE = `\\[(${TOKEN_KINDS.join("|")}) (${LABEL})\\]`;

/** One token anywhere in a text: group 1 its kind, group 2 its label. Not global, so it keeps no state. */
export const TOKEN = new RegExp(SOURCE);
const WHOLE = new RegExp(`^${SOURCE}$`);
const AT = new RegExp(SOURCE, "y");
const WHOLE_LABEL = new RegExp(`^(?:${LABEL})$`);

/** No token is longer than this, in UTF-16 units. */
export const TOKEN_MAX = 2 + Math.max(...TOKEN_KINDS.map((kind) => kind.length)) + 1 + 4;

/** `[Victim A]`. Labels are one or two capital letters or up to four digits; another one is a RangeError. */
export function formatToken(kind: TokenKind, label: string | number): string {
  if (!WHOLE_LABEL.test(String(label))) throw new RangeError("a token's label is A to ZZ or 0 to 9999");
  return `[${kind} ${label}]`;
}

/** Whether the whole text is one token and nothing else. */
export function isToken(text: string): boolean {
  return WHOLE.test(text);
}

/** Kind and label of a text that is one token; null if it is not. */
export function parseToken(text: string): { kind: TokenKind; label: string } | null {
  const found = WHOLE.exec(text);
  const kind = TOKEN_KINDS.find((each) => each === found?.[1]);
  return kind && found?.[2] ? { kind, label: found[2] } : null;
}

/** Every token of a text, in text order, with offsets in UTF-16 units. */
export function findTokens(text: string): { start: number; end: number; token: string }[] {
  return [...text.matchAll(new RegExp(SOURCE, "g"))].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    token: found[0],
  }));
}

/** The token that covers a position between its brackets (not at either edge); null if there is none. */
export function tokenAround(text: string, position: number): { start: number; end: number } | null {
  // Only as far back as a token reaches: a text may have no bracket at all.
  const from = Math.max(0, position - TOKEN_MAX + 1);
  const start = from + text.slice(from, Math.max(0, position)).lastIndexOf("[");
  if (start < from) return null;
  AT.lastIndex = start;
  const found = AT.exec(text);
  return found && position < start + found[0].length ? { start, end: start + found[0].length } : null;
}

/** Whether a text is the one before with tokens in the place of some of its words, as an erasure leaves it, and is no other. */
export function isRidOfWords(before: string, after: string): boolean {
  const tokens = findTokens(after);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || before === after || !before.startsWith(after.slice(0, first.start))) return false;
  // Between two tokens stands what stood there, and at least a letter went for each.
  let at = first.start + 1;
  for (const [i, { end }] of tokens.slice(0, -1).entries()) {
    const between = after.slice(end, tokens[i + 1]?.start);
    const found = before.indexOf(between, at);
    if (found < 0) return false;
    at = found + between.length + 1;
  }
  const tail = after.slice(last.end);
  return before.endsWith(tail) && before.length - tail.length >= at;
}
