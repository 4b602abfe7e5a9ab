import { describe, expect, it } from "vitest";
import type { AnswerView } from "../../../client/verdict/sheet/answer-view.ts";
import { restingOn } from "../../../client/verdict/sheet/resting.ts";
import { leftOpen } from "../../../client/rounds/left-open.ts";
import { unseenOf } from "../../../client/rounds/seen-paragraphs.ts";
import type { Block } from "../../../schema/text/revision.ts";
import { planSheet } from "../../../client/verdict/sheet/sheet-plan.ts";
import { valueWords } from "../../../client/verdict/sheet/value-words.ts";
import {
  faultsOf,
  fromFields,
  refusalOf,
  toFields,
  type TypedType,
  UNREADABLE,
} from "../../../client/verdict/sheet/typed-value.ts";
import type { AnswerValue } from "../../../schema/domain/answer.ts";
import { newId, QuestionId, UnitId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { SHEET } from "../../helpers/network/case-sheet.ts";

const unit = (kind: "defendant" | "victim", label: string) => ({
  id: newId(UnitId),
  verdict: newId(VerdictId),
  kind,
  label,
  createdAt: "2026-11-26T10:00:00.000Z",
});
const content = {
  groups: ["trial", "defendant", "victim"].map((id) => ({ id, label: { en: id } })),
  questions: Object.values(SHEET),
};
const answered = (question: Question, value: AnswerValue | null, over: Partial<AnswerView> = {}): AnswerView => ({
  id: answerEntry(question.id, over.subject ?? "verdict"),
  question: question.id,
  subject: "verdict",
  value,
  version: 1,
  note: "",
  certainty: "sure",
  evidence: [],
  author: null,
  at: null,
  noteAuthor: null,
  mine: true,
  pending: false,
  replaced: null,
  over: null,
  ...over,
});
const views = (...answers: AnswerView[]) => new Map(answers.map((answer) => [answer.id, answer]));

describe("a typed answer", () => {
  it.each<[TypedType, AnswerValue]>([
    ["number", -3.5],
    ["date", "2024"],
    ["date", "2024-06-19"],
    ["duration", 0],
    ["duration", 11],
    ["duration", 24],
    ["duration", 30],
    ["money", { amount: 14_760.5, currency: "EUR" }],
    [
      "money",
      [
        { amount: 14_760, currency: "EUR" },
        { amount: 93_200, currency: "RSD" },
      ],
    ],
  ])("comes back from its fields as it was: %s %j", (type, value) => {
    expect(fromFields(type, toFields(type, value))).toEqual(value);
  });

  it.each<[TypedType, string[], AnswerValue | null | typeof UNREADABLE]>([
    ["number", [" "], null],
    ["number", ["1.234,5"], 1234.5],
    ["number", ["two"], UNREADABLE],
    ["date", ["19. 6. 2024."], "2024-06-19"],
    ["date", ["мај 2021"], "2021-05"],
    ["date", ["14. jula 2022. godine"], "2022-07-14"],
    ["date", ["14 korrik 2022"], "2022-07-14"],
    ["date", ["14.7.2022 г."], "2022-07-14"],
    ["date", ["14. jutra 2022"], UNREADABLE],
    ["date", ["31.06.2024"], UNREADABLE],
    ["date", ["13.2024"], UNREADABLE],
    ["duration", ["", ""], null],
    ["duration", ["9", ""], 108],
    ["duration", ["1,5", ""], UNREADABLE],
    ["duration", ["1 vit e 9 muaj", ""], 21],
    ["duration", ["2 godine i 6 meseci", ""], 30],
    ["duration", ["1 година", ""], 12],
    ["duration", ["", "21 месец"], 21],
    ["duration", ["3 yrs, 1 month", ""], 37],
    ["duration", ["1 vit", "9"], UNREADABLE],
    ["duration", ["2 meseca i 15 dana", ""], UNREADABLE],
    ["money", ["", "EUR"], null],
    ["money", ["2 900 000", "rsd"], { amount: 2_900_000, currency: "RSD" }],
    ["money", ["5", "EUR", "", "RSD"], { amount: 5, currency: "EUR" }],
    ["money", ["-5", "EUR"], UNREADABLE],
    ["money", ["5", "₤"], UNREADABLE],
    ["money", ["31.400 euro", "ALL"], { amount: 31_400, currency: "EUR" }],
    ["money", ["31.400 €", "ALL"], { amount: 31_400, currency: "EUR" }],
    ["money", ["€31.400,50", "ALL"], { amount: 31_400.5, currency: "EUR" }],
    ["money", ["31.400 EUR", "ALL"], { amount: 31_400, currency: "EUR" }],
    ["money", ["500.000,00 din.", "EUR"], { amount: 500_000, currency: "RSD" }],
    ["money", ["500.000,- динара", "EUR"], { amount: 500_000, currency: "RSD" }],
    ["money", ["60 000 денари", "EUR"], { amount: 60_000, currency: "MKD" }],
    ["money", ["2.000.000 lekë", "EUR"], { amount: 2_000_000, currency: "ALL" }],
    ["money", ["100 GBP", "EUR"], { amount: 100, currency: "GBP" }],
    ["money", ["€ 100 din", "EUR"], UNREADABLE],
    ["money", ["100 pula", "EUR"], UNREADABLE],
    ["money", ["rreth 100 euro", "EUR"], UNREADABLE],
  ])("is read as people write it: %s %j", (type, fields, value) => {
    expect(fromFields(type, fields)).toEqual(value);
  });

  it.each<[TypedType, string[], number[]]>([
    ["duration", ["1 vit e pak", ""], [0]],
    ["duration", ["1", "pak"], [1]],
    ["duration", ["1 vit", "9"], []],
    ["money", ["5", "EUR", "shumë", "ALL"], [2]],
  ])("has its faults in the field that they are in: %s %j", (type, fields, faults) => {
    expect(fromFields(type, fields)).toBe(UNREADABLE);
    expect(faultsOf(type, fields)).toEqual(faults);
  });

  it("reads back in the reader's words, a month alone too", () => {
    const words = ["2021-10", "2023-09-15", "2021"].map((value) => valueWords(SHEET.date, value));
    expect(words).toEqual(["October 2021", "15 September 2023", "2021"]);
  });

  it.each<[TypedType, string[], ReturnType<typeof refusalOf>]>([
    ["duration", ["40", ""], null],
    ["duration", ["230", "6"], "unlikely"],
    ["date", ["2023"], null],
    ["date", ["2230-05"], "unlikely"],
    ["date", ["1021-05-14"], "unlikely"],
    ["number", ["dva"], "unreadable"],
    ["number", ["20052021"], "unlikely"],
    ["money", ["604000", "MKD"], null],
    ["number", ["0"], "key"],
    ["number", ["10"], null],
    ["duration", ["", "0"], "key"],
    ["duration", ["0", "6"], null],
    ["money", ["0", "EUR"], "key"],
  ])("is asked about before it is kept where it is hardly meant: %s %j", (type, fields, why) => {
    expect(refusalOf(type, fields)).toBe(why);
  });
});

describe("the plan of a case sheet", () => {
  it("asks the verdict and every unit in order what is asked at their level", () => {
    const units = [unit("victim", "B"), unit("victim", "A"), unit("defendant", "10"), unit("defendant", "2")];
    const { subjects, progress } = planSheet(content, units, views(), "en");
    expect(subjects.map((each) => each.unit?.label ?? "verdict")).toEqual(["verdict", "2", "10", "A", "B"]);
    expect(subjects.map((each) => each.progress.asked)).toEqual([5, 1, 1, 2, 2]);
    expect(progress).toEqual({ answered: 0, asked: 11 });
  });

  it("counts 'not mentioned' as an answer, and one that is offered no more as none", () => {
    const answers = views(answered(SHEET.final, "not-mentioned"), answered(SHEET.means, ["bribery"]));
    const { progress, questions } = planSheet(content, [], answers, "en");
    expect(progress).toEqual({ answered: 1, asked: 5 });
    expect(questions.get(answerEntry(SHEET.means.id, "verdict"))).toMatchObject({ isAnswered: false, isAsked: true });
  });

  it("keeps an answer in sight whose question is asked no more, and does not count it", () => {
    const answers = views(answered(SHEET.final, "yes"), answered(SHEET.remand, "appeal"));
    const { progress, questions } = planSheet(content, [], answers, "en");
    expect(questions.get(answerEntry(SHEET.remand.id, "verdict"))).toMatchObject({ isAsked: false });
    expect(progress).toEqual({ answered: 1, asked: 5 });
  });

  it("takes what the data say in the place of answers, for hints and for durations", () => {
    const fromData = { ...SHEET.date, from: "date" as const };
    const first = { ...SHEET.prison, id: QuestionId.parse("q.duration-first"), perUnit: "verdict" as const };
    const asked = { ...content, questions: [fromData, SHEET.indictment, first] };
    const facts = { country: "rs", court: "", instance: "first", "case-number": "", defendants: 0, victims: 0 };
    const answers = views(answered(SHEET.date, "2020"), answered(SHEET.indictment, "2025-01"));
    const plan = (date: string) => planSheet(asked, [], answers, "en", { ...facts, date }).questions;
    const codes = (date: string) => [...plan(date).values()].flatMap(({ hints }) => hints.map(({ code }) => code));
    expect(codes("2024-06-19")).toEqual(["indictment-after-verdict"]);
    expect(codes("2025-06-19")).toEqual([]);
    expect(plan("2025-06-19").get(answerEntry(first.id, "verdict"))?.offer).toBe(5);
    expect(plan("2024-06-19").get(answerEntry(first.id, "verdict"))?.offer).toBeNull();
    expect(plan("2025-06-19").has(answerEntry(fromData.id, "verdict"))).toBe(false);
  });

  it("puts a hint at the first of two answers", () => {
    const answers = views(answered(SHEET.date, "2024"), answered(SHEET.indictment, "2025-01"));
    const { questions } = planSheet(content, [], answers, "en");
    const codes = [...questions.values()].flatMap(({ hints }) => hints.map(({ code }) => code));
    expect(codes).toEqual(["indictment-after-verdict"]);
  });
});

it("an answer rests on a tag by its name, and on a passage by its words", () => {
  const passage = { tag: null, anchor: null, state: "same" as const, isSeen: false, author: null };
  const answers = views(
    answered(SHEET.final, "no", { evidence: [{ ...passage, id: "a", ranges: [{ start: 10, end: 20 }] }] }),
    answered(SHEET.date, "2024", { evidence: [{ ...passage, id: "b", ranges: [] }] }),
  );
  expect(restingOn(answers, { tag: "b" }).map(({ question }) => question)).toEqual([SHEET.date.id]);
  expect(restingOn(answers, { ranges: [{ start: 19, end: 30 }] }).map(({ question }) => question)).toEqual([
    SHEET.final.id,
  ]);
  expect(restingOn(answers, { ranges: [{ start: 20, end: 30 }] })).toEqual([]);
});

describe("what a coder has left open", () => {
  const paragraphs = (...seen: number[]) => {
    const none = { section: null, page: null, printed: null, level: null, cell: null };
    const blocks = [1, 2, 3, 4, 5, 6].map((n): Block => {
      return { kind: "paragraph", start: n * 10, end: n * 10 + 9, number: String(n), ...none };
    });
    return unseenOf(blocks, new Set(seen.map(String)));
  };

  it("is every question that is asked and has no answer, with its number and whom it is asked of", () => {
    const victim = unit("victim", "A");
    const answers = views(answered(SHEET.final, "yes"), answered(SHEET.means, ["force"]));
    const plan = planSheet(content, [victim], answers, "en");
    const left = leftOpen(plan, answers, content, [victim], []);
    expect(left.questions.map(({ number, name }) => `${number} ${name}`)).toEqual([
      "2 Date of the verdict",
      "3 Date of the indictment",
      "4 Main problem",
      "8 [Victim A] How many times was the victim questioned?",
      "9 [Victim A] Amount awarded",
    ]);
    expect(left.questions).toHaveLength(plan.progress.asked - plan.progress.answered);
    // Of those that usually rest on a passage, the answers that have none.
    expect(left.bare.map(({ number }) => number)).toEqual([1]);
  });

  it("is every paragraph that was never on the screen, those next to each other as one", () => {
    expect(paragraphs(1, 2, 3, 4, 5, 6)).toEqual([]);
    expect(paragraphs()).toEqual([{ first: "1", last: "6", start: 10 }]);
    expect(paragraphs(2, 3, 5)).toEqual([
      { first: "1", last: "1", start: 10 },
      { first: "4", last: "4", start: 40 },
      { first: "6", last: "6", start: 60 },
    ]);
  });
});
