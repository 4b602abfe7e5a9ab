import { mayChangeEntry, type Who } from "../../schema/domain/change-entry.ts";
import type { CommentId, MemberId, ThreadId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Audience } from "../../schema/domain/room.ts";
import { DiscussionRoom, type Thread } from "../../schema/rooms/discussion-room.ts";
import { serverClock } from "../api/server-clock.ts";
import type { ThreadView } from "./thread-view.ts";
import { NOWHERE, threadView } from "./thread-views.ts";
import type { RoomConnection } from "../sync/room-connection.ts";

/** What is said in the discussion of a draft or of an output, as its panels show it; what threads are about is known to who extends it. */
export class RoomDiscussion {
  readonly audience: Audience;
  protected readonly room: DiscussionRoom;
  protected readonly me: MemberId;
  /** Who resolves what others began. */
  protected readonly resolves: Who = "creator-or-facilitator";
  private readonly connection: RoomConnection;
  private readonly cards: ReadonlyMap<MemberId, MemberCard>;
  private readonly mayWrite: () => boolean;

  constructor(
    audience: Audience,
    connection: RoomConnection,
    me: MemberId,
    cards: ReadonlyMap<MemberId, MemberCard>,
    onChange: () => void,
    mayWrite: () => boolean = () => connection.right === "write",
  ) {
    this.audience = audience;
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

  /** False where one may not. */
  reply(thread: ThreadId, body: string): boolean {
    return this.canWrite && this.room.reply(thread, body, serverClock.stamp()) !== null;
  }

  /** False where one may not. */
  edit(comment: CommentId, body: string): boolean {
    const { canWrite } = this;
    if (canWrite) this.room.edit(comment, body, serverClock.stamp());
    return canWrite;
  }

  remove(comment: CommentId, isDeleted: boolean): void {
    if (this.canWrite) this.room.deleteComment(comment, isDeleted ? serverClock.stamp() : null);
  }

  resolve(thread: ThreadId, isResolved: boolean): void {
    if (this.canWrite) this.room.resolve(thread, isResolved ? serverClock.stamp() : null);
  }

  /** Whether the member may change such a field of an entry; false while nobody has named their role yet. */
  protected mayChange(who: Who, isCreator: boolean): boolean {
    const me = this.cards.get(this.me);
    return me !== undefined && mayChangeEntry(who, me, isCreator);
  }

  /** A thread as panels show it; null where nothing of it is left, or nobody has named its author yet. */
  protected view(thread: Thread): ThreadView | null {
    const { me, canWrite, connection } = this;
    return threadView(thread, this.room.comments(thread.id), NOWHERE, {
      audience: this.audience,
      me,
      resolves: this.resolves,
      mayChange: (who, isCreator) => this.mayChange(who, isCreator),
      canWrite,
      card: (client) => this.card(client),
      member: (id) => this.cards.get(id) ?? null,
      isUnsaved: (root, id) => connection.isUnsaved(root, id),
      standsAlone: () => false,
    });
  }

  /** The member behind a Yjs client id; null where nobody has named them yet. */
  protected card(client: number): MemberCard | null {
    const isOwn = this.connection.isOwnClient(client);
    const member = this.connection.memberOfClient.get(client) ?? (isOwn ? this.me : undefined);
    return member ? (this.cards.get(member) ?? null) : null;
  }
}
