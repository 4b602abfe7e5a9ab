import type { Browser, Locator, Page } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer, TEST_PASSWORD, type TestServer } from "../../../helpers/network/test-server.ts";

const NEW_PASSWORD = "another horse battery";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** On another device, with a password. */
async function signInElsewhere({ page: at }: Seat, address: string): Promise<void> {
  await at.goto("/");
  await at.getByLabel("E-mail address").fill(address);
  await at.getByLabel("Password").fill(TEST_PASSWORD);
  await at.getByRole("button", { name: "Sign in" }).click();
  await at.locator(".account").waitFor();
}

const change = (page: Page, what: string): Locator => page.getByRole("button", { name: `Change: ${what}` });
const formOf = (page: Page): Locator => page.locator(".setting-form");
const save = (page: Page): Promise<void> => formOf(page).getByRole("button", { name: "Change" }).click();

/** To the account by the menu. */
async function openAccount(mira: Seat): Promise<void> {
  const { page } = mira;
  await page.goto("/");
  await page.locator(".account").click();
  await page.getByRole("menuitem", { name: "Account" }).click();
  await page.getByRole("heading", { name: "Account", exact: true }).waitFor();
  await mira.expectAccessible();
}

/** Another name stands in every window of theirs at once. */
async function changeName({ page }: Seat, { page: at }: Seat): Promise<void> {
  const form = formOf(page);
  await change(page, "Name").click();
  await form.getByLabel("Name").fill("Mira Petrović");
  await save(page);
  await page.getByRole("button", { name: "Account of Mira Petrović" }).waitFor();
  await at.getByRole("button", { name: "Account of Mira Petrović" }).waitFor();
  // The focus is where the form was opened.
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Change: Name");
}

/** Another address is taken with the password of now only, and no other member's. */
async function changeAddress(mira: Seat, server: TestServer): Promise<void> {
  const { page } = mira;
  const form = formOf(page);
  mira.mayLog(403, 409);
  await change(page, "E-mail address").click();
  await form.getByLabel("E-mail address").fill(server.people.lawyer.email ?? "");
  await form.getByLabel("Current password").fill(TEST_PASSWORD);
  await save(page);
  await form.getByRole("alert").getByText("already uses this e-mail address. Give another.").waitFor();
  await form.getByLabel("E-mail address").fill("mira.new@example.org");
  await form.getByLabel("Current password").fill("a guess");
  await save(page);
  await form.getByRole("alert").getByText("This is not your password now").waitFor();
  await mira.expectAccessible();
  await form.getByLabel("Current password").fill(TEST_PASSWORD);
  await save(page);
  await page.getByText("mira.new@example.org").waitFor();
}

/** What is chosen here is kept with the account, and spoken on their other device. */
async function changeLooks(mira: Seat, { page: at }: Seat, server: TestServer): Promise<void> {
  const { page } = mira;
  await page.getByRole("radio", { name: "Shqip" }).check({ force: true });
  await page.locator("html[lang=sq]").waitFor();
  await page.getByRole("radio", { name: "English" }).check({ force: true });
  await page.locator("html[lang=en]").waitFor();
  await page.getByRole("radio", { name: "Македонски" }).check({ force: true });
  await page.locator("html[lang=mk]").waitFor();
  await eventually(async () => (await server.store.people.account(server.people.facilitator.member.id))?.language).toBe(
    "mk",
  );
  // What was chosen here is spoken there, from the next page on.
  await at.reload();
  await at.locator("html[lang=mk]").waitFor();
  await page.getByRole("radio", { name: "English" }).check({ force: true });
  await page.locator("html[lang=en]").waitFor();
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await page.locator("html[data-theme=dark]").waitFor();
  await mira.expectAccessible();
  // Chosen without the server it holds, and the account gets it with the next page that reaches it.
  const spoken = async () => (await server.store.people.account(server.people.facilitator.member.id))?.language;
  mira.mayLog("a lost connection");
  await mira.context.setOffline(true);
  await page.getByRole("radio", { name: "Македонски" }).check({ force: true });
  await page.locator("html[lang=mk]").waitFor();
  await mira.context.setOffline(false);
  expect(await spoken()).toBe("en");
  await page.reload();
  await eventually(spoken).toBe("mk");
  await page.locator(".setting-choice input").first().waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("mk");
  await page.getByRole("radio", { name: "English" }).check({ force: true });
  await page.locator("html[lang=en]").waitFor();
}

/** Another password signs the other device out. */
async function changePassword({ page }: Seat, elsewhere: Seat): Promise<void> {
  const form = formOf(page);
  await page.setViewportSize({ width: 1280, height: 420 });
  await change(page, "Password").click();
  // In the order in which they are asked; what is wrong has the focus, and the button is in sight.
  await page.keyboard.type("a guess");
  await page.keyboard.press("Tab");
  await page.keyboard.type(NEW_PASSWORD);
  await form.getByLabel("Show the password").check();
  expect(await form.getByLabel("New password").getAttribute("type")).toBe("text");
  await page.keyboard.press("Enter");
  await form.getByRole("alert").getByText("This is not your password now").waitFor();
  await eventually(() =>
    form.getByLabel("Current password").evaluate((field) => field === document.activeElement),
  ).toBe(true);
  const foot = async (): Promise<number> => {
    const box = await form.getByRole("button", { name: "Change" }).boundingBox();
    return (box?.y ?? Infinity) + (box?.height ?? 0);
  };
  await eventually(foot).toBeLessThanOrEqual(420);
  await form.getByLabel("Current password").fill(TEST_PASSWORD);
  await save(page);
  await page.getByText("The password is changed, and 1 other device is signed out.").first().waitFor();
  elsewhere.mayLog(401, "a lost connection");
  await eventually(() => new URL(elsewhere.page.url()).pathname).toBe("/sign-in");
}

