import type { CommentId, ThreadId } from "../../../schema/domain/ids.ts";
import { Audience } from "../../../schema/domain/room.ts";
import type { About, OutputDiscussion, OutputThread, Proposal } from "./output-discussion.ts";

/** All that its reader may see of what is said about an output: the members' own discussion and the one with guests. */
export class OutputTalk {
  private readonly discussions = new Map<Audience, OutputDiscussion>();
  private readonly mayCopyTo: (audience: Audience) => boolean;

  /** `mayCopyTo`: whether a thread may keep words of the document, as they stand there, for these readers. */
  constructor(mayCopyTo: (audience: Audience) => boolean) {
    this.mayCopyTo = mayCopyTo;
  }

  set(discussion: OutputDiscussion): void {
    this.discussions.set(discussion.audience, discussion);
  }

  /** Whom the reader may address, members first. */
  get audiences(): Audience[] {
    return Audience.options.filter((audience) => this.discussions.get(audience)?.canWrite);
  }

  /** To whom the reader may propose other words: a wording begins as all that the paragraph says, which not everybody is shown. */
  get proposable(): Audience[] {
    return this.audiences.filter((audience) => this.mayCopyTo(audience));
  }

  get canWrite(): boolean {
    return this.audiences.length > 0;
  }

  /** All that are not deleted, oldest first. */
  threads(): OutputThread[] {
    const all = [...this.discussions.values()].flatMap((discussion) => discussion.threads());
    all.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.thread.id.localeCompare(b.thread.id));
    return all.map(({ thread }) => thread);
  }

  /**
   * A wording is what the block should read; its reason is the first comment. For whom: as `audiences`, the first of them unless
   * told. Null where it can be said to nobody, or the wording not to them.
   */
  begin(about: About, body: string, proposal: Proposal | null, audience = this.audiences[0]): ThreadId | null {
    const discussion = audience && this.discussions.get(audience);
    if (!discussion) return null;
    if (this.mayCopyTo(audience)) return discussion.begin(about, body, proposal);
    return proposal ? null : discussion.begin({ block: about.block }, body, null);
  }

  /** Notes that the wording was taken over. */
  take(thread: ThreadId): void {
    this.of(thread)?.take(thread);
  }

  /** False where the reader may not. */
  reply(thread: ThreadId, body: string): boolean {
    return this.of(thread)?.reply(thread, body) ?? false;
  }

  /** False where the reader may not. */
  edit(comment: CommentId, body: string): boolean {
    return this.of(comment)?.edit(comment, body) ?? false;
  }

  remove(comment: CommentId, isDeleted: boolean): void {
    this.of(comment)?.remove(comment, isDeleted);
  }

  resolve(thread: ThreadId, isResolved: boolean): void {
    this.of(thread)?.resolve(thread, isResolved);
  }

  private of(id: ThreadId | CommentId): OutputDiscussion | undefined {
    return [...this.discussions.values()].find((discussion) => discussion.has(id));
  }
}
