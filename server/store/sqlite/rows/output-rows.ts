import type { Database } from "better-sqlite3";
import { AnnotationId, OutputId, type RoomId, VerdictId } from "../../../../schema/domain/ids.ts";
import { UiLanguage } from "../../../../schema/domain/language.ts";
import {
  BlockId,
  FigureApproval,
  FigureScope,
  FigureSubject,
  QuoteApproval,
} from "../../../../schema/domain/output.ts";
import { LayerKind } from "../../../../schema/domain/verdict.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import type { QuoteRow, FigureRow, OutputRows, RecommendationRow } from "../../output-store.ts";
import { parseAnchor } from "./anchor-column.ts";
import { parseJson } from "./json.ts";

/** Columns of the projected tables under the names of their rows. */
export const EVIDENCE =
  "output, block, position, section, form, verdict, anchor, annotation, layer, translation, approved";
export const FIGURES = "output, block, position, section, subject, scope, approved";
export const RECOMMENDATIONS =
  "output, block, position, section, body, finding, addressee, verb, deadline, indicator, pair";

interface PlacedColumns {
  output: string;
  block: string;
  position: number;
  section: string | null;
}
export interface QuoteColumns extends PlacedColumns {
  form: QuoteRow["form"];
  verdict: string | null;
  anchor: string | null;
  annotation: string | null;
  layer: string | null;
  translation: string | null;
  approved: string | null;
}
export interface FigureColumns extends PlacedColumns {
  subject: string | null;
  scope: string | null;
  approved: string | null;
}
export type RecommendationColumns = PlacedColumns & Omit<RecommendationRow, keyof PlacedColumns>;

/** Writes and reads what an output's room projects into; all of it inside the caller's transaction. */
export function createOutputRows(db: Database) {
  const setTitle = db.prepare("UPDATE outputs SET title = ? WHERE id = ? AND title <> ?");
  const titleOf = db.prepare<[string], string>("SELECT title FROM outputs WHERE id = ?").pluck();
  const outputOf = db
    .prepare<[string], string>("SELECT output FROM rooms WHERE id = ? AND kind = 'output' AND output IS NOT NULL")
    .pluck();
  const evidence = tableOf<QuoteColumns>(db, "evidence", EVIDENCE);
  const figures = tableOf<FigureColumns>(db, "figures", FIGURES);
  const recommendations = tableOf<RecommendationColumns>(db, "recommendations", RECOMMENDATIONS);

  return {
    put(room: RoomId, rows: OutputRows): void {
      const { output } = rows;
      setTitle.run(rows.title, output, rows.title);
      evidence.replace(
        room,
        rows.evidence.map((row) => fromQuoteRow(output, row)),
      );
      figures.replace(
        room,
        rows.figures.map((row) => fromFigure(output, row)),
      );
      recommendations.replace(
        room,
        rows.recommendations.map((row) => ({ output, ...row })),
      );
    },
    clear(room: RoomId): void {
      for (const table of [evidence, figures, recommendations]) table.replace(room, []);
    },
    /** Undefined for a room that is no output's. */
    of(room: RoomId): OutputRows | undefined {
      const output = outputOf.get(room);
      if (output === undefined) return undefined;
      return {
        output: OutputId.parse(output),
        title: titleOf.get(output) ?? "",
        evidence: evidence.of(room).map((columns) => withoutOutput(toQuoteRow(columns))),
        figures: figures.of(room).map((columns) => withoutOutput(toFigure(columns))),
        recommendations: recommendations.of(room).map((columns) => withoutOutput(toRecommendation(columns))),
      };
    },
  };
}

/**
 * A table whose rows of a room are replaced as a whole. Rows that stay are left alone: most changes touch one, and a paper of
 * three hundred quotes is typed in all day.
 */
function tableOf<C extends { block: string }>(db: Database, table: string, columns: string) {
  const names = columns.split(", ");
  const read = db.prepare<[string], C>(`SELECT ${columns} FROM ${table} WHERE room = ? ORDER BY position`);
  const drop = db.prepare(`DELETE FROM ${table} WHERE room = ? AND block = ?`);
  const insert = db.prepare(
    `INSERT INTO ${table} (room, ${columns}) VALUES (:room, ${names.map((name) => `:${name}`).join(", ")})`,
  );
  const canonical = (row: C): string => JSON.stringify(names.map((name) => row[name as keyof C] ?? null));
  return {
    of: (room: RoomId): C[] => read.all(room),
    replace(room: RoomId, rows: C[]): void {
      const before = new Map(read.all(room).map((row) => [row.block, canonical(row)]));
      const added = rows.filter((row) => before.get(row.block) !== canonical(row));
      const kept = new Set(rows.map(({ block }) => block));
      for (const block of before.keys()) if (!kept.has(block)) drop.run(room, block);
      for (const row of added) {
        drop.run(room, row.block);
        insert.run({ ...row, room });
      }
    },
  };
}

function fromQuoteRow(output: OutputId, row: QuoteRow): QuoteColumns {
  return {
    output,
    ...row,
    anchor: row.anchor && JSON.stringify(packAnchor(row.anchor)),
    approved: row.approved && JSON.stringify(row.approved),
  };
}

function fromFigure(output: OutputId, row: FigureRow): FigureColumns {
  const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  return { output, ...row, subject: text(row.subject), scope: text(row.scope), approved: text(row.approved) };
}

function placeOf({ output, block, position, section }: PlacedColumns) {
  return { output: OutputId.parse(output), block: BlockId.parse(block), position, section };
}

/** A quote of its columns. Throws where the row holds another shape. */
export function toQuoteRow(row: QuoteColumns): QuoteRow & { output: OutputId } {
  return {
    ...placeOf(row),
    form: row.form,
    verdict: VerdictId.nullable().parse(row.verdict),
    anchor: row.anchor === null ? null : parseAnchor(row.anchor),
    annotation: AnnotationId.nullable().parse(row.annotation),
    layer: LayerKind.nullable().parse(row.layer),
    translation: UiLanguage.nullable().parse(row.translation),
    approved: row.approved === null ? null : parseJson(QuoteApproval, row.approved),
  };
}

/** A figure of its columns. Throws where the row holds another shape. */
export function toFigure(row: FigureColumns): FigureRow & { output: OutputId } {
  return {
    ...placeOf(row),
    subject: row.subject === null ? null : parseJson(FigureSubject, row.subject),
    scope: row.scope === null ? null : parseJson(FigureScope, row.scope),
    approved: row.approved === null ? null : parseJson(FigureApproval, row.approved),
  };
}

/** A recommendation of its columns. */
export function toRecommendation(row: RecommendationColumns): RecommendationRow & { output: OutputId } {
  const { body, finding, addressee, verb, deadline, indicator, pair } = row;
  return { ...placeOf(row), body, finding, addressee, verb, deadline, indicator, pair };
}

function withoutOutput<T extends { output: OutputId }>(row: T): Omit<T, "output"> {
  const { output: _, ...others } = row;
  return others;
}
