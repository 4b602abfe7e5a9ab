import { describe, expect, it } from "vitest";
import { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import type { FirstStep } from "../../../schema/protocol/http/network.ts";
import { firstSteps, nextToRead, type StepFacts, type StepVerdict } from "../../../server/access/first-steps.ts";

const MIRA = MemberId.parse("mira".padEnd(22, "0"));
const FIRST = VerdictId.parse("first".padEnd(22, "0"));

const SECOND = VerdictId.parse("second".padEnd(22, "0"));

const NOTHING: StepFacts = {
  role: "facilitator",
  isFirst: true,
  people: { done: 1, of: 1 },
  verdicts: [],
  hasWritten: false,
  hasLearned: false,
  hasTagged: false,
  hasCommented: false,
  hasAnswered: false,
};
const IMPORTED: StepVerdict = {
  id: FIRST,
  stage: "in-preparation",
  mode: "open",
  isOwn: true,
  preparers: [MIRA],
  mayPrepare: true,
  waitsFor: null,
  names: { open: 152, all: 214 },
  isOpened: false,
  isRead: false,
  mayTag: false,
  distance: 0,
  length: 60,
  isToCode: false,
  isCoded: false,
  hasRound: false,
  mayBegin: false,
  mayReveal: false,
  mayMark: false,
  isSettled: false,
  coders: null,
  ruled: null,
};
const CLEARED: StepVerdict = { ...IMPORTED, stage: "cleared", names: undefined, mayTag: true };
const REVEALED: StepVerdict = {
  ...CLEARED,
  mode: "revealed",
  isCoded: true,
  hasRound: true,
  mayBegin: true,
  ruled: { done: 58, of: 58 },
};
const OTHERS: StepVerdict = { ...IMPORTED, id: null, isOwn: false, mayPrepare: false };

/** Done and next, as words. */
const way = (facts: Partial<StepFacts>): { done: string[]; next: string | undefined } => {
  const steps = firstSteps({ ...NOTHING, ...facts });
  return {
    done: steps.filter(({ state }) => state === "done").map(({ step }) => step),
    next: steps.find(({ state }) => state === "next")?.step,
  };
};
const step = (facts: Partial<StepFacts>, name: string): unknown =>
  firstSteps({ ...NOTHING, ...facts }).find((each) => each.step === name);

describe("the first steps of who began the network", () => {
  const people = { done: 1, of: 9 };
  it.each([
    ["nothing but the network", {}, ["create"], "invite"],
    ["people are invited", { people }, ["create", "invite"], "add"],
    ["a verdict is added", { people, verdicts: [IMPORTED] }, ["create", "invite", "add"], "prepare"],
    [
      "all its names are decided, and some stand in the text",
      { people, verdicts: [{ ...IMPORTED, names: { open: 0, all: 214, toReplace: true as const } }] },
      ["create", "invite", "add"],
      "prepare",
    ],
    [
      "all its names are decided and replaced",
      { people, verdicts: [{ ...IMPORTED, names: { open: 0, all: 214 } }] },
      ["create", "invite", "add", "prepare"],
      "read",
    ],
    ["it is cleared", { people, verdicts: [CLEARED] }, ["create", "invite", "add", "prepare", "read"], "tag"],
    [
      "it is coded in a round",
      { people, verdicts: [{ ...CLEARED, mode: "blind", isCoded: true }] },
      ["create", "invite", "add", "prepare", "read", "tag"],
      "write",
    ],
    [
      "it is tagged together, and there was no round",
      { people, verdicts: [{ ...CLEARED, isCoded: true, mayBegin: true }] },
      ["create", "invite", "add", "prepare", "read", "tag"],
      "settle",
    ],
    [
      "it is revealed",
      { people, verdicts: [{ ...REVEALED, ruled: { done: 34, of: 58 } }] },
      ["create", "invite", "add", "prepare", "read", "tag"],
      "settle",
    ],
    [
      "all is ruled, and somebody else marks it as settled",
      { people, verdicts: [REVEALED] },
      ["create", "invite", "add", "prepare", "read", "tag"],
      "write",
    ],
    [
      "it is settled",
      { people, verdicts: [{ ...CLEARED, mode: "adjudicated", isCoded: true, isSettled: true }] },
      ["create", "invite", "add", "prepare", "read", "tag", "settle"],
      "write",
    ],
  ] as const)("%s", (_, facts, done, next) => {
    expect(way(facts)).toEqual({ done, next });
  });

  it("goes on without those that only others can take, and says who works on them and how far they are", () => {
    expect(way({ people, verdicts: [OTHERS] }).next).toBeUndefined();
    expect(step({ people, verdicts: [OTHERS] }, "prepare")).toEqual({
      step: "prepare",
      state: "later",
      who: [MIRA],
      count: { done: 62, of: 214 },
    });
    expect(
      step({ verdicts: [{ ...CLEARED, mode: "blind", isCoded: true, coders: { done: 2, of: 4 } }] }, "settle"),
    ).toEqual({
      step: "settle",
      state: "later",
      verdict: FIRST,
      count: { done: 2, of: 4 },
    });
  });

  it("settles by a round that is begun, ruled on, and marked as settled, where there is none that is further", () => {
    const open: StepVerdict = { ...CLEARED, id: SECOND, mayBegin: true };
    const ruling: StepVerdict = { ...REVEALED, ruled: { done: 34, of: 58 } };
    const settle = (...verdicts: StepVerdict[]): unknown => step({ people, verdicts }, "settle");
    expect(settle(open, { ...CLEARED, isCoded: true, mayBegin: true })).toEqual({
      step: "settle",
      state: "next",
      act: "begin",
      verdict: FIRST,
    });
    expect(settle({ ...open, mayBegin: false })).toEqual({ step: "settle", state: "later" });
    const coders = { done: 4, of: 4 };
    const handedIn: StepVerdict = { ...CLEARED, mode: "blind", isCoded: true, hasRound: true, coders, mayReveal: true };
    expect(settle(open, handedIn)).toMatchObject({ state: "next", act: "reveal", verdict: FIRST, count: coders });
    expect(settle(open, { ...handedIn, mayReveal: false })).toMatchObject({ state: "later", count: coders });
    expect(settle(open, ruling)).toMatchObject({ state: "next", act: "rule", verdict: FIRST, count: ruling.ruled });
    expect(settle(open, ruling, { ...REVEALED, id: SECOND, mayMark: true })).toMatchObject({
      act: "mark",
      verdict: SECOND,
      count: REVEALED.ruled,
    });
    // How far it is, to who coded it.
    expect(settle(open, REVEALED)).toEqual({ step: "settle", state: "later", verdict: FIRST, count: REVEALED.ruled });
    // Its coders agreed on everything.
    expect(settle({ ...REVEALED, mayMark: true, ruled: null })).toMatchObject({ state: "next", act: "mark" });
  });

  it("says how many have joined once somebody is invited", () => {
    expect(step({}, "invite")).toEqual({ step: "invite", state: "next" });
    expect(step({ people }, "invite")).toEqual({ step: "invite", state: "done", count: people });
  });

  it("leads to one's own verdict, though somebody else's came first", () => {
    expect(step({ people, verdicts: [OTHERS, IMPORTED] }, "prepare")).toMatchObject({ state: "next", verdict: FIRST });
  });
});

describe("the first steps of a facilitator who came later", () => {
  const THEIRS: StepVerdict = { ...CLEARED, isOwn: false, isCoded: true, isSettled: true };
  const arrived = { isFirst: false, verdicts: [THEIRS] };
  const people = { done: 1, of: 3 };
  const own = [THEIRS, { ...IMPORTED, id: SECOND }];
  it.each([
    ["others have read a verdict together", arrived, ["join"], "learn"],
    ["the methodology was opened", { ...arrived, hasLearned: true }, ["join", "learn"], "invite"],
    ["people of theirs are invited", { ...arrived, hasLearned: true, people }, ["join", "learn", "invite"], "add"],
    [
      "their organisation adds a verdict",
      { ...arrived, hasLearned: true, people, verdicts: own },
      ["join", "learn", "invite", "add"],
      "prepare",
    ],
    [
      "it is cleared",
      { ...arrived, hasLearned: true, people, verdicts: [THEIRS, { ...CLEARED, id: SECOND }] },
      ["join", "learn", "invite", "add", "prepare", "read"],
      "tag",
    ],
    [
      "they have tagged",
      { ...arrived, hasLearned: true, hasTagged: true, people, verdicts: [THEIRS, { ...CLEARED, id: SECOND }] },
      ["join", "learn", "invite", "add", "prepare", "read", "tag"],
      "write",
    ],
  ] as const)("%s", (_, facts, done, next) => {
    expect(way({ ...facts })).toEqual({ done, next });
  });

  it("lead to what waits for them, and are open before their turn where they can be taken", () => {
    const verdicts = [{ ...THEIRS, id: SECOND, mode: "blind", isToCode: true } as const, THEIRS];
    expect(step({ ...arrived, verdicts }, "tag")).toEqual({
      step: "tag",
      state: "later",
      isOpen: true,
      verdict: SECOND,
    });
    expect(step({ ...arrived, verdicts }, "prepare")).toEqual({ step: "prepare", state: "later" });
  });
});

describe("the first steps of a lawyer", () => {
  const role = "lawyer" as const;
  it.each([
    ["joined", {}, ["join"], "learn"],
    ["the methodology was opened", { hasLearned: true }, ["join", "learn"], undefined],
    ["a verdict is cleared", { hasLearned: true, verdicts: [CLEARED] }, ["join", "learn"], "read"],
    [
      "it was opened, and not read",
      { hasLearned: true, verdicts: [{ ...CLEARED, isOpened: true }] },
      ["join", "learn"],
      "read",
    ],
    [
      "it was read",
      { hasLearned: true, verdicts: [{ ...CLEARED, isOpened: true, isRead: true }] },
      ["join", "learn", "read"],
      "tag",
    ],
    // A tag takes one passage of it all.
    [
      "something was tagged, and nothing read",
      { hasLearned: true, hasTagged: true, verdicts: [CLEARED] },
      ["join", "learn", "tag"],
      "read",
    ],
    [
      "something was tagged and a question answered: whoever did both has read",
      { hasLearned: true, hasTagged: true, hasAnswered: true, verdicts: [CLEARED] },
      ["join", "learn", "read", "tag", "answer"],
      undefined,
    ],
    [
      "a question was answered, and the methodology never read",
      { hasTagged: true, hasAnswered: true, verdicts: [{ ...CLEARED, isRead: true }] },
      ["join", "read", "tag", "answer"],
      "learn",
    ],
    [
      "all was done",
      { hasLearned: true, hasTagged: true, hasAnswered: true, verdicts: [{ ...CLEARED, isRead: true }] },
      ["join", "learn", "read", "tag", "answer"],
      undefined,
    ],
  ] as const)("%s", (_, facts, done, next) => {
    expect(way({ ...facts, role })).toEqual({ done, next });
  });

  it("says who prepares a verdict and how many names are decided, and not which verdict it is", () => {
    expect(step({ role, verdicts: [OTHERS] }, "read")).toEqual({
      step: "read",
      state: "later",
      who: [MIRA],
      count: { done: 62, of: 214 },
    });
  });

  it("leads to the newest that is in a language of theirs, though another is newer or was looked into", () => {
    const foreign: StepVerdict = { ...CLEARED, id: SECOND, distance: 2, isOpened: true };
    const at = (verdicts: StepVerdict[]): unknown[] =>
      firstSteps({ ...NOTHING, role, verdicts }).flatMap(({ verdict }) => (verdict ? [verdict] : []));
    expect(at([CLEARED, foreign])).toEqual([FIRST, FIRST, FIRST]);
    expect(at([foreign])).toEqual([SECOND, SECOND, SECOND]);
    // What waits to be coded alone was given to them, in translation too.
    expect(at([CLEARED, { ...foreign, isToCode: true }])).toEqual([FIRST, SECOND, SECOND]);
  });

  it("leads, to read, to what has tags to look at in that language, and never to a round that others code", () => {
    const [coded, blind] = [
      { ...CLEARED, isCoded: true },
      { ...CLEARED, id: SECOND, mode: "blind", isCoded: true, hasRound: true },
    ] as const satisfies StepVerdict[];
    const at = (...verdicts: StepVerdict[]): unknown => (step({ role, verdicts }, "read") as FirstStep).verdict;
    expect(at(coded, blind)).toBe(FIRST);
    expect(at(coded, { ...CLEARED, id: SECOND })).toBe(FIRST);
    expect(at({ ...coded, distance: 2 }, { ...CLEARED, id: SECOND })).toBe(SECOND);
    expect(at(blind)).toBeUndefined();
    expect(at({ ...blind, isToCode: true })).toBe(SECOND);
    // What comes after the steps is what they have not opened, of the same.
    const next = (...verdicts: StepVerdict[]): unknown => nextToRead({ role, verdicts });
    expect(next({ ...coded, isOpened: true }, { ...CLEARED, id: SECOND })).toBe(SECOND);
    expect(next({ ...coded, isOpened: true }, blind)).toBeNull();
    expect(nextToRead({ role: "facilitator", verdicts: [coded] })).toBeNull();
  });

  it("leads, to tag, to the shortest in the nearest language, and to the one that they know of those", () => {
    const foreign: StepVerdict = { ...CLEARED, distance: 2, length: 10 };
    const near: StepVerdict = { ...CLEARED, id: SECOND, distance: 1 };
    const third = VerdictId.parse("third".padEnd(22, "0"));
    const at = (...verdicts: StepVerdict[]): unknown[] =>
      ["tag", "answer"].map((name) => (step({ role, verdicts }, name) as { verdict: unknown }).verdict);
    expect(at(near, foreign)).toEqual([SECOND, SECOND]);
    expect(at(near, { ...near, id: third, length: 90 })).toEqual([SECOND, SECOND]);
    expect(at(near, { ...near, id: third })).toEqual([third, third]);
    expect(at(near, { ...near, id: third, length: 90, isOpened: true })).toEqual([third, third]);
    expect(at(near, { ...foreign, id: third, distance: 0, length: 420 })).toEqual([third, third]);
    // What one can only read is no reason to tag elsewhere.
    expect(at({ ...REVEALED, id: third }, near)).toEqual([SECOND, SECOND]);
  });

  it("leads to what takes tags: not to a round that is revealed, or that others code", () => {
    const blind: StepVerdict = { ...CLEARED, id: SECOND, mode: "blind" };
    const revealed: StepVerdict = { ...REVEALED, id: SECOND, isOpened: true, isRead: true };
    const at = (verdicts: StepVerdict[]): unknown[] =>
      ["tag", "answer"].map((name) => step({ role, hasLearned: true, verdicts }, name));
    const leads = { state: "later", isOpen: true, verdict: FIRST };
    for (const other of [blind, revealed])
      expect(at([CLEARED, other])).toEqual([
        other === blind ? { step: "tag", ...leads } : { step: "tag", state: "next", verdict: FIRST },
        { step: "answer", ...leads },
      ]);
    expect(at([revealed])).toEqual([
      { step: "tag", state: "later" },
      { step: "answer", state: "later" },
    ]);
  });

  it("leads, to answer, to no round that they code alone", () => {
    const alone: StepVerdict = { ...CLEARED, id: SECOND, mode: "blind", isToCode: true, distance: 0 };
    const open: StepVerdict = { ...CLEARED, distance: 1 };
    const at = (...verdicts: StepVerdict[]): unknown[] =>
      ["tag", "answer"].map((name) => (step({ role, verdicts }, name) as { verdict: unknown }).verdict);
    expect(at(open, alone)).toEqual([SECOND, FIRST]);
    expect(at(alone)).toEqual([SECOND, undefined]);
    expect(step({ role, hasLearned: true, hasTagged: true, verdicts: [alone] }, "answer")).toMatchObject({
      state: "later",
    });
  });

  it("offers nothing to tag to who may only read it", () => {
    const verdicts = [{ ...CLEARED, isOpened: true, isRead: true, mayTag: false }];
    expect(way({ role, hasLearned: true, verdicts })).toEqual({ done: ["join", "learn", "read"], next: undefined });
  });
});

describe("the first steps of who neither leads nor codes", () => {
  const CODED: StepVerdict = { ...CLEARED, isCoded: true, mayTag: false };
  const blind: StepVerdict = { ...CODED, id: SECOND, mode: "blind", hasRound: true };
  it.each([
    ["reviewer", ["join", "learn", "read", "discuss"]],
    ["reader", ["join", "learn", "read"]],
  ] as const)("%s: learn, read, and say what they think where they may", (role, names) => {
    expect(firstSteps({ ...NOTHING, role }).map((each) => each.step)).toEqual(names);
    expect(way({ role, hasLearned: true, verdicts: [CODED] })).toEqual({ done: ["join", "learn"], next: "read" });
    expect(step({ role, verdicts: [OTHERS] }, "read")).toMatchObject({ state: "later", who: [MIRA] });
    expect(nextToRead({ role, verdicts: [CODED] })).toBe(FIRST);
  });

  it("comment on what is not coded blind, until they have said something", () => {
    const of = { role: "reviewer", hasLearned: true } as const;
    const read = { ...CODED, isRead: true };
    expect(step({ ...of, verdicts: [read, blind] }, "discuss")).toMatchObject({ state: "next", verdict: FIRST });
    expect(step({ ...of, verdicts: [blind] }, "discuss")).toEqual({ step: "discuss", state: "later" });
    expect(step({ ...of, hasCommented: true, verdicts: [read] }, "discuss")).toMatchObject({ state: "done" });
  });
});
