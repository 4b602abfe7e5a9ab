import type { DraftRoot } from "../../../../schema/rooms/draft/draft-room.ts";
import { serverClock } from "../../../api/server-clock.ts";
import { wordsOf } from "../../../sync/draft.ts";
import { overlapDraft, overlapId } from "../../../sync/overlaps.ts";
import type { PendingStore } from "../../../sync/pending-store.ts";
import { METHODOLOGY_PLACES } from "../../../sync/places.ts";
import type { WordingKeeper } from "./open-wording.ts";

/** `metHere`: drafts of wordings whose field is open and asks for a choice itself. */
interface Kept {
  store: PendingStore;
  metHere: Set<string>;
  drop(draft: string): void;
}

/** A wording that met a colleague's is a draft until one of the two is chosen, wherever they met; one that may not be written, until it may. */
export function draftKeeper(
  root: DraftRoot,
  entry: string,
  field: string,
  { store, metHere, drop }: Kept,
): WordingKeeper {
  const id = overlapId(`${root}/${entry}/${field}`);
  const keep = (mine: string): void => {
    const known = store.drafts.find((draft) => draft.id === id);
    if (known && wordsOf(known) === mine) return;
    metHere.add(id);
    const change = { root, id: entry, made: false, fields: { [field]: mine } };
    store.setAside(overlapDraft(METHODOLOGY_PLACES.draft, change, serverClock.stamp()), null);
  };
  return {
    keep,
    letGo: () => {
      metHere.delete(id);
      drop(id);
    },
    // Where a right has gone, the words have a field below what the draft holds.
    goOn: (wording) => {
      const type = (words: string): void => {
        wording.type(words);
        wording.hold();
      };
      return { store, id, why: () => "closed", keep: type };
    },
  };
}
