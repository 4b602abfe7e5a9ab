import type { WorkshopModel } from "../workshop-model.ts";
import { nameOf } from "../workshop-words.ts";
import type { FollowRoom } from "./coram-follow-bar.ts";

/** Whom a member follows in a workshop; null before it is known. */
export function followRoom({ view, isHolder, id, clock }: WorkshopModel): FollowRoom | null {
  if (!view) return null;
  const { holder, state, term } = view.workshop;
  return {
    id,
    term: isHolder ? term : null,
    name: holder === null ? "" : nameOf(view, holder),
    isLed: holder !== null && (state === "open" || state === "paused"),
    now: () => clock.now(),
  };
}
