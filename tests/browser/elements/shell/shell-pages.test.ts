import { page as browser, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../../../../client/admin/coram-invite.ts";
import type { CoramInvite } from "../../../../client/admin/coram-invite.ts";
import "../../../../client/admin/coram-import-page.ts";
import "../../../../client/admin/coram-members-page.ts";
import "../../../../client/app/coram-link-page.ts";
import "../../../../client/methodology/coram-methodology-page.ts";
import "../../../../client/app/coram-not-found-page.ts";
import "../../../../client/app/coram-setup-page.ts";
import "../../../../client/app/coram-top-bar.ts";
import "../../../../client/network/coram-export-panel.ts";
import type { CoramExportPanel } from "../../../../client/network/coram-export-panel.ts";
import { MemberId, newId, OutputId } from "../../../../schema/domain/ids.ts";
import { Router } from "../../../../client/app/router.ts";
import type { Recognised } from "../../../../schema/protocol/http/imports.ts";
import type { Block } from "../../../../schema/text/revision.ts";
import {
  FACILITATOR,
  GUEST,
  INVITATIONS,
  LAWYER,
  MEMBERS,
  METHODOLOGY,
  NETWORK,
  VERDICTS,
} from "../../../helpers/browser/shell-data.ts";
import { type Asked, expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const home = location.href;
const ANSWERS = {
  "GET /api/scans": [],
  "GET /api/members": MEMBERS,
  "GET /api/invitations": INVITATIONS,
  "GET /api/network": NETWORK,
  "GET /api/methodology/current": METHODOLOGY,
};

beforeEach(() => browser.viewport(1280, 800));
afterEach(() => {
  history.replaceState(null, "", home);
  delete document.documentElement.dataset["theme"];
});

/** Runs axe on what is shown, in both themes. */
async function expectBothThemes(): Promise<void> {
  for (const theme of ["light", "dark"]) {
    document.documentElement.dataset["theme"] = theme;
    await expectAccessible();
  }
}
const alert = (): string => document.querySelector('[role="alert"]')?.textContent.trim() ?? "";
const bodies = (asked: Asked[], what: string): unknown[] =>
  asked.filter((each) => each.what === what).map(({ body }) => body);

describe("coram-members-page", () => {
  it("is accessible with members, guests and open invitations", async () => {
    await mount("coram-members-page", FACILITATOR, ANSWERS);
    await expect.element(browser.getByText("Besnik D.")).toBeVisible();
    await expectBothThemes();
  });

  it("shows both buttons of an open invitation whole, in one line at every width", async () => {
    await mount("coram-members-page", FACILITATOR, ANSWERS);
    const anew = browser.getByText("New link", { exact: true });
    await expect.element(anew).toBeVisible();
    for (const width of [390, 768, 1440]) {
      await browser.viewport(width, 800);
      const row = anew.element().closest("li");
      const buttons = [...(row?.querySelectorAll("button") ?? [])];
      const inside = row?.getBoundingClientRect() ?? new DOMRect();
      const boxes = buttons.map((button) => button.getBoundingClientRect());
      expect(boxes).toHaveLength(2);
      expect(new Set(boxes.map(({ top }) => top)).size, `lines at ${width}`).toBe(1);
      for (const [i, box] of boxes.entries()) {
        expect(buttons[i]?.scrollWidth, `words in a button at ${width}`).toBeLessThanOrEqual(Math.ceil(box.width));
        expect(box.left >= inside.left && box.right <= Math.min(inside.right, width), `inside at ${width}`).toBe(true);
        const { x, y } = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        expect(document.elementFromPoint(x, y)?.closest("button"), `on top at ${width}`).toBe(buttons[i]);
      }
    }
  });

  it("shows the names of organisations whole on a phone", async () => {
    const name = "Отворен круг, Скопје и Битола";
    const organisations = MEMBERS.organisations.map((each) => ({ ...each, name }));
    await mount("coram-members-page", FACILITATOR, { ...ANSWERS, "GET /api/members": { ...MEMBERS, organisations } });
    await browser.viewport(390, 800);
    const select = browser.getByRole("combobox", { name: `Organisation of ${LAWYER.name}` });
    await expect.element(select).toBeVisible();
    const element = select.element();
    const { font, paddingLeft, paddingRight } = getComputedStyle(element);
    const pen = document.createElement("canvas").getContext("2d");
    if (!pen) throw new Error("no canvas");
    pen.font = font;
    const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    expect(pen.measureText(name).width).toBeLessThan(room - 16);
  });

  it("begins an invitation at the name, so that typing it chooses no role", async () => {
    await mount("coram-members-page", FACILITATOR, ANSWERS);
    const button = browser.getByRole("button", { name: "Invite a member" });
    await expect.element(button).toBeEnabled();
    await button.click();
    const name = browser.getByRole("textbox", { name: "Name, if you like" });
    await expect.element(name).toHaveFocus();
    await userEvent.keyboard("Fatmir");
    expect((name.element() as HTMLInputElement).value).toBe("Fatmir");
    expect(document.querySelector<HTMLSelectElement>("[name=role]")?.value).toBe("lawyer");
  });

  it("says of every role, and of a guest, what it sees and may do", async () => {
    await mount("coram-members-page", LAWYER, ANSWERS);
    await expect.element(browser.getByRole("heading", { name: "What each role may do" })).toBeVisible();
    const roles = document.querySelector("section[aria-labelledby=roles]");
    const said = [...(roles?.querySelectorAll("dl > div") ?? [])].map((line) => [
      line.querySelector("dt")?.textContent,
      line.querySelector("dd")?.textContent,
    ]);
    expect(said).toEqual([
      ["Facilitator", expect.stringMatching(/^Invites and changes members.*; and all that a lawyer does\.$/)],
      ["Lawyer", expect.stringMatching(/^Reads every cleared verdict, tags, answers.*\.$/)],
      ["Reviewer", expect.stringMatching(/comments; does not tag or answer\.$/)],
      ["Reader", expect.stringMatching(/changes nothing and writes no comment\.$/)],
      ["Guest", expect.stringMatching(/^Sees only the one verdict or document of the invitation/)],
    ]);
    await expectAccessible();
  });

  it("lets only facilitators change and invite", async () => {
    await mount("coram-members-page", LAWYER, ANSWERS);
    await expect.element(browser.getByText("Mirjana J.", { exact: true })).toBeVisible();
    expect(document.querySelectorAll(".member-list select, coram-menu").length).toBe(0);
  });

  it("shows the role that holds after the server has refused another", async () => {
    const refused = { status: 409, problem: { code: "last-facilitator" } };
    await mount("coram-members-page", FACILITATOR, { ...ANSWERS, [`PATCH /api/members/${FACILITATOR.id}`]: refused });
    const role = browser.getByRole("combobox", { name: "Role of Mirjana J." });
    await role.selectOptions("lawyer");
    await expect.poll(alert).toMatch(/^This is the last facilitator/);
    expect((role.element() as HTMLSelectElement).value).toBe("facilitator");
  });

  it("brings back who was removed, with a link for their new password, and nobody who was erased or a guest", async () => {
    const removedAt = "2026-03-01T09:00:00.000Z";
    const gone = { ...LAWYER, email: "elira@example.org", removedAt };
    const erased = { ...LAWYER, id: newId(MemberId), name: "[Former member 1]", email: null, removedAt };
    const members = [{ ...FACILITATOR, email: null }, gone, erased, { ...GUEST, email: null, removedAt }];
    const invitation = { ...INVITATIONS[0], kind: "reset", name: LAWYER.name };
    const { asked } = await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      "GET /api/members": { ...MEMBERS, members },
      [`POST /api/members/${LAWYER.id}/back`]: { invitation, url: "https://coram.example/join#x", replaced: false },
    });
    const back = browser.getByRole("button", { name: /^Bring back/ });
    await expect.element(back).toHaveAccessibleName("Bring back Elira K.");
    await expectAccessible();
    await back.click();
    await expect.element(browser.getByRole("dialog", { name: "Elira K. is here again" })).toBeVisible();
    expect(bodies(asked, `POST /api/members/${LAWYER.id}/back`)).toHaveLength(1);
    await expectAccessible();
  });

  it("removes nobody before a second press", async () => {
    const answers = { ...ANSWERS, [`DELETE /api/members/${LAWYER.id}`]: null };
    const { asked } = await mount("coram-members-page", FACILITATOR, answers);
    await browser.getByRole("button", { name: "More about Elira K." }).click();
    await browser.getByRole("menuitem", { name: "Remove" }).click();
    const removal = `DELETE /api/members/${LAWYER.id}`;
    expect(bodies(asked, removal)).toEqual([]);
    await expectAccessible();
    document.querySelector<HTMLElement>("coram-dialog[open] .button-primary")?.click();
    await expect.poll(() => bodies(asked, removal).length).toBe(1);
  });
});

