import { createRef, type Ref } from "lit/directives/ref.js";
import type { AnnotationId, CategoryId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { describeProblem } from "../../api/http.ts";
import { announce, tell } from "../../elements/announce.ts";
import { wordsMayFollow } from "../../elements/input/stray-words.ts";
import { copy } from "../../elements/clipboard.ts";
import { TOUCH } from "../../elements/screen.ts";
import { t } from "../../i18n/t.ts";
import { copyCited } from "../bars/copy-cited.ts";
import type { CoramPicker } from "../categories/coram-picker.ts";
import type { PickerMode } from "../categories/picker-options.ts";
import type { SelectionAction } from "../bars/coram-selection-bar.ts";
import type { TagAction } from "../cards/coram-tag-card.ts";
import type { PageComments } from "./page-comments.ts";
import type { LongPassage, PageContext } from "./page-context.ts";
import type { PageQuoted } from "./page-quoted.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { StandingBegun } from "../../rounds/standing-begun.ts";

const RECENT_MAX = 8;
/** A passage of more words is asked about before it is tagged: a slip of the hand takes half a verdict. */
const LONG = 300;

/** What is done with words that are selected, and with tags: from the picker, the tree, a card, the text or a key. */
export class PageTagging {
  /** To put on the picker. */
  readonly picker: Ref<CoramPicker> = createRef();
  private readonly page: PageContext;
  private readonly comments: PageComments;
  private readonly quoted: Pick<PageQuoted, "ofTag">;

  constructor(page: PageContext, comments: PageComments, quoted: Pick<PageQuoted, "ofTag">) {
    this.page = page;
    this.comments = comments;
    this.quoted = quoted;
  }

  // ----------------------------------------------------------------------------------------------------------- selection

  readonly onSelection = (event: HTMLElementEventMap["coram-selection"]): void => {
    const { model, state, text } = this.page;
    const { ranges } = event.detail;
    state.selection = ranges;
    this.showPresence();
    if (ranges.length === 0) return;
    if (state.extending) {
      const tag = model?.tag(state.extending);
      state.extending = null;
      if (tag) model?.changeTag(tag.id, { ranges: merge([...tag.ranges, ...ranges]) });
      text?.clearSelection();
      return;
    }
    if (state.armed && !state.picking) this.tagWith(state.armed);
  };

  /** Lets colleagues see where one is. */
  showPresence(): void {
    const { model, state } = this.page;
    const [first] = state.selection;
    const last = state.selection.at(-1);
    model?.setPresence(state.visible?.current ?? 0, first && last ? { start: first.start, end: last.end } : null);
  }

  onSelectionAction(action: SelectionAction): void {
    const { model, state, text } = this.page;
    const [first] = state.selection;
    if (action === "tag" || action === "suggest" || action === "settle") this.openPicker(action);
    else if (action === "comment") this.comments.compose(state.selection);
    // Done by whoever knows of translations.
    else if (action === "translate") return;
    else if (action === "copy") copyCited(model, state.selection);
    else if (action === "add-range") {
      text?.addNextRange();
      tell(t("page.adds-next"));
    } else if (action === "erase" && model) {
      const { revision } = model.view;
      state.erasing = { revision: revision.number, ranges: state.selection, words: quote(revision, state.selection) };
    } else if (first && model) state.editing = { range: first, base: model.view.revision };
  }

  /** What is selected, in the picker's head. */
  get selectedAbout(): string {
    const { model, state } = this.page;
    const [first] = state.selection;
    if (!first || !model) return "";
    return t("page.selected", { paragraph: this.page.numberAt(first.start), count: this.wordsIn(state.selection) });
  }

  // ------------------------------------------------------------------------------------------------------------ tagging

  private wordsIn(ranges: readonly Range[]): number {
    const { revision } = this.page.model?.view ?? {};
    return revision ? quote(revision, ranges).split(/\s+/u).filter(Boolean).length : 0;
  }

  /** Tags the selection, a very long one once its reader has said so; nothing where nothing is selected. */
  tagWith(category: CategoryId, note = ""): void {
    const { model, state } = this.page;
    if (!model || state.selection.length === 0 || !this.codeOf(category)) return;
    if (model.categories.find(({ id }) => id === category)?.onlyChildren)
      return announce(t("verdict.heading-only", { code: this.codeOf(category) }));
    const long = { category, note, ranges: state.selection, words: this.wordsIn(state.selection) };
    if (long.words > LONG) state.long = long;
    else this.tag(long);
  }

  /** Tags a passage that is meant as one. */
  tag({ category, note, ranges }: Omit<LongPassage, "words">): void {
    const { model, state, text } = this.page;
    const same = JSON.stringify(ranges);
    const there = model?.tags.find(
      (each) => each.mine && !each.deleted && each.category === category && JSON.stringify(each.ranges) === same,
    );
    // Counted it would be one: a second card says nothing more.
    if (there) {
      tell(t("page.tagged-already", { code: this.codeOf(category) }));
      state.active = there.id;
      return;
    }
    const id = model?.addTag(category, ranges, note);
    if (!id) return;
    this.remember(category);
    announce(t("page.tagged", { code: this.codeOf(category) }));
    if (!state.picking || state.pickerMode !== "tag") text?.clearSelection();
    state.active = id;
  }

  /** A category in the tree: tags the selection, else shows its tags only, else all again. */
  onCategory(category: CategoryId): void {
    const { model, state } = this.page;
    if (state.selection.length > 0 && model?.canTag && this.codeOf(category)) return this.tagWith(category);
    state.filteredCategory = state.filteredCategory === category ? null : category;
  }

  /** Opens the picker on the selection, or on the active tag to give it another category. */
  openPicker(mode: PickerMode): void {
    const { model, state } = this.page;
    if (!model) return;
    if (mode !== "recategorise" && state.selection.length === 0) return;
    if (mode === "tag" && !model.canTag) mode = "suggest";
    // A suggestion is a comment.
    if (mode === "suggest" && model.writableAudiences.length === 0) return;
    state.pickerMode = mode;
    state.picking = true;
    this.page.afterUpdate(() => void this.picker.value?.show(""));
  }

  readonly onPick = (event: HTMLElementEventMap["coram-pick"]): void => {
    const { category, note, stay, arm, mode, audience } = event.detail;
    const { model, state, text } = this.page;
    if (!model) return;
    if (mode === "recategorise") {
      if (state.active && !model.changeTag(state.active as AnnotationId, { category })) return event.preventDefault();
      this.remember(category);
      return;
    }
    if (mode === "settle") {
      this.remember(category);
      return this.askReason({ act: "add-tag", category, ranges: state.selection, thread: null });
    }
    if (mode === "suggest") {
      const place = { ranges: state.selection, suggestion: category };
      const id = audience && model.openThread(audience, place, note);
      if (!id) return event.preventDefault();
      this.remember(category);
      state.active = id;
      text?.clearSelection();
      const { code } = model.categories.find((each) => each.id === category) ?? { code: "" };
      if (code !== "") tell(t("page.suggested", { code }));
      return;
    }
    if (!model.canTag) return event.preventDefault();
    this.remember(category);
    if (arm) state.armed = category;
    wordsMayFollow();
    this.tagWith(category, note);
    if (!stay) text?.clearSelection();
  };

  /**
   * A category that is missing goes into the methodology's draft with the selection as its example, if the verdict is not coded
   * blind; until it is in force the passage is tagged as to be talked over.
   */
  readonly onPropose = (event: HTMLElementEventMap["coram-propose"]): void => {
    const { label, language, parent, why } = event.detail;
    const { model, state } = this.page;
    if (!model || state.selection.length === 0) return;
    const { verdict, revision, methodology } = model.view;
    const proposer = { me: model.me, version: methodology };
    const ranges = state.selection.map(({ start, end }) => ({ start, end }));
    const anchor = { revision: revision.number, ranges };
    this.tagWith(DISCUSS, t("verdict.proposed-note", { words: label }));
    const passage = this.isHidden ? null : { verdict: verdict.id, anchor };
    const proposed = { label, language, parent, passage, why };
    this.inDraft(
      async () => {
        const { proposeCategory } = await import("../../methodology/propose-category.ts");
        return t("verdict.proposed", { code: await proposeCategory(proposer, proposed), words: label });
      },
      (why) => t("handbook.not-proposed", { words: label, why }),
    );
  };

  /** Does something in the methodology's draft and says so; where it fails, that stays in sight until it is done or left. */
  private inDraft(act: () => Promise<string>, wordsOf: (why: string) => string): void {
    const { state } = this.page;
    state.failed = null;
    act().then(announce, (error: unknown) => {
      state.failed = { words: wordsOf(describeProblem(error)), again: () => this.inDraft(act, wordsOf) };
    });
  }

  readonly onPickerClose = (): void => {
    this.page.state.picking = false;
    this.page.text?.focus();
  };

  private remember(category: CategoryId): void {
    const { state } = this.page;
    state.recent = [category, ...state.recent.filter((id) => id !== category)].slice(0, RECENT_MAX);
  }

  private codeOf(category: CategoryId): string {
    const content = this.page.model?.view.methodology?.content;
    return content?.categories.find(({ id }) => id === category)?.code ?? "";
  }

  // ---------------------------------------------------------------------------------------------------------- one's tags

  readonly onTagSort = (event: HTMLElementEventMap["coram-tag-sort"]): void => {
    const { tag, category } = event.detail;
    const { model } = this.page;
    // What is settled changes with a reason.
    if (!model?.tag(tag)?.canChange) return this.askReason({ act: "sort-tag", tag, category });
    model.changeTag(tag, { category });
    announce(t("verdict.sorted", { code: this.codeOf(category) }));
  };

  /** What is settled is changed once the dialog has its reason. */
  private askReason(begun: StandingBegun): void {
    const { state } = this.page;
    state.standing = begun;
    state.dialog = "standing";
  }

  readonly onTagAction = (event: HTMLElementEventMap["coram-tag-action"]): void => {
    this.doTagAction(event.detail.tag, event.detail.action);
  };

  doTagAction(id: AnnotationId, action: TagAction): void {
    const { model, state, text } = this.page;
    const tag = model?.tag(id);
    if (!model || !tag) return;
    state.active = id;
    switch (action) {
      case "recategorise":
        return this.openPicker("recategorise");
      case "edges":
        state.adjusting = id;
        return;
      case "add-range":
        state.extending = id;
        text?.focus();
        return;
      case "comment":
        return this.comments.compose(tag.ranges, tag);
      case "copy":
        return copyCited(model, tag.ranges, tag);
      case "link":
        void copy({ "text/plain": `${location.origin}/verdicts/${model.verdictId}?tag=${id}` }, t("page.link-copied"));
        return;
      case "example":
        return this.makeExample(tag);
      case "evidence":
        text?.clearSelection();
        state.givingEvidence = true;
        return;
      case "delete":
        // One's own comes back by Undo; what a colleague made, or documents quote, is asked about.
        if (tag.author.id === model.me && this.quoted.ofTag(tag).length === 0) return this.remove(id);
        state.removing = id;
        return;
      case "withdraw":
        return this.askReason({ act: "withdraw-tag", tag: id });
      case "restore":
        model.changeTag(id, { deleted: false });
    }
  }

  /** Others' tags once one has been asked: their authors are told. */
  remove(id: AnnotationId): void {
    this.page.state.removing = null;
    this.page.model?.changeTag(id, { deleted: true });
    announce(t(TOUCH.matches ? "page.deleted-touch" : "page.deleted"));
  }

  /** Coded blind: others must not learn of its passages before the reveal, and all read the methodology's draft. */
  get isHidden(): boolean {
    return this.page.model?.view.round.mode === "blind";
  }

  /** The tag's passage becomes the example of its category, in the methodology's draft. */
  private makeExample({ category, ranges, code }: TagView): void {
    const { model } = this.page;
    if (!model || ranges.length === 0) return;
    if (this.isHidden) return tell(t("verdict.example-hidden", { code }));
    const { verdict, revision, methodology } = model.view;
    if (verdict.stage === "in-preparation")
      return tell(t("page.copy-uncleared", { case: verdict.caseNumber || verdict.court }));
    const anchor = { revision: revision.number, ranges: ranges.map(({ start, end }) => ({ start, end })) };
    this.inDraft(
      async () => {
        const { makeExample } = await import("../../methodology/propose-category.ts");
        await makeExample({ me: model.me, version: methodology }, { category, verdict: verdict.id, anchor });
        return t("verdict.made-example", { code });
      },
      (why) => t("handbook.not-example", { code, why }),
    );
  }

  readonly onEdges = (event: HTMLElementEventMap["coram-edges"]): void => {
    const { id, ranges } = event.detail;
    this.page.state.adjusting = null;
    if (ranges && ranges.length > 0) this.page.model?.changeTag(id, { ranges });
  };

  /** Takes one passage from a tag that has several. */
  readonly onRemoveRange = (event: HTMLElementEventMap["coram-remove-range"]): void => {
    const { tag: id, range } = event.detail;
    const { model } = this.page;
    const left = model?.tag(id)?.ranges.filter(({ start }) => start !== range.start) ?? [];
    if (left.length > 0) model?.changeTag(id, { ranges: left });
  };
}

/** Sorted, overlapping and touching ones joined. */
function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
