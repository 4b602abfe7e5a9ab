import type { Store } from "../../../server/store/store.ts";
import { CategoryId, QuestionId } from "../../../schema/domain/ids.ts";
import type { Category, MethodologyContent, Question } from "../../../schema/domain/methodology/methodology.ts";
import { NOW } from "../store/store-fixture.ts";

const category = (id: string, code: string, parent: string | null): Category => ({
  id: CategoryId.parse(id),
  code,
  parent: parent === null ? null : CategoryId.parse(parent),
  digit: null,
  label: { en: id },
  definition: { en: `What ${id} is` },
  include: {},
  exclude: {},
  example: {},
  exampleFrom: null,
  nearMiss: {},
  onlyChildren: false,
  spanRule: {},
});

const question = (id: string, change: Partial<Question>): Question => ({
  id: QuestionId.parse(id),
  group: "trial",
  label: { en: id },
  type: "yes-no-unclear",
  shownIf: null,
  evidenceExpected: false,
  perUnit: "verdict",
  ...change,
});
const choices = ["recruiter", "driver"].map((id) => ({ id, label: { en: id } }));

/** Questions of the test methodology: one of a verdict, one in words, one each of defendants and victims. */
export const QUESTIONS = {
  claim: question("q.claim", {}),
  summary: question("q.summary", { type: "text" }),
  roles: question("q.roles", { type: "multi-choice", perUnit: "defendant", choices }),
  age: question("q.age", { type: "number", perUnit: "victim" }),
} as const;

const CONTENT: MethodologyContent = {
  title: { en: "Test methodology" },
  groups: [{ id: "trial", label: { en: "Trial" } }],
  categories: [
    category("act", "A", null),
    category("act.transport", "A2", "act"),
    category("means", "B", null),
    category("means.force", "B1", "means"),
    category("means.vulnerability", "B2", "means"),
  ],
  questions: Object.values(QUESTIONS),
  outputs: [],
};

/** Freezes the categories that tests of rooms tag with, so many times: versions 1 to `versions` hold the same. */
export async function freezeTestMethodology(store: Store, versions = 1): Promise<void> {
  for (let i = 0; i < versions; i++) await store.methodologies.freeze(CONTENT, "", null, NOW);
}