describe("coram-methodology-page", () => {
  it("is accessible with every category open, and says digits and rules", async () => {
    await mount("coram-methodology-page", FACILITATOR, ANSWERS);
    await expect.element(browser.getByText("Does the court hold consent irrelevant?")).toBeVisible();
    for (const details of document.querySelectorAll("details")) details.open = true;
    await expect.element(browser.getByText("Abuse of vulnerability")).toBeVisible();
    await expectBothThemes();
  });

  it("says so before the first version is frozen", async () => {
    await mount("coram-methodology-page", GUEST, {});
    await expect.element(browser.getByText("No methodology is in force yet.")).toBeVisible();
  });
});

describe("coram-link-page", () => {
  const guestLink = {
    kind: "guest",
    to: "verdict",
    network: "Network",
    organisation: "Pravna linija",
    invitedBy: "Mirjana J.",
    name: "Vera R.",
    role: "reviewer",
    expiresAt: "2026-12-25T10:00:00.000Z",
  };

  it("tells a guest who processes what, and spends the link only by the button", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const session = { member: GUEST, network: { name: "Network" }, setup: false, offlineCopies: false };
    const answers = { "POST /api/links/look": guestLink, "POST /api/links/use": session };
    const { asked, accepted } = await mount("coram-link-page", null, answers);
    await expect.element(browser.getByText("What happens with your data")).toBeVisible();
    await expectBothThemes();
    expect(asked).toEqual([{ what: "POST /api/links/look", body: { token: "abcdefghijklmnopqrstuv" } }]);
    await browser.getByRole("button", { name: "Open as Vera R." }).click();
    await expect.poll(() => accepted.length).toBe(1);
    expect(bodies(asked, "POST /api/links/use")).toEqual([{ token: "abcdefghijklmnopqrstuv" }]);
  });

  it("begins in the first field that is empty, with the name that the invitation has", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    await mount("coram-link-page", null, { "POST /api/links/look": { ...guestLink, kind: "member" } });
    await expect.element(browser.getByLabelText("Your name")).toHaveValue("Vera R.");
    await expect.element(browser.getByLabelText("E-mail address")).toHaveFocus();
  });

  it("says what to do about a link that is spent", async () => {
    await mount("coram-link-page", null, { "POST /api/links/look": { status: 410, problem: { code: "link-spent" } } });
    await expect.element(browser.getByText(/This link has been used already/)).toBeVisible();
  });
});

