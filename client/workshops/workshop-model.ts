import type { MemberId, SeatId, StepId, WorkshopId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { SaidConsents } from "../../schema/domain/workshop/door.ts";
import type { StepPhase } from "../../schema/domain/workshop/phases.ts";
import { wallTime } from "../../schema/domain/workshop/wall-time.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { HandAnswer, StateChange, WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import type { EventStream } from "../api/events.ts";
import { isOutOfReach, mayPass } from "../api/http.ts";
import {
  addMinutes,
  beHere,
  changeState,
  giveFloor,
  answerHand,
  raiseHand,
  readWorkshop,
  skipStep,
  takeFloor,
  takeSeat,
  turnStep,
} from "../api/workshops/workshops.ts";
import { decideOwnName } from "../api/workshops/door.ts";
import { setStepKey } from "../api/workshops/slips.ts";
import { applyEvent, stepUnderWay } from "./workshop-event.ts";
import { WorkshopClock } from "./workshop-clock.ts";

/** What an event did not say is asked for so soon, and by thirty pages not at once. */
const SOON_MS = 200;
const APART_MS = 800;
/** The page of who may take the floor looks this often whether its holder is there; the holder's, and any whose last look failed, whether it is heard. */
const LOOKS_MS = 4000;
/** A look that is not answered by then is not answered. */
const PATIENCE_MS = 4000;
/** A page that answers within this is not lost. */
const SILENT_FROM_MS = 3000;

interface Needs {
  id: WorkshopId;
  me: MemberId;
  events: Pick<EventStream, "listen" | "watch">;
  /** Something shown has changed. */
  onChange(): void;
  /** Whether somebody looks at the page that shows the workshop; where it is not said, nobody does. */
  isSeen?(): boolean;
  clock?: WorkshopClock;
}

/** A workshop as its pages show and lead it, without a DOM: what the server says of it, its clock, and commands. */
export class WorkshopModel {
  readonly id: WorkshopId;
  readonly me: MemberId;
  readonly clock: WorkshopClock;
  /** Null until the server has answered. */
  view: WorkshopView | null = null;
  /** Why the last fetch failed; null after one that did not. */
  problem: unknown = null;
  /** Why the last command changed nothing; null once another did, it is put away, or the server that it did not reach is back. */
  refused: unknown = null;
  /** A command that goes by what is shown is under way. */
  isBusy = false;
  /** The socket is closed; or it stands open, and what was asked last is not answered. */
  private isLost = false;
  private isUnheard = false;
  private readonly needs: Needs;
  private readonly stops: (() => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: ReturnType<typeof setInterval> | undefined;
  private asked = 0;
  private shown = 0;
  /** The server was asked anew: it may stand where it stood, from a backup. */
  private mayGoBack = true;
  private deciding: Promise<boolean> = Promise.resolve(true);
  private isStopped = false;
  /** As what one was noted last: on which day, in which phase of which step. */
  private notedAs = "";

  constructor(needs: Needs) {
    this.needs = needs;
    this.id = needs.id;
    this.me = needs.me;
    this.clock = needs.clock ?? new WorkshopClock();
  }

  start(): void {
    const { events } = this.needs;
    this.isStopped = false;
    this.stops.push(
      events.listen((event) => this.hear(event)),
      events.watch((state) => {
        this.isLost = state === "lost";
        this.changed();
      }),
    );
    this.looking = setInterval(() => {
      const mayBeHeardNow = this.problem !== null && mayPass(this.problem);
      if ((this.mayTakeFloor || this.isHolder || mayBeHeardNow) && !this.isLost) void this.load(PATIENCE_MS);
    }, LOOKS_MS);
    void this.load();
  }

  stop(): void {
    this.isStopped = true;
    for (const stop of this.stops.splice(0)) stop();
    clearTimeout(this.timer);
    this.timer = undefined;
    clearInterval(this.looking);
  }

  /** The server is out of reach: what is shown may be old, the clock goes on. */
  get isAway(): boolean {
    return this.isLost || this.isUnheard;
  }

  /** The step under way; null between steps. */
  get step(): Step | null {
    return (this.view && stepUnderWay(this.view)) ?? null;
  }

  get isHolder(): boolean {
    return this.view?.workshop.holder === this.me;
  }

  /** Milliseconds that are left of the phase, less than none once it is over; null where no clock runs. */
  get leftMs(): number | null {
    const { step, view } = this;
    if (!view || !step) return null;
    if (view.workshop.state === "paused") return view.workshop.leftMs;
    return step.endsAt === null ? null : Date.parse(step.endsAt) - this.clock.now();
  }

  /** For how long nothing was heard of who has the floor; 0 while they are there, null where nobody has it. */
  get holderSilentMs(): number | null {
    const { view } = this;
    if (!view || view.holderSilentMs === null) return null;
    if (view.holderSilentMs < SILENT_FROM_MS) return 0;
    return view.holderSilentMs + Math.max(0, this.clock.now() - Date.parse(view.now));
  }

  /** At once, or (a deputy) where its holder is lost. */
  get mayTakeFloor(): boolean {
    return !this.isHolder && (this.view?.rights.takeFloorAfterMs ?? null) !== null;
  }

  /** Fetches how it stands; a look that goes by itself does not wait for long. */
  async load(patienceMs: number | null = null): Promise<void> {
    const number = ++this.asked;
    const mayGoBack = this.mayGoBack;
    const signal = patienceMs === null ? undefined : AbortSignal.timeout(patienceMs);
    try {
      const view = await this.timed(() => readWorkshop(this.id, signal));
      if (this.isStopped || number < this.shown) return;
      this.shown = number;
      if (this.isUnheard && isOutOfReach(this.refused)) this.refused = null;
      this.isUnheard = false;
      this.problem = null;
      this.take(view, mayGoBack);
      this.beHere();
    } catch (error) {
      if (this.isStopped || number < this.shown) return;
      this.shown = number;
      this.isUnheard = isOutOfReach(error);
      this.problem = error;
    }
    this.changed();
  }

  change(to: StateChange["to"]): Promise<boolean> {
    return this.lead(({ workshop }) => changeState(this.id, { to, course: workshop.course }));
  }

  /** A step goes to a phase, or begins, or (`ended`) ends. */
  turn(step: StepId, to: StepPhase | "ended", minutes?: number): Promise<boolean> {
    return this.lead(({ workshop: { term, course } }) => turnStep(this.id, step, { to, term, course, minutes }));
  }

  /** A step that has not begun is passed over, or is to come again. */
  skip(step: StepId, skipped: boolean): Promise<boolean> {
    return this.lead(({ workshop: { term, course } }) => skipStep(this.id, step, { skipped, term, course }));
  }

  /** What is under way ends so much later. */
  more(minutes: number): Promise<boolean> {
    const { step } = this;
    if (!step) return Promise.resolve(false);
    return this.lead(({ workshop: { term, course } }) => addMinutes(this.id, step.id, { minutes, term, course }));
  }

  /** Who sets the key of a calibration; nobody takes it back. */
  setKey(step: StepId, members: readonly MemberId[]): Promise<boolean> {
    return this.lead(async ({ workshop: { term } }) => {
      await setStepKey(this.id, step, term, members);
      return readWorkshop(this.id);
    });
  }

  takeFloor(): Promise<boolean> {
    return this.lead(({ workshop }) => takeFloor(this.id, workshop.term));
  }

  giveFloor(to: MemberId): Promise<boolean> {
    return this.lead(({ workshop }) => giveFloor(this.id, workshop.term, to));
  }

  /** Takes one's seat, or changes the language that one reads in. */
  sit(language: UiLanguage): Promise<boolean> {
    return this.say(() => takeSeat(this.id, language));
  }

  /** Says that one is there, once in each phase of a day while a step runs, and somebody looks at the page: for attendance. */
  beHere(): void {
    const { view, step } = this;
    if (!view?.seat || !step || view.workshop.state !== "open" || !this.needs.isSeen?.()) return;
    const { day } = wallTime(view.workshop.country, this.clock.now());
    const as = [day, step.id, step.phase, step.pass].join(" ");
    if (this.notedAs === as) return;
    this.notedAs = as;
    // What was not heard is said with the next answer.
    void beHere(this.id).catch((error: unknown) => mayPass(error) && (this.notedAs = ""));
  }

  /** One's own name: on the list, in the minutes. */
  decideName(said: SaidConsents): Promise<boolean> {
    // One after the other: what was said last is what holds.
    return (this.deciding = this.deciding.then(() =>
      this.say(async () => {
        await decideOwnName(this.id, said);
        return readWorkshop(this.id);
      }),
    ));
  }

  /** Somebody else's hand: they speak, or it comes down. */
  answerHand(seat: SeatId, to: HandAnswer["to"]): Promise<boolean> {
    return this.lead(({ workshop: { term } }) => answerHand(this.id, seat, { to, term }));
  }

  raiseHand(up: boolean): Promise<boolean> {
    return this.say(() => raiseHand(this.id, up));
  }

  /** What was refused has been read. */
  putAway(): void {
    this.refused = null;
    this.changed();
  }

  /** A command that goes by what is shown: of two in a row the second was given before its giver saw what the first did. */
  async lead(command: (view: WorkshopView) => Promise<WorkshopView>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    try {
      return await this.say(command);
    } finally {
      this.isBusy = false;
      this.changed();
    }
  }

  /** Gives a command; where it is refused, that is kept to be said, and it is looked anew how the workshop stands. */
  private async say(command: (view: WorkshopView) => Promise<WorkshopView>): Promise<boolean> {
    const { view } = this;
    if (!view) return false;
    this.refused = null;
    this.changed();
    try {
      this.take(await this.timed(() => command(view)), false);
      return true;
    } catch (error) {
      this.refused = error;
      void this.load();
      return false;
    } finally {
      this.changed();
    }
  }

  private async timed(ask: () => Promise<WorkshopView>): Promise<WorkshopView> {
    const asked = this.clock.ask();
    const view = await ask();
    this.clock.heard(view.now, asked);
    return view;
  }

  /** Answers may overtake each other, and events them: what is older than what is shown is passed over. */
  private take(view: WorkshopView, mayGoBack: boolean): void {
    if (!mayGoBack && this.view && view.workshop.version < this.view.workshop.version) return;
    if (mayGoBack) this.mayGoBack = false;
    this.view = view;
  }

  private hear(event: ServerEvent): void {
    if (event.type === "hello") this.mayGoBack = true;
    if (event.type === "workshop") {
      if (event.workshop !== this.id) return;
      const { view } = this;
      if (view && event.version <= view.workshop.version) return;
      if (view) this.view = applyEvent(view, event, this.me, this.clock.now());
      this.changed();
    }
    // Of one's own name something was said, here or on another device.
    if (event.type === "consents" && event.workshop === this.id) this.loadSoon();
    if (["hello", "members", "workshop", "workshops"].includes(event.type)) this.loadSoon();
  }

  private loadSoon(): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        void this.load();
      },
      SOON_MS + Math.random() * APART_MS,
    );
  }

  private changed(): void {
    if (!this.isStopped) this.needs.onChange();
  }
}
