import type { RoundAgreement } from "../../schema/agreement/agreement-of.ts";
import type { Gamma } from "../../schema/agreement/unitizing/gamma.ts";
import type { Round, RoundVerdict } from "../../schema/agreement/round.ts";
import type { DisagreementGroup, FrozenRound } from "../../schema/reconcile/disagreements-of.ts";
import { KeptThread } from "../workers/kept-thread.ts";
import { LONG_WORK } from "../workers/thread.ts";
import { builtModule } from "../workers/built-module.ts";

/** Resamples behind every interval. */
export const RESAMPLES = 2000;
/** Results that are kept: numbers and ids, no words. */
const KEPT = 60;

/** What the thread is given. */
export type AgreementJob =
  | { of: "round"; round: Round; resamples: number }
  | { of: "groups"; rounds: FrozenRound[] }
  | { of: "gamma"; verdict: RoundVerdict };

/** Figures of frozen rounds. The same key, the same figures: a key names rounds, texts and the methodology's version. */
export interface Agreement {
  figures(key: string, round: () => Round): Promise<RoundAgreement>;
  /**
   * The same where they are there already. Else null: they are computed meanwhile, and `told` is called once they are there, of all who asked
   * for them in vain the first one's. Where they cannot be computed nobody is told, and who asks again begins anew.
   */
  figuresNow(key: string, round: () => Round, told: () => void): RoundAgreement | null;
  /** Of each round, what is about the same thing. */
  groups(key: string, rounds: () => FrozenRound[]): Promise<DisagreementGroup[][]>;
  gamma(key: string, verdict: () => RoundVerdict): Promise<Gamma>;
  /** Makes ready for the first who asks: the code of the figures takes longer to load than those of a round to compute. */
  prepare(): void;
  close(): Promise<void>;
}

/** In threads of their own, since 2,000 resamples of a network take seconds; whoever asks for the same meanwhile waits for it. */
export function createAgreement(): Agreement {
  const kept = new Map<string, Promise<unknown>>();
  const ready = new WeakMap<Promise<unknown>, unknown>();
  const awaited = new WeakSet<Promise<unknown>>();
  const module = builtModule("agreement/agreement-worker");
  // The page asks for figures and groups at once; there are never more turns than two.
  const [first, second] = [new KeptThread(module, true), new KeptThread(module, false)];
  const threads = [first, second];
  const ask = (job: AgreementJob): Promise<unknown> =>
    LONG_WORK.run(async () => {
      const free = threads.filter(({ isBusy }) => !isBusy);
      const thread = free.find(({ isLoaded }) => isLoaded) ?? free[0];
      if (!thread) throw new Error("more turns than threads");
      return thread.ask(job);
    });
  const once = <T>(key: string, job: () => AgreementJob): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined;
    const result = known ?? (ask(job()) as Promise<T>);
    // Asked for last, dropped last.
    kept.delete(key);
    kept.set(key, result);
    if (!known)
      result.then(
        (answer) => ready.set(result, answer),
        () => kept.delete(key),
      );
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return result;
  };
  const figures: Agreement["figures"] = (key, round) =>
    once(`round ${key}`, () => ({ of: "round", round: round(), resamples: RESAMPLES }));
  return {
    figures,
    figuresNow: (key, round, told) => {
      const result = figures(key, round);
      const isFirst = !awaited.has(result) && !ready.has(result);
      awaited.add(result);
      if (isFirst) result.then(told, () => {});
      return (ready.get(result) as RoundAgreement | undefined) ?? null;
    },
    groups: (key, rounds) => once(`groups ${key}`, () => ({ of: "groups", rounds: rounds() })),
    gamma: (key, verdict) => once(`gamma ${key}`, () => ({ of: "gamma", verdict: verdict() })),
    prepare: () => first.load(),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
