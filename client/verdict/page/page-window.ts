import type { ReactiveController, ReactiveControllerHost } from "lit";
import { createRef, type Ref } from "lit/directives/ref.js";
import { FollowScreen, NARROW, PHONE, WIDE } from "../../elements/screen.ts";
import { COVERED } from "../../reader/geometry.ts";

/** The property of the page that says how much of the window's foot tools take, in pixels: what is told stands above them. */
const FOOT = "--foot";
/** What stays at the top while the text is scrolled, if it has anything to say. */
const COVERING = ":scope > .reading-bar, :scope > .verdict-stays";

/**
 * The window on the text: how far it is scrolled and how much it shows, in pixels. Draws the page again where that changes,
 * once a frame, and where the screen turns narrow or wide.
 */
export class PageWindow implements ReactiveController {
  /** To put on the scroll container. */
  readonly scroller: Ref<HTMLElement> = createRef();
  private readonly host: ReactiveControllerHost;
  // Told, not asked for after each update: to ask lays the text out before it is painted.
  private readonly observer = new ResizeObserver(() => {
    this.cover();
    this.stand();
    this.show(this.scrolled, this.scroller.value?.clientHeight ?? 0);
  });
  private observed: HTMLElement | null = null;
  private scrolled = 0;
  private shown = 800;
  private frame = 0;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
    new FollowScreen(host, PHONE, NARROW, WIDE);
  }

  get top(): number {
    return this.scrolled;
  }

  get height(): number {
    return this.shown;
  }

  hostDisconnected(): void {
    this.observer.disconnect();
    this.observed = null;
    document.documentElement.style.removeProperty(FOOT);
  }

  hostUpdated(): void {
    const scroller = this.scroller.value;
    if (!scroller || scroller === this.observed) return;
    this.observed = scroller;
    this.observer.disconnect();
    for (const each of [scroller, ...scroller.querySelectorAll(COVERING)]) this.observer.observe(each);
  }

  /**
   * Tells the text how much of the window's top is covered: no place is scrolled to there, and none is read there. The browser is not
   * told: it would scroll whenever something in the bar itself gets the focus.
   */
  private cover(): void {
    const scroller = this.scroller.value;
    if (!scroller) return;
    const heights = [...scroller.querySelectorAll<HTMLElement>(COVERING)]
      .filter((each) => getComputedStyle(each).position === "sticky")
      .map(({ offsetHeight }) => offsetHeight);
    scroller.style.setProperty(COVERED, `${heights.reduce((sum, height) => sum + height, 0)}px`);
  }

  /** On a phone the views and what a round asks of its coder stand below the text, as high as their words are long. */
  private stand(): void {
    const { style } = document.documentElement;
    const bottom = this.scroller.value?.getBoundingClientRect().bottom;
    if (PHONE.matches && bottom !== undefined) style.setProperty(FOOT, `${Math.max(0, innerHeight - bottom)}px`);
    else style.removeProperty(FOOT);
  }

  /** To hear the container's `scroll`. */
  readonly onScroll = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      const scroller = this.scroller.value;
      if (scroller) this.show(scroller.scrollTop, scroller.clientHeight);
    });
  };

  private show(top: number, height: number): void {
    if (top === this.scrolled && height === this.shown) return;
    this.scrolled = top;
    this.shown = height;
    this.host.requestUpdate();
  }
}
