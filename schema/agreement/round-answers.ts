import { estimate, type Draws, type Figure } from "./bootstrap.ts";
import { beyondChance, defined, undefinedFor } from "./coefficients/outcome.ts";
import { prevalence } from "./coefficients/prevalence.ts";
import { keyOf, type Given, type Item } from "./coefficients/ratings.ts";
import type { RoundQuestion, RoundVerdict } from "./round.ts";
import { amount, areDrawnWhole, Keys, Tally, type FiguresOf } from "./coefficients/tally.ts";
import {
  addNumbers,
  addRatings,
  addSets,
  chanceApart,
  numberFigures,
  ratingFigures,
  ratingKeys,
  setFigures,
} from "./coefficients/tally-ratings.ts";

/** Agreement on closed answers of several questions. */
export interface AnswerAgreement {
  /** Answers that two coders gave: one a question and unit. */
  n: number;
  raw: Figure;
  /** 1 − Σ D_o ÷ Σ D_e over the questions, each with its own chance and as many values as it has; nominal. */
  alpha: Figure;
}

/** Agreement on one question. */
export interface QuestionAgreement {
  question: string;
  scale: RoundQuestion["scale"];
  n: number;
  raw: Figure;
  /** Nominal: the same answer or not; "not mentioned" is an answer. */
  alpha: Figure;
  ac1: Figure;
  /** By the scale of the question; null for a nominal one. Of numbers, only those: who found none mentioned gave no number. */
  scaled: Figure | null;
  /** The most frequent answer first. */
  prevalence: { value: Given; share: number }[];
}

/** All that coders answered to one question about one unit of a verdict, one place a coder in all lists. */
export interface Answered {
  verdict: string;
  question: string;
  unit: string;
  coders: string[];
  given: Given[];
  /** What makes two answers the same (ratings.ts). */
  keys: string[];
  /** The same as numbers, by question. */
  numbers: number[];
}

/** What agreement over many questions is made of. */
export type Numbered = Pick<Answered, "question" | "numbers">;

/**
 * What coders answered in a verdict, by question and unit; a coder who gave no answer there has no place in it. `keys`
 * numbers questions and values.
 */
export function answeredOf(verdict: RoundVerdict, keys: Keys): Answered[] {
  const questions = new Map<string, Map<string, Answered>>();
  for (const { coder, question, unit, value } of verdict.answers) {
    const units = questions.get(question) ?? new Map<string, Answered>();
    questions.set(question, units);
    const item = units.get(unit) ?? {
      verdict: verdict.id,
      question,
      unit,
      coders: [],
      given: [],
      keys: [],
      numbers: [],
    };
    units.set(unit, item);
    item.coders.push(coder);
    item.given.push(value);
    const key = keyOf(value);
    item.keys.push(key);
    item.numbers.push(keys.in(question, key));
  }
  return [...questions.values()].flatMap((units) => [...units.values()]);
}

/** What is left of answers when only some coders are looked at; an item that none of them answered is left out. */
export function answeredBy(items: readonly Answered[], coders: readonly string[]): Numbered[] {
  const left: Numbered[] = [];
  for (const { question, coders: all, numbers } of items) {
    const some: number[] = [];
    for (let at = 0; at < all.length; at++) {
      const coder = all[at];
      const number = numbers[at];
      if (coder !== undefined && number !== undefined && coders.includes(coder)) some.push(number);
    }
    if (some.length > 0) left.push({ question, numbers: some });
  }
  return left;
}

const pairedOf = (items: readonly Numbered[]): number => items.filter(({ numbers }) => numbers.length >= 2).length;

/** Sums of a verdict's answers, or of each answer where there are too few verdicts to draw from. */
function partsOf<Item>(verdicts: readonly Item[][], add: (tally: Tally, item: Item) => void): Tally[] {
  const answered = verdicts.filter((items) => items.length > 0);
  return (areDrawnWhole(answered) ? answered : answered.flat().map((item) => [item])).map((items) => {
    const tally = new Tally();
    for (const item of items) add(tally, item);
    return tally;
  });
}

