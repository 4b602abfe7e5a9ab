import type { OutputVersion } from "../../schema/protocol/http/parts/output-versions.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { FrozenTableRow } from "../store/shapes/frozen-table.ts";
import type { Store } from "../store/store.ts";

/** Which version a document stands as: the one that was approved, or that signatures are asked for; null while it is written. */
export async function heldNumber(
  { approvals }: Pick<Store, "approvals">,
  { id, status, approvedVersion }: Pick<OutputRow, "id" | "status" | "approvedVersion">,
): Promise<number | null> {
  if (approvedVersion !== null || status !== "asked") return approvedVersion;
  const asked = await approvals.newest(id);
  return asked?.documents.find(({ output }) => output === id)?.version ?? null;
}

/** What a document that is approved, or asked to be signed, says and shows, whatever has changed since; null while it is written. */
export async function heldVersion(
  store: Pick<Store, "approvals" | "outputs">,
  row: Pick<OutputRow, "id" | "status" | "approvedVersion">,
): Promise<(OutputVersion & { tables: FrozenTableRow[] }) | null> {
  const number = await heldNumber(store, row);
  const held = number === null ? null : await store.outputs.version(row.id, number);
  return held && { ...held, tables: await store.outputs.frozenTables(row.id, held.number) };
}
