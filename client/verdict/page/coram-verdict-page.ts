import { answeredBy } from "../../discussion/answered-by.ts";
import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { langOf } from "../../../schema/domain/language.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { quote } from "../../../schema/text/quote.ts";
import { describeProblem, mayPass, type ProblemError } from "../../api/http.ts";
import "../../app/coram-problem-page.ts";
import { whyClosed } from "../../api/told/guest-place.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { holdsUncleared, unclearedOf } from "../../elements/input/uncleared-words.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import "../../styles/reading.css";
import "./dialogs/coram-passage-sheet.ts";
import "../bars/coram-reading-bar.ts";
import "../bars/coram-verdict-bar.ts";
import { whyNotShare } from "../model/why-not-share.ts";
import "./dialogs/coram-verdict-dialogs.ts";
import "./coram-verdict-notices.ts";
import "./coram-verdict-panels.ts";
import "../bars/coram-density.ts";
import "../bars/coram-keys.ts";
import "../bars/coram-lanes.ts";
import "../cards/coram-margin.ts";
import "../cards/coram-orphans.ts";
import "../cards/verdict.css";
import "../cards/coram-touched.ts";
import { PageChanges } from "./page-changes.ts";
import "../../rounds/coram-layer-choice.ts";
import "../../rounds/coram-round-notice.ts";
import "../../rounds/coram-rounds-dialog.ts";
import "../../rounds/coram-standing-dialog.ts";
import { PageRounds } from "../../rounds/page-rounds.ts";
import { PageComments } from "./page-comments.ts";
import { PageContext } from "./page-context.ts";
import { PageDrawer } from "./page-drawer.ts";
import { PageFind } from "./page-find.ts";
import { PageGoing } from "./page-going.ts";
import { PageKeys } from "./page-keys.ts";
import { PageListing } from "./page-listing.ts";
import { PageLoading } from "./page-loading.ts";
import { PagePlaces, type Placed } from "./page-places.ts";
import { PagePopovers } from "./page-popovers.ts";
import { PageQuoted } from "./page-quoted.ts";
import { PageReturning } from "./page-returning.ts";
import { PageSheet } from "./page-sheet.ts";
import { PageTagging } from "./page-tagging.ts";
import { PageVersion } from "./page-version.ts";
import { PageWindow } from "./page-window.ts";
import { PageTranslation } from "../translation/page-translation.ts";
import "../translation/translation.css";
import type { DraftView } from "../model/draft-views.ts";
import { KeptList } from "../model/kept-list.ts";
import { device } from "../../sync/offline/device.ts";
import type { SavedState } from "../../sync/saved-state.ts";
import { PROJECTOR_SIZE } from "../bars/reading-size.ts";
import { NARROW, PHONE, WIDE } from "../../elements/screen.ts";
import type { CoramVerdictText } from "../text/coram-verdict-text.ts";
import "../text/coram-verdict-text.ts";
import "../../workshops/follow/coram-verdict-follow.ts";
import "./verdict-page.css";
import "./verdict-print.css";
import { panels, pageDialogs, phonePassages, sheetBeside, sheetColumn } from "./views/page-side-views.ts";
import { readColumn } from "./views/page-read-views.ts";
import { roundNotice } from "./views/page-notice-views.ts";
import type { PageParts } from "./views/page-parts.ts";
import { type Command, OffersCommands } from "../../palette/offered.ts";
import { pageCommands } from "../model/page-commands.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

/** The verdict page: model, text and elements wired together. It brings its own bar, with the case in it. */
@customElement("coram-verdict-page")
export class CoramVerdictPage extends LightElement {
  @property({ attribute: false }) verdictId!: VerdictId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  private readonly loading = new PageLoading(this, () => ({ verdict: this.verdictId, session: this.session }));
  private readonly context = new PageContext(this, this.loading);
  private readonly state = this.context.state;
  private readonly drawer = new PageDrawer(this, () => this.hasDrawer);
  private readonly window = new PageWindow(this);
  private readonly going = new PageGoing(
    this.context,
    this.drawer,
    this.window.scroller,
    (tag) => this.rounds.seek(tag),
    () => this.rounds.unread,
    (words) => this.find.open(words),
  );
  private readonly find = new PageFind(this.context);
  private readonly comments = new PageComments(this.context);
  private readonly quoted = new PageQuoted(this.context);
  private readonly tagging = new PageTagging(this.context, this.comments, this.quoted);
  private readonly changes = new PageChanges(this.context);
  private readonly sheet = new PageSheet(this.context, this.going, this.changes);
  private readonly translation = new PageTranslation(this.context);
  private readonly keys: PageKeys;
  private readonly popovers = new PagePopovers(
    this.context,
    {
      tagging: this.tagging,
      going: this.going,
      sheet: this.sheet,
      translation: this.translation,
      quoted: this.quoted,
    },
    () => void this.loading.load(),
  );
  private readonly places = new PagePlaces(this, this.window.scroller);
  private readonly listing = new PageListing();
  private readonly version = new PageVersion();
  private readonly rounds = new PageRounds(this, this.loading);
  // The page is drawn with every frame that is scrolled: what has not changed is not handed on as something new.
  private readonly savedStates = new KeptList<SavedState>();

