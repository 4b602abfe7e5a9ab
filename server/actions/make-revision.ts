import type { AuditAction } from "../store/shapes/audit-actions.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { changedParagraphs } from "../../schema/text/paragraph-ranges.ts";
import type { EditMap, Revision } from "../../schema/text/revision.ts";
import type { ErasureFilter } from "../erasure/erasure-filter.ts";
import type { Exporter } from "../export/jobs/exporter.ts";
import type { Realtime, SignedIn } from "../rooms/room-access.ts";
import type { Store } from "../store/store.ts";
import type { WithRevision } from "../store/correction-store.ts";
import { type EarlierText } from "../store/verdict-store.ts";
import { StoreError } from "../store/store-error.ts";
import { Refusal } from "../refusal.ts";
import { audit } from "./audit.ts";

/** Two people may change the same verdict at once; more rounds than this is not people. */
const TRIES = 8;

/** A next revision that is to be stored, with the map that leads to it from the one that it was made of. */
export interface MadeRevision {
  revision: Revision;
  map: EditMap;
  /** Stored together with it. */
  also?: WithRevision;
}

/** One kind of change of a verdict's text. */
export interface RevisionWork {
  /** Makes it of what the store holds now; null where nothing would change. Called again when somebody else was quicker. */
  make(): Promise<MadeRevision | null>;
  /** The audit's word for it. */
  action: AuditAction;
  earlierText: EarlierText;
  /** An operator's, by the command line: it stands under a member's name, and the audit names nobody. */
  isOperators?: boolean;
}

/**
 * The one way to a new revision: stores it, writes it down, and tells those who read the verdict. Null when nothing would
 * change. Refuses with erased where it would bring back what was erased, and with overloaded where others are quicker again and
 * again.
 */
export async function makeRevision(
  deps: {
    store: Pick<Store, "verdicts" | "audit">;
    clock: () => Date;
    realtime: Pick<Realtime, "publish">;
    exports: Pick<Exporter, "forget">;
    screens: Pick<ErasureFilter, "holds" | "isBroughtBack">;
  },
  by: { member: Pick<SignedIn["member"], "id"> },
  verdict: VerdictId,
  { make, action, earlierText, isOperators = false }: RevisionWork,
): Promise<MadeRevision | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const made = await make();
    if (!made) return null;
    const { revision, map, also } = made;
    const before = await deps.store.verdicts.revision(verdict, map.from);
    const isBack = deps.screens.isBroughtBack(verdict, before?.text ?? "", revision.text, map);
    if (isBack || newNumbers(before, revision).some((printed) => deps.screens.holds(verdict, printed)))
      throw new Refusal("erased");
    const at = deps.clock().toISOString();
    try {
      const numbers = before ? changedParagraphs(before, revision) : [];
      const changed = { numbers, by: isOperators ? null : by.member.id };
      await deps.store.verdicts.addRevision(verdict, map.from, revision, map, by.member.id, at, earlierText, {
        ...also,
        changed,
      });
    } catch (error) {
      if (error instanceof StoreError && error.code === "conflict") continue;
      throw error;
    }
    await audit(deps, isOperators ? null : by, action, { verdict, revision: revision.number, edits: map.steps.length });
    deps.realtime.publish({ type: "revision", verdict, revision: revision.number });
    // Files that were made before hold the words that are gone.
    if (map.steps.some(({ kind }) => kind === "redact")) await deps.exports.forget(verdict);
    return made;
  }
  throw new Refusal("overloaded");
}

/** Printed numbers that stood before no block until now: people type them, and may type a name. */
function newNumbers(before: Revision | null, { blocks }: Revision): string[] {
  const known = new Set(before?.blocks.map(({ printed }) => printed));
  return blocks.flatMap(({ printed }) => (printed === null || known.has(printed) ? [] : [printed]));
}
