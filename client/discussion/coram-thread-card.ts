import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import type { CommentId, ThreadId } from "../../schema/domain/ids.ts";
import { announce } from "../elements/announce.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-initials.ts";
import { formatWhen, t } from "../i18n/t.ts";
import type { ForWhom } from "../typed/for-whom.ts";
import type { CommentView, ThreadView } from "./thread-view.ts";
import "./coram-comment-box.ts";
import type { CoramCommentBox } from "./coram-comment-box.ts";
import { unsentWords } from "../typed/typed-on.ts";
import { NewReplies } from "./new-replies.ts";
import { unsentNotice } from "./unsent-notice.ts";
import { renderSaid } from "./render-said.ts";
import { VerdictElement } from "../elements/verdict-element.ts";

interface InThread {
  thread: ThreadId;
  audience: ForWhom;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-thread-card": CoramThreadCard;
  }
  interface HTMLElementEventMap {
    "coram-reply": CustomEvent<InThread & { body: string }>;
    "coram-comment-edit": CustomEvent<InThread & { comment: CommentId; body: string }>;
    /** Deletes a comment, or takes that back. */
    "coram-comment-delete": CustomEvent<InThread & { comment: CommentId; deleted: boolean }>;
    "coram-resolve": CustomEvent<InThread & { resolved: boolean }>;
    /** Turn the suggestion of this thread into a tag. */
    "coram-apply": CustomEvent<InThread>;
  }
}

/** How many comments a thread shows at rest: the first and the newest. */
const AT_REST = 2;

/** What was written for a suggested tag that came without words, in the language of who suggested it; nothing is written by now. */
const WORDLESS: ReadonlySet<string> = new Set(["Suggested", "Predloženo", "Предложено", "U propozua"]);

/** A discussion in the margin: comments at rest, everything and a reply box when it is the active one. */
@customElement("coram-thread-card")
export class CoramThreadCard extends VerdictElement {
  @property({ attribute: false }) thread!: ThreadView;
  @property({ type: Boolean }) active = false;
  /** Language of the text that it is about. */
  @property() textLang = "";
  @state() private editing: CommentId | null = null;
  /** The own comment that was just deleted or restored here, until the focus has gone to its other act. */
  private moved: { comment: CommentId; deleted: boolean } | null = null;
  private readonly replies = new NewReplies(this);
  @query("coram-comment-box.reply") private readonly box!: CoramCommentBox | null;

  /** Puts the focus into the reply box; it must be the active card. */
  async startReply(): Promise<void> {
    await this.updateComplete;
    this.box?.focus();
  }

  private get here(): InThread {
    return { thread: this.thread.id, audience: this.thread.audience };
  }

  private activate(): void {
    if (!this.active) this.emit("coram-activate", { id: this.thread.id });
  }

  /** What was begun is kept under its key, and is there when one edits again. */
  protected override willUpdate(): void {
    if (!this.thread.canReply && !isBegun(`edit ${this.editing}`)) this.editing = null;
  }

