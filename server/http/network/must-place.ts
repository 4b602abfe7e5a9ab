import type { MemberId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { ledBesides, placeHindrance, type Place } from "../../../schema/domain/people/place-rights.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { Store } from "../../store/store.ts";
import { Refusal } from "../../refusal.ts";

/** Refuses, with the reason, who may not give somebody (null: whoever comes by a link) another place in the network. */
export async function mustPlace(
  { store }: { store: Pick<Store, "people"> },
  { actor }: SignedIn,
  member: MemberId | null,
  was: Place | null,
  now: Place | null,
): Promise<void> {
  const { people } = store;
  const hindrance = placeHindrance(actor, { member, was, now, led: ledBesides(await people.members(), member) });
  if (!hindrance) return;
  if (hindrance.why === "no-facilitator") throw new Refusal("not-allowed");
  if (hindrance.why === "own") throw new Refusal("own-place");
  const of = (await people.organisations()).find(({ id }) => hindrance.why === "led" && id === hindrance.organisation);
  throw new Refusal("led-by-others", { organisation: of?.name ?? "" });
}

/** The place of somebody who is here. */
export function placeOf({ role, organisation }: Pick<Member, "role" | "organisation">): Place {
  return { role, organisation };
}
