import type { ReactiveController, ReactiveControllerHost } from "lit";
import { createRef, type Ref } from "lit/directives/ref.js";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { type Composing, densityOf, lanesOf, type MarginCard, marginCards, marginItems } from "./page-geometry.ts";
import { NARROW } from "../../elements/screen.ts";
import type { CoramVerdictText } from "../text/coram-verdict-text.ts";
import type { OutlineEntry } from "../model/view-model.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";

/** So many times as long as the last placing took is waited before the next that only moved blocks ask for. */
const PLACING_SHARE = 12;
const PLACING_COSTLY_MS = 4;
const FRAME_MS = 20;
/** Height of a line, in sizes of the text. */
const LINE = 1.67;

/** What stands beside the text. */
export interface Placing {
  tags: readonly TagView[];
  threads: readonly ThreadView[];
  composing: Composing | null;
  /** Cards that are neither of tags nor of threads. */
  others: readonly MarginCard[];
  outline: readonly OutlineEntry[];
  /** Reading size. */
  size: number;
  me: MemberId;
}

/** Where it stands. */
export interface Placed {
  items: ReturnType<typeof marginItems>;
  lanes: ReturnType<typeof lanesOf>;
  marks: ReturnType<typeof densityOf>;
  /** Of the whole text, in pixels. */
  height: number;
}

const EMPTY: Placed = { items: [], lanes: [], marks: { ticks: [], dots: [], sections: [] }, height: 0 };

/**
 * Places cards, lanes and marks beside the words they belong to. Margin, lanes and density follow tags and layout, not every
 * scroll: what was built last is kept with what it was built from.
 */
export class PagePlaces implements ReactiveController {
  /** To put on the margin's column, from whose top cards and lanes are measured. */
  readonly margin: Ref<HTMLElement> = createRef();
  private readonly host: ReactiveControllerHost;
  private readonly scroller: Ref<HTMLElement>;
  private placed: { key: readonly unknown[]; value: Placed } | null = null;
  private readonly cardsOnce = onceFor(marginCards);
  /** Counts up when blocks have moved, so that what is aligned to them is placed again. */
  private layout = 0;
  private placedAt = 0;
  private placingTook = 0;
  private placingAgain = 0;

  constructor(host: ReactiveControllerHost, scroller: Ref<HTMLElement>) {
    this.host = host;
    this.scroller = scroller;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.placingAgain);
    this.placingAgain = 0;
  }

  /** Everything that is aligned to the text; nothing before the text is there. */
  place(text: CoramVerdictText | null, placing: Placing): Placed {
    if (!text?.isDrawn) return EMPTY;
    const { tags, threads, composing, others, outline, size, me } = placing;
    const key = [tags, threads, composing, others, this.layout, outline, size, me];
    const { placed } = this;
    if (placed && key.every((part, i) => part === placed.key[i])) return placed.value;
    // Where there are thousands, the text shows a new tag first, and its card and stripe come a frame later.
    if (placed && this.placingTook > PLACING_COSTLY_MS && key.slice(2).every((part, i) => part === placed.key[i + 2])) {
      this.placeAgain(FRAME_MS);
      return placed.value;
    }
    const startedAt = performance.now();
    const origin = this.sheetTop();
    const topOf = (offset: number): number => Math.max(0, text.topOf(offset) - origin);
    const value = {
      items: marginItems(this.cardsOf(placing), topOf),
      lanes: lanesOf(tags, me, topOf, size * LINE, NARROW.matches ? 2 : 4),
      marks: densityOf(tags, threads, outline, (offset) => text.topOf(offset)),
      // Read here, where everything is measured: to ask for it while drawing lays the text out once more.
      height: this.scroller.value?.scrollHeight ?? 0,
    };
    this.placed = { key, value };
    this.placedAt = performance.now();
    this.placingTook = this.placedAt - startedAt;
    return value;
  }

  private cardsOf({ tags, threads, composing, others }: Placing): MarginCard[] {
    return this.cardsOnce(tags, threads, composing, others);
  }

  /**
   * Blocks have moved. Whoever scrolls through a long text moves some in every frame: thousands of cards, stripes and marks
   * are then placed again now and then, so that most of the time is the scrolling's.
   */
  readonly onLayout = (): void => {
    this.placeAgain(0);
  };

  private placeAgain(soonest: number): void {
    const wait = Math.max(soonest, this.placedAt + this.placingTook * PLACING_SHARE - performance.now());
    if (wait <= 0) this.moved();
    else
      this.placingAgain ||= window.setTimeout(() => {
        this.placingAgain = 0;
        this.moved();
      }, wait);
  }

  private moved(): void {
    this.layout++;
    this.host.requestUpdate();
  }

  /** y of the text column in the scroll container's content. */
  private sheetTop(): number {
    const scroller = this.scroller.value;
    const margin = this.margin.value;
    if (!scroller || !margin) return 0;
    return margin.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  }
}
