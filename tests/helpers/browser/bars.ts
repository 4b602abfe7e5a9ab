import type { Page } from "playwright";

/**
 * What is wrong with the bars of a page, a line a fault: controls or words that lie over one another, that are cut or
 * stick out, that stand in a second line, and targets of less than `target` pixels. Only a court's name may be cut, a document's,
 * and a case number in a bar that has nothing else to give.
 */
export function barFaults(page: Page, bars: string, target = 24): Promise<string[]> {
  return page.evaluate(
    ({ bars, target }) => {
      const isSeen = (element: Element): boolean => {
        const { width, height } = element.getBoundingClientRect();
        const isForReaders = getComputedStyle(element).clipPath !== "none" || element.closest(".visually-hidden");
        return width > 0 && height > 0 && !isForReaders && element.checkVisibility();
      };
      const nameOf = (element: Element): string =>
        `${element.tagName.toLowerCase()}.${element.className} "${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 24)}"`;
      const CONTROLS = "a, button, input, select, summary";
      const found: string[] = [];
      for (const bar of [...document.querySelectorAll<HTMLElement>(bars)].filter(isSeen)) {
        const edge = bar.getBoundingClientRect();
        const parts = [...bar.querySelectorAll<HTMLElement>("*")].filter(
          (each) =>
            isSeen(each) &&
            (each.matches(CONTROLS) ||
              (!each.closest(CONTROLS) &&
                [...each.childNodes].some((node) => node instanceof Text && node.data.trim() !== ""))),
        );
        const boxes = parts.map((part) => ({ part, box: part.getBoundingClientRect() }));
        for (const [at, { part, box }] of boxes.entries()) {
          const mayBeCut = part.matches(".court, .output-name, [data-less~=case] .case");
          if (box.left < edge.left - 1 || box.right > edge.right + 1) found.push(`${nameOf(part)} sticks out`);
          if (box.top < edge.top - 1 || box.bottom > edge.bottom + 1) found.push(`${nameOf(part)} is out of line`);
          if (!mayBeCut && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== "visible")
            found.push(`${nameOf(part)} is cut`);
          for (let above = part.parentElement; above && above !== bar; above = above.parentElement) {
            const { overflowX } = getComputedStyle(above);
            const around = above.getBoundingClientRect();
            if (overflowX !== "visible" && (box.left < around.left - 1 || box.right > around.right + 1))
              found.push(`${nameOf(part)} is cut by ${nameOf(above)}`);
          }
          if (part.matches(CONTROLS) && (box.width < target - 0.5 || box.height < target - 0.5))
            found.push(`${nameOf(part)} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
          for (const other of boxes.slice(at + 1)) {
            if (part.contains(other.part) || other.part.contains(part)) continue;
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (across > 1 && down > 1) found.push(`${nameOf(part)} over ${nameOf(other.part)}`);
          }
        }
      }
      return found;
    },
    { bars, target },
  );
}
