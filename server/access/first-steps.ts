import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import { DUTIES, type Role } from "../../schema/domain/member.ts";
import { hasReached, type Mode, type Stage } from "../../schema/domain/verdict.ts";
import type { FirstStep } from "../../schema/protocol/http/network.ts";

/** What the store says of a verdict to somebody, as far as it is of their first steps. One that they may not read yet has no id. */
export interface StepVerdict {
  id: VerdictId | null;
  stage: Stage;
  mode: Mode;
  /** It is of their organisation. */
  isOwn: boolean;
  /** Who prepares it: facilitators of its owner. */
  preparers: readonly MemberId[];
  mayPrepare: boolean;
  names: { open: number; all: number; toReplace?: true } | undefined;
  /** They have signed it, and it waits for one of these to sign second. */
  waitsFor: readonly MemberId[] | null;
  isOpened: boolean;
  /** They have read in it as much as is a reading. */
  isRead: boolean;
  mayTag: boolean;
  /** How far its language is from those that they read. */
  distance: 0 | 1 | 2;
  /** In paragraphs. */
  length: number;
  /** It waits for them to code it alone. */
  isToCode: boolean;
  /** Somebody has tagged in what all tag in, or a round was begun. */
  isCoded: boolean;
  /** A round was begun. */
  hasRound: boolean;
  mayBegin: boolean;
  /** All its coders have handed in, and one may reveal what they did. */
  mayReveal: boolean;
  /** Everything of its round is ruled on, and one may mark it as settled. */
  mayMark: boolean;
  isSettled: boolean;
  /** How many coders of a blind round have handed in, where one may know. */
  coders: { done: number; of: number } | null;
  /** How many disagreements are ruled on, once they are revealed. */
  ruled: { done: number; of: number } | null;
}

/** Whatever else somebody's first steps are computed from. */
export interface StepFacts {
  role: Role;
  /** They began the network; whoever came later has steps of their own. */
  isFirst: boolean;
  /**
   * Who has joined, of those who have and those who are invited; oneself is among them. Of the whole network to who began it, of their
   * organisation to who came later.
   */
  people: { done: number; of: number };
  verdicts: readonly StepVerdict[];
  /** A document was begun: by anybody, or by oneself, as with `people`. */
  hasWritten: boolean;
  hasLearned: boolean;
  hasTagged: boolean;
  /** Something was said in the discussion of a verdict. */
  hasCommented: boolean;
  /** With a passage, where the question asks for one. */
  hasAnswered: boolean;
}

/** A step before it is known which is next: it is one's own where one could take it now. */
type Step = Omit<FirstStep, "state"> & { isDone: boolean; isMine: boolean };

/**
 * The first steps of who began the network, of a facilitator who came later, of a lawyer, or of who discusses or reads. Computed from what there is,
 * never ticked by hand: done, or the next that one can take oneself, or later, with who works on it meanwhile and how far they are.
 */
export function firstSteps(facts: StepFacts): FirstStep[] {
  const { leads, codes } = DUTIES[facts.role];
  const steps = leads
    ? facts.isFirst
      ? ofFirst(facts)
      : ofFacilitator(facts)
    : codes
      ? ofLawyer(facts)
      : ofReader(facts);
  const next = steps.find(({ isDone, isMine }) => !isDone && isMine);
  return steps.map(({ isDone, isMine, ...step }) => {
    if (isDone) return { ...step, state: "done" };
    if (step.step === next?.step) return { ...step, state: "next" };
    return { ...step, state: "later", ...(isMine ? { isOpen: true } : {}) };
  });
}

function ofFirst({ people, verdicts, hasWritten }: StepFacts): Step[] {
  const cleared = verdicts.filter(isCleared);
  const tagged = nearestOf(cleared.filter(takesTags))[0] ?? cleared[0];
  return [
    { step: "create", isDone: true, isMine: true },
    ...untilCleared(people, verdicts),
    {
      step: "tag",
      isDone: cleared.some(({ isCoded }) => isCoded),
      isMine: tagged !== undefined,
      ...(tagged?.id ? { verdict: tagged.id } : {}),
    },
    {
      step: "settle",
      isDone: cleared.some(({ isSettled }) => isSettled),
      ...settling(cleared),
    },
    { step: "write", isDone: hasWritten, isMine: cleared.length > 0 },
  ];
}

