import { html, nothing, type TemplateResult } from "lit";
import { createRef, ref, type Ref } from "lit/directives/ref.js";
import "../../erasure/coram-erase-words.ts";
import "./dialogs/coram-edit-dialog.ts";
import "../categories/coram-picker.ts";
import "../bars/coram-selection-bar.ts";
import type { SelectionAction } from "../bars/coram-selection-bar.ts";
import "../cards/coram-tag-list.ts";
import type { CoramTagList } from "../cards/coram-tag-list.ts";
import type { Editing } from "./dialogs/coram-edit-dialog.ts";
import type { PageContext } from "./page-context.ts";
import type { PageGoing } from "./page-going.ts";
import type { PageQuoted } from "./page-quoted.ts";
import type { PageSheet } from "./page-sheet.ts";
import type { PageTagging } from "./page-tagging.ts";
import { NARROW } from "../../elements/screen.ts";
import { passageKey } from "../translation/passage-key.ts";
import type { PageTranslation } from "../translation/page-translation.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { CategoryView } from "../model/view-model.ts";

const NO_DIGITS: readonly CategoryView[] = [];

/** What hangs at words of the text: the bar of a selection, the picker, the list of overlapping tags; and the correcting of them. */
export class PagePopovers {
  private readonly page: PageContext;
  private readonly tagging: PageTagging;
  private readonly going: PageGoing;
  private readonly translation: PageTranslation;
  private readonly sheet: PageSheet;
  private readonly quoted: PageQuoted;
  private readonly reload: () => void;
  private readonly tagList: Ref<CoramTagList> = createRef();

  /** `reload`: the page's verdict is older than the server's. */
  constructor(
    page: PageContext,
    parts: {
      tagging: PageTagging;
      going: PageGoing;
      sheet: PageSheet;
      translation: PageTranslation;
      quoted: PageQuoted;
    },
    reload: () => void,
  ) {
    this.page = page;
    this.tagging = parts.tagging;
    this.going = parts.going;
    this.translation = parts.translation;
    this.sheet = parts.sheet;
    this.quoted = parts.quoted;
    this.reload = reload;
  }

  /** Where a popover hangs: the selection, or the passage of the active tag. */
  private readonly anchor = {
    getBoundingClientRect: (): DOMRect => {
      const { model, state, text } = this.page;
      const ranges = state.selection.length > 0 ? state.selection : (model?.tag(state.active ?? "")?.ranges ?? []);
      return text?.rectOf(ranges) ?? new DOMRect(innerWidth / 2, innerHeight / 3, 0, 0);
    },
    get contextElement(): Element | undefined {
      return document.querySelector("coram-verdict-text") ?? undefined;
    },
  };

  /** Where tags overlap one chooses of a list; on narrow screens the sheet shows them all. */
  readonly onTagClick = (event: HTMLElementEventMap["coram-tag-click"]): void => {
    const { ids, threads, rect } = event.detail;
    if (ids.length + threads.length > 1 && ids.length > 1 && !NARROW.matches) {
      const list = this.tagList.value;
      if (list) {
        list.tags = ids.flatMap((id) => this.page.model?.tag(id) ?? []);
        void list.show(rect);
        return;
      }
    }
    const id = ids[0] ?? threads[0];
    if (id) this.going.activate(id);
  };

  render(model: VerdictModel, lang: string): TemplateResult {
    const { state } = this.page;
    const { selection, picking, editing, erasing, armed, givingEvidence } = state;
    const isWriting = state.composing !== null || this.translation.translating !== null;
    const shows = selection.length > 0 && !givingEvidence && !picking && !editing && !erasing && !isWriting && !armed;
    return html`<coram-selection-bar
        .anchor=${shows ? this.anchor : null}
        .actions=${this.actions(model)}
        .digits=${shows && !NARROW.matches ? this.digits(model) : NO_DIGITS}
        .hint=${this.translation.about ?? ""}
        .resting=${shows ? this.sheet.restingOnSelection : []}
        .quoted=${shows ? this.quoted.onSelection : []}
        @coram-selection-action=${(event: HTMLElementEventMap["coram-selection-action"]) => {
          if (event.detail.action === "evidence") this.sheet.evidence.chooseQuestion();
          else if (event.detail.action === "translate") this.translation.compose(selection);
          else this.tagging.onSelectionAction(event.detail.action);
        }}
        @coram-selection-tag=${(event: HTMLElementEventMap["coram-selection-tag"]) => this.tagging.tagWith(event.detail.category)}
      ></coram-selection-bar>
      ${this.renderPicker(model)}
      <coram-tag-list
        ${ref(this.tagList)}
        @coram-tag-chosen=${(event: HTMLElementEventMap["coram-tag-chosen"]) => this.going.activate(event.detail.tag)}
        @coram-tag-list-comment=${(event: HTMLElementEventMap["coram-tag-list-comment"]) => this.tagging.doTagAction(event.detail.tag, "comment")}
      ></coram-tag-list>
      ${this.quoted.render()}
      <coram-erase-words
        .verdict=${model.verdictId}
        .passage=${erasing}
        .text=${model.view.revision.text}
        .textLang=${lang}
        .open=${erasing !== null}
        @coram-dialog-close=${this.closeErase}
      ></coram-erase-words>
      ${this.sheet.evidence.renderChooser(model, lang)} ${editing ? this.renderEditing(model, editing, lang) : nothing}`;
  }

