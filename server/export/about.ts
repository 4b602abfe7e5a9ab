import type { Headed } from "./head.ts";
import { EXPORT_WORDS } from "./words/words.ts";

/** A label and what it says. */
export type AboutRow = [label: string, value: string];

/** Day and minute of an ISO 8601 time, as people read it. */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace("T", " ");
}

/** What every file says of itself, around what its kind says. No case number, and no name but the network's. */
export function aboutRows({ head, language }: Headed, ofKind: readonly AboutRow[]): AboutRow[] {
  const words = EXPORT_WORDS[language];
  const version = head.methodologyVersion === null ? "" : `${head.methodologyVersion} (${head.methodologyTitle})`;
  return [
    [words.network, head.network],
    [words.methodologyVersion, version],
    [words.exportedAt, `${minuteOf(head.at)} UTC`],
    ...ofKind,
    [words.auditHead, head.auditHead],
  ];
}
