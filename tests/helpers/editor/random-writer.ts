import { chainCommands, deleteSelection, joinBackward, joinForward, splitBlock } from "prosemirror-commands";
import { EditorState, NodeSelection, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { initProseMirrorDoc } from "y-prosemirror";
import type * as Y from "yjs";
import { updateKeepingBlocks } from "../../../client/writer/together/kept-blocks.ts";
import { OUTPUT_COMMANDS } from "../../../client/writer/output-commands.ts";
import { outputIds } from "../../../client/writer/output-ids.ts";
import { insertQuote } from "../../../client/writer/quote-commands.ts";
import { crossesWall, emptied, sectionWalls } from "../../../client/writer/section-walls.ts";
import { toQuote } from "../../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import type { Seeded } from "../text/seeded.ts";

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
export const WRITER_ACTS: ((random: Seeded) => Command)[] = [
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
export function act(random: Seeded, doc: Y.Doc, acts = WRITER_ACTS): void {
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
  random.pick(acts)(random)(state, (tr: Transaction) => void (state = state.apply(tr)));
  if (!state.doc.eq(before)) doc.transact(() => updateKeepingBlocks(doc, content, state.doc, meta));
}
