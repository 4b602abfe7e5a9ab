import type { PassReason } from "../../../schema/domain/clearing.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { ClearingView, Finding } from "../../../schema/protocol/http/clearing.ts";

/** What a reason is given for. */
export function reasonKey({ code, place, words }: Pick<Finding, "code" | "place" | "words">): string {
  return `${code} ${JSON.stringify(place)} ${words}`;
}

/** The reasons that the reader gave before: in another tab, or on another day. */
export function givenBefore({ findings }: Pick<ClearingView, "findings">): Map<string, PassReason> {
  return new Map(findings.flatMap((each) => (each.reason ? [[reasonKey(each), each.reason] as const] : [])));
}

/** Each of the findings for which there is a reason. */
export function givenIn(
  { findings }: Pick<ClearingView, "findings">,
  reasons: ReadonlyMap<string, PassReason>,
): { finding: Finding; reason: PassReason }[] {
  return findings.flatMap((finding) => {
    const reason = reasons.get(reasonKey(finding));
    return reason ? [{ finding, reason }] : [];
  });
}

/**
 * The reasons given for what was found before, for the same words in a text that was changed since; none before another stage. Words
 * that stand in other numbers now are asked
 * about anew: nobody knows which of them the reason was for.
 */
export function carriedReasons(
  reasons: ReadonlyMap<string, PassReason>,
  before: Pick<ClearingView, "findings" | "next">,
  after: Pick<ClearingView, "findings" | "next">,
): Map<string, PassReason> {
  const carried = new Map<string, PassReason>();
  if (before.next !== after.next) return carried;
  const then = groupBy(before.findings, likeness);
  for (const [key, now] of groupBy(after.findings, likeness)) {
    const same = then.get(key) ?? [];
    if (same.length !== now.length) continue;
    now.forEach((finding, index) => {
      const reason = same[index] && reasons.get(reasonKey(same[index]));
      if (reason) carried.set(reasonKey(finding), reason);
    });
  }
  return carried;
}

/** Words in a text move with each change before them. */
function likeness({ code, place, words }: Finding): string {
  const where = { ...place, ...("start" in place ? { start: 0, end: 0 } : {}) };
  return `${code} ${JSON.stringify(where)} ${words}`;
}
