import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../../i18n/t.ts";
import { type Lane, LANE_WIDTH, visibleSpans } from "../layout/lane-layout.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-lanes": CoramLanes;
    "coram-lane-heads": CoramLaneHeads;
  }
}

const BEYOND = 600;

/**
 * Who tagged which lines: a lane a coder, drawn near the window only. A press on a stripe fires `coram-activate`.
 * Decoration for assistive technology: cards and the text's own marks say the same.
 */
@customElement("coram-lanes")
export class CoramLanes extends VerdictElement {
  /** Of `layoutLanes`. */
  @property({ attribute: false }) lanes: readonly Lane[] = [];
  @property({ type: Number }) viewTop = 0;
  @property({ type: Number }) viewHeight = 900;
  /** Tag id. */
  @property() active: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
  }

  protected override render(): TemplateResult {
    const from = this.viewTop - BEYOND;
    const to = this.viewTop + this.viewHeight + BEYOND;
    const spans = this.lanes.flatMap((lane, index) => visibleSpans(lane, from, to).map((span) => ({ span, index })));
    return html`${repeat(
      spans,
      ({ span }) => `${span.id} ${span.top}`,
      ({ span, index }) =>
        html`<i
          class="stripe ${span.pending ? "stripe-pending" : ""} ${span.id === this.active ? "stripe-active" : ""}"
          data-cat=${span.hue}
          data-letter=${span.letter}
          style=${`top:${span.top}px;height:${span.height}px;left:${8 + index * LANE_WIDTH + LANE_WIDTH / 2 - 1.5 + span.shift}px`}
          @click=${() => this.emit("coram-activate", { id: span.id })}
        ></i>`,
    )}`;
  }
}

/** The initials above the lanes, along them; they stand in the reading bar. */
@customElement("coram-lane-heads")
export class CoramLaneHeads extends VerdictElement {
  @property({ attribute: false }) lanes: readonly Lane[] = [];
  /** Names by author, for the title. */
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();

  protected override render(): TemplateResult {
    return html`<ol aria-label=${t("verdict.lanes")}>
      ${this.lanes.map((lane) => {
        const names = lane.authors.map((author) => this.names.get(author) ?? "").filter(Boolean);
        return html`<li title=${names.join(", ")}>
          <span aria-hidden="true">${lane.head}</span><span class="visually-hidden">${names.join(", ")}</span>
        </li>`;
      })}
    </ol>`;
  }
}
