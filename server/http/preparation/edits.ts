import { resolveMany, touchedBy } from "../../../schema/text/anchors.ts";
import { applyEdits, rebaseEdits } from "../../../schema/text/edits/edits.ts";
import type { Edit, Revision } from "../../../schema/text/revision.ts";
import { areUntouched } from "../../../schema/text/edits/undo.ts";
import { widenEdits } from "../../../schema/text/widen.ts";
import { EditCommand, type EditDone } from "../../../schema/protocol/http/verdicts.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { refusingEditErrors } from "./edit-errors.ts";
import { makeRevision, type MadeRevision } from "../../actions/make-revision.ts";
import { expectChange } from "../../privacy/clearing/names-coming.ts";
import { Refusal } from "../../refusal.ts";
import { tagPlaces } from "../../access/tag-places.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { verdictAccess, type VerdictAccess } from "../../access/verdict-access.ts";

type Command = ReturnType<typeof EditCommand.parse>;

/** Correct and redact: commands against a revision, carried over what others changed since (docs/design.md, idea 1). */
export function editRoutes(deps: Pick<Deps, "clock" | "exports" | "realtime" | "screens" | "store">) {
  return createRoutes().post("/:id/edits", async (c) => {
    const { verdict } = await mustSeeVerdict(c, deps);
    const by = mustBeAllowed(c, "verdict.prepare", verdict);
    const command = await readBody(c, EditCommand);
    const access = await verdictAccess(deps.store, by.actor, verdict);
    const { base, widened } = await widenOnBase(deps, verdict.id, command);
    const touched = await countTouched(deps, verdict.id, access, command.baseRevision, widened);
    if (command.preview) {
      expectChange(verdict, base);
      return c.json<EditDone>({ ...touched, edits: widened, revision: null, map: null });
    }
    const made = await makeRevision(deps, by, verdict.id, {
      make: () => nextRevision(deps, verdict.id, command, widened),
      action: command.kind === "redact" ? "verdict.redact" : "verdict.correct",
      earlierText: command.kind === "redact" ? "goes-once-cleared" : "stays",
      names: { sure: command.sure, signal: c.req.raw.signal },
    });
    return c.json<EditDone>({ ...touched, edits: widened, revision: made?.revision ?? null, map: made?.map ?? null });
  });
}

/** The edits as they will be recorded, on the revision that the person saw. */
async function widenOnBase(
  deps: Pick<Deps, "store">,
  verdict: VerdictId,
  { baseRevision, edits, kind }: Command,
): Promise<{ base: Revision; widened: Edit[] }> {
  const newest = await deps.store.verdicts.revision(verdict);
  if (!newest) throw new Refusal("not-found");
  if (baseRevision > newest.number) throw new Refusal("revision-newer");
  const base = baseRevision === newest.number ? newest : await deps.store.verdicts.revision(verdict, baseRevision);
  // The words that the person saw are gone for good: nobody can say any more what was meant.
  if (!base) throw new Refusal("edits-conflict");
  return { base, widened: refusingEditErrors(() => widenEdits(base.text, edits, kind)) };
}

/** Tags and threads that the asker may see and whose words the edits touch, on the base revision. */
async function countTouched(
  deps: Pick<Deps, "store">,
  verdict: VerdictId,
  access: VerdictAccess,
  base: number,
  edits: readonly Edit[],
) {
  const { passages, verdicts } = deps.store;
  const [maps, tags, threads, layers] = await Promise.all([
    verdicts.maps(verdict),
    passages.annotations(access.layers),
    passages.threads(verdict, access.audiences),
    verdicts.layers(verdict),
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
  // What hangs on a tag is where the tag is, in whatever layer.
  const onTags = await tagPlaces(deps.store, open, layers, access.layers);
  const placed = open.flatMap(({ id, annotation, anchor }) => {
    const at = (annotation && onTags.get(annotation)) ?? anchor;
    return at ? [{ id, anchor: at }] : [];
  });
  return { touchedTags: touchedTags.size, touchedThreads: isTouched(placed).size };
}

/** The newest revision with the edits carried to it; null when nothing would change. */
async function nextRevision(
  deps: Pick<Deps, "store">,
  verdict: VerdictId,
  { baseRevision, kind, blockEdits }: Command,
  widened: readonly Edit[],
): Promise<MadeRevision | null> {
  const { verdicts } = deps.store;
  const current = await verdicts.revision(verdict);
  if (!current) throw new Refusal("not-found");
  const since = (await verdicts.maps(verdict, baseRevision)).filter((map) => map.from < current.number);
  const rebased = rebaseEdits(widened, since, blockEdits);
  if (rebased.conflict) throw new Refusal("edits-conflict", { of: rebased.of, index: rebased.index });
  // What a block is leaves no trace in the maps: whoever made it something else meanwhile shows in the blocks alone.
  const base = blockEdits.length > 0 && since.length > 0 ? await verdicts.revision(verdict, baseRevision) : null;
  if (base && !areUntouched(base.blocks, blockEdits, current.blocks))
    throw new Refusal("edits-conflict", { of: "block" });
  const used = await verdicts.usedNumbers(verdict);
  const next = refusingEditErrors(() => applyEdits(current, rebased.edits, rebased.blockEdits, kind, used));
  const isSame = next.map.steps.length === 0 && JSON.stringify(next.revision.blocks) === JSON.stringify(current.blocks);
  return isSame ? null : next;
}
