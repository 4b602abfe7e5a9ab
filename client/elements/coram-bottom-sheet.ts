import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { BackCloses } from "./back-closes.ts";
import { COVERED_BELOW } from "./screen.ts";
import "./coram-icon.ts";
import { t } from "../i18n/t.ts";
import { VerdictElement } from "./verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-bottom-sheet": CoramBottomSheet;
  }
  interface HTMLElementEventMap {
    "coram-sheet-close": CustomEvent<void>;
    /** It is there, or covers more or less of the window. */
    "coram-sheet-size": CustomEvent<void>;
  }
}

/**
 * On a phone: what belongs to a passage, at the foot of the window, 64 % of it at most, so that the text above stays
 * readable. Not modal: the text can be scrolled and another passage pressed. Esc, the button, a pull down or Back close it.
 */
@customElement("coram-bottom-sheet")
export class CoramBottomSheet extends VerdictElement {
  @property({ type: Boolean, reflect: true }) open = false;
  /** Its name. */
  @property() heading = "";
  /** What stands in the heading's place, where it is more than words (code chips). */
  @property({ attribute: false }) top: TemplateResult | null = null;
  @property({ attribute: false }) content: TemplateResult | null = null;
  /** What stays at the foot while the content scrolls: the box one writes in. */
  @property({ attribute: false }) foot: TemplateResult | null = null;
  @query("section") private readonly sheet!: HTMLElement | null;
  private pullFrom: number | null = null;
  private hadFocus = false;
  private readonly observer = new ResizeObserver(() => {
    // In a wider window it stands beside the text.
    const { width = 0, height = 0 } = this.sheet?.getBoundingClientRect() ?? {};
    cover(width > innerWidth / 2 ? height : 0);
    this.emit("coram-sheet-size");
  });

  constructor() {
    super();
    new BackCloses(
      this,
      () => this.open,
      () => this.close(),
    );
  }

  private close(): void {
    this.emit("coram-sheet-close");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    cover(0);
  }

  protected override willUpdate(): void {
    this.hadFocus = this.contains(document.activeElement);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    // What was written in has gone with its words: one goes on in the sheet.
    if (this.hadFocus && document.activeElement === document.body) this.sheet?.focus({ preventScroll: true });
    if (!changed.has("open")) return;
    this.observer.disconnect();
    if (this.sheet) this.observer.observe(this.sheet);
    else cover(0);
    this.sheet?.focus({ preventScroll: true });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  private onDown(event: PointerEvent): void {
    this.pullFrom = event.clientY;
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
  }

  private onMove(event: PointerEvent): void {
    if (this.pullFrom === null || !this.sheet) return;
    this.sheet.style.transform = `translateY(${Math.max(event.clientY - this.pullFrom, 0)}px)`;
  }

  private onUp(event: PointerEvent): void {
    const pulled = this.pullFrom === null ? 0 : event.clientY - this.pullFrom;
    this.pullFrom = null;
    if (this.sheet) this.sheet.style.transform = "";
    if (pulled > 60) this.close();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    return html`<section role="dialog" aria-label=${this.heading} tabindex="-1" @keydown=${this.onKey}>
      <div
        class="grab"
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onUp}
      >
        <i></i>
      </div>
      <div class="top">
        <div class="title">${this.top ?? this.heading}</div>
        <button type="button" class="tap" aria-label=${t("verdict.close")} @click=${this.close}>
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      <div class="scroll">${this.content}</div>
      ${this.foot ? html`<div class="foot">${this.foot}</div>` : nothing}
    </section>`;
  }
}

/** The text says nothing where the sheet lies over it: what is gone to is shown above. */
function cover(pixels: number): void {
  const { style } = document.documentElement;
  if (pixels > 0) style.setProperty(COVERED_BELOW, `${pixels}px`);
  else style.removeProperty(COVERED_BELOW);
}
