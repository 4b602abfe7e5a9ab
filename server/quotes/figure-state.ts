import { setImmediate as breathe } from "node:timers/promises";
import type { AnswerSubject } from "../../schema/domain/answer.ts";
import { verdictFacts } from "../../schema/domain/verdict-facts.ts";
import { isAsked, isAskedLater, subjectsOf } from "../../schema/domain/methodology/asked.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion, Question } from "../../schema/domain/methodology/methodology.ts";
import type { BlockId, FigureApproval, FigureSubject, OutputScope } from "../../schema/domain/output.ts";
import { shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import { matrixColumns } from "../../schema/matrix/columns.ts";
import { MatrixChoice } from "../../schema/matrix/choice.ts";
import type { FigureState } from "../../schema/protocol/http/quotes.ts";
import { matrixCategories } from "../matrix/shown.ts";
import { verdictsIn } from "../outputs/output-subjects.ts";
import type { AnswerRow } from "../store/rows.ts";
import { besideText, figureText } from "./figure-text.ts";
import type { VerdictSource, VerdictSources } from "./verdict-source.ts";

type Counts = FigureState["counts"];
interface Count {
  n: number;
  of: number;
  /** Of its scope: who says neither yes nor no yet. */
  unsaid: number;
}

/** A figure counted now; of an approved document (`isFrozen`) the text is what was approved. Only what stands of each verdict counts. */
export async function figureState(
  block: BlockId,
  subject: FigureSubject | null,
  approved: FigureApproval | null,
  scope: OutputScope,
  sources: VerdictSources,
  {
    methodology,
    language,
    isFrozen,
  }: { methodology: MethodologyVersion | null; language: UiLanguage; isFrozen: boolean },
): Promise<FigureState> {
  const question =
    subject?.kind === "answers" ? methodology?.content.questions.find(({ id }) => id === subject.question) : undefined;
  const counts = countsOf(subject, question);
  const total: Count = { n: 0, of: 0, unsaid: 0 };
  let uncounted = subject ? verdictsIn(scope, await sources.closed()).length : 0;
  for (const { id } of verdictsIn(scope, await sources.readable())) {
    const source = await sources.of(id);
    if (!source || !subject) continue;
    if (!(await source.isCounted())) uncounted++;
    else if (subject.kind === "answers") add(total, await answered(source, subject.values, question, methodology));
    else add(total, await tagged(source, subject, methodology, language));
    await breathe();
  }
  const { n, of, unsaid } = total;
  const isOther = approved !== null && (approved.n !== n || approved.of !== of);
  const isThen = isFrozen && isOther;
  const beside = isThen ? "" : besideText({ what: subject?.kind ?? "category", unsaid, uncounted }, language);
  return {
    kind: "figure",
    block,
    n,
    of,
    counts,
    text: figureText({ ...(isThen ? approved : { n, of }), counts }, language),
    ...(beside ? { beside } : {}),
    uncounted,
    flags: isOther ? ["value"] : [],
    before: isOther ? approved : null,
  };
}

function countsOf(subject: FigureSubject | null, question: Question | undefined): Counts {
  if (subject?.kind === "category") return subject.counts;
  if (question?.perUnit === "defendant") return "defendants";
  return question?.perUnit === "victim" ? "victims" : "verdicts";
}

function add(total: Count, count: Count): void {
  total.n += count.n;
  total.of += count.of;
  total.unsaid += count.unsaid;
}

/** How many of those who have an answer have such a one; where any answer counts, of those of whom it is asked. */
async function answered(
  source: VerdictSource,
  values: readonly string[],
  question: Question | undefined,
  methodology: MethodologyVersion | null,
): Promise<Count> {
  const count: Count = { n: 0, of: 0, unsaid: 0 };
  if (!question) return count;
  const questions = new Map((methodology?.content.questions ?? []).map((each) => [each.id as string, each]));
  const [rows, units] = await Promise.all([source.answers(), source.units()]);
  const facts = verdictFacts(source.verdict, units);
  const isSilenceSaid = values.length === 0 && (await source.isAnswered());
  for (const subject of subjectsOf(question.perUnit, units)) {
    const said = question.from ? facts[question.from] : answerOf(rows, question, subject, questions);
    if (said === undefined) continue;
    if (said === null && !isSilenceSaid) count.unsaid++;
    else count.of++;
    if (said !== null && (values.length === 0 || [said].flat().some((each) => values.includes(keyOf(each))))) count.n++;
  }
  return count;
}

/** What is answered of somebody; null where nothing is yet, be it to one that it depends on; undefined where it is not asked. */
function answerOf(
  rows: readonly AnswerRow[],
  question: Question,
  subject: AnswerSubject,
  questions: ReadonlyMap<string, Question>,
): AnswerRow["value"] | undefined {
  const valueOf = (id: string, of: AnswerSubject): AnswerRow["value"] =>
    rows.find((row) => row.question === id && row.subject === of)?.value ?? null;
  if (isAsked(question, subject, questions, valueOf)) return valueOf(question.id, subject);
  return isAskedLater(question, subject, questions, valueOf) ? null : undefined;
}

function keyOf(value: string | number | object): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Verdicts with the category or one below it, of those in which it could be, or how many passages. */
async function tagged(
  source: VerdictSource,
  { category, counts }: Extract<FigureSubject, { kind: "category" }>,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<Count> {
  const view = { categories: matrixCategories(methodology), questions: [] };
  const [column] = matrixColumns(view, MatrixChoice.parse({ part: category }), language).columns;
  const below = column?.kind === "category" && column.id === category ? column.below : new Set<string>([category]);
  const { length } = (await source.countedTags()).filter((tag) =>
    below.has(methodology ? shownCategory(methodology, tag.category, tag.version).category : tag.category),
  );
  if (!(await source.isTagged())) return { n: 0, of: 0, unsaid: 1 };
  if (counts === "passages") return { n: length, of: length, unsaid: 0 };
  return { n: length > 0 ? 1 : 0, of: 1, unsaid: 0 };
}
