import { z } from "zod";
import { CategoryId } from "../domain/ids.ts";
import { Country } from "../domain/language.ts";
import { Form } from "../domain/verdict.ts";

export const MatrixBy = z.enum(["categories", "questions"]);
export type MatrixBy = z.infer<typeof MatrixBy>;

/** How the matrix is looked at: what the page shows and what its file holds. */
export const MatrixChoice = z.object({
  by: MatrixBy.default("categories"),
  rows: z.enum(["country", "form"]).default("country"),
  /** Whether a category's numbers take those of its sub-categories with them. */
  children: z.boolean().default(true),
  country: Country.nullable().default(null),
  form: Form.nullable().default(null),
  /** One branch of the categories, or one group of the questions. */
  part: z.string().max(80).nullable().default(null),
  /** Branches that are unfolded. */
  open: z.array(CategoryId).max(300).default([]),
  /** These columns and verdicts alone, by their ids; of what it names none of, all. What words found is told so in an address. */
  only: z.array(z.string().max(120)).max(100).default([]),
  /** Found in labels of columns, in courts and case numbers, or else in the quotes of cells, in any script. */
  text: z.string().max(200).default(""),
});
export type MatrixChoice = z.infer<typeof MatrixChoice>;
