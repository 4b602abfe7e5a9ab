import { cdp, userEvent } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import "../../../client/methodology/draft/coram-draft-tree.ts";
import type { CoramDraftTree } from "../../../client/methodology/draft/coram-draft-tree.ts";
import "../../../client/methodology/methodology.css";
import "../../../client/methodology/coram-version-content.ts";
import "../../../client/methodology/coram-changes.ts";
import { contentChanges } from "../../../schema/domain/methodology/content-changes.ts";
import { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { addCategory, moveCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { draftTree } from "../../../schema/rooms/draft/draft-tree.ts";
import { ELIRA, heard, mount, violationsOf } from "../../helpers/browser/verdict-views.ts";
import { withoutMoving } from "../../helpers/browser/without-moving.ts";

const NOW = "2026-11-26T10:00:00.000Z";

let tree: CoramDraftTree;
let room: DraftRoom;

const rows = (): HTMLElement[] => [...tree.querySelectorAll<HTMLElement>("[role=treeitem]")];
const names = (): string[] => rows().map((row) => row.querySelector(".name")?.textContent.trim() ?? "");
const entryOf = (label: string): string => room.categories().find((each) => each.label.en === label)?.entry ?? "";
const row = (label: string): HTMLElement => tree.querySelector(`[data-entry="${entryOf(label)}"]`) as HTMLElement;
const focused = (): string => document.activeElement?.querySelector(".name")?.textContent.trim() ?? "";

async function settle(): Promise<void> {
  tree.tree = draftTree(room.categories());
  await tree.updateComplete;
  await tree.updateComplete;
}

beforeEach(async () => {
  room = new DraftRoom(new Y.Doc());
  const act = addCategory(room, { parent: null, index: 0 }, { en: "Act" }, NOW);
  addCategory(room, { parent: act, index: 0 }, { en: "Recruitment" }, NOW);
  addCategory(room, { parent: act, index: 1 }, { en: "Transport" }, NOW);
  const means = addCategory(room, { parent: null, index: 1 }, { en: "Means" }, NOW);
  addCategory(room, { parent: means, index: 0 }, { en: "Đe facto control" }, NOW);
  tree = mount(document.createElement("coram-draft-tree"), "22rem");
  tree.addEventListener("coram-draft-select", ({ detail }) => (tree.selected = detail.entry));
  // As the page does.
  tree.addEventListener("coram-draft-move", ({ detail }) => {
    moveCategory(room, detail.entry, detail.place);
    void settle();
  });
  await settle();
});

describe("the draft's tree by keyboard", () => {
  it("has one tab stop; arrows, Home and End go about, left and right close and open", async () => {
    expect(names()).toEqual(["Act", "Recruitment", "Transport", "Means", "Đe facto control"]);
    row("Act").focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(focused()).toBe("Transport");
    await userEvent.keyboard("{ArrowLeft}");
    expect(focused()).toBe("Act");
    await userEvent.keyboard("{ArrowLeft}");
    await settle();
    expect(names()).toEqual(["Act", "Means", "Đe facto control"]);
    await userEvent.keyboard("{End}");
    expect(focused()).toBe("Đe facto control");
    await userEvent.keyboard("{Home}{ArrowRight}{ArrowRight}");
    expect(focused()).toBe("Recruitment");
    expect(rows().filter(({ tabIndex }) => tabIndex === 0)).toEqual([document.activeElement]);
  });

  it("goes to what begins with the typed words or code, blind to diacritics", async () => {
    row("Act").focus();
    await userEvent.keyboard("dje");
    expect(focused()).toBe("Đe facto control");
    row("Act").focus();
    await userEvent.keyboard("{Home}");
    row("Means").focus();
    expect(focused()).toBe("Means");
  });

  it("moves with Alt and arrows, the focus with it", async () => {
    row("Transport").focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await settle();
    expect(names().slice(0, 3)).toEqual(["Act", "Transport", "Recruitment"]);
    expect(focused()).toBe("Transport");
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    await settle();
    expect(row("Transport").ariaLevel).toBe("1");
    await userEvent.keyboard("{Alt>}{ArrowRight}{/Alt}");
    await settle();
    expect(row("Transport").ariaLevel).toBe("2");
    expect(focused()).toBe("Transport");
  });

  it("keeps the focus on its category while colleagues add, move and take away others", async () => {
    row("Transport").focus();
    addCategory(room, { parent: null, index: 0 }, { en: "First" }, NOW);
    await settle();
    expect(focused()).toBe("Transport");
    moveCategory(room, entryOf("Transport"), { parent: entryOf("Means"), index: 1 });
    await settle();
    expect(focused()).toBe("Transport");
    expect(names().at(-1)).toBe("Transport");
  });

  it.each([
    ["moves them", () => undefined],
    ["takes them out and puts them in again", withoutMoving],
  ])("goes on naming while a colleague puts rows above, in a browser that %s", async (_, asIn) => {
    asIn();
    const renames = heard("coram-draft-rename");
    row("Transport").focus();
    await userEvent.keyboard("{F2}");
    await settle();
    await userEvent.keyboard("Mov");
    moveCategory(room, entryOf("Transport"), { parent: null, index: 0 });
    await settle();
    expect(renames).toEqual([]);
    await userEvent.keyboard("ing{Enter}");
    expect(renames.map(({ detail }) => detail.label)).toEqual(["Moving"]);
  });

  it("names in place with F2; Enter keeps, Esc does not, and both give the focus back", async () => {
    const renames = heard("coram-draft-rename");
    row("Means").focus();
    await userEvent.keyboard("{F2}");
    await settle();
    await userEvent.keyboard("The means{Enter}");
    expect(renames.map(({ detail }) => detail)).toEqual([{ entry: entryOf("Means"), label: "The means" }]);
    await settle();
    expect(document.activeElement).toBe(row("Means"));
    await userEvent.keyboard("{F2}");
    await settle();
    await userEvent.keyboard("nothing{Escape}");
    await settle();
    expect(renames).toHaveLength(1);
    expect(document.activeElement).toBe(row("Means"));
  });

  it("asks for a new one beside and inside, to give one up, and for its words", async () => {
    const added = heard("coram-draft-add");
    const givenUp = heard("coram-draft-give-up");
    const selected = heard("coram-draft-select");
    row("Means").focus();
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}{Control>}{Enter}{/Control}{Delete}{Enter}");
    expect(added.map(({ detail }) => detail.where)).toEqual(["below", "inside"]);
    expect(givenUp.map(({ detail }) => detail.entry)).toEqual([entryOf("Means")]);
    expect(selected.at(-1)?.detail).toEqual({ entry: entryOf("Means"), by: "enter" });
  });

  it("changes nothing for who only reads", async () => {
    const changes = [heard("coram-draft-add"), heard("coram-draft-give-up"), heard("coram-draft-move")];
    tree.readonly = true;
    await settle();
    row("Transport").focus();
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}{Delete}{F2}{Alt>}{ArrowUp}{/Alt}");
    await settle();
    expect(changes.flat()).toEqual([]);
    expect(tree.querySelector("input")).toBeNull();
    expect(row("Transport").draggable).toBe(false);
  });
});

