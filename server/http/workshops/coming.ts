import type { MemberId, OrganisationId } from "../../../schema/domain/ids.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { Coming, type WorkshopCard } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Deps } from "../../deps.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { createRoutes, mustBeAllowed, readBody } from "../route.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** Members say whether they come. */
export function comingRoutes(deps: Needs) {
  return createRoutes().put("/:id/coming", async (c) => {
    const { workshop, subject } = await mustSeeWorkshop(c, deps);
    const by = mustBeAllowed(c, "workshop.answer", subject);
    const { coming } = await readBody(c, Coming);
    const [{ store, clock, realtime }, { id }] = [deps, by.member];
    await store.workshops.answer(workshop.id, { member: id, coming, at: clock().toISOString() });
    realtime.publish({ type: "workshops" });
    return c.json<WorkshopCard>(await toCard(deps, workshop, id));
  });
}

/** A workshop in a list, as a member sees it: how many come, and what they said themselves. */
export async function toCard({ store }: Pick<Deps, "store">, row: WorkshopRow, asker: MemberId): Promise<WorkshopCard> {
  const { id, title, host, days, begins, state, steps, closedAt } = row;
  const [answers, hostName] = await Promise.all([store.workshops.answers(id), nameOf(store, host)]);
  const count = (coming: boolean): number => answers.filter((answer) => answer.coming === coming).length;
  const own = answers.find(({ member }) => member === asker)?.coming ?? null;
  const coming = { yes: count(true), no: count(false), own };
  return { id, title, host, hostName, days, begins, state, steps: steps.length, closedAt, coming };
}

/** The one that comes next, or is under way: the earliest that has not closed, and whose last day is not over. */
export async function nextWorkshop(deps: Pick<Deps, "clock" | "store">, asker: MemberId): Promise<WorkshopCard | null> {
  const now = deps.clock();
  const coming = (await deps.store.workshops.all()).filter(
    ({ state, days, country }) => state !== "closed" && (days.at(-1) ?? "") >= wallTime(country, now).day,
  );
  const next = coming.toSorted((a, b) => ((a.days[0] ?? "") < (b.days[0] ?? "") ? -1 : 1))[0];
  return next ? toCard(deps, next, asker) : null;
}

async function nameOf({ people }: Deps["store"], host: OrganisationId): Promise<string> {
  return (await people.organisations()).find(({ id }) => id === host)?.name ?? "";
}
