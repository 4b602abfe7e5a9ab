import type { Node, ResolvedPos, Slice } from "prosemirror-model";
import { NodeSelection, Plugin, TextSelection, Selection, type EditorState, type Transaction } from "prosemirror-state";
import { ReplaceAroundStep, ReplaceStep } from "prosemirror-transform";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { isRemote } from "./output-ids.ts";
import { caretInLine } from "./write-beside.ts";

const { nodes } = outputSchema;
const QUOTES: ReadonlySet<string> = new Set([nodes.evidence.name, nodes.evidenceNote.name]);
const REMOVES_QUOTES = "removesQuotes";

/** Marks a change that takes quotes out because somebody asked for that, wherever the selection is. */
export function removingQuotes(tr: Transaction): Transaction {
  return tr.setMeta(REMOVES_QUOTES, true);
}

/** Whether a block is the heading at which a section of the template begins. */
export function isSectionHeading(node: Node): boolean {
  return node.type === nodes.heading && typeof node.attrs["section"] === "string";
}

/**
 * A section's heading is a wall: no change of one's own takes it away, doubles it, makes it something else or joins words into it or out of
 * it; and a quote goes only when it was selected or somebody asked for that. What others changed and what is undone passes: refusing it would
 * part this editor from the document.
 */
export function sectionWalls(): Plugin {
  return new Plugin({
    filterTransaction: (tr, state) =>
      !tr.docChanged || isRemote(tr) || (keepsHeadings(tr) && (isAppended(tr) || keepsQuotes(tr, state))),
    appendTransaction: (trs, was, state) => {
      if (!trs.some((tr) => tr.docChanged)) return null;
      return trs.some(isRemote) ? staysInSection(was, state) : staysBeside(was.selection, state);
    },
    props: {
      // A section is in a document once: what is pasted beside it begins none, and its headings stand below those of sections.
      transformPasted: (slice, view) => withoutSections(slice, view.state.doc),
    },
  });
}

/**
 * Where a selected block went the cursor would fall into the next heading, and words with it: it goes behind the words before, or into an
 * empty line. Null where there is nothing to do.
 */
function staysBeside(was: Selection, { tr, selection }: EditorState): Transaction | null {
  const { $from, empty } = selection;
  const isRemoved = was instanceof NodeSelection && was.node.isBlock && was.$from.depth === 0;
  if (!isRemoved || !empty || $from.depth !== 1 || $from.parent.type !== nodes.heading) return null;
  const isAtStart = $from.parentOffset === 0;
  const at = isAtStart ? $from.before(1) : $from.after(1);
  const before = tr.doc.resolve(at).nodeBefore;
  if (isAtStart && before?.type === nodes.paragraph)
    return tr.setSelection(TextSelection.create(tr.doc, at - 1)).scrollIntoView();
  return caretInLine(tr, at, isAtStart ? "before" : "after").scrollIntoView();
}

/**
 * Where a colleague took out the words around the cursor it would fall into the heading next to them, and what is typed on with it: it goes
 * to the end of the section that it was in. Null where there is nothing to do.
 */
function staysInSection(was: EditorState, { doc, tr, selection }: EditorState): Transaction | null {
  if (!headingAround(selection.$head) || headingAround(was.selection.$head)) return null;
  const section = sectionAt(was.doc, was.selection.head);
  let [at, isThere] = [0, section === null];
  doc.forEach((node, start) => {
    if (isSectionHeading(node)) isThere = node.attrs["section"] === section;
    if (isThere) at = start + node.nodeSize;
  });
  // A section that is gone holds nobody.
  if (at === 0) return null;
  const near = Selection.findFrom(doc.resolve(at), -1, true);
  if (near && !headingAround(near.$head)) return tr.setSelection(near);
  return caretInLine(tr, at, "after");
}

/** The section of the template that a place is in; null before the first. */
export function sectionAt(doc: Node, pos: number): string | null {
  let section: string | null = null;
  doc.forEach((node, start) => {
    if (start < pos && isSectionHeading(node)) section = String(node.attrs["section"]);
  });
  return section;
}

/** Whether the selection reaches over the edge of a section's heading. */
export function crossesWall({ doc, selection: { from, to } }: EditorState): boolean {
  return hasEdgeIn(doc, from, to);
}

/**
 * Empties what is selected on both sides of sections' headings and leaves these; the cursor stands where the selection began, in the first
 * section that was emptied where it began before a heading.
 */
export function emptied({ doc, tr, selection }: EditorState): Transaction {
  const [from, to] = withWholeHeadings(doc, selection.from, selection.to);
  const pieces = piecesBetweenWalls(doc, from, to);
  const isWithin = doc.resolve(from).parent.isTextblock;
  for (const [start, end] of pieces.toReversed()) {
    const isWhole = start > from || !isWithin;
    tr.delete(start, end);
    const $start = tr.doc.resolve(start);
    const isEmptied = $start.depth === 0 && isWallOrEdge($start.nodeBefore) && isWallOrEdge($start.nodeAfter);
    if (isWhole && isEmptied) tr.insert(start, nodes.paragraph.create());
  }
  const [first] = pieces;
  if (isWithin) return tr.setSelection(TextSelection.create(tr.doc, from));
  // Behind the headings where there is nothing but them: words go into no heading that they were not typed in.
  const $at = tr.doc.resolve(first ? first[0] : to);
  return caretInLine(tr, $at.depth === 0 ? $at.pos : $at.before(1), "after");
}

