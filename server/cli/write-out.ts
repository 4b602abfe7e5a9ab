import { PASS_REASONS } from "../../schema/domain/clearing.ts";
import { LeakError } from "../export/checks/leak-check.ts";
import { CliError } from "./usage.ts";

/** Where they are, and no words of them. */
export function sayLeaks(error: unknown): never {
  if (!(error instanceof LeakError)) throw error;
  const places = new Set(
    error.leaks.map(
      ({ kind, in: where, verdict, paragraph }) =>
        `${kind} in ${where}${paragraph ? ` ¶ ${paragraph}` : ""}${verdict ? ` of ${verdict}` : ""}`,
    ),
  );
  const listed = [...places].slice(0, 10).join(", ");
  throw new CliError(
    `${error.leaks.length} places look like a person's data (${listed}). Mend them, or answer for them with --despite ${PASS_REASONS.join("|")}.`,
  );
}

/** A closed word of an option; says which there are. */
export function oneOf<T>(option: string, given: string | undefined, all: readonly string[], value: T | undefined): T {
  if (value === undefined)
    throw new CliError(
      `${option} must be one of ${all.join(", ")}${given === undefined ? "" : `; it is "${given}"`}.`,
      2,
    );
  return value;
}

/** Resolves when a pipe has taken everything: the process may end right after. */
export function print(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
