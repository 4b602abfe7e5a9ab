import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CoramWorkshopPage } from "../../../../client/workshops/coram-workshop-page.ts";
import "../../../../client/workshops/coram-workshop-page.ts";
import "../../../../client/workshops/coram-workshops-page.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { KnockId, MemberId, newId, SeatId } from "../../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../../schema/domain/member.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import type { Calibration } from "../../../../schema/protocol/http/workshops/calibration.ts";
import { FACILITATOR, LAWYER, READER } from "../../../helpers/browser/shell-data.ts";
import { bodies, expectBothThemes } from "../../../helpers/browser/shell-answers.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { id, now, path, step, steps, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(() => setLanguage("en"));

describe("a workshop", () => {
  it("asks members as they come in whether they stand on the list and in the minutes, until they have said so", async () => {
    await browser.viewport(390, 844);
    const said = { listed: true, named: false, remote: false };
    const asks = view({}, { consents: null, seats: [] });
    const answers: Record<string, unknown> = { [`GET ${path}`]: asks, [`PUT ${path}/attendance/own`]: said };
    const { asked, events } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    // On a phone it is in another part of the page.
    await expect.element(browser.getByText("May your name stand on the list of who was there?")).toBeVisible();
    await expectBothThemes();
    await userEvent.click(browser.getByRole("button", { name: "Go there" }));
    const listed = browser.getByRole("checkbox", { name: "Put me on the attendance list" });
    await expect.element(listed).toHaveFocus();
    await userEvent.keyboard(" ");
    await expect.poll(() => bodies(asked, `PUT ${path}/attendance/own`)).toEqual([{ listed: true }]);
    answers[`GET ${path}`] = view({}, { consents: said, seats: [] });
    const tell = (event: ServerEvent): void => {
      for (const hears of events["listeners"]) hears(event);
    };
    tell({ type: "consents", workshop: id, member: FACILITATOR.id });
    await expect.element(listed).toBeChecked();
    // The second one is asked on.
    await expect.element(browser.getByRole("checkbox", { name: "Name me in the minutes" })).toBeVisible();
    // It is not done before the server has it.
    answers[`PUT ${path}/attendance/own`] = { status: 503, problem: { code: "overloaded" } };
    await userEvent.click(browser.getByRole("button", { name: "Record it" }));
    await expect.element(browser.getByRole("alert")).toBeVisible();
    await expect.element(listed).toBeVisible();
    answers[`PUT ${path}/attendance/own`] = said;
    await userEvent.click(browser.getByRole("button", { name: "Record it" }));
    await expect.poll(() => bodies(asked, `PUT ${path}/attendance/own`)).toEqual([{ listed: true }, {}, {}]);
    await expect.element(listed).not.toBeInTheDocument();
    // Of another day nothing was said yet.
    answers[`GET ${path}`] = asks;
    tell({ type: "hello", serverStart: "" });
    await expect.element(listed).toBeVisible();
    // On another device of theirs it was said now.
    answers[`GET ${path}`] = view({}, { consents: said, seats: [] });
    tell({ type: "consents", workshop: id, member: FACILITATOR.id });
    await expect.element(listed).not.toBeInTheDocument();
    expect(document.querySelector<HTMLInputElement>(".seat-consents input")?.checked).toBe(true);
  });

  it("is led from its desk by keys, and what closes it is named first", async () => {
    const answers: Record<string, unknown> = { [`GET ${path}`]: view() };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    await expect.element(browser.getByRole("heading", { name: "What we want" })).toBeVisible();
    expect(document.querySelector("[role=timer]")?.textContent).toMatch(/^(20:00|1\d:\d\d)$/);
    await expectBothThemes();
    answers[`POST ${path}/steps/${steps[0]?.id ?? ""}/minutes`] = view({ version: 6, course: 6 });
    await userEvent.keyboard("+");
    await expect
      .poll(() => bodies(asked, `POST ${path}/steps/${steps[0]?.id ?? ""}/minutes`))
      .toEqual([{ minutes: 1, term: 1, course: 5 }]);
    // After a press of the mouse Space is the step's again by Escape, whatever was pressed before.
    (browser.getByRole("button", { name: /^Give the floor to / }).element() as HTMLElement).focus();
    await expect.poll(() => document.querySelector(".step-acts .button-primary")?.matches(":enabled")).toBe(true);
    answers[`POST ${path}/steps/${steps[0]?.id ?? ""}/minutes`] = view({ version: 7, course: 7 });
    await userEvent.click(browser.getByRole("button", { name: /^One minute more/ }));
    await expect.poll(() => bodies(asked, `POST ${path}/steps/${steps[0]?.id ?? ""}/minutes`)).toHaveLength(2);
    // Somebody was quicker: that is said, and how it stands is asked for.
    const next = `PUT ${path}/steps/${steps[1]?.id ?? ""}/phase`;
    answers[next] = { status: 409, problem: { code: "workshop-moved" } };
    await expect.poll(() => document.querySelector(".step-acts .button-primary")?.matches(":enabled")).toBe(true);
    await userEvent.keyboard("{Escape} ");
    // A page is turned by that key too: with time left it is asked, and pressed once more it leaves all as it is.
    const left = browser.getByText(/\d+ minutes are left\. “What we want” ends for everybody/u);
    await expect.element(left).toBeVisible();
    await expectAccessible();
    await userEvent.keyboard(" ");
    await expect.element(left).not.toBeInTheDocument();
    expect(bodies(asked, next)).toEqual([]);
    await userEvent.click(browser.getByRole("button", { name: /^Begin: Break/ }));
    await userEvent.click(browser.getByRole("button", { name: /^Begin: Break/ }).last());
    await expect.element(browser.getByText(/The workshop has gone on/)).toBeVisible();
    expect(bodies(asked, next)).toEqual([{ to: "on", term: 1, course: 7 }]);
    await browser.getByRole("button", { name: /^Give the floor to / }).click();
    await expect.element(browser.getByText(/leads from then on/)).toBeVisible();
    await expectAccessible();
    await browser.getByRole("button", { name: "Not now" }).click();
    expect(asked.some(({ what }) => what.endsWith("/floor/give"))).toBe(false);
  });

  it("says to the host who waits to be confirmed, before it closes and where minutes are begun", async () => {
    const rights = { plan: true, lead: true, takePart: true, minutes: true, takeFloorAfterMs: 0 };
    const answers: Record<string, unknown> = { [`GET ${path}`]: view({}, { rights, waiting: 2 }) };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    await userEvent.click(browser.getByRole("button", { name: "More", exact: true }));
    await userEvent.click(browser.getByRole("menuitem", { name: "Close the workshop" }));
    await expect.element(browser.getByText(/stays\. 2 people who came are not confirmed/)).toBeVisible();
    await userEvent.click(browser.getByRole("button", { name: "Not now" }));
    answers[`PUT ${path}/attendance/confirmed`] = {
      workshop: "",
      days: [],
      today: now.slice(0, 10),
      rows: [],
      mayAdd: true,
      keptUntil: now,
      signedUntil: null,
    };
    answers[`GET ${path}`] = view({}, { rights, waiting: 0 });
    await userEvent.click(browser.getByRole("button", { name: "Confirm that all were there" }));
    await expect.poll(() => document.querySelector(".attendance-waiting")).toBe(null);
    expect(bodies(asked, `PUT ${path}/attendance/confirmed`)).toEqual([{}]);
  });

  it("gives the floor to whoever opens it", async () => {
    const planned = view({ state: "planned", openedAt: null, holder: null, step: null });
    const opened = view({ version: 6, course: 6, holder: null, term: 1, step: null });
    const answers = {
      [`GET ${path}`]: planned,
      [`PUT ${path}/state`]: opened,
      [`POST ${path}/floor/take`]: view({ version: 7, course: 6, term: 2, step: null }),
    };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    await userEvent.click(browser.getByRole("button", { name: "Open the workshop" }));
    await userEvent.click(browser.getByRole("button", { name: "Open the workshop" }).last());
    await expect.element(browser.getByText("You have the floor").first()).toBeVisible();
    expect(bodies(asked, `PUT ${path}/state`)).toEqual([{ to: "open", course: 5 }]);
    expect(bodies(asked, `POST ${path}/floor/take`)).toEqual([{ term: 1 }]);
  });

  it("skips a step from its agenda, and begins one before its turn", async () => {
    const answers: Record<string, unknown> = { [`GET ${path}`]: view() };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    const to = steps[1]?.id ?? "";
    const skipped = steps.map((each) => (each.id === to ? { ...each, endedAt: now } : each));
    answers[`PUT ${path}/steps/${to}/skipped`] = view({ version: 6, course: 6 }, { steps: skipped });
    const acts = browser.getByRole("button", { name: "Break: begin or skip" });
    await userEvent.click(acts);
    await userEvent.click(browser.getByRole("menuitem", { name: "Skip it" }));
    await expect.element(browser.getByText("skipped", { exact: true })).toBeVisible();
    expect(bodies(asked, `PUT ${path}/steps/${to}/skipped`)).toEqual([{ skipped: true, term: 1, course: 5 }]);
    // Behind what is under way nothing comes: it is ended.
    await expect.element(browser.getByRole("button", { name: /^Begin: Break/ })).not.toBeInTheDocument();
    await expectAccessible();
    await userEvent.click(acts);
    await userEvent.click(browser.getByRole("menuitem", { name: "Begin it now" }));
    await expect.element(browser.getByText(/\d+ minutes are left\. “What we want” ends for everybody/u)).toBeVisible();
    await userEvent.keyboard("{Tab}{Enter}");
    await expect.poll(() => bodies(asked, `PUT ${path}/steps/${to}/phase`)).toEqual([{ to: "on", term: 1, course: 6 }]);
  });

  it("has the vote of a vote step above the way on", async () => {
    const rules = { kind: "yes-no", by: "person", secret: false, share: null, wording: null } as const;
    const prepared = { kind: "vote" as const, question: { ...rules, words: "Is it control?", choices: [] } };
    const vote = step("Control", { kind: "vote", phase: "on", beganAt: now, prepared });
    const shown = view({ step: vote.id }, { steps: [vote, step("Break", { kind: "break" })] });
    const answers = { [`GET ${path}`]: shown, [`GET ${path}/ballots`]: { ballots: [] } };
    await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    const opens = browser.getByRole("button", { name: /^Open the vote/ });
    await expect.element(opens).toBeVisible();
    const begins = browser.getByRole("button", { name: /^Begin: Break/ }).element();
    expect(opens.element().compareDocumentPosition(begins)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(opens.element().getBoundingClientRect().bottom).toBeLessThan(begins.getBoundingClientRect().top);
    await expectAccessible();
  });

  it("keeps the way on where it is, whatever comes above it, and asks before another silence", async () => {
    const code = step("Everybody codes", { kind: "code", phase: "talk", beganAt: now, pass: 1 });
    const again = `PUT ${path}/steps/${code.id}/phase`;
    const answers: Record<string, unknown> = { [`GET ${path}`]: view({ step: code.id }, { steps: [code] }) };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    const silence = browser.getByRole("button", { name: "Another silence" });
    await expect.element(silence).toBeVisible();
    const work = document.querySelector<HTMLElement>(".workshop-work");
    const slips = document.querySelector<HTMLElement>("coram-slip-work");
    if (!work || !slips) throw new Error("nothing to work on");
    slips.style.cssText = "display: block; min-height: 1500px";
    work.scrollTo(0, work.scrollHeight);
    const top = (): number => silence.element().getBoundingClientRect().top;
    const before = top();
    slips.style.minHeight = "2500px";
    expect(top()).toBeCloseTo(before, 0);
    await userEvent.click(silence);
    await expect.element(browser.getByText(/Everybody codes these passages once more/)).toBeVisible();
    await expectAccessible();
    expect(bodies(asked, again)).toEqual([]);
    answers[again] = view(
      { step: code.id, version: 6, course: 6 },
      { steps: [{ ...code, phase: "silence", pass: 2 }] },
    );
    await userEvent.click(browser.getByRole("button", { name: "Another silence" }).last());
    await expect.poll(() => bodies(asked, again)).toEqual([{ to: "silence", term: 1, course: 5 }]);
  });

  it("reveals no slips while some may be on their way, by no press and no key", async () => {
    const endsAt = new Date(Date.now() + 3000).toISOString();
    const code = step("Everybody codes", { kind: "code", phase: "closed", beganAt: now, pass: 1, endsAt });
    const answers: Record<string, unknown> = { [`GET ${path}`]: view({ step: code.id }, { steps: [code] }) };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    const reveal = browser.getByRole("button", { name: /^Reveal/ });
    await expect.element(reveal).toBeDisabled();
    await userEvent.keyboard(" ");
    await expect.element(browser.getByText(/^Slips closed. The last ones may/)).toBeVisible();
    // A minute more would put the reveal off by as long.
    await userEvent.keyboard("+");
    expect(browser.getByRole("button", { name: /^One minute more/ }).elements()).toEqual([]);
    expect(bodies(asked, `POST ${path}/steps/${code.id}/minutes`)).toEqual([]);
    expect(bodies(asked, `PUT ${path}/steps/${code.id}/phase`)).toEqual([]);
    await expect.element(reveal).toBeEnabled();
    await userEvent.keyboard(" ");
    await expect.poll(() => bodies(asked, `PUT ${path}/steps/${code.id}/phase`)).toHaveLength(1);
  });

  it("answers a hand without giving the floor away", async () => {
    const shown = view();
    const of = shown.seats.find(({ member }) => member === LAWYER.id);
    const answer = `PUT ${path}/seats/${of?.id ?? ""}/hand`;
    const seats = shown.seats.map((each) => (each === of ? { ...each, speaksAt: now } : each));
    const speaking = { ...view({ version: 6 }), seats };
    const answers: Record<string, unknown> = { [`GET ${path}`]: shown, [answer]: speaking };
    const { asked } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    const speak = browser.getByRole("button", { name: `Let them speak: ${LAWYER.name}` });
    await expect.element(speak).toBeVisible();
    // What one may do leaves the name its room.
    const [line] = document.querySelector(".room-hands li > span")?.getClientRects() ?? [];
    expect(line?.height).toBeLessThan(40);
    await userEvent.click(speak);
    await expect.element(browser.getByText("speaks now")).toBeVisible();
    await expectAccessible();
    answers[answer] = { ...view({ version: 7 }), seats: shown.seats.map((each) => ({ ...each, handAt: null })) };
    await userEvent.click(browser.getByRole("button", { name: `Has spoken: ${LAWYER.name}` }));
    await expect.element(browser.getByText("Nobody asks to speak.")).toBeVisible();
    expect(bodies(asked, answer)).toEqual([
      { to: "speaks", term: 1 },
      { to: "down", term: 1 },
    ]);
  });

  it("seats who takes part, with a hand, on a phone", async () => {
    await browser.viewport(390, 844);
    const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
    const unseated = view({}, { rights, seat: null });
    const seated = view({ version: 6 }, { rights });
    const { asked } = await mount(
      "coram-workshop-page",
      LAWYER,
      { [`GET ${path}`]: unseated, [`PUT ${path}/seat`]: seated },
      { workshopId: id } as object,
    );
    await expect.element(browser.getByRole("button", { name: /^Raise a hand/ })).toBeVisible();
    expect(bodies(asked, `PUT ${path}/seat`)).toEqual([{ language: "en" }]);
    // Who else is here, to whom nobody gives the floor from there.
    const room = document.querySelector(".room-seats");
    expect([...(room?.querySelectorAll("coram-initials") ?? [])].map(({ name }) => name)).toContain(FACILITATOR.name);
    expect(document.querySelector("coram-workshop-room button")).toBe(null);
    await expectAccessible();
    expect(document.documentElement.scrollWidth).toBe(390);
    // The name of the workshop has the place of the program's.
    await expect.poll(() => document.querySelector(".workshop-bar .wordmark")?.checkVisibility()).toBe(false);
    expect(document.querySelector(".workshop-bar .case")?.checkVisibility()).toBe(true);
  });
});

describe("the door of a workshop", () => {
  it("says to who leads how many hands are up out of their sight, and leads there", async () => {
    await browser.viewport(390, 844);
    const of = view();
    const [mine, lawyers] = of.seats;
    if (!mine || !lawyers) throw new Error("nobody sits there");
    const answers: Record<string, unknown> = { [`GET ${path}`]: of };
    const { page } = await mount<CoramWorkshopPage>("coram-workshop-page", FACILITATOR, answers, { workshopId: id });
    const line = browser.getByRole("complementary", { name: "1 hand is up" });
    await expect.element(line.getByText(/Elira/u)).toBeVisible();
    await expect.element(browser.getByRole("button", { name: "2 Hands 1 In the room" })).toBeVisible();
    await expectAccessible();
    await userEvent.click(browser.getByRole("button", { name: "Go there" }));
    await expect.element(browser.getByRole("button", { name: /^Let .*speak/iu })).toHaveFocus();
    await expect.element(line).not.toBeInTheDocument();
    await userEvent.click(browser.getByRole("button", { name: /Agenda$/u }));
    await userEvent.click(browser.getByRole("button", { name: "Close", exact: true }));
    await expect.element(line).not.toBeInTheDocument();
    // What was put away comes back with the next one.
    const another = { ...mine, id: newId(SeatId), member: READER.id, handAt: now };
    const members = [...of.members, toMemberCard(READER)];
    answers[`GET ${path}`] = view({ version: 6 }, { seats: [mine, lawyers, another], members });
    await page["model"]?.load();
    await expect.element(browser.getByRole("complementary", { name: "2 hands are up" })).toBeVisible();
  });

  it("says from wherever one is that somebody knocks, and leads there", async () => {
    await browser.viewport(390, 844);
    const knock = { id: newId(KnockId), name: "Vera Vuk", organisation: "", at: now };
    const door = { state: "knock", openUntil: null, code: "ABC234", url: "https://coram.example/j", knocks: [knock] };
    const answers: Record<string, unknown> = {
      [`GET ${path}`]: view(),
      [`GET ${path}/door`]: door,
      [`GET ${path}/screens`]: { paired: 0 },
      [`POST ${path}/door/knocks/${knock.id}`]: { ...door, knocks: [] },
    };
    const { page } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
    const line = browser.getByRole("complementary", { name: "Somebody is knocking" });
    await userEvent.click(line.getByRole("button", { name: "Go there" }));
    const admit = browser.getByRole("button", { name: "Let in" });
    await expect.element(admit).toBeInViewport();
    await userEvent.click(admit);
    await expect.element(line).not.toBeInTheDocument();
    page.remove();
  });
});

describe("a guest of a workshop", () => {
  it("is called by a number in the language of who reads, and sits with guests, in no country", async () => {
    const guest = { ...toMemberCard(LAWYER), id: newId(MemberId), name: "Guest 12", initials: "G12", isGuest: true };
    const usual = view();
    const seat = { id: newId(SeatId), member: guest.id, language: "sq" as const, handAt: now, speaksAt: null, at: now };
    const seen = { ...usual, seats: [...usual.seats, seat], members: [...usual.members, guest] };
    await setLanguage("mk");
    await mount("coram-workshop-page", FACILITATOR, { [`GET ${path}`]: seen }, { workshopId: id } as object);
    const said = (of: string): string => document.querySelector(of)?.textContent.replace(/\s+/g, " ").trim() ?? "";
    await expect.poll(() => said(".room-hands")).toContain("Гостин 12");
    expect(said(".room-seats > li:last-child")).toContain("Гости G12");
    expect(document.body.textContent).not.toContain("Guest 12");
  });
});

describe("a calibration", () => {
  const group = { group: "members", slips: 12, isWithheld: false, passages: [] } as const;
  const said: Calibration = {
    pass: 1,
    passages: 8,
    coders: 12,
    rule: 0.67,
    category: { value: 0.74, interval: [0.6, 0.84] },
    place: { value: 0.47, interval: [0.35, 0.59] },
    word: "not-known-yet",
    more: 24,
  };

  it("says to who takes part whether the group agrees, or how many passages more would tell", async () => {
    await browser.viewport(390, 844);
    const calibrate = step("Calibration 2", {
      kind: "calibrate",
      phase: "revealed",
      beganAt: now,
      pass: 1,
      edition: 6,
    });
    const rights = { plan: false, lead: false, takePart: true, minutes: false, takeFloorAfterMs: null };
    const of = `${path}/steps/${calibrate.id}`;
    const reveals = [{ pass: 1, groups: [group], shown: [] }];
    const slips = {
      step: calibrate.id,
      pass: 1,
      handedIn: 12,
      seats: 12,
      own: null,
      passages: [],
      reveals,
      key: [],
      paper: null,
    };
    const answers = {
      [`GET ${path}`]: view({ step: calibrate.id }, { rights, steps: [calibrate] }),
      [`GET ${of}/slips`]: slips,
      [`GET ${of}/edition`]: { number: 6, categories: [], gone: [] },
      [`GET ${of}/calibration`]: said,
    };
    await mount("coram-workshop-page", LAWYER, answers, { workshopId: id } as object);
    const heading = browser.getByRole("heading", { name: "Not known yet. These passages are too few to tell." });
    await expect.element(heading).toBeVisible();
    const words = (): string =>
      document.querySelector("coram-step-calibration")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    expect(words()).toContain("not there when it lies below. If the figure stays, about 24 passages more would tell.");
    expect(words()).toContain("8 passages and 12 slips of members");
    expect(words()).toContain("Which category not known yet 0.74, likely between 0.60 and 0.84");
    expect(words()).toContain("Where a passage starts and ends not there 0.47, likely between 0.35 and 0.59");
    for (const theme of ["light", "dark"]) {
      document.documentElement.dataset["theme"] = theme;
      await expectAccessible();
    }
    delete document.documentElement.dataset["theme"];
    expect(document.documentElement.scrollWidth).toBe(390);
    await setLanguage("mk");
    await expect.poll(words).toContain("би покажале уште околу 24 извадоци");
    expect(document.documentElement.scrollWidth).toBe(390);
  });
});