  private readonly parts: PageParts = {
    context: this.context,
    state: this.state,
    loading: this.loading,
    drawer: this.drawer,
    window: this.window,
    going: this.going,
    find: this.find,
    comments: this.comments,
    tagging: this.tagging,
    changes: this.changes,
    sheet: this.sheet,
    translation: this.translation,
    quoted: this.quoted,
    popovers: this.popovers,
    places: this.places,
    listing: this.listing,
    version: this.version,
    rounds: this.rounds,
    drafts: new KeptList<DraftView>(),
    session: () => this.session,
    saved: (model) => this.saved(model),
    place: (model) => this.place(model),
    translationsOf: (model) => this.translationsOf(model),
    quoteOf: (range) => this.quoteOf(range),
  };

  constructor() {
    super();
    const { tagging, comments, going, find, drawer, sheet, translation } = this;
    this.keys = new PageKeys(this.context, { tagging, comments, going, find, drawer, sheet, translation });
    new PageReturning(this.context, this.translation);
    new OffersCommands(this, () => this.commands());
    this.addEventListener("coram-focus-lost", this.onFocusLost);
    this.addEventListener("coram-verdict-dialog", ({ detail }) => (this.state.dialog = detail.dialog));
  }

  private commands(): Command[] {
    const member = this.session?.member;
    if (!this.model || !member) return [];
    return pageCommands(this.model.view, member, {
      open: (dialog) => (this.state.dialog = dialog),
      findWords: (words) => this.find.open(words),
      findCategory: () => this.keys.findCategory(),
      showKeys: () => (this.state.keysOpen = true),
    });
  }

  private get model(): VerdictModel | null {
    return this.context.model;
  }

  private get text(): CoramVerdictText | null {
    return this.context.text;
  }

