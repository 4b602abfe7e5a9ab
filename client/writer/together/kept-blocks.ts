import { Fragment, Node } from "prosemirror-model";
import { Plugin, PluginKey, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { updateYFragment, ySyncPluginKey, type ProsemirrorBinding } from "y-prosemirror";
import * as Y from "yjs";
import { onlyChange } from "../../../schema/text/edits/only-change.ts";

type Update = typeof updateYFragment;
type Meta = Parameters<Update>[3];

/**
 * Lets every block that a change keeps stay the same one in the shared document. The binding matches blocks by their kinds from both ends: where
 * a change touched two places, what stands between them was made anew, or out of a neighbour that went, and with it went what a colleague
 * did to it offline; two who did so at once lost or doubled a section's heading.
 */
export function keptBlocks(): Plugin {
  return new Plugin({
    key: WRITTEN_TO,
    state: {
      init: () => null,
      apply: (tr, to: number | null) => (tr.getMeta("appendedTransaction") ? to : endIn(tr)),
    },
    view: ({ state }) => {
      const { binding } = (ySyncPluginKey.getState(state) ?? {}) as { binding?: ProsemirrorBinding };
      if (!binding) return {};
      const write = binding._prosemirrorChanged.bind(binding);
      binding._prosemirrorChanged = (doc: Node) =>
        binding.doc.transact(() => {
          keepTexts(binding.type, doc, { meta: binding, caret: caretIn(binding) });
          for (const between of wayTo(binding.type, doc, binding))
            updateYFragment(binding.doc, binding.type, between, binding);
          write(doc);
        }, ySyncPluginKey);
      return {};
    },
  });
}

/** Where the letters of the last change end, as a number; else they end at the caret. */
const WRITTEN_TO = new PluginKey<number | null>("written-to");

/** Says where the letters of a change end that are not written at the caret: of two places that come to the same the right one takes them. */
export function writtenTo(tr: Transaction, end: number): Transaction {
  return tr.setMeta(WRITTEN_TO, end);
}

function endIn(tr: Transaction): number | null {
  const end: unknown = tr.getMeta(WRITTEN_TO);
  return typeof end === "number" ? end : null;
}

/** Makes a shared document say what an editor's does. */
export function updateKeepingBlocks(y: Y.Doc, content: Y.XmlFragment, doc: Node, meta: Meta): void {
  y.transact(() => keepTexts(content, doc, { meta, caret: null }));
  for (const between of wayTo(content, doc, meta)) updateYFragment(y, content, between, meta);
  updateYFragment(y, content, doc, meta);
}

/**
 * Documents between the one that is shared and another: in each one more stretch between two kept blocks is as it is to be, so that nothing
 * but that stretch differs from the one before, and in the last all kept blocks stand where they are to stand.
 */
function* wayTo(content: Y.XmlFragment, doc: Node, { mapping }: Meta): Iterable<Node> {
  const before: Node[] = [];
  for (const child of content.toArray()) {
    const node = mapping.get(child as Y.XmlElement);
    if (!(node instanceof Node)) return;
    before.push(node);
  }
  const after = doc.children;
  const kept = keptIn(before, after);
  const hunks = stretches(kept, before.length, after.length).filter(
    ({ from, to, start, end }) =>
      to - from !== end - start || before.slice(from, to).some((node, i) => node !== after[start + i]),
  );
  // No block becomes another one: who writes in the one that goes would write in that.
  const isReplaced = ({ from, to, start, end }: Stretch): boolean =>
    end > start && before.slice(from, to).some(({ attrs }) => typeof attrs["id"] === "string");
  const isOne = hunks.length === 1 && kept.every(([a, b]) => before[a] === after[b]);
  if (hunks.length === 0 || (isOne && !hunks.some(isReplaced))) return;
  const now = [...before];
  // From the end on: what stands before a stretch keeps its place.
  for (const hunk of hunks.reverse()) {
    const { from, to, start, end } = hunk;
    if (isReplaced(hunk)) {
      now.splice(from, to - from);
      yield doc.copy(Fragment.fromArray([...now]));
      now.splice(from, 0, ...after.slice(start, end));
    } else now.splice(from, to - from, ...after.slice(start, end));
    yield doc.copy(Fragment.fromArray([...now]));
  }
}

/** Pairs of places of blocks that are in both, in their order. Of blocks that changed places the fewest are left out. */
function keptIn(before: readonly Node[], after: readonly Node[]): (readonly [number, number])[] {
  const places = new Map<unknown, number>();
  after.forEach(({ attrs }, i) => {
    if (typeof attrs["id"] === "string" && !places.has(attrs["id"])) places.set(attrs["id"], i);
  });
  // The longest increasing run of places, by the smallest end of a run of each length.
  const ends: Run[] = [];
  before.forEach(({ attrs }, at) => {
    const place = places.get(attrs["id"]);
    if (place === undefined) return;
    let length = ends.length;
    while (length > 0 && (ends[length - 1]?.place ?? 0) >= place) length--;
    ends[length] = { at, place, rest: ends[length - 1] ?? null };
  });
  const kept: (readonly [number, number])[] = [];
  for (let run = ends.at(-1) ?? null; run; run = run.rest) kept.push([run.at, run.place]);
  return kept.reverse();
}

/** A run of kept blocks by its last one. */
interface Run {
  at: number;
  place: number;
  rest: Run | null;
}

interface Stretch {
  from: number;
  to: number;
  start: number;
  end: number;
}

/** What stands before, between and behind the kept blocks: places in the document before and in the one after. */
function stretches(kept: readonly (readonly [number, number])[], before: number, after: number): Stretch[] {
  const found: Stretch[] = [];
  let [from, start] = [0, 0];
  for (const [to, end] of [...kept, [before, after] as const]) {
    found.push({ from, to, start, end });
    [from, start] = [to + 1, end + 1];
  }
  return found;
}

/** How an editor and a shared document go together, and where one writes in the editor. */
interface Writing {
  meta: Meta;
  caret: { block: Node; offset: number } | null;
}

function caretIn({ prosemirrorView }: ProsemirrorBinding): Writing["caret"] {
  const { state } = prosemirrorView as EditorView;
  const { selection, doc } = state;
  const to = WRITTEN_TO.getState(state) ?? null;
  const { parent, parentOffset } = to === null ? selection.$head : doc.resolve(to);
  const isAt = to !== null || selection.empty;
  return isAt && parent.inlineContent ? { block: parent, offset: parentOffset } : null;
}

/**
 * Writes what changed in the words of kept blocks letter by letter. The binding would do it with two faults. Of a letter that is typed before one
 * like it, it takes the other for the new one: what a colleague goes on with behind theirs stood between the letters of one's word. And where
 * texts stand side by side, as two make them who begin in one empty block at once, the editor shows one: all letters went into the first
 * of them, and what both editors put there stood there twice.
 */
function keepTexts(parent: Y.XmlFragment, after: Node, writing: Writing): void {
  let byId: Map<unknown, Node> | null = null;
  for (const [i, child] of parent.toArray().entries()) {
    if (!(child instanceof Y.XmlElement)) continue;
    const was = writing.meta.mapping.get(child);
    if (!(was instanceof Node) || after.maybeChild(i) === was) continue;
    byId ??= new Map(after.children.map((node) => [node.attrs["id"], node]));
    const now = typeof was.attrs["id"] === "string" ? byId.get(was.attrs["id"]) : after.maybeChild(i);
    if (!now || now === was || now.type !== was.type) continue;
    if (now.inlineContent) writeTexts(child, now, writing);
    else {
      keepTexts(child, now, writing);
      noteWhole(child, now, writing.meta);
    }
  }
}

/**
 * Notes what holds blocks that are all written. Where it reads the same the binding notes the outermost alone, and would count places in it by
 * how long its items were before: the caret at the end of a list fell into what stands below.
 */
function noteWhole(holder: Y.XmlElement, now: Node, { mapping }: Meta): void {
  const was = mapping.get(holder);
  const parts = holder.toArray();
  const isWhole = parts.length === now.childCount && parts.every((part, i) => mapping.get(part) === now.child(i));
  if (was instanceof Node && was.sameMarkup(now) && isWhole) mapping.set(holder, now);
}

function writeTexts(block: Y.XmlElement, now: Node, { meta, caret }: Writing): void {
  const parts = textsTogether(block.toArray(), (child) => child instanceof Y.XmlText);
  const offset = caret?.block === now ? caret.offset : null;
  if (offset === null && !parts.some((part) => part.length > 1)) return;
  const nodes = textsTogether(now.children, ({ isText }) => isText);
  const writes: (() => void)[] = [];
  let start = 0;
  for (const part of parts) {
    const [first] = part;
    const [node] = nodes[0] ?? [];
    const isText = !(first instanceof Y.XmlElement);
    // Where a note came or went the binding makes its own of them.
    if (!isText && node?.type.name !== first.nodeName) return;
    const into = node?.isText === isText ? (nodes.shift() ?? []) : [];
    const end = offset === null ? null : offset - start;
    writes.push(() => {
      if (isText) writeSideBySide(part as Y.XmlText[], into, { meta, end });
      else if (block.doc) updateYFragment(block.doc, first, node, meta);
    });
    start += into.reduce((size, each) => size + each.nodeSize, 0);
  }
  if (nodes.length > 0) return;
  for (const [name, value] of Object.entries(now.attrs)) {
    if (value === null) block.removeAttribute(name);
    else if (block.getAttribute(name) !== value) block.setAttribute(name, value as string);
  }
  for (const write of writes) write();
  meta.mapping.set(block, now);
}

/** Neighbouring texts in one part, and each other child in one of its own. */
function textsTogether<Child>(children: readonly Child[], isText: (child: Child) => boolean): Child[][] {
  const parts: Child[][] = [];
  for (const [i, child] of children.entries()) {
    const before = children[i - 1];
    if (before !== undefined && isText(child) && isText(before)) parts.at(-1)?.push(child);
    else parts.push([child]);
  }
  return parts;
}

/** Each text keeps its letters; new ones go to the text that ends where they stand. `end`: where one writes. */
function writeSideBySide(
  texts: readonly Y.XmlText[],
  nodes: readonly Node[],
  { meta, end }: { meta: Meta; end: number | null },
): void {
  const was = texts.map(lettersOf);
  const now = nodes.map(({ text = "" }) => text).join("");
  const { from, to, letters } = onlyChange(was.join(""), now, end);
  let [start, isIn] = [0, false];
  for (const [i, text] of texts.entries()) {
    const length = was[i]?.length ?? 0;
    const [cut, upto] = [Math.max(from - start, 0), Math.min(to - start, length)];
    if (cut < upto) text.delete(cut, upto - cut);
    if (!isIn && from <= start + length) {
      text.insert(from - start, letters);
      isIn = true;
    }
    start += length;
  }
  let at = 0;
  for (const text of texts) {
    const upto = at + text.length;
    markAs(text, cutOut(nodes, at, upto), meta);
    at = upto;
  }
}

function lettersOf(text: Y.XmlText): string {
  return (text.toDelta() as Delta).map(({ insert }) => insert).join("");
}

type Delta = { insert: string; attributes?: Record<string, unknown> }[];

function cutOut(nodes: readonly Node[], from: number, to: number): Node[] {
  const found: Node[] = [];
  let at = 0;
  for (const node of nodes) {
    const end = at + node.nodeSize;
    if (end > from && at < to) found.push(node.cut(Math.max(from - at, 0), Math.min(to, end) - at));
    at = end;
  }
  return found;
}

/** Marks letters as the editor does, whose marks exclude themselves: each stands under its name. */
function markAs(text: Y.XmlText, nodes: Node[], meta: Meta): void {
  meta.mapping.set(text, nodes);
  const delta = text.toDelta() as Delta;
  const marks = nodes.map((node) => Object.fromEntries(node.marks.map(({ type, attrs }) => [type.name, attrs])));
  const isSame =
    delta.length === nodes.length &&
    delta.every(({ attributes = {}, insert }, i) => insert === nodes[i]?.text && isAlike(attributes, marks[i] ?? {}));
  if (isSame) return;
  const known = delta.flatMap(({ attributes = {} }) => Object.keys(attributes).map((name) => [name, null]));
  const none = Object.fromEntries(known) as Record<string, null>;
  text.applyDelta(nodes.map(({ nodeSize }, i) => ({ retain: nodeSize, attributes: { ...none, ...marks[i] } })));
}

function isAlike(one: object, other: object): boolean {
  const sorted = (of: object): string => JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}
