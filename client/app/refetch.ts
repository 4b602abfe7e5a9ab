import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import { ProblemError } from "../api/http.ts";
import { type Reaching, serverReach } from "../api/reach.ts";
import type { Session } from "./session-context.ts";

/** Events that come together after a change are answered by one fetch. */
const REST_MS = 300;

export interface Refetched<Answer> {
  /** Null while there is nobody to fetch for. */
  session(): Session | null;
  /** Whether an event makes old what is shown. A `hello` does always. */
  isOld(event: ServerEvent): boolean;
  fetch(signal: AbortSignal): Promise<Answer>;
  /** Shows an answer; what it fetches besides may fail as `fetch` may. */
  take(answer: Answer, signal: AbortSignal): void | Promise<void>;
  /** How long events are waited for, in ms. */
  restMs?: number;
  /** Says when the server is in reach again; that of this page by itself. */
  reach?: Reaching;
}

/**
 * Fetches what an element shows when it comes, and again whenever the server says that it is old, until it goes. Fetches may
 * overtake each other, and a network that goes away may hold one back for long: an answer is shown unless one that was
 * asked for later has been shown.
 */
export class Refetch<Answer> implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly how: Refetched<Answer>;
  private stop: (() => void) | null = null;
  private isHere = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** When the timer ends. */
  private due = 0;
  private readonly running = new Map<number, AbortController>();
  private asked = 0;
  private failed: unknown = null;
  /** Calls off the waiting for a server that was out of reach. */
  private callOff: () => void = () => undefined;

  constructor(host: ReactiveControllerHost, how: Refetched<Answer>) {
    this.host = host;
    this.how = how;
    host.addController(this);
  }

  /** Why the last fetch failed, or what else went wrong here; null after one that did not. */
  get problem(): unknown {
    return this.failed;
  }

  set problem(problem: unknown) {
    this.failed = problem;
    this.host.requestUpdate();
  }

  hostConnected(): void {
    this.isHere = true;
    this.begin();
  }

  hostUpdate(): void {
    this.begin();
  }

  hostDisconnected(): void {
    this.isHere = false;
    this.stop?.();
    this.stop = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.callOff();
    this.abandon(this.asked);
  }

  /** Fetches now. Resolves when that has been shown, or has failed. */
  async load(): Promise<void> {
    this.callOff();
    const number = ++this.asked;
    const controller = new AbortController();
    const { signal } = controller;
    this.running.set(number, controller);
    try {
      const answer = await this.how.fetch(signal);
      if (signal.aborted) return;
      this.abandon(number - 1);
      this.problem = null;
      await this.how.take(answer, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.abandon(number - 1);
      this.problem = error;
      if (error instanceof ProblemError && error.code === "offline") this.loadOnceReached();
    } finally {
      this.running.delete(number);
    }
  }

  private begin(): void {
    const session = this.isHere && !this.stop ? this.how.session() : null;
    if (!session) return;
    this.stop = session.events.listen((event) => {
      if (event.type === "hello" || this.how.isOld(event)) this.loadSoon();
    });
    void this.load();
  }

  /** A connection may outlive the moment in which a request failed: no `hello` comes then. */
  private loadOnceReached(): void {
    const { reach = serverReach } = this.how;
    if (!this.isHere) return;
    reach.lost();
    this.callOff = reach.whenReached(() => void this.load());
  }

  private loadSoon(): void {
    const rest = this.how.restMs ?? REST_MS;
    const due = Date.now() + rest;
    // What may wait longer does not hold up what may not.
    if (this.timer && this.due <= due) return;
    if (this.timer) clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.load();
    }, rest);
  }

  /** Ends the fetches up to a number: nobody waits for them any more. */
  private abandon(last: number): void {
    for (const [number, controller] of this.running) if (number <= last) controller.abort();
  }
}
