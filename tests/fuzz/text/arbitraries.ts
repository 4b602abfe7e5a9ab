import fc from "fast-check";
import { normaliseText } from "../../../schema/text/normalise.ts";
import type { Edit, Range } from "../../../schema/text/revision.ts";
import { splitsPair } from "../../../schema/text/words.ts";

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "đ", "Lj", "суд", "њ", "ë", "11", "ж", "presuda", "б") },
  { weight: 4, arbitrary: fc.constantFrom(" ", " ", ", ", ". ", "-", "’", ".", "(", "„") },
  { weight: 2, arbitrary: fc.constantFrom("\n", "\n\n", "\n") },
  { weight: 1, arbitrary: fc.constantFrom("𝒜", "🏛", "e\u0301", "c\u030c", "[Victim A]", "[Place 12]", "[", "]") },
);

/** Verdict-like noise: Latin, Cyrillic, digits, joiners, surrogate pairs, combining marks, tokens, line breaks. */
export const noise = (maxPieces: number): fc.Arbitrary<string> =>
  fc.array(piece, { maxLength: maxPieces, size: "max" }).map((pieces) => normaliseText(pieces.join("")));

/** A place as a share of whatever text it will meet, evenly spread (`fc.double` crowds at 0). */
export const share = fc.nat(10_000).map((n) => n / 10_000);

/** A wish for an edit, as shares of whatever text it will meet. */
export interface Wish {
  at: number;
  length: number;
  insert: string;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  at: share,
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 5, arbitrary: fc.nat(12) }, fc.nat(60)),
  insert: fc.oneof({ weight: 1, arbitrary: fc.constant("") }, { weight: 3, arbitrary: noise(4) }),
});

export const wishes = (max: number): fc.Arbitrary<Wish[]> =>
  fc.array(wish, { minLength: 1, maxLength: max, size: "max" });

/** The wishes as edits of a text: sorted, apart or abutting, inside. Edges may split words and pairs, as a hand may. */
export function editsFor(text: string, some: readonly Wish[]): Edit[] {
  const out: Edit[] = [];
  const sorted = some
    .map(({ at, length, insert }) => ({ start: Math.round(at * text.length), length, insert }))
    .sort((a, b) => a.start - b.start);
  for (const { start, length, insert } of sorted) {
    const last = out.at(-1);
    if (last && start < last.end) continue;
    if (last && start === last.start && last.end === last.start) continue;
    out.push({ start, end: Math.min(text.length, start + length), insert });
  }
  return out;
}

/** Shares of a text, two of them a range. */
export const places = fc.array(share, { minLength: 2, maxLength: 6, size: "max" });

/** Ranges of a text, sorted, not touching, no pair split; none if the text has no room. */
export function rangesFor(text: string, some: readonly number[]): Range[] {
  const points = [...new Set(some.map((share) => Math.round(share * text.length)))]
    .sort((a, b) => a - b)
    .filter((point) => !splitsPair(text, point));
  const out: Range[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) out.push({ start: points[i] ?? 0, end: points[i + 1] ?? 0 });
  return out;
}
