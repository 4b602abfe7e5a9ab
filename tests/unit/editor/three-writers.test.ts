import { chainCommands, deleteSelection, joinBackward, joinForward, splitBlock } from "prosemirror-commands";
import { EditorState, NodeSelection, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { expect, test } from "vitest";
import { initProseMirrorDoc } from "y-prosemirror";
import * as Y from "yjs";
import { updateKeepingBlocks } from "../../../client/writer/kept-blocks.ts";
import { OUTPUT_COMMANDS } from "../../../client/writer/output-commands.ts";
import { outputIds } from "../../../client/writer/output-ids.ts";
import { insertQuote } from "../../../client/writer/quote-commands.ts";
import { crossesWall, emptied, sectionWalls } from "../../../client/writer/section-walls.ts";
import { toQuote } from "../../../schema/editor/output-nodes.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const SECTIONS = ["facts", "victim", "sanction", "findings"];
const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(section));

const typed =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(text));
    return true;
  };
const overWall: Command = (state, dispatch) => {
  if (!crossesWall(state)) return false;
  dispatch?.(emptied(state));
  return true;
};

/** What an editor may do at a selection; what would break a wall is refused by the plugin. */
const ACTS: ((random: Seeded) => Command)[] = [
  (random) => typed(random.pick(["суд ", "vendim ", "the court "])),
  (random) => typed(random.pick(["a", "š"])),
  () => chainCommands(overWall, deleteSelection, joinBackward),
  () => chainCommands(overWall, deleteSelection, joinForward),
  // By no command that leads round walls: the plugin alone stands before it.
  () => (state, dispatch) => {
    dispatch?.(state.tr.deleteSelection());
    return true;
  },
  () => splitBlock,
  () => OUTPUT_COMMANDS["heading-2"],
  () => OUTPUT_COMMANDS.paragraph,
  () => OUTPUT_COMMANDS["bullet-list"],
  () => OUTPUT_COMMANDS.quote,
  () => OUTPUT_COMMANDS.table,
  () => insertQuote(toQuote({}), "block"),
];

/** One act of an editor that is bound to the document as y-prosemirror binds it. */
function act(random: Seeded, doc: Y.Doc): void {
  const { content } = new OutputRoom(doc);
  const { doc: before, meta } = initProseMirrorDoc(content, outputSchema);
  let state = EditorState.create({ doc: before, plugins: [outputIds(), sectionWalls()] });
  const { size } = before.content;
  const place = random.below(size + 1);
  const reach = random.below(3) === 0 ? random.below(40) : 0;
  const [$from, $to] = [before.resolve(place), before.resolve(Math.min(size, place + reach))];
  const whole = $from.nodeAfter;
  const selection =
    whole?.isAtom && !whole.isText && NodeSelection.isSelectable(whole)
      ? NodeSelection.create(before, place)
      : TextSelection.between($from, $to);
  state = state.apply(state.tr.setSelection(selection));
  random.pick(ACTS)(random)(state, (tr: Transaction) => void (state = state.apply(tr)));
  if (!state.doc.eq(before)) doc.transact(() => updateKeepingBlocks(doc, content, state.doc, meta));
}

const sectionsIn = (doc: Y.Doc): string[] =>
  new OutputRoom(doc)
    .document()
    .content.flatMap(({ attrs }) => (attrs?.["section"] ? [attrs["section"] as string] : []));

test.each(seeds([7, 8]))(
  "of three who write offline and merge 100 times no section's heading is lost, doubled or out of order (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const;
    new OutputRoom(docs[0]).replace({
      type: "doc",
      content: SECTIONS.flatMap((section) => [
        heading(section),
        paragraph(words(`On ${section}.`)),
        node("evidence", {}),
      ]),
    });
    const merge = (from: Y.Doc, to: Y.Doc): void =>
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
    for (const doc of docs.slice(1)) merge(docs[0], doc);
    for (let merges = 0; merges < 100; merges++) {
      for (let acts = random.below(6); acts > 0; acts--) act(random, random.pick(docs));
      const [from, to] = [random.pick(docs), random.pick(docs)];
      merge(from, to);
      expect(sectionsIn(to), `seed ${seed}, merge ${merges}`).toEqual(SECTIONS);
    }
    for (const from of docs) for (const to of docs) merge(from, to);
    const said = docs.map((doc) => JSON.stringify(new OutputRoom(doc).document()));
    expect(new Set(said).size).toBe(1);
  },
);
