import { codesBlind } from "../../schema/domain/blind-part.ts";
import { can } from "../../schema/domain/can.ts";
import { AnnotationId, newId, type WorkshopId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Decision } from "../../schema/domain/workshop/decision.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { checkAnchor } from "../../schema/text/anchors.ts";
import { verdictAccess } from "../access/verdict-access.ts";
import { whatStands } from "../access/what-stands.ts";
import { changeStanding } from "../actions/change-standing.ts";
import type { Deps } from "../deps.ts";
import { Refusal } from "../refusal.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import type { LayerRow } from "../store/verdict-store.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "exports" | "realtime" | "store">;
type PassageDecision = Extract<Decision, { kind: "passage" }>;
type Asked = Omit<PassageDecision, "annotation"> & { write: boolean };

/**
 * Decides what a passage is. Where it is wanted the tag is written in the name of who decides: in one go with the decision where all tag
 * in, or added to what is settled, with the decision's words as the reason. Refuses what they may not write; coded-blind while the verdict is.
 */
export async function decidePassage(
  deps: Needs,
  by: SignedIn,
  on: { workshop: WorkshopId; term: number },
  asked: Asked,
  preview: boolean,
): Promise<Decision | null> {
  const { store } = deps;
  const { write, ...rest } = asked;
  const verdict = await store.verdicts.get(asked.verdict);
  if (!verdict || !can(by.actor, "verdict.read", verdict)) throw new Refusal("not-found");
  if ((await store.verdicts.rounds(verdict.id)).at(-1)?.mode === "blind") throw new Refusal("coded-blind");
  const version = await mustFit(deps, asked, verdict);
  const decision: PassageDecision = { ...rest, annotation: null };
  if (preview) return null;
  if (!write || !asked.takes) {
    await store.decisions.make({ ...on, decision });
    return decision;
  }
  const { layer } = await whatStands(store, by.actor, verdict);
  if (layer?.kind === "adjudicated") {
    await add(deps, by, verdict, layer, asked, version);
    await store.decisions.make({ ...on, decision });
    return decision;
  }
  const { rooms } = await verdictAccess(store, by.actor, verdict);
  const place = rooms.find((room) => room.kind === "layer" && room.layer === layer?.id && room.right === "write");
  if (!place) throw new Refusal("not-allowed");
  await deps.realtime.write(
    place.room,
    by.member.id,
    (doc) => {
      const { category, anchor } = asked;
      decision.annotation = new LayerRoom(doc).add({ category, version, anchor }, asked.at);
    },
    () => [{ ...on, decision }],
  );
  return decision;
}

/**
 * The version in force; refuses what is no place of the verdict's, and no category that may be decided on. A tag is of the version in force;
 * what is decided without one may be of the draft as the step coded it, or of what was in force before.
 */
async function mustFit(
  { store }: Needs,
  { anchor, category: wanted, edition, takes, write }: Asked,
  verdict: Verdict,
): Promise<number> {
  const [inForce, codes, revision] = await Promise.all([
    store.methodologies.current(),
    edition === null ? null : store.slips.edition(edition),
    store.verdicts.revision(verdict.id, anchor.revision),
  ]);
  const categories = inForce?.content.categories ?? [];
  const isTag = categories.some(({ id, onlyChildren }) => id === wanted && !onlyChildren);
  const coded = codes?.content.categories.some(({ id, onlyChildren }) => id === wanted && !onlyChildren);
  const was = inForce?.gone.some(({ id }) => id === wanted);
  const mayBe = write && takes ? isTag : isTag || coded || was;
  if (!inForce || !mayBe) throw new Refusal("bad-request", { field: "category" });
  if (!revision || checkAnchor(anchor, revision.text) !== null) throw new Refusal("bad-request", { field: "anchor" });
  return inForce.number;
}

async function add(
  deps: Needs,
  by: SignedIn,
  verdict: Verdict,
  layer: LayerRow,
  { category, anchor, words }: Pick<PassageDecision, "anchor" | "category" | "words">,
  version: number,
): Promise<void> {
  const { store } = deps;
  const [rounds, layers] = await Promise.all([store.verdicts.rounds(verdict.id), store.verdicts.layers(verdict.id)]);
  const actorCodesBlind = codesBlind(by.member.id, rounds.at(-1), layers);
  if (!can(by.actor, "standing.change", { verdict, actorCodesBlind })) throw new Refusal("not-allowed");
  if (words === "") throw new Refusal("bad-request", { field: "words" });
  const base = (await store.disagreements.changes(layer.round)).at(-1)?.number ?? 0;
  const act = { kind: "add-tag" as const, category, anchor, version, annotation: newId(AnnotationId) };
  await changeStanding(deps, by, verdict, layer, { base, act, reason: words });
}
