import type { MemberId } from "../../schema/domain/ids.ts";
import type { RoomLimits } from "./limits.ts";

/** What all sockets of one member share: how many they are, and how fast they may speak. */
export class Account {
  sockets = 0;
  readonly #limits: RoomLimits;
  #allowance: number;
  #allowanceAt = performance.now();

  constructor(limits: RoomLimits) {
    this.#limits = limits;
    this.#allowance = limits.messagesAtOnce;
  }

  /** Takes note of one message. */
  spend(): void {
    this.#refill();
    this.#allowance--;
  }

  /** Whether more was said than anybody works; its sockets are then read more slowly. */
  get isTooFast(): boolean {
    this.#refill();
    return this.#allowance < 0;
  }

  #refill(): void {
    const now = performance.now();
    const { messagesAtOnce, messagesPerSecond } = this.#limits;
    const gained = ((now - this.#allowanceAt) * messagesPerSecond) / 1000;
    this.#allowance = Math.min(messagesAtOnce, this.#allowance + gained);
    this.#allowanceAt = now;
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
    if (account && --account.sockets === 0) this.#byMember.delete(member);
  }

  get size(): number {
    return this.#byMember.size;
  }
}
