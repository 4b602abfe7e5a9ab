import type { AnswerSubject } from "../../../schema/domain/answer.ts";
import type { ReactiveControllerHost } from "lit";
import type { AnnotationId, CategoryId, MemberId } from "../../../schema/domain/ids.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";
import { tell } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { hasWords, mapPassage, mapperOf } from "../../reader/carry-over.ts";
import type { ErasedPassage } from "../../erasure/coram-erase-words.ts";
import type { Editing } from "./dialogs/coram-edit-dialog.ts";
import type { SheetView } from "./dialogs/coram-passage-sheet.ts";
import { isRoundsDialog, type VerdictDialog } from "../bars/coram-verdict-bar.ts";
import type { PickerMode } from "../categories/picker-options.ts";
import type { Composing } from "./page-geometry.ts";
import { storedSize } from "../bars/reading-size.ts";
import type { StandingBegun } from "../../rounds/standing-begun.ts";
import type { AnswerPlace } from "../../../schema/domain/answer.ts";
import type { CoramVerdictText } from "../text/coram-verdict-text.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { MarginFilter } from "../model/view-model.ts";

/** Something that was asked for and is not done. */
export interface Failed {
  words: string;
  again: () => void;
}

/** A passage that is so long that it is asked whether it is one. */
export interface LongPassage {
  category: CategoryId;
  note: string;
  ranges: readonly Range[];
  words: number;
}

/** What one has in hand on the verdict page: nothing of it outlives the page, but the reading size. */
export interface PageState {
  /** Words that are selected. */
  selection: readonly Range[];
  /** The tag, thread or translation whose card is the shown one; "compose": the comment that is being begun. */
  active: string | null;
  /** The category that every selection is tagged with. */
  armed: CategoryId | null;
  /** Categories chosen last, the latest first. */
  recent: readonly CategoryId[];
  /** What could not be done in the methodology's draft, and how it is tried again. */
  failed: Failed | null;
  /** The category whose tags only are shown. */
  filteredCategory: CategoryId | null;
  /** What the margin shows. */
  filter: MarginFilter;
  showResolved: boolean;
  composing: Composing | null;
  editing: Editing | null;
  /** The passage that is to be erased for good. */
  erasing: ErasedPassage | null;
  /** The tag whose edges are being moved. */
  adjusting: AnnotationId | null;
  /** The tag of a colleague's, or that documents quote, that is to be removed once one has said so. */
  removing: AnnotationId | null;
  /** What is to be tagged once one has said that it is one passage. */
  long: LongPassage | null;
  /** One is asked before one's work in the round is handed in. */
  handingIn: boolean;
  /** The tag that the next selection is added to. */
  extending: AnnotationId | null;
  pickerMode: PickerMode;
  picking: boolean;
  /** The colleague one reads along with. */
  following: MemberId | null;
  /** Offsets of the first and the last block in sight, and of the one that is read. */
  visible: { first: number; last: number; current: number } | null;
  /** Reading size in pixels. */
  size: number;
  sheet: SheetView | null;
  /** The left column shows the case sheet. */
  caseSheet: boolean;
  /** Whose questions the case sheet shows. */
  subject: AnswerSubject;
  /** The question in hand. */
  question: AnswerPlace | null;
  /** One is asked to which question the passage is given. */
  givingEvidence: boolean;
  dialog: VerdictDialog | null;
  /** What of the settled is to be changed, and the reason is asked for. */
  standing: StandingBegun | null;
  keysOpen: boolean;
}

/** What is begun on ranges of the text before, on those of the text after. */
export type Carrier = <Begun extends { ranges: readonly Range[] }>(begun: Begun) => Begun;

/** What the parts of the verdict page share: the model, the text, and what one has in hand. */
export class PageContext {
  /** The case sheet stands in a column of its own, beside the outline, and is open always. */
  isSheetBeside = false;
  /** Draws the page again where a field of it is set. */
  readonly state: PageState;
  /** The text that was drawn last, and of which model. */
  private drawn: { model: VerdictModel; revision: Revision } | null = null;
  readonly host: ReactiveControllerHost & HTMLElement;
  private readonly opened: { readonly model: VerdictModel | null };

