import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import type { CoramClearing } from "../../../../client/prepare/clearing/coram-clearing.ts";
import "../../../../client/prepare/clearing/coram-clearing.ts";
import { ClearingId, newId } from "../../../../schema/domain/ids.ts";
import type { ClearingView } from "../../../../schema/protocol/http/clearing.ts";
import { FACILITATOR, LAWYER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

const verdict = VERDICTS.preparing;
const PATH = `/api/verdicts/${verdict.id}`;
const CHECKED: ClearingView = {
  stage: "cleared",
  next: "cleared-for-guests",
  revision: 1,
  findings: [],
  counts: [],
  ticks: [],
  left: [],
  removed: 0,
  seen: "",
  secondReader: { network: false, verdict: true },
  signed: [
    {
      id: newId(ClearingId),
      verdict: verdict.id,
      stage: "cleared",
      revision: 1,
      member: LAWYER.id,
      at: "2026-03-02T09:00:00.000Z",
      state: "done",
      checklist: { findings: [], ticks: [] },
    },
  ],
};

it("asks before a second reader is taken away, says who signed, wants a reason, and then shows who did it and why", async () => {
  const answers: Record<string, unknown> = { [`GET ${PATH}/clearing`]: CHECKED, [`PUT ${PATH}/second-reader`]: null };
  const sent: BodyInit[] = [];
  const { events } = await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, {
    verdict,
    members: [FACILITATOR, LAWYER],
  });
  const { fetch } = window;
  window.fetch = (input, init) => {
    if (init?.method === "PUT" && init.body) sent.push(init.body);
    return fetch(input, init);
  };
  await browser.getByText("Second reader: must sign too").click();
  const box = browser.getByRole("checkbox", { name: "A second reader must sign this verdict" });
  const asked = browser.getByRole("group", { name: "Waive the second reader?" });
  await box.click();
  // Nothing is taken away yet, and the focus is where the answer is given.
  await expect.element(box).toBeChecked();
  await expect.element(asked.getByText(`Signed so far: ${LAWYER.name} (Cleared).`)).toBeVisible();
  const reason = asked.getByRole("combobox", { name: "Why is no second reader needed?" });
  await expect.element(reason).toHaveFocus();
  await expect.element(asked.getByRole("button", { name: "Waive" })).toBeDisabled();
  await asked.getByRole("button", { name: "Keep the second reader" }).click();
  await expect.element(asked).not.toBeInTheDocument();
  await expect.element(box).toHaveFocus();
  await expect.element(box).toBeChecked();
  expect(sent).toEqual([]);
  await userEvent.keyboard(" ");
  await reason.selectOptions("read-before");
  const waived = { by: FACILITATOR.id, reason: "read-before" as const, at: "2026-03-03T09:00:00.000Z" };
  answers[`GET ${PATH}/clearing`] = { ...CHECKED, secondReader: { network: false, verdict: false, waived } };
  await asked.getByRole("button", { name: "Waive" }).click();
  await expect.poll(() => sent).toEqual([JSON.stringify({ isNeeded: false, reason: "read-before" })]);
  const said = browser.getByText(
    new RegExp(`^\\s*${FACILITATOR.name} waived the second reader .* Reason: A second reader has already read it`),
  );
  await expect.element(said).toBeVisible();
  await expect.element(box).not.toBeChecked();
  // Asked for again it is by one click.
  await box.click();
  await expect.poll(() => sent.at(-1)).toBe(JSON.stringify({ isNeeded: true }));
  answers[`GET ${PATH}/clearing`] = CHECKED;
  events.again();
  await expect.element(said).not.toBeInTheDocument();
  await expect.element(box).toBeChecked();
  window.fetch = fetch;
});

