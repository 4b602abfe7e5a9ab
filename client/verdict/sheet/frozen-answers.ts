import type { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { AnswerViews } from "./answer-view.ts";
import { evidenceViews } from "./evidence-views.ts";

/** The answers of a frozen layer, for the case sheet; `tagOf` knows the tags of that layer. */
export function frozenAnswers(
  shown: Pick<ShownVerdict, "resolve" | "card" | "me">,
  { answers }: Pick<FrozenLayer, "answers">,
  tagOf: (id: string) => TagView | null,
): AnswerViews {
  return new Map(
    answers.map(({ question, subject, value, version, note, certainty, evidence, author, at }) => {
      const id = answerEntry(question, subject);
      const card = shown.card(author);
      return [
        id,
        {
          id,
          question,
          subject,
          value,
          version,
          note,
          certainty,
          evidence: evidenceViews(shown, tagOf, evidence, () => null),
          author: card,
          at,
          noteAuthor: note ? card : null,
          mine: author === shown.me,
          pending: false,
          replaced: null,
          over: null,
        },
      ];
    }),
  );
}
