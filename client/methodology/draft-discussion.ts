import type { CategoryId, CommentId, MemberId, QuestionId, ThreadId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { VoteList } from "../../schema/protocol/http/methodology.ts";
import { DiscussionRoom, type Thread } from "../../schema/rooms/discussion-room.ts";
import { serverClock } from "../api/server-clock.ts";
import type { RoomConnection } from "../sync/room-connection.ts";
import type { ThreadView } from "../verdict/view-model.ts";

/** What a thread is about. */
export type Subject = { category: CategoryId } | { question: QuestionId };

/** What is said about a category or question, as its panel shows it. */
export interface DraftThread extends ThreadView {
  /** Null where it asks for no votes. */
  votes: VoteList["votes"] | null;
}

/** The discussion of the methodology: threads on its categories and questions, some of them proposals that are voted on. */
export class DraftDiscussion {
  private readonly room: DiscussionRoom;
  private readonly connection: RoomConnection;
  private readonly me: MemberId;
  private readonly cards: ReadonlyMap<MemberId, MemberCard>;

  constructor(
    connection: RoomConnection,
    me: MemberId,
    cards: ReadonlyMap<MemberId, MemberCard>,
    onChange: () => void,
  ) {
    this.connection = connection;
    this.room = new DiscussionRoom(connection.doc);
    this.me = me;
    this.cards = cards;
    this.room.observe(onChange);
  }

  get canWrite(): boolean {
    return this.connection.right === "write" && this.connection.hasContent;
  }

  /** Open threads first, each oldest first. */
  threads(on: Subject, votes: VoteList["votes"]): DraftThread[] {
    const isOn = (thread: Thread): boolean =>
      "category" in on ? thread.category === on.category : thread.question === on.question;
    const own = this.room.threads().filter((thread) => isOn(thread) && !thread.deleted);
    const views = own.flatMap((thread) => this.view(thread, votes));
    return views.sort((a, b) => Number(a.resolved) - Number(b.resolved));
  }

  /** How many open threads each category has. */
  open(): Map<CategoryId, number> {
    return this.count(({ category }) => category);
  }

  /** How many open threads each question has. */
  openOnQuestions(): Map<QuestionId, number> {
    return this.count(({ question }) => question);
  }

  private count<T>(subjectOf: (thread: Thread) => T | null): Map<T, number> {
    const counts = new Map<T, number>();
    for (const thread of this.room.threads()) {
      const subject = subjectOf(thread);
      if (subject !== null && !thread.deleted && !thread.resolved) counts.set(subject, (counts.get(subject) ?? 0) + 1);
    }
    return counts;
  }

  begin(on: Subject, body: string, isProposal: boolean): void {
    if (!this.canWrite) return;
    this.room.open({ ...on, ...(isProposal ? { proposal: true } : {}) }, body, serverClock.stamp());
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

  private view(thread: Thread, votes: VoteList["votes"]): DraftThread[] {
    const { id, creator, resolved, proposal } = thread;
    const author = this.card(creator);
    if (!author) return [];
    const all = this.room.comments(id);
    // A deleted last comment leaves nothing to hold its place for.
    while (all.at(-1)?.deleted) all.pop();
    if (all.length === 0) return [];
    const isFacilitator = this.cards.get(this.me)?.role === "facilitator";
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
        resolved: resolved !== null,
        canReply: this.canWrite,
        canResolve: this.canWrite && (author.id === this.me || isFacilitator),
        canApply: false,
        votes: proposal ? votes.filter((vote) => vote.thread === id) : null,
      },
    ];
  }

  private card(client: number): MemberCard | null {
    const isOwn = this.connection.isOwnClient(client);
    const member = this.connection.memberOfClient.get(client) ?? (isOwn ? this.me : undefined);
    return member ? (this.cards.get(member) ?? null) : null;
  }
}
