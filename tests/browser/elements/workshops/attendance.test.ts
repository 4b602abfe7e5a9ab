import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/workshops/coram-workshop-minutes.ts";
import "../../../../client/workshops/door/coram-attendance-page.ts";
import "../../../../client/workshops/door/coram-attending.ts";
import { newId, OutputId, SeatId, WorkshopId } from "../../../../schema/domain/ids.ts";
import type { AttendanceList, AttendanceRow } from "../../../../schema/protocol/http/workshops/door.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { attending } from "../../../helpers/workshops/attending.ts";
import { path as workshopPath, view } from "../../../helpers/workshops/workshop-page.ts";

onShellPage();

const DAY = "2026-12-01";
const row = (name: string, change: Partial<AttendanceRow>): AttendanceRow => ({
  seat: newId(SeatId),
  day: DAY,
  listed: false,
  named: false,
  remote: false,
  confirmedAt: null,
  absent: false,
  name,
  organisation: "",
  isGuest: false,
  by: "themselves",
  sat: false,
  ...change,
});
const list = (...rows: AttendanceRow[]): AttendanceList => ({
  workshop: "Methodology workshop 1",
  days: [DAY],
  today: DAY,
  rows,
  mayAdd: true,
  keptUntil: "2027-03-01T23:59:59.999Z",
  signedUntil: null,
});

it("has members who said nothing, on no paper, and writes down who came without a device", async () => {
  const id = newId(WorkshopId);
  const path = `/api/workshops/${id}/attendance`;
  const ana = row("Ana", { by: "sitting", sat: true });
  const vera = row("Vera Vuk", { by: "hand", listed: true, confirmedAt: "2026-12-01T10:00:00.000Z" });
  const { asked } = await mount(
    "coram-attendance-page",
    FACILITATOR,
    {
      [`GET ${path}`]: list(ana),
      [`POST ${path}/by-hand`]: list(ana, vera),
    },
    { workshopId: id } as never,
  );
  const line = browser.getByRole("row", { name: /Ana/u });
  await expect.element(line).toBeVisible();
  // Its spaces are set by the typography of the language.
  expect(
    line
      .element()
      .textContent.split(/[^A-Za-z]+/u)
      .join(" "),
  ).toContain("was there did not say whether to be named");
  expect(line.element().classList).toContain("attendance-unlisted");
  // Each of them signs all the same: on paper they have a line of their own.
  await expect.element(browser.getByText(/^1 person who was there has not agreed/u)).toBeVisible();
  expect(document.querySelectorAll("tbody .attendance-paper")).toHaveLength(7);
  expect(line.getByRole("checkbox").elements()).toEqual([]);
  await userEvent.fill(browser.getByRole("textbox", { name: "Name" }), "Vera Vuk");
  await userEvent.click(browser.getByRole("checkbox", { name: "They agree to be listed" }));
  await userEvent.click(browser.getByRole("checkbox", { name: "They agree to be named in the minutes" }));
  await expectBothThemes();
  await userEvent.click(browser.getByRole("button", { name: "Add somebody" }));
  await expect.element(browser.getByRole("checkbox", { name: "Vera Vuk was there" })).toBeChecked();
  expect(bodies(asked, `POST ${path}/by-hand`)).toEqual([
    { day: DAY, name: "Vera Vuk", organisation: "", listed: true, named: true, remote: false },
  ]);
  await expect.element(browser.getByRole("textbox", { name: "Name" })).toHaveValue("");
});

it("says who was there without a tick, and confirms all who wait with one press", async () => {
  const id = newId(WorkshopId);
  const path = `/api/workshops/${id}/attendance`;
  const marko = row("Marko", { isGuest: true });
  const elira = row("Elira", { sat: true, remote: true });
  const ana = row("Ana", { sat: true, listed: true });
  const confirmed = { ...marko, confirmedAt: "2026-12-01T10:00:00.000Z" };
  const { asked } = await mount(
    "coram-attendance-page",
    FACILITATOR,
    { [`GET ${path}`]: list(ana, elira, marko), [`PUT ${path}/confirmed`]: list(ana, elira, confirmed) },
    { workshopId: id } as never,
  );
  await expect.element(browser.getByText(/^1 person who came is not confirmed/u)).toBeVisible();
  // Who is not confirmed was not there as far as is known, and from elsewhere nobody signs.
  const lines = (): number => document.querySelectorAll("tbody .attendance-paper").length;
  expect([lines(), document.body.textContent.includes("has not agreed")]).toEqual([6, false]);
  const line = browser.getByRole("row", { name: /Ana/u });
  expect(line.getByRole("checkbox").elements()).toEqual([]);
  expect(line.element().querySelector(".attendance-sat")?.textContent).toBe("yes");
  await expectBothThemes();
  await userEvent.click(browser.getByRole("button", { name: "Confirm that all were there" }));
  await expect.element(browser.getByRole("checkbox", { name: "Marko was there" })).toBeChecked();
  expect(bodies(asked, `PUT ${path}/confirmed`)).toEqual([{ day: DAY }]);
  expect([document.querySelector(".attendance-waiting"), lines()]).toEqual([null, 7]);
});

it("holds two ticks of a guest that follow at once, and sends of each only what was pressed", async () => {
  const none = { listed: false, named: false, remote: false };
  const guest = attending();
  const put = "PUT /api/attending/consents";
  const answers: Record<string, unknown> = { "GET /api/attending": guest };
  // As the server has it once it has heard one of them.
  answers[put] = { ...guest, consents: { ...none, listed: true } };
  const { asked } = await mount("coram-attending", FACILITATOR, answers);
  await expect.element(browser.getByText("Attendance", { exact: true })).toBeVisible();
  const ticks = document.querySelectorAll<HTMLInputElement>(".seat-consents input");
  ticks[0]?.click();
  ticks[1]?.click();
  await expect.poll(() => bodies(asked, put)).toHaveLength(2);
  expect(bodies(asked, put)).toEqual([{ listed: true }, { named: true }]);
  await expect.poll(() => Array.from(ticks, ({ checked }) => checked)).toEqual([true, false, false]);
});

it("says beside it why all could not be confirmed, once there are minutes too", async () => {
  const refused = { status: 503, problem: { code: "server-away" } };
  const of = view({}, { waiting: 2, minutes: newId(OutputId) });
  await mount("coram-workshop-minutes", FACILITATOR, { [`PUT ${workshopPath}/attendance/confirmed`]: refused }, {
    view: of,
  } as object);
  await userEvent.click(browser.getByRole("button", { name: "Confirm that all were there" }));
  await expect.element(browser.getByRole("alert")).toBeVisible();
});
