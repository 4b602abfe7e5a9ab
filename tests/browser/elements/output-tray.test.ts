import { page, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../client/outputs/quotes/coram-passages-tray.ts";
import { quotedAt } from "../../../client/outputs/quotes/quoted-at.ts";
import { AnnotationId, CategoryId, newId } from "../../../schema/domain/ids.ts";
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

it("a passage is quoted by Enter, by Shift+Enter and stays, by N as a note; a used one says where, and is quoted again by its menu alone", async () => {
  const [used, free] = [passage("oduzeo pasoš", 10), passage("dugovala novac", 40)];
  const quote = node("evidence", { ...fromQuote({ ...used, translation: null, approved: used.approval }) });
  const document = {
    type: "doc" as const,
    content: [node("heading", { level: 1 }, words("Facts")), paragraph(words("A")), paragraph(words("B")), quote],
  };
  const tray: OutputTray = { sources: [SOURCE], sections: [], passages: [used, free], answers: [], hidden: [] };
  const list = globalThis.document.createElement("coram-passages-tray");
  Object.assign(list, { tray, canWrite: true, quoted: quotedIn(document), places: quotedAt(document) });
  const heard: string[] = [];
  list.addEventListener("coram-quote-insert", ({ detail }) =>
    heard.push([detail.form, detail.stays ? "stays" : "goes", detail.quote.anchor?.ranges[0]?.start].join(" ")),
  );
  list.addEventListener("coram-quote-show", ({ detail }) =>
    heard.push(`shown ${String(detail.block === quote.attrs?.["id"])}`),
  );
  globalThis.document.body.replaceChildren(list);
  await list.updateComplete;
  const [first, second] = [...list.querySelectorAll<HTMLElement>(".tray-quote")] as [HTMLElement, HTMLElement];
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
