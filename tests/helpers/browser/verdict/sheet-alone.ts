import "../../../../client/verdict/sheet/coram-case-sheet.ts";
import type { AnswerAct } from "../../../../client/verdict/sheet/answer-act.ts";
import type { AnswerView } from "../../../../client/verdict/sheet/answer-view.ts";
import type { CoramCaseSheet } from "../../../../client/verdict/sheet/coram-case-sheet.ts";
import type { AnswerValue } from "../../../../schema/domain/answer.ts";
import { newId, UnitId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { answerEntry } from "../../../../schema/rooms/answer-keys.ts";
import { SHEET } from "../../network/case-sheet.ts";
import { MIRA, mount } from "../verdict-views.ts";

export const victim = newId(UnitId);
export const UNITS = [
  { id: victim, verdict: newId(VerdictId), kind: "victim" as const, label: "A", createdAt: "2026-11-26T10:00:00.000Z" },
];
export const GROUPS = ["trial", "victim"].map((id) => ({ id, label: { en: id } }));

export function view(question: Question, change: Partial<AnswerView> = {}): AnswerView {
  const subject = question.perUnit === "victim" ? victim : "verdict";
  return {
    id: answerEntry(question.id, subject),
    question: question.id,
    subject,
    value: null,
    version: 1,
    note: "",
    certainty: "sure",
    evidence: [],
    author: MIRA,
    noteAuthor: null,
    mine: true,
    pending: false,
    at: null,
    replaced: null,
    over: null,
    ...change,
  };
}

/** A sheet that does what is done in it, as the page would. */
export async function sheetOf(...answers: AnswerView[]): Promise<{ sheet: CoramCaseSheet; acts: AnswerAct[] }> {
  const sheet = mount(document.createElement("coram-case-sheet"));
  const acts: AnswerAct[] = [];
  sheet.content = { groups: GROUPS, questions: Object.values(SHEET) };
  sheet.units = UNITS;
  sheet.answers = new Map(answers.map((answer) => [answer.id, answer]));
  sheet.canAnswer = true;
  sheet.revision = { number: 1, text: "The court heard both sides.", blocks: [] };
  sheet.addEventListener("coram-question-open", ({ detail }) => {
    sheet.current = detail.place;
    if (detail.focus) void sheet.focusCurrent();
  });
  sheet.addEventListener("coram-answer-act", ({ detail: { place, act } }) => {
    acts.push(act);
    const value = act.kind === "set" ? act.value : act.kind === "clear" ? null : undefined;
    const asked = Object.values(SHEET).find(({ id }) => id === place.question);
    if (value === undefined || !asked) return;
    const id = answerEntry(place.question, place.subject);
    const before = sheet.answers.get(id) ?? view(asked);
    sheet.answers = new Map([...sheet.answers, [id, { ...before, value }]]);
  });
  await sheet.updateComplete;
  return { sheet, acts };
}

export const open = async (sheet: CoramCaseSheet, question: Question): Promise<HTMLElement> => {
  sheet.current = { question: question.id, subject: question.perUnit === "victim" ? victim : "verdict" };
  await sheet.focusCurrent();
  const element = sheet.querySelector<HTMLElement>(`[data-id^="${CSS.escape(question.id)}/"]`);
  if (!element) throw new Error(`no question ${question.id}`);
  return element;
};
export const values = (acts: readonly AnswerAct[]): (AnswerValue | null)[] =>
  acts.flatMap((act) => (act.kind === "set" ? [act.value] : act.kind === "clear" ? [null] : []));

/** The text of a sheet with words put before it, as the verdict's next revision. */
export function correctedBefore({ revision }: CoramCaseSheet, insert: string): Pick<VerdictView, "revision" | "maps"> {
  const steps = [{ start: 0, removed: 0, inserted: insert.length, kind: "correct" as const }];
  const { blocks } = revision;
  return { revision: { number: 2, text: insert + revision.text, blocks }, maps: [{ from: 1, steps }] };
}

/** A passage that proves an answer. */
export function proofOn(ranges: AnswerView["evidence"][number]["ranges"]): AnswerView["evidence"][number] {
  return { id: "p", tag: null, ranges, anchor: null, state: "same", isSeen: false, author: MIRA };
}
