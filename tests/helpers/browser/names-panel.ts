import { type Locator, page as browser, userEvent } from "vitest/browser";
import { beforeEach, expect } from "vitest";
import { NAMES, type NamesServer, openNames } from "./names-page.ts";
import { seen } from "./seen.ts";

export let server: NamesServer;

export const state = (id: string): string | undefined => server.names.entities.find((each) => each.id === id)?.state;

export function must(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** Marks in the text, `kind: words`; the current one with a star. */
export function marks(): string[] {
  return [...document.querySelectorAll<HTMLElement>("coram-verdict-text .vt-mark")].map(
    (mark) => `${mark.classList.contains("vt-mark-now") ? "*" : ""}${mark.dataset["mark"]}: ${mark.textContent}`,
  );
}

/** Waits until an element holds these words. Asked by `query`: `element` writes the whole page down at each look at which it is not there yet. */
export async function shows(locator: Locator, words: string): Promise<void> {
  await seen(() => expect(locator.query()?.textContent.replace(/\s+/g, " ")).toContain(words));
}

export async function press(keys: string): Promise<void> {
  await userEvent.keyboard(keys);
}

export async function openPanel(...asked: Parameters<typeof openNames>): Promise<void> {
  server = await openNames(...asked);
}

export async function begin(names = NAMES): Promise<void> {
  await openPanel(names);
  await seen(() => expect(marks().length).toBeGreaterThan(0));
}

/** A page of a common size, at an address that says nothing of where one was. */
export function onNamesPage(): void {
  beforeEach(async () => {
    await browser.viewport(1440, 900);
    history.replaceState(null, "", location.pathname);
  });
}

/** A press of a button at a time of its own; `detail`: as the how-manieth the browser counts it, 0 for a key. */
export function pressAt(button: Element, at: number, detail: number): void {
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, detail });
  Object.defineProperty(click, "timeStamp", { value: at });
  button.dispatchEvent(click);
}
