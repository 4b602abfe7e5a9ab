import type { CategoryId, MemberId, RoomId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { DraftFates } from "../../../schema/domain/methodology/make-category-map.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { DraftView } from "../../../schema/protocol/http/methodology.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { draftWithout } from "../../../schema/rooms/draft/draft-without.ts";
import { DraftRoom, type DraftCategory, type DraftRoot } from "../../../schema/rooms/draft/draft-room.ts";
import { draftTree, flatten, type DraftNode } from "../../../schema/rooms/draft/draft-tree.ts";
import { OwnUndo } from "../../../schema/rooms/own-undo.ts";
import { serverClock } from "../../api/server-clock.ts";
import { wordsOf, type Draft } from "../../sync/draft.ts";
import { overlapId } from "../../sync/overlaps.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import { METHODOLOGY_PLACES, placesOfMethodology } from "../../sync/places.ts";
import type { Screen } from "../../sync/screening.ts";
import type { RoomClosed } from "../../sync/room-closed.ts";
import type { RoomConnection } from "../../sync/room-connection.ts";
import { RoomKeeper } from "../../sync/room-keeper.ts";
import type { OpenRoom } from "../../sync/room-slot.ts";
import type { TypedOn } from "../../typed/typed-on.ts";
import { TypedWords } from "../../typed/typed-words.ts";
import { openRoom as openHere } from "../../verdict/model/rooms.ts";
import type { SavedState } from "../../sync/saved-state.ts";
import { boxOf, DraftDiscussion, type WantedThread } from "../draft-discussion.ts";
import type { WhichWording } from "../../typed/wording-choice.ts";
import { draftPeople, type DraftPerson } from "./draft-people.ts";
import { draftKeeper } from "./words/draft-keeper.ts";
import { OpenWording } from "./words/open-wording.ts";
import { RememberedWordings } from "./words/remembered-wordings.ts";

export interface DraftListener {
  /** Something shown has changed; several changes in one turn call once. */
  onChange(): void;
  onClosed(why: RoomClosed): void;
  /** The draft's rooms have changed: the server is to be asked again. */
  onStale(): void;
  /** Replaces in words of one's own what was erased from a verdict. */
  screen: Screen;
}

/** What the draft says now, read once a change. */
export interface DraftState {
  tree: DraftNode[];
  /** The tree from top to bottom. */
  nodes: DraftNode[];
  /** All categories, those given up too. */
  categories: DraftCategory[];
  groups: ReturnType<DraftRoom["groups"]>;
  questions: ReturnType<DraftRoom["questions"]>;
  /** What was taken out of the draft. */
  gone: { groups: ReturnType<DraftRoom["groups"]>; questions: ReturnType<DraftRoom["questions"]> };
  choices: ReturnType<DraftRoom["choices"]>;
  outputs: ReturnType<DraftRoom["outputs"]>;
  /** Of all outputs. */
  sections: ReturnType<DraftRoom["sections"]>;
  /** What is said of the methodology as a whole; null before it is here. */
  about: ReturnType<DraftRoom["about"]>[number] | null;
}

interface Bound {
  connection: RoomConnection;
  room: DraftRoom;
  undo: OwnUndo;
}

/** The draft of the methodology as the page shows and changes it, without a DOM. */
export class DraftModel {
  readonly me: MemberId;
  private readonly listener: DraftListener;
  private readonly cards: ReadonlyMap<MemberId, MemberCard>;
  private readonly kept: PendingStore;
  private readonly keeper: RoomKeeper;
  private readonly stopWatching: () => void;
  private readonly forget: () => void;
  private view: DraftView;
  private bound: Bound | null = null;
  private talk: DraftDiscussion | null = null;
  private readonly typed = new TypedWords({
    kind: "methodology",
    placeOf: () => METHODOLOGY_PLACES.discussion,
    mayWrite: () => this.view.discussion.right === "write",
    mayRead: () => true,
    setAside: (place, entries, id) => {
      const draft = { id, place, entries: [...entries], why: "read-only" as const, late: false };
      this.kept.setAside({ ...draft, at: serverClock.stamp() }, null);
    },
    store: () => this.kept,
    boxOf,
  });
  private read: DraftState | null = null;
  private presence: { entry: string; field: string | null } | null = null;
  private isNotified = false;
  /** Keys of the category and of the question or group that are open, while one looks at another part. */
  readonly open: { categories: string | null; questions: string | null } = { categories: null, questions: null };
  /** The thread that one came for, until it is shown or something else is chosen. */
  readonly wanted: WantedThread = { thread: null, box: null };
  /** Wordings that are open or wait for a choice, by `root/entry/field`. */
  private readonly wordings = new Map<string, OpenWording>();
  /** Drafts of wordings that met a colleague's in a field that one has open: that asks for a choice itself. */
  private readonly metHere = new Set<string>();

  /** `cards`: the members, for what they do here; kept by whoever makes the model. `kept`: where unsent work and copies lie. */
  constructor(
    view: DraftView,
    me: MemberId,
    cards: ReadonlyMap<MemberId, MemberCard>,
    kept: PendingStore,
    listener: DraftListener,
    openRoom: OpenRoom = openHere,
  ) {
    this.me = me;
    this.cards = cards;
    this.listener = listener;
    this.kept = kept;
    this.view = view;
    this.stopWatching = kept.watch(() => this.notify());
    const remembered = new RememberedWordings(() => this.wordings.values());
    this.forget = kept.remember("methodology", remembered);
    const events = {
      onOpened: (key: string, connection: RoomConnection) => this.bind(key, connection),
      onStatus: () => this.notify(),
      onClients: () => this.notify(),
      onClosed: (why: RoomClosed) => listener.onClosed(why),
      onStale: () => listener.onStale(),
      screen: listener.screen,
    };
    this.keeper = new RoomKeeper(me, kept, openRoom, events);
    this.update(view);
  }

  update(view: DraftView): void {
    this.view = view;
    this.keeper.sync(placesOfMethodology(view));
    this.typed.setAside();
  }

  /** Words of the discussion that are typed and not sent. */
  noteTyped(on: TypedOn, body: string): void {
    this.typed.take(on, body);
  }

  /** Whether words that are typed and not sent, or wait for a choice, would go with the page. */
  get isTypedAtRisk(): boolean {
    const { isOnDevice, isSettled } = this.kept;
    return this.typed.areAtRisk || (this.metHere.size > 0 && !(isOnDevice && isSettled));
  }

  get members(): ReadonlyMap<MemberId, MemberCard> {
    return this.cards;
  }

  get room(): RoomId | null {
    return this.bound?.connection.room ?? null;
  }

  get canEdit(): boolean {
    const { bound } = this;
    const isOpen = this.keeper.connection(METHODOLOGY_PLACES.draft) === bound?.connection;
    return this.mayWrite("draft") && this.hasContent && isOpen;
  }

  /** As the room last said; before it has, as the server last described the methodology. */
  private mayWrite(name: "draft" | "discussion"): boolean {
    const connection = this.keeper.connection(METHODOLOGY_PLACES[name]);
    return (connection?.synced ? connection.right : this.view[name].right) === "write";
  }

  /** All that the server has is here. */
  get isSynced(): boolean {
    return this.bound?.connection.synced ?? false;
  }

  get hasContent(): boolean {
    return this.bound?.connection.hasContent ?? false;
  }

  /** The same object until something changes. */
  get state(): DraftState {
    this.read ??= this.readAll();
    return this.read;
  }

  /** The draft as a version would be frozen from it, and what was said of categories; null before it is here. */
  get frozen(): { content: MethodologyContent; fates: DraftFates } | null {
    const room = this.bound?.room;
    if (!room) return null;
    const said = this.state.categories.map(({ id, fate, deleted }) => [id, deleted === null ? fate : null] as const);
    return { content: draftContent(room), fates: new Map(said) };
  }

  /** As `frozen.content`, without new categories that are left out of what follows on `inForce`. */
  contentWithout(left: readonly CategoryId[], inForce: MethodologyContent): MethodologyContent | null {
    const room = this.bound?.room;
    return room ? draftWithout(room, { left, inForce }) : null;
  }

  get people(): DraftPerson[] {
    return this.bound?.connection.connected ? draftPeople(this.bound.connection, this.me, this.cards) : [];
  }

  /** The colleague who writes in a field now. */
  writingIn(entry: string, field: string): MemberCard | null {
    return this.people.find((person) => person.entry === entry && person.field === field)?.member ?? null;
  }

  /** Who wrote a field last; null where nobody has, it was oneself, or it was never changed since the version. */
  writerOf(root: DraftRoot, entry: string, field: string): MemberCard | null {
    const member = this.lastWriterOf(root, entry, field);
    return member && member !== this.me ? (this.cards.get(member) ?? null) : null;
  }

  /** Who wrote a field last, as the document knows it. */
  lastWriterOf(root: DraftRoot, entry: string, field: string): MemberId | undefined {
    const client = this.bound?.room.roots[root].get(entry)?.writers[field];
    // That it is one's own is known before the server has said so.
    if (client !== undefined && client === this.bound?.connection.doc.clientID) return this.me;
    return client === undefined ? undefined : this.bound?.connection.memberOfClient.get(client);
  }

  /** Its one discussion, whoever asks. */
  roomOf(): RoomId {
    return this.view.discussion.room;
  }

  /** What is said about it; null before that is here. */
  get discussion(): DraftDiscussion | null {
    return this.talk;
  }

  get saved(): SavedState {
    const { bound, keeper } = this;
    const { changes } = keeper;
    const { isOnDevice, isSettled } = this.kept;
    const isKept = isOnDevice && isSettled;
    if (!keeper.isConnected) return { state: "offline", changes, isKept, isOnDevice };
    if (changes > 0 || keeper.connections.some(({ saved }) => !saved)) return { state: "saving", changes, isKept };
    if (this.choicesHere > 0) return { state: "two-wordings", changes: this.choicesHere };
    return { state: "saved", at: bound?.connection.lastSavedAt ?? null };
  }

  /** Fields in which one's own wording and a colleague's wait for a choice. */
  private get choicesHere(): number {
    const waits = ([key, { theirs }]: [string, OpenWording]): boolean =>
      theirs !== null && this.metHere.has(overlapId(key));
    return this.metHere.size === 0 ? 0 : [...this.wordings].filter(waits).length;
  }

  /** A stored text, "" where there is none. */
  text(root: DraftRoot, entry: string, field: string): string {
    const value = this.bound?.room.roots[root].get(entry)?.fields[field];
    return typeof value === "string" ? value : "";
  }

  wording(root: DraftRoot, entry: string, field: string): OpenWording {
    const key = `${root}/${entry}/${field}`;
    const stored = this.text(root, entry, field);
    const wording = this.wordings.get(key) ?? this.beginWording(root, entry, field, stored);
    this.wordings.set(key, wording);
    wording.take(stored);
    const overlap = this.kept.drafts.find(({ id }) => id === overlapId(key));
    if (overlap) wording.meet(wordsOf(overlap), overlap.why === "erased");
    return wording;
  }

  private beginWording(root: DraftRoot, entry: string, field: string, stored: string): OpenWording {
    const kept = { store: this.kept, metHere: this.metHere, drop: (draft: string) => this.drop(draft) };
    const between = /^(?:label|title):/.test(field) ? " " : "\n";
    return new OpenWording(stored, draftKeeper(root, entry, field, kept), between);
  }

  /** Work of this person that could not go where it was meant to go, and wordings that met a colleague's before the page was here. */
  get drafts(): readonly Draft[] {
    return this.typed.listed.filter(({ id }) => !this.metHere.has(id));
  }

  drop(draft: string): void {
    this.kept.drop(draft, "let-go");
    this.notify();
  }

  /** Chooses between one's own wording and the one that stands in the draft, or keeps both. */
  choose(root: DraftRoot, entry: string, field: string, which: WhichWording): void {
    const wording = this.wording(root, entry, field);
    wording.choose(which);
    const value = wording.commit();
    if (value !== null) this.set(root, entry, { [field]: value });
  }

  /** Does something in the draft as one act, which undo takes back whole. Null where one may not, or nothing is there. */
  act<T>(what: (room: DraftRoom, now: string) => T): T | null {
    const { bound } = this;
    if (!bound || !this.canEdit) return null;
    let done: T | null = null;
    bound.undo.during(Object.values(bound.room.roots), () => {
      done = what(bound.room, serverClock.stamp());
    });
    return done;
  }

  set(root: DraftRoot, entry: string, fields: Record<string, unknown>): void {
    this.act((room) => room.roots[root].set(entry, fields));
  }

  /** Takes back the newest own act; false where there is none. */
  undo(): boolean {
    return this.bound?.undo.undo() != null;
  }

  redo(): boolean {
    return this.bound?.undo.redo() != null;
  }

  /** Shows colleagues what one has open. */
  setPresence(entry: string | null, field: string | null): void {
    this.presence = entry === null ? null : { entry, field };
    this.bound?.connection.provider.awareness.setLocalState({ draft: this.presence });
  }

  close(): void {
    this.stopWatching();
    this.forget();
    this.typed.close();
    this.keeper.close();
    this.bound = null;
  }

  private bind(key: string, connection: RoomConnection): void {
    if (key === METHODOLOGY_PLACES.discussion) {
      const notify = (): void => this.notify();
      this.talk = new DraftDiscussion("internal", connection, this.me, this.cards, notify, () =>
        this.mayWrite("discussion"),
      );
      return;
    }
    const { doc, provider } = connection;
    this.bound = { connection, room: new DraftRoom(doc), undo: new OwnUndo(doc, () => serverClock.stamp()) };
    for (const entries of Object.values(this.bound.room.roots)) entries.observe(() => this.changed());
    provider.awareness.on("change", () => this.notify());
    provider.awareness.setLocalState({ draft: this.presence });
    this.changed();
  }

  private changed(): void {
    this.read = null;
    this.notify();
  }

  private readAll(): DraftState {
    const room = this.bound?.room;
    if (!room)
      return {
        tree: [],
        nodes: [],
        categories: [],
        groups: [],
        questions: [],
        gone: { groups: [], questions: [] },
        choices: [],
        outputs: [],
        sections: [],
        about: null,
      };
    const categories = room.categories();
    const tree = draftTree(categories);
    const isThere = ({ deleted }: { deleted: string | null }): boolean => deleted === null;
    return {
      tree,
      nodes: flatten(tree),
      categories,
      groups: room.groups().filter(isThere),
      questions: room.questions().filter(isThere),
      gone: {
        groups: room.groups().filter((each) => !isThere(each)),
        questions: room.questions().filter((each) => !isThere(each)),
      },
      choices: room.choices().filter(isThere),
      outputs: room.outputs().filter(isThere),
      sections: room.sections().filter(isThere),
      about: room.about()[0] ?? null,
    };
  }

  private notify(): void {
    if (this.isNotified) return;
    this.isNotified = true;
    queueMicrotask(() => {
      this.isNotified = false;
      this.listener.onChange();
    });
  }
}
