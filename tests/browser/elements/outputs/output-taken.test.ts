import { render } from "lit";
import { TextSelection } from "prosemirror-state";
import { page as screen } from "vitest/browser";
import { beforeEach, expect, it } from "vitest";
import type { CoramOutputTaken } from "../../../../client/outputs/versions/coram-output-taken.ts";
import { draftsOf } from "../../../../client/outputs/coram-output-drafts.ts";
import "../../../../client/outputs/outputs.css";
import "../../../../client/outputs/versions/coram-output-taken.ts";
import { MemberId, newId, OutputId } from "../../../../schema/domain/ids.ts";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { openOutput } from "../../../helpers/browser/outputs/output-page.ts";
import { paragraph, words } from "../../../helpers/network/an-output.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const id = newId(OutputId);
const by = newId(MemberId);
const members = new Map([[by, { id: by, name: "Dragana Stanić", initials: "DS", colour: 3 }]]);
const taken = [
  { version: 7, by, at: "2026-11-29T20:00:00.000Z", quotes: 3, words: 214 },
  { version: 4, by, at: "2026-11-29T19:00:00.000Z", quotes: 2, words: 0 },
];
const output = (write: boolean): OutputView => ({ id, taken, may: { write } }) as unknown as OutputView;
const opened = (write: boolean) =>
  mount<CoramOutputTaken>(
    "coram-output-taken",
    FACILITATOR,
    { [`POST /api/outputs/${id}/versions/7/put-back`]: { versions: [] } },
    { output: output(write), members } as unknown as Partial<CoramOutputTaken>,
  );

// What was put away stays away on the device.
beforeEach(() => localStorage.clear());

it("an open document says who took out how much of one's own work, puts it back by one press, and is put away for good", async () => {
  const { page, asked } = await opened(true);
  expect(page.textContent).toContain("Dragana Stanić took out 3 quotes and 214 words, some or all of it yours.");
  await expectAccessible();
  const shown: string[] = [];
  page.addEventListener("coram-output-side", ({ detail }) => shown.push(detail.side));
  await screen.getByRole("button", { name: "Versions" }).click();
  expect(shown).toEqual(["versions"]);
  let isInText = false;
  page.addEventListener("coram-write-on", () => (isInText = true));
  await screen.getByRole("button", { name: "Put back what was taken out" }).click();
  // What was pressed goes: one writes on.
  await expect.poll(() => isInText).toBe(true);
  await expect.poll(() => asked.map(({ what }) => what)).toEqual([`POST /api/outputs/${id}/versions/7/put-back`]);
  // Of several the newest that was not put away.
  await screen.getByRole("button", { name: "Hide" }).click();
  await expect.poll(() => page.textContent).toContain("Dragana Stanić took out 2 quotes, some or all of it yours.");
  await screen.getByRole("button", { name: "Hide" }).click();
  await expect.poll(() => page.textContent.trim()).toBe("");
  expect((await opened(false)).page.textContent.trim()).toBe("");
});

/** A window of a few lines' height on a text, with what is said at its foot. */
function shortWindow(text: HTMLElement): { main: HTMLElement; foot: HTMLElement } {
  const main = document.createElement("main");
  main.className = "output-doc";
  main.style.height = "400px";
  const article = document.createElement("article");
  const foot = document.createElement("div");
  foot.className = "output-foot";
  article.append(text);
  main.append(article, foot);
  document.body.append(main);
  return { main, foot };
}

it("is in sight for whoever writes at the end of a long document, and at its beginning", async () => {
  const { page } = await opened(true);
  const text = document.createElement("div");
  text.style.height = "3000px";
  const { main, foot } = shortWindow(text);
  page.parentElement?.replaceWith(main);
  foot.append(page);
  // On a phone its words have the width of a line, and its buttons stand below them.
  await screen.viewport(390, 844);
  const said = page.querySelector(".grow")?.getBoundingClientRect();
  expect(said?.width).toBeGreaterThan(240);
  expect(page.querySelector("button")?.getBoundingClientRect().top).toBeGreaterThanOrEqual(said?.bottom ?? 0);
  for (const top of [0, 1200, 3000]) {
    main.scrollTop = top;
    const { bottom } = foot.getBoundingClientRect();
    expect(bottom).toBeLessThanOrEqual(main.getBoundingClientRect().bottom + 1);
    expect(bottom).toBeGreaterThan(main.getBoundingClientRect().top);
  }
});

it("words that could not be saved are told of at the foot, wherever their author writes, and cover no line that is written in", async () => {
  const lines = Array.from({ length: 60 }, (_, i) => paragraph(words(`Line ${i}.`)));
  const { view } = openOutput(lines, []).editor;
  const host = view.dom.parentElement;
  if (!host) throw new Error("no editor");
  const { foot, main } = shortWindow(host);
  // As the page makes it, which has its foot by then.
  view.updateState(view.state.reconfigure({ plugins: view.state.plugins }));
  view.focus();
  const write = (line: number): number => {
    const at = view.state.doc.children.slice(0, line).reduce((sum, { nodeSize }) => sum + nodeSize, -1);
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)).scrollIntoView());
    return view.coordsAtPos(at).bottom;
  };
  write(20);
  view.dispatch(view.state.tr.insertText(" On").scrollIntoView());
  const entries = [{ root: "content", id: "b", made: false, fields: { text: "Nowhere else.", was: "" } }];
  const draft = { id: "d", place: "content", entries, why: "no-place" as const, late: false, at: "2026-11-29T20:00Z" };
  const talk = { aboutOf: () => null, boxOf: () => null, goOn: () => undefined };
  render(draftsOf({ drafts: [draft], dropDraft: () => undefined }, talk, "en").atFoot, foot);
  await expect.element(screen.getByText("Nowhere else.")).toBeInViewport({ ratio: 1 });
  const edge = (): number => foot.querySelector(".output-drafts")?.getBoundingClientRect().top ?? 0;
  expect(edge()).toBeLessThan(main.getBoundingClientRect().bottom);
  await expect.poll(() => view.coordsAtPos(view.state.selection.head).bottom <= edge()).toBe(true);
  for (const line of [1, 12, 31, 33, 35, 50]) expect(write(line)).toBeLessThanOrEqual(edge());
});
