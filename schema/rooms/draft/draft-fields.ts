import { z } from "zod";
import { ChoiceKey, QuestionType } from "../../domain/answer.ts";
import { CategoryFate } from "../../domain/methodology/category-map.ts";
import { CategoryId, QuestionId, RANDOM_ID, VerdictId } from "../../domain/ids.ts";
import { UI_LANGUAGES } from "../../domain/language.ts";
import { Category, Publishing, Question, ReadableKey, VerdictFact } from "../../domain/methodology/methodology.ts";
import { field, type FieldRule, TypedText, When } from "../field-rule.ts";
import { PackedAnchor } from "../packed-anchor.ts";

/** A place among siblings: sorts as a plain string; equal ones stand in the order of their entries' ids. */
export const OrderKey = z.string().regex(/^[0-9A-Za-z]{1,200}$/);
const EntryKey = z.string().regex(RANDOM_ID);

/** Texts of a category; each is one field a language (`definition:mk`), so that two languages are never in each other's way. */
export const CATEGORY_TEXTS = ["label", "definition", "include", "exclude", "example", "nearMiss", "spanRule"] as const;
export type CategoryText = (typeof CATEGORY_TEXTS)[number];

function texts(names: readonly string[]): Record<string, FieldRule> {
  const fields = names.flatMap((name) => UI_LANGUAGES.map((language) => `${name}:${language}`));
  return Object.fromEntries(fields.map((name) => [name, field(TypedText, "writer")]));
}

const COMMON: Record<string, FieldRule> = {
  order: field(OrderKey, "writer", true),
  createdAt: field(When, "nobody", true),
  deleted: field(When.nullable(), "writer"),
};

/**
 * Roots of a methodology's draft. Every lawyer may change every field (the decision is the freeze); the key by which
 * versions, tags and answers know a thing is set once. `include` and `exclude` hold one rule a line.
 */
export const DRAFT_FIELDS: Record<string, Record<string, FieldRule>> = {
  about: { ...COMMON, ...texts(["title"]) },
  categories: {
    ...COMMON,
    category: field(CategoryId, "nobody", true),
    code: field(Category.shape.code, "writer", true),
    /** The parent's entry; null at the top. */
    parent: field(EntryKey.nullable(), "writer", true),
    digit: field(Category.shape.digit, "writer"),
    onlyChildren: field(z.boolean(), "writer"),
    publish: field(Publishing.nullable(), "writer"),
    /** What the next version says of it; none = the same as before. */
    fate: field(CategoryFate.nullable(), "writer"),
    /** The passage that the example is: read from the verdict when shown, so that a redaction reaches it. */
    exampleVerdict: field(VerdictId.nullable(), "writer"),
    exampleAnchor: field(PackedAnchor.nullable(), "writer"),
    ...texts(CATEGORY_TEXTS),
  },
  groups: { ...COMMON, group: field(ReadableKey, "nobody", true), ...texts(["label"]) },
  questions: {
    ...COMMON,
    question: field(QuestionId, "nobody", true),
    group: field(ReadableKey, "writer", true),
    type: field(QuestionType, "writer", true),
    level: field(Question.shape.perUnit, "writer", true),
    evidenceExpected: field(z.boolean(), "writer"),
    shownIf: field(Question.shape.shownIf.unwrap(), "writer"),
    from: field(VerdictFact.nullable(), "writer"),
    publish: field(Publishing.nullable(), "writer"),
    ...texts(["label", "help"]),
  },
  choices: {
    ...COMMON,
    question: field(QuestionId, "nobody", true),
    choice: field(ChoiceKey, "nobody", true),
    ...texts(["label"]),
  },
  outputs: { ...COMMON, output: field(ReadableKey, "nobody", true), ...texts(["title"]) },
  sections: {
    ...COMMON,
    output: field(ReadableKey, "nobody", true),
    section: field(ReadableKey, "nobody", true),
    fromCategories: field(z.array(CategoryId).max(200), "writer"),
    fromQuestions: field(z.array(QuestionId).max(200), "writer"),
    ...texts(["title", "prompt"]),
  },
};
