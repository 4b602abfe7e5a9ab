import type { AnnotationId, DisagreementId, CategoryId, CommentId, ThreadId } from "../../../schema/domain/ids.ts";
import type { Anchor, Range } from "../../../schema/text/revision.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import type { Tags } from "../model/frozen-tags.ts";
import type { OwnActs } from "../model/own-acts.ts";
import type { OpenDiscussion, VerdictRooms } from "../model/rooms.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";

/** What a thread hangs on: a passage, of an earlier revision perhaps or of the one that is shown, perhaps with a suggestion, a tag, or a disagreement with its words, if any. */
export type ThreadPlace =
  | { anchor: Anchor }
  | { ranges: readonly Range[]; suggestion?: CategoryId }
  | { tag: AnnotationId }
  | { case: DisagreementId; ranges: readonly Range[] };

/** What a person does in a verdict's discussions. Where they may not write, nothing happens. */
export class DiscussionCommands {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly acts: OwnActs;
  private readonly tags: Tags;

  constructor(shown: ShownVerdict, rooms: VerdictRooms, acts: OwnActs, tags: Tags) {
    this.shown = shown;
    this.rooms = rooms;
    this.acts = acts;
    this.tags = tags;
  }

  /** Null where this person may not. */
  open(audience: ForWhom, on: ThreadPlace, body: string): ThreadId | null {
    const discussion = this.writable(audience);
    if (!discussion) return null;
    const target =
      "tag" in on
        ? { annotation: on.tag, ...this.anchorOf(this.tags.get(on.tag)?.ranges) }
        : "case" in on
          ? { case: on.case, ...this.anchorOf(on.ranges) }
          : "anchor" in on
            ? { anchor: on.anchor }
            : { anchor: this.shown.anchor(on.ranges), ...(on.suggestion ? { suggestion: on.suggestion } : {}) };
    const id = discussion.room.open(target, body, serverClock.stamp());
    this.acts.act(discussion.undo, () => discussion.undo.made(discussion.room.threadEntries, id));
    return id;
  }

  /** False where this person may not. */
  reply(audience: ForWhom, thread: ThreadId, body: string): boolean {
    const discussion = this.writable(audience);
    if (!discussion) return false;
    const id = discussion.room.reply(thread, body, serverClock.stamp());
    this.acts.act(discussion.undo, () => discussion.undo.made(discussion.room.commentEntries, id));
    return true;
  }

  /** False where this person may not. */
  editComment(audience: ForWhom, comment: CommentId, body: string): boolean {
    return this.changeComment(audience, comment, { body, editedAt: serverClock.stamp() });
  }

  deleteComment(audience: ForWhom, comment: CommentId, deleted: boolean): void {
    this.changeComment(audience, comment, { deleted: deleted ? serverClock.stamp() : null });
  }

  resolve(audience: ForWhom, thread: ThreadId, resolved: boolean): void {
    this.changeThread(audience, thread, { resolved: resolved ? serverClock.stamp() : null });
  }

  delete(audience: ForWhom, thread: ThreadId): void {
    this.changeThread(audience, thread, { deleted: serverClock.stamp() });
  }

  /** Says on a thread that its suggestion has become this tag. */
  setApplied(audience: ForWhom, thread: ThreadId, tag: AnnotationId): void {
    this.rooms.discussion(audience)?.room.setApplied(thread, tag);
  }

  private anchorOf(ranges: readonly Range[] = []): { anchor?: Anchor } {
    return ranges.length > 0 ? { anchor: this.shown.anchor(ranges) } : {};
  }

  private changeComment(audience: ForWhom, comment: CommentId, fields: Record<string, unknown>): boolean {
    const discussion = this.writable(audience);
    if (!discussion) return false;
    this.acts.act(discussion.undo, () => discussion.undo.change(discussion.room.commentEntries, comment, fields));
    return true;
  }

  private changeThread(audience: ForWhom, thread: ThreadId, fields: Record<string, unknown>): void {
    const discussion = this.writable(audience);
    if (!discussion) return;
    this.acts.act(discussion.undo, () => discussion.undo.change(discussion.room.threadEntries, thread, fields));
  }

  private writable(audience: ForWhom): OpenDiscussion | null {
    const discussion = this.rooms.discussion(audience);
    return discussion?.right === "write" ? discussion : null;
  }
}
