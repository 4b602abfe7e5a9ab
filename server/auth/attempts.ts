import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { hashToken } from "./tokens.ts";

const QUARTER_HOUR_S = 15 * 60;
/** Wrong codes of doors that are answered at once, by the minute. */
export const WRONG_CODES = 30;

/** What is guessed at; each is counted apart, so that mistyped links shut nobody out who has a password. */
export type GuessedAt = "password" | "link" | "sealed-key";

export interface Guess {
  at: GuessedAt;
  address: string;
  account?: string;
  /** A device that the account's owner has signed in on: it has tries of its own, and what others guess does not bar it. */
  device?: string | null;
}

/** A try that is not made. */
export interface Barred {
  /** How long to wait. */
  seconds: number;
  /** None before it was barred for the same reason within the quarter of an hour: what may be noted without bound is noted once. */
  isFirst: boolean;
}

/** Slows down guessing: failures are counted by account and by address, in memory, for a quarter of an hour. */
export interface Attempts {
  /** Counts one try before it is made (so that parallel ones count too); null if it may be made. */
  begin(guess: Guess): Promise<Barred | null>;
  /** The try was good: it does not count, and the account's failures are forgotten. */
  succeed(guess: Guess): Promise<void>;
  /**
   * A wrong code of a workshop's door: thirty people type theirs at one address, so that these are counted together, by the minute, and
   * a right one never waits. Null while they need not wait.
   */
  wrongCode(): Promise<Barred | null>;
}

export function createAttempts(limits = { perAccount: 10, perAddress: 100 }): Attempts {
  const limiter = (keyPrefix: string, points: number): RateLimiterMemory =>
    new RateLimiterMemory({ keyPrefix, points, duration: QUARTER_HOUR_S });
  const byAccount = limiter("a", limits.perAccount);
  const byDevice = limiter("d", limits.perAccount);
  const byAddress = limiter("i", limits.perAddress);
  const codes = new RateLimiterMemory({ keyPrefix: "c", points: WRONG_CODES, duration: 60 });
  const keysOf = ({ at, address, account, device }: Guess) => ({
    address: `${at} ${address}`,
    account: account === undefined ? null : hashToken(`${at} ${account}`),
    device: device && hashToken(`${device} ${account ?? ""}`),
  });
  return {
    async begin(guess) {
      const { address, account, device } = keysOf(guess);
      if (device) return consumed(byDevice, device);
      // The account first: who tries at one that is shut costs the others at the same address nothing.
      const ofAccount = account && (await consumed(byAccount, account));
      if (ofAccount) return ofAccount;
      const ofAddress = await consumed(byAddress, address);
      if (ofAddress !== null && account) await byAccount.reward(account);
      return ofAddress;
    },
    async succeed(guess) {
      const { address, account, device } = keysOf(guess);
      if (device) await byDevice.delete(device);
      else await byAddress.reward(address);
      if (account && !device) await byAccount.delete(account);
    },
    wrongCode: () => consumed(codes, "door"),
  };
}

/** Takes one try, where there is one left. */
async function consumed(limiter: RateLimiterMemory, key: string): Promise<Barred | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const { msBeforeNext, consumedPoints } = refused;
    return { seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)), isFirst: consumedPoints === limiter.points + 1 };
  }
}
