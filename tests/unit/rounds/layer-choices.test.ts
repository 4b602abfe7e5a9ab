import { expect, test } from "vitest";
import { choiceName, layerChoices } from "../../../client/rounds/layer-choices.ts";
import { LayerId, MemberId, newId, OrganisationId, RoomId, RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { LayerKind, Mode } from "../../../schema/domain/verdict.ts";
import type { LayerRef } from "../../../schema/protocol/http/rounds.ts";
import type { RoomRef } from "../../../schema/protocol/http/verdicts.ts";

const AT = "2026-03-02T10:00:00.000Z";
const rounds = [newId(RoundId), newId(RoundId)] as const;

function layer(number: 1 | 2, kind: LayerKind, frozenAt: string | null = AT): LayerRef {
  const owner = kind === "own" ? newId(MemberId) : null;
  return { layer: newId(LayerId), round: rounds[number - 1] ?? rounds[0], roundNumber: number, kind, owner, frozenAt };
}

function room({ layer: id, owner, roundNumber }: LayerRef): RoomRef {
  return { kind: "layer", room: newId(RoomId), right: "read", layer: id, owner, round: roundNumber };
}

function kinds(number: 1 | 2, mode: Mode, layers: LayerRef[], open: LayerRef[]): string[] {
  const round = { id: rounds[number - 1] ?? rounds[0], verdict: newId(VerdictId), number, mode };
  return layerChoices({ round, layers, rooms: open.map(room) }).map((each) => `${each.roundNumber} ${each.kind}`);
}

test("there is nothing to choose while nothing is frozen for good", () => {
  const shared = layer(1, "shared", null);
  expect(kinds(1, "open", [shared], [shared])).toEqual([]);
  // Handed in, it is still the room that one reads.
  const own = layer(1, "own");
  expect(kinds(1, "blind", [own], [own])).toEqual([]);
});

test("after a reveal all coders come first, then each, then what was ruled, and the shared layer last", () => {
  const shared = layer(1, "shared", null);
  const layers = [shared, layer(1, "own"), layer(1, "own"), layer(1, "adjudicated")];
  expect(kinds(1, "revealed", layers, [shared])).toEqual(["1 coders", "1 coder", "1 coder", "1 adjudicated", "1 open"]);
});

test("in a further round what one works in comes first, and earlier rounds can be looked at", () => {
  const own = layer(2, "own", null);
  const earlier = [layer(1, "own"), layer(1, "adjudicated")];
  // One coder's tags are not listed twice, as those of all.
  expect(kinds(2, "blind", [...earlier, own], [own])).toEqual(["2 open", "1 coder", "1 adjudicated"]);
  const [mine] = earlier;
  const round = { id: rounds[1], verdict: newId(VerdictId), number: 2, mode: "blind" as const };
  const choices = layerChoices({ round, layers: [...earlier, own], rooms: [room(own)] });
  const names = choices.map((each) => choiceName(each, { members: [], stands: null, layers: [] }, mine?.owner));
  expect(names).toEqual(["Your tags", "Your tags of round 1", "What was ruled"]);
});

test("every open layer can be chosen, shared ones of earlier rounds too, and with but one there is nothing to choose", () => {
  const [first, second] = [layer(1, "shared", null), layer(2, "shared", null)];
  const round = { id: rounds[1], verdict: newId(VerdictId), number: 2, mode: "open" as const };
  const choices = layerChoices({ round, layers: [first, second], rooms: [first, second].map(room) });
  expect(choices.map(({ id, kind, open }) => [id, kind, open])).toEqual([
    ["open", "open", second.layer],
    [first.layer, "open", first.layer],
  ]);
  expect(kinds(2, "open", [second], [second])).toEqual([]);
  expect(kinds(2, "revealed", [first, layer(2, "own")], [first])).toEqual(["2 coders", "2 coder", "1 open"]);
});

test("what stands is shown unasked while a later round is coded, unless one codes it, and once that is settled", () => {
  const [shared, settled] = [layer(1, "shared", null), layer(1, "adjudicated")];
  const mine = layer(2, "own");
  const round = { id: rounds[1], verdict: newId(VerdictId), number: 2, mode: "blind" as Mode };
  const view = { round, rooms: [room(shared)], layers: [shared, settled] };
  const first = (stands: LayerRef | null, change: Partial<typeof view> = {}): string | undefined =>
    layerChoices({ ...view, ...change, stands: stands?.layer ?? null })[0]?.id;
  expect(first(settled)).toBe(settled.layer);
  expect(first(shared)).toBe("open");
  expect(first(null, { rooms: [room(mine)], layers: [mine, layer(1, "own")] })).toBe("open");
  const later = layer(2, "adjudicated");
  const done = { round: { ...round, mode: "adjudicated" as Mode }, layers: [shared, settled, mine, later] };
  expect(first(later, done)).toBe(later.layer);
});

test("from the reveal until the round is settled its coders' tags are shown unasked, whatever stands, to who did not code too", () => {
  const [shared, settled] = [layer(1, "shared", null), layer(1, "adjudicated")];
  const coded = [layer(2, "own"), layer(2, "own")];
  const round = { id: rounds[1], verdict: newId(VerdictId), number: 2, mode: "revealed" as const };
  const choicesOf = (layers: LayerRef[], stands: LayerRef | null): string[] =>
    layerChoices({ round, rooms: [room(shared)], layers, stands: stands?.layer ?? null }).map(({ id }) => id);
  const all = [shared, layer(1, "own"), settled, ...coded, layer(2, "adjudicated")];
  for (const stands of [settled, shared, null]) expect(choicesOf(all, stands)[0]).toBe("coders 2");
  expect(choicesOf(all, settled)).toContain(settled.layer);
  // A guest is told of what stands alone.
  expect(choicesOf([settled, shared], settled)[0]).toBe(settled.layer);
});

test("what was revealed without being handed in is said to be so", () => {
  const [done, left] = [layer(1, "own"), { ...layer(1, "own"), isUnfinished: true as const }];
  const card = (id: MemberId | null, name: string): MemberCard[] =>
    id
      ? [
          {
            id,
            name,
            initials: "",
            role: "lawyer",
            organisation: newId(OrganisationId),
            isGuest: false,
            isRemoved: false,
          },
        ]
      : [];
  const members = [...card(done.owner, "Ana"), ...card(left.owner, "Ben")];
  const view = { members, layers: [done, left], stands: null };
  const round = { id: rounds[0], verdict: newId(VerdictId), number: 1, mode: "revealed" as const };
  const choices = layerChoices({ round, layers: view.layers, rooms: [] });
  expect(choices.map((choice) => choiceName(choice, view))).toEqual(["All coders", "Ana", "Ben (not handed in)"]);
});
