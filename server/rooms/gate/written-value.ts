import type { WrittenEntry } from "./written.ts";

/** A value that an update writes into a field; its shape is checked already. */
export interface WrittenValue {
  root: string;
  entry: string;
  field: string;
  value: unknown;
  /** What the update writes of the entry. */
  of: WrittenEntry;
}
