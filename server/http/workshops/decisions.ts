import type { z } from "zod";
import { can } from "../../../schema/domain/can.ts";
import { DecisionId, newId } from "../../../schema/domain/ids.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import type { Decision } from "../../../schema/domain/workshop/decision.ts";
import {
  DecisionCommand,
  WordingList,
  type DecisionDone,
  type DecisionList,
} from "../../../schema/protocol/http/workshops/ballots.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { draftWording, redefinedTags, reword } from "../../methodology/decided-wordings.ts";
import { readDraft } from "../../methodology/frozen-draft.ts";
import { draftInTurn } from "../../methodology/open-draft.ts";
import { Refusal } from "../../refusal.ts";
import { toActor, type SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { decidePassage } from "../../workshops/decide-passage.ts";
import { namesGone } from "../../methodology/names-gone.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { isClosedForAll, mustHaveBegun } from "./ballots.ts";
import { moving } from "./moved.ts";
import { mustHaveFloor, mustLead } from "./must-lead.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "draftTurns" | "exports" | "realtime" | "screens" | "store">;
type Command = z.output<typeof DecisionCommand>;
type Decided<K extends Command["decided"]["kind"]> = Extract<Command["decided"], { kind: K }>;
type Common = Pick<Decision, "at" | "ballot" | "by" | "edition" | "id" | "step" | "words">;

/** What a workshop decides: wordings, which change the methodology's draft in one go with the decision; passages; and what is open. */
export function decisionRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/decisions", async (c) => {
      const { by, workshop } = await mustSeeWorkshop(c, deps);
      return c.json<DecisionList>(await view(deps, by, workshop));
    })
    .get("/:id/wordings", (c) => readWordings(c, deps))
    .post("/:id/decisions", (c) => decide(c, deps))
    .put("/:id/decisions/:decision/waits/:language", (c) => settle(c, deps));
}

async function decide(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustLead(c, deps);
  const command = await readBody(c, DecisionCommand);
  const { term, step, ballot, words, decided, preview } = command;
  mustHaveFloor(workshop, term);
  mustHaveBegun(workshop, step);
  if (ballot !== null && !(await isClosedForAll(deps, workshop, ballot)))
    throw new Refusal("bad-request", { field: "ballot" });
  mustNotBeErased(deps, null, [words, decided.kind === "wording" ? decided.wording.after : ""]);
  const edition = workshop.steps.find(({ id }) => id === step)?.edition ?? null;
  const at = deps.clock().toISOString();
  const common: Common = { id: newId(DecisionId), step, edition, ballot, words, by: by.member.id, at };
  const done = await moving(() => record(deps, by, workshop, { ...command, decided }, common), "floor-moved");
  if (!preview) await told(deps, by, workshop, common.id, decided.kind);
  return c.json(done);
}

async function record(
  deps: Needs,
  by: SignedIn,
  workshop: WorkshopRow,
  { decided, preview, term }: Command,
  common: Common,
): Promise<DecisionDone> {
  const on = { workshop: workshop.id, term };
  switch (decided.kind) {
    case "wording":
      // As the freeze: nobody makes, freezes or changes the draft by a command meanwhile.
      return deps.draftTurns.run("draft", () => decideWording(deps, by, on, decided, common, preview));
    case "passage": {
      const decision = await decidePassage(deps, by, on, { ...common, ...decided }, preview);
      return { decision, tags: 0, verdicts: 0, leftOut: 0 };
    }
    case "open": {
      if (common.words === "") throw new Refusal("bad-request", { field: "words" });
      const decision: Decision = { ...common, kind: "open" };
      if (!preview) await deps.store.decisions.make({ ...on, decision });
      return { decision: preview ? null : decision, tags: 0, verdicts: 0, leftOut: 0 };
    }
  }
}

async function decideWording(
  deps: Needs,
  by: SignedIn,
  on: { workshop: WorkshopRow["id"]; term: number },
  { wording, effect, waits }: Decided<"wording">,
  common: Common,
  preview: boolean,
): Promise<DecisionDone> {
  const { store, realtime } = deps;
  const { inForce, room } = await draftInTurn(deps);
  const found = await redefinedTags(store, by.actor, inForce, wording.category);
  if ((await realtime.look(room, (doc) => draftWording(doc, wording))) !== wording.before)
    throw new Refusal("wording-moved");
  if (preview) return { decision: null, ...found };
  await mustWriteDraft(deps, wording.language, waits);
  const { tags, verdicts } = found;
  const waiting = waits.map((wait) => ({ ...wait, doneAt: null }));
  const decision: Decision = {
    ...common,
    kind: "wording",
    version: inForce.number,
    ...wording,
    effect,
    tags,
    verdicts,
    waits: waiting,
  };
  await realtime.write(
    room,
    by.member.id,
    (doc) => reword(doc, wording),
    () => [{ ...on, decision }],
  );
  return { decision, ...found };
}

/** Refuses to leave a wording to somebody who may not change the draft, or in the language that it is decided in. */
async function mustWriteDraft(
  { store }: Needs,
  decided: UiLanguage,
  waits: Decided<"wording">["waits"],
): Promise<void> {
  const languages = new Set(waits.map(({ language }) => language));
  if (languages.size < waits.length || languages.has(decided)) throw new Refusal("bad-request", { field: "waits" });
  for (const { member } of waits) {
    const writer = await store.people.member(member);
    if (writer?.removedAt !== null || !can(toActor(writer), "methodology.edit", null))
      throw new Refusal("bad-request", { field: "waits" });
  }
}

async function readWordings(c: RequestContext, deps: Needs): Promise<Response> {
  await mustSeeWorkshop(c, deps);
  mustBeAllowed(c, "methodology.draft", null);
  const { room } = await deps.draftTurns.run("draft", () => draftInTurn(deps));
  const { categories } = await deps.realtime.look(room, (doc) => readDraft(doc).content);
  return c.json(WordingList.parse({ categories, gone: await namesGone(deps.store, categories) }));
}

/** The wording stands in a language: who it waits for says so, or who runs the methodology. */
async function settle(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "methodology.edit", null);
  const id = pathId(c, "decision", DecisionId);
  const language = UiLanguage.safeParse(c.req.param("language"));
  const decision = (await deps.store.decisions.of(workshop.id)).find((each) => each.id === id);
  const waits = decision?.kind === "wording" ? decision.waits : [];
  const wait = waits.find((each) => each.language === language.data && each.doneAt === null);
  if (!wait) throw new Refusal("not-found");
  if (wait.member !== by.member.id) mustBeAllowed(c, "methodology.freeze", null);
  await deps.store.decisions.settle(id, wait.language, deps.clock().toISOString());
  deps.realtime.publish({ type: "decided", workshop: workshop.id });
  return c.json<DecisionList>(await view(deps, by, workshop));
}

/** Of passages only those whose verdict the asker may read. */
async function view({ store }: Needs, { actor }: SignedIn, { id }: WorkshopRow): Promise<DecisionList> {
  const decisions: Decision[] = [];
  for (const decision of await store.decisions.of(id)) {
    const verdict = decision.kind === "passage" ? await store.verdicts.get(decision.verdict) : null;
    if (decision.kind !== "passage" || (verdict && can(actor, "verdict.read", verdict))) decisions.push(decision);
  }
  return { decisions };
}

async function told(
  deps: Needs,
  by: SignedIn,
  { id: workshop }: WorkshopRow,
  decision: DecisionId,
  kind: Decision["kind"],
): Promise<void> {
  await audit(deps, by, "workshop.decide", { workshop, decision, kind });
  deps.realtime.publish({ type: "decided", workshop });
}
