import { setImmediate as breathe } from "node:timers/promises";
import type { AnswerSubject } from "../../schema/domain/answer.ts";
import { isAsked, subjectsOf } from "../../schema/domain/asked.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion, Question } from "../../schema/domain/methodology.ts";
import type { BlockId, FigureApproval, FigureSubject, OutputScope } from "../../schema/domain/output.ts";
import { shownCategory } from "../../schema/domain/shown-category.ts";
import { matrixColumns } from "../../schema/matrix/columns.ts";
import { MatrixChoice } from "../../schema/matrix/choice.ts";
import type { FigureState } from "../../schema/protocol/http/evidence.ts";
import { matrixCategories } from "../matrix/shown.ts";
import { verdictsIn } from "../outputs/output-subjects.ts";
import type { AnswerRow } from "../store/store.ts";
import { figureText } from "./figure-text.ts";
import type { VerdictSource, VerdictSources } from "./verdict-source.ts";

type Counts = FigureState["counts"];
interface Count {
  n: number;
  of: number;
  uncounted: number;
}

/** A figure counted now; of an approved document (`isFrozen`) the text is what was approved. Only layers that speak for each verdict count, and only where all of a verdict's coders say the same. */
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
    const counted = await source.counted();
    if (!counted) total.uncounted++;
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

/** How many of those of whom the question is asked have such an answer. Coders who differ leave one uncounted. */
async function answered(
  source: VerdictSource,
  values: readonly string[],
  question: Question | undefined,
  methodology: MethodologyVersion | null,
): Promise<Count> {
  const count: Count = { n: 0, of: 0, uncounted: 0 };
  if (!question) return count;
  const questions = new Map((methodology?.content.questions ?? []).map((each) => [each.id as string, each]));
  const [layers, rows, units] = await Promise.all([source.counted(), source.answers(), source.units()]);
  for (const subject of subjectsOf(question.perUnit, units)) {
    const verdicts = (layers ?? []).map(({ id }) => {
      const own = rows.filter(({ layer }) => layer === id);
      return says(own, question, subject, questions, values);
    });
    const said = new Set(verdicts.filter((each) => each !== null));
    if (verdicts.length > 0 && said.size === 0) continue;
    if (said.size > 1) count.uncounted++;
    else {
      count.of++;
      if (said.has(true)) count.n++;
    }
  }
  return count;
}

/** Whether a layer's answer is one of the values; null where the layer is not asked. */
function says(
  rows: readonly AnswerRow[],
  question: Question,
  subject: AnswerSubject,
  questions: ReadonlyMap<string, Question>,
  values: readonly string[],
): boolean | null {
  const valueOf = (id: string, of: AnswerSubject): AnswerRow["value"] =>
    rows.find((row) => row.question === id && row.subject === of)?.value ?? null;
  const value = valueOf(question.id, subject);
  if (value === null) return isAsked(question, subject, questions, valueOf) ? false : null;
  return values.length === 0 || [value].flat().some((each) => values.includes(keyOf(each)));
}

function keyOf(value: string | number | object): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Verdicts with the category or one below it, or how many passages; several coders count with the most that one of them has. */
async function tagged(
  source: VerdictSource,
  { category, counts }: Extract<FigureSubject, { kind: "category" }>,
  methodology: MethodologyVersion | null,
  language: UiLanguage,
): Promise<Count> {
  const view = { categories: matrixCategories(methodology), questions: [] };
  const [column] = matrixColumns(view, MatrixChoice.parse({ part: category }), language).columns;
  const below = column?.kind === "category" && column.id === category ? column.below : new Set<string>([category]);
  const [layers, tags] = await Promise.all([source.counted(), source.countedTags()]);
  const found = tags.filter((tag) =>
    below.has(methodology ? shownCategory(methodology, tag.category, tag.version).category : tag.category),
  );
  const perLayer = (layers ?? []).map(({ id }) => found.filter(({ layer }) => layer === id).length);
  const most = Math.max(0, ...perLayer);
  if (counts === "passages") return { n: most, of: most, uncounted: 0 };
  // Coders who differ on whether it is there at all.
  if (perLayer.includes(0) && most > 0) return { n: 0, of: 0, uncounted: 1 };
  return { n: most > 0 ? 1 : 0, of: 1, uncounted: 0 };
}
