import { expect, test } from "vitest";
import { contentProblems } from "../../../schema/domain/methodology/content-problems.ts";
import { QuestionId } from "../../../schema/domain/ids.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { aCategory, contentOf } from "../../helpers/network/version-of.ts";

const question = (id: string, change: Partial<Question> = {}): Question => ({
  id: QuestionId.parse(id),
  group: "g",
  label: { en: id },
  type: "yes-no-unclear",
  shownIf: null,
  evidenceExpected: false,
  perUnit: "verdict",
  ...change,
});
const shownIf = (id: string, ...values: string[]): Question["shownIf"] => ({ question: QuestionId.parse(id), values });
const GROUPS = [{ id: "g", label: { en: "Group" } }];

/** Problems of these questions, one a line. */
function problemsOf(questions: Question[]): string[] {
  const content = contentOf([aCategory("a", "A")], { groups: GROUPS, questions });
  return contentProblems(content).map(({ code, id, other }) => `${code} ${id} ${other}`);
}

test("the starter methodology could be frozen as it is", () => {
  expect(contentProblems(readStarterMethodology())).toEqual([]);
});

test("a condition names a question of the same or a wider subject that can have such an answer, and never itself", () => {
  expect(problemsOf([question("a", { shownIf: shownIf("b", "yes", "not-mentioned") }), question("b")])).toEqual([]);
  expect(problemsOf([question("a", { perUnit: "victim", shownIf: shownIf("b", "no") }), question("b")])).toEqual([]);
  const victim = question("b", { perUnit: "victim" });
  expect(problemsOf([question("a", { shownIf: shownIf("b", "yes") }), victim])).toEqual(["condition-narrower a b"]);
  expect(problemsOf([question("a", { perUnit: "defendant", shownIf: shownIf("b", "yes") }), victim])).toEqual([
    "condition-narrower a b",
  ]);
  expect(problemsOf([question("a", { shownIf: shownIf("gone", "yes") })])).toEqual(["condition-missing a gone"]);
  expect(problemsOf([question("a", { shownIf: shownIf("b", "12") }), question("b", { type: "number" })])).toEqual([
    "condition-missing a b",
  ]);
  expect(problemsOf([question("a", { shownIf: shownIf("a", "yes") })])).toEqual(["condition-ring a a"]);
  const ring = [
    question("a", { shownIf: shownIf("b", "yes") }),
    question("b", { shownIf: shownIf("c", "yes") }),
    question("c", { shownIf: shownIf("b", "yes") }),
  ];
  // The first leads into a ring in which it does not stand.
  expect(problemsOf(ring)).toEqual(["condition-ring b c", "condition-ring c b"]);
});

test("a chain of thousands of conditions, as a lawyer may write it, is walked over once", () => {
  const count = 5_000;
  let looks = 0;
  const chain = Array.from({ length: count }, (_, i) => {
    const condition = shownIf(`q${(i + 1) % count}`, "yes");
    return Object.defineProperty(question(`q${i}`), "shownIf", {
      get: () => (looks++, i < count - 2 ? condition : null),
    });
  });
  expect(problemsOf(chain)).toEqual([]);
  expect(looks).toBeLessThan(10 * count);
});

test("keys are there once, also those of choices and sections, and a methodology has a category and a title", () => {
  const choice = { id: "one", label: { en: "One" } };
  expect(problemsOf([question("a", { type: "choice", choices: [choice, choice] })])).toEqual(["key-taken a/one null"]);
  expect(problemsOf([question("a"), question("a")])).toEqual(["key-taken a null"]);
  const empty = contentProblems(contentOf([], { title: { mk: " " } }));
  expect(empty.map(({ code, root }) => `${code} ${root}`)).toEqual(["no-label about", "no-category categories"]);
});
