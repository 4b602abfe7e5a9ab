import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { type Annotation, LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OwnUndo } from "../../../schema/rooms/own-undo.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const NOW = "2026-11-25T10:00:00.000Z";
const category = CategoryId.parse("means.force");
const anchor = { revision: 1, ranges: [{ start: 0, end: 5 }] };

interface Person {
  doc: Y.Doc;
  layer: LayerRoom;
  undo: OwnUndo;
}

/** People whose documents hear of each other only when `exchange` is called. */
function people(count: number): Person[] {
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc();
    return { doc, layer: new LayerRoom(doc), undo: new OwnUndo(doc, () => NOW) };
  });
}

function exchange(all: Person[]): void {
  for (const from of all)
    for (const to of all)
      if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
}

test("undo of a new tag marks it deleted and redo brings it back; nothing leaves the document", () => {
  const [me] = people(1);
  if (!me) throw new Error("nobody");
  const id = me.layer.add({ category, version: 1, anchor }, NOW);
  me.undo.made(me.layer.entries, id);
  me.undo.undo();
  expect(me.layer.annotation(id)?.deleted).toBe(NOW);
  me.undo.redo();
  expect(me.layer.annotation(id)?.deleted).toBeNull();
  expect(me.undo.undo()).toBe(id);
  expect(me.undo.undo()).toBeNull();
});

test("undo leaves a field as a colleague has written it since, and takes back the others", () => {
  const [me, colleague] = people(2);
  if (!me || !colleague) throw new Error("nobody");
  const id = me.layer.add({ category, version: 1, anchor, note: "old" }, NOW);
  me.undo.made(me.layer.entries, id);
  me.undo.change(me.layer.entries, id, { note: "mine", category: "means.threat" });
  exchange([me, colleague]);
  colleague.layer.change(id, { note: "theirs" });
  exchange([me, colleague]);
  me.undo.undo();
  expect(me.layer.annotation(id)).toMatchObject({ note: "theirs", category });
});

/** Entries that an undo should have left alone and did not, and fields that somebody else wrote last and that changed. */
function wronged({ layer, doc }: Person, before: ReadonlyMap<string, Annotation>, touched: string | null): string[] {
  return layer.annotations().flatMap((annotation) => {
    const earlier = before.get(annotation.id);
    if (!earlier) return [];
    if (annotation.id !== touched) return isDeepStrictEqual(annotation, earlier) ? [] : [annotation.id];
    return Object.entries(earlier.writers)
      .filter(([, writer]) => writer !== doc.clientID && writer !== earlier.creator)
      .filter(([field, writer]) => annotation.writers[field] !== writer)
      .map(([field]) => `${annotation.id} ${field}`);
  });
}

/* Random acts, undos and redos of three people, interleaved with the exchange of their work: whatever one undoes, what
   another wrote last stands, and no entry ever vanishes. */
for (const seed of seeds([1, 2, 3, 20261125]))
  test(`undo touches own acts only, however acts are interleaved (SEED=${seed})`, () => {
    const random = new Seeded(seed);
    const all = people(3);
    const ids = new Set<string>();
    const wrongs: string[] = [];
    for (let step = 0; step < 400; step++) {
      const who = random.pick(all);
      const known = who.layer.annotations();
      const dice = random.below(10);
      if (dice < 3 || known.length === 0) {
        const id = who.layer.add({ category, version: 1, anchor, note: `${step}` }, NOW);
        who.undo.made(who.layer.entries, id);
        ids.add(id);
      } else if (dice < 6) {
        const { id } = random.pick(known);
        who.undo.change(
          who.layer.entries,
          id,
          random.chance(50) ? { note: `${step}` } : { deleted: random.chance(50) ? NOW : null },
        );
      } else if (dice < 8) {
        const before = new Map(known.map((annotation) => [annotation.id as string, annotation]));
        const touched = random.chance(60) ? who.undo.undo() : who.undo.redo();
        wrongs.push(...wronged(who, before, touched));
      } else exchange(all);
    }
    expect(wrongs).toEqual([]);
    exchange(all);
    exchange(all);
    const [first, ...others] = all.map(({ layer }) => layer.annotations().sort((a, b) => a.id.localeCompare(b.id)));
    for (const other of others) expect(other).toEqual(first);
    expect(new Set(first?.map(({ id }) => id as string))).toEqual(ids);
  });
