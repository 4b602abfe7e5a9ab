import { MemberId } from "../domain/ids.ts";

/*
 * Somebody is mentioned in what is said by their id, `@[…]`, in the place of their name: whoever reads it finds the name that they have
 * now, or what stands for it, and an erasure of the person leaves none behind.
 */
const MENTION = /@\[([A-Za-z0-9_-]{22})\]/gu;

/** More of them in one comment tell nobody. */
export const MENTIONS_MAX = 20;

/** Words, and in their order the people mentioned between them. */
export type SaidPiece = string | { member: MemberId };

/** `@[…]` */
export function mentionOf(member: MemberId): string {
  return `@[${member}]`;
}

/** Who is mentioned in what is said, each once, as far as they are told. */
export function mentionsIn(words: string): MemberId[] {
  const found = [...words.matchAll(MENTION)].map(([, id]) => MemberId.parse(id));
  return [...new Set(found)].slice(0, MENTIONS_MAX);
}

/** What is said, cut where somebody is mentioned; no piece of words is empty. */
export function saidPieces(words: string): SaidPiece[] {
  const pieces: SaidPiece[] = [];
  let from = 0;
  for (const found of words.matchAll(MENTION)) {
    if (found.index > from) pieces.push(words.slice(from, found.index));
    pieces.push({ member: MemberId.parse(found[1]) });
    from = found.index + found[0].length;
  }
  if (from < words.length) pieces.push(words.slice(from));
  return pieces;
}

/** What is said as it is read: `@Name`. */
export function withNames(words: string, nameOf: (member: MemberId) => string): string {
  return saidPieces(words)
    .map((piece) => (typeof piece === "string" ? piece : `@${nameOf(piece.member)}`))
    .join("");
}

/**
 * What somebody typed as it is kept: `@Name` of one of these becomes the mention, the longest name first. Who is called as another is
 * mentioned where they come first in the list, as who was chosen does.
 */
export function withMentions(typed: string, people: readonly { id: MemberId; name: string }[]): string {
  const byLength = people.filter(({ name }) => name !== "").toSorted((a, b) => b.name.length - a.name.length);
  let words = "";
  for (let at = 0; at < typed.length; at++) {
    const named = typed[at] === "@" && !isOfWord(typed[at - 1]) ? namedAt(typed, at + 1, byLength) : undefined;
    if (named) {
      words += mentionOf(named.id);
      at += named.name.length;
    } else words += typed.charAt(at);
  }
  return words;
}

function namedAt<T extends { name: string }>(typed: string, at: number, people: readonly T[]): T | undefined {
  return people.find(({ name }) => typed.startsWith(name, at) && !isOfWord(typed[at + name.length]));
}

function isOfWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}
