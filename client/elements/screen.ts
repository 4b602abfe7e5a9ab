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
