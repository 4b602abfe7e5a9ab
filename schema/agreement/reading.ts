import type { AgreementView, Figure, GroupFigures, KindCounts } from "../protocol/http/agreement.ts";
import { ENOUGH_TO_DRAW } from "./coefficients/tally.ts";

/** From here on a figure is firm enough to build on (Krippendorff's habit, not a law). */
export const FIRM = 0.8;
/** From here on it allows tentative conclusions; below, talk first. */
export const TENTATIVE = 0.667;

/** What a figure comes to in one word: a grade, or `few` where it is of too little for one, or `none` where it is undefined. */
export const MARKS = ["good", "fair", "low", "few", "none"] as const;
export type Mark = (typeof MARKS)[number];

/** A figure, or one of which no range is reckoned. */
export type AnyFigure = Omit<Figure, "interval"> & Partial<Pick<Figure, "interval">>;

/** What the n of a figure counts: tags of all coders, answers that two gave to any question or to one, or verdicts. */
export type Counted = "passages" | "answers" | "question" | "verdicts";

/** A figure with what it is of. `met`: of the category of passages, how many pairs of tags stand on much the same words. */
export type CountedFigure = AnyFigure & { n: number; of: Counted; met?: number };

/** Of fewer places that two coders met, no word is said. */
const FEW = 10;
/** Of fewer pairs of tags on the same words, no word is said on how often their categories differ. */
const MET_MIN = 3;

/** Whether a figure is of too little for a grade, whatever its value. */
function isOfFew({ n, of, met, interval }: CountedFigure): boolean {
  // A place that two coders met is two tags, but one answer.
  if (of === "passages") return n < 2 * FEW || (met !== undefined && met < MET_MIN);
  if (of === "answers") return n < FEW;
  // A question is asked once of a verdict, and a network reads few: from those on of which a range is reckoned, the range decides.
  return n < ENOUGH_TO_DRAW || (n < FEW && !interval);
}

/** The one place that grades a figure: labels, sentences and files say what it says. */
export function markOf(figure: CountedFigure): Mark {
  const { value } = figure;
  if (value === null) return "none";
  if (isOfFew(figure)) return "few";
  return value >= FIRM ? "good" : value >= TENTATIVE ? "fair" : "low";
}

/**
 * The range that is told of a figure: null where it has none, or is of too little for a grade, since a range of a handful reaches from
 * none to all and says no more than that; undefined where ranges are not reckoned.
 */
export function toldRange(figure: CountedFigure): AnyFigure["interval"] {
  return figure.interval && markOf(figure) === "few" ? null : figure.interval;
}

/** The figures of a group in the order in which they are read. */
export const FIGURES = ["matter", "category", "both", "overlap", "ends", "answers", "raw"] as const;
export type FigureName = (typeof FIGURES)[number];

/** A figure of a group under the name that pages and files show it by, with how many passages or answers it is of. */
export function figureOf({ passages, answers }: GroupFigures, name: FigureName): Figure & CountedFigure {
  if (name === "answers") return { ...answers.alpha, n: answers.n, of: "answers" };
  if (name === "raw") return { ...answers.raw, n: answers.n, of: "answers" };
  const figures = { matter: "marked", category: "label", both: "u", overlap: "overlap", ends: "exact" } as const;
  const figure = { ...passages[figures[name]], n: passages.n, of: "passages" as const };
  return name === "category" ? { ...figure, met: passages.met } : figure;
}

/** A sentence that figures come to; `categories` are ids, for whoever writes it to name. */
export interface Sentence {
  code: SentenceCode;
  categories: string[];
  /** Of `n` groups of tags about the same passage, `k` are such. */
  k: number;
  n: number;
}
export const SENTENCES = [
  "matter-good",
  "matter-fair",
  "matter-low",
  "category-good",
  "category-fair",
  "category-low",
  "category-few",
  "ends-good",
  "ends-fair",
  "ends-low",
  "answers-good",
  "answers-fair",
  "answers-low",
  "answers-few",
  "on-ends",
  "on-other",
  "on-missed",
  "on-agreed",
  "wide",
  "few",
] as const;
export type SentenceCode = (typeof SENTENCES)[number];