it("asks before it is taken away of all verdicts, wants a reason that holds for all, and says who did it", async () => {
  const all = { ...CHECKED, secondReader: { network: true, verdict: false } };
  const answers: Record<string, unknown> = {
    [`GET ${PATH}/clearing`]: all,
    "PUT /api/network/second-reader": null,
  };
  const sent: BodyInit[] = [];
  const { events } = await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, {
    verdict,
    members: [FACILITATOR, LAWYER],
  });
  const { fetch } = window;
  window.fetch = (input, init) => {
    if (init?.method === "PUT" && init.body) sent.push(init.body);
    return fetch(input, init);
  };
  await browser.getByText("Second reader: must sign too").click();
  const box = browser.getByRole("checkbox", { name: "A second reader must sign every verdict of the network" });
  const asked = browser.getByRole("group", { name: "Waive the second reader for every verdict of the network?" });
  await box.click();
  await expect.element(box).toBeChecked();
  await expect.element(asked.getByText(/one signature is enough to move a verdict of any organisation/)).toBeVisible();
  const reason = asked.getByRole("combobox", { name: "Why is no second reader needed?" });
  await expect.element(reason).toHaveFocus();
  expect([...(reason.element() as HTMLSelectElement).options].map(({ value }) => value)).toEqual([
    "",
    "nobody-left",
    "agreed",
    "mistake",
  ]);
  await asked.getByRole("button", { name: "Keep the second reader" }).click();
  await expect.element(box).toHaveFocus();
  expect(sent).toEqual([]);
  await userEvent.keyboard(" ");
  await reason.selectOptions("agreed");
  await asked.getByRole("button", { name: "Waive" }).click();
  await expect.poll(() => sent).toEqual([JSON.stringify({ isNeeded: false, reason: "agreed" })]);
  const waivedOfAll = { by: LAWYER.id, reason: "agreed" as const, at: "2026-03-03T09:00:00.000Z" };
  answers[`GET ${PATH}/clearing`] = { ...all, secondReader: { network: false, verdict: false, waivedOfAll } };
  events.again();
  const words = new RegExp(`^\\s*${LAWYER.name} waived the second reader for every verdict of the network`);
  await expect.element(browser.getByText(words)).toBeVisible();
  await expect.element(box).not.toBeChecked();
  window.fetch = fetch;
});

it("asks before it is asked for of all verdicts, names who has nobody for it, and says so beside a checklist", async () => {
  const alone = { organisations: ["Drejtësi për Gratë", "Pravna linija"], owner: "Pravna linija" };
  const none: ClearingView = { ...CHECKED, alone, secondReader: { network: false, verdict: false } };
  const answers: Record<string, unknown> = { [`GET ${PATH}/clearing`]: none, "PUT /api/network/second-reader": null };
  const sent: BodyInit[] = [];
  const { events } = await mount<CoramClearing>("coram-clearing", FACILITATOR, answers, {
    verdict,
    members: [FACILITATOR, LAWYER],
  });
  const { fetch } = window;
  window.fetch = (input, init) => {
    if (init?.method === "PUT" && init.body) sent.push(init.body);
    return fetch(input, init);
  };
  await browser.getByText("Second reader: not needed").click();
  const box = browser.getByRole("checkbox", { name: "A second reader must sign every verdict of the network" });
  const asked = browser.getByRole("group", { name: "Require a second reader for every verdict of the network?" });
  const warned = browser.getByRole("status").filter({ hasText: "Pravna linija has one facilitator" });
  await box.click();
  await expect.element(box).not.toBeChecked();
  for (const name of alone.organisations)
    await expect
      .element(asked.getByText(new RegExp(`^${name} has one facilitator: its verdicts cannot move`)))
      .toBeVisible();
  const leave = asked.getByRole("button", { name: "Leave it as it is" });
  await expect.element(leave).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(asked).not.toBeInTheDocument();
  await expect.element(box).toHaveFocus();
  await expect.element(warned).not.toBeInTheDocument();
  expect(sent).toEqual([]);
  await userEvent.keyboard(" ");
  answers[`GET ${PATH}/clearing`] = { ...none, secondReader: { network: true, verdict: false } };
  await asked.getByRole("button", { name: "Require" }).click();
  await expect.poll(() => sent).toEqual([JSON.stringify({ isNeeded: true })]);
  await expect.element(box).toBeChecked();
  await expect.element(warned).toBeVisible();
  answers[`GET ${PATH}/clearing`] = { ...CHECKED, secondReader: { network: true, verdict: false } };
  events.again();
  await expect.element(warned).not.toBeInTheDocument();
  window.fetch = fetch;
});
