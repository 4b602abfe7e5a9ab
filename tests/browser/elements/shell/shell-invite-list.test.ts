import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/admin/coram-invite-list.ts";
import { InvitationId, MemberId, newId } from "../../../../schema/domain/ids.ts";
import type { InvitationMade } from "../../../../schema/protocol/http/people.ts";
import { FACILITATOR, INVITATIONS, LAWYER, MEMBERS, ORGANISATIONS } from "../../../helpers/browser/shell-data.ts";
import { alert, ANSWERS, bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const [linija, krug] = ORGANISATIONS;
const made = (name: string): InvitationMade => ({
  invitation: {
    ...(INVITATIONS[0] as InvitationMade["invitation"]),
    id: newId(InvitationId),
    name,
    email: `${name}@example.org`,
  },
  url: `https://coram.example/join#${name}`,
  replaced: false,
});
const organisationOf = (name: string) => browser.getByRole("combobox", { name: `Organisation of ${name}` });
const focused = (): string | null => document.activeElement?.getAttribute("aria-label") ?? null;

const PASTED = [
  "Nela Velkov, nela@example.org, Otvoren krug",
  "Blerim Xhani, blerim@example.org, Qendra Re, facilitator",
  "Ana Georgievska, ana@gmail.com",
  "Ana G., ana@gmail.com, Pravna linija",
];

/** By Enter it is hers, by Esc the one before stays; the focus stays in her row. */
async function nameOrganisation(): Promise<void> {
  await organisationOf("Ana Georgievska").selectOptions("other");
  await browser.getByRole("textbox", { name: "Name of the organisation" }).fill("Nova");
  await userEvent.keyboard("{Enter}");
  await expect.element(organisationOf("Ana Georgievska")).toHaveValue("new:Nova");
  await expect.element(organisationOf("Ana Georgievska")).toHaveFocus();
  await organisationOf("Ana Georgievska").selectOptions("other");
  await userEvent.keyboard("Else{Escape}");
  await expect.element(organisationOf("Ana Georgievska")).toHaveValue("new:Nova");
  await expect.element(organisationOf("Ana Georgievska")).toHaveFocus();
}

describe("coram-invite-list", () => {
  it("reads what is pasted, asks what is doubtful before it invites, and shows the links until they are done with", async () => {
    const invited: number[] = [];
    const answers: Record<string, unknown> = {
      ...ANSWERS,
      "GET /api/members": { ...MEMBERS, members: MEMBERS.members.map((each) => ({ ...each, email: null })) },
      "POST /api/invitations/list": { made: [made("nela"), made("blerim")] },
    };
    const { page, asked } = await mount("coram-invite-list", FACILITATOR, answers);
    page.addEventListener("coram-invited", ({ detail }) => invited.push(detail.count));
    await expectBothThemes();
    await browser.getByRole("textbox").fill(PASTED.join("\n"));
    await expect.element(browser.getByText("3 to answer")).toBeVisible();
    await expect.element(organisationOf("Nela Velkov")).toHaveValue(krug?.id ?? "");
    await expect.element(organisationOf("Blerim Xhani")).toHaveValue("new:Qendra Re");
    await expect.element(browser.getByText("This address stands twice.")).toBeVisible();
    await expectBothThemes();
    // On a phone the name of what is new stands in words, not in letters below one another.
    await browser.viewport(320, 700);
    const newOne = document.querySelector(".invite-new label span");
    expect(newOne?.clientWidth).toBeGreaterThan(180);
    await browser.viewport(1280, 800);
    // Pressed too early, it leads to what is open.
    const go = browser.getByRole("button", { name: "Invite 4 people" });
    await go.click();
    await expect.poll(focused).toBe("Organisation of Ana Georgievska");
    await nameOrganisation();
    await organisationOf("Ana Georgievska").selectOptions(linija?.id ?? "");
    await browser.getByRole("button", { name: "Skip Ana G.", exact: true }).click();
    await browser.getByRole("combobox", { name: "Country of Qendra Re" }).selectOptions("al");
    await expect.element(browser.getByText("to answer", { exact: false })).not.toBeInTheDocument();
    await browser.getByRole("button", { name: "Skip Ana Georgievska", exact: true }).click();
    await browser.getByRole("button", { name: "Invite 2 people" }).click();
    await expect.element(browser.getByRole("heading", { name: "2 people invited" })).toHaveFocus();
    expect(bodies(asked, "POST /api/invitations/list")).toEqual([
      {
        organisations: [{ name: "Qendra Re", country: "al" }],
        people: [
          { name: "Nela Velkov", email: "nela@example.org", role: "lawyer", organisation: krug?.id },
          { name: "Blerim Xhani", email: "blerim@example.org", role: "facilitator", organisation: 0 },
        ],
      },
    ]);
    expect(invited).toEqual([2]);
    await expectBothThemes();
    await browser.getByRole("button", { name: "Invite more" }).click();
    await expect.element(browser.getByRole("textbox")).toHaveValue("");
    await expect.element(browser.getByRole("textbox")).toHaveFocus();
    await expect.element(browser.getByText("https://coram.example/join#nela")).toBeVisible();
    // Somebody is invited a second time: the first link works no longer, and is not shown.
    answers["POST /api/invitations/list"] = { made: [{ ...made("nela"), url: "https://coram.example/join#second" }] };
    await browser.getByRole("textbox").fill("Nela Velkov, nela@example.org, Otvoren krug");
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect.element(browser.getByText("https://coram.example/join#second")).toBeVisible();
    await expect.element(browser.getByText("https://coram.example/join#nela")).not.toBeInTheDocument();
    await browser.getByRole("button", { name: "Done" }).click();
    await expect.element(browser.getByRole("textbox")).toHaveFocus();
    expect(document.querySelector(".invite-made")).toBeNull();
  });

  it("keeps lines and answers when another page is gone to, asks before the browser closes it, and keeps the links so too", async () => {
    const blerim = made("blerim");
    const answers: Record<string, unknown> = { ...ANSWERS, "POST /api/invitations/list": { made: [blerim] } };
    const asks = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    await mount("coram-invite-list", FACILITATOR, answers);
    await expect.element(browser.getByRole("button", { name: "Invite", exact: true })).toBeDisabled();
    expect(asks()).toBe(false);
    const lines = "Nela Velkov, nela@example.org, Otvoren krug\nBlerim Xhani, blerim@example.org, Qendra Re";
    await browser.getByRole("textbox").fill(lines);
    await browser.getByRole("button", { name: "Skip Nela Velkov", exact: true }).click();
    await organisationOf("Blerim Xhani").selectOptions("other");
    await browser.getByRole("textbox", { name: "Name of the organisation" }).fill("Nova");
    await userEvent.keyboard("{Enter}");
    await browser.getByRole("combobox", { name: "Country of Nova" }).selectOptions("al");
    await mount("coram-invite-list", FACILITATOR, answers);
    await expect.element(browser.getByRole("textbox")).toHaveValue(lines);
    await expect.element(organisationOf("Blerim Xhani")).toHaveValue("new:Nova");
    await expect.element(browser.getByRole("combobox", { name: "Country of Nova" })).toHaveValue("al");
    expect(asks()).toBe(true);
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect.element(browser.getByRole("heading", { name: "1 person invited" })).toBeVisible();
    await mount("coram-invite-list", FACILITATOR, answers);
    await expect.element(browser.getByText("https://coram.example/join#blerim")).toBeVisible();
    expect(asks()).toBe(true);
    // On a phone the link stands below the name, and Copy beside it.
    await browser.viewport(390, 844);
    const [name, link] = [".name", ".link"].map((part) =>
      document.querySelector(`.invite-made li > ${part}`)?.getBoundingClientRect(),
    );
    expect(
      Math.abs(((name?.top ?? 0) + (name?.bottom ?? 0) - (link?.top ?? 99) - (link?.bottom ?? 99)) / 2),
    ).toBeLessThan(4);
    await browser.viewport(1280, 800);
    await browser.getByRole("button", { name: "Copy the link of blerim" }).click();
    await expect.element(browser.getByText("Copied", { exact: true })).toBeVisible();
    expect(asks()).toBe(false);
    // Once it is used it is shown no more: they stand among the members.
    answers["GET /api/invitations"] = [{ ...blerim.invitation, spentAt: "2026-11-29T20:00:00.000Z" }];
    await mount("coram-invite-list", FACILITATOR, answers);
    await expect.element(browser.getByText("https://coram.example/join#blerim")).not.toBeInTheDocument();
    await expect.element(browser.getByRole("textbox")).toHaveValue("");
  });

  it("says of links that begin with a private address that colleagues cannot open them, and where new ones are made", async () => {
    const here = { ...made("nela"), url: "http://localhost:8080/join#nela" };
    const answers: Record<string, unknown> = { ...ANSWERS, "POST /api/invitations/list": { made: [here] } };
    await mount("coram-invite-list", FACILITATOR, answers);
    await browser.getByRole("textbox").fill("Nela Velkov, nela@example.org, Otvoren krug");
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect.element(browser.getByText(/^Colleagues elsewhere cannot open.*localhost:8080.*--url/)).toBeVisible();
    await expect
      .element(browser.getByText("make a new link under Members (“New link”)", { exact: false }))
      .toBeVisible();
    await expectBothThemes();
    await browser.getByRole("button", { name: "Done" }).click();
    answers["POST /api/invitations/list"] = { made: [made("nela")] };
    await browser.getByRole("textbox").fill("Nela Velkov, nela@example.org, Otvoren krug");
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect.element(browser.getByText("https://coram.example/join#nela")).toBeVisible();
    expect(document.body.textContent).not.toContain("--url");
    await browser.getByRole("button", { name: "Done" }).click();
  });

  it("explains the roles where they are chosen, and where guests are invited", async () => {
    await mount("coram-invite-list", FACILITATOR, ANSWERS);
    await browser.getByRole("textbox").fill("Vera Rossi\tvera@example.org\tPravna linija\tguest");
    await expect.element(browser.getByText(/^Reads every cleared verdict, tags/)).toBeVisible();
    await expect.element(browser.getByText(/^They have no role here/)).toBeVisible();
    const guest = browser.getByText(/^A guest is invited from the verdict or document/);
    await expect.element(guest).toBeVisible();
    await expectBothThemes();
    await browser.getByRole("combobox", { name: "Role of Vera Rossi" }).selectOptions("reader");
    await expect.element(guest).not.toBeInTheDocument();
  });

  it("shows each pasted line whole beside what was read of it, whatever is said of it and of a head, and leads to the line", async () => {
    await mount("coram-invite-list", FACILITATOR, ANSWERS);
    const long = `Sofija Stojanova-${"Angelovska-".repeat(12)}Petrova\tsofija@example.org\tPravna linija\treviewer`;
    const lines = [
      "Petar Petrovski",
      "Dragana Jović\tdragana@example.org\tPravna linija\tfacilitator",
      "dragana@example.org",
      long,
    ];
    await browser.getByRole("textbox").fill(["Name\tE-mail\tOrganisation\tRole", "", ...lines].join("\n"));
    await expect.element(browser.getByText("Pasted, 4 lines")).toBeVisible();
    for (const width of [390, 768, 1440]) {
      await browser.viewport(width, 900);
      const rows = [...document.querySelectorAll(".invite-read li")];
      expect(rows.map((row) => row.querySelector(".line")?.textContent)).toEqual(
        lines.map((line) => line.replaceAll("\t", "   ")),
      );
      expect(rows.map((row) => row.querySelector(".name")?.textContent.slice(0, 12))).toEqual(
        lines.map((line) => line.slice(0, 12)),
      );
      for (const row of rows) {
        const line = row.querySelector(".line");
        expect(line?.scrollWidth, `a line cut off at ${width}`).toBeLessThanOrEqual(line?.clientWidth ?? 0);
        const [box, inside] = [line, row].map((each) => each?.getBoundingClientRect() ?? new DOMRect());
        expect(box && inside && box.top >= inside.top && box.bottom <= inside.bottom, `in its row at ${width}`).toBe(
          true,
        );
      }
    }
    await browser.getByRole("button", { name: "Change the line" }).nth(1).click();
    const field = document.querySelector("textarea");
    await expect.element(browser.getByRole("textbox")).toHaveFocus();
    expect(field?.value.slice(field.selectionStart, field.selectionEnd)).toBe(lines[2]);
    await expectBothThemes();
    // Nobody is left to invite: no button counts them.
    for (const skip of document.querySelectorAll<HTMLElement>(".invite-read li > .link")) skip.click();
    await expect.element(browser.getByRole("button", { name: "Invite", exact: true })).toBeDisabled();
  });

  it("holds more than fifty lines back, and says why the server refuses a list", async () => {
    await mount("coram-invite-list", FACILITATOR, {
      ...ANSWERS,
      "POST /api/invitations/list": {
        status: 409,
        problem: { code: "organisation-taken", params: { organisation: "Krug" } },
      },
    });
    const line = (at: number): string => `Person ${at}, person${at}@example.org, Pravna linija`;
    const lines = Array.from({ length: 51 }, (_, at) => line(at));
    await browser.getByRole("textbox").fill(lines.join("\n"));
    await expect.poll(alert).toMatch(/^At most 50/);
    await browser.getByRole("textbox").fill(line(0));
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect.poll(alert).toMatch(/^Krug is there already, under this name/);
    await expect.element(browser.getByRole("textbox")).toHaveValue(line(0));
  });

  it("says of whom another organisation has invited whose link stays, and holds the line back", async () => {
    const jelena = { ...FACILITATOR, id: newId(MemberId), organisation: krug?.id, name: "Jelena M.", email: null };
    const open = { ...INVITATIONS[0], email: "besnik@example.org", invitedBy: jelena.id };
    const { asked } = await mount("coram-invite-list", FACILITATOR, {
      ...ANSWERS,
      "GET /api/members": { ...MEMBERS, members: [...MEMBERS.members, jelena] },
      "GET /api/invitations": [open],
    });
    await browser.getByRole("textbox").fill("Besnik D., besnik@example.org, Pravna linija, facilitator");
    const said = `Invited by ${krug?.name ?? ""} already (ask Jelena M.): their link stays. Skip the line.`;
    await expect.element(browser.getByText(said)).toBeVisible();
    await expect.element(browser.getByText(/the earlier link ends/)).not.toBeInTheDocument();
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    expect(bodies(asked, "POST /api/invitations/list")).toEqual([]);
    await browser.getByRole("button", { name: "Skip Besnik D." }).click();
    await expect.element(browser.getByText(said)).not.toBeInTheDocument();
  });
});

describe("roles of coram-members-page", () => {
  it("asks before somebody leads the network or leads it no longer, and says which links end and which round loses a coder", async () => {
    const second = { ...FACILITATOR, id: newId(MemberId), name: "Jelena M.", email: null };
    const people = { ...MEMBERS, members: [...MEMBERS.members, second], codeBlind: [LAWYER.id] };
    const open = [{ ...INVITATIONS[0], invitedBy: second.id }];
    const { asked } = await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      "GET /api/members": people,
      "GET /api/invitations": open,
      [`PATCH /api/members/${LAWYER.id}`]: LAWYER,
    });
    // One letter typed in a row takes nothing away; in one's own there is nothing to choose.
    await expect.element(browser.getByText(/^Your own role and organisation are changed by another/)).toBeVisible();
    expect(browser.getByRole("combobox", { name: "Role of Mirjana J." }).elements()).toEqual([]);
    const theirs = browser.getByRole("combobox", { name: "Role of Jelena M." });
    await theirs.selectOptions("lawyer");
    const question = browser.getByRole("dialog", { name: "Change the role of Jelena M.?" });
    await expect.element(question).toBeVisible();
    await expect
      .element(browser.getByText(/Jelena M\. then leads.*1 open invitation that Jelena M\. made works no longer/))
      .toBeVisible();
    await expect.element(browser.getByRole("button", { name: "Keep as it is" })).toHaveFocus();
    await expectAccessible();
    await userEvent.keyboard("{Enter}");
    await expect.element(theirs).toHaveValue("facilitator");
    await browser.getByRole("combobox", { name: "Role of Elira K." }).selectOptions("facilitator");
    await expect.element(browser.getByText(/^As facilitator, Elira K\. reads/)).toBeVisible();
    expect(asked.filter(({ what }) => what.startsWith("PATCH"))).toEqual([]);
    await browser.getByRole("button", { name: "Change the role" }).click();
    await expect.poll(() => bodies(asked, `PATCH /api/members/${LAWYER.id}`)).toEqual([{ role: "facilitator" }]);
    await browser.getByRole("button", { name: "More about Elira K." }).click();
    await browser.getByRole("menuitem", { name: "Remove" }).click();
    await expect.element(browser.getByText(/Elira K\. is coding a blind round/)).toBeVisible();
  });

  it("lets nobody be put at the head of another organisation, and says whom to ask", async () => {
    const place = ORGANISATIONS.find(({ id }) => id !== FACILITATOR.organisation)?.id ?? FACILITATOR.organisation;
    const leader = { ...FACILITATOR, id: newId(MemberId), name: "Besim F.", organisation: place, email: null };
    const lawyer = { ...LAWYER, id: newId(MemberId), name: "Arta L.", organisation: place, email: null };
    const gone = {
      ...leader,
      id: newId(MemberId),
      name: "Dritan S.",
      email: "d@example.org",
      removedAt: leader.removedAt ?? "2026-03-01T09:00:00.000Z",
    };
    const members = [...MEMBERS.members, leader, lawyer, gone];
    await mount("coram-members-page", FACILITATOR, { ...ANSWERS, "GET /api/members": { ...MEMBERS, members } });
    await expect
      .element(browser.getByText(/^Besim F\. is the only facilitator of .* Before their role can change/))
      .toBeVisible();
    await expect.element(browser.getByRole("combobox", { name: "Role of Arta L." })).not.toBeInTheDocument();
    const organisation = organisationOf("Elira K.").element() as HTMLSelectElement;
    expect([...organisation.options].find(({ value }) => value === place)?.disabled).toBe(true);
    await browser.getByRole("button", { name: "More about Arta L." }).click();
    const reset = browser.getByRole("menuitem", { name: "Link for a new password (ask Besim F.)" });
    await expect.element(reset).toHaveAttribute("aria-disabled", "true");
    await userEvent.keyboard("{Escape}");
    await expect.element(browser.getByText("Bring back (ask Besim F.)")).toBeVisible();
    await expectAccessible();
  });

  it("asks before any other role or organisation, leaves the select as it was, and says what was changed", async () => {
    const other = ORGANISATIONS.find(({ id }) => id !== LAWYER.organisation)?.id ?? LAWYER.organisation;
    const { asked } = await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      [`PATCH /api/members/${LAWYER.id}`]: LAWYER,
    });
    const organisation = organisationOf("Elira K.");
    await expect.element(organisation).toBeVisible();
    (organisation.element() as HTMLElement).focus();
    await organisation.selectOptions(other);
    const question = browser.getByRole("dialog", { name: "Change the organisation of Elira K.?" });
    await expect.element(question).toBeVisible();
    await browser.getByRole("button", { name: "Keep as it is" }).click();
    await expect.element(organisation).toHaveValue(LAWYER.organisation);
    await expect.element(organisation).toHaveFocus();
    await browser.getByRole("combobox", { name: "Role of Elira K." }).selectOptions("reader");
    await expect.element(browser.getByText(/^From then on Elira K\. is: Reader/)).toBeVisible();
    await browser.getByRole("button", { name: "Keep as it is" }).click();
    expect(asked.filter(({ what }) => what.startsWith("PATCH"))).toEqual([]);
    await expect.element(organisation).toBeVisible();
    (organisation.element() as HTMLElement).focus();
    await organisation.selectOptions(other);
    await browser.getByRole("button", { name: "Change the organisation" }).click();
    await expect.poll(() => bodies(asked, `PATCH /api/members/${LAWYER.id}`)).toEqual([{ organisation: other }]);
    await expect
      .poll(() => document.querySelector(".told")?.textContent)
      .toBe(`Elira K.: now ${ORGANISATIONS.find(({ id }) => id === other)?.name}`);
    await expect.element(organisation).toHaveFocus();
  });

  it("acts on no letter typed in a select of roles, but on Enter, and not after Escape", async () => {
    await mount("coram-members-page", FACILITATOR, ANSWERS);
    const role = browser.getByRole("combobox", { name: "Role of Elira K." });
    await expect.element(role).toBeVisible();
    (role.element() as HTMLElement).focus();
    const question = browser.getByRole("dialog", { name: "Change the role of Elira K.?" });
    await userEvent.keyboard("rea");
    await expect.element(role).toHaveValue("reader");
    await expect.element(question).not.toBeInTheDocument();
    await userEvent.keyboard("{Escape}");
    await expect.element(role).toHaveValue("lawyer");
    await userEvent.keyboard("{ArrowDown}");
    await expect.element(role).toHaveValue("reviewer");
    await userEvent.keyboard("{Enter}");
    await expect.element(browser.getByText(/^From then on Elira K\. is: Reviewer/)).toBeVisible();
  });

  it("keeps invitations of who invites no longer, as ended, each with a new link", async () => {
    await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      "GET /api/members": MEMBERS,
      "GET /api/invitations": [{ ...INVITATIONS[0], invitedBy: LAWYER.id }],
    });
    await expect.element(browser.getByText("ended: Elira K., who made it, may not make it any more")).toBeVisible();
    await expect.element(browser.getByRole("button", { name: "A new link for Besnik D." })).toBeVisible();
  });

  it("begins an invitation at the name, so that typing it chooses no role, and keeps what was typed", async () => {
    const { asked } = await mount("coram-members-page", FACILITATOR, ANSWERS);
    const button = browser.getByRole("button", { name: "Invite a member" });
    await expect.element(button).toBeEnabled();
    await button.click();
    const name = browser.getByRole("textbox", { name: "Name, if you like" });
    await expect.element(name).toHaveFocus();
    await userEvent.keyboard("Fatmir");
    expect((name.element() as HTMLInputElement).value).toBe("Fatmir");
    expect(document.querySelector<HTMLSelectElement>("[name=role]")?.value).toBe("lawyer");
    // What was typed is there again after Escape; the address goes with it.
    await userEvent.keyboard("{Tab}f@example.org{Escape}");
    await expect.poll(() => document.querySelector("coram-invite form")).toBeNull();
    await button.click();
    await expect.element(name).toHaveValue("Fatmir");
    await browser.getByRole("button", { name: "Make the link" }).click();
    await expect
      .poll(() => bodies(asked, "POST /api/invitations"))
      .toMatchObject([{ kind: "member", name: "Fatmir", email: "f@example.org" }]);
    // Of former members it speaks only where there are some.
    expect(document.body.textContent.includes("Who was a member before")).toBe(
      MEMBERS.members.some(({ removedAt }) => removedAt !== null),
    );
  });
});
