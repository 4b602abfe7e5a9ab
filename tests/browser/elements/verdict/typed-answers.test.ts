import { userEvent } from "vitest/browser";
import { describe, expect, it, onTestFinished } from "vitest";
import "../../../../client/verdict/cards/coram-drafts.ts";
import type { DraftView } from "../../../../client/verdict/model/draft-views.ts";
import { answerReading } from "../../../../client/verdict/sheet/question-of.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { type Draft, wordsRead } from "../../../../client/sync/draft.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import type { AnswerValue } from "../../../../schema/domain/answer.ts";
import { newId, QuestionId, UnitId } from "../../../../schema/domain/ids.ts";
import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import { answerEntry } from "../../../../schema/rooms/answer-keys.ts";
import { SHEET } from "../../../helpers/network/case-sheet.ts";
import { GROUPS, open, sheetOf, UNITS, values, victim, view } from "../../../helpers/browser/verdict/sheet-alone.ts";
import { ELIRA, heard, mount, violationsOf } from "../../../helpers/browser/verdict-views.ts";

describe("a number, date, duration or sum in the case sheet", () => {
  it("offers the duration that two dates give, which Enter takes, and nothing to who codes blind", async () => {
    const first = {
      ...SHEET.prison,
      id: QuestionId.parse("q.duration-first"),
      perUnit: "verdict",
      group: "trial",
    } as const;
    const dates = [view(SHEET.indictment, { value: "2022-04-14" }), view(SHEET.date, { value: "2024-06-19" })];
    const { sheet, acts } = await sheetOf(...dates);
    sheet.content = { groups: GROUPS, questions: [SHEET.indictment, SHEET.date, first] };
    const element = await open(sheet, first);
    expect(element.querySelector(".typed-offer")?.textContent).toContain("From the dates: 2 years 2 months");
    expect(await violationsOf(sheet)).toEqual([]);
    sheet.isBlind = true;
    await sheet.updateComplete;
    await expect.poll(() => element.querySelector(".typed-offer")).toBeNull();
    await userEvent.keyboard("{Enter}");
    expect(acts).toEqual([]);
    sheet.isBlind = false;
    await sheet.updateComplete;
    await expect.poll(() => element.querySelector(".typed-offer")).not.toBeNull();
    const kept = heard("coram-answer-kept");
    await userEvent.keyboard("{Enter}");
    expect(values(acts)).toEqual([26]);
    // It goes on, so that what is typed next is another question's.
    await expect.poll(() => kept.map(({ detail }) => detail)).toEqual([{ isAnswered: true }]);
  });

  it.each<[string, Question, string, AnswerValue | null]>([
    ["a date as it is written here", SHEET.date, "19.6.2024", "2024-06-19"],
    ["a date of which the day is not known", SHEET.date, "06.2024", "2024-06"],
    ["a duration in years and months", SHEET.prison, "2{Tab}6", 30],
    ["a sum with points", SHEET.award, "2.900.000,50", { amount: 2_900_000.5, currency: "EUR" }],
    ["a number", SHEET.hearings, "3", 3],
  ])("takes %s", async (_, question, typed, value) => {
    const { sheet, acts } = await sheetOf();
    if (question.perUnit === "defendant")
      sheet.units = [
        ...UNITS,
        ...UNITS.map((unit) => ({ ...unit, id: newId(UnitId), kind: "defendant" as const, label: "1" })),
      ];
    await sheet.updateComplete;
    const subject =
      question.perUnit === "verdict" ? "verdict" : sheet.units.find(({ kind }) => kind === question.perUnit)?.id;
    sheet.current = { question: question.id, subject: subject ?? "verdict" };
    await sheet.focusCurrent();
    await userEvent.keyboard(`${typed}{Enter}`);
    expect(values(acts)).toEqual([value]);
    // And goes on, as from a choice: keys that follow are for the next question.
    await expect.poll(() => sheet.current?.question).not.toBe(question.id);
  });

  it("asks about a figure that is hardly meant before it is kept, and ends in no field after the last question", async () => {
    const { sheet, acts } = await sheetOf(view(SHEET.final, { value: "no" }));
    sheet.content = { groups: GROUPS, questions: [SHEET.hearings, SHEET.final] };
    const element = await open(sheet, SHEET.hearings);
    const head = element.querySelector<HTMLElement>(".q-head");
    await userEvent.keyboard("19062024{Enter}");
    expect(acts).toEqual([]);
    await expect.poll(() => element.querySelector("[role=alert]")?.textContent).toContain("19,062,024");
    expect(await violationsOf(sheet)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(acts).toEqual([{ kind: "set", value: 19_062_024 }]);
    // Nothing is left to go on to: what is pressed now is written nowhere.
    expect(document.activeElement).toBe(head);
    // Enter on it stays out of the field, too, and what is pressed takes the place of what stands there.
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(head);
    await userEvent.keyboard("3{Enter}");
    expect(values(acts)).toEqual([19_062_024, 3]);
  });

  it("asks whether the key of Not in the verdict was meant where it is all that stands in the field", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.hearings);
    await userEvent.keyboard("0{Enter}");
    await expect.poll(() => element.querySelector("[role=alert]")?.textContent).toContain("“Not in the verdict”");
    expect(acts).toEqual([]);
    expect(await violationsOf(sheet)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(values(acts)).toEqual([0]);
  });

  it("leaves nothing to choose where a colleague has written the same sum otherwise", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.award);
    await userEvent.keyboard("604.000,00");
    const value = { amount: 604_000, currency: "EUR" };
    sheet.answers = new Map([
      [answerEntry(SHEET.award.id, victim), view(SHEET.award, { value, author: ELIRA, mine: false })],
    ]);
    await expect.poll(() => element.querySelector("input")?.value).toBe("604000");
    expect(element.querySelector("[role=alert]")).toBeNull();
    expect(acts).toEqual([]);
  });

  it("takes a currency that is written with the amount, and marks the field that has the fault", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.award);
    await userEvent.keyboard("31.400 dinara{Enter}");
    expect(values(acts)).toEqual([{ amount: 31_400, currency: "RSD" }]);
    const prison = { ...SHEET.prison, perUnit: "verdict", group: "trial" } as const;
    sheet.content = { groups: GROUPS, questions: [SHEET.award, prison] };
    const duration = await open(sheet, prison);
    await userEvent.keyboard("1 vit e pak{Enter}");
    await expect.poll(() => duration.querySelector("[role=alert]")).not.toBeNull();
    const marks = [...duration.querySelectorAll("input")].map((field) => field.getAttribute("aria-invalid"));
    expect([marks, element.querySelector("[role=alert]")]).toEqual([["true", null], null]);
  });

  it("writes a figure that is pressed beside the fields in place of what stands in them", async () => {
    const { sheet, acts } = await sheetOf(view(SHEET.hearings, { value: 2 }));
    const element = await open(sheet, SHEET.hearings);
    element.querySelector<HTMLElement>(".q-head")?.focus();
    await userEvent.keyboard("3{Enter}");
    expect(values(acts)).toEqual([3]);
  });

  it("says what is no date, and writes nothing", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.date);
    await userEvent.keyboard("31.06.2024{Enter}");
    expect(element.querySelector("[role=alert]")?.textContent).toContain("Write a date as");
    expect(acts).toEqual([]);
    expect(await violationsOf(sheet)).toEqual([]);
    // Where it can be answered no more, what was typed is still there to be read.
    sheet.canAnswer = false;
    await sheet.updateComplete;
    await expect.poll(() => element.textContent).toContain("Typed, and not kept as an answer: 31.06.2024");
  });

  it("keeps what says no value, with what is wrong, when one goes to another question or shuts the sheet", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.hearings);
    await userEvent.keyboard("dva");
    await userEvent.click(sheet.querySelector(`[data-id^="${CSS.escape(SHEET.award.id)}/"] .q-head`) as Element);
    await expect.poll(() => element.querySelector(".is-open")).toBeNull();
    const fields = (root: Element) => ({
      typed: root.querySelector("input")?.value,
      said: root.querySelector("[role=alert]")?.textContent,
    });
    const kept = { typed: "dva", said: "This is not a number." };
    expect(fields(element)).toEqual(kept);
    expect(await violationsOf(sheet)).toEqual([]);
    const again = (await sheetOf()).sheet;
    again.wordings = sheet.wordings;
    again.current = sheet.current;
    sheet.remove();
    await again.updateComplete;
    const there = again.querySelector(`[data-id^="${CSS.escape(SHEET.hearings.id)}/"]`) as Element;
    await expect.poll(() => fields(there)).toEqual(kept);
    await userEvent.fill(there.querySelector("input") as Element, "2");
    await userEvent.click(again.querySelector(`[data-id^="${CSS.escape(SHEET.award.id)}/"] .q-head`) as Element);
    await expect.poll(() => there.querySelector("input")).toBeNull();
    expect(there.textContent).toContain("2");
    expect(acts).toEqual([]);
  });

  it("leaves the words under one's hands as they are while a colleague's are written there, and asks which stand", async () => {
    const { sheet, acts } = await sheetOf();
    const element = await open(sheet, SHEET.summary);
    const field = () => element.querySelector("textarea") as HTMLTextAreaElement;
    const id = answerEntry(SHEET.summary.id, "verdict");
    await userEvent.keyboard("Moje reči {Control>}{Enter}{/Control}");
    expect(values(acts)).toEqual(["Moje reči"]);
    const theirs = { value: "Njene", author: ELIRA, mine: false, replaced: "Moje reči" };
    sheet.answers = new Map([[id, view(SHEET.summary, theirs)]]);
    await sheet.updateComplete;
    await expect.poll(() => element.querySelector(".wording-choice")?.textContent).toContain("Njene");
    expect(element.querySelector(".q-replaced")).toBeNull();
    await userEvent.keyboard("dalje");
    expect(field().value).toBe("Moje reči dalje");
    const press = (name: string): Promise<void> =>
      userEvent.click(
        [...element.querySelectorAll("button")].find((each) => each.textContent.trim() === name) as Element,
      );
    await press("Keep mine");
    expect(values(acts)).toEqual(["Moje reči", "Moje reči dalje"]);
    await expect.poll(() => element.querySelector(".wording-choice")).toBeNull();
    sheet.answers = new Map([[id, view(SHEET.summary, { ...theirs, replaced: "Moje reči dalje" })]]);
    await expect.poll(() => element.querySelector(".wording-choice")).not.toBeNull();
    await press("Take theirs");
    expect(acts.at(-1)).toEqual({ kind: "accept" });
    expect(field().value).toBe("Njene");
  });

  it("shows words that were left in their fields, though the question is shut, and writes them only when one types on", async () => {
    const { sheet, acts } = await sheetOf();
    const id = answerEntry(SHEET.summary.id, "verdict");
    sheet.wordings.of(id, "value", "text").resume("Sud nije", "");
    sheet.wordings.of(id, "note", "text").resume("v. str. 4 ", "");
    const element = await open(sheet, SHEET.final);
    const summary = () => sheet.querySelector(`[data-id="${CSS.escape(id)}"]`) as Element;
    sheet.requestUpdate();
    for (const each of sheet.querySelectorAll("coram-question")) each.requestUpdate();
    await expect
      .poll(() => [...summary().querySelectorAll("textarea")].map(({ value }) => value))
      .toEqual(["Sud nije", "v. str. 4 "]);
    expect(await violationsOf(sheet)).toEqual([]);
    // Whether a colleague wrote there since is not known to a field.
    await userEvent.click(summary().querySelectorAll("textarea")[1] as Element);
    await userEvent.click(element.querySelector(".q-head") as Element);
    expect(acts).toEqual([]);
    // It comes as it is written, without the blank at its end.
    sheet.answers = new Map([[id, view(SHEET.summary, { note: "v. str. 4" })]]);
    await expect.poll(() => sheet.wordings.of(id, "note", "text").isDirty).toBe(false);
    await userEvent.click(summary().querySelector("textarea") as Element);
    await userEvent.keyboard(" ocenio");
    await userEvent.click(element.querySelector(".q-head") as Element);
    await expect.poll(() => acts).toEqual([{ kind: "set", value: "Sud nije ocenio" }]);
  });

  it.each([
    ["typed on", "v. str. 4, u", "u"],
    ["taken out and written anew", "u", "{Control>}a{/Control}{Delete}u"],
  ])("keeps the field of a note that was left under the hands while it is %s", async (_, words, keys) => {
    const { sheet, acts } = await sheetOf();
    const id = answerEntry(SHEET.hearings.id, victim);
    sheet.wordings.of(id, "note", "text").resume("v. str. 4, ", "");
    const element = await open(sheet, SHEET.hearings);
    const field = element.querySelector(".q-note textarea") as HTMLTextAreaElement;
    // What is typed is kept, and the page is drawn anew, as at each letter.
    sheet.addEventListener("input", () => (sheet.texts = new Map()));
    await userEvent.click(field);
    await userEvent.keyboard("{Control>}{End}{/Control}");
    for (const key of keys.match(/\{Control>\}.*\{\/Control\}|\{\w+\}|./gu) ?? []) {
      await userEvent.keyboard(key);
      await sheet.updateComplete;
      await (element as HTMLElementTagNameMap["coram-question"]).updateComplete;
    }
    await userEvent.keyboard("0");
    expect([document.activeElement === field, field.value]).toEqual([true, `${words}0`]);
    expect(acts).toEqual([]);
  });

  it("asks which of two notes stands where the one in the field is left over one that was taken out", async () => {
    const { sheet } = await sheetOf();
    const id = answerEntry(SHEET.hearings.id, victim);
    sheet.wordings.of(id, "note", "text").resume("v. str. 4", "v. str.");
    const element = await open(sheet, SHEET.hearings);
    const field = element.querySelector(".q-note textarea") as HTMLTextAreaElement;
    await expect.poll(() => element.querySelector(".q-note .wording-choice")).not.toBeNull();
    await userEvent.click(field);
    await userEvent.keyboard("5");
    sheet.texts = new Map();
    await sheet.updateComplete;
    await expect.poll(() => element.querySelector(".q-note .wording-choice")).not.toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it("says once that a colleague put other words in place of one's own", async () => {
    const { sheet } = await sheetOf();
    const element = await open(sheet, SHEET.summary);
    await userEvent.keyboard("Moje reči{Control>}{Enter}{/Control}");
    const id = answerEntry(SHEET.summary.id, "verdict");
    // As the room brings it: one's own, and then the colleague's over it.
    sheet.answers = new Map([[id, view(SHEET.summary, { value: "Moje reči" })]]);
    await sheet.updateComplete;
    element.querySelector("textarea")?.blur();
    sheet.answers = new Map([
      [id, view(SHEET.summary, { value: "Njene", author: ELIRA, mine: false, replaced: "Moje reči" })],
    ]);
    await expect.poll(() => element.querySelectorAll(".q-replaced").length).toBe(1);
    expect(element.querySelectorAll("[role='status'].alert").length).toBe(1);
  });

  it("shows what a colleague answers meanwhile beside what one types, and one chooses", async () => {
    const { sheet, acts } = await sheetOf(view(SHEET.hearings, { value: 1 }));
    const element = await open(sheet, SHEET.hearings);
    const input = element.querySelector("input");
    await userEvent.clear(input as HTMLInputElement);
    await userEvent.keyboard("4");
    sheet.answers = new Map([
      [answerEntry(SHEET.hearings.id, victim), view(SHEET.hearings, { value: 2, author: ELIRA, mine: false })],
    ]);
    await sheet.updateComplete;
    await expect.poll(() => element.querySelector("[role=alert]")?.textContent).toContain(ELIRA.name);
    expect(input?.value).toBe("4");
    const keep = [...element.querySelectorAll("button")].find((button) => button.textContent.includes("Keep mine"));
    await userEvent.click(keep as HTMLElement);
    expect(values(acts)).toEqual([4]);
  });
});

