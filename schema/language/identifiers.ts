import type { VerdictLanguage } from "../domain/language.ts";
import type { IdentifierSuggestion } from "../domain/privacy.ts";
import { ADDRESSES } from "./addresses.ts";
import { PATTERNS } from "./identifier-patterns.ts";

const CONTEXT = 120;
// Found once beside its word, such a number is the same number wherever else it stands.
const REPEATED = new Set(["id-card", "passport", "driving-licence", "account", "handle", "number", "nid"]);

// Kinds that stand in rows: "passports BP0331904 and BN0118265".
const LISTED = new Set(["id-card", "passport", "driving-licence", "account"]);

/** What stands between a street and its number in every address that is sure. */
const SPACED = /[\s,]/;
const DIGIT = /\d/;

/** What the next one of a row looks like: any document's number, or the same groups of digits. */
function shapeOf({ kind, text }: IdentifierSuggestion): string {
  if (kind !== "account") return "(?:\\p{Lu}{1,3})?\\d{6,9}";
  return text.replace(/\d|[^\p{L}\d]/gu, (char) =>
    /\d/.test(char) ? "\\d" : `\\u{${char.charCodeAt(0).toString(16)}}`,
  );
}

/**
 * Numbers, addresses and accounts that lead to a person, in text order, apart from each other. Case numbers, sums, dates
 * of hearings and articles of law are none; a date is one only where it is said to be somebody's birth. Everything is looked for in
 * every language's spelling, since one verdict quotes another country's documents; `_language` is for rules to come.
 */
export function identifiersIn(text: string, _language: VerdictLanguage): IdentifierSuggestion[] {
  const found = new Spans(text);
  // Compiling these costs a thread a tenth of a second; most of what it looks over are ids and names of files.
  const isSpaced = SPACED.test(text);
  // Most sentences have no digit, and most of what is looked for does.
  const isNumbered = DIGIT.test(text);
  for (const { pattern, sure, hasDigit } of ADDRESSES) {
    if ((sure && !isSpaced) || (hasDigit && !isNumbered)) continue;
    for (const match of matches(text, pattern)) found.add(match, { kind: "address", valid: null, sure });
  }
  for (const { pattern, judge, hasDigit } of PATTERNS) {
    if (hasDigit && !isNumbered) continue;
    for (const match of matches(text, pattern)) {
      const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
      const verdict = judge(text.slice(start, end), text.slice(Math.max(0, start - CONTEXT), start));
      if (verdict) found.add(match, verdict);
    }
  }
  found.followLists();
  found.repeat();
  return found.list.sort((a, b) => a.start - b.start);
}

/** As `matchAll`, which makes a new expression of each pattern for each text: compiling it anew costs more than looking. */
function* matches(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === "") pattern.lastIndex++;
    yield match;
  }
}

class Spans {
  readonly list: IdentifierSuggestion[] = [];
  readonly #text: string;
  readonly #taken: Uint8Array;

  constructor(text: string) {
    this.#text = text;
    this.#taken = new Uint8Array(text.length);
  }

  add(match: RegExpExecArray, verdict: Pick<IdentifierSuggestion, "kind" | "valid" | "sure">): void {
    const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
    this.#addRange(start, end, verdict);
  }

  #addRange(start: number, end: number, { kind, valid, sure }: Pick<IdentifierSuggestion, "kind" | "valid" | "sure">) {
    // An opening quotation mark at the end is not the address's own.
    if (end <= start || this.#taken.subarray(start, end).some((flag) => flag === 1)) return;
    this.#taken.fill(1, start, end);
    this.list.push({ kind, start, end, text: this.#text.slice(start, end), valid, sure });
  }

  /** `passports BP0331904 and BN0118265`: what a document's number is followed by is one of the same kind. */
  followLists(): void {
    for (let i = 0; i < this.list.length; i++) {
      const one = this.list[i];
      if (!one || !LISTED.has(one.kind)) continue;
      const next = new RegExp(`^(?:,|\\s(?:i|и|dhe|and|kao i|као и))\\s(${shapeOf(one)})(?![\\p{L}\\d])`, "u").exec(
        this.#text.slice(one.end, one.end + 40),
      );
      if (!next) continue;
      const end = one.end + next[0].length;
      const start = end - (next[1] ?? "").length;
      const unsure = this.list.findIndex((other) => other.start === start && !other.sure);
      if (unsure >= 0) {
        this.list.splice(unsure, 1);
        this.#taken.fill(0, start, end);
        if (unsure < i) i--;
      }
      this.#addRange(start, end, { kind: one.kind, valid: null, sure: one.sure });
    }
  }

  repeat(): void {
    const known = new Map<string, IdentifierSuggestion>();
    for (const one of this.list) if (one.sure && REPEATED.has(one.kind)) known.set(one.text, one);
    for (const [value, one] of known)
      for (let at = this.#text.indexOf(value); at >= 0; at = this.#text.indexOf(value, at + value.length)) {
        const end = at + value.length;
        if (/[\p{L}\d]/u.test(this.#text.charAt(at - 1)) || /[\p{L}\d]/u.test(this.#text.charAt(end))) continue;
        const unsure = this.list.find((other) => other.start === at && other.end === end && !other.sure);
        if (unsure) Object.assign(unsure, { kind: one.kind, valid: one.valid, sure: true });
        else this.#addRange(at, end, one);
      }
  }
}
