import { page } from "vitest/browser";
import { expect, it } from "vitest";
import { serverReach } from "../../../../client/api/reach.ts";
import "../../../../client/verdict/bars/coram-phone-bar.ts";
import { emptyWords } from "../../../../client/verdict/cards/empty-words.ts";
import { KEPT_TAGS } from "../../../../client/verdict/model/tag-count.ts";
import "../../../../client/verdict/page/dialogs/coram-passage-sheet.ts";
import { sheetOf } from "../../../helpers/browser/verdict/sheet-alone.ts";
import { COVERED_BELOW } from "../../../../client/elements/screen.ts";
import { heard, mount, threadView, violationsOf } from "../../../helpers/browser/verdict-views.ts";
import { onBarsPage, wordsOf } from "./bars-page.ts";

onBarsPage();

const TEXT = "The court heard her. Her lawyer was paid by the state. Elsewhere.";
const VERA = { name: "Vera", initials: "VR", isGuest: true };

const translation = (id: string, start: number, end: number): object => ({
  id,
  from: "review",
  language: "en",
  text: `Words of ${id}`,
  ranges: [{ start, end }],
  state: "same",
  author: VERA,
  changedBy: null,
  createdAt: "2026-11-20T10:00:00Z",
  canChange: true,
  pending: false,
});

it("shows the translation that was kept where it was kept, and lists it among what hangs on the text", async () => {
  await page.viewport(390, 844);
  const sheet = mount(document.createElement("coram-passage-sheet"), "100%");
  const language = "en" as const;
  const translating = { ranges: [{ start: 21, end: 53 }], id: null, language, text: "", state: "same" as const };
  Object.assign(sheet, {
    view: "passage",
    translating,
    translations: [translation("first", 4, 9), translation("kept", 21, 53)],
    quote: ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end),
    numberAt: (offset: number) => (offset < 20 ? "7" : "9"),
  });
  await sheet.updateComplete;
  await sheet.querySelector("coram-translation-box")?.updateComplete;
  expect(wordsOf(sheet)).toContain("Translation of these words, ¶ 9");
  Object.assign(sheet, { translating: null, active: "kept" });
  await sheet.updateComplete;
  const places = (): string[] => [...sheet.querySelectorAll(".sheet-place")].map((each) => wordsOf(each));
  expect(places()).toEqual(["¶ 9 Her lawyer was paid by the state"]);
  await expect.poll(() => wordsOf(sheet)).toContain("Words of kept");
  expect(await violationsOf(sheet)).toEqual([]);
  sheet.view = "tags";
  await sheet.updateComplete;
  expect(places()).toEqual(["¶ 7 court", "¶ 9 Her lawyer was paid by the state"]);
  // A space is left between what stood around words that are gone.
  Object.assign(sheet, { translations: [translation("gone", 9, 10)] });
  await sheet.updateComplete;
  expect(places()).toEqual(["¶ 7 The words are no longer in the text"]);
});

it("tells a guest of a verdict that is not settled when its tags and answers are shown, and counts none", async () => {
  const bar = mount(document.createElement("coram-phone-bar"), "100%");
  const words = async (more: object): Promise<string[]> => {
    Object.assign(bar, { views: ["tags", "questions"], questions: { answered: null, asked: 51 }, ...more });
    await bar.updateComplete;
    return [...bar.querySelectorAll("button")].map((tab) => wordsOf(tab));
  };
  expect(await words({ tags: KEPT_TAGS, comments: 2 })).toEqual(["2 comments", "questions"]);
  expect(await words({ tags: KEPT_TAGS, comments: 0 })).toEqual(["0 comments", "questions"]);
  // Once its tags are there, what hangs on the text is both.
  const tags = { min: 7, max: 7, isPart: false, isPerCoder: false };
  expect(await words({ tags, comments: 1 })).toEqual(["7 · 1 tags · comment", "51 questions"]);
  expect(await words({ tags, comments: null })).toEqual(["7 tags", "51 questions"]);
  const { sheet } = await sheetOf();
  sheet.answersOf = "unsettled";
  await sheet.updateComplete;
  expect(wordsOf(sheet)).toBe("What the coders tagged and answered is shown once their round is settled.");
});

it("says how much of the window the sheet covers, so that the words one writes about can stay above it", async () => {
  await page.viewport(390, 844);
  const sheet = mount(document.createElement("coram-passage-sheet"), "100%");
  const sizes = heard("coram-sheet-size");
  const composing = { ranges: [{ start: 4, end: 9 }], audiences: ["review"], on: { key: "begin", kind: "begin" } };
  Object.assign(sheet, { view: "passage", composing, quote: () => "court" });
  await expect.poll(() => sizes.length).toBeGreaterThan(0);
  const covered = getComputedStyle(document.documentElement).getPropertyValue(COVERED_BELOW);
  expect(parseFloat(covered)).toBeCloseTo(sheet.querySelector("section")?.getBoundingClientRect().height ?? 0, 0);
});

it("shows nobody's discussion where nothing is open", async () => {
  await page.viewport(390, 844);
  const sheet = mount(document.createElement("coram-passage-sheet"), "100%");
  const thread = threadView([], { ranges: [{ start: 4, end: 9 }] });
  Object.assign(sheet, { view: "passage", threads: [thread], active: thread.id, numberAt: () => "7" });
  const shown = async (): Promise<number> => {
    await sheet.updateComplete;
    return sheet.querySelectorAll("coram-thread-card").length;
  };
  await expect.poll(shown).toBe(1);
  sheet.active = null;
  await expect.poll(shown).toBe(0);
});

it("says out of reach that answers are not on the device, where they are to be fetched", async () => {
  const { sheet } = await sheetOf();
  sheet.answersOf = "awaited";
  await sheet.updateComplete;
  expect(wordsOf(sheet)).toBe("The answers are being fetched…");
  serverReach.lost();
  sheet.requestUpdate();
  await sheet.updateComplete;
  expect(wordsOf(sheet)).toBe("The answers are not on this device. They come when the server can be reached.");
  const empty = { filter: "all", isBlind: false, isAwaited: true, isComing: false } as const;
  expect(emptyWords(empty)).toBe("The tags are not on this device. They come when the server can be reached.");
  serverReach.opened();
  expect(emptyWords({ ...empty, isAwaited: false })).toBe("No tags or comments yet.");
  // Rooms give way to others, as after an erasure.
  for (const filter of ["all", "tags", "comments"] as const)
    expect(emptyWords({ ...empty, filter, isComing: true })).toBe("What stands on this text is being fetched…");
});
