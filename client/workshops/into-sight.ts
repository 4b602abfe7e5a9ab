import type { LightElement } from "../elements/light-element.ts";
import { whilePressed } from "../elements/input/press.ts";
import { scrollerOf } from "../reader/geometry.ts";
import { isBusyTyping } from "./follow/coram-follow-bar.ts";

/**
 * Scrolls to what has just come about for everybody, where it is not in sight as a whole; who types is not moved. Gives the way back to
 * where its reader was, which leads nowhere once they have gone on by themselves; null where nobody was moved.
 */
export async function bringIntoSight(element: LightElement): Promise<(() => void) | null> {
  if (isBusyTyping()) return null;
  await element.updateComplete;
  const { top, bottom } = element.getBoundingClientRect();
  const free = freeOf(element);
  if (top >= free.top && bottom <= free.bottom) return null;
  const scroller = scrollerOf(element);
  const before = scroller.scrollTop;
  // It moved down what its reader was at, by so much as it is high then.
  const isAbove = top < free.top;
  element.scrollIntoView({ block: "start" });
  const laid = scroller.scrollTop;
  return () => {
    // What is there now may be lower than what they were brought to.
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const hasGoneOn = Math.abs(scrollTop - Math.min(laid, scrollHeight - clientHeight)) > clientHeight / 2;
    const above = isAbove ? element.getBoundingClientRect().height : 0;
    if (!hasGoneOn && !isBusyTyping()) scroller.scrollTo({ top: before + above, behavior: "instant" });
  };
}

/** Scrolls so far that words are not below what is docked over them, and their first line stays in sight; once nothing is pressed. */
export async function liftAbove(dock: LightElement, words: () => DOMRect): Promise<void> {
  await whilePressed();
  await dock.updateComplete;
  if (!dock.isConnected) return;
  const { top, bottom } = words();
  const hidden = bottom - dock.getBoundingClientRect().top;
  if (hidden > 0) scrollerOf(dock).scrollTop += Math.max(0, Math.min(hidden + BELOW_PX, top - freeOf(dock).top));
}

/** Words stand so far above what is docked below them: a phone's handles hang from them. */
const BELOW_PX = 24;

/** From where to where in the window what scrolls is free of what stays in sight at its edges. */
function freeOf(element: Element): { top: number; bottom: number } {
  const scroller = scrollerOf(element);
  const isPage = scroller === document.scrollingElement;
  const { top, bottom } = isPage ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(scroller);
  const px = (length: string): number => Number.parseFloat(length) || 0;
  return { top: top + px(scrollPaddingTop), bottom: bottom - px(scrollPaddingBottom) };
}
