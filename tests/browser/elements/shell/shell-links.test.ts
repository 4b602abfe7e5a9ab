import { speakOfFields } from "../../../../client/elements/input/field-words.ts";
import { page as browser, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import type { CoramInvite } from "../../../../client/admin/coram-invite.ts";
import { device } from "../../../../client/sync/offline/device.ts";
import type { Member } from "../../../../schema/domain/member.ts";
import { MemberId, newId, OrganisationId, OutputId, VerdictId } from "../../../../schema/domain/ids.ts";
import {
  FACILITATOR,
  GUEST,
  INVITATIONS,
  LAWYER,
  NETWORK,
  ORGANISATIONS,
  VERDICTS,
} from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { expectBothThemes, alert, bodies, onShellPage } from "../../../helpers/browser/shell-answers.ts";

onShellPage();

describe("coram-link-page", () => {
  const guestLink = {
    kind: "guest",
    to: "verdict",
    network: "Network",
    organisation: "Pravna linija",
    invitedBy: "Mirjana J.",
    name: "Vera R.",
    email: null,
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

  it("asks a guest who is here whether the text is added to what they read, and says before what else would close", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const added = newId(VerdictId);
    const { guest } = GUEST;
    if (!guest) throw new Error("no guest");
    const term = { of: added, invitedBy: guest.invitedBy, expiresAt: guest.expiresAt };
    const member = { ...GUEST, guest: { ...guest, verdicts: [...guest.verdicts, added], terms: [term] } };
    const answers = {
      "POST /api/links/look": { ...guestLink, name: "R. Vera" },
      "POST /api/links/use": { member, network: { name: "Network" }, setup: false, offlineCopies: false },
    };
    const { asked, accepted } = await mount("coram-link-page", GUEST, answers);
    const gone = new Promise<string>((resolve) => {
      addEventListener("coram-navigate", ({ detail }) => resolve(detail.href), { once: true });
    });
    await expect.element(browser.getByRole("heading", { name: "You are already signed in as Vera R." })).toBeVisible();
    await expect.element(browser.getByText(/what they read closes in this browser/)).toBeVisible();
    await expectBothThemes();
    await browser.getByRole("button", { name: "Add this verdict" }).click();
    await expect.poll(() => accepted.length).toBe(1);
    expect(await gone).toBe(`/verdicts/${added}`);
    history.replaceState(null, "", "/#abcdefghijklmnopqrstuv");
    const again = await mount("coram-link-page", GUEST, answers);
    await browser.getByRole("button", { name: "Open as somebody else" }).click();
    await expect.poll(() => again.accepted.length).toBe(1);
    const token = "abcdefghijklmnopqrstuv";
    expect([asked, again.asked].map((each) => bodies(each, "POST /api/links/use"))).toEqual([
      [{ token, adds: true }],
      [{ token }],
    ]);
    // A member is not asked: what a guest reads they read anyway.
    history.replaceState(null, "", "/#abcdefghijklmnopqrstuv");
    await mount("coram-link-page", LAWYER, answers);
    await expect.element(browser.getByRole("button", { name: "Open as R. Vera" })).toBeVisible();
  });

  it("adds a text to somebody of another name than it was opened to only at the second of the buttons", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const buttons = (page: HTMLElement): [string, boolean][] =>
      [...page.querySelectorAll("form button")].map((each) => [
        each.textContent.trim(),
        each.classList.contains("button-primary"),
      ]);
    const marko = { ...guestLink, name: "Marko Marić" };
    const { page } = await mount("coram-link-page", GUEST, { "POST /api/links/look": marko });
    await expect.element(browser.getByText("This invitation is for Marko Marić.")).toBeVisible();
    expect(buttons(page)).toEqual([
      ["Open as somebody else", true],
      ["Add this verdict", false],
    ]);
    await expectBothThemes();
    const own = await mount("coram-link-page", GUEST, { "POST /api/links/look": guestLink });
    await expect
      .poll(() => buttons(own.page))
      .toEqual([
        ["Add this verdict", true],
        ["Open as somebody else", false],
      ]);
    expect(own.page.textContent).not.toContain("This invitation is for");
  });

  it("says what of a guest who is here goes with them from this device, where they have not sent all", async (context) => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const session = (member: Member | null) => ({ member, network: { name: "N" }, setup: false, offlineCopies: true });
    context.onTestFinished(() => void device.accept(session(null), true));
    const work = await device.accept(session(GUEST), true);
    const entries = [{ root: "comments", id: "c", made: true, fields: { body: "I confirm" } }];
    const draft = { id: "d", place: "discussion/review", entries, why: "typed" as const, late: false };
    work?.addDraft(newId(VerdictId), { ...draft, at: "2026-11-30T10:00:00.000Z" }, null);
    await mount("coram-link-page", GUEST, { "POST /api/links/look": { ...guestLink, name: "Luca M." } });
    await expect
      .element(browser.getByText("What they have not sent (1 change or draft) is erased from this device."))
      .toBeVisible();
    await expectBothThemes();
  });

  it("begins in the first field that is empty, with the name that the invitation has", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    await mount("coram-link-page", null, { "POST /api/links/look": { ...guestLink, kind: "member" } });
    await expect.element(browser.getByLabelText("Your name")).toHaveValue("Vera R.");
    await expect.element(browser.getByLabelText("E-mail address")).toHaveFocus();
  });

  it("keeps a name that somebody of another organisation has only at a press of its own, never at Enter", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const params = { organisation: "Qendra Besa", what: "elsewhere" };
    const { asked } = await mount("coram-link-page", null, {
      "POST /api/links/look": { ...guestLink, kind: "member" },
      "POST /api/links/use": { status: 409, problem: { code: "name-taken", params } },
    });
    const uses = (): unknown[] => asked.flatMap(({ what, body }) => (what === "POST /api/links/use" ? [body] : []));
    await browser.getByLabelText("E-mail address").fill("mira@example.org");
    await browser.getByLabelText("New password").fill("ten letters");
    await userEvent.keyboard("{Enter}");
    await expect.poll(alert).toMatch(/Somebody of Qendra Besa has this name/);
    await expect.element(browser.getByLabelText("Your name")).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => uses().length).toBe(2);
    await browser.getByRole("button", { name: "Keep this name" }).click();
    await expect.poll(() => uses().length).toBe(3);
    expect(uses().map((each) => JSON.stringify(each).includes('"keepsName":true'))).toEqual([false, false, true]);
  });

  it("leads whoever gives an address that a member has to where one signs in", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    await mount("coram-link-page", null, {
      "POST /api/links/look": { ...guestLink, kind: "member" },
      "POST /api/links/use": { status: 409, problem: { code: "email-taken" } },
    });
    await browser.getByLabelText("E-mail address").fill("mira@example.org");
    // Too short a word is told in the reader's language, not in the browser's.
    const stop = speakOfFields();
    await browser.getByLabelText("New password").fill("short");
    await userEvent.keyboard("{Enter}");
    const field = browser.getByLabelText("New password").element() as HTMLInputElement;
    await expect.poll(() => field.validationMessage).toBe("At least 10 characters.");
    await browser.getByLabelText("New password").fill("ten letters");
    expect(field.validationMessage).toBe("");
    stop();
    await userEvent.keyboard("{Enter}");
    await expect.poll(alert).toMatch(/already uses this e-mail address/);
    await expect.element(browser.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/sign-in");
    await expectAccessible();
  });

  it("says what Coram is and what a role does there, and of a guest who comes back no role but the invitation", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const member = { ...guestLink, kind: "member", role: "lawyer", to: null };
    await mount("coram-link-page", null, { "POST /api/links/look": member });
    await expect
      .element(browser.getByText(/reads court verdicts on trafficking in human beings together/))
      .toBeVisible();
    await expect.element(browser.getByText(/^Reads every cleared verdict, tags, answers/)).toBeVisible();
    await expectBothThemes();
    await mount("coram-link-page", null, { "POST /api/links/look": { ...guestLink, kind: "sign-in" } });
    await expect
      .element(browser.getByText(/reads court verdicts on trafficking in human beings together/))
      .toBeVisible();
    await expect.element(browser.getByText("Guest", { exact: true })).toBeVisible();
    await expect.element(browser.getByText(/^One verdict: read it/)).toBeVisible();
    expect(document.body.textContent).not.toMatch(/Reviewer|Pravna linija/);
    await expectBothThemes();
  });

  it("has the way in under Enter where nothing is to be typed", async () => {
    history.replaceState(null, "", "#abcdefghijklmnopqrstuv");
    const look = { ...guestLink, kind: "sign-in", role: "lawyer" };
    await mount("coram-link-page", null, { "POST /api/links/look": look });
    await expect.element(browser.getByRole("button", { name: "Come in" })).toHaveFocus();
  });

  it("says what to do about a link that is spent", async () => {
    await mount("coram-link-page", null, { "POST /api/links/look": { status: 410, problem: { code: "link-spent" } } });
    await expect.element(browser.getByText(/This link has been used already/)).toBeVisible();
    // Withdrawn or replaced: who has no account learns whom to ask.
    await mount("coram-link-page", null, { "POST /api/links/look": { status: 404, problem: { code: "not-found" } } });
    await expect.element(browser.getByText(/Ask the person who sent it for a new one/)).toBeVisible();
  });
});

