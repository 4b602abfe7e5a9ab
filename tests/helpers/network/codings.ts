import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { RoundVerdict } from "../../../schema/agreement/round.ts";
import { ratingOf } from "../../../schema/agreement/round-values.ts";
import { AnswerValue } from "../../../schema/domain/answer.ts";

const FOLDER = new URL("../../fixtures/verdicts/", import.meta.url);

const Coding = z.object({
  coder: z.string(),
  annotations: z.array(z.object({ category: z.string(), quote: z.string(), occurrence: z.int().positive() })),
  answers: z.array(z.object({ question: z.string(), unit: z.string(), value: z.unknown() })),
});

/** What three lawyers made of one of the fictitious verdicts; answers of a kind that Coram does not know are left out. */
export function realVerdict(id: string): RoundVerdict {
  const text = readFileSync(new URL(`${id}.txt`, FOLDER), "utf8");
  const files = readdirSync(new URL("codings/", FOLDER)).filter((name) => name.startsWith(`${id}.`));
  const codings = files.map((name) =>
    Coding.parse(JSON.parse(readFileSync(new URL(`codings/${name}`, FOLDER), "utf8"))),
  );
  return {
    id,
    country: id.slice(0, 2),
    language: id.slice(0, 2),
    length: text.length,
    coders: codings.map(({ coder }) => coder),
    spans: codings.flatMap(({ coder, annotations }) =>
      annotations.map(({ category, quote, occurrence }) => {
        const start = placeOf(text, quote, occurrence);
        return { coder, category, start, end: start + quote.length };
      }),
    ),
    answers: codings.flatMap(({ coder, answers }) =>
      answers.flatMap(({ question, unit, value }) => {
        const known = AnswerValue.safeParse(value);
        return known.success ? [{ coder, question, unit, value: ratingOf(known.data) }] : [];
      }),
    ),
  };
}

function placeOf(text: string, quote: string, occurrence: number): number {
  let at = -1;
  for (let n = 0; n < occurrence; n++) at = text.indexOf(quote, at + 1);
  if (at < 0) throw new Error(`not in the text: ${quote}`);
  return at;
}