describe("the draft's tree by mouse", () => {
  const drag = (from: string, onto: string, share: number): void => {
    const data = new DataTransfer();
    const at = (label: string, name: string, part = 0.5): void => {
      const box = row(label).getBoundingClientRect();
      const clientY = box.top + box.height * part;
      row(label).dispatchEvent(
        new DragEvent(name, { bubbles: true, cancelable: true, clientX: box.left + 40, clientY, dataTransfer: data }),
      );
    };
    at(from, "dragstart");
    at(onto, "dragover", share);
    at(onto, "drop", share);
  };

  it("moves what is dragged before, after or inside the row under it", async () => {
    drag("Transport", "Recruitment", 0.1);
    await settle();
    expect(names().slice(0, 3)).toEqual(["Act", "Transport", "Recruitment"]);
    drag("Transport", "Means", 0.5);
    await settle();
    expect(names()).toEqual(["Act", "Recruitment", "Means", "Đe facto control", "Transport"]);
    expect(row("Transport").ariaLevel).toBe("2");
    drag("Transport", "Act", 0.1);
    await settle();
    expect(names()[0]).toBe("Transport");
  });

  it("does not let a branch be dropped into itself", async () => {
    const moves = heard("coram-draft-move");
    drag("Act", "Recruitment", 0.5);
    await settle();
    expect(moves).toEqual([]);
  });
});

it("says who is at a category, and has nothing that axe finds wrong", async () => {
  tree.people = [{ member: ELIRA, entry: entryOf("Means"), field: null }];
  tree.selected = entryOf("Act");
  await settle();
  expect(row("Means").querySelector("[role=img]")?.getAttribute("aria-label")).toBe("Elira Kola is here");
  expect(await violationsOf(tree)).toEqual([]);
});

it("tells of a branch that was read to its end, and of none that was only opened", async () => {
  const content = draftContent(room);
  for (const category of content.categories) category.exclude = { en: ["A rule.\n".repeat(400)] };
  const version = mount(document.createElement("coram-version-content"));
  version.content = content;
  const read: string[] = [];
  version.addEventListener("coram-branch-read", ({ detail }) => read.push(detail.branch));
  await version.updateComplete;
  const button = [...version.querySelectorAll("button")].find(({ textContent }) => textContent.trim() === "Open all");
  await userEvent.click(button as Element);
  const end = (branch: number): Element =>
    [...(version.querySelectorAll("details")[branch]?.querySelectorAll("dd") ?? [])].at(-1) as Element;
  const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const first = content.categories.find(({ parent }) => parent === null)?.id;
  // Opened all at once, what one scrolls past is not read, and that at whose end one stays is.
  end(1).scrollIntoView({ block: "end" });
  for (let i = 0; i < 3; i++) await frame();
  end(0).scrollIntoView({ block: "end" });
  await expect.poll(() => read).toEqual([first]);
});