/** `verdicts`: the answers of each; `keys`: those of their numbers. */
export function answerAgreement(verdicts: readonly Numbered[][], keys: Keys, draws: Draws): AnswerAgreement {
  const pooled = { paired: keys.of("paired"), agreed: keys.of("agreed"), same: keys.of("same") };
  const parts = partsOf(verdicts, (tally, item) => addPooled(tally, keys, pooled, item));
  const items = verdicts.flat();
  const questions = [...new Set(items.map(({ question }) => question))];
  return { n: pairedOf(items), ...estimate(parts, pooledFigures(keys, questions), draws) };
}

/** The family of how many gave an answer, by question; no question has a space in its id. */
const COUNT = "n of";

/** Of many questions, what is agreed on is one sum, and each has its own of what was given. */
function addPooled(
  tally: Tally,
  keys: Keys,
  { paired, agreed, same }: Record<"paired" | "agreed" | "same", number>,
  { question, numbers }: Numbered,
): void {
  const coders = numbers.length;
  if (coders < 2) return;
  let alike = 0;
  for (let at = 0; at < coders; at++) {
    tally.add(numbers[at] ?? 0, 1);
    for (let before = 0; before < at; before++) if (numbers[before] === numbers[at]) alike += 2;
  }
  tally.add(keys.in(COUNT, question), coders);
  tally.add(paired, 1);
  tally.add(agreed, alike / (coders * (coders - 1)));
  tally.add(same, alike / (coders - 1));
}

/** Raw agreement over all items; alpha with the chance of each question for itself. */
const pooledFigures =
  (keys: Keys, questions: readonly string[]): FiguresOf<"raw" | "alpha"> =>
  (places) => {
    const [paired, agreed, same] = ["paired", "agreed", "same"].map((name) => places.of(keys.of(name)));
    const given = questions.map((question) => ({
      n: places.of(keys.in(COUNT, question)),
      squares: places.squares(keys.family(question).values()),
    }));
    return {
      raw: (sums) => {
        const n = amount(sums, paired ?? -1);
        return n === 0 ? undefinedFor("no-pairs") : defined(amount(sums, agreed ?? -1) / n);
      },
      alpha: (sums) => {
        let [total, expected] = [0, 0];
        for (const of of given) {
          const n = amount(sums, of.n);
          if (n === 0) continue;
          total += n;
          expected += chanceApart(n, amount(sums, of.squares));
        }
        const observed = total - amount(sums, same ?? -1);
        return total === 0 ? undefinedFor("no-pairs") : beyondChance(observed, expected, total);
      },
    };
  };

/**
 * Agreement on each question, by its name: raw, nominal alpha and AC1, by the scale of the question where it has one
 * (`scales`), and what was answered how often. `draws`: the resamples that intervals come of.
 */
export function questionAgreement(
  verdicts: readonly Answered[][],
  scales: ReadonlyMap<string, RoundQuestion["scale"]>,
  draws: Draws,
): QuestionAgreement[] {
  const questions = [...new Set(verdicts.flat().map(({ question }) => question))].sort();
  return questions.map((question) => {
    const scale = scales.get(question) ?? "nominal";
    const own = verdicts.map((items) => items.filter((item) => item.question === question));
    const items = own.flat().map(({ given }): Item => ({ n: 1, values: given }));
    return {
      question,
      scale,
      n: pairedOf(own.flat()),
      ...estimateQuestion(own, scale, draws),
      prevalence: prevalence(items),
    };
  });
}

function estimateQuestion(verdicts: readonly Answered[][], scale: RoundQuestion["scale"], draws: Draws) {
  const keys = new Keys();
  const at = ratingKeys(keys, "");
  const nominal = ratingFigures(keys, at);
  if (scale === "nominal") {
    const parts = partsOf(verdicts, (tally, item) => addRatings(tally, keys, at, item.keys));
    return { ...estimate(parts, nominal, draws), scaled: null };
  }
  const numbersOf = ({ given }: Answered): number[] => given.filter((value) => typeof value === "number");
  const middle = verdicts.flat().flatMap(numbersOf)[0] ?? 0;
  const parts = partsOf(verdicts, (tally, item) => {
    addRatings(tally, keys, at, item.keys);
    if (scale === "set") addSets(tally, keys, item.given);
    else addNumbers(tally, keys, numbersOf(item), middle);
  });
  const given = verdicts.flat().flatMap((item) => item.given);
  const scaled = scale === "set" ? setFigures(keys, at, given) : numberFigures(keys);
  return estimate(parts, (places) => ({ ...nominal(places), ...scaled(places) }), draws);
}
