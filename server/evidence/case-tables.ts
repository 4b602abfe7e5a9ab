import { PartialDate } from "../../schema/domain/answer.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion, Question } from "../../schema/domain/methodology.ts";
import type { BlockId } from "../../schema/domain/output.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import { isSaid } from "../../schema/matrix/cells.ts";
import type { ActorsState, TimelineState } from "../../schema/protocol/http/evidence.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import { findTokens, parseToken } from "../../schema/text/token.ts";
import { valueWords } from "../export/answers.ts";
import { rangesOf } from "../matrix/verdict-counts.ts";
import type { AnswerRow } from "../store/store.ts";
import { PERSON_WORDS } from "./person-words.ts";
import type { VerdictSource } from "./verdict-source.ts";

/** The dates that a verdict's answers give, earliest first. */
export async function timelineState(
  block: BlockId,
  source: VerdictSource | null,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<TimelineState> {
  if (!source) return { kind: "timeline", block, source: null, rows: [] };
  const questions = questionsOf(methodology);
  const answers = (await source.answers()).filter(({ question }) => questions.get(question)?.type === "date");
  const units = await source.units();
  const rows = new Map<string, TimelineState["rows"][number]>();
  for (const answer of answers) {
    const date = PartialDate.safeParse(answer.value).data;
    const question = questions.get(answer.question);
    const key = JSON.stringify([answer.question, answer.subject, date]);
    if (!date || !question || rows.has(key)) continue;
    const unit = units.find(({ id }) => id === answer.subject);
    rows.set(key, {
      date,
      label: localise(question.label, language),
      unit: unit ? tokenOfUnit(unit) : null,
      question: question.id,
      citation: await citationOf(answer, source, language),
    });
  }
  const sorted = [...rows.values()].sort((a, b) => a.date.localeCompare(b.date) || a.label.localeCompare(b.label));
  return { kind: "timeline", block, source: source.ref, rows: sorted };
}

/** Where the first evidence of an answer stands. */
async function citationOf(answer: AnswerRow, source: VerdictSource, language: UiLanguage): Promise<string | null> {
  const tags = answer.evidence.some(({ anchor }) => !anchor) ? await source.tags() : [];
  const text = await source.text();
  for (const { id, anchor } of answer.evidence) {
    const at = anchor ?? tags.find((tag) => tag.id === id && tag.deleted === null)?.anchor;
    const ranges = at ? rangesOf(text, at) : [];
    if (ranges.length > 0) return formatCitation(citation(text.revision, ranges), language);
  }
  return null;
}

/** Answers that a table of people can say in a few words. */
const SHORT: ReadonlySet<Question["type"]> = new Set<Question["type"]>(["choice", "multi-choice", "duration", "money"]);

/** Defendants and victims with what is answered of them, then everybody else whom a token stands for in the text. */
export async function actorsState(
  block: BlockId,
  source: VerdictSource | null,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<ActorsState> {
  if (!source) return { kind: "actors", block, source: null, rows: [] };
  const words = PERSON_WORDS[language];
  const questions = questionsOf(methodology);
  const [units, answers, { revision }] = [await source.units(), await source.answers(), await source.text()];
  const rows: ActorsState["rows"] = units.map((unit) => {
    const own = answers.filter(({ subject }) => subject === unit.id);
    return {
      token: tokenOfUnit(unit),
      role: words[unit.kind === "victim" ? "Victim" : "Defendant"],
      facts: [...questions.values()].flatMap((question) => factsOf(question, own, language)),
    };
  });
  const known = new Set(rows.map(({ token }) => token));
  for (const { token } of findTokens(revision.text)) {
    const kind = parseToken(token)?.kind;
    if (known.has(token) || !kind || !Object.hasOwn(words, kind)) continue;
    known.add(token);
    rows.push({ token, role: words[kind as keyof typeof words], facts: [] });
  }
  return { kind: "actors", block, source: source.ref, rows };
}

/** One line a question; where coders differ, each of their answers. */
function factsOf(question: Question, answers: readonly AnswerRow[], language: UiLanguage): string[] {
  if (!SHORT.has(question.type)) return [];
  const said = answers.flatMap(({ question: id, value }) =>
    id === question.id && value !== null && isSaid(JSON.stringify(value))
      ? [valueWords(value, question, language)]
      : [],
  );
  return said.length === 0 ? [] : [`${localise(question.label, language)}: ${[...new Set(said)].join(" / ")}`];
}

function questionsOf(methodology: MethodologyVersion | null): Map<string, Question> {
  return new Map((methodology?.content.questions ?? []).map((question) => [question.id as string, question]));
}
