import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import { copy } from "../clipboard.ts";
import { tell } from "../announce.ts";
import "../coram-discard.ts";
import { VerdictElement } from "../verdict-element.ts";
import "./held-words.css";
import { drawGone, type GoesOn, type GoneField, type KeptField } from "./in-hand.ts";
import type { CaretField } from "./lost-focus.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-held-words": CoramHeldWords;
  }
}

const all = new Set<CoramHeldWords>();

/**
 * The field in which somebody goes on whose own went from the page while they typed: it stands where that stood, with its words and the caret in
 * them, says what has become of the place, and keeps each letter as a draft. It goes when its writer says so, and with its page.
 */
@customElement("coram-held-words")
export class CoramHeldWords extends VerdictElement {
  private gone!: GoneField;
  private goesOn!: GoesOn;
  @state() private words = "";
  /** Something was typed here, or it is certain that no other field has the words. */
  private isKept = false;
  private readonly page = location.pathname;
  private stop: (() => void) | null = null;
  @query("textarea") private readonly area!: HTMLTextAreaElement;

  /** In the task in which the field went: no letter comes between. */
  static draw(gone: GoneField): void {
    const goesOn = gone.inHand.goOn();
    if (!goesOn) return;
    const held = document.createElement("coram-held-words");
    held.gone = gone;
    held.goesOn = goesOn;
    held.words = gone.inHand.words ?? gone.field.value;
    held.popover = "manual";
    // What is outside of an open dialog takes no focus.
    ([...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body).append(held);
    held.show();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    all.add(this);
    addEventListener("beforeunload", this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    all.delete(this);
    this.stop?.();
    removeEventListener("beforeunload", this.onLeave);
  }

  private show(): void {
    const { at, field } = this.gone;
    this.style.setProperty("--held-x", `${at.x}px`);
    this.style.setProperty("--held-y", `${at.y}px`);
    this.style.setProperty("--held-w", `${at.width}px`);
    this.style.setProperty("--held-h", `${at.height}px`);
    this.showPopover();
    this.performUpdate();
    this.area.focus({ preventScroll: true });
    const isWhole = this.gone.inHand.words === undefined;
    const end = this.words.length;
    this.area.setSelectionRange(
      isWhole ? (field.selectionStart ?? end) : end,
      isWhole ? (field.selectionEnd ?? end) : end,
    );
    this.stop = this.goesOn.follow((words) => this.replace(words));
    setTimeout(() => this.settle());
  }

  /** What goes on being drawn may have the same words in another field, as in a window of another width: that has the caret then. */
  private settle(): void {
    if (this.isKept || !this.isConnected) return;
    const again = this.gone.again();
    if (!again) return this.keep();
    this.leaveTo(again);
  }

  private leaveTo(field: CaretField): void {
    const { selectionStart, selectionEnd } = this.area;
    const hasFocus = this.contains(document.activeElement);
    this.remove();
    if (!hasFocus) return;
    field.focus();
    field.setSelectionRange(selectionStart, selectionEnd);
  }

  /** The field that its words stood in has come again, as where a right has come back: they go on there. */
  goBack(name: string, field: CaretField, kept: KeptField): void {
    if (this.gone.name !== name || this.gone.field === field || !this.isKept || !field.isConnected) return;
    const { words } = this;
    this.goesOn.letGo();
    kept.take(words);
    this.leaveTo(field);
  }

  private keep(): void {
    this.isKept = true;
    this.goesOn.keep(this.words);
  }

  /** What is erased was replaced: the caret stays before the same letters. */
  private replace(words: string): void {
    const behind = this.words.length - this.area.selectionEnd;
    this.words = words;
    this.performUpdate();
    const caret = Math.max(0, words.length - behind);
    this.area.setSelectionRange(caret, caret);
  }

  /** Its writer has left the page that it was on, or goes on where it is not to be read. */
  leaveWithPage(): void {
    if (location.pathname !== this.page || this.goesOn.isOver) this.letGo();
  }

  letGo(): void {
    if (!this.isKept) this.keep();
    this.remove();
    this.goesOn.letGo();
  }

  private readonly keepAsDraft = (): void => {
    this.letGo();
    // Its page may be one that shows no drafts any more.
    tell(t("sync.held-kept"));
  };

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (!this.goesOn.isSafe && this.words.trim() !== "") event.preventDefault();
  };

  private readonly onInput = (): void => {
    this.words = this.area.value;
    this.keep();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.letGo();
  };

  protected override render(): TemplateResult {
    const { label, lang } = this.gone.inHand;
    const into = this.goesOn.into();
    return html`<section class="held" aria-label=${label} @keydown=${this.onKey}>
      <textarea
        class="field"
        aria-label=${label}
        aria-describedby=${`${this.uid}-said`}
        lang=${lang || nothing}
        autocomplete="off"
        .value=${this.words}
        @input=${this.onInput}
      ></textarea>
      <p class="note" id=${`${this.uid}-said`} role="alert">${this.goesOn.said()}</p>
      <div class="acts">
        ${
          into
            ? html`<button
                type="button"
                class="button button-small"
                @click=${() => {
                  into.put(this.words);
                  this.remove();
                }}
              >
                ${into.label}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="button button-small"
          @click=${() => void copy({ "text/plain": this.words }, t("shell.copied"))}
        >
          ${t("shell.copy")}
        </button>
        <button type="button" class="button button-small" @click=${this.keepAsDraft}>${t("sync.held-keep")}</button>
        <coram-discard
          @coram-discard=${() => {
            this.remove();
            this.goesOn.drop();
          }}
        ></coram-discard>
      </div>
    </section>`;
  }
}

drawGone(
  (gone) => CoramHeldWords.draw(gone),
  (name, field, kept) => {
    for (const held of all) held.goBack(name, field, kept);
  },
);

/** What may be done with words that have lost their field is another thing now, or they are of a page that was left. */
export function redrawHeld(): void {
  for (const held of all) {
    held.leaveWithPage();
    held.requestUpdate();
  }
}

/** Somebody else is signed in. */
export function forgetHeld(): void {
  for (const held of all) held.remove();
}
