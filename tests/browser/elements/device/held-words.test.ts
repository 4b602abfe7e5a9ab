import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { LightElement } from "../../../../client/elements/light-element.ts";
import { unkeptWords } from "../../../../client/elements/input/in-hand.ts";
import { redrawHeld } from "../../../../client/elements/input/coram-held-words.ts";
import "../../../../client/verdict/cards/coram-margin.ts";
import type { MarginItem } from "../../../../client/verdict/cards/coram-margin.ts";
import { wordsOf } from "../../../../client/sync/draft.ts";
import { screenDrafts } from "../../../../client/sync/screening.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { keepWords, wordsSent } from "../../../../client/typed/keep-words.ts";
import { TypedWords } from "../../../../client/typed/typed-words.ts";
import { MemberId, newId, VerdictId } from "../../../../schema/domain/ids.ts";
import { commentView, mount, threadView, violationsOf } from "../../../helpers/browser/verdict-views.ts";
import { withoutMoving } from "../../../helpers/browser/without-moving.ts";

const PLACE = "discussion/internal";

/** What is typed, over what is kept in memory. */
function typing() {
  const kept = WorkStore.inMemory(newId(MemberId), { kind: "verdict", id: newId(VerdictId) });
  const rights = { isOpen: true };
  const typed = new TypedWords({
    kind: "verdict",
    placeOf: () => (rights.isOpen ? PLACE : null),
    mayWrite: () => rights.isOpen,
    mayRead: () => rights.isOpen,
    setAside: (place, entries, id) => {
      kept.setAside({ id, place, entries: [...entries], why: "no-access", late: false, at: "2026-12-01" }, null);
    },
    whyClosed: () => (rights.isOpen ? "gone" : "begun"),
    store: () => kept,
  });
  return { kept, rights, typed };
}

/** A margin with a thread to which a reply is being typed. */
async function replying() {
  const { kept, rights, typed } = typing();
  const thread = threadView([commentView("first")]);
  const items: MarginItem[] = [{ kind: "thread", thread, id: thread.id, wanted: 0, passage: "1" }];
  const draw = async () => {
    const margin = mount(document.createElement("coram-margin"));
    margin.addEventListener("coram-words-typed", ({ detail }) => typed.take(detail.on, detail.body));
    margin.active = thread.id;
    margin.items = items;
    await margin.updateComplete;
    await margin.querySelector("coram-thread-card")?.updateComplete;
    return margin;
  };
  const margin = await draw();
  await userEvent.click(margin.querySelector("textarea")!);
  await userEvent.keyboard("half thought{ArrowLeft>7/}a ");
  const close = async (): Promise<void> => {
    rights.isOpen = false;
    typed.setAside();
    margin.items = [];
    await margin.updateComplete;
  };
  return { kept, typed, draw, margin, close, rights };
}

const held = () => document.querySelector("coram-held-words");
const field = () => held()?.querySelector("textarea") ?? null;

test("a reply whose discussion closes under its writer stands where it stood, with the caret in it, and is kept letter by letter", async () => {
  const { kept, typed, margin, close, rights } = await replying();
  const before = margin.querySelector("textarea")!.getBoundingClientRect();
  await close();
  expect(document.activeElement).toBe(field());
  await userEvent.keyboard("whole ");
  expect(field()?.value).toBe("half a whole thought");
  expect(kept.drafts.map(wordsOf)).toEqual(["half a whole thought"]);
  const after = field()!.getBoundingClientRect();
  expect([after.left, after.top].map(Math.round)).toEqual([before.left, before.top].map(Math.round));
  expect(held()?.querySelector("[role=alert]")?.textContent).toMatch(/^A round has begun/u);
  expect(await violationsOf(held()!)).toEqual([]);
  rights.isOpen = true;
  redrawHeld();
  await expect.poll(() => held()?.querySelector("[role=alert]")?.textContent).toMatch(/^What you .* is open again/u);
  // It is in no list as long as it stands there.
  expect(typed.listed).toEqual([]);
  [...held()!.querySelectorAll("button")].find(({ innerText }) => innerText === "Keep as a draft")?.click();
  expect(held()).toBeNull();
  expect(document.querySelector(".told")?.textContent).toMatch(/^Kept as a draft\. Your drafts stand at the top/u);
  expect(typed.listed.map(wordsOf)).toEqual(["half a whole thought"]);
});

