import type { ThreadId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { About, OutputThread, Proposal } from "./output-discussion.ts";

declare global {
  interface HTMLElementEventMap {
    /** `audience` left out: whoever may be addressed first; `proposal` null: a comment. */
    "coram-output-thread": CustomEvent<{
      audience?: Audience | undefined;
      about: About;
      body: string;
      proposal: Proposal | null;
    }>;
    /** `words`: what the block is to read, in the place of `over`, which its reader was shown. */
    "coram-output-take": CustomEvent<{ thread: ThreadId; block: string | null; words: string; over: string }>;
    /** To a block, or to the words of it that a thread is about; `isLed`: it is to be in sight whatever is in front of it. */
    "coram-output-block": CustomEvent<{ block: string; thread?: OutputThread; isLed?: true }>;
    /** One goes on with what was begun there. */
    "coram-output-return": CustomEvent<About>;
    /** What one begins to speak about; null: one does no more. */
    "coram-output-begun": CustomEvent<{ about: About | null }>;
  }
}
