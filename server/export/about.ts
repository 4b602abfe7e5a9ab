import { writeMinute } from "../../schema/language/dates.ts";
import type { Headed } from "./head.ts";
import { EXPORT_WORDS } from "./words/words.ts";

/** A label and what it says. */
export type AboutRow = [label: string, value: string];

/** What every file says of itself, around what its kind says. No case number, and no name but the network's. */
export function aboutRows({ head, language }: Headed, ofKind: readonly AboutRow[]): AboutRow[] {
  const words = EXPORT_WORDS[language];
  const version = head.methodologyVersion === null ? "" : `${head.methodologyVersion} (${head.methodologyTitle})`;
  return [
    [words.network, head.network],
    [words.methodologyVersion, version],
    [words.exportedAt, `${writeMinute(head.at, language)} UTC`],
    ...ofKind,
  ];
}
