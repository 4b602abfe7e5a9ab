import type { AnnotationId, CategoryId, MemberId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import { isCodedNow, needsPassages } from "../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { OwnSlip, StepEdition, StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import { type SlipPlace, slipPlace } from "../../../schema/rooms/room-place.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { mayPass } from "../../api/http.ts";
import { handInSlip, openSlip, readEdition, readSlips, showSlip } from "../../api/workshops/slips.ts";
import type { Draft } from "../../sync/draft.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import type { OpenRoom } from "../../sync/room-slot.ts";
import { SlipRoomHere, type ShownMark } from "./slip-room-here.ts";

/** What was begun and found nobody in reach is begun again after this. */
const AGAIN_MS = 1000;
/** What an event tells of is asked for so soon, and by thirty pages not at once. */
const SOON_MS = 100;
const APART_MS = 600;

/** What of a step its slips depend on. */
export type CodedStep = Partial<Pick<Step, "prepared">> & Pick<Step, "endedAt" | "id" | "kind" | "phase">;

interface Needs {
  workshop: WorkshopId;
  me: MemberId;
  /** What is kept of a slip on a verdict; `release` once it is not shown any more. */
  open(verdict: VerdictId, slip: SlipPlace): Promise<{ kept: PendingStore; release: () => void }>;
  connect: OpenRoom;
  /** Something shown has changed. */
  onChange(): void;
}

interface OpenRoomHere {
  slip: SlipPlace;
  room: SlipRoomHere;
  release: () => void;
}

/** A mark with the verdict that it is on. */
export interface SlipMark extends ShownMark {
  verdict: VerdictId;
}

/** The slips of a step as a page shows them, without a DOM: one's own with its rooms, how many are in, and what they say. */
export class SlipModel {
  /** Null until the server has answered, and in steps where nobody codes. */
  slips: StepSlips | null = null;
  /** What is coded; null before the first silence. */
  edition: StepEdition | null = null;
  /** One's own of the pass under way. */
  own: OwnSlip | null = null;
  /** One follows, and codes nothing. */
  codesNothing = false;
  /** It is to be handed in as soon as all of it is with the server. */
  waitsToHandIn = false;
  /** Why the last command changed nothing. */
  refused: unknown = null;
  private readonly needs: Needs;
  private readonly rooms = new Map<VerdictId, OpenRoomHere>();
  private step: CodedStep | null = null;
  private isSeated = false;
  private isRunning = false;
  private isDue = false;
  private isHandingIn = false;
  private isStopped = false;
  private again: ReturnType<typeof setTimeout> | undefined;
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: Needs) {
    this.needs = needs;
  }

  /** The workshop stands so now, of which no step is under way any more where it is closed: how its slips stand is asked for. */
  show(isSeated: boolean, step: CodedStep | null): void {
    // While a calibration is read it is said who sets its key.
    const isCoding = step !== null && needsPassages(step.kind) && (step.phase !== "read" || step.kind === "calibrate");
    const before = this.step;
    this.step = isCoding ? step : null;
    this.isSeated = isSeated;
    if (before && before.id !== this.step?.id) this.forget();
    if (this.step) void this.load();
  }

  /** That somebody handed in, or shows their slip, moves nothing else of the workshop: its event alone tells of it. */
  hear(event: ServerEvent): void {
    const isOurs = event.type === "workshop" && event.workshop === this.needs.workshop;
    if (!this.step || !(isOurs || event.type === "hello")) return;
    this.soon ??= setTimeout(
      () => {
        this.soon = undefined;
        void this.load();
      },
      SOON_MS + Math.random() * APART_MS,
    );
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.again);
    clearTimeout(this.soon);
    this.closeRooms();
  }

  /** Marks come into slips now. */
  get isCoded(): boolean {
    return this.step !== null && isCodedNow(this.step);
  }

  /** Silence is over, and what was marked is on its way: nothing more is marked. Handed in it is waited for no longer. */
  get isClosed(): boolean {
    return this.step?.phase === "closed";
  }

  get isHandedIn(): boolean {
    return (this.own?.handedInAt ?? null) !== null;
  }

  get isRevealed(): boolean {
    return (this.own?.frozenAt ?? null) !== null;
  }

  get canMark(): boolean {
    const isOver = this.isClosed || this.isHandedIn || this.waitsToHandIn;
    return this.isCoded && !isOver && [...this.rooms.values()].some(isOpenForMarks);
  }

  mayMarkOn(verdict: VerdictId): boolean {
    return this.canMark && (this.rooms.get(verdict)?.room.canMark ?? false);
  }

  /** One's own marks; once it is revealed, as they count. */
  get marks(): SlipMark[] {
    if (this.own && this.isRevealed)
      return this.own.marks.map((mark, i) => ({
        ...mark,
        id: `revealed-${i}` as AnnotationId,
        createdAt: this.own?.frozenAt ?? "",
        isUnsent: false,
      }));
    return [...this.rooms].flatMap(([verdict, { room }]) => room.marks.map((mark) => ({ ...mark, verdict })));
  }

  mark(verdict: VerdictId, category: CategoryId, anchor: Anchor): AnnotationId | null {
    return this.own && this.canMark
      ? (this.rooms.get(verdict)?.room.add(category, this.own.edition, anchor) ?? null)
      : null;
  }

  unmark({ verdict, id }: Pick<SlipMark, "id" | "verdict">): void {
    if (this.canMark) this.rooms.get(verdict)?.room.remove(id);
  }

  /** Own marks that the server does not have yet. */
  get unsent(): number {
    return [...this.rooms.values()].reduce((sum, { room }) => sum + room.changes, 0);
  }

  /** Whether the server is in reach of one's slip. */
  get isReached(): boolean {
    return [...this.rooms.values()].every(({ room }) => room.isReached);
  }

  /** The connection is lost, not only on its way. */
  get isLost(): boolean {
    return [...this.rooms.values()].some(({ room }) => room.isLost);
  }

  /** Whether what is not sent outlives the page. */
  get isOnDevice(): boolean {
    return [...this.rooms.values()].every(({ room }) => room.isOnDevice);
  }

  /** What came after the reveal: it is kept, and counts nowhere. */
  get late(): { verdict: VerdictId; draft: Draft }[] {
    return [...this.rooms].flatMap(([verdict, { room }]) => room.drafts.map((draft) => ({ verdict, draft })));
  }

  dropLate({ verdict, draft }: { verdict: VerdictId; draft: Draft }): void {
    this.rooms.get(verdict)?.room.dropDraft(draft);
  }

  /** Hands the slip in: at once, or as soon as all of it is with the server. */
  handIn(): void {
    if (!this.own || this.isHandedIn) return;
    this.refused = null;
    this.waitsToHandIn = true;
    this.changed();
  }

  async takeBack(): Promise<void> {
    if (this.waitsToHandIn) {
      this.waitsToHandIn = false;
      return this.changed();
    }
    await this.say((own) => handInSlip(this.needs.workshop, own.step, own.pass, false));
  }

  /** One shows one's own as one's own, or no more. */
  async showMine(shown: boolean): Promise<void> {
    await this.say((own) => showSlip(this.needs.workshop, own.step, own.pass, shown));
  }

  /** Asks how they stand; what is asked meanwhile is asked once more after it. Never rejects. */
  async load(): Promise<void> {
    this.isDue = true;
    if (this.isRunning) return;
    this.isRunning = true;
    while (this.isDue && !this.isStopped) {
      this.isDue = false;
      try {
        await this.loadOnce();
      } catch (error) {
        if (mayPass(error)) this.loadLater();
        else this.refused = error;
      }
      this.changed();
    }
    this.isRunning = false;
  }

  private async loadOnce(): Promise<void> {
    const { step } = this;
    const { workshop } = this.needs;
    if (!step) return;
    const slips = await readSlips(workshop, step.id);
    if (this.isOther(step)) return;
    const isMine = slips.own !== null && slips.own.pass === slips.pass;
    let own = isMine ? slips.own : null;
    if (!own && this.isCoded && this.isSeated && slips.pass > 0) own = await this.openOwn(step);
    if (slips.pass > 0 && (this.edition === null || (this.slips?.pass ?? 0) < slips.pass))
      this.edition = await readEdition(workshop, step.id);
    if (this.isOther(step)) return;
    this.slips = slips;
    await this.take(own);
  }

  private async openOwn(step: CodedStep): Promise<OwnSlip | null> {
    try {
      this.codesNothing = false;
      return await openSlip(this.needs.workshop, step.id);
    } catch (error) {
      if (mayPass(error)) throw error;
      // A reader follows; and who came as the slips were revealed has none.
      this.codesNothing = true;
      return null;
    }
  }

  /** Opens the rooms of one's slip, and closes those of one that is not coded any more. */
  private async take(own: OwnSlip | null): Promise<void> {
    if (own?.id !== this.own?.id) {
      this.waitsToHandIn = false;
      for (const { room } of this.rooms.values()) room.sync(null);
      this.closeRooms();
    }
    this.own = own;
    if (!own) return;
    const slip = slipPlace(own.id);
    for (const { verdict } of own.rooms)
      if (!this.rooms.has(verdict)) {
        const { kept, release } = await this.needs.open(verdict, slip);
        if (this.isStopped || this.own?.id !== own.id) return release();
        const listener = { onChange: () => this.changed(), onStale: () => void this.load() };
        const room = new SlipRoomHere(this.needs.me, slip, kept, this.needs.connect, listener);
        this.rooms.set(verdict, { slip, room, release });
      }
    for (const [verdict, { room }] of this.rooms) room.sync(own.rooms.find((each) => each.verdict === verdict) ?? null);
  }

  private async say(command: (own: OwnSlip) => Promise<OwnSlip>): Promise<void> {
    const { own } = this;
    if (!own) return;
    this.refused = null;
    try {
      await this.take(await command(own));
    } catch (error) {
      this.refused = error;
    }
    await this.load();
  }

  /** What was sent before it counts: so nothing of it may still be on its way. */
  private async handInNow(): Promise<void> {
    const { own } = this;
    if (!own || !this.waitsToHandIn || this.isHandingIn || !this.isReached || this.unsent > 0) return;
    this.isHandingIn = true;
    try {
      const handed = await handInSlip(this.needs.workshop, own.step, own.pass, true);
      this.waitsToHandIn = this.isHandingIn = false;
      await this.take(handed);
    } catch (error) {
      // Tried again with what is asked for then.
      if (mayPass(error)) return this.loadLater();
      this.waitsToHandIn = this.isHandingIn = false;
      this.refused = error;
    }
    void this.load();
    this.changed();
  }

  private loadLater(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      this.isHandingIn = false;
      void this.load();
    }, AGAIN_MS);
  }

  private isOther({ id }: CodedStep): boolean {
    return this.isStopped || this.step?.id !== id;
  }

  private forget(): void {
    this.slips = this.edition = this.own = this.refused = null;
    this.codesNothing = this.waitsToHandIn = false;
    this.closeRooms();
  }

  private closeRooms(): void {
    for (const { room, release } of this.rooms.values()) {
      room.close();
      release();
    }
    this.rooms.clear();
  }

  private changed(): void {
    if (this.isStopped) return;
    void this.handInNow();
    this.needs.onChange();
  }
}

const isOpenForMarks = ({ room }: OpenRoomHere): boolean => room.canMark;
