import type { LightElement } from "../elements/light-element.ts";
import { isBusyTyping } from "./follow/coram-follow-bar.ts";

/** Scrolls to what has just come about for everybody, where it is not in sight as a whole; who types is not moved. */
export async function bringIntoSight(element: LightElement): Promise<void> {
  if (isBusyTyping()) return;
  await element.updateComplete;
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "start" });
}
