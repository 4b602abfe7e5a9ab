import type { ReactiveController } from "lit";
import type { AnnotationId } from "../../../schema/domain/ids.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { announce, tell } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { copyCited } from "../bars/copy-cited.ts";
import type { CoramTree } from "../categories/coram-tree.ts";
import { actionOf, type PlainAction, type VerdictAction } from "../model/keymap.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { CoramVerdictText } from "../text/coram-verdict-text.ts";
import { isTyping } from "../../elements/key-press.ts";
import { StrayWords } from "../../elements/input/stray-words.ts";
import type { PageComments } from "./page-comments.ts";
import type { PageContext } from "./page-context.ts";
import type { PageDrawer } from "./page-drawer.ts";
import type { PageFind } from "./page-find.ts";
import type { PageGoing } from "./page-going.ts";
import type { PageSheet } from "./page-sheet.ts";
import type { PageTagging } from "./page-tagging.ts";
import type { PageTranslation } from "../translation/page-translation.ts";

/** What keys act upon. */
export interface KeyParts {
  tagging: PageTagging;
  comments: PageComments;
  going: PageGoing;
  find: PageFind;
  drawer: PageDrawer;
  sheet: PageSheet;
  translation: PageTranslation;
}

/** Where keys act: a page whose verdict is there. */
interface Reach {
  model: VerdictModel;
  text: CoramVerdictText;
  /** The tag that is active. */
  tag: TagView | null;
}

/** Does what a key asks; false where it cannot be done now, and the browser has the key. */
type Act = (reach: Reach) => boolean;

/** What keys do wherever the cursor stands: they write nothing. */
const FROM_FIELDS: ReadonlySet<VerdictAction["name"]> = new Set(["next-region", "previous-region", "find-text"]);

/** What keys do with the words that are selected: never out of sight. */
const ON_SELECTION: ReadonlySet<VerdictAction["name"]> = new Set([
  "tag-digit",
  "arm-digit",
  "open-picker",
  "settle",
  "add-range",
  "adjust-edges",
  "comment",
  "give-evidence",
  "translate",
]);

/** Does what keys ask of the verdict page. */
export class PageKeys implements ReactiveController {
  private readonly page: PageContext;
  private readonly parts: KeyParts;
  private readonly stray: StrayWords;