/** A range that holds all words of a heading and more holds the heading, which then stands as it is. */
function withWholeHeadings(doc: Node, from: number, to: number): [number, number] {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  const isSame = $from.sameParent($to);
  return [
    !isSame && headingAround($from) && $from.parentOffset === 0 ? $from.before(1) : from,
    !isSame && headingAround($to) && $to.parentOffset === $to.parent.content.size ? $to.after(1) : to,
  ];
}

/** Stretches of a range that lie between headings of sections, or within one that it does not cover. */
function piecesBetweenWalls(doc: Node, from: number, to: number): [number, number][] {
  const pieces: [number, number][] = [];
  let at = from;
  doc.forEach((node, start) => {
    const end = start + node.nodeSize;
    if (!isSectionHeading(node) || end <= from || start >= to) return;
    if (start < from) pieces.push([from, Math.min(to, end - 1)]);
    else if (at < start) pieces.push([at, start]);
    if (start >= from && to < end) pieces.push([start + 1, to]);
    at = end;
  });
  if (at < to) pieces.push([at, to]);
  return pieces.filter(([start, end]) => start < end);
}

function isWallOrEdge(node: Node | null): boolean {
  return node === null || isSectionHeading(node);
}

// ------------------------------------------------------------------------------------------------------------ what is refused

function keepsHeadings(tr: Transaction): boolean {
  const were = sectionsIn(tr.before);
  if (were.length === 0) return true;
  const are = sectionsIn(tr.doc);
  const known = new Set(were);
  const count = (all: readonly string[], key: string): number => all.filter((each) => each === key).length;
  if ([...known].some((key) => !are.includes(key) || count(are, key) > count(were, key))) return false;
  const order = [...new Set(are)].filter((key) => known.has(key));
  if ([...known].some((key, i) => order[i] !== key)) return false;
  return tr.steps.every((step, i) => {
    const doc = tr.docs[i];
    if (!doc) return true;
    if (step instanceof ReplaceStep) return !hasEdgeIn(doc, step.from, step.to);
    if (!(step instanceof ReplaceAroundStep) || isMarkup(doc, step)) return true;
    return !hasEdgeIn(doc, step.from, step.gapFrom) && !hasEdgeIn(doc, step.gapTo, step.to);
  });
}

/** Whether a step gives a block other attributes and leaves what is in it. */
function isMarkup(doc: Node, { from, to, gapFrom, gapTo }: ReplaceAroundStep): boolean {
  const node = doc.nodeAt(from);
  return node !== null && from + node.nodeSize === to && gapFrom === from + 1 && gapTo === to - 1;
}

function sectionsIn(doc: Node): string[] {
  const sections: string[] = [];
  doc.forEach((node) => {
    if (isSectionHeading(node)) sections.push(String(node.attrs["section"]));
  });
  return sections;
}

/** Whether a range holds the beginning or the end of a section's heading. */
function hasEdgeIn(doc: Node, from: number, to: number): boolean {
  let has = false;
  if (from < to)
    doc.nodesBetween(from, to, (node, pos) => {
      if (isSectionHeading(node) && (from <= pos || to >= pos + node.nodeSize)) has = true;
      return false;
    });
  return has;
}

function isAppended(tr: Transaction): boolean {
  return tr.getMeta("appendedTransaction") !== undefined;
}

function keepsQuotes(tr: Transaction, { doc, selection }: EditorState): boolean {
  if (tr.getMeta(REMOVES_QUOTES) === true) return true;
  // Most changes take nothing away that could be a quote.
  const isSafe = tr.steps.every((step, i) => {
    const before = tr.docs[i];
    return (
      !before || !(step instanceof ReplaceStep || step instanceof ReplaceAroundStep) || quotesIn(before, step) === 0
    );
  });
  if (isSafe) return true;
  const all = (of: Node): number => quotesIn(of, { from: 0, to: of.content.size });
  const selected = selection.ranges.reduce(
    (sum, { $from, $to }) => sum + quotesIn(doc, { from: $from.pos, to: $to.pos }),
    0,
  );
  return all(tr.before) - all(tr.doc) <= selected;
}

/** How many quotes lie wholly in a range. */
function quotesIn(doc: Node, { from, to }: { from: number; to: number }): number {
  let count = 0;
  if (from < to)
    doc.nodesBetween(from, to, (node, pos) => {
      if (QUOTES.has(node.type.name) && from <= pos && pos + node.nodeSize <= to) count++;
    });
  return count;
}

// ------------------------------------------------------------------------------------------------------------ what is pasted

function withoutSections(slice: Slice, doc: Node): Slice {
  const known = new Set(sectionsIn(doc));
  const beginsNone = (node: Node): boolean =>
    node.type === nodes.heading && (!isSectionHeading(node) || known.has(String(node.attrs["section"])));
  let { content } = slice;
  content.forEach((node, _, i) => {
    if (known.size === 0 || !beginsNone(node)) return;
    const attrs = { ...node.attrs, section: null, level: Math.max(2, Number(node.attrs["level"])) };
    content = content.replaceChild(i, node.type.create(attrs, node.content, node.marks));
  });
  return content === slice.content
    ? slice
    : new (slice.constructor as typeof Slice)(content, slice.openStart, slice.openEnd);
}

/** The section's heading that a place is in; null where it is in none. */
export function headingAround($pos: ResolvedPos): Node | null {
  const node = $pos.depth === 1 ? $pos.parent : null;
  return node && isSectionHeading(node) ? node : null;
}
