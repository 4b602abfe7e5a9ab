import { sendLeftSlips } from "../../app/send-work.ts";
import type { MemberId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { SlipPlace } from "../../../schema/rooms/room-place.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { cardOf, seatedAble } from "../workshop-words.ts";
import { device } from "../../sync/offline/device.ts";
import { MemoryShelf } from "../../sync/offline/memory-shelf.ts";
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

/** Of a page on which the device has nobody's work, what is kept as long as that is open. */
const inPage = new Map<MemberId, Promise<WorkStore>>();

/** What is kept of a slip on a verdict: as all work is, on the device where that can be. Once it is not shown any more, what waits of it is sent. */
export async function keptSlip(
  me: MemberId,
  verdict: VerdictId,
  slip: SlipPlace,
): Promise<{ kept: PendingStore; release: () => void }> {
  const onDevice = await device.ready();
  const work = onDevice?.member === me ? onDevice : await pageWork(me);
  const free = work.hold(slip);
  const kept = await work.openWork(verdict, slip);
  return {
    kept,
    release() {
      free();
      void sendLeftSlips(work);
    },
  };
}

function pageWork(me: MemberId): Promise<WorkStore> {
  const work = inPage.get(me) ?? WorkStore.open(me, new MemoryShelf());
  inPage.set(me, work);
  return work;
}
