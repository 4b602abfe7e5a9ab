import type { CategoryId, SeatId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import { isCodedNow, needsPassages } from "../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { OwnSlip, StepEdition, StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { isOutOfReach, mayPass, ProblemError } from "../../api/http.ts";
import { handInSlip, openSlip, readEdition, readSlips, showSlip } from "../../api/workshops/slips.ts";
import type { Draft } from "../../sync/draft.ts";
import { type SlipMark, type SlipNeeds, SlipOfPass } from "./slip-of-pass.ts";

/** What was begun and found nobody in reach is begun again after this. */
const AGAIN_MS = 1000;
/** What an event tells of is asked for so soon, and by thirty pages not at once. */
const SOON_MS = 100;
const APART_MS = 600;

/** What of a step its slips depend on. */
export type CodedStep = Partial<Pick<Step, "prepared">> &
  Pick<Step, "edition" | "endedAt" | "id" | "kind" | "pass" | "phase"> & {
    passages: readonly { verdict: VerdictId }[];
  };

interface Needs extends SlipNeeds {
  workshop: WorkshopId;
  /** Something shown has changed. */
  onChange(): void;
}

/** Which slips are in while they are coded. */
export interface SlipsIn {
  whose: readonly SeatId[];
  /** By the same answer: who has sat down since the rest of the page was read is in it, too. */
  areAll: boolean;
}

/** The slips of a step as a page shows them, without a DOM: one's own with its rooms, how many are in, and what they say. */
export class SlipModel {
  /** Null until the server has answered, and in steps where nobody codes. */
  slips: StepSlips | null = null;
  /** One follows, and codes nothing. */
  codesNothing = false;
  /** Why the last command changed nothing. */
  refused: unknown = null;
  private readonly needs: Needs;
  private step: CodedStep | null = null;
  /** One's slip of the pass that the step is in: another pass has another one. */
  private mine: SlipOfPass | null = null;
  private known: StepEdition | null = null;
  private isSeated = false;
  /** For which slip it is asked how they stand, and whether it is to be asked once more. */
  private asking: SlipOfPass | null = null;
  private isDue = false;
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
    if (before?.id !== this.step?.id) this.forget();
    if (this.mine && this.mine.pass !== this.step?.pass) this.begin();
    this.mine ??= this.step && this.slipOf(this.step);
    // What waits here of it is shown again.
    if (this.isCoded && isSeated) for (const { verdict } of step?.passages ?? []) void this.mine?.expect(verdict);
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
    this.mine?.close();
  }

  /** One's own of the pass under way. */
  get own(): OwnSlip | null {
    return this.mine?.own ?? null;
  }

  /** What is coded; null before the first silence, and until it is read. */
  get edition(): StepEdition | null {
    return this.known?.number === this.step?.edition ? this.known : null;
  }

  /** How slips of the pass under way stand. */
  get slipsNow(): StepSlips | null {
    return this.slips?.pass === this.step?.pass ? this.slips : null;
  }

  /** For who may know of it, while somebody codes; null else. */
  get slipsIn(): SlipsIn | null {
    const { whose, seats } = (this.isCoded ? this.slipsNow : null) ?? {};
    return whose && seats !== undefined ? { whose, areAll: whose.length >= seats } : null;
  }

  /** Marks come into slips now. */
  get isCoded(): boolean {
    return this.step !== null && isCodedNow(this.step);
  }

  /** Silence is over, and what was marked is on its way: nothing more is marked. Handed in it is waited for no longer. */
  get isClosed(): boolean {
    return this.step?.phase === "closed";
  }

  /** One has a slip, and the server has not opened it yet: what is marked meanwhile goes into it. */
  get isOpening(): boolean {
    const { mine } = this;
    return this.isCoded && this.isSeated && !this.codesNothing && mine !== null && !mine.isOpen && !mine.refusal;
  }

  /** Why one has none, though one has a seat: as long as the server says so. */
  get notOpened(): unknown {
    return this.isCoded && this.isSeated ? (this.mine?.refusal ?? null) : null;
  }

  get isHandedIn(): boolean {
    return (this.own?.handedInAt ?? null) !== null;
  }

  get isRevealed(): boolean {
    return (this.own?.frozenAt ?? null) !== null;
  }

  /** It is to be handed in as soon as all of it is with the server. */
  get waitsToHandIn(): boolean {
    return this.isCoded && (this.mine?.waitsToHandIn ?? false);
  }

  get canMark(): boolean {
    const isOver = this.isClosed || this.isHandedIn || this.waitsToHandIn;
    return this.isCoded && !isOver && (this.isOpening || (this.own !== null && (this.mine?.takesAny ?? false)));
  }

  mayMarkOn(verdict: VerdictId): boolean {
    return this.canMark && (this.mine?.takes(verdict) ?? false);
  }

  /** One's own marks; once it is revealed, as they count. */
  get marks(): SlipMark[] {
    return [...(this.mine?.marks ?? []), ...(this.isCoded ? (this.mine?.held ?? []) : [])];
  }

  mark(verdict: VerdictId, category: CategoryId, anchor: Anchor): void {
    const edition = this.step?.edition ?? null;
    if (edition !== null && this.mayMarkOn(verdict)) this.mine?.mark(verdict, { category, edition, anchor });
  }

  unmark(mark: Pick<SlipMark, "id" | "verdict">): void {
    if (this.canMark) this.mine?.unmark(mark);
  }

  /** Own marks that the server does not have yet. */
  get unsent(): number {
    return this.mine?.unsent ?? 0;
  }

  /** Whether the server is in reach of one's slip. */
  get isReached(): boolean {
    return this.mine?.isReached ?? false;
  }

  /** The connection is lost, not only on its way. */
  get isLost(): boolean {
    return this.mine?.isLost ?? false;
  }

  /** Whether what is not sent outlives the page. */
  get isOnDevice(): boolean {
    return this.mine?.isOnDevice ?? true;
  }

  /** Whether all of it is where it outlives the page by now. */
  get isKept(): boolean {
    return this.mine?.isKept ?? true;
  }

  /** What came after the reveal: it is kept, and counts nowhere. */
  get late(): { verdict: VerdictId; draft: Draft }[] {
    return this.mine?.late ?? [];
  }

  /** How many marks came after the reveal; those too for which no slip was opened in time. */
  get tooLate(): number {
    return this.late.length + (this.isCoded ? 0 : (this.mine?.held.length ?? 0));
  }

  dropLate(): void {
    if (!this.isCoded) for (const mark of this.mine?.held ?? []) this.mine?.unmark(mark);
    this.mine?.dropLate();
  }

  /** Hands the slip in: at once, or as soon as it is open and all of it is with the server. */
  handIn(): void {
    if (!this.mine || this.isHandedIn || !(this.own || this.isOpening)) return;
    this.refused = null;
    this.mine.waitsToHandIn = true;
    this.changed();
  }

  async takeBack(): Promise<void> {
    if (this.mine && this.waitsToHandIn) {
      this.mine.waitsToHandIn = false;
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
    const { mine } = this;
    this.isDue = true;
    if (!mine || this.asking === mine) return;
    this.asking = mine;
    while (this.isDue && this.isShown(mine)) {
      this.isDue = false;
      await this.loadOnce(mine);
      this.changed();
    }
    if (this.asking === mine) this.asking = null;
  }

  /** Each for itself: a slip is opened while it is still asked how many are in. */
  private async loadOnce(mine: SlipOfPass): Promise<void> {
    const { step } = this;
    if (!step) return;
    const asked = await Promise.allSettled([
      this.openOwn(mine, step),
      this.loadEdition(mine, step),
      this.loadSlips(mine, step),
    ]);
    if (!this.isShown(mine)) return;
    for (const each of asked) {
      if (each.status === "fulfilled") continue;
      // The page has not heard yet that the workshop has gone on; or it goes on as it is asked.
      if (mayPass(each.reason) || hasMoved(each.reason)) this.loadLater();
      else this.refused = each.reason;
    }
  }

  private async loadSlips(mine: SlipOfPass, { id }: CodedStep): Promise<void> {
    const { told } = mine;
    const slips = await readSlips(this.needs.workshop, id);
    if (!this.isShown(mine)) return;
    this.slips = slips;
    if (mine.told === told && slips.pass === mine.pass)
      await mine.take(slips.own?.pass === mine.pass ? slips.own : null, !this.isCoded);
    this.changed();
  }

  private async loadEdition(mine: SlipOfPass, { id, edition }: CodedStep): Promise<void> {
    if (edition === null || this.known?.number === edition) return;
    const known = await readEdition(this.needs.workshop, id);
    if (!this.isShown(mine)) return;
    this.known = known;
    this.changed();
  }

  private async openOwn(mine: SlipOfPass, { id }: CodedStep): Promise<void> {
    if (!this.isCoded || !this.isSeated || mine.own) return;
    try {
      await this.takeTold(mine, await openSlip(this.needs.workshop, id));
      this.codesNothing = false;
    } catch (error) {
      mine.isUnheard = isOutOfReach(error);
      mine.refusal = null;
      if (mayPass(error) || hasMoved(error)) throw error;
      // A reader follows.
      if (error instanceof ProblemError && error.code === "not-allowed") this.codesNothing = this.isShown(mine);
      else mine.refusal = error;
    }
    this.changed();
  }

  /** What the server says of a slip as it does something with it is newer than what was asked before. */
  private async takeTold(mine: SlipOfPass, own: OwnSlip): Promise<void> {
    mine.told++;
    if (own.pass === mine.pass) await mine.take(own);
  }

  private async say(command: (own: OwnSlip) => Promise<OwnSlip>): Promise<void> {
    const { mine } = this;
    if (!mine?.own) return;
    this.refused = null;
    try {
      await this.takeTold(mine, await command(mine.own));
    } catch (error) {
      if (this.isShown(mine)) this.refused = error;
    }
    await this.load();
  }

  /** What was sent before it counts: so nothing of it may still be on its way. */
  private async handInNow(): Promise<void> {
    const { mine } = this;
    if (!this.waitsToHandIn || !mine?.own || mine.isHandingIn || !mine.isReached || mine.unsent > 0) return;
    mine.isHandingIn = true;
    const { step, pass } = mine.own;
    try {
      const handed = await handInSlip(this.needs.workshop, step, pass, true);
      mine.waitsToHandIn = mine.isHandingIn = false;
      await this.takeTold(mine, handed);
    } catch (error) {
      // Tried again with what is asked for then.
      if (mayPass(error)) return this.loadLater();
      mine.waitsToHandIn = mine.isHandingIn = false;
      // Revealed meanwhile: what has come of it counts, handed in or not.
      if (this.isShown(mine) && !hasMoved(error)) this.refused = error;
    }
    void this.load();
    this.changed();
  }

  private loadLater(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      if (this.mine) this.mine.isHandingIn = false;
      void this.load();
    }, AGAIN_MS);
  }

  private isShown(mine: SlipOfPass): boolean {
    return !this.isStopped && this.mine === mine;
  }

  private slipOf({ id, pass }: CodedStep): SlipOfPass {
    return new SlipOfPass({ workshop: this.needs.workshop, step: id, pass }, this.needs, {
      onChange: () => this.changed(),
      onStale: () => void this.load(),
      onNoRoom: () => (this.refused = new ProblemError("not-allowed")),
    });
  }

  private begin(): void {
    this.mine?.close();
    this.mine = this.refused = null;
    this.codesNothing = false;
  }

  private forget(): void {
    this.begin();
    this.slips = this.known = null;
  }

  private changed(): void {
    if (this.isStopped) return;
    void this.handInNow();
    this.needs.onChange();
  }
}

const hasMoved = (error: unknown): boolean => error instanceof ProblemError && error.code === "workshop-moved";