describe("coram-setup-page", () => {
  it("asks for its link, and takes the one that is pasted into the same tab", async () => {
    history.replaceState(null, "", "#");
    await mount("coram-setup-page", null, {});
    await expect.element(browser.getByText(/^Open the link/)).toBeVisible();
    location.hash = "#abcdefghijklmnopqrstuv";
    await expect.element(browser.getByRole("button", { name: "Create" })).toBeVisible();
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
    await browser.getByRole("button", { name: "Create" }).click();
    await expect.poll(alert).toMatch(/^This link has run out/);
    expect(bodies(asked, "POST /api/setup")).toMatchObject([{ token: "abcdefghijklmnopqrstuv", country: "rs" }]);
  });
});

const NO_GUESTS = {
  "GET /api/members": {
    members: [FACILITATOR, LAWYER].map((each) => ({ ...each, email: null })),
    organisations: ORGANISATIONS,
    roundRules: {},
  },
  "GET /api/invitations": [],
};

describe("coram-invite", () => {
  it("names who is a guest of the document or invited to be, and puts out whom the reader may", async () => {
    const output = newId(OutputId);
    const until = "2126-03-01T10:00:00.000Z";
    const guest = { invitedBy: FACILITATOR.id, verdicts: [], outputs: [output], expiresAt: until };
    const verdicts = [VERDICTS.open.id, newId(VerdictId)];
    const termBy = ({ id }: Member, of: VerdictId | OutputId) => ({ of, invitedBy: id, expiresAt: until });
    const ofVerdicts = verdicts.map((id) => termBy(LAWYER, id));
    const alone = newId(VerdictId);
    const terms = [termBy(FACILITATOR, output), ...ofVerdicts, termBy(FACILITATOR, alone)];
    const vera = { ...GUEST, email: null, guest: { ...guest, verdicts: [...verdicts, alone], terms } };
    const elsewhere = { ...vera, id: newId(MemberId), name: "Nina", guest: { ...guest, outputs: [newId(OutputId)] } };
    const link = { ...INVITATIONS[0], kind: "guest", name: "Paolo", output, verdict: null, spentAt: null };
    const invitation = { ...link, invitedBy: LAWYER.id, expiresAt: until };
    const people = NO_GUESTS["GET /api/members"];
    const answers: Record<string, unknown> = {
      "GET /api/members": {
        ...people,
        members: [...people.members, vera, elsewhere],
        begun: [{ output, by: LAWYER.id }],
      },
      "GET /api/invitations": [invitation],
      "GET /api/network": NETWORK,
      "GET /api/outputs": { outputs: [] },
      [`DELETE /api/members/${vera.id}`]: null,
      [`DELETE /api/invitations/${invitation.id ?? ""}`]: null,
    };
    const set: Partial<CoramInvite> = { to: { kind: "output", output, closed: [] } };
    const { asked } = await mount<CoramInvite>("coram-invite", LAWYER, answers, set);
    const list = browser.getByRole("region", { name: "Guests" });
    await expect.element(list.getByText(`Guest of ${FACILITATOR.name}, until 1 March 2126`)).toBeVisible();
    await expect.element(list.getByRole("button", { name: "Withdraw: Paolo" })).toBeVisible();
    expect(list.getByText("Nina").elements()).toEqual([]);
    for (const width of [390, 1280]) {
      await browser.viewport(width, 900);
      await expectBothThemes();
    }
    await list.getByRole("button", { name: "Remove: Vera R." }).click();
    const question = list.getByRole("group", { name: "Remove Vera R.?" });
    await expect.element(question.getByText("Remove Vera R.?")).toBeVisible();
    await expect.element(question.getByRole("button", { name: "Cancel" })).toHaveFocus();
    const also = `This also ends their access to ${VERDICTS.open.caseNumber} and 1 more verdict or document.`;
    await expect.poll(() => question.element().textContent).toContain(also);
    // What the facilitator alone opened is not theirs to close.
    expect(question.element().textContent).toContain("What others invited Vera R. to stays open to them.");
    await userEvent.keyboard("{Enter}");
    await expect.element(list.getByRole("button", { name: "Remove: Vera R." })).toHaveFocus();
    expect(asked.some(({ what }) => what.startsWith("DELETE"))).toBe(false);
    await userEvent.keyboard("{Enter}");
    answers["GET /api/members"] = people;
    await question.getByRole("button", { name: "Remove" }).click();
    await expect.element(list.getByText("Vera R.")).not.toBeInTheDocument();
    expect(asked.map(({ what }) => what)).toContain(`DELETE /api/members/${vera.id}`);
    await expect.element(list).toHaveFocus();
    // Who was invited and has not come had no access that could end.
    await list.getByRole("button", { name: "Withdraw: Paolo" }).click();
    const withdrawal = list.getByRole("group", { name: "Withdraw the invitation?" });
    await withdrawal.getByRole("button", { name: "Withdraw" }).click();
    await expect.poll(() => document.querySelector(".told")?.textContent).toContain("Withdrawn: Paolo.");
  });

  it("asks for a name, makes a link for one verdict, and shows it once", async () => {
    const made = {
      invitation: { ...INVITATIONS[0], kind: "guest", role: "reviewer", name: "Vera R." },
      url: "https://coram.example/join#abc",
      replaced: false,
    };
    const set: Partial<CoramInvite> = { to: { kind: "verdict", verdict: VERDICTS.open.id } };
    const { asked } = await mount<CoramInvite>(
      "coram-invite",
      LAWYER,
      { "POST /api/invitations": made, ...NO_GUESTS },
      set,
    );
    await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("name");
    await expectAccessible();
    await userEvent.keyboard("Vera R.{Enter}");
    await expect.element(browser.getByLabelText("Link")).toHaveValue("https://coram.example/join#abc");
    expect(bodies(asked, "POST /api/invitations")).toEqual([
      { kind: "guest", verdict: VERDICTS.open.id, name: "Vera R.", expiresInDays: 14 },
    ]);
    await expectBothThemes();
  });

  it("keeps what is typed of one person when another page is gone to, and asks before the browser closes it", async () => {
    const answers: Record<string, unknown> = {
      ...NO_GUESTS,
      "POST /api/organisations": { ...ORGANISATIONS[0], id: newId(OrganisationId), name: "Nova" },
      "POST /api/invitations": { invitation: INVITATIONS[0], url: "https://coram.example/join#nela", replaced: false },
    };
    const asks = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    const begin = async () => {
      await mount("coram-members-page", FACILITATOR, answers);
      await browser.getByRole("button", { name: "Invite a member" }).click();
      await expect.element(browser.getByRole("button", { name: "Make the link" })).toBeVisible();
    };
    const typed = () =>
      [...document.querySelectorAll<HTMLInputElement>("coram-invite [name]")].map(({ name, value }) => [name, value]);
    await begin();
    expect(asks()).toBe(false);
    await browser
      .getByRole("textbox", { name: "E-mail address, if you know it" })
      .fill("Nela Velkov <nela@example.org>");
    await browser.getByRole("combobox", { name: "Role" }).selectOptions("reader");
    await browser.getByRole("combobox", { name: "Organisation" }).selectOptions("new");
    await browser.getByRole("textbox", { name: "Name of the organisation" }).fill("Nova");
    await browser.getByRole("combobox", { name: "Country" }).selectOptions("al");
    expect(asks()).toBe(true);
    const all = [
      ["name", "Nela Velkov"],
      ["email", "nela@example.org"],
      ["role", "reader"],
      ["organisation", "new"],
      ["organisation-name", "Nova"],
      ["country", "al"],
    ];
    expect(typed()).toEqual(all);
    await begin();
    await expect.poll(typed).toEqual(all);
    await browser.getByRole("button", { name: "Make the link" }).click();
    await expect.element(browser.getByLabelText("Link")).toHaveValue("https://coram.example/join#nela");
    expect(asks()).toBe(false);
  });

  it("says which verdicts are to be cleared before a guest reads a document, and asks for nothing", async () => {
    const { id: verdict, court, caseNumber } = VERDICTS.open;
    const closed = [{ verdict, court, caseNumber, stage: "cleared" as const }];
    const set: Partial<CoramInvite> = { to: { kind: "output", output: newId(OutputId), closed } };
    await mount<CoramInvite>("coram-invite", LAWYER, NO_GUESTS, set);
    await expect
      .element(browser.getByRole("link", { name: caseNumber }))
      .toHaveAttribute("href", `/verdicts/${verdict}`);
    await expect.element(browser.getByText("Cleared", { exact: true })).toBeVisible();
    expect(document.querySelector("form")).toBeNull();
    await expectAccessible();
    await expectBothThemes();
  });
});