  /** Keys go on in the text; on a phone, where it would call nothing but a caret, in what is open over it. */
  private readonly onFocusLost = (event: Event): void => {
    const isOver = PHONE.matches || (event.target as Element).closest("coram-bottom-sheet") !== null;
    if (event.defaultPrevented || isOver || !this.text?.isDrawn) return;
    event.preventDefault();
    this.text.focus();
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.loading.check(changed.has("verdictId"));
    this.model?.setLanguage(language());
    holdsUncleared(this, unclearedOf(this.model?.view));
    this.rounds.update();
    this.changes.update();
    this.translation.carry(this.context.carry());
    this.comments.update();
    if (this.model) this.translation.update(this.model);
    this.context.isSheetBeside =
      WIDE.matches && !this.hasDrawer && (this.model?.view.methodology?.content.questions.length ?? 0) > 0;
    if (this.model) this.version.update(this.model.verdictId, this.model.view.methodology?.number ?? null);
    if (this.model) this.listing.update(this.model, this.state.filteredCategory, this.changes.seenTags);
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
      class=${classMap({
        "verdict-page": true,
        "has-drawer": this.hasDrawer,
        "has-sheet": this.hasSheet && !this.context.isSheetBeside,
        "has-both": this.context.isSheetBeside,
        "is-beside": this.translation.reading === "beside",
      })}
      @coram-translate=${this.translation.onTranslate}
      @coram-translation-send=${this.translation.onSend}
      @coram-translation-cancel=${this.translation.onCancel}
      @coram-translation-delete=${this.translation.onDelete}
      @coram-translation-select=${this.translation.onSelect}
      @coram-translation-edit=${this.translation.onEdit}
      @coram-translation-whole=${this.translation.onWhole}
      @coram-reading=${this.translation.onReading}
      @coram-tag-action=${this.tagging.onTagAction}
      @coram-tag-sort=${this.tagging.onTagSort}
      @coram-words-typed=${this.comments.onTyped}
      @coram-where-said=${this.comments.onWhereSaid}
      @coram-tag-note=${this.comments.onNote}
      @coram-remove-range=${this.tagging.onRemoveRange}
      @coram-activate=${this.going.onActivate}
      ${answeredBy(model.talk)}
      @coram-apply=${(event: HTMLElementEventMap["coram-apply"]) => this.comments.applySuggestion(event.detail.thread)}
      @coram-comment-send=${this.comments.onSend}
      @coram-comment-cancel=${this.comments.onCancel}
      @coram-goto=${(event: HTMLElementEventMap["coram-goto"]) => this.going.goto(event.detail.offset)}
      @coram-question-open=${(event: HTMLElementEventMap["coram-question-open"]) => this.sheet.open(event.detail.place)}
      @coram-seen=${(event: HTMLElementEventMap["coram-seen"]) => void this.changes.mark(event.detail.tags)}
    >
      ${this.renderBar(model)}
      ${
        this.hasSheet && !this.context.isSheetBeside && !this.drawer.isOpen
          ? sheetColumn(this.parts, model, lang)
          : panels(this.parts, model, lang)
      }
      ${readColumn(this.parts, model, lang, this.renderFollow(model))}
      ${this.drawer.isOpen && this.hasDrawer ? html`<div class="scrim" @click=${() => (this.drawer.isOpen = false)}></div>` : nothing}
      ${this.renderDensity(model)} ${this.context.isSheetBeside ? sheetBeside(this.parts, model, lang) : nothing}
      ${PHONE.matches ? this.renderFoot(model) : nothing} ${phonePassages(this.parts, model, lang)}
      ${pageDialogs(this.parts, model, lang)}
    </div>`;
  }

  /** What is coded blind is not looked at together. */
  private renderFollow(model: VerdictModel): TemplateResult | typeof nothing {
    const { session, context } = this;
    if (!session?.view.workshops || model.view.round.mode === "blind") return nothing;
    return html`<coram-verdict-follow
      .session=${session}
      .verdict=${model.verdictId}
      .view=${model.view}
      .text=${() => context.text}
    ></coram-verdict-follow>`;
  }

  private renderBar(model: VerdictModel): TemplateResult {
    const member = this.session?.member;
    return html`<coram-verdict-bar
      .view=${model.view}
      .people=${model.people}
      .saved=${this.saved(model)}
      .following=${this.state.following}
      .whyNotShared=${member && !member.guest ? whyNotShare(model.view, member) : undefined}
      .isDrawerOpen=${this.drawer.isOpen}
      @coram-panels=${() => (this.drawer.isOpen = !this.drawer.isOpen)}
      @coram-follow=${(event: HTMLElementEventMap["coram-follow"]) => this.going.follow(event.detail.member)}
      @coram-retry=${() => void this.loading.load()}
      @coram-keys-open=${(event: Event) => {
        event.preventDefault();
        this.state.keysOpen = true;
      }}
    ></coram-verdict-bar>`;
  }

  /** On a phone what the round asks of its coder stands below the text. */
  private renderFoot(model: VerdictModel): TemplateResult {
    const isBlind = model.view.round.mode === "blind";
    return html`<div
      class="verdict-foot"
      role=${isBlind ? "region" : nothing}
      aria-label=${isBlind ? t("rounds.title") : nothing}
    >
      ${roundNotice(this.parts, model)}
    </div>`;
  }

  private renderDensity(model: VerdictModel): TemplateResult {
    return html`<coram-density
      .marks=${this.place(model).marks}
      .textHeight=${this.place(model).height}
      .viewTop=${this.window.top}
      .viewHeight=${this.window.height}
      @coram-scroll-to=${(event: HTMLElementEventMap["coram-scroll-to"]) => this.window.scroller.value?.scrollTo({ top: event.detail.top - this.window.height / 2 })}
    ></coram-density>`;
  }

  private saved(model: VerdictModel): SavedState {
    const { saved } = model;
    return this.savedStates.take([saved])[0] ?? saved;
  }

  private place(model: VerdictModel): Placed {
    const { composing, size } = this.state;
    const { shownTags, outline } = this.listing;
    const { threads, me } = model;
    const others = this.translation.cards(shownTags);
    return this.places.place(this.text, { tags: shownTags, threads, composing, others, outline, size, me });
  }

  private renderProblem(problem: ProblemError | "offline"): TemplateResult {
    const words =
      problem === "offline"
        ? t("shell.offline")
        : problem.code === "not-found"
          ? (whyClosed(this.session?.view, this.verdictId, device.work?.isOnDevice ?? false) ?? t("page.no-access"))
          : describeProblem(problem);
    return html`<coram-problem-page
      .words=${words}
      .retry=${problem === "offline" || mayPass(problem) ? () => void this.loading.load() : null}
    ></coram-problem-page>`;
  }

  private get hasSheet(): boolean {
    return !NARROW.matches && this.sheet.isOpen;
  }

  private translationsFor: { of: unknown; give: PageTranslation["of"] } | null = null;

  /** A function of its own for each state of the translations, so that cards are drawn again with them. */
  private translationsOf(model: VerdictModel): PageTranslation["of"] {
    const { all } = model.translations;
    if (this.translationsFor?.of !== all)
      this.translationsFor = { of: all, give: (ranges) => this.translation.of(ranges) };
    return this.translationsFor.give;
  }

  private readonly quoteOf = (range: Range): string =>
    this.model
      ? withTokenWords(
          quote(this.model.view.revision, [range]),
          langOf(this.model.view.verdict.language, this.model.view.verdict.script),
        )
      : "";

  /** The left column is a drawer where the window is narrow, and where the text is large: a projector. */
  private get hasDrawer(): boolean {
    return NARROW.matches || this.state.size >= PROJECTOR_SIZE || this.translation.reading === "beside";
  }

  // -------------------------------------------------------------------------------------------------------------- phone
}
