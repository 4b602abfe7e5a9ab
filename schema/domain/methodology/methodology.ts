import { z } from "zod";
import { CategoryId, MethodologyId, QuestionId, VerdictId } from "../ids.ts";
import { Anchor } from "../../text/revision.ts";
import { BehindText } from "./behind-texts.ts";
import { CategoryMap } from "./category-map.ts";
import { QuestionType } from "../answer.ts";
import { Localised, LocalisedLists } from "../language.ts";

/** What groups, outputs and their sections are known by; readable, because files carry them. */
export const ReadableKey = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/);

/** What may be published of an answer or a category: told by verdict, by person, or never. */
export const Publishing = z.enum(["court", "person", "never"]);
export type Publishing = z.infer<typeof Publishing>;

/** What a verdict's own data say. */
export const VerdictFact = z.enum(["country", "court", "instance", "case-number", "date", "defendants", "victims"]);
export type VerdictFact = z.infer<typeof VerdictFact>;

/** One node of the tree. A letter for a branch, letter and number for a leaf; the letter picks the hue. */
export const Category = z.object({
  id: CategoryId,
  code: z.string().regex(/^[A-Z][0-9]{0,3}$/),
  parent: CategoryId.nullable(),
  label: Localised,
  definition: Localised,
  include: LocalisedLists,
  exclude: LocalisedLists,
  example: Localised,
  /** The passage that is the example: shown as it stands in the verdict today, where the reader may read that. */
  exampleFrom: z.object({ verdict: VerdictId, anchor: Anchor }).nullable().default(null),
  /** A passage that looks like it and is not, with what it is instead. */
  nearMiss: Localised.default({}),
  /** Shortcut 1 to 9, or null. */
  digit: z.int().min(1).max(9).nullable(),
  /** Only its sub-categories may be used; the category itself is a heading. */
  onlyChildren: z.boolean().default(false),
  /** How long a passage should be: "the whole sentence, unless it is a number or a name". */
  spanRule: Localised.default({}),
  publish: Publishing.optional(),
});
export type Category = z.infer<typeof Category>;

const Choice = z.object({ id: z.string(), label: Localised });

export const Question = z.object({
  id: QuestionId,
  group: z.string(),
  label: Localised,
  type: QuestionType,
  choices: z.array(Choice).optional(),
  /** Of a version: what earlier ones offered and it does not, as it was called last. Answers of then keep their words. */
  formerChoices: z.array(Choice).optional(),
  help: Localised.optional(),
  /** Asked only where another question of the same or a wider level has one of these answers. */
  shownIf: z
    .object({ question: QuestionId, values: z.array(z.string()).min(1) })
    .nullable()
    .default(null),
  evidenceExpected: z.boolean(),
  perUnit: z.enum(["verdict", "defendant", "victim"]),
  /** The verdict's data say it: it is not asked, and stands outside agreement. */
  from: VerdictFact.optional(),
  publish: Publishing.optional(),
});
export type Question = z.infer<typeof Question>;

/** What a choice is called, one that is offered no more too. */
export function choiceLabel(
  { choices, formerChoices }: Pick<Question, "choices" | "formerChoices">,
  id: unknown,
): Localised | undefined {
  return (choices?.find((each) => each.id === id) ?? formerChoices?.find((each) => each.id === id))?.label;
}

/** The note of the version that a network begins with, as it is stored; readers have it in their language. */
export const STARTER_NOTE = "Starter methodology";

/** A content as it is frozen and given out, without what a version remembers. */
export function withoutFormer(content: MethodologyContent): MethodologyContent {
  const questions = content.questions.map((question): Question => {
    const { formerChoices, ...asked } = question;
    return formerChoices ? asked : question;
  });
  return { ...content, questions };
}

export const OutputTemplate = z.object({
  id: z.string(),
  title: Localised,
  sections: z.array(
    z.object({
      id: z.string(),
      title: Localised,
      prompt: Localised,
      fromCategories: z.array(z.string()),
      fromQuestions: z.array(z.string()),
    }),
  ),
});

/** The content of a methodology: the shape of `methodology.json` and of a frozen version. */
export const MethodologyContent = z.object({
  title: Localised,
  groups: z.array(z.object({ id: z.string(), label: Localised })),
  categories: z.array(Category),
  questions: z.array(Question),
  outputs: z.array(OutputTemplate),
});
export type MethodologyContent = z.infer<typeof MethodologyContent>;

/** A frozen, numbered state. Numbers count from 1 within a methodology; annotations are stamped with them. */
export const MethodologyVersion = z.object({
  methodology: MethodologyId,
  number: z.int().positive(),
  frozenAt: z.iso.datetime(),
  note: z.string(),
  content: MethodologyContent,
  /** How each version became the next, from 1 up to this one: with them any tag is shown as what it is in this version. */
  maps: z.array(CategoryMap).default([]),
  /**
   * Categories of earlier versions that this one has no more, as they stood last: tags of them keep their label. That of one that was
   * split says what its tags have to be sorted into (to-be-sorted.ts).
   */
  gone: z.array(Category).default([]),
  /** What of its categories reads in some languages as before their meaning was changed in others. */
  behind: z.array(BehindText).default([]),
});
export type MethodologyVersion = z.infer<typeof MethodologyVersion>;

/** Names of a category from the branch down: "Means › Abuse of a position of vulnerability" as ids. Unknown ids give []. */
export function categoryPath(categories: readonly Category[], id: string): Category[] {
  const byId = new Map<string, Category>(categories.map((category) => [category.id, category]));
  const path: Category[] = [];
  const seen = new Set<string>();
  for (let at = byId.get(id); at && !seen.has(at.id); at = at.parent ? byId.get(at.parent) : undefined) {
    seen.add(at.id);
    path.unshift(at);
  }
  return path;
}

/** The category for what no other fits, to be talked over: starter methodologies have it, and a network may give it up. */
export const DISCUSS = CategoryId.parse("discuss");

/** The letter that picks a category's hue: the first letter of its code. */
export function branchLetter(category: Pick<Category, "code">): string {
  return category.code.charAt(0);
}
