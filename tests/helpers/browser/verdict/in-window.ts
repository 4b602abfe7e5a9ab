import type { Page } from "playwright";

/** Of each of these, how many are wholly within the window. */
export const inWindow = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluateAll((all) => {
    const isIn = (at: Element): boolean => {
      const { top, bottom, left, width } = at.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, (top + bottom) / 2);
      return top >= 0 && bottom <= innerHeight && over !== null && (at.contains(over) || over.contains(at));
    };
    return all.filter(isIn).length;
  });

/** So many lines of the text are wholly within the window, below what stays in sight. */
export const linesInWindow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const covered = document.querySelector(".verdict-bar")?.getBoundingClientRect().bottom ?? 0;
    const texts = [...document.querySelectorAll(".score-text")].flatMap((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height < 60);
    });
    const shown = texts.filter(({ top, bottom }) => top >= covered && bottom <= innerHeight);
    return new Set(shown.map(({ bottom }) => Math.round(bottom / 12))).size;
  });
