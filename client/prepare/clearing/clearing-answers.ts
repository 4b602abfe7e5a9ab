import { isBlocking, type PassReason } from "../../../schema/domain/clearing.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { ClearingSign, ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { reasonKey } from "./reason-key.ts";

export function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}

/** What was found, each with its reason as an entry of its own; what is not listed has none. What blocks is only counted. */
export function answered(
  { counts, findings }: Pick<ClearingView, "counts" | "findings">,
  reasons: ReadonlyMap<string, PassReason>,
): ClearingSign["findings"] {
  return counts.flatMap(({ code, count }): ClearingSign["findings"] => {
    if (isBlocking(code)) return [{ code, count, reason: null }];
    const each = findings.filter((finding) => finding.code === code);
    const listed = each.map((finding) => {
      const { place, words } = finding;
      return { code, count: 1, reason: reasons.get(reasonKey(finding)) ?? null, place, words };
    });
    return count > each.length ? [...listed, { code, count: count - each.length, reason: null }] : listed;
  });
}

/** The reader has signed it, and somebody else must, too. */
export function waitsForOther(
  { signed, next, secondReader }: Pick<ClearingView, "signed" | "next" | "secondReader">,
  me: MemberId | undefined,
): boolean {
  if (!secondReader.network && !secondReader.verdict) return false;
  return signed.some(({ state, stage, member }) => state === "waiting" && stage === next && member === me);
}
