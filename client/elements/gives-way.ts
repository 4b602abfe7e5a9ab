import type { ReactiveController, ReactiveControllerHost } from "lit";

interface Least {
  step: string;
  /** Width in rem. */
  below: number;
  /** Names are cut once this step is taken, in a bar of any width. */
  whole?: string;
}

/**
 * Keeps a bar in one line in every language and width: while what it holds is wider than the bar, its parts give way, in the
 * order of `steps`. What has given way stands in the bar's `data-less`, and the style sheet says what that takes away
 * (`[data-less~="country"] .country`). What stands elsewhere instead of it goes by the `data-gave` of the host, which says the same once it is
 * settled: while it is worked out `data-less` changes several times. Names (`.ellipsis`) may be cut once the first step is taken. `least`: up to this step all are
 * taken while the bar is narrower than so many rem, whether or not there is room.
 */
export class GivesWay implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly find: () => HTMLElement | null;
  private readonly steps: readonly string[];
  private readonly least: Least | null;
  private bar: HTMLElement | null = null;
  private readonly sizes = new ResizeObserver(() => this.fitSoon());
  private frame = 0;
  // What elements in the bar draw by themselves: how far saving is, who is here.
  private readonly contents = new MutationObserver(() => this.fitSoon());

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    find: () => HTMLElement | null,
    steps: readonly string[],
    least: Least | null = null,
  ) {
    this.host = host;
    this.find = find;
    this.steps = steps;
    this.least = least;
    host.addController(this);
  }

  hostUpdated(): void {
    const bar = this.find();
    if (bar !== this.bar) {
      this.hostDisconnected();
      this.bar = bar;
      if (!bar) return;
      this.sizes.observe(bar);
      this.contents.observe(bar, { childList: true, characterData: true, subtree: true });
      document.fonts.addEventListener("loadingdone", this.onFonts);
    }
    this.fitSoon();
  }

  hostDisconnected(): void {
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    this.contents.disconnect();
    document.fonts.removeEventListener("loadingdone", this.onFonts);
    this.bar = null;
  }

  private readonly onFonts = (): void => this.fitSoon();

  /** Before the next picture, once: each fitting makes the browser lay out the page. */
  private fitSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.fit());
  }

  /** How many steps are taken whether or not there is room, and before a name may be cut. */
  private fewest(bar: HTMLElement): { steps: number; whole: number } {
    const { least, steps } = this;
    const whole = least?.whole ? steps.indexOf(least.whole) + 1 : 1;
    if (!least || bar.clientWidth >= least.below * parseFloat(getComputedStyle(document.documentElement).fontSize))
      return { steps: 0, whole };
    return { steps: steps.indexOf(least.step) + 1, whole };
  }

  private fit(): void {
    const { bar, steps } = this;
    if (!bar || bar.clientWidth === 0) return;
    const fewest = this.fewest(bar);
    for (let taken = fewest.steps; taken <= steps.length; taken++) {
      const less = steps.slice(0, taken).join(" ");
      if (bar.dataset["less"] !== less) bar.dataset["less"] = less;
      if (isWhole(bar, taken >= fewest.whole)) break;
    }
    const { less = "" } = bar.dataset;
    if (this.host.dataset["gave"] !== less) this.host.dataset["gave"] = less;
  }
}

function isWhole(bar: HTMLElement, mayCut: boolean): boolean {
  const fits = (row: Element): boolean => row.scrollWidth <= row.clientWidth;
  if (!fits(bar) || ![...bar.querySelectorAll(".crumb")].every(fits)) return false;
  return mayCut || [...bar.querySelectorAll(".ellipsis")].every(fits);
}
