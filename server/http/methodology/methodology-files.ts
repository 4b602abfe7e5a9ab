import { can } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import {
  BringInCommand,
  BringInOptions,
  HANDBOOK_MAX_BYTES,
  HandbookQuery,
  type BroughtDone,
  type BroughtIn,
} from "../../../schema/protocol/http/methodology-files.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { snapshotDraft, takeSnapshotBack } from "../../../schema/rooms/draft/draft-snapshot.ts";
import { LeakError } from "../../export/checks/leak-check.ts";
import { ImportFailure } from "../../import/failure.ts";
import { bringIn, brought, draftHere, isDraftSized, isFull } from "../../methodology/bring-in.ts";
import type { LastTaken } from "../../methodology/last-taken.ts";
import { draftInTurn, openDraft, type OpenDraft } from "../../methodology/open-draft.ts";
import { readInWorker, writeInWorker } from "../../methodology/files/in-worker.ts";
import { HANDBOOK_KINDS, methodologyFileName, type MethodologyFile } from "../../methodology/files/write-file.ts";
import { writersOfWhatGoes } from "../../methodology/words-that-go.ts";
import { readDraft } from "../../methodology/frozen-draft.ts";
import { createKept, type Kept } from "../verdicts/kept.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, parseBody, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import type { KeyedTaskQueue } from "../../../schema/task-queue.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "store">;

/** What a file would make of the draft, between looking at it and taking it. */
interface Brought {
  after: MethodologyContent;
  /** Number of the version that it is, where it is one: what was merged or split since is that no more. */
  version: number | null;
}

/** What is brought in from files waits here until it is decided on. */
interface Context {
  deps: Needs;
  /** Those that freezing waits in. */
  turns: KeyedTaskQueue;
  kept: Kept<Brought>;
  last: LastTaken;
}

/** The methodology as files: out, and into the draft. `turns`: those that freezing waits in; `last`: what took the draft's place. */
export function methodologyFileRoutes(deps: Needs, turns: KeyedTaskQueue, last: LastTaken) {
  const context: Context = { deps, turns, kept: createKept(), last };
  return createRoutes()
    .get("/", (c) => writeOut(c, context))
    .post("/", (c) => look(c, context))
    .post("/versions/:number", (c) => lookAtVersion(c, context, Number(c.req.param("number"))))
    .post("/:id", (c) => take(c, context, c.req.param("id")))
    .post("/:id/undo", (c) => undo(c, context, c.req.param("id")));
}

async function writeOut(c: RequestContext, { deps, turns }: Context): Promise<Response> {
  const query = parseBody(c.req.query(), HandbookQuery);
  const by = mustBeAllowed(c, query.version === "draft" ? "methodology.draft" : "methodology.read", null);
  const file = await fileOf(deps, turns, query);
  // Only who may freeze may answer for what goes out.
  const isHeard = query.despite !== undefined && can(by.actor, "methodology.freeze", null);
  const { bytes, leaks } = await writeInWorker({ ...file, passed: isHeard ? Infinity : 0 }).catch(refuseLeaks);
  await audit(deps, by, "methodology.file", {
    format: file.format,
    version: file.head.version?.number ?? "draft",
    ...(leaks.length > 0 ? { leaks: leaks.length, passed: query.despite ?? "none" } : {}),
  });
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": HANDBOOK_KINDS[file.format].type,
    "Content-Disposition": `attachment; filename="${methodologyFileName(file)}"`,
  });
}

/** What a file would make of the draft. */
async function look(c: RequestContext, { deps, turns, kept }: Context): Promise<Response> {
  const by = mustBeAllowed(c, "methodology.edit", null);
  const { bytes, options } = await readForm(c);
  const opened = await openDraft(deps, turns);
  const { seen, ...draft } = await deps.realtime.look(opened.room, draftHere);
  const read = await readInWorker(bytes, draft, options.language).catch(async (error: unknown) => {
    if (!(error instanceof ImportFailure)) throw error;
    await audit(deps, by, "methodology.file-refused", { reason: error.code });
    throw new Refusal(error.code === "unknown-format" ? "methodology-file-unknown" : `import-${error.code}`);
  });
  const { missing } = options;
  // Before anything goes over it here: a file of some megabytes may name a hundred thousand things.
  if (!isDraftSized(read.content)) throw new Refusal("import-too-complex");
  const { after, newProblems } = brought(read, draft.content, missing);
  if (!isDraftSized(after)) throw new Refusal("import-too-complex");
  const id = kept.keep(by.member.id, { after, version: null }, deps.clock().getTime());
  const { format, isOurs, problems } = read;
  const writers = await writersOf(deps, opened, by.member.id, { after, version: null });
  const answer = { id, seen, format, isOurs, missing, before: draft.content, after, writers, problems, newProblems };
  return c.json<BroughtIn>(answer, 201);
}

/** What would become of the draft if an earlier version took its place. */
async function lookAtVersion(c: RequestContext, { deps, turns, kept }: Context, number: number): Promise<Response> {
  const by = mustBeAllowed(c, "methodology.freeze", null);
  const found = Number.isSafeInteger(number) ? await deps.store.methodologies.version(number) : null;
  if (!found) throw new Refusal("not-found");
  const opened = await openDraft(deps, turns);
  const { seen, content: before } = await deps.realtime.look(opened.room, draftHere);
  const after = found.content;
  const id = kept.keep(by.member.id, { after, version: number }, deps.clock().getTime());
  const answer = { id, seen, format: "json", isOurs: true, missing: "leave-out", before, after } as const;
  const writers = await writersOf(deps, opened, by.member.id, { after, version: number });
  return c.json<BroughtIn>({ ...answer, writers, problems: [], newProblems: [] }, 201);
}

