import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import type { CoramDeleteOutput } from "../../../../client/outputs/versions/coram-delete-output.ts";
import "../../../../client/outputs/versions/coram-delete-output.ts";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { MemberId, newId, OutputId } from "../../../../schema/domain/ids.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const id = newId(OutputId);
const OUTPUT = { id, number: 3, leader: null, languages: [], may: { delete: true } };

async function show(change: Record<string, unknown> = {}): Promise<{ asked: { what: string; body: unknown }[] }> {
  const version = { number: 1, name: "", kind: "sitting", by: newId(MemberId), at: "2026-11-29T10:00:00.000Z" };
  const answers = {
    [`GET /api/outputs/${id}/versions`]: { versions: [version] },
    [`POST /api/outputs/${id}/delete`]: {},
  };
  const parts = () => ({ quotes: 2, recommendations: 0, comments: 1 });
  const output = { ...OUTPUT, ...change } as unknown as OutputView;
  return mount<CoramDeleteOutput>("coram-delete-output", null, answers, {
    output,
    heading: "When she must wait",
    parts,
  });
}

it("asks by its title and says what goes, leaves it on Enter, and deletes what stood there when it asked", async () => {
  const { asked } = await show();
  await page.getByRole("button", { name: "Delete this draft…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete “When she must wait”?" });
  await expect.element(dialog).toBeVisible();
  await expect.element(page.getByText("1 kept version")).toBeVisible();
  for (const part of ["2 quotes", "1 comment"]) await expect.element(page.getByText(part)).toBeVisible();
  expect(page.getByText("recommendation").elements()).toEqual([]);
  await expectAccessible();
  await userEvent.keyboard("{Enter}");
  expect(asked.map(({ what }) => what)).toEqual([`GET /api/outputs/${id}/versions`]);
  await page.getByRole("button", { name: "Delete this draft…" }).click();
  const went = new Promise((resolve) => {
    addEventListener("coram-navigate", ({ detail }) => resolve(detail.href), { once: true });
  });
  await page.getByRole("button", { name: "Delete for everybody" }).click();
  expect(await went).toBe("/outputs");
  expect(asked.at(-1)).toEqual({
    what: `POST /api/outputs/${id}/delete`,
    body: { number: 3, title: "When she must wait" },
  });
});

it("leads to the languages that follow it instead, and is not there where one may not", async () => {
  const other = newId(OutputId);
  const languages = [
    { output: id, language: "en" },
    { output: other, language: "mk" },
  ];
  await show({ languages });
  await page.getByRole("button", { name: "Delete this draft…" }).click();
  const way = page.getByRole("link", { name: "Open the Macedonian version" });
  await expect.element(way).toHaveAttribute("href", `/outputs/${other}?side=state`);
  expect(page.getByRole("button", { name: "Delete for everybody" }).elements()).toEqual([]);
  await show({ may: { delete: false } });
  expect(document.querySelector("coram-delete-output")?.textContent.trim()).toBe("");
});
