import { isCodedNow } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { nameOf } from "../workshop-words.ts";
import { tablesNow } from "../tables/table-words.ts";
import type { FollowRoom } from "./coram-follow-bar.ts";

/** Whom a member follows in a workshop: who has the floor, and at a table that has begun its chair; nobody in silence. Null before it is known. */
export function followRoom({
  view,
  step,
  isHolder,
  me,
  id,
  clock,
}: Pick<WorkshopModel, "clock" | "id" | "isHolder" | "me" | "step" | "view">): FollowRoom | null {
  if (!view) return null;
  const { holder, state, term } = view.workshop;
  const { seat } = view;
  const tables = step?.phase === "tables" && seat ? tablesNow(view) : [];
  const own = tables.find(({ seats, work }) => seat && seats.includes(seat.id) && isUnderWay(work));
  const chair = own && view.seats.find((each) => each.id === own.chair)?.member;
  const leader = chair ?? holder;
  const works = own?.work ?? step;
  const isSilent = works !== null && isCodedNow(works);
  return {
    id,
    table: own?.id ?? null,
    term: !isSilent && (chair ? chair === me : isHolder) ? term : null,
    name: leader === null ? "" : nameOf(view, leader),
    isLed: !isSilent && leader !== null && (state === "open" || state === "paused"),
    now: () => clock.now(),
  };
}

function isUnderWay({ beganAt, endedAt }: { beganAt: string | null; endedAt: string | null }): boolean {
  return beganAt !== null && endedAt === null;
}
