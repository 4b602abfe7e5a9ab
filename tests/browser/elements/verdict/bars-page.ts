import { page, userEvent } from "vitest/browser";
import { beforeEach } from "vitest";
import "../../../../client/elements/coram-bottom-sheet.ts";
import "../../../../client/verdict/bars/coram-density.ts";
import "../../../../client/verdict/cards/coram-edit-panel.ts";
import "../../../../client/verdict/bars/coram-find.ts";
import "../../../../client/verdict/bars/coram-keys.ts";
import "../../../../client/verdict/bars/coram-lanes.ts";
import "../../../../client/verdict/bars/coram-people-here.ts";
import "../../../../client/verdict/bars/coram-phone-bar.ts";
import "../../../../client/verdict/bars/coram-reading-banner.ts";
import "../../../../client/verdict/bars/coram-reading-bar.ts";
import "../../../../client/verdict/bars/coram-saved.ts";
import "../../../../client/verdict/bars/coram-selection-bar.ts";

export const wordsOf = (element: Element): string => element.textContent.replace(/\s+/g, " ").trim();

export const press = async (root: Element, words: string): Promise<void> => {
  const button = [...root.querySelectorAll<HTMLElement>("button")].find(
    (each) => wordsOf(each).startsWith(words) || each.getAttribute("aria-label")?.startsWith(words),
  );
  if (!button) throw new Error(`no button ${words}`);
  await userEvent.click(button);
};

/** A page of a common size. */
export function onBarsPage(): void {
  beforeEach(async () => {
    await page.viewport(1280, 800);
  });
}
