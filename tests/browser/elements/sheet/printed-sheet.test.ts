import { afterEach, beforeEach, expect, it } from "vitest";
import { cdp } from "vitest/browser";
import "../../../../client/verdict/sheet/printed/coram-printed-sheet.ts";
import { planSheet } from "../../../../client/verdict/sheet/sheet-plan.ts";
import { SHEET } from "../../../helpers/network/case-sheet.ts";
import { GROUPS, proofOn, UNITS, view } from "../../../helpers/browser/verdict/sheet-alone.ts";
import { mount } from "../../../helpers/browser/verdict-views.ts";

const paper = (media: string): Promise<unknown> =>
  (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send("Emulation.setEmulatedMedia", {
    media,
  });
beforeEach(() => paper("print"));
afterEach(() => paper(""));

const ANSWERS = new Map(
  [
    view(SHEET.final, {
      value: "no",
      certainty: "unsure",
      note: "An appeal is open.",
      evidence: [proofOn([{ start: 4, end: 9 }])],
    }),
    view(SHEET.means, { value: ["force", "deception"] }),
    view(SHEET.hearings, { value: 3 }),
  ].map((answer) => [answer.id, answer]),
);

const said = (): string[] =>
  [...document.querySelectorAll("coram-printed-sheet :is(h2, h3, h4, dl > div)")].map((each) =>
    each.textContent.replace(/\s+/g, " ").trim(),
  );

it("goes to paper with every person's questions, answers and paragraphs, and stands on no screen", async () => {
  const content = {
    groups: GROUPS,
    questions: Object.values(SHEET).map((each) => ({ ...each, group: each.perUnit === "victim" ? "victim" : "trial" })),
  };
  const sheet = mount(document.createElement("coram-printed-sheet"));
  sheet.make = () => ({ plan: planSheet(content, UNITS, ANSWERS, "en"), answers: ANSWERS, numberAt: () => "12" });
  await sheet.updateComplete;
  expect(said()).toEqual([]);
  dispatchEvent(new Event("beforeprint"));
  // At once: the page is laid out for paper when the event has been heard.
  expect(said()).toEqual([
    "Case sheet 3 of 8 answered",
    "Verdict",
    "trial",
    "Is the verdict final? No unsure · MJ · ¶ 12 An appeal is open.",
    "Date of the verdict Not answered",
    "Date of the indictment Not answered",
    "Main problem Not answered",
    "Means found proved force and deception MJ",
    "Why is it not final? Not answered",
    "[Victim A]",
    "victim",
    "How many times was the victim questioned? 3 MJ",
    "Amount awarded Not answered",
  ]);
  const isSeen = (): boolean | undefined => document.querySelector(".printed-sheet")?.checkVisibility();
  expect(isSeen()).toBe(true);
  await paper("");
  expect(isSeen()).toBe(false);
  dispatchEvent(new Event("afterprint"));
  expect(said()).toEqual([]);
});

it("is on no paper where no case sheet is open", async () => {
  const sheet = mount(document.createElement("coram-printed-sheet"));
  await sheet.updateComplete;
  dispatchEvent(new Event("beforeprint"));
  expect(said()).toEqual([]);
});
