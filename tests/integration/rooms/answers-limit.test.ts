import { expect, test } from "vitest";
import * as Y from "yjs";
import { LayerId, MemberId, newId, OrganisationId, randomId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { decodeUpdate } from "../../../server/rooms/gate/decode-update.ts";
import type { Facts } from "../../../server/rooms/gate/facts.ts";
import { checkUpdate } from "../../../server/rooms/gate/gate.ts";
import { LiveDocument } from "../../../server/rooms/log/live-document.ts";
import { GateRefusal } from "../../../server/rooms/gate/refusal.ts";

const FACTS: Facts = {
  textLength: () => 1_000,
  hasVersion: () => true,
  hasCategory: () => true,
  hasQuestion: () => true,
  unitKind: () => null,
  mayQuote: () => true,
  isHidden: () => false,
  isErased: () => false,
};

const evidence = (): string => `q.claim/verdict/ev/${randomId()}`;

test("a layer takes as many parts of answers as a root may hold entries, and what changes one of them is none more", () => {
  const full = new Y.Doc();
  const known = evidence();
  full.transact(() => {
    full.getMap("answers").set(known, true);
    for (let i = 2; i < LIMITS.entriesPerRoot; i++) full.getMap("answers").set(evidence(), true);
  });
  const ids = { id: newId(RoomId), verdict: newId(VerdictId), layer: newId(LayerId) };
  const room = {
    ...ids,
    kind: "layer",
    audience: null,
    slip: null,
    methodology: null,
    output: null,
    gone: false,
  } as const;
  const member = newId(MemberId);
  const clients: [number, MemberId][] = [[full.clientID, member]];
  const live = LiveDocument.open({ room, seq: 1, snapshot: null, log: [Y.encodeStateAsUpdate(full)], clients });
  const send = (keys: readonly string[]): unknown => {
    const before = Y.encodeStateVector(full);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(full));
    for (const key of keys) doc.getMap("answers").set(key, null);
    const actor = { id: member, role: "lawyer", organisation: newId(OrganisationId), guest: null } as const;
    const context = { doc: live.doc, rules: live.rules, actor, right: "write", facts: FACTS, now: 0 } as const;
    try {
      const bindings = { memberOf: () => member, isBound: () => true, idsLeft: 1 };
      const { written } = checkUpdate(decodeUpdate(Y.encodeStateAsUpdate(doc, before)), { ...context, ...bindings });
      return [...written.entries()].reduce((sum, [, { fields }]) => sum + fields.size, 0);
    } catch (error) {
      return error instanceof GateRefusal ? error.code : error;
    }
  };
  const last = evidence();
  expect(send([known, last, last])).toBe(2);
  expect(send([evidence(), evidence()])).toBe("too-large");
});
