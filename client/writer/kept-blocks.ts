import { Fragment, Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { updateYFragment, ySyncPluginKey, type ProsemirrorBinding } from "y-prosemirror";
import type * as Y from "yjs";

type Update = typeof updateYFragment;
type Meta = Parameters<Update>[3];

/**
 * Lets every block that a change keeps stay the same one in the shared document. The binding matches blocks by their kinds from both ends: where
 * a change touched two places, what stands between them was made anew, or out of a neighbour that went, and with it went what a colleague
 * did to it offline; two who did so at once lost or doubled a section's heading.
 */
export function keptBlocks(): Plugin {
  return new Plugin({
    view: ({ state }) => {
      const { binding } = (ySyncPluginKey.getState(state) ?? {}) as { binding?: ProsemirrorBinding };
      if (!binding) return {};
      const write = binding._prosemirrorChanged.bind(binding);
      binding._prosemirrorChanged = (doc: Node) =>
        binding.doc.transact(() => {
          for (const between of wayTo(binding.type, doc, binding))
            updateYFragment(binding.doc, binding.type, between, binding);
          write(doc);
        }, ySyncPluginKey);
      return {};
    },
  });
}

/** Makes a shared document say what an editor's does. */
export function updateKeepingBlocks(y: Y.Doc, content: Y.XmlFragment, doc: Node, meta: Meta): void {
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
  if (hunks.length === 0 || (hunks.length === 1 && kept.every(([a, b]) => before[a] === after[b]))) return;
  const now = [...before];
  // From the end on: what stands before a stretch keeps its place.
  for (const { from, to, start, end } of hunks.reverse()) {
    now.splice(from, to - from, ...after.slice(start, end));
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
