import { page as browser, userEvent } from "vitest/browser";
import { beforeEach, expect, it } from "vitest";
import { seen } from "../../../helpers/browser/seen.ts";
import { begin, must, onNamesPage, server, state } from "../../../helpers/browser/names-panel.ts";

onNamesPage();
beforeEach(() => begin());

const decision = (name: string, is: string) =>
  browser.getByRole("group", { name: `Decide on ${name}` }).getByRole("button", { name: is });
/** Persons of the group under a head, in their order. */
const under = (head: string): string[] =>
  [...document.querySelectorAll(".names-group")]
    .filter(({ textContent }) => textContent.includes(head))
    .flatMap((each) => [...(each.nextElementSibling?.querySelectorAll(".name-words") ?? [])])
    .map(({ textContent }) => textContent);

it("a double click, or a second thought at the same place, is meant for the same person, who stays there until the pointer leaves", async () => {
  const before = under("Not decided");
  const [first = ""] = before;
  await userEvent.dblClick(decision(first, "Leave"));
  await seen(() => expect(server.taken).toEqual([{ kind: "dismiss", entity: "e2" }]));
  expect(under("Not decided")).toEqual(before);
  await decision(first, "Replace").click();
  await seen(() => expect(state("e2")).toBe("confirmed"));
  expect(under("Not decided")).toEqual(before);
  await userEvent.hover(must("coram-verdict-text"));
  await expect.poll(() => under("Not decided")).toEqual(before.slice(1));
});
