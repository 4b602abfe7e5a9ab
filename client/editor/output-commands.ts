import { toggleMark, wrapIn, lift } from "prosemirror-commands";
import type { Attrs, Node, NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { NodeSelection, TextSelection, type Command, type EditorState } from "prosemirror-state";
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
import { redo, undo } from "y-prosemirror";
import type { NodeName } from "../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../schema/editor/output-schema.ts";

const { nodes, marks } = outputSchema;

/** What toolbar and keys do, by name. */
export const OUTPUT_COMMANDS = {
  undo: (state) => undo(state),
  redo: (state) => redo(state),
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  superscript: toggleMark(marks.superscript),
  paragraph: toBlock(nodes.paragraph),
  "heading-1": toBlock(nodes.heading, { level: 1 }),
  "heading-2": toBlock(nodes.heading, { level: 2 }),
  "heading-3": toBlock(nodes.heading, { level: 3 }),
  recommendation: toBlock(nodes.recommendation),
  "bullet-list": listOf(nodes.bulletList),
  "ordered-list": listOf(nodes.orderedList),
  indent: sinkListItem(nodes.listItem),
  outdent: liftListItem(nodes.listItem),
  quote: (state, dispatch, view) =>
    isWithin(state, "blockquote") ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch, view),
  footnote: insertFootnote,
  table: insertTable,
  "table-row": onWholeTable(addRowAfter),
  "table-column": onWholeTable(addColumnAfter),
  "table-row-delete": onWholeTable(deleteRow),
  "table-column-delete": onWholeTable(deleteColumn),
  "table-header": onWholeTable(toggleHeaderRow),
  "table-delete": deleteTable,
} as const satisfies Record<string, Command>;
export type OutputCommand = keyof typeof OUTPUT_COMMANDS;

/** What stands at the selection, for the toolbar. */
export interface Shown {
  block: "paragraph" | "heading-1" | "heading-2" | "heading-3" | "recommendation" | "other";
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
  const level = Number(parent.attrs["level"]);
  const block =
    parent.type === nodes.heading && level >= 1 && level <= 3
      ? (`heading-${level}` as Shown["block"])
      : parent.type === nodes.paragraph
        ? "paragraph"
        : parent.type === nodes.recommendation
          ? "recommendation"
          : "other";
  const isBullet = isWithin(state, "bulletList");
  return {
    block,
    marks: here,
    list: isBullet ? "bullet-list" : isWithin(state, "orderedList") ? "ordered-list" : null,
    isQuote: isWithin(state, "blockquote"),
    isTable: isInTable(state),
    link: linkAt(state),
  };
}

/** Sets the link over the selection, or over the whole link that the cursor stands in; "" takes it away. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const range = linkRange(state);
    if (!range) return false;
    const tr = state.tr.removeMark(range.from, range.to, marks.link);
    if (href !== "") tr.addMark(range.from, range.to, marks.link.create({ href }));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Puts a node that stands for itself at the selection: a block after the block there, an inline one at the cursor. */
export function insertNode(node: Node): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if (node.isInline) {
      if (!$from.parent.inlineContent) return false;
      dispatch?.(state.tr.replaceSelectionWith(node, false).scrollIntoView());
      return true;
    }
    const at = $from.depth > 0 ? $from.after(1) : state.selection.to;
    // Into an empty line rather than under it.
    const isEmpty = $from.depth === 1 && $from.parent.type === nodes.paragraph && $from.parent.content.size === 0;
    const tr = isEmpty ? state.tr.replaceWith($from.before(1), $from.after(1), node) : state.tr.insert(at, node);
    const pos = isEmpty ? $from.before(1) : at;
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, pos)).scrollIntoView());
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
      const { parent, index } = { parent: state.doc.resolve(pos).parent, index: state.doc.resolve(pos).index() };
      if (!parent.canReplaceWith(index, index + 1, type)) return false;
      isPossible = true;
      const { id, was, section } = node.attrs;
      // A section's heading stays one, whatever its size.
      const kept = type === nodes.heading ? { id, was, section: section ?? null } : { id, was };
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
    for (let depth = $from.depth; depth > 0; depth--) {
      const node = $from.node(depth);
      if (node.type === type) return liftListItem(nodes.listItem)(state, dispatch, view);
      if (node.type !== nodes.bulletList && node.type !== nodes.orderedList) continue;
      const { id, was } = node.attrs;
      dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, { id, was }));
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

function insertTable(...[state, dispatch, view]: Parameters<Command>): boolean {
  if (isInTable(state)) return false;
  const cells = (type: NodeType): Node[] => Array.from({ length: 3 }, () => type.create({}, nodes.paragraph.create()));
  const rows = [nodes.headerCell, nodes.tableCell, nodes.tableCell].map((type) =>
    nodes.tableRow.create({}, cells(type)),
  );
  const table = nodes.table.create({}, rows);
  return insertNode(table)(
    state,
    dispatch &&
      ((tr) => {
        const from = tr.selection.from;
        dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(from + 3))));
      }),
    view,
  );
}

/** The commands of tables count columns: rows of which two people changed the length at once are mended first. */
function onWholeTable(command: Command): Command {
  return (state, dispatch, view) => {
    const mended = fixTables(state);
    if (!mended || !dispatch) return command(state, dispatch, view);
    dispatch(mended);
    return view ? command(view.state, dispatch, view) : true;
  };
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