  protected override render(): TemplateResult {
    const { thread } = this;
    const isPending = thread.comments.some((comment) => comment.pending);
    const classes = classMap({ card: true, thread: true, "card-active": this.active, "card-pending": isPending });
    const all = thread.comments;
    const shown = this.active || all.length <= AT_REST ? all : [...all.slice(0, 1), ...all.slice(-1)];
    return html`<article
      class=${classes}
      aria-label=${t("verdict.thread-label", { who: thread.author.name })}
      @click=${this.activate}
    >
      <div class="thread-head">
        <button
          type="button"
          class="audience"
          data-audience=${thread.audience}
          aria-expanded=${this.active}
          @click=${this.activate}
        >
          ${t(`verdict.audience-${thread.audience}`)}
        </button>
        ${thread.resolved ? html`<span class="words">${t("verdict.resolved")}</span>` : nothing}
        ${thread.state === "changed" ? html`<span class="words words-warn">${t("verdict.state-changed")}</span>` : nothing}
        ${thread.state === "removed" ? html`<span class="words words-warn">${t("verdict.state-removed")}</span>` : nothing}
        ${thread.isOfOtherLayer ? html`<span class="words">${t("verdict.thread-other-layer")}</span>` : nothing}
        <span class="grow"></span>
        ${
          thread.canResolve
            ? html`<button type="button" class="link" @click=${this.resolve}>
                ${t(thread.resolved ? "verdict.reopen" : "verdict.resolve")}
              </button>`
            : nothing
        }
      </div>
      ${thread.suggestion ? this.renderSuggestion(thread.suggestion) : nothing}
      ${repeat(
        shown,
        (comment) => comment.id,
        (comment, index) => html`
          ${
            index === shown.length - 1 && shown.length < all.length
              ? html`<p class="more">
                  <button type="button" class="link" @click=${this.activate}>
                    ${t("verdict.more-comments", { count: all.length - shown.length })}
                  </button>
                </p>`
              : nothing
          }
          ${this.renderComment(comment)}
        `,
      )}
      ${this.renderFoot()}
    </article>`;
  }

  private renderSuggestion(suggestion: NonNullable<ThreadView["suggestion"]>): TemplateResult {
    return html`<div class="suggestion">
      <span class="sub">${t("verdict.suggests")}</span>
      <coram-code-chip code=${suggestion.code}></coram-code-chip>
      <span class="grow ellipsis">${suggestion.label}</span>
      ${
        suggestion.applied
          ? html`<span class="words">${t("verdict.applied")}</span>`
          : this.thread.canApply
            ? html`<button type="button" class="button button-small" @click=${this.apply}>
                ${t("verdict.apply", { code: suggestion.code })}
              </button>`
            : nothing
      }
    </div>`;
  }

  /** A tag that was suggested without a word: the suggestion above says it all, in the reader's language. */
  private isWordless({ body }: CommentView): boolean {
    return body === "" || (this.thread.suggestion !== null && WORDLESS.has(body));
  }

  private renderComment(comment: CommentView): TemplateResult {
    if (comment.deleted)
      return html`<div class="message">
        <p class="memo sub">${t("verdict.comment-deleted")}</p>
        ${
          comment.mine && this.active && this.thread.canReply
            ? html`<div class="own">${this.renderDelete(comment, false)}</div>`
            : nothing
        }
      </div>`;
    if (comment.id === this.editing)
      return html`<div class="message">
        <coram-comment-box
          .label=${t("verdict.edit-comment")}
          .action=${t("verdict.keep")}
          .value=${comment.body}
          .mentioned=${comment.mentioned}
          .draftKey=${`edit ${comment.id}`}
          .textLang=${this.textLang}
          .on=${{ kind: "edit", audience: this.thread.audience, comment: comment.id }}
          .canCancel=${true}
          .focusFirst=${true}
          .mayWrite=${this.thread.canReply}
          @coram-comment-send=${(event: HTMLElementEventMap["coram-comment-send"]) => {
            event.stopPropagation();
            const edit = { ...this.here, comment: comment.id, body: event.detail.body };
            if (this.offer("coram-comment-edit", edit)) this.editing = null;
            else event.preventDefault();
          }}
          @coram-comment-cancel=${() => (this.editing = null)}
        ></coram-comment-box>
      </div>`;
    return html`<div class="message">
      <header>
        <coram-initials small .initials=${comment.author.initials} .me=${comment.mine}></coram-initials>
        <span class="who">${comment.mine ? t("verdict.you") : comment.author.name}</span>
        ${comment.author.isGuest ? html`<span class="sub note">${t("verdict.guest")}</span>` : nothing}
        <span class="when"
          >${this.replies.has(comment) ? html`<b class="is-new">${t("verdict.new-reply")}</b> · ` : nothing}${comment.pending ? html`<b class="words-warn">${t("verdict.pending")}</b>` : formatWhen(comment.createdAt)}${
            comment.edited ? html` · ${t("verdict.edited")}` : nothing
          }</span
        >
      </header>
      ${this.isWordless(comment) ? nothing : html`<p class="memo">${renderSaid(comment, this.textLang)}</p>`}
      ${comment.mine ? unsentNotice(`edit ${comment.id}`, () => (this.editing = comment.id)) : nothing}
      ${
        comment.mine && this.active && this.thread.canReply
          ? html`<div class="own">
              <button type="button" class="link" @click=${() => (this.editing = comment.id)}>
                ${t("verdict.edit")}
              </button>
              ${this.renderDelete(comment, true)}
            </div>`
          : nothing
      }
    </div>`;
  }

