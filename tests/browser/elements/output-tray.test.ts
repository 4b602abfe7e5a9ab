import { page, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../client/styles/base.css";
import "../../../client/styles/tokens.css";
import "../../../client/outputs/quotes/coram-passages-tray.ts";
import { quotedAt } from "../../../client/outputs/quotes/quoted-at.ts";
import { AnnotationId, CategoryId, newId, QuestionId } from "../../../schema/domain/ids.ts";
import { quotedIn } from "../../../schema/editor/coverage.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import type { OutputTray, TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import { node, paragraph, SOURCE, words } from "../../helpers/network/an-output.ts";

const passage = (said: string, start: number): TrayPassage => ({
  annotation: newId(AnnotationId),
  verdict: SOURCE.verdict,
  anchor: { revision: 1, ranges: [{ start, end: start + said.length }] },
  layer: "shared",
  approval: { revision: 1, category: null, version: null },
  lang: "sr-Latn",
  words: said,
  note: "",
  category: { id: CategoryId.parse("means.control"), code: "B5", label: "Control" },
  citation: `para. ${start}`,
  at: start,
  translations: [],
  isSoFar: false,
});

it("counts alike above the list, and in the choice of those that are not used and of all", async () => {
  const [tag, proof] = [passage("oduzeo pasoš", 10), passage("presuda je pravnosnažna", 90)];
  const answer: OutputTray["answers"][number] = {
    verdict: SOURCE.verdict,
    question: QuestionId.parse("final"),
    label: "Final",
    unit: "",
    words: "Yes",
    isUnsure: false,
    isSoFar: false,
    evidence: [{ ...proof, annotation: null }],
  };
  const sections = [{ section: "facts", passages: [0], answers: [0] }];
  const tray: OutputTray = { sources: [SOURCE], sections, passages: [tag], answers: [answer], hidden: [] };
  const list = globalThis.document.createElement("coram-passages-tray");
  Object.assign(list, { tray, canWrite: true, sections: [{ id: "facts", title: { en: "Facts" } }] });
  globalThis.document.body.replaceChildren(list);
  await list.updateComplete;
  // Before the document is there, nobody knows what is used.
  expect(list.querySelector(".tray-count")).toBeNull();
  list.quoted = { annotations: new Set(), passages: new Set() };
  await list.updateComplete;
  expect(list.querySelector(".tray-count .grow")?.textContent).toBe("2 passages, 0 used");
  const choices = [...list.querySelectorAll(".choice [role=radio]")].map((each) => each.textContent.trim());
  expect(choices).toEqual(["Not used, 2", "All, 2"]);
});

it("opens at the passages of the section that is written in when one comes for one, wherever the caret was before", async () => {
  const passages = [passage("oduzeo pasoš", 10), passage("dugovala novac", 40)];
  const sections = ["facts", "victim"].map((section, at) => ({ section, passages: [at], answers: [] }));
  const tray: OutputTray = { sources: [SOURCE], sections, passages, answers: [], hidden: [] };
  const list = globalThis.document.createElement("coram-passages-tray");
  const named = ["facts", "victim"].map((id) => ({ id, title: { en: id } }));
  const quoted = { annotations: new Set(), passages: new Set() };
  Object.assign(list, { tray, quoted, canWrite: true, sections: named, section: "facts" });
  globalThis.document.body.replaceChildren(list);
  await list.updateComplete;
  const open = (): (string | undefined)[] =>
    [...list.querySelectorAll('.tray-head[aria-expanded="true"]')].map(
      (head) => head.textContent.trim().split(/\s/)[0],
    );
  expect(open()).toEqual(["facts"]);
  list.section = "victim";
  await list.updateComplete;
  // While one writes nothing moves.
  expect(open()).toEqual(["facts"]);
  await list.open();
  await list.updateComplete;
  expect(open()).toEqual(["victim"]);
  await expect.element(page.getByRole("searchbox")).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(globalThis.document.activeElement?.textContent).toContain("dugovala novac");
});

it("a passage is quoted by Enter, by Shift+Enter and stays, by N as a note; a used one says where, and is quoted again by its menu alone", async () => {
  const [used, free] = [passage("oduzeo pasoš", 10), passage("dugovala novac", 40)];
  const quote = node("evidence", { ...fromQuote({ ...used, translation: null, approved: used.approval }) });
  const document = {
    type: "doc" as const,
    content: [node("heading", { level: 1 }, words("Facts")), paragraph(words("A")), paragraph(words("B")), quote],
  };
  const section = { section: "facts", passages: [0, 1], answers: [] };
  const tray: OutputTray = { sources: [SOURCE], sections: [section], passages: [used, free], answers: [], hidden: [] };
  const list = globalThis.document.createElement("coram-passages-tray");
  Object.assign(list, {
    tray,
    canWrite: true,
    quoted: quotedIn(document),
    places: quotedAt(document, true),
    section: "facts",
  });
  Object.assign(list, { sections: [{ id: "facts", title: { en: "Facts" } }], numbers: new Map([["facts", "6"]]) });
  const heard: string[] = [];
  list.addEventListener("coram-quote-insert", ({ detail }) =>
    heard.push([detail.form, detail.stays ? "stays" : "goes", detail.quote.anchor?.ranges[0]?.start].join(" ")),
  );
  list.addEventListener("coram-quote-show", ({ detail }) =>
    heard.push(`shown ${String(detail.block === quote.attrs?.["id"])}`),
  );
  globalThis.document.body.replaceChildren(list);
  await list.updateComplete;
  // What was used before one looked is not listed among what is not.
  expect([...list.querySelectorAll(".tray-words")].map((each) => each.textContent)).toEqual(["„dugovala novac“"]);
  await userEvent.click(page.getByRole("radio", { name: "All, 2" }));
  const [first, second] = [...list.querySelectorAll<HTMLElement>(".tray-quote")] as [HTMLElement, HTMLElement];
  // As the document numbers it: a section that is left out before it counts for nothing.
  expect(list.querySelector(".tray-head .grow")?.textContent).toBe("6 Facts");
  second.focus();
  await userEvent.keyboard("{Enter}{Shift>}{Enter}{/Shift}n");
  // A Cyrillic keyboard has no key that the driver knows.
  second.dispatchEvent(new KeyboardEvent("keydown", { key: "Н", bubbles: true }));
  expect(heard.splice(0)).toEqual(["block goes 40", "block stays 40", "note goes 40", "note goes 40"]);

  await userEvent.click(page.getByRole("button", { name: "in ¶ 2" }));
  first.focus();
  await userEvent.keyboard("{Enter}n");
  expect(heard.splice(0)).toEqual(["shown true", "shown true", "shown true"]);
  expect(page.getByRole("button", { name: "Insert", exact: true }).elements()).toHaveLength(1);
  await userEvent.click(page.getByRole("button", { name: "More ways to insert" }).first());
  await userEvent.click(page.getByRole("menuitem", { name: "Insert again" }));
  expect(heard).toEqual(["block goes 10"]);
});

it("groups lie one under the other in the document's order, and nothing moves when the caret does or a passage is quoted", async () => {
  const passages = ["oduzeo pasoš", "dugovala novac", "zaključao vrata"].map((said, i) => passage(said, 10 + i * 30));
  const sections = ["facts", "law", "plea"].map((section, i) => ({ section, passages: [i], answers: [] }));
  const tray: OutputTray = { sources: [SOURCE], sections, passages, answers: [], hidden: [] };
  const titles = sections.map(({ section: id }) => ({ id, title: { en: id } }));
  const list = globalThis.document.createElement("coram-passages-tray");
  Object.assign(list, {
    tray,
    canWrite: true,
    sections: titles,
    numbers: new Map(titles.map(({ id }, i) => [id, String(i + 1)])),
    section: "law",
    quoted: quotedIn({ type: "doc", content: [] }),
  });
  globalThis.document.body.replaceChildren(list);
  await list.updateComplete;
  const heads = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(".tray-head")];
  const drawn = (): (string | null | undefined)[] => [
    ...heads().map(
      (each) => `${each.textContent?.replaceAll(/\s+/g, " ").trim()} ${each.getAttribute("aria-expanded")}`,
    ),
    ...[...list.querySelectorAll(".tray-words")].map((each) => each.textContent),
  ];
  expect(drawn()).toEqual([
    "1 facts 0 of 1 used false",
    "2 law 0 of 1 used true",
    "3 plea 0 of 1 used false",
    "„dugovala novac“",
  ]);
  // No room between two, though the page sets sections apart.
  const [first, second] = [...list.querySelectorAll(".tray-group")].map((each) => each.getBoundingClientRect());
  expect(second?.top).toBe(first?.bottom);

  const places = heads().map((each) => each.getBoundingClientRect().top);
  Object.assign(list, { section: "plea" });
  await list.updateComplete;
  expect(heads().map((each) => each.getBoundingClientRect().top)).toEqual(places);
  expect(heads().map((each) => each.getAttribute("aria-current"))).toEqual([null, null, "true"]);
  // Quoted by oneself or by a colleague: it stays where it was read, until one asks for the list again.
  const quoted = { annotations: new Set([String(passages[1]?.annotation)]), passages: new Set<string>() };
  Object.assign(list, { quoted });
  await list.updateComplete;
  expect(drawn().slice(1)).toEqual(["2 law 1 of 1 used true", "3 plea 0 of 1 used false", "„dugovala novac“"]);
  await userEvent.click(page.getByRole("radio", { name: "Not used, 2" }));
  expect(drawn().slice(3)).toEqual([]);
  expect(list.textContent).toContain("All of them are used.");
  await userEvent.click(page.getByRole("button", { name: "To this section" }));
  await expect.poll(() => drawn().slice(2)).toEqual(["3 plea 0 of 1 used true", "„zaključao vrata“"]);
});
