import { cdp, page as browser, userEvent } from "vitest/browser";
import { beforeEach, expect, test } from "vitest";
import "../../../../client/workshops/coram-workshop-page.ts";
import { newId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { bodies } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR, LAWYER } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { id, now, path, step, view } from "../../../helpers/workshops/workshop-page.ts";

beforeEach(() => browser.viewport(1440, 900));

test("a closed workshop is printed whole", async () => {
  const many = Array.from({ length: 60 }, (_, i) => step(`Step ${i + 1}`, { beganAt: now, endedAt: now }));
  const rights = { plan: false, lead: false, takePart: false, minutes: false, takeFloorAfterMs: null };
  const closed = view(
    { state: "closed", holder: null, step: null, closedAt: now },
    { rights, steps: many, seat: null },
  );
  await mount("coram-workshop-page", LAWYER, { [`GET ${path}`]: closed }, { workshopId: id } as object);
  const last = browser.getByRole("heading", { name: "Parked" });
  await expect.element(last).toBeInTheDocument();
  const tools = cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
  /** What scrolls by itself is cut where the sheet ends. */
  const cut = (): string[] => {
    const found: string[] = [];
    for (let each = last.element().parentElement; each; each = each.parentElement)
      if (getComputedStyle(each).overflowY !== "visible" && each.scrollHeight > each.clientHeight)
        found.push(each.className);
    return found;
  };
  expect(cut()).toEqual([`workshop workshop-part`]);
  await tools.send("Emulation.setEmulatedMedia", { media: "print" });
  expect(cut()).toEqual([]);
  expect(document.querySelector("coram-workshop-page")?.clientHeight).toBeGreaterThan(1800);
  expect(document.querySelector("coram-workshop-bar")?.checkVisibility()).toBe(false);
  await tools.send("Emulation.setEmulatedMedia", { media: "" });
});

test("a question for later that is being typed as the workshop is closed stands there to be copied", async () => {
  const shown = view();
  const answers: Record<string, unknown> = { [`GET ${path}`]: shown, [`GET ${path}/parked`]: { parked: [] } };
  const { events } = await mount("coram-workshop-page", LAWYER, answers, { workshopId: id } as object);
  const field = browser.getByRole("textbox", { name: "Question for later" });
  await userEvent.click(field);
  await userEvent.keyboard("Does it count tha");
  const rights = { plan: false, lead: false, takePart: false, minutes: false, takeFloorAfterMs: null };
  const change = { state: "closed", holder: null, step: null, closedAt: now, version: 6, course: 6 } as const;
  answers[`GET ${path}`] = view(change, { rights, seat: null });
  const told = { step: null, phase: null, pass: 0, edition: null, endsAt: null, term: 1, floor: null } as const;
  for (const hears of events["listeners"])
    hears({ type: "workshop", workshop: id, version: 6, course: 6, state: "closed", ...told });
  await expect.element(field).not.toBeInTheDocument();
  await expect.element(browser.getByText("Does it count tha")).toBeVisible();
  await expect.element(browser.getByRole("button", { name: "Copy" })).toBeVisible();
  await expectAccessible();
  // It is theirs to let go.
  await userEvent.click(browser.getByRole("button", { name: "Discard" }));
});

test("a closed workshop is planned again by one press, by who plans workshops", async () => {
  const rights = { plan: false, lead: false, takePart: false, minutes: true, takeFloorAfterMs: null };
  const closed = view({ state: "closed", holder: null, step: null, closedAt: now }, { rights, seat: null });
  const made = `/workshops/${newId(WorkshopId)}/plan`;
  const screens = `${path}/screens`;
  const answers: Record<string, unknown> = { [`GET ${path}`]: closed, [`GET ${screens}`]: { paired: 2 } };
  const { asked, page } = await mount("coram-workshop-page", FACILITATOR, answers, { workshopId: id } as object);
  const again = browser.getByRole("button", { name: "Plan another one like it" });
  // Its walls are taken off, too.
  answers[`DELETE ${screens}`] = { paired: 0 };
  await expect.element(browser.getByText("2 screens on")).toBeVisible();
  await userEvent.click(browser.getByRole("button", { name: "Turn all off" }));
  await expect.element(browser.getByText("2 screens on")).not.toBeInTheDocument();
  expect(bodies(asked, `DELETE ${screens}`)).toHaveLength(1);
  answers[`POST ${path}/copy`] = { status: 409, problem: { code: "workshop-moved" } };
  await userEvent.click(again);
  await expect.element(browser.getByText(/The workshop has gone on/)).toBeVisible();
  await expectAccessible();
  answers[`POST ${path}/copy`] = view({ id: WorkshopId.parse(made.split("/")[2]), state: "planned", version: 1 });
  const went = new Promise((resolve) => {
    addEventListener("coram-navigate", ({ detail }) => resolve(detail.href), { once: true });
  });
  await userEvent.click(again);
  expect(await went).toBe(made);
  expect(bodies(asked, `POST ${path}/copy`)).toHaveLength(2);
  page.remove();
  await mount("coram-workshop-page", LAWYER, { [`GET ${path}`]: closed }, { workshopId: id } as object);
  await expect.element(browser.getByText("This workshop is closed.")).toBeVisible();
  await expect.element(again).not.toBeInTheDocument();
});
