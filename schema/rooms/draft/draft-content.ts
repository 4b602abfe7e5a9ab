import type { Category, MethodologyContent, Question } from "../../domain/methodology/methodology.ts";
import { groupBy } from "../../group-by.ts";
import type { DraftCategory, DraftQuestion, DraftRoom } from "./draft-room.ts";
import { draftTree, flatten } from "./draft-tree.ts";

/**
 * The draft as a version would be frozen from it: what is deleted, retired, merged or split away is not there. `of`: its categories, where
 * something else is to become of them.
 */
export function draftContent(room: DraftRoom, of: readonly DraftCategory[] = room.categories()): MethodologyContent {
  const present = <T extends { deleted: string | null }>(all: T[]): T[] => all.filter((each) => each.deleted === null);
  const groups = present(room.groups());
  const questions = present(room.questions());
  const outputs = present(room.outputs());
  const choices = groupBy(present(room.choices()), ({ question }) => question);
  const sections = groupBy(present(room.sections()), ({ output }) => output);
  return {
    title: room.title(),
    groups: groups.map(({ id, label }) => ({ id, label })),
    categories: flatten(draftTree(of)).map(({ category, parent }): Category => {
      const { id, code, label, definition, include, exclude, example, exampleFrom, nearMiss, spanRule } = category;
      const { digit, onlyChildren, publish } = category;
      return {
        id,
        code,
        parent,
        label,
        definition,
        include,
        exclude,
        example,
        exampleFrom,
        nearMiss,
        digit,
        onlyChildren,
        spanRule,
        ...(publish ? { publish } : {}),
      };
    }),
    questions: inGroups(questions, groups).map((question): Question => {
      const { id, group, label, help, type, level, evidenceExpected, shownIf, from, publish } = question;
      return {
        id,
        group,
        label,
        help,
        type,
        shownIf,
        evidenceExpected,
        choices: (choices.get(id) ?? []).map((choice) => ({ id: choice.id, label: choice.label })),
        perUnit: level,
        ...(from ? { from } : {}),
        ...(publish ? { publish } : {}),
      };
    }),
    outputs: outputs.map(({ id, title }) => ({
      id,
      title,
      sections: (sections.get(id) ?? []).map((section) => ({
        id: section.id,
        title: section.title,
        prompt: section.prompt,
        fromCategories: section.fromCategories,
        fromQuestions: section.fromQuestions,
      })),
    })),
  };
}

/** Questions by the order of their groups; those of a group that is gone come last. */
function inGroups(questions: readonly DraftQuestion[], groups: readonly { id: string }[]): DraftQuestion[] {
  const places = new Map(groups.map(({ id }, place) => [id, place]));
  const placeOf = ({ group }: DraftQuestion): number => places.get(group) ?? groups.length;
  return [...questions].sort((a, b) => placeOf(a) - placeOf(b));
}