  /** Deletes it, or takes that back: the one stands where the other stood, and has its focus. */
  private renderDelete({ id: comment }: CommentView, deleted: boolean): TemplateResult {
    return html`<button
      type="button"
      class="link"
      data-comment=${comment}
      @click=${(event: Event) => {
        event.stopPropagation();
        this.moved = { comment, deleted };
        this.emit("coram-comment-delete", { ...this.here, comment, deleted });
        if (deleted) announce(t("verdict.comment-deleted"));
      }}
    >
      ${t(deleted ? "verdict.delete" : "verdict.tag-restore")}
    </button>`;
  }

  protected override updated(): void {
    const { moved } = this;
    const comment = moved && this.thread.comments.find(({ id }) => id === moved.comment);
    if (!comment || comment.deleted !== moved.deleted) return;
    this.moved = null;
    this.querySelector<HTMLElement>(`[data-comment="${moved.comment}"]`)?.focus();
  }

  private renderFoot(): TemplateResult | typeof nothing {
    const { canReply, resolved } = this.thread;
    // Whoever was writing goes on where they are: what they typed goes with nobody else's press, nor with a right.
    if ((!canReply || resolved) && !isBegun(this.replyKey)) return nothing;
    if (!this.active)
      return html`${unsentNotice(this.replyKey, this.openReply)}
      ${canReply ? html`<footer><button type="button" class="link" @click=${this.openReply}>${t("verdict.reply")}</button></footer>` : nothing}`;
    return html`${resolved && canReply ? html`<p class="note sub" role="status">${t("verdict.resolved-meanwhile")}</p>` : nothing}
      <coram-comment-box
        class="reply"
        .mayWrite=${canReply}
        .label=${t("verdict.reply")}
        .draftKey=${this.replyKey}
        .textLang=${this.textLang}
        .on=${{ kind: "reply", ...this.here }}
        @coram-comment-send=${this.onReply}
      ></coram-comment-box>`;
  }

  private get replyKey(): string {
    return `reply ${this.thread.id}`;
  }

  private readonly openReply = (event: Event): void => {
    event.stopPropagation();
    this.emit("coram-activate", { id: this.thread.id, isToReply: true });
    // What is typed next is the reply's: the box is here, and has the focus, before the press has ended. The page makes this card the active
    // one, too; where another card stands for it then, the page goes there.
    this.active = true;
    this.performUpdate();
    this.box?.focus();
  };

  private onReply(event: HTMLElementEventMap["coram-comment-send"]): void {
    event.stopPropagation();
    if (!this.offer("coram-reply", { ...this.here, body: event.detail.body })) event.preventDefault();
  }

  private resolve(event: Event): void {
    event.stopPropagation();
    this.emit("coram-resolve", { ...this.here, resolved: !this.thread.resolved });
  }

  private apply(event: Event): void {
    event.stopPropagation();
    this.emit("coram-apply", this.here);
  }
}

/** Whether words stand in a box, and were not sent. */
function isBegun(key: string): boolean {
  return Boolean(unsentWords.get(key)?.trim());
}
