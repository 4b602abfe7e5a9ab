import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Range } from "../../schema/text/revision.ts";
import type { RevisionText } from "../../schema/text/revision.ts";
import { hueOf } from "../elements/hue.ts";
import { renderTokens } from "../elements/tokens/token-parts.ts";
import { formatList, language, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { storedSize } from "../verdict/bars/reading-size.ts";
import { foldOf, scoreOf, type ScoreBlock, type ScorePiece } from "./score.ts";
import { selectedWords } from "./selected-words.ts";
import { wordCount, type DisagreementSide, type ShownDisagreement } from "./shown-disagreement.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-disagreement-score": CoramDisagreementScore;
  }
  interface HTMLElementEventMap {
    /** Somebody selected words of the text. */
    "coram-span": CustomEvent<{ range: Range }>;
    /** The mouse was let go after that. */
    "coram-span-done": CustomEvent<void>;
  }
}

/** How wide a character of running text is, in parts of its size. */
const WIDTH = 0.46;

/** So long the handles of a selection have to rest. */
const TOUCH_RESTS_MS = 400;

/** Where a lane's passage lies beside the text, in pixels of the score. */
interface Stripe {
  lane: number;
  top: number;
  height: number;
}

/** One copy of the text; under it a line a coder, beside it a lane a coder. */
@customElement("coram-disagreement-score")
export class CoramDisagreementScore extends VerdictElement {
  @property({ attribute: false }) revision!: RevisionText;
  @property({ attribute: false }) shown!: ShownDisagreement;
  /** `lang` of the verdict. */
  @property({ attribute: false }) textLang = "";
  /** What a ruling is about to take. */
  @property({ attribute: false }) chosen: readonly Range[] = [];
  @state() private stripes: readonly Stripe[] = [];
  /** The reader may choose passages that prove an answer. */
  @property({ type: Boolean }) mayProve = false;
  @state() private isWhole = false;
  /** About so many characters fit on a line. */
  @state() private line = 80;
  /** Where pieces that were folded away begin, and are shown again. */
  @state() private unfolded: ReadonlySet<number> = new Set();
  @query(".score") private readonly score!: HTMLElement | null;
  private readonly sizes = new ResizeObserver(() => this.measure());
  private observed: HTMLElement | null = null;
  private pointer: "mouse" | "touch" | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("selectionchange", this.onSelection);
    document.addEventListener("pointerdown", this.onPointerDown);
    document.addEventListener("keydown", this.onKeyDown);
    document.addEventListener("pointerup", this.onPointerUp);
    addEventListener("coram-reading-size", this.onSize);
    this.onSize();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("selectionchange", this.onSelection);
    document.removeEventListener("pointerdown", this.onPointerDown);
    document.removeEventListener("keydown", this.onKeyDown);
    document.removeEventListener("pointerup", this.onPointerUp);
    removeEventListener("coram-reading-size", this.onSize);
    clearTimeout(this.rest);
    this.sizes.disconnect();
    this.observed = null;
  }

  /** The passage is read at the size that the reader has chosen for verdicts. */
  private readonly onSize = (): void => this.style.setProperty("--fs-read", `${storedSize() / 16}rem`);

  protected override updated(changed: PropertyValues<this>): void {
    // The words that were selected are drawn as chosen, in other pieces: the browser's own selection would stand on some of them.
    if (changed.has("chosen") && this.chosen.length > 0 && this.pointer === "mouse" && this.selected())
      getSelection()?.removeAllRanges();
    // The words may run otherwise while the element around them keeps its size.
    if (this.score !== this.observed) {
      this.sizes.disconnect();
      for (const each of [this, this.score]) if (each) this.sizes.observe(each);
      this.observed = this.score;
    }
    this.measure();
  }

  protected override render(): TemplateResult {
    const { sides } = this.shown;
    const passages = sides.map(({ lane, ranges }) => ({ lane, ranges }));
    const blocks = scoreOf(this.revision, passages, this.chosen, this.isWhole);
    if (blocks.length === 0)
      return html`<p class="note sub score-empty">
          ${t(this.shown.view.about ? "reconcile.no-passage" : "reconcile.words-gone")}
        </p>
        ${this.renderWhole()}`;
    const { lined } = this;
    const names = formatList(lined.map(({ member }) => member.name));
    const hasCore = blocks.some(({ pieces }) => pieces.some((piece) => this.isCore(piece)));
    return html`<div
        class=${this.isWhole ? "score score-whole" : "score"}
        role="group"
        aria-label=${t("reconcile.score-label")}
        style=${styleMap({ "--lines": String(sides.length), "--lanes": String(sides.length) })}
      >
        ${blocks.map((block) => this.renderBlock(block))} ${this.renderLanes()}
      </div>
      ${
        lined.length === 0
          ? nothing
          : html`<p class="score-key">
              <span>${t("reconcile.score-key", { names })}</span>
              ${hasCore ? html`<span><i></i>${t("reconcile.score-core", { names })}</span>` : lined.length > 1 ? html`<span>${t("reconcile.score-no-core")}</span>` : nothing}
            </p>`
      }
      ${this.renderWhole()}`;
  }

  /** Of an answer any passage of the verdict may be the one that proves it. */
  private renderWhole(): TemplateResult | typeof nothing {
    if (!this.mayProve || this.isWhole) return nothing;
    return html`<button type="button" class="link" @click=${() => (this.isWhole = true)}>
      ${t("reconcile.whole-text")}
    </button>`;
  }

  private renderBlock({ block, pieces, isContext }: ScoreBlock): TemplateResult {
    const { text } = this.revision;
    const words = isContext
      ? renderTokens(text.slice(block.start, block.end), this.textLang)
      : pieces.map((piece, at) => this.renderPiece(piece, pieces[at - 1], pieces[at + 1]));
    // The pieces tile the paragraph: no space of the template may come between them, nor before the first, whence places are counted.
    return html`<div class=${isContext ? "score-block score-context" : "score-block"}>
      <span class="score-number" aria-hidden="true">${block.number}</span>
      <p class="score-text" lang=${this.textLang} data-start=${block.start}>${words}</p>
    </div>`;
  }

  /** What nobody marked, beyond two lines folded away: it stays in the paragraph, so that every offset is what it was. */
  private renderUnmarked(piece: ScorePiece, before?: ScorePiece, after?: ScorePiece): unknown {
    const { text } = this.revision;
    const words = (start: number, end: number): unknown => renderTokens(text.slice(start, end), this.textLang);
    const at = before ? (after ? "between" : "after") : "before";
    const fold = this.unfolded.has(piece.start) ? null : foldOf(text, piece, at, this.line);
    if (!fold) return words(piece.start, piece.end);
    const count = wordCount(text, [fold]);
    return [
      words(piece.start, fold.start),
      html`<span class="score-folded">${words(fold.start, fold.end)}</span
        ><button
          type="button"
          class="link score-unfold"
          lang=${language()}
          @click=${() => (this.unfolded = new Set([...this.unfolded, piece.start]))}
        >
          … ${t(`reconcile.fold-${at}`, { count })} …
        </button>`,
      words(fold.end, piece.end),
    ];
  }

  private renderPiece(piece: ScorePiece, before?: ScorePiece, after?: ScorePiece): unknown {
    if (!isMarked(piece)) return this.renderUnmarked(piece, before, after);
    const words = renderTokens(this.revision.text.slice(piece.start, piece.end), this.textLang);
    const { sides } = this.shown;
    const isCore = this.isCore(piece);
    const lines = sides.map(({ lane, tag }, slot) =>
      piece.lanes.includes(lane)
        ? `linear-gradient(${tag ? `var(--cat-${hueOf(tag.code)}-line)` : "var(--ink-3)"} 0 0) 0 calc(100% - ${
            (sides.length - 1 - slot) * 4
          }px) / 100% 2px no-repeat`
        : "",
    );
    const fill = piece.isChosen
      ? "linear-gradient(var(--score-chosen, var(--selection, var(--wash-3))) 0 0)"
      : isCore
        ? "linear-gradient(var(--score-core, var(--wash-2)) 0 0)"
        : "";
    const below = sides.length * 4 + 1;
    const area = fill && `${fill} 0 3px / 100% calc(100% - ${below + 4}px) no-repeat`;
    const who = sides.filter(({ lane }) => piece.lanes.includes(lane)).map(({ member }) => member.name);
    return html`<mark
      class=${classMap({
        "score-mark": true,
        "is-core": isCore,
        "is-chosen": piece.isChosen,
        "is-first": !before || !isMarked(before),
        "is-last": !after || !isMarked(after),
      })}
      data-lanes=${piece.lanes.join(" ")}
      style=${styleMap({ background: [...lines, area].filter(Boolean).join(", "), paddingBottom: `${below}px` })}
      >${words}${who.length > 0 ? html`<span class="visually-hidden">, ${t("reconcile.marked-by", { who: formatList(who) })}, </span>` : nothing}</mark
    >`;
  }

  /** A coder who marked none of the words has no line below them: an answer may rest on nothing. */
  private get lined(): DisagreementSide[] {
    return this.shown.sides.filter(({ ranges }) => ranges.length > 0);
  }

  /** Marked by every coder who has a line. */
  private isCore({ lanes }: ScorePiece): boolean {
    const { length } = this.lined;
    return length > 1 && lanes.length === length;
  }

  private renderLanes(): TemplateResult {
    return html`<div class="score-lanes" aria-hidden="true">
      ${this.shown.sides.map(({ member, tag, lane }, slot) => {
        const stripe = this.stripes.find((each) => each.lane === lane);
        return html`<b style=${styleMap({ "--lane": String(slot) })}>${member.initials}</b>${
            stripe
              ? html`<i
                  data-cat=${tag ? hueOf(tag.code) : nothing}
                  style=${styleMap({ "--lane": String(slot), top: `${stripe.top}px`, height: `${stripe.height}px` })}
                ></i>`
              : nothing
          }`;
      })}
    </div>`;
  }

  private measure(): void {
    const { score } = this;
    if (!score) return;
    const line = score.querySelector<HTMLElement>(".score-block:not(.score-context) > .score-text");
    if (line)
      this.line = Math.max(20, Math.floor(line.clientWidth / (parseFloat(getComputedStyle(line).fontSize) * WIDTH)));
    const origin = score.getBoundingClientRect().top;
    const stripes: Stripe[] = [];
    for (const { lane } of this.shown.sides) {
      const marks = [...score.querySelectorAll<HTMLElement>(".score-mark")].filter(({ dataset }) =>
        dataset["lanes"]?.split(" ").includes(String(lane)),
      );
      const boxes = marks.map((mark) => mark.getBoundingClientRect());
      if (boxes.length === 0) continue;
      const top = Math.min(...boxes.map((box) => box.top)) - origin;
      const bottom = Math.max(...boxes.map((box) => box.bottom)) - origin;
      stripes.push({ lane, top: Math.round(top), height: Math.round(bottom - top) });
    }
    if (JSON.stringify(stripes) !== JSON.stringify(this.stripes)) this.stripes = stripes;
  }

  private readonly onPointerDown = ({ pointerType }: PointerEvent): void => {
    this.pointer = pointerType === "mouse" ? "mouse" : "touch";
  };

  private readonly onKeyDown = (): void => {
    this.pointer = null;
  };

  /**
   * What a mouse selects is taken when it is let go, and what a finger does when its handles rest, of which the page is not told: to draw it
   * before would break the words under the mouse, or under the handle, into other pieces.
   */
  private readonly onSelection = (): void => {
    clearTimeout(this.rest);
    if (this.pointer === "touch") this.rest = setTimeout(this.take, TOUCH_RESTS_MS);
    else if (this.pointer === null) this.take();
  };

  private readonly take = (): void => {
    const range = this.selected();
    if (range) this.emit("coram-span", { range });
  };

  private readonly onPointerUp = ({ pointerType }: PointerEvent): void => {
    // By touch the handles of a selection are moved after it was made.
    const range = pointerType === "mouse" ? this.selected() : null;
    if (!range) return;
    this.emit("coram-span", { range });
    this.emit("coram-span-done");
  };

  private selected(): Range | null {
    return this.score && selectedWords(this.score);
  }
}

function isMarked({ lanes, isChosen }: ScorePiece): boolean {
  return lanes.length > 0 || isChosen;
}
