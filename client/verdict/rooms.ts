import type { LayerId, MemberId } from "../../schema/domain/ids.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { RoomRef, VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { ANSWERS } from "../../schema/rooms/answer-keys.ts";
import { AnswersRoom } from "../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { OwnUndo } from "../../schema/rooms/own-undo.ts";
import { TranslationsRoom } from "../../schema/rooms/translations-room.ts";
import { serverClock } from "../api/server-clock.ts";
import type { Draft } from "../sync/draft.ts";
import type { KeptWork } from "../sync/kept-work.ts";
import { lateIn, placeKey, placesOf } from "../sync/places.ts";
import { RoomConnection, syncUrl, type RoomClosed } from "../sync/room-connection.ts";
import { RoomKeeper, type OpenRoom } from "../sync/room-keeper.ts";
import type { Screen } from "../sync/screening.ts";
import type { ForWhom } from "./for-whom.ts";
import type { SavedState } from "./view-model.ts";

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

/** A layer that is open here. */
export interface OpenLayer {
  room: LayerRoom;
  answers: AnswersRoom;
  undo: OwnUndo;
  right: "read" | "write";
}

/** A discussion that is open here. */
export interface OpenDiscussion {
  room: DiscussionRoom;
  undo: OwnUndo;
  right: "read" | "write";
}

/** Translations of passages in a room that is open here. */
export interface OpenTranslations {
  room: TranslationsRoom;
  undo: OwnUndo;
  right: "read" | "write";
}

export const openRoom: OpenRoom = (room, events, start) =>
  new RoomConnection(room, events, syncUrl(), WebSocket, start);

/** The rooms of one verdict by what they are for. What keeps them open, and the work in them, is `RoomKeeper`. */
export class VerdictRooms {
  private refs = new Map<string, RoomRef>();
  private readonly bound = new Map<string, Bound>();
  private readonly listener: RoomsListener;
  private readonly keeper: RoomKeeper;
  private readonly kept: KeptWork;
  private readonly stopWatching: () => void;
  private readonly me: MemberId;
  /** An open layer that is shown in place of the one that one works in. */
  private chosen: LayerId | null = null;

  constructor(me: MemberId, kept: KeptWork, listener: RoomsListener, connect: OpenRoom = openRoom) {
    this.me = me;
    this.listener = listener;
    this.kept = kept;
    this.keeper = new RoomKeeper(me, kept, connect, {
      onOpened: (key, connection) => this.bind(key, connection),
      onStatus: () => listener.onStatus(),
      onClients: (key) => this.changed(key),
      onClosed: (why) => listener.onClosed(why),
      onStale: () => listener.onStale(),
      screen: listener.screen,
    });
    this.stopWatching = kept.watch(() => listener.onStatus());
  }

  /** Opens what is new, closes what is no longer listed, keeps the rest. */
  sync(view: VerdictView): void {
    this.refs = new Map(view.rooms.map((ref) => [placeKey(ref), ref]));
    this.keeper.sync(placesOf(view, this.me), lateIn(view));
  }

  /** Shows this open layer; null = the one that one works in. Whether that changes which is shown. */
  choose(layer: LayerId | null): boolean {
    const before = this.layerRef?.[0];
    this.chosen = layer;
    return this.layerRef?.[0] !== before;
  }

  /** The layer that is shown: the one that one works in, the shared one or one's own in a blind round, or one that was chosen. */
  get layer(): OpenLayer | null {
    const [key, ref] = this.layerRef ?? [];
    const { layer, answers, undo } = (key && this.boundTo(key)) || {};
    return ref && layer && answers && undo ? { room: layer, answers, undo, right: ref.right } : null;
  }

  private get layerRef(): [key: string, ref: RoomRef & { kind: "layer" }] | null {
    for (const [key, ref] of this.refs) if (ref.kind === "layer" && ref.layer === this.chosen) return [key, ref];
    return this.workRef;
  }

  /** Of the newest round that has an open layer: shared layers of earlier ones stay open, to be read. */
  private get workRef(): [key: string, ref: RoomRef & { kind: "layer" }] | null {
    let newest: [string, RoomRef & { kind: "layer" }] | null = null;
    for (const [key, ref] of this.refs) {
      if (ref.kind !== "layer") continue;
      // One's own before the shared one, which is of no use to who codes.
      if (!newest || ref.round > newest[1].round || (ref.round === newest[1].round && ref.owner !== null))
        newest = [key, ref];
    }
    return newest;
  }

  get canTag(): boolean {
    return this.layer?.right === "write";
  }

  /** That of an audience; one's own threads, in the layer that one works in. */
  discussion(audience: ForWhom): OpenDiscussion | null {
    if (audience === "own") return this.ownDiscussion;
    for (const [key, ref] of this.refs) {
      if (ref.kind !== "discussion" || ref.audience !== audience) continue;
      const { discussion, undo } = this.boundTo(key) ?? {};
      if (discussion && undo) return { room: discussion, undo, right: ref.right };
    }
    return null;
  }

  private get ownDiscussion(): OpenDiscussion | null {
    const [key, ref] = this.layerRef ?? [];
    const { discussion, undo } = (key && ref?.owner === this.me && this.boundTo(key)) || {};
    return ref && discussion && undo ? { room: discussion, undo, right: ref.right } : null;
  }

  /** Translations in a discussion, or in the layer one works in. */
  translations(kind: "layer" | Audience): OpenTranslations | null {
    for (const [key, ref] of this.refs) {
      if ((ref.kind === "layer" ? this.layerKind(key) : ref.audience) !== kind) continue;
      const { translations, undo } = this.boundTo(key) ?? {};
      if (translations && undo) return { room: translations, undo, right: ref.right };
    }
    return null;
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

  get synced(): boolean {
    return this.keeper.connections.every(({ synced }) => synced);
  }

  /** Whether every room shows what the server said, now or when its copy was made. */
  get hasContent(): boolean {
    return this.keeper.connections.every(({ hasContent }) => hasContent);
  }

  /** The room in which presence is shown: the layer's; the discussion's where all layers are frozen. */
  get presenceRoom(): RoomConnection | null {
    const [key] = this.workRef ?? [];
    return key ? this.keeper.connection(key) : this.connectionOf("internal");
  }

  get drafts(): readonly Draft[] {
    return this.kept.drafts;
  }

  /** Writes a draft where it was meant to go; false where that is not open. */
  retry(draft: Draft): boolean {
    return this.keeper.retry(draft);
  }

  dropDraft(draft: Draft): void {
    this.kept.drop(draft.id);
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

  private changed(key: string): void {
    const ref = this.refs.get(key);
    if (ref?.kind === "layer") {
      this.listener.onLayer(null);
      this.listener.onAnswers(null);
    }
    if (ref) this.listener.onDiscussion();
    this.listener.onTranslations();
  }

  /** `layer` for the one that one works in. */
  private layerKind(key: string): "layer" | null {
    return this.layerRef?.[0] === key ? "layer" : null;
  }

  private boundTo(key: string): Bound | undefined {
    return this.keeper.connection(key) ? this.bound.get(key) : undefined;
  }

  private connectionOf(kind: "layer" | Audience): RoomConnection | null {
    for (const [key, ref] of this.refs)
      if ((ref.kind === "layer" ? this.layerKind(key) : ref.audience) === kind) return this.keeper.connection(key);
    return null;
  }
}

/** The answers to which changed keys belong. */
function entriesOf(keys: ReadonlySet<string>): Set<string> {
  return new Set([...keys].flatMap((key) => ANSWERS.split(key)?.entry ?? []));
}
