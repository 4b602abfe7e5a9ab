import type { LitElement, ReactiveController } from "lit";
import { isNewReply, onReplies, seeReplies } from "../waits/replies-told.ts";
import type { CommentView, ThreadView } from "./thread-view.ts";

/** So much of what is new has to be in sight to be seen. */
const SEEN = 0.5;

/** Which comments of a discussion are new to the guest who reads it. They stay marked while the card is there, and are known once they were in sight. */
export class NewReplies implements ReactiveController {
  private readonly host: LitElement & { thread: ThreadView };
  private readonly marked = new Set<string>();
  private stop: (() => void) | null = null;
  private observer: IntersectionObserver | null = null;

  constructor(host: LitElement & { thread: ThreadView }) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = onReplies(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.stop?.();
    this.observer?.disconnect();
    this.observer = null;
    this.marked.clear();
  }

  hostUpdate(): void {
    const { id, comments } = this.host.thread;
    // Whoever has answered has seen what was said before.
    const own = comments.findLastIndex(({ mine }) => mine);
    const fresh = comments.filter(({ mine, deleted }, at) => !mine && !deleted && at > own);
    const still = fresh.filter((each) => this.marked.has(each.id) || isNewReply(id, each.createdAt));
    this.marked.clear();
    for (const each of still) this.marked.add(each.id);
  }

  has({ id }: CommentView): boolean {
    return this.marked.has(id);
  }

  hostUpdated(): void {
    this.observer?.disconnect();
    const { thread } = this.host;
    const isNew = thread.comments.some(({ createdAt }) => isNewReply(thread.id, createdAt));
    const mark = isNew ? [...this.host.querySelectorAll(".is-new")].at(-1) : null;
    if (!mark) return;
    this.observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && seeReplies(thread.id),
      { threshold: SEEN },
    );
    this.observer.observe(mark);
  }
}
