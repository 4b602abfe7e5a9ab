import type { Verdict } from "../../../schema/domain/verdict.ts";
import { ReimportTake, type ReimportView, type TextChanged } from "../../../schema/protocol/http/corrections.ts";
import { applyRecorded, rebaseEdits } from "../../../schema/text/edits/edits.ts";
import { hunkEdits } from "../../../schema/text/edits/reimport.ts";
import type { Edit, Range, Revision } from "../../../schema/text/revision.ts";
import { ImportFailure } from "../../import/failure.ts";
import type { FoundHunk, ReimportLook } from "../../privacy/clearing/reimport-look.ts";
import { lookOverReimportInWorker } from "../../privacy/clearing/reimport-thread.ts";
import { refusingEditErrors } from "./edit-errors.ts";
import { createImportDrafts } from "./import-drafts.ts";
import { recognise } from "./imports.ts";
import { makeRevision, type MadeRevision } from "../../actions/make-revision.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** A better file of a verdict that is there: what it would change, hunk by hunk, and the revision made of those taken. */
export function reimportRoutes(deps: Pick<Deps, "clock" | "exports" | "imports" | "realtime" | "screens" | "store">) {
  const drafts = createImportDrafts();
  const now = (): number => deps.clock().getTime();

  async function mustPrepare(c: RequestContext) {
    const { verdict } = await mustSeeVerdict(c, deps);
    return { verdict, by: mustBeAllowed(c, "verdict.prepare", verdict) };
  }
  /** The better text of the draft in the path. */
  function betterText(c: RequestContext, member: Parameters<typeof drafts.get>[0]): string {
    const recognised = drafts.get(member, c.req.param("draft") ?? "", now());
    if (!recognised) throw new Refusal("import-gone");
    return recognised.text;
  }

  return createRoutes()
    .post("/:id/reimport", async (c) => {
      const { verdict, by } = await mustPrepare(c);
      const recognised = await recognise(c, deps.imports).catch(async (error: unknown) => {
        if (!(error instanceof ImportFailure)) throw error;
        await audit(deps, by, "import.refused", { reason: error.code });
        throw new Refusal(`import-${error.code}`, error.params);
      });
      const id = drafts.keep(by.member.id, recognised, now());
      return c.json<ReimportView>(await view(deps, verdict, id, recognised.text), 201);
    })
    .get("/:id/reimport/:draft", async (c) => {
      const { verdict, by } = await mustPrepare(c);
      const better = betterText(c, by.member.id);
      return c.json<ReimportView>(await view(deps, verdict, c.req.param("draft"), better));
    })
    .post("/:id/reimport/:draft/take", async (c) => {
      const { verdict, by } = await mustPrepare(c);
      const command = await readBody(c, ReimportTake);
      const better = betterText(c, by.member.id);
      const base = await deps.store.verdicts.revision(verdict.id, command.baseRevision);
      if (!base) throw new Refusal("edits-conflict");
      const look = await lookOver(verdict, base, better);
      const asked = refusingEditErrors(() => plan(base, look, command));
      const made = await makeRevision(deps, by, verdict.id, {
        make: () => nextRevision(deps, verdict, base.number, asked),
        action: "verdict.reimport",
        earlierText: "stays",
        names: "decided",
      });
      drafts.drop(by.member.id, c.req.param("draft"));
      return c.json<TextChanged>({ revision: made?.revision ?? null, map: made?.map ?? null });
    })
    .delete("/:id/reimport/:draft", async (c) => {
      const { by } = await mustPrepare(c);
      drafts.drop(by.member.id, c.req.param("draft"));
      return c.body(null, 204);
    });
}

async function view(
  { store }: Pick<Deps, "store">,
  verdict: Verdict,
  id: string,
  better: string,
): Promise<ReimportView> {
  const revision = await store.verdicts.revision(verdict.id);
  if (!revision) throw new Refusal("not-found");
  const { hunks, tokensKept } = await lookOver(verdict, revision, better);
  return {
    id,
    baseRevision: revision.number,
    tokensKept,
    hunks: hunks.map((hunk) => ({
      start: hunk.start,
      end: hunk.end,
      was: hunk.was,
      becomes: hunk.becomes,
      newStart: hunk.newStart,
      canSlide: hunk.slide !== null,
      hasToken: hunk.hasToken,
      findings: hunk.findings,
    })),
  };
}

/** On a cleared verdict names and numbers are looked for: what was redacted there once must not come back by a file. */
function lookOver({ stage, language, script }: Verdict, { text }: Revision, better: string): Promise<ReimportLook> {
  const written = stage === "in-preparation" ? null : { language, script };
  return lookOverReimportInWorker({ text, better, written });
}

/** The hunks that are asked for as edits of their base. */
function plan({ text }: Revision, { hunks }: ReimportLook, { take, decided }: ReturnType<typeof ReimportTake.parse>) {
  const byStart = new Map(hunks.map((hunk) => [hunk.start, hunk]));
  const taken = [...new Set(take)]
    .sort((a, b) => a - b)
    .map((start, index) => {
      const hunk = byStart.get(start);
      if (!hunk || hunk.hasToken) throw new Refusal("bad-request", { field: `take.${index}` });
      return hunk;
    });
  const decisions = new Map(decided.map(({ start, as }) => [start, as]));
  const open = taken.flatMap(({ findings }) => findings).filter(({ start }) => !decisions.has(start));
  if (open.length > 0) throw new Refusal("reimport-undecided", { count: open.length });
  return hunkEdits(
    text,
    taken.map((hunk) => ({ ...hunk, insert: withTokens(hunk, decisions) })),
  );
}

/** The words of a hunk with tokens where they were decided. */
function withTokens(
  { newStart, newEnd, becomes, findings }: FoundHunk,
  decisions: ReadonlyMap<number, string>,
): string {
  let out = "";
  let at = newStart;
  for (const { start, end } of findings) {
    const as = decisions.get(start);
    if (as === undefined || as === "keep" || start < at) continue;
    out += becomes.slice(at - newStart, Math.max(start, newStart) - newStart) + as;
    at = Math.min(end, newEnd);
  }
  return out + becomes.slice(at - newStart);
}

/** The same carried to the newest text; null when nothing would change. */
async function nextRevision(
  { store: { verdicts } }: Pick<Deps, "store">,
  { id }: Verdict,
  base: number,
  { edits, doubts }: { edits: Edit[]; doubts: Range[] },
): Promise<MadeRevision | null> {
  const [current, maps, used] = await Promise.all([
    verdicts.revision(id),
    verdicts.maps(id, base),
    verdicts.usedNumbers(id),
  ]);
  if (!current) throw new Refusal("not-found");
  const since = maps.filter(({ from }) => from < current.number);
  const rebased = rebaseEdits(edits, since);
  const reach = rebaseEdits(
    doubts.map((doubt) => ({ ...doubt, insert: "" })),
    since,
  );
  if (rebased.conflict || reach.conflict) throw new Refusal("edits-conflict");
  const made = refusingEditErrors(() => applyRecorded(current, rebased.edits, [], "correct", used, reach.edits));
  return made.map.steps.length === 0 ? null : { ...made, also: { how: "reimport" } };
}