it("shows of a version what holds a word, all of it on asking, and leads from a rule to the category that it names", async () => {
  const content = draftContent(room);
  const [act, recruitment] = content.categories;
  const means = content.categories.find(({ label }) => label.en === "Means");
  const control = content.categories.find(({ parent }) => parent === means?.id);
  if (!act || !recruitment || !control) throw new Error("no categories");
  // Its key, or its code as people write it.
  recruitment.exclude = { en: ["A control by debt (use B1)", "X9"], "sr-Latn": ["Nekažnjavanje žrtve"] };
  const version = mount(document.createElement("coram-version-content"));
  version.content = content;
  // Of the two one was changed in Albanian only.
  version.behind = [{ category: recruitment.id, language: "en", changedIn: ["sq"], at: NOW }];
  await version.updateComplete;
  expect(
    [...version.querySelectorAll(".behind-note")].map((each) => each.closest("article")?.dataset["category"]),
  ).toEqual([recruitment.id]);
  const open = (): number => version.querySelectorAll("details[open]").length;
  const press = (name: string): Promise<void> =>
    userEvent.click(
      [...version.querySelectorAll("button")].find((each) => each.textContent.trim() === name) as Element,
    );
  expect(open()).toBe(0);
  await press("Open all");
  expect(open()).toBe(2);
  expect(await violationsOf(version)).toEqual([]);
  await press("Close all");
  // On paper all of it is open.
  const leaf = version.querySelector("h3") as Element;
  const tools = cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
  await tools.send("Emulation.setEmulatedMedia", { media: "print" });
  expect(leaf.checkVisibility()).toBe(true);
  await tools.send("Emulation.setEmulatedMedia", { media: "" });
  expect(leaf.checkVisibility()).toBe(false);
  // A colleague names it in another language.
  await userEvent.fill(version.querySelector("input") as Element, "некажњавање");
  await expect.poll(() => [...version.querySelectorAll("h3")].map((each) => each.textContent)).toEqual(["Recruitment"]);
  await userEvent.fill(version.querySelector("input") as Element, "DEBT");
  await expect.poll(() => version.querySelector("dd")?.textContent).toContain("debt");
  await expect.poll(() => [...version.querySelectorAll("h3")].map((each) => each.textContent)).toEqual(["Recruitment"]);
  expect(open()).toBe(1);
  expect(version.querySelector("#categories + .sub")?.textContent.trim()).toBe("1 category");
  expect([...(CSS.highlights.get("found-words") ?? [])].map(String)).toEqual(["debt"]);
  expect([...version.querySelectorAll("dd button")].map((each) => each.textContent.trim())).toEqual(["B1"]);
  await press(control.code);
  await expect.poll(() => document.activeElement?.querySelector("h3")?.textContent).toBe("Đe facto control");
  expect(document.activeElement?.closest("details")?.open).toBe(true);
  expect(version.querySelector("input")?.value).toBe("");
});

it("says of a question what is asked differently, from what to what", async () => {
  const asked = { id: "q", group: "g", label: { en: "Was she held?" }, perUnit: "verdict", evidenceExpected: false };
  const choice = (id: string) => ({ id, label: { en: id } });
  const content = (question: object): MethodologyContent => {
    const groups = [{ id: "g", label: { en: "Facts" } }];
    return MethodologyContent.parse({ title: {}, categories: [], groups, outputs: [], questions: [question] });
  };
  const was = content({ ...asked, type: "choice", choices: [choice("locked"), choice("watched")] });
  const is = content({
    ...asked,
    type: "multi-choice",
    perUnit: "victim",
    evidenceExpected: true,
    choices: [choice("watched"), choice("threatened")],
  });
  // What needs no passage has no sign for one, and no empty one.
  const version = mount(document.createElement("coram-version-content"), "40rem");
  Object.assign(version, { content: was });
  await version.updateComplete;
  expect(version.querySelector("[data-question]")?.textContent).toContain("Was she held?");
  expect(version.querySelector(".tagline")).toBeNull();
  const element = mount(document.createElement("coram-changes"), "40rem");
  const changes = contentChanges({ number: 1, content: was }, { number: 2, content: is }, []);
  Object.assign(element, { was, is, changes });
  await element.updateComplete;
  const told = [...element.querySelectorAll(".is-question p")].map((line) => line.textContent.trim());
  expect(told).toEqual(
    expect.arrayContaining([
      "Kind of answer: several choices, before: one choice",
      "Asked of: each victim, before: the verdict",
      "An answer should name the passage that shows it now.",
      "New choices: threatened.",
      "Choices no longer offered: locked.",
    ]),
  );
});
