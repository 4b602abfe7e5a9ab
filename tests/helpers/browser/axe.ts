import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Page } from "playwright";
import { judgeKindsOfText } from "./kinds-of-text.ts";

/** The packed file: what the package gives as its source is the unpacked one of a megabyte and a half, for each page to be sent and read. */
const SOURCE = readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/**
 * WCAG 2.2 AA, and only what is wrong: to describe what is right takes longer than to look at it. No rule of these looks at
 * styles as files, so that none is fetched and read for it.
 */
const ALL: axe.RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  preload: { assets: ["media"] },
};

const LOOKS = {
  all: ALL,
  /** What may differ where a page that was looked at has got other colours. */
  colours: { ...ALL, runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } },
} satisfies Record<string, axe.RunOptions>;

export type Look = keyof typeof LOOKS;

/**
 * What axe sees wrong on the page as it is, a line a rule. Under a modal dialog nothing can be read or reached: while one
 * is open it alone is looked at, which takes a quarter of the time; the page is where it stands without.
 */
export async function violationsOn(page: Page, look: Look): Promise<string[]> {
  // Once for a page: to send and read half a megabyte took as long as to look.
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => "axe" in globalThis))) {
      await frame.evaluate(SOURCE);
      await frame.evaluate(judgeKindsOfText);
    }
  return page.evaluate(async (options) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const dialogs = document.querySelectorAll("coram-dialog[open]");
    // Markup is written of what is wrong: axe would write that of each element that a rule looks at.
    inPage.configure({ noHtml: true });
    const { violations } = await inPage.run(dialogs.length > 0 ? dialogs : document, { ...options, elementRef: true });
    return violations.map(({ id, nodes }) => {
      const markup = nodes.map(({ element, target }) => element?.outerHTML.slice(0, 300) ?? target.join(" "));
      return `${id}: ${markup.join(" | ")}`;
    });
  }, LOOKS[look]);
}

/**
 * Runs in the page: logs, as an error of the page, a focus that fell on the body because what had it went. Looks are counted, none
 * of them while an answer is on its way: on a busy machine a button that waits for one is shut for seconds, and then gone.
 */
export function watchFocus(): void {
  const LOOKS_MS = 250;
  const TOO_MANY = 6;
  let last: Element | null = null;
  let looks = 0;
  let said: Element | null = null;
  let asked = 0;
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    asked++;
    try {
      return await fetch(...request);
    } finally {
      asked--;
    }
  };
  document.addEventListener("focusin", (event) => {
    const [target] = event.composedPath();
    last = target instanceof Element ? target : null;
  });
  setInterval(() => {
    // The cheap first: whether something is seen lays the page out anew.
    const isOnBody = document.activeElement === document.body && document.hasFocus();
    const isGone = isOnBody && last && !(last.isConnected && last.checkVisibility() && !last.matches(":disabled"));
    looks = isGone && asked === 0 ? looks + 1 : 0;
    if (looks < TOO_MANY || said === last) return;
    said = last;
    console.error(`The focus fell on the body: what had it is gone: ${last?.outerHTML.slice(0, 300)}`);
  }, LOOKS_MS);
}
