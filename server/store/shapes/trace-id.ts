/**
 * The id that a paragraph of a full translation has in the trace of an erasure; without a number, what is said of where the
 * translation is from.
 */
export function traceIdOf(language: string, number: string | null): string {
  return number === null ? `${language}/source` : `${language}/¶${number}`;
}
