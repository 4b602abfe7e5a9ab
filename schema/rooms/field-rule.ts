import { z } from "zod";
import type { Who } from "../domain/change-entry.ts";

export interface FieldRule<Shape extends z.ZodType = z.ZodType, Required extends boolean = boolean> {
  /** Shape of the value in the document. */
  value: Shape;
  /** Whether an entry without it is incomplete and not shown. */
  required: Required;
  change: Who;
}

const MAX_NOTE = 20_000;
// A lone surrogate cannot be written as UTF-8, a NUL breaks what reads the rows.
// oxlint-disable-next-line no-control-regex
const UNCLEAN = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** Whether a text has no NUL and no lone surrogate. */
export function isClean(text: string): boolean {
  return !UNCLEAN.test(text);
}

/** Text that a person typed: clean, at most 20,000 UTF-16 units. */
export const TypedText = z.string().max(MAX_NOTE).refine(isClean);

/** The letters of a shared text: clean, and as long as they are. */
export const Letters = z.string().refine(isClean);

/** A time as rooms hold it: ISO 8601, UTC. */
export const When = z.iso.datetime();

/** The fields of an entry, as their rules read them. */
export type Values<Rules> = {
  [Name in keyof Rules as Rules[Name] extends FieldRule<z.ZodType, true> ? Name : never]: ValueOf<Rules[Name]>;
} & { [Name in keyof Rules as Rules[Name] extends FieldRule<z.ZodType, true> ? never : Name]?: ValueOf<Rules[Name]> };
type ValueOf<Rule> = Rule extends FieldRule<infer Shape> ? z.output<Shape> : never;

/** A row of the table of fields. */
export function field<Shape extends z.ZodType>(value: Shape, change: Who): FieldRule<Shape, false>;
export function field<Shape extends z.ZodType>(value: Shape, change: Who, required: true): FieldRule<Shape, true>;
export function field<Shape extends z.ZodType>(value: Shape, change: Who, required = false): FieldRule<Shape> {
  return { value, change, required };
}
