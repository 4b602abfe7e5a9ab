import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../../../client/admin/house/coram-house-page.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { AddresseeKey, EMPTY_HOUSE, GrantId, type House, HouseEntry } from "../../../../schema/domain/house.ts";
import type { HouseView } from "../../../../schema/protocol/http/house.ts";
import { FACILITATOR, LAWYER, ORGANISATIONS } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(() => setLanguage("en"));

describe("coram-house-page", () => {
  const grant = "g".repeat(22);
  const house: House = {
    ...EMPTY_HOUSE,
    name: { en: "Lawyers’ Network", mk: "Мрежа на правници" },
    addressees: { [AddresseeKey.parse("courts")]: { name: { en: "Courts" }, isOut: true } },
    grants: {
      [GrantId.parse(grant)]: {
        mark: null,
        number: "A-17",
        from: null,
        to: null,
        donor: { en: "With the support of a donor." },
        disclaimer: {},
        isDraft: true,
      },
    },
  };
  const change = { by: FACILITATOR.id, name: FACILITATOR.name, at: "2026-08-31T09:00:00Z" };
  const viewOf = (number: number, of: Partial<House>): HouseView => ({
    number,
    house: { ...house, ...of },
    network: "Network",
    organisations: ORGANISATIONS,
    ledBy: {},
    confirmed: {},
    authors: [{ member: LAWYER.id, name: "Dr A. Lawyer" }],
    changes: [
      { ...change, number, entry: HouseEntry.parse("colour"), called: "#1f4356", parts: [] },
      { ...change, number: 1, entry: HouseEntry.parse(`grants/${grant}`), called: "A-17", parts: ["donor", "mark"] },
    ],
  });

  it("changes a row by the keyboard, proposes a colour that can be read, and takes a slip back", async () => {
    const answers: Record<string, unknown> = {
      "GET /api/house": viewOf(4, {}),
      "PATCH /api/house": { status: 422, problem: { code: "colour-faint", params: { nearest: "#8f422e" } } },
    };
    const { asked } = await mount("coram-house-page", FACILITATOR, answers);
    const sent = (): unknown[] => asked.filter(({ what }) => what === "PATCH /api/house").map(({ body }) => body);
    const colour = browser.getByRole("button", { name: "Change: Colour" });
    await expect.element(colour).toBeVisible();
    for (const theme of ["light", "dark"]) {
      document.documentElement.dataset["theme"] = theme;
      await expectAccessible();
    }
    delete document.documentElement.dataset["theme"];
    for (const said of ["Lawyers’ Network", "not offered any more", "Draft", "Dr A. Lawyer"])
      await expect.element(browser.getByText(said, { exact: true }).first()).toBeVisible();

    (colour.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    // In the field, not on the swatch beside it.
    await expect.element(browser.getByRole("textbox", { name: "Colour" })).toHaveFocus();
    await userEvent.fill(browser.getByRole("textbox", { name: "Colour" }), "#ff7a59");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => document.querySelector("[role=alert]")?.textContent).toContain("#8f422e");
    await expectAccessible();
    answers["PATCH /api/house"] = { number: 5, view: viewOf(5, { colour: "#8f422e" }) };
    await browser.getByRole("button", { name: /Take this colour/ }).click();
    await expect.poll(() => document.querySelector("[role=status]")?.textContent).toContain("Changed: Colour.");
    await expect.element(colour).toHaveFocus();
    expect(sent()).toEqual(["#ff7a59", "#8f422e"].map((value) => ({ field: "colour", value })));

    answers["POST /api/house/versions/5/undo"] = { number: 6, view: viewOf(6, {}) };
    await browser.getByRole("button", { name: "Undo" }).click();
    await expect.element(browser.getByText("#1f4356", { exact: true })).toBeVisible();
    // Escape leaves a form as it was, and the focus where it came from.
    const name = browser.getByRole("button", { name: "Change: Name of the network" });
    await name.click();
    await expect.element(browser.getByRole("textbox", { name: "Македонски" })).toHaveValue("Мрежа на правници");
    await userEvent.keyboard("{Escape}");
    await expect.element(name).toHaveFocus();
  });

  it("has what was typed and not sent when a form is opened again, and stands open where it was left", async () => {
    await setLanguage("sr-Latn");
    const answers: Record<string, unknown> = { "GET /api/house": viewOf(4, {}) };
    const { page } = await mount("coram-house-page", FACILITATOR, answers);
    const add = browser.getByRole("button", { name: "Dodaj adresata" });
    await add.click();
    // One's own language first.
    await expect.poll(() => document.activeElement?.getAttribute("lang")).toBe("sr-Latn");
    await userEvent.keyboard("Ministarstvo pravde{Escape}");
    await expect.element(add).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    const own = browser.getByRole("textbox", { name: "Srpski (latinica)" });
    await expect.element(own).toHaveValue("Ministarstvo pravde");
    await browser.getByRole("textbox", { name: "Македонски" }).fill("Министерство за правда");
    page.remove();
    const { asked } = await mount("coram-house-page", FACILITATOR, answers);
    await expect.element(own).toHaveValue("Ministarstvo pravde");
    answers["PATCH /api/house"] = { number: 5, view: viewOf(5, {}) };
    await userEvent.keyboard("{Enter}");
    await expect.element(add).toHaveFocus();
    const value = { "sr-Latn": "Ministarstvo pravde", mk: "Министерство за правда" };
    expect(asked.at(-1)?.body).toEqual({ field: "addressee-name", addressee: null, value });
    await userEvent.keyboard("{Enter}");
    await expect.element(own).toHaveValue("");
  });

  it("asks before the confirmation of a grant falls, by name, and goes to the row that is asked for", async () => {
    history.replaceState(null, "", `?at=grants/${grant}/donor`);
    const id = GrantId.parse(grant);
    const [draft] = Object.values(house.grants);
    if (!draft) throw new Error("no grant");
    const view = {
      ...viewOf(4, { grants: { [id]: { ...draft, isDraft: false } } }),
      confirmed: { [id]: { by: LAWYER.id, name: LAWYER.name, at: "2026-09-01T09:00:00Z" } },
    };
    const answers = { "GET /api/house": view, "PATCH /api/house": { number: 5, view: viewOf(5, {}) } };
    const { asked } = await mount("coram-house-page", FACILITATOR, answers);
    await expect.poll(() => document.activeElement?.getAttribute("data-at")).toBe(`grants/${grant}/donor`);
    const sent = (): unknown[] => asked.filter(({ what }) => what === "PATCH /api/house").map(({ body }) => body);
    await browser.getByRole("button", { name: "Change: Donor’s line" }).click();
    await browser.getByRole("textbox", { name: "English" }).fill("With other words.");
    await browser.getByRole("button", { name: "Change", exact: true }).click();
    const asks = (): string | undefined => document.querySelector("coram-ask p")?.textContent;
    await expect.poll(asks).toMatch(/^Confirmed by Elira K\..* Elira K\. is told\.$/);
    await expectAccessible(document.querySelector("coram-ask") ?? undefined);
    await browser.getByRole("button", { name: "Keep as it is" }).click();
    expect(sent()).toEqual([]);
    // What was typed stands in its form still.
    await expect.element(browser.getByRole("textbox", { name: "English" })).toHaveValue("With other words.");
    await browser.getByRole("button", { name: "Change", exact: true }).click();
    await expect.poll(asks).toBeDefined();
    await userEvent.keyboard("{Enter}");
    await expect.poll(sent).toEqual([{ field: "grant-donor", grant, value: { en: "With other words." } }]);
    await expect.element(browser.getByRole("button", { name: "Change: Donor’s line" })).toHaveFocus();
    history.replaceState(null, "", "?");
  });

  it("is read by a lawyer, whole on a phone, with nothing to change", async () => {
    await browser.viewport(390, 844);
    await mount("coram-house-page", LAWYER, { "GET /api/house": viewOf(4, {}) });
    await expect.element(browser.getByRole("heading", { name: /A-17/ })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    expect([...document.querySelectorAll(".house-changes li")].map((each) => each.textContent.trim())).toEqual([
      `Colour: #1f4356 ${FACILITATOR.name}, 31 August 2026`,
      `Grant A-17: Donor’s line, Donor’s logo ${FACILITATOR.name}, 31 August 2026`,
    ]);
    expect(document.querySelectorAll("coram-house-page :is(button, select, input[type=file])")).toHaveLength(0);
  });
});
