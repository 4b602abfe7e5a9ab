import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Narrower than this the page is the phone's: cards in a sheet at the foot. */
export const PHONE = matchMedia("(max-width: 43.74rem)");
/** Narrower than this the left column is a drawer and cards open in the sheet too. */
export const NARROW = matchMedia("(max-width: 74.99rem)");
/** From this width the case sheet stands beside the text together with the outline. */
export const WIDE = matchMedia("(min-width: 140rem)");
/** One points with a finger: words that name a key would lead nowhere, and key caps are not shown. */
export const TOUCH = matchMedia("(pointer: coarse)");
/** The property of the page that says how much of the window's foot a sheet covers, in pixels. */
export const COVERED_BELOW = "--covered-below";
/** A page of columns is one of one column, all of which scrolls as one: on a phone, at twice the size, in a low window. */
export const ONE_COLUMN = matchMedia("(max-width: 50rem), (max-height: 37.5rem)");
/** A page is on its way to paper, whose width is then taken for the window's. */
const ON_PAPER = matchMedia("print");

/**
 * Draws an element again when the screen turns from one to the other. Not while it is printed: what is drawn anew then has not got what
 * it shows, and the sheet comes out without it.
 */
export class FollowScreen implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly media: readonly MediaQueryList[];

  constructor(host: ReactiveControllerHost, ...media: readonly MediaQueryList[]) {
    this.host = host;
    this.media = media;
    host.addController(this);
  }

  hostConnected(): void {
    for (const media of this.media) media.addEventListener("change", this.onChange);
  }

  hostDisconnected(): void {
    for (const media of this.media) media.removeEventListener("change", this.onChange);
  }

  private readonly onChange = (): void => {
    if (!ON_PAPER.matches) this.host.requestUpdate();
  };
}
