import type { ReactiveController } from "lit";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { announce, tell } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { copyCited } from "../bars/copy-cited.ts";
import type { CoramTree } from "../categories/coram-tree.ts";
import { actionOf, type VerdictAction } from "../model/keymap.ts";
import { isTyping } from "../../elements/key-press.ts";
import { StrayWords } from "../../elements/stray-words.ts";
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
    if (this.parts.translation.dialog || this.parts.translation.mended) return;
    if (this.parts.going.isStartingReply) return;
    const action = actionOf(event);
    if (!action) return this.stray.onNoCommand(event);
    if (isTyping(event) && action.name !== "next-region" && action.name !== "previous-region") return;
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

  /** Does what a key asks; false where it cannot be done now, and the browser has the key. */
  private act(action: VerdictAction): boolean {
    const { model, state, text, host } = this.page;
    const { tagging, comments, going, find, drawer, sheet, translation } = this.parts;
    if (!model || !text) return false;
    const tag = state.active ? model.tag(state.active) : null;
    switch (action.name) {
      case "tag-digit":
      case "arm-digit": {
        const category = model.categories.find(({ digit }) => digit === action.digit);
        if (!category || category.onlyChildren || !model.canTag) return false;
        if (action.name === "arm-digit") state.armed = category.id;
        if (state.selection.length > 0) tagging.tagWith(category.id);
        return action.name === "arm-digit" || state.selection.length > 0;
      }
      case "open-picker":
        if (state.selection.length > 0 || translation.selectParagraph()) tagging.openPicker("tag");
        else if (model.canTag || model.writableAudiences.length > 0) tell(t("page.select-first"));
        else return false;
        return true;
      case "answer":
        return sheet.answerNearest();
      case "give-evidence":
        return sheet.giveEvidence();
      case "find-category":
        if (sheet.isOpen) sheet.close();
        drawer.show();
        this.page.afterUpdate(() => host.querySelector<CoramTree>("coram-tree")?.focusFilter());
        return true;
      case "find-text":
        find.open();
        return true;
      case "snap-sentence":
        text.selectSentence();
        return true;
      case "add-range":
        if (state.selection.length === 0) return false;
        text.addNextRange();
        return true;
      case "adjust-edges":
        if (state.selection.length > 0) return text.moveEdges();
        if (!tag?.canChange) return false;
        state.adjusting = tag.id;
        return true;
      case "comment":
        if (state.selection.length > 0) comments.compose(state.selection);
        else comments.compose(tag?.ranges ?? this.paragraphHere(), tag);
        return true;
      case "reply": {
        const thread = model.threads.find(({ id }) => id === state.active);
        if (!thread?.canReply) return false;
        host.querySelector<HTMLTextAreaElement>("coram-thread-card .reply textarea")?.focus();
        return true;
      }
      case "copy-citation":
        if (state.selection.length > 0) copyCited(model, state.selection);
        else copyCited(model, tag?.ranges ?? [], tag);
        return state.selection.length > 0 || tag !== null;
      case "next-paragraph":
        text.goParagraph(1);
        return true;
      case "previous-paragraph":
        text.goParagraph(-1);
        return true;
      case "next-tag":
      case "previous-tag": {
        const id = text.goTag(action.name === "next-tag" ? 1 : -1);
        if (id) going.activate(id);
        return true;
      }
      case "cycle-stack": {
        const id = text.cycleTags();
        if (id) going.activate(id);
        return id !== null;
      }
      case "reading":
        return translation.cycle();
      case "translate":
        return translation.writeHere();
      case "follow":
        state.following = state.following ? null : (model.people[0]?.member.id ?? null);
        return true;
      case "next-region":
      case "previous-region":
        return this.goRegion(action.name === "next-region" ? 1 : -1);
      case "delete":
        if (!tag || tag.deleted || !tag.canChange) return false;
        tagging.doTagAction(tag.id, "delete");
        return true;
      case "undo":
        announce(t(model.undo() ? "page.undone" : "page.nothing-to-undo"));
        return true;
      case "redo":
        announce(t(model.redo() ? "page.redone" : "page.nothing-to-undo"));
        return true;
      case "show-keys":
        state.keysOpen = true;
        return true;
      case "escape":
        return this.escape();
    }
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
