import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { TranslationId } from "../../../../schema/domain/ids.ts";
import "../../../../client/verdict/cards/coram-margin.ts";
import "../../../../client/verdict/translation/coram-alignment.ts";
import "../../../../client/verdict/translation/coram-reading-switch.ts";
import "../../../../client/verdict/translation/coram-translation-box.ts";
import type { Translating, TranslationView } from "../../../../client/verdict/translation/translation-view.ts";
import "../../../../client/verdict/translation/translation.css";
import { revisionOf } from "../../../unit/editor/verdict-builder.ts";
import { ELIRA, heard, MIRA, mount, tagView, violationsOf } from "../../../helpers/browser/verdict-views.ts";

function translation(change: Partial<TranslationView> = {}): TranslationView {
  return {
    id: "x".repeat(22) as TranslationId,
    from: "internal",
    language: "en",
    text: "took the passport",
    ranges: [{ start: 3, end: 9 }],
    state: "same",
    author: MIRA,
    changedBy: null,
    createdAt: "2026-11-25T10:00:00Z",
    canChange: true,
    pending: false,
    ...change,
  };
}

const BEGUN: Translating = {
  key: "t",
  anchor: { revision: 1, ranges: [{ start: 3, end: 9 }] },
  ranges: [{ start: 3, end: 9 }],
  id: null,
  language: "en",
  text: "",
  state: "same",
};

const button = (root: Element, words: string): HTMLButtonElement => {
  const found = [...root.querySelectorAll("button")].find(
    (each) => each.textContent.trim() === words || each.getAttribute("aria-label")?.startsWith(words) === true,
  );
  if (!found) throw new Error(`no button ${words}`);
  return found;
};

describe("translations on cards", () => {
  it("stand on the tag's card in their language, with who wrote them and whether the words changed, to edit and to delete", async () => {
    const card = mount(document.createElement("coram-tag-card"));
    card.tag = tagView("B1");
    card.active = true;
    card.canTranslate = true;
    card.translations = [translation({ state: "changed", changedBy: ELIRA })];
    await card.updateComplete;
    await card.querySelector("coram-translations")?.updateComplete;
    const words = card.querySelector<HTMLElement>(".tr-words");
    expect(words?.lang).toBe("en");
    expect(words?.textContent).toBe("entook the passport");
    expect(card.textContent).toMatch(/The words were changed since/);
    expect(card.querySelector(".tr-foot")?.textContent).toContain(`${MIRA.initials}, ${ELIRA.initials}`);
    const [asked, deleted] = [heard("coram-translate"), heard("coram-translation-delete")];
    const [tr] = card.querySelectorAll(".tr");
    await userEvent.click(button(tr as Element, "Edit"));
    await userEvent.click(button(tr as Element, "Remove"));
    expect(asked.map(({ detail }) => detail.translation?.text)).toEqual(["took the passport"]);
    expect(deleted).toHaveLength(1);
    expect(await violationsOf(card)).toEqual([]);
  });

  it("say for whom they are, and which a guest wrote, as comments do", async () => {
    const card = mount(document.createElement("coram-translation-card"));
    const foot = async (change: Partial<TranslationView>): Promise<string | undefined> => {
      card.translation = translation({ canChange: false, ...change });
      await card.updateComplete;
      await card.querySelector("coram-translations")?.updateComplete;
      return card.querySelector(".tr-foot")?.textContent.replace(/\s+/g, " ").trim();
    };
    const guest = { ...ELIRA, isGuest: true };
    expect(await foot({ from: "review", author: guest })).toMatch(/^EK \(guest\), .* With guests$/);
    expect(await foot({ from: "review", changedBy: guest })).toMatch(/^MJ, EK \(guest\), .* With guests$/);
    expect(await foot({})).toMatch(/^MJ, .* Internal$/);
    expect(await foot({ from: "layer" })).not.toMatch(/Internal|guests/);
    expect(await violationsOf(card)).toEqual([]);
  });

  it("are read without buttons by whoever may not write", async () => {
    const card = mount(document.createElement("coram-translation-card"));
    card.translation = translation({ canChange: false });
    await card.updateComplete;
    await card.querySelector("coram-translations")?.updateComplete;
    expect(card.querySelectorAll("button")).toHaveLength(0);
    expect(await violationsOf(card)).toEqual([]);
  });

  it("show a placeholder in the box as one reads it, and send it as it is kept", async () => {
    const box = mount(document.createElement("coram-translation-box"));
    const sent = heard("coram-translation-send");
    const id = "00000000-0000-7000-8000-000000000001" as TranslationId;
    box.translating = { ...BEGUN, id, language: "sq", text: "[Victim A] iku" };
    await box.updateComplete;
    await box.querySelector("coram-comment-box")?.updateComplete;
    expect(box.querySelector("textarea")?.value).toBe("[Viktima\u00a0A] iku");
    await userEvent.fill(box.querySelector("textarea") as Element, "[Viktima A] shkoi");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent.map(({ detail }) => detail.text)).toEqual(["[Victim A] shkoi"]);
  });

  it("are written in a box that offers every language but the verdict's own, and are left with Esc", async () => {
    const box = mount(document.createElement("coram-translation-box"));
    box.translating = BEGUN;
    box.textLang = "sr-Latn";
    box.about = "¶ 41";
    await box.updateComplete;
    const select = box.querySelector("select") as HTMLSelectElement;
    expect([...select.options].map(({ value }) => value)).toEqual(["en", "sr-Cyrl", "mk", "sq"]);
    await userEvent.selectOptions(select, "sq");
    const [sent, left] = [heard("coram-translation-send"), heard("coram-translation-cancel")];
    await userEvent.fill(box.querySelector("textarea") as Element, "mori ");
    // A colleague corrects the text before these words, and one of them.
    box.translating = { ...box.translating, ranges: [{ start: 13, end: 19 }], state: "changed" };
    await box.updateComplete;
    expect(box.querySelector("[role=status]")?.textContent).toBe("The words were changed since");
    await userEvent.keyboard("pasaportën");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(sent.map(({ detail }) => detail)).toEqual([{ language: "sq", text: "mori pasaportën" }]);
    await userEvent.keyboard("{Escape}");
    expect(left).toHaveLength(1);
    expect(await violationsOf(box)).toEqual([]);
  });

  it("stay in the box where they can not be written, which says so", async () => {
    const box = mount(document.createElement("coram-translation-box"));
    box.translating = BEGUN;
    await box.updateComplete;
    box.addEventListener("coram-translation-send", (event) => event.preventDefault());
    await userEvent.fill(box.querySelector("textarea") as Element, "took the passport");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await box.updateComplete;
    expect(box.querySelector("textarea")?.value).toBe("took the passport");
    expect(box.querySelector("[role=alert]")?.textContent).toContain("You may not translate here now.");
  });
});

