import { mayDeputise } from "../../../schema/domain/workshop/may-deputise.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { needsPassages } from "../../../schema/domain/workshop/phases.ts";
import { preparedKey, preparedTables, wordsPrepared } from "../../../schema/domain/workshop/prepared.ts";
import type { PlannedStep, WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { toActor } from "../../rooms/room-access.ts";
import { standsIn } from "../../workshops/stands-in.ts";
import { mustNotBeErased } from "../network/erasures.ts";

type Members = ReadonlyMap<Member["id"], Member>;

/** Refuses a plan that names what is not there (deputies who may not hold the floor, passages that nobody may read) or was erased. */
export async function mustStand(
  { store, screens }: Pick<Deps, "screens" | "store">,
  { title, deputies, steps }: WorkshopPlan,
): Promise<void> {
  mustNotBeErased({ screens }, null, [
    title,
    ...steps.flatMap((step) => [step.title, ...wordsPrepared(step.prepared)]),
  ]);
  const members = new Map((await store.people.members()).map((member) => [member.id, member]));
  const mayHold = deputies.every((id) => {
    const member = members.get(id);
    return member?.removedAt === null && mayDeputise(toActor(member));
  });
  if (!mayHold || new Set(deputies).size < deputies.length) throw new Refusal("bad-request", { field: "deputies" });
  for (const step of steps) {
    mustBePrepared(step, members);
    await mustHavePassages({ store }, step);
  }
}

/**
 * Refuses people who are none, guests, who may not set a key or have a chair, and passages of another step. Who was a member stays in a
 * plan: nobody is asked to a table who is not there.
 */
function mustBePrepared(step: PlannedStep, members: Members): void {
  const [tables, key] = [preparedTables(step), preparedKey(step)];
  const isKnown = (id: Member["id"]): boolean => members.get(id)?.guest === null;
  const mayLead = (id: Member["id"]): boolean => {
    const member = members.get(id);
    return member !== undefined && isKnown(id) && mayDeputise(toActor(member));
  };
  const isSaid = tables.every(
    ({ people, chair, passages }) =>
      people.every(isKnown) &&
      (chair === null || mayLead(chair)) &&
      passages.every((id) => step.passages.some((passage) => passage.id === id)),
  );
  if (!isSaid || !key.every(mayLead)) throw new Refusal("bad-request", { field: "prepared" });
}

async function mustHavePassages({ store }: Pick<Deps, "store">, { kind, passages }: PlannedStep): Promise<void> {
  if (passages.length > 0 && !needsPassages(kind) && kind !== "read" && kind !== "tables")
    throw new Refusal("bad-request", { field: "passages" });
  for (const passage of passages)
    if (!(await standsIn(store, passage))) throw new Refusal("bad-request", { field: "passages" });
}
