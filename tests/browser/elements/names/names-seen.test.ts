import { page as browser } from "vitest/browser";
import { expect, it } from "vitest";
import { NAMES, openNames } from "../../../helpers/browser/names-page.ts";

const PARAGRAPHS = Array.from(
  { length: 80 },
  (_, i) => `Sud je cenio dokaz pod rednim brojem ${i + 1}, i prihvatio ga.`,
);

const seen = (): string[] =>
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith("coram-seen clear "))
    .flatMap((key) => (sessionStorage.getItem(key) ?? "").split(" "));

it("counts what stayed in sight of who prepares a verdict, and nothing that they scrolled past", async () => {
  await browser.viewport(1280, 600);
  sessionStorage.clear();
  const nothing = { ...NAMES, entities: [], identifiers: [], quasi: [] };
  const text = PARAGRAPHS.join("\n");
  const firstScreen = new Promise<void>((resolve) =>
    document.addEventListener(
      "coram-visible",
      () => {
        const scroller = document.querySelector("#main");
        scroller?.scrollTo({ top: scroller.scrollHeight, behavior: "instant" });
        resolve();
      },
      { once: true },
    ),
  );
  await openNames(nothing, { text });
  await firstScreen;
  await expect.poll(seen).toContain(`${PARAGRAPHS.length}`);
  expect(seen()).not.toContain("1");
  expect(seen().length).toBeLessThan(40);
  sessionStorage.clear();
});
