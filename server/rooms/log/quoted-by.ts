import { verdictsOfScope } from "../../../schema/domain/output.ts";
import type { RoomRows } from "../../store/rows.ts";

/** The verdicts that an output quotes and what its figures count over, as one word that changes with them. */
export function quotedBy({ evidence, figures }: NonNullable<RoomRows["output"]>): string {
  // A figure that counts nothing yet tells nothing but the verdicts that it is over by name.
  const counted = figures.flatMap(({ subject, approved, scope }) => [
    ...verdictsOfScope(scope),
    ...(subject || approved ? [JSON.stringify(scope)] : []),
  ]);
  return [...new Set<string>([...evidence.flatMap(({ verdict }) => verdict ?? []), ...counted])].sort().join(" ");
}
