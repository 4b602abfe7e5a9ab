import type { ReactiveController, ReactiveControllerHost } from "lit";
import { randomId, type MemberId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { NamesApplied, NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import type { EditMap } from "../../../schema/text/revision.ts";
import { ProblemError } from "../../api/http.ts";
import { applyNames, decideName, readNames } from "../../api/names.ts";
import { serverReach } from "../../api/reach.ts";
import type { Session } from "../../app/session-context.ts";
import { holdHere } from "../../typed/keep-words.ts";
import { forgetLost } from "../../typed/lost-decisions.ts";
import { carryDecision } from "./names-carried.ts";
import { type LeftDecision, sendLeft } from "./names-left.ts";
import { decidedOn, decidersBetween, overruledBetween } from "./names-others.ts";
import { decideLocally } from "./names-local.ts";
import { afterMoved } from "./walk/names-repeat.ts";

/** Which verdict's names, and to whom. */
export interface NamesContext {
  verdict: VerdictId | null;
  session: Session | null;
}

interface Waiting extends LeftDecision {
  /** It waited while one changed the text: whether it still makes sense is looked at before it goes. */
  hasWaited?: boolean;
}

let works = 0;

/** Own decisions make an event too; a burst of keys is followed by one look at what the others did. */
const REFRESH_MS = 250;

/**
 * The names of the verdict in hand, and the decisions on them: sent one after the other, shown at once, repeated where
 * somebody else was quicker and they still make sense, also after the names are left. In memory alone: neither names nor decisions
 * are kept on the device.
 */
export class NamesWork implements ReactiveController {
  private readonly key = `names/${++works}`;
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => NamesContext;
  /** A decision of one's own was overtaken by somebody else's, or taken otherwise later: on what, and the names with theirs in it. */
  private readonly onOvertaken: (id: string | null, names: NamesView) => void;
  /** Whose decisions have come in since the names are shown. */
  readonly here = new Set<MemberId>();
  private answered: NamesView | null = null;
  private seen: NamesView | null = null;
  private failed: unknown = null;
  /** `failed` is of a decision: names that come after it do not take it away, the next decision does. */
  private isRefusal = false;
  private lost = false;
  private queue: Waiting[] = [];
  private isSending = false;
  private sent: Promise<void> = Promise.resolve();
  /** One's own change of the text is on its way: what there is of names meanwhile is of neither text for long. */
  private isChanging = false;
  /** Ends with it and with the names of what it made. */
  private changed: Promise<void> | null = null;
  /** How often a decision of one's own came upon one of somebody else. */
  private met = 0;
  /** Decisions wait for the names of the text that one has changed. */
  private isHeld = false;
  /** What one's own change made of the text, for the decisions that wait for it; null where nothing is known of it. */
  private made: EditMap | null = null;
  private request: AbortController | null = null;
  /** Ends the wait for the server. */
  private callOff: () => void = () => undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private of: VerdictId | null = null;
  private stop: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, asked: () => NamesContext, onOvertaken: NamesWork["onOvertaken"]) {
    this.host = host;
    this.asked = asked;
    this.onOvertaken = onOvertaken;
    host.addController(this);
  }

  /** The names with one's own decisions in them, also those that are still on their way; null before they are there. */
  get view(): NamesView | null {
    return this.seen;
  }

  /** What the server refused, until the next thing works. */
  get problem(): unknown {
    return this.failed;
  }

  /** The server is out of reach: decisions wait until it is back. */
  get isLost(): boolean {
    return this.lost;
  }

  hostDisconnected(): void {
    this.forget();
    for (const stop of this.stop.splice(0)) stop();
  }

  /** Before each update of the host: begins to load where that is due. */
  check(): void {
    const { verdict, session } = this.asked();
    if (!verdict || !session?.member) return;
    if (this.stop.length === 0) this.listen(session);
    if (this.of === verdict) return;
    this.forget();
    this.of = verdict;
    forgetLost(verdict);
    void this.load();
  }

  /** Asks for the names anew; what is shown stays until the answer is there. Never rejects. */
  async load(): Promise<void> {
    const verdict = this.of;
    if (!verdict || this.isChanging) return;
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      const view = await readNames(verdict, request.signal);
      if (request.signal.aborted) return;
      if (!this.isRefusal) this.failed = null;
      this.heard(view);
      this.send();
    } catch (error) {
      if (request.signal.aborted) return;
      this.fail(error);
    }
  }

  /** Sends one decision; true once it is the server's, false where it was not taken. */
  decide(command: NamesCommand): Promise<boolean> {
    const seen = this.seen;
    if (!seen) return Promise.resolve(false);
    return new Promise((done) => {
      this.queue.push({ command, asked: randomId(), seen, done });
      this.show();
      this.send();
    });
  }

  /**
   * One's own change of the text, in its turn among one's decisions: those before it go first, those made meanwhile wait for the
   * names of the new text and go with their words. Rejects as the change does.
   */
  async change(make: () => Promise<EditMap | null>): Promise<void> {
    while (this.isSending || this.changed) await (this.changed ?? this.sent);
    const change = this.makeChange(make);
    const end = (): void => void (this.changed = null);
    this.changed = change.then(end, end);
    return change;
  }

  /**
   * Puts the tokens into the text, in its turn among one's decisions. Throws the server's refusal, also where somebody else has
   * decided while one's own were on their way: what would be put in is not what was seen.
   */
  async apply(passphrase: string | null): Promise<NamesApplied> {
    const { of: verdict, met } = this;
    const made: NamesApplied[] = [];
    await this.change(async () => {
      if (!verdict || this.of !== verdict || this.met !== met) throw new ProblemError("names-moved");
      if (this.isBusy) throw new ProblemError("offline");
      made.push(await applyNames(verdict, this.number, passphrase));
      return null;
    });
    const [applied] = made;
    if (!applied) throw new Error("nothing was applied");
    return applied;
  }

  private async makeChange(make: () => Promise<EditMap | null>): Promise<void> {
    const verdict = this.of;
    this.isChanging = this.isHeld = true;
    this.made = null;
    clearTimeout(this.timer);
    this.request?.abort();
    try {
      const map = await make();
      if (this.of === verdict) this.made = map;
    } finally {
      if (this.of === verdict) {
        this.isChanging = false;
        await this.load();
      }
    }
  }

  /** The number of the state that the server has answered with last; decisions on their way are not in it. */
  get number(): number {
    return this.answered?.number ?? 0;
  }

  /** Decisions are on their way. */
  get isBusy(): boolean {
    return this.queue.length > 0;
  }

  /** `isOwn`: nothing but a decision of one's own is new in it. */
  private heard(view: NamesView, isOwn = false): void {
    this.lost = false;
    if (this.answered && view.number < this.answered.number) return;
    if (!isOwn) this.noteOthers(view);
    this.answered = view;
    if (this.isHeld && !this.isChanging) this.carry();
    this.show();
  }

  private noteOthers(view: NamesView): void {
    const me = this.asked().session?.member?.id;
    if (!this.answered) return;
    for (const by of decidersBetween(this.answered, view, me)) this.here.add(by);
    const overruled = overruledBetween(this.answered, view, me).at(-1);
    if (overruled) this.onOvertaken(overruled, view);
  }

  /** What has waited goes on, on the text that one's own change has made; what was about words that it changed is settled with them. */
  private carry(): void {
    const { made: map } = this;
    this.isHeld = false;
    for (const item of this.queue) {
      const carried = map ? carryDecision(item, map) : item;
      if (carried) Object.assign(item, carried, { hasWaited: true });
      else this.settle(item, false);
    }
  }

  private send(): void {
    if (this.isSending || this.isHeld || !this.answered || !this.of) return;
    this.isSending = true;
    this.sent = this.sendAll(this.of);
  }

  private async sendAll(verdict: VerdictId): Promise<void> {
    for (let next = this.queue[0]; next && this.answered && this.of === verdict; next = this.queue[0]) {
      const { number } = this.answered;
      try {
        if (next.hasWaited && !this.isMeantStill(next, this.answered)) {
          this.show();
          continue;
        }
        const view = await decideName(verdict, number, next);
        next.isTaken = true;
        if (this.of !== verdict) break;
        this.settle(next, true);
        // Another role has changed a token in the text: what waits was decided on the text before.
        if (view.revision !== this.answered.revision) for (const item of this.queue) item.hasWaited = true;
        this.isRefusal = false;
        this.failed = null;
        // Asked for again, since the answer was lost, it may have come with what others have decided since.
        this.heard(view, view.number <= number + 1);
      } catch (error) {
        if (this.of !== verdict) break;
        if (isProblem(error, "names-moved")) {
          if (await this.catchUp(verdict, next)) continue;
          break;
        }
        this.refused(next, error);
        if (!this.lost) void this.load();
        break;
      }
    }
    this.isSending = false;
    // Another verdict's names came in between.
    if (this.of !== verdict && this.queue.length > 0) this.send();
  }

  /**
   * Somebody was quicker: looks at what there is now, and leaves the decision at the head only if it still makes sense.
   * False where the server could not be asked.
   */
  private async catchUp(verdict: VerdictId, next: Waiting): Promise<boolean> {
    try {
      const view = await readNames(verdict);
      if (this.of !== verdict) return true;
      this.met++;
      this.noteOthers(view);
      this.answered = view;
      this.isMeantStill(next, view);
      this.show();
      return true;
    } catch (error) {
      this.refused(next, error);
      return false;
    }
  }

  /** Whether a decision is to be sent on what there is now; settles it where it is not. */
  private isMeantStill(next: Waiting, view: NamesView): boolean {
    const what = afterMoved(next.command, next.seen, view);
    if (what === "repeat") return true;
    this.settle(next, what === "done");
    if (what === "gone") this.onOvertaken(decidedOn(next.command), view);
    return false;
  }

  /** Out of reach: the decision waits. Anything else would be refused again. */
  private refused(item: Waiting, error: unknown): void {
    if (!isProblem(error, "offline")) {
      this.settle(item, false);
      this.isRefusal = true;
    }
    this.fail(error);
  }

  private settle(item: Waiting, isDone: boolean): void {
    this.queue = this.queue.filter((each) => each !== item);
    item.done(isDone);
  }

  private show(): void {
    this.seen = this.queue.reduce<NamesView | null>(
      (view, { command }) => view && decideLocally(view, command),
      this.answered,
    );
    holdHere(this.key, this.isBusy);
    this.host.requestUpdate();
  }

  private fail(error: unknown): void {
    if (isProblem(error, "offline")) this.waitForServer();
    else this.failed = error;
    this.show();
  }

  /** A line that fails for some seconds only need not end the connection of events: the server is asked for by itself. */
  private waitForServer(): void {
    this.lost = true;
    this.callOff();
    this.callOff = serverReach.whenReached(() => void this.load());
  }

  private listen({ events }: Session): void {
    const isOurs = (verdict: VerdictId): boolean => verdict === this.asked().verdict;
    this.stop = [
      events.listen((event) => {
        if (event.type === "hello") void this.load();
        else if ((event.type === "preparation" || event.type === "revision") && isOurs(event.verdict)) this.loadSoon();
      }),
      events.watch((state) => {
        this.lost = state === "lost";
        this.host.requestUpdate();
      }),
    ];
  }

  private loadSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), REFRESH_MS);
  }

  /** What is on its way goes on without the names being shown. */
  private forget(): void {
    if (this.of && this.isBusy) void sendLeft(this.of, this.queue.splice(0), this.sent);
    holdHere(this.key, false);
    clearTimeout(this.timer);
    this.callOff();
    this.request?.abort();
    this.request = null;
    this.of = null;
    this.answered = null;
    this.here.clear();
    this.seen = null;
    this.failed = null;
    this.isRefusal = false;
    this.isChanging = this.isHeld = false;
  }
}

function isProblem(error: unknown, code: ProblemError["code"]): boolean {
  return error instanceof ProblemError && error.code === code;
}
