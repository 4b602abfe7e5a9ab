import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { GivesWay } from "../../elements/gives-way.ts";
import { t } from "../../i18n/t.ts";
import "./coram-lanes.ts";
import "../cards/coram-margin-filter.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { Lane } from "../layout/lane-layout.ts";
import { NO_TAGS, type TagCount } from "../model/tag-count.ts";
import { SIZES } from "./reading-size.ts";
import type { TranslationHead } from "../../../schema/protocol/http/translations.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import "../translation/coram-reading-switch.ts";
import type { Reading } from "../translation/coram-reading-switch.ts";
import type { MarginFilter } from "../model/view-model.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-reading-bar": CoramReadingBar;
  }
  interface HTMLElementEventMap {
    "coram-find-open": CustomEvent<void>;
    /** Show the text at this size, in pixels. */
    "coram-text-size": CustomEvent<{ size: number }>;
  }
}

/**
 * The line above the text, on the text's own grid: where one is, what can be done with the text, whose lanes stand beside it,
 * what the margin shows. The filter sends its own event.
 */
@customElement("coram-reading-bar")
export class CoramReadingBar extends VerdictElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".reading-tools"), [
      "page",
      "layers-words",
      "words",
      "lists",
      "layers",
      "language",
      "of",
      "where",
    ]);
  }

  @property({ attribute: false }) revision!: Revision;
  /** Offset of the block one is at; null before the text is there. */
  @property({ attribute: false }) at: number | null = null;
  /** Pages of the original, or null where it had none. */
  @property({ attribute: false }) pages: number | null = null;
  @property({ type: Number }) size = 0;
  /** Whole translations of the verdict, which is read, and what may be done with them. */
  @property({ attribute: false }) translations: readonly TranslationHead[] = [];
  @property() reading: Reading = "original";
  @property({ attribute: false }) translation: UiLanguage | null = null;
  @property({ type: Boolean }) canTranslate = false;
  /** How many translations may be restored. */
  @property({ type: Number }) removedTranslations = 0;
  @property({ attribute: false }) lanes: readonly Lane[] = [];
  @property({ attribute: false }) members: readonly MemberCard[] = [];
  @property() filter: MarginFilter = "all";
  @property({ type: Boolean }) showResolved = false;
  /** How many tags there are. */
  @property({ attribute: false }) tags: TagCount = NO_TAGS;
  /** How many were deleted, and can be restored. */
  @property({ type: Number }) removed = 0;
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  /** The choice of whose tags are shown; on a phone it is in the sheet of tags. */
  @property({ attribute: false }) layers: TemplateResult | typeof nothing = nothing;
  /** Whether there is a margin, and the choice of what it shows above it. */
  @property({ type: Boolean }) hasMargin = false;
  /** Where there is none the ways to its lists, unless they are tabs at the foot. */
  @property({ attribute: false }) lists: TemplateResult | typeof nothing = nothing;

  protected override render(): TemplateResult {
    const names = new Map(this.members.map(({ id, name }) => [id as string, name]));
    return html`<div class="reading-tools">
        <div class="where">${this.renderWhere()}</div>
        ${this.layers} ${this.renderTools()} ${this.lists}
      </div>
      <div class="lane-heads"><coram-lane-heads .lanes=${this.lanes} .names=${names}></coram-lane-heads></div>
      ${this.hasMargin ? html`<div class="filters">${this.renderFilters()}</div>` : nothing}`;
  }

  private renderFilters(): TemplateResult {
    const open = this.threads.filter(({ resolved }) => !resolved).length;
    return html`<coram-margin-filter
      .filter=${this.filter}
      .showResolved=${this.showResolved}
      .tags=${this.tags}
      .removed=${this.removed}
      .comments=${open}
      .resolved=${this.threads.length - open}
    ></coram-margin-filter>`;
  }

  private renderWhere(): TemplateResult | typeof nothing {
    const { at, pages } = this;
    if (at === null) return nothing;
    const { blocks } = this.revision;
    const block = blockAt(blocks, at);
    const page = block?.page;
    // One that was put in later has a number of its own, 41a: the last number is not how many there are.
    const count = blocks.filter(({ number }) => number !== null).length;
    return html`<span
        ><b class="where-at">${t("page.passage", { paragraph: block?.number ?? "" })}</b
        ><span class="where-of"> ${t("page.where-of", { count: String(count) })}</span></span
      >
      ${page && pages ? html`<span class="sub where-page">${t("page.where-page", { page, pages })}</span>` : nothing}`;
  }

  private renderTools(): TemplateResult {
    return html`<coram-reading-switch
        .heads=${this.translations}
        .reading=${this.reading}
        .language=${this.translation}
        .canTranslate=${this.canTranslate}
        .removed=${this.removedTranslations}
      ></coram-reading-switch>
      <button
        type="button"
        class="link"
        aria-label=${t("page.find")}
        title=${t("page.find")}
        @click=${() => this.emit("coram-find-open")}
      >
        <coram-icon name="search"></coram-icon><span class="tool-words">${t("page.find")}</span>
      </button>
      <coram-menu label=${t("page.text-size")}>
        <button
          slot="trigger"
          type="button"
          class="link"
          aria-label=${t("page.text-size")}
          title=${t("page.text-size")}
        >
          <b aria-hidden="true">Aa</b>
        </button>
        ${SIZES.map(
          (size) =>
            html`<button
              role="menuitemradio"
              aria-checked=${size === this.size}
              @click=${() => this.emit("coram-text-size", { size })}
            >
              ${size}
            </button>`,
        )}
      </coram-menu>`;
  }
}
