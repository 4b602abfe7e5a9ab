import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import type { AnnotationId, CategoryId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import "../../elements/coram-code-chip.ts";
import { saidHere } from "../../i18n/tokens.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-initials.ts";
import "../../elements/coram-menu.ts";
import { formatWhen, t } from "../../i18n/t.ts";
import "../sheet/answer-act.ts";
import type { RestingAnswer } from "../sheet/resting.ts";
import "../translation/coram-translation-card.ts";
import type { TranslationView } from "../translation/translation-view.ts";
import type { TagView } from "../../reader/text-views.ts";
import "../../discussion/coram-comment-box.ts";
import { unsentNotice } from "../../discussion/unsent-notice.ts";
import { typedKey } from "../../typed/typed-on.ts";
import "./coram-quoted-in.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { LATER_TAG_WORDS, TAG_WORDS, type TagWord, type TagWords } from "../../../schema/rooms/tag-words.ts";

export const TAG_ACTIONS = [
  "recategorise",
  "edges",
  "add-range",
  "comment",
  "copy",
  "link",
  "example",
  "evidence",
  "delete",
  "withdraw",
  "restore",
] as const;
export type TagAction = (typeof TAG_ACTIONS)[number];

declare global {
  interface HTMLElementTagNameMap {
    "coram-tag-card": CoramTagCard;
  }
  interface HTMLElementEventMap {
    /** A person chose this card: its passage becomes the active one. `isToReply`: an answer is begun, so that its box takes the focus. */
    "coram-activate": CustomEvent<{ id: string; isToReply?: boolean }>;
    "coram-tag-action": CustomEvent<{ tag: AnnotationId; action: TagAction }>;
    /** The reader has looked at what became of the words of some tags. */
    "coram-seen": CustomEvent<{ tags: readonly AnnotationId[] }>;
    /** Which part of a category that was split a tag is. */
    "coram-tag-sort": CustomEvent<{ tag: AnnotationId; category: CategoryId }>;
    /** Other words beside a tag, under the name of their field. */
    "coram-tag-note": CustomEvent<{ tag: AnnotationId } & Partial<TagWords>>;
    "coram-remove-range": CustomEvent<{ tag: AnnotationId; range: Range }>;
  }
}

/** One tag in the margin: one line at rest; note, provenance and actions when it is the active one. */
@customElement("coram-tag-card")
export class CoramTagCard extends VerdictElement {
  @property({ attribute: false }) tag!: TagView;
  @property({ type: Boolean }) active = false;
  /** May this person comment here. */
  @property({ type: Boolean }) canComment = false;
  /** The words of a range as they are now; for the parts of a discontinuous passage. */
  @property({ attribute: false }) quote: ((range: Range) => string) | null = null;
  @property() quoteLang = "";
  /** Translations of its words. */
  @property({ attribute: false }) translations: readonly TranslationView[] = [];
  /** May this person translate here. */
  @property({ type: Boolean }) canTranslate = false;
  /** Answers that rest on it. */
  @property({ attribute: false }) resting: readonly RestingAnswer[] = [];
  /** Which of the words beside the tag are being written. */
  @state() private editing: TagWord | null = null;

  /** Opens the note, or other words beside the tag, for writing. */
  editNote(word: TagWord = "note"): void {
    if (this.tag.canChange) this.editing = word;
  }

  private act(action: TagAction): void {
    this.emit("coram-tag-action", { tag: this.tag.id, action });
  }

  /** What was begun is kept under its key, and is there when one edits again. */
  protected override willUpdate(): void {
    if (!this.tag.canChange) this.editing = null;
  }

  protected override render(): TemplateResult {
    const { tag } = this;
    const classes = classMap({
      card: true,
      "card-active": this.active,
      "card-deleted": tag.deleted,
      "card-pending": tag.pending,
    });
    return html`<article class=${classes} data-cat=${hueOf(tag.code)} aria-label=${`${tag.code} ${tag.label}`}>
      <header>
        <button
          type="button"
          class="head"
          aria-expanded=${this.active}
          @click=${() => this.emit("coram-activate", { id: tag.id })}
        >
          <coram-code-chip code=${tag.code}></coram-code-chip>
          <span class="name">${tag.label}</span>
        </button>
        <span class="when" title=${tag.author.name}>
          ${tag.author.initials}${tag.changedBy ? html`, <span title=${tag.changedBy.name}>${tag.changedBy.initials}</span>` : nothing}
        </span>
      </header>
      ${this.renderState()} ${this.renderSorting()} ${TAG_WORDS.map((word) => this.renderWords(word))}
      ${
        this.translations.length > 0
          ? html`<coram-translations .translations=${this.translations} .active=${this.active}></coram-translations>`
          : nothing
      }
      ${this.active && tag.ranges.length > 1 ? this.renderParts() : nothing}
      ${this.active && this.resting.length > 0 ? this.renderResting() : nothing}
      ${this.active ? html`<coram-quoted-in .tag=${tag.id} .ranges=${tag.ranges}></coram-quoted-in>` : nothing}
      ${this.active || tag.deleted ? this.renderFoot() : nothing}
    </article>`;
  }

  /** What is not as it was, in words. */
  private renderState(): TemplateResult | typeof nothing {
    const { tag } = this;
    const words = [
      tag.deleted ? t("verdict.tag-deleted") : "",
      tag.pending ? t("verdict.pending") : "",
      tag.state === "changed" && !tag.isSeen ? t("verdict.state-changed") : "",
      tag.state === "redacted" && !tag.isSeen ? t("verdict.state-redacted") : "",
      tag.state === "removed" ? t("verdict.state-removed") : "",
    ].filter(Boolean);
    if (words.length === 0) return nothing;
    const isWarning = tag.pending || tag.state === "changed" || tag.state === "removed";
    const isToSee = this.active && !tag.deleted && !tag.isSeen && (tag.state === "changed" || tag.state === "redacted");
    return html`<p class="words ${isWarning ? "words-warn" : ""}">
      ${words.join(" · ")}
      ${
        isToSee
          ? html`<button type="button" class="link" @click=${() => this.emit("coram-seen", { tags: [tag.id] })}>
              ${t("correct.mark-seen")}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** A category that was split, or what was proposed from these words: each that it may be is a button. */
  private renderSorting(): TemplateResult | typeof nothing {
    const { id, sorting = [], deleted } = this.tag;
    if (sorting.length === 0 || deleted) return nothing;
    return html`<div class="sorting" role="group" aria-label=${t("verdict.sort-which")}>
      ${sorting.map(
        ({ category, code, label }) =>
          html`<button
            type="button"
            class="button button-small"
            title=${label}
            @click=${() => this.emit("coram-tag-sort", { tag: id, category })}
          >
            <coram-code-chip code=${code}></coram-code-chip> <span class="ellipsis">${label}</span>
          </button>`,
      )}
    </div>`;
  }

  private renderWords(word: TagWord): TemplateResult | typeof nothing {
    const { by = {}, deleted } = this.tag;
    if (this.editing === word)
      return html`${deleted ? html`<p class="words words-warn" role="status">${this.deletedWords}</p>` : nothing}
      ${this.renderBox(word)}`;
    const text = this.tag[word];
    const label = LATER_TAG_WORDS.includes(word) ? html`<b>${t(`verdict.${word}`)}:</b> ` : nothing;
    const who = by[word]?.name;
    return html`${text ? html`<p class="memo">${label}${saidHere(text, this.quoteLang)}</p>` : nothing}
    ${text && who ? html`<p class="note sub">${t("verdict.words-by", { who })}</p>` : nothing}
    ${this.tag.canChange ? unsentNotice(this.keyOf(word), () => this.editNote(word)) : nothing}`;
  }

  private renderBox(word: TagWord): TemplateResult {
    return html`<coram-comment-box
      .label=${t(`verdict.${word}`)}
      .action=${t("verdict.keep")}
      .value=${this.tag[word]}
      .draftKey=${this.keyOf(word)}
      .textLang=${this.quoteLang}
      .on=${{ kind: "note", tag: this.tag.id, word, isFirst: this.tag[word] === "" }}
      .canCancel=${true}
      .allowEmpty=${true}
      .focusFirst=${true}
      @coram-comment-send=${(event: HTMLElementEventMap["coram-comment-send"]) => {
        event.stopPropagation();
        if (this.offer("coram-tag-note", { tag: this.tag.id, [word]: event.detail.body })) this.editing = null;
        else event.preventDefault();
      }}
      @coram-comment-cancel=${() => (this.editing = null)}
    ></coram-comment-box>`;
  }

  private keyOf(word: TagWord): string {
    return typedKey({ kind: "note", tag: this.tag.id, word });
  }

  private renderParts(): TemplateResult {
    return html`<ol class="parts" lang=${this.quoteLang || nothing}>
      ${this.tag.ranges.map(
        (range, index) =>
          html`<li>
            <span class="quote ellipsis grow"
              >${this.quote?.(range) ?? t("verdict.part", { number: String(index + 1) })}</span
            >
            ${
              this.tag.canChange
                ? html`<button
                    type="button"
                    class="icon-button"
                    aria-label=${t("verdict.remove-part", { number: String(index + 1) })}
                    title=${t("verdict.remove-part", { number: String(index + 1) })}
                    @click=${() => this.emit("coram-remove-range", { tag: this.tag.id, range })}
                  >
                    <coram-icon name="x"></coram-icon>
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ol>`;
  }

  /** The questions whose answers rest on it: each is gone to. */
  private renderResting(): TemplateResult {
    return html`<ul class="resting" aria-label=${t("sheet.rests")}>
      ${this.resting.map(
        ({ place, name }) =>
          html`<li>
            <coram-icon name="check"></coram-icon
            ><button
              type="button"
              class="link"
              @click=${() => this.emit("coram-question-open", { place, focus: true })}
            >
              ${name}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  private renderFoot(): TemplateResult {
    const { tag } = this;
    const provenance = html`<span class="grow" title=${tag.author.name}>${this.provenance}</span>`;
    if (tag.deleted)
      return html`<footer>
        ${provenance}${tag.by?.deleted ? html`<span class="note sub">${this.deletedWords}</span>` : nothing}
        ${tag.canChange ? this.renderLink("restore") : nothing}
      </footer>`;
    const more = t("verdict.tag-actions", { code: tag.code });
    return html`<footer>
      ${provenance}
      <span class="acts">
        ${
          tag.canChange
            ? TAG_WORDS.map(
                (word) =>
                  html`<button type="button" class="link" @click=${() => this.editNote(word)}>
                    ${t(tag[word] ? `verdict.edit-${word}` : `verdict.add-${word}`)}
                  </button>`,
              )
            : nothing
        }
        ${this.canComment ? this.renderLink("comment") : nothing}
        <coram-menu label=${more}>
          <button slot="trigger" type="button" class="icon-button" aria-label=${more}>
            <coram-icon name="ellipsis"></coram-icon>
          </button>
          ${tag.canChange ? html`${this.renderItem("recategorise")}${this.renderItem("edges", "E")}${this.renderItem("add-range", "M")}${this.renderItem("example")}${this.renderItem("evidence", "Q")}` : nothing}
          ${this.canTranslate && tag.ranges.length > 0 ? this.renderTranslate() : nothing}
          ${this.renderItem("copy", "Y")} ${this.renderItem("link")}
          ${
            tag.canChange
              ? html`<hr />
                  ${this.renderItem("delete", "Delete")}`
              : tag.canRule
                ? html`<hr />
                    ${this.renderItem("withdraw", "Delete")}`
                : nothing
          }
        </coram-menu>
      </span>
    </footer>`;
  }

  private renderTranslate(): TemplateResult {
    return html`<button
      type="button"
      role="menuitem"
      @click=${() => this.emit("coram-translate", { ranges: this.tag.ranges, translation: null })}
    >
      <span class="grow">${t("translation.write")}</span><kbd class="key">⇧X</kbd>
    </button>`;
  }

  private get deletedWords(): string {
    const who = this.tag.by?.deleted?.name;
    return who ? t("verdict.deleted-by", { who }) : t("verdict.deleted-itself");
  }

  private get provenance(): string {
    const { tag } = this;
    return t("verdict.tag-provenance", {
      who: tag.author.initials,
      when: formatWhen(tag.createdAt),
      version: String(tag.version),
    });
  }

  private renderLink(action: TagAction): TemplateResult {
    return html`<button type="button" class="link" @click=${() => this.act(action)}>
      ${t(`verdict.tag-${action}`)}
    </button>`;
  }

  private renderItem(action: TagAction, key = ""): TemplateResult {
    return html`<button type="button" role="menuitem" @click=${() => this.act(action)}>
      <span class="grow">${t(`verdict.tag-${action}`)}</span>${key ? html`<kbd class="key">${key}</kbd>` : nothing}
    </button>`;
  }
}