describe("words that were typed and not sent", () => {
  const draft = (id: string): DraftView => ({
    id,
    words: "Is this still force?",
    why: "typed",
    late: false,
    canRetry: false,
    goOn: null,
    choose: null,
    code: null,
    question: null,
    unit: null,
    place: { paragraph: "19", quote: `[Victim A] ${"was told that the work was in a restaurant ".repeat(20)}` },
    isGone: false,
    replaces: "",
  });

  it("that were typed are one line until they are opened", async () => {
    const list = mount(document.createElement("coram-drafts"));
    list.drafts = ["a", "b"].map((id) => draft(id));
    await list.updateComplete;
    const details = list.querySelector("details") as HTMLDetailsElement;
    expect(details.open).toBe(false);
    expect(list.getBoundingClientRect().height).toBeLessThan(60);
    await userEvent.click(details.querySelector("summary") as Element);
    list.drafts = ["a", "b", "c"].map((id) => draft(id));
    await list.updateComplete;
    expect(details.open).toBe(true);
    await userEvent.click(details.querySelector("summary") as Element);
    await list.updateComplete;
    expect(details.open).toBe(false);
    localStorage.removeItem("coram.drafts-folded");
  });

  it("that are a figure are gone on with in the fields of their question, and nowhere else", async () => {
    const list = mount(document.createElement("coram-drafts"));
    const place = { question: SHEET.hearings.id, subject: victim };
    list.drafts = [{ ...draft("a"), words: "sest ipo", question: "Hearings", choose: place }];
    await list.updateComplete;
    await userEvent.click(list.querySelector("summary") as Element);
    const acts = [...list.querySelectorAll(".draft-acts button")].map(({ textContent }) => textContent.trim());
    expect(acts.slice(0, 2)).toEqual(["Copy", "Go on writing"]);
    const asked = heard("coram-question-open");
    await userEvent.click(list.querySelectorAll(".draft-acts button")[1] as Element);
    expect(asked.map(({ detail }) => detail)).toEqual([{ place, focus: true }]);
    list.drafts = [{ ...draft("a"), place: { paragraph: "13", quote: "" }, isGone: true }];
    await list.updateComplete;
    expect(list.querySelector(".draft-words")?.textContent).toMatch(/¶ 13\s+The words are no longer in the text/);
    expect(list.querySelector("q")).toBeNull();
  });

  it("say where they hang in some words, lie folded once they were folded, and open where others come", async () => {
    onTestFinished(() => localStorage.removeItem("coram.drafts-folded"));
    const lay = async (ids: readonly string[]): Promise<HTMLDetailsElement> => {
      const list = mount(document.createElement("coram-drafts"));
      list.textLang = "mk";
      list.drafts = ids.map((id) => ({ ...draft(id), why: "read-only" as const }));
      await list.updateComplete;
      return list.querySelector("details") as HTMLDetailsElement;
    };
    const first = await lay(["a", "b"]);
    expect(first.open).toBe(true);
    const quote = first.querySelector("q")?.textContent ?? "";
    expect(quote).toMatch(/^\[Жртва\sA\] was told .*…$/);
    expect(quote.length).toBeLessThan(170);
    await userEvent.click(first.querySelector("summary") as Element);
    await expect.poll(() => localStorage.getItem("coram.drafts-folded")).toBe("a b");
    // As after a reload; one of them is gone.
    expect((await lay(["b"])).open).toBe(false);
    const other = await lay(["b", "c"]);
    expect(other.open).toBe(true);
    // Folded at another verdict, they lie folded here too.
    await userEvent.click(other.querySelector("summary") as Element);
    await expect.poll(() => localStorage.getItem("coram.drafts-folded")).toContain("c");
    expect((await lay(["a", "b"])).open).toBe(false);
  });

  it("say a kept answer as its choice is called in the reader's language, and a number, too", async () => {
    onTestFinished(() => setLanguage("en", false));
    await setLanguage("sq", false);
    const closed = { ...SHEET.hearings, type: "one", choices: [{ id: "no", label: { en: "No", sq: "Jo" } }] };
    const reading = (question: object, value: unknown): string | null => {
      const methodology = { content: { questions: [question] } } as unknown as VerdictView["methodology"];
      const answer = answerEntry(SHEET.hearings.id, "verdict");
      return answerReading({ methodology, units: [] }, "sq").value(answer, value);
    };
    expect(reading(closed, "no")).toBe("Jo");
    expect(reading(SHEET.hearings, 12)).toBe("12");
    // Nothing is said of an answer that was taken away.
    expect(reading(closed, null)).toBeNull();
    const entry = { root: "answers", id: "q/verdict", made: true, fields: { value: "no" } };
    const kept: Draft = { id: "a", place: "", entries: [entry], why: "called-off", late: false, at: "" };
    expect(wordsRead(kept, (_, value) => reading(closed, value))).toBe("Jo");
  });
});
