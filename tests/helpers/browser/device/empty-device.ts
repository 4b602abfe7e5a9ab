import { EARLIER_DATABASE } from "../../../../client/sync/offline/carry-over.ts";
import { settled } from "../../../../client/sync/offline/database.ts";
import { DATABASE } from "../../../../client/sync/offline/device-shelf.ts";
import { KeyHalves } from "../../../../client/sync/offline/key-halves.ts";

/** Clears what this page's browser keeps, as its user may while pages are open. */
export async function emptyDevice(): Promise<void> {
  localStorage.clear();
  for (const name of [DATABASE, EARLIER_DATABASE]) await settled(indexedDB.deleteDatabase(name));
  const halves = await KeyHalves.open();
  for (const id of await halves.ids()) await halves.remove(id);
}
