import type { VerdictId } from "../../../schema/domain/ids.ts";
import { NamesApply, type NamesApplied, type SealedKey } from "../../../schema/protocol/http/pseudonyms.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import { undoCorrection } from "../../../schema/text/edits/undo.ts";
import { afterApplication, keyEntries, planNames, unitsOf } from "../../privacy/names/names-apply.ts";
import { carryNames, unitsWithdrawn } from "../../privacy/names/names-carry.ts";
import type { NamesApplication } from "../../store/shapes/names-document.ts";
import { destroySealedKey, readSealedBytes, restoreSealedBytes, sealKey } from "../../privacy/names/sealed-key.ts";
import { makeRevision, type MadeRevision } from "../../actions/make-revision.ts";
import { unrewordLast } from "./names-reword.ts";
import { currentNames } from "./names-state.ts";
import { viewCurrentNames } from "./names.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { openKey } from "./sealed-key.ts";
import type { KeyedTaskQueue } from "../../../schema/task-queue.ts";

/**
 * Tokens put in the place of names, and taken out again, each as one revision. In turns, so that of two at once neither
 * puts back a key that the other has written.
 */
export function nameApplicationRoutes(
  deps: Pick<Deps, "attempts" | "clock" | "config" | "exports" | "realtime" | "screens" | "store">,
  turns: KeyedTaskQueue,
) {
  return createRoutes()
    .post("/:id/names/apply", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { number, passphrase } = await readBody(c, NamesApply);
      const { dataFolder } = deps.config;
      return turns.run(verdict.id, async () => {
        // Who adds to a key must be able to open it.
        const known = passphrase === null ? null : await openKey(c, deps, by, verdict.id, passphrase);
        const before = passphrase === null ? null : await readSealedBytes(dataFolder, verdict.id);
        let replaced = 0;
        const make = async (): Promise<MadeRevision> => {
          const application = await applyNext(deps, verdict.id, number, passphrase !== null);
          replaced = application.map.steps.length;
          // The key first: names that are out of the text with their key unwritten could not be told any more.
          if (passphrase !== null) await sealKey(dataFolder, verdict.id, addTo(known, application.key), passphrase);
          return application;
        };
        const work = { make, action: "names.apply", earlierText: "goes-once-cleared", names: "decided" } as const;
        const made = await makeRevision(deps, by, verdict.id, work).catch(async (error: unknown) => {
          if (passphrase !== null) await restoreSealedBytes(dataFolder, verdict.id, before);
          throw error;
        });
        if (!made) throw new Refusal("names-nothing");
        if (passphrase !== null) await audit(deps, by, "sealed-key.seal", { verdict: verdict.id });
        deps.realtime.publish({ type: "preparation", verdict: verdict.id });
        const units = await deps.store.names.units(verdict.id);
        return c.json<NamesApplied>({ revision: made.revision.number, replaced, units: [...units] });
      });
    })
    .post("/:id/names/unapply", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      return turns.run(verdict.id, async () => {
        let sealed = false;
        const make = async (): Promise<MadeRevision> => {
          const { application, ...made } = await unapplyNext(deps, verdict.id);
          sealed = application.sealed;
          return made;
        };
        await unrewordLast(deps, by, verdict.id);
        await makeRevision(deps, by, verdict.id, {
          make,
          action: "names.unapply",
          earlierText: "stays",
          names: "decided",
        });
        // Its tokens stand for nobody now, and will for somebody else: a key that says otherwise would be wrong.
        if (sealed && (await destroySealedKey(deps.config.dataFolder, verdict.id)))
          await audit(deps, by, "sealed-key.destroy", { verdict: verdict.id });
        deps.realtime.publish({ type: "preparation", verdict: verdict.id });
        return c.json(await viewCurrentNames(deps, verdict.id));
      });
    });
}

/** All that is confirmed in state `number`, as the next revision with all that goes with it. */
async function applyNext(
  deps: Pick<Deps, "clock" | "store">,
  id: VerdictId,
  number: number,
  sealed: boolean,
): Promise<MadeRevision & { key: SealedKey }> {
  const state = await currentNames(deps.store, id);
  if (!state) throw new Refusal("not-allowed");
  const { document, revision } = state;
  if (document.number !== number) throw new Refusal("names-moved", { number: document.number });
  const plan = planNames(document, revision.text);
  if (plan.edits.length === 0) throw new Refusal("names-nothing");
  const now = deps.clock().toISOString();
  const made = applyEdits(revision, plan.edits, [], "redact", await deps.store.verdicts.usedNumbers(id));
  const units = unitsOf(document, plan, state.units, id, now);
  const next = afterApplication(document, plan, units, made, sealed);
  return {
    ...made,
    also: { names: { expected: number, document: next }, addUnits: units.added },
    key: { entries: keyEntries(next), sealedAt: now },
  };
}

/** Entries of before that are not told anew are kept: they are of an earlier preparation. */
function addTo(known: SealedKey | null, key: SealedKey): SealedKey {
  const told = new Set(key.entries.map(({ token }) => token));
  const kept = known?.entries.filter(({ token }) => !told.has(token)) ?? [];
  return { ...key, entries: [...kept, ...key.entries] };
}

/** The newest text with the last application taken back, over whatever was corrected since. */
async function unapplyNext(
  deps: Pick<Deps, "store">,
  id: VerdictId,
): Promise<MadeRevision & { application: NamesApplication }> {
  const { verdicts } = deps.store;
  const state = await currentNames(deps.store, id);
  if (!state) throw new Refusal("not-allowed");
  const application = state.document.applications.at(-1);
  if (!application) throw new Refusal("not-found");
  const base = application.revision - 1;
  const [before, after, maps, used] = await Promise.all([
    verdicts.revision(id, base),
    verdicts.revision(id, application.revision),
    verdicts.maps(id),
    verdicts.usedNumbers(id),
  ]);
  const map = maps.find(({ from }) => from === base);
  if (!before || !after || !map) throw new Refusal("edits-conflict");
  const since = maps.filter(({ from }) => from > base && from < state.revision.number);
  const undone = undoCorrection({ before, after, map }, state.revision, since, used);
  if (undone.conflict) throw new Refusal("edits-conflict", { of: undone.of });
  const carried = carryNames(state.document, [...maps, undone.map], undone.revision);
  const document = {
    ...carried,
    number: state.document.number + 1,
    returns: [...carried.returns, undone.revision.number],
  };
  return {
    revision: undone.revision,
    map: undone.map,
    also: {
      names: { expected: state.document.number, document },
      withdrawUnits: unitsWithdrawn(state.document, document),
    },
    application,
  };
}
