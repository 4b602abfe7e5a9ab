import type { Category } from "../../schema/domain/methodology/methodology.ts";
import type { NamedCategory } from "../../schema/protocol/http/workshops/ballots.ts";
import type { Store } from "../store/store.ts";

/**
 * Names of categories that were in force and are not among these: what was decided, counted or voted on in them stays, and is never called by
 * an id.
 */
export async function namesGone(
  { methodologies }: Pick<Store, "methodologies">,
  categories: readonly Pick<Category, "id">[],
): Promise<NamedCategory[]> {
  const inForce = await methodologies.current();
  const there = new Set(categories.map(({ id }) => id));
  const known = [...(inForce?.content.categories ?? []), ...(inForce?.gone ?? [])];
  return known.filter(({ id }) => !there.has(id)).map(({ id, code, label }) => ({ id, code, label }));
}