describe("coram-setup-page", () => {
  it("asks for its link, and takes the one that is pasted into the same tab", async () => {
    history.replaceState(null, "", "#");
    await mount("coram-setup-page", null, {});
    await expect.element(browser.getByText(/^Open the link/)).toBeVisible();
    location.hash = "#abcdefghijklmnopqrstuv";
    await expect.element(browser.getByRole("button", { name: "Begin" })).toBeVisible();
  });

  it("marks the e-mail address that is refused, says how one is written, and takes the focus there", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    await mount("coram-setup-page", null, {
      "POST /api/setup": { status: 400, problem: { code: "bad-request", params: { field: "email" } } },
    });
    for (const name of ["Name of the network", "Organisation", "Your name"])
      await browser.getByLabelText(name).fill("N");
    await browser.getByLabelText("E-mail address").fill("mira@astra");
    await browser.getByLabelText("New password").fill("ten letters");
    await userEvent.keyboard("{Enter}");
    await expect.poll(alert).toMatch(/^The e-mail address is not complete/);
    await expect.element(browser.getByLabelText("E-mail address")).toHaveFocus();
    await expect.element(browser.getByLabelText("E-mail address")).toHaveAttribute("aria-invalid", "true");
    await expectBothThemes();
  });

  it("is accessible and begins the network with the token of its link", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const { asked } = await mount("coram-setup-page", null, {
      "POST /api/setup": { status: 410, problem: { code: "link-expired" } },
    });
    await expectBothThemes();
    for (const [name, value] of Object.entries({
      "Name of the network": "N",
      Organisation: "O",
      "Your name": "M",
      "E-mail address": "m@coram.example",
      "New password": "ten letters",
    }))
      await browser.getByLabelText(name).fill(value);
    await browser.getByRole("button", { name: "Begin" }).click();
    await expect.poll(alert).toMatch(/^This link has run out/);
    expect(bodies(asked, "POST /api/setup")).toMatchObject([{ token: "abcdefghijklmnopqrstuv", country: "rs" }]);
  });
});

