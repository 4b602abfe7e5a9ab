import { figureLine } from "../../../server/export/agreement/figure-line.ts";
import { ANSWER_WORDS } from "../../../server/export/words/words.ts";
import { describe, expect, it } from "vitest";
import { agreementOf } from "../../../schema/agreement/agreement-of.ts";
import { agreementLabels } from "../../../schema/agreement/words/labels.ts";
import { mostFrequent } from "../../../schema/agreement/coefficients/prevalence.ts";
import {
  byNeedToTalk,
  FIGURES,
  figureOf,
  markOf,
  sentencesOf,
  SENTENCES,
  toldRange,
  type Counted,
  type CountedFigure,
} from "../../../schema/agreement/reading.ts";
import type { RoundVerdict } from "../../../schema/agreement/round.ts";
import { agreementWords, twoPlaces } from "../../../schema/agreement/words/words.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import { AgreementFigures, AgreementView, type KindCounts } from "../../../schema/protocol/http/agreement.ts";
import { realVerdict } from "../../helpers/network/codings.ts";

const NO_KINDS: KindCounts = { category: 0, place: 0, missed: 0, answer: 0, agreed: 0 };
const kinds = (counts: Partial<KindCounts>): KindCounts => ({ ...NO_KINDS, ...counts });

/** What is read of some verdicts, with these groups of tags. */
function viewOf(
  verdicts: RoundVerdict[],
  categoryKinds: Record<string, KindCounts>,
  confusions: [string, string, number][] = [],
): AgreementView {
  return AgreementView.parse({
    rounds: [],
    others: [],
    methodologyVersion: 1,
    figures: AgreementFigures.parse(figuresOf(verdicts)),
    categoryKinds,
    confusions: confusions.map(([a, b, n]) => ({ categories: [a, b], n })),
    people: [],
  });
}

/** Coders have ids of members, and units ids of units. */
function figuresOf(verdicts: RoundVerdict[]): unknown {
  const idOf = (word: string): string => word.replace(/\W/g, "").padEnd(22, "x").slice(0, 22);
  const round = verdicts.map((verdict) => ({
    ...verdict,
    id: idOf(verdict.id),
    coders: verdict.coders.map(idOf),
    spans: verdict.spans.map((span) => ({ ...span, coder: idOf(span.coder) })),
    answers: verdict.answers.map((answer) => ({
      ...answer,
      coder: idOf(answer.coder),
      unit: answer.unit === "verdict" ? "verdict" : idOf(answer.unit),
    })),
  }));
  return agreementOf({ verdicts: round });
}

it("no range is told of a figure that is of too little for a grade, in words and in files", () => {
  const figure = { value: 0.5, interval: [0, 1] as [number, number], of: "passages" as const };
  expect(toldRange({ ...figure, n: 8 })).toBeNull();
  expect(figureLine({ ...figure, n: 8 }, "en")).toBe("too few to say: 0.50 (no range; n = 8)");
  expect(toldRange({ ...figure, n: 40 })).toEqual([0, 1]);
  expect(figureLine({ ...figure, n: 40 }, "en")).toBe("too low: 0.50 (0.00 – 1.00; n = 40)");
  expect(toldRange({ value: 0.5, of: "passages", n: 8 })).toBeUndefined();
});

it("says of passages that meet in less than half of their words that they are not much the same, not that they do not meet", () => {
  const meet = [
    { coder: "a", category: "act", start: 10, end: 60 },
    { coder: "b", category: "act", start: 50, end: 60 },
  ];
  const { figures } = viewOf([{ ...ALIKE, spans: meet }], {});
  const figure = figures && figureOf(figures.all, "category");
  expect(figure).toMatchObject({ value: null, reason: "no-overlap" });
  expect(UI_LANGUAGES.map((language) => figure && figureLine(figure, language))).toEqual([
    "Nowhere do two coders tag much the same words. (n = 2)",
    "Nigde dva analitičara ne označavaju uglavnom iste reči. (n = 2)",
    "Нигде два аналитичара не означавају углавном исте речи. (n = 2)",
    "Никаде двајца аналитичари не означуваат главно исти зборови. (n = 2)",
    "Askund dy kodues nuk shënojnë kryesisht të njëjtat fjalë. (n = 2)",
  ]);
});

const codes = (view: AgreementView): string[] => sentencesOf(view).map(({ code }) => code);

/** Two coders who mark the same stretch of a long text in the same words. */
const ALIKE: RoundVerdict = {
  id: "v",
  country: "rs",
  language: "sr",
  length: 1000,
  coders: ["a", "b"],
  spans: ["a", "b"].flatMap((coder) => [
    { coder, category: "means.force", start: 10, end: 60 },
    { coder, category: "act", start: 200, end: 260 },
  ]),
  answers: [],
};

