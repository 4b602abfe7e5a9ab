import type { Continuum } from "./unitizing/continuum.ts";
import type { Given } from "./coefficients/ratings.ts";

/** Frozen layers of a round as numbers: what agreement is computed of. */
export interface Round {
  verdicts: readonly RoundVerdict[];
  /** How answers to a question are compared; nominal where a question is not listed. */
  questions?: readonly RoundQuestion[];
}

export interface RoundVerdict extends PlacedSpans {
  id: string;
  country: string;
  language: string;
  /** Everybody who handed in, also who marked nothing. */
  coders: readonly string[];
  answers: readonly RoundAnswer[];
}

/** Passages and how long the text is that they lie in. */
export interface PlacedSpans {
  /** UTF-16 units of the text. */
  length: number;
  /** Ranges of all annotations; a discontinuous passage is several. */
  spans: readonly RoundSpan[];
}

export interface RoundSpan {
  coder: string;
  start: number;
  end: number;
  category: string;
  /** A further range of a tag that has several. */
  isPart?: boolean;
}

/** `unit` is "verdict" or a unit's id; a question that a coder left open has no entry. */
export interface RoundAnswer {
  coder: string;
  question: string;
  unit: string;
  value: Given;
}

export interface RoundQuestion {
  id: string;
  /** `number`: on the interval scale; `set`: several at once, by MASI; `nominal`: the same or not. */
  scale: "nominal" | "number" | "set";
}

/** The part of a verdict that some of its coders made. */
export function ofCoders(verdict: RoundVerdict, coders: readonly string[]): RoundVerdict {
  const wanted = new Set(coders);
  return {
    ...verdict,
    coders: verdict.coders.filter((coder) => wanted.has(coder)),
    spans: verdict.spans.filter(({ coder }) => wanted.has(coder)),
    answers: verdict.answers.filter(({ coder }) => wanted.has(coder)),
  };
}

/** A verdict's passages for the coefficients of one text, such as gamma, which is too slow for a whole round. */
export function continuumOf({ length, coders, spans }: RoundVerdict): Continuum {
  return { start: 0, length, coders, units: spans };
}
