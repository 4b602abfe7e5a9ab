import type { Outcome } from "../../schema/domain/disagreement.ts";
import type { CategoryId, MemberId, RoundId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { MethodologyVersion, Question } from "../../schema/domain/methodology/methodology.ts";
import { shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import type {
  DisagreementAnswer,
  DisagreementList,
  DisagreementView,
} from "../../schema/protocol/http/disagreements.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { sameAnswer, wordsOnly } from "../../schema/reconcile/disagreements-of.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import { unionRanges } from "../../schema/text/ranges.ts";
import type { Anchor, Range } from "../../schema/text/revision.ts";
import { questionNumbers } from "../verdict/sheet/question-number.ts";
import { joinedTagWords } from "../../schema/rooms/tag-words.ts";

/** What one coder says in a disagreement, as it is shown. */
export interface DisagreementSide {
  member: MemberCard;
  /** Its place among the lanes, from 0; its key is one more. */
  lane: number;
  /** Of a tag; null for an answer. */
  tag: { category: CategoryId; code: string; label: string; words: number } | null;
  answer: DisagreementAnswer | null;
  /** In the text that is shown: of a tag its words, of an answer what proves it. */
  ranges: Range[];
  /** Of an answer each passage that proves it, for itself. */
  passages: Range[][];
  /** The same without punctuation and spaces at their ends: what passages are compared by. */
  words: Range[];
  note: string;
  hasConceded: boolean;
  /** The text was corrected where it was tagged: the words are not those that the coder read. */
  isChanged: boolean;
}

/** What a ruling lets stand, in the text that is shown: each passage for itself; none where nothing stands, or its words are gone. */
export interface RuledPassages {
  passages: Range[][];
  /** The panel named them itself, of no coder. */
  isOwn: boolean;
  isChanged: boolean;
}

interface NamedCategory {
  id: CategoryId;
  code: string;
  label: string;
}

/** A disagreement in the text that is shown and in the reader's language. */
export interface ShownDisagreement {
  view: DisagreementView;
  sides: DisagreementSide[];
  /** Coders who handed in and have nothing here. */
  missing: MemberCard[];
  /** Everything that somebody marked; none where the words are gone, or an answer rests on nothing. */
  ranges: Range[];
  /** Of the paragraph in which it starts. */
  paragraph: string | null;
  /** By the number of the ruling. */
  ruled: ReadonlyMap<number, RuledPassages>;
  /** Of an answer's disagreement, as the coders were asked it. */
  question: Question | null;
  /** The same in the version in force, in which rulings answer; null where that has it no more. */
  questionNow: Question | null;
  /** Null where the verdict's data answer it now. */
  questionNumber: number | null;
  /** Different categories, the most frequent first. */
  categories: NamedCategory[];
  /** What these are in the version in force, in which rulings are made; of one that was split its parts, of which none is sure. */
  categoriesNow: (NamedCategory & { isSure: boolean })[];
  isOpen: boolean;
  /** Of the coders who missed it, those who agree with the others. */
  agreed: MemberId[];
  /** Whose entry is left where all but one coder conceded, nobody's where all did; what all others say, where who missed it agrees; null while there is more to choose from. */
  offered: MemberId[] | null;
}

/** All disagreements of a list, in its order. `methodology`: the version that the coders had, in which their tags and answers are named. */
export function shownDisagreements(
  list: DisagreementList,
  view: VerdictView,
  methodology: MethodologyVersion,
  language: UiLanguage,
): ShownDisagreement[] {
  const resolve = resolver(list, view);
  const cards = new Map(view.members.map((card) => [card.id, card]));
  const cardOf = (id: MemberId): MemberCard =>
    cards.get(id) ?? {
      id,
      name: "?",
      initials: "?",
      role: "reader",
      organisation: view.verdict.owner,
      isGuest: false,
      isRemoved: true,
    };
  const lanes = list.coders.map(cardOf).sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  const unfinished = new Set(unfinishedOf(view.layers, list.round.id));
  const { questions } = methodology.content;
  const numbers = questionNumbers(methodology.content);
  return list.cases.map((one) => {
    const sides = sidesOf(one, lanes, { resolve, methodology, language, text: view.revision.text });
    const missing = lanes.filter(({ id }) => !unfinished.has(id) && !sides.some(({ member }) => member.id === id));
    const agreed = one.kind === "missed" ? missing.flatMap(({ id }) => (hasConceded(one, id) ? [id] : [])) : [];
    const ranges = sides.map((side) => side.ranges).reduce<Range[]>(unionRanges, []);
    const start = ranges[0]?.start;
    const question = questions.find(({ id }) => id === one.about?.question) ?? null;
    return {
      view: one,
      sides,
      missing,
      ranges,
      ruled: new Map(one.rulings.map(({ number, outcome }) => [number, ruledPassages(outcome, sides, resolve)])),
      paragraph: start === undefined ? null : (blockAt(view.revision.blocks, start)?.number ?? null),
      question,
      questionNow: view.methodology?.content.questions.find(({ id }) => id === one.about?.question) ?? null,
      questionNumber: (question && numbers.get(question.id)) ?? null,
      categories: categoriesOf(sides),
      categoriesNow: categoriesNow(one, view, language),
      isOpen: one.rulings.length === 0,
      agreed,
      offered: offeredOf({ view: one, sides }, missing, agreed),
    };
  });
}

/** Names of who coded a round and had not handed in when it was revealed: they are compared with nobody. */
export function notHandedIn({ layers, members }: Pick<VerdictView, "layers" | "members">, of: RoundId): string[] {
  const owners = new Set(unfinishedOf(layers, of));
  return members.filter(({ id }) => owners.has(id)).map(({ name }) => name);
}

function unfinishedOf(layers: VerdictView["layers"], of: RoundId): MemberId[] {
  return layers.flatMap(({ round, owner, isUnfinished }) => (round === of && owner && isUnfinished ? [owner] : []));
}

/** What a disagreement is read with. */
interface Reading {
  resolve: ReturnType<typeof resolver>;
  methodology: MethodologyVersion;
  language: UiLanguage;
  text: string;
}

function hasConceded({ concessions }: DisagreementView, coder: MemberId): boolean {
  return concessions.some(({ member }) => member === coder);
}

/** What each coder has in the disagreement, in the order of their lanes; nothing of who has nothing. */
function sidesOf(
  one: DisagreementView,
  lanes: readonly MemberCard[],
  { resolve, methodology, language, text }: Reading,
): DisagreementSide[] {
  return lanes.flatMap((member, lane): DisagreementSide[] => {
    const { id } = member;
    const common = { member, lane, hasConceded: hasConceded(one, id) };
    const tag = one.tags.find(({ coder }) => coder === id);
    if (tag) {
      const { ranges, isChanged } = resolve(tag.anchor);
      const words = ranges.flatMap((range) => wordsOnly(text, range));
      return [
        {
          ...common,
          tag: tagOf(tag, ranges, methodology, text, language),
          answer: null,
          ranges,
          passages: [],
          words,
          note: joinedTagWords(tag),
          isChanged,
        },
      ];
    }
    const answer = one.answers.find(({ coder }) => coder === id);
    if (!answer) return [];
    const places = answer.evidence.map(resolve).filter(({ ranges }) => ranges.length > 0);
    const passages = places.map(({ ranges }) => ranges);
    const ranges = passages.reduce<Range[]>(unionRanges, []);
    const isChanged = places.some((place) => place.isChanged);
    return [{ ...common, tag: null, answer, ranges, passages, words: ranges, note: answer.note, isChanged }];
  });
}

function offeredOf(shown: Said, missing: readonly MemberCard[], agreed: readonly MemberId[]): MemberId[] | null {
  if (missing.length > 0 && agreed.length === missing.length) return mostSay(shown);
  const { sides } = shown;
  const left = sides.filter(({ hasConceded }) => !hasConceded).map(({ member }) => member.id);
  return left.length < sides.length && left.length <= 1 ? left : null;
}

function ruledPassages(
  outcome: Outcome,
  sides: readonly DisagreementSide[],
  resolve: ReturnType<typeof resolver>,
): RuledPassages {
  if (outcome.kind === "none") return { passages: [], isOwn: false, isChanged: false };
  const named = namedBy(outcome).map(resolve);
  const followed = outcome.kind === "entries" && !outcome.evidence ? outcome.coders : [];
  const theirs = sides.filter(({ member }) => followed.includes(member.id));
  const all = [
    ...named.map(({ ranges }) => ranges),
    ...theirs.flatMap(({ tag, ranges, passages }) => (tag ? [ranges] : passages)),
  ];
  const passages = [...new Map(all.map((ranges) => [JSON.stringify(ranges), ranges])).values()];
  return {
    passages: passages.filter((ranges) => ranges.length > 0),
    isOwn: named.length > 0,
    isChanged: [...named, ...theirs].some(({ isChanged }) => isChanged),
  };
}

/** The passages that a ruling names itself. */
function namedBy(outcome: Outcome): Anchor[] {
  if (outcome.kind === "span") return [outcome.anchor];
  return outcome.kind === "none" ? [] : (outcome.evidence ?? []).map(({ anchor }) => anchor);
}

function resolver(
  list: DisagreementList,
  view: VerdictView,
): (anchor: Anchor) => { ranges: Range[]; isChanged: boolean } {
  const anchors = list.cases.flatMap(({ tags, answers, rulings }) => [
    ...tags.map(({ anchor }) => anchor),
    ...answers.flatMap(({ evidence }) => evidence),
    ...rulings.flatMap(({ outcome }) => namedBy(outcome)),
  ]);
  const places = resolveMany(anchors, view.maps, view.revision.number);
  const known = new Map(anchors.map((anchor, i) => [anchor, places[i]]));
  return (anchor) => {
    const place = known.get(anchor);
    if (!place || place === "newer") return { ranges: [], isChanged: false };
    return { ranges: place.ranges, isChanged: place.state === "changed" || place.state === "removed" };
  };
}

function tagOf(
  { category, version }: DisagreementView["tags"][number],
  ranges: readonly Range[],
  methodology: MethodologyVersion,
  text: string,
  language: UiLanguage,
): DisagreementSide["tag"] {
  const { category: id, shown } = shownCategory(methodology, category, version);
  return {
    category: id,
    code: shown?.code ?? "",
    label: shown ? localise(shown.label, language) : category,
    words: wordCount(text, ranges),
  };
}

function categoriesNow(
  { tags }: DisagreementView,
  { methodology }: VerdictView,
  language: UiLanguage,
): ShownDisagreement["categoriesNow"] {
  const found = new Map<CategoryId, { of: ShownDisagreement["categoriesNow"][number]; count: number }>();
  for (const { category, version } of tags) {
    if (!methodology) continue;
    const { candidates, category: now } = shownCategory(methodology, category, version);
    const isSure = candidates.length === 0;
    for (const id of isSure ? [now] : candidates) {
      const inForce = methodology.content.categories.find((each) => each.id === id);
      if (!inForce) continue;
      const { code, label } = inForce;
      const count = (found.get(id)?.count ?? 0) + 1;
      found.set(id, { of: { id, code, label: localise(label, language), isSure }, count });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count).map(({ of }) => of);
}

/** How many words a passage has. */
export function wordCount(text: string, ranges: readonly Range[]): number {
  return ranges.reduce(
    (sum, { start, end }) => sum + (text.slice(start, end).match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0),
    0,
  );
}

function categoriesOf(sides: readonly DisagreementSide[]): ShownDisagreement["categories"] {
  const counts = new Map<CategoryId, { of: NamedCategory; count: number }>();
  for (const { tag } of sides) {
    if (!tag) continue;
    const { category: id, code, label } = tag;
    counts.set(id, { of: { id, code, label }, count: (counts.get(id)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ of }) => of);
}

type Said = Pick<ShownDisagreement, "view" | "sides">;

/** Coders who gave the same answer as one of them, or tagged the very same passage as the same, that one included: it is ruled for all of them. */
export function sameSay({ view, sides }: Said, coder: MemberId): MemberId[] {
  const tagged = new Map(view.tags.map((tag) => [tag.coder, JSON.stringify([tag.category, tag.anchor])]));
  const saidBy = ({ member: { id }, answer }: DisagreementSide): string =>
    (answer ? sameAnswer(answer.value) : tagged.get(id)) ?? id;
  const said = sides.filter(({ member }) => member.id === coder).map(saidBy);
  return sides.flatMap((side) => (said.includes(saidBy(side)) ? [side.member.id] : []));
}

/** Whose it is that most coders say, to the letter. */
export function mostSay(shown: Said): MemberId[] {
  const all = shown.sides.map(({ member }) => sameSay(shown, member.id));
  return all.reduce<MemberId[]>((most, each) => (each.length > most.length ? each : most), []);
}

/**
 * What "both stand" means of a disagreement of tags: one tag of each category, that with the most words; where there is one category, one
 * of each wording.
 */
export function bothStand({ sides, categories }: ShownDisagreement): MemberId[] {
  const ids = categories.length > 1 ? categories.map(({ id }) => id) : [];
  if (ids.length === 0) {
    const wordings = new Map(sides.map(({ ranges, member }) => [JSON.stringify(ranges), member.id]));
    return [...wordings.values()];
  }
  return ids.flatMap((id) => {
    const of = sides.filter(({ tag }) => tag?.category === id);
    const widest = of.reduce<DisagreementSide | null>(
      (best, side) => (best && (best.tag?.words ?? 0) >= (side.tag?.words ?? 0) ? best : side),
      null,
    );
    return widest ? [widest.member.id] : [];
  });
}
