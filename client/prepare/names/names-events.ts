import type { NamesCommand } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { Rewritten } from "./names-rewriting.ts";

// What the parts of the names panel say to it. All bubble.
declare global {
  interface HTMLElementEventMap {
    /** Decisions, one after the other. */
    "coram-names-decide": CustomEvent<{ commands: readonly NamesCommand[] }>;
    /** Show the details of a person; null closes them. */
    "coram-names-open": CustomEvent<{ id: string | null }>;
    /** Choose a person for what is done to several, or leave them out. */
    "coram-names-choose": CustomEvent<{ id: string; isChosen: boolean }>;
    /** Bring a place into view and mark it as the one that is looked at. */
    "coram-names-look": CustomEvent<{ range: Range }>;
    /** Other words for a place of a thing. */
    "coram-names-rewrite": CustomEvent<{ of: Rewritten; words: string }>;
    /** Put a thing in other words; of several places of a person the one that is looked at, else the first. */
    "coram-names-rewrite-begin": CustomEvent<{ id: string }>;
    "coram-names-rewrite-leave": CustomEvent<void>;
    /** The person meant; null is a new one. */
    "coram-person-chosen": CustomEvent<{ id: string | null }>;
    "coram-person-cancel": CustomEvent<void>;
  }
}
