import type { PlacesView } from "../../schema/protocol/http/network.ts";
import type { WorkStore } from "../sync/offline/work-store.ts";

/** What opens without the server, by name; null where nothing is kept. */
export async function placesOnDevice(work: WorkStore | null): Promise<PlacesView | null> {
  const network = await work?.copies.network();
  if (!network) return null;
  const { verdicts, members, organisations } = network;
  return {
    verdicts: verdicts.map(({ verdict, canPrepare }) => ({ ...verdict, canPrepare })),
    documents: [],
    members: members.filter(({ isRemoved }) => !isRemoved),
    organisations,
  };
}
