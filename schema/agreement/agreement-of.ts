import { Draws, estimate, type Figure, type Resampling } from "./bootstrap.ts";
import type { Item } from "./coefficients/ratings.ts";
import { pairedItems, rawAgreement } from "./coefficients/raw-agreement.ts";
import {
  answerAgreement,
  answeredBy,
  answeredOf,
  questionAgreement,
  type AnswerAgreement,
  type Answered,
  type Numbered,
  type QuestionAgreement,
} from "./round-answers.ts";
import { ofCoders, type Round, type RoundSpan, type RoundVerdict } from "./round.ts";
import { byCoder, stretchesOf } from "./unitizing/stretches.ts";
import { areDrawnWhole, Keys, Tally } from "./coefficients/tally.ts";
import { addRatings, ratingFigures, ratingKeys } from "./coefficients/tally-ratings.ts";
import { metIn, SpanKeys, spanFigures, SpanSums, tallyStretches, type SpanFigure } from "./unitizing/tally-spans.ts";

/** Agreement of some verdicts. */
export interface GroupAgreement {
  /** Verdicts that two coders handed in. */
  verdicts: number;
  coders: number;
  passages: Record<SpanFigure, Figure> & {
    /** Tags of all coders. */
    n: number;
    /** Pairs of tags of two coders on much the same words, whatever their categories. */
    met: number;
    /** Share of the text that a coder marks, on average. */
    prevalence: number;
  };
  answers: AnswerAgreement;
}

export interface CategoryAgreement {
  category: string;
  /** Tags of all coders. */
  n: number;
  /** Whether a verdict has the category at all, of each coder. */
  presence: { n: number; raw: Figure; alpha: Figure; ac1: Figure; prevalence: number };
  passages: Pick<Record<SpanFigure, Figure>, "marked" | "exact" | "overlap"> & { prevalence: number };
}

export interface UnitAgreement {
  verdict: string;
  unit: string;
  n: number;
  raw: number | null;
}

/** Agreement of a round: numbers only, each with n beside. Lists are in order of their names. */
export interface RoundAgreement extends Resampling {
  all: GroupAgreement;
  countries: (GroupAgreement & { country: string })[];
  languages: (GroupAgreement & { language: string })[];
  pairs: (GroupAgreement & { pair: [string, string] })[];
  categories: CategoryAgreement[];
  questions: QuestionAgreement[];
  units: UnitAgreement[];
}

/** What is asked of a verdict again and again. */
interface Prepared<Item extends Numbered = Numbered> extends RoundVerdict {
  /** The verdict with all its coders. */
  whole: RoundVerdict;
  answered: Item[];
  /** By coder, how much of the text they marked. */
  marked: ReadonlyMap<string, number>;
}

/**
 * Agreement of frozen layers, per category, pair of coders, country, language, question and unit. Verdicts that fewer than two coders
 * handed in are left out. Teams may differ from verdict to verdict. No I/O and no clock: the same round and seed, the same numbers.
 */
export function agreementOf(round: Round, options: Partial<Resampling> = {}): RoundAgreement {
  const resampling = { resamples: 0, seed: 1, ...options };
  const draws = new Draws(resampling);
  const answerKeys = new Keys();
  const verdicts = round.verdicts
    .filter(({ coders }) => coders.length >= 2)
    .map((verdict): Prepared<Answered> => ({
      ...verdict,
      whole: verdict,
      answered: answeredOf(verdict, answerKeys),
      answers: [],
      marked: markedBy(verdict.spans),
    }));
  const tallies = new PassageTallies();
  const ofCategories = new SpanKeys();
  const group = (some: readonly Prepared[]): GroupAgreement => groupAgreement(some, tallies, answerKeys, draws);
  const names = (of: (verdict: RoundVerdict) => readonly string[]): string[] =>
    [...new Set(verdicts.flatMap(of))].sort();
  const scales = new Map((round.questions ?? []).map(({ id, scale }) => [id, scale]));
  return {
    ...resampling,
    all: group(verdicts),
    countries: names(({ country }) => [country]).map((country) => ({
      country,
      ...group(verdicts.filter((verdict) => verdict.country === country)),
    })),
    languages: names(({ language }) => [language]).map((language) => ({
      language,
      ...group(verdicts.filter((verdict) => verdict.language === language)),
    })),
    pairs: pairsOf(names(({ coders }) => coders)).flatMap((pair) => {
      const shared = verdicts
        .filter(({ coders }) => pair.every((coder) => coders.includes(coder)))
        .map((verdict): Prepared => ({
          ...ofCoders(verdict, pair),
          whole: verdict.whole,
          answered: answeredBy(verdict.answered, pair),
          marked: verdict.marked,
        }));
      return shared.length === 0 ? [] : [{ pair, ...group(shared) }];
    }),
    categories: names(({ spans }) => spans.map(({ category }) => category)).map((category) =>
      categoryAgreement(category, verdicts, ofCategories, draws),
    ),
    questions: questionAgreement(
      verdicts.map(({ answered }) => answered),
      scales,
      draws,
    ),
    units: verdicts.flatMap(unitAgreement),
  };
}