test("what is erased leaves the field of words that have lost theirs", async () => {
  const { kept, close } = await replying();
  await close();
  await userEvent.keyboard("Petra ");
  await screenDrafts(kept, (texts) => Promise.resolve(texts.map((text) => text.replaceAll("Petra", "[Victim A]"))));
  await userEvent.keyboard("too ");
  expect(field()?.value).toBe("half a [Victim A] too thought");
  expect(JSON.stringify(kept.drafts)).not.toContain("Petra");
  await userEvent.keyboard("{Escape}");
});

test("words whose thread is drawn in another place go on in its box there", async () => {
  const { typed, draw, margin } = await replying();
  margin.items = [];
  const other = draw();
  await margin.updateComplete;
  const card = await other;
  const box = card.querySelector("textarea");
  await expect.poll(() => document.activeElement).toBe(box);
  expect(held()).toBeNull();
  await userEvent.keyboard("whole ");
  expect(box?.value).toBe("half a whole thought");
  expect(typed.unsent.map(wordsOf)).toEqual(["half a whole thought"]);
  card.querySelector("button")?.focus();
});

test("a box that goes with what its writer does leaves nothing behind", async () => {
  const { margin } = await replying();
  margin.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") margin.items = [];
  });
  await userEvent.keyboard("{Escape}");
  await margin.updateComplete;
  expect([margin.querySelector("textarea"), held()]).toEqual([null, null]);
});

class Ruling extends LightElement {
  static override properties = { isOpen: { type: Boolean } };
  declare isOpen: boolean;

  protected override render() {
    return this.isOpen ? html`<textarea aria-label="Reason" ${keepWords("ruling a reason")}></textarea>` : nothing;
  }
}
customElements.define("test-ruling", Ruling);

/** A reason is being typed; `draw` takes its form away, or brings it again. */
async function ruling() {
  const { kept, typed } = typing();
  const page = mount(document.createElement("test-ruling") as Ruling);
  page.addEventListener("coram-words-typed", ({ detail }) => typed.take(detail.on, detail.body));
  const draw = async (isOpen: boolean): Promise<void> => {
    page.isOpen = isOpen;
    await page.updateComplete;
  };
  await draw(true);
  await userEvent.click(page.querySelector("textarea")!);
  await userEvent.keyboard("since she ");
  return { kept, typed, page, draw };
}

test("the reason of a ruling that is its writer's to make no more goes on where it stood, and stands in its form again with the right", async () => {
  const { kept, typed, page, draw } = await ruling();
  await draw(false);
  expect(document.activeElement).toBe(field());
  expect(held()?.querySelector("section")?.getAttribute("aria-label")).toBe("Reason");
  await userEvent.keyboard("was not ");
  // They are a draft, and no words of a form that nothing keeps.
  expect(unkeptWords()).toEqual([]);
  const reasons = (): string[] => kept.drafts.map(wordsOf);
  expect(reasons()).toEqual(["since she was not"]);
  await draw(true);
  await expect.poll(() => document.activeElement).toBe(page.querySelector("textarea"));
  expect(held()).toBeNull();
  await userEvent.keyboard("paid");
  expect(page.querySelector("textarea")?.value).toBe("since she was not paid");
  typed.keepNow();
  expect(reasons()).toEqual(["since she was not paid"]);
  wordsSent(page, "ruling a reason");
});

test("of a ruling that was recorded nothing goes on as its form goes", async () => {
  const { page, draw } = await ruling();
  wordsSent(page, "ruling a reason");
  await draw(false);
  expect(held()).toBeNull();
});

class ListedFields extends LightElement {
  order = ["first", "second", "third"];

  protected override render() {
    const row = (name: string) => html`<div><input aria-label=${name} /></div>`;
    return repeat(this.order, (name) => name, row);
  }
}
customElements.define("listed-fields", ListedFields);

test.each([
  ["that moves it", () => undefined],
  ["that takes it out and puts it in again", withoutMoving],
])(
  "a list that is drawn in another order leaves the focus and the caret in its field, in a browser %s",
  async (_, asIn) => {
    asIn();
    const list = mount(document.createElement("listed-fields") as ListedFields);
    await list.updateComplete;
    await userEvent.click(list.querySelector("[aria-label=first]")!);
    await userEvent.keyboard("ac{ArrowLeft}");
    const told: string[] = [];
    for (const kind of ["blur", "focusout", "focus", "focusin"])
      list.addEventListener(kind, () => told.push(kind), { capture: true });
    list.order = ["third", "second", "first"];
    list.requestUpdate();
    await list.updateComplete;
    await userEvent.keyboard("b");
    const fields = [...list.querySelectorAll("input")];
    expect(fields.map(({ ariaLabel, value }) => [ariaLabel, value])).toEqual([
      ["third", ""],
      ["second", ""],
      ["first", "abc"],
    ]);
    expect(told).toEqual([]);
  },
);
