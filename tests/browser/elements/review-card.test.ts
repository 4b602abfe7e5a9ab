import { userEvent } from "vitest/browser";
import { beforeEach, expect, it } from "vitest";
import "../../../client/reviews/coram-review-card.ts";
import type { CoramReviewCard } from "../../../client/reviews/coram-review-card.ts";
import "../../../client/reviews/reviews.css";
import { AnnotationId, CategoryId, LayerId, MemberId, newId, VerdictId } from "../../../schema/domain/ids.ts";
import { DISCUSS, MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { heard, mount, violationsOf } from "../../helpers/browser/verdict-views.ts";

const RECRUITMENT = CategoryId.parse("act.recruitment");

function versionOf(number: number, definition: Record<string, string>): MethodologyVersion {
  const category = {
    id: RECRUITMENT,
    code: "A1",
    parent: null,
    digit: null,
    label: { en: "Recruitment", "sr-Latn": "Vrbovanje" },
    definition,
    include: { en: ["a promise of work"] },
    exclude: {},
    example: {},
  };
  const content = { title: { en: "Methodology" }, categories: [category], groups: [], questions: [], outputs: [] };
  return MethodologyVersion.parse({
    methodology: "m".repeat(22),
    number,
    frozenAt: "2026-11-26T10:00:00.000Z",
    note: "",
    content,
  });
}

let card: CoramReviewCard;
const article = (): HTMLElement => card.querySelector(".review-card") as HTMLElement;
const isShown = (element: Element | null): boolean =>
  element !== null && getComputedStyle(element).visibility === "visible";

beforeEach(async () => {
  card = document.createElement("coram-review-card");
  card.verdict = newId(VerdictId);
  card.quoteLang = "sr-Latn";
  card.taggedIn = versionOf(1, { en: "To win somebody over.", "sr-Latn": "Pridobijanje nekoga." });
  card.inForce = versionOf(2, { en: "To win somebody over.", "sr-Latn": "Pridobijanje nekoga obmanom." });
  card.item = {
    annotation: newId(AnnotationId),
    author: newId(MemberId),
    layer: newId(LayerId),
    settled: false,
    category: RECRUITMENT,
    version: 1,
    now: RECRUITMENT,
    state: "review",
    since: 2,
    candidates: [],
    quote: "obećao joj je posao",
    note: "",
  };
  mount(card, "60rem");
  await card.updateComplete;
});

it("takes no key that was meant for the tag before it, and shows its keys only while they work", async () => {
  const decided = heard("coram-review-decide");
  const key = (): Element | null => card.querySelector(".review-option .key");
  expect(isShown(key())).toBe(false);
  card.isArriving = true;
  await card.updateComplete;
  article().focus();
  expect(isShown(key())).toBe(false);
  await userEvent.keyboard("1");
  expect(decided).toEqual([]);
  card.isArriving = false;
  await card.updateComplete;
  expect(isShown(key())).toBe(true);
  // A key that is held down from before decides nothing either.
  article().dispatchEvent(new KeyboardEvent("keydown", { key: "1", repeat: true, bubbles: true }));
  expect(decided).toEqual([]);
  await userEvent.keyboard("1");
  expect(decided.map(({ detail }) => detail)).toEqual([{ decision: "keep", category: null }]);
  expect(await violationsOf(card)).toEqual([]);
});

it("shows the words that changed, in the language in which they did, and nothing that did not", async () => {
  const meaning = (): Element => card.querySelector(".review-meaning") as Element;
  expect(meaning().textContent).toContain("Definition reworded, Serbian (Latin)");
  const words = meaning().querySelector(".change-words");
  expect(words?.getAttribute("lang")).toBe("sr-Latn");
  expect([...meaning().querySelectorAll("ins")].map(({ textContent }) => textContent)).toEqual([" obmanom"]);
  expect(meaning().textContent).not.toContain("To win somebody over.");
  // Who reads another language is told that it was not changed there.
  expect(meaning().querySelector(".behind-note")).toBeNull();
  card.inForce = {
    ...card.inForce,
    behind: [{ category: RECRUITMENT, language: "en", changedIn: ["sr"], at: "2026-11-26T10:00:00.000Z" }],
  };
  await card.updateComplete;
  expect(meaning().querySelector(".behind-note")?.textContent).toBe(
    "Changed in Serbian on 26 November 2026; this text still says the earlier meaning.",
  );
  // Where somebody said that it means something else, and no word changed, it says what it means.
  card.inForce = {
    ...card.inForce,
    content: versionOf(2, { en: "To win somebody over.", "sr-Latn": "Pridobijanje nekoga." }).content,
  };
  await card.updateComplete;
  expect(meaning().textContent).toContain("To win somebody over.");
  expect(await violationsOf(card)).toEqual([]);
});

it("offers what was proposed with a tag first, to leave it as it was, and any other category, also where its round takes no tags", async () => {
  const decided = heard("coram-review-decide");
  const { content } = card.inForce;
  const [category] = content.categories;
  if (!category) throw new Error("there is no category");
  const discuss = { ...category, id: DISCUSS, code: "X", label: { en: "Discuss" } };
  card.inForce = { ...card.inForce, content: { ...content, categories: [category, discuss] } };
  card.item = {
    ...card.item,
    category: DISCUSS,
    now: DISCUSS,
    candidates: [RECRUITMENT],
    proposed: true,
    onlyParts: true,
  };
  await card.updateComplete;
  const options = [...card.querySelectorAll(".review-option b")].map(({ textContent }) => textContent);
  expect(options).toEqual(["Recruitment", "Leave as it was, Discuss"]);
  expect(card.querySelector(".review-why")?.textContent).toBe(
    "The category that was proposed with these words is in force now.",
  );
  article().focus();
  await userEvent.keyboard("1");
  expect(decided.map(({ detail }) => detail)).toEqual([{ decision: "change", category: RECRUITMENT }]);
  expect(card.querySelector("select")).not.toBeNull();
  expect(await violationsOf(card)).toEqual([]);
  // Of what was split, only which part it is can be said there.
  card.item = { ...card.item, category: RECRUITMENT, now: RECRUITMENT, proposed: undefined };
  await card.updateComplete;
  expect(card.querySelector("select")).toBeNull();
});
