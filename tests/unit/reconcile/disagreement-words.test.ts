import type { MemberId } from "../../../schema/domain/ids.ts";
import { expect, it } from "vitest";
import { nameOf, passagesOf, ruledSentence, summaryOf } from "../../../client/reconcile/disagreement-words.ts";
import { shownDisagreements, type ShownDisagreement } from "../../../client/reconcile/shown-disagreement.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { DisagreementList } from "../../../schema/protocol/http/disagreements.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";

const TEXT = "She had no way out. He knew of it.";
const CODERS = ["a".repeat(22), "b".repeat(22)];

/** The name of a case in which two coders tagged these words. */
function named(kind: string, ...tagged: { category: string; words: string[] }[]): string | undefined {
  const tags = tagged.map(({ category, words }, i) => {
    const ranges = words.map((each) => ({ start: TEXT.indexOf(each), end: TEXT.indexOf(each) + each.length }));
    return { coder: CODERS[i], annotation: `t${i}`, category, version: 1, anchor: { revision: 1, ranges }, note: "" };
  });
  const one = { id: "c", kind, version: 0, about: null, tags, answers: [], rulings: [], concessions: [] };
  const view = {
    revision: { number: 1, text: TEXT, blocks: [] },
    maps: [],
    members: [],
    layers: [],
    verdict: {},
    methodology: null,
  };
  const methodology = { number: 1, maps: [], gone: [], content: { categories: [], questions: [] } };
  const list = { round: { id: "r" }, coders: CODERS, cases: [one] };
  const [shown] = shownDisagreements(
    list as unknown as DisagreementList,
    view as unknown as VerdictView,
    methodology as unknown as MethodologyVersion,
    "en",
  );
  return shown && nameOf(shown);
}

it("speaks of borders only where they differ in words", () => {
  const force = (...words: string[]) => ({ category: "force", words });
  const act = (...words: string[]) => ({ category: "act", words });
  expect(named("category", force("no way out"), act("no way out."))).toBe("Which category");
  expect(named("category", force("She had", "He knew"), act("She had", "He knew"))).toBe("Which category");
  expect(named("category", force("no way out"), act("way out"))).toBe("Which category, and where");
  expect(named("place", force("no way out."), force("way out"))).toBe("Where it starts");
  expect(named("place", force("no way out. He"), force("no", "He"))).toBe("Where it starts and ends");
});

it("numbers a question as handing in does: among those that are asked of people", () => {
  const questions = [{ id: "q.court", from: "court" }, { id: "q.final" }, { id: "q.form" }];
  const cases = ["q.form", "q.court"].map((question) => ({
    id: question,
    kind: "answer",
    about: { question, subject: "verdict" },
    tags: [],
    answers: [],
    rulings: [],
    concessions: [],
  }));
  const view = {
    revision: { number: 1, text: TEXT, blocks: [] },
    maps: [],
    members: [],
    layers: [{ round: "r", owner: CODERS[1], isUnfinished: true }],
    verdict: {},
    methodology: null,
  };
  const shown = shownDisagreements(
    { round: { id: "r" }, coders: CODERS, cases } as unknown as DisagreementList,
    view as unknown as VerdictView,
    { number: 1, maps: [], gone: [], content: { categories: [], questions } } as unknown as MethodologyVersion,
    "en",
  );
  expect(shown.map(({ questionNumber }) => questionNumber)).toEqual([2, null]);
  // Who had not handed in is not said to have nothing here.
  expect(shown.map(({ missing }) => missing.map(({ id }) => id))).toEqual([[CODERS[0]], [CODERS[0]]]);
});

it("counts the passages of a ruled answer: those that the panel named, else those of the coders who are followed, the same ones once", () => {
  const [a, b] = CODERS.map((id) => ({ member: { id } }));
  const at = (start: number) => [{ start, end: start + 3 }];
  const sides = [
    { ...a, passages: [at(0), at(10)] },
    { ...b, passages: [at(0)] },
  ];
  const shown = { view: { about: { question: "q" } }, sides } as unknown as ShownDisagreement;
  const coders = CODERS as MemberId[];
  expect(passagesOf(shown, { kind: "entries", coders })).toBe(2);
  expect(passagesOf(shown, { kind: "entries", coders: coders.slice(1) })).toBe(1);
  expect(passagesOf(shown, { kind: "entries", coders, evidence: [] })).toBe(0);
  expect(
    passagesOf(shown, {
      kind: "value",
      value: "yes",
      version: 1,
      evidence: [{ id: "e", anchor: { revision: 1, ranges: at(0) } }],
    }),
  ).toBe(1);
  expect(passagesOf({ ...shown, view: { ...shown.view, about: null } }, { kind: "entries", coders })).toBe(0);
});

it("ends the sentence of a ruling once, whatever the answer ends with", () => {
  const shown = { view: { about: { question: "q" } }, sides: [], question: { type: "text" } };
  const said = (value: string, proofs: number): string => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
    const evidence = Array.from({ length: proofs }, (_, i) => ({ id: `e${i}`, anchor }));
    const outcome = { kind: "value" as const, value, version: 1, evidence };
    const { what, end } = ruledSentence(shown as unknown as ShownDisagreement, outcome, String);
    return `${what}${end}`;
  };
  expect(said("She was not heard", 0)).toBe("Answer: She was not heard.");
  expect(said("She was not heard.", 0)).toBe("Answer: She was not heard.");
  expect(said("She was not heard.", 2)).toBe("Answer: She was not heard. (2 passages).");
});

it("says of a question that a coder did not answer it, of a passage that they have no tag", () => {
  const coder = (initials: string) => ({ member: { id: initials, initials } });
  const missed = { sides: [coder("AP"), coder("NV")], missing: [{ id: "BX", initials: "BX" }], categories: [] };
  const shown = (about: { question: string } | null) =>
    ({ ...missed, view: { kind: "missed", about } }) as unknown as ShownDisagreement;
  expect([nameOf(shown({ question: "q" })), summaryOf(shown({ question: "q" }))]).toEqual([
    "Not answered by one",
    "BX: not answered",
  ]);
  expect([nameOf(shown(null)), summaryOf(shown(null))]).toEqual(["Missed by one", "BX: no tag"]);
});