/** Fewer groups of a category say nothing of it. */
const GROUPS_MIN = 3;
/** An interval that is wider leaves the word open. */
const WIDE = 0.3;
/** So many categories are named, those with the most to talk over first. */
const NAMED = 3;

/** What is read first, in plain sentences: what they agree on, then where they part. */
export function sentencesOf({ figures, categoryKinds, confusions }: AgreementView): Sentence[] {
  if (!figures) return [];
  const { all } = figures;
  const sentences: Sentence[] = [];
  const say = (code: SentenceCode, more: Partial<Sentence> = {}): void =>
    void sentences.push({ code, categories: [], k: 0, n: 0, ...more });
  // What the labels beside them say: a sentence must not say another thing.
  const marks = {
    matter: markOf(figureOf(all, "matter")),
    category: markOf(figureOf(all, "category")),
    ends: markOf(figureOf(all, "ends")),
    answers: markOf(figureOf(all, "answers")),
  };
  const isFew = isOfFew(figureOf(all, "matter"));
  if (marks.matter !== "none" && marks.matter !== "few") say(`matter-${marks.matter}`);
  // Of too few passages one sentence says all.
  if (marks.category !== "none" && !isFew) say(`category-${marks.category}`);
  if (marks.ends !== "none" && marks.ends !== "few") say(`ends-${marks.ends}`);
  if (marks.answers !== "none") say(`answers-${marks.answers}`);

  const talked = byNeedToTalk(categoryKinds);
  for (const { category, kinds } of talked.slice(0, NAMED)) {
    const n = countOf(kinds);
    const toTalk = n - kinds.agreed;
    if (n < GROUPS_MIN || toTalk * 3 < n) continue;
    const other = confusions.find(({ categories }) => categories.includes(category));
    if (kinds.place * 2 >= toTalk) say("on-ends", { categories: [category], k: kinds.place, n });
    else if (other && kinds.category * 2 >= toTalk) {
      const with_ = other.categories.find((each) => each !== category) ?? category;
      // Each pair once.
      if (!sentences.some(({ code, categories }) => code === "on-other" && categories.includes(with_)))
        say("on-other", { categories: [category, with_], k: other.n, n });
    } else if (kinds.missed * 2 >= toTalk) say("on-missed", { categories: [category], k: kinds.missed, n });
  }
  const best = talked.filter(({ kinds }) => countOf(kinds) >= GROUPS_MIN && kinds.agreed * 3 >= countOf(kinds) * 2);
  const [most] = best.sort((a, b) => b.kinds.agreed - a.kinds.agreed);
  if (most) say("on-agreed", { categories: [most.category], k: most.kinds.agreed, n: countOf(most.kinds) });
  const { interval } = all.passages.label;
  if (isFew) say("few");
  else if (interval && interval[1] - interval[0] > WIDE) say("wide");
  return sentences;
}

/** How many disagreements there are of all kinds, those that coders agree on among them. */
export function countOf(kinds: KindCounts): number {
  return kinds.category + kinds.place + kinds.missed + kinds.answer + kinds.agreed;
}

/** Categories, the most disagreements first; of as many, the larger share first. */
export function byNeedToTalk<Id extends string>(
  categoryKinds: Readonly<Record<Id, KindCounts>>,
): { category: Id; kinds: KindCounts }[] {
  const talk = (kinds: KindCounts): number => countOf(kinds) - kinds.agreed;
  return (Object.entries(categoryKinds) as [Id, KindCounts][])
    .map(([category, kinds]) => ({ category, kinds }))
    .sort(
      (a, b) =>
        talk(b.kinds) - talk(a.kinds) ||
        countOf(a.kinds) - countOf(b.kinds) ||
        (a.category < b.category ? -1 : a.category > b.category ? 1 : 0),
    );
}