/** So many places of the same words, each with a category of `a` and one of `b`. */
const placesOf = (categories: [a: string, b: string][], at = 0): RoundVerdict["spans"] =>
  categories.flatMap(([a, b], i) => {
    const place = { start: at + 40 * i, end: at + 40 * i + 30 };
    return [
      { coder: "a", category: a, ...place },
      { coder: "b", category: b, ...place },
    ];
  });
const SAME: [string, string] = ["act", "act"];
const OTHER: [string, string] = ["means.force", "means.force"];
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
/** The same twenty tags on ten places. */
const TWENTY: RoundVerdict = { ...ALIKE, spans: placesOf([...times(5, SAME), ...times(5, OTHER)]) };

describe("agreement in plain sentences", () => {
  it("says that coders agree where they do, and nothing of what was not asked", () => {
    const view = viewOf([TWENTY], { "means.force": kinds({ agreed: 6 }), act: kinds({ agreed: 6 }) });
    expect(codes(view)).toEqual(["matter-good", "category-good", "ends-good", "on-agreed"]);
  });

  it("says how often categories differ of three places at least", () => {
    const alone = (coder: string, at: number) =>
      Array.from({ length: 8 }, (_, i) => ({ coder, category: "trial", start: at + 20 * i, end: at + 20 * i + 9 }));
    const apart = (met: [string, string][]): RoundVerdict => ({
      ...ALIKE,
      spans: [...placesOf(met), ...alone("a", 500), ...alone("b", 700)],
    });
    const two = viewOf(
      [
        apart([
          ["act", "act"],
          ["act", "loc"],
        ]),
      ],
      {},
    );
    expect(codes(two)).toEqual(["matter-low", "category-few", "ends-low"]);
    const three = viewOf(
      [
        apart([
          ["act", "act"],
          ["act", "loc"],
          ["loc", "act"],
        ]),
      ],
      {},
    );
    expect(codes(three)).toEqual(["matter-low", "category-low", "ends-low"]);
    // Also of those that are the same.
    expect(
      codes(
        viewOf(
          [
            apart([
              ["act", "act"],
              ["loc", "loc"],
            ]),
          ],
          {},
        ),
      ),
    ).toContain("category-few");
  });

  it("names every answer that is the most frequent", () => {
    const shares = (...all: number[]) => all.map((share, value) => ({ value, share }));
    expect(mostFrequent(shares(0.5, 0.5))).toEqual({ values: [0, 1], share: 0.5 });
    expect(mostFrequent(shares(0.6, 0.2, 0.2))).toEqual({ values: [0], share: 0.6 });
    expect(mostFrequent([])).toBeNull();
  });

  it("says that they agree on a category but not on where it starts", () => {
    const view = viewOf([TWENTY], { "means.force": kinds({ agreed: 2, place: 9 }), act: kinds({ agreed: 2 }) });
    expect(sentencesOf(view)).toContainEqual({ code: "on-ends", categories: ["means.force"], k: 9, n: 11 });
    // The sentence about all follows the figure beside it, whatever the groups of a category are.
    expect(codes(view)).toContain("ends-good");
    const labels = agreementLabels(view, null, "en", ANSWER_WORDS.en);
    const [said] = sentencesOf(view).filter(({ code }) => code === "on-ends");
    expect(said && labels.sentence(said)).toBe(
      "They agree on means.force, but not on where it begins and ends (9\u00a0of\u00a011).",
    );
  });

  it("says nothing of borders that are the same where the categories differ", () => {
    const trial = (start: number) => ({ coder: "a", category: "trial", start, end: start + 20 });
    const spans = [...placesOf(times(10, ["means.force", "act"])), trial(900), { ...trial(940), isPart: true }];
    const view = viewOf([{ ...ALIKE, spans }], { act: kinds({ category: 1 }) });
    const said = sentencesOf(view).map((sentence) =>
      agreementLabels(view, null, "en", ANSWER_WORDS.en).sentence(sentence),
    );
    expect(said).toContain("They seldom tag the same passage word for word, with the same category.");
    // One of the tags is on two ranges.
    expect(view.figures?.all.passages.n).toBe(21);
  });

  it("names two categories that stand on the same words once, and one that some pass over", () => {
    const counts = {
      "means.force": kinds({ category: 7, agreed: 1 }),
      act: kinds({ category: 7 }),
      trial: kinds({ missed: 5 }),
    };
    const sentences = sentencesOf(viewOf([ALIKE], counts, [["act", "means.force", 7]]));
    expect(sentences.filter(({ code }) => code === "on-other")).toEqual([
      { code: "on-other", categories: ["act", "means.force"], k: 7, n: 7 },
    ]);
    expect(sentences).toContainEqual({ code: "on-missed", categories: ["trial"], k: 5, n: 5 });
  });

  it("of too little says no more than that, as the labels do", () => {
    const view = viewOf([ALIKE], { act: kinds({ agreed: 2 }) });
    expect(codes(view)).toEqual(["few"]);
    const { figures } = view;
    if (!figures) throw new Error("there are figures");
    expect(FIGURES.map((name) => markOf(figureOf(figures.all, name)))).toEqual([
      ...times(5, "few"),
      ...times(2, "none"),
    ]);
    const nineteen = { ...TWENTY, spans: TWENTY.spans.slice(1) };
    expect(codes(viewOf([nineteen], {}))).toEqual(["few"]);
  });

  it("of too few answers says so beside what passages come to", () => {
    const answers = (count: number) =>
      Array.from({ length: count }, (_, i) => `q${i}`).flatMap((question, i) =>
        ["a", "b"].map((coder) => ({ coder, question, unit: "verdict", value: i % 2 ? "yes" : coder })),
      );
    expect(codes(viewOf([{ ...TWENTY, answers: answers(9) }], {}))).toContain("answers-few");
    expect(codes(viewOf([{ ...TWENTY, answers: answers(10) }], {}))).toContain("answers-low");
  });

  it("says nothing where there is nothing", () => {
    expect(sentencesOf({ ...viewOf([ALIKE], {}), figures: null })).toEqual([]);
  });

  it("of real codings puts into words what their figures come to", () => {
    const view = viewOf([{ ...realVerdict("rs-individual"), language: "sr" }], {});
    expect(codes(view)).toEqual(["matter-low", "category-good", "ends-low", "answers-low"]);
  });

  it("never says another thing than the label of the figure that it is about", () => {
    const languages = { rs: "sr", al: "sq", mk: "mk" };
    const read = (["rs", "al", "mk"] as const).flatMap((country) => {
      const verdict = { ...realVerdict(`${country}-individual`), language: languages[country] };
      return viewOf([verdict], {}).figures ?? [];
    });
    for (const figures of read)
      for (const about of ["matter", "category", "ends", "answers"] as const) {
        const mark = markOf(figureOf(figures.all, about));
        const said = codes({ ...viewOf([ALIKE], {}), figures }).filter((code) => code.startsWith(`${about}-`));
        // What one sentence says of all passages is not said of each figure.
        const isSaid = mark !== "none" && (mark !== "few" || about === "answers");
        expect(said).toEqual(isSaid ? [`${about}-${mark}`] : []);
      }
  });

  it("is written in every language, with the same places to fill", () => {
    const placesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const language of UI_LANGUAGES)
      for (const code of SENTENCES) {
        const [said, english] = [agreementWords(language).sentences[code], agreementWords("en").sentences[code]];
        expect(placesIn(said), `${language} ${code}`).toEqual(placesIn(english));
      }
    expect(agreementWords("sr-Cyrl").figures.both.how).toContain("Krippendorffova uα");
    expect(agreementWords("sr-Cyrl").sentences["on-ends"]).toMatch(/^Код категорије \{category\} се слажу/);
  });
});