  constructor(page: PageContext, parts: KeyParts) {
    this.page = page;
    this.parts = parts;
    this.stray = new StrayWords(page.host);
    page.host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.onKey);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { model, state } = this.page;
    if (!model || event.defaultPrevented || state.dialog || state.erasing || state.keysOpen || state.givingEvidence)
      return;
    if (state.removing) return;
    if (this.parts.translation.dialog || this.parts.translation.edited) return;
    if (this.parts.going.isStartingReply) return;
    const action = actionOf(event);
    if (!action) return this.stray.onNoCommand(event);
    if (isTyping(event) && !FROM_FIELDS.has(action.name)) return;
    // A press on a button or a link is that control's own.
    const { target } = event;
    if (
      action.name === "open-picker" &&
      event.key === "Enter" &&
      target instanceof Element &&
      target.closest("button, a, [role=option], [role=treeitem]")
    )
      return;
    if (!this.act(action)) return;
    event.preventDefault();
    if (action.name === "answer" || action.name === "give-evidence") this.stray.onLetterToSheet();
  };

  private act(action: VerdictAction): boolean {
    const { model, state, text } = this.page;
    if (!model || !text) return false;
    if (ON_SELECTION.has(action.name) && text.showSelection()) {
      tell(t("page.selection-away"));
      return true;
    }
    const reach = { model, text, tag: state.active ? model.tag(state.active) : null };
    if ("digit" in action) return this.actOnDigit(action, reach);
    return this.acts[action.name](reach);
  }

  private actOnDigit({ name, digit }: Extract<VerdictAction, { digit: number }>, { model }: Reach): boolean {
    const { state } = this.page;
    const category = model.categories.find((each) => each.digit === digit);
    if (!category || category.onlyChildren || !model.canTag) return false;
    if (name === "arm-digit") state.armed = category.id;
    if (state.selection.length > 0) this.parts.tagging.tagWith(category.id);
    return name === "arm-digit" || state.selection.length > 0;
  }

  private readonly acts: Record<PlainAction, Act> = {
    "open-picker": ({ model }) => {
      const { tagging, translation } = this.parts;
      if (this.page.state.selection.length > 0 || translation.selectParagraph()) tagging.openPicker("tag");
      else if (model.canTag || model.writableAudiences.length > 0) {
        tell(t("page.select-first"));
        this.stray.onNothingToTag();
      } else return false;
      return true;
    },
    settle: ({ model }) => {
      if (!model.canRule) return false;
      if (this.page.state.selection.length > 0) this.parts.tagging.openPicker("settle");
      else tell(t("page.select-first"));
      return true;
    },
    answer: () => this.parts.sheet.answerNearest(),
    "give-evidence": () => this.parts.sheet.evidence.giveByKey(),
    "find-category": () => {
      this.findCategory();
      return true;
    },
    "find-text": () => {
      this.parts.find.open();
      return true;
    },
    "snap-sentence": ({ text }) => {
      text.selectSentence();
      return true;
    },
    "add-range": ({ text }) => {
      if (this.page.state.selection.length === 0) return false;
      text.addNextRange();
      tell(t("page.adds-next"));
      return true;
    },
    "adjust-edges": ({ text, tag }) => {
      const { state } = this.page;
      if (state.selection.length > 0) return text.moveEdges();
      if (!tag?.canChange) return false;
      state.adjusting = tag.id;
      return true;
    },
    comment: ({ tag }) => {
      const { comments } = this.parts;
      const { selection } = this.page.state;
      if (selection.length > 0) comments.compose(selection);
      else comments.compose(tag?.ranges ?? this.paragraphHere(), tag);
      return true;
    },
    reply: ({ model }) => {
      const { state, host } = this.page;
      const thread = model.threads.find(({ id }) => id === state.active);
      if (!thread?.canReply) return false;
      host.querySelector<HTMLTextAreaElement>("coram-thread-card .reply textarea")?.focus();
      return true;
    },
    "copy-citation": ({ model, tag }) => {
      const { selection } = this.page.state;
      if (selection.length > 0) copyCited(model, selection);
      else copyCited(model, tag?.ranges ?? [], tag);
      return selection.length > 0 || tag !== null;
    },
    "next-paragraph": ({ text }) => this.goParagraph(text, 1),
    "previous-paragraph": ({ text }) => this.goParagraph(text, -1),
    "next-tag": ({ text }) => this.goTag(text.goTag(1)),
    "previous-tag": ({ text }) => this.goTag(text.goTag(-1)),
    "cycle-stack": ({ text }) => {
      const id = text.cycleTags();
      if (id) this.parts.going.activate(id);
      return id !== null;
    },
    reading: () => this.parts.translation.cycle(),
    translate: () => this.parts.translation.writeHere(),
    follow: ({ model }) => {
      const { state } = this.page;
      state.following = state.following ? null : (model.people[0]?.member.id ?? null);
      return true;
    },
    "next-region": () => this.goRegion(1),
    "previous-region": () => this.goRegion(-1),
    delete: ({ tag }) => {
      if (!tag || tag.deleted || !(tag.canChange || tag.canRule)) return false;
      this.parts.tagging.doTagAction(tag.id, tag.canChange ? "delete" : "withdraw");
      return true;
    },
    undo: ({ model }) => said(t(model.undo() ? "page.undone" : "page.nothing-to-undo")),
    redo: ({ model }) => said(t(model.redo() ? "page.redone" : "page.nothing-to-undo")),
    "show-keys": () => {
      this.page.state.keysOpen = true;
      return true;
    },
    escape: () => this.escape(),
  };

  findCategory(): void {
    const { sheet, drawer } = this.parts;
    if (sheet.isOpen) sheet.close();
    drawer.show();
    const { page } = this;
    page.afterUpdate(() => page.host.querySelector<CoramTree>("coram-tree")?.focusFilter());
  }

  private goParagraph(text: CoramVerdictText, by: 1 | -1): boolean {
    text.goParagraph(by);
    return true;
  }

  private goTag(id: AnnotationId | null): boolean {
    if (id) this.parts.going.activate(id);
    return true;
  }

  /** Leaves one thing at a time, the innermost first. */
  private escape(): boolean {
    const { state, text, host } = this.page;
    const { comments, going, find, drawer, translation } = this.parts;
    if (find.isOpen) find.close();
    else if (state.editing) state.editing = null;
    else if (state.extending) state.extending = null;
    else if (state.composing) comments.onCancel();
    else if (translation.translating) translation.onCancel();
    else if (state.selection.length > 0) text?.clearSelection();
    else if (state.armed) state.armed = null;
    else if (state.sheet) state.sheet = null;
    else if (host.querySelector("coram-case-sheet")?.contains(document.activeElement)) text?.focus();
    else if (drawer.isOpen) drawer.isOpen = false;
    else if (state.filteredCategory) state.filteredCategory = null;
    else if (state.active) going.deactivate();
    else if (state.following) state.following = null;
    else return false;
    return true;
  }

  private paragraphHere(): Range[] {
    const { model, text } = this.page;
    const block = blockAt(model?.view.revision.blocks ?? [], text?.caretOffset ?? 0);
    return block && block.end > block.start ? [{ start: block.start, end: block.end }] : [];
  }

  /** Outline, tree, text, margin, and round. */
  private goRegion(by: 1 | -1): boolean {
    const { host, text } = this.page;
    const regions = ["coram-outline", "coram-tree", "coram-case-sheet", "coram-verdict-text", "coram-margin"]
      .map((name) => host.querySelector<HTMLElement>(name))
      .filter((region) => region !== null && region.offsetParent !== null) as HTMLElement[];
    const now = regions.findIndex((region) => region.contains(document.activeElement));
    const next = regions[(now + by + regions.length) % regions.length] ?? regions[0];
    if (!next) return false;
    if (next === text) text.focus();
    else {
      const control = next.querySelector<HTMLElement>("[tabindex='0'], button, a[href], input");
      (control ?? next).focus();
    }
    return true;
  }
}

function said(words: string): true {
  announce(words);
  return true;
}
