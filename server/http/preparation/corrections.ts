import type { VerdictId } from "../../../schema/domain/ids.ts";
import {
  SeenMark,
  UndoCommand,
  type EarlierText,
  type RevisionEntry,
  type RevisionHistory,
  type Seen,
  type TextChanged,
} from "../../../schema/protocol/http/corrections.ts";
import type { EditMap } from "../../../schema/text/revision.ts";
import { undoCorrection } from "../../../schema/text/edits/undo.ts";
import type { RevisionRow } from "../../store/correction-store.ts";
import { revisionsOf } from "../../store/shapes/names-document.ts";
import { makeRevision, type MadeRevision } from "../../actions/make-revision.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { verdictAccess, type VerdictAccess } from "../../access/verdict-access.ts";

/** History of a verdict's text, undo as a further command, and what readers have seen of changes. */
export function correctionRoutes(deps: Pick<Deps, "clock" | "exports" | "realtime" | "screens" | "store">) {
  const { verdicts, corrections } = deps.store;
  return createRoutes()
    .get("/:id/revisions", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "verdict.prepare", verdict);
      const [rows, maps, named] = await Promise.all([
        corrections.revisions(verdict.id),
        verdicts.maps(verdict.id),
        namedRevisions(deps, verdict.id),
      ]);
      return c.json<RevisionHistory>({ revisions: toHistory(rows, maps, named) });
    })
    .get("/:id/revisions/:number", async (c) => {
      const { verdict, signedIn } = await mustSeeVerdict(c, deps);
      // A guest was invited to the text as it is.
      if (signedIn.actor.guest) throw new Refusal("not-allowed");
      const number = Number(c.req.param("number"));
      if (!Number.isSafeInteger(number) || number < 1 || number > verdict.revision) throw new Refusal("not-found");
      const revision = await verdicts.revision(verdict.id, number);
      return c.json<EarlierText>({ number, text: revision?.text ?? null });
    })
    .post("/:id/undo", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { revision, sure } = await readBody(c, UndoCommand);
      const made = await makeRevision(deps, by, verdict.id, {
        make: () => undoNext(deps, verdict.id, revision),
        action: "verdict.undo",
        // A redaction that stands again takes the words away as it did before.
        earlierText: (await isRedactionAgain(deps, verdict.id, revision)) ? "goes-once-cleared" : "stays",
        names: { sure, signal: c.req.raw.signal },
      });
      return c.json<TextChanged>({ revision: made?.revision ?? null, map: made?.map ?? null });
    })
    .get("/:id/seen", async (c) => {
      const { verdict, signedIn } = await mustSeeVerdict(c, deps);
      return c.json<Seen>({ seen: await corrections.seen(signedIn.member.id, verdict.id) });
    })
    .post("/:id/seen", async (c) => {
      const { verdict, signedIn } = await mustSeeVerdict(c, deps);
      const { subjects, revision } = await readBody(c, SeenMark);
      if (revision > verdict.revision) throw new Refusal("revision-newer");
      const there = await subjectsOf(deps, await verdictAccess(deps.store, signedIn.actor, verdict), verdict.id);
      const marked = subjects.filter((subject) => there.has(subject));
      await corrections.markSeen(signedIn.member.id, verdict.id, marked, revision);
      return c.json<Seen>({ seen: await corrections.seen(signedIn.member.id, verdict.id) });
    });
}

/** Tags and threads that the asker may see: whatever else somebody sends is no subject, and is not kept. */
async function subjectsOf(
  { store }: Pick<Deps, "store">,
  { layers, audiences }: VerdictAccess,
  verdict: VerdictId,
): Promise<Set<string>> {
  const [tags, threads] = await Promise.all([
    store.passages.annotations(layers),
    store.passages.threads(verdict, audiences),
  ]);
  return new Set([...tags, ...threads].map(({ id }) => id));
}

/** The revisions that names have made: they go as one, with units and key. */
async function namedRevisions(deps: Pick<Deps, "store">, verdict: VerdictId): Promise<Set<number>> {
  const document = await deps.store.names.document(verdict);
  return document ? revisionsOf(document) : new Set();
}

function toHistory(
  rows: readonly RevisionRow[],
  maps: readonly EditMap[],
  named: ReadonlySet<number>,
): RevisionEntry[] {
  const byFrom = new Map(maps.map((map) => [map.from, map]));
  const undoneBy = new Map(maps.flatMap(({ from, undoes }) => (undoes === undefined ? [] : [[undoes + 1, from + 1]])));
  return rows.map(({ number, by, at, how }, i) => {
    const map = byFrom.get(number - 1);
    const isKept = rows[i - 1]?.isKept === true;
    return {
      number,
      by,
      at,
      kind: kindOf(map, how),
      places: map?.steps.length ?? 0,
      undoes: map?.undoes === undefined ? null : map.undoes + 1,
      undoneBy: undoneBy.get(number) ?? null,
      undo: !map || !isKept || undoneBy.has(number) ? null : named.has(number) ? "names" : "here",
    };
  });
}

function kindOf(map: EditMap | undefined, how: RevisionRow["how"]): RevisionEntry["kind"] {
  if (!map) return "import";
  if (map.undoes !== undefined) return "undo";
  if (how) return how;
  if (map.steps.length === 0) return "blocks";
  return map.steps.every(({ kind }) => kind === "redact") ? "redact" : "correct";
}

/** What made `number` taken back in the newest text. */
async function undoNext({ store }: Pick<Deps, "store">, verdict: VerdictId, number: number): Promise<MadeRevision> {
  const { verdicts, names } = store;
  const [before, after, current, maps, used, document] = await Promise.all([
    verdicts.revision(verdict, number - 1),
    verdicts.revision(verdict, number),
    verdicts.revision(verdict),
    verdicts.maps(verdict),
    verdicts.usedNumbers(verdict),
    names.document(verdict),
  ]);
  const map = maps.find(({ from }) => from === number - 1);
  if (!map || !current) throw new Refusal("not-found");
  if (document && revisionsOf(document).has(number)) throw new Refusal("names-applied");
  if (!before || !after) throw new Refusal("revision-gone");
  if (maps.some(({ undoes }) => undoes === map.from)) throw new Refusal("edits-conflict");
  const since = maps.filter(({ from }) => from >= number && from < current.number);
  const undone = undoCorrection({ before, after, map }, current, since, used);
  if (undone.conflict) throw new Refusal("edits-conflict", { of: undone.of });
  return undone;
}

/** Whether a revision took a redaction back, so that taking it back redacts. */
async function isRedactionAgain({ store }: Pick<Deps, "store">, verdict: VerdictId, number: number): Promise<boolean> {
  const maps = await store.verdicts.maps(verdict);
  const { undoes } = maps.find(({ from }) => from === number - 1) ?? {};
  return maps.find(({ from }) => from === undoes)?.steps.some(({ kind }) => kind === "redact") ?? false;
}