describe("a figure in a word", () => {
  const of = (value: number | null, n: number, counted: Counted, more: Partial<CountedFigure> = {}) =>
    markOf({ value, n, of: counted, ...more });

  it("is good from 0.8, fair from 0.667, too low below, and nothing where it is undefined", () => {
    expect([0.8, 0.79, 0.667, 0.66, -1, null].map((value) => of(value, 20, "passages"))).toEqual([
      "good",
      "fair",
      "fair",
      "low",
      "low",
      "none",
    ]);
  });

  it("is no grade of fewer than ten places, two tags or one answer each", () => {
    expect([of(1, 19, "passages"), of(1, 20, "passages")]).toEqual(["few", "good"]);
    expect([of(0, 9, "answers"), of(0, 10, "answers")]).toEqual(["few", "low"]);
    expect([2, 3].map((met) => of(1, 20, "passages", { met }))).toEqual(["few", "good"]);
    expect(of(null, 1, "passages")).toBe("none");
  });

  it("of one question is a grade from five verdicts on, below ten with a range only", () => {
    const interval: [number, number] = [0.7, 1];
    for (const counted of ["question", "verdicts"] as const) {
      expect([4, 5].map((n) => of(0.9, n, counted, { interval }))).toEqual(["few", "good"]);
      expect([9, 10].map((n) => of(1, n, counted, { interval: null }))).toEqual(["few", "good"]);
    }
  });

  it("is written as the language writes it", () => {
    expect(twoPlaces(0.806, "en")).toBe("0.81");
    expect(twoPlaces(-0.131, "sq")).toBe("−0,13");
    expect(twoPlaces(-0.001, "mk")).toBe("0,00");
  });
});

describe("categories", () => {
  it("come with the most to talk over first; of as many, the one with the larger share", () => {
    const order = byNeedToTalk({
      calm: kinds({ agreed: 9 }),
      long: kinds({ place: 3, agreed: 9 }),
      short: kinds({ missed: 3 }),
      most: kinds({ category: 4 }),
    });
    expect(order.map(({ category }) => category)).toEqual(["most", "short", "long", "calm"]);
  });
});