describe("the reading switch", () => {
  it("shows what is read, and only to who may translate how one is added", async () => {
    // Two columns have room, whichever style sheets the page has loaded before.
    await page.viewport(1024, 800);
    const element = mount(document.createElement("coram-reading-switch"));
    await element.updateComplete;
    expect(element.querySelectorAll("button")).toHaveLength(0);
    element.canTranslate = true;
    await element.updateComplete;
    const whole = heard("coram-translation-whole");
    const open = async (): Promise<void> => userEvent.click(element.querySelector("[slot=trigger]") as Element);
    await open();
    await userEvent.click(button(element, "Translate"));
    element.heads = [{ language: "en", version: 1 }];
    element.language = "en";
    element.reading = "beside";
    await element.updateComplete;
    expect(element.querySelector("[slot=trigger]")?.textContent.trim()).toBe("Beside");
    expect(
      [...element.querySelectorAll("[role=menuitemradio]")].map((each) => [each.textContent.trim(), each.ariaChecked]),
    ).toEqual([
      ["Original", "false"],
      ["Beside", "true"],
      ["English", "false"],
    ]);
    const chosen = heard("coram-reading");
    await open();
    await userEvent.click(button(element, "English"));
    expect(chosen.map(({ detail }) => detail.reading)).toEqual(["only"]);
    expect(whole.map(({ detail }) => detail.act)).toEqual(["add"]);
    element.heads = [
      { language: "en", version: 1 },
      { language: "sq", version: 1 },
    ];
    await element.updateComplete;
    await open();
    await userEvent.click(button(element, "Shqip, beside"));
    expect(chosen.at(-1)?.detail).toEqual({ reading: "beside", language: "sq" });
    expect(await violationsOf(element)).toEqual([]);
  });
});

describe("the alignment", () => {
  it("is cut, joined and moved by key in a field and by button, and goes on where the words went", async () => {
    const element = mount(document.createElement("coram-alignment"));
    element.revision = revisionOf([{ text: "Jedan." }, { text: "Dva." }, { text: "Tri." }]);
    element.numbers = ["1", "2", "3"];
    element.rows = ["One. Two.", "Three.", ""];
    element.textLang = "sr-Latn";
    element.translationLang = "en";
    element.addEventListener("coram-aligned", ({ detail }) => (element.rows = detail.rows));
    await element.updateComplete;
    const field = (i: number): HTMLTextAreaElement =>
      element.querySelectorAll<HTMLTextAreaElement>("textarea")[i] as HTMLTextAreaElement;
    field(0).focus();
    field(0).setSelectionRange(5, 5);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => element.rows).toEqual(["One.", "Two.", "Three."]);
    await expect.poll(() => document.activeElement).toBe(field(1));
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await expect.poll(() => element.rows).toEqual(["One.\nTwo.", "Three.", ""]);
    await userEvent.click(button(element, "Move this and all below one down (2)"));
    await expect.poll(() => element.rows).toEqual(["One.\nTwo.", "", "Three."]);
    await userEvent.fill(field(1), "Two and a half.");
    expect(element.rows[1]).toBe("Two and a half.");
    expect(await violationsOf(element)).toEqual([]);
  });
});
