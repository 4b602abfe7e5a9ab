import { QuestionId, type UnitId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { MethodologyContent, Question } from "../../../schema/domain/methodology/methodology.ts";
import { Unit, type UnitKind } from "../../../schema/domain/unit.ts";
import type { TestServer } from "./test-server.ts";

const choices = (...ids: string[]) => ids.map((id) => ({ id, label: { en: id } }));
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

/** A question of every type, at every level, one that hangs on another, and two that the verdict's data answer. */
export const SHEET = {
  final: question("q.final", { label: { en: "Is the verdict final?" }, evidenceExpected: true }),
  date: question("q.verdict-date", { label: { en: "Date of the verdict" }, type: "date" }),
  indictment: question("q.indictment-date", { label: { en: "Date of the indictment" }, type: "date" }),
  summary: question("q.summary", { label: { en: "Main problem" }, type: "text" }),
  means: question("q.means", {
    label: { en: "Means found proved" },
    type: "multi-choice",
    choices: choices("force", "deception", "documents"),
  }),
  remand: question("q.remand", {
    label: { en: "Why is it not final?" },
    type: "choice",
    choices: choices("appeal", "deadline", "retrial"),
    shownIf: { question: QuestionId.parse("q.final"), values: ["no"] },
  }),
  prison: question("q.def-prison", {
    label: { en: "Length of imprisonment" },
    type: "duration",
    perUnit: "defendant",
    group: "defendant",
  }),
  hearings: question("q.hearings-victim", {
    label: { en: "How many times was the victim questioned?" },
    type: "number",
    perUnit: "victim",
    group: "victim",
  }),
  court: question("q.court", { label: { en: "Court that issued the verdict" }, type: "text", from: "court" }),
  victims: question("q.victims-count", { label: { en: "Number of victims" }, type: "number", from: "victims" }),
  award: question("q.award", { label: { en: "Amount awarded" }, type: "money", perUnit: "victim", group: "victim" }),
} as const;

/** Puts these questions into force beside the categories that the server has. */
export async function askQuestions(
  server: TestServer,
  questions: readonly Question[] = Object.values(SHEET),
): Promise<MethodologyContent> {
  const { store } = server;
  const current = await store.methodologies.current();
  if (!current) throw new Error("no methodology");
  const groups = ["trial", "defendant", "victim"].map((id) => ({ id, label: { en: id } }));
  const content = { ...current.content, groups, questions: [...questions] };
  await store.methodologies.freeze(content, "questions", null, new Date().toISOString());
  return content;
}

/** Adds a unit as a facilitator does. */
export async function addUnit(server: TestServer, verdict: VerdictId, kind: UnitKind): Promise<UnitId> {
  const reply = await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict}/units`, { kind });
  return Unit.parse(await reply.json()).id;
}
