import { page as browser, userEvent } from "vitest/browser";
import { beforeEach, expect, it } from "vitest";
import { seen } from "../../../helpers/browser/seen.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";
import { begin, must, onNamesPage, pressAt, server, state } from "../../../helpers/browser/names-panel.ts";

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
  // What has the focus goes with its row.
  expect(document.activeElement).toBe(decision(first, "Replace").element());
});

it("no row moves under the pointer by what is said of a colleague who decides on the same person", async () => {
  await decision("Jasna Ilić", "Leave").click();
  await seen(() => expect(state("e3")).toBe("dismissed"));
  const tops = (): number[] =>
    [...document.querySelectorAll("coram-names-list .name-row")].map((row) => row.getBoundingClientRect().top);
  const before = tops();
  server.otherDecides({ kind: "confirm", entity: "e3" });
  server.tell({ type: "preparation", verdict: server.page.verdictId });
  const panel = must("coram-names-panel");
  await seen(() => expect(panel.textContent).toContain("has just decided differently on “Jasna Ilić”"));
  expect(panel.textContent).toContain("Also deciding here");
  expect(tops()).toEqual(before);
  await expectAccessible();
  // The next page has no pointer on a person.
  await userEvent.hover(must("coram-verdict-text"));
});

it.each<[string, number, number, number]>([
  ["as the browser counts a double click", 1, 2, 90],
  ["by a finger, or a mouse of which the browser counts each for itself", 1, 1, 240],
  ["by a key", 0, 0, 170],
])(
  "two presses at once decide, and leave what is decided so, %s; one takes it back",
  async (_, first, second, apart) => {
    const [name = ""] = under("Not decided");
    const leave = decision(name, "Leave").element();
    const isPressed = (): boolean => leave.ariaPressed === "true";
    const start = performance.now();
    pressAt(leave, start, first);
    await seen(() => expect([isPressed(), server.taken.length]).toEqual([true, 1]));
    pressAt(leave, start + apart, second);
    pressAt(leave, start + 2000, first);
    await seen(() => expect([isPressed(), server.taken.length]).toEqual([false, 2]));
    pressAt(leave, start + 2000 + apart, second);
    await seen(() => expect([isPressed(), server.taken.length]).toEqual([true, 3]));
    pressAt(leave, start + 4000, first);
    await seen(() => expect([isPressed(), server.taken.at(-1)]).toEqual([false, { kind: "reopen", entity: "e2" }]));
  },
);

it("a person who was decided on by key stays where they stand, with the focus, until that leaves the list", async () => {
  const before = under("Not decided");
  const [first = ""] = before;
  decision(first, "Leave").element().focus();
  await userEvent.keyboard("{Enter}");
  await seen(() => expect(state("e2")).toBe("dismissed"));
  expect(under("Not decided")).toEqual(before);
  // Its head counts who belongs there.
  const head = [...document.querySelectorAll(".names-group")].find((each) => each.textContent.includes("Not decided"));
  expect(head?.querySelector(".sub")?.textContent).toBe(String(before.length - 1));
  expect(document.activeElement).toBe(decision(first, "Leave").element());
  await userEvent.keyboard("{Shift>}{Tab}{/Shift} ");
  await seen(() => expect(state("e2")).toBe("confirmed"));
  expect(server.taken).toEqual(["dismiss", "confirm"].map((kind) => ({ kind, entity: "e2" })));
  must("coram-names-head button").focus();
  await expect.poll(() => under("Not decided")).toEqual(before.slice(1));
});

it("who was decided on by key goes where they belong once nothing has the focus, as after a press on what takes none", async () => {
  await userEvent.hover(must("coram-verdict-text"));
  const before = under("Not decided");
  const [first = ""] = before;
  const leave = decision(first, "Leave").element() as HTMLElement;
  leave.focus();
  await userEvent.keyboard("{Enter}");
  await seen(() => expect(state("e2")).toBe("dismissed"));
  expect(under("Not decided")).toEqual(before);
  leave.blur();
  await expect.poll(() => under("Not decided")).toEqual(before.slice(1));
});

it("a key that is held down decides once", async () => {
  const [first = ""] = under("Not decided");
  decision(first, "Leave").element().focus();
  await userEvent.keyboard("{Enter>4/}");
  await seen(() => expect(state("e2")).toBe("dismissed"));
  await userEvent.keyboard("{Shift>}{Tab}{/Shift}{Enter}");
  await seen(() => expect(state("e2")).toBe("confirmed"));
  expect(server.taken).toEqual(["dismiss", "confirm"].map((kind) => ({ kind, entity: "e2" })));
});
