import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { keyWords } from "../../../../client/workshops/slip/render-calibration.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { newId, PassageId, SlipId, StepId } from "../../../../schema/domain/ids.ts";
import { localise } from "../../../../schema/domain/language.ts";
import { type Member, toMemberCard } from "../../../../schema/domain/member.ts";
import type { StepSlips } from "../../../../schema/protocol/http/workshops/slips.ts";
import { bodies, expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, LAWYER, METHODOLOGY, READER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { type Answers, mount } from "../../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(async () => {
  await setLanguage("en");
  delete document.documentElement.dataset["theme"];
});

describe("the key of a calibration", () => {
  const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
  const own = {
    id: newId(SlipId),
    pass: 1,
    edition: 6,
    rooms: [],
    handedInAt: now,
    frozenAt: now,
    shown: false,
    isNamed: false,
  };
  const key = [FACILITATOR.id, READER.id];

  /** A calibration on the page of somebody, as its slips are told. */
  async function open(who: Member, phase: "read" | "revealed", told: Partial<StepSlips>, leads = false) {
    const pass = phase === "read" ? 0 : 1;
    const change = { kind: "calibrate", phase, beganAt: now, pass, edition: pass ? 6 : null } as const;
    const passages = (told.passages ?? []).map(({ id: passage, verdict, revision, ranges }) => ({
      id: passage,
      verdict,
      anchor: { revision, ranges },
    }));
    const calibrate = step("Calibration 2", { ...change, passages });
    const of = `${path}/steps/${calibrate.id}`;
    const slips = {
      step: calibrate.id,
      pass,
      handedIn: 0,
      seats: 3,
      own: null,
      passages: [],
      reveals: [],
      key: [],
      paper: null,
    };
    const seen = view(
      { step: calibrate.id },
      { steps: [calibrate], members: [FACILITATOR, LAWYER, READER].map(toMemberCard) },
    );
    const answers: Answers = {
      [`GET ${path}`]: leads ? seen : { ...seen, rights },
      [`GET ${of}/slips`]: { ...slips, ...told, own: told.own ? { ...told.own, step: calibrate.id } : null },
      [`GET ${of}/edition`]: { number: 6, categories: METHODOLOGY.content.categories, gone: [] },
      [`GET /api/verdicts/${VERDICTS.open.id}`]: verdictOf("She went.\nShe could."),
      [`GET ${of}/calibration`]: { status: 404, problem: { code: "not-found" } },
      [`GET ${of}/distance`]: { pass: 1, passages: 6, of: 8, distance: 0.25, same: 4 },
    };
    const { asked } = await mount("coram-workshop-page", who, answers, { workshopId: id } as object);
    return { asked, of, answers };
  }
  const words = (): string => document.querySelector("coram-step-key")?.textContent.replace(/\s+/g, " ").trim() ?? "";

  it("is given by whoever leads to two who sit in the room, before anybody codes", async () => {
    const { asked, of, answers } = await open(FACILITATOR, "read", {}, true);
    const members = [FACILITATOR.id, LAWYER.id];
    answers[`PUT ${of}/key`] = { members };
    const [first, second] = ["Sets the key", "Sets it as well"].map((name) => browser.getByRole("combobox", { name }));
    if (!first || !second) throw new Error("no fields");
    await expect.element(first.getByRole("option", { name: LAWYER.name })).toBeInTheDocument();
    // A reader sets none, seated or not.
    expect(first.getByRole("option", { name: READER.name }).elements()).toEqual([]);
    await expectBothThemes();
    await userEvent.selectOptions(first, FACILITATOR.id);
    const save = browser.getByRole("button", { name: "Set who sets the key" });
    await userEvent.click(save);
    expect(bodies(asked, `PUT ${of}/key`)).toEqual([]);
    await userEvent.selectOptions(second, LAWYER.id);
    await userEvent.click(save);
    await expect.poll(() => bodies(asked, `PUT ${of}/key`)).toEqual([{ term: 1, members }]);
  });

  it("is so far from each who coded, as they alone read", async () => {
    await open(LAWYER, "revealed", { key, own: { ...own, step: newId(StepId), marks: [] } });
    await expect.poll(words).toContain("Same as the key on 4 of 6 passages Your distance to the key is 0.25");
    expect(words()).toContain("On 2 passages the two do not agree");
    // An empty slip that was handed in is an opinion, and it is said which.
    expect(words()).toContain("You handed in without a tag: of each passage that says “no category”.");
    await expect.element(browser.getByRole("button", { name: "Show that it is mine" })).toBeVisible();
    await expectBothThemes();
    await browser.viewport(390, 844);
    await setLanguage("mk");
    await expect.poll(words).toContain("Вашето растојание до клучот е 0,25");
    await expect.poll(() => document.documentElement.scrollWidth).toBe(390);
  });

  it("is read by all once it is revealed, and nothing of a passage on which the two differ", async () => {
    const [first, second] = [newId(PassageId), newId(PassageId)];
    const category = METHODOLOGY.content.categories[0];
    if (!category) throw new Error("no category");
    const verdict = VERDICTS.open.id;
    const passages = [first, second].map((each, i) => ({
      id: each,
      verdict,
      revision: 1,
      ranges: [{ start: i * 10, end: i * 10 + 9 }],
    }));
    const keys = [
      {
        pass: 1,
        passages: [
          { passage: first, categories: [category.id] },
          { passage: second, categories: null },
        ],
      },
    ];
    await open(READER, "revealed", { key: [FACILITATOR.id, LAWYER.id], keys, passages });
    await expect.poll(words).toContain(`¶ 1 ${category.code} ${localise(category.label, "en")}`);
    expect(words()).toContain("¶ 2 The two who set it do not agree here: no key.");
    await expectBothThemes();
  });

  it("is said not to have come about where one of the two tagged nothing", async () => {
    const passages = [{ id: newId(PassageId), verdict: VERDICTS.open.id, revision: 1, ranges: [{ start: 0, end: 9 }] }];
    const noKey = "There is no key: at least one of the two who were to set it tagged nothing";
    const told = { key: [FACILITATOR.id, LAWYER.id], keys: [], passages };
    // Of slips that were asked for before the reveal nothing follows yet.
    await open(READER, "revealed", told);
    await expect.poll(words).toContain("set the key");
    expect(words()).not.toContain(noKey);
    await open(READER, "revealed", { ...told, reveals: [{ pass: 1, groups: [], shown: [] }] });
    await expect.poll(words).toContain(noKey);
    // A wall is told how many, and where both said something and agree nowhere, that.
    expect(keyWords({ setters: 2, passages: null, of: 1 })).toContain(noKey);
    expect(keyWords({ setters: 2, passages: 0, of: 1 })).toBe(
      "The two who set the key tagged no passage alike: there is nothing to measure by.",
    );
  });

  it("is never shown by who set it, who has no distance to it", async () => {
    const { asked } = await open(FACILITATOR, "revealed", { key, own: { ...own, step: newId(StepId), marks: [] } });
    await expect.element(browser.getByText(/^It is part of the key: all read what both/)).toBeVisible();
    expect(words()).toContain(`You set the key with ${READER.name}`);
    expect(browser.getByRole("button", { name: "Show that it is mine" }).elements()).toEqual([]);
    expect(asked.some(({ what }) => what.endsWith("/distance"))).toBe(false);
  });
});
