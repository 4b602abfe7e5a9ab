import { UnitId, type VerdictId, newId } from "../../../schema/domain/ids.ts";
import { tokenKindOfUnit, tokenOfUnit, type Unit, type UnitKind, type UnitLabel } from "../../../schema/domain/unit.ts";
import { UnitPost } from "../../../schema/protocol/http/units.ts";
import { holdersOf, labelsOf, noNames } from "../../privacy/names/names-look.ts";
import { Labels } from "../../privacy/names/tokens.ts";
import { type Store } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, pathId, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/**
 * Defendants and victims, set before coding by who prepares the verdict. What coders propose in a blind round is in
 * proposed-units.ts.
 */
export function unitRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  const { store, realtime } = deps;
  return createRoutes()
    .post("/:id/units", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { kind } = await readBody(c, UnitPost);
      const unit = await addUnit(deps, verdict.id, kind);
      await audit(deps, by, "unit.add", { verdict: verdict.id, unit: unit.id, kind });
      realtime.publish({ type: "verdict", verdict: verdict.id });
      return c.json<Unit>(unit, 201);
    })
    .delete("/:id/units/:unit", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const id = pathId(c, "unit", UnitId);
      const unit = (await store.names.units(verdict.id)).find((each) => each.id === id);
      if (!unit) throw new Refusal("not-found");
      // A refusal must not tell that somebody who codes blind has answered for it.
      const { mode } = await store.verdicts.currentRound(verdict.id);
      if (mode === "blind" || (await isNamed(deps, unit))) throw new Refusal("unit-in-use");
      await store.names.removeUnit(unit).catch((error: unknown) => {
        throw error instanceof StoreError && error.code === "conflict" ? new Refusal("unit-in-use") : error;
      });
      await audit(deps, by, "unit.remove", { verdict: verdict.id, unit: id });
      realtime.publish({ type: "verdict", verdict: verdict.id });
      return c.body(null, 204);
    });
}

const TRIES = 8;

/**
 * The next free label: none that a unit has or had, and while names are still put out of the text none that is meant for a
 * person there. A token that stands in the text without a unit is that of the unit to come.
 */
async function addUnit(
  { store, clock }: Pick<Deps, "clock" | "store">,
  verdict: VerdictId,
  kind: UnitKind,
): Promise<Unit> {
  for (let tries = 0; tries < TRIES; tries++) {
    const label = await freeLabel(store, verdict, kind);
    const unit: Unit = { id: newId(UnitId), verdict, kind, label, createdAt: clock().toISOString() };
    try {
      await store.names.addUnit(unit);
      return unit;
    } catch (error) {
      // Somebody else was given it meanwhile.
      if (!(error instanceof StoreError) || error.code !== "conflict") throw error;
    }
  }
  throw new Refusal("overloaded");
}

/** The next label that no unit has or had, and none of `own`. */
export async function freeLabel(
  { names }: Pick<Store, "names">,
  verdict: VerdictId,
  kind: UnitKind,
  own: readonly UnitLabel[] = [],
): Promise<string> {
  const [document, labels] = await Promise.all([names.document(verdict), names.unitLabels(verdict)]);
  const taken = new Labels([...[...labels, ...own].map(tokenOfUnit), ...(document ? holdersOf(document) : [])]);
  return taken.next(tokenKindOfUnit(kind)).label;
}

/** Whether its token stands in the text, or is meant for a person whose names are still put out of it. */
async function isNamed({ store }: Pick<Deps, "store">, { verdict, kind, label }: Unit): Promise<boolean> {
  const [document, revision] = await Promise.all([store.names.document(verdict), store.verdicts.revision(verdict)]);
  const named = labelsOf(document ?? noNames(revision?.number ?? 1), revision?.text ?? "", []);
  return !named.isFree({ kind: tokenKindOfUnit(kind), label });
}
