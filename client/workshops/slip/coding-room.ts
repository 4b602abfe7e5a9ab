import type { MemberId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { SlipPlace } from "../../../schema/rooms/room-place.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { cardOf, seatedAble } from "../workshop-words.ts";
import { device } from "../../sync/offline/device.ts";
import { WorkStore } from "../../sync/offline/work-store.ts";
import type { PendingStore } from "../../sync/pending-store.ts";

/** The room in which somebody codes, as they see it. */
export interface CodingRoom {
  workshop: WorkshopId;
  me: MemberCard;
  isSeated: boolean;
  /** Has the floor, and reveals. */
  leads: boolean;
  isGuest: boolean;
  /** Whose slips may be shown as theirs; none to a guest. */
  members: readonly MemberCard[];
  /** Those who sit in it and may set the key of a calibration. */
  setters: readonly MemberId[];
}

/** The room as a member codes in it; null where who looks is none of its people. */
export function codingRoom(view: WorkshopView, id: MemberId): CodingRoom | null {
  const { workshop, seat, rights, members } = view;
  const me = cardOf(view, id);
  if (!me) return null;
  const setters = seatedAble(view, "workshop.vote-counts").map((card) => card.id);
  return { workshop: workshop.id, me, isSeated: seat !== null, leads: rights.lead, isGuest: false, members, setters };
}

/** What is kept of a slip on a verdict: on the device of a member; of a guest, of whom nothing stays there, in the page. */
export async function keptSlip(
  me: MemberId,
  verdict: VerdictId,
  slip: SlipPlace,
): Promise<{ kept: PendingStore; release: () => void }> {
  const work = await device.ready();
  if (work?.member === me) return { kept: await work.openWork(verdict, slip), release: work.hold(slip) };
  return { kept: WorkStore.inMemory(me, { kind: "verdict", id: verdict }), release: () => undefined };
}
