import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One measured figure with what it is held against. Less is better in every row. */
export interface Row {
  part: string;
  what: string;
  unit: string;
  coram: number;
  /** Servers and libraries measured in the same call, by name. */
  beside?: Record<string, number | null>;
  /** What docs/design.md, section 9, or an issue asks for, in the same unit. */
  aim?: number;
  note?: string;
}

const FOLDER = fileURLToPath(new URL("../../bench-results", import.meta.url));

/** Prints the rows as a table with the ratio to each figure beside them: 0.50 × is half of theirs. */
export function printTable(rows: readonly Row[]): void {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.beside ?? {})))];
  const head = ["", "unit", "Coram", ...names.flatMap((name) => [name, "×"]), "aim", ""];
  const lines = [head];
  let part = "";
  for (const row of rows) {
    if (row.part !== part) lines.push([`— ${(part = row.part)}`]);
    const beside = names.flatMap((name) => {
      const value = row.beside?.[name];
      if (value === undefined) return ["", ""];
      return value === null ? ["—", ""] : [show(value), value > 0 ? (row.coram / value).toFixed(2) : "–"];
    });
    const aim = row.aim === undefined ? "" : `${show(row.aim)} ${row.coram <= row.aim ? "✓" : "✗"}`;
    lines.push([row.what, row.unit, show(row.coram), ...beside, aim, row.note ?? ""]);
  }
  const widths = head.map((_, i) =>
    Math.max(...lines.filter((line) => line.length > 1).map((line) => (line[i] ?? "").length)),
  );
  for (const line of lines) {
    const cells = line.map((cell, i) =>
      i < 2 || i === head.length - 1
        ? cell.padEnd(line.length > 1 ? (widths[i] ?? 0) : 0)
        : cell.padStart(widths[i] ?? 0),
    );
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}

/** Writes the rows with the machine they were measured on; returns the path. */
export function writeJson(rows: readonly Row[], startedAt: Date): string {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${startedAt.toISOString().slice(0, 19).replaceAll(":", "-")}.json`);
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model ?? "?",
    cores: cpus().length,
    memory: totalmem(),
    kernel: release(),
    node: process.version,
  };
  writeFileSync(path, `${JSON.stringify({ at: startedAt.toISOString(), machine, rows }, null, 2)}\n`);
  return path;
}

/** p-th percentile (0 to 100) of values that need not be sorted; NaN of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** A line on standard error while the table is not there yet. */
export function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

function show(value: number): string {
  if (!Number.isFinite(value)) return "?";
  return value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
