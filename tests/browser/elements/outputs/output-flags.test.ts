import { beforeEach, expect, it } from "vitest";
import { page } from "vitest/browser";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { newId, MemberId } from "../../../../schema/domain/ids.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { OutputEditor } from "../../../../client/writer/output-view.ts";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/outputs.css";
import { paragraph, words } from "../../../helpers/network/an-output.ts";

const COLLEAGUE = 77;

beforeEach(() => document.body.replaceChildren());

/** A document in which a colleague's caret stands in the third line of a paragraph. */
function open(): HTMLElement {
  document.body.innerHTML = `<div class="output-page" data-side="none"><div class="output-left"></div><main class="output-doc">
    <article class="output-body"><div class="output-host"></div></article></main></div>`;
  const doc = new Y.Doc();
  const room = new OutputRoom(doc);
  room.replace({ type: "doc", content: [paragraph(words("The court found that she was recruited. ".repeat(12)))] });
  const awareness = new Awareness(doc);
  const host = document.querySelector<HTMLElement>(".output-host");
  if (!host) throw new Error("no place");
  new OutputEditor({
    numbersParagraphs: true,
    host,
    content: room.content,
    awareness,
    isEditable: true,
    lang: "en",
    label: "Words",
    nameOf: () => "Mirjana Jovanović",
    onChange: () => {},
    onTalk: () => {},
    keys: {},
    draw: {},
    plugins: [],
    plainLabel: (node) => node.type.name,
  });
  const text = (room.content.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, 400)) as unknown;
  awareness.states.set(COLLEAGUE, { member: newId(MemberId), cursor: { anchor: at, head: at } });
  awareness.emit("change", [{ added: [COLLEAGUE], updated: [], removed: [] }, "test"]);
  return host;
}

it.each([390, 768, 1024, 1280, 1440])("a colleague's flag stands on no words (%i pixels)", async (width) => {
  await page.viewport(width, 800);
  const host = open();
  await expect.poll(() => host.querySelector(".output-flag")).not.toBeNull();
  const flag = host.querySelector(".output-flag")?.getBoundingClientRect();
  const lines = [...(host.querySelector("p")?.childNodes ?? [])]
    .filter((node) => node instanceof Text)
    .flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
  if (!flag) throw new Error("no flag");
  expect(lines.length).toBeGreaterThan(2);
  const covered = lines.filter(
    (line) =>
      flag.left < line.right - 1 && line.left < flag.right - 1 && flag.top < line.bottom && line.top < flag.bottom,
  );
  expect(covered).toEqual([]);
  expect(flag.left).toBeGreaterThanOrEqual(0);
  expect(flag.width).toBeGreaterThan(12);
});
