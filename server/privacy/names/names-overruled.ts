import type { MemberId } from "../../../schema/domain/ids.ts";
import type { Change, NamesDocument } from "../../store/shapes/names-document.ts";

/** Decisions of somebody that others took otherwise, and who did so last, when. */
export interface Overruled {
  by: MemberId;
  /** ISO 8601 UTC. */
  at: string;
  count: number;
}

type Decided = Change<{ id: string; state: string; by?: MemberId | undefined }>;

/**
 * Of persons, numbers and other words that somebody had decided on: those on which others have decided otherwise, or which they opened
 * again, and which they have not decided on since. As far back as commands can be undone; null where there is none.
 */
export function overruledOf(document: NamesDocument, of: MemberId): Overruled | null {
  const states = new Map(
    [...document.entities, ...document.identifiers, ...document.quasi].map(({ id, state }) => [id, state as string]),
  );
  const found = new Map<string, { was: string; by: MemberId; at: string }>();
  for (const { by, at, entities, identifiers, quasi } of document.steps)
    for (const { before, after } of [...entities, ...identifiers, ...quasi] as Decided[]) {
      if (!before || !after || before.state === after.state) continue;
      if (by === of) found.delete(after.id);
      else if (before.by === of && at) found.set(after.id, { was: before.state, by, at });
    }
  const left = [...found].flatMap(([id, each]) => (states.has(id) && states.get(id) !== each.was ? each : []));
  const last = left.toSorted((a, b) => b.at.localeCompare(a.at))[0];
  return last ? { by: last.by, at: last.at, count: left.length } : null;
}
