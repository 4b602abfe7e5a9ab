import { toggleMark, wrapIn, lift } from "prosemirror-commands";
import type { Attrs, Node, NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import {
  NodeSelection,
  Selection,
  TextSelection,
  type Command,
  type EditorState,
  type Transaction,
} from "prosemirror-state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  fixTables,
  isInTable,
  toggleHeaderRow,
} from "prosemirror-tables";
import type { NodeName } from "../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { isSectionHeading, removingQuotes } from "./section-walls.ts";
import { redoHere, undoHere } from "./together/undo-caret.ts";
import { caretBeside, caretInLine } from "./write-beside.ts";

const { nodes, marks } = outputSchema;

/** What a text block can be made, in the order of the menu: its type, with a level where it has some. */
const STYLES = {
  paragraph: { type: nodes.paragraph },
  "heading-1": { type: nodes.heading, level: 1 },
  "heading-2": { type: nodes.heading, level: 2 },
  "heading-3": { type: nodes.heading, level: 3 },
  recommendation: { type: nodes.recommendation },
} as const satisfies Record<string, { type: NodeType; level?: number }>;
export type BlockStyle = keyof typeof STYLES;
export const BLOCK_STYLES = Object.keys(STYLES) as BlockStyle[];

const TO_BLOCK = Object.fromEntries(
  Object.entries(STYLES).map(([name, { type, ...attrs }]) => [name, toBlock(type, attrs)]),
) as Record<BlockStyle, Command>;

/** What toolbar and keys do, by name. */
export const OUTPUT_COMMANDS = {
  undo: undoHere,
  redo: redoHere,
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  superscript: toggleMark(marks.superscript),
  ...TO_BLOCK,
  "bullet-list": listOf(nodes.bulletList),
  "ordered-list": listOf(nodes.orderedList),
  indent: sinkListItem(nodes.listItem),
  outdent: liftListItem(nodes.listItem),
  quote: (state, dispatch, view) =>
    isWithin(state, "blockquote")
      ? lift(state, dispatch)
      : !hasSectionHeading(state) && wrapIn(nodes.blockquote)(state, dispatch, view),
  footnote: insertFootnote,
  table: insertTable,
  "table-row": onWholeTable(addRowAfter),
  "table-column": onWholeTable(addColumnAfter),
  "table-row-delete": onWholeTable(deleteRow),
  "table-column-delete": onWholeTable(deleteColumn),
  "table-header": onWholeTable(toggleHeaderRow),
  "table-delete": onWholeTable(deleteTable),
} as const satisfies Record<string, Command>;
export type OutputCommand = keyof typeof OUTPUT_COMMANDS;

/** What stands at the selection, for the toolbar. */
export interface Shown {
  block: BlockStyle | "other";
  marks: ReadonlySet<string>;
  list: "bullet-list" | "ordered-list" | null;
  isQuote: boolean;
  isTable: boolean;
  /** The target of the link at the selection; null = none. */
  link: string | null;
}

export function shownAt(state: EditorState): Shown {
  const { $from, empty, from, to } = state.selection;
  const here = new Set<string>();
  const present = empty ? (state.storedMarks ?? $from.marks()) : null;
  for (const [name, type] of Object.entries(marks))
    if (present ? type.isInSet(present) : state.doc.rangeHasMark(from, to, type)) here.add(name);
  const { parent } = $from;
  const block = BLOCK_STYLES.find((name) => {
    const { type, level }: { type: NodeType; level?: number } = STYLES[name];
    return parent.type === type && (level === undefined || parent.attrs["level"] === level);
  });
  const isBullet = isWithin(state, "bulletList");
  return {
    block: block ?? "other",
    marks: here,
    list: isBullet ? "bullet-list" : isWithin(state, "orderedList") ? "ordered-list" : null,
    isQuote: isWithin(state, "blockquote"),
    isTable: isInTable(state),
    link: linkAt(state),
  };
}

