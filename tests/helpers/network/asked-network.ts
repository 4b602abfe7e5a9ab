import type { AnswerSubject, AnswerValue } from "../../../schema/domain/answer.ts";
import { newId, QuestionId, UnitId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import type { Unit, UnitKind } from "../../../schema/domain/unit.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { partsOf } from "../../../server/quotes/parts.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnswerRow } from "../../../server/store/rows.ts";
import { node } from "./an-output.ts";
import { actorOf, openExportNetwork, type ExportNetwork } from "./export-network.ts";
import { NO_ROWS, NOW } from "../store/store-fixture.ts";

export const question = (id: string, change: Partial<Question>): Question => ({
  id: QuestionId.parse(id),
  group: "trial",
  label: { en: `The ${id}` },
  type: "yes-no-unclear",
  shownIf: null,
  evidenceExpected: false,
  perUnit: "verdict",
  ...change,
});
export const CLAIM = question("claim", {});
export const SENT = question("sent", { perUnit: "victim", shownIf: { question: CLAIM.id, values: ["yes"] } });
export const ARREST = question("arrest", { type: "date" });
export const VERDICT = question("verdict", { type: "date" });
export const PRISON = question("prison", { type: "duration", perUnit: "defendant" });

/** The network of exports with questions in force: those above, and more. */
export async function withQuestions(more: readonly Question[] = []): Promise<ExportNetwork> {
  const network = await openExportNetwork();
  const version = await network.store.methodologies.current();
  if (!version) throw new Error("no methodology");
  const content = {
    ...version.content,
    groups: [{ id: "trial", label: { en: "Trial" } }],
    questions: [CLAIM, SENT, ARREST, VERDICT, PRISON, ...more],
  };
  await network.store.methodologies.freeze(content, "questions", network.facilitator.id, NOW);
  return network;
}

export async function addUnit({ store }: ExportNetwork, of: NewVerdict, kind: UnitKind, label: string): Promise<Unit> {
  const unit: Unit = { id: newId(UnitId), verdict: of.verdict.id, kind, label, createdAt: NOW };
  await store.names.addUnit(unit);
  return unit;
}

/** Puts these in the place of all answers of the shared layer. */
export async function answer(
  { store, lawyer }: ExportNetwork,
  of: NewVerdict,
  given: [Question, AnswerSubject, AnswerValue, AnswerRow["evidence"]?][],
): Promise<void> {
  const answers = given.map(([{ id }, subject, value, evidence = []]): AnswerRow => ({
    room: of.rooms.layer,
    layer: of.layer,
    verdict: of.verdict.id,
    question: id,
    subject,
    value,
    version: 2,
    note: "",
    certainty: "sure",
    evidence,
    author: lawyer.id,
    lastWriter: lawyer.id,
  }));
  await store.rooms.replaceRows(of.rooms.layer, { ...NO_ROWS, answers });
}

/** What the parts of a document of these nodes are for a reader. */
export async function resolve(
  { store, lawyer }: ExportNetwork,
  nodes: OutputNode[],
  by: Member = lawyer,
  language: UiLanguage = "en",
): Promise<PartState[]> {
  const document = {
    type: "doc" as const,
    content: [
      node("paragraph", {}, ...nodes.filter(({ type }) => type === "figure")),
      ...nodes.filter(({ type }) => type !== "figure"),
    ],
  };
  return partsOf(store, actorOf(by), { document, scope: { kind: "all" }, language });
}
