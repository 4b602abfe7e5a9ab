import type { z } from "zod";
import { methodologyRight } from "../../../schema/rooms/room-right.ts";
import type { ThreadId } from "../../../schema/domain/ids.ts";
import {
  FreezeCommand,
  VoteCommand,
  type DraftView,
  type EarlierWordings,
  type FreezeDone,
  type VersionList,
  type VoteList,
} from "../../../schema/protocol/http/methodology.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { affectedTags } from "../../methodology/affected-tags.ts";
import { decidedMeanings } from "../../methodology/decided-wordings.ts";
import { othersProposals } from "../../methodology/proposals-frozen.ts";
import { openProposals } from "../../methodology/open-proposals.ts";
import { draftInTurn, openDraft } from "../../methodology/open-draft.ts";
import { createLastTaken } from "../../methodology/last-taken.ts";
import { frozenDraft, readDraft } from "../../methodology/frozen-draft.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { StoreError } from "../../store/store-error.ts";
import { methodologyFileRoutes } from "./methodology-files.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit, auditRead } from "../../actions/audit.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "draftTurns" | "reads" | "realtime" | "screens" | "store">;

/** The methodology: its frozen versions, its draft with what is said of it, freezing and restoring. */
export function methodologyRoutes(deps: Needs) {
  const { store, realtime, clock } = deps;
  const turns = deps.draftTurns;
  const last = createLastTaken();
  return createRoutes()
    .route("/files", methodologyFileRoutes(deps, turns, last))
    .get("/current", (c) => readCurrent(c, deps))
    .get("/versions", async (c) => {
      mustBeAllowed(c, "methodology.draft", null);
      return c.json<VersionList>({ versions: await store.methodologies.versions() });
    })
    .get("/versions/:number", async (c) => {
      mustBeAllowed(c, "methodology.read", null);
      const number = Number(c.req.param("number"));
      return c.json(found(Number.isSafeInteger(number) ? await store.methodologies.version(number) : null));
    })
    .post("/versions", async (c) => {
      const by = mustBeAllowed(c, "methodology.freeze", null);
      const command = await readBody(c, FreezeCommand);
      return c.json(await turns.run("draft", () => freeze(deps, by, command)));
    })
    .get("/draft/wordings", async (c) => {
      mustBeAllowed(c, "methodology.draft", null);
      const { methodologies } = store;
      return c.json<EarlierWordings>({
        wordings: await methodologies.wordings(),
        touched: await methodologies.touched(),
      });
    })
    .get("/draft", async (c) => {
      const { actor } = mustBeAllowed(c, "methodology.draft", null);
      const { inForce, room, discussion } = await openDraft(deps, turns);
      const taken = last.get(inForce.number, clock());
      return c.json<DraftView>({
        version: inForce.number,
        draft: { room, right: methodologyRight(actor, "methodology") ?? "read" },
        discussion: { room: discussion, right: methodologyRight(actor, "discussion") ?? "read" },
        taken: taken ? { id: taken.id, by: taken.by, at: taken.at.toISOString(), version: taken.version } : null,
      });
    })
    .get("/votes", async (c) => {
      mustBeAllowed(c, "methodology.draft", null);
      return c.json<VoteList>({ votes: await store.methodologies.votes() });
    })
    .post("/votes", async (c) => {
      const by = mustBeAllowed(c, "methodology.edit", null);
      const { thread, vote } = await readBody(c, VoteCommand);
      await mustBeOpenProposal(deps, thread);
      await store.methodologies.vote(thread, by.member.id, vote, clock().toISOString());
      await audit(deps, by, "methodology.vote", { thread, vote: vote ?? "none" });
      realtime.publish({ type: "methodology" });
      return c.json<VoteList>({ votes: await store.methodologies.votes() });
    });
}

async function readCurrent(c: RequestContext, deps: Needs): Promise<Response> {
  const by = mustBeAllowed(c, "methodology.read", null);
  const version = found(await deps.store.methodologies.current());
  // Its page says so; whatever else needs the categories opens nothing.
  if (c.req.query("opened") !== undefined)
    await auditRead(deps, by, "methodology.read", { methodology: version.methodology, opened: true });
  return c.json(version);
}

function found<T>(thing: T | null): T {
  if (thing === null) throw new Refusal("not-found");
  return thing;
}

async function freeze(deps: Needs, by: SignedIn, command: z.output<typeof FreezeCommand>): Promise<FreezeDone> {
  const { store, realtime, clock } = deps;
  const { base, seen, changed, takeIn, note, preview } = command;
  const opened = await draftInTurn(deps);
  const { inForce, room } = opened;
  const proposed = await openProposals(deps, opened, takeIn);
  const left = proposed.flatMap(({ category, isTaken }) => (isTaken === false && category ? [category] : []));
  const draft = await realtime.look(room, (doc) => readDraft(doc, { left, inForce: inForce.content }));
  const { content, ...found } = frozenDraft(draft, inForce, changed);
  const affected = await affectedTags(store, by.actor, inForce, found.map, content);
  const decided = await decidedMeanings(store, inForce);
  const done = { seen: draft.seen, ...found, affected, decided, proposed };
  if (preview) return { ...done, version: null };
  if (note === "") throw new Refusal("bad-request", { field: "note" });
  if (deps.screens.holds(null, note, "said")) throw new Refusal("erased");
  if (base !== inForce.number || seen !== draft.seen) throw new Refusal("methodology-moved");
  if (found.problems.length > 0) throw new Refusal("methodology-invalid", { count: found.problems.length });
  if (found.undecided.length > 0) throw new Refusal("methodology-undecided", { count: found.undecided.length });
  const proposals = await othersProposals(deps, opened, content, by.member.id);
  const onto = { base, fates: found.map.fates, proposals };
  const version = await store.methodologies
    .freeze(content, note, by.member.id, clock().toISOString(), onto)
    .catch((error: unknown) => {
      throw error instanceof StoreError && error.code === "conflict" ? new Refusal("methodology-moved") : error;
    });
  await audit(deps, by, "methodology.freeze", { version: version.number, categories: content.categories.length });
  // The version stands: what it took goes out of the draft now, or when the draft is opened next.
  await draftInTurn(deps);
  realtime.publish({ type: "methodology" });
  return { ...done, version };
}

/** Votes count on what is put to the vote, until that is resolved or withdrawn. */
async function mustBeOpenProposal({ store, realtime }: Pick<Deps, "realtime" | "store">, id: ThreadId): Promise<void> {
  const draft = found(await store.methodologies.draft());
  const isOpen = await realtime.look(draft.discussion, (doc) => {
    const room = new DiscussionRoom(doc);
    const thread = room.thread(id);
    return thread?.proposal === true && room.ended(thread) === null;
  });
  if (!isOpen) throw new Refusal("not-found");
}
