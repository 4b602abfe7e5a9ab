import type { AgreementView, Figure, GroupFigures, KindCounts } from "../protocol/http/agreement.ts";

/** From here on a figure is firm enough to build on (Krippendorff's habit, not a law). */
export const FIRM = 0.8;
/** From here on it allows tentative conclusions; below, talk first. */
export const TENTATIVE = 0.667;

/** What a figure comes to in one word; `none` where it is undefined. */
export const MARKS = ["good", "fair", "low", "none"] as const;
export type Mark = (typeof MARKS)[number];

/** A figure, or one of which no range is reckoned. */
export type AnyFigure = Omit<Figure, "interval"> & Partial<Pick<Figure, "interval">>;

export function markOf({ value }: Pick<Figure, "value">): Mark {
  if (value === null) return "none";
  return value >= FIRM ? "good" : value >= TENTATIVE ? "fair" : "low";
}

/** The figures of a group in the order in which they are read. */
export const FIGURES = ["matter", "category", "both", "overlap", "ends", "answers", "raw"] as const;
export type FigureName = (typeof FIGURES)[number];

export function figureOf({ passages, answers }: GroupFigures, name: FigureName): Figure & { n: number } {
  if (name === "answers") return { ...answers.alpha, n: answers.n };
  if (name === "raw") return { ...answers.raw, n: answers.n };
  const of = { matter: "marked", category: "label", both: "u", overlap: "overlap", ends: "exact" } as const;
  return { ...passages[of[name]], n: passages.n };
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
/** Of fewer places that several marked, no word is said on how often the categories differ. */
const MET_MIN = 3;
/** With fewer groups in all, a figure is a hint. */
const FEW = 10;
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
  const sayOf = (about: "matter" | "category" | "ends" | "answers", mark: Mark): void => {
    if (mark !== "none") say(`${about}-${mark}`);
  };
  const total = sumOf(Object.values(categoryKinds));
  // The figures and thresholds of the labels beside them: a sentence must not say another thing.
  sayOf("matter", markOf(figureOf(all, "matter")));
  // A conflict of categories stands under both; the pairs have it once.
  const met = total.agreed + total.place + confusions.reduce((sum, { n }) => sum + n, 0);
  const category = markOf(figureOf(all, "category"));
  if (category !== "none" && category !== "good" && met < MET_MIN) say("category-few");
  else sayOf("category", category);
  sayOf("ends", markOf(figureOf(all, "ends")));
  sayOf("answers", markOf(figureOf(all, "answers")));

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
  if (countOf(total) < FEW) say("few");
  else if (interval && interval[1] - interval[0] > WIDE) say("wide");
  return sentences;
}

export function countOf(kinds: KindCounts): number {
  return kinds.category + kinds.place + kinds.missed + kinds.answer + kinds.agreed;
}

function sumOf(all: readonly KindCounts[]): KindCounts {
  const sum: KindCounts = { category: 0, place: 0, missed: 0, answer: 0, agreed: 0 };
  for (const kinds of all) for (const kind of Object.keys(sum) as (keyof KindCounts)[]) sum[kind] += kinds[kind];
  return sum;
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
