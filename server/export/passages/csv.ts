import { csvOf } from "../files/csv.ts";
import { passageColumns } from "./columns.ts";
import type { PassagesContent } from "./content.ts";

/** A row a passage. */
export function toCsv(content: PassagesContent, onPassage: () => void = () => {}): Uint8Array {
  const columns = passageColumns(content.language, content.told);
  const rows = content.verdicts.flatMap(({ passages }) =>
    passages.map((passage) => {
      onPassage();
      return columns.map(({ value }) => value(passage));
    }),
  );
  return csvOf(
    columns.map(({ header }) => header),
    rows,
  );
}
