import { completed, isThere, settled } from "./database.ts";
import { STORES, type Put } from "./records.ts";

/** What the program kept in before it sealed what it keeps. */
export const EARLIER_DATABASE = "coram";

/** Takes unsent work and drafts over from the earlier database and drops that with its copies, which can be had again. */
export async function carryOver(write: (work: readonly Put[]) => Promise<void>): Promise<void> {
  if (!(await isThere(EARLIER_DATABASE))) return;
  // The newer number closes it in tabs that still run the earlier program: what they write from now on they say is not kept.
  const database = await settled(indexedDB.open(EARLIER_DATABASE, 2));
  try {
    await write([...(await read(database, "batches")), ...(await read(database, "drafts"))]);
  } finally {
    database.close();
  }
  await settled(indexedDB.deleteDatabase(EARLIER_DATABASE));
}

async function read(database: IDBDatabase, store: "batches" | "drafts"): Promise<Put[]> {
  if (!database.objectStoreNames.contains(store)) return [];
  const transaction = database.transaction(store);
  const [values] = await Promise.all([
    settled(transaction.objectStore(store).getAll() as IDBRequest<unknown[]>),
    completed(transaction),
  ]);
  return values.flatMap((value) => {
    const record = STORES[store].shape.safeParse(value).data;
    return record ? [{ put: store, record } as Put] : [];
  });
}
