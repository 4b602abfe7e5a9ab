import { AnnotationId, type CategoryId, type MemberId, newId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { OwnSlip } from "../../../schema/protocol/http/workshops/slips.ts";
import { type SlipPlace, slipPlace } from "../../../schema/rooms/room-place.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { Draft } from "../../sync/draft.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import type { OpenRoom } from "../../sync/room-slot.ts";
import { SlipRoomHere, type ShownMark } from "./slip-room-here.ts";

/** What it rests on. */
export interface SlipNeeds {
  me: MemberId;
  /** What is kept of a slip on a verdict; `release` once it is not shown any more. */
  open(verdict: VerdictId, slip: SlipPlace): Promise<{ kept: PendingStore; release: () => void }>;
  connect: OpenRoom;
}

interface Listener {
  onChange(): void;
  /** The slip is to be asked for again. */
  onStale(): void;
  /** What was marked on a verdict that one may not code is gone. */
  onNoRoom(): void;
}

interface OpenRoomHere {
  room: SlipRoomHere;
  release: () => void;
}

/** A mark with the verdict that it is on. */
export interface SlipMark extends ShownMark {
  verdict: VerdictId;
}

/**
 * One's slip of one silence on this page, from the moment that this begins: what is marked before the server has opened it is held, and goes into
 * its rooms once they are open. Another silence has another one, so nothing of a slip is ever taken for the next.
 */
export class SlipOfPass {
  readonly pass: number;
  /** As the server has it; null until it has opened one. */
  own: OwnSlip | null = null;
  /** It is to be handed in as soon as all of it is with the server. */
  waitsToHandIn = false;
  /** What was marked and is in no room yet. */
  held: SlipMark[] = [];
  isHandingIn = false;
  /** One more at each word of the server on what was done with it: what was asked before that is older. */
  told = 0;
  /** It could not be opened, the server being out of reach. */
  isUnheard = false;
  private readonly needs: SlipNeeds;
  private readonly listener: Listener;
  private readonly rooms = new Map<VerdictId, OpenRoomHere>();
  private taking: Promise<void> = Promise.resolve();
  private isEnded = false;

  constructor(pass: number, needs: SlipNeeds, listener: Listener) {
    this.pass = pass;
    this.needs = needs;
    this.listener = listener;
  }

  /** With the server, and all of its rooms here. */
  get isOpen(): boolean {
    return this.own !== null && this.own.rooms.every(({ verdict }) => this.rooms.has(verdict));
  }

  /** Marks may be put on a verdict of it. */
  takes(verdict: VerdictId): boolean {
    return this.isOpen ? (this.rooms.get(verdict)?.room.canMark ?? false) : true;
  }

  get takesAny(): boolean {
    return !this.isOpen || [...this.rooms.values()].some(({ room }) => room.canMark);
  }

  /** The marks in it; once it is revealed, as they count. */
  get marks(): SlipMark[] {
    const { own } = this;
    if (own?.frozenAt)
      return own.marks.map((mark, i) => ({
        ...mark,
        id: `revealed-${i}` as AnnotationId,
        createdAt: own.frozenAt ?? "",
        isUnsent: false,
      }));
    return [...this.rooms].flatMap(([verdict, { room }]) => room.marks.map((mark) => ({ ...mark, verdict })));
  }

  mark(verdict: VerdictId, category: CategoryId, anchor: Anchor): void {
    const createdAt = serverClock.stamp();
    this.held.push({ id: newId(AnnotationId), verdict, category, anchor, createdAt, isUnsent: true });
    this.write();
  }

  unmark({ verdict, id }: Pick<SlipMark, "id" | "verdict">): void {
    if (this.held.some((mark) => mark.id === id)) this.held = this.held.filter((mark) => mark.id !== id);
    else this.rooms.get(verdict)?.room.remove(id);
    this.listener.onChange();
  }

  /** Own marks that the server does not have yet. */
  get unsent(): number {
    return [...this.rooms.values()].reduce((sum, { room }) => sum + room.changes, this.held.length);
  }

  /** Whether the server is in reach of it. */
  get isReached(): boolean {
    return this.isOpen && [...this.rooms.values()].every(({ room }) => room.isReached);
  }

  /** The connection is lost, not only on its way. */
  get isLost(): boolean {
    return this.isUnheard || [...this.rooms.values()].some(({ room }) => room.isLost);
  }

  /** Whether what is not sent outlives the page. */
  get isOnDevice(): boolean {
    return this.held.length === 0 && [...this.rooms.values()].every(({ room }) => room.isOnDevice);
  }

  /** What came after the reveal: it is kept, and counts nowhere. */
  get late(): { verdict: VerdictId; draft: Draft }[] {
    return [...this.rooms].flatMap(([verdict, { room }]) => room.drafts.map((draft) => ({ verdict, draft })));
  }

  dropLate(): void {
    for (const { verdict, draft } of this.late) this.rooms.get(verdict)?.room.dropDraft(draft);
    this.held = [];
    this.listener.onChange();
  }

  /** The server has it so: opens its rooms, one answer after the other. */
  take(own: OwnSlip | null): Promise<void> {
    return (this.taking = this.taking.then(() => this.takeNow(own)));
  }

  private async takeNow(own: OwnSlip | null): Promise<void> {
    if (this.isEnded) return;
    this.own = own;
    if (own) {
      this.isUnheard = false;
      const slip = slipPlace(own.id);
      for (const { verdict } of own.rooms) if (!this.rooms.has(verdict)) await this.open(verdict, slip);
    }
    for (const [verdict, { room }] of this.rooms)
      room.sync(own?.rooms.find((each) => each.verdict === verdict) ?? null);
    this.write();
  }

  private async open(verdict: VerdictId, slip: SlipPlace): Promise<void> {
    const { kept, release } = await this.needs.open(verdict, slip);
    if (this.isEnded) return release();
    this.rooms.set(verdict, {
      room: new SlipRoomHere(this.needs.me, slip, kept, this.needs.connect, this.listener),
      release,
    });
  }

  /** What is held goes into the rooms that take it. */
  private write(): void {
    const { own } = this;
    if (own && this.isOpen) {
      if (this.held.some(({ verdict }) => !this.rooms.has(verdict))) this.listener.onNoRoom();
      this.held = this.held.filter(({ verdict, category, anchor }) => {
        const room = this.rooms.get(verdict)?.room;
        return room !== undefined && !room.add(category, own.edition, anchor);
      });
    }
    this.listener.onChange();
  }

  /** The silence is over for good: what has not gone counts nowhere. */
  end(): void {
    for (const { room } of this.rooms.values()) room.sync(null);
    this.close();
  }

  /** It is not shown any more; what has not gone is sent by whatever shows it next. */
  close(): void {
    this.isEnded = true;
    for (const { room, release } of this.rooms.values()) {
      room.close();
      release();
    }
    this.rooms.clear();
  }
}
