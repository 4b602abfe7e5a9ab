import { csvOf } from "../files/csv.ts";
import type { PassagesContent } from "../passages/content.ts";
import { answerColumns } from "./columns.ts";

/** A row an answer. */
export function toAnswersCsv(content: PassagesContent): Uint8Array {
  const columns = answerColumns(content.language, content.told);
  const rows = content.verdicts.flatMap(({ verdict, answers }) =>
    answers.map((answer) => columns.map(({ value }) => value({ verdict, answer }))),
  );
  return csvOf(
    columns.map(({ header }) => header),
    rows,
  );
}
