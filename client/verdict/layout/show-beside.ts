import { type Box, placeBeside } from "./place-beside.ts";

/** Opens a popover beside a place of the viewport that it must not cover, with the focus on the first thing in it that `first` finds. */
export function showBeside(popover: HTMLElement, at: Box, first: string): void {
  popover.showPopover();
  const size = { width: popover.offsetWidth, height: popover.offsetHeight };
  const place = placeBeside(at, size, { width: document.documentElement.clientWidth, height: window.innerHeight });
  popover.style.left = `${place.left}px`;
  popover.style.top = `${place.top}px`;
  popover.style.maxHeight = `${place.maxHeight}px`;
  popover.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
}
