import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it, vi } from "vitest";
import { Router } from "../../../../client/app/router.ts";
import { MemberId, newId } from "../../../../schema/domain/ids.ts";
import type { Recognised } from "../../../../schema/protocol/http/imports.ts";
import type { Block } from "../../../../schema/text/revision.ts";
import { FACILITATOR, MEMBERS, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { type Asked, expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { ANSWERS, expectBothThemes, alert, bodies, onShellPage } from "../../../helpers/browser/shell-answers.ts";

onShellPage();

describe("coram-import-page", () => {
  const text = "REPUBLIKA SRBIJA\nOptuženi je kriv.\nObrazloženje.";
  const block = (start: number, end: number, number: string): Block => ({
    kind: "paragraph",
    start,
    end,
    section: "introduction",
    page: 1,
    printed: null,
    number,
    level: null,
    cell: null,
  });
  const recognised: Recognised = {
    language: "sr",
    script: "Latn",
    text,
    blocks: [
      { ...block(0, 0, ""), kind: "page", number: null, section: null },
      block(0, 16, "1"),
      { ...block(25, 25, ""), kind: "page", number: null, section: null, page: 2 },
      block(17, 34, "2"),
      block(35, 48, "3"),
    ],
    court: "Viši sud u Nišu",
    caseNumber: null,
    date: "2024-06-19",
    country: "rs",
    form: "individual",
    pages: 1,
    warnings: [
      { code: "comments-left-out", params: { count: 2 } },
      { code: "encoding-guessed", params: { encoding: "cp852" } },
    ],
  };

  async function paste(answers: Record<string, unknown>): Promise<Asked[]> {
    const { asked } = await mount("coram-import-page", FACILITATOR, { ...ANSWERS, ...answers });
    await browser.getByRole("button", { name: "Paste text" }).click();
    // What is pasted at once goes into the field.
    await expect.element(browser.getByLabelText("Text of the verdict")).toHaveFocus();
    await browser.getByLabelText("Text of the verdict").fill(text);
    await browser.getByRole("button", { name: "Read the text" }).click();
    return asked;
  }

  it("shows what was recognised beside the text, takes corrections by keyboard, and confirms them", async () => {
    const confirmed = { verdict: VERDICTS.open.id };
    const draft = { id: "draft", recognised };
    const asked = await paste({ "POST /api/imports": draft, "POST /api/imports/draft/confirm": confirmed });
    await expect.element(browser.getByLabelText("Court", { exact: true })).toHaveValue("Viši sud u Nišu");
    await expect.element(browser.getByText("2 comments were left out.")).toBeVisible();
    await expect.element(browser.getByText(/were read as CP852 \(DOS\), Central European, by a guess/)).toBeVisible();
    await expectBothThemes();
    // The page mark stands where the page begins, inside the second paragraph.
    expect(document.querySelectorAll(".words")[1]?.textContent).toBe("Optuženip. 2 je kriv.");
    // What was pasted is nowhere else: it is asked before it goes.
    await browser.getByRole("button", { name: "Skip Pasted text" }).click();
    await expect.element(browser.getByRole("dialog", { name: "Discard Pasted text?" })).toBeVisible();
    await browser.getByRole("button", { name: "Cancel" }).click();
    await expect.element(browser.getByLabelText("Court", { exact: true })).toHaveValue("Viši sud u Nišu");
    // From the second paragraph on it is the operative part.
    browser.getByRole("listbox").element().focus();
    await userEvent.keyboard("{ArrowDown}");
    await browser.getByRole("combobox", { name: "Section" }).selectOptions("operative");
    await browser.getByLabelText("Case number").fill("K 1/24");
    // Of the court's own numbers one is known; its copy was looked for.
    await browser.getByRole("spinbutton", { name: "Victims" }).fill("7");
    await browser.getByRole("combobox", { name: "The court’s own copy" }).selectOptions("anonymised");
    await browser.getByRole("button", { name: "Confirm and add" }).click();
    await expect.element(browser.getByRole("link", { name: "Prepare the verdict (new tab)" })).toBeVisible();
    expect(bodies(asked, "POST /api/imports/draft/confirm")).toMatchObject([
      {
        data: {
          court: "Viši sud u Nišu",
          caseNumber: "K 1/24",
          country: "rs",
          courtsNumbers: { defendants: null, victims: 7 },
          courtsCopy: "anonymised",
        },
        owner: FACILITATOR.organisation,
        blockEdits: [
          { start: 17, set: { section: "operative" } },
          { start: 35, set: { section: "operative" } },
        ],
      },
    ]);
  });

  it("asks before an unconfirmed text is lost, by a link, by Back, by closing and by signing out, and asks no more once it is added", async () => {
    const home = location.href;
    const gone: string[] = [];
    const router = new Router({ network: "/", import: "/import" }, ({ route }, how) => gone.push(`${how} ${route}`));
    const confirm = vi.spyOn(window, "confirm").mockReturnValue(false);
    const close = (): boolean => dispatchEvent(new Event("beforeunload", { cancelable: true }));
    const back = (): Promise<void> =>
      new Promise((resolve) => {
        addEventListener("popstate", () => resolve(), { once: true });
        history.back();
      });
    try {
      router.start();
      router.go("/");
      router.go("/import");
      const draft = { id: "draft", recognised: { ...recognised, caseNumber: "K 1/24" } };
      const asked = await paste({
        "POST /api/imports": draft,
        "POST /api/imports/draft/confirm": { verdict: VERDICTS.open.id },
      });
      await expect.element(browser.getByLabelText("Court", { exact: true })).toHaveValue("Viši sud u Nišu");
      gone.length = 0;
      document.querySelector<HTMLAnchorElement>('a[href="/"]')?.click();
      expect(confirm).toHaveBeenLastCalledWith(expect.stringMatching(/not added yet.* Leave anyway\?$/u));
      await back();
      expect(confirm).toHaveBeenCalledTimes(2);
      expect([gone, location.pathname, close()]).toEqual([[], "/import", false]);
      const bar = Object.assign(document.createElement("coram-top-bar"), {
        session: { member: FACILITATOR, view: {} },
      });
      document.querySelector("main")?.append(bar);
      await browser.getByRole("button", { name: `Account of ${FACILITATOR.name}`, exact: false }).click();
      await browser.getByRole("menuitem", { name: "Sign out" }).click();
      await expect.poll(() => confirm.mock.calls.length).toBe(3);
      expect(asked.filter(({ what }) => what === "DELETE /api/session")).toEqual([]);
      bar.remove();
      confirm.mockReturnValue(true);
      document.querySelector<HTMLAnchorElement>('a[href="/"]')?.click();
      expect([gone, location.pathname]).toEqual([["go network"], "/"]);
      // Words that are only pasted as yet are lost as well; an emptied field is not asked about.
      await browser.getByRole("button", { name: "Confirm and add" }).click();
      await expect.element(browser.getByRole("link", { name: "Prepare the verdict (new tab)" })).toBeVisible();
      expect(close()).toBe(true);
      await browser.getByRole("button", { name: "Paste text" }).click();
      await browser.getByLabelText("Text of the verdict").fill("Optuženi je kriv.");
      expect(close()).toBe(false);
      // The button hides the field and shows it again, as it was.
      await browser.getByRole("button", { name: "Paste text" }).click();
      await expect.element(browser.getByLabelText("Text of the verdict")).not.toBeVisible();
      await browser.getByRole("button", { name: "Paste text" }).click();
      await expect.element(browser.getByLabelText("Text of the verdict")).toHaveValue("Optuženi je kriv.");
      await browser.getByLabelText("Text of the verdict").fill("");
      expect(close()).toBe(true);
      expect(confirm).toHaveBeenCalledTimes(4);
    } finally {
      confirm.mockRestore();
      router.stop();
      history.replaceState(null, "", home);
    }
  });

  it("offers to prepare only what is one's own, beside files that wait in a tab of its own", async () => {
    const draft = { id: "draft", recognised: { ...recognised, caseNumber: "K 1/24" } };
    const theirs = MEMBERS.organisations.find(({ id }) => id !== FACILITATOR.organisation);
    const lead = { ...FACILITATOR, id: newId(MemberId), organisation: theirs?.id, email: null };
    const answers = {
      "POST /api/imports": draft,
      "POST /api/imports/draft/confirm": { verdict: VERDICTS.open.id },
      "GET /api/members": { ...MEMBERS, members: [...MEMBERS.members, lead] },
    };
    const went: unknown[] = [];
    const note = ({ detail }: WindowEventMap["coram-navigate"]): unknown => went.push(detail);
    addEventListener("coram-navigate", note);
    await paste(answers);
    const owner = browser.getByRole("combobox", { name: "Belongs to" });
    // Nobody there could prepare it.
    const unled = browser.getByRole("option", { name: /^Qendra Besa/ });
    await expect.element(unled).toHaveTextContent("Qendra Besa (has no facilitator yet)");
    await expect.element(unled).toBeDisabled();
    await owner.selectOptions(theirs?.id ?? "");
    await browser.getByRole("button", { name: "Confirm and add" }).click();
    // Names of victims are given to others by no single wrong choice.
    await expect.poll(alert).toMatch(new RegExp(`^“${theirs?.name}” would own this verdict`));
    await owner.selectOptions(FACILITATOR.organisation);
    await expect.element(browser.getByRole("button", { name: "Confirm and add" })).toBeVisible();
    await owner.selectOptions(theirs?.id ?? "");
    await browser.getByRole("button", { name: "Add it for them" }).click();
    await expect.element(browser.getByText(`Added. ${theirs?.name} prepares it.`).first()).toBeVisible();
    expect(document.activeElement?.textContent).toBe("Pasted text");
    await expect.element(browser.getByRole("link", { name: "Prepare the verdict (new tab)" })).not.toBeInTheDocument();
    expect(went).toEqual([]);
    removeEventListener("coram-navigate", note);
    await browser.getByRole("button", { name: "Paste text" }).click();
    await browser.getByLabelText("Text of the verdict").fill(text);
    await browser.getByRole("button", { name: "Read the text" }).click();
    await browser.getByRole("button", { name: "Confirm and add" }).click();
    const link = browser.getByRole("link", { name: "Prepare the verdict (new tab)" });
    await expect.element(link).toHaveAttribute("target", "_blank");
    await expect.element(link).toHaveFocus();
  });

  it("leads to the field that is refused, until it is changed", async () => {
    const refused = { status: 400, problem: { code: "bad-request", params: { field: "data.caseNumber" } } };
    const draft = { id: "draft", recognised: { ...recognised, caseNumber: "K 1/24" } };
    await paste({ "POST /api/imports": draft, "POST /api/imports/draft/confirm": refused });
    await browser.getByRole("button", { name: "Confirm and add" }).click();
    await expect.poll(alert).toMatch(/^“Case number” is missing or not as expected/);
    const field = browser.getByLabelText("Case number");
    await expect.element(field).toHaveFocus();
    await expect.element(field).toHaveAttribute("aria-invalid", "true");
    await expectAccessible();
    await field.fill("K 2/24");
    await expect.element(field).not.toHaveAttribute("aria-invalid");
  });

  it("says in one sentence why a file is refused", async () => {
    await paste({ "POST /api/imports": { status: 422, problem: { code: "import-empty" } } });
    await expect.poll(alert).toMatch(/^There is nothing in this file/);
    await expectAccessible();
    // The same file ends the same way; a server that is busy does not.
    const again = browser.getByRole("button", { name: "Try again" });
    await expect.element(again).not.toBeInTheDocument();
    await paste({ "POST /api/imports": { status: 503, problem: { code: "overloaded" } } });
    await expect.element(again).toBeVisible();
  });
});
