import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/find/coram-find-page.ts";
import type { CoramFindPage } from "../../../../client/find/coram-find-page.ts";
import type { FindView, FoundPassages } from "../../../../schema/protocol/http/search/find.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { LAWYER, METHODOLOGY, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const { id, caseNumber, court, country } = VERDICTS.open;
const IN = { id, caseNumber, court, country, lang: "sr-Latn", count: 1 };
const TEXT = "Njen pasoš je oduzet.";
const LINES: FindView = {
  total: 1,
  verdicts: [IN],
  lines: [
    {
      verdict: id,
      paragraph: "4",
      at: 120,
      text: TEXT,
      marks: [{ start: 5, end: 10 }],
      isCut: { start: true, end: false },
    },
  ],
  next: null,
  unread: [],
};
const PASSAGES: FoundPassages = {
  total: 0,
  verdicts: [],
  cell: { passages: [], answers: [], verdicts: [], members: [] },
  unread: [],
  isCategoryUnknown: false,
  blind: 0,
  unsettled: 0,
};

const field = () => browser.getByRole("searchbox", { name: "Words in all verdicts" });
const shownWords = (what: string): string =>
  document.querySelector(`coram-find-page ${what}`)?.textContent.replace(/\s+/g, " ").trim() ?? "";

/** The page, with so many lines, and so many passages of whatever is asked for. */
async function found(lines: FindView, passages: number) {
  history.replaceState(null, "", "/find");
  const mounted = await mount<CoramFindPage>("coram-find-page", LAWYER, {
    "POST /api/find": lines,
    "POST /api/find/passages": { ...PASSAGES, total: passages },
    "GET /api/methodology/current": METHODOLOGY,
  });
  const ask = async (words: string): Promise<void> => {
    await field().fill(words);
    await userEvent.keyboard("{Enter}");
  };
  return { ...mounted, ask };
}

describe("coram-find-page", () => {
  it("lists lines as links to their place, by arrows from the field, in both themes", async () => {
    const { ask } = await found(LINES, 0);
    await expect.element(field()).toHaveFocus();
    await ask("pasoši");
    await expect.poll(() => shownWords(".find-bar b")).toBe("1 line in 1 verdict");
    expect(shownWords("mark")).toBe("pasoš");
    await expectBothThemes();
    await userEvent.keyboard("{ArrowDown}");
    expect(document.activeElement?.getAttribute("href")).toBe(`/verdicts/${id}?at=120`);
    await userEvent.keyboard("{ArrowUp}");
    await expect.element(field()).toHaveFocus();
    // What is looked for is in no address.
    expect(location.pathname + location.search).toBe("/find");
  });

  it("offers categories by their name in any form, and by their code, with how many passages there are", async () => {
    const { ask, asked } = await found(LINES, 31);
    const offered = (): string => shownWords(".find-categories a");
    await ask("recruitment");
    await expect.poll(offered).toBe("A1 Recruitment 31 passages");
    expect(document.querySelector(".find-categories a")?.getAttribute("href")).toBe("/find?category=A1");
    const counts = asked.filter(({ what }) => what === "POST /api/find/passages");
    expect(counts.map(({ body }) => body)).toEqual([{ query: "category:A1", language: "en", most: 0 }]);
    await expectBothThemes();
    await ask("b3");
    await expect.poll(offered).toBe("B3 Abuse of vulnerability 31 passages");
    await ask("vulnerable");
    await expect.poll(() => shownWords(".find-bar b")).toBe("1 line in 1 verdict");
    expect(offered()).toBe("");
  });

  it("comes back to lines where a category goes from the words, and says what the other kind has", async () => {
    const { ask } = await found(LINES, 0);
    const pressed = (): string => shownWords(".choice [aria-pressed=true]");
    await ask("category:B3");
    await expect.poll(pressed).toBe("Passages");
    await ask("pasoši");
    await expect.poll(pressed).toBe("Lines");
    await expect.poll(() => shownWords(".find-bar b")).toBe("1 line in 1 verdict");
    // Passages that somebody chose stay; of lines it is said.
    await browser.getByRole("button", { name: "Passages" }).click();
    await expect.poll(() => shownWords(".find-bar b")).toBe("No passage that stands has this in its words.");
    await browser.getByRole("button", { name: "1 line has these words." }).click();
    await expect.poll(pressed).toBe("Lines");
  });

  it("says once that there is nothing, and offers no order of it", async () => {
    const { ask } = await found({ ...LINES, total: 0, lines: [], verdicts: [] }, 0);
    await ask("qwertz");
    await expect
      .poll(() => shownWords(".find-bar b"))
      .toBe("No paragraph of the verdicts that are open to you has this.");
    expect(document.querySelector(".find-bar select")).toBeNull();
    expect(shownWords(".find-list")).toBe("Ask for fewer words, or for how a word begins, with a star behind it.");
    const narrows = (): boolean | undefined => document.querySelector(".find-narrow")?.checkVisibility();
    await browser.viewport(390, 800);
    expect(narrows()).toBe(false);
    const some = await found(LINES, 0);
    await some.ask("pasoši");
    await expect.poll(narrows).toBe(true);
    await browser.viewport(1280, 800);
  });
});