/** Sums of passages, once for a verdict whatever groups and pairs of coders it is in. */
class PassageTallies {
  readonly keys = new SpanKeys();
  readonly #wholes = new Map<RoundVerdict, SpanSums>();

  /** Of some of a verdict's coders: one part, or, if the verdict is not drawn whole, several. */
  of(verdict: Prepared, drawnWhole: boolean): Tally[] {
    if (!drawnWhole) return tallyStretches(verdict, this.keys, true);
    const sums = this.#wholes.get(verdict.whole) ?? new SpanSums(textOf(verdict.whole), this.keys, true);
    this.#wholes.set(verdict.whole, sums);
    return [sums.of(verdict.coders)];
  }
}

const textOf = ({ coders, spans, length }: RoundVerdict) => ({ coders, spans, start: 0, end: length });

function pairsOf(coders: readonly string[]): [string, string][] {
  return coders.flatMap((one, i) => coders.slice(i + 1).map((other): [string, string] => [one, other]));
}

function groupAgreement(
  verdicts: readonly Prepared[],
  tallies: PassageTallies,
  answerKeys: Keys,
  draws: Draws,
): GroupAgreement {
  const parts = verdicts.flatMap((verdict) => tallies.of(verdict, areDrawnWhole(verdicts)));
  return {
    verdicts: verdicts.length,
    coders: new Set(verdicts.flatMap(({ coders }) => coders)).size,
    passages: {
      n: verdicts.reduce((sum, { spans }) => sum + tagsIn(spans), 0),
      met: metIn(parts, tallies.keys),
      prevalence: markedShare(verdicts),
      ...estimate(parts, spanFigures(tallies.keys), draws),
    },
    answers: answerAgreement(
      verdicts.map(({ answered }) => answered),
      answerKeys,
      draws,
    ),
  };
}

/** A tag on several ranges is one. */
function tagsIn(spans: readonly RoundSpan[]): number {
  return spans.filter(({ isPart }) => !isPart).length;
}

/** By coder, how much of a text they marked; overlapping spans of a coder count once. */
function markedBy(spans: readonly RoundSpan[]): Map<string, number> {
  const marked = new Map<string, number>();
  for (const [coder, own] of byCoder(spans))
    marked.set(
      coder,
      stretchesOf(own).reduce((sum, { start, end }) => sum + end - start, 0),
    );
  return marked;
}

/** Marked length of all coders ÷ length of all texts as often as they were read. */
function markedShare(verdicts: readonly Pick<Prepared, "length" | "coders" | "marked">[]): number {
  let [marked, all] = [0, 0];
  for (const { length, coders, marked: by } of verdicts) {
    all += length * coders.length;
    for (const coder of coders) marked += by.get(coder) ?? 0;
  }
  return all === 0 ? 0 : marked / all;
}

function categoryAgreement(
  category: string,
  verdicts: readonly Prepared[],
  spanKeys: SpanKeys,
  draws: Draws,
): CategoryAgreement {
  const own = verdicts.map((verdict): RoundVerdict & Pick<Prepared, "marked"> => {
    const spans = verdict.spans.filter((span) => span.category === category);
    return { ...verdict, spans, marked: markedBy(spans) };
  });
  const used = own.map(({ coders, spans }) => {
    const users = new Set(spans.map(({ coder }) => coder));
    return coders.map((coder) => users.has(coder));
  });
  const keys = new Keys();
  const at = ratingKeys(keys, "");
  const presence = estimate(
    used.map((coders) => {
      const tally = new Tally();
      addRatings(tally, keys, at, coders.map(String));
      return tally;
    }),
    ratingFigures(keys, at),
    draws,
  );
  const parts = areDrawnWhole(own)
    ? own.map((verdict) => SpanSums.ofAll(textOf(verdict), spanKeys, false))
    : own.flatMap((verdict) => tallyStretches(verdict, spanKeys, false));
  const { marked, exact, overlap } = estimate(
    parts,
    (places) => {
      const figures = spanFigures(spanKeys)(places);
      return { marked: figures.marked, exact: figures.exact, overlap: figures.overlap };
    },
    draws,
  );
  const all = used.flat();
  return {
    category,
    n: own.reduce((sum, { spans }) => sum + tagsIn(spans), 0),
    presence: { n: verdicts.length, ...presence, prevalence: all.filter(Boolean).length / Math.max(1, all.length) },
    passages: { marked, exact, overlap, prevalence: markedShare(own) },
  };
}

/** Raw agreement on the questions of each unit of a verdict. */
function unitAgreement({ id, answered }: Prepared<Answered>): UnitAgreement[] {
  return [...new Set(answered.map(({ unit }) => unit))].sort().map((unit) => {
    const items = answered.filter((item) => item.unit === unit).map(({ given }): Item => ({ n: 1, values: given }));
    return { verdict: id, unit, n: pairedItems(items), raw: rawAgreement(items).value };
  });
}