describe("coram-invite", () => {
  it("asks for a name, makes a link for one verdict, and shows it once", async () => {
    const made = {
      invitation: { ...INVITATIONS[0], kind: "guest", role: "reviewer", name: "Vera R." },
      url: "https://coram.example/join#abc",
      replaced: false,
    };
    const set: Partial<CoramInvite> = { to: { kind: "verdict", verdict: VERDICTS.open.id } };
    const { asked } = await mount<CoramInvite>("coram-invite", LAWYER, { "POST /api/invitations": made }, set);
    await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("name");
    await expectAccessible();
    await userEvent.keyboard("Vera R.{Enter}");
    await expect.element(browser.getByLabelText("Link")).toHaveValue("https://coram.example/join#abc");
    expect(bodies(asked, "POST /api/invitations")).toEqual([
      { kind: "guest", verdict: VERDICTS.open.id, name: "Vera R.", expiresInDays: 14 },
    ]);
    await expectBothThemes();
  });

  it("says which verdicts are to be cleared before a guest reads a document, and asks for nothing", async () => {
    const { id: verdict, court, caseNumber } = VERDICTS.open;
    const closed = [{ verdict, court, caseNumber, stage: "cleared" as const }];
    const set: Partial<CoramInvite> = { to: { kind: "output", output: newId(OutputId), closed } };
    await mount<CoramInvite>("coram-invite", LAWYER, {}, set);
    await expect
      .element(browser.getByRole("link", { name: caseNumber }))
      .toHaveAttribute("href", `/verdicts/${verdict}`);
    await expect.element(browser.getByText("Cleared", { exact: true })).toBeVisible();
    expect(document.querySelector("form")).toBeNull();
    await expectAccessible();
    await expectBothThemes();
  });
});

