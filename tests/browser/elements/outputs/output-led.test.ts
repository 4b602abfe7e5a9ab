import { userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { newId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { openOutput } from "../../../helpers/browser/outputs/output-page.ts";
import { node, words } from "../../../helpers/network/an-output.ts";

test("a recommendation has what it reads from the leading language once that is there, after the page", async () => {
  const pair = newId(BlockId);
  const open = openOutput([node("recommendation", { pair }, words("Decide."))], []);
  await expect.poll(() => open.text.querySelector(".rec-facts")?.textContent).toBeDefined();
  const led = { block: pair, addressee: "Courts", names: {}, deadline: "пред следниот извештај", number: "1" };
  open.evidence.update(true, true, { language: "mk", states: { sections: [], blocks: [], recommendations: [led] } });
  await expect.poll(() => open.text.querySelector(".rec-facts")?.textContent).toContain("пред следниот извештај");
  expect(open.text.querySelector(".rec-facts")?.textContent).toContain("not translated yet");
  expect(open.text.querySelector(".rec-facts")?.textContent).toMatch(/Courts\s+not translated yet/);
  // Whom the house does not name is typed in each language.
  await userEvent.click(open.text.querySelector(".rec-facts .link") as HTMLElement);
  const field = open.text.querySelector<HTMLInputElement>("input[name=addressee]")!;
  expect([field.readOnly, field.value, field.placeholder]).toEqual([false, "", "Courts"]);
  await userEvent.fill(field, "The courts");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => open.text.querySelector(".rec-facts")?.textContent).toContain("The courts");
  expect(open.text.querySelector(".rec-facts")?.textContent).not.toMatch(/[Cc]ourts\s+not translated yet/);
});
