import { page as screen } from "vitest/browser";
import { beforeEach, expect, it } from "vitest";
import type { CoramOutputTaken } from "../../../../client/outputs/versions/coram-output-taken.ts";
import "../../../../client/outputs/outputs.css";
import "../../../../client/outputs/versions/coram-output-taken.ts";
import { MemberId, newId, OutputId } from "../../../../schema/domain/ids.ts";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const id = newId(OutputId);
const by = newId(MemberId);
const members = new Map([[by, { id: by, name: "Dragana Stanić", initials: "DS", colour: 3 }]]);
const taken = [
  { version: 7, by, at: "2026-11-29T20:00:00.000Z", quotes: 3, words: 214 },
  { version: 4, by, at: "2026-11-29T19:00:00.000Z", quotes: 2, words: 0 },
];
const output = (write: boolean): OutputView => ({ id, taken, may: { write } }) as unknown as OutputView;
const opened = (write: boolean) =>
  mount<CoramOutputTaken>(
    "coram-output-taken",
    FACILITATOR,
    { [`POST /api/outputs/${id}/versions/7/put-back`]: { versions: [] } },
    { output: output(write), members } as unknown as Partial<CoramOutputTaken>,
  );

// What was put away stays away on the device.
beforeEach(() => localStorage.clear());

it("an open document says who took out how much of one's own work, puts it back by one press, and is put away for good", async () => {
  const { page, asked } = await opened(true);
  expect(page.textContent).toContain("Dragana Stanić took out 3 quotes and 214 words, some or all of it yours.");
  await expectAccessible();
  const shown: string[] = [];
  page.addEventListener("coram-output-side", ({ detail }) => shown.push(detail.side));
  await screen.getByRole("button", { name: "Versions" }).click();
  expect(shown).toEqual(["versions"]);
  let isInText = false;
  page.addEventListener("coram-write-on", () => (isInText = true));
  await screen.getByRole("button", { name: "Put back what was taken out" }).click();
  // What was pressed goes: one writes on.
  await expect.poll(() => isInText).toBe(true);
  await expect.poll(() => asked.map(({ what }) => what)).toEqual([`POST /api/outputs/${id}/versions/7/put-back`]);
  // Of several the newest that was not put away.
  await screen.getByRole("button", { name: "Hide" }).click();
  await expect.poll(() => page.textContent).toContain("Dragana Stanić took out 2 quotes, some or all of it yours.");
  await screen.getByRole("button", { name: "Hide" }).click();
  await expect.poll(() => page.textContent.trim()).toBe("");
  expect((await opened(false)).page.textContent.trim()).toBe("");
});

it("is in sight for whoever writes at the end of a long document, and at its beginning", async () => {
  const { page } = await opened(true);
  const main = page.parentElement;
  if (!main) throw new Error("no page");
  main.className = "output-doc";
  main.style.height = "400px";
  const text = document.createElement("article");
  text.style.height = "3000px";
  main.prepend(text);
  // On a phone its words have the width of a line, and its buttons stand below them.
  await screen.viewport(390, 844);
  const words = page.querySelector(".grow")?.getBoundingClientRect();
  expect(words?.width).toBeGreaterThan(240);
  expect(page.querySelector("button")?.getBoundingClientRect().top).toBeGreaterThanOrEqual(words?.bottom ?? 0);
  for (const top of [0, 1200, 3000]) {
    main.scrollTop = top;
    const { bottom } = page.getBoundingClientRect();
    expect(bottom).toBeLessThanOrEqual(main.getBoundingClientRect().bottom + 1);
    expect(bottom).toBeGreaterThan(main.getBoundingClientRect().top);
  }
});
