import type { Talk } from "../../discussion/answered-by.ts";
import type {
  AnnotationId,
  DisagreementId,
  CategoryId,
  CommentId,
  RoomId,
  ThreadId,
} from "../../../schema/domain/ids.ts";
import type { EditDone, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import type { ParagraphRanges } from "../../../schema/text/paragraph-ranges.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../../schema/text/revision.ts";
import type { Draft } from "../../sync/draft.ts";
import type { Retried } from "./called-off.ts";
import type { ThreadPlace } from "../discussion/discussion-commands.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import type { TagChange } from "./layer-commands.ts";
import type { TypedOn } from "../../typed/typed-on.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import { RememberedWordings } from "../../methodology/draft/words/remembered-wordings.ts";
import type { RememberedWords } from "../../sync/pending-store.ts";
import { screenDrafts } from "../../sync/screening.ts";
import { type RoomClosed, shutsOut } from "../../sync/room-closed.ts";
import { VerdictParts } from "./verdict-parts.ts";

/**
 * All that the verdict page shows and does, without a DOM: what is shown is that of its parts, and here are the commands. Null or false: this
 * person may not.
 */
export class VerdictModel extends VerdictParts {
  private readonly forgets = [
    this.remember(new RememberedWordings(() => this.wordings.all.values())),
    this.remember({
      cover: () => {
        this.notify();
        return this.answers.cover();
      },
      uncover: (left) => {
        this.answers.uncover(left);
        this.notify();
      },
    }),
  ];

  /** What is erased from the verdict is replaced in words that are remembered, until the answer is called. */
  remember(words: RememberedWords): () => void {
    return this.rooms.store().remember("verdict", words);
  }

  override update(view: VerdictView): void {
    super.update(view);
    this.wordings.setAside();
  }

  /** Covers paragraphs until the text of `revision`, from which words of them are erased, is here. What was typed and not sent is rid of them at once. */
  cover(revision: number, paragraphs: ParagraphRanges): void {
    // Out of reach: the next connection does it.
    void screenDrafts(this.rooms.store(), this.listener.screen).catch(() => undefined);
    if (revision <= this.view.revision.number) return;
    this.shown.erase({ revision, paragraphs });
    super.update(this.view);
  }

  /** Whether something of the text is covered. */
  get isCovered(): boolean {
    return this.shown.isCovered;
  }

  protected override onClosed(why: RoomClosed): void {
    // Frozen layers are shown again once the server has said that they may be.
    if (shutsOut(why) && this.showsFrozen) this.showLayers([]);
    this.listener.onClosed(why);
  }

  override close(): void {
    for (const forget of this.forgets) forget();
    this.wordings.close();
    super.close();
  }

  /** Tags a passage of the revision shown. Null where this person may not. */
  addTag(category: CategoryId, ranges: readonly Range[], note = ""): AnnotationId | null {
    return this.layerCommands.add(category, ranges, note);
  }

  /** False where this person may not. */
  changeTag(id: AnnotationId, change: TagChange): boolean {
    return this.layerCommands.change(id, change);
  }

  /** The room of the discussion that is for them; null where there is none, or nobody else reads it. */
  roomOf(audience: ForWhom): RoomId | null {
    return this.rooms.roomOf(audience);
  }

  openThread(audience: ForWhom, on: ThreadPlace, body: string): ThreadId | null {
    return this.discussionCommands.open(audience, on, body);
  }

  /** Words that are typed and not sent; `draft`: as which they were listed until they stood in their box again. */
  noteTyped(on: TypedOn, body: string, draft?: string): void {
    this.typed.take(on, body, draft);
    if (draft) this.notify();
  }

  /** The box of these words is shut: what stands in it is a draft. */
  shutTyped(on: TypedOn): void {
    this.typed.shut(on);
    this.notify();
  }

  /** Keeps as drafts the words that are typed and not sent: the verdict is not open to this person any more. */
  keepTyped(): void {
    this.typed.setAllAside();
    this.wordings.setAllAside();
  }

  /** Whether words that are typed and not sent would go with the page. */
  get isTypedAtRisk(): boolean {
    return this.typed.areAtRisk || this.wordings.areAtRisk;
  }

  /** Ranges of the text shown, to be found again whatever becomes of it. */
  anchorOf(ranges: readonly Range[]): Anchor {
    return this.shown.anchor(ranges);
  }

  /** What became of words since they were chosen; as they were while that text is not here. */
  stateOf(anchor: Anchor): ResolvedAnchor["state"] {
    return this.shown.resolve(anchor)?.state ?? "same";
  }

  /** What a thread on a disagreement, and on its words if any, is begun with. */
  aboutDisagreement(of: DisagreementId, ranges: readonly Range[]): Record<string, unknown> {
    return { case: of, ...(ranges.length > 0 ? { anchor: packAnchor(this.shown.anchor(ranges)) } : {}) };
  }

  /** What its reader does in threads that are shown. */
  readonly talk: Talk = {
    reply: (thread, body, audience) => this.reply(audience, thread, body),
    edit: (comment, body, audience) => this.editComment(audience, comment, body),
    remove: (comment, isDeleted, audience) => this.deleteComment(audience, comment, isDeleted),
    resolve: (thread, isResolved, audience) => this.resolveThread(audience, thread, isResolved),
  };

  /** False where this person may not. */
  reply(audience: ForWhom, thread: ThreadId, body: string): boolean {
    return this.discussionCommands.reply(audience, thread, body);
  }

  /** False where this person may not. */
  editComment(audience: ForWhom, comment: CommentId, body: string): boolean {
    return this.discussionCommands.editComment(audience, comment, body);
  }

  deleteComment(audience: ForWhom, comment: CommentId, deleted: boolean): void {
    this.discussionCommands.deleteComment(audience, comment, deleted);
  }

  resolveThread(audience: ForWhom, thread: ThreadId, resolved: boolean): void {
    this.discussionCommands.resolve(audience, thread, resolved);
  }

  deleteThread(audience: ForWhom, thread: ThreadId): void {
    this.discussionCommands.delete(audience, thread);
  }

  /** What is settled is shown, and its reader may change it with a reason. */
  get canRule(): boolean {
    return this.frozenTags?.canRule ?? false;
  }

  /** Says on a thread that its suggestion has become this tag. */
  setApplied(thread: ThreadView, tag: AnnotationId): void {
    this.discussionCommands.setApplied(thread.audience, thread.id, tag);
  }

  /** Turns a suggestion into a tag of this member and says so on the thread. */
  applySuggestion(thread: ThreadView): AnnotationId | null {
    if (!thread.suggestion || thread.ranges.length === 0) return null;
    const id = this.addTag(thread.suggestion.category, thread.ranges);
    if (id) this.setApplied(thread, id);
    return id;
  }

  /** Undoes the newest own act; false where there is none. */
  undo(): boolean {
    return this.acts.undo();
  }

  redo(): boolean {
    return this.acts.redo();
  }

  /** Writes a draft where it was meant to go, where that is open now. */
  retryDraft(id: string): Retried {
    const ofRound = this.calledOff.retry(id);
    if (ofRound !== null) return ofRound;
    const draft = this.draft(id);
    return draft !== undefined && this.rooms.retry(draft) ? "written" : "stays";
  }

  dropDraft(id: string): void {
    if (this.calledOff.drop(this.verdictId, id)) return;
    const draft = this.draft(id);
    if (draft) this.rooms.dropDraft(draft);
  }

  /** Changes when presence is shown in another room, in which nothing was said yet; null where there is none. */
  get presenceId(): number | null {
    return this.rooms.presenceRoom?.doc.clientID ?? null;
  }

  /** Says where this person is; null where they have left the text. */
  setPresence(block: number, selection: Range | null): void {
    const connection = this.rooms.presenceRoom;
    if (!connection) return;
    connection.provider.awareness.setLocalState({ verdict: { revision: this.view.revision.number, block, selection } });
  }

  /** Takes a revision that this person's own command made, without waiting for the event. */
  applyEdit(done: EditDone): void {
    if (!done.revision || !done.map || done.revision.number <= this.view.revision.number) return;
    if (done.map.from !== this.view.revision.number) return this.listener.onStale();
    this.update({
      ...this.view,
      revision: done.revision,
      maps: [...this.view.maps, done.map],
      verdict: { ...this.view.verdict, revision: done.revision.number },
    });
  }

  private draft(id: string): Draft | undefined {
    return this.typed.listed.find((draft) => draft.id === id);
  }
}
