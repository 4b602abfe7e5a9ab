import type { AuditAction } from "../store/shapes/audit-actions.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { changedParagraphs, rangesOf } from "../../schema/text/paragraph-ranges.ts";
import type { EditMap, Revision } from "../../schema/text/revision.ts";
import { namesComing } from "../privacy/clearing/names-coming.ts";
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
  /**
   * Whether it may name somebody to those who read the text already: `sure` of whoever was asked (`names-come`), who may have left
   * meanwhile. decided: only tokens come in, or each name was decided on by itself.
   */
  names: "decided" | { sure: string | undefined; signal: AbortSignal };
  /** An operator's, by the command line: it stands under a member's name, and the audit names nobody. */
  isOperators?: boolean;
}

/**
 * The one way to a new revision: stores it, writes it down, and tells those who read the verdict. Null when nothing would
 * change. Refuses with erased where it would bring back what was erased, with names-come where it would name somebody to those who
 * read the text already and nobody said that it is meant, and with overloaded where others are quicker again and again.
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
  { make, action, earlierText, names, isOperators = false }: RevisionWork,
): Promise<MadeRevision | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const made = await make();
    if (!made) return null;
    const { revision, map, also } = made;
    const before = await deps.store.verdicts.revision(verdict, map.from);
    const isBack = deps.screens.isBroughtBack(verdict, before?.text ?? "", revision.text, map);
    const printed = newNumbers(before, revision);
    if (isBack || printed.some((each) => deps.screens.holds(verdict, each))) throw new Refusal("erased");
    const named = names === "decided" ? 0 : await mustBeMeant(deps, verdict, { revision, map, printed }, names);
    const at = deps.clock().toISOString();
    const numbers = before ? changedParagraphs(before, revision) : [];
    try {
      const changed = { numbers, by: isOperators ? null : by.member.id };
      await deps.store.verdicts.addRevision(verdict, map.from, revision, map, by.member.id, at, earlierText, {
        ...also,
        changed,
      });
    } catch (error) {
      if (error instanceof StoreError && error.code === "conflict") continue;
      throw error;
    }
    const erases = earlierText === "goes" ? { erases: rangesOf(numbers) } : {};
    // Before all else: what is erased stands on open pages until they hear of it.
    deps.realtime.publish({ type: "revision", verdict, revision: revision.number, ...erases });
    const subject = { verdict, revision: revision.number, edits: map.steps.length, ...(named > 0 && { named }) };
    await audit(deps, isOperators ? null : by, action, subject);
    // Files that were made before hold the words that are gone.
    if (map.steps.some(({ kind }) => kind === "redact")) await deps.exports.forget(verdict);
    return made;
  }
  throw new Refusal("overloaded");
}

/** How many names and numbers of persons come in with a change whose writer has said that exactly these are meant. */
async function mustBeMeant(
  { store: { verdicts } }: { store: Pick<Store, "verdicts"> },
  id: VerdictId,
  change: Parameters<typeof namesComing>[2],
  { sure, signal }: Exclude<RevisionWork["names"], "decided">,
): Promise<number> {
  const verdict = await verdicts.get(id);
  if (!verdict) throw new Refusal("not-found");
  const coming = await namesComing(verdicts, verdict, change);
  if (coming && coming.sure !== sure) throw new Refusal("names-come", { sure: coming.sure }, coming.findings);
  // It took a while, and whoever asked for it has left it: nobody hears this.
  if (signal.aborted) throw new Refusal("overloaded");
  return coming?.findings.length ?? 0;
}

/** Printed numbers that stood before no block until now: people type them, and may type a name. */
function newNumbers(before: Revision | null, { blocks }: Revision): string[] {
  const known = new Set(before?.blocks.map(({ printed }) => printed));
  return blocks.flatMap(({ printed }) => (printed === null || known.has(printed) ? [] : [printed]));
}
