import type { Unit } from "../agreement/unitizing/continuum.ts";
import { dissimilarity, type Weights } from "../agreement/unitizing/dissimilarity.ts";
import { keyOf } from "../agreement/coefficients/ratings.ts";
import { ratingOf } from "../agreement/round-values.ts";
import type { AnswerValue } from "../domain/answer.ts";
import type { DisagreementKind, DisagreementMembers, DisputedQuestion } from "../domain/disagreement.ts";
import type { AnnotationId, MemberId } from "../domain/ids.ts";
import { groupBy } from "../group-by.ts";
import type { Range } from "../text/revision.ts";

/** A tag of a frozen layer. */
export interface FrozenTag {
  id: AnnotationId;
  coder: MemberId;
  /** As it is compared: what the category is in the version in force. */
  category: string;
  /** In the text that is handed in with it; none where its words are there no more. */
  ranges: readonly Range[];
  /** Where it lay when it was made: what words that are gone are compared by. */
  made: string;
}

/** An answer of a frozen layer. */
export interface FrozenAnswer extends DisputedQuestion {
  coder: MemberId;
  value: AnswerValue;
  /** Where in the text the first passage that proves it starts; null without one. */
  at: number | null;
}

export interface FrozenRound {
  /** All who handed in, also who marked nothing. */
  coders: readonly MemberId[];
  text: string;
  tags: readonly FrozenTag[];
  /** At most one a coder, question and subject. */
  answers: readonly FrozenAnswer[];
  /** In the order in which they are asked; others come after them. */
  questions: readonly string[];
}

export interface DisagreementGroup {
  kind: DisagreementKind;
  members: DisagreementMembers;
}

/**
 * The frozen entries of a round in groups that are about the same thing, in the order of the text: what all coders agree on, and
 * what somebody has to rule on. Each entry is in exactly one group; the same layers give the same groups in whatever order
 * they come. Punctuation and spaces at the ends of a passage do not count, nor does it what proves an answer.
 */
export function disagreementsOf(round: FrozenRound): DisagreementGroup[] {
  const groups = [...tagGroups(round), ...answerGroups(round)];
  return groups
    .sort((a, b) => compare(a.order, b.order))
    .map(({ kind, members }): DisagreementGroup => ({ kind, members }));
}

/** Where a group stands in the queue: place in the text, tags before answers, then whatever tells them apart. */
type Order = [at: number, rank: number, id: string];
type Placed = DisagreementGroup & { order: Order };

const compare = (a: Order, b: Order): number => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);

// From 1 on two tags are not about the same thing. With one category that is where they share no word; with two they have to
// share about a third. The paper's even weights would part two that name the same words differently.
const WEIGHTS: Weights = { place: 1, category: 0.5 };

/** What a coder said of one passage; the same said twice is one. */
interface Item {
  tags: FrozenTag[];
  coder: MemberId;
  category: string;
  /** Stands for the words: two with the same are the same passage. */
  words: string;
  start: number;
  end: number;
}

function tagGroups({ coders, text, tags }: FrozenRound): Placed[] {
  const items = itemsOf(text, tags);
  const bySame = groupBy(items, ({ category, words }) => `${category} ${words}`);
  const agreed: Item[][] = [];
  const rest: Item[] = [];
  for (const same of bySame.values())
    if (same.length === coders.length || same.every(({ end }) => end === 0)) agreed.push(same);
    else rest.push(...same);
  return [...agreed, ...aligned(rest)].map((group) => toGroup(group, coders.length));
}

