// Units and answers of a demo verdict, from its gold data; for make-demo.ts.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { AnswerValue } from "../schema/domain/answer.ts";
import { CategoryId, QuestionId } from "../schema/domain/ids.ts";
import type { MethodologyContent } from "../schema/domain/methodology/methodology.ts";
import { takesAnswer } from "../schema/domain/methodology/takes-answer.ts";
import { tokenOfUnit, UNIT_KINDS, type UnitLabel } from "../schema/domain/unit.ts";
import type { Range } from "../schema/text/revision.ts";
import type { DemoPerson } from "../server/demo/demo-people.ts";
import type { DemoVerdict } from "../server/demo/demo-verdict.ts";

type DemoAnswer = DemoVerdict["answers"][number];

const Adjudicated = z.object({
  annotations: z.array(z.object({ category: CategoryId, quote: z.string(), occurrence: z.number() })),
  answers: z.array(
    z.object({ question: QuestionId, unit: z.string(), value: AnswerValue, evidence: z.array(z.number()) }),
  ),
});

/** Defendants and victims whose tokens stand in the text, in the order in which tokens are given. */
export function unitsOf(text: string): UnitLabel[] {
  const labels: UnitLabel[] = UNIT_KINDS.flatMap((kind) =>
    Array.from({ length: 26 }, (_, i) => ({
      kind,
      label: kind === "victim" ? String.fromCharCode(65 + i) : String(i + 1),
    })),
  );
  return labels.filter((unit) => text.includes(tokenOfUnit(unit)));
}

/**
 * The adjudicated answers, each given by one of these people in turn. Evidence is the tag that already marks the passage,
 * else the passage itself. Answers that name somebody are left out, and so are those that the methodology does not take.
 */
export function adjudicatedAnswers(
  path: string,
  by: readonly DemoPerson[],
  { questions }: MethodologyContent,
  verdict: Pick<DemoVerdict, "units" | "tags">,
  find: (quote: string, occurrence: number) => Range[],
  isNamed: (words: string) => boolean,
): DemoAnswer[] {
  if (!existsSync(path)) return [];
  const { annotations, answers } = Adjudicated.parse(JSON.parse(readFileSync(path, "utf8")));
  return answers.flatMap(({ question, unit, value, evidence }, i): DemoAnswer[] => {
    const asked = questions.find(({ id }) => id === question);
    const person = by[i % by.length];
    const kind = { d: "defendant", v: "victim" }[unit.charAt(0)];
    const of =
      unit === "verdict" ? null : verdict.units.filter((each) => each.kind === kind)[Number(unit.slice(1)) - 1];
    if (!asked || !person || of === undefined || !takesAnswer(asked, value) || isNamed(JSON.stringify(value)))
      return [];
    const passages = evidence.flatMap((index) => {
      const annotation = annotations[index];
      if (!annotation) return [];
      const ranges = find(annotation.quote, annotation.occurrence);
      const tag = verdict.tags.findIndex(
        ({ category, ranges: tagged }) =>
          category === annotation.category &&
          tagged.some(({ start, end }) => ranges.some((range) => start < range.end && range.start < end)),
      );
      return tag >= 0 ? [tag] : ranges.length > 0 ? [ranges] : [];
    });
    return [{ by: person, question, unit: of, value, evidence: passages }];
  });
}

/** What stands on a verdict's face, for one that nobody has coded yet. */
export function faceAnswers(verdict: Pick<DemoVerdict, "data" | "units">, by: DemoPerson): DemoAnswer[] {
  const { country, court, caseNumber, date } = verdict.data;
  const count = (kind: string): number => verdict.units.filter((unit) => unit.kind === kind).length;
  const values: Record<string, AnswerValue | null> = {
    "q.country": country,
    "q.court": court,
    "q.instance": "first",
    "q.case-number": caseNumber,
    "q.verdict-date": date,
    "q.defendants-count": count("defendant"),
    "q.victims-count": count("victim"),
  };
  return Object.entries(values).flatMap(([question, value]) =>
    value === null ? [] : [{ by, question: QuestionId.parse(question), unit: null, value, evidence: [] }],
  );
}
