import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor } from "../../../schema/domain/can.ts";
import { LayerId, MemberId, newId, OrganisationId, RoundId } from "../../../schema/domain/ids.ts";
import type { Mode, Stage, Verdict } from "../../../schema/domain/verdict.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import type { Store } from "../../../server/store/store.ts";
import type { LayerRow } from "../../../server/store/verdict-store.ts";
import { visibleAudiences, visibleLayers } from "../../../server/access/visible-layers.ts";
import { aBinding, addNetwork, type Network } from "../../helpers/store/store-fixture.ts";

let store: Store;
let network: Network;
beforeEach(async () => {
  store = await openSqliteStore(":memory:");
  network = await addNetwork(store);
});
afterEach(() => store.close());

const actorOf = (change: Partial<Actor> = {}): Actor => {
  const { id, role, organisation } = network.lawyer;
  return { id, role, organisation, guest: null, ...change };
};
const guest = (): Actor => {
  const { facilitator, verdict } = network;
  return actorOf({ id: newId(MemberId), role: "reviewer", guest: aBinding(facilitator.id, [verdict.verdict.id]) });
};
const at = (stage: Stage): Promise<Verdict> => store.verdicts.setStage(network.verdict.verdict.id, stage);

it("a verdict in preparation shows its layers to facilitators of its owner only", async () => {
  const verdict = await at("in-preparation");
  const ids = async (actor: Actor | null): Promise<LayerId[]> =>
    (await visibleLayers(store, actor, verdict)).map((layer) => layer.id);
  const { facilitator, verdict: made } = network;
  expect(await ids(actorOf({ id: facilitator.id, role: "facilitator" }))).toEqual([made.layer]);
  expect(await ids(actorOf({ role: "facilitator", organisation: newId(OrganisationId) }))).toEqual([]);
  expect(await ids(actorOf())).toEqual([]);
  expect(await ids(guest())).toEqual([]);
  expect(await ids(null)).toEqual([]);
});

it("a cleared verdict shows the shared layer to every member, and to its guests once cleared for them", async () => {
  let verdict = await at("cleared");
  expect(await visibleLayers(store, actorOf({ role: "reader" }), verdict)).toHaveLength(1);
  expect(await visibleLayers(store, guest(), verdict)).toEqual([]);
  verdict = await at("cleared-for-guests");
  expect(await visibleLayers(store, guest(), verdict)).toHaveLength(1);
  const elsewhere = { ...guest(), guest: aBinding(network.facilitator.id, []) };
  expect(await visibleLayers(store, elsewhere, verdict)).toEqual([]);
});

it("a coder's layer of a blind round is visible to that coder alone until the reveal", async () => {
  const verdict = await at("cleared-for-guests");
  const [first] = await store.verdicts.rounds(verdict.id);
  const blind = newId(RoundId);
  const own: LayerRow = {
    id: newId(LayerId),
    verdict: verdict.id,
    round: blind,
    roundNumber: 2,
    kind: "own",
    owner: network.lawyer.id,
    frozenAt: null,
    isUnfinished: false,
  };
  // Blind rounds have no command yet, so the two reads are given what they will return.
  const withRound = (mode: Mode): Pick<Store, "verdicts"> => ({
    verdicts: {
      ...store.verdicts,
      rounds: () => Promise.resolve([...(first ? [first] : []), { id: blind, verdict: verdict.id, number: 2, mode }]),
      layers: async (id) => [...(await store.verdicts.layers(id)), own],
    },
  });
  const sees = async (mode: Mode, actor: Actor): Promise<boolean> =>
    (await visibleLayers(withRound(mode), actor, verdict)).some((layer) => layer.id === own.id);
  const facilitator = actorOf({ id: network.facilitator.id, role: "facilitator" });
  expect(await sees("blind", actorOf())).toBe(true);
  expect(await sees("blind", actorOf({ id: newId(MemberId) }))).toBe(false);
  expect(await sees("blind", facilitator)).toBe(false);
  expect(await sees("blind", guest())).toBe(false);
  expect(await sees("revealed", facilitator)).toBe(true);
});

it("a guest reads the review discussion only; nobody reads one of a verdict that they may not read", async () => {
  const verdict = await at("cleared-for-guests");
  const round = await store.verdicts.currentRound(verdict.id);
  expect(await visibleAudiences(store, actorOf(), verdict, round)).toEqual(["internal", "review"]);
  expect(await visibleAudiences(store, guest(), verdict, round)).toEqual(["review"]);
  expect(await visibleAudiences(store, null, verdict, round)).toEqual([]);
  expect(await visibleAudiences(store, actorOf(), await at("in-preparation"), round)).toEqual([]);
});

it("whoever codes a blind round sees neither the shared layer nor a discussion, handed in or not", async () => {
  const verdict = await at("cleared-for-guests");
  const [round] = await store.verdicts.rounds(verdict.id);
  if (!round) throw new Error("no round");
  const blind = { ...round, mode: "blind" as const };
  const withLayer = (frozenAt: string | null): Pick<Store, "verdicts"> => ({
    verdicts: {
      ...store.verdicts,
      rounds: () => Promise.resolve([blind]),
      layers: async (id) => {
        const [shared] = await store.verdicts.layers(id);
        return shared
          ? [shared, { ...shared, id: newId(LayerId), kind: "own", owner: network.lawyer.id, frozenAt }]
          : [];
      },
    },
  });
  const seen = async (frozenAt: string | null, actor: Actor): Promise<[number, string[]]> => [
    (await visibleLayers(withLayer(frozenAt), actor, verdict)).length,
    await visibleAudiences(withLayer(frozenAt), actor, verdict, blind),
  ];
  expect(await seen(null, actorOf())).toEqual([1, []]);
  expect(await seen("2026-03-02T10:00:00.000Z", actorOf())).toEqual([1, []]);
  expect(await seen(null, actorOf({ id: newId(MemberId) }))).toEqual([1, ["internal", "review"]]);
});
