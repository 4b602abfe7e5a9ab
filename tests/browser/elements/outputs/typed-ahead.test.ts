import { page, userEvent } from "vitest/browser";
import { afterEach, expect, it } from "vitest";
import "../../../../client/app/coram-shell-notices.ts";
import "../../../../client/elements/coram-dialog.ts";
import {
  arriveAhead,
  dropStray,
  endAhead,
  goWriting,
  strayWords,
  takeAhead,
  typeOnNowhere,
} from "../../../../client/palette/typed-ahead.ts";

const went: string[] = [];
const onNavigate = ({ detail }: CustomEvent<{ href: string }>): void => void went.push(detail.href);
afterEach(() => {
  removeEventListener("coram-navigate", onNavigate);
  went.length = 0;
  document.body.replaceChildren();
  for (const words of strayWords()) dropStray(words);
});

/** Whether the page asks before it is left. */
const asks = (): boolean => !dispatchEvent(new Event("beforeunload", { cancelable: true }));

/** A button that opens a dialog with a form; what makes answers with what is handed to it, and shuts the dialog. */
async function begin(): Promise<{ answer(href: string | Error): void }> {
  addEventListener("coram-navigate", onNavigate);
  document.body.innerHTML = `<main id="main" tabindex="-1"><button>New document</button><coram-dialog heading="New"><form><label>Title <input></label><button>Create</button></form></coram-dialog></main>`;
  const dialog = document.querySelector("coram-dialog");
  const form = document.querySelector("form");
  if (!dialog || !form) throw new Error("no form");
  await dialog.updateComplete;
  await page.getByRole("button", { name: "New document" }).click();
  dialog.open = true;
  await dialog.updateComplete;
  let answer: (href: string | Error) => void = () => {};
  const made = new Promise<string>(
    (resolve, reject) => (answer = (href) => (href instanceof Error ? reject(href) : resolve(href))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const make = async (): Promise<string> => {
      const href = await made;
      dialog.open = false;
      await dialog.updateComplete;
      return href;
    };
    void goWriting("a document", form, make).catch(() => went.push("not made"));
  });
  await userEvent.fill(page.getByRole("textbox", { name: "Title" }), "A title");
  await userEvent.keyboard("{Enter}");
  return { answer: (href) => answer(href) };
}

it("has what is typed while a page is made, whatever takes the focus meanwhile, and gives it to that page once", async () => {
  const { answer } = await begin();
  await userEvent.keyboard("First");
  answer("/outputs/made");
  await expect.poll(() => went).toEqual(["/outputs/made"]);
  // The dialog gave the focus back to the button; so does the shell to a page that it goes to.
  await userEvent.keyboard(" words");
  document.getElementById("main")?.focus();
  await userEvent.keyboard(", at once.{Backspace}{Enter}Twice");
  expect(takeAhead("/outputs/another")).toBeNull();
  expect(takeAhead("/outputs/made")).toMatchObject({ words: "First words, at once\nTwice", isLeft: false });
  expect(takeAhead("/outputs/made")).toBeNull();
  expect(document.querySelector("textarea")).toBeNull();
  await expect.element(page.getByRole("textbox", { name: "Title" })).not.toBeInTheDocument();
});

it("keeps what was typed for the next try, and lets go who presses something else", async () => {
  const first = await begin();
  await userEvent.keyboard("First words");
  first.answer(new Error("out of reach"));
  await expect.poll(() => went).toEqual(["not made"]);
  expect(asks()).toBe(true);
  await expect.element(page.getByRole("textbox", { name: "Title" })).toHaveFocus();
  const second = await begin();
  await userEvent.keyboard(" and more");
  second.answer("/outputs/made");
  await expect.poll(() => went.at(-1)).toBe("/outputs/made");
  await page.getByRole("button", { name: "New document" }).click();
  await expect.element(page.getByRole("button", { name: "New document" })).toHaveFocus();
  await userEvent.keyboard("lost");
  expect(takeAhead("/outputs/made")).toMatchObject({ words: "First words and more", isLeft: true });
  expect(asks()).toBe(false);
});

it("keeps what is typed behind a key that leads nowhere, and lets go where one has led elsewhere", async () => {
  const { answer } = await begin();
  await userEvent.keyboard("One{Control>}b{/Control}{Control>}s{/Control} two");
  // The page opens meanwhile: what it gives the focus to is not where the key leads.
  const opens = ({ key }: KeyboardEvent): void => {
    if (key === "i") page.getByRole("button", { name: "Create" }).element().focus();
  };
  addEventListener("keydown", opens);
  await userEvent.keyboard("{Control>}i{/Control} three ");
  removeEventListener("keydown", opens);
  const opened = document.createElement("input");
  document.querySelector("form")?.append(opened);
  const open = ({ ctrlKey, key }: KeyboardEvent): void => {
    if (ctrlKey && key === "k") opened.focus();
  };
  addEventListener("keydown", open);
  await userEvent.keyboard("{Control>}k{/Control}four");
  removeEventListener("keydown", open);
  expect(opened.value).toBe("four");
  answer("/outputs/made");
  await expect.poll(() => went).toEqual(["/outputs/made"]);
  expect(takeAhead("/outputs/made")).toMatchObject({ words: "One two three ", isLeft: true });
});