/** Whoever came into a network that others began: what they have learned and tagged, what their organisation has brought, what they wrote. */
function ofFacilitator(facts: StepFacts): Step[] {
  return [
    ...arriving(facts),
    ...untilCleared(
      facts.people,
      facts.verdicts.filter(({ isOwn }) => isOwn),
    ),
    tagging(facts),
    { step: "write", isDone: facts.hasWritten, isMine: facts.verdicts.some(isCleared) },
  ];
}

/** How people come to have a verdict to read. */
function untilCleared(people: StepFacts["people"], verdicts: readonly StepVerdict[]): Step[] {
  const isAnyCleared = verdicts.some(isCleared);
  const prepared = preparedNow(verdicts);
  const areNamesReplaced = prepared?.mayPrepare === true && prepared.names?.open === 0 && !prepared.names.toReplace;
  return [
    { step: "invite", isDone: people.of > 1, isMine: true, ...(people.of > 1 ? { count: people } : {}) },
    { step: "add", isDone: verdicts.length > 0, isMine: true },
    {
      step: "prepare",
      isDone: isAnyCleared || areNamesReplaced,
      isMine: prepared?.mayPrepare === true,
      ...(isAnyCleared ? {} : progressOf(prepared)),
    },
    {
      step: "read",
      isDone: isAnyCleared,
      isMine: areNamesReplaced && prepared.waitsFor === null,
      ...(prepared?.mayPrepare && prepared.id ? { verdict: prepared.id } : {}),
      ...(prepared?.waitsFor ? { who: [...prepared.waitsFor] } : {}),
    },
  ];
}

/** How a verdict comes to be settled: its round is marked so, ruled on, revealed, coded by others meanwhile, or begun, while there is none. */
function settling(cleared: readonly StepVerdict[]): Omit<Step, "step" | "isDone"> {
  const marked = cleared.find(({ mayMark }) => mayMark);
  if (marked) return { isMine: true, act: "mark", ...placeOf(marked, marked.ruled) };
  const ruled = cleared.find((each) => each.ruled !== null && each.ruled.done < each.ruled.of && !each.isSettled);
  if (ruled) return { isMine: true, act: "rule", ...placeOf(ruled, ruled.ruled) };
  const revealed = cleared.find(({ mayReveal }) => mayReveal);
  if (revealed) return { isMine: true, act: "reveal", ...placeOf(revealed, revealed.coders) };
  const blind = cleared.find(({ mode }) => mode === "blind");
  if (blind) return { isMine: false, ...placeOf(blind, blind.coders) };
  const others = cleared.find((each) => each.ruled !== null && !each.isSettled);
  if (others) return { isMine: false, ...placeOf(others, others.ruled) };
  const open = cleared.some(({ hasRound }) => hasRound) ? [] : cleared.filter(({ mayBegin }) => mayBegin);
  const begun = open.find(({ isCoded }) => isCoded) ?? open[0];
  return begun ? { isMine: true, act: "begin", ...placeOf(begun, null) } : { isMine: false };
}

function ofLawyer(facts: StepFacts): Step[] {
  const { verdicts, hasTagged, hasAnswered } = facts;
  // Nobody tries it in a round that they code alone: there it counts.
  const open = tagging({ ...facts, verdicts: verdicts.filter(({ mode }) => mode === "open") });
  return [
    ...arriving(facts),
    // A tag takes one passage of it all; tags and an answer with its passage take a reading.
    reading(verdicts, hasTagged && hasAnswered),
    tagging(facts),
    { ...open, step: "answer", isDone: hasAnswered },
  ];
}

/** Whoever does not code: they read, and say what they think where their role discusses. */
function ofReader(facts: StepFacts): Step[] {
  const { role, verdicts, hasCommented } = facts;
  // What coders do in a round is not there to be discussed before the reveal.
  const said = toRead(verdicts.filter(({ mode }) => mode !== "blind"));
  const discuss: Step = {
    step: "discuss",
    isDone: hasCommented,
    isMine: said !== undefined,
    ...(said?.id ? { verdict: said.id } : {}),
  };
  return [...arriving(facts), reading(verdicts, false), ...(DUTIES[role].discusses ? [discuss] : [])];
}

