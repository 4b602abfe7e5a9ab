import { html, render } from "lit";
import { cdp, page as browser, userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import "../../../../client/app/coram-leave-dialog.ts";
import "../../../../client/elements/coram-dialog.ts";
import type { CoramDialog } from "../../../../client/elements/coram-dialog.ts";
import "../../../../client/elements/coram-menu.ts";
import "../../../../client/outputs/output-list.css";
import "../../../../client/outputs/output-side.css";
import "../../../../client/styles/base.css";
import "../../../../client/verdict/bars/coram-saved.ts";
import "../../../../client/styles/tokens.css";
import { speakOfFields } from "../../../../client/elements/input/field-words.ts";
import "../../../../client/elements/input/press.ts";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";

let chosen: string[];
let root: HTMLElement;
const focused = (): string => document.activeElement?.textContent.trim() ?? "";

beforeEach(() => {
  chosen = [];
  root = document.createElement("div");
  document.body.replaceChildren(root);
});

async function layMenu(): Promise<HTMLElement> {
  render(
    html`<main>
      <coram-menu label="Language">
        <button slot="trigger">Language</button>
        ${["English", "Shqip", "Srpski"].map(
          (name) =>
            html`<button
              role="menuitemradio"
              aria-checked=${String(name === "Shqip")}
              @click=${() => chosen.push(name)}
            >
              ${name}
            </button>`,
        )}
      </coram-menu>
    </main>`,
    root,
  );
  await root.querySelector("coram-menu")?.updateComplete;
  return browser.getByRole("button", { name: "Language" }).element() as HTMLElement;
}

describe("coram-menu", () => {
  it("opens by Enter on the chosen item, moves by arrows and letters, chooses and gives the focus back", async () => {
    (await layMenu()).focus();
    await userEvent.keyboard("{Enter}");
    await expect.poll(focused).toBe("Shqip");
    await expectAccessible();
    await userEvent.keyboard("{ArrowDown}");
    expect(focused()).toBe("Srpski");
    await userEvent.keyboard("{ArrowDown}");
    expect(focused()).toBe("English");
    await userEvent.keyboard("s");
    expect(focused()).toBe("Shqip");
    await userEvent.keyboard("{Enter}");
    expect(chosen).toEqual(["Shqip"]);
    await expect.poll(focused).toBe("Language");
  });

  it("has the focus as soon as it can be seen: a key that follows at once is the menu's", async () => {
    const trigger = await layMenu();
    trigger.focus();
    trigger.click();
    expect([focused(), trigger.ariaExpanded]).toEqual(["Shqip", "true"]);
  });

  it("closes by Esc without choosing, and by a second press of its button", async () => {
    const trigger = await layMenu();
    await userEvent.click(trigger);
    await expect.poll(() => trigger.ariaExpanded).toBe("true");
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => trigger.ariaExpanded).toBe("false");
    await userEvent.click(trigger);
    await expect.poll(() => trigger.ariaExpanded).toBe("true");
    await userEvent.click(trigger);
    await expect.poll(() => trigger.ariaExpanded).toBe("false");
    expect(chosen).toEqual([]);
  });

  it("leads by Esc back to the text that its button was pressed from, where one types on", async () => {
    const trigger = await layMenu();
    const text = document.createElement("div");
    text.contentEditable = "true";
    text.textContent = "The court found";
    root.querySelector("main")?.append(text);
    text.focus();
    getSelection()?.collapse(text.firstChild, 3);
    await userEvent.click(trigger);
    await userEvent.keyboard("{Escape} first");
    expect(text.textContent).toBe("The first court found");
    // Who came to it by keys goes on from its button.
    trigger.focus();
    await userEvent.keyboard("{Enter}{Escape}");
    await expect.poll(focused).toBe("Language");
    expect(chosen).toEqual([]);
  });
});

