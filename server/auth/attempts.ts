import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { hashToken } from "./tokens.ts";

const QUARTER_HOUR_S = 15 * 60;

/** Slows down guessing: failures are counted by account and by address, in memory, for a quarter of an hour. */
export interface Attempts {
  /** Counts one try before it is made (so that parallel ones count too); seconds to wait, or null if it may be made. */
  begin(address: string, account?: string): Promise<number | null>;
  /** The try was good: it does not count, and the account's failures are forgotten. */
  succeed(address: string, account?: string): Promise<void>;
}

export function createAttempts(limits = { perAccount: 10, perAddress: 100 }): Attempts {
  const byAccount = new RateLimiterMemory({ keyPrefix: "a", points: limits.perAccount, duration: QUARTER_HOUR_S });
  const byAddress = new RateLimiterMemory({ keyPrefix: "i", points: limits.perAddress, duration: QUARTER_HOUR_S });
  return {
    async begin(address, account) {
      try {
        await byAddress.consume(address);
        if (account !== undefined) await byAccount.consume(hashToken(account));
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    async succeed(address, account) {
      await byAddress.reward(address);
      if (account !== undefined) await byAccount.delete(hashToken(account));
    },
  };
}
