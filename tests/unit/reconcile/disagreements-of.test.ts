import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AnnotationId, MemberId, QuestionId } from "../../../schema/domain/ids.ts";
import { codersOf, type DisagreementKind } from "../../../schema/domain/disagreement.ts";
import {
  disagreementsOf,
  type DisagreementGroup,
  type FrozenRound,
  type FrozenTag,
} from "../../../schema/reconcile/disagreements-of.ts";
import { overlaps } from "../../../schema/text/ranges.ts";
import { realVerdict } from "../../helpers/network/codings.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const idOf = (name: string): string => name.padEnd(22, "-");
const [ANA, BEN, EVA] = ["ana", "ben", "eva"].map((name) => MemberId.parse(idOf(name))) as [
  MemberId,
  MemberId,
  MemberId,
];
const TEXT = "The court finds that she had no way out, and that he knew of it. The rest is denied.";

/** A tag on the words between two strings of the text. */
function tag(coder: MemberId, id: string, category: string, words: string): FrozenTag {
  const start = TEXT.indexOf(words);
  const ranges = [{ start, end: start + words.length }];
  return { id: AnnotationId.parse(idOf(id)), coder, category, ranges, made: `1,${start},${start + words.length}` };
}

function round(tags: FrozenTag[], change: Partial<FrozenRound> = {}): FrozenRound {
  return { coders: [ANA, BEN, EVA], text: TEXT, tags, answers: [], questions: [], ...change };
}

/** Kinds with the members' short names. */
function shown(groups: DisagreementGroup[]): [DisagreementKind, ...string[]][] {
  return groups.map(({ kind, members }) =>
    members.of === "tags"
      ? [kind, ...members.tags.map(({ annotation }) => annotation.replace(/-+$/, ""))]
      : [kind, members.question, ...members.coders.map((coder) => coder.replace(/-+$/, ""))],
  );
}

describe("cases of passages", () => {
  it("the same category on the same words is agreed, whatever punctuation is taken along", () => {
    const tags = [
      tag(ANA, "a1", "means", "she had no way out"),
      tag(BEN, "b1", "means", "she had no way out,"),
      tag(EVA, "e1", "means", " she had no way out"),
    ];
    expect(shown(disagreementsOf(round(tags)))).toEqual([["agreed", "a1", "b1", "e1"]]);
  });

  it("another category is asked before other words, and other words before who has none", () => {
    const tags = [
      tag(ANA, "a1", "means", "she had no way out"),
      tag(BEN, "b1", "situation", "no way out"),
      tag(ANA, "a2", "knew", "he knew of it"),
      tag(BEN, "b2", "knew", "knew of it"),
      tag(EVA, "e3", "denied", "The rest is denied"),
    ];
    expect(shown(disagreementsOf(round(tags)))).toEqual([
      ["category", "a1", "b1"],
      ["place", "a2", "b2"],
      ["missed", "e3"],
    ]);
  });

  it("two tags of one coder on one passage meet the tag that names the same category", () => {
    const tags = [
      tag(ANA, "a1", "means", "she had no way out"),
      tag(ANA, "a2", "situation", "she had no way out"),
      tag(BEN, "b1", "situation", "she had no way out"),
    ];
    const groups = shown(disagreementsOf(round(tags, { coders: [ANA, BEN] })));
    expect(new Set(groups.map(String))).toEqual(new Set(["agreed,a2,b1", "missed,a1"]));
  });

  it("the same tag made twice by one coder is one entry", () => {
    const words = "he knew of it";
    const tags = [tag(ANA, "a1", "knew", words), tag(ANA, "a2", "knew", words), tag(BEN, "b1", "knew", words)];
    expect(shown(disagreementsOf(round(tags, { coders: [ANA, BEN] })))).toEqual([["agreed", "a1", "a2", "b1"]]);
  });

  it("passages whose words are there no more are compared by where they were made, and come last", () => {
    const gone = (coder: MemberId, id: string, made: string): FrozenTag => ({
      ...tag(coder, id, "means", "she"),
      ranges: [],
      made,
    });
    const tags = [
      gone(ANA, "a1", "1,5,9"),
      gone(BEN, "b1", "1,5,9"),
      gone(EVA, "e1", "1,7,9"),
      tag(ANA, "a2", "denied", "denied"),
    ];
    const groups = shown(disagreementsOf(round(tags)));
    expect(groups).toEqual([
      ["missed", "a2"],
      ["missed", "a1", "b1"],
      ["missed", "e1"],
    ]);
  });
});

describe("cases of answers", () => {
  const question = QuestionId.parse("q.claim");
  const answer = (coder: MemberId, value: string | string[], at: number | null = null) => ({
    coder,
    question,
    subject: "verdict" as const,
    value,
    at,
  });

  it("values differ or are missing; what proves them, their order and capitals do not count", () => {
    const kinds = (answers: FrozenRound["answers"]): DisagreementKind[] =>
      disagreementsOf(round([], { answers })).map(({ kind }) => kind);
    expect(kinds([answer(ANA, "yes", 3), answer(BEN, "yes", 40), answer(EVA, "yes")])).toEqual(["agreed"]);
    expect(kinds([answer(ANA, ["a", "b"]), answer(BEN, ["b", "a"]), answer(EVA, ["a", "b"])])).toEqual(["agreed"]);
    expect(kinds([answer(ANA, "In the flat"), answer(BEN, "in  the flat "), answer(EVA, "in the flat")])).toEqual([
      "agreed",
    ]);
    expect(kinds([answer(ANA, "yes"), answer(BEN, "not-mentioned"), answer(EVA, "yes")])).toEqual(["answer"]);
    expect(kinds([answer(ANA, "yes"), answer(BEN, "yes")])).toEqual(["missed"]);
  });

  it("an answer stands where its first passage does; without one at the end, as it is asked", () => {
    const other = QuestionId.parse("q.other");
    const answers = [
      answer(ANA, "yes"),
      { ...answer(ANA, "yes"), question: other },
      { ...answer(ANA, "yes", 5), question: QuestionId.parse("q.first") },
    ];
    const tags = [tag(ANA, "a1", "denied", "denied")];
    const groups = shown(disagreementsOf(round(tags, { coders: [ANA], answers, questions: ["q.other", "q.claim"] })));
    expect(groups.map(([, name]) => name)).toEqual(["q.first", "a1", "q.other", "q.claim"]);
  });
});

