import { userEvent } from "vitest/browser";
import { beforeEach, expect, it } from "vitest";
import "../../../client/methodology/draft/words/coram-wording.ts";
import "../../../client/methodology/coram-unread-note.ts";
import "../../../client/methodology/draft/words/coram-language-heads.ts";
import type { CoramLanguageHeads } from "../../../client/methodology/draft/words/coram-language-heads.ts";
import type { CoramWording } from "../../../client/methodology/draft/words/coram-wording.ts";
import "../../../client/methodology/methodology.css";
import { OpenWording } from "../../../client/methodology/draft/words/open-wording.ts";
import "../../../client/elements/input/coram-held-words.ts";
import { draftKeeper } from "../../../client/methodology/draft/words/draft-keeper.ts";
import { wordsOf } from "../../../client/sync/draft.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { MemberId, MethodologyId, newId } from "../../../schema/domain/ids.ts";
import { ELIRA, heard, mount, violationsOf } from "../../helpers/browser/verdict-views.ts";

let element: CoramWording;
const field = (): HTMLTextAreaElement => element.querySelector("textarea") as HTMLTextAreaElement;
const button = (name: string): HTMLElement =>
  [...element.querySelectorAll("button")].find((each) => each.textContent.trim() === name) as HTMLElement;

beforeEach(async () => {
  element = mount(document.createElement("coram-wording"), "24rem");
  element.wording = new OpenWording("Force.");
  element.stored = "Force.";
  element.label = "Definition, English";
  element.rows = 3;
  element.author = ELIRA;
  await element.updateComplete;
});

it("writes what one typed when the field is left, and only then", async () => {
  const written = heard("coram-wording-set");
  field().focus();
  await userEvent.keyboard("{End} Or threat.");
  expect(written).toEqual([]);
  field().blur();
  expect(written.map(({ detail }) => detail.value)).toEqual(["Force. Or threat."]);
});

it("ends a line by Enter, on however many rows it stands, and begins another in a longer text", async () => {
  const written = heard("coram-wording-set");
  element.isLine = true;
  await element.updateComplete;
  field().focus();
  await userEvent.keyboard("{End} Or threat.{Enter}");
  expect(written.map(({ detail }) => detail.value)).toEqual(["Force. Or threat."]);
  element.isLine = false;
  await element.updateComplete;
  await userEvent.keyboard("{Enter}Alone.");
  expect(field().value).toBe("Force. Or threat.\nAlone.");
});

it("shows both wordings where a colleague wrote meanwhile, and writes the one that is chosen", async () => {
  const written = heard("coram-wording-set");
  field().focus();
  await userEvent.keyboard("{End} Or threat.");
  element.stored = "Force, also against others.";
  await element.updateComplete;
  const choice = element.querySelector("[role=alert]");
  expect(choice?.textContent).toContain("Elira Kola");
  expect(choice?.querySelector("blockquote .theirs")?.textContent).toBe("Force, also against others.");
  expect(field().value).toBe("Force. Or threat.");
  field().blur();
  expect(written).toEqual([]);
  expect(await violationsOf(element)).toEqual([]);

  await userEvent.click(button("Keep mine"));
  expect(written.map(({ detail }) => detail.value)).toEqual(["Force. Or threat."]);
  await element.updateComplete;
  expect(element.querySelector("[role=alert]")).toBeNull();
});

it("keeps both where they stand at different places, when that is chosen", async () => {
  const written = heard("coram-wording-set");
  field().focus();
  await userEvent.keyboard("{End} Or threat.");
  element.stored = "Force, also against others.";
  await element.updateComplete;
  await userEvent.click(button("Keep both"));
  expect(written.map(({ detail }) => detail.value)).toEqual(["Force, also against others. Or threat."]);
});

it("takes the colleague's wording when that is chosen, and writes nothing", async () => {
  const written = heard("coram-wording-set");
  field().focus();
  await userEvent.keyboard("x");
  element.stored = "Force, also against others.";
  await element.updateComplete;
  await userEvent.click(button("Take theirs"));
  await element.updateComplete;
  expect(field().value).toBe("Force, also against others.");
  field().blur();
  expect(written).toEqual([]);
});

it("says who writes here, and that a translation is missing", async () => {
  element.writer = ELIRA;
  element.missing = true;
  await element.updateComplete;
  const described = (): string =>
    document.getElementById(field().getAttribute("aria-describedby") ?? "")?.textContent.trim() ?? "";
  expect(described()).toContain("Elira Kola is writing here");
  element.writer = null;
  await element.updateComplete;
  expect(described()).toBe("No text in this language yet");
  expect(await violationsOf(element)).toEqual([]);
});

it("shows a reader the words where they begin, in their own lines", async () => {
  element.stored = "Force.\nOr threat.";
  element.readonly = true;
  await element.updateComplete;
  const read = element.querySelector<HTMLElement>(".wording-read");
  const range = document.createRange();
  range.selectNodeContents(read as Node);
  const texts = document.createTreeWalker(read as Node, NodeFilter.SHOW_TEXT);
  let first: Node | null = texts.nextNode();
  while (first && !first.textContent?.trim()) first = texts.nextNode();
  range.setStart(first as Node, 0);
  range.setEnd(first as Node, 1);
  const letter = range.getBoundingClientRect();
  const box = (read as HTMLElement).getBoundingClientRect();
  const { paddingTop, paddingLeft } = getComputedStyle(read as HTMLElement);
  expect(letter.left - box.left - parseFloat(paddingLeft)).toBeLessThan(2);
  expect(letter.top - box.top - parseFloat(paddingTop)).toBeLessThan(8);
  expect(read?.innerText.trim()).toBe("Force.\nOr threat.");
});

