import type { MemberId } from "../../schema/domain/ids.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { ScopeKind } from "../../schema/rooms/room-scope.ts";
import type { KeptMethodology } from "./offline/records.ts";
import type { WorkStore } from "./offline/work-store.ts";
import type { Place } from "./place.ts";
import { lateIn, placesOf, placesOfMethodology, placesOfOutput } from "./places.ts";

/** What the server says of each kind of scope: its page, with its rooms. */
export interface ScopeViews {
  verdict: VerdictView;
  output: OutputView;
  methodology: KeptMethodology;
}

/** What is done otherwise with the work on scopes of one kind than with that on others. */
export interface ScopePolicy<Kind extends ScopeKind> {
  /** Its rooms as `me` has them. */
  places(view: ScopeViews[Kind], me: MemberId): Place[];
  /** Tells of a place whether its round has closed, so that what cannot go there came too late. */
  lateIn(view: ScopeViews[Kind]): (place: string) => boolean;
  /** Keeps on the device what was read of it while its work was sent. */
  keep(work: WorkStore, view: ScopeViews[Kind]): void;
}

const never = (): boolean => false;

export const SCOPES: { readonly [Kind in ScopeKind]: ScopePolicy<Kind> } = {
  verdict: {
    places: placesOf,
    lateIn,
    // Brought in line with the list of verdicts.
    keep: () => undefined,
  },
  output: {
    places: placesOfOutput,
    lateIn: () => never,
    // Copies of its rooms are found by its page when they are to go.
    keep: (work, view) => work.copies.keepOutput(view),
  },
  methodology: {
    places: ({ draft }) => placesOfMethodology(draft),
    lateIn: () => never,
    keep: (work, view) => work.copies.keepMethodology(view),
  },
};
