import { TextSelection } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { Awareness } from "y-protocols/awareness";
import { OutputEditor } from "../../../client/writer/output-view.ts";
import { paragraph, words } from "../../helpers/network/an-output.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { Seeded } from "../../helpers/text/seeded.ts";

const BEFORE = "The court found that ";
const AFTER = "was recruited.";

/** Two who write in one document; what each has done reaches the other when it is brought. */
class Writers {
  readonly editors: readonly OutputEditor[];
  readonly #docs: readonly Y.Doc[];
  readonly #onTheWay: Uint8Array[][] = [[], []];

  constructor() {
    const first = new Y.Doc();
    const room = new OutputRoom(first);
    room.replace({ type: "doc", content: [paragraph(words(BEFORE + AFTER))] });
    const second = new Y.Doc();
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
    this.#docs = [first, second];
    document.body.replaceChildren();
    this.editors = this.#docs.map((doc) => editorOf(doc));
    for (const [i, doc] of this.#docs.entries())
      doc.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== "brought") this.#onTheWay[1 - i]?.push(update);
      });
  }

  write(who: number, letter: string): void {
    const { view } = this.#editor(who);
    view.dispatch(view.state.tr.insertText(letter));
  }

  select(who: number, from: number, to: number): void {
    const { view } = this.#editor(who);
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1 + from, 1 + to)));
  }

  /** The words that are selected. */
  selected(who: number): string {
    const { doc, selection } = this.#editor(who).view.state;
    return doc.textBetween(selection.from, selection.to);
  }

  /** All that is on the way to one of them. */
  bring(to: number): void {
    const doc = this.#docs[to];
    for (const update of this.#onTheWay[to]?.splice(0) ?? []) if (doc) Y.applyUpdate(doc, update, "brought");
  }

  text(who: number): string {
    return this.#editor(who).view.state.doc.textContent;
  }

  #editor(who: number): OutputEditor {
    const editor = this.editors[who];
    if (!editor) throw new Error("there are two");
    return editor;
  }
}

function editorOf(doc: Y.Doc): OutputEditor {
  const host = document.createElement("div");
  document.body.append(host);
  return new OutputEditor({
    numbersParagraphs: true,
    host,
    content: new OutputRoom(doc).content,
    awareness: new Awareness(doc),
    isEditable: true,
    lang: "en",
    label: "Words of the document",
    nameOf: () => null,
    onChange: () => {},
    onTalk: () => {},
    keys: {},
    draw: {},
    plugins: [],
    plainLabel: (node) => node.type.name,
  });
}

describe("two who write at the same place at once", () => {
  it.each([1, 2, 3, 4, 5].flatMap((seed) => [BEFORE.length, BEFORE.length + AFTER.length].map((at) => [seed, at])))(
    "keep each one's words together (seed %i, at %i)",
    (seed, at) => {
      const random = new Seeded(seed);
      const writers = new Writers();
      const left = ["ANASWORDS ", "nelaswords "].map((all) => all.split(""));
      for (const who of [0, 1]) writers.select(who, at, at);
      while (left.some((letters) => letters.length > 0)) {
        const who = random.below(2);
        const letter = left[who]?.shift();
        if (letter !== undefined) writers.write(who, letter);
        if (random.chance(40)) writers.bring(random.below(2));
      }
      for (const who of [0, 1]) writers.bring(who);
      expect(writers.text(0)).toBe(writers.text(1));
      expect(writers.text(0)).toContain("ANASWORDS ");
      expect(writers.text(0)).toContain("nelaswords ");
    },
  );
});

it("leaves what is selected as it is when a colleague writes at either end of it", () => {
  const writers = new Writers();
  writers.select(0, BEFORE.length, BEFORE.length + 3);
  for (const at of [BEFORE.length + 3, BEFORE.length]) {
    writers.select(1, at, at);
    for (const letter of "xy") writers.write(1, letter);
  }
  writers.bring(0);
  expect(writers.text(0)).toContain("xywasxy");
  expect(writers.selected(0)).toBe("was");
});
