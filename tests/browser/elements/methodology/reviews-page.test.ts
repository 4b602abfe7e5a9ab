import { expect, test } from "vitest";
import "../../../../client/reviews/coram-reviews-page.ts";
import { AnnotationId, CategoryId, LayerId, newId } from "../../../../schema/domain/ids.ts";
import { MethodologyVersion } from "../../../../schema/domain/methodology/methodology.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import type { Review, ReviewItem } from "../../../../schema/protocol/http/methodology.ts";
import { LAWYER, NETWORK, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

const { id: verdict } = VERDICTS.open;
const RECRUITMENT = CategoryId.parse("act.recruitment");

function versionOf(number: number, definition: string): MethodologyVersion {
  const category = { id: RECRUITMENT, code: "A1", parent: null, digit: null, label: { en: "Recruitment" } };
  const texts = { definition: { en: definition }, include: {}, exclude: {}, example: {} };
  const content = {
    title: { en: "M" },
    categories: [{ ...category, ...texts }],
    groups: [],
    questions: [],
    outputs: [],
  };
  const frozen = { frozenAt: "2026-11-26T10:00:00.000Z", note: "" };
  return MethodologyVersion.parse({ methodology: "m".repeat(22), number, ...frozen, content });
}

const item: ReviewItem = {
  annotation: newId(AnnotationId),
  author: LAWYER.id,
  layer: newId(LayerId),
  settled: false,
  category: RECRUITMENT,
  version: 1,
  now: RECRUITMENT,
  state: "review",
  since: 2,
  candidates: [],
  quote: "Jelena Marković was promised work.",
  note: "She says so.",
};
const review: Review = {
  annotation: item.annotation,
  layer: item.layer,
  version: 2,
  member: LAWYER.id,
  at: "2026-12-01T08:00:00.000Z",
  decision: "keep",
  from: { category: RECRUITMENT, version: 1 },
  category: RECRUITMENT,
};

/** The page with one tag that waits; from then on each question for what waits is answered by hand. */
async function open() {
  const { page, events } = await mount("coram-reviews-page", LAWYER, {
    "GET /api/reviews": { version: 2, verdicts: [{ verdict, lang: "en", items: [item] }] },
    "GET /api/methodology/current": versionOf(2, "To win somebody over by deceit."),
    "GET /api/methodology/versions/1": versionOf(1, "To win somebody over."),
    "GET /api/network": NETWORK,
    [`POST /api/verdicts/${verdict}/reviews`]: review,
    [`DELETE /api/verdicts/${verdict}/reviews/${item.annotation}`]: null,
  });
  const quoted = (): string => page.querySelector("blockquote")?.textContent ?? "";
  await expect.poll(quoted).toBe(item.quote);
  const waiting: ((items: readonly ReviewItem[]) => void)[] = [];
  const others = window.fetch;
  window.fetch = (input, init) =>
    input === "/api/reviews"
      ? new Promise((resolve) => {
          const list = (items: readonly ReviewItem[]): object[] =>
            items.length > 0 ? [{ verdict, lang: "en", items }] : [];
          waiting.push((items) => resolve(Response.json({ version: 2, verdicts: list(items) })));
        })
      : others(input, init);
  const press = (selector: string): void => page.querySelector<HTMLElement>(selector)?.click();
  const tell = (event: ServerEvent): void => {
    for (const hears of events["listeners"]) hears(event);
  };
  press(".review-option");
  await expect.poll(() => page.querySelector(".review-done")).not.toBeNull();
  return { page, waiting, quoted, press, tell };
}

test("a decision that is taken back leaves the tag in its place, and as what is asked for after it says", async () => {
  const { page, waiting, quoted, press, tell } = await open();
  tell({ type: "counts", verdict });
  await expect.poll(() => waiting.length).toBe(1);
  press(".review-done button");
  await expect.poll(() => waiting.length).toBe(2);
  // Asked for before it was taken back.
  waiting[0]?.([]);
  await page.updateComplete;
  await expect.poll(() => page.querySelector(".review-option")).not.toBeNull();
  expect(quoted()).toBe(item.quote);
  waiting[1]?.([{ ...item, quote: "She was promised work." }]);
  await expect.poll(quoted).toBe("She was promised work.");
});

test("words of a tag that was decided on are covered once they are erased, whatever was asked for before", async () => {
  const { page, waiting, quoted, tell } = await open();
  tell({ type: "counts", verdict });
  await expect.poll(() => waiting.length).toBe(1);
  tell({ type: "revision", verdict, revision: 2, erases: "1" });
  await expect.poll(quoted).toBe("······ ········ ··· ········ ·····");
  waiting[0]?.([{ ...item, annotation: newId(AnnotationId) }]);
  await expect.poll(() => page.querySelectorAll("blockquote").length).toBe(2);
  expect(page.textContent).not.toMatch(/Jelena|says so/);
});
