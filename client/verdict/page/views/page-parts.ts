import type { Range } from "../../../../schema/text/revision.ts";
import type { Session } from "../../../app/session-context.ts";
import type { PageChanges } from "../page-changes.ts";
import type { PageRounds } from "../../../rounds/page-rounds.ts";
import type { PageComments } from "../page-comments.ts";
import type { PageContext } from "../page-context.ts";
import type { PageDrawer } from "../page-drawer.ts";
import type { PageFind } from "../page-find.ts";
import type { PageGoing } from "../page-going.ts";
import type { PageListing } from "../page-listing.ts";
import type { PageLoading } from "../page-loading.ts";
import type { PagePlaces, Placed } from "../page-places.ts";
import type { PagePopovers } from "../page-popovers.ts";
import type { PageQuoted } from "../page-quoted.ts";
import type { PageSheet } from "../page-sheet.ts";
import type { PageTagging } from "../page-tagging.ts";
import type { PageVersion } from "../page-version.ts";
import type { PageWindow } from "../page-window.ts";
import type { PageTranslation } from "../../translation/page-translation.ts";
import type { DraftView } from "../../model/draft-views.ts";
import type { KeptList } from "../../model/kept-list.ts";
import type { SavedState } from "../../../sync/saved-state.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";

/** The parts of the verdict page: what its views draw and whom they tell. */
export interface PageParts {
  context: PageContext;
  state: PageContext["state"];
  loading: PageLoading;
  drawer: PageDrawer;
  window: PageWindow;
  going: PageGoing;
  find: PageFind;
  comments: PageComments;
  tagging: PageTagging;
  changes: PageChanges;
  sheet: PageSheet;
  translation: PageTranslation;
  quoted: PageQuoted;
  popovers: PagePopovers;
  places: PagePlaces;
  listing: PageListing;
  version: PageVersion;
  rounds: PageRounds;
  drafts: KeptList<DraftView>;
  session: () => Session | null;
  /** The same object as long as nothing has changed. */
  saved: (model: VerdictModel) => SavedState;
  place: (model: VerdictModel) => Placed;
  translationsOf: (model: VerdictModel) => PageTranslation["of"];
  quoteOf: (range: Range) => string;
}

/** What the margin shows, or the sheet in its place. */
export function filterBy({ state }: PageParts, { detail }: HTMLElementEventMap["coram-margin-filter"]): void {
  state.filter = detail.filter;
  state.showResolved = detail.showResolved;
}
