import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Range } from "../../../schema/text/revision.ts";
import { t } from "../../i18n/t.ts";
import { emptyWords } from "./empty-words.ts";
import { foldPassages, layoutMargin, type MarginBox, type MarginEntry, visibleCards } from "../layout/margin-layout.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import { typedKey, type TypedOn } from "../../typed/typed-on.ts";
import type { MarginFilter } from "../model/view-model.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import "../../discussion/coram-comment-box.ts";
import "./coram-tag-card.ts";
import "../../discussion/coram-thread-card.ts";
import type { RestingAnswer } from "../sheet/resting.ts";
import "../translation/coram-translation-box.ts";
import "../translation/coram-translation-card.ts";
import type { Translating, TranslationView } from "../translation/translation-view.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

interface Placed {
  id: string;
  /** Pixels from the margin's top to the first line of the passage. */
  wanted: number;
  /** Names the passage: cards with the same one stand together and fold. */
  passage: string;
}

/** What the margin shows beside a passage; sorted by `wanted`. */
export type MarginItem =
  | (Placed & { kind: "tag"; tag: TagView })
  | (Placed & { kind: "thread"; thread: ThreadView })
  | (Placed & { kind: "translation"; translation: TranslationView })
  | (Placed & { kind: "translating"; translating: Translating; about: string })
  /** A comment that is being begun; audiences that it may go to. */
  | (Placed & { kind: "compose"; about: string; audiences: readonly ForWhom[]; on: TypedOn });

declare global {
  interface HTMLElementTagNameMap {
    "coram-margin": CoramMargin;
  }
  interface HTMLElementEventMap {
    /** The card under the pointer, or null: its passage may be shown stronger. */
    "coram-hover": CustomEvent<{ id: string | null }>;
  }
}

/** What of a card's surroundings moves it. */
const MOVING: ReadonlySet<PropertyKey> = new Set(["items", "filter", "showResolved", "active", "measured"]);

/** How far beyond the window cards are kept, in pixels. */
const BEYOND = 600;

/**
 * Cards aligned to their passages, drawn near the window only. It fills the height of the text and scrolls with it.
 * The card being begun sends `coram-comment-send`; cards send their own events.
 */
