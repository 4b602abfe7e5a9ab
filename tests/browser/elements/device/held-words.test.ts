import { userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { redrawHeld } from "../../../../client/elements/input/coram-held-words.ts";
import "../../../../client/verdict/cards/coram-margin.ts";
import type { MarginItem } from "../../../../client/verdict/cards/coram-margin.ts";
import { wordsOf } from "../../../../client/sync/draft.ts";
import { screenDrafts } from "../../../../client/sync/screening.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { TypedWords } from "../../../../client/typed/typed-words.ts";
import { MemberId, newId, VerdictId } from "../../../../schema/domain/ids.ts";
import { commentView, mount, threadView, violationsOf } from "../../../helpers/browser/verdict-views.ts";

const PLACE = "discussion/internal";

/** A margin with a thread to which a reply is being typed, over what is kept in memory. */
async function replying() {
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
  await userEvent.keyboard("{Escape}");
  expect(held()).toBeNull();
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
