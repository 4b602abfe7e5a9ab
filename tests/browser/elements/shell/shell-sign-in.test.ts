import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../../../client/app/coram-sign-in-page.ts";
import type { CoramSignInPage } from "../../../../client/app/coram-sign-in-page.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import "../../../../client/app/app.css";
import "../../../../client/app/told.css";

const SESSION = { member: FACILITATOR, network: { name: "Network" }, setup: false, offlineCopies: true };
let wentTo: string[];
const onNavigate = (event: WindowEventMap["coram-navigate"]): void => void wentTo.push(event.detail.href);

beforeEach(() => {
  wentTo = [];
  addEventListener("coram-navigate", onNavigate);
});
afterEach(async () => {
  removeEventListener("coram-navigate", onNavigate);
  await setLanguage("en");
});

const alert = (): string => document.querySelector('[role="alert"]')?.textContent.trim() ?? "";

/** Address, Tab, password, Enter: nothing but keys. */
async function typeIn(password: string): Promise<void> {
  await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("email");
  await userEvent.keyboard("mirjana@coram.example{Tab}");
  expect(document.activeElement?.getAttribute("name")).toBe("password");
  await userEvent.keyboard(`${password}{Enter}`);
}

describe("coram-sign-in-page", () => {
  it("signs in by keyboard alone and goes where one wanted to go", async () => {
    const answers = { "POST /api/session": SESSION };
    const { asked, accepted } = await mount("coram-sign-in-page", null, answers, { next: "/members" } as object);
    await typeIn(" ten characters ");
    await expect.poll(() => wentTo).toEqual(["/members"]);
    // Spaces of a password are part of it.
    expect(asked).toEqual([
      { what: "POST /api/session", body: { email: "mirjana@coram.example", password: " ten characters " } },
    ]);
    expect(accepted[0]?.member?.name).toBe("Mirjana J.");
  });

  it("says in the reader's language what to do about a wrong password, and keeps the address", async () => {
    await setLanguage("mk");
    await mount("coram-sign-in-page", null, {
      "POST /api/session": { status: 401, problem: { code: "wrong-password" } },
    });
    await typeIn("wrong");
    await expect.poll(alert).toMatch(/^Адресата за е-пошта или лозинката не е точна/);
    expect(document.querySelector<HTMLInputElement>("[name=email]")?.value).toBe("mirjana@coram.example");
    expect(document.activeElement?.getAttribute("name")).toBe("password");
    expect(wentTo).toEqual([]);
  });

  it("says that the server is away when it is", async () => {
    await mount("coram-sign-in-page", null, {});
    window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    await typeIn("whatever it is");
    await expect.poll(alert).toMatch(/^The server cannot be reached\./);
  });

  it("asks before the browser closes it while it shows what was not sent, and no longer than it is there", async () => {
    const unsent = ["The court says so. ".repeat(60)];
    const { page } = await mount("coram-sign-in-page", null, {}, { isPutOut: true, unsent } as object);
    // All of it is in sight, with what copies it.
    const list = page.querySelector(".drafts");
    expect([list?.scrollHeight, (list?.clientHeight ?? 0) > 200]).toEqual([list?.clientHeight, true]);
    const asks = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    await expect.poll(asks).toBe(true);
    page.remove();
    expect(asks()).toBe(false);
  });

  it("has the caret behind what was not sent: what is typed on stands there too, whatever else comes", async () => {
    const { page } = await mount<CoramSignInPage>("coram-sign-in-page", null, {}, { isPutOut: true });
    // Before the words are here.
    await userEvent.keyboard("k");
    page.unsent = ["About to as"];
    await page.updateComplete;
    await userEvent.keyboard(" her");
    const field = page.querySelector<HTMLTextAreaElement>(".guest-unsent textarea");
    expect(field?.value).toBe("About to ask her");
    page.unsent = ["About to as", "And a note"];
    await page.updateComplete;
    expect(field?.value).toBe("About to ask her\n\nAnd a note");
    await expectAccessible();
  });

  it("is accessible, with an error on it too, in light and dark", async () => {
    await mount("coram-sign-in-page", null, {
      "POST /api/session": { status: 429, problem: { code: "too-many-attempts" } },
    });
    await typeIn("wrong");
    await expect.element(browser.getByRole("alert")).toBeVisible();
    for (const theme of ["light", "dark"]) {
      document.documentElement.dataset["theme"] = theme;
      await expectAccessible();
    }
    delete document.documentElement.dataset["theme"];
  });
});
