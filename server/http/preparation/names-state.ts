import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { Unit, UnitLabel } from "../../../schema/domain/unit.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { findNamesInWorker } from "../../privacy/find/find-thread.ts";
import { ownNumbers } from "../../privacy/find/own-numbers.ts";
import { carryNames, unitsWithdrawn } from "../../privacy/names/names-carry.ts";
import type { NamesDocument } from "../../store/shapes/names-document.ts";
import { lookOver, noNames } from "../../privacy/names/names-look.ts";
import { type Store } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";
import { Refusal } from "../../refusal.ts";

/** The names of a verdict in preparation, of its newest text. */
export interface NamesState {
  verdict: Verdict;
  document: NamesDocument;
  revision: Revision;
  units: readonly Unit[];
  /** Labels that units have or had. */
  unitLabels: UnitLabel[];
}

const TRIES = 8;

/**
 * What is known of the names now; looks the text over, and stores what it finds, where it has changed since the last time.
 * Null once the verdict is cleared. Refuses with not-found, and with overloaded where others are quicker again and again.
 */
export async function currentNames({ verdicts, names }: Store, id: VerdictId): Promise<NamesState | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const [verdict, revision, stored, units, unitLabels] = await Promise.all([
      verdicts.get(id),
      verdicts.revision(id),
      names.document(id),
      names.units(id),
      names.unitLabels(id),
    ]);
    if (!verdict || !revision) throw new Refusal("not-found");
    if (verdict.stage !== "in-preparation") return null;
    if (stored?.revision === revision.number) return { verdict, document: stored, revision, units, unitLabels };
    const known = stored ? carryNames(stored, await verdicts.maps(id), revision) : noNames(revision.number);
    const own = await ownNumbers(verdicts, verdict);
    const { language, script } = verdict;
    const found = await findNamesInWorker(revision.text, { language, script, own });
    const document = {
      ...lookOver(known, revision.text, found, unitLabels, verdict.language),
      number: known.number + 1,
    };
    try {
      await names.save(id, known.number, document, stored ? unitsWithdrawn(stored, known) : []);
    } catch (error) {
      if (error instanceof StoreError && error.code === "conflict") continue;
      throw error;
    }
  }
  throw new Refusal("overloaded");
}
