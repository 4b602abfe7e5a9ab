import { StepId } from "../../../../schema/domain/ids.ts";
import { HandCounts } from "../../../../schema/protocol/http/workshops/paper.ts";
import { StoreError } from "../../store-error.ts";
import type { PaperRow, PaperStore } from "../../workshops/paper-store.ts";
import { read, write } from "../file/intent.ts";
import { SqlitePart } from "../part.ts";
import { parseJson } from "../rows/json.ts";

interface PaperColumns {
  step: string;
  edition: number;
  printed_at: string;
  slips: number | null;
}

interface CountColumns {
  step: string;
  passage: string;
  categories: string;
}

/** Slips on paper; see PaperStore. */
export class SqlitePaper extends SqlitePart implements PaperStore {
  readonly #of = this.db.prepare<[string], PaperColumns>(
    `SELECT workshop_paper.* FROM workshop_paper JOIN workshop_steps ON workshop_steps.id = workshop_paper.step
     WHERE workshop_steps.workshop = ? ORDER BY workshop_steps.position`,
  );
  readonly #countsOf = this.db.prepare<[string], CountColumns>(
    `SELECT workshop_passages.step, workshop_paper_counts.* FROM workshop_paper_counts
     JOIN workshop_passages ON workshop_passages.id = workshop_paper_counts.passage
     JOIN workshop_steps ON workshop_steps.id = workshop_passages.step
     WHERE workshop_steps.workshop = ? ORDER BY workshop_passages.position`,
  );
  readonly #print = this.db.prepare(
    `INSERT INTO workshop_paper (step, edition, printed_at) VALUES (:step, :edition, :at)
     ON CONFLICT (step) DO UPDATE SET edition = CASE WHEN slips IS NULL THEN excluded.edition ELSE edition END`,
  );
  readonly #setSlips = this.db.prepare("UPDATE workshop_paper SET slips = ? WHERE step = ?");
  readonly #dropCounts = this.db.prepare(
    "DELETE FROM workshop_paper_counts WHERE passage IN (SELECT id FROM workshop_passages WHERE step = ?)",
  );
  readonly #addCount = this.db.prepare("INSERT INTO workshop_paper_counts (passage, categories) VALUES (?, ?)");

  readonly of: PaperStore["of"] = (workshop) =>
    read(this.db, () => {
      const counts = this.#countsOf.all(workshop);
      return this.#of.all(workshop).map((row) => toPaper(row, counts));
    });

  readonly print: PaperStore["print"] = (step, edition, at) =>
    write(this.db, () => void this.#print.run({ step, edition, at }));

  readonly count: PaperStore["count"] = (step, counts) =>
    write(this.db, () => {
      if (this.#setSlips.run(counts?.slips ?? null, step).changes === 0) throw new StoreError("not-found");
      this.#dropCounts.run(step);
      for (const { passage, categories } of counts?.passages ?? [])
        this.#addCount.run(passage, JSON.stringify(categories));
    });
}

function toPaper(
  { step, edition, printed_at: printedAt, slips }: PaperColumns,
  all: readonly CountColumns[],
): PaperRow {
  const passages = all
    .filter((each) => each.step === step)
    .map(({ passage, categories }) => ({
      passage,
      categories: parseJson(HandCounts.shape.passages.element.shape.categories, categories),
    }));
  return {
    step: StepId.parse(step),
    edition,
    printedAt,
    counts: slips === null ? null : HandCounts.parse({ slips, passages }),
  };
}
