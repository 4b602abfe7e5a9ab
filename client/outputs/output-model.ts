import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { type MemberId, randomId, type RoomId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import { Audience } from "../../schema/domain/room.ts";
import type { AuthorChoice } from "./approval/coram-authors.ts";
import type { OutputView, SectionStates } from "../../schema/protocol/http/outputs.ts";
import type { OutputDocument } from "../../schema/editor/output-document.ts";
import { Presence } from "../../schema/protocol/sync-messages.ts";
import { CONTENT, OutputRoom } from "../../schema/rooms/output-room.ts";
import { serverReach } from "../api/reach.ts";
import { serverClock } from "../api/server-clock.ts";
import type { ForWhom } from "../typed/for-whom.ts";
import type { EntryChange } from "../sync/batch.ts";
import type { Draft } from "../sync/draft.ts";
import type { PendingStore } from "../sync/pending-store.ts";
import { OUTPUT_PLACES, placesOfOutput } from "../sync/places.ts";
import type { RoomClosed } from "../sync/room-closed.ts";
import type { RoomConnection } from "../sync/room-connection.ts";
import { RoomKeeper } from "../sync/room-keeper.ts";
import type { OpenRoom } from "../sync/room-slot.ts";
import type { Screen } from "../sync/screening.ts";
import type { TypedOn } from "../typed/typed-on.ts";
import { TypedWords } from "../typed/typed-words.ts";
import { openRoom as openHere } from "../verdict/model/rooms.ts";
import type { SavedState } from "../sync/saved-state.ts";
import type { TypedIn } from "../writer/output-view.ts";
import { OutputDiscussion } from "./discussion/output-discussion.ts";
import { OutputTalk } from "./discussion/output-talk.ts";
import { checkSection } from "./pairs/behind-sections.ts";

export interface OutputListener {
  /** Something shown has changed, but for the words, which the editor shows; several changes in one turn call once. */
  onChange(): void;
  /** Another document stands there: the editor is to be made anew. */
  onDocument(): void;
  onClosed(why: RoomClosed): void;
  /** The rooms have changed: the server is to be asked again. */
  onStale(): void;
  screen: Screen;
}

/** An output as its page shows and changes it, without a DOM and without the editor. */
export class OutputModel {
  readonly me: MemberId;
  private readonly listener: OutputListener;
  private readonly cards: ReadonlyMap<MemberId, MemberCard>;
  private readonly kept: PendingStore;
  private readonly keeper: RoomKeeper;
  private readonly stopWatching: () => void;
  /** `connection`: null of what is read without its room. */
  private bound: { connection: RoomConnection | null; room: OutputRoom; awareness: Awareness } | null = null;
  // Guests are shown some documents without what their files keep back; a guest has before their eyes what they copy.
  private readonly talk = new OutputTalk(
    (audience) => audience === "internal" || !this.view.namesNoVerdict || this.view.reading !== undefined,
  );
  private readonly typed = new TypedWords({
    kind: "output",
    placeOf: (what) => (what === "internal" || what === "review" ? OUTPUT_PLACES[what] : null),
    mayRead: (place) => this.view.rooms.discussions.some((ref) => isPlace(ref, place)),
    mayWrite: (place) => this.view.rooms.discussions.some((ref) => isPlace(ref, place) && ref.right === "write"),
    setAside: (place, entries, id) => this.setAside(place, entries, id),
    store: () => this.kept,
  });
  /** Members without a card, of whom the server was asked already. */
  private readonly asked = new Set<MemberId>();
  private isNotified = false;
  /** What was typed on while the letters before it wait for the server's word of what becomes of them. */
  private typedOn: { typed: TypedIn | null; words: string }[] = [];
  /** Whether all its rooms have been in touch with the server since it was opened. */
  private wasReached = false;
  private view: OutputView;

  /** `cards`: the members, kept up to date by whoever makes the model. */
  constructor(
    view: OutputView,
    me: MemberId,
    cards: ReadonlyMap<MemberId, MemberCard>,
    kept: PendingStore,
    listener: OutputListener,
    connect: OpenRoom = openHere,
  ) {
    this.me = me;
    this.cards = cards;
    this.kept = kept;
    this.listener = listener;
    this.keeper = new RoomKeeper(me, kept, connect, {
      onOpened: (key, connection) => this.bind(key, connection),
      onStatus: () => {
        this.wasReached ||= this.keeper.isConnected;
        this.notify();
      },
      onClients: () => this.meet(),
      onClosed: (why) => listener.onClosed(why),
      onStale: () => listener.onStale(),
      screen: listener.screen,
    });
    this.stopWatching = kept.watch(() => this.notify());
    this.view = view;
    this.update(view);
  }

  update(view: OutputView): void {
    this.view = view;
    this.keeper.sync(placesOfOutput(view));
    if (view.reading) this.read(view.title, view.reading);
    this.typed.setAside();
  }

  /** Words that are typed and not sent; `draft`: as which they were listed until they stood in their box again. */
  noteTyped(on: TypedOn, body: string, draft?: string): void {
    this.typed.take(on, body, draft);
    if (draft) this.notify();
  }

  /** Whether words that are typed and not sent would go with the page. */
  get isTypedAtRisk(): boolean {
    return this.typed.areAtRisk || this.typedOn.length > 0;
  }

  /** Keeps them as drafts: the document is not open to this person any more. */
  keepTyped(): void {
    this.typed.setAllAside();
  }

  private setAside(place: string, entries: readonly EntryChange[], id: string): void {
    const isRead = place === OUTPUT_PLACES.content || this.view.rooms.discussions.some((ref) => isPlace(ref, place));
    const why = isRead ? "read-only" : "no-access";
    const at = serverClock.stamp();
    this.kept.setAside({ id, place, entries: [...entries], why, late: false, at }, null);
  }

  /**
   * Keeps what an author typed on as the document was shut against writing, in the paragraph in which they were: with the letters of it that had not
   * reached the server, where there are any, as one text: while these wait it waits for them, unless the server is out of reach.
   */
  keepTypedOn(typed: TypedIn | null, words: string): void {
    this.typedOn.push({ typed, words });
    this.keepAllTypedOn();
    this.notify();
  }

  private keepAllTypedOn(isLast = false): void {
    const { keeper } = this;
    if (!isLast && keeper.isConnected && keeper.ahead(OUTPUT_PLACES.content).length > 0) return;
    const all = this.typedOn;
    this.typedOn = [];
    for (const { typed, words } of all) this.keepOneTypedOn(typed, words);
  }

  private keepOneTypedOn(typed: TypedIn | null, words: string): void {
    const block = typed?.block ?? randomId();
    const known = this.kept.drafts.findLast(({ place, entries: [entry] }) => {
      return place === OUTPUT_PLACES.content && entry?.id === block && entry.fields["text"] === typed?.words;
    });
    const [entry = { root: CONTENT, id: block, made: false, fields: {} }] = known?.entries ?? [];
    const text = known && typed ? typed.before + words + typed.words.slice(typed.before.length) : words.trim();
    const id = known?.id ?? `${block} ${randomId()}`;
    this.setAside(OUTPUT_PLACES.content, [{ ...entry, fields: { ...entry.fields, text } }], id);
  }

  /** The document, once all that the server has of it is here. */
  get room(): OutputRoom | null {
    return (this.bound?.connection?.hasContent ?? true) ? (this.bound?.room ?? null) : null;
  }

  get awareness(): Awareness | null {
    return this.bound?.awareness ?? null;
  }

  get canWrite(): boolean {
    return this.room !== null && this.mayWrite("content") && this.isOpen;
  }

  get title(): string {
    return this.room?.title() ?? "";
  }

  setTitle(title: string): void {
    if (this.canWrite) this.room?.setTitle(title);
  }

  get subtitle(): string {
    return this.room?.subtitle() ?? "";
  }

  setSubtitle(subtitle: string): void {
    if (this.canWrite) this.room?.setSubtitle(subtitle);
  }

  /** Notes that a section says the same as the other document's, which is like this. */
  check(section: string, other: SectionStates): void {
    if (this.canWrite && this.room) checkSection(this.room, section, other, serverClock.stamp());
  }

  /** Leaves a section out of what is printed, or puts it back. */
  leaveOut(section: string, isLeftOut: boolean): void {
    if (this.canWrite) this.room?.setLeftOut(section, isLeftOut);
  }

  chooseAuthors(choice: AuthorChoice): void {
    if (!this.canWrite) return;
    if ("member" in choice) this.room?.setNamed(choice.member, choice.isNamed);
    else if ("organisation" in choice) this.room?.setPublishes(choice.organisation, choice.publishes);
    else this.room?.setByOrganisations(choice.byOrganisations);
  }

  /** The room of the discussion that is for them; null where there is none. */
  roomOf(audience: ForWhom): RoomId | null {
    return this.view.rooms.discussions.find((each) => each.audience === audience)?.room ?? null;
  }

  get discussion(): OutputTalk {
    return this.talk;
  }

  /** Colleagues who have it open, by name. */
  get people(): MemberCard[] {
    const { bound } = this;
    if (!bound?.connection?.connected) return [];
    const here = new Set<MemberId>();
    for (const [client, state] of bound.awareness.getStates()) {
      const member = client === bound.awareness.clientID ? null : Presence.safeParse(state).data?.member;
      if (member && member !== this.me) here.add(member);
    }
    const cards = [...here].flatMap((member) => this.cards.get(member) ?? []);
    return cards.sort((a, b) => a.name.localeCompare(b.name));
  }

  get saved(): SavedState {
    const { keeper, kept } = this;
    const { changes } = keeper;
    const isKept = kept.isOnDevice && kept.isSettled;
    if (!keeper.isConnected && !this.wasReached && changes === 0 && !serverReach.isAway)
      return { state: "loading", changes: 0 };
    if (!keeper.isConnected) return { state: "offline", changes, isKept, isOnDevice: kept.isOnDevice };
    if (changes > 0 || keeper.connections.some(({ saved }) => !saved)) return { state: "saving", changes, isKept };
    return { state: "saved", at: this.bound?.connection?.lastSavedAt ?? null };
  }

  /** Unsent work that could not go back. */
  get drafts(): readonly Draft[] {
    return this.typed.listed;
  }

  dropDraft(draft: Draft): void {
    this.kept.drop(draft.id, "let-go");
    this.notify();
  }

  close(): void {
    this.keepAllTypedOn(true);
    this.stopWatching();
    this.typed.close();
    this.keeper.close();
    if (this.bound && !this.bound.connection) this.bound.awareness.destroy();
    this.bound = null;
  }

  /** As the room last said; before it has, as the server last described the output. */
  private mayWrite(name: keyof typeof OUTPUT_PLACES): boolean {
    const connection = this.keeper.connection(OUTPUT_PLACES[name]);
    const { content, discussions } = this.view.rooms;
    const described = name === "content" ? content : discussions.find(({ audience }) => audience === name);
    return (connection?.isRightKnown ? connection.right : described?.right) === "write";
  }

  private get isOpen(): boolean {
    return this.keeper.connection(OUTPUT_PLACES.content) === this.bound?.connection;
  }

  private bind(key: string, connection: RoomConnection): void {
    const audience = Audience.options.find((each) => key === OUTPUT_PLACES[each]);
    if (audience) {
      const notify = (): void => this.notify();
      const mayWrite = (): boolean => this.mayWrite(audience);
      this.talk.set(new OutputDiscussion(audience, connection, this.me, this.cards, notify, mayWrite));
      return this.notify();
    }
    const room = new OutputRoom(connection.doc);
    const { awareness } = connection.provider;
    this.bound = { connection, room, awareness };
    room.meta.root.observe(() => this.notify());
    awareness.on("change", () => this.notify());
    // Somebody who reads is here too; where they write the editor adds.
    awareness.setLocalState({});
    this.listener.onDocument();
    this.notify();
  }

  /** What the server sent of a document whose room is closed to a guest: bound as a room is, and nobody else is in it. */
  private read(title: string, reading: OutputDocument): void {
    const isFirst = !this.bound;
    if (!this.bound) {
      const doc = new Y.Doc();
      this.bound = { connection: null, room: new OutputRoom(doc), awareness: new Awareness(doc) };
    }
    const { room } = this.bound;
    room.setTitle(title);
    room.replace(reading);
    if (isFirst) this.listener.onDocument();
    this.notify();
  }

  /** Whoever writes here for the first time is not among those whom a guest was told of. */
  private meet(): void {
    const written = this.keeper.connections.flatMap(({ memberOfClient }) => [...memberOfClient.values()]);
    const strangers = written.filter((member) => !this.cards.has(member) && !this.asked.has(member));
    for (const member of strangers) this.asked.add(member);
    if (strangers.length > 0) this.listener.onStale();
    this.notify();
  }

  private notify(): void {
    if (this.isNotified) return;
    this.isNotified = true;
    queueMicrotask(() => {
      this.isNotified = false;
      this.keepAllTypedOn();
      this.listener.onChange();
    });
  }
}

function isPlace({ audience }: OutputView["rooms"]["discussions"][number], place: string): boolean {
  return OUTPUT_PLACES[audience] === place;
}
