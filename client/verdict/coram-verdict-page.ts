import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref, type Ref } from "lit/directives/ref.js";
import type { AnnotationId, CategoryId, ThreadId, VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { Range } from "../../schema/text/revision.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import { quote } from "../../schema/text/quote.ts";
import { describeProblem, type ProblemError } from "../api/http.ts";
import { announce } from "../app/announce.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import "../styles/reading.css";
import { device } from "../sync/offline/device.ts";
import "./coram-edit-dialog.ts";
import "./coram-passage-sheet.ts";
import "./coram-reading-bar.ts";
import "./coram-verdict-bar.ts";
import "./coram-verdict-dialogs.ts";
import "./coram-verdict-notices.ts";
import "./elements/coram-density.ts";
import "./elements/coram-find.ts";
import "./elements/coram-keys.ts";
import "./elements/coram-lanes.ts";
import "./elements/coram-margin.ts";
import "./elements/coram-orphans.ts";
import "./elements/coram-outline.ts";
import "./elements/coram-picker.ts";
import "./elements/coram-selection-bar.ts";
import "./elements/coram-tag-list.ts";
import "./elements/coram-tree.ts";
import "./elements/verdict.css";
import type { CoramPicker, PickerMode } from "./elements/coram-picker.ts";
import type { PhoneView } from "./elements/coram-phone-bar.ts";
import type { Banner } from "./elements/coram-reading-banner.ts";
import type { SelectionAction } from "./elements/coram-selection-bar.ts";
import type { TagAction } from "./elements/coram-tag-card.ts";
import type { CoramTagList } from "./elements/coram-tag-list.ts";
import type { CoramTree } from "./elements/coram-tree.ts";
import { actionOf, isTyping, type VerdictAction } from "./keymap.ts";
import { PageContext } from "./page-context.ts";
import { PageDrawer } from "./page-drawer.ts";
import { PageFind } from "./page-find.ts";
import { PageGoing } from "./page-going.ts";
import { PageListing } from "./page-listing.ts";
import { PageLoading } from "./page-loading.ts";
import { PagePlaces, type Placed } from "./page-places.ts";
import { PageWindow } from "./page-window.ts";
import { PROJECTOR_SIZE } from "./reading-size.ts";
import { NARROW, PHONE } from "./screen.ts";
import type { CoramVerdictText } from "./text/coram-verdict-text.ts";
import "./text/coram-verdict-text.ts";
import "./verdict-page.css";
import type { VerdictModel } from "./verdict-model.ts";
import type { TagView } from "./view-model.ts";

const RECENT_MAX = 8;

/** The verdict page: model, text and elements wired together. It brings its own bar, with the case in it. */
@customElement("coram-verdict-page")
export class CoramVerdictPage extends LightElement {
  @property({ attribute: false }) verdictId!: VerdictId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  private readonly picker: Ref<CoramPicker> = createRef();
  private readonly tagList: Ref<CoramTagList> = createRef();
  private readonly loading = new PageLoading(this, () => ({ verdict: this.verdictId, session: this.session }));
  private readonly context = new PageContext(this, this.loading);
  private readonly state = this.context.state;
  private readonly drawer = new PageDrawer(this, () => this.hasDrawer);
  private readonly window = new PageWindow(this);
  private readonly going = new PageGoing(this.context, this.drawer, this.window.scroller);
  private readonly find = new PageFind(this.context);
  private readonly places = new PagePlaces(this, this.window.scroller);
  private readonly listing = new PageListing();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey);
  }

  private get model(): VerdictModel | null {
    return this.context.model;
  }

  private get text(): CoramVerdictText | null {
    return this.context.text;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.loading.check(changed.has("verdictId"));
    this.model?.setLanguage(language());
    if (this.model) this.listing.update(this.model, this.state.filteredCategory);
  }

  // ----------------------------------------------------------------------------------------------------------- selection

  private readonly onSelection = (event: HTMLElementEventMap["coram-selection"]): void => {
    const { ranges } = event.detail;
    this.state.selection = ranges;
    this.showPresence();
    if (ranges.length === 0) return;
    if (this.state.extending) {
      const tag = this.model?.tag(this.state.extending);
      this.state.extending = null;
      if (tag) this.model?.changeTag(tag.id, { ranges: merge([...tag.ranges, ...ranges]) });
      this.text?.clearSelection();
      return;
    }
    if (this.state.armed && !this.state.picking) this.tagWith(this.state.armed, "");
  };

  private showPresence(): void {
    const [first] = this.state.selection;
    const last = this.state.selection.at(-1);
    this.model?.setPresence(
      this.state.visible?.current ?? 0,
      first && last ? { start: first.start, end: last.end } : null,
    );
  }

  /** Where a popover hangs: the selection, or the passage of the active tag. */
  private readonly popoverAnchor = {
    getBoundingClientRect: (): DOMRect => {
      const ranges =
        this.state.selection.length > 0
          ? this.state.selection
          : (this.model?.tag(this.state.active ?? "")?.ranges ?? []);
      return this.text?.rectOf(ranges) ?? new DOMRect(innerWidth / 2, innerHeight / 3, 0, 0);
    },
    get contextElement(): Element | undefined {
      return document.querySelector("coram-verdict-text") ?? undefined;
    },
  };

  private get selectedAbout(): string {
    const [first] = this.state.selection;
    const { model } = this;
    if (!first || !model) return "";
    const words = quote({ ...model.view.revision }, this.state.selection)
      .split(/\s+/u)
      .filter(Boolean).length;
    return t("page.selected", { paragraph: this.context.numberAt(first.start), count: words });
  }

  // ------------------------------------------------------------------------------------------------------------ tagging

  private tagWith(category: CategoryId, note: string): void {
    const { model } = this;
    if (!model || this.state.selection.length === 0) return;
    const id = model.addTag(category, this.state.selection, note);
    if (!id) return;
    this.remember(category);
    announce(t("page.tagged", { code: this.codeOf(category) }));
    if (!this.state.picking || this.state.pickerMode !== "tag") this.text?.clearSelection();
    this.state.active = id;
  }

  private remember(category: CategoryId): void {
    this.state.recent = [category, ...this.state.recent.filter((id) => id !== category)].slice(0, RECENT_MAX);
  }

  private codeOf(category: CategoryId): string {
    return this.model?.view.methodology?.content.categories.find(({ id }) => id === category)?.code ?? "";
  }

  private openPicker(mode: PickerMode, typed = ""): void {
    const { model } = this;
    if (!model) return;
    if (mode !== "recategorise" && this.state.selection.length === 0) return;
    if (mode === "tag" && !model.canTag) mode = "suggest";
    this.state.pickerMode = mode;
    this.state.picking = true;
    this.context.afterUpdate(() => void this.picker.value?.show(typed));
  }

  private readonly onPick = (event: HTMLElementEventMap["coram-pick"]): void => {
    const { category, note, stay, arm, mode } = event.detail;
    const { model } = this;
    if (!model) return;
    this.remember(category);
    if (mode === "recategorise") {
      if (this.state.active) model.changeTag(this.state.active as AnnotationId, { category });
      return;
    }
    if (mode === "suggest") {
      const audience = model.writableAudiences.at(-1);
      const place = { ranges: this.state.selection, suggestion: category };
      const id = audience && model.openThread(audience, place, note || t("page.suggested"));
      if (id) this.state.active = id;
      this.text?.clearSelection();
      return;
    }
    if (arm) this.state.armed = category;
    this.tagWith(category, note);
    if (!stay) this.text?.clearSelection();
  };

  private readonly onPickerClose = (): void => {
    this.state.picking = false;
    this.text?.focus();
  };

  private readonly onTagAction = (event: HTMLElementEventMap["coram-tag-action"]): void => {
    const { tag, action } = event.detail;
    this.doTagAction(tag, action);
  };

  private doTagAction(id: AnnotationId, action: TagAction): void {
    const { model } = this;
    const tag = model?.tag(id);
    if (!model || !tag) return;
    this.state.active = id;
    switch (action) {
      case "recategorise":
        return this.openPicker("recategorise");
      case "edges":
        this.state.adjusting = id;
        return;
      case "add-range":
        this.state.extending = id;
        this.text?.focus();
        return;
      case "comment":
        return this.compose(tag.ranges, tag);
      case "copy":
        return this.copy(tag.ranges);
      case "link":
        void navigator.clipboard
          .writeText(`${location.origin}/verdicts/${this.verdictId}?tag=${id}`)
          .then(() => announce(t("page.link-copied")));
        return;
      case "delete":
        model.changeTag(id, { deleted: true });
        announce(t("page.deleted"));
        return;
      case "restore":
        model.changeTag(id, { deleted: false });
    }
  }

  private copy(ranges: readonly Range[]): void {
    if (ranges.length === 0) return;
    void navigator.clipboard.writeText(this.cited(ranges)).then(() => announce(t("page.copied")));
  }

  /** The words with where they stand: what is pasted into a document. */
  private cited(ranges: readonly Range[]): string {
    const { model } = this;
    if (!model) return "";
    const { revision, verdict } = model.view;
    const where = formatCitation(citation(revision, ranges), language());
    const [open, close] = verdict.language === "sq" || verdict.language === "en" ? ["“", "”"] : ["„", "“"];
    return `${open}${quote(revision, ranges)}${close} (${verdict.court}, ${verdict.caseNumber}, ${where})`;
  }

  // ----------------------------------------------------------------------------------------------------------- comments

  private compose(ranges: readonly Range[], tag: TagView | null = null): void {
    const audiences = this.model?.writableAudiences ?? [];
    const first = ranges[0];
    if (audiences.length === 0 || !first) return;
    this.state.composing = {
      ranges,
      tag,
      about: t("page.passage", { paragraph: this.context.numberAt(first.start) }),
      audiences,
    };
    this.state.active = "compose";
    if (NARROW.matches) this.state.sheet = "passage";
  }

  private readonly onCommentSend = (event: HTMLElementEventMap["coram-comment-send"]): void => {
    const { model } = this;
    const { composing } = this.state;
    if (!composing || !model) return;
    const { body, audience } = event.detail;
    // A tag's own discussion hangs on the tag, and moves with it.
    const id = model.openThread(
      audience,
      composing.tag ? { tag: composing.tag.id } : { ranges: composing.ranges },
      body,
    );
    this.state.composing = null;
    if (!id) return;
    this.state.active = id;
    this.text?.clearSelection();
    this.backToText();
  };

  /** The box that was written in goes from the page: the text has the focus again, so that keys go on. */
  private backToText(): void {
    if (!PHONE.matches) this.context.afterUpdate(() => this.text?.focus());
  }

  private readonly onCommentCancel = (): void => {
    if (this.state.composing) this.backToText();
    this.state.composing = null;
    if (this.state.active === "compose") this.state.active = null;
  };

  private readonly onTagClick = (event: HTMLElementEventMap["coram-tag-click"]): void => {
    const { ids, threads, rect } = event.detail;
    if (ids.length + threads.length > 1 && ids.length > 1 && !NARROW.matches) {
      const list = this.tagList.value;
      if (list) {
        list.tags = ids.flatMap((id) => this.model?.tag(id) ?? []);
        void list.show(rect);
        return;
      }
    }
    const id = ids[0] ?? threads[0];
    if (id) this.going.activate(id);
  };

  // ------------------------------------------------------------------------------------------------------------ correct

  /** The dialog goes from the page with its focus: the text has it again. */
  private readonly closeEdit = (): void => {
    this.state.editing = null;
    this.context.afterUpdate(() => this.text?.focus());
  };

  private readonly onEdited = (event: HTMLElementEventMap["coram-edited"]): void => {
    this.closeEdit();
    this.text?.clearSelection();
    this.model?.applyEdit(event.detail.done);
  };

  // --------------------------------------------------------------------------------------------------------------- keys

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.model || event.defaultPrevented || this.state.dialog || this.state.keysOpen) return;
    const action = actionOf(event);
    if (!action) return;
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
    if (this.act(action)) event.preventDefault();
  };

  /** Does what a key asks; false where it cannot be done now, and the browser has the key. */
  private act(action: VerdictAction): boolean {
    const { model, text } = this;
    if (!model || !text) return false;
    const tag = this.state.active ? model.tag(this.state.active) : null;
    switch (action.name) {
      case "tag-digit":
      case "arm-digit": {
        const category = model.categories.find(({ digit }) => digit === action.digit);
        if (!category || !model.canTag) return false;
        if (action.name === "arm-digit") this.state.armed = category.id;
        if (this.state.selection.length > 0) this.tagWith(category.id, "");
        return action.name === "arm-digit" || this.state.selection.length > 0;
      }
      case "open-picker":
        if (this.state.selection.length === 0) return false;
        this.openPicker("tag");
        return true;
      case "find-category":
        this.drawer.show();
        this.context.afterUpdate(() => this.querySelector<CoramTree>("coram-tree")?.focusFilter());
        return true;
      case "find-text":
        this.find.open();
        return true;
      case "snap-sentence":
        text.selectSentence();
        return true;
      case "add-range":
        if (this.state.selection.length === 0) return false;
        text.addNextRange();
        return true;
      case "adjust-edges":
        if (this.state.selection.length > 0) return text.moveEdges();
        if (!tag?.canChange) return false;
        this.state.adjusting = tag.id;
        return true;
      case "comment":
        this.compose(
          this.state.selection.length > 0 ? this.state.selection : (tag?.ranges ?? this.paragraphHere()),
          this.state.selection.length > 0 ? null : tag,
        );
        return true;
      case "reply": {
        const thread = model.threads.find(({ id }) => id === this.state.active);
        if (!thread?.canReply) return false;
        this.querySelector<HTMLTextAreaElement>("coram-thread-card .reply textarea")?.focus();
        return true;
      }
      case "copy-citation":
        this.copy(this.state.selection.length > 0 ? this.state.selection : (tag?.ranges ?? []));
        return this.state.selection.length > 0 || tag !== null;
      case "next-paragraph":
        text.goParagraph(1);
        return true;
      case "previous-paragraph":
        text.goParagraph(-1);
        return true;
      case "next-tag":
      case "previous-tag": {
        const id = text.goTag(action.name === "next-tag" ? 1 : -1);
        if (id) this.going.activate(id);
        return true;
      }
      case "cycle-stack": {
        const id = text.cycleTags();
        if (id) this.going.activate(id);
        return id !== null;
      }
      case "follow":
        this.state.following = this.state.following ? null : (model.people[0]?.member.id ?? null);
        return true;
      case "next-region":
      case "previous-region":
        return this.goRegion(action.name === "next-region" ? 1 : -1);
      case "delete":
        if (!tag || tag.deleted || !tag.canChange) return false;
        this.doTagAction(tag.id, "delete");
        return true;
      case "undo":
        announce(t(model.undo() ? "page.undone" : "page.nothing-to-undo"));
        return true;
      case "redo":
        announce(t(model.redo() ? "page.redone" : "page.nothing-to-undo"));
        return true;
      case "show-keys":
        this.state.keysOpen = true;
        return true;
      case "escape":
        return this.escape();
    }
  }

  /** Leaves one thing at a time, the innermost first. */
  private escape(): boolean {
    if (this.find.isOpen) this.find.close();
    else if (this.state.editing) this.state.editing = null;
    else if (this.state.extending) this.state.extending = null;
    else if (this.state.composing) this.onCommentCancel();
    else if (this.state.selection.length > 0) this.text?.clearSelection();
    else if (this.state.armed) this.state.armed = null;
    else if (this.state.sheet) this.state.sheet = null;
    else if (this.drawer.isOpen) this.drawer.isOpen = false;
    else if (this.state.active) {
      this.going.deactivate();
    } else if (this.state.filteredCategory) this.state.filteredCategory = null;
    else if (this.state.following) this.state.following = null;
    else return false;
    return true;
  }

  private paragraphHere(): Range[] {
    const block = blockAt(this.model?.view.revision.blocks ?? [], this.text?.caretOffset ?? 0);
    return block && block.end > block.start ? [{ start: block.start, end: block.end }] : [];
  }

  /** Outline, tree, text, margin, and round. */
  private goRegion(by: 1 | -1): boolean {
    const regions = ["coram-outline", "coram-tree", "coram-verdict-text", "coram-margin"]
      .map((name) => this.querySelector<HTMLElement>(name))
      .filter((region) => region !== null && region.offsetParent !== null) as HTMLElement[];
    const now = regions.findIndex((region) => region.contains(document.activeElement));
    const next = regions[(now + by + regions.length) % regions.length] ?? regions[0];
    if (!next) return false;
    if (next === this.text) this.text.focus();
    else {
      const control = next.querySelector<HTMLElement>("[tabindex='0'], button, a[href], input");
      (control ?? next).focus();
    }
    return true;
  }

  // ------------------------------------------------------------------------------------------------------------- render

  protected override render(): TemplateResult {
    const { model, problem } = this.loading;
    if (problem) return this.renderProblem(problem);
    if (!model)
      return html`<main id="main" tabindex="-1" class="verdict-loading" aria-busy="true">
        <p class="note">${t("page.loading")}</p>
      </main>`;
    const { verdict } = model.view;
    const lang = langOf(verdict.language, verdict.script);
    return html`<div
      class=${this.hasDrawer ? "verdict-page has-drawer" : "verdict-page"}
      @coram-tag-action=${this.onTagAction}
      @coram-tag-note=${(event: HTMLElementEventMap["coram-tag-note"]) => model.changeTag(event.detail.tag, { note: event.detail.note })}
      @coram-remove-range=${(event: HTMLElementEventMap["coram-remove-range"]) => this.removeRange(event.detail)}
      @coram-activate=${(event: HTMLElementEventMap["coram-activate"]) => this.going.activate(event.detail.id, { scroll: true })}
      @coram-reply=${(event: HTMLElementEventMap["coram-reply"]) => model.reply(event.detail.audience, event.detail.thread, event.detail.body)}
      @coram-comment-edit=${(event: HTMLElementEventMap["coram-comment-edit"]) => model.editComment(event.detail.audience, event.detail.comment, event.detail.body)}
      @coram-comment-delete=${(event: HTMLElementEventMap["coram-comment-delete"]) => model.deleteComment(event.detail.audience, event.detail.comment, true)}
      @coram-resolve=${(event: HTMLElementEventMap["coram-resolve"]) => model.resolveThread(event.detail.audience, event.detail.thread, event.detail.resolved)}
      @coram-apply=${(event: HTMLElementEventMap["coram-apply"]) => this.applySuggestion(event.detail.thread)}
      @coram-comment-send=${this.onCommentSend}
      @coram-comment-cancel=${this.onCommentCancel}
      @coram-goto=${(event: HTMLElementEventMap["coram-goto"]) => this.going.goto(event.detail.offset)}
    >
      <coram-verdict-bar
        .view=${model.view}
        .me=${model.me}
        .people=${model.people}
        .saved=${model.saved}
        .paragraph=${this.state.visible ? this.context.numberAt(this.state.visible.current) : null}
        .following=${this.state.following}
        .isDrawerOpen=${this.drawer.isOpen}
        @coram-panels=${() => (this.drawer.isOpen = !this.drawer.isOpen)}
        @coram-verdict-dialog=${(event: HTMLElementEventMap["coram-verdict-dialog"]) => (this.state.dialog = event.detail.dialog)}
        @coram-follow=${(event: HTMLElementEventMap["coram-follow"]) => this.going.follow(event.detail.member)}
        @coram-retry=${() => void this.loading.load()}
      ></coram-verdict-bar>
      ${this.renderLeft(model, lang)} ${this.renderRead(model, lang)}
      ${this.drawer.isOpen && this.hasDrawer ? html`<div class="scrim" @click=${() => (this.drawer.isOpen = false)}></div>` : nothing}
      <coram-density
        .marks=${this.place(model).marks}
        .textHeight=${this.place(model).height}
        .viewTop=${this.window.top}
        .viewHeight=${this.window.height}
        @coram-scroll-to=${(event: HTMLElementEventMap["coram-scroll-to"]) => this.window.scroller.value?.scrollTo({ top: event.detail.top - this.window.height / 2 })}
      ></coram-density>
      ${this.renderPhone(model, lang)}
      <coram-verdict-dialogs
        .verdict=${verdict}
        .open=${this.state.dialog}
        @coram-dialog-close=${() => (this.state.dialog = null)}
      ></coram-verdict-dialogs>
    </div>`;
  }

  private place(model: VerdictModel): Placed {
    const { composing, size } = this.state;
    const { shownTags, outline } = this.listing;
    const { threads, me } = model;
    return this.places.place(this.text, { tags: shownTags, threads, composing, outline, size, me });
  }

  private renderProblem(problem: ProblemError | "offline"): TemplateResult {
    const text =
      problem === "offline"
        ? t("shell.offline")
        : problem.code === "not-found"
          ? t("page.no-access")
          : describeProblem(problem);
    return html`<main id="main" tabindex="-1" class="verdict-loading">
      <div role="alert"><h1 class="section-title">${text}</h1></div>
      <p>
        <a class="button" href="/">${t("shell.network")}</a>
        <button type="button" class="button" @click=${() => void this.loading.load()}>${t("verdict.retry")}</button>
      </p>
    </main>`;
  }

  private renderLeft(model: VerdictModel, lang: string): TemplateResult {
    const { verdict, methodology } = model.view;
    const { paragraphs } = this.listing;
    return html`<aside class="verdict-left ${this.drawer.isOpen ? "is-open" : ""}" aria-label=${t("page.panels")}>
      <div class="drawer-head">
        <button
          type="button"
          class="icon-button"
          aria-label=${t("page.close-panels")}
          @click=${() => (this.drawer.isOpen = false)}
        >
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      <coram-outline
        .entries=${this.listing.outline}
        .at=${this.state.visible?.current ?? 0}
        .people=${model.people}
        .textLang=${lang}
        .about=${verdict.pages ? t("page.about", { pages: verdict.pages, paragraphs }) : t("page.about-paragraphs", { count: paragraphs })}
      ></coram-outline>
      <coram-tree
        .categories=${model.categories}
        .armed=${this.state.armed}
        .filtered=${this.state.filteredCategory}
        .canTag=${model.canTag}
        .version=${methodology?.number ?? null}
        @coram-category=${(event: HTMLElementEventMap["coram-category"]) => this.onCategory(event.detail.category)}
      ></coram-tree>
    </aside>`;
  }

  /** A category in the tree: tags the selection, else shows its tags only, else all again. */
  private onCategory(category: CategoryId): void {
    if (this.state.selection.length > 0 && this.model?.canTag) return this.tagWith(category, "");
    this.state.filteredCategory = this.state.filteredCategory === category ? null : category;
  }

  private renderRead(model: VerdictModel, lang: string): TemplateResult {
    const { items, lanes } = this.place(model);
    const { orphanTags } = this.listing;
    const orphanThreads = model.threads.filter((thread) => thread.state === "removed");
    return html`<main
      id="main"
      tabindex="-1"
      class="verdict-read"
      ${ref(this.window.scroller)}
      @scroll=${this.window.onScroll}
    >
      <coram-reading-bar
        class="reading-bar verdict-grid"
        .revision=${model.view.revision}
        .visible=${this.state.visible}
        .pages=${model.view.verdict.pages}
        .size=${this.state.size}
        .lanes=${lanes}
        .members=${model.view.members}
        .filter=${this.state.filter}
        .showResolved=${this.state.showResolved}
        .tags=${this.listing.tagCount}
        .threads=${model.threads}
        @coram-find-open=${() => this.find.open()}
        @coram-text-size=${(event: HTMLElementEventMap["coram-text-size"]) => this.going.setSize(event.detail.size)}
        @coram-keys-open=${() => (this.state.keysOpen = true)}
        @coram-margin-filter=${(event: HTMLElementEventMap["coram-margin-filter"]) => {
          this.state.filter = event.detail.filter;
          this.state.showResolved = event.detail.showResolved;
        }}
      ></coram-reading-bar>
      ${
        this.find.isOpen
          ? html`<coram-find
              .query=${this.find.query}
              .found=${this.find.found}
              .at=${this.find.at}
              @coram-find-query=${this.find.onQuery}
              @coram-find-step=${this.find.onStep}
              @coram-find-close=${this.find.close}
            ></coram-find>`
          : nothing
      }
      <coram-verdict-notices
        class="verdict-notices"
        .banner=${this.banner(model)}
        .closed=${this.loading.closed}
        .drafts=${model.drafts}
        .textLang=${lang}
        .isPageOnly=${model.saved.state === "offline" && model.saved.isOnDevice === false}
        .isOnDevice=${device.work?.isOnDevice ?? false}
        @coram-disarm=${() => (this.state.armed = null)}
        @coram-unfilter=${() => (this.state.filteredCategory = null)}
        @coram-draft-retry=${(event: HTMLElementEventMap["coram-draft-retry"]) => {
          if (!model.retryDraft(event.detail.draft)) announce(t("sync.draft-stays"));
        }}
        @coram-draft-drop=${(event: HTMLElementEventMap["coram-draft-drop"]) => model.dropDraft(event.detail.draft)}
      ></coram-verdict-notices>
      <div class="verdict-sheet verdict-grid">
        <coram-verdict-text
          id="text"
          lang=${lang}
          .revision=${model.view.revision}
          .maps=${model.view.maps}
          .tags=${this.listing.shownTags}
          .threads=${model.threads}
          .people=${model.people}
          .activeTags=${this.activeTags()}
          .readingSize=${this.state.size}
          .readonly=${!model.canTag && model.writableAudiences.length === 0}
          .adjusting=${this.state.adjusting}
          .scroller=${this.window.scroller.value ?? null}
          @coram-selection=${this.onSelection}
          @coram-tag-click=${this.onTagClick}
          @coram-thread-click=${(event: HTMLElementEventMap["coram-thread-click"]) => event.detail.ids[0] && this.going.activate(event.detail.ids[0])}
          @coram-edges=${this.onEdges}
          @coram-visible=${(event: HTMLElementEventMap["coram-visible"]) => {
            this.state.visible = event.detail;
            this.showPresence();
          }}
          @coram-copy=${(event: HTMLElementEventMap["coram-copy"]) => event.detail.clipboard?.setData("text/html", "")}
          @coram-layout=${this.places.onLayout}
        ></coram-verdict-text>
        <coram-lanes
          .lanes=${lanes}
          .viewTop=${this.window.top}
          .viewHeight=${this.window.height}
          .active=${this.state.active}
        ></coram-lanes>
        <div class="verdict-margin" ${ref(this.places.margin)}>
          ${
            NARROW.matches
              ? nothing
              : html`${
                    orphanTags.length + orphanThreads.length > 0
                      ? html`<coram-orphans
                          .tags=${orphanTags}
                          .threads=${orphanThreads}
                          .active=${this.state.active}
                        ></coram-orphans>`
                      : nothing
                  }
                  <coram-margin
                    .items=${items}
                    .filter=${this.state.filter}
                    .showResolved=${this.state.showResolved}
                    .active=${this.state.active}
                    .viewTop=${this.window.top}
                    .viewHeight=${this.window.height}
                    .canComment=${model.writableAudiences.length > 0}
                    .quote=${this.quoteOf}
                    .quoteLang=${lang}
                  ></coram-margin>`
          }
        </div>
      </div>
      ${this.renderPopovers(model, lang)}
    </main>`;
  }

  private readonly quoteOf = (range: Range): string => (this.model ? quote(this.model.view.revision, [range]) : "");

  private activeIdsFor: string | null = null;
  private activeIds: ReadonlySet<AnnotationId> = new Set();
  private activeTags(): ReadonlySet<AnnotationId> {
    if (this.activeIdsFor !== this.state.active) {
      this.activeIdsFor = this.state.active;
      const thread = this.model?.threads.find(({ id }) => id === this.state.active);
      const id = thread?.tag ?? this.state.active;
      this.activeIds = new Set(id && id !== "compose" ? [id as AnnotationId] : []);
    }
    return this.activeIds;
  }

  /** The left column is a drawer where the window is narrow, and where the text is large: a projector. */
  private get hasDrawer(): boolean {
    return NARROW.matches || this.state.size >= PROJECTOR_SIZE;
  }

  private banner(model: VerdictModel): Banner | null {
    const { saved } = model;
    if (saved.state === "offline" && model.hasContent && PHONE.matches)
      return { kind: "offline", waiting: saved.changes, hasText: true };
    if (this.state.armed) {
      const category = model.categories.find(({ id }) => id === this.state.armed);
      if (category) return { kind: "armed", code: category.code, label: category.label };
    }
    if (this.state.filteredCategory) {
      const category = model.categories.find(({ id }) => id === this.state.filteredCategory);
      if (category) return { kind: "filtered", code: category.code, label: category.label };
    }
    const member = this.session?.member;
    if (member?.guest) {
      const inviter = model.view.members.find(({ id }) => id === member.guest?.invitedBy);
      return { kind: "guest", initials: member.initials, inviter: inviter?.name ?? "" };
    }
    if (!model.canTag && model.synced) return { kind: "read-only", canComment: model.writableAudiences.length > 0 };
    return null;
  }

  private renderPopovers(model: VerdictModel, lang: string): TemplateResult {
    const canComment = model.writableAudiences.length > 0;
    const actions: SelectionAction[] = [
      ...(model.canTag ? (["tag"] as const) : canComment ? (["suggest"] as const) : []),
      ...(canComment ? (["comment"] as const) : []),
      "copy",
      ...(model.canTag && !NARROW.matches ? (["add-range"] as const) : []),
      ...(model.view.can.prepare && this.state.selection.length === 1 ? (["edit"] as const) : []),
    ];
    const shows =
      this.state.selection.length > 0 &&
      !this.state.picking &&
      !this.state.editing &&
      !this.state.composing &&
      !this.state.armed;
    return html`<coram-selection-bar
        .anchor=${shows ? this.popoverAnchor : null}
        .actions=${actions}
        @coram-selection-action=${(event: HTMLElementEventMap["coram-selection-action"]) => this.onSelectionAction(event.detail.action)}
      ></coram-selection-bar>
      <coram-picker
        ${ref(this.picker)}
        .categories=${model.categories}
        .recent=${this.state.recent}
        .mode=${this.state.pickerMode}
        .anchor=${this.popoverAnchor}
        .about=${this.selectedAbout}
        .current=${this.state.pickerMode === "recategorise" ? (model.tag(this.state.active ?? "")?.category ?? null) : null}
        @coram-pick=${this.onPick}
        @coram-picker-close=${this.onPickerClose}
      ></coram-picker>
      <coram-tag-list
        ${ref(this.tagList)}
        @coram-tag-chosen=${(event: HTMLElementEventMap["coram-tag-chosen"]) => this.going.activate(event.detail.tag)}
      ></coram-tag-list>
      ${
        this.state.editing
          ? html`<coram-edit-dialog
              .verdict=${this.verdictId}
              .editing=${this.state.editing}
              .revision=${model.view.revision}
              .maps=${model.view.maps}
              .tags=${model.tags}
              .threads=${model.threads}
              .textLang=${lang}
              @coram-dialog-close=${this.closeEdit}
              @coram-edited=${this.onEdited}
              @coram-edit-conflict=${() => void this.loading.load()}
            ></coram-edit-dialog>`
          : nothing
      }
      <coram-keys
        .open=${this.state.keysOpen}
        @coram-dialog-close=${() => (this.state.keysOpen = false)}
      ></coram-keys>`;
  }

  private onSelectionAction(action: SelectionAction): void {
    const [first] = this.state.selection;
    if (action === "tag" || action === "suggest") this.openPicker(action);
    else if (action === "comment") this.compose(this.state.selection);
    else if (action === "copy") this.copy(this.state.selection);
    else if (action === "add-range") this.text?.addNextRange();
    else if (first && this.model) this.state.editing = { range: first, base: this.model.view.revision };
  }

  private readonly onEdges = (event: HTMLElementEventMap["coram-edges"]): void => {
    const { id, ranges } = event.detail;
    this.state.adjusting = null;
    if (ranges && ranges.length > 0) this.model?.changeTag(id, { ranges });
  };

  private removeRange({ tag: id, range }: { tag: AnnotationId; range: Range }): void {
    const tag = this.model?.tag(id);
    const left = tag?.ranges.filter(({ start }) => start !== range.start) ?? [];
    if (left.length > 0) this.model?.changeTag(id, { ranges: left });
  }

  private applySuggestion(id: ThreadId): void {
    const thread = this.model?.threads.find((each) => each.id === id);
    const tag = thread && this.model?.applySuggestion(thread);
    if (tag) this.state.active = tag;
  }

  // -------------------------------------------------------------------------------------------------------------- phone

  private renderPhone(model: VerdictModel, lang: string): TemplateResult | typeof nothing {
    if (!NARROW.matches) return nothing;
    return html`<coram-passage-sheet
      .view=${this.state.sheet}
      .tags=${model.tags.filter(({ deleted }) => !deleted)}
      .threads=${model.threads.filter(({ resolved }) => !resolved)}
      .active=${this.state.active}
      .composing=${this.state.composing}
      .quote=${this.quoteOf}
      .quoteLang=${lang}
      .canComment=${model.writableAudiences.length > 0}
      .paragraph=${this.state.visible ? this.context.numberAt(this.state.visible.current) : ""}
      .lastParagraph=${model.view.revision.blocks.findLast(({ number }) => number !== null)?.number ?? ""}
      @coram-phone-view=${(event: HTMLElementEventMap["coram-phone-view"]) => this.onPhoneView(event.detail.view)}
      @coram-sheet-close=${() => {
        this.state.sheet = null;
        this.onCommentCancel();
      }}
    ></coram-passage-sheet>`;
  }

  private onPhoneView(view: PhoneView): void {
    if (view === "outline") this.drawer.isOpen = true;
    else this.state.sheet = view === "text" || this.state.sheet === view ? null : view;
  }
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
