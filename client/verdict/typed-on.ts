import type { AnnotationId, CommentId, ThreadId } from "../../schema/domain/ids.ts";
import type { ForWhom } from "./for-whom.ts";

/**
 * What words belong to that are being typed: a reply to a thread, another wording of a comment, the note of a tag, or the first words of a
 * thread on what its `fields` say.
 */
export type TypedOn =
  | {
      kind: "begin";
      audience: ForWhom;
      key: string;
      fields: Record<string, unknown>;
      /** Its box stays where the place closes, and says so. */
      stays?: true;
    }
  | { kind: "reply"; audience: ForWhom; thread: ThreadId }
  | { kind: "edit"; audience: ForWhom; comment: CommentId }
  | { kind: "note"; tag: AnnotationId };

/** Words begun and not sent, by the key of their box, while the page lives: a card that scrolls away must not lose them. */
export const unsentWords = new Map<string, string>();

/** Its name, which is the key of its box; one person types one of each at a time. */
export function typedKey(on: TypedOn): string {
  if (on.kind === "begin") return on.key;
  if (on.kind === "note") return `note ${on.tag}`;
  return on.kind === "reply" ? `reply ${on.thread}` : `edit ${on.comment}`;
}
