import { html, nothing, type TemplateResult } from "lit";
import {
  answersOf,
  isHidden,
  keyOfAnswer,
  keyOfPerson,
  shownAnswers,
  type Entry,
} from "../../../schema/editor/wired-rows.ts";
import type { ActorsState } from "../../../schema/protocol/http/quotes.ts";
import { t } from "../../i18n/t.ts";
import { addEntries, addEntry, removeEntries } from "../../writer/entry-commands.ts";
import type { QuoteService } from "../quotes/quote-service.ts";
import "./coram-question-choice.ts";

interface PeopleTable {
  service: QuoteService;
  getPos: () => number | undefined;
  entries: readonly Entry[];
}

/** Those of whom nothing is known are left out, or shown again, together: a verdict may name dozens. */
export function unknownPeople(of: PeopleTable, rows: ActorsState["rows"]): TemplateResult | typeof nothing {
  const keys = rows.flatMap((row) => (row.facts.length === 0 ? keyOfPerson(row) : []));
  const shown = keys.filter((key) => !isHidden(key, of.entries));
  if (keys.length === 0) return nothing;
  const press = (): void => {
    const hiding = of.entries.flatMap(({ id, cell, hides }) => (hides && keys.includes(cell) ? id : []));
    const hidden = shown.map((key) => ({ attrs: { cell: key, hides: true }, words: "" }));
    of.service.run(shown.length > 0 ? addEntries(of.getPos(), hidden) : removeEntries(of.getPos(), hiding), true);
  };
  return html`<button type="button" class="link" tabindex="-1" @click=${press}>
    ${t(shown.length > 0 ? "evidence.people-unknown-hide" : "evidence.people-unknown-show")}
  </button>`;
}

/** Which answers are shown of people. */
export function answerChoice(of: PeopleTable, rows: ActorsState["rows"]): TemplateResult | typeof nothing {
  const labels = new Map<string, string>();
  for (const { question, label } of of.service.parts.tray?.answers ?? []) labels.set(question, label);
  const all = answersOf(rows).flatMap((id) => {
    const label = labels.get(id);
    return label === undefined ? [] : [{ id, label }];
  });
  if (all.length === 0) return nothing;
  const shown = shownAnswers(rows, of.entries);
  return html`<coram-question-choice
    .heading=${t("evidence.people-answers")}
    .all=${all}
    .chosen=${[...shown]}
    .max=${Infinity}
    @coram-questions-chosen=${({ detail }: HTMLElementEventMap["coram-questions-chosen"]) => {
      const chosen = new Set(detail.questions);
      const changed = all.find(({ id }) => chosen.has(id) !== shown.has(id))?.id;
      if (changed !== undefined) setShown(of, rows, changed, chosen.has(changed));
    }}
  ></coram-question-choice>`;
}

/** Back to what is shown by itself, where that is what is wanted; else an entry says so. */
function setShown(of: PeopleTable, rows: ActorsState["rows"], question: string, isShown: boolean): void {
  const cell = keyOfAnswer(question);
  const chosen = of.entries.filter((entry) => entry.cell === cell);
  const others = of.entries.filter((entry) => entry.cell !== cell);
  if (chosen.length > 0)
    of.service.run(
      removeEntries(
        of.getPos(),
        chosen.map(({ id }) => id),
      ),
      true,
    );
  if (shownAnswers(rows, others).has(question) !== isShown)
    of.service.run(addEntry(of.getPos(), { attrs: { cell, hides: !isShown }, words: "" }), true);
}
