import type { CommentId, MemberId, ThreadId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import { BlockId } from "../../schema/domain/output.ts";
import { DiscussionRoom, type Thread } from "../../schema/rooms/discussion-room.ts";
import { serverClock } from "../api/server-clock.ts";
import type { RoomConnection } from "../sync/room-connection.ts";
import type { ThreadView } from "../verdict/view-model.ts";

/** A thread about a block, or about the whole. */
export interface OutputThread extends ThreadView {
  /** The block that it was begun about; null for the whole. */
  block: string | null;
  /** How the block should read; null for a comment. */
  wording: string | null;
  isTaken: boolean;
  canTake: boolean;
}

/** What is said about an output. */
export class OutputDiscussion {
  private readonly room: DiscussionRoom;
  private readonly connection: RoomConnection;
  private readonly me: MemberId;
  private readonly cards: ReadonlyMap<MemberId, MemberCard>;
  private readonly mayWrite: () => boolean;

  constructor(
    connection: RoomConnection,
    me: MemberId,
    cards: ReadonlyMap<MemberId, MemberCard>,
    mayWrite: () => boolean,
    onChange: () => void,
  ) {
    this.connection = connection;
    this.room = new DiscussionRoom(connection.doc);
    this.me = me;
    this.cards = cards;
    this.mayWrite = mayWrite;
    this.room.observe(onChange);
  }

  get canWrite(): boolean {
    return this.mayWrite() && this.connection.hasContent;
  }

  /** All that are not deleted, oldest first. */
  threads(): OutputThread[] {
    const threads = this.room.threads().filter(({ deleted }) => !deleted);
    threads.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
    return threads.flatMap((thread) => this.view(thread));
  }

  /** `block` null: about the whole. A wording is what the block should read; its reason is the first comment. */
  begin(block: string | null, body: string, wording: string | null): ThreadId | null {
    if (!this.canWrite) return null;
    const about = BlockId.safeParse(block);
    const place = { ...(about.success ? { block: about.data } : {}), ...(wording === null ? {} : { wording }) };
    return this.room.open(place, body, serverClock.stamp());
  }

  reply(thread: ThreadId, body: string): void {
    if (this.canWrite) this.room.reply(thread, body, serverClock.stamp());
  }

  edit(comment: CommentId, body: string): void {
    if (this.canWrite) this.room.edit(comment, body, serverClock.stamp());
  }

  remove(comment: CommentId): void {
    if (this.canWrite) this.room.deleteComment(comment, serverClock.stamp());
  }

  resolve(thread: ThreadId, isResolved: boolean): void {
    if (this.canWrite) this.room.resolve(thread, isResolved ? serverClock.stamp() : null);
  }

  /** Notes that the wording was taken over. */
  take(thread: ThreadId): void {
    if (this.canWrite) this.room.setTaken(thread, serverClock.stamp());
  }

  private view(thread: Thread): OutputThread[] {
    const { id, creator, resolved, block, wording, taken } = thread;
    const author = this.card(creator);
    if (!author) return [];
    const all = this.room.comments(id);
    // A deleted last comment leaves nothing to hold its place for.
    while (all.at(-1)?.deleted) all.pop();
    if (all.length === 0) return [];
    const isFacilitator = this.cards.get(this.me)?.role === "facilitator";
    const isTagger = isFacilitator || this.cards.get(this.me)?.role === "lawyer";
    return [
      {
        id,
        audience: "internal",
        ranges: [],
        state: "same",
        tag: null,
        suggestion: null,
        comments: all.flatMap((comment) => {
          const by = this.card(comment.creator);
          if (!by) return [];
          return {
            id: comment.id,
            author: by,
            body: comment.deleted ? "" : comment.body,
            createdAt: comment.createdAt,
            edited: comment.editedAt !== null,
            mine: by.id === this.me,
            pending: this.connection.isUnsaved("comments", comment.id),
            deleted: comment.deleted !== null,
          };
        }),
        author,
        resolved: resolved !== null || taken !== null,
        canReply: this.canWrite,
        canResolve: this.canWrite && (author.id === this.me || isFacilitator),
        canApply: false,
        block,
        wording,
        isTaken: taken !== null,
        canTake: this.canWrite && isTagger && wording !== null && taken === null,
      },
    ];
  }

  private card(client: number): MemberCard | null {
    const isOwn = this.connection.isOwnClient(client);
    const member = this.connection.memberOfClient.get(client) ?? (isOwn ? this.me : undefined);
    return member ? (this.cards.get(member) ?? null) : null;
  }
}
