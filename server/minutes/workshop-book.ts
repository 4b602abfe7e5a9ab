import type { CategoryId, MemberId, OrganisationId, WorkshopId } from "../../schema/domain/ids.ts";
import type { Localised } from "../../schema/domain/language.ts";
import type { Member, Organisation } from "../../schema/domain/member.ts";
import type { Ballot } from "../../schema/domain/workshop/ballot.ts";
import type { Decision, Parked } from "../../schema/domain/workshop/decision.ts";
import type { Attended } from "../../schema/domain/workshop/door.ts";
import type { Present } from "../../schema/domain/workshop/record.ts";
import type { TableDecision } from "../../schema/domain/workshop/tables.ts";
import type { Seat } from "../../schema/domain/workshop/workshop.ts";
import type { Store } from "../store/store.ts";
import type { PaperRow } from "../store/workshops/paper-store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { seesBallot } from "../access/visible-tables.ts";
import { countWaiting, presentIn, readAttended } from "../workshops/attendance/attended.ts";
import { readUnsaid, type Unsaid } from "../workshops/unsaid.ts";

/** An organisation by the name of the settings, and by what the house says in languages. */
export interface BookOrganisation extends Pick<Organisation, "country" | "name"> {
  said: Localised;
}

/** All rows of a workshop that its minutes are read from. */
export interface WorkshopBook {
  workshop: WorkshopRow;
  seats: readonly Seat[];
  members: ReadonlyMap<MemberId, Member>;
  organisations: ReadonlyMap<OrganisationId, BookOrganisation>;
  /** What people decided about their names, day by day; empty once attendance is gone. */
  attendance: readonly Attended[];
  present: Present;
  /** How many the host has still to say of that they were there. */
  waiting: number;
  /** Who agreed to be named in the minutes: as they said last. No guest. */
  named: ReadonlySet<MemberId>;
  ballots: readonly Ballot[];
  decisions: readonly Decision[];
  /** What tables decided, by passages of their own. */
  tableDecisions: readonly TableDecision[];
  /** Printed slips, with what was counted on them. */
  papers: readonly PaperRow[];
  /** Without those of guests that nobody has let in. */
  parked: readonly Parked[];
  codes: ReadonlyMap<CategoryId, string>;
  unsaid: Unsaid;
}

/** Null where there is no such workshop. */
export async function readBook(store: Store, id: WorkshopId): Promise<WorkshopBook | null> {
  const workshop = await store.workshops.get(id);
  if (!workshop) return null;
  const [
    seats,
    people,
    organisations,
    attended,
    ballots,
    decisions,
    parked,
    unsaid,
    { house },
    ofTables,
    papers,
    present,
  ] = await Promise.all([
    store.workshops.everSeated(id),
    store.people.members(),
    store.people.organisations(),
    readAttended(store, id),
    store.ballots.of(id),
    store.decisions.of(id),
    store.decisions.parked(id),
    readUnsaid(store),
    store.house.current(),
    store.tables.decisions(id),
    store.paper.of(id),
    presentIn(store, id),
  ]);
  const members = new Map(people.map((member) => [member.id, member]));
  const attendance = attended.filter(({ by }) => by === "themselves");
  return {
    workshop,
    seats,
    members,
    organisations: new Map(
      organisations.map(({ id: of, name, country }) => [
        of,
        { name, country, said: house.organisations[of]?.name ?? {} },
      ]),
    ),
    attendance,
    present,
    waiting: countWaiting(attended),
    named: whoAgreed(seats, members, attendance),
    // Of tables those that have crossed in the plenary.
    ballots: ballots.toReversed().filter((each) => each.state !== "dropped" && seesBallot(workshop, null, each)),
    decisions: decisions.toReversed(),
    tableDecisions: ofTables,
    papers,
    parked: parked.filter(({ waits }) => !waits),
    codes: await codesOf(store, workshop, papers),
    unsaid,
  };
}

function whoAgreed(
  seats: readonly Seat[],
  members: ReadonlyMap<MemberId, Member>,
  attendance: readonly Attended[],
): Set<MemberId> {
  return new Set(
    seats.flatMap(({ id, member }) => {
      const said = attendance.filter(({ seat }) => seat === id).toSorted((a, b) => (a.day < b.day ? -1 : 1));
      return said.at(-1)?.named === true && members.get(member)?.guest === null ? [member] : [];
    }),
  );
}

/** As the editions that were coded, on devices or on paper, call categories, and where none does, as the methodology in force. */
async function codesOf(
  store: Store,
  { steps: ofAgenda, tables }: WorkshopRow,
  papers: readonly PaperRow[],
): Promise<Map<CategoryId, string>> {
  const steps = [...ofAgenda, ...tables.map(({ work }) => work)];
  const codes = new Map<CategoryId, string>();
  const coded = [...steps.flatMap(({ edition }) => edition ?? []), ...papers.map(({ edition }) => edition)];
  const editions = [...new Set(coded)].toSorted((a, b) => a - b);
  const contents = [
    (await store.methodologies.current())?.content,
    ...(await Promise.all(editions.map(async (number) => (await store.slips.edition(number))?.content))),
  ];
  for (const content of contents) for (const { id, code } of content?.categories ?? []) codes.set(id, code);
  return codes;
}
