import type { z } from "zod";

/** A column that holds JSON, checked against its shape; throws on what is not of it. */
export function parseJson<T extends z.ZodType>(shape: T, text: string): z.output<T> {
  return shape.parse(JSON.parse(text));
}
