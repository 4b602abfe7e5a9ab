import type { TableId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { Pointer } from "../../../schema/protocol/http/workshops/workshops.ts";
import { knownPointers, type PointerEvent } from "./known-pointers.ts";

/** A pointer is sent at most this often. */
const EVERY_MS = 125;

export type FollowPlace = Omit<Pointer, "n" | "term">;

interface Needs {
  workshop: WorkshopId;
  /** The table that the reader works at now, whose chair they follow or are; null while all work together. */
  table(): TableId | null;
  /** The term under which this page's reader leads; null where somebody else does. */
  term(): number | null;
  /** Whether anybody is followed now. */
  isLed(): boolean;
  send(pointer: Pointer): Promise<void>;
  /** The server's time, in milliseconds. */
  now(): number;
  /** Whoever types, or has a dialog before them, is moved nowhere. */
  isTyping(): boolean;
  /** Shows where the holder is. */
  go(place: PointerEvent): void;
  onChange(): void;
}

/** Following who has the floor, and being followed, without a DOM. */
export class FollowModel {
  /** When everybody is taken to the holder, by the server's clock; null while nobody is called. */
  calledAt: number | null = null;
  private readonly needs: Needs;
  /** The place that was shown last. */
  private seen: PointerEvent | null = null;
  private next: FollowPlace | null = null;
  private sent = "";
  private n = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private calling: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: Needs) {
    this.needs = needs;
  }

  get pointer(): PointerEvent | null {
    return this.placeAt(this.needs.table() ?? this.needs.workshop);
  }

  private placeAt(where: TableId | WorkshopId): PointerEvent | null {
    return this.needs.isLed() ? knownPointers.of(where) : null;
  }

  get isFollowing(): boolean {
    return this.needs.term() === null && knownPointers.isFollowed(this.needs.workshop);
  }

  /** The reader followed, and went on by themselves. */
  get hasLeft(): boolean {
    return !this.isFollowing && knownPointers.wasFollowed(this.needs.workshop);
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.calling);
  }

  hear(event: ServerEvent): void {
    const { workshop, now, onChange } = this.needs;
    knownPointers.hear(event);
    if (event.type === "pointer" && event.workshop === workshop) {
      if (this.isFollowing && this.pointer !== this.seen) this.catchUp();
      this.seen = this.pointer;
      onChange();
    }
    if (event.type !== "call" || event.workshop !== workshop || this.needs.term() !== null) return;
    this.calledAt = Date.parse(event.at);
    clearTimeout(this.calling);
    this.calling = setTimeout(() => this.arrive(), Math.max(0, this.calledAt - now()));
    onChange();
  }

  /** The page stands here now, if its reader has the floor: others are told, the last place of several. */
  moved(place: FollowPlace): void {
    if (this.needs.term() === null) return;
    this.next = place;
    this.timer ??= setTimeout(() => this.send(), 0);
  }

  /** Its reader leads from now on: nobody knows yet where they are, if it is where they were before. */
  leads(): void {
    this.sent = "";
    this.next = null;
  }

  /** Goes where the holder is and stays with them, or leaves. */
  toggle(): void {
    const { workshop, onChange } = this.needs;
    const isFollowing = !this.isFollowing;
    knownPointers.follow(workshop, isFollowing);
    // Who asks to go is moved, at work or not.
    if (isFollowing && this.pointer) this.needs.go(this.pointer);
    onChange();
  }

  /** The reader goes on by themselves. */
  left(): void {
    if (!this.isFollowing) return;
    knownPointers.follow(this.needs.workshop, false);
    this.needs.onChange();
  }

  /** Whoever is called stays. */
  stay(): void {
    this.calledAt = null;
    clearTimeout(this.calling);
    this.needs.onChange();
  }

  /** Shows the place that is known now, on a page that has just come. */
  catchUp(): void {
    const { pointer } = this;
    if (pointer && !this.needs.isTyping()) this.needs.go(pointer);
  }

  private arrive(): void {
    this.calledAt = null;
    if (this.needs.table() !== null) this.look();
    else if (!this.needs.isTyping()) {
      knownPointers.follow(this.needs.workshop, true);
      this.catchUp();
    }
    this.needs.onChange();
  }

  /** At a table one looks where the holder is, and goes on with the table. */
  private look(): void {
    const pointer = this.placeAt(this.needs.workshop);
    if (pointer && !this.needs.isTyping()) this.needs.go(pointer);
  }

  private send(): void {
    this.timer = undefined;
    const { next } = this;
    const term = this.needs.term();
    const said = JSON.stringify([term, this.needs.table(), next]);
    if (!next || term === null || said === this.sent) return;
    this.sent = said;
    // A page that is opened anew under the same term goes on above what the one before has sent.
    this.n = Math.max(this.n + 1, Math.floor(this.needs.now()));
    // The next one says it again; a floor that has moved is told by its event.
    this.needs.send({ ...next, term, n: this.n }).catch(() => (this.sent = ""));
    this.timer = setTimeout(() => this.send(), EVERY_MS);
  }
}