  constructor(host: ReactiveControllerHost & HTMLElement, opened: { readonly model: VerdictModel | null }) {
    this.host = host;
    this.opened = opened;
    this.state = watched(emptyHanded(), (key) => {
      if (key === "dialog") forgetAskedDialog();
      host.requestUpdate();
    });
  }

  get model(): VerdictModel | null {
    return this.opened.model;
  }

  /** Null before the verdict is drawn. */
  get text(): CoramVerdictText | null {
    return this.host.querySelector("coram-verdict-text");
  }

  /** Coram's number of the block at an offset; empty where it has none. */
  numberAt(offset: number): string {
    return blockAt(this.model?.view.revision.blocks ?? [], offset)?.number ?? "";
  }

  /**
   * Before each drawing: what is begun on words of the text stays with them where somebody has corrected the text. Gives what carries
   * other ranges; null while the text is the same.
   */
  carry(): Carrier | null {
    const { model, drawn, state } = this;
    this.drawn = model && { model, revision: model.view.revision };
    if (!model || drawn?.model !== model || drawn.revision.number === model.view.revision.number) return null;
    const map = mapperOf(drawn.revision, model.view.revision, model.view.maps);
    const { length } = model.view.revision.text;
    const carried: Carrier = (begun) => ({ ...begun, ranges: mapPassage(map, begun.ranges, length) });
    const { composing, long, standing } = state;
    if (composing) state.composing = withPlace(carried(composing));
    if (long) state.long = withWords(carried(long));
    // Words that are gone are not selected any more.
    if (standing?.act === "add-tag") state.standing = { ...standing, ranges: map(standing.ranges) };
    return carried;
  }

  /** What was begun is left for the card that it was begun on. Without one the sheet of a narrow screen has nothing to show, and shuts. */
  backTo(card: string | null): void {
    const { state } = this;
    state.active = card;
    if (card === null && state.sheet === "passage") state.sheet = null;
  }

  /** Once the page shows what has been changed. */
  afterUpdate(act: () => void): void {
    void this.host.updateComplete.then(act);
  }
}

/** Of words that are gone the box says so. */
function withPlace(composing: Composing): Composing {
  return hasWords(composing.ranges) ? composing : { ...composing, about: t("verdict.state-removed") };
}

/** There is nothing to tag where the words are gone. */
function withWords(long: LongPassage): LongPassage | null {
  if (hasWords(long.ranges)) return long;
  tell(t("verdict.state-removed"));
  return null;
}

function emptyHanded(): PageState {
  const asked = new URLSearchParams(location.search).get("dialog");
  return {
    selection: [],
    active: null,
    armed: null,
    recent: [],
    failed: null,
    filteredCategory: null,
    filter: "all",
    showResolved: false,
    composing: null,
    editing: null,
    erasing: null,
    adjusting: null,
    removing: null,
    long: null,
    handingIn: false,
    extending: null,
    pickerMode: "tag",
    picking: false,
    following: null,
    visible: null,
    size: storedSize(),
    sheet: null,
    caseSheet: false,
    subject: "verdict",
    question: null,
    givingEvidence: false,
    dialog: isRoundsDialog(asked) || asked === "about" || asked === "stage" ? asked : null,
    standing: null,
    keysOpen: false,
  };
}

/** The address asked for a dialog once: to load it again, or to come back to it, opens none that was closed. */
function forgetAskedDialog(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has("dialog")) return;
  address.searchParams.delete("dialog");
  history.replaceState(history.state, "", address);
}

function watched<State extends object>(state: State, onChange: (key: string | symbol) => void): State {
  return new Proxy(state, {
    set(target, key, value: unknown): boolean {
      const isSame = Object.is(Reflect.get(target, key), value);
      Reflect.set(target, key, value);
      if (!isSame) onChange(key);
      return true;
    },
  });
}