describe("any round", () => {
  it.each(seeds([1, 2, 3, 4, 5, 6, 7, 8]))(
    "every entry is in one case, in whatever order layers come (seed %i)",
    (seed) => {
      const random = new Seeded(seed);
      const coders = Array.from({ length: 1 + random.below(5) }, (_, i) => MemberId.parse(idOf(`coder${i}`)));
      const tags = Array.from({ length: random.below(60) }, (_, i): FrozenTag => {
        const start = random.below(TEXT.length - 1);
        const end = Math.min(TEXT.length, start + 1 + random.below(25));
        const isGone = random.chance(5);
        return {
          id: AnnotationId.parse(idOf(`tag${i}`)),
          coder: random.pick(coders),
          category: random.pick(["a", "b", "c"]),
          ranges: isGone ? [] : [{ start, end }],
          made: `1,${start},${end}`,
        };
      });
      const answers = coders.flatMap((coder) =>
        ["q.one", "q.two"].flatMap((name) =>
          random.chance(70)
            ? [
                {
                  coder,
                  question: QuestionId.parse(name),
                  subject: "verdict" as const,
                  value: random.pick(["yes", "no"]),
                  at: null,
                },
              ]
            : [],
        ),
      );
      const groups = disagreementsOf(round(tags, { coders, answers }));
      const placed = groups.flatMap(({ members }) =>
        members.of === "tags"
          ? members.tags.map(({ annotation }) => annotation as string)
          : members.coders.map((coder) => `${members.question} ${coder}`),
      );
      const all = [
        ...tags.map(({ id }) => id as string),
        ...answers.map(({ question, coder }) => `${question} ${coder}`),
      ];
      expect(placed.toSorted()).toEqual(all.toSorted());
      const turned = round(tags.toReversed(), { coders: coders.toReversed(), answers: answers.toReversed() });
      expect(disagreementsOf(turned)).toEqual(groups);
      const agreed = groups.filter(({ kind }) => kind === "agreed").map(({ members }) => codersOf(members).length);
      expect(agreed.filter((of) => of !== coders.length)).toEqual([]);
    },
  );
});

describe("three lawyers on a verdict of thirty pages", () => {
  it.each([
    {
      id: "rs-individual",
      kinds: { agreed: 13, category: 17, place: 18, missed: 47 },
      panel: { entry: 63, words: 9, category: 5, new: 0 },
    },
    {
      id: "al-individual",
      kinds: { agreed: 7, category: 7, place: 26, missed: 54 },
      panel: { entry: 62, words: 15, category: 0, new: 0 },
    },
  ])("$id: what a panel made of it can be ruled case by case", ({ id, kinds, panel }) => {
    const verdict = realVerdict(id);
    const text = readFileSync(new URL(`../../fixtures/verdicts/${id}.txt`, import.meta.url), "utf8");
    const tags = verdict.spans.map(({ coder, start, end, category }, i): FrozenTag => ({
      id: AnnotationId.parse(idOf(`tag${i}`)),
      coder: MemberId.parse(idOf(coder)),
      category,
      ranges: [{ start, end }],
      made: `1,${start},${end}`,
    }));
    const coders = verdict.coders.map((coder) => MemberId.parse(idOf(coder)));
    const groups = disagreementsOf({ coders, text, tags, answers: [], questions: [] });
    const counts = { agreed: 0, category: 0, place: 0, missed: 0, answer: 0 };
    for (const { kind } of groups) counts[kind]++;
    expect(counts).toEqual({ ...kinds, answer: 0 });
    // The panel kept tags of coders as they were, or gave them other words or another category: all of it is ruling on a case.
    const kept = adjudicatedSpans(id).map((span) => {
      const about = tags.filter(({ ranges }) => ranges.some((range) => overlaps(range, span)));
      const same = about.filter(({ category }) => category === span.category);
      const isTaken = same.some(({ ranges }) => ranges[0]?.start === span.start && ranges[0].end === span.end);
      return isTaken ? "entry" : same.length > 0 ? "words" : about.length > 0 ? "category" : "new";
    });
    const counted = (how: string): number => kept.filter((each) => each === how).length;
    expect({
      entry: counted("entry"),
      words: counted("words"),
      category: counted("category"),
      new: counted("new"),
    }).toEqual(panel);
  });
});

const Adjudicated = z.object({
  annotations: z.array(z.object({ category: z.string(), quote: z.string(), occurrence: z.int() })),
});

function adjudicatedSpans(id: string): { category: string; start: number; end: number }[] {
  const read = (path: string): string =>
    readFileSync(new URL(`../../fixtures/verdicts/${path}`, import.meta.url), "utf8");
  const text = read(`${id}.txt`);
  return Adjudicated.parse(JSON.parse(read(`adjudicated/${id}.json`))).annotations.map((one) => {
    let start = -1;
    for (let n = 0; n < one.occurrence; n++) start = text.indexOf(one.quote, start + 1);
    return { category: one.category, start, end: start + one.quote.length };
  });
}
