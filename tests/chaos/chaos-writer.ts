import { WebSocket } from "ws";
import * as Y from "yjs";
import type { AnnotationId, RoomId } from "../../schema/domain/ids.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { RoomConnection } from "../../client/sync/room-connection.ts";
import type { RoomClosed } from "../../client/sync/room-closed.ts";
import { CATEGORY, OTHER_CATEGORY, tag } from "../helpers/rooms/room-edits.ts";
import type { Seeded } from "../helpers/text/seeded.ts";
import { NOW } from "../helpers/store/store-fixture.ts";
import { TEXT_LENGTH, type Somebody } from "./network-on-disk.ts";

/** Own tags of one writer; later changes go to these. */
const MAX_TAGS = 250;
/** Changes that wait for the disk; with more the writer waits too. */
const MAX_PENDING = 12;

/**
 * The product's own client, without a browser, that writes as fast as it is acknowledged. It numbers what it writes into
 * the note of each of its tags, so that "at least number n of tag t must be there" can be asked of a disk or a document.
 */
export class ChaosWriter {
  readonly room: RoomId;
  /** What must be on disk: number of each tag that the client showed as saved, or that a colleague's client showed at all. */
  readonly promised = new Map<AnnotationId, number>();
  readonly closed: RoomClosed[] = [];
  /** How many changes were acknowledged. */
  saved = 0;
  connection: RoomConnection;
  readonly #serverUrl: string;
  readonly #who: Somebody;
  readonly #tellTest: () => void;
  readonly #watchers = new Set<() => void>();
  readonly #own: AnnotationId[] = [];
  readonly #pending = new Map<AnnotationId, number>();
  #count = 0;

  constructor(serverUrl: string, room: RoomId, who: Somebody, onChange: () => void = () => {}) {
    this.#serverUrl = serverUrl;
    this.room = room;
    this.#who = who;
    this.#tellTest = onChange;
    this.connection = this.#connect();
  }

  get doc(): Y.Doc {
    return this.connection.doc;
  }

  get isWaiting(): boolean {
    return this.#pending.size >= MAX_PENDING;
  }

  /** Nothing of it is on its way. */
  get isSettled(): boolean {
    return this.connection.connected && this.connection.saved && this.#pending.size === 0;
  }

  /** Waits until `isSo`, looking again whenever the connection says something. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#watchers.add(resolve));
  }

  /** One change of any kind. */
  write(random: Seeded): void {
    const layer = new LayerRoom(this.doc);
    if (random.chance(15)) {
      // A colleague's tag: contended fields must converge too.
      const ids = [...layer.entries.root.keys()] as AnnotationId[];
      if (ids.length > 0) layer.change(random.pick(ids), disturbance(random));
    } else this.writeOwn(random);
  }

  /** A new tag, or a new number in one of its own. */
  writeOwn(random: Seeded): void {
    const layer = new LayerRoom(this.doc);
    const note = `n${++this.#count}`;
    let id: AnnotationId;
    if (this.#own.length < MAX_TAGS && (this.#own.length === 0 || random.chance(40))) {
      id = tag(this.doc, random.below(TEXT_LENGTH - 5), note);
      this.#own.push(id);
    } else {
      id = random.pick(this.#own);
      layer.change(id, { note });
    }
    this.#pending.set(id, this.#count);
  }

  /** The tab crashes and opens anew: what was not acknowledged is lost, rightly. */
  crash(): void {
    this.connection.close();
    this.#pending.clear();
    this.#own.splice(0);
    this.connection = this.#connect();
  }

  close(): void {
    this.connection.close();
  }

  #connect(): RoomConnection {
    const { cookie } = this.#who;
    const origin = this.#serverUrl;
    class Socket extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { cookie, origin } });
        this.on("error", () => {});
      }
    }
    const connection: RoomConnection = new RoomConnection(
      this.room,
      {
        onStatus: () => this.#look(),
        onClients: () => {},
        onClosed: (why) => {
          this.closed.push(why);
          this.#onChange();
        },
      },
      `${this.#serverUrl.replace(/^http/, "ws")}/sync`,
      Socket as unknown as typeof globalThis.WebSocket,
    );
    // The test waits for the server anyway; the provider need not wait longer and longer.
    connection.provider.maxBackoffTime = 200;
    const layer = new LayerRoom(connection.doc);
    layer.observe((ids, transaction) => {
      for (const id of ids) {
        // A colleague's change of another field says nothing of one's own number.
        const isOwn = layer.annotation(id)?.writers["note"] === connection.doc.clientID;
        if (!transaction.local && !isOwn) this.#promise(id as AnnotationId, numberOf(layer, id));
      }
      this.#onChange();
    });
    return connection;
  }

  #look(): void {
    for (const [id, number] of this.#pending) {
      if (this.connection.isUnsaved("annotations", id)) continue;
      this.#pending.delete(id);
      this.saved++;
      this.#promise(id, number);
    }
    this.#onChange();
  }

  #onChange(): void {
    this.#tellTest();
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
  }

  #promise(id: AnnotationId, number: number): void {
    this.promised.set(id, Math.max(this.promised.get(id) ?? 0, number));
  }
}

/** The number that a tag's writer put into its note; 0 where there is no such tag. */
export function numberOf(layer: LayerRoom, id: string): number {
  const note = layer.annotation(id)?.note;
  return note === undefined ? 0 : Number(note.slice(1));
}

function disturbance(random: Seeded): Parameters<LayerRoom["change"]>[1] {
  switch (random.below(3)) {
    case 0:
      return { deleted: random.chance(50) ? NOW : null };
    case 1:
      return { category: random.pick([CATEGORY, OTHER_CATEGORY]) };
    default: {
      const start = random.below(TEXT_LENGTH - 5);
      return { anchor: { revision: 1, ranges: [{ start, end: start + 5 }] } };
    }
  }
}
