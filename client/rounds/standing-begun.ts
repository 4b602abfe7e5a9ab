import type { AnnotationId, CategoryId } from "../../schema/domain/ids.ts";
import type { Range } from "../../schema/text/revision.ts";
import { answerEntry } from "../../schema/rooms/answer-keys.ts";
import type { ThreadView } from "../discussion/thread-view.ts";
import type { AnsweredAnew } from "../verdict/sheet/answer-act.ts";

/** One change of what is settled that was asked for on the verdict's page, and waits for its reason. */
export type StandingBegun =
  /** Selected words are tagged; `thread`: where their tag was suggested. */
  | { act: "add-tag"; category: CategoryId; ranges: readonly Range[]; thread: ThreadView | null }
  | { act: "withdraw-tag"; tag: AnnotationId }
  /** Which part a tag of a category that was split is. */
  | { act: "sort-tag"; tag: AnnotationId; category: CategoryId }
  | ({ act: "answer" } & AnsweredAnew);

/** Of its act, what is chosen: a category, a tag, a question and whom it is asked of. */
export function chosenIn(begun: StandingBegun): string {
  switch (begun.act) {
    case "add-tag":
      return begun.category;
    case "withdraw-tag":
    case "sort-tag":
      return begun.tag;
    case "answer":
      return answerEntry(begun.place.question, begun.place.subject);
  }
}
