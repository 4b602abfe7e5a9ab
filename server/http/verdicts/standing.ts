import type { z } from "zod";
import { can } from "../../../schema/domain/can.ts";
import { AnnotationId, newId, randomId } from "../../../schema/domain/ids.ts";
import { shownCategory } from "../../../schema/domain/methodology/shown-category.ts";
import type { StandingAct, StandingChange } from "../../../schema/domain/standing-change.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { StandingCommand, type StandingView } from "../../../schema/protocol/http/rounds.ts";
import { checkAnchor } from "../../../schema/text/anchors.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { type LayerRow } from "../../store/verdict-store.ts";
import { type AnnotationRow, type AnswerRow } from "../../store/rows.ts";
import { visibleUnits } from "../../access/visible-units.ts";
import { whatStands } from "../../access/what-stands.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { changeStanding } from "../../actions/change-standing.ts";
import { verdictAccess } from "../../access/verdict-access.ts";

/** What is settled of a verdict, and what is added to it or withdrawn from it with a reason, outside agreement. */
export function standingRoutes(deps: Pick<Deps, "clock" | "exports" | "realtime" | "screens" | "store">) {
  const { store } = deps;
  return createRoutes()
    .get("/:id/standing", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const signedIn = mustBeAllowed(c, "comparison.read", verdict);
      return c.json(await view(deps, signedIn, verdict));
    })
    .post("/:id/standing", async (c) => {
      const { signedIn, verdict } = await mustSeeVerdict(c, deps);
      if (!(await mayChange(deps, signedIn, verdict))) throw new Refusal("not-allowed");
      const { layer: seen, base, act: asked, reason } = await readBody(c, StandingCommand);
      const words = asked.kind === "answer" && typeof asked.value === "string" ? [asked.value] : [];
      mustNotBeErased(deps, verdict.id, [reason, ...words]);
      const { layer: standing } = await whatStands(store, signedIn.actor, verdict);
      // Tagged together and settled so: nothing was ruled, and what has to be sorted of it is on the lists of tags to review.
      if (standing?.kind === "shared" && standing.id === seen) throw new Refusal("bad-request", { field: "layer" });
      const layer = await settled(deps, signedIn, verdict);
      if (layer?.id !== seen) throw new Refusal("standing-moved");
      const [annotations, answers] = await Promise.all([
        store.passages.annotations([layer.id]),
        store.passages.answers([layer.id]),
      ]);
      const act = await toAct(deps, signedIn, verdict, asked, annotations, answers);
      await changeStanding(deps, signedIn, verdict, layer, { base, act, reason });
      return c.json(await view(deps, signedIn, verdict));
    });
}

/** The layer that stands, where it is a settled one. */
async function settled(
  { store }: Pick<Deps, "store">,
  { actor }: SignedIn,
  verdict: Verdict,
): Promise<LayerRow | null> {
  const { layer } = await whatStands(store, actor, verdict);
  return layer?.kind === "adjudicated" ? layer : null;
}

async function mayChange({ store }: Pick<Deps, "store">, { actor }: SignedIn, verdict: Verdict): Promise<boolean> {
  const { part } = await verdictAccess(store, actor, verdict);
  return can(actor, "standing.change", { verdict, actorCodesBlind: part !== "none" });
}

async function view(deps: Pick<Deps, "store">, signedIn: SignedIn, verdict: Verdict): Promise<StandingView> {
  const layer = signedIn.actor.guest ? null : await settled(deps, signedIn, verdict);
  const changes: StandingChange[] = layer ? await deps.store.disagreements.changes(layer.round) : [];
  const change = layer !== null && (await mayChange(deps, signedIn, verdict));
  return { layer: layer?.id ?? null, round: layer?.round ?? null, changes, can: { change } };
}

type WantedAct = z.output<typeof StandingCommand>["act"];

/** What is asked for as it is kept; refuses what can not be said of this verdict. */
async function toAct(
  { store }: Pick<Deps, "store">,
  { actor }: SignedIn,
  verdict: Verdict,
  asked: WantedAct,
  annotations: readonly AnnotationRow[],
  answers: readonly AnswerRow[],
): Promise<StandingAct> {
  const refuse = (field: string): never => {
    throw new Refusal("bad-request", { field: `act.${field}` });
  };
  const isThere = async (anchor: Anchor): Promise<boolean> => {
    const revision = await store.verdicts.revision(verdict.id, anchor.revision);
    return revision !== null && checkAnchor(anchor, revision.text) === null;
  };
  if (asked.kind === "withdraw-tag") {
    const row = annotations.find(({ id, deleted }) => id === asked.annotation && deleted === null);
    if (!row) throw new Refusal("standing-moved");
    const { category, version, anchor } = row;
    return { ...asked, category, version, anchor };
  }
  if (asked.kind === "withdraw-answer") {
    const row = answers.find(({ question, subject }) => question === asked.question && subject === asked.subject);
    if (!row || row.value === null || row.version === null) throw new Refusal("standing-moved");
    return { ...asked, value: row.value, version: row.version };
  }
  const inForce = await store.methodologies.current();
  if (!inForce) return refuse("version");
  const { number: version, content } = inForce;
  if (asked.kind === "sort-tag") {
    const row = annotations.find(({ id, deleted }) => id === asked.annotation && deleted === null);
    if (!row) throw new Refusal("standing-moved");
    const { candidates } = shownCategory(inForce, row.category, row.version);
    // Somebody sorted it meanwhile.
    if (candidates.length === 0) throw new Refusal("standing-moved");
    if (!candidates.includes(asked.category)) return refuse("category");
    return { ...asked, version, anchor: row.anchor, was: { category: row.category, version: row.version } };
  }
  if (asked.kind === "add-tag") {
    const category = content.categories.find(({ id }) => id === asked.category);
    if (!category || category.onlyChildren) return refuse("category");
    if (!(await isThere(asked.anchor))) return refuse("anchor");
    return { ...asked, version, annotation: newId(AnnotationId) };
  }
  const question = content.questions.find(({ id }) => id === asked.question);
  if (!question || !takesAnswer(question, asked.value)) return refuse("value");
  const units = await visibleUnits(store, actor, verdict);
  const unit = units.find(({ id }) => id === asked.subject);
  const isOfIt = question.perUnit === "verdict" ? asked.subject === "verdict" : unit?.kind === question.perUnit;
  if (!isOfIt) return refuse("subject");
  for (const anchor of asked.evidence) if (!(await isThere(anchor))) return refuse("evidence");
  return { ...asked, version, evidence: asked.evidence.map((anchor) => ({ id: randomId(), anchor })) };
}
