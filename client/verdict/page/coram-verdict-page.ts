import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { ref } from "lit/directives/ref.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { langOf } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { quote } from "../../../schema/text/quote.ts";
import { describeProblem, mayPass, type ProblemError } from "../../api/http.ts";
import { tell } from "../../elements/announce.ts";
import "../../app/coram-problem-page.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, language, t } from "../../i18n/t.ts";
import "../../styles/reading.css";
import { device } from "../../sync/offline/device.ts";
import { bannerOf } from "../model/banner-of.ts";
import "./coram-passage-sheet.ts";
import "../bars/coram-reading-bar.ts";
import { isRoundsDialog } from "../bars/coram-verdict-bar.ts";
import "./coram-verdict-dialogs.ts";
import "./coram-verdict-notices.ts";
import "./coram-verdict-panels.ts";
import "../bars/coram-density.ts";
import "../bars/coram-find.ts";
import "../bars/coram-keys.ts";
import "../bars/coram-lanes.ts";
import "../cards/coram-margin.ts";
import "../cards/coram-orphans.ts";
import "../cards/verdict.css";
import type { PhoneView } from "../bars/coram-phone-bar.ts";
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
import { PageSheet } from "./page-sheet.ts";
import { PageTagging } from "./page-tagging.ts";
import { PageVersion } from "./page-version.ts";
import { PageWindow } from "./page-window.ts";
import { PageTranslation } from "../translation/page-translation.ts";
import { renderTranslationDialogs } from "../translation/translation-dialogs.ts";
import "../translation/translation.css";
import type { DraftView } from "../model/draft-views.ts";
import { KeptList } from "../model/kept-list.ts";
import type { SavedState } from "../../sync/saved-state.ts";
import { PROJECTOR_SIZE } from "../bars/reading-size.ts";
import { NARROW } from "../../elements/screen.ts";
import type { CoramVerdictText } from "../text/coram-verdict-text.ts";
import "../text/coram-verdict-text.ts";
import "./verdict-page.css";
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
  private readonly going = new PageGoing(this.context, this.drawer, this.window.scroller, (tag) =>
    this.rounds.seek(tag),
  );
  private readonly find = new PageFind(this.context);
  private readonly comments = new PageComments(this.context);
  private readonly tagging = new PageTagging(this.context, this.comments);
  private readonly changes = new PageChanges(this.context);
  private readonly sheet = new PageSheet(this.context, this.going, this.changes);
  private readonly translation = new PageTranslation(this.context);
  private readonly quoted = new PageQuoted(this.context);
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
  private readonly drafts = new KeptList<DraftView>();
  private readonly savedStates = new KeptList<SavedState>();

  constructor() {
    super();
    const { tagging, comments, going, find, drawer, sheet, translation } = this;
    new PageKeys(this.context, { tagging, comments, going, find, drawer, sheet, translation });
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
    this.rounds.update();
    this.changes.update();
    this.comments.update();
    if (this.model) this.translation.update(this.model);
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
        "has-sheet": this.hasSheet,
        "is-beside": this.translation.reading === "beside",
      })}
      @coram-translate=${this.translation.onTranslate}
      @coram-translation-send=${this.translation.onSend}
      @coram-translation-cancel=${this.translation.onCancel}
      @coram-translation-delete=${this.translation.onDelete}
      @coram-translation-select=${this.translation.onSelect}
      @coram-translation-edit=${this.translation.onMend}
      @coram-translation-whole=${this.translation.onWhole}
      @coram-reading=${this.translation.onReading}
      @coram-tag-action=${this.tagging.onTagAction}
      @coram-tag-sort=${this.tagging.onTagSort}
      @coram-words-typed=${this.comments.onTyped}
      @coram-tag-note=${this.comments.onNote}
      @coram-remove-range=${this.tagging.onRemoveRange}
      @coram-activate=${(event: HTMLElementEventMap["coram-activate"]) => this.going.activate(event.detail.id, { scroll: true })}
      @coram-reply=${this.comments.onReply}
      @coram-comment-edit=${this.comments.onEdit}
      @coram-comment-delete=${(event: HTMLElementEventMap["coram-comment-delete"]) => model.deleteComment(event.detail.audience, event.detail.comment, true)}
      @coram-resolve=${(event: HTMLElementEventMap["coram-resolve"]) => model.resolveThread(event.detail.audience, event.detail.thread, event.detail.resolved)}
      @coram-apply=${(event: HTMLElementEventMap["coram-apply"]) => this.comments.applySuggestion(event.detail.thread)}
      @coram-comment-send=${this.comments.onSend}
      @coram-comment-cancel=${this.comments.onCancel}
      @coram-goto=${(event: HTMLElementEventMap["coram-goto"]) => this.going.goto(event.detail.offset)}
      @coram-question-open=${(event: HTMLElementEventMap["coram-question-open"]) => this.sheet.open(event.detail.place)}
      @coram-seen=${(event: HTMLElementEventMap["coram-seen"]) => void this.changes.mark(event.detail.tags)}
    >
      <coram-verdict-bar
        .view=${model.view}
        .me=${model.me}
        .people=${model.people}
        .saved=${this.saved(model)}
        .paragraph=${this.state.visible ? this.context.numberAt(this.state.visible.current) : null}
        .following=${this.state.following}
        .isDrawerOpen=${this.drawer.isOpen}
        @coram-panels=${() => (this.drawer.isOpen = !this.drawer.isOpen)}
        @coram-verdict-dialog=${(event: HTMLElementEventMap["coram-verdict-dialog"]) => (this.state.dialog = event.detail.dialog)}
        @coram-follow=${(event: HTMLElementEventMap["coram-follow"]) => this.going.follow(event.detail.member)}
        @coram-retry=${() => void this.loading.load()}
        @coram-keys-open=${() => (this.state.keysOpen = true)}
      ></coram-verdict-bar>
      ${this.hasSheet && !this.drawer.isOpen ? this.renderSheet(model, lang) : this.renderPanels(model, lang)}
      ${this.renderRead(model, lang)}
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
        .members=${model.view.members}
        .text=${model.view.revision.text}
        .open=${this.state.dialog}
        .seen=${this.state.dialog === "stage" ? this.rounds.reading : null}
        @coram-dialog-close=${() => (this.state.dialog = null)}
      ></coram-verdict-dialogs>
      <coram-rounds-dialog
        .view=${model.view}
        .me=${model.me}
        .open=${isRoundsDialog(this.state.dialog)}
        .ask=${this.state.dialog === "reveal" || this.state.dialog === "settle" ? this.state.dialog : null}
        @coram-dialog-close=${() => (this.state.dialog = null)}
      ></coram-rounds-dialog>
      ${this.renderStanding(model, lang)}
    </div>`;
  }

  private renderStanding(model: VerdictModel, lang: string): TemplateResult | typeof nothing {
    const { standing } = this.rounds;
    if (!standing) return nothing;
    return html`<coram-standing-dialog
      .view=${model.view}
      .standing=${standing}
      .tags=${model.tags}
      .answers=${model.answerViews}
      .selection=${this.state.selection}
      .textLang=${lang}
      .sorting=${this.state.sorting}
      .open=${this.state.dialog === "standing"}
      @coram-standing-changed=${(event: HTMLElementEventMap["coram-standing-changed"]) => this.rounds.takeStanding(event.detail.standing)}
      @coram-dialog-close=${() => {
        this.state.dialog = null;
        this.state.sorting = null;
      }}
    ></coram-standing-dialog>`;
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
          ? t("page.no-access")
          : describeProblem(problem);
    return html`<coram-problem-page
      .words=${words}
      .retry=${problem === "offline" || mayPass(problem) ? () => void this.loading.load() : null}
    ></coram-problem-page>`;
  }

  private renderPanels(model: VerdictModel, lang: string): TemplateResult {
    const { verdict, methodology } = model.view;
    return html`<coram-verdict-panels
      class="verdict-left ${this.drawer.isOpen ? "is-open" : ""}"
      role="complementary"
      aria-label=${t("page.panels")}
      .entries=${this.listing.outline}
      .at=${this.state.visible?.current ?? 0}
      .people=${model.people}
      .pages=${verdict.pages}
      .paragraphs=${this.listing.paragraphs}
      .textLang=${lang}
      .categories=${model.categories}
      .retired=${model.retired}
      .armed=${this.state.armed}
      .filtered=${this.state.filteredCategory}
      .canTag=${model.canTag}
      .version=${methodology?.number ?? null}
      .top=${NARROW.matches ? nothing : this.sheet.renderSwitch(model)}
      @coram-panels=${() => (this.drawer.isOpen = false)}
      @coram-category=${(event: HTMLElementEventMap["coram-category"]) => this.tagging.onCategory(event.detail.category)}
    ></coram-verdict-panels>`;
  }

  /** In the place of outline and codes, beside the text. */
  private renderSheet(model: VerdictModel, lang: string): TemplateResult {
    return html`<div class="verdict-left is-sheet" role="complementary" aria-label=${t("sheet.title")}>
      ${this.sheet.renderSwitch(model)} ${this.sheet.render(model, lang)}
    </div>`;
  }

  /** What a printed verdict is of: on the screen the bar says it. */
  private renderPrintedHead({ court, caseNumber, date, country, invented }: Verdict, lang: string): TemplateResult {
    return html`<header class="verdict-printed">
      <p class="verdict-printed-case">
        <b>${caseNumber}</b> ${invented ? html`<span class="tagline">${t("page.invented")}</span>` : nothing}
      </p>
      <p><span lang=${lang}>${court}</span>, ${t(`word.country.${country}`)}</p>
      ${date ? html`<p>${formatDate(date)}</p>` : nothing}
    </header>`;
  }

  private get hasSheet(): boolean {
    return !NARROW.matches && this.sheet.isOpen;
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
        .translations=${this.translation.heads}
        .reading=${this.translation.reading}
        .translation=${this.translation.language}
        .canTranslate=${this.translation.canTranslate}
        .removedTranslations=${this.translation.removed}
        .lanes=${lanes}
        .members=${model.view.members}
        .filter=${this.state.filter}
        .showResolved=${this.state.showResolved}
        .tags=${this.listing.tagCount}
        .threads=${model.threads}
        @coram-find-open=${() => this.find.open()}
        @coram-text-size=${(event: HTMLElementEventMap["coram-text-size"]) => this.going.setSize(event.detail.size)}
        @coram-margin-filter=${(event: HTMLElementEventMap["coram-margin-filter"]) => {
          this.state.filter = event.detail.filter;
          this.state.showResolved = event.detail.showResolved;
        }}
      ></coram-reading-bar>
      <div class="verdict-stays">
        <coram-round-notice
          class="verdict-notices"
          .view=${model.view}
          .me=${model.me}
          .saved=${this.saved(model)}
          .progress=${this.rounds.progress}
          .due=${this.rounds.dueDate}
          .work=${this.rounds.progress ? model.ownWork : null}
          @coram-round-turned=${() => void this.loading.load()}
        ></coram-round-notice>
        <coram-verdict-notices
          class="verdict-notices"
          .banner=${bannerOf(model, this.state, this.session?.member ?? null)}
          .closed=${this.loading.closed}
          .drafts=${this.drafts.take(model.drafts)}
          .textLang=${lang}
          .newVersion=${this.version.newer}
          .failed=${this.state.failed}
          @coram-failed-left=${() => (this.state.failed = null)}
          @coram-version-seen=${() => {
            this.version.seen();
            this.requestUpdate();
          }}
          .isPageOnly=${model.saved.state === "offline" && model.saved.isOnDevice === false}
          .isOnDevice=${device.work?.isOnDevice ?? false}
          @coram-disarm=${() => (this.state.armed = null)}
          @coram-unfilter=${() => (this.state.filteredCategory = null)}
          @coram-draft-retry=${(event: HTMLElementEventMap["coram-draft-retry"]) => {
            tell(t(`sync.draft-${model.retryDraft(event.detail.draft)}`));
          }}
          @coram-draft-drop=${(event: HTMLElementEventMap["coram-draft-drop"]) => model.dropDraft(event.detail.draft)}
        ></coram-verdict-notices>
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
      </div>
      <coram-layer-choice
        class="verdict-notices"
        .choices=${this.rounds.all}
        .current=${this.rounds.current}
        .stands=${model.view.stands ?? null}
        .standing=${this.rounds.standing}
        @coram-standing-open=${() => (this.state.dialog = "standing")}
        .members=${model.view.members}
        .problem=${this.rounds.problem}
        @coram-layers-chosen=${(event: HTMLElementEventMap["coram-layers-chosen"]) => this.rounds.choose(event.detail.choice)}
      ></coram-layer-choice>
      ${
        orphanTags.length + orphanThreads.length > 0
          ? html`<coram-orphans
              .tags=${orphanTags}
              .threads=${orphanThreads}
              .active=${this.state.active}
            ></coram-orphans>`
          : nothing
      }
      ${
        this.changes.touched.length > 0
          ? html`<coram-touched
              .tags=${this.changes.touched}
              .revision=${model.view.revision}
              .texts=${new Map(this.changes.texts)}
              .textLang=${lang}
              @coram-touched-open=${this.changes.open}
            ></coram-touched>`
          : nothing
      }
      ${this.renderPrintedHead(model.view.verdict, lang)}
      ${
        this.translation.credit
          ? html`<div class="verdict-grid translation-head">
              <p class="note">${this.translation.credit}</p>
            </div>`
          : nothing
      }
      <div class="verdict-sheet verdict-grid">
        <coram-verdict-text
          id="text"
          lang=${lang}
          .revision=${this.loading.readable ? model.view.revision : null}
          .maps=${model.view.maps}
          .tags=${this.listing.shownTags}
          .threads=${model.threads}
          .evidence=${this.quoted.withQuoted(model, this.sheet.barePassages(model))}
          .people=${model.people}
          .translation=${this.translation.shown}
          .activeTags=${this.listing.activeTags(model, this.state.active)}
          .readingSize=${this.state.size}
          .readonly=${!model.canTag && model.writableAudiences.length === 0}
          .adjusting=${this.state.adjusting}
          .scroller=${this.window.scroller.value ?? null}
          @coram-selection=${this.tagging.onSelection}
          @coram-tag-click=${this.popovers.onTagClick}
          @coram-thread-click=${(event: HTMLElementEventMap["coram-thread-click"]) => event.detail.ids[0] && this.going.activate(event.detail.ids[0])}
          @coram-quoted-click=${this.quoted.onClick}
          @coram-edges=${this.tagging.onEdges}
          @coram-visible=${(event: HTMLElementEventMap["coram-visible"]) => {
            this.state.visible = event.detail;
            this.rounds.see(event.detail);
            this.tagging.showPresence();
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
              : html`<coram-margin
                  .items=${items}
                  .filter=${this.state.filter}
                  .showResolved=${this.state.showResolved}
                  .active=${this.state.active}
                  .viewTop=${this.window.top}
                  .viewHeight=${this.window.height}
                  .canComment=${model.writableAudiences.length > 0}
                  .quote=${this.quoteOf}
                  .translationsOf=${this.translationsOf(model)}
                  .canTranslate=${model.translating.canWrite}
                  .quoteLang=${lang}
                  .restingOn=${this.sheet.restingOnTag(model)}
                ></coram-margin>`
          }
        </div>
      </div>
      ${this.popovers.render(model, lang)} ${renderTranslationDialogs(this.translation, model, lang)}
      <coram-keys .open=${this.state.keysOpen} @coram-dialog-close=${() => (this.state.keysOpen = false)}></coram-keys>
    </main>`;
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

  private renderPhone(model: VerdictModel, lang: string): TemplateResult | typeof nothing {
    if (!NARROW.matches) return nothing;
    return html`<coram-passage-sheet
      .view=${this.state.sheet}
      .tags=${this.listing.shownTags.filter(({ deleted }) => !deleted)}
      .tagCount=${this.listing.tagCount}
      .threads=${model.threads.filter(({ resolved }) => !resolved)}
      .active=${this.state.active}
      .composing=${this.state.composing}
      .translations=${model.translations.all}
      .translating=${this.translation.translating}
      .canTranslate=${model.translating.canWrite}
      .other=${this.translation.phoneOther}
      .quote=${this.quoteOf}
      .quoteLang=${lang}
      .canComment=${model.writableAudiences.length > 0}
      .questions=${this.sheet.plan(model).questions.size > 0 ? this.sheet.render(model, lang) : null}
      .progress=${this.sheet.plan(model).progress}
      .restingOn=${this.sheet.restingOnTag(model)}
      .paragraph=${this.state.visible ? this.context.numberAt(this.state.visible.current) : ""}
      .lastParagraph=${model.view.revision.blocks.findLast(({ number }) => number !== null)?.number ?? ""}
      @coram-phone-view=${(event: HTMLElementEventMap["coram-phone-view"]) => this.onPhoneView(event.detail.view)}
      @coram-sheet-close=${() => {
        this.state.sheet = null;
        this.comments.onCancel();
        this.translation.onCancel();
      }}
    ></coram-passage-sheet>`;
  }

  private onPhoneView(view: PhoneView): void {
    if (view === "outline") this.drawer.isOpen = true;
    else if (view === "reading") this.translation.cycle();
    else this.state.sheet = view === "text" || this.state.sheet === view ? null : view;
  }
}
