import { expect, it } from "vitest";
import { typeStrokes } from "../../../../client/writer/write-on.ts";
import { Writers } from "../../../helpers/browser/outputs/two-writers.ts";
import { node, paragraph, words } from "../../../helpers/network/an-output.ts";

type Act = (writers: Writers) => void;

const viewOf = (writers: Writers) => writers.editors[0]!.view;

const cut: Act = (writers) => {
  const { view } = writers.editors[0]!;
  const at = view.state.selection.from - 1;
  writers.select(0, at - 3, at);
  view.focus();
  view.dom.dispatchEvent(
    new ClipboardEvent("cut", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }),
  );
};

const ACTS: Record<string, Act> = {
  "a paste": (writers) => viewOf(writers).pasteHTML("<p>Pasted.</p><p>So is this.</p>"),
  "a paste of a word": (writers) => viewOf(writers).pasteHTML("pasted"),
  "a cut": cut,
  "a list": (writers) => writers.run(0, "bullet-list"),
  "a heading": (writers) => writers.run(0, "heading-2"),
  "a quotation": (writers) => writers.run(0, "quote"),
  "a note": (writers) => writers.run(0, "footnote"),
};

it.each(Object.keys(ACTS))("what is typed right before and behind %s is a step of its own", (name) => {
  const heading = node("heading", { level: 1, section: "facts" }, words("Facts"));
  const writers = new Writers([heading, paragraph()]);
  const now = (): string => JSON.stringify(viewOf(writers).state.doc.toJSON());
  writers.select(0, 7, 7);
  typeStrokes(viewOf(writers), ["One two"]);
  const typed = now();
  ACTS[name]?.(writers);
  const done = now();
  typeStrokes(viewOf(writers), [" and on"]);
  const all = now();
  writers.run(0, "undo");
  expect(now()).toBe(done);
  writers.run(0, "undo");
  expect(now()).toBe(typed);
  for (const _ of "12") writers.run(0, "redo");
  expect(now()).toBe(all);
});

it("a paste into a heading is one, too", () => {
  const writers = new Writers([node("heading", { level: 1, section: "facts" }, words("Facts")), paragraph()]);
  writers.select(0, 5, 5);
  typeStrokes(viewOf(writers), [" of"]);
  viewOf(writers).pasteHTML("<p>the case</p>");
  writers.run(0, "undo");
  expect(writers.blocks(0)[0]).toBe("Facts of");
});

it("a list that was typed is taken back to its strokes", () => {
  const writers = new Writers([paragraph()]);
  typeStrokes(viewOf(writers), ["One two"]);
  writers.select(0, 0, 0);
  typeStrokes(viewOf(writers), ["- "]);
  writers.run(0, "undo");
  expect(viewOf(writers).state.doc.toString()).toContain('doc(paragraph("-One two")');
});