function itemsOf(text: string, tags: readonly FrozenTag[]): Item[] {
  const items = new Map<string, Item>();
  for (const tag of [...tags].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const ranges = tag.ranges.flatMap((range) => wordsOnly(text, range));
    const words = ranges.length > 0 ? ranges.map(({ start, end }) => `${start}-${end}`).join() : `gone ${tag.made}`;
    const key = `${tag.coder} ${tag.category} ${words}`;
    const known = items.get(key);
    if (known) known.tags.push(tag);
    else {
      const [start, end] = [ranges[0]?.start ?? 0, ranges.at(-1)?.end ?? 0];
      items.set(key, { tags: [tag], coder: tag.coder, category: tag.category, words, start, end });
    }
  }
  return [...items.values()].sort(
    (a, b) =>
      a.start - b.start || a.end - b.end || compareText(a.category, b.category) || compareText(a.words, b.words),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A range without what is neither letter nor digit at its ends; all of it where it holds nothing else. */
export function wordsOnly(text: string, { start, end }: Range): Range[] {
  const inside = text.slice(start, end);
  const before = /^[^\p{L}\p{N}]*/u.exec(inside)?.[0].length ?? 0;
  if (before === inside.length) return start < end ? [{ start, end }] : [];
  const after = /[^\p{L}\p{M}\p{N}]*$/u.exec(inside)?.[0].length ?? 0;
  return [{ start: start + before, end: end - after }];
}

/**
 * Items that are about the same passage, at most one of each coder: the closest two come together first, and groups join while
 * their items are on average close. The alignment of the coefficients is not used: it has to put as much as it can together,
 * so with three coders and more it joins passages that share no word.
 */
function aligned(items: readonly Item[]): Item[][] {
  const groups = new Map(items.map((item): [Item, Item[]] => [item, [item]]));
  for (const [one, other] of closePairs(items)) {
    const [left, right] = [groups.get(one) ?? [], groups.get(other) ?? []];
    if (left === right || left.some(({ coder }) => right.some((item) => item.coder === coder))) continue;
    const apart = left.flatMap((item) => right.map((each) => distance(item, each)));
    if (apart.reduce((sum, each) => sum + each, 0) / apart.length >= 1) continue;
    const joined = [...left, ...right];
    for (const item of joined) groups.set(item, joined);
  }
  return [...new Set(groups.values())];
}

/** Pairs of different coders' items that are closer than 1, the closest first; `items` by their starts. */
function closePairs(items: readonly Item[]): [Item, Item][] {
  const pairs: { pair: [Item, Item]; apart: number }[] = [];
  for (const [i, one] of items.entries())
    for (let j = i + 1; j < items.length; j++) {
      const other = items[j];
      if (!other || other.start >= one.end) break;
      const apart = distance(one, other);
      if (one.coder !== other.coder && apart < 1) pairs.push({ pair: [one, other], apart });
    }
  return pairs.sort((a, b) => a.apart - b.apart).map(({ pair }) => pair);
}

function distance(one: Item, other: Item): number {
  return dissimilarity(unitOf(one), unitOf(other), WEIGHTS);
}

const unitOf = ({ coder, start, end, category }: Item): Unit => ({ coder, start, end, category });

function toGroup(items: readonly Item[], coders: number): Placed {
  const [first] = items;
  if (!first) throw new Error("a group of nothing");
  const tags = items.flatMap((item) => item.tags.map(({ id, coder }) => ({ coder, annotation: id })));
  tags.sort((a, b) => compareText(a.coder, b.coder) || compareText(a.annotation, b.annotation));
  const differ = (of: (item: Item) => string): boolean => items.some((item) => of(item) !== of(first));
  const kind = differ(({ category }) => category)
    ? "category"
    : differ(({ words }) => words)
      ? "place"
      : items.length < coders
        ? "missed"
        : "agreed";
  const start = Math.min(...items.map((item) => (item.end === 0 ? Infinity : item.start)));
  return { kind, members: { of: "tags", tags }, order: [start, 0, tags[0]?.annotation ?? ""] };
}

function answerGroups({ coders, answers, questions }: FrozenRound): Placed[] {
  const groups = groupBy(answers, ({ question, subject }) => `${question}/${subject}`);
  return [...groups].map(([key, given]): Placed => {
    const [first] = given;
    if (!first) throw new Error("a group of nothing");
    const values = new Set(given.map(({ value }) => sameAnswer(value)));
    const kind = values.size > 1 ? "answer" : given.length < coders.length ? "missed" : "agreed";
    const at = Math.min(...given.map((answer) => answer.at ?? Infinity));
    const rank = questions.indexOf(first.question);
    return {
      kind,
      members: {
        of: "answers",
        question: first.question,
        subject: first.subject,
        coders: given.map(({ coder }) => coder).sort(compareText),
      },
      order: [at, rank < 0 ? questions.length + 1 : rank + 1, key],
    };
  });
}

/** What makes two answers the same: spaces and capitals do not, nor the order of several. */
export function sameAnswer(value: AnswerValue): string {
  return keyOf(ratingOf(typeof value === "string" ? value.trim().replace(/\s+/gu, " ").toLowerCase() : value));
}
