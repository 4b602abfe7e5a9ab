import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../../../client/app/coram-account-menu.ts";
import "../../../../client/app/app.css";
import type {} from "../../../../client/verdict/bars/reading-size.ts";
import { tellStepsTo } from "../../../../client/api/steps-told.ts";
import { readNetwork } from "../../../../client/api/verdicts.ts";
import { language, setLanguage } from "../../../../client/i18n/t.ts";
import { FACILITATOR, GUEST, LAWYER, NETWORK } from "../../../helpers/browser/shell-data.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();
beforeEach(() => localStorage.clear());
afterEach(async () => {
  localStorage.clear();
  await setLanguage("en");
});

const trigger = () => browser.getByRole("button", { name: "Account of", exact: false });
const item = (name: string) => browser.getByRole("menuitem", { name, exact: false });
const items = (): string[] =>
  [...document.querySelectorAll("coram-account-menu [role^=menuitem]")].map((item) =>
    item.textContent.replace(/\s+/g, " ").trim(),
  );

describe("coram-account-menu", () => {
  it("says how many first steps are done, as the server said last, and not of somebody else", async () => {
    const steps = [
      { step: "create", state: "done" },
      { step: "invite", state: "next" },
    ];
    const network = { ...NETWORK, firstSteps: { isHidden: true, steps } };
    await mount("coram-account-menu", FACILITATOR, { "GET /api/network": network });
    tellStepsTo(FACILITATOR.id);
    await readNetwork();
    await trigger().click();
    await expect.element(item("First steps 1 of 2")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    tellStepsTo(LAWYER.id);
    await trigger().click();
    await expect.element(item("Sign out")).toBeVisible();
    expect(items()).toContain("First steps");
  });

  it("says who is signed in, and opens language, theme and reading size in place", async () => {
    const sizes: number[] = [];
    const note = ({ detail }: WindowEventMap["coram-reading-size"]): number => sizes.push(detail.size);
    addEventListener("coram-reading-size", note);
    await mount("coram-account-menu", FACILITATOR, {});
    await trigger().click();
    await expect.element(browser.getByText("Facilitator, Pravna linija", { exact: false })).toBeVisible();
    expect(items()).toEqual([
      "Language English",
      "Theme As the system",
      "Reading size 18",
      "Keys ?",
      "Account",
      "Network settings",
      "First steps",
      "Sign out",
    ]);
    await expectBothThemes();
    await item("Reading size").click();
    await expect.element(browser.getByRole("menuitemradio", { name: "18" })).toHaveAttribute("aria-checked", "true");
    await expectBothThemes();
    // The arrows reach what has opened.
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
    await expect.element(browser.getByRole("menuitemradio", { name: "20" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect.element(trigger()).toHaveFocus();
    removeEventListener("coram-reading-size", note);
    expect([sizes, localStorage.getItem("coram.reading-size")]).toEqual([[20], "20"]);

    await trigger().click();
    await expect.element(item("Reading size 20")).toBeVisible();
    await item("Theme").click();
    await browser.getByRole("menuitemradio", { name: "Dark" }).click();
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    await trigger().click();
    await item("Language").click();
    await browser.getByRole("menuitemradio", { name: "Shqip" }).click();
    await expect.poll(language).toBe("sq");
  });

  it("lists the keys of a page that has no list of its own, also by the key ?", async () => {
    const { page } = await mount("coram-account-menu", FACILITATOR, {});
    await userEvent.keyboard("?");
    const dialog = browser.getByRole("dialog", { name: "All keys" });
    await expect.element(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    page.addEventListener("coram-keys-open", (event) => event.preventDefault());
    await trigger().click();
    await item("Keys").click();
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it("draws nothing for who is not signed in, and calls a guest a guest", async () => {
    await mount("coram-account-menu", null, {});
    expect(document.querySelector("coram-account-menu")?.children).toHaveLength(0);
    await mount("coram-account-menu", GUEST, {});
    await trigger().click();
    await expect.element(browser.getByText("Vera R.Guest")).toBeVisible();
  });
});
