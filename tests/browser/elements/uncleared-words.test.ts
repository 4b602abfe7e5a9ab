import { userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdsUncleared, takesUncleared, watchUncleared } from "../../../client/elements/input/uncleared-words.ts";

let end: () => void;

beforeEach(() => {
  document.body.innerHTML = `
    <main><p>Milica Petrović rođena u Nišu</p><textarea id="own">Milica Petrović</textarea></main>
    <p id="cleared">Ništa tajno</p>
    <textarea id="comment">Before </textarea>
    <div id="document" contenteditable="true">Before </div>
    <input id="search" type="search" />
    <section><textarea id="erase"></textarea></section>`;
  end = watchUncleared();
  const page = at("main");
  holdsUncleared(page, "v1");
  takesUncleared(page, "v1");
  takesUncleared(at("section"), null);
});

afterEach(() => {
  end();
  document.body.replaceChildren();
});

function at(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

const valueOf = (selector: string): string => (at(selector) as HTMLTextAreaElement).value;
const told = (): string | null | undefined => document.querySelector(".told")?.textContent;

async function copyOf(selector: string): Promise<void> {
  getSelection()?.selectAllChildren(at(selector));
  await userEvent.copy();
}

async function pasteInto(selector: string): Promise<void> {
  const field = at(selector);
  field.focus();
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)
    field.setSelectionRange(field.value.length, field.value.length);
  else getSelection()?.collapse(field, field.childNodes.length);
  await userEvent.paste();
}

test("words of a verdict in preparation are taken by no comment and no document, and both keys say why", async () => {
  await copyOf("main p");
  expect(told()).toContain("not cleared");
  await pasteInto("#comment");
  expect(told()).toContain("Not pasted");
  await pasteInto("#document");
  expect([valueOf("#comment"), at("#document").textContent]).toEqual(["Before ", "Before "]);
});

test("fields in which that verdict is prepared take them, and a search and an erasure of any", async () => {
  await copyOf("main p");
  for (const field of ["#own", "#search", "#erase"]) {
    await pasteInto(field);
    expect(valueOf(field)).toContain("Milica Petrović rođena u Nišu");
  }
  holdsUncleared(at("main"), "v2");
  await copyOf("main p");
  await pasteInto("#own");
  expect(valueOf("#own").match(/rođena/gu)).toHaveLength(1);
});

test("what is cut out of a field of the page bears it too", async () => {
  const field = at("#own") as HTMLTextAreaElement;
  field.focus();
  field.setSelectionRange(0, 6);
  await userEvent.cut();
  expect(field.value).toBe(" Petrović");
  await pasteInto("#comment");
  expect(valueOf("#comment")).toBe("Before ");
  await pasteInto("#own");
  expect(field.value).toBe(" PetrovićMilica");
});

test("other words, and those of a verdict that is cleared, go where they are pasted", async () => {
  await copyOf("#cleared");
  await pasteInto("#comment");
  expect(valueOf("#comment")).toBe("Before Ništa tajno");
  holdsUncleared(at("main"), null);
  await copyOf("main p");
  await pasteInto("#comment");
  expect(valueOf("#comment")).toContain("Milica");
  expect(told()).toBeUndefined();
});

test("what is pasted as plain text is not taken either, in this tab and in one that is opened later", async () => {
  await copyOf("main p");
  const paste = (words: string): boolean => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    at("#comment").dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect([paste("Milica Petrović\nrođena u Nišu "), paste("Milica Petrović, advokat"), paste("")]).toEqual([
    true,
    false,
    false,
  ]);
  const later = new BroadcastChannel("coram-uncleared");
  const heard = new Promise((resolve) =>
    later.addEventListener("message", ({ data }) => resolve(data), { once: true }),
  );
  later.postMessage(null);
  expect(await heard).toEqual({ verdict: "v1", words: "MilicaPetrovićrođenauNišu" });
  later.close();
});

test("what is dropped with the marker in its HTML alone is not taken either", () => {
  const dropped = new DataTransfer();
  dropped.setData("text/html", `<div data-coram-uncleared="v1"><p>Milica</p></div>`);
  dropped.setData("text/plain", "Milica");
  const drop = new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true });
  at("#comment").dispatchEvent(drop);
  expect(drop.defaultPrevented).toBe(true);
});
