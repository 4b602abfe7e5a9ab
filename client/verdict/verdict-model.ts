import type { AnnotationId, CategoryId, CommentId, MemberId, ThreadId, VerdictId } from "../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Category } from "../../schema/domain/methodology.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { EditDone, VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { Presence } from "../../schema/protocol/sync-messages.ts";
import { packAnchor } from "../../schema/rooms/fields.ts";
import type { Annotation, LayerRoom } from "../../schema/rooms/layer-room.ts";
import type { OwnUndo } from "../../schema/rooms/own-undo.ts";
import { AnchorNewer, resolveAnchor, resolveMany } from "../../schema/text/anchors.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../schema/text/revision.ts";
import type { RoomClosed } from "../sync/room-connection.ts";
import type { Draft } from "../sync/draft.ts";
import type { KeptWork } from "../sync/kept-work.ts";
import { WorkStore } from "../sync/offline/work-store.ts";
import type { RoomConnection } from "../sync/room-connection.ts";
import type { OpenRoom } from "../sync/room-keeper.ts";
import { type DraftView, draftView } from "./draft-views.ts";
import { VerdictRooms } from "./rooms.ts";
import { threadViews } from "./thread-views.ts";
import type { CategoryView, PersonHere, SavedState, TagView, ThreadView } from "./view-model.ts";

export interface ModelListener {
  /** Something shown has changed; several changes in one turn call once. */
  onChange(): void;
  onClosed(why: RoomClosed): void;
  /** The server's view must be fetched again (rooms changed, a newer revision is named). */
  onStale(): void;
}

/** All that the verdict page shows and does, without a DOM: rooms and HTTP in, views out, commands in. */
export class VerdictModel {
  view: VerdictView;
  readonly me: MemberId;
  private readonly rooms: VerdictRooms;
  private readonly listener: ModelListener;
  private readonly tagById = new Map<AnnotationId, TagView>();
  private tagList: TagView[] | null = null;
  private threadList: ThreadView[] | null = null;
  private categoryList: CategoryView[] | null = null;
  private peopleList: { of: RoomConnection; connected: boolean; people: PersonHere[] } | null = null;
  private categoryById = new Map<string, Category>();
  private language: UiLanguage;
  private readonly unknown: MemberCard;
  /** Rooms' undo stacks in the order of the acts. */
  private readonly done: OwnUndo[] = [];
  private readonly undone: OwnUndo[] = [];
  private notified = false;
  private cards = new Map<MemberId, MemberCard>();
  /** Tags that were waiting for their acknowledgement when they were last built. */
  private readonly pendingTags = new Set<AnnotationId>();
  /** Tags whose author or last writer nobody has named yet. */
  private readonly nameless = new Set<AnnotationId>();
  /** The layer that the tags were built from. */
  private builtFrom: LayerRoom | null = null;
  /** Tags that threads hang on, and whether some of a thread waited for its acknowledgement when threads were built. */
  private readonly tagsOfThreads = new Set<string>();
  private hasPendingThreads = false;

  /** `kept`: where unsent work and copies lie; in memory, where nothing is given. */
  constructor(
    view: VerdictView,
    me: MemberId,
    language: UiLanguage,
    listener: ModelListener,
    openRoom?: OpenRoom,
    kept: KeptWork = WorkStore.inMemory(me, view.verdict.id),
  ) {
    this.view = view;
    this.me = me;
    this.language = language;
    this.listener = listener;
    this.unknown = {
      id: me,
      name: "?",
      initials: "?",
      role: "reader",
      organisation: view.verdict.owner,
      isGuest: false,
      isRemoved: false,
    };
    this.index();
    this.rooms = new VerdictRooms(
      me,
      kept,
      {
        onLayer: (ids) => {
          const changed = ids ?? this.unknownAuthors();
          this.rebuildTags(changed);
          if (!changed || [...changed].some((id) => this.tagsOfThreads.has(id))) this.threadList = null;
          this.notify();
        },
        onDiscussion: () => {
          this.threadList = null;
          this.notify();
        },
        onStatus: () => {
          this.settlePending();
          if (this.hasPendingThreads) this.threadList = null;
          this.notify();
        },
        onPresence: () => {
          this.peopleList = null;
          this.notify();
        },
        onClosed: (why) => listener.onClosed(why),
        onStale: () => listener.onStale(),
      },
      openRoom,
    );
    this.rooms.sync(view);
  }

  // ------------------------------------------------------------------------------------------------------ what is shown

  get verdictId(): VerdictId {
    return this.view.verdict.id;
  }

  get text(): string {
    return this.view.revision.text;
  }

  /** All tags, deleted ones too, in no order; the same object as long as the tag has not changed. */
  get tags(): readonly TagView[] {
    this.tagList ??= [...this.tagById.values()];
    return this.tagList;
  }

  tag(id: string): TagView | null {
    return this.tagById.get(id as AnnotationId) ?? null;
  }

  get threads(): readonly ThreadView[] {
    if (!this.threadList) {
      this.tagsOfThreads.clear();
      this.hasPendingThreads = false;
      this.threadList = this.rooms.audiences.flatMap((audience) => this.threadsOf(audience));
    }
    return this.threadList;
  }

  /** The same object as long as nobody has moved. */
  get people(): readonly PersonHere[] {
    const connection = this.rooms.presenceRoom;
    if (!connection) return NOBODY;
    const { connected } = connection;
    if (this.peopleList?.of !== connection || this.peopleList.connected !== connected)
      this.peopleList = { of: connection, connected, people: connected ? this.peopleIn(connection) : [] };
    return this.peopleList.people;
  }

  private peopleIn(connection: RoomConnection): PersonHere[] {
    const people = new Map<MemberId, PersonHere>();
    for (const [client, state] of connection.provider.awareness.getStates()) {
      const presence = Presence.safeParse(state);
      if (client === connection.doc.clientID || !presence.success || !presence.data.member) continue;
      const member = this.cards.get(presence.data.member);
      if (!member || member.id === this.me) continue;
      const here = presence.data.verdict?.revision === this.view.revision.number ? presence.data.verdict : null;
      people.set(member.id, {
        member,
        block: here?.block ?? null,
        paragraph: here ? (blockAt(this.view.revision.blocks, here.block)?.number ?? null) : null,
        selection: here?.selection && here.selection.start < here.selection.end ? here.selection : null,
      });
    }
    return [...people.values()].sort((a, b) => a.member.name.localeCompare(b.member.name));
  }

  get saved(): SavedState {
    return this.rooms.savedState;
  }

  get synced(): boolean {
    return this.rooms.synced;
  }

  /** Whether there is something to show of every room: from the server, or from a copy while it is out of reach. */
  get hasContent(): boolean {
    return this.rooms.hasContent;
  }

  /** Work of this person that could not go where it was meant to go. */
  get drafts(): DraftView[] {
    return this.rooms.drafts.map((draft) =>
      draftView(draft, {
        revision: this.view.revision,
        resolve: (anchor) => this.resolve(anchor),
        tag: (id) => this.tagById.get(id as AnnotationId) ?? null,
        thread: (id) => this.threads.find((thread) => thread.id === id) ?? null,
        code: (category) => this.categoryById.get(category)?.code ?? null,
      }),
    );
  }

  /** Writes a draft where it was meant to go; false where that is not open now. */
  retryDraft(id: string): boolean {
    const draft = this.draft(id);
    return draft !== undefined && this.rooms.retry(draft);
  }

  dropDraft(id: string): void {
    const draft = this.draft(id);
    if (draft) this.rooms.dropDraft(draft);
  }

  get canTag(): boolean {
    return this.rooms.layer?.right === "write";
  }

  /** Audiences in which this person may open threads, internal first. */
  get writableAudiences(): Audience[] {
    return (["internal", "review"] as const).filter((audience) => this.rooms.discussion(audience)?.right === "write");
  }

  /** The tree with counts of what is on this verdict now; the same object as long as no tag has changed. */
  get categories(): readonly CategoryView[] {
    this.categoryList ??= this.countedCategories();
    return this.categoryList;
  }

  private countedCategories(): CategoryView[] {
    const own = new Map<string, number>();
    for (const tag of this.tagById.values()) if (!tag.deleted) own.set(tag.category, (own.get(tag.category) ?? 0) + 1);
    const content = this.view.methodology?.content;
    if (!content) return [];
    const totals = new Map(own);
    const parents = new Map(content.categories.map(({ id, parent }) => [id as string, parent as string | null]));
    for (const [id, count] of own)
      for (let parent = parents.get(id), depth = 0; parent && depth < 10; parent = parents.get(parent), depth++)
        totals.set(parent, (totals.get(parent) ?? 0) + count);
    const isBranch = new Set(content.categories.map(({ parent }) => parent as string | null));
    return content.categories.map((category) => ({
      id: category.id,
      code: category.code,
      parent: category.parent,
      label: localise(category.label, this.language),
      labels: Object.values(category.label),
      definition: localise(category.definition, this.language),
      include: category.include,
      exclude: category.exclude,
      example: localise(category.example, this.language),
      digit: category.digit,
      count: own.get(category.id) ?? 0,
      total: totals.get(category.id) ?? 0,
      isBranch: isBranch.has(category.id),
    }));
  }

  setLanguage(language: UiLanguage): void {
    if (language === this.language) return;
    this.language = language;
    this.categoryList = null;
    this.rebuildTags(null);
    this.threadList = null;
    this.notify();
  }

  /** Takes a newer view from the server: stage, rights, rooms, revision. */
  update(view: VerdictView): void {
    // A revision never changes: the one at hand stays, and with it all that is painted on it.
    const { revision } = this.view;
    this.view = view.revision.number === revision.number ? { ...view, revision } : view;
    this.index();
    this.rooms.sync(view);
    this.rebuildTags(null);
    this.threadList = null;
    this.notify();
  }

  close(): void {
    this.rooms.close();
  }

  // ----------------------------------------------------------------------------------------------------------- commands

  /** Tags a passage of the revision shown. Null where this person may not. */
  addTag(category: CategoryId, ranges: readonly Range[], note = ""): AnnotationId | null {
    const layer = this.rooms.layer;
    const version = this.view.methodology?.number;
    if (!layer || layer.right !== "write" || !version || ranges.length === 0) return null;
    const id = layer.room.add({ category, version, anchor: this.anchor(ranges), note }, now());
    this.acted(layer.undo, () => layer.undo.made(layer.room.entries, id));
    return id;
  }

  changeTag(
    id: AnnotationId,
    change: { category?: CategoryId; ranges?: readonly Range[]; note?: string; deleted?: boolean },
  ): void {
    const layer = this.rooms.layer;
    if (!layer || layer.right !== "write") return;
    const fields: Record<string, unknown> = {};
    if (change.category) {
      fields["category"] = change.category;
      if (this.view.methodology) fields["version"] = this.view.methodology.number;
    }
    if (change.ranges) fields["anchor"] = packAnchor(this.anchor(change.ranges));
    if (change.note !== undefined) fields["note"] = change.note;
    if (change.deleted !== undefined) fields["deleted"] = change.deleted ? now() : null;
    this.acted(layer.undo, () => layer.undo.change(layer.room.entries, id, fields));
  }

  openThread(
    audience: Audience,
    on: { ranges: readonly Range[]; suggestion?: CategoryId } | { tag: AnnotationId },
    body: string,
  ): ThreadId | null {
    const discussion = this.rooms.discussion(audience);
    if (!discussion || discussion.right !== "write") return null;
    const target =
      "tag" in on
        ? { annotation: on.tag }
        : { anchor: this.anchor(on.ranges), ...(on.suggestion ? { suggestion: on.suggestion } : {}) };
    const id = discussion.room.open(target, body, now());
    this.acted(discussion.undo, () => discussion.undo.made(discussion.room.threadEntries, id));
    return id;
  }

  reply(audience: Audience, thread: ThreadId, body: string): void {
    const discussion = this.rooms.discussion(audience);
    if (!discussion || discussion.right !== "write") return;
    const id = discussion.room.reply(thread, body, now());
    this.acted(discussion.undo, () => discussion.undo.made(discussion.room.commentEntries, id));
  }

  editComment(audience: Audience, comment: CommentId, body: string): void {
    this.changeComment(audience, comment, { body, editedAt: now() });
  }

  deleteComment(audience: Audience, comment: CommentId, deleted: boolean): void {
    this.changeComment(audience, comment, { deleted: deleted ? now() : null });
  }

  resolveThread(audience: Audience, thread: ThreadId, resolved: boolean): void {
    this.changeThread(audience, thread, { resolved: resolved ? now() : null });
  }

  deleteThread(audience: Audience, thread: ThreadId): void {
    this.changeThread(audience, thread, { deleted: now() });
  }

  /** Turns a suggestion into a tag of this member and says so on the thread. */
  applySuggestion(thread: ThreadView): AnnotationId | null {
    if (!thread.suggestion || thread.ranges.length === 0) return null;
    const id = this.addTag(thread.suggestion.category, thread.ranges);
    if (id) this.rooms.discussion(thread.audience)?.room.setApplied(thread.id, id);
    return id;
  }

  /** Undoes the newest own act; false where there is none. */
  undo(): boolean {
    const undo = this.done.pop();
    if (!undo) return false;
    undo.undo();
    this.undone.push(undo);
    return true;
  }

  redo(): boolean {
    const undo = this.undone.pop();
    if (!undo) return false;
    undo.redo();
    this.done.push(undo);
    return true;
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

  // ------------------------------------------------------------------------------------------------------------ inside

  private index(): void {
    this.categoryById = new Map(
      (this.view.methodology?.content.categories ?? []).map((category) => [category.id, category]),
    );
    this.cards = new Map(this.view.members.map((card) => [card.id, card]));
    this.categoryList = null;
    this.peopleList = null;
  }

  private draft(id: string): Draft | undefined {
    return this.rooms.drafts.find((draft) => draft.id === id);
  }

  private anchor(ranges: readonly Range[]): Anchor {
    return { revision: this.view.revision.number, ranges: ranges.map(({ start, end }) => ({ start, end })) };
  }

  private acted(undo: OwnUndo, act: () => void): void {
    act();
    this.done.push(undo);
    this.undone.length = 0;
  }

  private changeComment(audience: Audience, comment: CommentId, fields: Record<string, unknown>): void {
    const discussion = this.rooms.discussion(audience);
    if (!discussion || discussion.right !== "write") return;
    this.acted(discussion.undo, () => discussion.undo.change(discussion.room.commentEntries, comment, fields));
  }

  private changeThread(audience: Audience, thread: ThreadId, fields: Record<string, unknown>): void {
    const discussion = this.rooms.discussion(audience);
    if (!discussion || discussion.right !== "write") return;
    this.acted(discussion.undo, () => discussion.undo.change(discussion.room.threadEntries, thread, fields));
  }

  private card(kind: "layer" | Audience, client: number): MemberCard {
    const member = this.rooms.memberOf(kind, client);
    if (member) return this.cards.get(member) ?? this.unknown;
    // Written here and not yet bound: nobody but this person can have made it.
    return this.rooms.isOwnClient(kind, client) ? (this.cards.get(this.me) ?? this.unknown) : this.unknown;
  }

  private rebuildTags(ids: ReadonlySet<string> | null): void {
    const layer = this.rooms.layer;
    if (ids?.size === 0 && layer?.room === this.builtFrom) return;
    this.tagList = null;
    this.categoryList = null;
    if (!layer) return this.tagById.clear();
    if (ids === null || layer.room !== this.builtFrom) {
      this.builtFrom = layer.room;
      this.tagById.clear();
      this.nameless.clear();
      const annotations = layer.room.annotations();
      const resolved = resolveMany(
        annotations.map(({ anchor }) => anchor),
        this.view.maps,
        this.view.revision.number,
      );
      annotations.forEach((annotation, i) => {
        const at = resolved[i];
        if (at && at !== "newer") this.tagById.set(annotation.id, this.toTagView(annotation, at));
      });
      return;
    }
    for (const id of ids) {
      const annotation = layer.room.annotation(id);
      const at = annotation && this.resolve(annotation.anchor);
      if (annotation && at) this.tagById.set(annotation.id, this.toTagView(annotation, at));
      else this.tagById.delete(id as AnnotationId);
    }
  }

  /** What the names of writers that have just come can change; null = everything, where the layer is another. */
  private unknownAuthors(): ReadonlySet<string> | null {
    return this.rooms.layer?.room === this.builtFrom ? new Set(this.nameless) : null;
  }

  private resolve(anchor: Anchor): ResolvedAnchor | null {
    try {
      return resolveAnchor(anchor, this.view.maps, this.view.revision.number);
    } catch (error) {
      if (!(error instanceof AnchorNewer)) throw error;
      // The tag waits until that text is here (DESIGN idea 1).
      this.listener.onStale();
      return null;
    }
  }

  private toTagView(annotation: Annotation, at: ResolvedAnchor): TagView {
    const category = this.categoryById.get(annotation.category);
    const author = this.card("layer", annotation.creator);
    const last = Object.entries(annotation.writers)
      .filter(([, client]) => client !== annotation.creator)
      .map(([, client]) => this.card("layer", client))
      .find((card) => card.id !== author.id);
    const pending = this.rooms.isUnsaved("layer", "annotations", annotation.id);
    if (pending) this.pendingTags.add(annotation.id);
    if (author === this.unknown || last === this.unknown) this.nameless.add(annotation.id);
    else this.nameless.delete(annotation.id);
    return {
      id: annotation.id,
      category: annotation.category,
      code: category?.code ?? "?",
      label: category ? localise(category.label, this.language) : annotation.category,
      ranges: at.ranges,
      state: at.state,
      note: annotation.note,
      author,
      changedBy: last ?? null,
      mine: author.id === this.me,
      canChange: this.canTag,
      pending,
      deleted: annotation.deleted !== null,
      createdAt: annotation.createdAt,
      version: annotation.version,
    };
  }

  private settlePending(): void {
    const settled = new Set<string>();
    for (const id of this.pendingTags) {
      if (this.rooms.isUnsaved("layer", "annotations", id)) continue;
      this.pendingTags.delete(id);
      settled.add(id);
    }
    if (settled.size > 0) this.rebuildTags(settled);
  }

  private threadsOf(audience: Audience): ThreadView[] {
    const discussion = this.rooms.discussion(audience);
    if (!discussion) return [];
    return threadViews(discussion.room, {
      audience,
      me: this.cards.get(this.me) ?? this.unknown,
      canWrite: discussion.right === "write",
      canTag: this.canTag,
      card: (client) => this.card(audience, client),
      isUnsaved: (root, id) => {
        const isUnsaved = this.rooms.isUnsaved(audience, root, id);
        this.hasPendingThreads ||= isUnsaved;
        return isUnsaved;
      },
      resolve: (anchor) => this.resolve(anchor),
      tag: (id) => {
        this.tagsOfThreads.add(id);
        return this.tagById.get(id) ?? null;
      },
      category: (id) => {
        const category = this.categoryById.get(id);
        return category ? { code: category.code, label: localise(category.label, this.language) } : null;
      },
    });
  }

  private notify(): void {
    if (this.notified) return;
    this.notified = true;
    queueMicrotask(() => {
      this.notified = false;
      this.listener.onChange();
    });
  }
}

const NOBODY: readonly PersonHere[] = [];

function now(): string {
  return new Date().toISOString();
}