/**
 * Sets the link over the words that are selected, or over the whole link that the cursor stands in; where there is neither, the address itself
 * is what reads as one. "" takes it away. What is typed next stands behind it and is no part of it.
 */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const { tr, selection } = state;
    const range = selection instanceof NodeSelection ? null : linkRange(state);
    if (range) {
      tr.removeMark(range.from, range.to, marks.link);
      if (href !== "") tr.addMark(range.from, range.to, marks.link.create({ href }));
      tr.setSelection(Selection.near(tr.doc.resolve(range.to), -1));
    } else if (href === "") return false;
    else {
      caretBeside(tr, selection, "after");
      const around = state.storedMarks ?? selection.$from.marks();
      tr.replaceSelectionWith(outputSchema.text(href, marks.link.create({ href }).addToSet(around)), false);
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/**
 * Puts a block after the one at the cursor, or into an empty line rather than under it, and keeps a line to write in behind it; where it begins.
 */
function placeBlock(tr: Transaction, block: Node): number {
  const { $from, to } = tr.selection;
  const isEmpty = $from.depth === 1 && $from.parent.type === nodes.paragraph && $from.parent.content.size === 0;
  const pos = isEmpty ? $from.before(1) : $from.depth > 0 ? $from.after(1) : to;
  if (isEmpty) tr.replaceWith(pos, $from.after(1), block);
  else tr.insert(pos, block);
  caretInLine(tr, pos + block.nodeSize, "after");
  return pos;
}

/** Puts a block in at the cursor and selects it; where it holds words, one writes them. */
export function insertNode(block: Node): Command {
  return ({ tr }, dispatch) => {
    const pos = placeBlock(tr, block);
    tr.setSelection(block.isTextblock ? TextSelection.create(tr.doc, pos + 1) : NodeSelection.create(tr.doc, pos));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Puts a block in at the cursor, which goes on in a line behind it. */
export function insertAndGoOn(block: Node): Command {
  return ({ tr }, dispatch) => {
    placeBlock(tr, block);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Puts a section of the template with a line to write in at the end. */
export function addSection(section: string, title: string): Command {
  return (state, dispatch) => {
    const heading = nodes.heading.create({ level: 1, section }, title === "" ? null : outputSchema.text(title));
    const blocks = [heading, nodes.paragraph.create()];
    dispatch?.(state.tr.insert(state.doc.content.size, blocks).scrollIntoView());
    return true;
  };
}

/** Makes the text blocks of the selection blocks of a type; ids and what they remember stay. */
function toBlock(type: NodeType, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const { tr } = state;
    let isPossible = false;
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
      if (!node.isTextblock || node.isInline) return true;
      if (type !== nodes.heading && isSectionHeading(node)) return false;
      const { parent, index } = { parent: state.doc.resolve(pos).parent, index: state.doc.resolve(pos).index() };
      if (!parent.canReplaceWith(index, index + 1, type)) return false;
      isPossible = true;
      const { id, was, pair, section } = node.attrs;
      // A section's heading stays one, whatever its size.
      const kept = type === nodes.heading ? { id, was, pair, section: section ?? null } : { id, was, pair };
      tr.setNodeMarkup(pos, type, { ...kept, ...attrs }, node.marks);
      return false;
    });
    if (isPossible) dispatch?.(tr.scrollIntoView());
    return isPossible;
  };
}

function listOf(type: NodeType): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    if (hasSectionHeading(state)) return false;
    for (let depth = $from.depth; depth > 0; depth--) {
      const node = $from.node(depth);
      if (node.type === type) return liftListItem(nodes.listItem)(state, dispatch, view);
      if (node.type !== nodes.bulletList && node.type !== nodes.orderedList) continue;
      const { id, was, pair } = node.attrs;
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, { id, was, pair }));
      return true;
    }
    return wrapInList(type)(state, dispatch);
  };
}

function insertFootnote(...[state, dispatch]: Parameters<Command>): boolean {
  const { $to, to } = state.selection;
  if (!$to.parent.inlineContent || !$to.parent.canReplaceWith($to.index(), $to.index(), nodes.footnote)) return false;
  // Not empty: a browser has no place for a cursor in an inline node without letters.
  const words = outputSchema.text("…");
  const tr = state.tr.insert(to, nodes.footnote.create({}, words));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, to + 1, to + 1 + words.nodeSize)).scrollIntoView());
  return true;
}

function insertTable(...[state, dispatch]: Parameters<Command>): boolean {
  if (isInTable(state)) return false;
  const cells = (type: NodeType): Node[] => Array.from({ length: 3 }, () => type.create({}, nodes.paragraph.create()));
  const rows = [nodes.headerCell, nodes.tableCell, nodes.tableCell].map((type) =>
    nodes.tableRow.create({}, cells(type)),
  );
  const { tr } = state;
  const pos = placeBlock(tr, nodes.table.create({}, rows));
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 3))).scrollIntoView());
  return true;
}

/** The commands of tables count columns: rows of which two people changed the length at once are repaired first. */
function onWholeTable(command: Command): Command {
  return (state, dispatch, view) => {
    const fixed = fixTables(state);
    // What stands in a row goes with it.
    const act = dispatch && ((tr: Transaction): void => dispatch(removingQuotes(tr)));
    if (!fixed || !dispatch) return command(state, act, view);
    dispatch(fixed);
    return view ? command(view.state, act, view) : true;
  };
}

/** Whether a section's heading is in the selection: it stands in no list and no quotation. */
function hasSectionHeading({ doc, selection: { from, to } }: EditorState): boolean {
  let has = false;
  doc.nodesBetween(from, to, (node) => {
    if (isSectionHeading(node)) has = true;
    return false;
  });
  return has;
}

function isWithin({ selection: { $from } }: EditorState, name: NodeName): boolean {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true;
  return false;
}

function linkAt({ selection: { $from }, doc, selection }: EditorState): string | null {
  const mark =
    marks.link.isInSet($from.marks()) ??
    (selection.empty ? undefined : marks.link.isInSet(doc.nodeAt(selection.from)?.marks ?? []));
  return mark ? String(mark.attrs["href"]) : null;
}

function linkRange({ selection: { $from, from, to, empty } }: EditorState): { from: number; to: number } | null {
  if (!empty) return { from, to };
  const { parent } = $from;
  let range: { from: number; to: number } | null = null;
  parent.forEach((child, offset) => {
    const start = $from.start() + offset;
    if (marks.link.isInSet(child.marks) && start <= from && from <= start + child.nodeSize)
      range = { from: start, to: start + child.nodeSize };
  });
  return range;
}
