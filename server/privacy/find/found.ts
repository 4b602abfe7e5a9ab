import type { Person } from "../persons/persons.ts";

/** A place where a person is named. Offsets in UTF-16 units. */
export interface Found {
  start: number;
  end: number;
  person: Person;
  sure: boolean;
  /** Named with given name and surname. */
  isFull: boolean;
  /** Index of the first word. */
  word: number;
}
