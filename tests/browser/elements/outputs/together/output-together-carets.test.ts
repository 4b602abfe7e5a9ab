import { TextSelection } from "prosemirror-state";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { yCursorPluginKey } from "y-prosemirror";
import * as Y from "yjs";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import "../../../../../client/styles/base.css";
import "../../../../../client/styles/tokens.css";
import "../../../../../client/outputs/outputs.css";
import { OutputEditor } from "../../../../../client/writer/output-view.ts";
import { MemberId, newId } from "../../../../../schema/domain/ids.ts";
import { OutputRoom } from "../../../../../schema/rooms/output-room.ts";
import { paragraph, words } from "../../../../helpers/network/an-output.ts";

function editorOf(doc: Y.Doc, awareness: Awareness): OutputEditor {
  const host = document.createElement("div");
  document.body.append(host);
  return new OutputEditor({
    numbersParagraphs: true,
    host,
    content: new OutputRoom(doc).content,
    awareness,
    isEditable: true,
    lang: "en",
    label: "Words of the document",
    nameOf: () => "Elira Koçi",
    onChange: () => {},
    onTalk: () => {},
    keys: {},
    draw: {},
    plugins: [],
    plainLabel: (node) => node.type.name,
  });
}

it("End goes to the end of the line, and what is typed stands there, where a colleague's caret is at the same place", async () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  new OutputRoom(mine).replace({ type: "doc", content: [paragraph(words("The court found that she was recruited."))] });
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  document.body.replaceChildren();
  const awareness = [new Awareness(mine), new Awareness(theirs)] as const;
  const [own, other] = [editorOf(mine, awareness[0]), editorOf(theirs, awareness[1])];
  awareness[1].setLocalStateField("member", newId(MemberId));
  for (const { view } of [other, own]) {
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1)));
    view.focus();
  }
  const cursor = awareness[0].getLocalState()?.["cursor"] as unknown;
  awareness[1].setLocalStateField("cursor", cursor);
  applyAwarenessUpdate(awareness[0], encodeAwarenessUpdate(awareness[1], [theirs.clientID]), "wire");
  await expect.poll(() => own.view.dom.querySelector(".output-caret")).not.toBeNull();
  await page.viewport(1440, 900);
  // Between two texts there is room for the first letters of a name alone.
  own.view.dom.parentElement?.classList.add("pair-side");
  const flag = own.view.dom.querySelector<HTMLElement>(".output-flag")!;
  expect([getComputedStyle(flag, "::before").content, flag.offsetWidth < 30]).toEqual(['"EK"', true]);
  own.view.focus();
  await userEvent.keyboard("{End} So it was.");
  expect(own.view.state.doc.textContent).toBe("The court found that she was recruited. So it was.");
});

it("leaves one's own caret where one pressed while a colleague's is drawn elsewhere", async () => {
  const doc = new Y.Doc();
  const content = ["First.", "Second."].map((text) => paragraph(words(text)));
  new OutputRoom(doc).replace({ type: "doc", content });
  document.body.replaceChildren();
  const awareness = new Awareness(doc);
  const { view } = editorOf(doc, awareness);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1)));
  view.focus();
  const colleague = new Awareness(new Y.Doc());
  colleague.setLocalState({ member: newId(MemberId), cursor: awareness.getLocalState()?.["cursor"] as unknown });
  const drawn = new Promise((done) => {
    // Drawn before the editor is told of the press.
    const draw = (): void => {
      applyAwarenessUpdate(awareness, encodeAwarenessUpdate(colleague, [colleague.clientID]), "wire");
      view.dispatch(view.state.tr.setMeta(yCursorPluginKey, { awarenessUpdated: true }));
      done(view.dom.querySelectorAll(".output-caret").length);
    };
    const once = { once: true, capture: true };
    document.addEventListener("mousedown", () => document.addEventListener("selectionchange", draw, once), once);
  });
  await userEvent.click(view.dom.querySelectorAll("p")[1]!, { position: { x: 1, y: 8 } });
  expect(await drawn).toBe(1);
  await userEvent.keyboard("N");
  expect(view.state.doc.children.map((each) => each.textContent)).toEqual(["First.", "NSecond."]);
});
