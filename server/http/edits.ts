import { resolveMany, touchedBy } from "../../schema/text/anchors.ts";
import { applyEdits, rebaseEdits } from "../../schema/text/edits.ts";
import type { Edit, EditMap, Revision } from "../../schema/text/revision.ts";
import { EditError, widenEdits } from "../../schema/text/widen.ts";
import { EditCommand, type EditDone } from "../../schema/protocol/http/verdicts.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import { StoreError } from "../store/store.ts";
import { Refusal } from "./problems.ts";
import { audit, createRoutes, mustBeAllowed, mustSeeVerdict, readBody, type Deps } from "./route.ts";
import { verdictAccess, type VerdictAccess } from "./verdict-rooms.ts";

type Command = ReturnType<typeof EditCommand.parse>;

/** Two people may correct the same verdict at once; more rounds than this is not people. */
const TRIES = 8;

/** Correct and redact: commands against a revision, carried over what others changed since (DESIGN idea 1). */
export function editRoutes(deps: Deps) {
  return createRoutes().post("/:id/edits", async (c) => {
    const { verdict } = await mustSeeVerdict(c, deps);
    const by = mustBeAllowed(c, "verdict.prepare", verdict);
    const command = await readBody(c, EditCommand);
    const access = await verdictAccess(deps.store, by.actor, verdict);
    const widened = await widenOnBase(deps, verdict.id, command);
    const touched = await countTouched(deps, verdict.id, access, command.baseRevision, widened);
    if (command.preview) return c.json<EditDone>({ ...touched, edits: widened, revision: null, map: null });
    const made = await makeRevision(deps, by, verdict.id, command, widened);
    return c.json<EditDone>({ ...touched, edits: widened, revision: made?.revision ?? null, map: made?.map ?? null });
  });
}

/** The edits as they will be recorded, on the revision that the person saw. */
async function widenOnBase(deps: Deps, verdict: VerdictId, { baseRevision, edits, kind }: Command): Promise<Edit[]> {
  const newest = await deps.store.verdicts.revision(verdict);
  if (!newest) throw new Refusal("not-found");
  if (baseRevision > newest.number) throw new Refusal("revision-newer");
  const base = baseRevision === newest.number ? newest : await deps.store.verdicts.revision(verdict, baseRevision);
  // The words that the person saw are gone for good: nobody can say any more what was meant.
  if (!base) throw new Refusal("edits-conflict");
  return refusingEditErrors(() => widenEdits(base.text, edits, kind));
}

function refusingEditErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof EditError) throw new Refusal("bad-request", { reason: error.reason, index: error.index });
    throw error;
  }
}

/** Tags and threads that the asker may see and whose words the edits touch, on the base revision. */
async function countTouched(
  deps: Deps,
  verdict: VerdictId,
  access: VerdictAccess,
  base: number,
  edits: readonly Edit[],
) {
  const { passages, verdicts } = deps.store;
  const [maps, tags, threads] = await Promise.all([
    verdicts.maps(verdict),
    passages.annotations(access.layers),
    passages.threads(verdict, access.audiences),
  ]);
  const isTouched = (rows: readonly { id: string; anchor: (typeof tags)[number]["anchor"] }[]): Set<string> => {
    const resolved = resolveMany(
      rows.map((row) => row.anchor),
      maps,
      base,
    );
    const hit = rows.filter((_, i) => {
      const at = resolved[i];
      return at !== undefined && at !== "newer" && touchedBy(at, edits);
    });
    return new Set(hit.map((row) => row.id));
  };
  const touchedTags = isTouched(tags.filter((tag) => tag.deleted === null));
  const open = threads.filter((thread) => thread.deleted === null);
  const onWords = open.flatMap(({ id, anchor }) => (anchor ? [{ id, anchor }] : []));
  const onTags = open.filter(({ annotation }) => annotation !== null && touchedTags.has(annotation));
  return { touchedTags: touchedTags.size, touchedThreads: isTouched(onWords).size + onTags.length };
}

/** Appends the next revision; null when nothing would change. Tries again when somebody else was quicker. */
async function makeRevision(deps: Deps, by: SignedIn, verdict: VerdictId, command: Command, widened: readonly Edit[]) {
  for (let tries = 0; tries < TRIES; tries++) {
    const made = await nextRevision(deps, verdict, command, widened);
    if (!made) return null;
    const { base, revision, map } = made;
    const at = deps.clock().toISOString();
    try {
      const earlier = command.kind === "redact" ? "goes-once-cleared" : "stays";
      await deps.store.verdicts.addRevision(verdict, base, revision, map, by.member.id, at, earlier);
    } catch (error) {
      if (error instanceof StoreError && error.code === "conflict") continue;
      throw error;
    }
    const action = command.kind === "redact" ? "verdict.redact" : "verdict.correct";
    await audit(deps, by, action, { verdict, revision: revision.number, edits: map.steps.length });
    deps.realtime.publish({ type: "revision", verdict, revision: revision.number });
    // Files that were made before hold the words that are gone.
    if (command.kind === "redact") await deps.exports.forget(verdict);
    return made;
  }
  throw new Refusal("overloaded");
}

async function nextRevision(
  deps: Deps,
  verdict: VerdictId,
  { baseRevision, kind, blockEdits }: Command,
  widened: readonly Edit[],
): Promise<{ base: number; revision: Revision; map: EditMap } | null> {
  const { verdicts } = deps.store;
  const current = await verdicts.revision(verdict);
  if (!current) throw new Refusal("not-found");
  const since = (await verdicts.maps(verdict, baseRevision)).filter((map) => map.from < current.number);
  const rebased = rebaseEdits(widened, since, blockEdits);
  if (rebased.conflict) throw new Refusal("edits-conflict", { of: rebased.of, index: rebased.index });
  const used = await verdicts.usedNumbers(verdict);
  const next = refusingEditErrors(() => applyEdits(current, rebased.edits, rebased.blockEdits, kind, used));
  const isSame = next.map.steps.length === 0 && JSON.stringify(next.revision.blocks) === JSON.stringify(current.blocks);
  return isSame ? null : { base: current.number, ...next };
}
