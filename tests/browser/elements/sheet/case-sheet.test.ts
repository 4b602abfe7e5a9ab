import { userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/rounds/coram-standing-dialog.ts";
import type { CoramStandingDialog } from "../../../../client/rounds/coram-standing-dialog.ts";
import type { CoramVerdictFacts } from "../../../../client/verdict/sheet/coram-verdict-facts.ts";
import type { AnswerValue } from "../../../../schema/domain/answer.ts";
import { newId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { answerEntry } from "../../../../schema/rooms/answer-keys.ts";
import { SHEET } from "../../../helpers/network/case-sheet.ts";
import {
  correctedBefore,
  GROUPS,
  open,
  proofOn,
  sheetOf,
  values,
  view,
} from "../../../helpers/browser/verdict/sheet-alone.ts";
import { ELIRA, heard, MIRA, mount, tagView, violationsOf } from "../../../helpers/browser/verdict-views.ts";

type Sheet = Awaited<ReturnType<typeof sheetOf>>["sheet"];

/** The dialog that changes what is settled, open. */
function standingOf({ content, revision, answers }: Sheet, opened: Partial<CoramStandingDialog>): CoramStandingDialog {
  const dialog = document.createElement("coram-standing-dialog");
  dialog.view = { methodology: { content }, revision, units: [], verdict: { id: "v" } } as unknown as VerdictView;
  dialog.standing = { layer: null, round: null, changes: [], can: { change: true } };
  return mount(Object.assign(dialog, { answers, open: true }, opened));
}

describe("the case sheet", () => {
  it("tells not answered from what the verdict does not say, and leads from one to the other by key", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.final);
    expect(element.querySelectorAll("[aria-checked=true]")).toHaveLength(0);
    // The keys stand beside words that are beside each other too, all within a column of 320 pixels.
    expect([...element.querySelectorAll(".key")].map((key) => key.textContent)).toEqual(["1", "2", "0", "U"]);
    sheet.style.width = "320px";
    for (const button of element.querySelectorAll("[role=radio]"))
      expect(button.scrollWidth).toBeLessThanOrEqual(button.clientWidth);
    expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
    sheet.style.width = "";
    await userEvent.keyboard("0");
    await userEvent.keyboard("0");
    await userEvent.keyboard("1");
    await userEvent.keyboard("{Delete}");
    // What is chosen stays so when it is pressed again: one agrees with it.
    expect(values(acts)).toEqual(["not-mentioned", "yes", null]);
    expect(await violationsOf(sheet)).toEqual([]);
  });

  it("ends every question with the same two words, which exclude all else", async () => {
    const { sheet, acts } = await sheetOf(view(SHEET.means, { value: ["force"] }));
    const several = await open(sheet, SHEET.means);
    await userEvent.keyboard("u");
    await userEvent.keyboard("0");
    await userEvent.keyboard("2");
    // A digit names a choice, never what has a key of its own.
    await userEvent.keyboard("4");
    expect(values(acts)).toEqual(["unclear", "not-mentioned", ["deception"]]);
    expect([...several.querySelectorAll(".key")].map((key) => key.textContent)).toEqual(["1", "2", "3", "0", "U"]);
    expect(await violationsOf(sheet)).toEqual([]);
    acts.length = 0;
    const typed = await open(sheet, SHEET.date);
    const word = (name: string): HTMLElement =>
      [...typed.querySelectorAll<HTMLElement>(".empty-words button")].find((each) => each.textContent.includes(name))!;
    await userEvent.click(word("Unclear"));
    await expect.poll(() => word("Unclear").getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(word("Not in the verdict"));
    expect(typed.querySelector("input")?.value).toBe("");
    expect(values(acts)).toEqual(["unclear", "not-mentioned"]);
    await userEvent.keyboard("{Escape}");
    typed.querySelector<HTMLElement>(".q-head")?.focus();
    await userEvent.keyboard("{Shift>}U{/Shift}");
    expect(acts.at(-1)).toEqual({ kind: "certainty", certainty: "unsure" });
    expect(await violationsOf(sheet)).toEqual([]);
  });

  it("shows what the data say instead of asking it, lists earlier answers that differ, and asks the owner once", async () => {
    const { sheet } = await sheetOf(view(SHEET.court, { value: "Osnovni sud" }), view(SHEET.victims, { value: 1 }));
    const verdict = { id: newId(VerdictId), country: "rs", court: "Viši sud u Nišu", instance: "first" } as const;
    sheet.verdict = { ...verdict, caseNumber: "4 K. 63/22", date: null, language: "sr", script: "Latn" };
    await sheet.updateComplete;
    const block = sheet.querySelector("coram-verdict-facts") as CoramVerdictFacts;
    await block.updateComplete;
    const rows = () => [...block.querySelectorAll(".verdict-facts dd")].map((each) => each.textContent.trim());
    expect(rows()).toEqual(["Viši sud u Nišu", "1 victim"]);
    expect(block.textContent).toContain("1 earlier answer says otherwise.");
    // Nobody to ask.
    expect(block.querySelector("button.link")).toBeNull();
    expect(sheet.querySelector(`[data-id^="${CSS.escape(SHEET.court.id)}/"]`)).toBeNull();
    sheet.asked = [MIRA.name];
    await sheet.updateComplete;
    await block.updateComplete;
    await userEvent.click(block.querySelector("button.link") as HTMLElement);
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    expect(block.querySelector("form li")?.textContent).toContain("Court: Osnovni sud");
    expect([...block.querySelectorAll(".form-actions button")].map((each) => each.textContent)).toEqual([
      "Cancel",
      "Ask",
    ]);
    expect(await violationsOf(sheet)).toEqual([]);
    const heard: string[] = [];
    sheet.addEventListener("coram-facts-asked", ({ detail }) => {
      heard.push(detail.words);
      // Written the second time only: what was typed stays until then.
      if (heard.length > 1) detail.written();
    });
    await userEvent.keyboard("It is the Osnovni sud.");
    for (let n = 0; n < 2; n++) await userEvent.click(block.querySelector("[type=submit]") as HTMLElement);
    expect(heard).toEqual(["It is the Osnovni sud.", "It is the Osnovni sud."]);
    await expect.poll(() => block.querySelector("form")).toBeNull();
  });

  it("shows another person's questions from the first on", async () => {
    const { sheet } = await sheetOf();
    sheet.style.height = "200px";
    const scroller = () => sheet.querySelector(".sheet-scroll") as HTMLElement;
    scroller().style.cssText = "height: 100px; flex: none";
    scroller().scrollTop = 80;
    expect(scroller().scrollTop).toBe(80);
    const shown = heard("coram-sheet-subject");
    await userEvent.click(sheet.querySelectorAll("[role=tab]")[1] as HTMLElement);
    expect(scroller().scrollTop).toBe(0);
    expect(shown.map(({ detail }) => detail.subject)).toEqual([sheet.subject]);
  });

  it("asks whether a colleague's passages prove one's own answer that took the place of theirs, too", async () => {
    const at = { tag: null, ranges: [{ start: 4, end: 9 }], anchor: null, state: "same", isSeen: false } as const;
    const [theirs, mine] = [ELIRA, MIRA].map((author) => ({ ...at, id: author.initials, author }));
    if (!theirs || !mine) throw new Error("no passages");
    const { sheet, acts } = await sheetOf(
      view(SHEET.final, { value: "yes", evidence: [theirs, mine], over: { value: "no", author: ELIRA } }),
    );
    const element = await open(sheet, SHEET.final);
    // One question a passage, before the answer is stored as after it; what one gave oneself is not asked about.
    const asked = [...element.querySelectorAll("coram-evidence li")].map(
      (each) => each.querySelector(".words-warn")?.textContent,
    );
    expect(asked).toEqual(["From the earlier answer: does it prove this one too?", undefined]);
    expect(await violationsOf(sheet)).toEqual([]);
    const away = [...element.querySelectorAll("button")].find((each) => each.textContent.includes("Take away"));
    await expect
      .poll(async () => {
        await userEvent.click(away as HTMLElement);
        return acts[0];
      })
      .toEqual({ kind: "remove", evidence: theirs });
  });

  it("answers by no key what is out of sight: it comes into sight first", async () => {
    const { sheet, acts } = await sheetOf();
    await open(sheet, SHEET.final);
    const spacer = document.createElement("div");
    spacer.style.height = "300vh";
    sheet.after(spacer);
    scrollTo(0, document.body.scrollHeight);
    await userEvent.keyboard("1");
    expect(acts).toEqual([]);
    await userEvent.keyboard("1");
    expect(values(acts)).toEqual(["yes"]);
    spacer.remove();
  });

  it("counts every choice of several, however fast they are pressed", async () => {
    const { sheet, acts } = await sheetOf();
    await open(sheet, SHEET.means);
    await userEvent.keyboard("13");
    await userEvent.keyboard("1");
    expect(values(acts)).toEqual([["force"], ["force", "documents"], ["documents"]]);
  });

  it("gives nothing by a press that was meant for the question which stood there, and says what it would give", async () => {
    const { sheet, acts } = await sheetOf();
    sheet.gives = "Use B3";
    await sheet.updateComplete;
    const element = sheet.querySelector<HTMLElement>(`[data-id^="${CSS.escape(SHEET.final.id)}/"]`) as HTMLElement;
    await userEvent.click(element.querySelector("[role=radio]") as HTMLElement);
    await expect.poll(() => element.querySelector(".q-evidence button")?.textContent).toContain("Use B3");
    const give = element.querySelector(".q-evidence button") as HTMLElement;
    const press = (): boolean => give.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
    const kinds = (): string[] => acts.map(({ kind }) => kind);
    press();
    expect(kinds()).toEqual(["set"]);
    await expect.poll(() => (press(), kinds())).toContain("give");
  });

  it("tells nobody that nothing is answered where the answers are hidden from them until they are settled", async () => {
    const { sheet } = await sheetOf();
    sheet.canAnswer = false;
    sheet.answersOf = "hidden";
    await sheet.updateComplete;
    expect(sheet.textContent.trim()).toBe("The answers are shown here once they are settled.");
  });

  it("chooses nothing by the key that opened the question", async () => {
    const { sheet, acts } = await sheetOf();
    sheet.querySelector<HTMLElement>(`[data-id^="${CSS.escape(SHEET.means.id)}/"] .q-head`)?.focus();
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("checkbox");
    expect(acts).toEqual([]);
    // Nor by another: Enter takes what arrows have led to, and goes on from all else.
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(values(acts)).toEqual([["deception"]]);
  });

  it.each<[string, Question, string, AnswerValue]>([
    ["the one choice", SHEET.remand, "2", "deadline"],
    ["several", SHEET.means, "23", ["deception", "documents"]],
    ["one of several taken back", SHEET.means, "122", ["force"]],
    ["a word of every question", SHEET.final, "u", "unclear"],
  ])(
    "keeps by Enter what keys have chosen: %s, and goes on to the next open question",
    async (_, question, keys, value) => {
      const { sheet, acts } = await sheetOf(view(SHEET.final, { value: "no" }));
      await open(sheet, question);
      await userEvent.keyboard(keys);
      const chosen = values(acts);
      expect(chosen.at(-1)).toEqual(value);
      expect(document.activeElement?.querySelector(".key")?.textContent).toBe(keys.slice(-1).toUpperCase());
      await sheet.updateComplete;
      await userEvent.keyboard("{Enter}");
      await expect.poll(() => sheet.current?.question).not.toBe(question.id);
      expect(values(acts)).toEqual(chosen);
    },
  );

  it.each([
    ["words", SHEET.summary, "Compensation was refused"],
    ["what is no date", SHEET.date, "31.06.2024"],
  ])("takes the choice that is clicked on while %s are being typed above it", async (_, typed, words) => {
    const { sheet, acts } = await sheetOf(view(typed));
    sheet.content = { groups: GROUPS, questions: [typed, SHEET.final] };
    await open(sheet, typed);
    await userEvent.keyboard(words);
    const no = [...sheet.querySelectorAll<HTMLElement>("[role=radio]")].find((each) => each.textContent.includes("No"));
    await userEvent.click(no as HTMLElement);
    await expect.poll(() => values(acts)).toContain("no");
    expect(sheet.querySelector(".is-open")?.getAttribute("aria-label")).toBe("Is the verdict final?");
  });

  it("shows a question that hangs on another only with that answer, and counts what is asked", async () => {
    const { sheet } = await sheetOf();
    expect(sheet.textContent).not.toContain("Why is it not final?");
    expect(sheet.querySelector(".sheet-progress")?.textContent).toContain("0 of 7 answered");
    await open(sheet, SHEET.final);
    await userEvent.keyboard("2");
    await sheet.updateComplete;
    expect(sheet.textContent).toContain("Why is it not final?");
    expect(sheet.querySelector(".sheet-progress")?.textContent).toContain("1 of 8 answered");

    // An answer to it is kept when the other changes: hidden, and named.
    await open(sheet, SHEET.remand);
    await userEvent.keyboard("1");
    await open(sheet, SHEET.final);
    await userEvent.keyboard("1");
    await sheet.updateComplete;
    const hidden = () => sheet.querySelector(`[data-id^="${CSS.escape(SHEET.remand.id)}/"]`);
    expect(hidden()).toBeNull();
    const kept = sheet.querySelector<HTMLElement>(".sheet-kept button");
    expect(kept?.textContent.trim()).toBe("Why is it not final?");
    expect(await violationsOf(sheet)).toEqual([]);
    await userEvent.click(kept as HTMLElement);
    await expect.poll(() => hidden()?.textContent).toContain("No longer asked");
    expect(hidden()?.querySelector("[aria-checked=true]")?.textContent).toContain("appeal");
  });

  it("keeps a key of the words of every question as no answer in words, and shows it only where it is one", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.summary);
    const keys = () =>
      [...element.querySelectorAll(".empty-words .key")].map((key) => getComputedStyle(key).visibility);
    expect(element.querySelector(".q-words:has(textarea:focus) .text-keys")?.textContent).toContain("Enter begins");
    expect(keys()).toEqual(["hidden", "hidden"]);
    await userEvent.keyboard("0");
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => element.querySelector("[role=alert]")?.textContent).toContain("“Not in the verdict”");
    expect(keys()).toEqual(["visible", "visible"]);
    expect(acts).toEqual([]);
    await userEvent.fill(element.querySelector("textarea") as Element, " у");
    await userEvent.click(sheet.querySelector(`[data-id^="${CSS.escape(SHEET.date.id)}/"] .q-head`) as Element);
    await expect.poll(() => element.querySelector("[role=alert]")?.textContent).toContain("“Unclear”");
    expect(acts).toEqual([]);
    expect(await violationsOf(sheet)).toEqual([]);
    await open(sheet, SHEET.summary);
    await userEvent.click(element.querySelector(".empty-words button:last-child") as Element);
    await expect.poll(() => element.querySelector("textarea")?.value).toBe("");
    await open(sheet, SHEET.date);
    await userEvent.keyboard("0{Escape}u");
    await expect.poll(() => values(acts)).toEqual(["unclear", "unclear"]);
    expect(sheet.textContent).not.toContain("Write a date as");
    await open(sheet, SHEET.summary);
    await userEvent.keyboard("U početku{Escape}");
    expect(values(acts).at(-1)).toBe("U početku");
  });

  it("keeps a colleague's earlier answer in sight, and asks of its passages whether they prove the new one", async () => {
    const passage = { tag: null, ranges: [{ start: 4, end: 9 }], anchor: null, state: "same" as const, isSeen: false };
    const evidence = [
      { ...passage, id: "theirs", author: ELIRA },
      { ...passage, id: "mine", author: MIRA },
    ];
    const { sheet, acts } = await sheetOf(view(SHEET.final, { value: "no", evidence }));
    const earlier = { value: "yes", author: ELIRA, at: "2026-11-28T10:00:00.000Z", evidence: ["theirs"] };
    sheet.given = { at: "2026-11-29T10:00:00.000Z", earlier };
    const element = await open(sheet, SHEET.final);
    const said = (): string | undefined =>
      element.querySelector(".q-earlier")?.textContent?.replaceAll(/\s+/gu, " ").trim();
    await expect.poll(said).toBe("Elira Kola answered “Yes”, 28 November 2026. Put it back");
    const asked = [...element.querySelectorAll("coram-evidence li")].map(
      (each) => each.querySelector(".words-warn")?.textContent,
    );
    expect(asked).toEqual(["From the earlier answer: does it prove this one too?", undefined]);
    expect(await violationsOf(sheet)).toEqual([]);
    const press = (words: string): Promise<void> =>
      userEvent.click(
        [...element.querySelectorAll<HTMLElement>(".link")].find((each) => each.textContent?.trim() === words)!,
      );
    // What comes just after the question has grown is not taken for a press here.
    const kinds = async (words: string): Promise<string[]> => {
      await press(words);
      return [...new Set(acts.map(({ kind }) => kind))];
    };
    await expect.poll(() => kinds("Keep")).toEqual(["keep"]);
    expect(await kinds("Take away")).toEqual(["keep", "remove"]);
    expect(await kinds("Put it back")).toEqual(["keep", "remove", "set"]);
    expect(values(acts)).toEqual(["yes"]);
    // What stands is what stood, written by another: both are named.
    await expect.poll(said).toBeUndefined();
    expect(element.querySelector("coram-evidence .words-warn")).toBeNull();
    expect(element.querySelector("footer")?.textContent).toContain("as Elira Kola had answered");
  });

  it("hides what is answered where one asks for the rest, but never what one has just answered", async () => {
    const { sheet } = await sheetOf(view(SHEET.date, { value: "2024" }));
    await userEvent.click(sheet.querySelector("input[type=checkbox]") as HTMLElement);
    expect(sheet.textContent).not.toContain("Date of the verdict");
    await open(sheet, SHEET.final);
    await userEvent.keyboard("1");
    await sheet.updateComplete;
    expect(sheet.textContent).toContain("Is the verdict final?");
  });

  it("shows a frozen layer's answers and takes none", async () => {
    const { sheet, acts } = await sheetOf(view(SHEET.final, { value: "no" }), view(SHEET.hearings, { value: 3 }));
    sheet.canAnswer = false;
    await sheet.updateComplete;
    const element = await open(sheet, SHEET.final);
    await userEvent.keyboard("1");
    await userEvent.keyboard("{Delete}");
    element.querySelector<HTMLElement>("[role=radio]")?.click();
    expect(acts).toEqual([]);
    expect(element.querySelector("[aria-checked=true]")?.textContent).toContain("No");
    expect(await violationsOf(sheet)).toEqual([]);
  });
  it("leads from a settled answer that is offered no more to where it is answered anew", async () => {
    const { sheet } = await sheetOf(view(SHEET.remand, { value: "dropped" }), view(SHEET.final, { value: "no" }));
    Object.assign(sheet, { canAnswer: false, canAmend: true });
    const asked = heard("coram-answer-anew");
    await open(sheet, SHEET.remand);
    await userEvent.keyboard("{Enter}");
    const place = { question: SHEET.remand.id, subject: "verdict" as const };
    expect(asked.map(({ detail }) => detail.place)).toEqual([place]);

    const dialog = standingOf(sheet, { begun: { act: "answer", place } });
    const fields = () => [...dialog.querySelectorAll<HTMLSelectElement>("select")].map(({ value }) => value);
    await expect.poll(fields).toEqual(["answer", answerEntry(place.question, place.subject)]);
    expect(dialog.querySelector("[aria-checked=true]")).toBeNull();
    // What is asked for has the focus: a digit or Enter never falls on what closes the dialog.
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("radio");
    await userEvent.keyboard("{Escape}");
  });
  it("leads from the answer that is pressed to the reason for it, and lets it rest on passages that can be taken away and added", async () => {
    const proof = proofOn([{ start: 4, end: 9 }]);
    const { sheet } = await sheetOf(view(SHEET.final, { value: "no", evidence: [proof] }));
    Object.assign(sheet, { canAnswer: false, canAmend: true });
    const asked = heard("coram-answer-anew");
    const element = await open(sheet, SHEET.final);
    await userEvent.click(element.querySelector("[role=radio]") as HTMLElement);
    const place = { question: SHEET.final.id, subject: "verdict" as const };
    expect(asked.map(({ detail }) => detail)).toEqual([{ place, value: "yes" }]);
    expect(element.querySelector("[aria-checked=true]")?.textContent).toContain("No");
    const tag = tagView("B1", { ranges: [{ start: 0, end: 3 }] });
    const dialog = standingOf(sheet, { tags: [tag], begun: { act: "answer", place, value: "yes" } });
    await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("reason");
    const passages = () => [...dialog.querySelectorAll(".answer-passages q")].map((each) => each.textContent);
    expect(passages()).toEqual([sheet.revision.text.slice(4, 9)]);
    await userEvent.selectOptions(dialog.querySelector("[name=passage]") as HTMLElement, tag.id);
    await expect.poll(passages).toEqual([sheet.revision.text.slice(4, 9), sheet.revision.text.slice(0, 3)]);
    await userEvent.click(dialog.querySelector(".answer-passages .icon-button") as HTMLElement);
    await expect.poll(passages).toEqual([sheet.revision.text.slice(0, 3)]);
    // They stay on their words where a colleague corrects the text before them.
    dialog.view = { ...dialog.view, ...correctedBefore(sheet, "Now ") };
    await expect.poll(passages).toEqual(["The"]);
    expect(dialog.querySelector("[aria-checked=true]")?.textContent).toContain("Yes");
    await userEvent.keyboard("{Escape}");
  });
});
