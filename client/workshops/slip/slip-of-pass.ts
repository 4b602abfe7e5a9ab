import type { MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { marksOf, type OwnSlip } from "../../../schema/protocol/http/workshops/slips.ts";
import { type Silence, type SlipPlace, slipPlace } from "../../../schema/rooms/room-place.ts";
import type { EntryChange } from "../../sync/batch.ts";
import type { Draft } from "../../sync/draft.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import type { OpenRoom } from "../../sync/room-slot.ts";
import { entriesOf, marksIn, type NewMark, SlipRoomHere, type ShownMark } from "./slip-room-here.ts";

/** What it rests on. */
export interface SlipNeeds {
  me: MemberId;
  /** What is kept of a slip on a verdict; `release` once it is not shown any more: what has not gone is sent from elsewhere then. */
  open(verdict: VerdictId, slip: SlipPlace): Promise<{ kept: PendingStore; release: () => void }>;
  connect: OpenRoom;
}

interface Listener {
  onChange(): void;
  /** The slip is to be asked for again. */
  onStale(): void;
  /** What was marked on a verdict that one may not code is set aside. */
  onNoRoom(): void;
}

interface SlipHere {
  room: SlipRoomHere;
  release: () => void;
}

/** A mark with the verdict that it is on. */
export interface SlipMark extends ShownMark {
  verdict: VerdictId;
}

/**
 * One's slip of one silence on this page. It lies under the silence, so it is there from the moment that this begins: what is marked is kept at
 * once, and goes into its rooms once the server has opened them. Another silence has another one, so nothing of a slip is ever taken for the next.
 */
export class SlipOfPass {
  readonly pass: number;
  /** As the server has it; null until it has opened one. */
  own: OwnSlip | null = null;
  /** It is to be handed in as soon as all of it is with the server. */
  waitsToHandIn = false;
  isHandingIn = false;
  /** One more at each word of the server on what was done with it: what was asked before that is older. */
  told = 0;
  /** It could not be opened, the server being out of reach. */
  isUnheard = false;
  /** Why the server opens none, for good as far as it says. */
  refusal: unknown = null;
  private readonly place: SlipPlace;
  private readonly needs: SlipNeeds;
  private readonly listener: Listener;
  private readonly here = new Map<VerdictId, SlipHere>();
  private readonly opening = new Map<VerdictId, Promise<void>>();
  /** Marked while what is kept of its verdict is being read: it is kept right after. */
  private early: { verdict: VerdictId; entries: EntryChange[] }[] = [];
  private taking: Promise<void> = Promise.resolve();
  private hasTaken = false;
  /** The silence is over for good. */
  private isOver = false;
  private isClosed = false;

  constructor(silence: Silence, needs: SlipNeeds, listener: Listener) {
    this.pass = silence.pass;
    this.place = slipPlace(silence);
    this.needs = needs;
    this.listener = listener;
  }

  /** What waits here of marks on a verdict is shown, and more may be put on it. Never rejects. */
  async expect(verdict: VerdictId): Promise<void> {
    if (this.isClosed || this.here.has(verdict)) return;
    const opening = this.opening.get(verdict) ?? this.open(verdict);
    this.opening.set(verdict, opening);
    // The device did not give it: it is asked again with the next mark, or answer of the server.
    await opening.catch(() => this.opening.delete(verdict));
  }

  /** With the server, and all of its rooms here. */
  get isOpen(): boolean {
    return (
      this.hasTaken &&
      this.own !== null &&
      this.own.rooms.every(({ verdict }) => this.here.get(verdict)?.room.isListed ?? false)
    );
  }

  /** Marks may be put on a verdict of it. */
  takes(verdict: VerdictId): boolean {
    return this.isOpen ? (this.here.get(verdict)?.room.canMark ?? false) : true;
  }

  get takesAny(): boolean {
    return !this.isOpen || this.rooms.some((room) => room.canMark);
  }

  /** The marks in it; once it is revealed, as they count. */
  get marks(): SlipMark[] {
    const { own } = this;
    if (own?.frozenAt)
      return own.marks.map((mark) => ({
        ...mark,
        createdAt: own.frozenAt ?? "",
        isUnsent: false,
      }));
    return [...this.here].flatMap(([verdict, { room }]) => room.marks.map((mark) => ({ ...mark, verdict })));
  }

  /** What was marked and is in no room yet. */
  get held(): SlipMark[] {
    const kept = [...this.here].flatMap(([verdict, { room }]) => room.ahead.map((mark) => ({ ...mark, verdict })));
    return [
      ...kept,
      ...this.early.flatMap(({ verdict, entries }) => marksIn(entries).map((mark) => ({ ...mark, verdict }))),
    ];
  }

  mark(verdict: VerdictId, mark: NewMark): void {
    const here = this.here.get(verdict);
    if (here) here.room.add(mark);
    else {
      this.early.push({ verdict, entries: entriesOf(mark) });
      void this.expect(verdict);
    }
    this.listener.onChange();
  }

  unmark({ verdict, id }: Pick<SlipMark, "id" | "verdict">): void {
    this.early = this.early.filter(({ entries }) => !entries.some((entry) => entry.id === id));
    this.here.get(verdict)?.room.remove(id);
    this.listener.onChange();
  }

  /** Own marks that the server does not have yet. */
  get unsent(): number {
    return this.rooms.reduce((sum, room) => sum + room.changes, this.early.length);
  }

  /** Whether the server is in reach of it. */
  get isReached(): boolean {
    return this.isOpen && this.rooms.every((room) => room.isReached);
  }

  /** The connection is lost, not only on its way. */
  get isLost(): boolean {
    return this.isUnheard || this.rooms.some((room) => room.isLost);
  }

  /** Whether what is not sent outlives the page. */
  get isOnDevice(): boolean {
    return this.rooms.every((room) => room.isOnDevice);
  }

  /** Whether all of that is where it outlives the page by now. */
  get isKept(): boolean {
    return this.early.length === 0 && this.rooms.every((room) => room.isKept);
  }

  /** What came after the reveal: it is kept, and counts nowhere. */
  get late(): { verdict: VerdictId; draft: Draft }[] {
    return [...this.here].flatMap(([verdict, { room }]) => room.drafts.map((draft) => ({ verdict, draft })));
  }

  dropLate(): void {
    for (const { verdict, draft } of this.late) this.here.get(verdict)?.room.dropDraft(draft);
    this.listener.onChange();
  }

  /** The server has it so: opens its rooms, one answer after the other. `isOver`: none is opened any more. */
  take(own: OwnSlip | null, isOver = false): Promise<void> {
    return (this.taking = this.taking.then(() => {
      this.isOver = isOver;
      return this.takeNow(own);
    }));
  }

  private async takeNow(own: OwnSlip | null): Promise<void> {
    if (this.isClosed) return;
    const had = this.own;
    this.own = own;
    if (own) {
      this.isUnheard = false;
      this.refusal = null;
      for (const { verdict } of own.rooms) await this.expect(verdict);
      this.hasTaken = true;
    }
    // Before one is opened nothing follows from there being none.
    if (own || had || this.isOver)
      for (const [verdict, { room }] of this.here) {
        if (own?.frozenAt === null && this.roomOf(verdict) === null && room.changes > 0) this.listener.onNoRoom();
        this.syncRoom(verdict, room);
      }
    this.listener.onChange();
  }

  private async open(verdict: VerdictId): Promise<void> {
    const { kept, release } = await this.needs.open(verdict, this.place);
    const room = new SlipRoomHere(this.needs.me, this.place, kept, this.needs.connect, this.listener);
    // Also where the page has gone on meanwhile.
    for (const { entries } of this.early.filter((each) => each.verdict === verdict)) room.addAhead(entries);
    this.early = this.early.filter((each) => each.verdict !== verdict);
    this.here.set(verdict, { room, release });
    if (this.isOver) this.syncRoom(verdict, room);
    if (this.isClosed) this.closeRooms();
    this.listener.onChange();
  }

  private syncRoom(verdict: VerdictId, room: SlipRoomHere): void {
    room.sync(this.roomOf(verdict), this.own && marksOf(this.own, verdict));
  }

  /** As the server lists it; null where it lists none. */
  private roomOf(verdict: VerdictId): OwnSlip["rooms"][number] | null {
    return this.own?.rooms.find((each) => each.verdict === verdict) ?? null;
  }

  /** It is not shown any more: what has not gone is sent from elsewhere, or set aside there where the silence is over. */
  close(): void {
    this.isClosed = true;
    this.closeRooms();
  }

  private closeRooms(): void {
    for (const { room, release } of this.here.values()) {
      room.close();
      release();
    }
    this.here.clear();
  }

  private get rooms(): SlipRoomHere[] {
    return [...this.here.values()].map(({ room }) => room);
  }
}