@customElement("coram-margin")
export class CoramMargin extends VerdictElement {
  @property({ attribute: false }) items: readonly MarginItem[] = [];
  @property() filter: MarginFilter = "all";
  @property({ type: Boolean }) showResolved = false;
  /** One codes blind: what others made, and oneself before, is there and hidden. */
  @property({ type: Boolean }) isBlind = false;
  /** What is to be listed is on its way. */
  @property({ type: Boolean }) isAwaited = false;
  /** Nothing of what stands on the text is known: it is on its way, as after an erasure. */
  @property({ type: Boolean }) isComing = false;
  /** Tag or thread id. */
  @property() active: string | null = null;
  /** The card whose passage is under the pointer. */
  @property({ attribute: false }) hovered: string | null = null;
  /** The window on the margin, in pixels from its top. */
  @property({ type: Number }) viewTop = 0;
  @property({ type: Number }) viewHeight = 900;
  @property({ type: Boolean }) canComment = false;
  @property({ attribute: false }) quote: ((range: Range) => string) | null = null;
  /** Translations of exactly these words; a function of its own for each state of them. */
  @property({ attribute: false }) translationsOf: (ranges: readonly Range[]) => readonly TranslationView[] = () => [];
  @property({ type: Boolean }) canTranslate = false;
  @property() quoteLang = "";
  @property({ attribute: false }) restingOn: (tag: string) => readonly RestingAnswer[] = () => [];
  /** Set it when the comment being begun could not be sent. */
  @property({ type: Boolean }) failed = false;
  @state() private measured = 0;
  private readonly heights = new Map<string, number>();
  private readonly open = new Set<string>();
  private entries: MarginEntry<MarginItem>[] = [];
  private boxes: MarginBox[] = [];
  private tops: number[] = [];
  private staying = -1;
  private isMeasuring = false;
  private observed = new WeakSet<Element>();
  private readonly observer = new ResizeObserver((sizes) => this.measure(sizes));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    this.observed = new WeakSet();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Thousands of cards are laid out again only for what moves them; without a key it is a fold, or the language.
    if (changed.size > 0 && ![...changed.keys()].some((key) => MOVING.has(key))) return;
    this.entries = foldPassages(this.items.filter(this.isShown), this.open, this.active);
    this.boxes = this.entries.map((entry) =>
      entry.kind === "card"
        ? {
            id: entry.item.id,
            wanted: entry.item.wanted,
            height: this.heights.get(entry.item.id) ?? estimate(entry.item),
          }
        : { id: entry.id, wanted: entry.wanted, height: this.heights.get(entry.id) ?? 28 },
    );
    this.tops = layoutMargin(this.boxes, this.active);
    // The active card may hold the focus or words that are being written: it is never taken out.
    this.staying = this.boxes.findIndex(({ id }) => id === this.active || id === "compose" || id === "translating");
  }

  private readonly isShown = (item: MarginItem): boolean => {
    if (item.kind === "compose" || item.kind === "translating") return true;
    if (this.filter === "removed") return item.kind === "tag" && item.tag.deleted;
    if (item.kind === "translation") return this.filter !== "comments";
    // What was just deleted or resolved stays until one leaves it, so that it can be taken back in its place.
    if (item.kind === "tag") return this.filter !== "comments" && (!item.tag.deleted || item.id === this.active);
    const { resolved, comments } = item.thread;
    const isGone = comments.length > 0 && comments.every(({ deleted }) => deleted);
    return this.filter !== "tags" && (item.id === this.active || (!isGone && (!resolved || this.showResolved)));
  };

  protected override render(): TemplateResult {
    const { from, to } = visibleCards(
      this.boxes,
      this.tops,
      this.viewTop - BEYOND,
      this.viewTop + this.viewHeight + BEYOND,
    );
    const indices = Array.from({ length: to - from }, (_, index) => from + index);
    const at = this.staying;
    if (at >= 0 && (at < from || at >= to)) indices.push(at);
    if (this.boxes.length === 0) return html`<p class="empty note sub">${emptyWords(this)}</p>`;
    return html`<div role="list" aria-label=${t("verdict.margin")} style=${`height:${this.height}px`}>
      ${repeat(
        indices,
        (index) => this.boxes[index]?.id,
        (index) =>
          html`<div
            role="listitem"
            class="slot ${this.boxes[index]?.id === this.active ? "slot-active" : ""} ${this.boxes[index]?.id === this.hovered ? "slot-hovered" : ""}"
            @pointerenter=${() => this.emit("coram-hover", { id: this.boxes[index]?.id ?? null })}
            @pointerleave=${() => this.emit("coram-hover", { id: null })}
            data-id=${this.boxes[index]?.id ?? nothing}
            aria-posinset=${index + 1}
            aria-setsize=${this.boxes.length}
            style=${`top:${this.tops[index] ?? 0}px`}
          >
            ${this.renderEntry(this.entries[index])}
          </div>`,
      )}
    </div>`;
  }

  private get height(): number {
    return (this.tops.at(-1) ?? 0) + (this.boxes.at(-1)?.height ?? 0);
  }

  private renderEntry(entry: MarginEntry<MarginItem> | undefined): TemplateResult | typeof nothing {
    if (!entry) return nothing;
    if (entry.kind === "fold")
      return html`<button
        type="button"
        class="fold link"
        aria-expanded=${entry.open}
        @click=${() => this.toggle(entry.passage)}
      >
        ${entry.open ? t("verdict.fold-less") : t("verdict.fold-more", { count: entry.hidden })}
      </button>`;
    const { item } = entry;
    if (item.kind === "tag")
      return html`<coram-tag-card
        .tag=${item.tag}
        .active=${item.id === this.active}
        .canComment=${this.canComment}
        .canTranslate=${this.canTranslate}
        .translations=${this.translationsOf(item.tag.ranges)}
        .quote=${this.quote}
        .quoteLang=${this.quoteLang}
        .resting=${item.id === this.active ? this.restingOn(item.id) : NONE}
      ></coram-tag-card>`;
    if (item.kind === "thread")
      return html`<coram-thread-card
        .textLang=${this.quoteLang}
        .thread=${item.thread}
        .active=${item.id === this.active}
      ></coram-thread-card>`;
    if (item.kind === "translation")
      return html`<coram-translation-card
        .translation=${item.translation}
        .active=${item.id === this.active}
      ></coram-translation-card>`;
    if (item.kind === "translating")
      return html`<coram-translation-box
        .translating=${item.translating}
        .about=${item.about}
        .textLang=${this.quoteLang}
      ></coram-translation-box>`;
    return html`<article class="card card-active compose" aria-label=${t("verdict.comment")}>
      <header><span class="who grow">${t("verdict.comment")}</span><span class="when">${item.about}</span></header>
      <coram-comment-box
        .audiences=${item.audiences}
        .draftKey=${typedKey(item.on)}
        .textLang=${this.quoteLang}
        .on=${item.on}
        .canCancel=${true}
        .focusFirst=${true}
        .failed=${this.failed}
      ></coram-comment-box>
    </article>`;
  }

  private toggle(passage: string): void {
    if (!this.open.delete(passage)) this.open.add(passage);
    this.requestUpdate();
  }

  protected override updated(): void {
    const observe = (): void => {
      for (const slot of this.querySelectorAll(":scope > [role=list] > .slot"))
        if (!this.observed.has(slot)) {
          this.observed.add(slot);
          this.observer.observe(slot);
        }
    };
    // Whoever begins to observe inside an observer's turn makes the browser report a loop.
    if (this.isMeasuring) requestAnimationFrame(observe);
    else observe();
    this.isMeasuring = false;
  }

  /** Heights are known only once a card is drawn; until then they are guessed. */
  private measure(sizes: readonly ResizeObserverEntry[]): void {
    let isNew = false;
    for (const { target, borderBoxSize } of sizes) {
      const id = target instanceof HTMLElement ? target.dataset["id"] : undefined;
      const height = Math.ceil(borderBoxSize[0]?.blockSize ?? 0);
      if (!target.isConnected) {
        this.observer.unobserve(target);
        this.observed.delete(target);
      } else if (id && height > 0 && this.heights.get(id) !== height) {
        this.heights.set(id, height);
        isNew = true;
      }
    }
    if (!isNew) return;
    this.isMeasuring = true;
    this.measured++;
  }
}

const NONE: readonly RestingAnswer[] = [];

function estimate(item: MarginItem): number {
  if (item.kind === "tag") return TAG_WORDS.reduce((sum, word) => sum + Math.ceil(item.tag[word].length / 46) * 20, 36);
  if (item.kind === "compose") return 128;
  if (item.kind === "translating") return 180;
  if (item.kind === "translation") return 62 + Math.ceil(item.translation.text.length / 46) * 20;
  const shown = item.thread.comments.slice(0, 2);
  return 60 + shown.reduce((sum, comment) => sum + 34 + Math.ceil(comment.body.length / 46) * 20, 0);
}
