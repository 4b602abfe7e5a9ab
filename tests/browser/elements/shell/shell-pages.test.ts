import { type Locator, page as browser, userEvent } from "vitest/browser";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { CoramNotFoundPage } from "../../../../client/app/coram-not-found-page.ts";
import type { CoramExportPanel } from "../../../../client/network/coram-export-panel.ts";
import { InvitationId, MemberId, newId } from "../../../../schema/domain/ids.ts";
import {
  FACILITATOR,
  GUEST,
  INVITATIONS,
  LAWYER,
  MEMBERS,
  VERDICTS,
  METHODOLOGY,
} from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { ANSWERS, expectBothThemes, alert, bodies, onShellPage } from "../../../helpers/browser/shell-answers.ts";

onShellPage();

/** Enter presses the button that does it, and that is seen after a press of the mouse, too; a key that is still held presses nothing. */
async function expectFirst(make: Locator): Promise<void> {
  await expect.element(make).toHaveFocus();
  expect(getComputedStyle(make.element()).outlineStyle).toBe("solid");
  const held = new KeyboardEvent("keydown", {
    key: "Enter",
    repeat: true,
    bubbles: true,
    composed: true,
    cancelable: true,
  });
  expect(make.element().dispatchEvent(held)).toBe(false);
}

/** Of two people, one of them twice, and a link for a new password. */
function openInvitations() {
  const [besnik] = INVITATIONS;
  const other = (name: string, email: string) => ({ ...besnik, id: newId(InvitationId), name, email });
  return {
    astrit: other("Astrit X.", "astrit@example.org"),
    first: other("Besnik D.", "a@example.org"),
    second: other("Besnik D.", "b@example.org"),
    reset: { ...other("Elira K.", ""), kind: "reset", member: LAWYER.id },
  };
}

