import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AnnotationId } from "../../../schema/domain/ids.ts";
import { isUnsorted } from "../../reader/segments.ts";
import "../../elements/coram-code-chip.ts";
import { t } from "../../i18n/t.ts";
import type { Box } from "../layout/place-beside.ts";
import { showBeside } from "../layout/show-beside.ts";
import type { TagView } from "../../reader/text-views.ts";
import { latinLetter } from "../../elements/key-press.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-tag-list": CoramTagList;
  }
  interface HTMLElementEventMap {
    "coram-tag-chosen": CustomEvent<{ tag: AnnotationId }>;
    /** One comments on the passage of the tag that has the focus. */
    "coram-tag-list-comment": CustomEvent<{ tag: AnnotationId }>;
    /** The tag under the pointer or the focus changes: its passage may be shown stronger. */
    "coram-tag-preview": CustomEvent<{ tag: AnnotationId | null }>;
  }
}

/** The tags that overlap where one pressed: choose one. Arrows, Enter, C, Esc; light dismiss. */
@customElement("coram-tag-list")
export class CoramTagList extends VerdictElement {
  /** Shortest first. */
  @property({ attribute: false }) tags: readonly TagView[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = "auto";
    this.classList.add("popover");
    this.dataset["keys"] = "own";
    this.addEventListener("toggle", this.onToggle);
  }

  /** Opens beside a place of the viewport that it must not cover (the line that was pressed). */
  async show(at: Box): Promise<void> {
    await this.updateComplete;
    showBeside(this, at, "[role=menuitem]");
  }

  private readonly onToggle = (event: Event): void => {
    if (event instanceof ToggleEvent && event.newState === "closed") this.emit("coram-tag-preview", { tag: null });
  };

  private choose(tag: TagView): void {
    this.hidePopover();
    this.emit("coram-tag-chosen", { tag: tag.id });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const items = [...this.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = items.findIndex((item) => item === document.activeElement);
    const tag = this.tags[at];
    if (tag && latinLetter(event) === "c" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      this.hidePopover();
      return this.emit("coram-tag-list-comment", { tag: tag.id });
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1, o: at + 1 }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items[to % items.length]?.focus();
  };

  protected override render(): TemplateResult {
    return html`<p class="note sub" id=${`${this.uid}-title`}>${t("verdict.tags-here", { count: this.tags.length })}</p>
      <div role="menu" aria-labelledby=${`${this.uid}-title`} @keydown=${this.onKey}>
        ${this.tags.map(
          (tag) =>
            html`<button
              type="button"
              role="menuitem"
              tabindex="-1"
              @click=${() => this.choose(tag)}
              @focus=${() => this.emit("coram-tag-preview", { tag: tag.id })}
              @pointerenter=${() => this.emit("coram-tag-preview", { tag: tag.id })}
            >
              <coram-code-chip code=${tag.code}></coram-code-chip>
              <span class=${isUnsorted(tag) ? "grow" : "grow ellipsis"}>${tag.label}</span>
              <span class="sub note"
                >${tag.author.initials}${tag.pending ? html` · ${t("verdict.pending")}` : nothing}</span
              >
            </button>`,
        )}
      </div>`;
  }
}
