import { afterEach, beforeEach, expect, it } from "vitest";
import { page as browser, userEvent } from "vitest/browser";
import * as Y from "yjs";
import "../../../../client/methodology/draft/coram-draft-asides.ts";
import "../../../../client/methodology/draft/coram-draft-categories.ts";
import "../../../../client/methodology/draft/coram-draft-questions.ts";
import { DraftModel } from "../../../../client/methodology/draft/draft-model.ts";
import type { DraftPlace } from "../../../../client/methodology/draft/words/problem-words.ts";
import "../../../../client/methodology/methodology.css";
import { MemoryShelf } from "../../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { RoomConnection } from "../../../../client/sync/room-connection.ts";
import type { PendingStore } from "../../../../client/sync/pending-store.ts";
import { METHODOLOGY_PLACES } from "../../../../client/sync/places.ts";
import { CommentId, MethodologyId, newId, RoomId, ThreadId } from "../../../../schema/domain/ids.ts";
import type { DraftView } from "../../../../schema/protocol/http/methodology.ts";
import { addCategory } from "../../../../schema/rooms/draft/draft-acts.ts";
import { addGroup, addQuestion } from "../../../../schema/rooms/draft/draft-question-acts.ts";
import { DraftRoom } from "../../../../schema/rooms/draft/draft-room.ts";
import { ELIRA, MIRA, mount, violationsOf } from "../../../helpers/browser/verdict-views.ts";

const NOW = "2026-11-26T10:00:00.000Z";
/** Nobody answers there: the draft is what a copy of it on the device would be. */
const NOWHERE = "ws://127.0.0.1:9/sync";

let model: DraftModel;
let kept: PendingStore;
let connection: RoomConnection;
let element: (HTMLElement & { turn: number; updateComplete: Promise<boolean> }) | null = null;

/** The draft of Mira's page. */
const room = (): DraftRoom => new DraftRoom(connection.doc);

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  if (element) element.turn++;
  await element?.updateComplete;
  await element?.updateComplete;
}

/** A colleague changes it elsewhere. */
async function elira(what: (theirs: DraftRoom) => void): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(connection.doc));
  what(new DraftRoom(doc));
  connection.memberOfClient.set(doc.clientID, ELIRA.id);
  Y.applyUpdate(connection.doc, Y.encodeStateAsUpdate(doc));
  await settle();
}

beforeEach(async () => {
  const work = await WorkStore.open(MIRA.id, new MemoryShelf());
  kept = await work.openWork(newId(MethodologyId));
  const [draft, discussion] = [newId(RoomId), newId(RoomId)];
  const rooms: DraftView = {
    version: 1,
    draft: { room: draft, right: "write" },
    discussion: { room: discussion, right: "write" },
    taken: null,
  };
  const cards = new Map([MIRA, ELIRA].map((card) => [card.id, card]));
  const listener = {
    onChange: () => undefined,
    onClosed: () => undefined,
    onStale: () => undefined,
    screen: (texts: string[]) => Promise.resolve(texts),
  };
  model = new DraftModel(rooms, MIRA.id, cards, kept, listener, (id, events, start) => {
    const opened = new RoomConnection(id, events, NOWHERE, WebSocket, start);
    opened.hasContent = true;
    if (id === draft) connection = opened;
    return opened;
  });
});

/** Words on a category that were typed there before this page was here. */
function typedBefore(category: string, body: string): void {
  const [thread, comment] = [newId(ThreadId), newId(CommentId)];
  const entries = [
    { root: "threads", id: thread, made: true, fields: { category } },
    { root: "comments", id: comment, made: true, fields: { thread, body } },
  ];
  kept.setAside({ id: "d", place: METHODOLOGY_PLACES.discussion, entries, why: "typed", late: false, at: NOW }, null);
}

afterEach(() => {
  element?.remove();
  element = null;
  model.close();
});

const wordings = (): HTMLElement[] => [...(element?.querySelectorAll<HTMLElement>("coram-wording") ?? [])];
const title = (): string => element?.querySelector(".words-title")?.textContent.replaceAll(/\s+/g, " ").trim() ?? "";

