import type { SaidConsents } from "../../../schema/domain/workshop/door.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { Seat } from "../../../schema/domain/workshop/workshop.ts";
import type { Deps } from "../../deps.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** Records what somebody says of their own name, for today, and tells each of their pages. */
export async function sayConsents(
  { store, clock, realtime }: Needs,
  { id, country }: WorkshopRow,
  { id: seat, member }: Pick<Seat, "id" | "member">,
  said: SaidConsents,
): Promise<void> {
  await store.doors.attend(seat, wallTime(country, clock()).day, said);
  realtime.publish({ type: "consents", workshop: id, member });
}
