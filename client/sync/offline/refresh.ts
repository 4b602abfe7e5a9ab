import type { OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import type { OutputList, OutputView } from "../../../schema/protocol/http/outputs.ts";
import type { NetworkView, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { KeptMethodology, KeptParts } from "./records.ts";
import type { WorkStore } from "./work-store.ts";

/** What the server lists now. Each throws while it is out of reach. */
export interface Listing {
  network(): Promise<NetworkView>;
  /** Null where the verdict is not open to this member any more. */
  verdict(id: VerdictId): Promise<VerdictView | null>;
  outputs(): Promise<OutputList>;
  /** Null as with a verdict. */
  output(id: OutputId): Promise<OutputView | null>;
  /** Null as with a verdict. */
  parts(id: OutputId): Promise<KeptParts | null>;
  /** Null where its draft is not open to this member any more. */
  methodology(): Promise<KeptMethodology | null>;
}

/** Brings a member's copies in line with the server: what is not listed goes, what has changed is fetched anew. */
export async function refreshCopies(work: WorkStore, listing: Listing): Promise<void> {
  if (!work.mayCopy) return;
  const network = await listing.network();
  const { verdicts } = network;
  work.copies.keepNetwork(network);
  for (const verdict of await work.copies.compare(verdicts)) {
    if (work.isOpen(verdict)) continue;
    const view = await listing.verdict(verdict);
    if (view) work.copies.keepView(view);
    else await work.copies.forget([verdict]);
  }
  // The list of documents is dear, and each page that is opened comes by here.
  if (await work.copies.hasOutputs()) await refreshOutputs(work, listing, verdicts);
  const methodology = await work.copies.methodology();
  if (!methodology) return;
  const of = methodology.version.methodology;
  if (work.isOpen(of)) return;
  const now = await listing.methodology();
  if (now) work.copies.keepMethodology(now);
  else await work.copies.forget([of]);
}

async function refreshOutputs(work: WorkStore, listing: Listing, verdicts: NetworkView["verdicts"]): Promise<void> {
  const { outputs } = await listing.outputs();
  const changed = await work.copies.compareOutputs(outputs);
  for (const output of changed) {
    if (work.isOpen(output)) continue;
    const view = await listing.output(output);
    if (view) work.copies.keepOutput(view);
    else await work.copies.forget([output]);
  }
  for (const output of new Set([...changed, ...(await work.copies.compareParts(verdicts))]))
    if (!work.isOpen(output)) work.copies.keepParts(output, await listing.parts(output));
}
