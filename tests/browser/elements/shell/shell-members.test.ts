import { page as browser } from "vitest/browser";
import { describe, expect, it } from "vitest";
import { speakOfFields } from "../../../../client/elements/input/field-words.ts";
import { InvitationId, MemberId, newId, OutputId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { MembersView } from "../../../../schema/protocol/http/people.ts";
import {
  FACILITATOR,
  GUEST,
  INVITATIONS,
  LAWYER,
  MEMBERS,
  ORGANISATIONS,
  READER,
} from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { alert, ANSWERS, bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";

onShellPage();

const [linija, krug, besa] = ORGANISATIONS;
const [invitation] = INVITATIONS;
if (!linija || !krug || !besa || !invitation) throw new Error("nobody there");
type Person = MembersView["members"][number];
const somebody = (of: Person | typeof READER, name: string, change: Partial<Person> = {}): Person => ({
  ...of,
  email: "somebody@coram.example",
  id: newId(MemberId),
  name,
  ...change,
});
const PETAR = somebody(READER, "Petar Lead", { role: "facilitator" });
/** `krug` is led by Petar; nobody leads `besa`, of which Elira is. */
const VESNA = somebody(READER, "Vesna Lawyer", { role: "lawyer", organisation: linija.id });
const LED: MembersView = { ...MEMBERS, members: [...MEMBERS.members, PETAR, VESNA] };

/** What stands in somebody's menu, `-`: not to be chosen. */
function menuOf({ id }: Pick<Person, "id">): string[] {
  const items = [...document.querySelectorAll(`[data-member="${id}"] [role="menuitem"]`)];
  return items.map((item) => `${item.ariaDisabled === "true" ? "-" : "+"} ${item.textContent.trim()}`);
}

/** The organisations that somebody may be given, `-`: not to be chosen. */
function placesOf({ id }: Pick<Person, "id">): string[] {
  const select = document.querySelector<HTMLSelectElement>(`[data-member="${id}"] select`);
  return [...(select?.options ?? [])].map(({ text, disabled }) => `${disabled ? "- " : ""}${text.trim()}`);
}

describe("coram-members-page between organisations", () => {
  it("offers to put a guest out to who may, and says to others whom to ask; who began the document may", async () => {
    const output = OutputId.parse("o".repeat(22));
    const guest = { ...GUEST.guest, verdicts: [], outputs: [output], invitedBy: FACILITATOR.id };
    const carla = somebody(GUEST, "Carla B.", { guest } as Partial<Person>);
    const people = { ...LED, members: [...LED.members.filter(({ guest: of }) => of === null), carla] };
    const row = (): string => document.querySelector(`[data-member="${carla.id}"]`)?.textContent ?? "";
    const seenBy = async (who: typeof FACILITATOR, begun: MembersView["begun"]): Promise<string> => {
      await mount("coram-members-page", who, { ...ANSWERS, "GET /api/members": { ...people, begun } });
      await expect.poll(row).toContain("Carla B.");
      return row().replaceAll(/\s+/g, " ").trim();
    };
    expect(await seenBy(FACILITATOR, undefined)).toMatch(/ Remove$/);
    expect(await seenBy({ ...LAWYER, organisation: krug.id }, undefined)).toMatch(/ Remove \(ask .+\)$/);
    // On a small phone that sentence leaves the name more than half of the row.
    await browser.viewport(320, 800);
    const widthOf = (what: string): number =>
      document.querySelector(`[data-member="${carla.id}"]${what}`)?.getBoundingClientRect().width ?? 0;
    expect(widthOf(" .who")).toBeGreaterThan(widthOf("") / 2);
    const own = [{ output, by: LAWYER.id }];
    expect(await seenBy({ ...LAWYER, organisation: krug.id }, own)).toMatch(/ Remove$/);
  });

  it("says of a guest of two whose invitation lasts how long, beside what it opens", async () => {
    const [first, second, more] = [newId(VerdictId), newId(OutputId), newId(OutputId)];
    const term = (text: VerdictId | OutputId, { id }: Pick<Person, "id">, day: number) => {
      return { of: text, invitedBy: id, expiresAt: `2126-12-${day}T10:00:00.000Z` };
    };
    const terms = [term(first, FACILITATOR, 21), term(second, PETAR, 12), term(more, PETAR, 21)];
    const guest = { ...GUEST.guest, verdicts: [first], outputs: [second, more], invitedBy: FACILITATOR.id, terms };
    const carla = somebody(GUEST, "Carla B.", { guest } as Partial<Person>);
    const people = { ...LED, members: [...LED.members.filter(({ guest: of }) => of === null), carla] };
    await mount("coram-members-page", FACILITATOR, { ...ANSWERS, "GET /api/members": people });
    const said = () =>
      [...document.querySelectorAll(`[data-member="${carla.id}"] .note.sub`)].map((each) =>
        each.textContent.replaceAll(/\s+/g, " ").trim(),
      );
    await expect
      .poll(said)
      .toEqual([
        "Guest of Mirjana J. and Petar Lead, until 21 December 2126",
        "Guest of Petar Lead, until 12 December 2126",
      ]);
    await expectBothThemes();
  });

  it("says at everything who does it, where another organisation has facilitators, and who does it for the only one", async () => {
    const people = { ...LED, preparing: [{ organisation: linija.id, count: 1 }] };
    await mount("coram-members-page", FACILITATOR, { ...ANSWERS, "GET /api/members": people });
    await expect.element(browser.getByText("Petar Lead", { exact: true })).toBeVisible();
    expect(menuOf(READER)).toEqual([
      "- Link for a new password (ask Petar Lead)",
      "- Remove (ask Petar Lead)",
      "- Erase for good… (ask Petar Lead)",
    ]);
    expect(menuOf(PETAR)).toEqual([
      "- Link for a new password (only whoever runs the server can: coram member reset)",
      "- Remove (they leave by themselves)",
      "- Erase for good… (they leave by themselves)",
    ]);
    expect(menuOf(LAWYER)).toEqual(["+ Link for a new password", "+ Remove", "+ Erase for good…"]);
    // Who is alone with texts with all names stays.
    expect(menuOf(FACILITATOR)).toEqual([
      "- Link for a new password (only whoever runs the server can: coram member reset)",
      "- Remove (make somebody else there a facilitator first)",
      "- Erase for good… (make somebody else there a facilitator first)",
    ]);
    expect(document.querySelector(`[data-member="${READER.id}"] select`)).toBeNull();
    expect(placesOf(LAWYER)).toEqual(["Pravna linija", "Qendra Besa", "- Отворен круг (ask Petar Lead)"]);
    expect(placesOf(VESNA)).toEqual([
      "Pravna linija",
      "Qendra Besa",
      "- Отворен круг (Petar Lead can invite them once you have removed them)",
    ]);
    for (const width of [390, 1280]) {
      await browser.viewport(width, 800);
      await expectAccessible();
    }
    await expectBothThemes();
  });

  it("says what is wrong with an address, takes a copied name and address apart, and drops a refusal once one types", async () => {
    const stop = speakOfFields();
    try {
      await mount("coram-members-page", FACILITATOR, {
        ...ANSWERS,
        "POST /api/invitations": { status: 409, problem: { code: "email-taken", params: { field: "email" } } },
      });
      await browser.getByRole("button", { name: "Invite a member" }).click();
      const [name, email] = ["Name, if you like", "E-mail address, if you know it"].map((label) =>
        browser.getByRole("textbox", { name: label }),
      );
      const make = browser.getByRole("button", { name: "Make the link" });
      if (!name || !email) throw new Error("no form");
      const field = email.element() as HTMLInputElement;
      for (const [wrong, said] of [
        ["zor ica@x.example", /space/],
        ["zorica@@x.example", /more than one @/],
        ["зорица@x.example", /not Latin/],
        ["zorica", /no @/],
      ] as const) {
        await email.fill(wrong);
        await make.click();
        expect(field.validationMessage).toMatch(said);
      }
      await email.fill("Zorica Petrović <zorica@x.example>");
      await expect.element(name).toHaveValue("Zorica Petrović");
      await expect.element(email).toHaveValue("zorica@x.example");
      await make.click();
      await expect.poll(alert).toMatch(/already uses this e-mail address/);
      await email.fill("zorica@x.exampl");
      await expect.poll(alert).toBe("");
      await expectBothThemes();
    } finally {
      stop();
    }
  });

  it("asks whether somebody is the member of that name, says what is no role and no address, and takes a skipped line back", async () => {
    const links = { made: [{ invitation, url: "https://coram.example/join#elira", replaced: false }] };
    const answers = { ...ANSWERS, "POST /api/invitations/list": links };
    const { asked } = await mount("coram-invite-list", FACILITATOR, answers);
    const lines = ["K. Elira, elira.k@example.org, Pravna linija", "Lena P., lena@@x, Pravna linija, boss"];
    await browser.getByRole("textbox").fill(lines.join("\n"));
    await expect.element(browser.getByText(/^Elira K\. is a member with this name.*skip the line\.$/)).toBeVisible();
    await expect.element(browser.getByText(/more than one @.*“boss” is no role/)).toBeVisible();
    await expectBothThemes();
    await browser.getByRole("button", { name: "It is somebody else" }).click();
    await expect.element(browser.getByText(/is a member with this name/)).not.toBeInTheDocument();
    await browser.getByRole("button", { name: "Skip Lena P." }).click();
    await expect.element(browser.getByText("Skipped: nobody is invited by this line.")).toBeVisible();
    await expectBothThemes();
    await browser.getByRole("button", { name: "Take back: Lena P. was skipped" }).click();
    await expect.element(browser.getByText("1 to answer")).toBeVisible();
    await browser.getByRole("button", { name: "Skip Lena P." }).click();
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect
      .poll(() => bodies(asked, "POST /api/invitations/list"))
      .toMatchObject([{ people: [{ name: "K. Elira", isAnother: true }] }]);
    await browser.getByRole("button", { name: "Done" }).click();
  });

  it("corrects the address of an open invitation with a new link, and says in the dialog why it is refused", async () => {
    const taken = { status: 409, problem: { code: "email-taken", params: { field: "email" } } };
    const link = { invitation, url: "https://coram.example/join#anew", replaced: true };
    const answers: Record<string, unknown> = {
      ...ANSWERS,
      "GET /api/invitations": [{ ...invitation, email: "besnik@exmple.org" }],
      "POST /api/invitations": taken,
    };
    const { asked } = await mount("coram-members-page", FACILITATOR, answers);
    await browser.getByRole("button", { name: "A new link for Besnik D." }).click();
    const email = browser.getByRole("textbox", { name: "E-mail address, if you know it" });
    await expect.element(email).toHaveValue("besnik@exmple.org");
    await email.fill("besnik@example.org");
    await browser.getByRole("button", { name: "Make the link" }).click();
    await expect.poll(alert).toMatch(/already uses this e-mail address/);
    expect(document.querySelectorAll('[role="alert"]')).toHaveLength(1);
    await expectBothThemes();
    answers["POST /api/invitations"] = link;
    await browser.getByRole("button", { name: "Make the link" }).click();
    await expect.element(browser.getByText("The earlier link no longer works.")).toBeVisible();
    expect(bodies(asked, "POST /api/invitations").at(-1)).toMatchObject({
      replaces: invitation.id,
      email: "besnik@example.org",
    });
  });

  it("greys organisations into which others invite, and roles that nobody here gives, before a link is asked for", async () => {
    const people = { ...LED, preparing: [{ organisation: besa.id, count: 1 }] };
    await mount("coram-members-page", FACILITATOR, { ...ANSWERS, "GET /api/members": people });
    await browser.getByRole("button", { name: "Invite a member" }).click();
    await expect.element(browser.getByRole("button", { name: "Make the link" })).toBeVisible();
    const field = (name: string) => {
      const select = document.querySelector<HTMLSelectElement>(`coram-invite select[name="${name}"]`);
      if (!select) throw new Error(name);
      return select;
    };
    const choose = (name: string, value: string) => {
      field(name).value = value;
      field(name).dispatchEvent(new Event("input", { bubbles: true }));
    };
    const greyed = (name: string) =>
      [...field(name).options].filter(({ disabled }) => disabled).map(({ text }) => text.trim());
    expect(greyed("organisation")).toEqual(["Отворен круг (ask Petar Lead)"]);
    choose("role", "facilitator");
    choose("organisation", besa.id);
    await expect
      .poll(() => [field("role").value, greyed("role")])
      .toEqual(["lawyer", ["Facilitator (only whoever runs the server can: coram member)"]]);
    await expectBothThemes();
  });

  it("says at each line of a list that others invite into that organisation, and sends the rest without it", async () => {
    const lines = ["Nela Velkov, nela@example.org, Otvoren krug, lawyer", "Ana G., ana@example.org, Pravna linija"];
    const { asked } = await mount("coram-invite-list", FACILITATOR, {
      ...ANSWERS,
      "GET /api/members": LED,
      "POST /api/invitations/list": { made: [] },
    });
    await browser.getByRole("textbox").fill(lines.join("\n"));
    const led = browser.getByText("Only its own facilitators invite somebody into Отворен круг (ask Petar Lead)", {
      exact: false,
    });
    await expect.element(led).toBeVisible();
    await expect.element(browser.getByText("1 to answer")).toBeVisible();
    const places = browser.getByRole("combobox", { name: "Organisation of Ana G." }).element() as HTMLSelectElement;
    expect([...places.options].filter(({ disabled }) => disabled).map(({ text }) => text.trim())).toEqual([
      "Отворен круг (ask Petar Lead)",
    ]);
    for (const width of [390, 1280]) {
      await browser.viewport(width, 800);
      await expectBothThemes();
    }
    // Pressed too early, it leads to what is open, and nothing is sent.
    await browser.getByRole("button", { name: "Invite 2 people" }).click();
    await expect.element(browser.getByRole("combobox", { name: "Organisation of Nela Velkov" })).toHaveFocus();
    await browser.getByRole("button", { name: "Skip Nela Velkov", exact: true }).click();
    await expect.element(led).not.toBeInTheDocument();
    await expect.element(browser.getByRole("textbox")).toHaveValue(lines.join("\n"));
    await browser.getByRole("button", { name: "Invite 1 person" }).click();
    await expect
      .poll(() => bodies(asked, "POST /api/invitations/list"))
      .toMatchObject([{ people: [{ name: "Ana G." }] }]);
  });

  it("asks before the open invitation of somebody of another name ends, and tells the server that it was asked", async () => {
    const open = (name: string, email: string) => ({ ...invitation, id: newId(InvitationId), name, email });
    const theirs = open("Zora Ilić", "zora@example.org");
    const own = open("Nela Velkov", "nela@example.org");
    const made = [theirs, own].map((each) => ({
      invitation: each,
      url: "https://coram.example/join#it",
      replaced: true,
    }));
    const { asked } = await mount("coram-invite-list", FACILITATOR, {
      ...ANSWERS,
      "GET /api/invitations": [theirs, own],
      "POST /api/invitations/list": { made },
    });
    await browser
      .getByRole("textbox")
      .fill("Rada Pešić, zora@example.org, Otvoren krug\nVelkov Nela, nela@example.org, Otvoren krug");
    await expect.element(browser.getByText("1 to answer")).toBeVisible();
    await expect.element(browser.getByText(/^Zora Ilić has an open invitation to this address/)).toBeVisible();
    await expectBothThemes();
    const end = browser.getByRole("button", { name: "End it when I send" });
    await end.click();
    // Nothing has ended yet: it says what will, and takes it back.
    const ends = browser.getByText("When you send this list, the open invitation of Zora Ilić to this address ends.");
    await expect.element(ends).toBeVisible();
    await browser.getByRole("button", { name: "Do not end it" }).click();
    await expect.element(browser.getByText("1 to answer")).toBeVisible();
    await end.click();
    await expectBothThemes();
    await browser.getByRole("button", { name: "Invite 2 people" }).click();
    await expect
      .poll(() => bodies(asked, "POST /api/invitations/list"))
      .toMatchObject([{ people: [{ name: "Rada Pešić", replaces: theirs.id }, { name: "Velkov Nela" }] }]);
    await browser.getByRole("button", { name: "Done" }).click();
  });

  it("offers a new link to whom it would not be refused, and says what was refused at the link it was refused for", async () => {
    const lead = { ...invitation, id: newId(InvitationId), role: "facilitator" as const, name: "Elena" };
    const lawyer = { ...invitation, id: newId(InvitationId), name: "Nela", organisation: besa.id };
    const reset = {
      ...invitation,
      id: newId(InvitationId),
      kind: "reset" as const,
      member: READER.id,
      name: READER.name,
      invitedBy: PETAR.id,
    };
    let open = [lead, lawyer, reset];
    await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      "GET /api/members": LED,
      get "GET /api/invitations"() {
        return open;
      },
      "POST /api/invitations": { status: 403, problem: { code: "led-by-others", params: { organisation: "Krug" } } },
    });
    const row = (name: string) =>
      browser.getByRole("listitem").filter({ has: browser.getByText(name, { exact: true }) });
    await expect.element(row("Elena")).toBeVisible();
    for (const name of ["Elena", READER.name])
      expect(document.querySelector(`[aria-label="A new link for ${name}"]`), name).toBeNull();
    await expect.element(row("Elena").getByText("New link (ask Petar Lead)")).toBeVisible();
    await expect.element(row(READER.name).getByText("Withdraw (ask Petar Lead)")).toBeVisible();
    expect(document.body.textContent).not.toContain("New links for all");
    // It worked beside the first facilitator, and does.
    await expect.element(row("Elena").getByText(/^until/)).toBeVisible();
    await row("Nela").getByRole("button", { name: "A new link for Nela" }).click();
    await browser.getByRole("button", { name: "Make the link" }).click();
    await expect.element(browser.getByText("The facilitators of Krug decide", { exact: false })).toBeVisible();
    await expectBothThemes();
    await browser.getByRole("button", { name: "Cancel" }).click();
    await expect.element(row("Nela").getByText("The facilitators of Krug decide", { exact: false })).toBeVisible();
    // Whose link is gone has nothing refused any more.
    open = [lead];
    await row("Elena").getByRole("button", { name: "Withdraw the invitation: Elena" }).click();
    await browser.getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect.element(row("Nela")).not.toBeInTheDocument();
    expect(document.body.textContent).not.toContain("The facilitators of Krug decide");
  });

  it("says of an invitation by which somebody has joined meanwhile that no link can take its place", async () => {
    let open = [{ ...invitation, id: newId(InvitationId), name: "Nela", organisation: besa.id }];
    await mount("coram-members-page", FACILITATOR, {
      ...ANSWERS,
      get "GET /api/invitations"() {
        return open;
      },
      "POST /api/invitations": { status: 404, problem: { code: "not-found" } },
    });
    await browser.getByRole("button", { name: "A new link for Nela" }).click();
    open = [];
    const make = browser.getByRole("button", { name: "Make the link" });
    await make.click();
    await expect.element(browser.getByText(/^This invitation is not open any more: .*Nela/)).toBeVisible();
    await expect.element(make).toBeDisabled();
    await expectBothThemes();
  });

  it("removes nobody before a second press, and leaves the focus on the row that stands there then", async () => {
    let { members } = MEMBERS;
    const answers = {
      ...ANSWERS,
      get "GET /api/members"() {
        return { ...MEMBERS, members };
      },
      [`DELETE /api/members/${LAWYER.id}`]: null,
    };
    const { asked } = await mount("coram-members-page", FACILITATOR, answers);
    await browser.getByRole("button", { name: "More about Elira K." }).click();
    await browser.getByRole("menuitem", { name: "Remove" }).click();
    const removal = `DELETE /api/members/${LAWYER.id}`;
    expect(bodies(asked, removal)).toEqual([]);
    await expectAccessible();
    members = members.filter(({ id }) => id !== LAWYER.id);
    document.querySelector<HTMLElement>("coram-dialog[open] .button-primary")?.click();
    await expect.poll(() => bodies(asked, removal).length).toBe(1);
    await expect.poll(() => document.activeElement?.matches("li[data-member]")).toBe(true);
  });
});
