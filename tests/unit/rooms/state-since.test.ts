import { expect, test } from "vitest";
import * as Y from "yjs";
import { LayerId, MemberId, newId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import { LiveDocument } from "../../../server/rooms/log/live-document.ts";
import { tag } from "../../helpers/rooms/room-edits.ts";

const since = (...pairs: [number, number][]): Uint8Array => Y.encodeStateVector(new Map(pairs));

test("what somebody lacks is encoded once for all who lack the same, however they say it, and for few who do not", () => {
  const doc = new Y.Doc();
  for (let i = 0; i < 40; i++) tag(doc, i);
  const { clientID: client } = doc;
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
  const clients: [number, MemberId][] = [[client, newId(MemberId)]];
  const live = LiveDocument.open({ room, seq: 1, snapshot: null, log: [Y.encodeStateAsUpdate(doc)], clients });

  const all = live.fullState();
  for (const vector of [since(), since([client + 1, 5]), since([client, 0]), since([client + 1, 1], [client + 2, 1])])
    expect(live.stateSince(vector)).toBe(all);
  const nothing = live.stateSince(Y.encodeStateVector(live.doc));
  expect(live.stateSince(since([client + 1, 5], [client, 1e9]))).toBe(nothing);

  const states = Array.from({ length: 20 }, (_, clock) => live.stateSince(since([client, clock + 1])));
  const again = states.map((_, clock) => live.stateSince(since([client, clock + 1]))).reverse();
  expect(states[19]).toEqual(Y.encodeStateAsUpdate(doc, since([client, 20])));
  expect(again).toEqual(states.toReversed());
  expect(live.stateSince(since([client, 20]))).toBe(again[0]);
  expect(live.stateSince(since([client, 1]))).not.toBe(states[0]);
  expect(live.fullState()).toBe(all);
  live.seq++;
  expect(live.fullState()).not.toBe(all);
});
