import type { Continuum, Unit } from "./continuum.ts";
import { largestMatching } from "./matching.ts";
import { defined, undefinedFor, type Outcome } from "../coefficients/outcome.ts";

/** Which spans are the same: those with the same ends, or those that share at least half of what both cover. */
export const MATCH_RULES = ["exact", "overlap"] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

/** The share of the intersection in the union from which two spans are the same one. */
const ENOUGH = 0.5;

export type Span = Pick<Unit, "start" | "end" | "category">;

/** Whether two spans match by place; categories are not looked at. */
export function spansMatch(a: Omit<Span, "category">, b: Omit<Span, "category">, rule: MatchRule): boolean {
  if (rule === "exact") return a.start === b.start && a.end === b.end;
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return both > 0 && both >= ENOUGH * (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** Spans of two coders that match, one to one and as many as possible; with `labels`, of the same category only. */
export function matchSpans<S extends Span>(
  a: readonly S[],
  b: readonly S[],
  rule: MatchRule,
  labels: boolean,
): [S, S][] {
  const first = a[0];
  const second = b[0];
  if (!first || !second) return [];
  // Most often there is one of each.
  if (a.length === 1 && b.length === 1)
    return spansMatch(first, second, rule) && (!labels || first.category === second.category) ? [[first, second]] : [];
  const matched = largestMatching(a.length, b.length, (i, j) => {
    const one = a[i];
    const other = b[j];
    if (!one || !other || (labels && one.category !== other.category)) return false;
    return spansMatch(one, other, rule);
  });
  return matched.flatMap(([i, j]): [S, S][] => {
    const [one, other] = [a[i], b[j]];
    return one && other ? [[one, other]] : [];
  });
}

/** How many. */
export const matchedSpans = (a: readonly Span[], b: readonly Span[], rule: MatchRule, labels: boolean): number =>
  matchSpans(a, b, rule, labels).length;

/**
 * F1 of spans: 2 · matches ÷ (spans of one + spans of the other) of two coders; of more, the mean over their pairs (pairs without
 * any span left out), which is the average positive specific agreement (Hripcsak, G. & Rothschild, A. S. (2005). Agreement, the
 * F-measure, and reliability in information retrieval. JAMIA 12, 296–298). Spans match one to one, as many as possible, when the
 * category is the same and so are the ends (`exact`), or intersection ÷ union is at least 0.5 (`overlap`). Not corrected for chance.
 */
export function spanF1(continuum: Continuum, rule: MatchRule): Outcome {
  if (continuum.coders.length < 2) return undefinedFor("too-few-coders");
  const spans = continuum.coders.map((coder) => continuum.units.filter((unit) => unit.coder === coder));
  const scores: number[] = [];
  for (const [j, b] of spans.entries())
    for (const a of spans.slice(0, j))
      if (a.length + b.length > 0) scores.push((2 * matchedSpans(a, b, rule, true)) / (a.length + b.length));
  return scores.length === 0
    ? undefinedFor("no-units")
    : defined(scores.reduce((sum, score) => sum + score, 0) / scores.length);
}
