import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { toldKey } from "../network/told-away.ts";

type Item = Pick<NetworkView, "waiting" | "votes" | "mentions" | "told">;

/** What was said in this tab, or stood on home; null before anything was asked: what is there then is no news. */
let known: Set<string> | null = null;

export function waitingKey({ kind, verdict, thread, at }: NetworkView["waiting"][number]): string {
  return [kind, verdict, thread, at].join("|");
}

/** Somebody else is signed in, or nobody. */
export function forgetNews(): void {
  known = null;
}

/** What stands on home is no news any more. */
export function knowNews({ waiting, votes = [], mentions = [], told = [] }: Item): void {
  known ??= new Set();
  const byIds = [...votes.map(({ thread }) => thread), ...mentions.map(({ comment }) => comment)];
  for (const key of [...waiting.map(waitingKey), ...byIds, ...told.map(toldKey)]) known.add(key);
}

/** Whether something was there before; everything is, as long as nothing was asked. */
export function isKnown(key: string): boolean {
  return known?.has(key) ?? true;
}
