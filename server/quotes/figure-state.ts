import { setImmediate as breathe } from "node:timers/promises";
import type { AnswerSubject } from "../../schema/domain/answer.ts";
import { verdictFacts } from "../../schema/domain/verdict-facts.ts";
import { isAsked, subjectsOf } from "../../schema/domain/methodology/asked.ts";
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
import { figureText } from "./figure-text.ts";
import type { VerdictSource, VerdictSources } from "./verdict-source.ts";

type Counts = FigureState["counts"];
interface Count {
  n: number;
  of: number;
  uncounted: number;
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
  const total: Count = { n: 0, of: 0, uncounted: 0 };
  for (const { id } of verdictsIn(scope, await sources.readable())) {
    const source = await sources.of(id);
    if (!source || !subject) continue;
    if (!(await source.isCounted())) total.uncounted++;
    else if (subject.kind === "answers") add(total, await answered(source, subject.values, question, methodology));
    else add(total, await tagged(source, subject, methodology, language));
    await breathe();
  }
  const { n, of, uncounted } = total;
  const isOther = approved !== null && (approved.n !== n || approved.of !== of);
  return {
    kind: "figure",
    block,
    n,
    of,
    counts,
    text: figureText({ ...(isFrozen && approved ? approved : { n, of }), counts }, language),
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
  total.uncounted += count.uncounted;
}

/** How many of those of whom the question is asked have such an answer. */
async function answered(
  source: VerdictSource,
  values: readonly string[],
  question: Question | undefined,
  methodology: MethodologyVersion | null,
): Promise<Count> {
  const count: Count = { n: 0, of: 0, uncounted: 0 };
  if (!question) return count;
  const questions = new Map((methodology?.content.questions ?? []).map((each) => [each.id as string, each]));
  const [rows, units] = await Promise.all([source.answers(), source.units()]);
  for (const subject of subjectsOf(question.perUnit, units)) {
    const said = says(rows, question, subject, questions, values, verdictFacts(source.verdict, units));
    if (said === null) continue;
    count.of++;
    if (said) count.n++;
  }
  return count;
}

/** Whether the answer, or what the data say in its place, is one of the values; null where the question is not asked. */
function says(
  rows: readonly AnswerRow[],
  question: Question,
  subject: AnswerSubject,
  questions: ReadonlyMap<string, Question>,
  values: readonly string[],
  facts: ReturnType<typeof verdictFacts>,
): boolean | null {
  const valueOf = (id: string, of: AnswerSubject): AnswerRow["value"] =>
    rows.find((row) => row.question === id && row.subject === of)?.value ?? null;
  if (!question.from && !isAsked(question, subject, questions, valueOf)) return null;
  const value = question.from ? facts[question.from] : valueOf(question.id, subject);
  if (value === null) return false;
  return values.length === 0 || [value].flat().some((each) => values.includes(keyOf(each)));
}

function keyOf(value: string | number | object): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Verdicts with the category or one below it, or how many passages. */
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
  if (counts === "passages") return { n: length, of: length, uncounted: 0 };
  return { n: length > 0 ? 1 : 0, of: 1, uncounted: 0 };
}