it("keeps what makes words bold or italic between them, and gives it to the page with them", async () => {
  const { answer } = await begin();
  await userEvent.keyboard("Alpha {Control>}b{/Control}beta{Control>}b{/Control} {Control>}i{/Control}delta");
  answer("/outputs/made");
  await expect.poll(() => went).toEqual(["/outputs/made"]);
  const [strong, em] = [{ press: "strong" }, { press: "em" }];
  expect(takeAhead("/outputs/made")).toEqual({
    words: "Alpha beta delta",
    strokes: ["Alpha ", strong, "beta", strong, " ", em, "delta"],
    isLeft: false,
  });
});

it("takes a Cyrillic key by its place, and one that prints another Latin letter for that letter", async () => {
  const { answer } = await begin();
  const hold = (key: string, code: string): boolean =>
    dispatchFrom(new KeyboardEvent("keydown", { key, code, ctrlKey: true, bubbles: true, cancelable: true }));
  const dispatchFrom = (event: Event): boolean => document.activeElement?.dispatchEvent(event) ?? false;
  await userEvent.keyboard("one ");
  // Copy and cut of the Dvorak layout.
  expect([hold("c", "KeyI"), hold("x", "KeyB")]).toEqual([true, true]);
  expect([hold("и", "KeyI"), hold("и", "KeyI")]).toEqual([false, false]);
  answer("/outputs/made");
  await expect.poll(() => went).toEqual(["/outputs/made"]);
  const em = { press: "em" };
  expect(takeAhead("/outputs/made")).toMatchObject({ strokes: ["one ", em, em] });
});

it("gives the keys to a page on which nobody writes, and shows what was typed for it", async () => {
  const { answer } = await begin();
  await userEvent.keyboard("For a page.");
  answer("/outputs/made");
  await expect.poll(() => went).toEqual(["/outputs/made"]);
  endAhead("/outputs/another");
  expect(strayWords()).toEqual([]);
  document.querySelector("button")?.remove();
  endAhead("/outputs/made");
  expect([document.querySelector("textarea"), document.activeElement?.id]).toEqual([null, "main"]);
  expect([takeAhead("/outputs/made"), strayWords()]).toEqual([null, ["For a page."]]);
  expect(asks()).toBe(true);
  const notices = document.createElement("coram-shell-notices");
  document.body.append(notices);
  await expect.element(page.getByText("For a page.")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Discard" }).last().click();
  await expect.element(page.getByText("For a page.")).not.toBeInTheDocument();
});

it("shows what was typed where the page that is shown is not left", async () => {
  const stay = (event: Event): void => event.preventDefault();
  addEventListener("coram-navigate", stay);
  const { answer } = await begin();
  await userEvent.keyboard("Not gone.");
  answer("/outputs/made");
  await expect.poll(strayWords).toEqual(["Not gone."]);
  removeEventListener("coram-navigate", stay);
  expect(document.querySelector("textarea")).toBeNull();
});

it("writes what was typed for what could not be made into nothing that is made elsewhere, nor twice", async () => {
  const first = await begin();
  await userEvent.keyboard("For the first.");
  first.answer(new Error("out of reach"));
  await expect.poll(() => went).toEqual(["not made"]);
  arriveAhead("/verdicts");
  expect(strayWords()).toEqual(["For the first."]);
  for (const words of ["Second", "Third"]) {
    const next = await begin();
    await userEvent.keyboard(words);
    next.answer(`/outputs/${words}`);
    await expect.poll(() => went.at(-1)).toBe(`/outputs/${words}`);
    arriveAhead(`/outputs/${words}`);
    expect(takeAhead(`/outputs/${words}`)?.words).toBe(words);
  }
});

it("keeps what is typed where from now on one can only read, until one rests or presses elsewhere", async () => {
  document.body.innerHTML = `<main id="main" tabindex="-1"><button>Versions</button><div contenteditable="true" aria-label="Text" role="textbox">One</div></main>`;
  const text = page.getByRole("textbox", { name: "Text" });
  const told: string[] = [];
  const shortcuts: string[] = [];
  const press = ({ key, target }: KeyboardEvent): void => {
    if (target instanceof Element && !target.matches("textarea, [contenteditable=true]")) shortcuts.push(key);
  };
  addEventListener("keydown", press);
  const end = async (): Promise<void> => {
    await text.click();
    typeOnNowhere((words) => told.push(words));
    text.element().setAttribute("contenteditable", "false");
    await userEvent.keyboard("two words");
  };
  await end();
  expect(asks()).toBe(true);
  // A landmark of the page has it.
  expect(document.querySelector("main > textarea")).toBe(document.activeElement);
  await expect.poll(() => told).toEqual(["two words"]);
  // They are for the document to keep.
  expect(strayWords()).toEqual([]);
  expect(asks()).toBe(false);
  await expect.poll(() => document.activeElement?.id).toBe("main");
  // Who presses something is let go there at once, with the words kept.
  text.element().setAttribute("contenteditable", "true");
  await end();
  await userEvent.keyboard(" more");
  await page.getByRole("button", { name: "Versions" }).click();
  await expect.poll(() => told).toEqual(["two words", "two words more"]);
  await expect.element(page.getByRole("button", { name: "Versions" })).toHaveFocus();
  // So are they where it can be written in again.
  await text.click();
  const over = typeOnNowhere((words) => told.push(words));
  await userEvent.keyboard("three");
  over();
  expect(told.at(-1)).toBe("three");
  expect(shortcuts).toEqual([]);
  removeEventListener("keydown", press);
});
