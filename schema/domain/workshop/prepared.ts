import { z } from "zod";
import { BallotQuestion } from "./ballot.ts";

/** A question as it is made ready: which wording it is about is said when it is opened, since drafts go on until then. */
export const PreparedQuestion = BallotQuestion.refine(({ wording }) => wording === null, { path: ["wording"] });

/**
 * What is made ready for a step before it comes, of its own kind. Who may not read it (`workshop.prepared`) learns of it when it is
 * opened, and not before.
 */
export const Prepared = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("vote"), question: PreparedQuestion }),
]);
export type Prepared = z.infer<typeof Prepared>;

/** The question that waits in a step; null where none does. */
export function preparedQuestion({ prepared }: { prepared: Prepared | null }): BallotQuestion | null {
  return prepared?.kind === "vote" ? prepared.question : null;
}

/** What was typed of it, each as another says it. */
export function rewordPrepared(prepared: Prepared, reword: (text: string) => string): Prepared {
  const { question } = prepared;
  return {
    ...prepared,
    question: { ...question, words: reword(question.words), choices: question.choices.map(reword) },
  };
}

/** All that was typed of it. */
export function wordsPrepared(prepared: Prepared | null): string[] {
  const words: string[] = [];
  if (prepared)
    rewordPrepared(prepared, (text) => {
      words.push(text);
      return text;
    });
  return words;
}