/** Names of those whose words go with it, but for who asks. */
async function writersOf(
  { store, realtime, clock }: Needs,
  { room, inForce }: OpenDraft,
  me: MemberId,
  { after, version }: Brought,
): Promise<string[]> {
  const how = { now: clock().toISOString(), keepFates: version === null };
  const [bound, members] = await Promise.all([store.outputs.clientsIn(room), store.people.members()]);
  const others = new Map(bound.filter(([, member]) => member !== me));
  const clients = new Set(others.keys());
  const gone = await realtime.look(room, (doc) => writersOfWhatGoes(doc, clients, after, inForce.content, how));
  const of = new Set([...gone].map((client) => others.get(client)));
  return members.filter(({ id }) => of.has(id)).map(({ name }) => name);
}

async function take(c: RequestContext, { deps, turns, kept, last }: Context, id: string): Promise<Response> {
  const { realtime, clock } = deps;
  const by = mustBeAllowed(c, "methodology.edit", null);
  const { seen } = await readBody(c, BringInCommand);
  const found = mustHave(kept, by.member.id, id, clock());
  mustNotHoldErased(deps, found.after);
  const done = await turns.run("draft", async () => {
    const { inForce, room } = await draftInTurn(deps);
    await realtime.write(room, by.member.id, (doc) => {
      // What is looked at and written here is one step: nobody comes between.
      if (readDraft(doc).seen !== seen) throw new Refusal("methodology-moved");
      const at = clock();
      const before = bringIn(doc, found.after, inForce.content, {
        now: at.toISOString(),
        keepFates: found.version === null,
      });
      if (isFull(doc)) throw new Refusal("import-too-complex");
      const { version } = found;
      const after = snapshotDraft(new DraftRoom(doc));
      last.keep({ id, by: by.member.id, at, version, inForce: inForce.number, before, after });
    });
    return realtime.look(room, (doc) => readDraft(doc));
  });
  kept.drop(by.member.id, id);
  // Whoever has the draft open is told whose it is now, and how to take it back.
  realtime.publish({ type: "methodology" });
  if (found.version === null)
    await audit(deps, by, "methodology.file-brought", { categories: found.after.categories.length });
  else await audit(deps, by, "methodology.restore", { version: found.version });
  return c.json<BroughtDone>({ seen: done.seen });
}

/** Whoever writes the draft takes it back; what was written since stays. */
async function undo(c: RequestContext, { deps, turns, last }: Context, id: string): Promise<Response> {
  const { realtime, clock } = deps;
  const by = mustBeAllowed(c, "methodology.edit", null);
  await turns.run("draft", async () => {
    const { inForce, room } = await draftInTurn(deps);
    const taken = last.get(inForce.number, clock());
    if (taken?.id !== id) throw new Refusal("import-gone");
    mustNotHoldErased(deps, taken.before);
    await realtime.write(room, by.member.id, (doc) =>
      takeSnapshotBack(new DraftRoom(doc), taken, clock().toISOString()),
    );
    last.drop();
  });
  await audit(deps, by, "methodology.file-undone");
  realtime.publish({ type: "methodology" });
  return c.json({});
}

function mustHave(kept: Kept<Brought>, member: MemberId, id: string, now: Date): Brought {
  const found = kept.get(member, id, now.getTime());
  if (!found) throw new Refusal("import-gone");
  return found;
}

async function fileOf(
  deps: Needs,
  turns: KeyedTaskQueue,
  { format, version, languages }: HandbookQuery,
): Promise<Omit<MethodologyFile, "passed">> {
  const { store, realtime, clock } = deps;
  const network = (await store.setting("network-name")) ?? "Coram";
  const at = clock().toISOString();
  if (version === "draft") {
    const { room } = await openDraft(deps, turns);
    const { content } = await realtime.look(room, (doc) => readDraft(doc));
    return { content, format, languages, head: { network, version: null, at } };
  }
  const found = await store.methodologies.version(version);
  if (!found) throw new Refusal("not-found");
  const { content, number, frozenAt } = found;
  return { content, format, languages, head: { network, version: { number, frozenAt }, at } };
}

async function readForm(c: RequestContext): Promise<{ bytes: Uint8Array; options: BringInOptions }> {
  const form = await c.req.parseBody().catch(() => null);
  const { file, ...fields } = form ?? {};
  if (!(file instanceof File)) throw new Refusal("bad-request", { field: "file" });
  if (file.size > HANDBOOK_MAX_BYTES) throw new Refusal("import-too-large");
  return { bytes: new Uint8Array(await file.arrayBuffer()), options: parseBody(fields, BringInOptions) };
}

function refuseLeaks(error: unknown): never {
  throw error instanceof LeakError ? new Refusal("export-leak", { count: error.leaks.length }) : error;
}

/** What waited here for a while may hold words that were erased meanwhile. */
function mustNotHoldErased(deps: Pick<Deps, "screens">, value: unknown): void {
  if (typeof value === "string") {
    if (deps.screens.holds(null, value)) throw new Refusal("erased");
  } else if (typeof value === "object" && value !== null)
    for (const each of Object.values(value)) mustNotHoldErased(deps, each);
}