/** The names of the network and of an organisation, and who runs rounds. */
async function changeNetwork(mira: Seat, server: TestServer): Promise<void> {
  const { page } = mira;
  const form = formOf(page);
  await page.getByRole("link", { name: "Network settings" }).click();
  const name = server.organisations.rs.name;
  await page.getByRole("button", { name: `Rename ${name}` }).click();
  mira.mayLog(409);
  await form.getByLabel("Name of the organisation").fill(server.organisations.al.name);
  await form.getByRole("button", { name: "Rename" }).click();
  await form.getByRole("alert").getByText(`${server.organisations.al.name} is there already`).waitFor();
  await form.getByLabel("Name of the organisation").fill("Pravna linija, Niš");
  await mira.expectAccessible();
  await form.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("rowheader", { name: "Pravna linija, Niš" }).waitFor();
  const names = await page.getByRole("rowheader").allTextContents();
  expect(names).toEqual(names.toSorted((a, b) => new Intl.Collator("en").compare(a, b)));
  await page.getByLabel("Country of Pravna linija, Niš").selectOption({ label: "Albania" });
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await eventually(async () => {
    const all = await server.store.people.organisations();
    return all.find(({ id }) => id === server.organisations.rs.id)?.country;
  }).toBe("al");
  await page.getByRole("button", { name: "Rename Test network" }).click();
  await form.getByLabel("Name of the network").fill("Five courts");
  await form.getByRole("button", { name: "Rename" }).click();
  await page.getByText("Now: Test network. From now on: Five courts. All members are told.").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Five courts").waitFor();
  await page.getByRole("button", { name: "Add an organisation" }).click();
  await form.getByLabel("Name of the organisation").fill("Vatra Vlorë");
  // No country is anybody's guess.
  expect(await form.getByLabel("Country").inputValue()).toBe("");
  await form.getByLabel("Country").selectOption({ label: "Albania" });
  await form.getByRole("button", { name: "Add an organisation" }).click();
  await page.getByRole("button", { name: "Remove: Vatra Vlorë" }).click();
  await page.getByText("Remove Vatra Vlorë from the network?").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("rowheader", { name: "Vatra Vlorë" }).waitFor({ state: "detached" });
  await page.getByLabel("Verdicts of Pravna linija, Niš").selectOption("owner");
  await page.getByText("Change who runs rounds on verdicts of Pravna linija, Niš?").waitFor();
  await page.keyboard.press("Enter");
  await eventually(async () => (await server.store.people.roundRules())[server.organisations.rs.id]).toBe("owner");
  // From its top: what a bar that stays lies over is scrolled to, and measured as if it were covered.
  await mira.page.evaluate(() => scrollTo(0, 0));
  await mira.expectAccessible();
  await page.locator(".account").click();
  await page.getByText("Facilitator, Pravna linija, Niš").waitFor();
}

/** First steps that were put away are found in the menu. */
async function bringFirstStepsBack({ page }: Seat): Promise<void> {
  await page.getByRole("menuitem", { name: "First steps" }).click();
  const steps = page.locator("coram-first-steps");
  await steps.getByRole("button", { name: "Hide" }).click();
  await steps.waitFor({ state: "detached" });
  await page.locator(".account").click();
  await page.getByRole("menuitem", { name: "First steps" }).click();
  await steps.waitFor();
}

test("name, address, password and looks are changed in the account, the network's names in its settings, and each is in the log", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const [mira, elsewhere] = await Promise.all([
    Seat.take(context, browser, server.url, { cookie: facilitator.cookie }),
    Seat.take(context, browser, server.url),
  ]);
  await signInElsewhere(elsewhere, facilitator.email ?? "");
  await openAccount(mira);
  await changeName(mira, elsewhere);
  await changeAddress(mira, server);
  await changeLooks(mira, elsewhere, server);
  await changePassword(mira, elsewhere);
  await changeNetwork(mira, server);
  await bringFirstStepsBack(mira);

  const told = (await server.store.audit.list(50))
    .filter(({ action }) => !/^(?:session|ticket)\./.test(action))
    .map(({ action, subject }) => `${action} ${String(subject["what"] ?? "")}`.trim())
    .reverse();
  expect(told).toEqual([
    "account.change name",
    "account.change address",
    ...Array.from({ length: 7 }, () => "account.change looks"),
    "account.change password",
    "organisation.rename",
    "organisation.country",
    "network.rename",
    "organisation.add",
    "organisation.remove",
    "organisation.round-runners",
  ]);
});