/** To read a verdict, which who opened it has not done yet. */
function reading(verdicts: readonly StepVerdict[], hasWorked: boolean): Step {
  const read = toRead(verdicts);
  return {
    step: "read",
    isDone: hasWorked || verdicts.some((each) => isCleared(each) && each.isRead),
    isMine: read !== undefined,
    ...(read?.id ? { verdict: read.id } : progressOf(preparedNow(verdicts))),
  };
}

function arriving({ hasLearned }: StepFacts): Step[] {
  return [
    { step: "join", isDone: true, isMine: true },
    // Only what was read counts: a tag takes one definition of them all.
    { step: "learn", isDone: hasLearned, isMine: true },
  ];
}

/**
 * To read, in the language that they read best: the newest in which there are tags to look at, else the newest. No round that others code,
 * whose tags are hidden.
 */
function toRead(verdicts: readonly StepVerdict[]): StepVerdict | undefined {
  const readable = verdicts.filter((verdict) => isCleared(verdict) && (verdict.mode !== "blind" || verdict.isToCode));
  const nearest = nearestOf(readable);
  return nearest.findLast(({ isCoded, mode }) => isCoded && mode !== "blind") ?? nearest.at(-1);
}

/** After the first steps of who does not lead: what they have not opened yet. */
export function nextToRead({ role, verdicts }: Pick<StepFacts, "role" | "verdicts">): VerdictId | null {
  return DUTIES[role].leads ? null : (toRead(verdicts.filter(({ isOpened }) => !isOpened))?.id ?? null);
}

/** In what waits for them, else, of what they read best, in the one that they know already, else in the shortest, the newest of equals. */
function tagging({ verdicts, hasTagged }: StepFacts): Step {
  const mine = verdicts.filter((verdict) => isCleared(verdict) && takesTags(verdict));
  const nearest = nearestOf(mine);
  const coded =
    mine.find(({ isToCode }) => isToCode) ??
    nearest.find(({ isOpened }) => isOpened) ??
    nearest.toReversed().toSorted((a, b) => a.length - b.length)[0];
  return {
    step: "tag",
    isDone: hasTagged,
    isMine: coded !== undefined,
    ...(coded?.id ? { verdict: coded.id } : {}),
  };
}

/** Those in a language that they read, else in one that is near to it, else all. */
function nearestOf(verdicts: readonly StepVerdict[]): readonly StepVerdict[] {
  const nearest = Math.min(...verdicts.map(({ distance }) => distance));
  return verdicts.filter(({ distance }) => distance === nearest);
}

/** What one tags in it now is theirs: all tag together, or it waits for them to code it. After the reveal nobody tags. */
function takesTags({ mayTag, mode, isToCode }: StepVerdict): boolean {
  return mayTag && (mode === "open" || isToCode);
}

function isCleared({ stage }: StepVerdict): boolean {
  return hasReached(stage, "cleared");
}

/** What is in preparation: one's own before that of others. */
function preparedNow(verdicts: readonly StepVerdict[]): StepVerdict | undefined {
  const all = verdicts.filter((verdict) => !isCleared(verdict));
  return all.find(({ mayPrepare }) => mayPrepare) ?? all[0];
}

/** Who prepares a verdict and how many of its names are decided; of others' verdicts no more than that. */
function progressOf(verdict: StepVerdict | undefined): Partial<FirstStep> {
  if (!verdict) return {};
  const { id, mayPrepare, names, preparers } = verdict;
  return {
    ...(mayPrepare && id ? { verdict: id } : { who: [...preparers] }),
    ...(names && names.all > 0 ? { count: { done: names.all - names.open, of: names.all } } : {}),
  };
}

function placeOf(
  verdict: StepVerdict | undefined,
  count: { done: number; of: number } | null | undefined,
): Partial<FirstStep> {
  return { ...(verdict?.id ? { verdict: verdict.id } : {}), ...(count && count.of > 0 ? { count } : {}) };
}
