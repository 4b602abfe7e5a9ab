import { page as browser } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/admin/coram-settings-page.ts";
import type { SettingsView } from "../../../../schema/protocol/http/account.ts";
import { FACILITATOR, MEMBERS, ORGANISATIONS } from "../../../helpers/browser/shell-data.ts";
import { ANSWERS, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

it("says whom to ask about an organisation that its own facilitators name and place", async () => {
  const counts = { members: 2, former: 0, invited: 0, verdicts: 0 };
  const [first, second] = ORGANISATIONS;
  if (!first || !second) throw new Error("organisations are missing");
  const organisations = [
    { ...first, ...counts },
    { ...second, ...counts, ledBy: ["Petar I.", "Elena M."] },
  ];
  const settings: SettingsView = { name: "Network", organisations, roundRunners: MEMBERS.roundRunners };
  await mount("coram-settings-page", FACILITATOR, { ...ANSWERS, "GET /api/network/settings": settings });
  await expect.element(browser.getByText("Rename (ask Elena M. and Petar I.)")).toBeVisible();
  const buttons = browser.getByRole("table").getByRole("button").elements();
  expect(buttons.map((each) => each.ariaLabel)).toEqual([`Rename ${first.name}`]);
  expect(browser.getByRole("table").getByRole("combobox").elements()).toHaveLength(1);
  await expectBothThemes();
});

it("says of an organisation without a facilitator that nobody leads it, and of how many verdicts nobody sees", async () => {
  const counts = { members: 2, former: 0, invited: 0, verdicts: 0 };
  const [first, second] = ORGANISATIONS;
  if (!first || !second) throw new Error("organisations are missing");
  const settings: SettingsView = {
    name: "Network",
    organisations: [
      { ...first, ...counts },
      { ...second, ...counts, unled: 1 },
    ],
    roundRunners: MEMBERS.roundRunners,
  };
  await mount("coram-settings-page", FACILITATOR, { ...ANSWERS, "GET /api/network/settings": settings });
  const said = browser.getByText(/^Nobody leads it: 1 verdict in preparation, which nobody sees/);
  await expect.element(said).toBeVisible();
  expect(said.element().closest("tr")?.textContent).toContain(second.name);
  expect(document.body.textContent.match(/Nobody leads it/g)).toHaveLength(1);
  await expectBothThemes();
});
