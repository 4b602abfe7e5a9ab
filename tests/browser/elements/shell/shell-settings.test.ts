import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/admin/coram-account-page.ts";
import "../../../../client/admin/coram-settings-page.ts";
import type { SettingsView } from "../../../../schema/protocol/http/account.ts";
import { FACILITATOR, LAWYER, ORGANISATIONS } from "../../../helpers/browser/shell-data.ts";
import { ANSWERS, bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

it("says whom to ask about an organisation that its own facilitators name and place", async () => {
  const counts = { members: 2, former: 0, invited: 0, verdicts: 0, roundRunners: "owner" } as const;
  const [first, second] = ORGANISATIONS;
  if (!first || !second) throw new Error("organisations are missing");
  const organisations = [
    { ...first, ...counts },
    { ...second, ...counts, ledBy: ["Petar I.", "Elena M."] },
  ];
  const settings: SettingsView = { name: "Network", organisations };
  await mount("coram-settings-page", FACILITATOR, { ...ANSWERS, "GET /api/network/settings": settings });
  await expect.element(browser.getByText("Rename (ask Elena M. and Petar I.)")).toBeVisible();
  const buttons = browser.getByRole("table").getByRole("button").elements();
  expect(buttons.map((each) => each.ariaLabel)).toEqual([`Rename ${first.name}`]);
  expect(browser.getByRole("table").getByRole("combobox").elements()).toHaveLength(1);
  await expectBothThemes();
});

it("says of an organisation without a facilitator that nobody leads it, and of how many verdicts nobody sees", async () => {
  const counts = { members: 2, former: 0, invited: 0, verdicts: 0, roundRunners: "owner" } as const;
  const [first, second] = ORGANISATIONS;
  if (!first || !second) throw new Error("organisations are missing");
  const settings: SettingsView = {
    name: "Network",
    organisations: [
      { ...first, ...counts },
      { ...second, ...counts, unled: 1 },
    ],
  };
  await mount("coram-settings-page", FACILITATOR, { ...ANSWERS, "GET /api/network/settings": settings });
  const said = browser.getByText(/^Nobody leads it: 1 verdict in preparation, which nobody sees/);
  await expect.element(said).toBeVisible();
  expect(said.element().closest("tr")?.textContent).toContain(second.name);
  expect(document.body.textContent.match(/Nobody leads it/g)).toHaveLength(1);
  await expectBothThemes();
});

it("asks before the network is renamed or others run its rounds, and leaves all as it was where it is not sure", async () => {
  const [first, second] = ORGANISATIONS;
  if (!first || !second) throw new Error("organisations are missing");
  const counts = { members: 2, former: 0, invited: 0, verdicts: 0, roundRunners: "owner" } as const;
  const organisations = [
    { ...first, ...counts },
    { ...second, ...counts, ledBy: ["Elena M."] },
  ];
  const settings: SettingsView = { name: "Network", organisations };
  const put = `PUT /api/organisations/${first.id}/round-runners`;
  const { asked } = await mount("coram-settings-page", FACILITATOR, {
    ...ANSWERS,
    "GET /api/network/settings": settings,
    "PUT /api/network/name": { status: 204 },
    [put]: { status: 204 },
  });
  await browser.getByRole("button", { name: "Rename Network" }).click();
  await browser.getByRole("textbox", { name: "Name of the network" }).fill("Five courts");
  const press = (words: string) =>
    [...document.querySelectorAll<HTMLElement>("coram-ask button")]
      .find((each) => each.textContent.trim() === words)
      ?.click();
  await browser.getByRole("button", { name: "Rename", exact: true }).click();
  await expect
    .element(browser.getByText("Now: Network. From now on: Five courts. All members are told."))
    .toBeVisible();
  await expectBothThemes();
  press("Cancel");
  expect(bodies(asked, "PUT /api/network/name")).toEqual([]);
  await expect.element(browser.getByRole("textbox", { name: "Name of the network" })).toHaveValue("Five courts");
  await browser.getByRole("button", { name: "Rename", exact: true }).click();
  press("Rename");
  await expect.poll(() => bodies(asked, "PUT /api/network/name")).toEqual([{ name: "Five courts" }]);
  const runners = browser.getByRole("combobox", { name: `Verdicts of ${first.name}` });
  const theirs = browser.getByText(`Verdicts of ${second.name}: Its own facilitators`, { exact: false });
  await expect
    .element(theirs)
    .toHaveTextContent(`Verdicts of ${second.name}: Its own facilitators Change (ask Elena M.)`);
  await runners.selectOptions("all");
  await expect
    .element(browser.getByText("From now on: Facilitators of every organisation", { exact: false }))
    .toBeVisible();
  press("Cancel");
  await expect.element(runners).toHaveValue("owner");
  await runners.selectOptions("all");
  press("Change");
  await expect.poll(() => bodies(asked, put)).toEqual([{ runners: "all" }]);
});

it("asks before an organisation is put into another country, also where one chose by the keys and went on", async () => {
  const [first] = ORGANISATIONS;
  if (!first) throw new Error("organisations are missing");
  const counts = { members: 2, former: 0, invited: 0, verdicts: 0, roundRunners: "owner" } as const;
  const put = `PUT /api/organisations/${first.id}/country`;
  const { asked } = await mount("coram-settings-page", FACILITATOR, {
    ...ANSWERS,
    "GET /api/network/settings": { name: "Network", organisations: [{ ...first, ...counts, country: "rs" }] },
    [put]: { status: 204 },
  });
  const press = (words: string) =>
    [...document.querySelectorAll<HTMLElement>("coram-ask button")]
      .find((each) => each.textContent.trim() === words)
      ?.click();
  const question = browser.getByText("Now: Serbia. From now on: Albania. All members are told.");
  const select = browser.getByRole("combobox", { name: `Country of ${first.name}` });
  await select.selectOptions("al");
  await expect.element(question).toBeVisible();
  await expectBothThemes();
  press("Cancel");
  await expect.element(select).toHaveValue("rs");
  expect(bodies(asked, put)).toEqual([]);
  // The press that leaves the select brings the question, and leads nowhere.
  const followed: Event[] = [];
  const follow = (event: Event): void => {
    if ((event.target as Element).closest("a")) followed.push(event);
    event.preventDefault();
  };
  document.addEventListener("click", follow);
  select.element().focus();
  await userEvent.keyboard("a");
  await expect.element(select).toHaveValue("al");
  const { x, y } = browser.getByRole("link", { name: "House style" }).element().getBoundingClientRect();
  await browser.elementLocator(document.body).click({ position: { x: x + 5, y: y + 5 }, force: true });
  await expect.element(question).toBeVisible();
  document.removeEventListener("click", follow);
  expect(followed).toEqual([]);
  press("Change");
  await expect.poll(() => bodies(asked, put)).toEqual([{ country: "al" }]);
});

it("lets whoever is no facilitator leave the network by their password, once they have read what becomes of their work", async () => {
  const account = { email: "elira@example.org", language: null, theme: null, passwordSetAt: null, author: null };
  const answers: Record<string, unknown> = {
    ...ANSWERS,
    "GET /api/account": account,
    "POST /api/account/leave": { status: 403, problem: { code: "wrong-current-password" } },
  };
  const { asked } = await mount("coram-account-page", LAWYER, answers);
  const way = browser.getByRole("button", { name: "Leave the network" });
  await way.click();
  await expect.element(browser.getByText("stays under your name", { exact: false })).toBeVisible();
  for (const width of [390, 1280]) {
    await browser.viewport(width, 800);
    await expectBothThemes();
  }
  const password = browser.getByLabelText("Current password");
  await expect.element(password).toHaveFocus();
  await expect.element(browser.getByText(/A facilitator of your organisation can send you a link/)).toBeVisible();
  await password.fill("a guess");
  await userEvent.keyboard("{Enter}");
  await expect.element(browser.getByText("This is not your password now", { exact: false })).toBeVisible();
  expect(bodies(asked, "POST /api/account/leave")).toEqual([{ current: "a guess" }]);
  answers["POST /api/account/leave"] = { status: 204 };
  const left = new Promise((done) => addEventListener("coram-signed-out", done, { once: true }));
  await userEvent.keyboard("{Enter}");
  await left;
});

it("tells the only facilitator of an organisation what their leaving leaves, and lets only the last of it go", async () => {
  const onlyLead = { organisation: "Drejtësi", others: 3, verdicts: ["Nr. 214"], isNeeded: false };
  const account = { email: "b@example.org", language: null, theme: null, passwordSetAt: null, author: null };
  const answers: Record<string, unknown> = { ...ANSWERS, "GET /api/account": { ...account, onlyLead } };
  const { asked } = await mount("coram-account-page", LAWYER, answers);
  const way = browser.getByRole("button", { name: "Leave the network" });
  await way.click();
  const held = browser.getByRole("group", { name: "Membership" });
  await expect.element(held).toBeVisible();
  expect(held.element().textContent).toMatch(
    /You are the only facilitator of Drejtësi. .* its verdicts: Nr. 214. .*other members \(3\) .*\s+Make another/u,
  );
  await expect.element(held.getByRole("link", { name: "Members" })).toHaveAttribute("href", "/members");
  for (const width of [390, 1280]) {
    await browser.viewport(width, 800);
    await expectAccessible(held.element());
  }
  expect(browser.getByLabelText("Current password").query()).toBeNull();
  // Everybody else has gone meanwhile.
  answers["GET /api/account"] = { ...account, onlyLead: { ...onlyLead, others: 0 } };
  await held.getByRole("button", { name: "Close" }).click();
  await way.click();
  const said = browser.getByText("Nobody else of it is here.", { exact: false });
  await expect.element(said).toBeVisible();
  await expect.element(browser.getByText(/whoever runs the server makes a link .* “coram member reset”/)).toBeVisible();
  await browser.getByLabelText("Current password").fill("a password");
  answers["POST /api/account/leave"] = { status: 204 };
  const left = new Promise((done) => addEventListener("coram-signed-out", done, { once: true }));
  await userEvent.keyboard("{Enter}");
  await left;
  expect(bodies(asked, "POST /api/account/leave")).toEqual([{ current: "a password", leavesNobody: true }]);
});
