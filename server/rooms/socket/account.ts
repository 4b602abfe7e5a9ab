import type { MemberId } from "../../../schema/domain/ids.ts";
import { Allowance } from "./allowance.ts";
import type { RoomLimits } from "../limits.ts";

// Longer ones are waited for in parts: a timer holds some weeks, and no fraction of a millisecond.
const LONGEST_WAIT_MS = 60_000;

/** What all sockets of one member share: how many they are, how fast they may speak, and what they may ask for. */
export class Account {
  sockets = 0;
  readonly #messages: Allowance;
  readonly #answers: Allowance;
  /** Questions that wait for their turn. */
  readonly #questions: (() => Promise<number>)[] = [];
  #isAnswering = false;

  constructor(limits: RoomLimits) {
    this.#messages = new Allowance(limits.messagesPerSecond, limits.messagesAtOnce);
    this.#answers = new Allowance(limits.answerMsPerSecond, limits.answerMsAtOnce);
  }

  /** Takes note of one message. */
  spend(): void {
    this.#messages.spend(1);
  }

  /** Whether more was said than anybody works; its sockets are then read more slowly. */
  get isTooFast(): boolean {
    return this.#messages.isOverdrawn;
  }

  /**
   * Has a question answered when those before it are, and when what they have cost is made up for: it is the asker who waits.
   * `answer` resolves with the milliseconds that it took, and never rejects.
   */
  ask(answer: () => Promise<number>): void {
    this.#questions.push(answer);
    if (!this.#isAnswering) void this.#answer();
  }

  /** Milliseconds until it has used nothing: before that, leaving and coming again would be a way round what it is told to wait. */
  get freshInMs(): number {
    return Math.max(this.#messages.fullInMs, this.#answers.fullInMs);
  }

  async #answer(): Promise<void> {
    this.#isAnswering = true;
    for (let next = this.#questions.shift(); next; next = this.#questions.shift()) {
      for (let wait = this.#answers.paidInMs; wait > 0; wait = this.#answers.paidInMs)
        await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_WAIT_MS)).unref());
      this.#answers.spend(await next());
    }
    this.#isAnswering = false;
  }
}

/** Accounts of those who have sockets open. */
export class Accounts {
  readonly #limits: RoomLimits;
  readonly #byMember = new Map<MemberId, Account>();

  constructor(limits: RoomLimits) {
    this.#limits = limits;
  }

  /** Counts one socket more; null where the member has as many as one may have. */
  enter(member: MemberId): Account | null {
    const account = this.#byMember.get(member) ?? new Account(this.#limits);
    if (account.sockets >= this.#limits.socketsPerMember) return null;
    account.sockets++;
    this.#byMember.set(member, account);
    return account;
  }

  leave(member: MemberId): void {
    const account = this.#byMember.get(member);
    if (account && --account.sockets === 0) this.#forget(member, account);
  }

  #forget(member: MemberId, account: Account): void {
    if (account.sockets > 0 || this.#byMember.get(member) !== account) return;
    const { freshInMs } = account;
    if (freshInMs === 0) this.#byMember.delete(member);
    else setTimeout(() => this.#forget(member, account), Math.min(freshInMs, LONGEST_WAIT_MS)).unref();
  }

  get size(): number {
    return this.#byMember.size;
  }
}
