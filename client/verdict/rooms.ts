import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { RoomRef, VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { OwnUndo } from "../../schema/rooms/own-undo.ts";
import { lowerEntries, type LiftedEntry } from "../sync/lift.ts";
import { RoomConnection, type RoomClosed, type RoomEvents } from "../sync/room-connection.ts";
import type { SavedState } from "./view-model.ts";

/** A change that the server refused, kept for its author. */
export interface Draft {
  audience: Audience | "layer";
  entry: LiftedEntry;
}

export interface RoomsListener {
  /** Entries of the layer changed; null = all. */
  onLayer(ids: ReadonlySet<string> | null): void;
  onDiscussion(audience: Audience): void;
  onStatus(): void;
  onPresence(): void;
  /** The page must be told: sign in again, access gone, reload. */
  onClosed(why: RoomClosed): void;
  onDraft(draft: Draft): void;
}

interface Open {
  ref: RoomRef;
  connection: RoomConnection;
  layer: LayerRoom | null;
  discussion: DiscussionRoom | null;
  undo: OwnUndo;
}

/** Opens the connection to one room. */
export type OpenRoom = (room: RoomId, events: RoomEvents) => RoomConnection;

/** What reopens with its unsent work, and what the page must decide about. */
const REOPENS: ReadonlySet<RoomClosed> = new Set(["gone", "identity-conflict"]);

/** The open rooms of one verdict. `refetch` asks the server for the rooms again (new epoch, new right). */
export class VerdictRooms {
  private readonly open = new Map<string, Open>();
  private readonly listener: RoomsListener;
  private readonly refetch: () => void;
  private readonly connect: OpenRoom;
  /** Work lifted out of a room that is gone, by the key of the room that replaces it. */
  private readonly waiting = new Map<string, LiftedEntry[]>();

  constructor(
    listener: RoomsListener,
    refetch: () => void,
    connect: OpenRoom = (room, events) => new RoomConnection(room, events),
  ) {
    this.listener = listener;
    this.refetch = refetch;
    this.connect = connect;
  }

  /** Opens what is new, closes what is no longer listed, keeps the rest. */
  sync(view: VerdictView): void {
    const listed = new Map(view.rooms.map((ref) => [keyOf(ref), ref]));
    for (const [key, { ref, connection }] of this.open) {
      const now = listed.get(key);
      if (now && now.room === ref.room) continue;
      const lifted = connection.lift();
      if (now && lifted.length > 0) this.waiting.set(key, [...(this.waiting.get(key) ?? []), ...lifted]);
      connection.close();
      this.open.delete(key);
    }
    for (const [key, ref] of listed) {
      const open = this.open.get(key);
      if (open) open.ref = ref;
      else this.openRoom(key, ref);
    }
  }

  /** The layer one works in: the shared one, or one's own in a blind round. */
  get layer(): { room: LayerRoom; undo: OwnUndo; right: "read" | "write" } | null {
    for (const { layer, undo, ref } of this.open.values()) if (layer) return { room: layer, undo, right: ref.right };
    return null;
  }

  discussion(audience: Audience): { room: DiscussionRoom; undo: OwnUndo; right: "read" | "write" } | null {
    for (const { discussion, undo, ref } of this.open.values())
      if (discussion && ref.kind === "discussion" && ref.audience === audience)
        return { room: discussion, undo, right: ref.right };
    return null;
  }

  get audiences(): Audience[] {
    return [...this.open.values()].flatMap(({ ref }) => (ref.kind === "discussion" ? [ref.audience] : []));
  }

  memberOf(kind: "layer" | Audience, client: number): MemberId | null {
    return this.connectionOf(kind)?.memberOfClient.get(client) ?? null;
  }

  /** Whether this browser's document made the entry with this client id. */
  isOwnClient(kind: "layer" | Audience, client: number): boolean {
    return this.connectionOf(kind)?.doc.clientID === client;
  }

  isUnsaved(kind: "layer" | Audience, root: string, id: string): boolean {
    return this.connectionOf(kind)?.isUnsaved(root, id) ?? false;
  }

  get synced(): boolean {
    return [...this.open.values()].every(({ connection }) => connection.synced);
  }

  /** The room in which presence is shown: the layer's. */
  get presenceRoom(): RoomConnection | null {
    return this.connectionOf("layer");
  }

  get savedState(): SavedState {
    const connections = [...this.open.values()].map(({ connection }) => connection);
    const changes = connections.reduce((sum, connection) => sum + connection.changes, 0);
    const at = connections.reduce<Date | null>(
      (last, { lastSavedAt }) => (lastSavedAt && (!last || lastSavedAt > last) ? lastSavedAt : last),
      null,
    );
    if (connections.some(({ connected }) => !connected)) return { state: "offline", changes };
    if (connections.some(({ saved }) => !saved)) return { state: "saving", changes };
    return { state: "saved", at };
  }

  close(): void {
    for (const { connection } of this.open.values()) connection.close();
    this.open.clear();
  }

  private connectionOf(kind: "layer" | Audience): RoomConnection | null {
    for (const { ref, connection } of this.open.values())
      if (ref.kind === "layer" ? kind === "layer" : ref.audience === kind) return connection;
    return null;
  }

  private openRoom(key: string, ref: RoomRef): void {
    const connection: RoomConnection = this.connect(ref.room, {
      onStatus: () => {
        const lifted = this.waiting.get(key);
        // Lifted work goes back once the room's own state is there, so that what is known is not written twice.
        if (lifted && connection.synced) {
          this.waiting.delete(key);
          lowerEntries(connection.doc, lifted);
        }
        this.listener.onStatus();
      },
      onClients: () => (ref.kind === "layer" ? this.listener.onLayer(null) : this.listener.onDiscussion(ref.audience)),
      onClosed: (why, lifted) => this.onClosed(key, ref, connection, why, lifted),
    });
    const { doc } = connection;
    const layer = ref.kind === "layer" ? new LayerRoom(doc) : null;
    const discussion = ref.kind === "discussion" ? new DiscussionRoom(doc) : null;
    this.open.set(key, { ref, connection, layer, discussion, undo: new OwnUndo(doc, () => new Date().toISOString()) });
    layer?.observe((ids) => this.listener.onLayer(ids));
    if (ref.kind === "discussion") discussion?.observe(() => this.listener.onDiscussion(ref.audience));
    connection.provider.awareness.on("change", () => this.listener.onPresence());
    this.listener.onStatus();
  }

  private onClosed(
    key: string,
    ref: RoomRef,
    connection: RoomConnection,
    why: RoomClosed,
    lifted: LiftedEntry[],
  ): void {
    const open = this.open.get(key);
    if (open?.connection !== connection) return;
    connection.close();
    this.open.delete(key);
    if (REOPENS.has(why)) {
      if (lifted.length > 0) this.waiting.set(key, [...(this.waiting.get(key) ?? []), ...lifted]);
      // The same id again after an identity conflict (a new document has a new client id); a new id after an epoch.
      if (why === "identity-conflict") this.openRoom(key, ref);
      this.refetch();
      return;
    }
    if (why === "refused" || why === "too-large") {
      // The room is read again without the refused entries; those go to their author as drafts.
      for (const entry of lifted)
        this.listener.onDraft({ audience: ref.kind === "layer" ? "layer" : ref.audience, entry });
      this.openRoom(key, ref);
      return;
    }
    if (lifted.length > 0) {
      if (why === "sign-in-needed") this.waiting.set(key, lifted);
      else
        for (const entry of lifted)
          this.listener.onDraft({ audience: ref.kind === "layer" ? "layer" : ref.audience, entry });
    }
    this.listener.onClosed(why);
  }
}

function keyOf(ref: RoomRef): string {
  return ref.kind === "layer" ? `layer/${ref.layer}` : `discussion/${ref.audience}`;
}