it("tells who writes the draft to correct it, there where they are, and who only reads it whom to tell", async () => {
  localStorage.removeItem("coram.methodology-unread");
  const note = mount(document.createElement("coram-unread-note"), "40rem");
  const said = async (mayWrite: boolean, isInDraft: boolean): Promise<string> => {
    Object.assign(note, { mayWrite, isInDraft });
    await note.updateComplete;
    return note.textContent.replaceAll(/\s+/g, " ");
  };
  expect(await said(true, true)).toContain("Correct here what is not right.");
  expect(await said(true, true)).not.toContain("To the draft");
  expect(await said(true, false)).toMatch(/Correct in the draft what is not right\. To the draft/);
  for (const isInDraft of [true, false]) expect(await said(false, isInDraft)).toContain("tell a facilitator");
});

it("says above the words of a language what is missing in it, and that what it means was changed in another and not there", async () => {
  const heads = mount(document.createElement("coram-language-heads"), "60rem");
  const said = async (over: Partial<CoramLanguageHeads>): Promise<(string | undefined)[]> => {
    Object.assign(heads, { pair: ["en", "mk"], ...over });
    await heads.updateComplete;
    return [...heads.querySelectorAll(".note")].map((note) => note.textContent.trim());
  };
  expect(await said({})).toEqual(["nothing missing", "nothing missing"]);
  const behind = new Map([["mk", ["en", "sq"]]]) as CoramLanguageHeads["behind"];
  expect(await said({ behind })).toEqual(["nothing missing", "changed in English and Albanian, not here"]);
  expect(await said({ behind, missing: new Map([["mk", 1]]) })).toEqual([
    "nothing missing",
    "1 text missing; changed in English and Albanian, not here",
  ]);
});

it("tells at the field that a colleague put another wording in place of one's own, and puts that back or lets theirs stand", async () => {
  const written = heard("coram-wording-set");
  const write = async (words: string): Promise<void> => {
    element.stored = words;
    await element.updateComplete;
  };
  field().focus();
  await userEvent.keyboard("{End} Or threat.");
  field().blur();
  await write("Force. Or threat.");
  expect(element.querySelector("[role=status]")).toBeNull();
  // What is added to it takes nothing away.
  await write("Force. Or threat. Or deceit.");
  expect(element.querySelector("[role=status]")).toBeNull();
  field().focus();
  await userEvent.keyboard("{End} Always.");
  field().blur();
  await write("Force. Or threat. Or deceit. Always.");
  await write("Coercion.");
  const told = element.querySelector("[role=status]");
  expect(told?.textContent).toContain("Elira Kola has put another wording in place of yours");
  expect(told?.querySelector(".theirs")?.textContent).toBe("Force. Or threat. Or deceit. Always.");
  expect(await violationsOf(element)).toEqual([]);
  await userEvent.click(button("Put mine back"));
  expect(written.at(-1)?.detail.value).toBe("Force. Or threat. Or deceit. Always.");
  await element.updateComplete;
  expect(element.querySelector("[role=status]")).toBeNull();
  field().blur();
  await write("Force. Or threat. Or deceit. Always.");
  await write("Coercion.");
  await userEvent.click(button("Let it stand"));
  await element.updateComplete;
  expect([element.querySelector("[role=status]"), field().value]).toEqual([null, "Coercion."]);
});

it("keeps what one types when the draft may only be read from now on, in a field with the caret in it, and writes it when it may be again", async () => {
  const written = heard("coram-wording-set");
  const store = WorkStore.inMemory(newId(MemberId), { kind: "methodology", id: newId(MethodologyId) });
  const drop = (draft: string): void => store.drop(draft, "let-go");
  const keeper = draftKeeper("categories", "c", "definition:en", { store, metHere: new Set(), drop });
  element.wording = new OpenWording("Force.", keeper);
  await element.updateComplete;
  field().focus();
  await userEvent.keyboard("{End} Or threat.");
  element.readonly = true;
  await element.updateComplete;
  expect(element.querySelector(".wording-words")?.textContent).toBe("Force.");
  const held = element.querySelector("[role=alert]");
  expect(held?.textContent).toContain("You may no longer write here.");
  await expect.poll(() => document.activeElement).toBe(held?.querySelector("textarea"));
  await userEvent.keyboard(" Or deceit.");
  expect(field().value).toBe("Force. Or threat. Or deceit.");
  expect(store.drafts.map(wordsOf)).toEqual(["Force. Or threat. Or deceit."]);
  expect(written).toEqual([]);
  expect(await violationsOf(element)).toEqual([]);

  element.readonly = false;
  await element.updateComplete;
  await expect.poll(() => document.activeElement).toBe(field());
  await userEvent.keyboard(" Ever.");
  expect(document.querySelector("coram-held-words")).toBeNull();
  field().blur();
  expect(written.at(-1)?.detail.value).toBe("Force. Or threat. Or deceit. Ever.");
  expect(store.drafts).toEqual([]);
});