describe("coram-dialog", () => {
  it("stays open when what opens it is pressed twice in a row, or again later", async () => {
    const lay = (open: boolean): void => {
      render(
        html`<button style="position: fixed; top: 0; left: 0" @click=${() => lay(true)}>Hand in</button>
          <coram-dialog heading="Hand in?" ?open=${open} @coram-dialog-close=${() => lay(false)}></coram-dialog>`,
        root,
      );
    };
    lay(false);
    await browser.getByRole("button", { name: "Hand in" }).dblClick({ force: true });
    await browser.getByText("Hand in", { exact: true }).click({ force: true });
    await document.querySelector<CoramDialog>("coram-dialog")?.updateComplete;
    expect(document.querySelector<CoramDialog>("coram-dialog")?.open).toBe(true);
  });

  it("wraps its words on a phone, also where it stands in a bar that does not", async () => {
    await browser.viewport(390, 844);
    render(
      html`<header style="white-space: nowrap">
        <coram-leave-dialog .count=${2} .isSealed=${true}></coram-leave-dialog>
      </header>`,
      root,
    );
    await expect.element(browser.getByRole("dialog", { name: /^Not everything of yours/ })).toBeVisible();
    const dialog = document.querySelector("coram-dialog")?.shadowRoot?.querySelector("dialog");
    expect(dialog?.scrollWidth).toBe(dialog?.clientWidth);
    const box = dialog?.getBoundingClientRect() ?? new DOMRect();
    const parts = [...(dialog?.querySelectorAll("h2, button") ?? []), ...document.querySelectorAll("coram-dialog p")];
    expect(parts).toHaveLength(3);
    for (const part of parts) {
      const { left, right } = part.getBoundingClientRect();
      expect(left >= box.left && right <= box.right, part.textContent).toBe(true);
    }
    await expectAccessible();
  });

  it("takes the focus to the field that asks for it, asks its parent to close on Esc, and gives the focus back", async () => {
    let closings = 0;
    const draw = (open: boolean): void => {
      render(
        html`<main>
          <button @click=${() => draw(true)}>Open</button>
          <coram-dialog heading="A name" ?open=${open} @coram-dialog-close=${() => closings++}>
            <label>Name <input name="name" autofocus /></label>
          </coram-dialog>
        </main>`,
        root,
      );
    };
    draw(false);
    await browser.getByRole("button", { name: "Open" }).click();
    await expect.poll(() => document.activeElement?.getAttribute("name")).toBe("name");
    await expect.element(browser.getByRole("dialog", { name: "A name" })).toBeVisible();
    await expectAccessible();
    await userEvent.keyboard("{Escape}");
    expect(closings).toBe(1);
    // Only the parent closes it.
    expect(document.querySelector<CoramDialog>("coram-dialog")?.open).toBe(true);
    draw(false);
    await expect.poll(focused).toBe("Open");
  });

  it("gives the focus to the page where nothing had it before, closed by its own button or by Esc after a press on its words", async () => {
    const draw = (open: boolean): void => {
      render(
        html`<main id="main" tabindex="-1">Text</main>
          <coram-dialog heading="Rounds" ?open=${open} @coram-dialog-close=${() => draw(false)}>
            <p>Round 1</p>
          </coram-dialog>`,
        root,
      );
    };
    const acts = [
      () => browser.getByRole("button", { name: "Close" }).click(),
      async () => {
        await browser.getByText("Round 1").click();
        await userEvent.keyboard("{Escape}");
      },
    ];
    for (const close of acts) {
      draw(true);
      const dialog = document.querySelector("coram-dialog");
      await expect.poll(() => dialog?.shadowRoot?.activeElement?.id).toBe("heading");
      await close();
      await expect.poll(() => document.activeElement?.id).toBe("main");
      (document.activeElement as HTMLElement).blur();
    }
  });

  it("begins with its heading where nothing may take the focus, or only a select, in which a letter would choose", async () => {
    const focusedInside = (): string =>
      document.querySelector("coram-dialog")?.shadowRoot?.activeElement?.textContent.trim() ?? "";
    for (const isAutofocus of [true, false]) {
      render(
        html`<coram-dialog heading="A choice" open>
          <select aria-label="Kind" ?autofocus=${isAutofocus}>
            <option>Summary</option>
            <option>Paper</option>
          </select>
        </coram-dialog>`,
        root,
      );
      await expect.poll(focusedInside).toBe("A choice");
      await userEvent.keyboard("p");
      expect(document.querySelector("select")?.value).toBe("Summary");
      render(html``, root);
    }
  });
});

it("a field that cannot be sent as it is says why in the reader's language, and is right once it is", async () => {
  let sent = 0;
  const send = (event: Event): void => {
    event.preventDefault();
    sent++;
  };
  const stop = speakOfFields();
  await setLanguage("mk", false);
  try {
    render(
      html`<form @submit=${send}>
        <label>Name <input required /></label>
        <label>Days <input type="number" min="1" max="30" value="31" /></label>
        <button>Send</button>
      </form>`,
      root,
    );
    const said = (): string[] => [...root.querySelectorAll("input")].map((field) => field.validationMessage);
    await browser.getByRole("button", { name: "Send" }).click();
    const told = ["Пополнете го ова поле.", "Внесете цел број од 1 до 30."];
    expect(said()).toEqual(told);
    // It stays while one goes into the field to see to it.
    await browser.getByLabelText("Days").click();
    expect(said()).toEqual(told);
    await browser.getByLabelText("Name").fill("Nina");
    await browser.getByLabelText("Days").fill("14");
    expect(said()).toEqual(["", ""]);
    await browser.getByRole("button", { name: "Send" }).click();
    expect(sent).toBe(1);
  } finally {
    stop();
    await setLanguage("en", false);
  }
});

