import { page as browser } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/network/coram-next-workshop.ts";
import type { CoramNextWorkshop } from "../../../../client/network/coram-next-workshop.ts";
import { newId, OrganisationId, WorkshopId } from "../../../../schema/domain/ids.ts";
import type { WorkshopCard } from "../../../../schema/protocol/http/workshops/workshops.ts";
import { LAWYER } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

it("a workshop that is open is told as under way, with the way in, and asks nobody whether they come", async () => {
  const planned: WorkshopCard = {
    id: newId(WorkshopId),
    title: "Means",
    host: newId(OrganisationId),
    hostName: "Qendra",
    days: ["2026-12-01"],
    begins: "09:00",
    state: "planned",
    steps: 3,
    closedAt: null,
    coming: { yes: 2, no: 0, own: null },
  };
  const network = { workshop: planned };
  const { page } = await mount<CoramNextWorkshop>("coram-next-workshop", LAWYER, {}, { network });
  const coming = browser.getByRole("group", { name: "Whether you come" });
  await expect.element(browser.getByRole("heading", { name: "Next workshop" })).toBeVisible();
  await expect.element(coming).toBeVisible();
  for (const state of ["open", "paused"] as const) {
    page.network = { workshop: { ...planned, state } };
    const goIn = browser.getByRole("link", { name: "Go in" });
    await expect.element(goIn).toHaveAttribute("href", `/workshops/${planned.id}`);
    await expect.element(browser.getByRole("heading", { name: "Workshop under way" })).toBeVisible();
    await expect.element(coming).not.toBeInTheDocument();
  }
  await expectAccessible();
});
