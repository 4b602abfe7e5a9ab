import type { CategoryId, QuestionId } from "../../schema/domain/ids.ts";
import type { VoteList } from "../../schema/protocol/http/methodology.ts";
import type { Thread } from "../../schema/rooms/discussion-room.ts";
import { serverClock } from "../api/server-clock.ts";
import { RoomDiscussion } from "../discussion/room-discussion.ts";
import type { ThreadView } from "../discussion/thread-view.ts";

/** What a thread is about. */
export type Subject = { category: CategoryId } | { question: QuestionId };

/** The key of the box in which a thread on it is begun; null where it is of neither. */
export function boxOf({ category, question }: Record<string, unknown>): string | null {
  if (typeof category === "string") return `category ${category}`;
  return typeof question === "string" ? `question ${question}` : null;
}

/** A thread that the address leads to, or the box with this key, in which one goes on writing. */
export interface WantedThread {
  thread: string | null;
  box: string | null;
}

/** What is said about a category or question, as its panel shows it. */
export interface DraftThread extends ThreadView {
  /** Null where it asks for no votes. */
  votes: VoteList["votes"] | null;
  /** Nobody votes on it any more. */
  isEnded: boolean;
}

/** The discussion of the methodology: threads on its categories and questions, some of them proposals that are voted on. */
export class DraftDiscussion extends RoomDiscussion {
  /** Open threads first, each oldest first. */
  threads(on: Subject, votes: VoteList["votes"]): DraftThread[] {
    const isOn = (thread: Thread): boolean =>
      "category" in on ? thread.category === on.category : thread.question === on.question;
    const own = this.room.threads().filter((thread) => isOn(thread) && !thread.deleted);
    const views = own.flatMap((thread) => this.draftThread(thread, votes) ?? []);
    return views.sort((a, b) => Number(a.resolved) - Number(b.resolved));
  }

  /** What a thread is about, by its fields; null where it is not here. */
  subjectOf(id: string): { category: CategoryId | null; question: QuestionId | null } | null {
    const { category, question } = this.room.threads().find((thread) => thread.id === id) ?? {};
    return category || question ? { category: category ?? null, question: question ?? null } : null;
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

  /** False where one may not. */
  begin(on: Subject, body: string, isProposal: boolean): boolean {
    if (!this.canWrite) return false;
    this.room.open({ ...on, ...(isProposal ? { proposal: true } : {}) }, body, serverClock.stamp());
    return true;
  }

  private draftThread(thread: Thread, votes: VoteList["votes"]): DraftThread | null {
    const view = this.view(thread);
    const isEnded = this.room.ended(thread) !== null;
    return (
      view && { ...view, isEnded, votes: thread.proposal ? votes.filter((vote) => vote.thread === thread.id) : null }
    );
  }
}