it("a field whose value another one brings, or that others of its group stand for, stops nobody at the next press", async () => {
  let sent = 0;
  const send = (event: Event): void => {
    event.preventDefault();
    sent++;
  };
  const bring = (): void => {
    const label = browser.getByLabelText("Label").element();
    if (label instanceof HTMLInputElement) label.value = "A";
  };
  const stop = speakOfFields();
  try {
    render(
      html`<form @submit=${send}>
        <label
          >Kind
          <select required @change=${bring}>
            <option value="">none</option>
            <option>Person</option>
          </select></label
        >
        <label>Label <input required /></label>
        <label><input type="radio" name="means" required />The same</label>
        <label><input type="radio" name="means" required />Other</label>
        <button>Send</button>
      </form>`,
      root,
    );
    const button = browser.getByRole("button", { name: "Send" });
    await button.click();
    expect(root.querySelectorAll(":is(input, select):invalid")).toHaveLength(4);
    await browser.getByRole("combobox").selectOptions("Person");
    await browser.getByLabelText("Other").click();
    await button.click();
    expect(sent).toBe(1);
  } finally {
    stop();
  }
});

it("says whether all is saved in the middle of a bar, on pages that have no verdict too", async () => {
  render(html`<header class="top-bar"><coram-saved></coram-saved></header>`, root);
  const middle = (element: Element | null): number => {
    const { top, height } = element?.getBoundingClientRect() ?? new DOMRect();
    return top + height / 2;
  };
  await root.querySelector("coram-saved")?.updateComplete;
  expect(Math.abs(middle(root.querySelector("coram-icon")) - middle(root.firstElementChild))).toBeLessThanOrEqual(1);
});

describe("on paper and in forced colours", () => {
  const media = (set: object): Promise<unknown> =>
    (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send(
      "Emulation.setEmulatedMedia",
      set,
    );

  it("a page prints without what is pressed, and of the sides of a document the chosen one alone is underlined", async () => {
    render(
      html`<main class="page">
        <h1 class="page-title">How far the coders agree</h1>
        <a class="button" href="#report">Report in Word</a>
        <div role="tablist" class="output-tabs">
          <button role="tab" aria-selected="true">Passages</button><button role="tab">Comments</button>
        </div>
        <coram-dialog open heading="Rounds"><p>Each coder tags alone.</p></coram-dialog>
      </main>`,
      root,
    );
    const drawn = [".button", "[role=tab]:last-child", "[role=tab]", "coram-dialog p", "h1"];
    const [button, other, chosen, dialog, title] = drawn.map((by) => root.querySelector(by));
    if (!button || !other || !chosen || !dialog) throw new Error("nothing is drawn");
    const areSeen = (): unknown[] => [button, chosen, dialog, title].map((each) => each?.checkVisibility());
    await expect.poll(areSeen).toEqual([true, true, true, true]);
    try {
      await media({ media: "print" });
      expect(areSeen()).toEqual([false, false, false, true]);
      await media({ media: "", features: [{ name: "forced-colors", value: "active" }] });
      // In these colours: of the page itself, light or dark as the system has it.
      const canvas = document.createElement("i");
      canvas.style.color = "Canvas";
      root.append(canvas);
      const colours = [other, chosen].map((tab) => getComputedStyle(tab).borderBottomColor);
      expect(colours.map((colour) => colour === getComputedStyle(canvas).color)).toEqual([true, false]);
    } finally {
      await media({ media: "", features: [] });
    }
  });
});

describe("a button that goes with its click", () => {
  it("leaves nothing of what comes in its place selected by the second press of a double click", async () => {
    const words = "Everything that stood below it.";
    render(
      html`<button style="width: 20rem; height: 4rem" @click=${() => (root.textContent = words)}>Move</button>`,
      root,
    );
    await userEvent.dblClick(root.querySelector("button") as Element);
    expect(root.textContent).toBe(words);
    expect(getSelection()?.toString()).toBe("");
    // Elsewhere a double click selects its word.
    await userEvent.dblClick(root, { position: { x: 20, y: 8 } });
    expect(getSelection()?.toString().trim()).toBe("Everything");
  });
});
