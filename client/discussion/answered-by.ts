import { nothing, type ElementPart } from "lit";
import { Directive, directive } from "lit/directive.js";
import type { CommentId, ThreadId } from "../../schema/domain/ids.ts";
import type { ForWhom } from "../typed/for-whom.ts";
import { justDeleted } from "./just-deleted.ts";

/** What readers do in threads that are shown to them. */
export interface Talk {
  /** False where one may not: the words stay where they were typed. */
  reply(thread: ThreadId, body: string, audience: ForWhom): boolean;
  /** False where one may not. */
  edit(comment: CommentId, body: string, audience: ForWhom): boolean;
  remove(comment: CommentId, isDeleted: boolean, audience: ForWhom): void;
  resolve(thread: ThreadId, isResolved: boolean, audience: ForWhom): void;
}

type TalkEvent = "coram-reply" | "coram-comment-edit" | "coram-comment-delete" | "coram-resolve";

const ANSWERS: {
  readonly [Name in TalkEvent]: (talk: Talk, detail: HTMLElementEventMap[Name]["detail"]) => boolean | void;
} = {
  "coram-reply": (talk, { thread, body, audience }) => talk.reply(thread, body, audience),
  "coram-comment-edit": (talk, { comment, body, audience }) => talk.edit(comment, body, audience),
  "coram-comment-delete": (talk, { comment, deleted, audience }) => {
    if (deleted) justDeleted.comment = comment;
    talk.remove(comment, deleted, audience);
  },
  "coram-resolve": (talk, { thread, resolved, audience }) => talk.resolve(thread, resolved, audience),
};

/** Does what the cards of threads within an element ask for; null = what they ask for cannot be done. */
class AnsweredBy extends Directive {
  private element: Element | null = null;
  private talk: Talk | null = null;

  render(_talk: Talk | null): typeof nothing {
    return nothing;
  }

  override update({ element }: ElementPart, [talk]: [Talk | null]): typeof nothing {
    this.talk = talk;
    if (this.element === element) return nothing;
    this.element = element;
    for (const name of Object.keys(ANSWERS) as TalkEvent[]) this.listen(element, name);
    return nothing;
  }

  private listen<Name extends TalkEvent>(element: Element, name: Name): void {
    element.addEventListener(name, (event) => {
      const { detail } = event as HTMLElementEventMap[Name];
      if (!this.talk || ANSWERS[name](this.talk, detail) === false) event.preventDefault();
    });
  }
}

export const answeredBy = directive(AnsweredBy);
