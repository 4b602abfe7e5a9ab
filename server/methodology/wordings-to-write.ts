import { can, type Actor } from "../../schema/domain/can.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import type { Localised } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { WordingToWrite } from "../../schema/protocol/http/network.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import type { Deps } from "../deps.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/** Wordings that workshops left to the actor to write in a language, of categories that the draft or the version in force still has. */
export async function wordingsToWrite(
  { store, realtime }: Needs,
  actor: Actor,
  inForce: MethodologyVersion | null,
): Promise<WordingToWrite[]> {
  const waits = can(actor, "methodology.edit", null) ? await store.decisions.waitingFor(actor.id) : [];
  if (waits.length === 0) return [];
  const draft = await store.methodologies.draft();
  const drafted = draft
    ? await realtime.look(draft.room, (doc) =>
        new DraftRoom(doc).categories().filter(({ deleted }) => deleted === null),
      )
    : [];
  const named = new Map<CategoryId, { code: string; label: Localised }>(
    [...(inForce?.content.categories ?? []), ...drafted].map((each) => [each.id, each]),
  );
  return waits.flatMap(({ part: _part, by: from, ...wait }) => {
    const category = named.get(wait.category);
    return category ? [{ ...wait, from, code: category.code, label: category.label }] : [];
  });
}
