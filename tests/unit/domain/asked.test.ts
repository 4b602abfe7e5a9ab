import { expect, test } from "vitest";
import type { AnswerValue } from "../../../schema/domain/answer.ts";
import { askedAnswers, isAsked, subjectsOf } from "../../../schema/domain/methodology/asked.ts";
import { newId, QuestionId, UnitId } from "../../../schema/domain/ids.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";

const id = (name: string): QuestionId => QuestionId.parse(name);
const question = (name: string, on?: string, values = ["yes"], perUnit: Question["perUnit"] = "verdict"): Question => ({
  id: id(name),
  group: "g",
  label: {},
  type: "yes-no-unclear",
  evidenceExpected: false,
  perUnit,
  shownIf: on === undefined ? null : { question: id(on), values },
});
const all = (...questions: Question[]) => new Map<string, Question>(questions.map((each) => [each.id, each]));
const values = (given: Record<string, AnswerValue | null>) => (asked: string, of: string) => given[`${asked}/${of}`];

test("a question without a condition is asked always, another only where the answer it hangs on was given", () => {
  const first = question("q.a");
  const second = question("q.b", "q.a", ["no", "unclear"]);
  const questions = all(first, second);
  expect(isAsked(first, "verdict", questions, values({}))).toBe(true);
  expect(isAsked(second, "verdict", questions, values({}))).toBe(false);
  expect(isAsked(second, "verdict", questions, values({ "q.a/verdict": null }))).toBe(false);
  expect(isAsked(second, "verdict", questions, values({ "q.a/verdict": "yes" }))).toBe(false);
  expect(isAsked(second, "verdict", questions, values({ "q.a/verdict": "unclear" }))).toBe(true);
});

test("what the verdict's data say is not asked, and holds no condition up", () => {
  const first = { ...question("q.a"), from: "country" as const };
  const second = question("q.b", "q.a");
  const questions = all(first, second);
  expect(isAsked(first, "verdict", questions, values({}))).toBe(false);
  expect(isAsked(second, "verdict", questions, values({ "q.a/verdict": "yes" }))).toBe(true);
});

test("an answer whose condition fell is missing among those of the person who gave it, and one to a question that is gone is not", () => {
  const questions = all(question("q.a"), question("q.b", "q.a"), { ...question("q.c"), from: "court" });
  const answer = (asked: string, value: string) => ({ question: id(asked), subject: "verdict" as const, value });
  const given = [answer("q.a", "no"), answer("q.b", "yes"), answer("q.c", "x"), answer("q.gone", "yes")];
  expect(askedAnswers(given, questions).map((each) => each.question)).toEqual(["q.a", "q.gone"]);
  expect(askedAnswers([answer("q.a", "yes"), answer("q.b", "yes")], questions)).toHaveLength(2);
});

test("one of several choices is enough, and a condition of a condition holds too", () => {
  const questions = all(question("q.a"), question("q.b", "q.a"), question("q.c", "q.b", ["force"]));
  const last = questions.get("q.c") ?? question("q.c");
  const given = { "q.a/verdict": "yes", "q.b/verdict": ["deception", "force"] };
  expect(isAsked(last, "verdict", questions, values(given))).toBe(true);
  expect(isAsked(last, "verdict", questions, values({ ...given, "q.a/verdict": "no" }))).toBe(false);
});

test("a unit's question hangs on the same unit's answer, or on the verdict's", () => {
  const [one, two] = [newId(UnitId), newId(UnitId)];
  const own = question("q.b", "q.a", ["yes"], "victim");
  const questions = all(question("q.a", undefined, [], "victim"), own);
  const given = values({ [`q.a/${one}`]: "yes" });
  expect(isAsked(own, one, questions, given)).toBe(true);
  expect(isAsked(own, two, questions, given)).toBe(false);
  const wider = question("q.d", "q.c", ["yes"], "victim");
  expect(isAsked(wider, two, all(question("q.c"), wider), values({ "q.c/verdict": "yes" }))).toBe(true);
});

test("a condition whose question is gone, or that goes in a circle, hides nothing for ever", () => {
  expect(isAsked(question("q.b", "q.gone"), "verdict", all(), values({}))).toBe(true);
  const circle = all(question("q.a", "q.b"), question("q.b", "q.a"));
  const given = values({ "q.a/verdict": "yes", "q.b/verdict": "yes" });
  expect(isAsked(question("q.a", "q.b"), "verdict", circle, given)).toBe(true);
});

test("the subjects of a level are the verdict, or the units of that kind", () => {
  const [defendant, victim] = [newId(UnitId), newId(UnitId)];
  const units = [
    { id: defendant, kind: "defendant" },
    { id: victim, kind: "victim" },
  ] as const;
  expect(subjectsOf("verdict", units)).toEqual(["verdict"]);
  expect(subjectsOf("victim", units)).toEqual([victim]);
});
