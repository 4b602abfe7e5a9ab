import type { CommentId, ThreadId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { Thread } from "../../../schema/rooms/discussion-room.ts";
import { serverClock } from "../../api/server-clock.ts";
import { RoomDiscussion } from "../../discussion/room-discussion.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import type { WordEnds } from "../../../schema/rooms/word-ends.ts";
import type { SelectedWords } from "../../writer/said/word-places.ts";

/** A thread about a block, or about the whole. */
export interface OutputThread extends ThreadView {
  /** The block that it was begun about; null for the whole. */
  block: string | null;
  /** The words of it that it is about, as they read then; null for all of it. */
  words: string | null;
  ends: WordEnds | null;
  /** How the block should read; null for a comment. */
  wording: string | null;
  /** How it read when that was proposed; null = not known. */
  was: string | null;
  isTaken: boolean;
  /** Somebody else than its maker said no to the wording. */
  isDeclined: boolean;
  /** Who applied or declined the wording, or resolved the thread, where somebody has named them. */
  endedBy?: MemberCard | null;
  canTake: boolean;
}

/** How a block should read, and how it read when that was written; left out where that is not known. */
export interface Proposal {
  wording: string;
  was?: string;
}

/** What is spoken about. `block` null: the whole; `selected` null or left out: all of the block. */
export interface About {
  block: string | null;
  selected?: SelectedWords | null;
}

/** As a thread keeps the words that it is about. */
export function wordFields(selected: SelectedWords | null | undefined): { words?: string; ends?: WordEnds } {
  return selected ? { words: selected.words, ...(selected.ends ? { ends: selected.ends } : {}) } : {};
}

/** What is said about an output, by members among themselves or with its guests. */
export class OutputDiscussion extends RoomDiscussion {
  protected override readonly resolves = "creator-or-tagger";

  /** All that are not deleted, with when they were begun. */
  threads(): { thread: OutputThread; createdAt: string }[] {
    return this.room.threads().flatMap((thread) => {
      const shown = thread.deleted ? null : this.outputThread(thread);
      return shown ? [{ thread: shown, createdAt: thread.createdAt }] : [];
    });
  }

  /** Whether a thread or a comment of that id is said here. */
  has(id: ThreadId | CommentId): boolean {
    return this.room.thread(id) !== null || this.room.comment(id) !== null;
  }

  /** A wording is what the block should read; its reason is the first comment. */
  begin({ block, selected }: About, body: string, proposal: Proposal | null): ThreadId | null {
    if (!this.canWrite) return null;
    const about = BlockId.safeParse(block);
    const place = { ...(about.success ? { block: about.data, ...wordFields(selected) } : {}), ...proposal };
    return this.room.open(place, body, serverClock.stamp());
  }

  /** Notes that the wording was taken over. */
  take(thread: ThreadId): void {
    if (this.canWrite) this.room.setTaken(thread, serverClock.stamp());
  }

  private outputThread(thread: Thread): OutputThread | null {
    const { block, words, ends, wording, was, taken, resolved, writers } = thread;
    const view = this.view(thread);
    const ended = resolved === null ? null : this.card(writers["resolved"] ?? -1);
    const endedBy = taken === null ? ended : this.card(writers["taken"] ?? -1);
    const isTagger = this.mayChange("tagger", false);
    return (
      view && {
        ...view,
        resolved: view.resolved || taken !== null,
        block,
        words,
        ends,
        wording,
        was,
        isTaken: taken !== null,
        isDeclined: wording !== null && taken === null && ended !== null && ended.id !== view.author.id,
        endedBy,
        canTake: this.canWrite && isTagger && wording !== null && taken === null && resolved === null,
      }
    );
  }
}
