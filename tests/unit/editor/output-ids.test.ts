import { joinBackward, splitBlock, wrapIn } from "prosemirror-commands";
import type { Node } from "prosemirror-model";
import { EditorState, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { expect, test } from "vitest";
import { OUTPUT_COMMANDS } from "../../../client/writer/output-commands.ts";
import { blockWith, outputIds } from "../../../client/writer/output-ids.ts";
import { randomId } from "../../../schema/domain/ids.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";

const { nodes } = outputSchema;
const [A, B] = [randomId(), randomId()];

/** Two paragraphs, `A` and `B`. */
function twoParagraphs(): EditorState {
  const paragraph = (id: string, words: string) => nodes.paragraph.create({ id }, outputSchema.text(words));
  const doc = nodes.doc.create({}, [paragraph(A, "First words."), paragraph(B, "Second words.")]);
  return EditorState.create({ doc, plugins: [outputIds()] });
}

/** The state after a command with the cursor so far into a block. */
function after(state: EditorState, block: string, offset: number, command: Command): EditorState {
  const at = blockWith(state.doc, block);
  if (!at) throw new Error("no such block");
  let next = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at.pos + 1 + offset)));
  const dispatch = (tr: Transaction): void => void (next = next.apply(tr));
  expect(command(next, dispatch)).toBe(true);
  return next;
}

const wordsAt = (state: EditorState, id: string): string | null => blockWith(state.doc, id)?.node.textContent ?? null;
const idsOf = (state: EditorState): (string | null)[] => {
  const ids: (string | null)[] = [];
  state.doc.descendants((node) => {
    if ("id" in node.attrs) ids.push(node.attrs["id"] as string | null);
  });
  return ids;
};

test.each([0, 3, 6, 12])("of a paragraph that is split after %i letters the longer part keeps the id", (offset) => {
  const state = after(twoParagraphs(), A, offset, splitBlock);
  expect(wordsAt(state, A)).toBe(offset < 6 ? "First words.".slice(offset) : "First words.".slice(0, offset));
  expect(new Set(idsOf(state)).size).toBe(idsOf(state).length);
});

test("what was joined into a paragraph or a heading is found there, under either id", () => {
  for (const state of [twoParagraphs(), after(twoParagraphs(), A, 0, OUTPUT_COMMANDS["heading-2"])]) {
    const joined = after(state, B, 0, joinBackward);
    expect(wordsAt(joined, A)).toBe("First words.Second words.");
    expect(wordsAt(joined, B)).toBe("First words.Second words.");
    const split = after(joined, A, 12, splitBlock);
    expect(wordsAt(split, B)).not.toBeNull();
  }
});

test("a heading, a quotation and a list keep the ids of what they are made of", () => {
  const all = [OUTPUT_COMMANDS["heading-1"], wrapIn(nodes.blockquote), OUTPUT_COMMANDS["bullet-list"]];
  for (const command of all) {
    const state = after(twoParagraphs(), B, 2, command);
    expect(wordsAt(state, B)).toBe("Second words.");
  }
});

test("what is deleted is gone, and a paragraph that lost its end is not found where it never was", () => {
  const state = twoParagraphs();
  const second = blockWith(state.doc, B);
  const from = second?.pos ?? 0;
  const deleted = state.apply(state.tr.delete(from, from + (second?.node.nodeSize ?? 0)));
  expect(wordsAt(deleted, B)).toBeNull();
  // From within the first to the end of the second.
  const cut = state.apply(state.tr.delete(6, from + (second?.node.nodeSize ?? 0) - 1));
  expect(wordsAt(cut, B)).toBeNull();
  expect(wordsAt(cut, A)).toBe("First");
});

test("a document can always be written in: after a table, in an empty cell and where everything was deleted", () => {
  const state = after(twoParagraphs(), B, 13, OUTPUT_COMMANDS.table);
  expect(state.doc.lastChild?.type).toBe(nodes.paragraph);
  const empty = state.apply(state.tr.delete(0, state.doc.content.size));
  expect(empty.doc.childCount).toBe(1);
  expect(empty.doc.firstChild?.attrs["id"]).toMatch(/^[\w-]{22}$/);
});

test("what was typed in between changes nothing of that, and words alone are not looked through", () => {
  const typed = (state: EditorState): EditorState => state.apply(state.tr.insertText("More. ", 1));
  const before = typed(typed(twoParagraphs()));
  const split = after(before, A, 6, splitBlock);
  expect(new Set(idsOf(split)).size).toBe(3);
  expect(idsOf(typed(split))).toEqual(idsOf(split));
  const joined = after(typed(before), B, 0, joinBackward);
  expect(wordsAt(typed(joined), B)).toBe("More. More. More. More. First words.Second words.");
});

test("a note whose words are deleted goes, and one that is copied gets an id of its own", () => {
  const { state: made } = noteAfter(twoParagraphs());
  const typed = made.apply(made.tr.insertText("More. ", 1));
  const { pos, size, node } = noteAfter(typed, false);
  const emptied = typed.apply(typed.tr.delete(pos + 1, pos + size - 1));
  expect(noteAfter(emptied, false).size).toBe(0);
  const copied = typed.apply(typed.tr.insert(pos, node ?? []));
  expect(new Set(idsOf(copied)).size).toBe(idsOf(copied).length);
  expect(idsOf(copied)).toHaveLength(idsOf(typed).length + 1);
});

/** The first note of a document, one made at the end of `A` where told so. */
function noteAfter(
  state: EditorState,
  isMade = true,
): { state: EditorState; pos: number; size: number; node: Node | null } {
  const note = nodes.footnote.create({ id: randomId() }, outputSchema.text("A note."));
  const now = isMade ? state.apply(state.tr.insert(1, note)) : state;
  let found = { pos: 0, size: 0, node: null as Node | null };
  now.doc.descendants((node, pos) => {
    if (node.type === nodes.footnote) found = { pos, size: node.nodeSize, node };
  });
  return { state: now, ...found };
}
