import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Box, VerdictScan } from "../../../schema/protocol/http/scans.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-scan-page": CoramScanPage;
  }
  interface HTMLElementEventMap {
    /** Another page is wanted, from 1. */
    "coram-scan-turn": CustomEvent<{ page: number }>;
    /** Somebody pressed a point of the page, in pixels of its picture. */
    "coram-scan-point": CustomEvent<{ x: number; y: number }>;
  }
}

export type ScanPage = VerdictScan["pages"][number];

/** How many times as wide as its place the picture is. */
const ZOOMS = [1, 1.5, 2, 3, 4] as const;
/** Printed words are read with ease on a page that is as wide as this, in CSS pixels. */
const READABLE = 560;
/** Pixels of the picture around a word that is pointed out. */
const ROOM = 6;

/** The picture of a page with words pointed out on it. It fetches nothing but the picture, and knows no text. */
@customElement("coram-scan-page")
export class CoramScanPage extends VerdictElement {
  @property({ attribute: false }) page!: ScanPage;
  @property({ attribute: false }) pages = 1;
  /** Address of the picture. */
  @property() src = "";
  /** Words that want a look. */
  @property({ attribute: false }) open: readonly Box[] = [];
  /** The word that is looked at, in more than one part where it is broken. */
  @property({ attribute: false }) now: readonly Box[] = [];
  /** The paragraph that is read beside it. */
  @property({ attribute: false }) paragraph: Box | null = null;
  @state() private zoom = 0;
  @query(".scan-scroller") private readonly scroller!: HTMLElement;

  protected override firstUpdated(): void {
    const { clientWidth } = this.scroller;
    const fits = ZOOMS.findIndex((zoom) => clientWidth * zoom >= READABLE);
    if (clientWidth > 0 && fits > 0) this.zoom = fits;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isMoved = (["page", "now", "paragraph"] as const).some((name) => changed.has(name));
    if (isMoved || changed.has("zoom" as keyof CoramScanPage)) this.bringIntoView(changed.has("page"));
  }

  protected override render(): TemplateResult {
    const { number, width, height, source } = this.page;
    const all = this.pages;
    return html`<div class="scan-tools">
        <button
          type="button"
          class="icon-button"
          aria-label=${t("scan.page-previous")}
          title=${t("scan.page-previous")}
          ?disabled=${number <= 1}
          @click=${() => this.emit("coram-scan-turn", { page: number - 1 })}
        >
          <coram-icon class="scan-back" name="chevron-right"></coram-icon>
        </button>
        <span class="num" aria-live="polite">${t("scan.page", { number, all })}</span>
        <button
          type="button"
          class="icon-button"
          aria-label=${t("scan.page-next")}
          title=${t("scan.page-next")}
          ?disabled=${number >= all}
          @click=${() => this.emit("coram-scan-turn", { page: number + 1 })}
        >
          <coram-icon name="chevron-right"></coram-icon>
        </button>
        <span class="grow"></span>
        <span class="scan-zoom" role="group" aria-label=${t("scan.zoom")}>
          ${this.renderZoom(-1, t("scan.zoom-out"), "minus")}
          <span class="num">${t("scan.zoom-share", { share: Math.round((ZOOMS[this.zoom] ?? 1) * 100) })}</span>
          ${this.renderZoom(1, t("scan.zoom-in"), "plus")}
        </span>
      </div>
      ${source === "text" ? html`<p class="note scan-note">${t("scan.own-text")}</p>` : nothing}
      <div class="scan-scroller" tabindex="0" role="group" aria-label=${t("scan.page", { number, all })}>
        <div
          class="scan-sheet"
          style="width: ${(ZOOMS[this.zoom] ?? 1) * 100}%; aspect-ratio: ${width} / ${height}"
          @click=${this.onClick}
        >
          <img src=${this.src} alt=${t("scan.picture", { number })} width=${width} height=${height} />
          <svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
            ${this.paragraph ? renderParagraph(this.paragraph) : nothing}
            ${this.open.map((box) => renderBox(box, "scan-open"))} ${this.now.map((box) => renderBox(box, "scan-now"))}
          </svg>
        </div>
      </div>`;
  }

  private renderZoom(by: 1 | -1, label: string, icon: "plus" | "minus"): TemplateResult {
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${label}
      title=${label}
      ?disabled=${ZOOMS[this.zoom + by] === undefined}
      @click=${() => this.zoomBy(by)}
    >
      <coram-icon name=${icon}></coram-icon>
    </button>`;
  }

  /** Larger or smaller by a step, as far as there are any. */
  zoomBy(by: 1 | -1): void {
    this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + by));
  }

  /** The word, else the beginning of the paragraph; where it is seen already nothing moves. */
  private bringIntoView(isOther: boolean): void {
    const { scroller } = this;
    const sheet = this.querySelector<HTMLElement>(".scan-sheet");
    if (!sheet) return;
    const box = this.now[0] ?? this.paragraph;
    if (!box) {
      if (isOther) scroller.scrollTo({ top: 0, left: 0 });
      return;
    }
    const scale = sheet.clientWidth / this.page.width;
    const [left, top, width, height] = box.map((length) => length * scale) as unknown as Box;
    const isWord = this.now.length > 0;
    const isSeen =
      top >= scroller.scrollTop &&
      top + (isWord ? height : 0) <= scroller.scrollTop + scroller.clientHeight &&
      left >= scroller.scrollLeft &&
      left + (isWord ? width : 0) <= scroller.scrollLeft + scroller.clientWidth;
    if (isSeen && !isOther) return;
    scroller.scrollTo({
      top: isWord ? top + height / 2 - scroller.clientHeight / 2 : top - scroller.clientHeight * 0.15,
      left: isWord ? left + width / 2 - scroller.clientWidth / 2 : left - 12,
    });
  }

  private onClick(event: MouseEvent): void {
    const { left, top, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const scale = this.page.width / width;
    this.emit("coram-scan-point", { x: (event.clientX - left) * scale, y: (event.clientY - top) * scale });
  }
}

function renderBox([left, top, width, height]: Box, name: string): SVGTemplateResult {
  return svg`<rect
    class=${name}
    x=${left - ROOM}
    y=${top - ROOM}
    width=${width + 2 * ROOM}
    height=${height + 2 * ROOM}
    rx="4"
  ></rect>`;
}

/** A bar at its left, as in the margin of a book. */
function renderParagraph([left, top, , height]: Box): SVGTemplateResult {
  return svg`<rect class="scan-paragraph" x=${Math.max(0, left - 36)} y=${top - ROOM} width="8" height=${height + 2 * ROOM} rx="4"></rect>`;
}
