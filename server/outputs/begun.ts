import type { OutputId } from "../../schema/domain/ids.ts";
import type { Begun } from "../../schema/domain/people/place-rights.ts";
import type { Store } from "../store/store.ts";

/** Who began these documents; those that are gone tell nobody. */
export async function begunOf(
  { outputs }: Pick<Store, "outputs">,
  ids: readonly (OutputId | null | undefined)[],
): Promise<Begun> {
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  const rows = await Promise.all(known.map((id) => outputs.get(id)));
  return rows.flatMap((row) => (row ? [{ output: row.id, by: row.createdBy }] : []));
}