it("keeps a category open that a colleague removes while one types in it, with the words, and puts it back", async () => {
  addCategory(room(), { parent: null, index: 0 }, { en: "Act" }, NOW);
  const entry = addCategory(room(), { parent: null, index: 1 }, { en: "Digital traces" }, NOW);
  const own = document.createElement("coram-draft-categories");
  own.model = model;
  element = mount(own, "60rem");
  await settle();
  const { id = "" } =
    room()
      .categories()
      .find((each) => each.entry === entry) ?? {};
  own.open(id);
  await settle();
  wordings()[2]?.focus();
  await userEvent.keyboard("Phones");
  await elira((theirs) => theirs.roots.categories.set(entry, { deleted: NOW }));
  await userEvent.keyboard(" and chats.");
  expect(title()).toBe("B Digital traces");
  expect(document.activeElement).toHaveProperty("value", "Phones and chats.");
  const gone = element.querySelector("coram-draft-gone");
  expect(gone?.textContent).toContain("Elira Kola took B Digital traces out of the draft.");
  expect(await violationsOf(element)).toEqual([]);
  await browser.getByRole("button", { name: "Put it back" }).click();
  await settle();
  expect(model.state.nodes.map(({ category }) => category.definition.en ?? "")).toEqual(["", "Phones and chats."]);
  expect(gone?.textContent.trim()).toBe("");
  // What one removed oneself is not kept open.
  model.act((mine) => mine.roots.categories.set(entry, { deleted: NOW }));
  await settle();
  expect(title()).toBe("A Act");
});

it("keeps a question and a group open that a colleague removes", async () => {
  const group = addGroup(room(), NOW);
  const entry = addQuestion(room(), group, NOW) ?? "";
  room().roots.questions.set(entry, { "label:en": "Phones?" });
  const groupEntry = room().groups()[0]?.entry ?? "";
  const own = document.createElement("coram-draft-questions");
  own.model = model;
  element = mount(own, "60rem");
  await settle();
  own.open(room().questions()[0]?.id ?? "");
  await settle();
  await elira((theirs) => {
    theirs.roots.questions.set(entry, { deleted: NOW });
    theirs.roots.groups.set(groupEntry, { deleted: NOW });
  });
  expect(title()).toBe("Phones?");
  await browser.getByRole("button", { name: "Put it back" }).click();
  await settle();
  expect(model.state).toMatchObject({ questions: [{ entry }], groups: [{ entry: groupEntry }] });
});

it("asks before a category is removed that a colleague has open, and not before another is", async () => {
  const entry = addCategory(room(), { parent: null, index: 0 }, { en: "Act" }, NOW);
  addCategory(room(), { parent: null, index: 1 }, { en: "Means" }, NOW);
  const own = document.createElement("coram-draft-categories");
  own.model = model;
  element = mount(own, "60rem");
  connection.connected = true;
  connection.provider.awareness.states.set(1, { member: ELIRA.id, draft: { entry, field: null } });
  await settle();
  const names = (): string[] => model.state.nodes.map(({ category }) => category.label.en ?? "");
  const row = (): HTMLElement | null => own.querySelector("[role=treeitem]");
  row()?.focus();
  await userEvent.keyboard("{Delete}");
  await settle();
  const ask = own.querySelector("coram-ask");
  expect([ask?.open, ask?.heading, ask?.lead]).toEqual([true, "Remove A Act?", "Somebody has it open: Elira Kola."]);
  // Enter leaves it.
  await userEvent.keyboard("{Enter}");
  await settle();
  expect([ask?.open, names()]).toEqual([false, ["Act", "Means"]]);
  row()?.focus();
  await userEvent.keyboard("{Delete}");
  await settle();
  own.querySelector<HTMLElement>("coram-ask .button-primary")?.click();
  await settle();
  expect(names()).toEqual(["Means"]);
  row()?.focus();
  await userEvent.keyboard("{Delete}");
  await settle();
  expect(names()).toEqual([]);
});

it("names what words are about that were begun there before, and leads to their box", async () => {
  addCategory(room(), { parent: null, index: 0 }, { en: "Act" }, NOW);
  const entry = addCategory(room(), { parent: null, index: 1 }, { en: "Digital traces" }, NOW);
  const { id = "" } =
    room()
      .categories()
      .find((each) => each.entry === entry) ?? {};
  typedBefore(id, "join A and B");
  const aside = mount(document.createElement("coram-draft-asides"), "60rem");
  aside.model = model;
  await aside.updateComplete;
  expect(aside.querySelector("p")?.textContent.replaceAll(/\s+/g, " ").trim()).toBe(
    "B Digital traces. join A and B You typed it and did not send it.",
  );
  expect(await violationsOf(aside)).toEqual([]);
  const led: DraftPlace[] = [];
  aside.addEventListener("coram-draft-place", ({ detail }) => led.push(detail));
  await browser.getByRole("button", { name: "Go on writing" }).click();
  expect(led).toMatchObject([{ root: "categories", id, box: `category ${id}` }]);
  // As its page does.
  const own = document.createElement("coram-draft-categories");
  own.model = model;
  element = mount(own, "60rem");
  await settle();
  own.open(id);
  model.wanted.box = led[0]?.box ?? null;
  await settle();
  await expect.poll(() => document.activeElement).toHaveProperty("value", "join A and B");
  expect(document.activeElement?.closest("coram-comment-box")).not.toBeNull();
});
