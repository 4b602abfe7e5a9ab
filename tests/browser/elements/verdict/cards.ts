import { userEvent } from "vitest/browser";
import "../../../../client/verdict/cards/coram-margin-filter.ts";
import "../../../../client/verdict/cards/coram-margin.ts";
import "../../../../client/verdict/cards/coram-orphans.ts";

export const press = async (root: Element, words: string): Promise<void> => {
  const button = [...root.querySelectorAll<HTMLElement>("button")].find(
    (each) => each.textContent.replace(/\s+/g, " ").trim() === words || each.getAttribute("aria-label") === words,
  );
  if (!button) throw new Error(`no button ${words}`);
  await userEvent.click(button);
};

export const area = (root: Element): HTMLTextAreaElement => root.querySelector("textarea") as HTMLTextAreaElement;