describe("coram-members-page", () => {
  it("is accessible with members, guests and open invitations", async () => {
    await mount("coram-members-page", FACILITATOR, ANSWERS);
    await expect.element(browser.getByText("Besnik D.")).toBeVisible();
    await expectBothThemes();
  });

  it("says of a guest what they can open, with the way there", async () => {
    await mount("coram-members-page", FACILITATOR, ANSWERS);
    const link = browser.getByRole("link", { name: VERDICTS.open.caseNumber });
    await expect.element(link).toBeVisible();
    expect(link.element().getAttribute("href")).toBe(`/verdicts/${VERDICTS.open.id}`);
    expect(link.element().closest("li")?.textContent).toContain("Vera R.");
  });

  it("shows both buttons of an open invitation whole, in one line at every width", async () => {
    await mount("coram-members-page", FACILITATOR, ANSWERS);
    const anew = browser.getByText("New link", { exact: true });
    await expect.element(anew).toBeVisible();
    for (const width of [390, 768, 1440]) {
      await browser.viewport(width, 800);
      const row = anew.element().closest("li");
      row?.scrollIntoView({ block: "center" });
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

  it("makes new links for all who have not joined, after one question, and opens the list in its box or its links", async () => {
    const [besnik] = INVITATIONS;
    const open = ["a", "b"].map((name) => ({ ...besnik, id: newId(InvitationId), name, email: `${name}@example.org` }));
    const made = { ...besnik, id: newId(InvitationId), name: "Elira K.", email: null };
    // Whether the browser asks before it closes, at each link that is made.
    const held: boolean[] = [];
    // Whether a second press would begin anew, as well.
    const locked: (boolean | undefined)[] = [];
    const { asked } = await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      "GET /api/invitations": open,
      get "POST /api/invitations"() {
        held.push(!dispatchEvent(new Event("beforeunload", { cancelable: true })));
        locked.push(document.querySelector<HTMLButtonElement>("#pending + button")?.disabled);
        return { invitation: made, url: "https://coram.example/join#anew", replaced: true };
      },
    });
    const list = browser.getByRole("button", { name: "Invite a list" });
    await list.click();
    await expect.element(browser.getByRole("textbox")).toHaveFocus();
    await list.click();
    await browser.getByRole("button", { name: "New links for all who have not joined" }).click();
    await expect.element(browser.getByRole("dialog", { name: "Make 2 new links?" })).toBeVisible();
    await expectAccessible();
    await browser.getByRole("button", { name: "Make the links" }).click();
    await expect.element(browser.getByText("https://coram.example/join#anew")).toBeVisible();
    expect([held[0], held.at(-1), locked.at(-1)]).toEqual([false, true, true]);
    await expect.poll(() => document.activeElement?.matches(".invite-made h3")).toBe(true);
    expect(bodies(asked, "POST /api/invitations")).toMatchObject(
      open.map(({ id }) => ({ kind: "member", replaces: id })),
    );
    await expectAccessible();
    await browser.getByRole("button", { name: "Done" }).click();
    await expect.element(browser.getByRole("textbox")).toHaveFocus();
  });

  it("ends an invitation's link only after a question that names whose it is, says so, and keeps the focus in the list", async () => {
    const { astrit, first, second, reset } = openInvitations();
    let open = [second, first, astrit] as object[];
    const answers = {
      ...ANSWERS,
      [`POST /api/members/${LAWYER.id}/reset`]: { invitation: reset, url: "https://y/", replaced: true },
      get "GET /api/invitations"() {
        return open;
      },
      [`DELETE /api/invitations/${first.id}`]: null,
      "POST /api/invitations": {
        invitation: { ...second, id: newId(InvitationId) },
        url: "https://x/",
        replaced: true,
      },
    };
    const { asked } = await mount("coram-members-page", FACILITATOR, answers);
    const rows = browser.getByRole("listitem").filter({ has: browser.getByText("Withdraw", { exact: true }) });
    await expect.element(rows.nth(2)).toBeVisible();
    // In the order of names, and of one name by address.
    const addresses = [...document.querySelectorAll("[data-invitation] .ellipsis")].map((each) => each.textContent);
    expect(addresses).toEqual(["astrit@example.org", "a@example.org", "b@example.org"]);

    const removal = `DELETE /api/invitations/${first.id}`;
    await rows.nth(1).getByRole("button", { name: "Withdraw the invitation: Besnik D." }).click();
    const question = browser.getByRole("dialog", { name: "Withdraw the invitation?" });
    await expect.element(question).toBeVisible();
    await expect
      .element(browser.getByText(/^Besnik D\., a@example\.org, Lawyer, Отворен круг: the link/))
      .toBeVisible();
    expect(bodies(asked, removal)).toEqual([]);
    await expectAccessible();
    open = [second, astrit, reset];
    await browser.getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect.element(browser.getByText("Withdrawn: Besnik D.", { exact: false })).toBeVisible();
    expect(bodies(asked, removal)).toHaveLength(1);
    await expect.element(rows.nth(1).getByRole("button", { name: "Withdraw the invitation: Besnik D." })).toHaveFocus();

    // A new link is asked for in the same way; then it is shown.
    const anew = rows.nth(1).getByRole("button", { name: "A new link for Besnik D." });
    await anew.click();
    const before = browser.getByRole("dialog", { name: "Make a new link?" });
    await expect.element(before).toBeVisible();
    await expect.element(browser.getByText(/b@example\.org.*stops working at once/)).toBeVisible();
    expect(bodies(asked, "POST /api/invitations")).toEqual([]);
    const make = browser.getByRole("button", { name: "Make the link" });
    await expectFirst(make);
    await userEvent.keyboard("{Enter}");
    const made = browser.getByRole("dialog", { name: "New link" });
    await expect.element(made).toBeVisible();
    await expect.element(browser.getByText("The earlier link no longer works.")).toBeVisible();
    await browser.getByRole("button", { name: "Close" }).click();
    await expect.element(anew).toHaveFocus();

    // Who has lost a link for a new password has another in the same row.
    await browser.getByRole("button", { name: "A new link for Elira K." }).click();
    await browser.getByRole("button", { name: "Make the link" }).click();
    await expect.poll(() => bodies(asked, `POST /api/members/${LAWYER.id}/reset`).length).toBe(1);
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
      ["Reviewer", expect.stringMatching(/comments and suggests tags; does not tag or answer\.$/)],
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
    const params = { organisation: "Pravna linija" };
    const refused = { status: 403, problem: { code: "led-by-others", params } };
    const second = { ...FACILITATOR, id: newId(MemberId), name: "Sanja L.", email: null };
    const preparing = [{ organisation: FACILITATOR.organisation, count: 1 }];
    const people = { ...MEMBERS, members: [...MEMBERS.members, second], preparing };
    await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      "GET /api/members": people,
      [`PATCH /api/members/${LAWYER.id}`]: refused,
    });
    await browser.getByRole("button", { name: "More about Mirjana J." }).click();
    await browser.getByRole("menuitem", { name: "Remove" }).click();
    await expect
      .element(browser.getByText(/is in preparation: Mirjana J\. no longer prepares it\. Sanja L\. is then the only/))
      .toBeVisible();
    await userEvent.keyboard("{Escape}");
    const role = browser.getByRole("combobox", { name: "Role of Elira K." });
    await role.selectOptions("facilitator");
    await browser.getByRole("button", { name: "Change the role" }).click();
    await expect.poll(alert).toMatch(/^The facilitators of Pravna linija decide on this/);
    expect((role.element() as HTMLSelectElement).value).toBe("lawyer");
    expect(document.querySelector('[role="alert"]')?.closest("li")).toBe(role.element().closest("li"));
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
});

describe("coram-methodology-page", () => {
  it("is accessible with every category open, and says digits and rules", async () => {
    await mount("coram-methodology-page", FACILITATOR, ANSWERS);
    await expect.element(browser.getByText("Does the court hold consent irrelevant?")).toBeVisible();
    for (const details of document.querySelectorAll("details")) details.open = true;
    await expect.element(browser.getByText("Abuse of vulnerability")).toBeVisible();
    await expectBothThemes();
  });

  it("says until it is dismissed that no lawyer of the country has read the texts, and where they are corrected", async () => {
    await mount("coram-methodology-page", FACILITATOR, ANSWERS);
    const note = browser.getByRole("note");
    await expect
      .element(note.getByText(/No lawyer of the country has read them yet\. Correct in the draft/))
      .toBeVisible();
    await expect.element(note.getByRole("button", { name: "To the draft" })).toBeVisible();
    await note.getByRole("button", { name: "Understood" }).click();
    await expect.element(note).not.toBeInTheDocument();
    // Another visit on this device.
    await mount("coram-methodology-page", FACILITATOR, ANSWERS);
    await expect.element(browser.getByText("Does the court hold consent irrelevant?")).toBeVisible();
    await expect.element(note).not.toBeInTheDocument();
    localStorage.removeItem("coram.methodology-unread");
  });

  it("says so before the first version is frozen", async () => {
    await mount("coram-methodology-page", GUEST, {});
    await expect.element(browser.getByText("No methodology is in force yet.")).toBeVisible();
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
    await browser.getByRole("checkbox", { name: /With IDs/ }).click();
    await expectBothThemes();
    const saved: string[] = [];
    const save = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.getAttribute("href") ?? "");
    });
    onTestFinished(() => save.mockRestore());
    const button = browser.getByRole("button", { name: "Make the file" });
    const place = (): number[] => {
      const { x, y } = button.element().getBoundingClientRect();
      return [x, y];
    };
    const before = place();
    await button.click();
    // One press saves it too, and what is said of it moves nothing.
    await expect.poll(() => saved).toEqual(["/api/exports/job/file"]);
    await expect
      .element(browser.getByRole("link", { name: "Download again" }))
      .toHaveAttribute("href", "/api/exports/job/file");
    expect(place()).toEqual(before);
    const asIs = { countOnly: false, format: "xlsx", withIds: true, withInternal: false };
    expect(bodies(asked, "POST /api/exports").at(-1)).toMatchObject(asIs);
    // Another file than the one that is there: it is made anew. Only a workbook has the choice of ids.
    await browser.getByRole("checkbox", { name: /With IDs/ }).click();
    await expect.element(browser.getByRole("link", { name: "Download again" })).not.toBeInTheDocument();
    await browser.getByRole("checkbox", { name: /With internal comments/ }).click();
    await button.click();
    await expect.poll(() => bodies(asked, "POST /api/exports").at(-1)).toMatchObject({ withInternal: true });
    await browser.getByRole("radio", { name: /One row per passage, for any program/ }).click();
    await expect.element(browser.getByRole("checkbox", { name: /With IDs/ })).not.toBeInTheDocument();
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

  it("says why there is nothing, and makes no empty file", async () => {
    await mount<CoramExportPanel>("coram-export-panel", LAWYER, {
      ...ANSWERS,
      "POST /api/exports": { ...job, count: 0 },
    });
    await expect.element(browser.getByText("There is nothing in “What stands”. Choose something else.")).toBeVisible();
    await browser.getByLabelText("Words in quote or note").fill("passport");
    await expect.element(browser.getByText(/No passage fits this choice/)).toBeVisible();
    expect(browser.getByRole("button", { name: "Make the file" }).element()).toBeDisabled();
  });
});

describe("coram-not-found-page", () => {
  it("is accessible and has a way back", async () => {
    await mount("coram-not-found-page", FACILITATOR, {});
    await expectBothThemes();
    expect(document.querySelector("a")?.getAttribute("href")).toBe("/");
    await mount<CoramNotFoundPage>("coram-not-found-page", GUEST, {}, { noAccess: true });
    await expect.element(browser.getByText("Ask the person who invited you if you need it.")).toBeVisible();
    await expect.element(browser.getByRole("link", { name: "What is open to you" })).toBeVisible();
  });
});
