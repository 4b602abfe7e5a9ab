import { expect, test } from "vitest";
import * as Y from "yjs";
import { decodePresence } from "../../../server/rooms/socket/decode-presence.ts";
import { decodeUpdate } from "../../../server/rooms/gate/decode-update.ts";
import { Malformed, GateRefusal } from "../../../server/rooms/gate/refusal.ts";
import { discuss, setNote, tag } from "../../helpers/rooms/room-edits.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

/** The error's class, or "decoded". */
function outcome(decode: () => unknown): string {
  try {
    decode();
    return "decoded";
  } catch (error) {
    if (error instanceof Malformed || error instanceof GateRefusal) return error.constructor.name;
    return `untyped ${String(error)}`;
  }
}

function lawfulUpdate(random: Seeded): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = random.below(2 ** 32);
  for (let i = random.below(6); i >= 0; i--) {
    const id = tag(doc, random.below(1_000), "note");
    if (random.chance(50)) setNote(doc, id, "другo");
    if (random.chance(30)) discuss(doc, "шта?");
  }
  return Y.encodeStateAsUpdate(doc);
}

test.each(seeds([1, 2, 3, 4]))("random and damaged bytes end in a typed error or decode (seed %i)", (seed) => {
  const random = new Seeded(seed);
  const outcomes = new Map<string, number>();
  for (let i = 0; i < 5_000; i++) {
    const bytes = random.chance(40) ? random.bytes(random.below(60)) : lawfulUpdate(random);
    for (let flips = random.below(4); flips > 0; flips--) bytes[random.below(bytes.length)] = random.below(256);
    const cut = random.chance(20) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
    const seen = outcome(() => decodeUpdate(cut));
    outcomes.set(seen, (outcomes.get(seen) ?? 0) + 1);
    const presence = outcome(() => decodePresence(cut, 2_000));
    expect(presence).toMatch(/^(decoded|Malformed)$/);
  }
  expect([...outcomes.keys()].sort()).toEqual(["GateRefusal", "Malformed", "decoded"]);
});

test.each(seeds([5, 6]))("what decodes holds the structs and deletions that Yjs reads (seed %i)", (seed) => {
  const random = new Seeded(seed);
  for (let i = 0; i < 500; i++) {
    const bytes = lawfulUpdate(random);
    const ours = decodeUpdate(bytes);
    const theirs = Y.decodeUpdate(bytes);
    const structs = [...ours.structs.values()].flat().map(({ client, clock, length }) => ({ client, clock, length }));
    expect(structs).toEqual(theirs.structs.map(({ id, length }) => ({ client: id.client, clock: id.clock, length })));
    const deletes = [...ours.deletes].map(([client, ranges]) => [
      client,
      ranges.map(({ clock, length }) => [clock, length]),
    ]);
    const expected = [...theirs.ds.clients].map(([client, ranges]) => [
      client,
      ranges.map(({ clock, len }) => [clock, len]),
    ]);
    expect(deletes).toEqual(expected);
  }
});

test("deep nesting and giant counts are errors, not crashes", () => {
  const deep = Uint8Array.from([1, 1, 7, 0, 8, 1, 1, 97, 1, ...Array.from({ length: 500_000 }, () => [117, 1]).flat()]);
  expect(outcome(() => decodeUpdate(deep))).toBe("Malformed");
  expect(outcome(() => decodeUpdate(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 15)))).toBe("Malformed");
  expect(outcome(() => decodeUpdate(Uint8Array.of(1, 255, 255, 255, 255, 15, 1, 0)))).toBe("Malformed");
});