describe("coram-export-panel", () => {
  const job = { id: "job", state: "done", count: 12, done: 12, fileName: "coram-passages.xlsx", problem: null };

  it("counts while one chooses, makes the file, and hands it over", async () => {
    const { asked } = await mount<CoramExportPanel>("coram-export-panel", FACILITATOR, {
      ...ANSWERS,
      "POST /api/exports": job,
    });
    await expect.element(browser.getByText("12 passages")).toBeVisible();
    await browser.getByRole("checkbox", { name: /Means/ }).click();
    await expect
      .poll(() => bodies(asked, "POST /api/exports").at(-1))
      .toMatchObject({
        countOnly: true,
        filter: { categories: ["b"] },
      });
    // The branch takes its leaves with it.
    expect(browser.getByLabelText(/Abuse of vulnerability/).element()).toBeDisabled();
    await expect.element(browser.getByText("12 passages")).toBeVisible();
    await expectBothThemes();
    await browser.getByRole("button", { name: "Make the file" }).click();
    await expect
      .element(browser.getByRole("link", { name: "Download" }))
      .toHaveAttribute("href", "/api/exports/job/file");
  });

  it("says how many tags the passages are, and offers what is to be sorted among the categories", async () => {
    const [branch, leaf] = METHODOLOGY.content.categories;
    if (!branch || !leaf) throw new Error("two categories");
    const gone = {
      ...leaf,
      id: "b.old" as typeof leaf.id,
      parent: branch.id,
      code: "A9",
      label: { en: "Old, to be sorted: A1 or B3?" },
    };
    const maps = [{ from: 1, fates: { [gone.id]: { kind: "split", into: [leaf.id, "b3"] } } }];
    await mount<CoramExportPanel>("coram-export-panel", FACILITATOR, {
      ...ANSWERS,
      "GET /api/methodology/current": { ...METHODOLOGY, number: 2, maps, gone: [gone] },
      "POST /api/exports": { ...job, tags: 10 },
    });
    await expect
      .element(browser.getByText(/^\s*10 tags, 12 passages: what several people tagged alike/).first())
      .toBeVisible();
    await expect.element(browser.getByRole("checkbox", { name: /Old, to be sorted/ })).toBeVisible();
    await expectAccessible();
  });

  it("offers the whole verdict only where there is exactly one", async () => {
    await mount<CoramExportPanel>("coram-export-panel", LAWYER, { ...ANSWERS, "POST /api/exports": job });
    expect(document.querySelector('[value="docx-verdict"]')).toBeNull();
    const set: Partial<CoramExportPanel> = { verdict: VERDICTS.open.id };
    await mount<CoramExportPanel>("coram-export-panel", LAWYER, { ...ANSWERS, "POST /api/exports": job }, set);
    expect(document.querySelector('[value="docx-verdict"]')).not.toBeNull();
  });

  it("says why there is nothing, and makes no empty file", async () => {
    await mount<CoramExportPanel>("coram-export-panel", LAWYER, {
      ...ANSWERS,
      "POST /api/exports": { ...job, count: 0 },
    });
    await expect.element(browser.getByText("There is nothing in “What stands”. Choose other layers.")).toBeVisible();
    await browser.getByLabelText("Words in quote or note").fill("passport");
    await expect.element(browser.getByText(/No passage fits this choice/)).toBeVisible();
    expect(browser.getByRole("button", { name: "Make the file" }).element()).toBeDisabled();
  });
});

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
    warnings: [{ code: "comments-left-out", params: { count: 2 } }],
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
    await expect.element(browser.getByLabelText("Court")).toHaveValue("Viši sud u Nišu");
    await expect.element(browser.getByText("2 comments were left out.")).toBeVisible();
    await expectBothThemes();
    // The page mark stands where the page begins, inside the second paragraph.
    expect(document.querySelectorAll(".words")[1]?.textContent).toBe("Optuženip. 2 je kriv.");
    // From the second paragraph on it is the operative part.
    browser.getByRole("listbox").element().focus();
    await userEvent.keyboard("{ArrowDown}");
    await browser.getByRole("combobox", { name: "Section" }).selectOptions("operative");
    await browser.getByLabelText("Case number").fill("K 1/24");
    await browser.getByRole("button", { name: "Confirm and add" }).click();
    await expect.element(browser.getByRole("link", { name: "Prepare the verdict" })).toBeVisible();
    expect(bodies(asked, "POST /api/imports/draft/confirm")).toMatchObject([
      {
        data: { court: "Viši sud u Nišu", caseNumber: "K 1/24", country: "rs" },
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
      await expect.element(browser.getByLabelText("Court")).toHaveValue("Viši sud u Nišu");
      gone.length = 0;
      document.querySelector<HTMLAnchorElement>('a[href="/"]')?.click();
      expect(confirm).toHaveBeenLastCalledWith(expect.stringMatching(/not added yet.* Leave all the same\?$/u));
      await back();
      expect(confirm).toHaveBeenCalledTimes(2);
      expect([gone, location.pathname, close()]).toEqual([[], "/import", false]);
      const bar = Object.assign(document.createElement("coram-top-bar"), { session: { member: FACILITATOR } });
      document.body.append(bar);
      await browser.getByRole("button", { name: `Account of ${FACILITATOR.name}`, exact: false }).click();
      await browser.getByRole("menuitem", { name: "Sign out" }).click();
      await vi.waitFor(() => expect(confirm).toHaveBeenCalledTimes(3));
      expect(asked.filter(({ what }) => what === "DELETE /api/session")).toEqual([]);
      bar.remove();
      confirm.mockReturnValue(true);
      document.querySelector<HTMLAnchorElement>('a[href="/"]')?.click();
      expect([gone, location.pathname]).toEqual([["go network"], "/"]);
      // Words that are only pasted as yet are lost as well; an emptied field is not asked about.
      await browser.getByRole("button", { name: "Confirm and add" }).click();
      await expect.element(browser.getByRole("link", { name: "Prepare the verdict" })).toBeVisible();
      expect(close()).toBe(true);
      await browser.getByRole("button", { name: "Paste text" }).click();
      await browser.getByLabelText("Text of the verdict").fill("Optuženi je kriv.");
      expect(close()).toBe(false);
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
    const answers = { "POST /api/imports": draft, "POST /api/imports/draft/confirm": { verdict: VERDICTS.open.id } };
    const went: unknown[] = [];
    const note = ({ detail }: WindowEventMap["coram-navigate"]): unknown => went.push(detail);
    addEventListener("coram-navigate", note);
    await paste(answers);
    const theirs = MEMBERS.organisations.find(({ id }) => id !== FACILITATOR.organisation);
    await browser.getByRole("combobox", { name: "Belongs to" }).selectOptions(theirs?.id ?? "");
    await browser.getByRole("button", { name: "Confirm and add" }).click();
    await expect.element(browser.getByText(`Added. ${theirs?.name} prepares it.`).first()).toBeVisible();
    expect(document.activeElement?.textContent).toBe("Pasted text");
    await expect.element(browser.getByRole("link", { name: "Prepare the verdict" })).not.toBeInTheDocument();
    expect(went).toEqual([]);
    removeEventListener("coram-navigate", note);
    await browser.getByRole("button", { name: "Paste text" }).click();
    await browser.getByLabelText("Text of the verdict").fill(text);
    await browser.getByRole("button", { name: "Read the text" }).click();
    await browser.getByRole("button", { name: "Confirm and add" }).click();
    const link = browser.getByRole("link", { name: "Prepare the verdict" });
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

describe("coram-not-found-page", () => {
  it("is accessible and has a way back", async () => {
    await mount("coram-not-found-page", FACILITATOR, {});
    await expectBothThemes();
    expect(document.querySelector("a")?.getAttribute("href")).toBe("/");
  });
});
