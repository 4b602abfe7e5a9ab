import { svg, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { onceFor } from "../../../schema/once-for.ts";
import { type DensityMarks, frameOf, fromBar, layoutDensity, TICK_HEIGHT } from "../layout/density-layout.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-density": CoramDensity;
  }
  interface HTMLElementEventMap {
    /** Scroll the text so that this pixel of it is in the middle of the window. */
    "coram-scroll-to": CustomEvent<{ top: number }>;
  }
}

/**
 * The whole verdict in a bar: where tags and comments are and what part is in the window. Press or drag to go there.
 * Hidden from assistive technology and the keyboard: the outline and the keys J, K, N, P go to the same places.
 */
@customElement("coram-density")
export class CoramDensity extends VerdictElement {
  @property({ attribute: false }) marks: DensityMarks = { ticks: [], dots: [], sections: [] };
  /** Pixels of the text column. */
  @property({ type: Number }) textHeight = 0;
  @property({ type: Number }) viewTop = 0;
  @property({ type: Number }) viewHeight = 900;
  @state() private barHeight = 0;
  /** Drawn again only when the marks or the sizes change: scrolling moves the frame alone. */
  private readonly drawOnce = onceFor(draw);
  private readonly observer = new ResizeObserver(
    ([entry]) => (this.barHeight = Math.floor(entry?.contentRect.height ?? 0)),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
    this.observer.observe(this);
    this.addEventListener("pointerdown", this.onDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    this.removeEventListener("pointerdown", this.onDown);
  }

  private readonly onDown = (event: PointerEvent): void => {
    this.setPointerCapture(event.pointerId);
    this.addEventListener("pointermove", this.onMove);
    this.addEventListener("lostpointercapture", () => this.removeEventListener("pointermove", this.onMove), {
      once: true,
    });
    this.onMove(event);
  };

  private readonly onMove = (event: PointerEvent): void => {
    const box = this.getBoundingClientRect();
    this.emit("coram-scroll-to", { top: fromBar(event.clientY - box.top, this.textHeight, box.height) });
  };

  protected override render(): TemplateResult {
    const frame = frameOf(this.viewTop, this.viewHeight, this.textHeight, this.barHeight);
    return html`${this.drawOnce(this.marks, this.textHeight, this.barHeight)}
      <div class="view" style=${`transform:translateY(${frame.top}px);height:${frame.height}px`}></div>`;
  }
}

function draw(marks: DensityMarks, textHeight: number, barHeight: number): TemplateResult {
  const { ticks, dots, rules } = layoutDensity(marks, textHeight, barHeight);
  const paths = [...ticks].map(([hue, list]) => {
    const d = list.map(({ x, width, y }) => `M${x} ${y}h${width}v${TICK_HEIGHT}h-${width}z`).join("");
    return svg`<path class="tick" data-cat=${hue} d=${d}></path>`;
  });
  return html`<svg width="16" height=${barHeight}>
    <path class="rule" d=${rules.map((y) => `M0 ${y + 0.5}h16`).join("")}></path>
    ${paths} ${dots.map((y) => svg`<circle class="dot" cx="12.5" cy=${y} r="1.5"></circle>`)}
  </svg>`;
}
