import type { OrganisationId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { wasThere, waitsForHost, type Attended } from "../../../schema/domain/workshop/door.ts";
import type { Present } from "../../../schema/domain/workshop/record.ts";
import type { Seat } from "../../../schema/domain/workshop/workshop.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { Store } from "../../store/store.ts";

/** A row of who came, with the name that lies under the workshop's key. */
export interface AttendedRow extends Attended {
  sealed: string | null;
}

/** Whoever says nothing stands on no list and is named nowhere. */
const UNSAID = { sealed: null, listed: false, named: false, remote: false, confirmedAt: null, absent: false };

/** All rows of who came to a workshop; none once they are gone. The list, the minutes and what waits for the host are read from these. */
export async function readAttended({ doors }: Pick<Store, "doors">, id: WorkshopId): Promise<AttendedRow[]> {
  const [said, presence, byHand] = await Promise.all([doors.attendance(id), doors.presence(id), doors.byHand(id)]);
  const keyOf = ({ seat, day }: Pick<Attended, "day" | "seat">): string => `${seat} ${day}`;
  const sat = new Set(presence.map(keyOf));
  const saying = new Set(said.map(keyOf));
  return [
    ...said.map((row) => ({ ...row, by: "themselves" as const, sat: sat.has(keyOf(row)) })),
    ...presence
      .filter((row) => !saying.has(keyOf(row)))
      .map((row) => ({ ...UNSAID, ...row, by: "sitting" as const, sat: true })),
    ...byHand.map((row) => ({ ...row, by: "hand" as const, sat: false })),
  ];
}

/** How many have still to be confirmed by the host, whichever the days. */
export function countWaiting(rows: readonly Attended[]): number {
  return new Set(rows.filter(waitsForHost).map(({ seat }) => seat)).size;
}

/**
 * How many were present, each once; of those whom the host wrote down as many as on the day that had most, since nothing says whether a name
 * of two days is one person.
 */
function countPresent(
  rows: readonly Attended[],
  seats: readonly Pick<Seat, "id" | "member">[],
  members: ReadonlyMap<Member["id"], Pick<Member, "guest" | "organisation">>,
): Present {
  const there = new Set(rows.filter((row) => row.by !== "hand" && wasThere(row)).map(({ seat }) => seat));
  const people = seats.filter(({ id }) => there.has(id)).flatMap(({ member }) => members.get(member) ?? []);
  const counts = new Map<OrganisationId, number>();
  for (const { guest, organisation } of people)
    if (guest === null) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  const written = groupBy(
    rows.filter((row) => row.by === "hand" && wasThere(row)),
    ({ day }) => day,
  );
  const most = Math.max(0, ...[...written].map(([, those]) => those.length));
  return {
    members: [...counts].map(([organisation, count]) => ({ organisation, count })),
    guests: people.filter(({ guest }) => guest !== null).length + most,
  };
}

/** How many were present at a workshop: of rows as long as there are any, then as it was kept. */
export async function presentIn(store: Store, id: WorkshopId): Promise<Present> {
  const then = await store.doors.presentThen(id);
  if (then) return then;
  const [rows, seats, members] = await Promise.all([
    readAttended(store, id),
    store.workshops.everSeated(id),
    store.people.members(),
  ]);
  const present = countPresent(rows, seats, new Map(members.map((member) => [member.id, member])));
  // Of a time before it was kept how many were present.
  const isGone = members.some(({ guest }) => guest?.workshop === id) && !rows.some(({ by }) => by !== "sitting");
  return isGone ? { ...present, guests: null } : present;
}
