import { codesBlind } from "../../../schema/domain/blind-part.ts";
import type { LayerId, MemberId, RoomId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { RoomRef, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { ANSWERS } from "../../../schema/rooms/answer-keys.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { readPlace } from "../../../schema/rooms/room-place.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OwnUndo } from "../../../schema/rooms/own-undo.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { serverReach } from "../../api/reach.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { EntryChange } from "../../sync/batch.ts";
import type { Draft, LayerClosing } from "../../sync/draft.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import { lateIn, placeKey, placesOf } from "../../sync/places.ts";
import { RoomConnection, syncUrl } from "../../sync/room-connection.ts";
import { type RoomClosed, shutsOut } from "../../sync/room-closed.ts";
import { RoomKeeper } from "../../sync/room-keeper.ts";
import type { OpenRoom } from "../../sync/room-slot.ts";
import type { Screen } from "../../sync/screening.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import type { HeldWhy } from "../../typed/held-draft.ts";
import { disagreementKey } from "../../typed/typed-on.ts";
import type { SavedState } from "../../sync/saved-state.ts";

export interface RoomsListener {
  /** Entries of the layer changed; null = all. */
  onLayer(ids: ReadonlySet<string> | null): void;
  /** Answers of the layer changed, by `<question>/<subject>`; null = all. */
  onAnswers(ids: ReadonlySet<string> | null): void;
  /** Threads or comments changed, in whatever room. */
  onDiscussion(): void;
  /** Translations of passages changed, in whatever room. */
  onTranslations(): void;
  onStatus(): void;
  onPresence(): void;
  /** The page must be told: sign in again, access gone, reload. */
  onClosed(why: RoomClosed): void;
  /** The rooms have changed: the server is to be asked again. */
  onStale(): void;
  /** Another document has taken a room's place: what this recorded was of the old one. */
  onReplaced(undo: OwnUndo): void;
  screen: Screen;
}

/** What reads and writes one room's document; made anew with the document. */
interface Bound {
  layer: LayerRoom | null;
  answers: AnswersRoom | null;
  discussion: DiscussionRoom | null;
  translations: TranslationsRoom;
  undo: OwnUndo;
}

/** A layer of the verdict, and the place where its room is kept. */
interface LayerAt {
  key: string;
  ref: RoomRef & { kind: "layer" };
}

/** A layer that is open here. */
export interface OpenLayer {
  id: LayerId;
  room: LayerRoom;
  answers: AnswersRoom;
  undo: OwnUndo;
  right: "read" | "write";
}

/** What is said, or translated, in a room that is open here. */
type OpenTalk<Room> = Pick<OpenLayer, "undo" | "right"> & { room: Room };
export type OpenDiscussion = OpenTalk<DiscussionRoom>;
export type OpenTranslations = OpenTalk<TranslationsRoom>;

export const openRoom: OpenRoom = (room, events, start) =>
  new RoomConnection(room, events, syncUrl(), WebSocket, start, serverReach);

/** The rooms of one verdict by what they are for. What keeps them open, and the work in them, is `RoomKeeper`. */
export class VerdictRooms {
  readonly kind = "verdict";
  private refs = new Map<string, RoomRef>();
  private readonly bound = new Map<string, Bound>();
  private readonly listener: RoomsListener;
  private readonly keeper: RoomKeeper;
  private readonly kept: PendingStore;
  private readonly stopWatching: () => void;
  private readonly me: MemberId;
  /** An open layer that is shown in place of the one that one works in. */
  private chosen: LayerId | null = null;
  /** The layer that one works in, and the one that is shown: found once, as thousands of tags ask for it. */
  private work: LayerAt | null = null;
  private shown: LayerAt | null = null;
  /** The rooms by what they are for. */
  private keys = new Map<"layer" | Audience, string>();
  /** Layers of this person alone, of rounds that they code or coded. */
  private owned = new Set<LayerId>();
  private isCoding = false;
  private isBlind = false;
  private isOpen = false;
  /** A room was shut against this person: what else, the next list says. */
  private isShutOut = false;
  private isLate: (key: string) => boolean = () => false;

  constructor(me: MemberId, kept: PendingStore, listener: RoomsListener, connect: OpenRoom = openRoom) {
    this.me = me;
    this.listener = listener;
    this.kept = kept;
    this.keeper = new RoomKeeper(me, kept, connect, {
      onOpened: (key, connection) => this.bind(key, connection),
      onStatus: () => listener.onStatus(),
      onClients: (key) => this.changed(key),
      onClosed: (why) => this.onClosed(why),
      onStale: () => listener.onStale(),
      screen: listener.screen,
    });
    this.stopWatching = kept.watch(() => listener.onStatus());
  }

  /** Opens what is new, closes what is no longer listed, keeps the rest. */
  sync(view: VerdictView): void {
    this.isShutOut = false;
    this.refs = new Map(view.rooms.map((ref) => [placeKey(ref), ref]));
    this.find();
    this.isLate = lateIn(view);
    this.owned = new Set(view.layers.flatMap(({ layer, owner }) => (owner === this.me ? [layer] : [])));
    for (const ref of view.rooms) if (ref.kind === "layer" && ref.owner === this.me) this.owned.add(ref.layer);
    this.isOpen = view.round.mode === "open";
    this.isBlind = view.round.mode === "blind";
    this.isCoding = codesBlind(this.me, view.round, view.layers);
    this.keeper.sync(placesOf(view, this.me), this.isLate);
  }

  /** Shows this open layer; null = the one that one works in. Whether that changes which is shown. */
  choose(layer: LayerId | null): boolean {
    const before = this.shown?.key;
    this.chosen = layer;
    this.find();
    return this.shown?.key !== before;
  }

  /** The layer that is shown: the one that one works in, the shared one or one's own in a blind round, or one that was chosen. */
  get layer(): OpenLayer | null {
    const { shown } = this;
    const { layer, answers, undo } = (shown && this.boundTo(shown.key)) || {};
    return shown && layer && answers && undo
      ? { id: shown.ref.layer, room: layer, answers, undo, right: shown.ref.right }
      : null;
  }

  private find(): void {
    const layers = [...this.refs].flatMap(([key, ref]) => (ref.kind === "layer" ? [{ key, ref }] : []));
    this.work = null;
    // Of the newest round that has an open layer: shared layers of earlier ones stay open, to be read.
    for (const at of layers) {
      const newest = this.work?.ref;
      // One's own before the shared one, which is of no use to who codes.
      if (!newest || at.ref.round > newest.round || (at.ref.round === newest.round && at.ref.owner !== null))
        this.work = at;
    }
    this.shown = layers.find(({ ref }) => ref.layer === this.chosen) ?? this.work;
    this.keys = new Map();
    if (this.shown) this.keys.set("layer", this.shown.key);
    for (const [key, ref] of this.refs) if (ref.kind === "discussion") this.keys.set(ref.audience, key);
  }

  /** Where a draft that hung nowhere may be written: the layer that one works in, or what is said, with the others in a discussion. */
  placeFor({ entries }: Draft): string | null {
    const { work } = this;
    const isSaid = entries.some(({ root }) => root === "threads" || root === "translations");
    // The shared layer has neither.
    if (isSaid && work?.ref.owner !== this.me) return this.keys.get("internal") ?? null;
    return work?.key ?? null;
  }

  /** Where words for the layer that is shown, or for these readers, are written; null where that is not open. */
  placeOf(what: "layer" | ForWhom): string | null {
    if (what === "coding") return null;
    return this.keys.get(what === "own" ? "layer" : what) ?? null;
  }

  /** First words on a disagreement stand in its box again where that is for those whom they were begun for. */
  boxOf({ case: of }: Record<string, unknown>, place: string): string | null {
    const first = (["internal", "review"] as const)
      .map((each) => this.placeOf(each))
      .find((at) => at && this.mayWrite(at));
    return typeof of === "string" && place === first ? disagreementKey(of) : null;
  }

  /** Whether the server lets this person write there. */
  mayWrite(place: string): boolean {
    return this.refs.get(place)?.right === "write";
  }

  /** Why nothing can be written in a layer now, as far as the server has said; null where something can, and for other places. */
  closingOf(place: string): LayerClosing | null {
    const at = readPlace(place);
    if (at?.kind !== "layer" || this.mayWrite(place)) return null;
    if (this.owned.has(at.layer)) return "late";
    if (this.isOpen && this.refs.has(place)) return "read-only";
    return this.isCoding ? "begun" : "closed";
  }

  /** Whether it is open here, so that what it holds can be known. */
  isHere(place: string): boolean {
    return this.keeper.connection(place)?.hasContent ?? false;
  }

  /** Whether all that others wrote there is here. */
  isUpToDate(place: string): boolean {
    const connection = this.keeper.connection(place);
    // A room that was synced once says so through interruptions; what came since is here once its provider says it again.
    return connection !== null && connection.connected && connection.provider.synced;
  }

  /** Whether it is a discussion that the server shows this person: in a layer that was handed in, or shown to others, no box stays. */
  mayRead(place: string): boolean {
    return this.refs.get(place)?.kind === "discussion";
  }

  /** Keeps as a draft what was not written when its place closed. */
  setAside(place: string, entries: readonly EntryChange[], id: string, own: { own?: true } = {}): void {
    const why = this.refs.has(place) ? "read-only" : "no-access";
    const at = serverClock.stamp();
    this.kept.setAside({ id, place, entries: [...entries], why, late: this.isLate(place), at, ...own }, null);
  }

  /** What has become of a place whose words have lost their field. */
  whyClosed(place: string): HeldWhy {
    if (this.mayWrite(place)) return "gone";
    if (this.closingOf(place) === "late") return "late";
    return this.isBlind && !this.refs.has(place) ? "begun" : "closed";
  }

  get canTag(): boolean {
    return this.layer?.right === "write";
  }

  /** That of an audience; one's own threads, in the layer that one works in. */
  discussion(audience: ForWhom): OpenDiscussion | null {
    if (audience === "own") return this.ownDiscussion;
    if (audience === "coding") return null;
    const { discussion, undo, right } = this.boundFor(audience) ?? {};
    return discussion && undo && right ? { room: discussion, undo, right } : null;
  }

  /** The room of the discussion that is for them; null where there is none, or nobody else reads it. */
  roomOf(audience: ForWhom): RoomId | null {
    const ref = [...this.refs.values()].find((each) => each.kind === "discussion" && each.audience === audience);
    return ref?.room ?? null;
  }

  private get ownDiscussion(): OpenDiscussion | null {
    const { shown } = this;
    const { discussion, undo } = (shown?.ref.owner === this.me && this.boundTo(shown.key)) || {};
    return shown && discussion && undo ? { room: discussion, undo, right: shown.ref.right } : null;
  }

  /** Translations in a discussion, or in the layer one works in. */
  translations(kind: "layer" | Audience): OpenTranslations | null {
    const { translations, undo, right } = this.boundFor(kind) ?? {};
    return translations && undo && right ? { room: translations, undo, right } : null;
  }

  get audiences(): Audience[] {
    return [...this.refs].flatMap(([key, ref]) =>
      ref.kind === "discussion" && this.boundTo(key) ? [ref.audience] : [],
    );
  }

  memberOf(kind: "layer" | Audience, client: number): MemberId | null {
    return this.connectionOf(kind)?.memberOfClient.get(client) ?? null;
  }

  /** Whether the entry was made with this client id on this device and has not been bound to a member yet. */
  isOwnClient(kind: "layer" | Audience, client: number): boolean {
    return this.connectionOf(kind)?.isOwnClient(client) ?? false;
  }

  isUnsaved(kind: "layer" | Audience, root: string, id: string): boolean {
    return this.connectionOf(kind)?.isUnsaved(root, id) ?? false;
  }

  /** What was written last into each field that no server has yet, by entry. */
  unsaved(kind: "layer" | Audience, root: string): Map<string, Readonly<Record<string, unknown>>> {
    const fields = new Map<string, Readonly<Record<string, unknown>>>();
    for (const { entries } of this.connectionOf(kind)?.unsent.batches ?? [])
      for (const entry of entries)
        if (entry.root === root) fields.set(entry.id, { ...fields.get(entry.id), ...entry.fields });
    return fields;
  }

  get synced(): boolean {
    return this.keeper.connections.every(({ synced }) => synced);
  }

  /** Whether every room shows what the server said, now or when its copy was made. */
  get hasContent(): boolean {
    return !this.isShutOut && this.keeper.hasContent;
  }

  /** The room in which presence is shown: the layer's; the discussion's where all layers are frozen. */
  get presenceRoom(): RoomConnection | null {
    return this.work ? this.keeper.connection(this.work.key) : this.connectionOf("internal");
  }

  store(): PendingStore {
    return this.kept;
  }

  /** Writes a draft where it was meant to go; false where that is not open. */
  retry(draft: Draft): boolean {
    return this.keeper.retry(draft);
  }

  dropDraft(draft: Draft): void {
    this.kept.drop(draft.id, "let-go");
    this.listener.onStatus();
  }

  get savedState(): SavedState {
    const { connections, changes } = this.keeper;
    const at = connections.reduce<Date | null>(
      (last, { lastSavedAt }) => (lastSavedAt && (!last || lastSavedAt > last) ? lastSavedAt : last),
      null,
    );
    const { isOnDevice, isSettled } = this.kept;
    const isKept = isOnDevice && isSettled;
    if (!this.keeper.isConnected) return { state: "offline", changes, isKept, isOnDevice };
    if (changes > 0 || connections.some(({ saved }) => !saved)) return { state: "saving", changes, isKept };
    return { state: "saved", at };
  }

  close(): void {
    this.stopWatching();
    this.keeper.close();
    this.bound.clear();
  }

  private bind(key: string, { doc, provider }: RoomConnection): void {
    const ref = this.refs.get(key);
    if (!ref) return;
    const layer = ref.kind === "layer" ? new LayerRoom(doc) : null;
    const answers = ref.kind === "layer" ? new AnswersRoom(doc) : null;
    // The shared layer has no threads: the verdict's discussions are for those.
    const hasThreads = ref.kind === "discussion" || ref.owner === this.me;
    const discussion = hasThreads ? new DiscussionRoom(doc) : null;
    const before = this.bound.get(key);
    if (before) this.listener.onReplaced(before.undo);
    const translations = new TranslationsRoom(doc);
    const undo = new OwnUndo(doc, () => serverClock.stamp());
    this.bound.set(key, { layer, answers, discussion, translations, undo });
    translations.entries.observe(() => this.listener.onTranslations());
    layer?.observe((ids) => this.listener.onLayer(ids));
    answers?.observe((keys) => this.listener.onAnswers(entriesOf(keys)));
    discussion?.observe(() => this.listener.onDiscussion());
    provider.awareness.on("change", () => this.listener.onPresence());
    // The new document may hold something already, from a copy.
    this.changed(key);
  }

  private onClosed(why: RoomClosed): void {
    this.isShutOut ||= shutsOut(why);
    // What it held goes from the page with it, before the list has come.
    if (this.isShutOut) for (const key of this.refs.keys()) this.changed(key);
    this.listener.onClosed(why);
  }

  private changed(key: string): void {
    const ref = this.refs.get(key);
    if (ref?.kind === "layer") {
      this.listener.onLayer(null);
      this.listener.onAnswers(null);
    }
    if (ref) this.listener.onDiscussion();
    this.listener.onTranslations();
  }

  private boundTo(key: string): Bound | undefined {
    return this.keeper.connection(key) ? this.bound.get(key) : undefined;
  }

  private boundFor(kind: "layer" | Audience): (Bound & { right: RoomRef["right"] }) | null {
    const key = this.keys.get(kind);
    const bound = key === undefined ? undefined : this.boundTo(key);
    const right = key === undefined ? undefined : this.refs.get(key)?.right;
    return bound && right ? { ...bound, right } : null;
  }

  private connectionOf(kind: "layer" | Audience): RoomConnection | null {
    const key = this.keys.get(kind);
    return key === undefined ? null : this.keeper.connection(key);
  }
}

/** The answers to which changed keys belong. */
function entriesOf(keys: ReadonlySet<string>): Set<string> {
  return new Set([...keys].flatMap((key) => ANSWERS.split(key)?.entry ?? []));
}