  private renderPicker(model: VerdictModel): TemplateResult {
    const { state } = this.page;
    return html`<coram-picker
      ${ref(this.tagging.picker)}
      .categories=${model.categories}
      .recent=${state.recent}
      .mode=${state.pickerMode}
      .anchor=${this.anchor}
      .about=${this.translation.about ?? this.tagging.selectedAbout}
      .noteKey=${state.selection.length > 0 ? passageKey("note", model, state.selection) : ""}
      .current=${state.pickerMode === "recategorise" ? (model.tag(state.active ?? "")?.category ?? null) : null}
      .audiences=${model.writableAudiences}
      .canPropose=${model.canTag}
      .isHidden=${this.tagging.isHidden}
      .written=${model.view.verdict}
      @coram-pick=${this.tagging.onPick}
      @coram-propose=${this.tagging.onPropose}
      @coram-picker-close=${this.tagging.onPickerClose}
    ></coram-picker>`;
  }

  private renderEditing(model: VerdictModel, editing: Editing, lang: string): TemplateResult {
    return html`<coram-edit-dialog
      .verdict=${model.view.verdict}
      .editing=${editing}
      .revision=${model.view.revision}
      .maps=${model.view.maps}
      .tags=${model.tags}
      .threads=${model.threads}
      .textLang=${lang}
      @coram-dialog-close=${this.closeEdit}
      @coram-edited=${this.onEdited}
      @coram-edit-conflict=${this.reload}
    ></coram-edit-dialog>`;
  }

  /** As the keys take them. */
  private digits(model: VerdictModel): CategoryView[] {
    if (!model.canTag) return [];
    return model.categories
      .filter(({ digit, onlyChildren }) => digit !== null && !onlyChildren)
      .toSorted((a, b) => (a.digit ?? 0) - (b.digit ?? 0));
  }

  private actions(model: VerdictModel): SelectionAction[] {
    const canComment = model.writableAudiences.length > 0;
    // Of words that are covered nobody knows which they are.
    const canChange = model.view.can.prepare && !model.isCovered;
    return [
      ...(model.canTag ? (["tag"] as const) : canComment ? (["suggest"] as const) : []),
      ...(model.canRule ? (["settle"] as const) : []),
      ...(canComment ? (["comment"] as const) : []),
      // There is room for it on a phone where one does not tag.
      ...(model.translating.canWrite && (!NARROW.matches || !model.canTag) ? (["translate"] as const) : []),
      "copy",
      ...(model.canTag && !NARROW.matches ? (["add-range"] as const) : []),
      ...(model.canTag && this.sheet.plan(model).questions.size > 0 ? (["evidence"] as const) : []),
      ...(canChange && this.page.state.selection.length === 1 ? (["edit"] as const) : []),
      ...(canChange && !NARROW.matches ? (["erase"] as const) : []),
    ];
  }

  /** The dialog goes from the page with its focus: the text has it again. */
  private readonly closeEdit = (): void => {
    this.page.state.editing = null;
    this.page.afterUpdate(() => this.page.text?.focus());
  };

  private readonly closeErase = (): void => {
    this.page.state.erasing = null;
    this.page.text?.clearSelection();
    this.page.afterUpdate(() => this.page.text?.focus());
  };

  private readonly onEdited = (event: HTMLElementEventMap["coram-edited"]): void => {
    const { done, goOn } = event.detail;
    this.page.model?.applyEdit(done);
    if (goOn) {
      this.page.state.editing = goOn;
      return;
    }
    this.closeEdit();
    this.page.text?.clearSelection();
  };
}
