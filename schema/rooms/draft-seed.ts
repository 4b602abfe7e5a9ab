import { generateNKeysBetween } from "fractional-indexing";
import { UI_LANGUAGES, type Localised, type LocalisedLists } from "../domain/language.ts";
import type { MethodologyContent } from "../domain/methodology.ts";
import { randomId } from "../domain/ids.ts";
import type { DraftRoom } from "./draft-room.ts";
import { packAnchor } from "./packed-anchor.ts";

/**
 * Writes a version's content into a draft that is empty; `now` is ISO 8601 UTC. `draftContent` gives the same content back,
 * but for codes of languages that have no text.
 */
export function seedDraft(room: DraftRoom, content: MethodologyContent, now: string): void {
  const { roots } = room;
  const made = { createdAt: now };
  const first = (count: number): string[] => generateNKeysBetween(null, null, count);
  roots.about.add({ ...made, order: first(1)[0], ...texts("title", content.title) });

  const entries = new Map(content.categories.map(({ id }) => [id, randomId()]));
  const orders = first(content.categories.length);
  for (const [place, category] of content.categories.entries()) {
    const { id, code, parent, digit, onlyChildren, exampleFrom } = category;
    roots.categories.add(
      {
        ...made,
        order: orders[place],
        category: id,
        code,
        parent: (parent && entries.get(parent)) ?? null,
        digit,
        onlyChildren,
        exampleVerdict: exampleFrom?.verdict,
        exampleAnchor: exampleFrom ? packAnchor(exampleFrom.anchor) : undefined,
        ...texts("label", category.label),
        ...texts("definition", category.definition),
        ...lists("include", category.include),
        ...lists("exclude", category.exclude),
        ...texts("example", category.example),
        ...texts("nearMiss", category.nearMiss),
        ...texts("spanRule", category.spanRule),
      },
      entries.get(id),
    );
  }

  for (const [place, group] of content.groups.entries()) {
    roots.groups.add({
      ...made,
      order: first(content.groups.length)[place],
      group: group.id,
      ...texts("label", group.label),
    });
  }
  const questionOrders = first(content.questions.length);
  for (const [place, question] of content.questions.entries()) {
    const { id, group, type, perUnit, evidenceExpected, shownIf, choices = [] } = question;
    roots.questions.add({
      ...made,
      order: questionOrders[place],
      question: id,
      group,
      type,
      level: perUnit,
      evidenceExpected,
      shownIf,
      ...texts("label", question.label),
      ...texts("help", question.help ?? {}),
    });
    const choiceOrders = first(choices.length);
    for (const [at, choice] of choices.entries()) {
      roots.choices.add({
        ...made,
        order: choiceOrders[at],
        question: id,
        choice: choice.id,
        ...texts("label", choice.label),
      });
    }
  }

  const outputOrders = first(content.outputs.length);
  for (const [place, output] of content.outputs.entries()) {
    roots.outputs.add({ ...made, order: outputOrders[place], output: output.id, ...texts("title", output.title) });
    const sectionOrders = first(output.sections.length);
    for (const [at, section] of output.sections.entries()) {
      const { id, fromCategories, fromQuestions } = section;
      roots.sections.add({
        ...made,
        order: sectionOrders[at],
        output: output.id,
        section: id,
        fromCategories,
        fromQuestions,
        ...texts("title", section.title),
        ...texts("prompt", section.prompt),
      });
    }
  }
}

/** A text as the fields that hold it: `label:en`, `label:mk`, … */
export function texts(name: string, text: Localised): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const language of UI_LANGUAGES) {
    const value = text[language];
    if (value !== undefined) fields[`${name}:${language}`] = value;
  }
  return fields;
}

function lists(name: string, list: LocalisedLists): Record<string, string> {
  const joined = Object.entries(list).map(([language, items]) => [language, items.join("\n")]);
  return texts(name, Object.fromEntries(joined));
}
